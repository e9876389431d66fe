package text

import (
	"strings"
	"testing"
	"unicode/utf8"

	"dateline"

	"github.com/google/go-cmp/cmp"
)

func TestFilesAreDecoded(t *testing.T) {
	tests := []struct{ name, raw, text, encoding string }{
		{"plain ASCII", "A bomb went off.", "A bomb went off.", UTF8},
		{"UTF-8", "A “bomb” in Ségou.", "A “bomb” in Ségou.", UTF8},
		{"UTF-8 keeps its byte order mark", "\xEF\xBB\xBFA bomb.", "\uFEFFA bomb.", UTF8},
		{"UTF-16, little end first", "\xFF\xFEA\x00 \x00S\x00\xe9\x00g\x00", "A Ség", UTF16LE},
		{"UTF-16, big end first", "\xFE\xFF\x00A\x00 \x00S\x00\xe9\x00g", "A Ség", UTF16BE},
		{"UTF-16 with a pair", "\xFF\xFEa\x00\x3d\xd8\x00\xde", "a😀", UTF16LE},
		{"Latin-1", "A bomb in S\xe9gou, they said.", "A bomb in Ségou, they said.", Latin1},
		{"Windows-1252", "A \x93bomb\x94 in S\xe9gou, they said, didn\x92t go off.", "A “bomb” in Ségou, they said, didn’t go off.", Windows1252},
		{"a text that begins like a program", "MZ is a ministry.", "MZ is a ministry.", UTF8},
		{"a text that writes of HTML", "He wrote <html> on the wall.", "He wrote <html> on the wall.", UTF8},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			text, encoding, err := Decode([]byte(test.raw))
			if err != nil || text != test.text || encoding != test.encoding {
				t.Errorf("got %q %s %v", text, encoding, err)
			}
		})
	}
}

func TestFilesThatAreNoTextAreRefusedWithAReason(t *testing.T) {
	tests := []struct{ name, raw, want string }{
		{"an empty file", "", "empty"},
		{"white space alone", "\xEF\xBB\xBF \r\n\t\n", "empty"},
		{"a PDF", "%PDF-1.7 text", "a PDF; convert it to text first"},
		{"a zip", "PK\x03\x04abc", "ZIP"},
		{"a picture", "\x89PNG\r\n\x1a\n", "PNG"},
		{"a gzip", "\x1f\x8b\x08", "gzip"},
		{"zero bytes", "A bomb\x00went off", "a zero byte at 6"},
		{"UTF-16 cut short", "\xFF\xFEA\x00B", "odd number of bytes"},
		{"UTF-16 with half a pair", "\xFF\xFEA\x00\x3d\xd8", "broken UTF-16"},
		{"UTF-32", "\xFF\xFE\x00\x00A\x00\x00\x00", "UTF-32"},
		{"damaged UTF-8", "A “bomb” in Ségou, \xe2\x80 they said", "not valid UTF-8 at byte 24"},
		{"another script's bytes", "\xc2\xe7\xf0\xfb\xe2 \xe2 \xe3\xee\xf0\xee\xe4\xe5", "not valid UTF-8 at byte 0"},
		{"noise", "\x01\x02\x03\x04abc", "control characters"},
		{"a web page", "\n<!DOCTYPE html><html><body>A bomb.</body></html>", "HTML"},
		{"a web page after a comment", "<!-- saved --><html>", "HTML"},
		{"a file of 50 MB", strings.Repeat("a", 50<<20), "50 MB of text, more than the 16 MB"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := Decode([]byte(test.raw))
			if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func FuzzDecode(f *testing.F) {
	f.Add([]byte("\xFF\xFEA\x00"))
	f.Add([]byte("A \x93b\x94 S\xe9gou"))
	f.Add([]byte("---\npublished: 2019-05-17\n---\nA bomb."))
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, encoding, err := Decode(raw)
		if err != nil {
			return
		}
		if !utf8.ValidString(text) {
			t.Errorf("%s gave invalid UTF-8", encoding)
		}
		if encoding == UTF8 && text != string(raw) {
			t.Error("UTF-8 was changed")
		}
		_, body, err := FrontMatter(text)
		if body < 0 || body > len(text) || err == nil && !utf8.ValidString(text[body:]) {
			t.Errorf("the body begins at %d of %d", body, len(text))
		}
		checkOffsets(t, Parse(text, body), body)
		Language(text)
		Fold(text)
	})
}

func moment(t *testing.T, s string) *dateline.Moment {
	t.Helper()
	m, err := dateline.ParseMoment(s)
	if err != nil {
		t.Fatal(err)
	}
	return &m
}

func TestFrontMatterIsRead(t *testing.T) {
	full := Front{Title: "Five die: a blast", Outlet: "Example News", URL: "https://example.com/a", Published: moment(t, "2019-05-17")}
	tests := []struct {
		name, text string
		want       Front
		body       string
	}{
		{"a block between hyphens", "---\ntitle: \"Five die: a blast\"\noutlet: Example News\npublished: 2019-05-17\nurl: https://example.com/a\nauthor: Jane\n---\nText.", full, "Text."},
		{"with carriage returns", "---\r\nTitle: Five die: a blast\r\nOUTLET: Example News\r\nPublished: 2019-05-17\r\nURL: https://example.com/a\r\n---\r\nText.", full, "Text."},
		{"after a byte order mark", "\uFEFF---\noutlet: 'Example''s News'\n---\nText.", Front{Outlet: "Example's News"}, "Text."},
		{"header lines up to a blank line", "title: Five die: a blast\noutlet: Example News\npublished: 2019-05-17\nurl: https://example.com/a\n\nText.", full, "Text."},
		{"header lines and the text right below", "title: Five die: a blast\noutlet: Example News\npublished: 2019-05-17\nurl: https://example.com/a\nText goes on.\nAnd on: so.", full, "Text goes on.\nAnd on: so."},
		{"a clock time", "---\npublished: 2019-05-17T08:30:00+02:00\n---\n", Front{Published: moment(t, "2019-05-17T08:30:00+02:00")}, ""},
		{"empty values are absent", "---\ntitle:\npublished: null\n---\nText.", Front{}, "Text."},
		{"nested keys are passed over", "---\ntags:\n  - a\n  title: no\n# note\ntitle: Yes\n---\nText.", Front{Title: "Yes"}, "Text."},
		{"no block", "Five die\n\nText.", Front{}, "Five die\n\nText."},
		{"a ruled line is no block", "---\nFive die in a blast\n---\n", Front{}, "---\nFive die in a blast\n---\n"},
		{"a sentence with a colon is no header", "Title: the story of a war\nThat began in May.\n\nText.", Front{}, "Title: the story of a war\nThat began in May.\n\nText."},
		{"other keys open no header", "Note: read this\n\nText.", Front{}, "Note: read this\n\nText."},
		{"an empty file", "", Front{}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			front, body, err := FrontMatter(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, front); diff != "" {
				t.Error(diff)
			}
			if test.text[body:] != test.body {
				t.Errorf("the body is %q", test.text[body:])
			}
		})
	}
}

func TestBrokenFrontMatterNamesItsLine(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a date in words", "---\ntitle: A\npublished: last May\n---\nText.", `line 3: published: "last May" is not a date; write it as 2019-05-17`},
		{"a date that does not exist", "published: 2019-02-30\n\nText.", "line 1: published:"},
		{"a key given twice", "---\ntitle: A\ntitle: B\n---\n", "line 3: title is given twice, first on line 2"},
		{"a block that is not closed", "---\ntitle: A\n\nText.", "not closed"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, _, err := FrontMatter(test.text)
			if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestCharacterReferencesAreResolved(t *testing.T) {
	got, name, err := Decode([]byte("Attack on a caf&eacute;\n\nThe mayor&#8217;s office said &ldquo;four&nbsp;people&rdquo; died."))
	if err != nil {
		t.Fatal(err)
	}
	want := "Attack on a café\n\nThe mayor’s office said “four\u00a0people” died."
	if got != want || name != UTF8+Entities {
		t.Errorf("got %q (%s), want %q", got, name, want)
	}
	if plain, name, _ := Decode([]byte("Fire & smoke; R&D at AT&T;")); plain != "Fire & smoke; R&D at AT&T;" || name != UTF8 {
		t.Errorf("an ampersand alone was taken for a reference: %q (%s)", plain, name)
	}
}
