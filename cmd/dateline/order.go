package main

import (
	"cmp"
	"math"
	"slices"

	"dateline"
)

// undated is the day that stands for the publication of a report without a
// date: such times follow those of the calendar and keep their order.
var undated = dayNumber(dateline.Date{Year: 9000, Month: 1, Day: 1})

// A moment is where an event stands in time, as day numbers.
type moment struct{ first, last int }

// dayNumber counts days from 1970. It does not go through time.Duration, which
// ends at 292 years.
func dayNumber(d dateline.Date) int { return int(d.Time().Unix() / (24 * 60 * 60)) }

// unknownTime stands after all other times.
var unknownTime = moment{math.MaxInt, math.MaxInt}

// inTimeOrder sorts events by time as far as it is known; events whose time is
// unknown, or the same, keep the order of the record.
func inTimeOrder(events []dateline.Event, reports []dateline.Report) []dateline.Event {
	published := map[string]int{}
	for _, r := range reports {
		if r.Published != nil {
			published["publication:"+string(r.ID)] = dayNumber(r.Published.Day())
		} else {
			published["publication:"+string(r.ID)] = undated
		}
	}
	times := map[string]dateline.Time{}
	for _, e := range events {
		times[string(e.ID)] = e.Time
	}
	// at follows relations from event to event; depth ends a circle.
	var at func(t dateline.Time, depth int) moment
	at = func(t dateline.Time, depth int) moment {
		switch {
		case t.Start != nil && t.End != nil:
			return moment{dayNumber(*t.Start), dayNumber(*t.End) - 1}
		case t.Start != nil:
			return moment{dayNumber(*t.Start), undated}
		case t.End != nil:
			return moment{dayNumber(*t.End) - 1, dayNumber(*t.End) - 1}
		case t.Relative == nil || depth > len(events):
			return unknownTime
		}
		base := unknownTime
		if day, ok := published[t.Relative.To]; ok {
			base = moment{day, day}
		} else if other, ok := times[t.Relative.To]; ok {
			base = at(other, depth+1)
		}
		if base == unknownTime {
			return base
		}
		lo, hi := t.Relative.MinDays, t.Relative.MaxDays
		switch {
		case lo == nil && hi == nil:
			return base
		case lo == nil:
			return moment{base.first + *hi, base.last + *hi}
		case hi == nil:
			return moment{base.first + *lo, base.last + *lo}
		}
		return moment{base.first + *lo, base.last + *hi}
	}
	where := map[dateline.EventID]moment{}
	for _, e := range events {
		where[e.ID] = at(e.Time, 0)
	}
	sorted := slices.Clone(events)
	slices.SortStableFunc(sorted, func(a, b dateline.Event) int {
		return cmp.Or(cmp.Compare(where[a.ID].first, where[b.ID].first), cmp.Compare(where[a.ID].last, where[b.ID].last))
	})
	return sorted
}
