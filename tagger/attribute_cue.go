package tagger

import (
	"strings"

	"dateline"
)

// find looks at each word of the sentence that may be a cue.
func (s *scene) find() {
	for i := range s.tree {
		switch {
		case s.is(i, "according") && s.is(i+1, "to"):
			s.accordingTo(i)
		case s.kid(i, "cop") >= 0:
			s.adjective(i)
		case s.isVerb(i):
			if c, ok := s.a.verbs[s.lemma(i)]; ok {
				s.verb(i, c)
			}
		case s.tree[i].UPOS == "NOUN":
			if c, ok := s.a.nouns[s.tokens[i].Lemma]; ok {
				s.noun(i, c)
			}
		}
	}
}

// add notes an attribution, unless nothing is attributed.
func (s *scene) add(kind dateline.AttributionKind, source, cue stretch, content []stretch, quotes bool) {
	f := &found{kind: kind, source: s.span(source), cue: s.span(cue), quotes: quotes}
	for _, c := range content {
		c = s.trim(c)
		if c.to-c.from > 1 && s.conjunction(c.from) {
			c = s.trim(stretch{c.from + 1, c.to})
		}
		if !c.empty() {
			f.content = append(f.content, s.span(c))
		}
	}
	if len(f.content) > 0 || quotes {
		s.found = append(s.found, f)
	}
}

// conjunction reports whether a token is the "that" which leads to a clause:
// not "that was wrong", nor "that night", whose noun stands right behind it.
func (s *scene) conjunction(i int) bool {
	if !s.is(i, "that") || i+1 >= len(s.tree) {
		return false
	}
	if s.tree[i].UPOS == "SCONJ" || s.rel(i) == "mark" {
		return true
	}
	switch s.tree[i+1].UPOS {
	case "VERB", "AUX", "PUNCT":
		return false
	case "NOUN":
		return s.rel(i) != "det" || s.tree[i+1].XPOS == "NNS"
	}
	return true
}

// verb looks at a verb that may be a cue.
func (s *scene) verb(i int, c cue) {
	cue := s.group(i)
	source, who := s.source(i)
	if c.frame['q'] && c.frame['c'] {
		if mended := s.repair(source, cue); mended != source {
			source, who = mended, active
		}
	}
	if who == passive && !c.frame['x'] && !c.frame['c'] && !c.frame['s'] && source.empty() {
		return
	}
	content, cue := s.content(i, c, cue, source, who)
	quotable := c.frame['q']
	if len(content) == 0 && quotable && c.frame['c'] {
		content = s.rest(i, cue, source)
	}
	if len(content) == 0 && !(quotable && s.besideQuote(stretch{min(cue.from, orEnd(source, cue.from)), max(cue.to, source.to)})) {
		return
	}
	s.add(c.kind, source, cue, content, quotable && (c.kind.Spoken() || c.kind == dateline.Believing || c.kind == dateline.Showing))
}

func orEnd(r stretch, otherwise int) int {
	if r.empty() {
		return otherwise
	}
	return r.from
}

// besideQuote reports whether a quotation opens or closes beside a stretch,
// marks aside.
func (s *scene) besideQuote(r stretch) bool {
	i := r.from - 1
	for i >= 0 && s.mark(i) && !s.closes(i) {
		i--
	}
	j := r.to
	for j < len(s.tokens) && s.mark(j) && !s.opens(j) {
		j++
	}
	return i >= 0 && s.closes(i) || j < len(s.tokens) && s.opens(j)
}

// group is the verb group of a verb: its auxiliaries, "not" and the adverbs
// between them, particles, and the verbs that only lead to it ("went on to
// say", "declined to say").
func (s *scene) group(i int) stretch {
	r := stretch{i, i + 1}
	top := i
	for {
		for r.from > 0 {
			k := r.from - 1
			attached := s.tree[k].Head == top || s.tree[k].Head == i || s.tree[k].Head >= r.from && s.tree[k].Head < r.to
			if !attached || !(s.rel(k) == "aux" || s.rel(k) == "cop" || s.rel(k) == "advmod" && s.tree[k].UPOS == "ADV" && !s.is(k, "when", "where", "why", "how", "then", "there") || s.is(k, "not", "n't", "never") || s.rel(k) == "mark" && s.is(k, "to") && top != i) {
				break
			}
			r.from--
		}
		h := s.tree[top].Head
		if h < 0 || s.rel(top) != "xcomp" && !(s.rel(top) == "advcl" && s.is(r.from-1, "to")) || !leading[s.lemma(h)] || !s.isVerb(h) && s.tree[h].UPOS != "ADJ" || h > r.from {
			break
		}
		// Only words of the two groups may stand between.
		clean := true
		for k := h + 1; k < r.from; k++ {
			if s.rel(k) != "mark" && s.rel(k) != "compound" && s.rel(k) != "advmod" || s.comma(k) {
				clean = false
			}
		}
		if !clean {
			break
		}
		top, r.from = h, h
	}
	for r.to < len(s.tokens) && s.tree[r.to].Head == i && s.tree[r.to].Relation == "compound:prt" {
		r.to++
	}
	if r.from > 0 && top == i && s.is(r.from-1, "to") && s.tree[r.from-1].Head == i && s.rel(i) == "xcomp" {
		// "to say", led by a verb that is no part of the cue
		return r
	}
	return r
}

// leading verbs add to a cue rather than being one.
var leading = wordSet(`go continue begin start try decline refuse fail seek appear seem need have dare use happen proceed like
	expect hasten hesitate manage attempt want be able stop keep avoid`)

func wordSet(words string) map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		out[w] = true
	}
	return out
}

// adjective looks at an adjective behind a copula: "is confident that ...".
func (s *scene) adjective(i int) {
	c, ok := s.a.adjectives[s.lower(i)]
	if !ok {
		return
	}
	cue := s.group(i)
	source, who := s.source(i)
	content, cue := s.content(i, c, cue, source, who)
	if len(content) == 0 || source.empty() {
		return
	}
	s.add(c.kind, source, cue, content, false)
}

// noun looks at a noun that may be a cue: "her claim that ...", "a plan by X
// to ...". Somebody must be named as its source.
func (s *scene) noun(i int, c cue) {
	poss := s.kid(i, "nmod:poss")
	source, cue := stretch{}, stretch{i, i + 1}
	if poss >= 0 {
		source = stretch{s.leftEdge(poss), s.rightEdge(poss, i)}
		// The genitive mark is neither source nor cue.
		for !source.empty() && s.is(source.to-1, "'s", "’s", "'", "’") {
			source.to--
		}
		cue.from = i
		for cue.from > source.to && s.tree[cue.from-1].Head == i && (s.rel(cue.from-1) == "amod" || s.rel(cue.from-1) == "compound") {
			cue.from--
		}
	}
	var content []stretch
	for _, k := range s.kids[i] {
		if k < i || len(content) > 0 {
			continue
		}
		mark := s.kid(k, "mark")
		switch {
		case (s.rel(k) == "acl" || s.rel(k) == "ccomp") && s.tree[k].Relation != "acl:relcl" && mark >= 0 && s.is(mark, "that", "whether") && c.frame['c'],
			(s.rel(k) == "acl" || s.rel(k) == "xcomp") && mark >= 0 && s.is(mark, "to") && c.frame['x']:
			content = append(content, s.under(k))
		case s.rel(k) == "nmod" && s.kid(k, "case") == k-1 && s.is(k-1, "by") && source.empty():
			source = stretch{s.leftEdge(k), s.rightEdge(k, i)}
		case s.rel(k) == "nmod" || s.rel(k) == "acl":
			if r := s.under(k); r.from == cue.to && c.preps[s.lower(r.from)] {
				content = append(content, stretch{r.from + 1, r.to})
				cue.to++
			}
		}
	}
	if len(content) == 0 || source.empty() || source.has(i) {
		return
	}
	s.add(c.kind, source, cue, content, false)
}

// accordingTo is "according to X": what it hangs on is the content.
func (s *scene) accordingTo(i int) {
	head := s.tree[i].Head
	if head <= i+1 || head >= len(s.tree) {
		return
	}
	source := stretch{i + 2, s.rightEdge(head, head)}
	var before, after stretch
	whole := stretch{0, len(s.tokens)}
	if h := s.tree[head].Head; h >= 0 {
		// The clause around it, when the sentence has several.
		top := h
		for s.tree[top].Head >= 0 && !(s.rel(top) == "conj" && s.kid(top, "nsubj") >= 0) && s.rel(top) != "parataxis" && s.rel(top) != "ccomp" {
			top = s.tree[top].Head
		}
		whole = s.under(top)
	}
	before, after = stretch{whole.from, i}, stretch{source.to, whole.to}
	var content []stretch
	for _, r := range []stretch{before, after} {
		if r = s.trim(r); !r.empty() && s.says(r) {
			content = append(content, r)
		}
	}
	s.add(dateline.Saying, source, stretch{i, i + 2}, content, true)
}

// says reports whether a stretch holds more than small words.
func (s *scene) says(r stretch) bool {
	for i := r.from; i < r.to; i++ {
		switch s.tree[i].UPOS {
		case "NOUN", "PROPN", "VERB", "ADJ", "NUM":
			return true
		}
	}
	return false
}
