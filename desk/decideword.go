package desk

import (
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"dateline"
)

// A chosen is words of a report that somebody selected for a value.
type chosen struct {
	Report dateline.ReportID
	dateline.Span
	Quote string
}

// A form is what was sent, or asked in an address.
type form func(string) string

// chosen are the words that a form names: by where they stand, which a script fills in,
// or by themselves, which are looked for in the report; nearest to where an account
// rests when they stand there more than once. Without any, nil.
func (f form) chosen(r *dateline.Report, near dateline.Span) (*chosen, error) {
	quote := strings.TrimSpace(f("quote"))
	if f("start") != "" {
		start, err1 := strconv.Atoi(f("start"))
		end, err2 := strconv.Atoi(f("end"))
		s := dateline.Span{Start: start, End: end}
		switch {
		case err1 != nil || err2 != nil || start < 0 || end > len(r.Text) || s.Len() <= 0:
			return nil, dateline.Errorf(dateline.Invalid, "the words %s to %s do not stand in the report, which has %d bytes; select them again", clip(f("start")), clip(f("end")), len(r.Text))
		case !utf8.RuneStart(r.Text[start]) || end < len(r.Text) && !utf8.RuneStart(r.Text[end]):
			return nil, dateline.Errorf(dateline.Invalid, "the words from %d to %d begin or end within a letter; select them again", start, end)
		}
		s = trimmed(r.Text, s)
		// Who changed the words in the form means other ones than the script selected.
		if quote == "" || spaced(quote) == spaced(s.In(r.Text)) {
			return quoted(r, s)
		}
	}
	if quote == "" {
		return nil, nil
	}
	words := strings.Fields(quote)
	for i, w := range words {
		words[i] = regexp.QuoteMeta(w)
	}
	re, err := regexp.Compile(strings.Join(words, `\s+`))
	if err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "the words cannot be looked for: they are no text")
	}
	best, apart := dateline.Span{}, -1
	for _, m := range re.FindAllStringIndex(r.Text, -1) {
		s := dateline.Span{Start: m[0], End: m[1]}
		if d := max(s.Start-near.End, near.Start-s.End, 0); apart < 0 || d < apart {
			best, apart = s, d
		}
	}
	if apart < 0 {
		return nil, dateline.Errorf(dateline.Invalid, "the words “%s” do not stand in the report of %s; give them as they stand there, or select them in the report that has them", clip(quote), calledBy(r))
	}
	return quoted(r, best)
}

// calledBy is what a message calls a report: its outlet with the day, else its title, else
// its ID.
func calledBy(r *dateline.Report) string {
	switch {
	case deref(r.Outlet) != "" && r.Published != nil:
		return clip(*r.Outlet) + " of " + r.Published.Day().String()
	case deref(r.Outlet) != "":
		return clip(*r.Outlet)
	case deref(r.Title) != "":
		return "“" + clip(*r.Title) + "”"
	}
	return string(r.ID)
}

func quoted(r *dateline.Report, s dateline.Span) (*chosen, error) {
	switch {
	case s.Len() <= 0:
		return nil, dateline.Errorf(dateline.Invalid, "no words were selected")
	case s.Len() > dateline.MaxQuote:
		return nil, dateline.Errorf(dateline.Invalid, "%d bytes of text are selected; at most %d are a reason for a value: select the words alone", s.Len(), dateline.MaxQuote)
	}
	return &chosen{Report: r.ID, Span: s, Quote: s.In(r.Text)}, nil
}

// trimmed leaves out the blanks at the ends of a span.
func trimmed(text string, s dateline.Span) dateline.Span {
	in := s.In(text)
	s.Start += len(in) - len(strings.TrimLeft(in, " \t\r\n\u00a0"))
	s.End -= len(in) - len(strings.TrimRight(in, " \t\r\n\u00a0"))
	s.End = max(s.End, s.Start)
	return s
}

// spaced is a text with one blank wherever it has several, or ends of lines.
func spaced(s string) string { return strings.Join(strings.Fields(s), " ") }

// clip is the beginning of what was sent, for a message.
func clip(s string) string {
	if len(s) <= 80 {
		return s
	}
	s = s[:80]
	for !utf8.ValidString(s) {
		s = s[:len(s)-1]
	}
	return s + "…"
}
