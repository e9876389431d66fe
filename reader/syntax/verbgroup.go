package syntax

import (
	"slices"
	"strings"

	"dateline/reader/lexicon"
	"dateline/text"
)

// Verb groups: a verb with its auxiliaries, adverbs and particle, and what
// they say of tense, mood and voice. Taggers often take a past tense for a
// participle and the other way round, so the words around decide again.

// A VerbGroup is a verb with its auxiliaries, adverbs and particle.
type VerbGroup struct {
	In         *Sentence
	At         int    // index of its chunk
	From, To   int    // tokens
	Head       int    // token of the main verb
	Lemma      string // of the main verb, with its particle: "gun down"
	Passive    bool   // reduced relatives too: "killed in the attack"
	Negated    bool
	Modal      string // will, would, could, may …; "" for none
	Perfect    bool
	Past       bool
	Finite     bool
	Infinitive bool // with "to"
	Gerund     bool // in -ing, without auxiliary
	Participle bool // past participle without auxiliary: a reduced relative

	arguments *Arguments // once asked for
}

func (s *Sentence) adverbOfVerb(i int) bool {
	for k := i; k < len(s.Tokens) && k < i+3; k++ {
		if isVerb(s.Tag(k)) {
			return true
		}
		if !strings.HasPrefix(s.Tag(k), "RB") {
			return false
		}
	}
	return false
}

// particles that make another verb of a verb.
var particles = lexicon.Of("across", "at", "to", "up", "down", "out", "off", "away", "back", "over", "apart", "in", "on", "dead", "through", "into", "aside")

// verbGroupFrom is the verb group that begins at token i; false when none does.
func (s *Sentence) verbGroupFrom(i int) (Chunk, bool) {
	vg := &VerbGroup{In: s, From: i, Head: -1}
	j := i
	if s.Lower(j) == "to" {
		if !s.infinitiveAt(j + 1) {
			return Chunk{}, false
		}
		vg.Infinitive = true
		j++
	}
	var aux auxiliaries
	for on := true; on && j < len(s.Tokens); {
		j, on = s.growVerb(vg, &aux, j)
	}
	if vg.Head < 0 {
		return Chunk{}, false
	}
	head := s.Tokens[vg.Head]
	vg.Lemma = head.Lemma
	if head.Lemma != "be" && aux.be && (head.Tag == "VBN" || head.Tag == "VBD") {
		vg.Passive = true
	}
	if !vg.Finite && !vg.Infinitive && !aux.be && !aux.have {
		vg.Gerund = head.Tag == "VBG"
		vg.Participle = head.Tag == "VBN"
	}
	// a particle right behind, or "dead" behind shoot
	vg.To = j
	if p := s.Lower(j); particles[p] && (s.Tag(j) == "RP" || s.parser.Phrasal[vg.Lemma+" "+p]) {
		vg.Lemma += " " + p
		vg.To = j + 1
	}
	s.retag(vg, aux)
	if vg.Participle {
		vg.Passive = true
	}
	if aux.have && s.Lemma(vg.Head) == "have" {
		vg.Perfect = false
	}
	return Chunk{Kind: VG, From: i, To: vg.To, Word: vg.Lemma, VG: vg}, true
}

// auxiliaries are those that a verb group has so far.
type auxiliaries struct{ be, have bool }

func (s *Sentence) infinitiveAt(k int) bool {
	for strings.HasPrefix(s.Tag(k), "RB") {
		k++
	}
	switch s.Tag(k) {
	case "VB", "VBP", "VBN", "VBD":
		return s.NameOver(k) == nil
	}
	return false
}

// growVerb takes token j, and what goes with it, into a verb group. It returns
// the token to go on with, and whether the group goes on.
func (s *Sentence) growVerb(vg *VerbGroup, aux *auxiliaries, j int) (next int, on bool) {
	t := s.Tokens[j]
	low := s.Lower(j)
	behind := aux.be || aux.have
	if e := s.TimeAt(j); e > j && vg.Head >= 0 && isVerb(s.Tag(e)) && behind {
		return e, true // "had until this week been attributed"
	}
	switch {
	case low == "not" || low == "n't" || low == "n’t" || low == "never":
		vg.Negated = true
	case (low == "each" || low == "both" || low == "all") && behind && isVerb(s.Tag(j+1)):
		// "have each claimed"
	case low == "until" && behind && s.TimeAt(j+1) > j+1:
	case t.Tag == "MD":
		vg.Modal = t.Lemma
		if vg.Modal == "" {
			vg.Modal = low
		}
		vg.Finite = true
		vg.Head = j
	case strings.HasPrefix(t.Tag, "RB") || t.Tag == "RP" && vg.Head < 0:
		if !s.verbSoon(j + 1) {
			return j, false
		}
	case isVerb(t.Tag) && s.NameOver(j) == nil:
		if vg.Head >= 0 && !s.auxiliaryTo(vg.Head, t.Tag) {
			return j, false
		}
		switch t.Lemma {
		case "be":
			aux.be = true
		case "have":
			aux.have = true
		}
		if t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" {
			vg.Finite = true
		}
		if t.Tag == "VBD" && vg.Head < 0 {
			vg.Past = true
		}
		if vg.Head >= 0 && aux.have && t.Lemma != "have" {
			vg.Perfect = true
		}
		vg.Head = j
	default:
		return j, false
	}
	return j + 1, true
}

// auxiliaryTo reports whether the verb at token i can be the auxiliary of one
// with the tag: a second main verb stands only behind an auxiliary.
func (s *Sentence) auxiliaryTo(i int, tag string) bool {
	switch s.Lemma(i) {
	case "be":
		return true
	case "have", "do", "get":
		return tag != "VBG"
	}
	return s.Tag(i) == "MD" && tag != "VBG"
}

// retag takes a verb group for a past tense that was tagged a participle, or
// for a participle that was tagged a past tense, where the words around it say
// so.
func (s *Sentence) retag(vg *VerbGroup, aux auxiliaries) {
	tag := s.Tag(vg.Head)
	n := len(s.Chunks)
	switch {
	case s.headlinePassive(vg, aux):
		// "Eleven police killed in Kandahar ambush"
		vg.Participle, vg.Finite, vg.Past = true, false, false
	case (vg.Participle || tag == "VB" && vg.From == vg.Head) && n > 0 && s.Chunks[n-1].Kind == Conj && s.activeBefore():
		// "slipped in and set off his vest"
		vg.Participle, vg.Finite, vg.Past = false, true, true
	case vg.Participle && n > 0 && s.Chunks[n-1].NP != nil && s.Token(vg.To).Text == "." && !s.finiteBefore():
		// "Hundreds of residents fled."
		vg.Participle, vg.Finite, vg.Past = false, true, true
	case vg.Participle && s.objectAhead(vg.To):
		// "gunmen killed two soldiers"
		vg.Participle, vg.Finite, vg.Past = false, true, true
	case tag == "VBD" && vg.From == vg.Head && !aux.have && !aux.be && (s.reducedRelative(vg.From, vg.To) || s.secondVerb(vg.To)):
		vg.Participle, vg.Finite, vg.Past = true, false, false
	}
}

// sufferings are verbs whose past form, without an object, tells in a headline
// what was done to the phrase before it.
var sufferings = lexicon.Of("kill", "wound", "injure", "hurt", "hold", "arrest", "abduct", "kidnap", "shoot", "detain", "free", "rescue", "jail", "massacre", "behead", "murder", "execute", "slay", "seize", "release")

// headlinePassive reports whether a past form in a headline is a passive that
// lacks its auxiliary: no object behind it, but a preposition or the end.
func (s *Sentence) headlinePassive(vg *VerbGroup, aux auxiliaries) bool {
	if s.Kind != text.Title && !s.note(vg) || aux.be || aux.have || vg.From != vg.Head || !sufferings[s.Lemma(vg.Head)] {
		return false
	}
	if tag := s.Tag(vg.Head); tag != "VBD" && tag != "VBN" {
		return false
	}
	if n := len(s.Chunks); n == 0 || s.Chunks[n-1].NP == nil {
		return false
	}
	switch s.Lower(vg.To) {
	case "in", "by", "at", "near", "after", "during", "as", "on", "when", "outside", "inside":
		return true
	case "from":
		return s.Kind != text.Title
	}
	return vg.To >= len(s.Tokens)
}

// note reports whether a sentence has the form of a headline, as the items of a list have:
// a number of people, and no finite verb but the one that lacks its object.
func (s *Sentence) note(vg *VerbGroup) bool {
	n := len(s.Chunks)
	if n == 0 || s.Chunks[n-1].NP == nil || s.Chunks[n-1].NP.Quantity == nil || s.finiteBefore() {
		return false
	}
	switch s.Lemma(vg.Head) {
	case "shoot", "hold", "free", "release", "hurt":
		return false
	}
	for k := vg.To; k < len(s.Tokens); k++ {
		switch s.Tag(k) {
		case "VBD", "VBZ", "VBP", "MD":
			return false
		}
	}
	return true
}

// finiteBefore reports whether the sentence so far has a finite verb.
func (s *Sentence) finiteBefore() bool {
	return slices.ContainsFunc(s.Chunks, func(c Chunk) bool { return c.VG != nil && c.VG.Finite })
}

// activeBefore reports whether the last finite verb so far is in the active.
func (s *Sentence) activeBefore() bool {
	for k := len(s.Chunks) - 1; k >= 0; k-- {
		if vg := s.Chunks[k].VG; vg != nil && vg.Finite {
			return !vg.Passive && s.Lemma(vg.Head) != "be" && s.Lemma(vg.Head) != "have"
		}
	}
	return false
}

// secondVerb reports whether a past tense without an object at token j follows
// another finite verb of the same clause, so that it is a participle: "each
// stands for a child carried off from a school".
func (s *Sentence) secondVerb(j int) bool {
	if s.objectAhead(j) || s.Tag(j) != "IN" && s.Tag(j) != "TO" {
		return false
	}
	if n := len(s.Chunks); n == 0 || s.Chunks[n-1].NP == nil {
		return false
	}
	for k := len(s.Chunks) - 1; k >= 0; k-- {
		switch c := s.Chunks[k]; c.Kind {
		case VG:
			return c.VG.Finite && lexicon.Saying(c.VG.Lemma) == ""
		case Conj, Sub, Wh, Comma, Stop, Quote:
			return false
		}
	}
	return false
}

// objectAhead reports whether an object begins at token j.
func (s *Sentence) objectAhead(j int) bool {
	if j >= len(s.Tokens) || s.TimeAt(j) > j {
		return false
	}
	switch s.Tag(j) {
	case "DT", "PRP$", "PRP", "NNP", "NNPS", "NNS", "NN", "CD", "JJ", "PDT":
		return s.Lower(j) != "that" && s.Lower(j) != "dead"
	}
	return s.quantityAt(j) != nil
}

// reducedRelative reports whether a past tense at tokens i..j is a participle
// behind its noun: "people killed in the attack were buried".
func (s *Sentence) reducedRelative(i, j int) bool {
	if i == 0 || !IsNoun(s.Tag(i-1)) && s.NameOver(i-1) == nil || s.Tag(j) != "IN" && s.Tag(j) != "TO" {
		return false
	}
	if next := s.Lower(j + 1); s.Lower(j) == "at" && (next == "least" || next == "most") {
		return false // "witnesses said at least 20 were killed"
	}
	for k := j; k < len(s.Tokens); k++ {
		switch tag := s.Tag(k); tag {
		case ",", ".", ":", "CC", "WDT", "WP", "WRB", "''":
			return false
		case "VBD", "VBZ", "VBP", "MD":
			return !subordinators[s.Lower(j)] || s.Lower(j) == "than"
		case "IN":
			if subordinators[s.Lower(k)] && s.clauseAhead(k+1) {
				return false
			}
		}
	}
	return false
}

func (s *Sentence) verbSoon(j int) bool {
	for k := j; k < len(s.Tokens) && k < j+2; k++ {
		if isVerb(s.Tag(k)) {
			return true
		}
		if !strings.HasPrefix(s.Tag(k), "RB") {
			return false
		}
	}
	return false
}
