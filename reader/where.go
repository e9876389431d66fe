package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
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
	for _, u := range f.roles {
		if u.role == dateline.Territory && u.np.In == f.s {
			f.addPlaces("in", u.np.Names) // "the town of X had fallen"
		}
	}
	if len(f.places) == 0 {
		for _, n := range framePlaces(f.s) {
			f.addPlace(f.s.Lower(f.s.Chunks[0].From), n)
		}
	}
	// a town with its province behind it: the inner one says where
	f.places = r.innermost(f.places)
}

// addPlace adds a place that stands behind a preposition, unless the words
// tell of a way there or from there.
func (f *find) addPlace(prep string, n *syntax.Name) {
	rel, from := relationOf(f.s, n, prep)
	if f.ofMatter(n.From) {
		return
	}
	if rel == "from" || rel == "to" || onStreet(f.s, n) {
		return
	}
	f.places = append(f.places, placeUse{n, rel, f.s.SpanOf(from, n.To)})
}

// addPlaces adds the places that are named among names and not yet there.
func (f *find) addPlaces(prep string, names []*syntax.Name) {
	for _, n := range names {
		if n.Kind == syntax.PlaceName && !f.hasPlace(n) {
			f.addPlace(prep, n)
		}
	}
}

// placesOfPreps takes the places of the find's prepositional phrases, and of
// those of the verb that an event noun goes with.
func (r *reading) placesOfPreps(f *find) {
	s := f.s
	preps := f.args.Preps
	if over := s.VerbUnder(f.np); over != nil && f.verb == nil {
		// "the blast tore through a hotel in Bosaso"
		preps = append(slices.Clone(preps), s.ArgumentsOf(over).Preps...)
	}
	if f.np != nil && f.verb != nil {
		preps = append(slices.Clone(preps), s.ArgumentsOf(f.verb).Preps...)
	}
	area := false // the phrase before names a kind of area: "the town of"
	if o := f.args.Object; f.np == nil && len(o) > 0 {
		area = areaNouns[o[len(o)-1].HeadLemma()]
	}
	for _, p := range preps {
		switch {
		case placePreps[p.Word]:
		case p.Word == "of":
			_, directed := discourse.Direction(s.Token(s.Chunks[p.At].From - 1).Text)
			if !area && f.trig.Prep["of"] != dateline.Territory && !directed {
				continue
			}
		case f.trig.Prep[p.Word] != dateline.Territory:
			area = false
			continue
		}
		for _, np := range p.Phrases {
			f.addPlaces(p.Word, np.Names)
			if n := placeBehind(s, np); n != nil && !f.hasPlace(n) {
				f.addPlace(p.Word, n) // "in Gwange, Maiduguri", the first unknown
			}
			area = areaNouns[np.HeadLemma()]
			if np.Owner != nil {
				f.addPlaces("in", np.Owner.Names) // "near Somalia's parliament" is in Somalia
			}
		}
	}
}

// placePreps go before the place of an event.
var placePreps = lexicon.Of("in", "at", "near", "outside", "around", "inside", "across", "on", "within", "throughout", "between", "close to", "on the outskirts of", "next to", "in the vicinity of", "outside of", "over", "along", "off", "into", "through", "on the edge of")

// placesOfPhrases takes the places named in the find's object and in its own
// noun phrase.
func (r *reading) placesOfPhrases(f *find) {
	for _, np := range f.args.Object {
		for _, n := range np.Names {
			// "attacked Maiduguri", "captured the town of X", "a Quetta market"
			if n.Kind == syntax.PlaceName && !f.hasPlace(n) && (f.s.NameOver(np.Head) == n || n.To <= np.Head) && !discourse.Referent(np).People() && !r.flag(np, n) {
				f.addPlace("in", n)
			}
		}
	}
	if f.np == nil {
		return
	}
	for _, n := range f.np.Names {
		if n.Kind == syntax.PlaceName {
			f.addPlace("in", n)
		}
	}
	if o := f.np.Owner; o != nil && len(o.Names) > 0 && o.Names[len(o.Names)-1].Kind == syntax.PlaceName {
		f.addPlace("in", o.Names[len(o.Names)-1])
	}
}

// flag reports whether a country in front of a noun says whose the thing is, and not
// where: "the US aircraft carrier", "a UK embassy".
func (r *reading) flag(np *syntax.NounPhrase, n *syntax.Name) bool {
	s := np.In
	for k := np.From; k < n.From; k++ {
		if flagged[s.Lemma(k)] {
			return true // "the destroyer Ohio"
		}
	}
	if n.To > np.Head || len(n.Places) == 0 {
		return false
	}
	if c, ok := r.rd.gazetteer.CountryOf(n.Places[0]); !ok || c != n.Places[0] {
		return false
	}
	if t := s.Token(n.From).Text; n.To == n.From+1 && (t == "US" || t == "UK" || t == "UAE" || t == "EU") {
		return true
	}
	for k := n.To; k < np.To; k++ {
		if flagged[s.Lemma(k)] {
			return true
		}
	}
	return false
}

// flagged are things that fly a flag wherever they are.
var flagged = lexicon.Of("carrier", "ship", "warship", "destroyer", "frigate", "vessel", "tanker", "boat", "submarine", "embassy", "consulate", "aircraft", "helicopter", "jet", "plane", "warplane", "drone", "flag", "firm", "company", "airliner", "peacekeeper")

// placesOfArguments takes the places that the arguments' own phrases name: "a
// bomb at a mosque in Kano killed".
func (r *reading) placesOfArguments(f *find) {
	for _, np := range append(slices.Clone(f.args.Object), f.args.Subject...) {
		if np.In != f.s || np.At < 0 || discourse.Referent(np).Is(discourse.Official, discourse.Person, discourse.Group) {
			continue
		}
		for _, p := range f.s.ArgumentsOfNoun(np).Preps {
			switch p.Word {
			case "in", "at", "near", "outside", "on":
				for _, q := range p.Phrases {
					f.addPlaces(p.Word, q.Names)
				}
			}
		}
	}
}

var areaNouns = lexicon.Of("city", "town", "village", "province", "district", "region", "area", "capital", "outskirt", "suburb", "state", "county", "municipality", "department", "governorate", "part", "neighbourhood", "neighborhood", "port", "island", "valley", "hamlet", "commune", "territory", "zone", "settlement", "locality", "heart", "centre", "center", "north", "south", "east", "west", "edge", "border")

func (f *find) hasPlace(n *syntax.Name) bool {
	return slices.ContainsFunc(f.places, func(u placeUse) bool { return u.n == n })
}

// placeBehind is the place named behind a comma after a phrase that names none.
func placeBehind(s *syntax.Sentence, np *syntax.NounPhrase) *syntax.Name {
	if np.At < 0 || np.In != s || np.At+2 >= len(s.Chunks) || s.Chunks[np.At+1].Kind != syntax.Comma || s.Chunks[np.At+2].NP == nil || !strings.HasPrefix(s.Tag(np.Head), "NNP") {
		return nil
	}
	var last *syntax.Name
	for k := np.At + 2; k < len(s.Chunks); k++ {
		c := s.Chunks[k]
		if c.NP != nil {
			if n := s.NameOver(c.NP.Head); n != nil && n.Kind == syntax.PlaceName {
				last = n
			}
		} else if c.VG != nil && lexicon.Saying(c.VG.Lemma) != "" {
			return nil // "in the north, the ministry in Kabul said"
		} else if c.Kind != syntax.Prep {
			break
		}
	}
	return last
}

// framePlaces are the places of a prepositional phrase that opens the sentence.
func framePlaces(s *syntax.Sentence) []*syntax.Name {
	if len(s.Chunks) < 3 || s.Chunks[0].Kind != syntax.Prep || s.Chunks[1].NP == nil {
		return nil
	}
	switch s.Chunks[0].Word {
	case "in", "near", "at", "outside", "across", "around", "inside":
	default:
		return nil
	}
	var out []*syntax.Name
	for i := 1; i < len(s.Chunks); i++ {
		if c := s.Chunks[i]; c.Kind == syntax.Comma || c.VG != nil {
			break
		} else if c.NP != nil {
			for _, n := range c.NP.Names {
				if n.Kind == syntax.PlaceName {
					out = append(out, n)
				}
			}
		}
	}
	return out
}

// ground is the place that "the town of X" and, of those named before, "the town" mean,
// with the phrase that says so.
func (r *reading) ground(np *syntax.NounPhrase) (*syntax.NounPhrase, *discourse.Entity) {
	if np.At >= 0 {
		for _, o := range np.In.ArgumentsOfNoun(np).Prep("of") {
			if e := discourse.Referent(o); e.Is(discourse.Place) {
				return o, e
			}
		}
	}
	if np.Det != "the" || np.Quantity != nil || np.Plural || len(np.Names) > 0 {
		return np, discourse.Referent(np)
	}
	town := np.HeadLemma() == "town" || np.HeadLemma() == "city" || np.HeadLemma() == "village"
	for back := 0; back <= groundReach && np.In.At >= back; back++ {
		s := r.Sentences[np.In.At-back]
		for _, n := range slices.Backward(s.Names) {
			if n.Kind != syntax.PlaceName || !n.Placed || back == 0 && n.To > np.From || s.ChunkOf(n.From) < 0 {
				continue
			}
			if level := r.rd.gazetteer.Place(n.Place).Level; town != (level == gazetteer.Town) {
				continue
			}
			if o := s.Chunks[s.ChunkOf(n.From)].NP; o != nil && discourse.Referent(o).Is(discourse.Place) && discourse.Referent(o).Place == n {
				return np, discourse.Referent(o)
			}
		}
	}
	return np, discourse.Referent(np)
}

// groundReach is how many sentences back "the town" may have been named.
const groundReach = 3

// sharePlaces gives a verb without a place that of the verb that is coordinated with it
// and ends the clause: "beheaded six people and torched homes in Ancuabe".
func sharePlaces(finds []*find) {
	for i := len(finds) - 2; i >= 0; i-- {
		f, g := finds[i], finds[i+1]
		if f.verb == nil || g.verb == nil || f.np != nil || g.np != nil || len(f.places) > 0 || len(g.places) == 0 || g.verb.At < 2 {
			continue
		}
		s := f.s
		if c := s.Chunks[g.verb.At-1]; c.Kind != syntax.Conj || c.Word != "and" || !sharesSubject(f, g) {
			continue
		}
		if f.args.End == g.verb.At-1 && len(f.args.Preps) == 0 { // nothing but its object stands between
			f.places = slices.Clone(g.places)
		}
	}
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
			if i != j && u.n.Placed && v.n.Placed && u.n.Place != v.n.Place && r.rd.gazetteer.Contains(u.n.Place, v.n.Place) && u.relation != "near" {
				contains = true
			}
		}
		if !contains {
			out = append(out, u)
		}
	}
	return out
}

// A placeUse is a place name as an argument of an event.
type placeUse struct {
	n        *syntax.Name
	relation string
	span     dateline.Span
}

// placeRef is the contract's form of a place.
func (r *reading) placeRef(u placeUse) dateline.PlaceRef {
	n := u.n
	ref := dateline.PlaceRef{Name: n.Words(), Level: "unknown", Relation: u.relation, Words: r.Quote(u.span), Path: []string{n.Words()}}
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
	if d, ok := discourse.Direction(s.Token(n.From - 1).Text); ok {
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
		if d, ok := discourse.Direction(s.Token(from - 2).Text); ok {
			return d + " of", from - 2
		}
	}
	return rel, from
}
