package desk

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
)

// A mark is words of a report to be lit: a class for its colour ("m-actor", "ev-3"),
// what is said of it, and where it leads.
type mark struct {
	dateline.Span
	Class string // names of classes, ours; never words of a report
	Title string
	Link  string // path of the desk; "" is none
	Key   string // a letter that stands before the words: what is lit is told by more than colour
}

// A passage is a text, or a part of it, cut at the ends of marks, by paragraphs.
// Templates draw it with {{template "passage" .}}.
type passage struct {
	Paragraphs [][]piece
}

// A piece is words under the same marks. Start and End are bytes of the whole text.
type piece struct {
	dateline.Span
	Text  string
	Class string
	Title string
	Link  string
	Key   string // set on the first piece of a mark
	// Control names a character that is shown as a mark, as it would change how the
	// rest is shown: "U+202E".
	Control string
}

// newPassage cuts what lies within a part of text. Marks may overlap; what lies
// outside is left out. A blank line parts paragraphs. Characters that are not seen
// and change what is seen (bidirectional controls, escapes) become pieces of their own.
func newPassage(text string, within dateline.Span, marks []mark) passage {
	within.Start, within.End = max(within.Start, 0), min(within.End, len(text))
	cuts := []int{within.Start, within.End}
	for _, m := range marks {
		for _, at := range []int{m.Start, m.End} {
			if at > within.Start && at < within.End {
				cuts = append(cuts, at)
			}
		}
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	sorted := slices.Clone(marks)
	slices.SortStableFunc(sorted, func(a, b mark) int { return a.Start - b.Start })
	var out passage
	var par []piece
	before := "" // keys of the marks on the words before: they are not told again
	for i := 0; i+1 < len(cuts); i++ {
		part := dateline.Span{Start: cuts[i], End: cuts[i+1]}
		p := piece{Span: part}
		keys := " "
		for _, m := range sorted {
			if m.Start >= part.End {
				break
			}
			if !m.Contains(part) {
				continue
			}
			p.Class = strings.TrimSpace(p.Class + " " + m.Class)
			if m.Title != "" && !strings.Contains(p.Title, m.Title) {
				p.Title = strings.TrimPrefix(p.Title+"; "+m.Title, "; ")
			}
			if m.Link != "" {
				p.Link = m.Link
			}
			if m.Key != "" && !strings.Contains(keys, " "+m.Key+" ") {
				keys += m.Key + " "
				if !strings.Contains(before, " "+m.Key+" ") {
					p.Key += m.Key
				}
			}
		}
		if keys != " " || strings.TrimSpace(part.In(text)) != "" {
			before = keys
		}
		for n, chunk := range paragraphs(text, part) {
			if n > 0 && len(par) > 0 {
				out.Paragraphs = append(out.Paragraphs, ended(par))
				par = nil
			}
			q := p
			q.Span = chunk
			if n > 0 {
				q.Key = ""
			}
			par = append(par, controls(text, q)...)
		}
	}
	if len(par) > 0 {
		out.Paragraphs = append(out.Paragraphs, ended(par))
	}
	return out
}

// ended is a paragraph without the line ends behind it, which would show as lines.
func ended(par []piece) []piece {
	last := &par[len(par)-1]
	last.Text = strings.TrimRight(last.Text, "\r\n")
	return par
}

// paragraphs cuts a part of a text after each blank line.
func paragraphs(text string, part dateline.Span) []dateline.Span {
	var out []dateline.Span
	start := part.Start
	for at := part.Start; at < part.End; {
		i := strings.Index(text[at:part.End], "\n\n")
		if i < 0 {
			break
		}
		end := at + i + 2
		for end < part.End && (text[end] == '\n' || text[end] == '\r') {
			end++
		}
		out = append(out, dateline.Span{Start: start, End: end})
		start, at = end, end
	}
	return append(out, dateline.Span{Start: start, End: part.End})
}

// controls parts a piece at characters that are shown as marks.
func controls(text string, p piece) []piece {
	var out []piece
	start := p.Start
	add := func(end int) {
		if end > start {
			q := p
			q.Span = dateline.Span{Start: start, End: end}
			q.Text = text[start:end]
			out = append(out, q)
		}
	}
	for at := p.Start; at < p.End; {
		r, n := utf8.DecodeRuneInString(text[at:p.End])
		if unseen(r) || r == utf8.RuneError && n == 1 {
			add(at)
			q := p
			q.Span = dateline.Span{Start: at, End: at + n}
			q.Control = fmt.Sprintf("U+%04X", r)
			out = append(out, q)
			start = at + n
		}
		at += n
	}
	add(p.End)
	for i := range out {
		if i > 0 {
			out[i].Key = ""
		}
	}
	return out
}

// unseen reports whether a character changes how others are shown, and is not seen
// itself: controls, bidirectional marks (Unicode Standard Annex 9), tags, variation
// by stealth. Joiners are needed in several scripts and change one sign alone.
func unseen(r rune) bool {
	switch {
	case r >= ' ' && r <= '~':
		return false
	case r == '\n' || r == '\r' || r == '\t' || r == '\u200c' || r == '\u200d':
		return false
	case unicode.IsControl(r):
		return true
	case r >= '\u202a' && r <= '\u202e', r >= '\u2066' && r <= '\u2069', r == '\u200e', r == '\u200f', r == '\u061c':
		return true
	case r == '\u200b', r == '\u2060', r == '\ufeff', r >= 0xE0000 && r <= 0xE007F, r >= '\ufff9' && r <= '\ufffb':
		return true
	}
	return false
}

// plain is the words of a passage alone, what is not seen by its name.
func (p passage) plain() string {
	var b strings.Builder
	for _, para := range p.Paragraphs {
		for _, x := range para {
			b.WriteString(x.Control + x.Text)
		}
	}
	return b.String()
}
