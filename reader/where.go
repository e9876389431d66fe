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
	r.placesOfPreps(f)
	r.placesOfPhrases(f)
	if len(f.places) == 0 {
		r.placesOfArguments(f)
	}
	if len(f.places) == 0 {
		for _, n := range f.s.framePlaces() {
			f.addPlace(f.s.lower(f.s.chunks[0].from), n)
		}
	}
	// a town with its province behind it: the inner one says where
	f.places = r.innermost(f.places)
}

// addPlace adds a place that stands behind a preposition, unless the words
// tell of a way there or from there.
func (f *find) addPlace(prep string, n *name) {
	rel, from := f.s.relationOf(n, prep)
	if rel == "from" || rel == "to" {
		return
	}
	f.places = append(f.places, placeUse{n, rel, f.s.span(from, n.to)})
}

// addPlaces adds the places that are named among names and not yet there.
func (f *find) addPlaces(prep string, names []*name) {
	for _, n := range names {
		if n.kind == namePlace && !f.hasPlace(n) {
			f.addPlace(prep, n)
		}
	}
}

// placesOfPreps takes the places of the find's prepositional phrases, and of
// those of the verb that an event noun goes with.
func (r *reading) placesOfPreps(f *find) {
	s := f.s
	preps := f.args.preps
	if over := s.verbUnder(f.np); over != nil && f.verb == nil {
		// "the blast tore through a hotel in Bosaso"
		preps = append(slices.Clone(preps), s.argumentsOf(over).preps...)
	}
	if f.np != nil && f.verb != nil {
		preps = append(slices.Clone(preps), s.argumentsOf(f.verb).preps...)
	}
	area := false // the phrase before names a kind of area: "the town of"
	for _, p := range preps {
		switch {
		case placePreps[p.word]:
		case p.word == "of":
			_, directed := direction(s.tok(s.chunks[p.at].from - 1).Text)
			if !area && f.trig.Prep["of"] != dateline.Territory && !directed {
				continue
			}
		case f.trig.Prep[p.word] != dateline.Territory:
			area = false
			continue
		}
		for _, np := range p.nps {
			f.addPlaces(p.word, np.names)
			if n := s.placeBehind(np); n != nil && !f.hasPlace(n) {
				f.addPlace(p.word, n) // "in Gwange, Maiduguri", the first unknown
			}
			area = areaNouns[np.headLemma()]
			if np.owner != nil {
				f.addPlaces(p.word, np.owner.names)
			}
		}
	}
}

// placePreps go before the place of an event.
var placePreps = setOf("in", "at", "near", "outside", "around", "inside", "across", "on", "within", "throughout", "between", "close to", "on the outskirts of", "next to", "in the vicinity of", "outside of", "over", "along", "off", "into", "through", "on the edge of")

// placesOfPhrases takes the places named in the find's object and in its own
// noun phrase.
func (r *reading) placesOfPhrases(f *find) {
	for _, np := range f.args.object {
		for _, n := range np.names {
			// "attacked Maiduguri", "captured the town of X", "a Quetta market"
			if n.kind == namePlace && !f.hasPlace(n) && (f.s.nameOver(np.head) == n || n.to <= np.head) && !np.ent.people() {
				f.addPlace("in", n)
			}
		}
	}
	if f.np == nil {
		return
	}
	for _, n := range f.np.names {
		if n.kind == namePlace {
			f.addPlace("in", n)
		}
	}
	if o := f.np.owner; o != nil && len(o.names) > 0 && o.names[len(o.names)-1].kind == namePlace {
		f.addPlace("in", o.names[len(o.names)-1])
	}
}

// placesOfArguments takes the places that the arguments' own phrases name: "a
// bomb at a mosque in Kano killed".
func (r *reading) placesOfArguments(f *find) {
	for _, np := range append(slices.Clone(f.args.object), f.args.subject...) {
		if np.s != f.s || np.at < 0 || np.ent != nil && (np.ent.kind == entOfficial || np.ent.kind == entPerson || np.ent.kind == entGroup) {
			continue
		}
		for _, p := range f.s.argumentsOfNoun(np).preps {
			switch p.word {
			case "in", "at", "near", "outside", "on":
				for _, q := range p.nps {
					f.addPlaces(p.word, q.names)
				}
			}
		}
	}
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
