package origin

import (
	"slices"

	"dateline"
)

// Settle decides again on what late or removed reports touch. Afterwards the
// origins follow from the set of reports alone. It gives back the reports that it
// found to be of another kind, or to come from another, than Of said before, and
// those that hang on one of these, each once.
func (x *Index) Settle() (changed []dateline.ReportID) {
	for at, ok := x.late.next(); ok; at, ok = x.late.next() {
		d := x.docs.At(at)
		d.waiting = false
		next, was := x.decide(at, x.whole(at)).decision(), d.decided
		if next.kind != was.kind || next.parent != was.parent || next.source != was.source || next.whole != was.whole {
			x.changed = append(x.changed, x.id(at))
		}
		if next.parent == was.parent && next.source == was.source {
			if next != was {
				d.decided = next
				x.altered[at] = true
			}
			continue
		}
		head := x.head(at)
		x.tell(at, head) // of what it no longer leads to
		x.withdraw(at, head)
		x.settleOn(at, next, head)
		x.tell(at, head)
	}
	seen := map[int32]bool{}
	for _, id := range x.changed {
		if at, there := x.at(id); there {
			changed = x.hanging(at, seen, changed)
		}
	}
	x.changed = nil
	return changed
}

// hanging adds a report to a list, and those that come from it, step by step.
func (x *Index) hanging(at int32, seen map[int32]bool, list []dateline.ReportID) []dateline.ReportID {
	if seen[at] {
		return list
	}
	seen[at] = true
	list = append(list, x.id(at))
	for _, c := range x.hang[at] {
		list = x.hanging(c, seen, list)
	}
	return list
}

// settleOn takes a decision and posts a report by it.
func (x *Index) settleOn(at int32, next decision, head *Head) {
	x.docs.At(at).decided = next
	x.altered[at] = true
	leads := x.leads(at)
	for _, k := range head.Runs {
		if leads(k) {
			x.runs.Insert(k, at)
		} else {
			x.follow.Insert(k, at)
		}
	}
	x.tie(at, next)
}

// tie lets a report hang on what it comes from.
func (x *Index) tie(at int32, to decision) {
	for _, c := range []int32{to.parent, to.source} {
		if c < 0 {
			continue
		}
		if i, there := slices.BinarySearch(x.hang[c], at); !there {
			x.hang[c] = slices.Insert(x.hang[c], i, at)
		}
	}
}

// withdraw undoes settleOn.
func (x *Index) withdraw(at int32, head *Head) {
	d := x.docs.At(at)
	for _, k := range head.Runs {
		if d.decided.parent < 0 || !x.follow.Remove(k, at) {
			x.runs.Remove(k, at)
		}
	}
	x.untie(at)
	d.decided = nothing
	x.altered[at] = true
}

// untie undoes tie.
func (x *Index) untie(at int32) {
	d := x.docs.At(at)
	for _, c := range []int32{d.decided.parent, d.decided.source} {
		if c < 0 {
			continue
		}
		if i, there := slices.BinarySearch(x.hang[c], at); there {
			if x.hang[c] = slices.Delete(x.hang[c], i, i+1); len(x.hang[c]) == 0 {
				delete(x.hang, c)
			}
		}
	}
}

// wait puts a report into the queue of those to be decided on.
func (x *Index) wait(at int32) {
	if d := x.docs.At(at); !d.waiting {
		d.waiting = true
		x.late.push(at)
	}
}

// The bounds of a key's reach. A run of words that so many reports before have of
// their own is a stock phrase and leads nowhere; of an outlet's reports with a
// name in them the nearest are looked at.
const (
	stockPhrase = 32
	namedReach  = 16
)

// tell puts those into the queue whose decision may hang on a report.
func (x *Index) tell(at int32, head *Head) {
	leads := x.leads(at)
	for _, k := range head.Runs {
		if !leads(k) {
			continue
		}
		list := x.runs.Of(k)
		i := x.runs.Place(list, at)
		if i > x.reach {
			continue
		}
		after := list[min(i+1, len(list)):min(x.reach+2, len(list))]
		for _, c := range after {
			x.wait(c)
		}
		following := x.follow.Of(k)
		from, to := x.follow.Place(following, at), len(following)
		if from < to && following[from] == at {
			from++
		}
		if len(list) > x.reach+1 {
			to = x.follow.Place(following, list[x.reach+1])
		}
		for _, c := range following[from:max(from, to)] {
			x.wait(c)
		}
	}
	for _, k := range head.Under {
		asking := x.asking.Of(k)
		if len(asking) == 0 {
			continue
		}
		before, after := x.named.Around(x.named.Of(k), at, namedReach, namedReach)
		first, last := int32(-1), int32(-1)
		if len(before) == namedReach {
			first = before[0]
		}
		if len(after) == namedReach {
			last = after[namedReach-1]
		}
		for _, c := range asking {
			if x.docs.At(c).timed() && x.before(c, at) {
				continue
			}
			if (first < 0 || !x.before(c, first)) && (last < 0 || !x.before(last, c)) {
				x.wait(c)
			}
		}
	}
}
