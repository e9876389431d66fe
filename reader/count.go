package reader

import (
	"slices"

	"dateline"
	"dateline/text"
)

// How many people were harmed, as a phrase gives it, and which of several
// figures for one harm stands.

// A count is a number of people by harm, as a phrase gives it.
type count struct {
	harm dateline.Harm
	side dateline.Side
	qty  quantity
	who  string
	span dateline.Span
	s    *sentence
	ent  *entity
}

// addCount reads how many people a phrase tells of.
func (f *find) addCount(harm dateline.Harm, np *nounPhrase) {
	if np.ent == nil && ordinals[np.headLemma()] && (np.det == "a" || np.det == "another" || np.headLemma() == "another") {
		// "wounding a third": one more of those told of
		one := 1
		f.counts = append(f.counts, count{harm: harm, side: dateline.UnknownSide, span: np.span(), s: np.s, qty: quantity{low: &one, high: &one}, ent: &entity{class: "number"}})
		return
	}
	if np.ent == nil && np.qty == nil || np.ent != nil && (np.ent.kind == entPlace || np.ent.kind == entProperty || np.ent.kind == entWeapon) {
		return
	}
	c := count{harm: harm, side: dateline.UnknownSide, span: np.span(), s: np.s, ent: np.ent}
	if np.ent != nil && np.ent.side != "" {
		c.side = np.ent.side
	}
	one := 1
	switch {
	case np.qty != nil:
		c.qty = *np.qty
	case np.pronoun != "":
		return
	case !np.plural && np.ent != nil && np.ent.people() && np.det != "no" && (np.det == "a" || np.det == "an" || np.det == "the" || np.ent.kind == entPerson || np.det == "one" || np.det == "" || np.det == "her" || np.det == "his" || np.det == "its" || np.det == "their"):
		if lexicon.people[np.headLemma()] != nil && massNoun[np.headLemma()] {
			return
		}
		c.qty = quantity{low: &one, high: &one}
	default:
		return
	}
	if np.qty == nil || np.head != np.qty.to-1 {
		c.who = np.words()
		if np.qty != nil && np.qty.to <= np.to {
			c.who = np.s.r.quote(np.s.span(np.qty.to, np.to))
		} else if np.det == "a" || np.det == "an" || np.det == "the" {
			c.who = np.s.r.quote(np.s.span(np.from+1, np.to))
		}
	}
	f.counts = append(f.counts, c)
}

var ordinals = setOf("another", "second", "third", "fourth", "fifth", "sixth", "other")

// addUp makes one count of the last two when they are people of one side in
// one list: "six patients and a nurse" are seven.
func (f *find) addUp() {
	n := len(f.counts)
	a, b := &f.counts[n-2], f.counts[n-1]
	if a.side != b.side || a.harm != b.harm || a.s != b.s || a.qty.low == nil || b.qty.low == nil || f.saysSeparate() {
		return
	}
	low := *a.qty.low + *b.qty.low
	a.qty.low = &low
	if a.qty.high != nil && b.qty.high != nil {
		high := *a.qty.high + *b.qty.high
		a.qty.high = &high
	} else {
		a.qty.high = nil
	}
	a.span.End = b.span.End
	if a.who != "" && b.who != "" {
		a.who += ", " + b.who
	}
	f.counts = f.counts[:n-1]
}

// settleCounts leaves one count for each harm and side: a toll that a later
// sentence raises replaces the first; else the body's word outweighs the
// headline's, and what is told first stands.
func settleCounts(cs []count) []count {
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
			side := o.side
			*o = c
			if o.side == dateline.UnknownSide {
				o.side = side
			}
		case o.s.kind == text.Title && c.s.kind != text.Title:
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

func sameQty(a, b quantity) bool {
	eq := func(x, y *int) bool { return x == nil && y == nil || x != nil && y != nil && *x == *y }
	return eq(a.low, b.low) && eq(a.high, b.high)
}

// raises reports whether the count comes with words of a toll that changed.
func (c count) raises() bool {
	for i := range c.s.Tokens {
		switch c.s.lemma(i) {
		case "rise", "climb", "raise", "revise", "grow", "increase", "jump":
			for k := range c.s.Tokens {
				switch c.s.lemma(k) {
				case "toll", "number", "figure", "count":
					return true
				}
			}
		}
	}
	return false
}
