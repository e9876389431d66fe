package reader

import (
	"slices"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/syntax"
)

// Where a place lies that the gazetteer does not know: in the area that the report
// names with it. That gives it a country and a province, never coordinates.

// placedWithin is a place of an event, one that is unknown with the path of what
// contains it.
func (r *reading) placedWithin(d *draft, u placeUse) dateline.PlaceRef {
	ref := r.placeRef(u)
	if u.n.Placed {
		return ref
	}
	if p, ok := r.areaAround(d, u); ok {
		ref.Path = append(slices.Clone(r.rd.gazetteer.Place(p).Path), ref.Name)
	}
	return ref
}

// areaAround is the area that contains a place which the gazetteer does not know: the
// smallest that the event has, else that its sentence names, else the only country that
// the report speaks of.
func (r *reading) areaAround(d *draft, u placeUse) (gazetteer.ID, bool) {
	var of []gazetteer.ID
	for _, v := range d.places {
		if v.n.Placed {
			of = append(of, v.n.Place)
		}
	}
	if p, ok := r.smallest(of); ok {
		return p, true
	}
	of = nil
	for _, n := range u.n.In.Names {
		if n.Kind == syntax.PlaceName && n.Placed {
			of = append(of, n.Place)
		}
	}
	if p, ok := r.smallest(of); ok {
		return p, true
	}
	countries := map[gazetteer.ID]bool{}
	for _, s := range r.Sentences {
		if !s.Own() {
			continue
		}
		for _, n := range s.Names {
			if n.Kind != syntax.PlaceName || !n.Placed {
				continue
			}
			c, ok := r.rd.gazetteer.CountryOf(n.Place)
			if !ok {
				continue // a region across countries
			}
			countries[c] = true
		}
	}
	if len(countries) != 1 {
		return 0, false
	}
	for c := range countries {
		return c, true
	}
	return 0, false
}

// smallest is the smallest area of a chain of places each of which lies in the next,
// up to a country: a town is none. It reports false where they are of no one chain.
func (r *reading) smallest(of []gazetteer.ID) (best gazetteer.ID, ok bool) {
	g := r.rd.gazetteer
	for _, p := range of {
		if l := g.Place(p).Level; l == gazetteer.Town || l == gazetteer.Feature {
			parent, has := g.CountryOf(p)
			if !has {
				return 0, false
			}
			p = parent
		} else if l == gazetteer.Region {
			continue
		}
		switch {
		case !ok || g.Contains(best, p):
			best, ok = p, true
		case best != p && !g.Contains(p, best):
			return 0, false
		}
	}
	return best, ok
}
