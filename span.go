package dateline

import "fmt"

// A Span is a half-open range of bytes of a Report's UTF-8 text.
type Span struct {
	Start int `json:"start"` // first byte, from 0
	End   int `json:"end"`   // byte after the last
}

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether every byte of o lies in s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether s and o share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// In returns the words of text that the span covers. It panics when the span
// lies outside text, as slicing does.
func (s Span) In(text string) string { return text[s.Start:s.End] }

// MaxQuote is the longest quote, in bytes, that may stand as evidence for a
// field: a quote is a reason, not a paragraph.
const MaxQuote = 300

// Evidence is a Span of a report with its words, and the field of an account
// that the words support ("type", "time", "place", "roles.victim",
// "casualties.killed", "claims", "occurrence").
type Evidence struct {
	Field string `json:"field"`
	Span
	Quote string `json:"quote"`
}

// Check compares the quote with text, the text of the report it is from.
// It fails when the offsets lie outside the text, when the words there are not
// the quote, and when the quote is longer than MaxQuote.
func (e Evidence) Check(text string) error {
	switch {
	case e.Start < 0 || e.End > len(text) || e.Start >= e.End:
		return Errorf(Invalid, "evidence for %s at %d..%d lies outside a text of %d bytes", e.Field, e.Start, e.End, len(text))
	case e.In(text) != e.Quote:
		return Errorf(Invalid, "evidence for %s at %d..%d does not quote its report", e.Field, e.Start, e.End)
	case e.Len() > MaxQuote:
		return Errorf(Invalid, "evidence for %s is %d bytes long, more than %d", e.Field, e.Len(), MaxQuote)
	}
	return nil
}

// A Quotation is a quote that stands by itself, with the report it is from.
type Quotation struct {
	Report ReportID `json:"report"`
	Span
	Quote string `json:"quote"`
}

func (s Span) String() string { return fmt.Sprintf("%d..%d", s.Start, s.End) }
