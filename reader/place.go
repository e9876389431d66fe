package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
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
		for _, n := range s.names {
			if n.kind == namePlace && len(n.places) == 1 {
				add(n.places[0])
			} else if n.kind == namePlace && g.Place(n.places[0]).Level == gazetteer.Country {
				add(n.places[0])
			}
		}
		for i := range s.Tokens {
			if ids := s.demonyms[i]; len(ids) == 1 {
				add(ids[0])
			}
		}
	}
	// what the report is about, without names that it lists as far away
	for _, s := range r.sentences {
		for i, n := range s.names {
			if n.kind != namePlace {
				continue
			}
			if i+1 < len(s.names) {
				m := s.names[i+1]
				if m.kind == namePlace && m.from-n.to <= 4 && s.tok(n.to).Text == "," && s.onlyDirections(n.to+1, m.from) {
					if inner, outer, ok := r.nested(n.places, m.places); ok {
						n.place, n.placed = inner, true
						m.place, m.placed = outer, true
						add(outer)
					}
				}
			}
		}
	}
	for _, s := range r.sentences {
		for _, n := range s.names {
			if n.kind != namePlace || n.placed {
				continue
			}
			if g.Place(n.places[0]).Level == gazetteer.Country {
				n.place, n.placed = n.places[0], true // "Niger" is the country where "Niger State" is not said
				continue
			}
			n.place, n.placed = g.Resolve(n.places, context)
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
		for _, n := range s.names {
			if n.kind == nameActor && len(n.actors) > 1 {
				n.actors = r.rd.register.In(n.actors, countries...)
			}
		}
	}
}

// onlyDirections reports whether tokens i..j say at most "in", "the",
// "south-west", "province of".
func (s *sentence) onlyDirections(i, j int) bool {
	for ; i < j; i++ {
		low := s.lower(i)
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
	n        *name
	relation string
	span     dateline.Span
}

// placeRef is the contract's form of a place.
func (r *reading) placeRef(u placeUse) dateline.PlaceRef {
	n := u.n
	ref := dateline.PlaceRef{Name: n.words(), Level: "unknown", Relation: u.relation, Words: r.quote(u.span), Path: []string{n.words()}}
	if !n.placed {
		return ref
	}
	p := r.rd.gazetteer.Place(n.place)
	lat, lon, radius := p.Lat, p.Lon, p.RadiusKM
	ref.Name, ref.Level, ref.Path = p.Name, string(p.Level), p.Path
	ref.Lat, ref.Lon, ref.RadiusKM = &lat, &lon, &radius
	return ref
}

// relationOf is the relation that the words before a place name give, and the
// token where those words begin.
func (s *sentence) relationOf(n *name, prep string) (string, int) {
	from := n.from
	rel := "in"
	if d, ok := direction(s.tok(n.from - 1).Text); ok {
		rel, from = d, n.from-1
	}
	if s.lower(from-1) == "the" {
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
		if d, ok := direction(s.tok(from - 2).Text); ok {
			return d + " of", from - 2
		}
	}
	return rel, from
}
