package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline"
)

// source are the texts of the files of this package that a pattern finds, tests aside.
func source(t *testing.T, pattern string) []string {
	t.Helper()
	files, err := filepath.Glob(pattern)
	if err != nil || len(files) == 0 {
		t.Fatal(err, pattern)
	}
	var out []string
	for _, f := range files {
		if strings.HasSuffix(f, "_test.go") {
			continue
		}
		raw, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, string(raw))
	}
	return out
}

func drawPassage(t interface{ Fatal(...any) }, p passage) string {
	d, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := d.pages["error"].ExecuteTemplate(&b, "passage", p); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestHostileTextIsShownInert(t *testing.T) {
	text := "<script>alert(1)</script> a\u202eb\u2066c \x1b[31mred\x00 & \"quotes\" " + strings.Repeat("w", 5000)
	html := drawPassage(t, newPassage(text, dateline.Span{End: len(text)}, []mark{{Span: dateline.Span{Start: 0, End: 8}, Class: "ev-1", Title: `"><img src=x onerror=alert(1)>`, Link: "javascript:alert(1)"}}))
	for _, bad := range []string{"<script", "\u202e", "\u2066", "\x1b", "\x00", "<img", `href="javascript:`} {
		if strings.Contains(html, bad) {
			t.Errorf("%q is in %s", bad, html)
		}
	}
	for _, want := range []string{"U&#43;202E", "U&#43;2066", "U&#43;001B", "U&#43;0000", "&lt;script"} {
		if !strings.Contains(html, want) {
			t.Errorf("%q is not in %s", want, html[:600])
		}
	}
}

func TestAPassageIsItsTextCutAtTheMarks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab \n\u202e\u00e9\u6f22")), 0, 60, -1).Draw(t, "text")
		at := func(name string) int { return rapid.IntRange(-2, len(text)+2).Draw(t, name) }
		within := dateline.Span{Start: 0, End: len(text)}
		var marks []mark
		for range rapid.IntRange(0, 5).Draw(t, "marks") {
			a, b := at("from"), at("to")
			marks = append(marks, mark{Span: dateline.Span{Start: min(a, b), End: max(a, b)}, Class: "m"})
		}
		end := 0
		for _, par := range newPassage(text, within, marks).Paragraphs {
			for i, p := range par {
				if p.Start != end {
					t.Fatalf("a piece begins at %d, the one before ends at %d", p.Start, end)
				}
				want := p.In(text)
				if i == len(par)-1 {
					want = strings.TrimRight(want, "\r\n") // a paragraph ends without its lines' ends
				}
				if p.Control == "" && p.Text != want {
					t.Fatalf("%q is not %q", p.Text, want)
				}
				lit := false
				for _, m := range marks {
					lit = lit || m.Contains(p.Span)
				}
				if lit != (p.Class != "") {
					t.Fatalf("%v lit: %t, class %q", p.Span, lit, p.Class)
				}
				end = p.End
			}
		}
		if end != len(text) {
			t.Fatalf("ends at %d of %d", end, len(text))
		}
	})
}
