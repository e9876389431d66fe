package reader

import (
	"cmp"
	"slices"

	"dateline"
	"dateline/codebook"
	"dateline/reader/syntax"
	"dateline/text"
)

// How many people an event harmed, out of all that the report says of it:
// figures ("four people were shot"), people told of one by one ("a man, 32,
// died"), and what became of those who were hit.

// casualties leaves one count for each harm and side. A figure for several
// stands before people told of one by one; those are added up as far as they
// can be told apart. Who was hit and is not said to have died was wounded.
func casualties(cs []count) []count {
	var killed, wounded, hit, out []count
	for _, c := range withOthers(cs) {
		if c.s.Kind == text.Title && c.several() && slices.ContainsFunc(cs, func(o count) bool {
			return o.s.Kind != text.Title && o.harm == c.harm && sameQty(o.qty, c.qty)
		}) {
			continue // the text says more exactly who they were
		}
		switch c.harm {
		case dateline.Killed:
			killed = append(killed, c)
		case dateline.Wounded:
			wounded = append(wounded, c)
		case codebook.Hit:
			hit = append(hit, c)
		default:
			out = append(out, c)
		}
	}
	out = figures(out)
	// who is told of as wounded or hit and then as dead has died
	killed = withSelves(killed)
	dead := settle(killed)
	gone := persons(killed)
	survived := func(c count) bool {
		return !slices.ContainsFunc(killed, func(k count) bool { return c.ent != nil && c.ent == k.ent }) && !(c.single() && slices.ContainsFunc(gone, func(p person) bool { return p.is(personOf(c), c.definite()) }))
	}
	wounded, alive := keep(wounded, survived), keep(hit, survived)
	hurt := settle(wounded)
	switch {
	case len(hit) == 0 || slices.ContainsFunc(wounded, count.several):
	case slices.ContainsFunc(hit, count.several):
		if of := survivors(hit, dead); total(of) > total(hurt) || len(hurt) == 0 {
			hurt = of
		}
	default:
		hurt = settle(append(wounded, relabel(unabsorbed(alive, gone, max(0, total(dead)-len(gone))))...))
	}
	return withRivals(append(append(dead, hurt...), out...), cs)
}

func keep(cs []count, ok func(count) bool) []count {
	return slices.DeleteFunc(slices.Clone(cs), func(c count) bool { return !ok(c) })
}

func total(cs []count) int {
	n := 0
	for _, c := range cs {
		if c.qty.Low != nil {
			n += *c.qty.Low
		}
	}
	return n
}

// several reports whether the count is a figure for more than one.
func (c count) several() bool { return !c.single() && (c.qty.Low == nil || *c.qty.Low > 1) }

// survivors are those of the figure of all who were hit who are not among the dead,
// as far as the words leave no doubt that the dead are among them: who was shot is
// counted dead or alive, who was brought to a hospital only if that is said. A figure
// so reckoned rests on the words of both.
func survivors(hit, dead []count) []count {
	struck := settle(keep(hit, func(c count) bool { return !c.care }))
	cared := settle(keep(hit, func(c count) bool { return c.care }))
	if !slices.ContainsFunc(struck, count.several) {
		return less(cared, keep(dead, count.afterCare))
	}
	out := less(struck, dead)
	if len(out) == 1 && slices.ContainsFunc(cared, func(c count) bool { return sameQty(c.qty, out[0].qty) }) {
		return relabel(cared)
	}
	return out
}

// less is a figure of people without those of the dead who can be among them.
func less(of, dead []count) []count {
	if len(of) == 0 {
		return nil
	}
	low, high := 0, 0 // of the dead; high is negative where no bound is said
	var spans []dateline.Span
	for _, c := range dead {
		ofTheirs := slices.ContainsFunc(of, func(o count) bool {
			return !o.ofOthers() && (o.side == c.side || o.side == dateline.UnknownSide || c.side == dateline.UnknownSide)
		})
		if !ofTheirs || c.qty.Low == nil && c.qty.High == nil {
			continue
		}
		spans = append(spans, c.span)
		if c.qty.Low != nil {
			low += *c.qty.Low
		}
		if c.qty.High == nil {
			high = -1
		} else if high >= 0 {
			high += *c.qty.High
		}
	}
	c := of[0]
	switch {
	case len(spans) == 0:
		return relabel(of)
	case vague(c.qty):
		return nil // nobody says how many of the dozens lived
	}
	var q syntax.Quantity
	if c.qty.Low != nil && high >= 0 && total(of) > high {
		n := total(of) - high
		q.Low = &n
	}
	if c.qty.High != nil {
		n := *c.qty.High - low
		for _, o := range of[1:] {
			if o.qty.High == nil {
				n = 0
				break
			}
			n += *o.qty.High
		}
		if n > 0 {
			q.High = &n
		}
	}
	switch {
	case q.Low == nil && (q.High == nil || c.qty.Low != nil && total(of) <= low):
		return nil
	case q.Low == nil:
		q.Qualifier = "up to"
	case q.High == nil:
		q.Qualifier = "at least"
	case *q.Low == *q.High:
		q.Qualifier = c.qty.Qualifier
	}
	c.qty = q
	for _, o := range of[1:] {
		spans = append(spans, o.span)
	}
	c.more = append(slices.Clone(c.more), spans...)
	return relabel([]count{c})
}

// afterCare reports whether the words say of the dead that they are of those who were
// cared for: "one of them died", "where two were pronounced dead", "three died of their
// wounds".
func (c count) afterCare() bool {
	from, to := c.s.TokensOf(c.span)
	if c.s.Lower(to) == "of" || c.s.Lower(from-1) == "where" || c.s.Lower(from-1) == "whom" {
		return true
	}
	for k := to; k < c.s.ClauseTo(to); k++ {
		switch c.s.Lemma(k) {
		case "later", "succumb", "hospital", "arrival", "clinic", "surgery":
			return true
		case "wound", "injury":
			if w := c.s.Lower(k - 1); w == "their" || w == "his" || w == "her" || w == "its" {
				return true
			}
		}
	}
	return false
}

// unabsorbed are the people hit, told of one by one, who cannot be those who died:
// each of the dead, and of unknown more of whom nothing else is told, may be one of
// them who is not told apart.
func unabsorbed(hit []count, dead []person, unknown int) []count {
	dead = slices.Clone(dead)
	var gone []person
	return keep(hit, func(c count) bool {
		p := personOf(c)
		if slices.ContainsFunc(gone, func(q person) bool { return q.may(p) }) {
			return false // told of again
		}
		if i := slices.IndexFunc(dead, func(q person) bool { return q.may(p) && !p.other }); i >= 0 {
			gone = append(gone, p.with(dead[i]))
			dead = slices.Delete(dead, i, i+1)
			return false
		}
		if unknown > 0 && !p.other && !c.alive {
			unknown--
			gone = append(gone, p)
			return false
		}
		return true
	})
}

// withSelves adds those who killed themselves to the figure of whom they killed in the
// same sentence: they are not of them.
func withSelves(killed []count) []count {
	out := slices.Clone(killed)
	for i := 0; i < len(out); i++ {
		if !out[i].self() {
			continue
		}
		k := slices.IndexFunc(out, func(o count) bool {
			return o.s == out[i].s && o.span.End <= out[i].span.Start && !o.single() && o.qty.Low != nil && o.qty.High != nil && !o.self()
		})
		if k < 0 {
			continue
		}
		low, high := *out[k].qty.Low+1, *out[k].qty.High+1
		out[k].qty.Low, out[k].qty.High = &low, &high
		out[k].more = append(slices.Clone(out[k].more), out[i].span)
		out = slices.Delete(out, i, i+1)
		i--
	}
	return out
}

// self reports whether the count is of who did it: "then killed himself".
func (c count) self() bool {
	from, to := c.s.TokensOf(c.span)
	if to-from != 1 {
		return false
	}
	switch c.s.Lower(from) {
	case "himself", "herself", "self", "themselves":
		return true
	}
	return false
}

// ofOthers reports whether the count leaves out those told of beside it: "three
// others", "two more people".
func (c count) ofOthers() bool {
	from, to := c.s.TokensOf(c.span)
	for k := from; k < to; k++ {
		if c.qty.From <= k && k < c.qty.To {
			continue // "more than 20"
		}
		switch c.s.Lower(k) {
		case "other", "others", "more", "additional", "another":
			return true
		}
	}
	return false
}

// withOthers adds a figure of others to that of those hurt beside whom they are
// others: "two are in critical condition and five others were treated".
func withOthers(cs []count) []count {
	out := slices.Clone(cs)
	for i := 0; i < len(out); i++ {
		c := out[i]
		if c.harm != dateline.Wounded && c.harm != codebook.Hit || !c.ofOthers() || c.qty.Low == nil {
			continue
		}
		best := -1 // the count before it in its sentence
		for k, o := range out {
			if k != i && o.s == c.s && o.span.End <= c.span.Start && (best < 0 || o.span.Start > out[best].span.Start) {
				best = k
			}
		}
		if best < 0 || out[best].qty.Low == nil || out[best].harm != dateline.Wounded && out[best].harm != codebook.Hit || out[best].single() && c.single() || out[best].by != c.by && out[best].by != "" && c.by != "" {
			continue
		}
		o := out[best]
		if o.single() && slices.ContainsFunc(out, func(x count) bool { return x.s == c.s && x.several() && x.span.End <= o.span.Start }) {
			continue // "five people were shot, including a boy"
		}
		low := *o.qty.Low + *c.qty.Low
		c.qty.Low = &low
		if o.qty.High != nil && c.qty.High != nil {
			high := *o.qty.High + *c.qty.High
			c.qty.High = &high
		} else {
			c.qty.High = nil
		}
		c.more = append(slices.Clone(c.more), o.span)
		out[i] = c
		out = slices.Delete(out, best, best+1)
		if best < i {
			i--
		}
	}
	return out
}

func relabel(cs []count) []count {
	out := slices.Clone(cs)
	for i := range out {
		out[i].part = out[i].harm == codebook.Hit
		out[i].harm = dateline.Wounded
	}
	return out
}

// settle makes one figure a side of counts of one harm.
func settle(cs []count) []count {
	several := keep(cs, func(c count) bool { return !c.single() })
	if slices.ContainsFunc(cs, count.single) {
		// "one is in hospital": of those told of one by one
		several = keep(several, func(c count) bool { return c.several() || !c.part })
	}
	single := keep(cs, count.single)
	out := figures(several)
	sides := sidesOf(single)
	home := dateline.UnknownSide // of those whose side is not told
	if len(sides) > 0 {
		home = sides[0]
		if slices.Contains(sides, dateline.Civilian) {
			home = dateline.Civilian
		}
	}
	for _, side := range sides {
		of := keep(single, func(c count) bool {
			// a name whose side is not told mostly tells one of them again
			return c.side == side || c.side == dateline.UnknownSide && side == home && slices.ContainsFunc(single, func(o count) bool { return o.s == c.s && o.side == side && apart(o, c) })
		})
		n, first, others := distinct(of)
		i := slices.IndexFunc(out, func(o count) bool {
			return o.side == side || o.side == dateline.UnknownSide || side == dateline.UnknownSide
		})
		if i >= 0 {
			continue // those told of one by one are of those counted
		}
		first.side = side
		if n > 1 {
			first.qty.Low, first.qty.High, first.more = &n, &n, others
		}
		out = append(out, first)
	}
	return out
}

// apart reports whether two counts of one sentence are of two people by its syntax: one
// is whom the other harmed besides, or both are in one list.
func apart(a, b count) bool {
	return a.self() || b.self() || a.f == b.f && a.f != nil && a.span != b.span
}

func sidesOf(cs []count) []dateline.Side {
	var out []dateline.Side
	for _, c := range cs {
		if !slices.Contains(out, c.side) {
			out = append(out, c.side)
		}
	}
	// people of no known side may be any of the others
	if len(out) > 1 {
		out = slices.DeleteFunc(out, func(s dateline.Side) bool { return s == dateline.UnknownSide })
	}
	return out
}

// single reports whether the count is of one person.
func (c count) single() bool {
	return c.qty.Low != nil && c.qty.High != nil && *c.qty.Low == 1 && *c.qty.High == 1 && c.qty.Qualifier == "" && c.ent != nil && c.ent.Class != "number"
}

// figures leaves one count for each harm and side: a toll that a later
// sentence raises replaces the first; else the body's word outweighs the
// headline's, and what is told first stands.
func figures(cs []count) []count {
	var out []count
	for _, c := range cs {
		i := slices.IndexFunc(out, func(o count) bool {
			return o.harm == c.harm && (o.side == c.side || o.side == dateline.UnknownSide || c.side == dateline.UnknownSide)
		})
		if i < 0 {
			out = append(out, c)
			continue
		}
		o := &out[i]
		switch {
		case c.raises():
			side, same := o.side, o.s == c.s
			*o = c
			switch {
			case same && o.who == "": // "reached seven after two policemen died"
				o.side = dateline.UnknownSide
			case o.side == dateline.UnknownSide:
				o.side = side
			}
		case o.s.Kind == text.Title && c.s.Kind != text.Title, vague(o.qty) && !vague(c.qty):
			*o = c
		case sameQty(o.qty, c.qty):
			if o.side == dateline.UnknownSide {
				o.side = c.side
			}
			if o.who == "" {
				o.who = c.who
			}
		}
	}
	return out
}

// vague reports whether a quantity gives no number that was counted: "several".
func vague(q syntax.Quantity) bool {
	switch q.Qualifier {
	case "several", "many", "multiple", "a number of", "some", "a few", "scores", "dozens":
		return true
	}
	return q.Low == nil
}

// distinct is how many people the counts of one person each tell of, at least:
// those whom name, age or sex tell apart. First is the count that stands for
// them, of the body before one of the headline, others where the rest stand.
func distinct(cs []count) (n int, first count, others []dateline.Span) {
	var seen []person
	for _, c := range slices.SortedStableFunc(slices.Values(cs), func(a, b count) int {
		return cmp.Compare(btoi(a.s.Kind == text.Title), btoi(b.s.Kind == text.Title))
	}) {
		p := personOf(c)
		if i := slices.IndexFunc(seen, func(q person) bool { return q.may(p) }); i >= 0 {
			seen[i] = seen[i].with(p)
			continue
		}
		if len(seen) == 0 {
			first = c
		} else {
			others = append(others, c.span)
		}
		seen = append(seen, p)
	}
	return len(seen), first, others
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}
