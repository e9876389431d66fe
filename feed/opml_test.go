package feed

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"dateline"
)

func TestSubscriptionsOfAList(t *testing.T) {
	for name, c := range map[string]struct {
		text     string
		want     []Subscription
		warnings int
	}{
		"nested": {`<?xml version="1.0"?><opml version="2.0"><head><title>T</title></head><body>
<outline text="Asia"><outline text="South / East"><outline text="The Valley" title="The Valley &amp; Plain" type="rss" xmlUrl=" https://valley.example/feed?a=1&amp;b=2 " htmlUrl="https://valley.example/"/></outline>
<outline TEXT="Plain" XMLURL="http://plain.example/rss"/></outline><outline xmlUrl="https://bare.example/"/></body></opml>`,
			[]Subscription{{"The Valley & Plain", "https://valley.example/feed?a=1&b=2", "https://valley.example/", "Asia/South - East"}, {"Plain", "http://plain.example/rss", "", "Asia"}, {"", "https://bare.example/", "", ""}}, 0},
		"twice, and what is no address": {`<opml><body><outline text="a" xmlUrl="https://a.example/"/><outline text="b" xmlUrl="https://a.example/"/><outline text="c" xmlUrl="ftp://a.example/"/><outline text="d" xmlUrl="file:///etc/passwd"/></body></opml>`,
			[]Subscription{{"a", "https://a.example/", "", ""}}, 2},
		"old schemes": {`<opml><body><outline xmlUrl="feed://a.example/x"/><outline xmlUrl="feed:https://b.example/"/></body></opml>`,
			[]Subscription{{"", "http://a.example/x", "", ""}, {"", "https://b.example/", "", ""}}, 0},
		"categories": {`<opml><body><outline xmlUrl="https://a.example/" category="/Asia/Pakistan,/x"/></body></opml>`, []Subscription{{"", "https://a.example/", "", "Asia/Pakistan"}}, 0},
		"bare characters": {`<opml><body><outline text="a & b <i>c</i>" d="he said "yes" and "no"" xmlUrl="https://a.example/?x=1&y=2"/></body></opml>`,
			[]Subscription{{"a & b c", "https://a.example/?x=1&y=2", "", ""}}, 0},
		"HTML in an attribute": {`<opml><body><outline d="see <a href="https://x.example" target="_blank">this</a>." xmlUrl="https://a.example/"/></body></opml>`, []Subscription{{"", "https://a.example/", "", ""}}, 0},
		"cut":                  {`<opml><body><outline text="f"><outline text="a" xmlUrl="https://a.example/"/><outline te`, []Subscription{{"a", "https://a.example/", "", "f"}}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			got, warnings, err := OPML([]byte(c.text))
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if len(warnings) != c.warnings {
				t.Errorf("warnings %q", warnings)
			}
		})
	}
	for _, s := range []string{"", "x", "<rss/>", "{}"} {
		if _, _, err := OPML([]byte(s)); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("%q: %v", s, err)
		}
	}
}

func TestAListThatIsWrittenIsReadTheSame(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		word := rapid.StringMatching(`[a-zA-Zé茶0-9"'>;:,.!?-]{1,12}`)
		var list []Subscription
		for range rapid.IntRange(0, 8).Draw(t, "n") {
			s := Subscription{
				Title:  word.Draw(t, "title"),
				URL:    "https://" + rapid.StringMatching(`[a-z]{1,8}`).Draw(t, "host") + ".example/?a=1&b='\"",
				Folder: strings.Join(rapid.SliceOfN(word, 0, 3).Draw(t, "folders"), "/"),
			}
			s.URL = absolute(nil, s.URL)
			if slices.ContainsFunc(list, func(o Subscription) bool { return o.URL == s.URL }) {
				continue
			}
			list = append(list, s)
		}
		var b bytes.Buffer
		if err := WriteOPML(&b, `a "list" & <more>`, list); err != nil {
			t.Fatal(err)
		}
		got, warnings, err := OPML(b.Bytes())
		if err != nil || len(warnings) > 0 || !slices.Equal(got, list) {
			t.Fatalf("%s\n%+v, %q, %v", b.String(), got, warnings, err)
		}
	})
}

func FuzzOPML(f *testing.F) {
	f.Add([]byte(`<opml><body><outline text="a"><outline text="b" xmlUrl="https://a.example/" htmlUrl="x" category="/a/b"/></outline></body></opml>`))
	f.Add([]byte(`<opml><outline d="<a href="x">y</a>" "z" xmlUrl="feed:a.example"`))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, _, err := OPML(data)
		if err != nil {
			return
		}
		for _, s := range list {
			if absolute(nil, s.URL) != s.URL {
				t.Fatalf("address %q", s.URL)
			}
		}
		var b bytes.Buffer
		if err := WriteOPML(&b, "", list); err != nil {
			t.Fatal(err)
		}
		again, _, err := OPML(b.Bytes())
		if err != nil || len(again) != len(list) {
			t.Fatalf("%d of %d read again: %v", len(again), len(list), err)
		}
	})
}
