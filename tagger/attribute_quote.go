package tagger

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline"
	"dateline/text"
)

// A quote is a stretch between quotation marks within a paragraph, the marks
// included.
type quote struct {
	dateline.Span
	closed bool // by a mark: else the next paragraph goes on
	words  int
}

// direct reports whether it is long enough to be somebody's words; shorter ones
// are names, titles and words held at arm's length.
func (q quote) direct() bool { return q.words >= 3 }

// quotesOf finds the quotations of a paragraph: by double marks, or by single
// ones in a paragraph that has no double ones.
func quotesOf(whole string, p dateline.Span) []quote {
	body := p.In(whole)
	single := !strings.ContainsAny(body, "\"“”") && !strings.Contains(body, "''")
	var out []quote
	open := -1
	closeAt := func(end int, closed bool) {
		inner := strings.Trim(body[open:end], "\"“”'‘’`")
		out = append(out, quote{dateline.Span{Start: p.Start + open, End: p.Start + end}, closed, len(strings.Fields(inner))})
		open = -1
	}
	skip := 0
	for i, r := range body {
		if i < skip {
			continue
		}
		n := max(utf8.RuneLen(r), 1)
		if strings.HasPrefix(body[i:], "''") || strings.HasPrefix(body[i:], "``") {
			r, n = '"', 2 // as typewriters and some agencies have it
		}
		skip = i + n
		before, _ := utf8.DecodeLastRuneInString(body[:i])
		after, _ := utf8.DecodeRuneInString(body[min(i+n, len(body)):])
		starts := i == 0 || unicode.IsSpace(before) || strings.ContainsRune("(—–-[:", before)
		switch {
		case r == '“' || r == '"' && open < 0 || single && (r == '\'' || r == '‘') && open < 0 && starts && unicode.IsLetter(after):
			if open < 0 {
				open = i
			}
		case open < 0:
		case r == '”' || r == '"' || single && (r == '\'' || r == '’') && !unicode.IsLetter(after) && !unicode.IsDigit(after) && before != 's':
			closeAt(i+n, true)
		}
	}
	if open >= 0 && !single {
		closeAt(len(strings.TrimRight(body, " \t\r\n")), false)
	}
	return out
}

// take gives a quotation to an attribution: what the quotation covers of its
// content, or touches, becomes one with it.
func (f *found) take(q dateline.Span) {
	for i, c := range f.content {
		if c.Overlaps(q) {
			f.content[i] = dateline.Span{Start: min(c.Start, q.Start), End: max(c.End, q.End)}
			f.settle()
			return
		}
	}
	f.content = append(f.content, q)
	f.settle()
}

// settle sorts the content, and joins what overlaps.
func (f *found) settle() {
	slices.SortFunc(f.content, func(a, b dateline.Span) int { return cmp.Compare(a.Start, b.Start) })
	out := f.content[:0]
	for _, c := range f.content {
		if n := len(out); n > 0 && c.Start <= out[n-1].End {
			out[n-1].End = max(out[n-1].End, c.End)
			continue
		}
		out = append(out, c)
	}
	f.content = out
}

// A passage is a paragraph under attribution.
type passage struct {
	text   string
	span   dateline.Span
	quotes []quote
	found  []*found
}

// longest is the most tokens of a sentence that are looked at together: what is
// longer is a list or a table, and the work on one grows faster than its length.
const longest = 250

// passage finds the attributions of a paragraph behind byte from.
func (a *Attributor) passage(whole string, p *text.Paragraph, from int, parse func([]string) Tree) *passage {
	out := &passage{text: whole, span: p.Span, quotes: quotesOf(whole, p.Span)}
	for i := range p.Sentences {
		s := p.Sentences[i]
		for len(s.Tokens) > 0 && s.Tokens[0].Start < from {
			s.Tokens = s.Tokens[1:]
		}
		if out.quoted(s.Span) {
			continue
		}
		for whole := s.Tokens; len(whole) > 0; whole = whole[len(s.Tokens):] {
			s.Tokens = whole[:min(len(whole), longest)]
			if a.mayAttribute(s.Tokens) {
				sc := a.scene(out.text, &s, out.quotes, parse)
				sc.find()
				out.found = append(out.found, sc.found...)
			}
		}
	}
	out.byMarks(p.Kind)
	out.found = slices.DeleteFunc(out.found, func(f *found) bool {
		// "I think", within a quotation: the speaker's own words of themselves
		return out.quoted(f.cue) && (f.source.Len() == 0 || ownVoice[strings.ToLower(f.source.In(whole))])
	})
	slices.SortStableFunc(out.found, func(x, y *found) int { return cmp.Compare(x.cue.Start, y.cue.Start) })
	return out
}

var ownVoice = wordSet("i we you me us")

// quoted reports whether a span lies in somebody's words.
func (p *passage) quoted(s dateline.Span) bool {
	return slices.ContainsFunc(p.quotes, func(q quote) bool { return q.direct() && q.Contains(s) })
}

// attach gives each quotation of the passage to who says it: to the attribution
// whose content it overlaps or whose cue stands beside it, else to the one
// before it in the passage, else, when the passage is all quotation, to the last
// one of the passage before.
func (p *passage) attach(before *found) {
	var last *found
	for _, q := range p.quotes {
		var best *found
		for _, f := range p.found {
			if !f.quotes || p.quoted(f.cue) {
				continue
			}
			touches := slices.ContainsFunc(f.content, func(c dateline.Span) bool {
				return c.Overlaps(q.Span)
			})
			if touches && (best == nil || !best.holds(q.Span)) {
				best = f
			}
			if !touches && q.direct() && p.beside(f, q.Span) && best == nil {
				best = f
			}
		}
		if best != nil {
			if q.direct() || best.holds(q.Span) {
				if q.direct() || !p.bridges(best, q.Span) {
					best.take(q.Span)
				}
				best.direct = best.direct || q.direct()
			}
			last = best
			continue
		}
		if !q.direct() || p.covered(q.Span) {
			continue
		}
		for _, f := range p.found {
			if f.quotes && f.cue.End <= q.Start && !p.quoted(f.cue) {
				last = f
			}
		}
		switch {
		case last != nil && p.startsSentence(q.Span):
			last.take(q.Span)
			last.direct = true
		case last == nil && before != nil && before.direct && p.filled():
			before.take(q.Span)
			last = before
		}
	}
}

// holds reports whether a quotation overlaps the content of an attribution.
func (f *found) holds(q dateline.Span) bool {
	return slices.ContainsFunc(f.content, func(c dateline.Span) bool { return c.Overlaps(q) })
}

func (p *passage) bridges(f *found, q dateline.Span) bool {
	return q.Overlaps(f.cue) || f.source.Len() > 0 && q.Overlaps(f.source)
}

// covered reports whether a quotation is already somebody's content.
func (p *passage) covered(q dateline.Span) bool {
	return slices.ContainsFunc(p.found, func(f *found) bool { return f.holds(q) })
}

// beside reports whether only marks stand between an attribution and a
// quotation.
func (p *passage) beside(f *found, q dateline.Span) bool {
	from, to := f.cue.Start, f.cue.End
	if f.source.Len() > 0 {
		from, to = min(from, f.source.Start), max(to, f.source.End)
	}
	gap := ""
	switch {
	case q.End <= from:
		gap = p.text[q.End:from]
	case q.Start >= to:
		gap = p.text[to:q.Start]
	default:
		return false
	}
	return strings.Trim(gap, " ,:;-–—\u00a0") == ""
}

// startsSentence reports whether a quotation begins where a sentence may.
func (p *passage) startsSentence(q dateline.Span) bool {
	head := strings.TrimRight(p.text[p.span.Start:q.Start], " \u00a0")
	return head == "" || strings.ContainsRune(".!?:”\"", lastRune(head))
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// filled reports whether the passage is quotation from end to end.
func (p *passage) filled() bool {
	n := 0
	for _, q := range p.quotes {
		n += q.Len()
	}
	return n*10 >= len(strings.TrimSpace(p.span.In(p.text)))*9
}
