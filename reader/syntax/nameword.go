package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/reader/lexicon"
)

// The words of a name: how far a run of capitals goes, and which capitals are
// a name's and not the sentence's.

func capital(w string) bool {
	r, _ := utf8.DecodeRuneInString(w)
	return unicode.IsUpper(r)
}

var nameLinks = lexicon.Of("al", "bin", "ibn", "de", "la", "del", "von", "van", "der", "da", "dos", "di", "el", "ul", "abu", "bint", "ag", "ould", "-")

// capitalRun is the token after a run of capitalised words that starts at i,
// joined over "of", "for", "and", "the" when an organisation's word follows or
// came before.
func (s *Sentence) capitalRun(i int) int {
	if !capital(s.Token(i).Text) || !s.nameWord(i) {
		return i
	}
	j := i + 1
	for j < len(s.Tokens) {
		w := s.Token(j).Text
		low := strings.ToLower(w)
		switch {
		case s.TimeAt(j) > j:
			return j
		case capital(w) && s.nameWord(j):
			j++
		case strings.HasPrefix(low, "al-") || strings.HasPrefix(low, "el-") || strings.HasPrefix(low, "ul-"):
			j++
		case nameLinks[low] && capital(s.Token(j+1).Text):
			j += 2
		case (low == "of" || low == "for" || low == "and" || low == "on" || low == "&") && capital(s.Token(j+1).Text) && s.organisation(i, j):
			j += 2
		case (low == "of" || low == "for") && s.Lower(j+1) == "the" && capital(s.Token(j+2).Text) && s.organisation(i, j):
			j += 3
		default:
			return j
		}
	}
	return j
}

// nameWord reports whether a capitalised token may be part of a name: a proper
// noun, an adjective such as "Pakistani", or any capitalised word that does
// not open the sentence.
func (s *Sentence) nameWord(i int) bool {
	t := s.Tokens[i]
	if strings.HasPrefix(t.Tag, "NNP") {
		return true
	}
	switch t.Tag {
	case "PRP", "PRP$", "DT", "IN", "CC", "MD", "TO", "WP", "WRB", "WDT", "CD", "EX", "RB", "POS":
		return false
	}
	if i == 0 || IsQuote(s.Token(i-1).Text) {
		_, dem := s.parser.Gazetteer.Demonym(t.Text)
		return dem
	}
	return IsNoun(t.Tag) || strings.HasPrefix(t.Tag, "JJ")
}
