package origin

import (
	"cmp"
	"slices"
)

// maxVerified is how many reports one is measured against, word by word.
const maxVerified = 8

// decide finds what a report comes from among those before it.
func (x *Index) decide(d *doc) decision {
	best := nothing
	for _, c := range x.candidates(d) {
		e := x.docs[c]
		x.measured++
		next := decision{parent: c, source: -1, kind: Own, rel: relate(&d.body, &e.body)}
		switch {
		case next.rel.same:
			next.kind = Exact
		case next.rel.copied(oneAgency(&d.about, &e.about), d.about.outlet != "" && d.about.outlet == e.about.outlet):
			next.kind = Edited
		case next.rel.drawn():
			next.kind = Rewrite
		}
		if next.closer(&best) {
			best = next
		}
	}
	if best.kind == Own || best.kind == Rewrite {
		x.findSource(d, &best)
	}
	return best
}

// closer reports whether a decision is for a nearer report than another.
// Candidates come from the earliest, which wins between equals.
func (n *decision) closer(o *decision) bool {
	if n.kind != o.kind {
		return n.kind.rank() > o.kind.rank()
	}
	return n.kind != Own && n.rel.to.words+n.rel.of.words > o.rel.to.words+o.rel.of.words
}

func (k Kind) rank() int { return slices.Index([]Kind{Own, Rewrite, Edited, Exact}, k) }

// candidates are the earlier reports that share most keys, in canonical order.
func (x *Index) candidates(d *doc) []int32 {
	clear(x.hits)
	for _, k := range d.keys {
		list := x.runs.of(k)
		i := place(list, d.at, x)
		if i >= x.reach {
			continue
		}
		for _, c := range list[:i] {
			x.hits[c]++
		}
	}
	score := map[int32]int{}
	for c, n := range x.hits {
		// By what a copy took over, keys lead to its model alone.
		if p := x.docs[c].decided.parent; p >= 0 {
			n += x.hits[p]
		}
		if n*sampleShare >= min(len(d.keys), len(x.docs[c].keys)) {
			score[c] = n
		}
	}
	return x.best(score, maxVerified)
}

// sampleShare is the part of the keys, one in so many, from which on a report is
// measured.
const sampleShare = 12

// best are the n reports with the highest scores, in canonical order.
func (x *Index) best(score map[int32]int, n int) []int32 {
	canonical := func(a, b int32) int {
		switch {
		case a == b:
			return 0
		case x.docs[a].before(x.docs[b]):
			return -1
		}
		return 1
	}
	all := make([]int32, 0, len(score))
	for c := range score {
		all = append(all, c)
	}
	slices.SortFunc(all, func(a, b int32) int {
		return cmp.Or(cmp.Compare(score[b], score[a]), canonical(a, b))
	})
	all = all[:min(len(all), n)]
	slices.SortFunc(all, canonical)
	return all
}

// maxSources is how many reports of an outlet one is measured against.
const maxSources = 4

// fewestNames is how many names a report and its source have in common at
// least.
const fewestNames = 1

// findSource looks for the report of the outlet that d leans on.
func (x *Index) findSource(d *doc, into *decision) {
	clear(x.hits)
	for _, k := range d.about.asks(d.body.names) {
		before, after := around(x.named.of(k), d.at, x, namedReach, namedReach)
		if d.timed() {
			after = nil
		}
		for _, list := range [][]int32{before, after} {
			for _, c := range list {
				if d.mayLeanOn(x.docs[c]) {
					x.hits[c]++
				}
			}
		}
	}
	score := map[int32]int{}
	for c, n := range x.hits {
		if n >= fewestNames {
			score[c] = n
		}
	}
	for _, c := range x.best(score, maxSources) {
		x.measured++
		rel := relate(&d.body, &x.docs[c].body)
		least := leanSum
		if d.about.broughtBy(&x.docs[c].about) {
			least = broughtSum
		}
		if leaned := rel.leaned(&d.body, d.about.named); leaned >= leanLeast && (into.source < 0 || leaned > into.leaned) {
			into.source, into.srcRel, into.leaned, into.whole = c, rel, leaned, leaned >= least
		}
	}
}

// timed reports whether it is known to the minute when a report came out: it can
// have leaned on nothing behind it, and what comes behind it is nothing to it.
func (d *doc) timed() bool { return d.dated && d.clock }

// mayLeanOn reports whether another report can be a source: one of an earlier
// time, or of a time that may be earlier.
func (d *doc) mayLeanOn(e *doc) bool {
	switch {
	case d == e:
		return false
	case !d.dated || !e.dated:
		return true
	case e.before(d):
		return d.moment.Sub(e.moment) <= maxLag
	}
	return (!d.clock || !e.clock) && sameDay(d, e)
}
