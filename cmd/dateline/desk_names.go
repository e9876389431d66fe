package main

import (
	"slices"

	"dateline"
	"dateline/desk"
	"dateline/gazetteer"
	"dateline/register"
)

// deskNames looks names up for those who decide at the desk.
type deskNames struct{}

// Places are what the gazetteer has under a name.
func (deskNames) Places(name string, most int) []dateline.PlaceRef {
	g := gazetteer.Default()
	var out []dateline.PlaceRef
	for _, id := range g.Named(name) {
		if len(out) == most {
			break
		}
		p := placeRef(g.Place(id))
		p.Words = name
		out = append(out, p)
	}
	return out
}

// Near are the towns and features about a point: within a day's walk, else wherever the
// nearest are.
func (deskNames) Near(lat, lon float64, most int) []dateline.PlaceRef {
	for _, km := range []float64{30, 120, 500, 21_000} {
		if ids := gazetteer.Default().Near(lat, lon, km, most); len(ids) == most || km > 20_000 {
			return placeRefs(ids)
		}
	}
	return nil
}

// Within are the towns and features of a box.
func (deskNames) Within(south, west, north, east float64, most int) []dateline.PlaceRef {
	return placeRefs(gazetteer.Default().In(south, west, north, east, most))
}

func placeRefs(ids []gazetteer.ID) []dateline.PlaceRef {
	out := make([]dateline.PlaceRef, len(ids))
	for i, id := range ids {
		out[i] = placeRef(gazetteer.Default().Place(id))
	}
	return out
}

func placeRef(p gazetteer.Place) dateline.PlaceRef {
	return dateline.PlaceRef{Name: p.Name, Path: slices.Clone(p.Path), Level: string(p.Level), Relation: "in", Words: p.Name, Lat: &p.Lat, Lon: &p.Lon, RadiusKM: &p.RadiusKM}
}

// Country is a country or territory, or what else no country is above, by any of its names.
func (deskNames) Country(name string) (string, bool) {
	g := gazetteer.Default()
	for _, id := range g.Named(name) {
		if p := g.Place(id); len(p.Path) == 1 {
			return p.Path[0], true
		}
	}
	return "", false
}

// Actors are whom the register has under a name.
func (deskNames) Actors(name string, most int) []desk.NamedActor {
	r := register.Default()
	var out []desk.NamedActor
	for _, id := range r.Candidates(name) {
		if a, ok := r.Actor(id); ok && len(out) < most {
			out = append(out, desk.NamedActor{ID: id, Name: a.Name})
		}
	}
	return out
}

// Actor is the preferred name of one of the register.
func (deskNames) Actor(id dateline.ActorID) (string, bool) {
	a, ok := register.Default().Actor(id)
	return a.Name, ok
}
