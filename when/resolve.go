package when

import (
	"slices"
	"strings"

	"dateline"
)

// Resolve gives the interval of an expression against the day of publication,
// or, when pub is nil, what the words alone give. For the anchors Named and
// Discourse it gives offsets from the event; a time of day that names no day
// ("at dawn") has the day of publication besides, for a text that has told of no
// event yet. It never fails: what cannot be known is nil.
func (e Expression) Resolve(pub *dateline.Date, tense Tense) Value {
	f := e.form
	v := Value{Precision: dateline.UnknownTime}
	if f.kind == inForm {
		f.kind = durationForm
		if tense == Future {
			f.kind, f.timex = agoForm, ""
		}
	}
	switch {
	case f.bound == since || f.part == earlier:
		tense = Past // what "since" counts from has been
	case f.part == later:
		tense = Future
	case f.kind == unitForm && (f.bound == until || f.bound == before):
		tense = Unknown // "by the end of the year" may end after publication
	}
	v.Timex = f.words()
	switch f.kind {
	case noForm, durationForm, setForm:
		return v
	case refForm:
		if tense == Future {
			return v
		}
		v.MaxDays = new(int)
		return v
	}
	v.Precision = f.precision()
	now := today{tense: tense}
	if pub != nil {
		now.day, now.known = numberOf(*pub), true
	}
	switch anchor := f.anchor(); {
	case anchor == Absolute || anchor == Publication && now.known:
		d, ok := f.place(now)
		if !ok {
			return v
		}
		v.Timex = f.timexAt(d)
		d.days = f.limit(d.days, now).written()
		v.between(d.days)
		if anchor == Publication {
			v.offsets(d.days.from(now.day))
		}
	case f.kind == clockForm && now.known:
		v.between(run(now.day, now.day+1))
		v.Timex = v.Start.String() + f.clock
		v.offsets(reach{hasLo: true, hasHi: true})
	default:
		v.offsets(f.limitReach(f.reach(tense), tense))
	}
	return v
}

// Feast reports whether the expression names a feast or holiday: "over Easter",
// "on Christmas Eve".
func (e Expression) Feast() bool {
	if e.form.kind == feastForm || e.form.feast != "" {
		return true
	}
	w := strings.Fields(strings.ToLower(e.Words))
	return slices.ContainsFunc(w, func(s string) bool {
		return len(feastDays[s]) > 0 && s != "may" && s != "good" && s != "new" && s != "election"
	})
}

// The days that can be written YYYY-MM-DD.
var firstDay, dayAfterLast = number(1, 1, 1), number(9999, 12, 31)

// written opens an interval where it goes beyond the calendar.
func (d days) written() days {
	d.hasLo = d.hasLo && d.lo >= firstDay
	d.hasHi = d.hasHi && d.hi <= dayAfterLast
	return d
}

func (v *Value) between(d days) {
	if d.hasLo {
		s := d.lo.date()
		v.Start = &s
	}
	if d.hasHi {
		e := d.hi.date()
		v.End = &e
	}
}

func (v *Value) offsets(r reach) {
	if r.hasLo {
		v.MinDays = &r.lo
	}
	if r.hasHi {
		v.MaxDays = &r.hi
	}
}

// today is what an expression is resolved against.
type today struct {
	day   dayNo
	known bool
	tense Tense
}

// placed is an interval, with the day that its TIMEX3 value is made of and for
// a range that of its end.
type placed struct {
	days
	point, toPoint dayNo
}

// limit makes of the interval of the words what their preposition says.
func (f form) limit(d days, now today) days {
	switch f.bound {
	case since:
		d.hasHi = now.known
		if now.known {
			d.lo, d.hi = min(d.lo, now.day), now.day+1
		}
	case until:
		d.hasLo = false
	case before:
		d.hi, d.hasLo, d.hasHi = d.lo, false, d.hasLo
	case after, from:
		if f.bound == after {
			d.lo, d.hasLo = d.hi, d.hasHi
		}
		if now.known && now.tense == Past && d.hasLo && d.lo <= now.day+1 {
			return run(min(d.lo, now.day), now.day+1)
		}
		d.hasHi = false
	}
	return d
}

// limitReach is limit for offsets.
func (f form) limitReach(r reach, tense Tense) reach {
	switch f.bound {
	case since:
		r.lo, r.hi, r.hasHi = min(r.lo, 0), 0, f.anchor() == Publication
	case until:
		r.hasLo = false
	case before:
		r.hi--
		r.hasLo = false
	case after, from:
		if f.bound == after && (r.lo < 0 || tense != Past) {
			r.lo++
		}
		r.hasHi = r.hi <= 0 && f.anchor() == Publication && tense == Past
		r.hi = 0
	}
	return r
}

// place finds the interval on the calendar. It fails for a movable feast and
// for what counts from an event.
func (f form) place(now today) (placed, bool) {
	switch f.kind {
	case dayForm:
		return f.ranged(run(now.day+dayNo(f.lo), now.day+dayNo(f.hi)+1), now)
	case weekdayForm:
		n := f.weekdayNear(now)
		return f.ranged(run(n, n+1), now)
	case unitForm:
		d := f.unitNear(now)
		p := placed{days: d.third(f.part, f.unit), point: d.lo}
		p.days = f.clip(p.days, now)
		return p, true
	case dateForm:
		return f.placeDate(now)
	case eitherForm:
		return placed{days: run(number(f.year, f.month, f.day), number(f.year, f.day, f.month)+1)}.sorted(), true
	case feastForm:
		y := f.year
		if f.ofUnit == year {
			y = now.day.date().Year + f.ofRel.units()
		}
		if y == 0 {
			return placed{}, false
		}
		d := year.containing(number(y, 1, 1), 0)
		return placed{days: d, point: d.lo}, true
	case agoForm:
		return f.placeAgo(now), true
	case pastForm:
		n := f.move(now.day, f.amount.high)
		if f.sign < 0 {
			return placed{days: run(n, now.day+1), point: n}, true
		}
		return placed{days: run(now.day, n+1), point: now.day}, true
	case shiftForm:
		if f.to == nil {
			return placed{}, false
		}
		d, ok := f.to.place(now)
		if !ok {
			return placed{}, false
		}
		r := f.distance()
		d.lo, d.hi = d.lo+dayNo(r.lo), d.hi+dayNo(r.hi)
		d.hasLo, d.hasHi = r.hasLo, r.hasHi
		d.point = d.lo + (d.hi-d.lo)/2
		return d, true
	}
	return placed{}, false
}

func (p placed) sorted() placed {
	if p.lo >= p.hi {
		p.lo, p.hi = p.hi-1, p.lo+1
	}
	p.point = p.lo
	return p
}

// ranged adds the end of a range of days ("Monday to Wednesday") to its
// beginning. The end that lies on the tense's side of publication follows from the other.
func (f form) ranged(d days, now today) (placed, bool) {
	p := placed{days: d, point: d.lo}
	if !f.hasTo {
		return p, true
	}
	to, ok := f.to.place(now)
	if !ok {
		return placed{}, false
	}
	apart := (int(to.lo-p.lo)%7 + 7) % 7
	switch {
	case apart == 0 || f.kind == dayForm && f.to.kind == dayForm:
		// from Monday to Monday, from yesterday to tomorrow
		if apart == 0 {
			apart = 7
		}
		to.lo = max(to.lo, p.lo+dayNo(apart))
	case f.kind == weekdayForm && f.to.kind == weekdayForm && now.tense != Future || f.kind == dayForm:
		to.lo = p.lo + dayNo(apart)
	default:
		p.lo = to.lo - dayNo(apart)
	}
	p.point, p.toPoint = p.lo, to.lo
	p.hi = to.lo + 1
	p.days = f.clip(p.days, now)
	return p, true
}

// weekdayNear is the day that the name of a weekday means.
func (f form) weekdayNear(now today) dayNo {
	if f.ofUnit == week {
		return week.containing(now.day, f.ofRel.units()).lo + dayNo(f.weekday-1)
	}
	back := dayNo((now.day.weekday() - f.weekday + 7) % 7)
	forth := (7 - back) % 7
	switch {
	case f.rel == last && back == 0:
		return now.day - 7
	case f.rel == last:
		return now.day - back
	case f.rel == next && forth == 0:
		return now.day + 7
	case f.rel == next:
		return now.day + forth
	case now.tense == Future || f.rel == this && now.tense != Past:
		return now.day + forth
	}
	return now.day - back
}

// units is how many units on from publication's own an adjective points.
func (r rel) units() int {
	switch r {
	case last:
		return -1
	case next:
		return 1
	case previous:
		return -2
	}
	return 0
}

func (f form) unitNear(now today) days {
	if f.unit != weekend || f.rel == next || f.rel == previous || f.rel == this && now.tense != Past {
		return f.unit.containing(now.day, f.rel.units())
	}
	d := weekend.containing(now.day, 0)
	switch {
	case f.rel == last:
		if d.hi > now.day {
			d = weekend.containing(now.day, -1)
		}
	case now.tense != Future && d.lo > now.day:
		d = weekend.containing(now.day, -1)
	}
	return d
}

// clip keeps an interval that is open to either side of publication to the
// side that the words or the tense say.
func (f form) clip(d days, now today) days {
	if !now.known {
		return d
	}
	switch {
	case now.tense == Past && d.lo <= now.day:
		d.hi = min(d.hi, now.day+1)
	case now.tense == Future && d.hi > now.day:
		d.lo = max(d.lo, now.day)
	}
	return d
}

// placeAgo is the interval of an amount of units from publication.
func (f form) placeAgo(now today) placed {
	near, far := f.move(now.day, f.amount.low), f.move(now.day, f.amount.high)
	w := dayNo(f.window())
	p := placed{point: near + (far-near)/2}
	if f.sign < 0 {
		if f.unit == hour {
			near = now.day - dayNo(f.amount.low/24)
		}
		p.days = run(far-w, min(near+w, now.day)+1)
		p.hasLo = !f.amount.open
		return p
	}
	if f.unit == hour {
		near = now.day + dayNo(f.amount.low/24)
	}
	p.days = run(max(near-w, now.day), far+w+1)
	p.hasHi = !f.amount.open
	return p
}

// move goes n units (and a half, when the amount has one) to the form's side.
func (f form) move(d dayNo, n int) dayNo {
	half := 0
	if f.amount.plusHalf {
		half = 1
	}
	switch f.unit {
	case second, minute:
		return d
	case hour:
		return d + dayNo(f.sign*((n+23)/24))
	case day:
		return d + dayNo(f.sign*n)
	case week, weekend:
		return d + dayNo(f.sign*(7*n+4*half))
	case fortnight:
		return d + dayNo(f.sign*(14*n+7*half))
	case month:
		return d.addMonths(f.sign*n) + dayNo(15*half*f.sign)
	}
	m := 12 * f.unit.years()
	return d.addMonths(f.sign * (m*n + m/2*half))
}
