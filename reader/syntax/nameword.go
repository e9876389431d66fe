package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/gazetteer"
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
		case nameLinks[low] && capital(s.Token(j+1).Text) && (low != "-" || s.nameWord(j+1)):
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

// stateAt is how many tokens from i abbreviate a state or province behind a
// town's name ("Lexington, Ky.", "Beckley, W. Va."), and which. Those of four
// letters and a full stop ("Calif.") stand alone as well.
func (s *Sentence) stateAt(i int) (int, gazetteer.ID) {
	w := s.Tokens[i].Text
	if len(w) > 6 || !capital(w) {
		return 0, -1
	}
	behind := i >= 2 && s.Token(i-1).Text == "," && capital(s.Token(i-2).Text)
	if behind && i+1 < len(s.Tokens) && len(w) <= 2 {
		if id, ok := s.parser.Gazetteer.Abbreviated(w + " " + dotted(s.Token(i+1).Text)); ok {
			return 2, id
		}
	}
	if !behind && !(len(w) >= 5 && strings.HasSuffix(w, ".")) {
		return 0, -1
	}
	if id, ok := s.parser.Gazetteer.Abbreviated(w); ok {
		return 1, id
	}
	if id, ok := s.parser.Gazetteer.Abbreviated(dotted(w)); ok && behind && !AllCaps(w) {
		return 1, id
	}
	return 0, -1
}

// dotted is an abbreviation with the full stop that a sentence's end took.
func dotted(w string) string { return strings.TrimSuffix(w, ".") + "." }

// partOfTown is the town of which a part is named with a capital, "South
// Philadelphia", where the part has no entry of its own: how many tokens, and
// what the town may be.
func (s *Sentence) partOfTown(i int, raw []string) (int, []gazetteer.ID) {
	if !townParts[s.Lower(i)] || i+1 >= len(raw) || !capital(raw[i]) || !capital(raw[i+1]) {
		return 0, nil
	}
	n, places := s.parser.Gazetteer.Match(raw[i+1:])
	if n == 0 || s.parser.Gazetteer.Place(places[0]).Level != gazetteer.Town || s.parser.Gazetteer.Place(places[0]).Population < 100000 {
		return 0, nil
	}
	return n + 1, places
}

var townParts = lexicon.Of("north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "downtown")

// seatWithDistrict is how many tokens "Washington, D.C." has at i, which is one
// name of the city; 0 when it does not stand there.
func (s *Sentence) seatWithDistrict(i int, places []gazetteer.ID) int {
	if len(places) == 0 || !strings.EqualFold(s.Token(i).Text, "Washington") {
		return 0
	}
	at := i + 1
	if s.Token(at).Text == "," {
		at++
	}
	switch s.Token(at).Text {
	case "D.C.", "DC", "D.C":
		return at + 1 - i
	}
	return 0
}

// membersOf reports whether token i opens the sentence as a plain noun for the members
// of the group named behind it, "Rebels of the Northern Front", and tags it as the noun
// that it is: its capital is the sentence's and no part of the name.
func (s *Sentence) membersOf(i int, raw []string) bool {
	noun := members[strings.ToLower(raw[i])]
	if noun == "" || !capital(raw[i]) || i > 0 && s.Tag(i-1) != "``" && s.Token(i-1).Text != ":" || s.Lower(i+1) != "of" || s.shouted() {
		return false
	}
	k := i + 2
	if s.Lower(k) == "the" {
		k++
	}
	if n, _ := s.parser.Register.Match(raw[i:]); n > 1 || k >= len(raw) || !capital(raw[k]) {
		return false
	}
	s.Tokens[i].Tag, s.Tokens[i].Lemma = "NNS", noun
	return true
}

// members are nouns for those who fight for a group, which no group takes into its name.
var members = map[string]string{
	"rebels": "rebel", "guerrillas": "guerrilla", "guerillas": "guerrilla", "fighters": "fighter", "militants": "militant",
	"insurgents": "insurgent", "gunmen": "gunman", "militiamen": "militiaman", "members": "member", "combatants": "combatant",
}
