package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/syntax"
)

// Which place a name means, and what the words before it say of the event's
// place: in it, near it, south-west of it, between it and another.

// resolvePlaces chooses among the candidates of every place name: by the
// place named right behind it ("Mastung, south-west Balochistan"), by what
// else the report names, and by level and size.
func (r *reading) resolvePlaces() {
	g := r.rd.gazetteer
	var context []gazetteer.ID
	seen := map[gazetteer.ID]bool{}
	add := func(id gazetteer.ID) {
		if !seen[id] {
			seen[id] = true
			context = append(context, id)
		}
	}
	for _, s := range r.sentences {
		for _, n := range s.Names {
			if n.Kind == syntax.PlaceName && len(n.Places) == 1 {
				add(n.Places[0])
			} else if n.Kind == syntax.PlaceName && g.Place(n.Places[0]).Level == gazetteer.Country {
				add(n.Places[0])
			}
		}
		for i := range s.Tokens {
			if ids := s.CountriesAt(i); len(ids) == 1 {
				add(ids[0])
			}
		}
	}
	// what the report is about, without names that it lists as far away
	for _, s := range r.sentences {
		for i, n := range s.Names {
			if n.Kind != syntax.PlaceName {
				continue
			}
			if i+1 < len(s.Names) {
				m := s.Names[i+1]
				if m.Kind == syntax.PlaceName && m.From-n.To <= 4 && s.Token(n.To).Text == "," && onlyDirections(s, n.To+1, m.From) {
					if inner, outer, ok := r.nested(n.Places, m.Places); ok {
						n.Place, n.Placed = inner, true
						m.Place, m.Placed = outer, true
						add(outer)
					}
				}
			}
		}
	}
	for _, s := range r.sentences {
		for _, n := range s.Names {
			if n.Kind != syntax.PlaceName || n.Placed {
				continue
			}
			if g.Place(n.Places[0]).Level == gazetteer.Country {
				n.Place, n.Placed = n.Places[0], true // "Niger" is the country where "Niger State" is not said
				continue
			}
			n.Place, n.Placed = g.Resolve(n.Places, context)
		}
	}
	r.home = context
	r.narrowActors()
}

// narrowActors leaves of a name's candidates those that operate in the
// countries the report names. What is left may still be several.
func (r *reading) narrowActors() {
	var countries []string
	for _, id := range r.home {
		if c := r.rd.gazetteer.Place(id).Country; c != "" && !slices.Contains(countries, c) {
			countries = append(countries, c)
		}
	}
	if len(countries) == 0 {
		return
	}
	for _, s := range r.sentences {
		for _, n := range s.Names {
			if n.Kind == syntax.ActorName && len(n.Actors) > 1 {
				n.Actors = r.rd.register.In(n.Actors, countries...)
			}
		}
	}
}

// onlyDirections reports whether tokens i..j say at most "in", "the",
// "south-west", "province of".
func onlyDirections(s *syntax.Sentence, i, j int) bool {
	for ; i < j; i++ {
		low := s.Lower(i)
		if _, ok := direction(low); !ok && low != "in" && low != "the" && low != "province" && low != "of" && low != "state" {
			return false
		}
	}
	return true
}

func (r *reading) nested(inner, outer []gazetteer.ID) (a, b gazetteer.ID, ok bool) {
	for _, o := range outer {
		for _, i := range inner {
			if i != o && r.rd.gazetteer.Contains(o, i) {
				return i, o, true
			}
		}
	}
	return 0, 0, false
}

var directions = map[string]string{
	"north": "north", "northern": "north", "south": "south", "southern": "south", "east": "east", "eastern": "east", "west": "west", "western": "west",
	"northeast": "north-east", "northeastern": "north-east", "north-east": "north-east", "north-eastern": "north-east",
	"northwest": "north-west", "northwestern": "north-west", "north-west": "north-west", "north-western": "north-west",
	"southeast": "south-east", "southeastern": "south-east", "south-east": "south-east", "south-eastern": "south-east",
	"southwest": "south-west", "southwestern": "south-west", "south-west": "south-west", "south-western": "south-west",
	"central": "central", "upper": "upper", "lower": "lower",
}

func direction(w string) (string, bool) { d, ok := directions[strings.ToLower(w)]; return d, ok }

// A placeUse is a place name as an argument of an event.
type placeUse struct {
	n        *syntax.Name
	relation string
	span     dateline.Span
}

// placeRef is the contract's form of a place.
func (r *reading) placeRef(u placeUse) dateline.PlaceRef {
	n := u.n
	ref := dateline.PlaceRef{Name: n.Words(), Level: "unknown", Relation: u.relation, Words: r.quote(u.span), Path: []string{n.Words()}}
	if !n.Placed {
		return ref
	}
	p := r.rd.gazetteer.Place(n.Place)
	lat, lon, radius := p.Lat, p.Lon, p.RadiusKM
	ref.Name, ref.Level, ref.Path = p.Name, string(p.Level), p.Path
	ref.Lat, ref.Lon, ref.RadiusKM = &lat, &lon, &radius
	return ref
}

// relationOf is the relation that the words before a place name give, and the
// token where those words begin.
func relationOf(s *syntax.Sentence, n *syntax.Name, prep string) (string, int) {
	from := n.From
	rel := "in"
	if d, ok := direction(s.Token(n.From - 1).Text); ok {
		rel, from = d, n.From-1
	}
	if s.Lower(from-1) == "the" {
		from--
	}
	switch prep {
	case "near", "outside", "around", "close to", "on the outskirts of", "next to", "in the vicinity of", "outside of", "on the edge of":
		return "near", from
	case "between":
		return "between", from
	case "from":
		return "from", from
	case "to", "toward", "towards":
		return "to", from
	case "of":
		// "30 km north of Kabul", "south-west of Gao"
		if d, ok := direction(s.Token(from - 2).Text); ok {
			return d + " of", from - 2
		}
	}
	return rel, from
}
