package tagger

import (
	"slices"
	"strings"

	"dateline"
	"dateline/text"
)

// A scene is a sentence in which attributions are looked for.
type scene struct {
	a      *Attributor
	text   string
	tokens []text.Token
	tree   Tree
	kids   [][]int
	quotes []quote // of its paragraph
	within []int   // by token: the index of the quote that it is in, -1 for none
	found  []*found
}

// A found is an attribution with its spans still open to change.
type found struct {
	kind    dateline.AttributionKind
	source  dateline.Span
	cue     dateline.Span
	content []dateline.Span
	direct  bool // its content is a quotation
	marks   bool // marks alone make it
	quotes  bool // it may take the quotations beside it
}

// A stretch is a range of tokens, half-open; empty where there is nothing.
type stretch struct{ from, to int }

func (r stretch) empty() bool { return r.from >= r.to }

func (r stretch) has(i int) bool { return r.from <= i && i < r.to }

func (a *Attributor) scene(whole string, s *text.Sentence, quotes []quote, parse func([]string) Tree) *scene {
	sc := &scene{a: a, text: whole, tokens: s.Tokens, quotes: quotes}
	words := make([]string, len(s.Tokens))
	for i, t := range s.Tokens {
		words[i] = t.Text
	}
	sc.within = make([]int, len(words))
	for i := range words {
		sc.within[i] = slices.IndexFunc(quotes, func(q quote) bool { return q.Contains(s.Tokens[i].Span) })
	}
	sc.tree = sc.parse(words, parse)
	sc.kids = make([][]int, len(words))
	for i, n := range sc.tree {
		if n.Head >= 0 {
			sc.kids[n.Head] = append(sc.kids[n.Head], i)
		}
	}
	return sc
}

// lower is a token's word in small letters.
func (s *scene) lower(i int) string {
	if i < 0 || i >= len(s.tokens) {
		return ""
	}
	return strings.ToLower(s.tokens[i].Text)
}

func (s *scene) is(i int, words ...string) bool { return slices.Contains(words, s.lower(i)) }

// rel is the relation of a node, without its subtype.
func (s *scene) rel(i int) string { return Base(s.tree[i].Relation) }

// kid is the first child by one of the relations, -1 if there is none.
func (s *scene) kid(i int, relations ...string) int {
	for _, k := range s.kids[i] {
		if s.tree[k].is(relations) {
			return k
		}
	}
	return none
}

// under is the stretch of a node with all that depends on it.
func (s *scene) under(i int) stretch {
	from, to := s.tree.Subtree(i)
	return stretch{from, to}
}

// isVerb reports whether a node is a verb in a form that makes a clause.
func (s *scene) isVerb(i int) bool {
	return s.tree[i].UPOS == "VERB" || s.tree[i].UPOS == "AUX" && s.rel(i) != "aux" && s.rel(i) != "cop" || strings.HasPrefix(s.tree[i].XPOS, "VB") && s.rel(i) != "aux" && s.rel(i) != "cop" && (s.rel(i) != "amod" || s.tree[i].XPOS == "VBD") && s.rel(i) != "case"
}

// lemma is the lemma of a verb by its own form: the part of speech of the tree,
// not that of the text, has decided that it is one.
func (s *scene) lemma(i int) string {
	if l := s.tokens[i].Lemma; strings.HasPrefix(s.tokens[i].Tag, "VB") || s.tree[i].UPOS == "NOUN" {
		return l
	}
	return text.Lemma(s.tokens[i].Text, s.tree[i].XPOS)
}

// span is the bytes of a stretch.
func (s *scene) span(r stretch) dateline.Span {
	if r.empty() {
		return dateline.Span{}
	}
	return dateline.Span{Start: s.tokens[r.from].Start, End: s.tokens[r.to-1].End}
}

// mark reports whether a token is a mark that no span begins or ends with.
func (s *scene) mark(i int) bool {
	switch s.tokens[i].Text {
	case ",", ".", ":", ";", "-", "–", "—", "--", "...", "…":
		return true
	}
	return false
}

// opens and closes report whether a token is a quotation mark of a known
// quotation.
func (s *scene) opens(i int) bool {
	return s.within[i] >= 0 && s.tokens[i].Start == s.quotes[s.within[i]].Start
}

func (s *scene) closes(i int) bool {
	return s.within[i] >= 0 && s.tokens[i].End == s.quotes[s.within[i]].End && s.quotes[s.within[i]].closed
}

// trim takes marks off both ends of a stretch, and "that" with its comma from
// its beginning.
func (s *scene) trim(r stretch) stretch {
	for !r.empty() && (s.mark(r.from) || s.closes(r.from) && !s.opens(r.from)) {
		r.from++
	}
	for !r.empty() && (s.mark(r.to-1) || s.opens(r.to-1) && !s.closes(r.to-1)) {
		// A mark within a quotation that ends there belongs to it.
		if q := s.within[r.to-1]; q >= 0 && r.to < len(s.tokens) && s.closes(r.to) && s.within[r.to] == q && s.within[r.from] == q {
			break
		}
		r.to--
	}
	// A quotation whose marks are just outside is taken whole.
	if !r.empty() {
		if q := s.within[r.to-1]; q >= 0 && !s.closes(r.to-1) {
			for k := r.to; k < len(s.tokens) && (s.mark(k) || s.closes(k) || s.is(k, "?", "!")); k++ {
				if s.closes(k) {
					r.to = k + 1
					break
				}
			}
		}
		if r.from > 0 && s.opens(r.from-1) {
			r.from--
		}
	}
	return r
}
