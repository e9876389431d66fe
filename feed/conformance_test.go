package feed

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"

	"dateline"
	"dateline/needtest"
)

// differences compares a Feed with what gofeed makes of the same bytes, in what
// both read. gofeed itself is not used to read strangers' feeds: it follows nested
// elements by recursion, so that twenty megabytes of one start tag end the process
// with a stack that no handler can catch.
func differences(f Feed, want *gofeed.Feed) (out []string) {
	differ := func(field, got, want string) {
		if squeeze(got) != squeeze(want) {
			out = append(out, field+": "+squeeze(got)+" | "+squeeze(want))
		}
	}
	differ("title", f.Title, withoutMarkup(want.Title))
	if !slices.Contains(want.Links, f.Link) {
		differ("link", f.Link, absolute(nil, want.Link))
	}
	if want.Language != "" {
		differ("language", f.Language, want.Language)
	}
	if len(f.Items) != len(want.Items) {
		return append(out, "number of items")
	}
	for n := range f.Items {
		got, want := &f.Items[n], want.Items[n]
		differ("item title", got.Title, withoutMarkup(want.Title))
		// It knows no rdf:about, and makes identifiers absolute.
		if want.GUID != "" && !strings.HasSuffix(want.GUID, got.GUID) {
			differ("item guid", got.GUID, want.GUID)
		}
		// It takes the last of several.
		if absolute(nil, want.Link) != "" && !slices.Contains(want.Links, got.URL) {
			differ("item link", got.URL, absolute(nil, want.Link))
		}
		differ("item summary", readable(got.Summary), readable(want.Description))
		differ("item content", readable(got.Content), readable(want.Content))
		if p := want.PublishedParsed; p != nil {
			switch {
			case got.Published == nil && got.Updated == nil:
				out = append(out, "item published: none | "+want.Published)
			case got.Published == nil: // gofeed takes the change for it
			case !got.Published.Clock && !p.Equal(p.Truncate(24*time.Hour)):
				out = append(out, "item published without its clock: "+want.Published)
			case got.Published.Clock && got.Published.Time.Unix() != p.Unix():
				out = append(out, "item published: "+got.Published.String()+" | "+want.Published)
			}
		}
		if a := want.Authors; len(a) > 0 && a[0] != nil && a[0].Name != "" {
			differ("item author", first(append(got.Authors, "")...), a[0].Name)
		}
	}
	return out
}

func squeeze(s string) string { return strings.Join(strings.Fields(s), " ") }

func TestTheConformanceFilesAreReadAsTheirProjectReadsThem(t *testing.T) {
	dir := filepath.Join(needtest.Shared(t), "data", "web", "feeds", "gofeed", "testdata")
	var files, items, alike int
	kinds := map[string][]string{}
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		ext := filepath.Ext(path)
		if err != nil || ext != ".xml" && (ext != ".json" || !strings.Contains(path, string(filepath.Separator)+"json"+string(filepath.Separator)) || strings.Contains(path, "_expected")) {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		want, bad := gofeed.NewParser().Parse(bytes.NewReader(data))
		f, err := Parse(dateline.Document{Path: filepath.Base(path), Data: data})
		if bad != nil {
			return nil
		}
		files++
		if err != nil {
			t.Errorf("%v", err)
			return nil
		}
		items += len(f.Items)
		diff := differences(f, want)
		if len(diff) == 0 {
			alike++
		}
		for _, d := range diff {
			field, _, _ := strings.Cut(d, ":")
			kinds[field] = append(kinds[field], strings.TrimPrefix(path, dir)+": "+d)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files with %d items; %d alike in all fields", files, items, alike)
	for field, d := range kinds {
		t.Logf("%s: %d", field, len(d))
		for _, line := range d[:min(len(d), 8)] {
			t.Log("   ", line)
		}
	}
	if alike*100 < files*98 {
		t.Errorf("%d of %d files alike", alike, files)
	}
}

func TestTheListsOfRealFeedsAreRead(t *testing.T) {
	dir := filepath.Join(needtest.Shared(t), "data", "web", "rss-opml")
	all := map[string]bool{}
	var files int
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".opml" {
			return err
		}
		files++
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		list, warnings, err := OPML(data)
		if err != nil {
			return err
		}
		if n := bytes.Count(bytes.ToLower(data), []byte("xmlurl=")); len(list) == 0 || len(list) > n {
			t.Errorf("%s: %d subscriptions of %d", path, len(list), n)
		}
		for _, w := range warnings {
			t.Logf("%s: %s", filepath.Base(path), w)
		}
		for _, s := range list {
			all[s.URL] = true
		}
		var b bytes.Buffer
		if err := WriteOPML(&b, "x", list); err != nil {
			return err
		}
		again, warnings, err := OPML(b.Bytes())
		if err != nil || len(warnings) > 0 || !slices.Equal(again, list) {
			t.Errorf("%s: written and read again: %d of %d, %v, %v", filepath.Base(path), len(again), len(list), warnings, err)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d lists, %d addresses", files, len(all))
	if len(all) < 781 {
		t.Errorf("%d addresses", len(all))
	}
}

func TestWebPagesAreToldFromFeeds(t *testing.T) {
	dir := filepath.Join(needtest.Shared(t), "data", "web", "newspaper4k-dev")
	var pages, naming int
	err := filepath.WalkDir(dir, func(path string, _ os.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".gz" || pages == 80 {
			return err
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		pages++
		_, err = Parse(dateline.Document{Path: filepath.Base(path), URL: "https://page.example/a", Data: data})
		page := new(NotAFeed)
		if !errors.As(err, &page) {
			t.Errorf("%v", err)
		}
		if len(page.Feeds) > 0 {
			naming++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d pages, of which %d name feeds", pages, naming)
	if pages == 0 || naming*4 < pages {
		t.Errorf("%d of %d pages name feeds", naming, pages)
	}
}
