package syntax

import (
	"slices"
	"strings"

	"dateline/reader/lexicon"
	"dateline/text"
)

// eventNouns tags as nouns those words in -ing that are.
func (s *Sentence) eventNouns() {
	for i := range s.Tokens {
		if s.gerundNoun(i) {
			s.Tokens = slices.Clone(s.Tokens)
			s.Tokens[i].Tag, s.Tokens[i].Lemma = "NN", s.Lower(i)
		}
	}
}

// gerundNoun reports whether token i, in -ing, is a noun for an event and no verb: it has
// its object behind "of", or none behind a preposition ("condemned killing of aid
// workers", "were wounded by shelling in the town") or behind what it is done with.
func (s *Sentence) gerundNoun(i int) bool {
	if s.Tag(i) != "VBG" || !lexicon.EventNoun(s.Lower(i)) || i == 0 || s.NameOver(i) != nil {
		return false
	}
	if s.Lower(i+1) == "of" {
		return isVerb(s.Tag(i-1)) || s.Tag(i-1) == "IN"
	}
	switch s.Lower(i - 1) {
	case "by", "in", "during", "from", "amid", "under", "after":
		return !s.objectAhead(i+1) && !strings.HasPrefix(s.Tag(i+1), "RB") && s.Tag(i+1) != "RP"
	}
	// "Thursday's car bombing at a checkpoint"
	means := s.Lemma(i - 1)
	return IsNoun(s.Tag(i-1)) && (lexicon.Weapon(means) || lexicon.Property(means) || means == "suicide" || means == "mass") &&
		i > 1 && (s.Tag(i-2) == "POS" || s.Tag(i-2) == "DT") && (s.Tag(i+1) == "IN" || s.Tag(i+1) == ".") && !s.objectAhead(i+1)
}

// Headlines leave out what tells a tagger a verb from a noun: "Police kill 19 in desert
// raid", "Rebels free soldier".

// headlineVerbs tags as verbs those words of a headline, or of a line without a full
// stop, that stand between a noun and who it is done to and are hardly ever nouns.
func (s *Sentence) headlineVerbs() {
	n := len(s.Tokens)
	if n < 3 || s.Kind != text.Title && s.Token(n-1).Tag == "." {
		return
	}
	for i := 1; i < n-1; i++ {
		lemma := barelyNouns[s.Lower(i)]
		if isVerb(s.Tag(i)) {
			return // there is one
		}
		if lemma == "" || !IsNoun(s.Tag(i)) || s.NameOver(i) != nil || !s.atNoun(i-1) {
			continue
		}
		switch s.Tag(i + 1) {
		case "CD", "DT", "NN", "NNS", "NNP", "NNPS", "JJ", "RB":
		default:
			if s.quantityAt(i+1) == nil {
				continue
			}
		}
		s.Tokens = slices.Clone(s.Tokens)
		s.Tokens[i].Tag, s.Tokens[i].Lemma = "VBP", lemma
		if s.Tag(i+1) == "RB" && i+2 < n {
			s.Tokens[i+1].Tag = "NN" // "frees soldier held since": a noun that looked like an adverb
		}
		s.quantities = nil
		return
	}
}

// barelyNouns are forms of verbs that are hardly ever nouns, with their lemmas.
var barelyNouns = map[string]string{"kill": "kill", "wound": "wound", "injure": "injure", "abduct": "abduct", "kidnap": "kidnap", "seize": "seize", "detain": "detain", "behead": "behead", "kills": "kill", "frees": "free", "abducts": "abduct", "kidnaps": "kidnap", "seizes": "seize", "detains": "detain", "injures": "injure", "beheads": "behead", "executes": "execute", "captures": "capture"}
