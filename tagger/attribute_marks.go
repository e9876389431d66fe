package tagger

import (
	"regexp"
	"strings"

	"dateline"
	"dateline/text"
)

// Attributions that marks alone make: NAME: "words" in a headline, the turns of
// a transcript, a quotation with a dash and a name behind it.

const nameWord = `[\p{Lu}][\p{L}\p{M}.’'-]*`

var (
	colonName  = regexp.MustCompile(`^["“”‘']?((?:` + nameWord + `)(?: (?:of |the |de |bin |al-)?` + nameWord + `){0,5})(:)[\s\x{a0}]+`)
	dashedName = regexp.MustCompile(`^[\s\x{a0}]*([―—–]|--?)[\s\x{a0}]*(` + nameWord + `(?:[ \x{a0}](?:of |the |de |bin |y )?` + nameWord + `){0,4})[.\s\x{a0}]*(?:\n|$)`)
)

// label are words before a colon that tell what follows, not who says it.
var label = wordSet(`breaking exclusive update updated analysis opinion watch video live correction clarification note
	editor's warning photos gallery explainer factbox timeline background related read also ps urgent`)

// byMarks finds the attributions that marks make in a passage. A turn of a
// transcript has its speaker in capitals; in a headline any name will do.
func (p *passage) byMarks(kind text.ParagraphKind) {
	body := p.span.In(p.text)
	if m := colonName.FindStringSubmatchIndex(body); m != nil {
		name := body[m[2]:m[3]]
		rest := p.at(m[1], len(strings.TrimRight(body, " .\n\r\t\u00a0\"”")))
		quoted := len(p.quotes) > 0 && p.quotes[len(p.quotes)-1].Start <= rest.Start
		turn := kind == text.Body && len(name) > 1 && name == strings.ToUpper(name) && !strings.HasSuffix(name, ".")
		head := (kind == text.Title || kind == text.Heading) && strings.Count(name, " ") < 3
		first, _, _ := strings.Cut(strings.ToLower(name), " ")
		if rest.Len() > 0 && !label[first] && (turn || head || quoted && p.quotes[0].Start >= rest.Start) {
			p.found = append(p.found, &found{kind: dateline.Saying, source: p.at(m[2], m[3]), cue: p.at(m[4], m[5]), content: []dateline.Span{rest}, marks: true})
			p.drop(rest)
		}
	}
	for _, q := range p.quotes {
		if !q.closed || !q.direct() {
			continue
		}
		from := q.End - p.span.Start
		m := dashedName.FindStringSubmatchIndex(body[from:])
		if m == nil {
			continue
		}
		p.drop(q.Span)
		p.found = append(p.found, &found{kind: dateline.Saying, source: p.at(from+m[4], from+m[5]), cue: p.at(from+m[2], from+m[3]), content: []dateline.Span{q.Span}, direct: true, marks: true})
	}
}

// at is a span of the passage.
func (p *passage) at(from, to int) dateline.Span {
	return dateline.Span{Start: p.span.Start + from, End: p.span.Start + max(from, to)}
}

// drop forgets attributions that claim words which marks give to another: those
// whose cue lies outside them, and whose content inside.
func (p *passage) drop(words dateline.Span) {
	kept := p.found[:0]
	for _, f := range p.found {
		if !f.marks && !words.Contains(f.cue) && f.holds(words) {
			continue
		}
		kept = append(kept, f)
	}
	p.found = kept
}
