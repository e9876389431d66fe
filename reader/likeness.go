package reader

import (
	"slices"

	"dateline"
	"dateline/reader/discourse"
	"dateline/text"
	"dateline/when"
)

// How much a find shares with a draft that it could belong to: syntax, roles,
// places, numbers, times, nearness in the text. Scores are small integers.

// likeness counts what a find shares with a draft it could belong to.
func (r *reading) likeness(f *find, d *draft) int {
	sc := 0
	last := d.finds[len(d.finds)-1]
	dist := f.s.At - last.s.At
	if f.other {
		sc -= 4
	}
	if old := slices.ContainsFunc(d.finds, func(g *find) bool { return g.background }); old != f.background {
		sc -= 4
	}
	if f.definite && (f.np == nil || len(f.np.Names) == 0) {
		sc += 4
		if len(f.places) == 0 || r.placesMeet(f.places, d.places) {
			sc++
		}
	}
	if dist == 0 {
		sc += r.linkedInSentence(f, last)
	}
	if r.retells(f, d) {
		sc += 2
	}
	if d.title() && f.s.At <= 3 && f.s.Kind != text.Title {
		sc += 2
		if d.lead0(r) && violent(f.typ.Family) && r.Genre != dateline.RoundUp {
			sc++ // what the headline tells, the text begins with
		}
	}
	if f.typ.Code == d.typ.Code {
		sc++
		if d.onlyDenied() && !f.denied && r.saidBy(f) != nil && dist <= saidOfDenied {
			sc += 2 // who says what was denied
		}
	}
	sc += ofThem(f, d)
	sc += sharedRoles(f, d) + r.sharedPlaces(f, d) + sharedCounts(f, d) + sharedTimes(f, d)
	if dist == 1 || dist < 4 && absorbs(d, f) {
		sc++
	}
	if len(f.places) == 0 && !f.other && !f.ownDay() && violent(f.typ.Family) && (d == r.lastViolent() || absorbs(d, f) && d.lead0(r) || d.lead0(r) && r.Genre != dateline.RoundUp) {
		sc += 2 // a report that names no other place or day goes on about its own event
	}
	sc -= min(2, dist/4)
	return sc
}

// saidOfDenied is how many sentences after a denial stands who says what was denied.
const saidOfDenied = 4

// sharedRoles scores phrases in a role that stand for the same, more for
// whom or what it happened to than for who did it.
func sharedRoles(f *find, d *draft) int {
	sc := 0
	for _, u := range f.roles {
		if slices.ContainsFunc(d.roles, func(v roleUse) bool { return u.ent != nil && v.ent == u.ent }) {
			sc++
			if u.role == dateline.Victim || u.role == dateline.Target || u.role == dateline.Territory || u.role == dateline.Branch {
				sc++
			}
		}
	}
	return sc
}

// ofThem scores some of those whom an event befell who are counted by a pronoun: "struck
// the men and killed twenty of them".
func ofThem(f *find, d *draft) int {
	for _, o := range f.args.Object {
		whole := wholeOf(o)
		if whole == nil || whole.Pronoun != "them" || discourse.Referent(whole) == nil {
			continue
		}
		if slices.ContainsFunc(d.roles, func(u roleUse) bool {
			return (u.role == dateline.Victim || u.role == dateline.Target) && u.ent == discourse.Referent(whole)
		}) {
			return 3
		}
	}
	return 0
}

func (r *reading) sharedPlaces(f *find, d *draft) int {
	g := r.rd.gazetteer
	sc := 0
	for _, u := range f.places {
		for _, v := range d.places {
			if samePlace(u, v) || u.n.Placed && v.n.Placed && (g.Contains(u.n.Place, v.n.Place) || g.Contains(v.n.Place, u.n.Place)) {
				sc += 2
			}
		}
	}
	return sc
}

// sharedCounts scores equal numbers of people harmed: one may be chance.
func sharedCounts(f *find, d *draft) int {
	sc := 0
	for _, c := range f.counts {
		for _, o := range d.counts {
			if c.harm == o.harm && c.qty.Low != nil && o.qty.Low != nil && *c.qty.Low == *o.qty.Low {
				sc++
				if *c.qty.Low > 1 {
					sc++
				}
			}
		}
	}
	return sc
}

func sharedTimes(f *find, d *draft) int {
	sc := 0
	for _, ti := range f.times {
		for _, g := range d.latest() {
			for _, tj := range g.times {
				if f.s.Times[ti].Timex != "" && f.s.Times[ti].Timex == g.s.Times[tj].Timex {
					sc++
				}
			}
		}
	}
	return sc
}

// ownDay reports whether the find has a day of its own.
func (f *find) ownDay() bool {
	for _, ti := range f.times {
		if e := f.s.Times[ti]; !e.Duration && (e.Anchor == when.Publication || e.Anchor == when.Absolute) {
			return true
		}
	}
	return false
}

func (r *reading) lastViolent() *draft {
	var best *draft
	at := -1
	for _, d := range r.accounts {
		if violent(d.typ.Family) || d.typ.Code == "security.raid" {
			if g := d.finds[len(d.finds)-1]; g.s.At >= at {
				best, at = d, g.s.At
			}
		}
	}
	return best
}

// retells reports whether a definite argument takes up one of the draft's:
// "the convoy" after "a supply convoy".
func (r *reading) retells(f *find, d *draft) bool {
	for _, np := range append(slices.Clone(f.args.Subject), f.args.Object...) {
		if np.Det != "the" || np.Pronoun != "" {
			continue
		}
		for _, g := range d.latest() {
			if g.s == f.s {
				continue
			}
			all := append(slices.Clone(g.args.Subject), g.args.Object...)
			for _, p := range g.args.Preps {
				all = append(all, p.Phrases...)
			}
			for _, o := range all {
				if o.HeadLemma() == np.HeadLemma() {
					return true
				}
			}
		}
	}
	return false
}

// linkedInSentence scores syntax between two finds of one sentence: one inside
// the other's phrases, participles and coordination with one subject, "when"
// and "after" clauses.
func (r *reading) linkedInSentence(f, g *find) int {
	if f.split != g.split && f.split > 0 && g.split > 0 {
		return -9
	}
	inside := func(x, y *find) bool { // x's noun stands in y's arguments
		if x.np == nil {
			return false
		}
		if slices.Contains(y.args.Subject, x.np) || slices.Contains(y.args.Object, x.np) {
			return true
		}
		for _, p := range y.args.Preps {
			if slices.Contains(p.Phrases, x.np) && p.Word != "after" && p.Word != "before" && p.Word != "following" && p.Word != "since" {
				return true
			}
		}
		return false
	}
	if inside(f, g) || inside(g, f) || f.verb != nil && f.verb == g.verb {
		return 5
	}
	if f.verb != nil && g.verb != nil {
		if gov := f.s.Governor(f.verb); gov == g.verb && (f.verb.Gerund || f.verb.Infinitive || f.verb.Participle) {
			return 5
		}
		if sharesSubject(f, g) {
			return 4
		}
	}
	if violent(f.typ.Family) && violent(g.typ.Family) {
		return 3
	}
	return 2
}

func sharesSubject(f, g *find) bool {
	for _, a := range f.args.Subject {
		for _, b := range g.args.Subject {
			if a == b || discourse.Referent(a) != nil && discourse.Referent(a) == discourse.Referent(b) {
				return true
			}
		}
	}
	return false
}
