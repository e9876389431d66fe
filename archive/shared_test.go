package archive

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/needtest"
)

// The samples are those of the WARC reader warcio, good and broken ones.
func TestSamplesOfAnotherReader(t *testing.T) {
	dir := filepath.Join(needtest.Shared(t), "data", "web", "warc-samples", "test", "data")
	list, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	type count struct{ Pages, Notes, Broken, Skipped int }
	got := map[string]count{}
	for _, d := range list {
		if !strings.Contains(d.Name(), ".warc") {
			continue
		}
		entries, skips := collect(t, filepath.Join(dir, d.Name()), nil, Options{})
		c := count{Skipped: len(skips)}
		for _, e := range entries {
			switch {
			case e.Err != nil:
				c.Broken++
			case e.Note != "":
				c.Notes++
				fallthrough
			default:
				c.Pages++
				if !strings.Contains(strings.ToLower(string(e.Document.Data)), "<html") {
					t.Errorf("%s is no page", e.Path)
				}
			}
		}
		got[d.Name()] = c
	}
	want := map[string]count{
		"example-bad-non-chunked.warc.gz":     {Pages: 2},             // one gzip member over all records
		"example-bad.warc.gz.bad":             {Pages: 2, Skipped: 1}, // a redirection
		"example-digest.warc":                 {},                     // requests alone
		"example-iana.org-chunked.warc":       {Pages: 1},
		"example-resource.warc.gz":            {Pages: 1},
		"example-space-in-target-uri.warc.gz": {Skipped: 1}, // a picture
		"example-trunc.warc":                  {Broken: 1, Pages: 0},
		"example-wget-bad-target-uri.warc.gz": {Pages: 1, Skipped: 3},
		"example-wrong-chunks.warc.gz":        {Pages: 1, Notes: 1}, // members that part heads from bodies
		"example.warc":                        {Pages: 2},           // one of them a revisit
		"example.warc.gz":                     {Pages: 2},
		"post-test.warc.gz":                   {Skipped: 3}, // answers in JSON
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}
