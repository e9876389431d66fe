package reader

import (
	"slices"
	"strings"

	"dateline"
)

// The places of a find: of its own clause, of its arguments' phrases, of the
// phrase that opens the sentence.

// bindPlaces takes the places of the find's own clause: of its prepositional
// phrases, of the words before an event noun, and of a phrase that opens the
// sentence.
func (r *reading) bindPlaces(f *find) {
	s := f.s
	use := func(prep string, n *name) {
		rel, from := s.relationOf(n, prep)
		if rel == "from" || rel == "to" {
			return
		}
		f.places = append(f.places, placeUse{n, rel, s.span(from, n.to)})
	}
	preps := f.args.preps
	if over := s.verbUnder(f.np); over != nil && f.verb == nil {
		// "the blast tore through a hotel in Bosaso"
		preps = append(slices.Clone(preps), s.argumentsOf(over).preps...)
	}
	if f.np != nil && f.verb != nil {
		preps = append(slices.Clone(preps), s.argumentsOf(f.verb).preps...)
	}
	prevPlaceNoun := false
	for _, p := range preps {
		switch p.word {
		case "in", "at", "near", "outside", "around", "inside", "across", "on", "within", "throughout", "between", "close to", "on the outskirts of", "next to", "in the vicinity of", "outside of", "over", "along", "off", "into", "through", "on the edge of":
		case "of":
			if !prevPlaceNoun && !(f.trig.Prep["of"] == dateline.Territory) {
				if _, ok := direction(s.tok(s.chunks[p.at].from - 1).Text); !ok {
					continue
				}
			}
		default:
			if f.trig.Prep[p.word] != dateline.Territory {
				prevPlaceNoun = false
				continue
			}
		}
		for _, np := range p.nps {
			for _, n := range np.names {
				if n.kind == namePlace && !f.hasPlace(n) {
					use(p.word, n)
				}
			}
			if n := s.placeBehind(np); n != nil && !f.hasPlace(n) {
				use(p.word, n) // "in Gwange, Maiduguri", the first unknown
			}
			prevPlaceNoun = areaNouns[np.headLemma()]
			if np.owner != nil {
				for _, n := range np.owner.names {
					if n.kind == namePlace && !f.hasPlace(n) {
						use(p.word, n)
					}
				}
			}
		}
	}
	for _, np := range f.args.object {
		for _, n := range np.names {
			// "attacked Maiduguri", "captured the town of X", "a Quetta market"
			if n.kind == namePlace && !f.hasPlace(n) && (s.nameOver(np.head) == n || n.to <= np.head) {
				if np.ent != nil && np.ent.people() {
					continue
				}
				use("in", n)
			}
		}
	}
	if f.np != nil {
		for _, n := range f.np.names {
			if n.kind == namePlace {
				use("in", n)
			}
		}
		if o := f.np.owner; o != nil && len(o.names) > 0 && o.names[len(o.names)-1].kind == namePlace {
			use("in", o.names[len(o.names)-1])
		}
	}
	if len(f.places) == 0 {
		// "a bomb at a mosque in Kano killed": places of the arguments' own phrases
		for _, np := range append(slices.Clone(f.args.object), f.args.subject...) {
			if np.s != s || np.at < 0 || np.ent != nil && (np.ent.kind == entOfficial || np.ent.kind == entPerson || np.ent.kind == entGroup) {
				continue
			}
			for _, p := range s.argumentsOfNoun(np).preps {
				if p.word != "in" && p.word != "at" && p.word != "near" && p.word != "outside" && p.word != "on" {
					continue
				}
				for _, q := range p.nps {
					for _, n := range q.names {
						if n.kind == namePlace && !f.hasPlace(n) {
							use(p.word, n)
						}
					}
				}
			}
		}
	}
	if len(f.places) == 0 {
		for _, n := range s.framePlaces() {
			use(s.lower(s.chunks[0].from), n)
		}
	}
	// a town with its province behind it: the inner one says where
	f.places = r.innermost(f.places)
}

var areaNouns = setOf("city", "town", "village", "province", "district", "region", "area", "capital", "outskirt", "suburb", "state", "county", "municipality", "department", "governorate", "part", "neighbourhood", "neighborhood", "port", "island", "valley", "hamlet", "commune", "territory", "zone", "settlement", "locality", "heart", "centre", "center", "north", "south", "east", "west", "edge", "border")

func (f *find) hasPlace(n *name) bool {
	return slices.ContainsFunc(f.places, func(u placeUse) bool { return u.n == n })
}

// placeBehind is the place named behind a comma after a phrase that names none.
func (s *sentence) placeBehind(np *nounPhrase) *name {
	if np.at < 0 || np.s != s || np.at+2 >= len(s.chunks) || s.chunks[np.at+1].kind != chunkComma || s.chunks[np.at+2].np == nil || !strings.HasPrefix(s.tag(np.head), "NNP") {
		return nil
	}
	var last *name
	for k := np.at + 2; k < len(s.chunks); k++ {
		c := s.chunks[k]
		if c.np != nil {
			if n := s.nameOver(c.np.head); n != nil && n.kind == namePlace {
				last = n
			}
		} else if c.kind != chunkPrep {
			break
		}
	}
	return last
}

// framePlaces are the places of a prepositional phrase that opens the sentence.
func (s *sentence) framePlaces() []*name {
	if len(s.chunks) < 3 || s.chunks[0].kind != chunkPrep || s.chunks[1].np == nil {
		return nil
	}
	switch s.chunks[0].word {
	case "in", "near", "at", "outside", "across", "around", "inside":
	default:
		return nil
	}
	var out []*name
	for i := 1; i < len(s.chunks); i++ {
		if c := s.chunks[i]; c.kind == chunkComma || c.vg != nil {
			break
		} else if c.np != nil {
			for _, n := range c.np.names {
				if n.kind == namePlace {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// innermost drops places that contain another of the list.
func (r *reading) innermost(us []placeUse) []placeUse {
	var out []placeUse
	for i, u := range us {
		contains := false
		for j, v := range us {
			if u.relation == "between" || v.relation == "between" {
				continue // "between Kaduna and Birnin Gwari" keeps both
			}
			if i != j && u.n.placed && v.n.placed && u.n.place != v.n.place && r.rd.gazetteer.Contains(u.n.place, v.n.place) && u.relation != "near" {
				contains = true
			}
		}
		if !contains {
			out = append(out, u)
		}
	}
	return out
}
