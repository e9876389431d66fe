package reader

import (
	"slices"

	"dateline"
	"dateline/reader/discourse"
	"dateline/reader/syntax"
	"dateline/text"
)

// What a draft amounts to: whether it took place, how it is told, by whom, and
// whether it is background to the report's own news.

// judge decides for every find, and from those for every draft, whether it
// took place, how it is told, by whom, and whether it is background; then
// reads claims of responsibility.
func (r *reading) judge() {
	for _, f := range r.finds {
		if f.draft == nil {
			continue
		}
		f.said = r.saidBy(f)
		if vg := denialOf(f); vg != nil && (f.said == nil || f.said.Class != "deny") {
			f.said = denier(vg)
		}
		f.basis = r.basisOf(f)
	}
	r.nameBranches()
	r.findClaims()
	for _, d := range r.accounts {
		r.judgeDraft(d)
	}
	for _, d := range r.accounts {
		r.judgeByModels(d)
	}
	// what is told by nobody and only wished, feared or supposed is no account
	r.accounts = slices.DeleteFunc(r.accounts, func(d *draft) bool { return d.occurrence == "" || r.empty(d) })
	r.findChanges()
}

// empty reports whether nothing is told of an event but what sort it is of: neither who
// nor whom nor where, as a heading has it ("Arrests", "Clashes: none reported").
func (r *reading) empty(d *draft) bool {
	if len(d.roles) > 0 || len(d.counts) > 0 || len(d.claims) > 0 || len(d.finds) > 1 {
		return false
	}
	f := d.finds[0]
	own := slices.ContainsFunc(d.places, func(u placeUse) bool { return u.n.In == f.s })
	if slices.ContainsFunc(r.accounts, func(o *draft) bool { return o.to == d }) || own {
		return false
	}
	timed := d.timeOf != nil && d.timeOf.s == f.s
	return f.typ.Family == "security" && !(timed && f.typ.Code != "security.arrest") || f.alone()
}

// alone reports whether the noun that tells of an event is all that its line has.
func (f *find) alone() bool {
	return f.np != nil && f.s.Kind != text.Title && !slices.ContainsFunc(f.s.Chunks, func(c syntax.Chunk) bool {
		return c.VG != nil || c.NP != nil && c.NP != f.np
	})
}

// judgeMoods decides the occurrence of every find, and drops what is only
// wished, feared or supposed and refers to nothing told before.
func (r *reading) judgeMoods() {
	old := map[*syntax.Sentence]int{} // 1: only background times, 2: others too
	for _, f := range r.finds {
		if b := r.backgroundOf(f); b && old[f.s] == 0 {
			old[f.s] = 1
		} else if !b && f.ownDay() {
			old[f.s] = 2
		}
	}
	r.purposes()
	r.finds = slices.DeleteFunc(r.finds, func(f *find) bool {
		f.occurrence = r.occurrenceOf(f)
		f.denied = r.isDenied(f)
		r.forgetDays(f)
		f.background = r.backgroundOf(f) || old[f.s] == 1 && len(f.times) == 0 || f.described()
		return f.occurrence == dateline.UnknownOccurrence
	})
	r.ofOldEvents()
}

// purposes gives what was done to some end what stands with its end: "fired tear gas to
// disperse hundreds of protesters in Nairobi on Tuesday".
func (r *reading) purposes() {
	for _, f := range r.finds {
		if f.verb == nil || f.np != nil || !f.verb.Infinitive {
			continue
		}
		gov := f.s.Governor(f.verb)
		for _, g := range r.finds {
			if gov == nil || g.s != f.s || g.verb != gov || g.typ != f.typ {
				continue
			}
			if len(g.places) == 0 {
				g.places = f.places
			}
			if len(g.times) == 0 {
				g.times = f.times
			}
			for _, u := range f.roles {
				if u.role == dateline.Victim || u.role == dateline.Target {
					g.roles = append(g.roles, u)
				}
			}
			break
		}
	}
}

// ofOldEvents makes background of what a relative clause tells of an event that is:
// "the 2015 attack that killed 20", "the 20 people killed in the 2015 attack", which have
// that attack's time.
func (r *reading) ofOldEvents() {
	for _, f := range r.finds {
		if f.verb == nil || f.np != nil || f.background || f.ownDay() {
			continue
		}
		var of *find // the last event noun before the clause, or that which the verb is in
		clause := relativeTo(f.verb) || alsoRelative(f.verb)
		for _, g := range r.finds {
			if g.np == nil || g.s != f.s {
				continue
			}
			if clause && g.to <= f.from && (of == nil || g.from > of.from) || slices.Contains(f.args.Prep("in", "during"), g.np) {
				of = g
			}
		}
		if of != nil && of.background {
			f.background = true
			f.times = append(f.times, of.times...)
		}
	}
}

// alsoRelative reports whether a verb is a further one of a relative clause: "the attack
// that killed 20 people and injured 120".
func alsoRelative(vg *syntax.VerbGroup) bool {
	s := vg.In
	if vg.At < 1 || s.Chunks[vg.At-1].Kind != syntax.Conj {
		return false
	}
	for i := vg.At - 2; i >= 0; i-- {
		switch c := s.Chunks[i]; {
		case c.VG != nil:
			return relativeTo(c.VG)
		case c.NP == nil && c.Kind != syntax.Prep && c.Kind != syntax.Adv:
			return false
		}
	}
	return false
}

// described reports whether the find stands in a relative clause that tells
// what somebody or something is or has long been ("a network which has sworn
// loyalty to …", "a town that rebels have cut off").
func (f *find) described() bool {
	if f.verb == nil || f.np != nil || f.ownDay() || !relativeTo(f.verb) {
		return false
	}
	if f.typ.Family == "group" || f.typ.Family == "territory" {
		return true
	}
	t := tenseOf(f.verb)
	return t == "have" || t == "present"
}

func (r *reading) saidBy(f *find) *discourse.Utterance {
	var best *discourse.Utterance
	for _, u := range r.Speech[f.s.At] {
		if u.From <= f.from && f.from < u.To && u.Words != "" && !fearedFor(u) && !ofThemselves(u) && u.Class != "ask" && (u.Verb == nil || u.Verb != f.verb) {
			if best == nil || u.To-u.From < best.To-best.From {
				best = u
			}
		}
	}
	return best
}

// judgeDraft sums the finds up. A plain telling outweighs one in a condition
// or under a modal.
func (r *reading) judgeDraft(d *draft) {
	var bases []dateline.Basis
	background := 0
	best := dateline.Occurrence("")
	d.explained()
	d.withoutUnreal()
	rank := map[dateline.Occurrence]int{dateline.Foiled: 5, dateline.DidNotHappen: 2, dateline.Planned: 3, dateline.Happened: 4, dateline.UnknownOccurrence: 1}
	listed := slices.ContainsFunc(d.finds, func(f *find) bool { return !f.added && !f.weak && f.occurrence != "" })
	deeds := slices.ContainsFunc(d.finds, func(f *find) bool { return !f.fate() && f.occurrence != "" })
	finds := 0
	for _, f := range d.finds {
		if f.occurrence == "" || listed && f.added || deeds && f.trig == looseTrigger {
			continue // words that the codebook lists are surer, and what was done than what came of it
		}
		finds++
		o := f.occurrence
		if o == dateline.Happened && f.basis == dateline.Denied && slices.ContainsFunc(d.finds, func(g *find) bool { return g.occurrence == dateline.DidNotHappen }) {
			o = dateline.DidNotHappen
		}
		if rank[o] > rank[best] {
			best = o
		}
		if o != dateline.UnknownOccurrence || len(d.finds) == 1 {
			bases = append(bases, f.basis)
		}
		if f.background {
			background++
		}
	}
	if best == dateline.Foiled && slices.ContainsFunc(d.counts, func(c count) bool { return c.harm == dateline.Killed || c.harm == dateline.Wounded }) {
		best = dateline.Happened // beaten off, but not prevented
	}
	d.occurrence = best
	if best == dateline.UnknownOccurrence {
		d.occurrence = ""
		return
	}
	d.basis = dateline.Strongest(bases...)
	d.said = d.speaker()
	// what only the claimant tells is claimed, though not each sentence says so
	if d.basis == dateline.Reported && len(d.claims) > 0 && r.onlyClaimed(d) {
		d.basis = dateline.Claimed
	}
	if r.longBefore(d) {
		background = finds
	}
	if r.remembered(d) || r.yearsBefore(d) {
		background = finds
	}
	d.background = background*2 > finds || background > 0 && !d.lead && background*2 >= finds
}

// onlyClaimed reports whether every telling of the event hangs on a claim:
// the find is content of the claimant's words, or refers back to such a one.
func (r *reading) onlyClaimed(d *draft) bool {
	claimed := false
	for _, f := range d.finds {
		switch {
		case f.basis == dateline.Claimed:
			claimed = true
		case f.np != nil && f.definite && f.weakOrAnaphoric():
		default:
			return false
		}
	}
	return claimed
}

func (f *find) weakOrAnaphoric() bool { return f.weak || len(f.places) == 0 && len(f.counts) == 0 }

// speaker is the first whose word the event is as it is judged: who only denies
// what others tell is not whose word it is.
func (d *draft) speaker() *discourse.Utterance {
	asJudged := slices.ContainsFunc(d.finds, func(f *find) bool { return f.occurrence == d.occurrence })
	for _, f := range d.finds {
		if f.said == nil || f.occurrence == "" || (f.said.Class == "deny") != (d.basis == dateline.Denied) {
			continue
		}
		if f.occurrence == d.occurrence || !asJudged {
			return f.said // not who says that it was not, of what others say was
		}
	}
	return nil
}
