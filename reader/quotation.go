package reader

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

func (q quotation) words(r *reading) int { return len(strings.Fields(r.quote(q.span))) }

// findQuotes finds stretches between double quote marks, and marks the tokens
// inside those of four words or more: shorter ones are scare quotes or names.
func (r *reading) findQuotes() []quotation {
	var out []quotation
	open := false
	for pi := range r.doc.Paragraphs {
		p := r.doc.Paragraphs[pi]
		if p.Kind != text.Body && p.Kind != text.Title {
			continue
		}
		body := r.quote(p.Span)
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
	for _, s := range r.sentences {
		for _, q := range out {
			if q.words(r) >= 4 {
				s.MarkQuoted(q.span)
			}
		}
	}
	return out
}

// bindQuotes gives each quotation its speaker: of the attribution in the same
// sentence or paragraph, of the quotation it goes on from, else of the one
// before in the text when the paragraph has no other.
func (r *reading) bindQuotes(quotes []quotation) {
	var last *utterance
	lastPar := -9
	for qi := range quotes {
		q := &quotes[qi]
		n := q.words(r)
		if n < 2 {
			continue
		}
		var u *utterance
		for _, s := range r.sentences {
			if s.Paragraph != q.par {
				continue
			}
			for _, c := range r.speech[s.At] {
				near := s.Span.Overlaps(q.span)
				if c.words == "" || quotedAt(s, c) {
					continue
				}
				if u == nil || near && !u.s.Span.Overlaps(q.span) {
					u = c
				}
			}
		}
		covered := u != nil
		if u == nil && (q.resumed || q.par-lastPar <= 1 && r.wholeParagraph(q)) {
			u = last
		}
		if u == nil {
			continue
		}
		if n < 4 && !(covered && u.s.Span.Overlaps(q.span) && u.to > 0 && q.span.End >= u.s.SpanOf(u.from, max(u.to, u.from+1)).End-3) {
			continue // scare quotes
		}
		last, lastPar = u, q.par
		sp := trimSpan(r.rep.Text, q.span)
		if sp.Len() == 0 {
			continue
		}
		r.statements = append(r.statements, &statement{u, u.s, u.ent, u.words, true, sp})
		// what is quoted in full is no indirect speech too
		if us := u.s.SpanOf(u.from, max(u.to, u.from+1)); u.to > u.from && sp.Overlaps(us) && overlap(sp, us)*10 >= us.Len()*5 {
			u.direct = true
		}
	}
	// other quotations of a speaker's paragraph carry the last speaker on
}

func overlap(a, b dateline.Span) int { return min(a.End, b.End) - max(a.Start, b.Start) }

func quotedAt(s *syntax.Sentence, u *utterance) bool {
	return u.verb != nil && s.Quoted[u.verb.Head]
}

// wholeParagraph reports whether the quotation fills its paragraph.
func (r *reading) wholeParagraph(q *quotation) bool {
	p := r.doc.Paragraphs[q.par].Span
	return q.span.Len()*10 >= p.Len()*8
}
