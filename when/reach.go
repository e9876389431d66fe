package when

import "math"

// reach is a range of whole days counted from an anchor's day. A bound that
// is not set is open.
type reach struct {
	lo, hi       int
	hasLo, hasHi bool
}

func closed(lo, hi int) reach { return reach{lo, hi, true, true} }

// from is an interval counted from a day.
func (d days) from(n dayNo) reach {
	return reach{int(d.lo - n), int(d.hi-n) - 1, d.hasLo, d.hasHi}
}

// longest is the most days a unit has, and two in a row.
func (u unit) longest() (one, two int) {
	switch u {
	case weekend:
		return 2, 9
	case week:
		return 7, 14
	case month:
		return 31, 62
	case season, quarter:
		return 92, 184
	case half:
		return 184, 366
	case year:
		return 366, 731
	case decade:
		return 3653, 7306
	case century:
		return 36525, 73050
	}
	return 1, 2
}

// shortest is the fewest days a unit has.
func (u unit) shortest() int {
	switch u {
	case weekend:
		return 2
	case week:
		return 7
	case month:
		return 28
	}
	return 365 * u.years()
}

// reach is where an expression may lie for any day of publication or, for
// what counts from an event, of the event.
func (f form) reach(tense Tense) reach {
	r := f.reachOfStart(tense)
	if !f.hasTo {
		return r
	}
	to := f.to.reachOfStart(tense)
	turn := 366 // a range over the turn of the year, or of the week
	switch {
	case f.kind == dayForm && f.to.kind == dayForm, f.ofUnit != noUnit && f.kind == weekdayForm:
		turn = 0
	case f.kind != dateForm:
		turn = 7
	}
	r.lo, r.hi = min(r.lo, to.lo), max(r.hi, to.hi)
	switch {
	case f.ofUnit == year:
		if f.month > f.to.month || f.month == f.to.month && f.day >= f.to.day {
			r.lo -= turn
		}
	case tense == Past:
		r.hi = min(max(r.hi, 0), r.hi+turn)
	case tense == Future:
		r.lo = max(min(r.lo, 0), r.lo-turn)
		if f.kind != dateForm && f.weekday == f.to.weekday {
			r.hi += turn
		}
	default:
		r.hi += turn
	}
	return r
}

func (f form) reachOfStart(tense Tense) reach {
	switch f.kind {
	case dayForm:
		return closed(f.lo, f.hi)
	case weekdayForm:
		return f.reachWeekday(tense)
	case unitForm:
		return f.reachUnit(f.unit, tense)
	case sameForm:
		return f.reachSame()
	case dateForm:
		return f.reachDate(tense)
	case agoForm:
		r := f.distance()
		if f.sign < 0 {
			r.hi = min(r.hi, 0)
		} else {
			r.lo = max(r.lo, 0)
		}
		return r
	case pastForm, withinForm:
		g := f
		g.amount.low, g.amount.exact = 0, true
		g.amount.open = f.amount.open && f.kind == withinForm
		r := g.distance()
		if f.sign < 0 {
			r.hi, r.hasHi = 0, true
		} else {
			r.lo, r.hasLo = 0, true
		}
		return r
	case shiftForm:
		r := f.distance()
		if f.to != nil {
			to := f.to.reach(tense)
			r.lo, r.hi = r.lo+to.lo, r.hi+to.hi
			r.hasLo, r.hasHi = r.hasLo && to.hasLo, r.hasHi && to.hasHi
		}
		return r
	case clockForm:
		return closed(0, 0)
	case feastForm:
		if f.ofUnit == year {
			return f.reachYear(tense)
		}
	}
	return reach{}
}

func (f form) reachWeekday(tense Tense) reach {
	switch {
	case f.ofUnit == week:
		return closed(7*f.ofRel.units()-6, 7*f.ofRel.units()+6)
	case f.rel == last:
		return closed(-7, -1)
	case f.rel == next:
		return closed(1, 7)
	case tense == Future || f.rel == this && tense != Past:
		return closed(0, 6)
	}
	return closed(-6, 0)
}

// reachUnit is where this, last or next of a calendar unit may lie.
func (f form) reachUnit(u unit, tense Tense) reach {
	one, two := u.longest()
	var r reach
	switch {
	case u == weekend && (f.rel == bare || f.rel == this && tense == Past):
		r = closed(-6, 6)
		if tense != Future {
			r = closed(-6, 1)
		}
	case u == weekend && f.rel == last:
		return closed(-8, -1)
	case u == weekend:
		r = closed(7*f.rel.units()-1, 7*f.rel.units()+6)
	case f.rel == last:
		return closed(1-two, -1)
	case f.rel == next:
		return closed(1, two-1)
	case f.rel == previous:
		return closed(1-one-two, -1-u.shortest())
	default:
		r = closed(1-one, one-1)
	}
	return f.clipReach(r, tense)
}

// clipReach is clip for offsets.
func (f form) clipReach(r reach, tense Tense) reach {
	switch {
	case tense == Past && r.lo <= 0:
		r.hi = min(r.hi, 0)
	case tense == Future && r.hi >= 0:
		r.lo = max(r.lo, 0)
	}
	return r
}

func (f form) reachSame() reach {
	one, two := f.unit.longest()
	switch f.rel {
	case last:
		if f.unit == day {
			return closed(-1, -1)
		}
		return closed(1-two, -1)
	case next:
		if f.unit == day {
			return closed(1, 1)
		}
		return closed(1, two-1)
	}
	if f.month > 0 || f.of > 0 {
		one = 366
	}
	r := closed(1-one, one-1)
	switch f.part {
	case earlier:
		r.hi = 0
	case later:
		r.lo = 0
	}
	return r
}

// reachDate is where a date, a month or a season may lie: a turn of the year
// lies between two of them, eight years between two 29 Februaries at most.
func (f form) reachDate(tense Tense) reach {
	if f.ofUnit == year {
		return f.reachYear(tense)
	}
	turn := 366
	switch {
	case f.month == 2 && f.day == 29:
		turn = 8*365 + 1
	case f.month == 0 && f.day > 0:
		turn = 62
	}
	one, _ := f.grain().longest()
	var r reach
	switch {
	case f.weekday > 0 && f.rel == bare:
		return closed(1-turn, turn-1) // the year follows from the weekday
	case f.rel == last:
		return closed(1-turn-one, -1)
	case f.rel == next:
		return closed(1, turn+one-1)
	case f.rel == this && tense == Unknown:
		return closed(-366, 366)
	case tense == Future:
		r = closed(1-one, turn-1+one-1)
	default:
		r = closed(1-turn, one-1)
	}
	return f.clipReach(r, tense)
}

// reachYear is the reach of a part of last, this or next year.
func (f form) reachYear(tense Tense) reach {
	g := form{kind: unitForm, rel: f.ofRel, part: f.part}
	r := g.reachUnit(year, tense)
	if f.grain() == season && f.of == 4 {
		r.hi += 60 // winter goes on into the year after
		r = f.clipReach(r, tense)
	}
	return r
}

// window is how far from its point an amount of units may mean, in days.
func (f form) window() int {
	if f.amount.exact || f.amount.limit {
		return 0
	}
	switch f.unit {
	case day:
		if f.amount.about {
			return 1 + f.amount.high/10
		}
	case week, weekend, fortnight:
		return 3
	case month:
		return 15
	case year, decade, century:
		return 182 * f.unit.years()
	}
	return 0
}

// distance is how many days an amount of units lies from what it counts from,
// on whichever days it starts.
func (f form) distance() reach {
	a := f.amount
	lo, hi := a.low, a.high
	switch f.unit {
	case second, minute:
		lo, hi = 0, 0
	case hour:
		lo, hi = lo/24, (hi+23)/24
	case week, weekend:
		lo, hi = 7*lo, 7*hi
	case fortnight:
		lo, hi = 14*lo, 14*hi
	case month, year, decade, century:
		long := 365.2425 * float64(f.unit.years())
		if f.unit == month {
			long = 365.2425 / 12
		}
		lo, hi = int(math.Floor(float64(lo)*long))-2, int(math.Ceil(float64(hi)*long))+2
	}
	if a.plusHalf {
		one, _ := f.unit.longest()
		switch f.unit {
		case week, weekend:
			one = 8
		case fortnight:
			one = 14
		case noUnit, second, minute, hour, day:
			one = 0
		}
		lo, hi = lo+one/2-2*min(one/30, 1), hi+(one+1)/2+2*min(one/30, 1)
	}
	w := f.window()
	r := closed(lo-w, hi+w)
	if a.open {
		r.hasHi = false
	}
	if f.sign < 0 {
		return reach{-r.hi, -r.lo, r.hasHi, r.hasLo}
	}
	return r
}
