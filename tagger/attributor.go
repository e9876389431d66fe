package tagger

import (
	"slices"
	"strings"
	"sync"

	"dateline"
	"dateline/text"
)

// An Attributor finds who said what: the attributions of a report, by the trees
// of its sentences and its quotation marks. Any number of goroutines may use it.
type Attributor struct {
	parser                   *Parser
	verbs, adjectives, nouns cueList
}

// NewAttributor makes an attributor that parses with p.
func NewAttributor(p *Parser) (*Attributor, error) {
	lists, err := parseCues(cueFile)
	if err != nil {
		return nil, err
	}
	return &Attributor{p, lists["verbs"], lists["adjectives"], lists["nouns"]}, nil
}

// Of is an attributor that finds only attributions of the kinds given, in less
// time: a sentence without a cue of theirs is not parsed. "According to" and what
// marks alone attribute are found whatever the kinds.
func (a *Attributor) Of(kinds ...dateline.AttributionKind) *Attributor {
	only := func(l cueList) cueList {
		out := cueList{}
		for w, c := range l {
			if slices.Contains(kinds, c.kind) {
				out[w] = c
			}
		}
		return out
	}
	return &Attributor{a.parser, only(a.verbs), only(a.adjectives), only(a.nouns)}
}

// DefaultAttributor is an attributor with the weights that the program holds.
var DefaultAttributor = sync.OnceValues(func() (*Attributor, error) {
	p, err := Default()
	if err != nil {
		return nil, err
	}
	return NewAttributor(p)
})

// Attributions are those of a document, in order of their cues; those inside
// the content of others are among them. Spans are bytes of doc.Text. Content
// is without "that", and without the full stop of the sentence around it; it
// has the quotation marks that enclose it.
func (a *Attributor) Attributions(doc *text.Document) []dateline.Attribution {
	return a.attributions(doc, a.parser.Parse)
}

func (a *Attributor) attributions(doc *text.Document, parse func([]string) Tree) []dateline.Attribution {
	var all []*found
	var last *found // of the paragraph before
	from := 0       // what stands before is a dateline ("KABUL, Afghanistan (Agency) -"), no part of what is said
	if _, _, head, ok := doc.Dateline(); ok {
		from = head.End
	}
	for i := range doc.Paragraphs {
		p := &doc.Paragraphs[i]
		if len(p.Sentences) == 0 {
			continue
		}
		passage := a.passage(doc.Text, p, from, parse)
		passage.attach(last)
		if len(passage.found) > 0 || !passage.filled() {
			last = nil
		}
		for _, f := range passage.found {
			if f.quotes && len(f.content) > 0 && !passage.quoted(f.cue) {
				last = f
			}
		}
		all = append(all, passage.found...)
	}
	var out []dateline.Attribution
	for _, f := range all {
		if len(f.content) > 0 {
			out = append(out, dateline.Attribution{Kind: f.kind, Source: f.source, Cue: f.cue, Content: f.content})
		}
	}
	return out
}

// mayAttribute reports whether a cue may stand among tokens. Parsing is what
// attribution costs, and spared where it can be.
func (a *Attributor) mayAttribute(tokens []text.Token) bool {
	for _, t := range tokens {
		w := t.Lemma
		if strings.EqualFold(t.Text, "according") || w == "said" {
			return true
		}
		if _, ok := a.verbs[w]; ok {
			return true
		}
		if _, ok := a.nouns[w]; ok {
			return true
		}
		if _, ok := a.adjectives[w]; ok {
			return true
		}
	}
	return false
}
