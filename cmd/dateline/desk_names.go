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
		p := g.Place(id)
		lat, lon, radius := p.Lat, p.Lon, p.RadiusKM
		out = append(out, dateline.PlaceRef{Name: p.Name, Path: slices.Clone(p.Path), Level: string(p.Level), Relation: "in", Words: name, Lat: &lat, Lon: &lon, RadiusKM: &radius})
	}
	return out
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
