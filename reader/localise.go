package reader

import (
	"slices"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/discourse"
	"dateline/reader/lexicon"
	"dateline/reader/syntax"
)

// The town of events in local news, which names it in the dateline and in
// "Toledo police said" rather than beside the event.

// localise gives violent events without a town the one that the report is from,
// when it is of one development: local news names its town in the dateline and
// in "Toledo police said". The words of those stand as evidence.
func (r *reading) localise() {
	if r.Genre == dateline.RoundUp {
		return
	}
	r.atScene()
	r.ofTown()
	l := r.Locality()
	if l == nil {
		return
	}
	g := r.rd.gazetteer
	for _, d := range r.accounts {
		if !r.ofReport(d) || l.Only && slices.ContainsFunc(d.places, r.wide) {
			continue // "in northern Mali" is not the town of the mayor who speaks
		}
		// streets and quarters that bear the name of a place far off
		d.places = slices.DeleteFunc(d.places, func(u placeUse) bool { return r.farNamesake(u, l) })
		elsewhere := slices.ContainsFunc(d.places, func(u placeUse) bool {
			return u.n.Placed && !g.Contains(u.n.Place, l.Name.Place) || !u.n.Placed && !l.Called ||
				u.relation != "in" || g.Place(u.n.Place).Name == g.Place(l.Name.Place).Name
		})
		if slices.ContainsFunc(d.places, func(u placeUse) bool { return r.quarter(u, l) }) {
			d.places = append(d.places, placeUse{l.Name, "in", l.Span})
			continue
		}
		if !elsewhere {
			// a quarter that the gazetteer lacks stays beside its town
			d.places = slices.DeleteFunc(d.places, func(u placeUse) bool { return u.n.Placed })
			d.places = append(d.places, placeUse{l.Name, "in", l.Span})
		}
	}
}

// atScene gives violent events whose place is unknown, or no finer than a county, the
// town of the address where the report says it was: "in the 300 block of Main
// Street in Lorain", "at a home in Vine Grove"; to those in a county else the
// town of it that the report names most.
func (r *reading) atScene() {
	var scene *placeUse
	for _, s := range r.Sentences {
		if u, ok := r.addressTown(s); ok {
			scene = &u
			break
		}
	}
	g := r.rd.gazetteer
	for _, d := range r.accounts {
		if !r.ofReport(d) {
			continue
		}
		within := func(u *placeUse) bool {
			return u != nil && !slices.ContainsFunc(d.places, func(v placeUse) bool {
				return !v.n.Placed || !g.Contains(v.n.Place, u.n.Place)
			})
		}
		if within(scene) {
			d.places = []placeUse{*scene}
		} else if len(d.places) == 1 && inCounty(d.places[0]) {
			if u := r.townOfCounty(d.places[0]); u != nil {
				d.places = []placeUse{*u}
			}
		}
	}
}

// ofTown adds to a quarter the town whose it is said to be: "in Chicago's Brighton
// Park".
func (r *reading) ofTown() {
	for _, d := range r.accounts {
		for _, u := range d.places {
			s := u.n.In
			if s.Lower(u.n.From-1) != "'s" && s.Lower(u.n.From-1) != "’s" {
				continue
			}
			if o := s.NameOver(u.n.From - 2); o != nil && o.Kind == syntax.PlaceName && o.Placed && r.rd.gazetteer.Place(o.Place).Level == gazetteer.Town {
				d.places = append(d.places, placeUse{o, "in", o.Span()})
				break
			}
		}
	}
}

// ofReport reports whether an event of violence is what the report is about: no other
// than the one told of, nor background, unless it is the first that it tells (as of
// a trial's crime).
func (r *reading) ofReport(d *draft) bool {
	harms := func(d *draft) bool { return violent(d.typ.Family) || d.typ.Code == "harm.casualties-found" }
	if !harms(d) || slices.ContainsFunc(d.finds, func(f *find) bool { return f.other }) {
		return false
	}
	if !slices.ContainsFunc(d.finds, func(f *find) bool { return f.background }) {
		return true
	}
	return r.accounts[slices.IndexFunc(r.accounts, harms)] == d
}

// inCounty reports whether a place is called a county: the reach of a force in local
// news, rather than where something was.
func inCounty(u placeUse) bool {
	s := u.n.In
	for k := u.n.From; k <= u.n.To; k++ {
		switch s.Token(k).Text {
		case "County", "Parish":
			return u.n.Placed
		}
	}
	return false
}

// townOfCounty is the town of a county that the report names most, or nil.
func (r *reading) townOfCounty(county placeUse) *placeUse {
	g := r.rd.gazetteer
	times := map[gazetteer.ID]int{}
	first := map[gazetteer.ID]placeUse{}
	for _, s := range r.Sentences {
		for _, n := range s.Names {
			if n.Kind != syntax.PlaceName || !n.Placed || !s.Own() || onStreet(s, n) || g.Place(n.Place).Level != gazetteer.Town || !g.Contains(county.n.Place, n.Place) {
				continue
			}
			if times[n.Place]++; times[n.Place] == 1 {
				first[n.Place] = placeUse{n, "in", n.Span()}
			}
		}
	}
	var best *placeUse
	most := 0
	for id, n := range times {
		switch u := first[id]; {
		case n > most, n == most && best != nil && u.span.Start < best.span.Start:
			best, most = &u, n
		}
	}
	return best
}

// onStreet reports whether a place's name is part of a street's or a school's:
// "Anderson Street".
func onStreet(s *syntax.Sentence, n *syntax.Name) bool { return streets[s.Lower(n.To)] }

var streets = lexicon.Of("street", "st.", "st", "avenue", "ave", "ave.", "road", "rd.", "rd", "drive", "dr.", "boulevard", "blvd", "blvd.", "lane", "court", "way", "highway", "parkway", "terrace", "school", "high", "elementary", "apartments", "motel", "mall", "church", "hospital", "park", "plaza", "stadium", "arena")

// addressTown is the town behind an address in a sentence of the article.
func (r *reading) addressTown(s *syntax.Sentence) (placeUse, bool) {
	if !s.Own() {
		return placeUse{}, false
	}
	at := -1
	for i := range s.Tokens {
		if addresses[s.Lemma(i)] || addresses[s.Lower(i)] {
			at = i
			break
		}
	}
	if at < 0 {
		return placeUse{}, false
	}
	for _, n := range s.Names {
		if n.Kind != syntax.PlaceName || !n.Placed || n.From < at || r.rd.gazetteer.Place(n.Place).Level != gazetteer.Town || onStreet(s, n) {
			continue
		}
		switch prep := s.Lower(n.From - 1); prep {
		case "in", "near", "outside":
			rel, from := relationOf(s, n, prep)
			return placeUse{n, rel, s.SpanOf(from, n.To)}, true
		}
	}
	return placeUse{}, false
}

// addresses are words of an address in local news.
var addresses = lexicon.Of("block", "street", "avenue", "ave.", "road", "lane", "drive", "boulevard", "court", "highway", "intersection", "apartment", "residence", "home", "house", "motel", "trailer")

// wide reports whether a place is a country or larger.
func (r *reading) wide(u placeUse) bool {
	l := r.rd.gazetteer.Place(u.n.Place).Level
	return u.n.Placed && (l == gazetteer.Country || l == gazetteer.Region)
}

// farNamesake reports whether a bare name was taken for a small place far from the
// town whose force was called: in "the shooting in Austin, Chicago police said"
// no Austin of another state is meant.
func (r *reading) farNamesake(u placeUse, l *discourse.Locality) bool {
	g := r.rd.gazetteer
	if !l.Called || !u.n.Placed || u.relation != "in" && u.relation != "near" {
		return false
	}
	a, b := g.Place(u.n.Place), g.Place(l.Name.Place)
	if a.Level != gazetteer.Town && a.Level != gazetteer.Feature && a.Level != gazetteer.District || a.Population > b.Population {
		return false
	}
	s := u.n.In
	if s.Token(u.n.To).Text == "," && s.NameOver(u.n.To+1) != nil { // "Austin, Texas"
		return false
	}
	return a.Country == b.Country && g.Distance(a.ID, b.ID) > namesakeKM
}

// namesakeKM is how far, in kilometres, a force is not called.
const namesakeKM = 150

// quarter reports whether a place is a part of the town that the report is from:
// the words say so ("the Englewood neighborhood"), or it is a small place beside a
// large town whose own force was called.
func (r *reading) quarter(u placeUse, l *discourse.Locality) bool {
	g := r.rd.gazetteer
	if !u.n.Placed || u.n.Place == l.Name.Place || u.relation != "in" {
		return false
	}
	if s := u.n.In; quarters[s.Lemma(u.n.To)] || s.Lemma(u.n.To) == "'s" && quarters[s.Lemma(u.n.To+1)] {
		return true
	}
	a, b := g.Place(u.n.Place), g.Place(l.Name.Place)
	return l.Called && a.Level == gazetteer.Town && b.Population >= quarterShare*max(a.Population, 1) && g.Distance(a.ID, b.ID) <= quarterKM
}

// A quarter that no word calls one lies within quarterKM kilometres of the middle
// of a town of quarterShare times its people.
const (
	quarterKM    = 15
	quarterShare = 10
)

var quarters = lexicon.Of("neighborhood", "neighbourhood", "section", "quarter", "suburb", "borough", "ward")
