package reader

import "strings"

// Chunks are the shallow syntax that roles are bound over: noun phrases, verb
// groups and the small words between them, in order, none overlapping. This
// file has their kinds and cuts the sentence; how a noun phrase or a verb
// group goes on has files of its own.

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

// from2 is the byte where the chunk begins, white space before it left out.
func (c chunk) from2(s *sentence) int { return s.Tokens[c.from-1].End }

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
