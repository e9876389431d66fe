package reader

import (
	"strings"

	"dateline"
	"dateline/text"
)

// Chunks are the shallow syntax that roles are bound over: noun phrases, verb
// groups and the small words between them, in order, none overlapping.

type chunkKind uint8

const (
	chunkOther chunkKind = iota
	chunkNP              // noun phrase
	chunkVG              // verb group
	chunkPrep            // preposition
	chunkConj            // and, or, but
	chunkWh              // who, which, that, where
	chunkSub             // subordinator: that, after, while … before a clause
	chunkComma
	chunkStop // semicolon, colon, dash, full stop, bracket
	chunkQuote
	chunkAdv
)

type chunk struct {
	kind     chunkKind
	from, to int // tokens of the sentence, half-open
	word     string
	np       *nounPhrase
	vg       *verbGroup
}

// A nounPhrase is a noun with what stands before it; phrases with "of" and
// apposition are linked, not swallowed.
type nounPhrase struct {
	s        *sentence
	at       int // index of its chunk
	from, to int // tokens
	head     int // token of the head noun
	det      string
	plural   bool
	pronoun  string
	qty      *quantity
	owner    *nounPhrase // the possessor: "the group's" leader
	names    []*name     // names that stand inside it
	ent      *entity
}

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

func (s *sentence) tok(i int) text.Token {
	if i < 0 || i >= len(s.Tokens) {
		return text.Token{}
	}
	return s.Tokens[i]
}

func (s *sentence) lemma(i int) string { return s.tok(i).Lemma }
func (s *sentence) tag(i int) string   { return s.tok(i).Tag }

// lower is the token in lower case as written.
func (s *sentence) lower(i int) string { return strings.ToLower(s.tok(i).Text) }

// span is the bytes from token i up to, not including, token j.
func (s *sentence) span(i, j int) dateline.Span {
	if i < 0 || j <= i || j > len(s.Tokens) {
		return s.Sentence.Span
	}
	return dateline.Span{Start: s.Tokens[i].Start, End: s.Tokens[j-1].End}
}

func (np *nounPhrase) words() string       { return np.s.r.quote(np.s.span(np.from, np.to)) }
func (np *nounPhrase) span() dateline.Span { return np.s.span(np.from, np.to) }
func (np *nounPhrase) headLemma() string   { return np.s.lemma(np.head) }
func (np *nounPhrase) definite() bool {
	switch np.det {
	case "the", "this", "that", "these", "those", "both", "its", "their", "his", "her":
		return true
	}
	return np.owner != nil
}

// has reports whether a modifier or the head of the phrase has one of the lemmas.
func (np *nounPhrase) has(lemmas ...string) bool {
	for i := np.from; i < np.to; i++ {
		for _, l := range lemmas {
			if np.s.lemma(i) == l || np.s.lower(i) == l {
				return true
			}
		}
	}
	return false
}

func isNoun(tag string) bool { return strings.HasPrefix(tag, "NN") }
func isVerb(tag string) bool { return strings.HasPrefix(tag, "VB") || tag == "MD" }
func isQuote(t string) bool {
	switch t {
	case "“", "”", "\"", "''", "``", "‘", "«", "»", "'", "’":
		return true
	}
	return false
}

// chunks cuts the sentence.
func (s *sentence) chunk() {
	n := len(s.Tokens)
	s.tokenChunk = make([]int, n)
	for i := range s.tokenChunk {
		s.tokenChunk[i] = -1
	}
	for i := 0; i < n; {
		c := s.next(i)
		if c.to <= i {
			c.to = i + 1
		}
		at := len(s.chunks)
		if c.np != nil {
			c.np.at = at
		}
		if c.vg != nil {
			c.vg.at = at
		}
		for k := c.from; k < c.to; k++ {
			s.tokenChunk[k] = at
		}
		s.chunks = append(s.chunks, c)
		i = c.to
	}
}

func (s *sentence) next(i int) chunk {
	t := s.Tokens[i]
	low := s.lower(i)
	one := func(k chunkKind) chunk { return chunk{kind: k, from: i, to: i + 1, word: low} }
	switch {
	case t.Text == ",":
		return one(chunkComma)
	case isQuote(t.Text) && t.Tag != "POS":
		return one(chunkQuote)
	case t.Text == ";" || t.Text == ":" || t.Text == "." || t.Text == "?" || t.Text == "!" || t.Text == "(" || t.Text == ")" || t.Text == "[" || t.Text == "]" || strings.Trim(t.Text, "-–—") == "":
		return one(chunkStop)
	case s.matches(i, asWellAs):
		return chunk{kind: chunkConj, from: i, to: i + 3, word: "and"}
	case low == "both" && s.tag(i+1) != "" && !isNoun(s.tag(i+1)) && s.tag(i+1) != "JJ" && s.tag(i+1) != "IN":
		return one(chunkAdv)
	}
	if e := s.timeAt(i); e > i && !isNoun(t.Tag) && s.nameOver(i) == nil {
		// a time expression is no argument, whatever its words are
		return chunk{kind: chunkAdv, from: i, to: e, word: low}
	} else if e > i && s.nameOver(i) == nil {
		return chunk{kind: chunkAdv, from: i, to: e, word: low}
	}
	if t.Tag == "CC" && low != "both" {
		return one(chunkConj)
	}
	if t.Tag == "WP" || t.Tag == "WDT" || t.Tag == "WP$" || t.Tag == "WRB" {
		if low == "that" && isVerb(s.tag(i-1)) {
			return one(chunkSub)
		}
		if low == "when" {
			return one(chunkSub)
		}
		return one(chunkWh)
	}
	if low == "that" && (t.Tag == "IN" || t.Tag == "DT" && !s.nounAhead(i+1)) {
		if s.atNoun(i-1) && isVerb(s.tag(i+1)) {
			return one(chunkWh)
		}
		return one(chunkSub)
	}
	if q := s.quantityAt(i); q != nil {
		return s.nounPhraseFrom(i)
	}
	if low == "to" {
		if c, ok := s.verbGroupFrom(i); ok {
			return c
		}
		return one(chunkPrep)
	}
	if t.Tag == "IN" || t.Tag == "TO" {
		return s.prepositionOrSub(i)
	}
	if s.startsNoun(i) {
		if c := s.nounPhraseFrom(i); c.np != nil {
			return c
		}
	}
	if isVerb(t.Tag) || (strings.HasPrefix(t.Tag, "RB") && s.adverbOfVerb(i)) {
		if c, ok := s.verbGroupFrom(i); ok {
			return c
		}
	}
	if strings.HasPrefix(t.Tag, "RB") || t.Tag == "RP" {
		return one(chunkAdv)
	}
	return one(chunkOther)
}

func (s *sentence) atNoun(i int) bool {
	return i >= 0 && (isNoun(s.tag(i)) || s.tag(i) == "PRP" || s.tag(i) == "CD" || s.nameOver(i) != nil)
}

// nounAhead reports whether tokens from i look like the inside of a noun phrase.
func (s *sentence) nounAhead(i int) bool {
	for ; i < len(s.Tokens); i++ {
		tag := s.tag(i)
		if isNoun(tag) || tag == "CD" {
			return true
		}
		if !strings.HasPrefix(tag, "JJ") && tag != "VBN" && tag != "VBG" && tag != "RB" {
			return false
		}
	}
	return false
}

var asWellAs = []string{"as", "well", "as"}

var multiPreps = []string{"because of", "due to", "according to", "as a result of", "in front of", "on behalf of", "in the name of", "as part of", "out of", "instead of", "along with", "together with", "such as", "close to", "next to", "in response to", "in retaliation for", "in connection with", "in addition to", "ahead of", "up to", "away from", "outside of", "at the hands of", "on the outskirts of", "in the vicinity of", "on suspicion of", "on the edge of"}

// subordinators open a clause when a subject and a finite verb follow.
var subordinators = setOf("after", "before", "while", "as", "because", "although", "though", "since", "if", "until", "unless", "whereas", "once", "that", "whether", "so", "than")

func (s *sentence) prepositionOrSub(i int) chunk {
	for _, p := range multiPreps {
		words := strings.Fields(p)
		if s.matches(i, words) && words[0] != "up" {
			return chunk{kind: chunkPrep, from: i, to: i + len(words), word: p}
		}
	}
	low := s.lower(i)
	if subordinators[low] && s.clauseAhead(i+1) {
		return chunk{kind: chunkSub, from: i, to: i + 1, word: low}
	}
	return chunk{kind: chunkPrep, from: i, to: i + 1, word: low}
}

func (s *sentence) matches(i int, words []string) bool {
	if i+len(words) > len(s.Tokens) {
		return false
	}
	for k, w := range words {
		if s.lower(i+k) != w {
			return false
		}
	}
	return true
}

// clauseAhead reports whether a finite verb comes before the next comma.
func (s *sentence) clauseAhead(i int) bool {
	seen := false
	for ; i < len(s.Tokens); i++ {
		switch tag := s.tag(i); {
		case tag == "," || tag == ":" || tag == ".":
			return false
		case tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD":
			return seen
		case isNoun(tag) || tag == "PRP" || tag == "EX" || tag == "CD":
			seen = true
		case tag == "WDT" || tag == "WP":
			return false
		}
	}
	return false
}

// startsNoun reports whether a noun phrase can begin at token i.
func (s *sentence) startsNoun(i int) bool {
	t := s.Tokens[i]
	if s.nameOver(i) != nil {
		return true
	}
	switch t.Tag {
	case "DT", "PDT", "PRP", "PRP$", "CD", "JJ", "JJR", "JJS", "NN", "NNS", "NNP", "NNPS", "EX", "$", "FW":
		return true
	case "VBN", "VBG":
		// "armed men", "wounded soldiers": an adjective made of a verb, at the
		// start of a phrase. "killing one" and "wounding three" are verbs.
		nx := s.tag(i + 1)
		if nx == "NNS" || nx == "NN" || nx == "NNP" && s.nameOver(i+1) == nil {
			if lexicon.adjectival[s.lower(i)] {
				return true
			}
		}
	}
	return false
}

func (s *sentence) nounPhraseFrom(i int) chunk {
	np := &nounPhrase{s: s, from: i, head: -1}
	j := i
	for j < len(s.Tokens) {
		if nm := s.nameOver(j); nm != nil && nm.from == j {
			np.names = append(np.names, nm)
			j = nm.to
			np.head = j - 1
			if s.tok(j).Text == "(" && s.tok(j+2).Text == ")" && upper(s.tok(j+1).Text) {
				j += 3 // "the National Liberation Army (ELN) guerrillas"
			}
			continue
		}
		if q := s.quantityAt(j); q != nil && np.head >= 0 && q.low != nil && *q.low >= 100 && q.qualifier != "" {
			break // "forces thousands of residents to flee"
		} else if q != nil && np.head < 0 {
			np.qty = q
			j = q.to
			np.head = j - 1
			continue
		}
		t := s.Tokens[j]
		low := s.lower(j)
		if j > i {
			if e := s.timeAt(j); e > j && np.head >= 0 {
				break
			} else if e > j {
				// a time before the noun: "the 2016 attack", "Monday's blast"
				j = e
				continue
			}
		}
		switch {
		case t.Tag == "PRP" || t.Tag == "EX":
			if j > i {
				goto done
			}
			np.pronoun, np.head = low, j
			j++
			goto done
		case t.Tag == "POS":
			if np.head < 0 {
				goto done
			}
			owner := &nounPhrase{s: s, from: np.from, to: j, head: np.head, det: np.det, plural: np.plural, qty: np.qty, names: np.names, owner: np.owner, at: -1}
			np.owner, np.names, np.qty, np.head, np.plural = owner, nil, nil, -1, false
			j++
		case t.Tag == "PRP$":
			if np.head >= 0 {
				goto done
			}
			np.det = low
			np.owner = &nounPhrase{s: s, from: j, to: j + 1, head: j, pronoun: low, at: -1}
			j++
		case t.Tag == "DT" || t.Tag == "PDT":
			if np.head >= 0 || j > i && s.tag(j-1) != "PDT" && s.tag(j-1) != "DT" && s.lower(j-1) != "both" {
				goto done
			}
			np.det = low
			np.head = -1
			j++
			if !s.nounAhead(j) && s.nameOver(j) == nil && !isQuote(s.tok(j).Text) && s.tag(j) != "NNP" && s.quantityAt(j) == nil && s.tag(j) != "VBN" && s.tag(j) != "VBG" && s.tag(j) != "CD" && !strings.HasPrefix(s.tag(j), "JJ") && s.timeAt(j) <= j && !strings.HasPrefix(s.tag(j), "RB") {
				np.head = j - 1
				np.pronoun = low
				goto done
			}
		case low == "both":
			if np.head >= 0 {
				goto done
			}
			np.det = low
			j++
		case isNoun(t.Tag) || t.Tag == "FW" || t.Tag == "$":
			np.head = j
			np.plural = t.Tag == "NNS" || t.Tag == "NNPS"
			j++
		case t.Tag == "CD":
			if np.head >= 0 {
				goto done
			}
			np.head = j
			j++
		case strings.HasPrefix(t.Tag, "JJ"):
			if np.head >= 0 && !s.nounAfter(j) {
				goto done
			}
			if np.head < 0 {
				np.head = j // an adjective alone: "the wounded", "the dead"
			}
			j++
		case t.Tag == "VBN" || t.Tag == "VBG" || t.Tag == "VBD" && np.det != "" && np.head < 0:
			if !s.modifierVerb(np, j) {
				goto done
			}
			np.head = j
			j++
		case strings.HasPrefix(t.Tag, "RB") && np.head < 0 && j > i:
			j++
		case isQuote(t.Text) && s.shortQuote(j) && j > i:
			j++
		default:
			goto done
		}
	}
done:
	// a trailing quote or adverb is not part of the phrase
	for j > i+1 && j > np.head+1 && np.head >= 0 && !isQuote(s.tok(j-1).Text) && s.tok(j-1).Text != ")" {
		if nm := s.nameOver(j - 1); nm != nil {
			break
		}
		j--
	}
	if np.head < 0 {
		if np.owner != nil {
			np.head = j - 1
		} else {
			return chunk{kind: chunkOther, from: i, to: i + 1, word: s.lower(i)}
		}
	}
	if j < len(s.Tokens) && isQuote(s.tok(j).Text) && s.unclosed(i, j) {
		j++
	}
	np.to = j
	return chunk{kind: chunkNP, from: i, to: j, word: s.lower(np.head), np: np}
}

// unclosed reports whether tokens i..j open a quotation that they do not close.
func (s *sentence) unclosed(i, j int) bool {
	n := 0
	for k := i; k < j; k++ {
		if isQuote(s.tok(k).Text) && s.tag(k) != "POS" {
			n++
		}
	}
	return n%2 == 1
}

// nounAfter: an adjective behind a noun belongs to the phrase only when another
// noun follows ("Taliban-linked militant groups").
func (s *sentence) nounAfter(j int) bool {
	for k := j + 1; k < len(s.Tokens) && k < j+4; k++ {
		if isNoun(s.tag(k)) {
			return true
		}
		if !strings.HasPrefix(s.tag(k), "JJ") {
			return false
		}
	}
	return false
}

// modifierVerb decides whether a participle inside a phrase is an adjective or
// a noun ("the killing of", "a fruit market bombing") and not the next verb.
func (s *sentence) modifierVerb(np *nounPhrase, j int) bool {
	nextNoun := isNoun(s.tag(j+1)) || strings.HasPrefix(s.tag(j+1), "JJ") && s.nounAfter(j+1)
	if np.head < 0 || strings.HasPrefix(s.tag(np.head), "JJ") && np.head == j-1 {
		// nothing yet but a determiner or adjectives
		if nextNoun {
			return true
		}
		return (np.det != "" || np.owner != nil || np.head >= 0) && (s.tag(j) == "VBG" || lexicon.people[s.lower(j)] != nil)
	}
	if s.tag(j) == "VBG" && lexicon.eventNouns[s.lemma(j)] || lexicon.eventNouns[s.lower(j)] && s.tag(j) == "VBG" {
		// behind a noun: "market bombing", unless an object follows
		return !s.startsNoun(j+1) || s.tag(j+1) == "VBG"
	}
	return false
}

// shortQuote reports whether the quote mark at j opens or closes a few quoted
// words inside a noun phrase: a new “Pakistan Province”.
func (s *sentence) shortQuote(j int) bool {
	for k := j + 1; k < len(s.Tokens) && k <= j+6; k++ {
		if isQuote(s.tok(k).Text) && s.tag(k) != "POS" {
			return k > j+1 && isNoun(s.tag(k-1))
		}
		tag := s.tag(k)
		if !isNoun(tag) && !strings.HasPrefix(tag, "JJ") && tag != "CD" && s.nameOver(k) == nil {
			return false
		}
	}
	// a closing one
	return false
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

func (s *sentence) verbGroupFrom(i int) (chunk, bool) {
	vg := &verbGroup{s: s, from: i, head: -1}
	j := i
	be, have := false, false
	if s.lower(j) == "to" {
		k := j + 1
		for strings.HasPrefix(s.tag(k), "RB") {
			k++
		}
		if tag := s.tag(k); tag != "VB" && !(tag == "VBP" || tag == "VBN" || tag == "VBD") || s.nameOver(k) != nil {
			return chunk{}, false
		}
		vg.infinitive = true
		j++
	}
	for j < len(s.Tokens) {
		t := s.Tokens[j]
		low := s.lower(j)
		if e := s.timeAt(j); e > j && vg.head >= 0 && j < len(s.Tokens) && isVerb(s.tag(e)) && (be || have) {
			j = e // "had until this week been attributed"
			continue
		}
		switch {
		case low == "not" || low == "n't" || low == "n’t" || low == "never":
			vg.negated = true
			j++
		case (low == "each" || low == "both" || low == "all") && (be || have) && isVerb(s.tag(j+1)):
			j++ // "have each claimed"
		case low == "until" && (be || have) && s.timeAt(j+1) > j+1:
			j++
		case t.Tag == "MD":
			vg.modal = t.Lemma
			if vg.modal == "" {
				vg.modal = low
			}
			vg.finite = true
			vg.head = j
			j++
		case strings.HasPrefix(t.Tag, "RB") || t.Tag == "RP" && vg.head < 0:
			if !s.verbSoon(j + 1) {
				goto done
			}
			j++
		case isVerb(t.Tag) && s.nameOver(j) == nil:
			if vg.head >= 0 {
				// a second main verb only behind an auxiliary
				prev := s.lemma(vg.head)
				aux := prev == "be" || prev == "have" || prev == "do" || s.tag(vg.head) == "MD" || prev == "get"
				if !aux {
					goto done
				}
				if t.Tag == "VBG" && prev != "be" {
					goto done
				}
			}
			switch t.Lemma {
			case "be":
				be = true
			case "have":
				have = true
			}
			if t.Tag == "VBD" || t.Tag == "VBZ" || t.Tag == "VBP" {
				vg.finite = true
			}
			if t.Tag == "VBD" && vg.head < 0 {
				vg.past = true
			}
			if vg.head >= 0 && have && t.Lemma != "have" {
				vg.perfect = true
			}
			vg.head = j
			j++
		default:
			goto done
		}
	}
done:
	if vg.head < 0 {
		return chunk{}, false
	}
	head := s.Tokens[vg.head]
	vg.lemma = head.Lemma
	if head.Lemma != "be" && be && (head.Tag == "VBN" || head.Tag == "VBD") {
		vg.passive = true
	}
	if !vg.finite && !vg.infinitive && !be && !have {
		vg.gerund = head.Tag == "VBG"
		vg.participle = head.Tag == "VBN"
	}
	// a particle right behind, or "dead" behind shoot
	vg.to = j
	if p := s.lower(j); particles[p] && (s.tag(j) == "RP" || s.r.rd.triggers.particles[vg.lemma+" "+p]) {
		vg.lemma += " " + p
		vg.to = j + 1
	}
	if n := len(s.chunks); (vg.participle || head.Tag == "VB" && vg.from == vg.head) && n > 0 && s.chunks[n-1].kind == chunkConj && s.activeBefore() {
		vg.participle, vg.finite, vg.past = false, true, true // "slipped in and set off his vest"
	} else if vg.participle && s.objectAhead(vg.to) {
		// "gunmen killed two soldiers": a past tense taken for a participle
		vg.participle, vg.finite, vg.past = false, true, true
	} else if head.Tag == "VBD" && vg.from == vg.head && !have && !be && (s.reducedRelative(i, vg.to) || s.secondVerb(vg.to)) {
		vg.participle, vg.finite, vg.past = true, false, false
	}
	if vg.participle {
		vg.passive = true
	}
	if have && s.lemma(vg.head) == "have" {
		vg.perfect = false
	}
	return chunk{kind: chunkVG, from: i, to: vg.to, word: vg.lemma, vg: vg}, true
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
