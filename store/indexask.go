package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"dateline"
)

// wanting is what a Query wants of indexed events.
type wanting struct {
	x                            *eventIndex
	statuses, types, outlets     []bool // by number; nil is any
	actors, places               []int32
	byActor, byPlace, all, timed bool
	from, to                     int64
	origins                      int32
	hidden                       map[int32]bool // slots of events that labels touch
	found                        []bool         // reports in which words stand, by seq; nil for no words
}

// ask is a Query, and what its filter found by words and labels, as the index is asked.
func (x *eventIndex) ask(q dateline.Query, f *filter) *wanting {
	a := &wanting{x: x, all: q.All || len(q.Statuses) > 0, origins: int32(min(q.Origins, 1<<30)), timed: q.From != nil || q.To != nil, from: -unbounded, to: unbounded} //nolint:gosec // bounded
	if len(q.Statuses) > 0 {
		a.statuses = x.statuses.which(func(s string) bool { return slices.Contains(q.Statuses, dateline.Status(s)) })
	}
	if len(q.Types) > 0 {
		a.types = x.types.which(func(s string) bool { return anyOf(q.Types, stepsOf(s, ".")) })
	}
	if len(q.Outlets) > 0 {
		a.outlets = x.outlets.which(func(s string) bool { return slices.Contains(q.Outlets, s) })
	}
	a.byActor, a.actors = len(q.Actors) > 0, numbers(&x.actors, q.Actors)
	places := trimmed(q.Places)
	a.byPlace, a.places = len(places) > 0, numbers(&x.places, places)
	if q.From != nil {
		a.from = dayOf(*q.From)
	}
	if q.To != nil {
		a.to = dayOf(*q.To)
	}
	if f.sight != nil {
		a.hidden = map[int32]bool{}
		for _, id := range f.sight.touched.events {
			if at, ok := x.slots[id]; ok {
				a.hidden[at] = true
			}
		}
	}
	if f.found != nil {
		a.found = make([]bool, len(x.reports))
		for _, seq := range f.found.reports() {
			if seq < int64(len(a.found)) {
				a.found[seq] = true
			}
		}
	}
	return a
}

// which are the values of which something holds, by number.
func (x *interned[T]) which(holds func(T) bool) []bool {
	out := make([]bool, len(x.all))
	for i, v := range x.all {
		out[i] = holds(v)
	}
	return out
}

// numbers are those of values that are there.
func numbers[T ~string](x *interned[string], values []T) []int32 {
	var out []int32
	for _, v := range values {
		if n, ok := x.at[string(v)]; ok {
			out = append(out, n)
		}
	}
	return out
}

// told are the reports that tell an event.
func (e *indexed) told() []int32 { return e.refs[e.actors+e.places:] }

// wants is what an eventFilter asks of rows; see seen.wants.
func (a *wanting) wants(at int, e *indexed) bool {
	switch {
	case e.id == "" || !a.all && !e.countable || a.statuses != nil && !a.statuses[e.status] || a.types != nil && !a.types[e.typ]:
		return false
	case a.origins > 1 && e.origins < a.origins || a.timed && !a.overlaps(e):
		return false
	case a.byActor && !meet(a.actors, e.refs[:e.actors]) || a.byPlace && !meet(a.places, e.refs[e.actors:e.actors+e.places]):
		return false
	case a.hidden != nil && a.hidden[int32(at)]: //nolint:gosec // a slot
		return false
	case a.outlets != nil && !slices.ContainsFunc(e.told(), func(seq int32) bool { return a.tells(seq) }):
		return false
	case a.found != nil && !slices.ContainsFunc(e.told(), func(seq int32) bool { return a.found[seq] }):
		return false
	}
	return true
}

// tells reports whether a report is of an outlet that is asked for.
func (a *wanting) tells(seq int32) bool {
	o := a.x.reports[seq].outlet
	return o != noNumber && a.outlets[o]
}

// meet reports whether two lists, of which the first is short, have a number in common.
func meet(few, many []int32) bool {
	return slices.ContainsFunc(few, func(n int32) bool { return slices.Contains(many, n) })
}

// overlaps is filter.time.
func (a *wanting) overlaps(e *indexed) bool {
	if e.start == noNumber {
		return false
	}
	start, end := int64(e.start), int64(e.end)
	return start <= a.to && end > a.from && (start > -unbounded || end <= addDays(a.to, openDays)) && (end < unbounded || start > addDays(a.from, -openDays))
}

// each calls f for every event that is wanted.
func (a *wanting) each(f func(*indexed)) {
	for at := range a.x.events {
		if e := &a.x.events[at]; a.wants(at, e) {
			f(e)
		}
	}
}

// put counts the events that are wanted, by their days and spot.
func (a *wanting) put(count func(s *dateline.Spot, held lasting, n int)) {
	type key struct{ start, end, spot int32 }
	by := map[key]int{}
	a.each(func(e *indexed) { by[key{e.start, e.end, e.spot}]++ })
	for k, n := range by { // who asks puts them in order
		var spot *dateline.Spot
		if k.spot != noNumber {
			spot = &a.x.spots.all[k.spot]
		}
		held := lasting{dayless, dayless}
		if k.start != noNumber {
			held = lasting{int64(k.start), int64(k.end)}
		}
		count(spot, held, n)
	}
}

// days counts reports by day: those that tell of what is wanted and of events that labels
// touch, or all; of outlets, of days from one to another, and without those that are hidden.
func (a *wanting) days(told bool, more []*seen, from, to *dateline.Date, hidden map[int64]bool) []dateline.DayCount {
	counted := make([]bool, len(a.x.reports))
	if told {
		a.each(func(e *indexed) {
			for _, seq := range e.told() {
				counted[seq] = true
			}
		})
		for _, seq := range reportsTold(more) {
			counted[seq] = true
		}
	}
	first, last := int64(-unbounded), int64(unbounded)
	if from != nil {
		first = dayOf(*from)
	}
	if to != nil {
		last = dayOf(*to)
	}
	by := map[int64]int{}
	for seq, r := range a.x.reports {
		if told && !counted[seq] || r.day == noNumber || int64(r.day) < first || int64(r.day) > last || a.outlets != nil && !a.tells(int32(seq)) || hidden[int64(seq)] { //nolint:gosec // the index is for fewer reports
			continue
		}
		by[int64(r.day)]++
	}
	return dayCounts(by, from == nil && to == nil)
}

// shares says of the outlets of the newest so many events how many each told, and how many
// alone.
func (a *wanting) shares(newest int, put func(outlet string, events, alone int)) {
	// Few days have that many: the events of others need not be put in order.
	on := map[int32]int{}
	a.each(func(e *indexed) { on[e.day]++ })
	days := slices.SortedFunc(maps.Keys(on), func(a, b int32) int { return cmp.Compare(b, a) })
	n, first := 0, int32(noNumber)
	for _, day := range days {
		if n += on[day]; n >= newest {
			first = day
			break
		}
	}
	var some []*indexed
	a.each(func(e *indexed) {
		if e.day >= first {
			some = append(some, e)
		}
	})
	slices.SortFunc(some, func(x, y *indexed) int { return cmp.Or(cmp.Compare(y.day, x.day), strings.Compare(y.id, x.id)) })
	told, alone := map[int32]int{}, map[int32]int{}
	for _, e := range some[:min(newest, len(some))] {
		seen := map[int32]bool{}
		for _, seq := range e.told() {
			if o := a.x.reports[seq].outlet; o != noNumber && !seen[o] {
				seen[o] = true
				told[o]++
				alone[o] += flag(e.outlets == 1)
			}
		}
	}
	for o, n := range told {
		put(a.x.outlets.all[o], n, alone[o])
	}
}

// cameBy are up to n events of a filter after a mark by the last report that tells each, as
// the index has them; nil where it does not answer.
func (l *Ledger) cameBy(ctx context.Context, tx conn, q dateline.Query, f *filter, after *mark, n int) ([]mark, error) {
	x, done, err := l.indexed(ctx, tx, q)
	if err != nil || x == nil {
		return nil, err
	}
	defer done()
	return x.ask(q, f).came(after, n), nil
}

// came are up to n events after a mark by the last report that tells each, the latest
// first, as source.list has them of asCame.
func (a *wanting) came(after *mark, n int) []mark {
	out := []mark{}
	order := func(x, y mark) int { return cmp.Or(cmp.Compare(y.at, x.at), strings.Compare(y.id, x.id)) }
	a.each(func(e *indexed) {
		if len(e.told()) == 0 {
			return
		}
		m := mark{int64(slices.Max(e.told())), e.id}
		if after != nil && !m.less(after) {
			return
		}
		if out = append(out, m); len(out) >= 8*n+64 { // what cannot be on the page is let go now and then
			slices.SortFunc(out, order)
			out = out[:n]
		}
	})
	slices.SortFunc(out, order)
	return out[:min(len(out), n)]
}
