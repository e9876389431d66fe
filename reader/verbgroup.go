package reader

import "strings"

// Verb groups: a verb with its auxiliaries, adverbs and particle, and what
// they say of tense, mood and voice. Taggers often take a past tense for a
// participle and the other way round, so the words around decide again.

// A verbGroup is a verb with its auxiliaries, adverbs and particle.
type verbGroup struct {
	s          *sentence
	at         int
	from, to   int
	head       int    // token of the main verb
	lemma      string // of the main verb, with its particle: "gun down"
	passive    bool
	negated    bool
	modal      string // will, would, could, may …
	perfect    bool
	past       bool
	finite     bool
	infinitive bool
	gerund     bool // participle or gerund without auxiliary
	participle bool // past participle without auxiliary: a reduced relative
}

func (s *sentence) adverbOfVerb(i int) bool {
	for k := i; k < len(s.Tokens) && k < i+3; k++ {
		if isVerb(s.tag(k)) {
			return true
		}
		if !strings.HasPrefix(s.tag(k), "RB") {
			return false
		}
	}
	return false
}

// particles that make another verb of a verb.
var particles = setOf("across", "at", "to", "up", "down", "out", "off", "away", "back", "over", "apart", "in", "on", "dead", "through", "into", "aside")

// verbGroupFrom is the verb group that begins at token i; false when none does.
func (s *sentence) verbGroupFrom(i int) (chunk, bool) {
	vg := &verbGroup{s: s, from: i, head: -1}
	j := i
	if s.lower(j) == "to" {
		if !s.infinitiveAt(j + 1) {
			return chunk{}, false
		}
		vg.infinitive = true
		j++
	}
	var aux auxiliaries
	for on := true; on && j < len(s.Tokens); {
		j, on = s.growVerb(vg, &aux, j)
	}
	if vg.head < 0 {
		return chunk{}, false
	}
	head := s.Tokens[vg.head]
	vg.lemma = head.Lemma
	if head.Lemma != "be" && aux.be && (head.Tag == "VBN" || head.Tag == "VBD") {
		vg.passive = true
	}
	if !vg.finite && !vg.infinitive && !aux.be && !aux.have {
		vg.gerund = head.Tag == "VBG"
		vg.participle = head.Tag == "VBN"
	}
	// a particle right behind, or "dead" behind shoot
	vg.to = j
	if p := s.lower(j); particles[p] && (s.tag(j) == "RP" || s.r.rd.triggers.particles[vg.lemma+" "+p]) {
		vg.lemma += " " + p
		vg.to = j + 1
	}
	s.retag(vg, aux)
	if vg.participle {
		vg.passive = true
	}
	if aux.have && s.lemma(vg.head) == "have" {
		vg.perfect = false
	}
	return chunk{kind: chunkVG, from: i, to: vg.to, word: vg.lemma, vg: vg}, true
}

// auxiliaries are those that a verb group has so far.
type auxiliaries struct{ be, have bool }

func (s *sentence) infinitiveAt(k int) bool {
	for strings.HasPrefix(s.tag(k), "RB") {
		k++
	}
	switch s.tag(k) {
	case "VB", "VBP", "VBN", "VBD":
		return s.nameOver(k) == nil
	}
	return false
}

// growVerb takes token j, and what goes with it, into a verb group. It returns
// the token to go on with, and whether the group goes on.
func (s *sentence) growVerb(vg *verbGroup, aux *auxiliaries, j int) (next int, on bool) {
	t := s.Tokens[j]
	low := s.lower(j)
	behind := aux.be || aux.have
	if e := s.timeAt(j); e > j && vg.head >= 0 && isVerb(s.tag(e)) && behind {
		return e, true // "had until this week been attributed"
	}
	switch {
	case low == "not" || low == "n't" || low == "n’t" || low == "never":
		vg.negated = true
	case (low == "each" || low == "both" || low == "all") && behind && isVerb(s.tag(j+1)):
		// "have each claimed"
	case low == "until" && behind && s.timeAt(j+1) > j+1:
	case t.Tag == "MD":
		vg.modal = t.Lemma
		if vg.modal == "" {
			vg.modal = low
		}
		vg.finite = true
		vg.head = j
	case strings.HasPrefix(t.Tag, "RB") || t.Tag == "RP" && vg.head < 0:
		if !s.verbSoon(j + 1) {
			return j, false
		}
	case isVerb(t.Tag) && s.nameOver(j) == nil:
		if vg.head >= 0 && !s.auxiliaryTo(vg.head, t.Tag) {
			return j, false
		}
		switch t.Lemma {
		case "be":
			aux.be = true
		case "have":
			aux.have = true
		}
		if t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" {
			vg.finite = true
		}
		if t.Tag == "VBD" && vg.head < 0 {
			vg.past = true
		}
		if vg.head >= 0 && aux.have && t.Lemma != "have" {
			vg.perfect = true
		}
		vg.head = j
	default:
		return j, false
	}
	return j + 1, true
}

// auxiliaryTo reports whether the verb at token i can be the auxiliary of one
// with the tag: a second main verb stands only behind an auxiliary.
func (s *sentence) auxiliaryTo(i int, tag string) bool {
	switch s.lemma(i) {
	case "be":
		return true
	case "have", "do", "get":
		return tag != "VBG"
	}
	return s.tag(i) == "MD" && tag != "VBG"
}

// retag takes a verb group for a past tense that was tagged a participle, or
// for a participle that was tagged a past tense, where the words around it say
// so.
func (s *sentence) retag(vg *verbGroup, aux auxiliaries) {
	tag := s.tag(vg.head)
	n := len(s.chunks)
	switch {
	case (vg.participle || tag == "VB" && vg.from == vg.head) && n > 0 && s.chunks[n-1].kind == chunkConj && s.activeBefore():
		// "slipped in and set off his vest"
		vg.participle, vg.finite, vg.past = false, true, true
	case vg.participle && s.objectAhead(vg.to):
		// "gunmen killed two soldiers"
		vg.participle, vg.finite, vg.past = false, true, true
	case tag == "VBD" && vg.from == vg.head && !aux.have && !aux.be && (s.reducedRelative(vg.from, vg.to) || s.secondVerb(vg.to)):
		vg.participle, vg.finite, vg.past = true, false, false
	}
}

// activeBefore reports whether the last finite verb so far is in the active.
func (s *sentence) activeBefore() bool {
	for k := len(s.chunks) - 1; k >= 0; k-- {
		if vg := s.chunks[k].vg; vg != nil && vg.finite {
			return !vg.passive && s.lemma(vg.head) != "be" && s.lemma(vg.head) != "have"
		}
	}
	return false
}

// secondVerb reports whether a past tense without an object at token j follows
// another finite verb of the same clause, so that it is a participle: "each
// stands for a child carried off from a school".
func (s *sentence) secondVerb(j int) bool {
	if s.objectAhead(j) || s.tag(j) != "IN" && s.tag(j) != "TO" {
		return false
	}
	if n := len(s.chunks); n == 0 || s.chunks[n-1].np == nil {
		return false
	}
	for k := len(s.chunks) - 1; k >= 0; k-- {
		switch c := s.chunks[k]; c.kind {
		case chunkVG:
			return c.vg.finite && lexicon.says[c.vg.lemma] == ""
		case chunkConj, chunkSub, chunkWh, chunkComma, chunkStop, chunkQuote:
			return false
		}
	}
	return false
}

// objectAhead reports whether an object begins at token j.
func (s *sentence) objectAhead(j int) bool {
	if j >= len(s.Tokens) || s.timeAt(j) > j {
		return false
	}
	switch s.tag(j) {
	case "DT", "PRP$", "PRP", "NNP", "NNPS", "NNS", "NN", "CD", "JJ", "PDT":
		return s.lower(j) != "that" && s.lower(j) != "dead"
	}
	return s.quantityAt(j) != nil
}

// reducedRelative reports whether a past tense at tokens i..j is a participle
// behind its noun: "people killed in the attack were buried".
func (s *sentence) reducedRelative(i, j int) bool {
	if i == 0 || !isNoun(s.tag(i-1)) && s.nameOver(i-1) == nil || s.tag(j) != "IN" && s.tag(j) != "TO" {
		return false
	}
	for k := j; k < len(s.Tokens); k++ {
		switch tag := s.tag(k); tag {
		case ",", ".", ":", "CC", "WDT", "WP", "WRB", "''":
			return false
		case "VBD", "VBZ", "VBP", "MD":
			return !subordinators[s.lower(j)] || s.lower(j) == "than"
		case "IN":
			if subordinators[s.lower(k)] && s.clauseAhead(k+1) {
				return false
			}
		}
	}
	return false
}

func (s *sentence) verbSoon(j int) bool {
	for k := j; k < len(s.Tokens) && k < j+2; k++ {
		if isVerb(s.tag(k)) {
			return true
		}
		if !strings.HasPrefix(s.tag(k), "RB") {
			return false
		}
	}
	return false
}
