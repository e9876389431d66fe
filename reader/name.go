package reader

import (
	"slices"
	"strings"
	"unicode"

	"dateline"
	"dateline/gazetteer"
	"dateline/text"
)

// Proper names: which tokens make one, of what kind, and what it may stand
// for. The register and the gazetteer know groups and places; people and
// organisations are known by their capitals and by the words around them.

type nameKind uint8

const (
	nameActor nameKind = iota
	namePlace
	namePerson
	nameOrganisation
	nameDemonym // "Americans": people of a country
)

// A name is a proper name in a sentence, tokens from up to to, with what it
// may stand for.
type name struct {
	s        *sentence
	kind     nameKind
	from, to int
	actors   []dateline.ActorID
	places   []gazetteer.ID
	place    gazetteer.ID // the choice, when placed
	placed   bool
	weak     bool  // a place whose name is also a common word
	same     *name // the full name that an acronym stands for
}

func (n *name) span() dateline.Span { return n.s.span(n.from, n.to) }
func (n *name) words() string       { return n.s.r.quote(n.span()) }

func (s *sentence) findNames() {
	n := len(s.Tokens)
	s.named = make([]*name, n)
	s.demonyms = map[int][]gazetteer.ID{}
	raw := make([]string, n)
	for i, t := range s.Tokens {
		raw[i] = t.Text
	}
	for i := 0; i < n; {
		if s.timeAt(i) > i {
			i = s.timeAt(i)
			continue
		}
		nm := s.nameAt(i, raw)
		if nm == nil {
			if capital(raw[i]) {
				if ids, ok := s.r.rd.gazetteer.Demonym(raw[i]); ok {
					s.demonyms[i] = ids
				}
			}
			i++
			continue
		}
		s.addName(nm)
		i = nm.to
	}
}

// nameOver is the name that token i is part of, or nil.
func (s *sentence) nameOver(i int) *name {
	if i < 0 || i >= len(s.named) {
		return nil
	}
	return s.named[i]
}

func (s *sentence) addName(nm *name) {
	s.names = append(s.names, nm)
	for k := nm.from; k < nm.to; k++ {
		s.named[k] = nm
	}
}

// nameAt is the name that begins at token i, or nil. A capitalised run with a
// word such as "Institute" is an organisation whatever it begins with; else
// the longer of the register's and the gazetteer's names wins, then people.
func (s *sentence) nameAt(i int, raw []string) *name {
	rd := s.r.rd
	shouted := s.shouted()
	na, actors := rd.register.Match(raw[i:])
	run := s.capitalRun(i)
	if shouted {
		run = 0
	}
	org := run > i+1 && s.organisation(i, run)
	if org && na < run-i {
		return &name{s: s, kind: nameOrganisation, from: i, to: run}
	}
	np, places := 0, []gazetteer.ID(nil)
	if capital(raw[i]) {
		np, places = rd.gazetteer.Match(raw[i:])
	}
	if na > 0 && na >= np {
		return &name{s: s, kind: nameActor, from: i, to: i + na, actors: actors}
	}
	if np > 0 && len(places) > 0 {
		weak := rd.gazetteer.Weak(strings.Join(raw[i:i+np], " "))
		// a longer capitalised run that swallows a town's name is a person or
		// a thing ("Victoria Hart"), unless the place is led up to
		longer := run > i+np && rd.gazetteer.Place(places[0]).Level != gazetteer.Country && !locative[s.lower(i-1)]
		if upper(raw[i]) && np == 1 && !shouted && rd.gazetteer.Place(places[0]).Level != gazetteer.Country {
			return nil // "the AMIA": an acronym, not the town of Amia
		}
		if !(longer && s.person(i, run)) && !(weak && !s.placeLed(i)) {
			if _, dem := rd.gazetteer.Demonym(raw[i]); !dem || np > 1 {
				return &name{s: s, kind: namePlace, from: i, to: i + np, places: places, weak: weak}
			}
		}
	}
	if ids, ok := rd.gazetteer.Demonym(raw[i]); ok && capital(raw[i]) && s.tag(i) == "NNPS" {
		return &name{s: s, kind: nameDemonym, from: i, to: i + 1, places: ids}
	}
	if run > i && s.person(i, run) {
		return &name{s: s, kind: namePerson, from: i, to: run}
	}
	return nil
}

// shouted reports whether the sentence is in capitals or title case, where a
// capital says nothing.
func (s *sentence) shouted() bool {
	if s.kind != text.Title && s.kind != text.Heading {
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
func (s *sentence) placeLed(i int) bool {
	switch s.lower(i - 1) {
	case "in", "at", "near", "from", "to", "of", "around", "outside", "into", "across", "through", "between", "toward", "towards", "inside", "throughout":
		return true
	case "city", "town", "village", "province", "district", "region", "state", "northern", "southern", "eastern", "western", "central":
		return true
	}
	return s.tok(i-1).Text == "," && i >= 2 && s.nameOver(i-2) != nil && s.nameOver(i-2).kind == namePlace
}

// locative prepositions go before places; "to" and "of" before anything.
var locative = setOf("in", "at", "near", "outside", "around")

func (s *sentence) organisation(i, j int) bool {
	for k := i; k < j; k++ {
		if capital(s.tok(k).Text) && lexicon.affiliation[s.lower(k)] && (k > i || j > i+1) {
			return true
		}
	}
	return false
}

var titles = setOf("mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "gen", "gen.", "general", "col", "col.", "colonel", "maj", "maj.", "major", "capt", "capt.", "captain", "lt", "lt.", "lieutenant", "sgt", "sgt.", "sergeant", "president", "prime", "minister", "governor", "gov", "gov.", "sen", "sen.", "senator", "rep", "rep.", "mayor", "sheikh", "imam", "mullah", "maulana", "ayatollah", "king", "prince", "sir", "judge", "professor", "prof", "prof.", "commander", "spokesman", "spokeswoman", "spokesperson", "brigadier", "admiral", "inspector", "superintendent", "father", "rev", "rev.", "bishop", "pastor", "pope", "leader", "chief", "emir")

// person reports whether the capitalised run reads like a person's name: two
// to five words, or one behind a title.
func (s *sentence) person(i, j int) bool {
	k := i
	for k < j && titles[s.lower(k)] {
		k++
	}
	if j-k < 1 || j-k > 5 {
		return false
	}
	for m := k; m < j; m++ {
		w := s.tok(m).Text
		if strings.ContainsAny(w, "0123456789/") || len(w) > 1 && strings.ToUpper(w) == w && !strings.Contains(w, ".") {
			return false
		}
		if m > i && lexicon.property[strings.ToLower(w)] {
			return false
		}
	}
	if j-k == 1 {
		return k > i || titles[s.lower(i-1)] || lexicon.people[s.lemma(i-1)] != nil && s.tag(i) == "NNP"
	}
	if _, dem := s.r.rd.gazetteer.Demonym(s.tok(k).Text); dem {
		return false
	}
	if s.demonyms[k] != nil {
		return false
	}
	return true
}

// shareNames lets a later bare surname take the person that an earlier full
// name introduced ("Hamming said" after "Tore Hamming").
func (r *reading) shareNames() {
	last := map[string]bool{}
	for _, s := range r.sentences {
		for _, n := range s.names {
			if n.kind == namePerson {
				last[strings.ToLower(s.tok(n.to-1).Text)] = true
			}
		}
	}
	for _, s := range r.sentences {
		for i := range s.Tokens {
			if s.nameOver(i) == nil && capital(s.Tokens[i].Text) && strings.HasPrefix(s.tag(i), "NNP") && last[s.lower(i)] {
				s.addName(&name{s: s, kind: namePerson, from: i, to: i + 1})
			}
		}
		slices.SortFunc(s.names, func(a, b *name) int { return a.from - b.from })
	}
}
