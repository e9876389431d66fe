package main

import (
	"strings"

	"dateline"
)

// A page is a report's text in sentences, so that copies can cut it and carry
// its marks along. Its first paragraph is the headline.
type page struct{ paragraphs [][]sentence }

type sentence struct {
	text  string
	marks []mark
}

// A mark is words of a sentence that tell something of a happening.
type mark struct {
	start, end int
	field      string     // "type", "place", "time", "roles.perpetrator", "casualties.killed", "claims"; "name" for a name only
	of         *happening // nil for a name only
	background bool
	role       *dateline.Role
	place      *dateline.PlaceRef
	time       *dateline.Time
	casualty   *dateline.Casualty
	disputes   bool // a figure that stands against the one believed
	claim      *dateline.Claim
	kind       dateline.MentionKind // of the mention that the words are, "" for none
	choice     string
}

// text is the page as a report's text: paragraphs set apart by an empty line.
// visit is called with each sentence, its paragraph and where it begins.
func (p *page) text(visit func(paragraph, at int, s *sentence)) string {
	var b strings.Builder
	for i, para := range p.paragraphs {
		if i > 0 {
			b.WriteString("\n\n")
		}
		for j := range para {
			if j > 0 {
				b.WriteByte(' ')
			}
			if visit != nil {
				visit(i, b.Len(), &para[j])
			}
			b.WriteString(para[j].text)
		}
	}
	return b.String()
}

func (p *page) clone() *page {
	out := &page{}
	for _, para := range p.paragraphs {
		out.paragraphs = append(out.paragraphs, append([]sentence(nil), para...))
	}
	return out
}

// replaced is the sentence with the first old outside all marks made new.
func (s sentence) replaced(old, new string) (sentence, bool) {
	at := strings.Index(s.text, old)
	if at < 0 {
		return s, false
	}
	for _, m := range s.marks {
		if at < m.end && m.start < at+len(old) {
			return s, false
		}
	}
	out := sentence{text: s.text[:at] + new + s.text[at+len(old):]}
	for _, m := range s.marks {
		if m.start >= at+len(old) {
			m.start, m.end = m.start+len(new)-len(old), m.end+len(new)-len(old)
		}
		out.marks = append(out.marks, m)
	}
	return out, true
}

// prefixed is the sentence with words in front of it.
func (s sentence) prefixed(words string) sentence {
	out := sentence{text: words + s.text}
	for _, m := range s.marks {
		m.start, m.end = m.start+len(words), m.end+len(words)
		out.marks = append(out.marks, m)
	}
	return out
}
