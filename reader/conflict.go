package reader

import (
	"slices"

	"dateline"
	"dateline/when"
)

// What keeps a find out of a draft: unrelated types, places, actors or times
// that cannot be one event's.

// compatible reports whether nothing in the find contradicts the draft.
func (r *reading) compatible(f *find, d *draft) bool {
	if !r.related(f, d) && !absorbs(d, f) {
		return false
	}
	for _, g := range d.latest() {
		if g.s == f.s && g.split != f.split && g.from == f.from {
			return false
		}
	}
	if last := d.finds[len(d.finds)-1]; last.s == f.s && last.denied != f.denied {
		return false // "said it had killed rebels and denied killing civilians"
	}
	if len(f.places) > 0 && len(d.places) > 0 && !r.placesMeet(f.places, d.places) {
		return false
	}
	if r.Genre == dateline.RoundUp && len(f.places) == 0 && f.s.Paragraph != d.finds[len(d.finds)-1].s.Paragraph {
		return false // another item
	}
	if !r.actorsMeet(f, d) {
		return false
	}
	if r.timesClash(f, d) || r.datedApart(f, d) {
		return false
	}
	if f.trig.Occurrence != "" && d.occurrenceHint() == "" && len(d.finds) > 0 && f.np == nil && !d.title() {
		return f.s == d.finds[len(d.finds)-1].s
	}
	return true
}

// absorbs reports whether a bare killing or shooting may be part of an episode
// of another kind: a guard shot in a kidnapping, a man killed in a raid. Coders
// keep one event, with its casualties.
func absorbs(d *draft, f *find) bool {
	switch d.typ.Family {
	case "abduction", "battle", "riot", "air", "attack":
	case "security":
		if d.typ.Code != "security.raid" {
			return false
		}
	default:
		return false
	}
	if f.typ.Family == "attack" && ofThings(f.typ) && len(f.places) == 0 && f.verb != nil && f.verb.Gerund && d.finds[len(d.finds)-1].s == f.s {
		return true // "killing six and setting fire to the tankers"
	}
	if last := d.finds[len(d.finds)-1]; d.typ.Family == "abduction" && f.typ.Family == "attack" && f.typ.Rank <= 2 && f.np != nil && last.s == f.s && last.verb != nil && slices.Contains(last.args.Prep("in", "during"), f.np) {
		return true // "kidnapped in an attack on the town"
	}
	return f.typ.Family == "attack" && f.typ.Rank <= 2 && len(f.places) == 0 && (!f.ownDay() || d.finds[len(d.finds)-1].s == f.s)
}

func (r *reading) placesMeet(a, b []placeUse) bool {
	g := r.rd.gazetteer
	for _, u := range a {
		for _, v := range b {
			if samePlace(u, v) || !u.n.Placed || !v.n.Placed {
				return true
			}
			if g.Contains(u.n.Place, v.n.Place) || g.Contains(v.n.Place, u.n.Place) {
				return true
			}
			km := g.Distance(u.n.Place, v.n.Place)
			if (u.relation == "near" || v.relation == "near") && km < 60 || km <= withinTownKM {
				return true // a camp or quarter that stands beside the town in the gazetteer
			}
		}
	}
	return false
}

// withinTownKM is how far, in kilometres, the middle of a quarter lies from that of its
// town.
const withinTownKM = 3

// actorsMeet: perpetrators of different sides, or different known actors, make
// different events, and so do the victim of one and the perpetrator of another.
func (r *reading) actorsMeet(f *find, d *draft) bool {
	if answers(f, d) {
		return false
	}
	for _, u := range f.roles {
		for _, v := range d.roles {
			if u.ent == nil || v.ent == nil || u.ent == v.ent {
				continue
			}
			if u.role == v.role && (u.role == dateline.Perpetrator || u.role == dateline.Parent || u.role == dateline.Subject) {
				if u.ent.Armed() && v.ent.Armed() && u.ent.Side != v.ent.Side && u.ent.Side != dateline.UnknownSide && v.ent.Side != dateline.UnknownSide && f.typ.Family != "battle" {
					return false
				}
				if a, b := u.ent.Actor(), v.ent.Actor(); a != nil && b != nil && !r.rd.register.Related(*a, *b) {
					return false
				}
			}
			if (f.typ.Family != "battle" && d.typ.Family != "battle" || f.typ.Family == "air" || d.typ.Family == "air") && (hitBack(u, v) || hitBack(v, u)) {
				return false
			}
			if u.role == dateline.Territory && v.role == dateline.Territory && u.ent.Place != nil && v.ent.Place != nil && u.ent.Place.Placed && v.ent.Place.Placed {
				g := r.rd.gazetteer
				x, y := u.ent.Place.Place, v.ent.Place.Place
				if x != y && !g.Contains(x, y) && !g.Contains(y, x) {
					return false
				}
			}
			if u.role == dateline.Branch && v.role == dateline.Branch {
				if a, b := u.ent.Actor(), v.ent.Actor(); a != nil && b != nil && *a != *b {
					return false
				}
			}
		}
	}
	return true
}

// hitBack reports whether one is an army or group of the register that did something and
// the other people of it whom something befell, in numbers: two events, of which one may
// answer the other.
func hitBack(by, of roleUse) bool {
	if by.role != dateline.Perpetrator || of.role != dateline.Victim || of.np == nil || of.np.Quantity == nil {
		return false
	}
	a, b := by.ent.Actor(), of.ent.Actor()
	return a != nil && b != nil && *a == *b
}

// answers reports whether a find tells what a state's forces did to those who did what
// the draft tells of: "jets struck the assailants as they withdrew".
func answers(f *find, d *draft) bool {
	if f.typ.Family == "battle" || d.typ.Family == "battle" || !slices.ContainsFunc(f.roles, func(u roleUse) bool {
		return u.role == dateline.Perpetrator && u.ent.Armed() && u.ent.Side == dateline.State
	}) {
		return false
	}
	return slices.ContainsFunc(f.roles, func(u roleUse) bool {
		if u.role != dateline.Victim && u.role != dateline.Target || u.np == nil || !u.np.Plural || !u.ent.Armed() || u.ent.Side != dateline.ArmedGroup {
			return false
		}
		return slices.ContainsFunc(d.roles, func(v roleUse) bool {
			return v.role == dateline.Perpetrator && v.ent == u.ent
		})
	})
}

// timesClash reports whether both have times and those cannot be one.
func (r *reading) timesClash(f *find, d *draft) bool {
	for _, ti := range f.times {
		e := f.s.Times[ti]
		if e.Duration || e.Since || hourOnly(e) {
			continue
		}
		v := e.Resolve(r.published, when.Past)
		for _, g := range d.latest() {
			for _, tj := range g.times {
				o := g.s.Times[tj]
				if g == f || o.Duration || o.Since || hourOnly(o) {
					continue
				}
				w := o.Resolve(r.published, when.Past)
				if (e.Anchor == when.Named || e.Anchor == when.Discourse) != (o.Anchor == when.Named || o.Anchor == when.Discourse) && g.s == f.s {
					return true
				}
				if v.Start != nil && v.End != nil && w.Start != nil && w.End != nil {
					if !v.Start.Before(*w.End) || !w.Start.Before(*v.End) {
						return true
					}
					continue
				}
				if e.Anchor == when.Publication && o.Anchor == when.Publication && v.Precision == dateline.Day && w.Precision == dateline.Day && v.Timex != w.Timex && v.Timex != "" && w.Timex != "" {
					return true
				}
				if e.Anchor == when.Absolute && o.Anchor == when.Publication && v.Precision == dateline.Year || o.Anchor == when.Absolute && e.Anchor == when.Publication && w.Precision == dateline.Year {
					return true
				}
			}
		}
	}
	return false
}

// hourOnly reports whether an expression is a time of day, whose day is told
// elsewhere.
func hourOnly(e when.Expression) bool {
	if e.Anchor != when.Discourse {
		return false
	}
	v := e.Resolve(nil, when.Past)
	return v.MinDays != nil && v.MaxDays != nil && *v.MinDays == 0 && *v.MaxDays == 0
}
