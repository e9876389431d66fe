package syntax

import (
	"strings"

	"dateline/reader/lexicon"
)

// Chunks are the shallow syntax that roles are bound over: noun phrases, verb
// groups and the small words between them, in order, none overlapping. This
// file has their kinds and cuts the sentence; how a noun phrase or a verb
// group goes on has files of its own.

// A ChunkKind is what sort of chunk it is.
type ChunkKind uint8

// The kinds of chunks.
const (
	Other ChunkKind = iota
	NP              // noun phrase
	VG              // verb group
	Prep            // preposition
	Conj            // and, or, but
	Wh              // who, which, that, where
	Sub             // subordinator: that, after, while … before a clause
	Comma
	Stop // semicolon, colon, dash, full stop, bracket
	Quote
	Adv
)

// A Chunk is a stretch of a sentence: a phrase or a word between phrases.
type Chunk struct {
	Kind     ChunkKind
	From, To int         // tokens
	Word     string      // of a small word: itself in lower case, "because of" too; of a phrase its head, of a verb group its lemma
	NP       *NounPhrase // of a noun phrase
	VG       *VerbGroup  // of a verb group
}

// chunk cuts the sentence.
func (s *Sentence) chunk() {
	n := len(s.Tokens)
	s.tokenChunk = make([]int, n)
	for i := range s.tokenChunk {
		s.tokenChunk[i] = -1
	}
	for i := 0; i < n; {
		c := s.next(i)
		if c.To <= i {
			c.To = i + 1
		}
		at := len(s.Chunks)
		if c.NP != nil {
			c.NP.At = at
		}
		if c.VG != nil {
			c.VG.At = at
		}
		for k := c.From; k < c.To; k++ {
			s.tokenChunk[k] = at
		}
		s.Chunks = append(s.Chunks, c)
		i = c.To
	}
}

func (s *Sentence) next(i int) Chunk {
	t := s.Tokens[i]
	low := s.Lower(i)
	one := func(k ChunkKind) Chunk { return Chunk{Kind: k, From: i, To: i + 1, Word: low} }
	switch {
	case t.Text == ",":
		return one(Comma)
	case IsQuote(t.Text) && t.Tag != "POS":
		return one(Quote)
	case t.Text == ";" || t.Text == ":" || t.Text == "." || t.Text == "?" || t.Text == "!" || t.Text == "(" || t.Text == ")" || t.Text == "[" || t.Text == "]" || strings.Trim(t.Text, "-–—") == "":
		return one(Stop)
	case s.Matches(i, accordingTo):
		return Chunk{Kind: Prep, From: i, To: i + 2, Word: "according to"}
	case s.Matches(i, asWellAs):
		return Chunk{Kind: Conj, From: i, To: i + 3, Word: "and"}
	case low == "both" && s.Tag(i+1) != "" && !IsNoun(s.Tag(i+1)) && s.Tag(i+1) != "JJ" && s.Tag(i+1) != "IN":
		return one(Adv)
	}
	if e := s.TimeAt(i); e > i && s.Tag(e) == "POS" && s.NameOver(i) == nil {
		if c := s.nounPhraseFrom(e + 1); c.NP != nil && c.From == e+1 {
			c.From, c.NP.From = i, i // "Monday's explosion"
			return c
		}
	}
	if e := s.TimeAt(i); e > i && !IsNoun(t.Tag) && s.NameOver(i) == nil {
		// a time expression is no argument, whatever its words are
		return Chunk{Kind: Adv, From: i, To: e, Word: low}
	} else if e > i && s.NameOver(i) == nil {
		return Chunk{Kind: Adv, From: i, To: e, Word: low}
	}
	if t.Tag == "CC" && low != "both" {
		return one(Conj)
	}
	if t.Tag == "WP" || t.Tag == "WDT" || t.Tag == "WP$" || t.Tag == "WRB" {
		if low == "that" && isVerb(s.Tag(i-1)) {
			return one(Sub)
		}
		if low == "when" {
			return one(Sub)
		}
		return one(Wh)
	}
	if low == "that" && (t.Tag == "IN" || t.Tag == "DT" && !s.nounAhead(i+1)) {
		if s.atNoun(i-1) && isVerb(s.Tag(i+1)) {
			return one(Wh)
		}
		return one(Sub)
	}
	if low == "all" && s.Lower(i+1) == "but" && s.quantityAt(i+2) != nil {
		if c := s.nounPhraseFrom(i + 2); c.NP != nil {
			c.From, c.NP.From, c.NP.Det, c.NP.Quantity = i, i, low, nil // "all but two teachers" counts those who are left out
			return c
		}
	}
	if q := s.quantityAt(i); q != nil {
		return s.nounPhraseFrom(i)
	}
	if low == "to" {
		if c, ok := s.verbGroupFrom(i); ok {
			return c
		}
		return one(Prep)
	}
	if t.Tag == "IN" || t.Tag == "TO" || low == "near" && isVerb(t.Tag) && (s.NameOver(i+1) != nil || s.Tag(i+1) == "DT") {
		return s.prepositionOrSub(i)
	}
	if s.startsNoun(i) {
		if c := s.nounPhraseFrom(i); c.NP != nil {
			return c
		}
	}
	if isVerb(t.Tag) || (strings.HasPrefix(t.Tag, "RB") && s.adverbOfVerb(i)) {
		if c, ok := s.verbGroupFrom(i); ok {
			return c
		}
	}
	if strings.HasPrefix(t.Tag, "RB") || t.Tag == "RP" {
		return one(Adv)
	}
	return one(Other)
}

func (s *Sentence) atNoun(i int) bool {
	return i >= 0 && (IsNoun(s.Tag(i)) || s.Tag(i) == "PRP" || s.Tag(i) == "CD" || s.NameOver(i) != nil)
}

// nounAhead reports whether tokens from i look like the inside of a noun phrase.
func (s *Sentence) nounAhead(i int) bool {
	for ; i < len(s.Tokens); i++ {
		tag := s.Tag(i)
		if IsNoun(tag) || tag == "CD" {
			return true
		}
		if !strings.HasPrefix(tag, "JJ") && tag != "VBN" && tag != "VBG" && tag != "RB" {
			return false
		}
	}
	return false
}

var (
	asWellAs    = []string{"as", "well", "as"}
	accordingTo = []string{"according", "to"}
)
var multiPreps = []string{"because of", "due to", "according to", "as a result of", "in front of", "on behalf of", "in the name of", "as part of", "out of", "instead of", "along with", "together with", "such as", "close to", "next to", "in response to", "in retaliation for", "in connection with", "in addition to", "ahead of", "up to", "away from", "outside of", "at the hands of", "on the outskirts of", "in the vicinity of", "on suspicion of", "on the edge of"}

// subordinators open a clause when a subject and a finite verb follow.
var subordinators = lexicon.Of("after", "before", "while", "as", "because", "although", "though", "since", "if", "until", "unless", "whereas", "once", "that", "whether", "so", "than")

func (s *Sentence) prepositionOrSub(i int) Chunk {
	for _, p := range multiPreps {
		words := strings.Fields(p)
		if s.Matches(i, words) && words[0] != "up" {
			return Chunk{Kind: Prep, From: i, To: i + len(words), Word: p}
		}
	}
	low := s.Lower(i)
	if subordinators[low] && s.clauseAhead(i+1) {
		return Chunk{Kind: Sub, From: i, To: i + 1, Word: low}
	}
	return Chunk{Kind: Prep, From: i, To: i + 1, Word: low}
}

// clauseAhead reports whether a finite verb comes before the next comma.
func (s *Sentence) clauseAhead(i int) bool {
	seen := false
	for ; i < len(s.Tokens); i++ {
		switch tag := s.Tag(i); {
		case tag == "," || tag == ":" || tag == ".":
			return false
		case tag == "VBD" || tag == "VBZ" || tag == "VBP" || tag == "MD":
			return seen
		case IsNoun(tag) || tag == "PRP" || tag == "EX" || tag == "CD":
			seen = true
		case tag == "WDT" || tag == "WP":
			return false
		}
	}
	return false
}
