package main

import (
	"strings"
	"sync"

	"dateline/desk"
	"dateline/register"
	"dateline/store"
)

// deskGroups are the register and the names that it lacks, for the desk.
type deskGroups struct{ *store.Ledger }

// Groups are the entries of the register.
func (deskGroups) Groups() []desk.Group { return registered() }

// registered is the register of the program as the desk has it, made once.
var registered = sync.OnceValue(func() []desk.Group { return groupsOf(register.Default()) })

func groupsOf(r *register.Register) []desk.Group {
	var out []desk.Group
	for _, a := range r.All() {
		g := desk.Group{ID: a.ID, Name: a.Name, Kind: string(a.Kind), Force: a.Kind.State(), Countries: a.Countries, Founded: a.Founded, Dissolved: a.Dissolved}
		add := func(what string, facts ...register.Fact) {
			for _, f := range facts {
				x := desk.GroupFact{What: what, Name: f.Name, Actor: f.Actor, From: f.From, To: f.To}
				x.Source, x.URL = cited(r, f.Source)
				g.Facts = append(g.Facts, x)
			}
		}
		if a.Founded != "" {
			add("founded", register.Fact{Name: a.Name, From: a.Founded, Source: a.Record})
		}
		if a.Dissolved != "" {
			add("dissolved", register.Fact{Name: a.Name, From: a.Dissolved, Source: a.Record})
		}
		add("parent", a.Parents...)
		add("leader", a.Leaders...)
		add("rival", a.Rivals...)
		add("ally", a.Allies...)
		add("successor", a.Successor...)
		add("alias", a.Aliases...)
		out = append(out, g)
	}
	return out
}

// cited is a source as people read it: the work and the place in it, and its address.
func cited(r *register.Register, source string) (title, url string) {
	s, ok := r.Source(source)
	if !ok {
		return source, ""
	}
	title = s.Title
	if s.Publisher != "" {
		title = s.Publisher + ": " + title
	}
	if _, at, has := strings.Cut(source, "#"); has {
		title += ", " + at
	}
	return title, s.URL
}
