package main

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestParagraphsWrapByDisplayWidth(t *testing.T) {
	for name, c := range map[string]struct {
		indent int
		head   string
		text   string
		want   string
	}{
		"short words stay on one line":    {6, "  who", "the army", "  who the army\n"},
		"a line breaks at eighty cells":   {2, "", strings.Repeat("abcd ", 17), "  " + strings.TrimSpace(strings.Repeat("abcd ", 15)) + "\n  abcd abcd\n"},
		"wide letters take two cells":     {0, "", strings.Repeat("新聞 ", 17), strings.TrimSpace(strings.Repeat("新聞 ", 16)) + "\n新聞\n"},
		"combining marks take none":       {0, "", strings.Repeat("e\u0301 ", 41), strings.TrimSpace(strings.Repeat("e\u0301 ", 40)) + "\ne\u0301\n"},
		"a word wider than a line is cut": {70, "", strings.Repeat("x", 15), strings.Repeat(" ", 70) + strings.Repeat("x", 10) + "\n" + strings.Repeat(" ", 70) + "xxxxx\n"},
		"what steers a terminal goes":     {0, "", "a\x1b[31mb\u202ec", "a\uFFFD[31mb\uFFFDc\n"},
		"an empty text is its head":       {6, "head", "", "head\n"},
	} {
		t.Run(name, func(t *testing.T) {
			var p paper
			p.para(c.indent, c.head, bit{c.text, red})
			if p.String() != c.want {
				t.Errorf("got\n%q, want\n%q", p.String(), c.want)
			}
		})
	}
}

func TestColourIsSwitchedOffAtTheEndOfEachLine(t *testing.T) {
	p := paper{color: true}
	p.para(2, "", bit{"one", bold}, bit{" two", plain}, bit{" three four", red})
	want := "  \x1b[1mone \x1b[0mtwo \x1b[31mthree four\x1b[0m\n"
	if p.String() != want {
		t.Errorf("got %q, want %q", p.String(), want)
	}
	p = paper{color: true, faint: true}
	p.para(0, "", bit{"one", bold}, bit{" two", plain})
	if want := "\x1b[2mone two\x1b[0m\n"; p.String() != want {
		t.Errorf("dimmed: got %q, want %q", p.String(), want)
	}
}

func TestNoLineIsWiderThanThePageAndNoWordIsLost(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringN(0, 300, -1).Draw(t, "text")
		indent := rapid.IntRange(0, 60).Draw(t, "indent")
		var p paper
		p.para(indent, "", bit{text, plain})
		for line := range strings.Lines(p.String()) {
			if n := cells(strings.TrimSuffix(line, "\n")); n > columns {
				t.Fatalf("a line of %d cells: %q", n, line)
			}
		}
		squeeze := func(s string) string { return strings.Join(strings.Fields(s), "") }
		if got, want := squeeze(p.String()), squeeze(clean(text)); got != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	})
}
