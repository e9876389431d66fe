package pipeline

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"dateline"
	"dateline/text"
)

// maxTitle is the longest title, in bytes, that is taken from a first line.
const maxTitle = 200

// white is what stands around words without being one: spaces, and the byte order
// mark that a file may begin with.
const white = " \t\r\n\f\v\u00a0\ufeff"

// Given is what is said of reports from outside, for those that do not say it
// themselves.
type Given struct {
	Outlet    *string
	Published *dateline.Moment
}

// Text turns the bytes of a plain-text file into a Report, without its ID and its
// Genre, in whatever language it is. A block of front matter is read. Errors are
// Invalid and say what to do.
func Text(path string, raw []byte, g Given) (*dateline.Report, error) {
	s, _, err := text.Decode(raw)
	if err != nil {
		return nil, err
	}
	front, body, err := text.FrontMatter(s)
	if err != nil {
		return nil, err
	}
	if strings.Trim(s[body:], white) == "" {
		return nil, dateline.Errorf(dateline.Invalid, "no text after the front matter; give the article's text")
	}
	r := newReport(path, s, body, "")
	r.Title, r.URL, r.Published = given(front.Title), given(front.URL), front.Published
	r.Modified = front.Modified
	r.Outlet = given(front.Outlet)
	r.complete(g)
	return r.Report, nil
}

// Readable says why this version does not read a report, nil when it does.
func Readable(r *dateline.Report) error {
	if r.Language != English {
		return dateline.Errorf(dateline.Invalid, "written in %s; this version reads English", LanguageName(r.Language))
	}
	return nil
}

// A made is a Report in the making.
type made struct{ *dateline.Report }

// newReport is a Report of a text. Declared is the language that its source
// declares, which decides only where the text itself leaves it open.
func newReport(path, s string, body int, declared string) made {
	language := English
	if declared != "" {
		language = declared
	}
	if found, sure := text.Language(s[body:]); sure {
		language = found
	}
	sum := sha256.Sum256([]byte(s))
	return made{&dateline.Report{
		Path: strings.ToValidUTF8(path, "\uFFFD"), Language: language, SHA256: hex.EncodeToString(sum[:]),
		Text: s, Body: body,
	}}
}

// complete puts what was given, and the first line, where a Report says nothing.
func (r made) complete(g Given) {
	if r.Title == nil {
		r.Title = given(firstLine(r.Text[r.Body:]))
	}
	if r.Outlet == nil {
		r.Outlet = g.Outlet
	}
	if r.Published == nil {
		r.Published = g.Published
	}
}

// given is nil for a value that says nothing.
func given(s string) *string {
	if s = strings.TrimSpace(s); s == "" {
		return nil
	}
	return &s
}

// firstLine is the first line with words on it, cut at a word's end when it is
// too long for a title.
func firstLine(s string) string {
	s = strings.TrimLeft(s, white)
	if i := strings.IndexAny(s, "\r\n"); i >= 0 {
		s = s[:i]
	}
	s = strings.TrimSpace(s)
	if len(s) <= maxTitle {
		return s
	}
	s = strings.ToValidUTF8(s[:maxTitle], "")
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		s = s[:i]
	}
	return s + "\u2026"
}
