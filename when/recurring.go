package when

// placeDate finds a month, a date, a season or a year on the calendar.
func (f form) placeDate(now today) (placed, bool) {
	d, ok := f.occurrence(now)
	if !ok {
		return placed{}, false
	}
	p := placed{days: d, point: f.whole(d)}
	if f.hasTo {
		to, ok := f.to.occurrence(now)
		if !ok {
			return placed{}, false
		}
		if !f.dated() { // the end follows the beginning, or to come, the beginning the end
			for now.tense != Future && to.lo < p.lo {
				to.lo, to.hi = to.lo.addMonths(12), to.hi.addMonths(12)
			}
			for now.tense != Future && to.lo >= p.lo.addMonths(12) {
				to.lo, to.hi = to.lo.addMonths(-12), to.hi.addMonths(-12)
			}
		}
		for to.lo < p.lo {
			p.lo = p.lo.addMonths(-12)
		}
		for now.tense == Future && !f.dated() && p.lo <= to.lo.addMonths(-12) {
			p.lo = p.lo.addMonths(12)
		}
		p.point = p.lo
		if to.hi <= p.lo {
			return placed{}, false
		}
		p.toPoint = f.to.whole(to)
		p.hi = to.hi
	}
	if f.year == 0 || f.part == earlier || f.part == later {
		p.days = f.clip(p.days, now)
	}
	return p, true
}

// whole is the day that stands for an occurrence in TIMEX3: the first of a
// season, of which the occurrence may be a part.
func (f form) whole(d days) dayNo {
	if f.grain() == season && f.part != whole {
		for d.lo.date().Month%3 != 0 {
			d.lo = d.lo.addMonths(-1)
		}
	}
	return d.lo
}

// occurrence is the one that the words mean: that of the year they name, or
// the nearest on the side that the adjective or the tense says.
func (f form) occurrence(now today) (days, bool) {
	if f.ofUnit == year {
		return f.inYear(now.day.date().Year + f.ofRel.units())
	}
	if f.year != 0 {
		return f.inYear(f.year)
	}
	at, base, around := f.inYear, now.day.date().Year, 8
	if f.month == 0 && f.day > 0 {
		base = base*12 + int(now.day.date().Month) - 1
		at = func(k int) (days, bool) {
			y, m := k/12, k%12+1
			n := number(y, m, f.day)
			return run(n, n+1), f.day <= monthDays(y, m)
		}
	}
	if f.weekday > 0 && f.rel == bare {
		if d, ok := f.onWeekday(now); ok {
			return d, true
		}
	}
	if f.rel == this && now.tense == Unknown {
		if f.of == 4 && now.day.date().Month < 3 {
			base-- // January lies in the winter that bears last year's number
		}
		return at(base)
	}
	forward := f.rel == next || f.rel != last && now.tense == Future
	for k := 0; k <= 2*around; k++ {
		y := base + 1 - k
		if forward {
			y = base - 1 + k
		}
		d, ok := at(y)
		if !ok {
			continue
		}
		switch {
		case f.rel == last && d.hi <= now.day,
			f.rel == next && d.lo > now.day,
			f.rel != last && f.rel != next && !forward && d.lo <= now.day,
			f.rel != last && f.rel != next && forward && d.hi > now.day:
			return d, true
		}
	}
	return days{}, false
}

// onWeekday is the occurrence next to publication, on either side, that falls on
// the weekday said beside the date; the tense decides when both do or neither.
func (f form) onWeekday(now today) (days, bool) {
	w := f.weekday
	f.weekday = 0
	ago, ok := f.occurrence(withTense(now, Past))
	if !ok {
		return days{}, false
	}
	ahead, ok := f.occurrence(withTense(now, Future))
	if !ok || (ago.lo.weekday() == w) == (ahead.lo.weekday() == w) {
		return days{}, false
	}
	if ago.lo.weekday() == w {
		return ago, true
	}
	return ahead, true
}

func withTense(now today, t Tense) today {
	now.tense = t
	return now
}

// inYear is the occurrence of a year; there is none for 29 February in most.
func (f form) inYear(y int) (days, bool) {
	g := f.grain()
	switch g {
	case day:
		if f.feast != "" {
			n, ok := movable(f.feast, y)
			return run(n, n+1), ok
		}
		n := number(y, f.month, f.day)
		return run(n, n+1), f.day <= monthDays(y, f.month)
	case month:
		return month.containing(number(y, f.month, 1), 0).third(f.part, g), true
	case season:
		return seasonOf(f.of, y).third(f.part, g), true
	case quarter:
		n := number(y, 3*f.of-2, 1)
		return run(n, n.addMonths(3)).third(f.part, g), true
	case half:
		n := number(y, 6*f.of-5, 1)
		return run(n, n.addMonths(6)).third(f.part, g), true
	case decade, century:
		return run(number(y, 1, 1), number(y+g.years(), 1, 1)).third(f.part, g), true
	}
	return year.containing(number(y, 1, 1), 0).third(f.part, year), true
}
