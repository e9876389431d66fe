package reader

import (
	"slices"
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/when"
)

// What an event led to is part of it, as coders keep it: "officers found a man dead"
// behind the shots that they were called to, "she died on Sunday" behind the attack
// of Friday. Such a telling brings its people to the event that it follows from, and
// neither a type nor a day.

const (
	// deadFound is the type of a find of the dead whose death is not told otherwise.
	deadFound dateline.EventCode = "harm.casualties-found"
	// consequenceScore is how much a fate must share with an event to follow from it.
	consequenceScore = 4
)

// fate reports whether a find tells only what became of people, not what was done to
// them: they died, were found dead, were brought to a hospital.
func (f *find) fate() bool {
	if f.trig == looseTrigger || f.typ.Code == deadFound {
		return true
	}
	if f.verb == nil || f.np != nil || f.typ.Code != "attack.killing" {
		return false
	}
	switch lemma := strings.Fields(f.verb.Lemma)[0]; lemma {
	case "die", "perish", "succumb", "pass", "pronounce", "declare":
		return true
	case "find", "discover":
		return f.trig.Effect == dateline.Killed
	}
	return false
}

// consequenceOf is the event that a fate follows from, or nil: that which shares most
// with it among those told of before, in people above all, then in nearness.
func (r *reading) consequenceOf(f *find) *draft {
	if !f.fate() || f.other || len(f.counts) == 0 {
		return nil
	}
	var best *draft
	top := consequenceScore - 1
	for i, d := range slices.Backward(r.accounts) {
		if i > 2 && len(r.accounts)-i > recentDrafts {
			continue
		}
		if sc := r.leadsTo(d, f); sc > top {
			best, top = d, sc
		}
	}
	return best
}

// leadsTo scores how surely a fate follows from an event; 0 when it cannot.
func (r *reading) leadsTo(d *draft, f *find) int {
	if !violent(d.typ.Family) || d.typ.Family == "abduction" || len(f.places) > 0 && len(d.places) > 0 && !r.placesMeet(f.places, d.places) {
		return 0
	}
	same, number := false, false
	for _, c := range f.counts {
		for _, o := range d.counts {
			if o.harm != codebook.Hit && o.harm != dateline.Killed && o.harm != dateline.Wounded {
				continue
			}
			same = same || c.single() && samePeople(c, o)
			number = number || o.harm == c.harm && !c.single() && sameQty(c.qty, o.qty)
		}
	}
	old := slices.ContainsFunc(d.finds, func(g *find) bool { return g.background })
	if old != f.background && (!same || f.ownDay()) || r.timesClash(f, d) && !(same && !r.before(f, d)) {
		return 0
	}
	sc := 0
	if same {
		sc += 5
	}
	if number {
		sc += 3
	}
	switch dist := f.s.At - d.finds[len(d.finds)-1].s.At; {
	case dist <= 1:
		sc += 2
	case dist <= 3:
		sc++
	case dist > 8:
		sc--
	}
	if d.lead0(r) {
		sc++
	}
	if len(f.places) == 0 && !f.ownDay() {
		sc++
	}
	if r.Genre == dateline.RoundUp && f.s.Paragraph != d.finds[len(d.finds)-1].s.Paragraph {
		sc -= 3
	}
	return sc
}

// before reports whether a find's day lies before that of an event.
func (r *reading) before(f *find, d *draft) bool {
	start := func(f *find) *dateline.Date {
		for _, ti := range f.times {
			if e := f.s.Times[ti]; !e.Duration && !e.Since && !hourOnly(e) {
				if v := e.Resolve(r.published, when.Past); v.Start != nil {
					return v.Start
				}
			}
		}
		return nil
	}
	a := start(f)
	if a == nil {
		return false
	}
	for _, g := range d.latest() {
		if b := start(g); b != nil {
			return a.Before(*b)
		}
	}
	return false
}

// follow adds a fate to the event that it follows from.
func (d *draft) follow(r *reading, f *find) {
	if r.timesClash(f, d) {
		f.times = nil
	}
	d.join(r, f)
}

// seat gives fates that came before any event that they could follow from to the one
// told of next: "A man is dead after a shooting".
func (r *reading) seat(waiting []*find) {
	for _, f := range waiting {
		if len(f.counts) == 0 || f.other || !mortal(f.counts[0].harm) || f.occurrence != dateline.Happened {
			continue
		}
		for _, d := range r.accounts {
			g := d.finds[0]
			if dist := g.s.At - f.s.At; dist < 0 || dist > seatReach || !violent(d.typ.Family) && d.typ.Code != deadFound || d.typ.Family == "abduction" {
				continue
			}
			if g.background != f.background || len(f.places) > 0 && len(d.places) > 0 && !r.placesMeet(f.places, d.places) || r.timesClash(f, d) {
				continue
			}
			f.places = slices.DeleteFunc(f.places, func(u placeUse) bool { return !u.n.Placed })
			d.join(r, f)
			break
		}
	}
}

// seatReach is how many sentences before its event a fate may be told.
const seatReach = 2

// related reports whether a find can be of a draft by their types. The dead whom a
// report begins with may be those of the attack that it goes on to tell.
func (r *reading) related(f *find, d *draft) bool {
	if r.rd.codebook.Related(f.typ.Code, d.typ.Code) {
		return true
	}
	return d.typ.Code == deadFound && f.typ.Family == "attack" || f.typ.Code == deadFound && d.typ.Family == "attack"
}
