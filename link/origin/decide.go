package origin

import (
	"cmp"
	"slices"
)

// maxVerified is how many reports one is measured against, word by word.
const maxVerified = 8

// A finding is a decision with what it rests on.
type finding struct {
	parent int32
	kind   Kind
	rel    relation
	source int32
	whole  bool
	leaned int // how much comes from its source; see relation.leaned
	srcRel relation
}

func (f *finding) decision() decision {
	return decision{f.parent, f.source, int8(f.kind.rank()), f.whole,
		uint8(f.rel.to.words), uint8(f.rel.of.words), uint8(f.srcRel.to.words), uint8(f.srcRel.of.words)}
}

// decide finds what a report comes from among those before it.
func (x *Index) decide(at int32, w *whole) *finding {
	if p := x.prior(at); p >= 0 {
		return x.decideVersion(at, w, p)
	}
	best := &finding{parent: -1, source: -1, kind: Own}
	for _, c := range x.candidates(at) {
		e := x.whole(c)
		x.measured++
		next := &finding{parent: c, source: -1, kind: Own, rel: relate(&w.body, &e.body)}
		switch {
		case next.rel.same:
			next.kind = Exact
		case next.rel.copied(oneAgency(&w.about, &e.about), w.about.outlet != "" && w.about.outlet == e.about.outlet):
			next.kind = Edited
		case next.rel.drawn():
			next.kind = Rewrite
		}
		if next.closer(best) {
			best = next
		}
	}
	if best.kind == Own || best.kind == Rewrite {
		x.findSource(at, w, best)
	}
	return best
}

// closer reports whether a finding is of a nearer report than another.
// Candidates come from the earliest, which wins between equals.
func (f *finding) closer(o *finding) bool {
	if f.kind != o.kind {
		return f.kind.rank() > o.kind.rank()
	}
	return f.kind != Own && f.rel.to.words+f.rel.of.words > o.rel.to.words+o.rel.of.words
}

func (k Kind) rank() int { return slices.Index(kinds, k) }

// candidates are the earlier reports that share most keys, in canonical order.
func (x *Index) candidates(at int32) []int32 {
	clear(x.hits)
	keys := x.head(at).Runs
	for _, k := range keys {
		list := x.runs.Of(k)
		i := x.runs.Place(list, at)
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
		d := x.docs.At(c)
		if p := d.decided.parent; p >= 0 {
			n += x.hits[p]
		}
		if n*sampleShare >= min(len(keys), int(d.keys)) && !x.oneArticle(at, c) {
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
		case x.before(a, b):
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
func (x *Index) findSource(at int32, w *whole, into *finding) {
	clear(x.hits)
	for _, k := range x.head(at).Asks {
		before, after := x.named.Around(x.named.Of(k), at, namedReach, namedReach)
		if x.docs.At(at).timed() {
			after = nil
		}
		for _, list := range [][]int32{before, after} {
			for _, c := range list {
				if x.mayLeanOn(at, c) {
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
		e := x.whole(c)
		rel := relate(&w.body, &e.body)
		least := leanSum
		if w.about.broughtBy(&e.about) {
			least = broughtSum
		}
		if leaned := rel.leaned(&w.body, w.about.named); leaned >= leanLeast && (into.source < 0 || leaned > into.leaned) {
			into.source, into.srcRel, into.leaned, into.whole = c, rel, leaned, leaned >= least
		}
	}
}

// timed reports whether it is known to the minute when a report came out: it can
// have leaned on nothing behind it, and what comes behind it is nothing to it.
func (d *doc) timed() bool { return d.dated && d.clock }

// mayLeanOn reports whether another report can be a source: one of an earlier
// time, or of a time that may be earlier.
func (x *Index) mayLeanOn(a, b int32) bool {
	d, e := x.docs.At(a), x.docs.At(b)
	switch {
	case a == b, x.oneArticle(a, b):
		return false
	case !d.dated || !e.dated:
		return true
	case x.before(b, a):
		return d.moment.compare(e.moment.add(maxLag)) <= 0
	}
	return (!d.clock || !e.clock) && d.day == e.day
}
