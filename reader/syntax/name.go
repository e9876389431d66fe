package syntax

import (
	"slices"
	"strings"
	"unicode"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/lexicon"
	"dateline/text"
)

// Proper names: which tokens make one, of what kind, and what it may stand
// for. The register and the gazetteer know groups and places; people and
// organisations are known by their capitals and by the words around them.

// A NameKind is what sort of thing a name stands for.
type NameKind uint8

// The kinds of names.
const (
	ActorName NameKind = iota
	PlaceName
	PersonName
	OrganisationName
	DemonymName // "Americans": people of a country
)

// A Name is a proper name in a sentence with what it may stand for.
type Name struct {
	In        *Sentence
	Kind      NameKind
	From, To  int                // tokens
	Actors    []dateline.ActorID // of an ActorName: the register's candidates; the layer above may narrow them
	Places    []gazetteer.ID     // of a PlaceName or DemonymName: the gazetteer's candidates, likeliest first
	Place     gazetteer.ID       // the choice among Places, made by the layer above; valid when Placed
	Placed    bool
	StandsFor bool  // of a PlaceName: it stands for the people, an organisation or the power there, as the layer above judges
	Power     bool  // and that is the power: "Kabul said"
	Same      *Name // of an acronym: the full name that it stands for, or nil

	given dateline.Span // that Replace put it over: it may cut a token
}

// Span is the bytes of the name.
func (n *Name) Span() dateline.Span {
	if n.given.End > 0 {
		return n.given
	}
	return n.In.SpanOf(n.From, n.To)
}

// Words is the name as written.
func (n *Name) Words() string { return n.In.Quote(n.Span()) }

func (s *Sentence) findNames() {
	n := len(s.Tokens)
	s.named = make([]*Name, n)
	s.demonyms = map[int][]gazetteer.ID{}
	raw := make([]string, n)
	for i, t := range s.Tokens {
		raw[i] = t.Text
	}
	for i := 0; i < n; {
		if s.TimeAt(i) > i {
			i = s.TimeAt(i)
			continue
		}
		if s.membersOf(i, raw) {
			i++
			continue
		}
		nm := s.weigh(i, s.nameAt(i, raw))
		if nm == nil {
			if capital(raw[i]) {
				if ids, ok := s.parser.Gazetteer.Demonym(raw[i]); ok {
					s.demonyms[i] = ids
				}
			}
			i++
			continue
		}
		s.AddName(nm)
		i = nm.To
	}
}

// Replace puts a place's name over the tokens that a span of the text overlaps
// and takes away what names were found there. False where it overlaps none.
func (s *Sentence) Replace(span dateline.Span, places []gazetteer.ID) bool {
	from, to := -1, -1
	for i, t := range s.Tokens {
		if t.Start < span.End && span.Start < t.End {
			if from < 0 {
				from = i
			}
			to = i + 1
		}
	}
	if from < 0 {
		return false
	}
	s.Names = slices.DeleteFunc(s.Names, func(n *Name) bool {
		gone := n.From < to && from < n.To
		if gone {
			for k := n.From; k < n.To; k++ {
				s.named[k] = nil
			}
		}
		return gone
	})
	s.AddName(&Name{In: s, Kind: PlaceName, From: from, To: to, Places: places, given: span})
	slices.SortStableFunc(s.Names, func(a, b *Name) int { return a.From - b.From })
	return true
}

// NameOver is the name that token i is part of, or nil.
func (s *Sentence) NameOver(i int) *Name {
	if i < 0 || i >= len(s.named) {
		return nil
	}
	return s.named[i]
}

// AddName adds a name to the sentence, over tokens that have none. Names and
// phrases found before are as they were.
func (s *Sentence) AddName(nm *Name) {
	s.Names = append(s.Names, nm)
	for k := nm.From; k < nm.To; k++ {
		s.named[k] = nm
	}
}

// nameAt is the name that begins at token i, or nil. A capitalised run with a
// word such as "Institute" is an organisation whatever it begins with; else
// the longer of the register's and the gazetteer's names wins, then people.
func (s *Sentence) nameAt(i int, raw []string) *Name {
	p := s.parser
	if n, id := s.stateAt(i); n > 0 {
		return &Name{In: s, Kind: PlaceName, From: i, To: i + n, Places: []gazetteer.ID{id}}
	}
	shouted := s.shouted()
	na, actors := p.Register.Match(raw[i:])
	run := s.capitalRun(i)
	if shouted {
		run = 0
	}
	org := run > i+1 && s.organisation(i, run)
	if org && na < run-i {
		return &Name{In: s, Kind: OrganisationName, From: i, To: run}
	}
	np, places := 0, []gazetteer.ID(nil)
	if capital(raw[i]) {
		if np, places = p.Gazetteer.Match(raw[i:]); np == 0 {
			np, places = s.partOfTown(i, raw)
		}
	}
	if seat := s.seatWithDistrict(i, places); seat > 0 {
		return &Name{In: s, Kind: PlaceName, From: i, To: i + seat, Places: places[:1]}
	}
	if na > 0 && na >= np {
		return &Name{In: s, Kind: ActorName, From: i, To: i + na, Actors: actors}
	}
	if np > 0 && len(places) > 0 {
		weak := p.Gazetteer.Weak(strings.Join(raw[i:i+np], " "))
		// a longer capitalised run that swallows a town's name is a person or
		// a thing ("Victoria Hart"), unless the place is led up to
		longer := run > i+np && !locative[s.Lower(i-1)] && (p.Gazetteer.Place(places[0]).Level != gazetteer.Country || givenNames[s.Lower(i)] && np == 1)
		if AllCaps(raw[i]) && np == 1 && !shouted && (len(raw[i]) < 5 || weak) && p.Gazetteer.Place(places[0]).Level != gazetteer.Country {
			if !p.Gazetteer.BorneOut(places, raw[i+np:]) {
				return nil // "the AMIA": an acronym, not the town of Amia
			}
		}
		borne := p.Gazetteer.BorneOut(places, raw[i+np:])
		if !(longer && s.person(i, run)) && !(weak && !s.placeLed(i) && !borne) {
			if _, dem := p.Gazetteer.Demonym(raw[i]); !dem || np > 1 {
				return &Name{In: s, Kind: PlaceName, From: i, To: i + np, Places: places}
			}
		}
	}
	if ids, ok := p.Gazetteer.Demonym(raw[i]); ok && capital(raw[i]) && s.Tag(i) == "NNPS" {
		return &Name{In: s, Kind: DemonymName, From: i, To: i + 1, Places: ids}
	}
	if np == 0 && run > i && s.calledPlace(i) {
		return &Name{In: s, Kind: PlaceName, From: i, To: run} // one that the gazetteer lacks
	}
	if run > i && s.person(i, run) {
		return &Name{In: s, Kind: PersonName, From: i, To: run}
	}
	return nil
}

// calledPlace reports whether the words before token i say that what follows is the name
// of a small place: "the village of Moke".
func (s *Sentence) calledPlace(i int) bool {
	if s.Lower(i-1) != "of" || !capital(s.Token(i).Text) {
		return false
	}
	switch s.Lemma(i - 2) {
	case "village", "town", "hamlet", "township", "settlement", "locality":
		return true
	}
	return false
}

// shouted reports whether the sentence is in capitals or title case, where a
// capital says nothing.
func (s *Sentence) shouted() bool {
	if s.Kind != text.Title && s.Kind != text.Heading {
		return false
	}
	caps, words := 0, 0
	for _, t := range s.Tokens {
		if len(t.Text) > 3 && unicode.IsLetter(rune(t.Text[0])) {
			words++
			if capital(t.Text) {
				caps++
			}
		}
	}
	return words > 2 && caps*10 > words*7
}

// placeLed reports whether the words before token i announce a place.
func (s *Sentence) placeLed(i int) bool {
	switch s.Lower(i - 1) {
	case "in", "at", "near", "from", "to", "of", "around", "outside", "into", "across", "through", "between", "toward", "towards", "inside", "throughout":
		return true
	case "city", "town", "village", "province", "district", "region", "state", "northern", "southern", "eastern", "western", "central":
		return true
	}
	return s.listedAfterPlace(i)
}

// givenNames are countries that people are called by: "Jordan Pike".
var givenNames = lexicon.Of("jordan", "chad", "israel", "georgia", "kenya", "india", "ireland", "malta", "cuba")

// listedAfterPlace reports whether token i follows a place's name and a comma or
// "and".
func (s *Sentence) listedAfterPlace(i int) bool {
	switch s.Lower(i - 1) {
	case ",", "and", "or", "&", "/":
		n := s.NameOver(i - 2)
		return n != nil && n.Kind == PlaceName
	}
	return false
}

// locative prepositions go before places; "to" and "of" before anything.
var locative = lexicon.Of("in", "at", "near", "outside", "around")

func (s *Sentence) organisation(i, j int) bool {
	for k := i; k < j; k++ {
		if capital(s.Token(k).Text) && lexicon.Affiliation(s.Lower(k)) && (k > i || j > i+1) {
			return true
		}
	}
	return false
}

var titles = lexicon.Of("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "gen", "gen.", "general", "col", "col.", "colonel", "maj", "maj.", "major", "capt", "capt.", "captain", "lt", "lt.", "lieutenant", "sgt", "sgt.", "sergeant", "president", "prime", "minister", "governor", "gov", "gov.", "sen", "sen.", "senator", "rep", "rep.", "mayor", "sheikh", "imam", "mullah", "maulana", "ayatollah", "king", "prince", "sir", "judge", "professor", "prof", "prof.", "commander", "spokesman", "spokeswoman", "spokesperson", "brigadier", "admiral", "inspector", "superintendent", "father", "rev", "rev.", "bishop", "pastor", "pope", "leader", "chief", "emir")

// IsTitle reports whether a word, in lower case, is said before people's names:
// "colonel", "sheikh".
func IsTitle(word string) bool { return titles[word] }

// person reports whether the capitalised run reads like a person's name: two
// to five words, or one behind a title.
func (s *Sentence) person(i, j int) bool {
	k := i
	for k < j && titles[s.Lower(k)] {
		k++
	}
	if j-k < 1 || j-k > 5 {
		return false
	}
	for m := k; m < j; m++ {
		w := s.Token(m).Text
		if strings.ContainsAny(w, "0123456789/") || len(w) > 1 && strings.ToUpper(w) == w && !strings.Contains(w, ".") {
			return false
		}
		if m > i && lexicon.Property(strings.ToLower(w)) {
			return false
		}
	}
	if j-k == 1 {
		return k > i || titles[s.Lower(i-1)] || lexicon.People(s.Lemma(i-1)) != nil && s.Tag(i) == "NNP"
	}
	if _, dem := s.parser.Gazetteer.Demonym(s.Token(k).Text); dem {
		return false
	}
	if s.demonyms[k] != nil {
		return false
	}
	return true
}

// surname reports whether a place's name that is also the last name of a person in
// the report may be the person's: a town that few readers know, where the words
// before it do not lead to a place and no state stands behind it.
func (s *Sentence) surname(n *Name) bool {
	g := s.parser.Gazetteer
	p := g.Place(n.Places[0])
	if p.Level == gazetteer.Country || p.Level == gazetteer.Province || p.Level == gazetteer.Region || p.Population > 400000 {
		return false
	}
	var behind []string
	for k := n.To; k < min(n.To+4, len(s.Tokens)); k++ {
		behind = append(behind, s.Tokens[k].Text)
	}
	switch s.Lower(n.From - 1) {
	case "in", "at", "near", "outside", "around", "city", "town", "village":
		return false
	}
	return !g.BorneOut(n.Places, behind)
}

// shareNames lets a later bare surname take the person that an earlier full
// name introduced ("Okafor said" after "Ngozi Okafor").
func shareNames(sentences []*Sentence) {
	last := map[string]bool{}
	for _, s := range sentences {
		for _, n := range s.Names {
			if n.Kind == PersonName {
				last[strings.ToLower(s.Token(n.To-1).Text)] = true
			}
		}
	}
	for _, s := range sentences {
		for _, n := range s.Names {
			if n.Kind == PlaceName && len(n.Places) > 0 && n.To == n.From+1 && last[s.Lower(n.From)] && s.surname(n) {
				n.Kind, n.Places = PersonName, nil
			}
		}
		for i := range s.Tokens {
			if s.NameOver(i) == nil && capital(s.Tokens[i].Text) && strings.HasPrefix(s.Tag(i), "NNP") && last[s.Lower(i)] {
				s.AddName(&Name{In: s, Kind: PersonName, From: i, To: i + 1})
			}
		}
		slices.SortFunc(s.Names, func(a, b *Name) int { return a.From - b.From })
	}
}
