package reader

import (
	"slices"

	"dateline"
	"dateline/reader/discourse"
)

// Steps of an episode: what a report tells of the course of an event in other
// words and under other types ("surrounded the house, cut the wire and marched
// the children off") is part of that event, as coders keep it.

// episode is the event of which a find that joined none by its type tells a
// step, or nil. A step has no place and no day of its own, and nobody did it who
// did not do the rest.
func (r *reading) episode(f *find) *draft {
	if f.other || f.ownDay() || f.occurrence != dateline.Happened || f.denied {
		return nil
	}
	for _, d := range slices.Backward(r.accounts) {
		last := d.finds[len(d.finds)-1]
		dist := f.s.At - last.s.At
		if dist > episodeReach {
			break
		}
		if dist < 0 || slices.ContainsFunc(d.finds, func(g *find) bool { return g.background }) != f.background || !r.stepOf(f, d) {
			continue
		}
		if len(f.places) > 0 && (len(d.places) == 0 || !r.placesMeet(f.places, d.places)) || !r.actorsMeet(f, d) || r.timesClash(f, d) || !r.sameDoers(f, d) {
			continue
		}
		return d
	}
	return nil
}

// episodeReach is how many sentences after its last telling an episode goes on.
const episodeReach = 3

// stepOf reports whether a find's type can be a step of a draft's.
func (r *reading) stepOf(f *find, d *draft) bool {
	force := violent(d.typ.Family) || d.typ.Code == "security.raid"
	switch {
	case force && ofThings(f.typ):
		return true // what was burnt and broken on the way
	case force && f.added && (violent(f.typ.Family) && f.typ.Family != "abduction" || f.typ.Family == "territory" || f.typ.Code == "protest.dispersed"):
		return true
	case d.typ.Family == "talks" && f.added && f.typ.Family == "talks":
		return true // the talks that led to it
	case d.typ.Code == "group.merged" && (f.typ.Code == "group.dissolved" || f.typ.Code == "group.renamed" || f.typ.Code == "group.formed"):
		return true // two become one under a new name
	}
	return false
}

// sameDoers reports whether nobody is said to have done the one who did not do
// the other: an unnamed "gunmen" may be anybody's, of one side.
func (r *reading) sameDoers(f *find, d *draft) bool {
	doers := func(us []roleUse) []*discourse.Entity {
		var out []*discourse.Entity
		for _, u := range us {
			if u.ent != nil && (u.role == dateline.Perpetrator || u.role == dateline.Subject) {
				out = append(out, u.ent)
			}
		}
		return out
	}
	mine, theirs := doers(f.roles), doers(d.roles)
	if len(mine) == 0 || len(theirs) == 0 {
		return true
	}
	return slices.ContainsFunc(mine, func(a *discourse.Entity) bool {
		return slices.ContainsFunc(theirs, func(b *discourse.Entity) bool { return a == b || a.Side == b.Side })
	})
}
