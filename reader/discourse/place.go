package discourse

import (
	"slices"
	"strings"

	"dateline/gazetteer"
	"dateline/reader/syntax"
)

// Which of the gazetteer's candidates a place name means, and which of the
// register's an actor's name leaves, in view of the whole report.

// ofSaidLevel leaves of a name's candidates the towns where the words say that
// a town is meant ("the town of Kherson", "near Gao"), and all of them else: a
// bare "Gao" may be the province.
func (m *Model) ofSaidLevel(s *syntax.Sentence, n *syntax.Name) []gazetteer.ID {
	switch s.Lower(n.From - 1) {
	case "near", "outside":
	case "of":
		switch s.Lemma(n.From - 2) {
		case "town", "city", "village", "port", "outskirt", "suburb", "mayor", "settlement":
		default:
			return n.Places
		}
	default:
		return n.Places
	}
	var towns []gazetteer.ID
	for _, id := range n.Places {
		switch m.gazetteer.Place(id).Level {
		case gazetteer.Town, gazetteer.Feature:
			towns = append(towns, id)
		}
	}
	if len(towns) == 0 {
		return n.Places
	}
	return towns
}

// narrowActors leaves of a name's candidates those that operate in the
// countries the report names. What is left may still be several.
func (m *Model) narrowActors() {
	var countries []string
	for _, id := range m.home {
		if c := m.gazetteer.Place(id).Country; c != "" && !slices.Contains(countries, c) {
			countries = append(countries, c)
		}
	}
	if len(countries) == 0 {
		return
	}
	for _, s := range m.Sentences {
		for _, n := range s.Names {
			if n.Kind == syntax.ActorName && len(n.Actors) > 1 {
				n.Actors = m.register.In(n.Actors, countries...)
			}
		}
	}
}

// onlyDirections reports whether tokens i..j say at most "in", "the",
// "south-west", "province of".
func onlyDirections(s *syntax.Sentence, i, j int) bool {
	for ; i < j; i++ {
		low := s.Lower(i)
		if _, ok := Direction(low); !ok && low != "in" && low != "the" && low != "province" && low != "of" && low != "state" {
			return false
		}
	}
	return true
}

var directions = map[string]string{
	"north": "north", "northern": "north", "south": "south", "southern": "south", "east": "east", "eastern": "east", "west": "west", "western": "west",
	"northeast": "north-east", "northeastern": "north-east", "north-east": "north-east", "north-eastern": "north-east",
	"northwest": "north-west", "northwestern": "north-west", "north-west": "north-west", "north-western": "north-west",
	"southeast": "south-east", "southeastern": "south-east", "south-east": "south-east", "south-eastern": "south-east",
	"southwest": "south-west", "southwestern": "south-west", "south-west": "south-west", "south-western": "south-west",
	"central": "central", "upper": "upper", "lower": "lower",
}

// Direction is the part of an area or the bearing that a word names, in one
// spelling: "south-west" for "Southwestern". False for other words.
func Direction(w string) (string, bool) { d, ok := directions[strings.ToLower(w)]; return d, ok }
