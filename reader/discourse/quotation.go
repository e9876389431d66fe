package discourse

import (
	"strings"

	"dateline"
	"dateline/reader/syntax"
	"dateline/text"
)

// Direct quotations: the text between quotation marks, over paragraphs too,
// and the attribution that each belongs to.

// A quotation is the text between quote marks within one paragraph.
type quotation struct {
	par       int
	span      dateline.Span // inside the marks
	continued bool          // the mark is not closed: the next paragraph goes on
	resumed   bool          // it goes on from the paragraph before
}

func (q quotation) words(m *Model) int { return len(strings.Fields(m.Quote(q.span))) }

// findQuotes finds stretches between double quote marks, and marks the tokens
// inside those of four words or more: shorter ones are scare quotes or names.
func (m *Model) findQuotes() []quotation {
	var out []quotation
	open := false
	for pi := range m.doc.Paragraphs {
		p := m.doc.Paragraphs[pi]
		if p.Kind != text.Body && p.Kind != text.Title {
			continue
		}
		body := m.Quote(p.Span)
		start, inside, resumed := -1, false, false
		straight := !strings.ContainsAny(body, "“”")
		for i, c := range body {
			switch {
			case c == '“' || straight && c == '"' && !inside:
				if inside {
					continue
				}
				inside, start = true, i+len(string(c))
				resumed = open && strings.TrimSpace(body[:i]) == ""
			case c == '”' || straight && c == '"' && inside:
				if inside {
					out = append(out, quotation{par: pi, span: dateline.Span{Start: p.Start + start, End: p.Start + i}, resumed: resumed})
				}
				inside = false
			}
		}
		open = inside
		if inside {
			out = append(out, quotation{par: pi, span: dateline.Span{Start: p.Start + start, End: p.End}, continued: true, resumed: resumed})
		}
	}
	for _, s := range m.Sentences {
		for _, q := range out {
			if q.words(m) >= 4 {
				s.MarkQuoted(q.span)
			}
		}
	}
	return out
}

// bindQuotes gives each quotation its speaker: of the attribution in the same
// sentence or paragraph, of the quotation it goes on from, else of the one
// before in the text when the paragraph has no other.
func (m *Model) bindQuotes(quotes []quotation) {
	var last *Utterance
	lastPar := -9
	for qi := range quotes {
		q := &quotes[qi]
		n := q.words(m)
		if n < 2 {
			continue
		}
		var u *Utterance
		for _, s := range m.Sentences {
			if s.Paragraph != q.par {
				continue
			}
			for _, c := range m.Speech[s.At] {
				near := s.Span.Overlaps(q.span)
				if c.Words == "" || quotedAt(s, c) {
					continue
				}
				if u == nil || near && !u.In.Span.Overlaps(q.span) {
					u = c
				}
			}
		}
		covered := u != nil
		if u == nil && (q.resumed || q.par-lastPar <= 1 && m.wholeParagraph(q)) {
			u = last
		}
		if u == nil {
			continue
		}
		if n < 4 && !(covered && u.In.Span.Overlaps(q.span) && u.To > 0 && q.span.End >= u.In.SpanOf(u.From, max(u.To, u.From+1)).End-3) {
			continue // scare quotes
		}
		last, lastPar = u, q.par
		sp := trimSpan(m.Report.Text, q.span)
		if sp.Len() == 0 {
			continue
		}
		m.statements = append(m.statements, &statement{u, u.In, u.Entity, u.Words, true, sp})
		// what is quoted in full is no indirect speech too
		if us := u.In.SpanOf(u.From, max(u.To, u.From+1)); u.To > u.From && sp.Overlaps(us) && overlap(sp, us)*10 >= us.Len()*5 {
			u.direct = true
		}
	}
	// other quotations of a speaker's paragraph carry the last speaker on
}

func overlap(a, b dateline.Span) int { return min(a.End, b.End) - max(a.Start, b.Start) }

func quotedAt(s *syntax.Sentence, u *Utterance) bool {
	return u.Verb != nil && s.Quoted[u.Verb.Head]
}

// wholeParagraph reports whether the quotation fills its paragraph.
func (m *Model) wholeParagraph(q *quotation) bool {
	p := m.doc.Paragraphs[q.par].Span
	return q.span.Len()*10 >= p.Len()*8
}
