package when

// dayWord reads today, yesterday, last night and their like.
func (p *parser) dayWord(i int, _ string) (form, int) {
	f := form{kind: dayForm}
	switch w := p.at(i); w.low {
	case "today":
		if w.upper() && (p.oneOf(i+1, "show", "programme", "program") || p.oneOf(i-1, "usa", "russia")) {
			return form{}, i // USA Today
		}
		return f, i + 1
	case "yesterday":
		f.lo, f.hi = -1, -1
		return f, i + 1
	case "tomorrow":
		f.lo, f.hi = 1, 1
		return f, i + 1
	case "tonight":
		f.clock = "TNI"
		return f, i + 1
	case "overnight":
		f.lo, f.clock = -1, "TNI"
		j := i + 1
		if p.oneOf(j, "on", "into", "from", "between") {
			j++
		}
		if g, end := p.ranged(j, "between"); end > j && g.daily() && g.kind != clockForm {
			g.clock = "TNI"
			return g, end
		}
		return f, i + 1
	case "last", "late":
		if p.is(i+1, "last") {
			i++
		}
		if p.is(i, "last", "night") || p.is(i, "last", "evening") {
			f.lo, f.hi, f.clock = -1, -1, dayParts[p.at(i+1).low]
			return f, i + 2
		}
	case "this":
		if part := dayParts[p.at(i+1).low]; part != "" {
			f.clock = part
			return f, i + 2
		}
	case "the":
		switch {
		case p.is(i, "the", "day", "before", "yesterday"):
			f.lo, f.hi = -2, -2
			return f, i + 4
		case p.is(i, "the", "day", "after", "tomorrow"):
			f.lo, f.hi = 2, 2
			return f, i + 4
		case p.is(i, "the", "night", "before", "last"):
			f.lo, f.hi, f.clock = -2, -2, "TNI"
			return f, i + 4
		}
	}
	return form{}, i
}

// weekdayName reads "Wednesday", "last Wednesday", "Wednesday last week" and,
// when a date follows, that date.
func (p *parser) weekdayName(i int, _ string) (form, int) {
	j := i
	f := form{kind: weekdayForm}
	switch {
	case p.is(j, "this", "past") || p.is(j, "the", "past") || p.is(j, "this", "last"):
		f.rel, j = last, j+2
	case p.is(j, "this", "coming") || p.is(j, "this", "next") || p.is(j, "the", "coming"):
		f.rel, j = next, j+2
	case p.is(j, "the", "following") || p.is(j, "the", "next"):
		f.rel, f.sign, j = next, 1, j+2
	case p.is(j, "the", "previous") || p.is(j, "the", "preceding"):
		f.rel, f.sign, j = last, -1, j+2
	case p.is(j, "that", "same"):
		j += 2
	case rels[p.at(j).low] != bare:
		f.rel = rels[p.at(j).low]
		j++
	}
	w := p.at(j)
	if n := weekdayPl[w.low]; n > 0 && j == i {
		return form{kind: setForm, timex: "XXXX-WXX-" + string(rune('0'+n))}, j + 1
	}
	f.weekday = weekdays[w.low]
	short := f.weekday == 0
	if short {
		f.weekday = weekdaysAb[w.low]
	}
	if f.weekday == 0 || short && !w.proper() {
		return form{}, i
	}
	j++
	if f.rel == bare && !short {
		if part := dayPartsPl[p.at(j).low]; part != "" { // Tuesday nights
			return form{kind: setForm, timex: "XXXX-WXX-" + string(rune('0'+f.weekday)) + part}, j + 1
		}
	}
	if short && p.is(j, ".") {
		j++
	}
	if f.rel == bare {
		if g, end := p.dateAfterWeekday(j, f.weekday); end > j {
			return g, end
		}
	}
	if short {
		return form{}, i
	}
	k := j
	if p.is(k, "of") {
		k++
	}
	if r := rels[p.at(k).low]; r != bare && p.is(k+1, "week") && f.sign == 0 {
		f.ofUnit, f.ofRel, j = week, r, k+2
	}
	return f, j
}

// dateAfterWeekday reads the date in "Friday, 17 May 2019", "Friday (17 May)".
// The weekday stays with it: it tells the year where none is said.
func (p *parser) dateAfterWeekday(i, weekday int) (form, int) {
	j := i
	open := p.is(j, "(")
	if open || p.is(j, ",") {
		j++
	}
	f, end := p.dayMonth(j, "on")
	if end <= j {
		f, end = p.numericDate(j, "on")
	}
	if end <= j || f.month == 0 || f.hasTo {
		return form{}, i
	}
	if open {
		if !p.is(end, ")") {
			return form{}, i
		}
		end++
	}
	f.weekday = weekday
	return f, end
}

// relativeUnit reads "last week", "this year", "the weekend", "the week
// before last".
func (p *parser) relativeUnit(i int, prep string) (form, int) {
	j := i
	r := rels[p.at(j).low]
	switch {
	case r != bare:
		j++
		if r == this && p.oneOf(j, "very", "current") {
			j++
		}
		if r == this && p.oneOf(j, "past", "coming") && p.is(j+1, "weekend") {
			r = map[string]rel{"past": last, "coming": this}[p.at(j).low]
			j++
		}
	case p.is(j, "the", "current"):
		r, j = this, j+2
	case p.is(j, "the", "weekend"):
		if prep == "" || prep == "for" {
			return form{}, i
		}
		j++
	case p.is(j, "so", "far") && p.is(j+2, "this"):
		if u := units[p.at(j+3).low]; u >= week {
			return form{kind: unitForm, unit: u, rel: this, part: earlier}, j + 4
		}
		return form{}, i
	case p.is(j, "the") && p.is(j+2, "before", "last"):
		if u := units[p.at(j+1).low]; u >= weekend {
			return form{kind: unitForm, unit: u, rel: previous}, j + 4
		}
		return form{}, i
	default:
		return form{}, i
	}
	u := units[p.at(j).low]
	if u == noUnit || u < weekend || u == fortnight || p.is(j+1, "-") && p.at(j+1).glued && p.is(j+2, "long") {
		return form{}, i
	}
	return form{kind: unitForm, unit: u, rel: r}, j + 1
}

// sameUnit reads "the same day", "that night", "the following month", "the
// previous week", which count from the event told before.
func (p *parser) sameUnit(i int, _ string) (form, int) {
	j := i
	f := form{kind: sameForm}
	switch {
	case p.oneOf(j, "later", "earlier") && p.oneOf(j+1, "that", "the"):
		f.part = earlier
		if p.is(j, "later") {
			f.part = later
		}
		g, end := p.sameUnit(j+1, "")
		if end > j+1 && g.kind == sameForm && g.rel == this {
			g.part = f.part
			return g, end
		}
		return form{}, i
	case p.is(j, "the", "same") || p.is(j, "that", "same") || p.is(j, "the", "very", "same"):
		f.rel, j = this, j+2
		if p.is(j, "same") {
			j++
		}
	case p.is(j, "that", "very"):
		f.rel, j = this, j+2
	case p.is(j, "that"):
		f.rel, j = this, j+1
	case p.is(j, "the", "very", "next"):
		f.rel, j = next, j+3
	case p.is(j, "the") && p.oneOf(j+1, "next", "following"):
		f.rel, j = next, j+2
	case p.is(j, "next", "day") || p.is(j, "next", "morning"):
		f.rel, j = next, j+1
	case p.is(j, "the") && p.oneOf(j+1, "previous", "preceding", "prior"):
		f.rel, j = last, j+2
	default:
		return form{}, i
	}
	w := p.at(j).low
	f.unit = units[w]
	if part := dayParts[w]; part != "" && w != "eve" {
		f.unit, f.clock = day, part
	}
	if f.rel == this && (seasons[w] > 0 || months[w] > 0 && p.at(j).proper()) {
		f.unit, f.of, f.month = season, seasons[w], months[w]
		if f.month > 0 {
			f.unit = month
		}
	}
	if f.unit < day || f.unit == fortnight || p.is(j+1, "-") {
		return form{}, i
	}
	return f, j + 1
}

// repeated reads a set: "every week", "each Friday", "daily", "twice a month".
func (p *parser) repeated(i int, _ string) (form, int) {
	f := form{kind: setForm}
	w := p.at(i)
	switch w.low {
	case "every", "each":
		j := i + 1
		if n := weekdays[p.at(j).low]; n > 0 && p.at(j).proper() {
			f.timex = "XXXX-WXX-" + string(rune('0'+n))
			return f, j + 1
		}
		if m := months[p.at(j).low]; m > 0 && p.at(j).proper() {
			f.timex = form{kind: dateForm, month: m}.words()
			return f, j + 1
		}
		if s := seasons[p.at(j).low]; s > 0 {
			f.timex = form{kind: dateForm, of: s, unit: season}.words()
			return f, j + 1
		}
		a := amount{low: 1, high: 1}
		if p.oneOf(j, "other", "second") {
			a, j = amount{low: 2, high: 2}, j+1
		} else if b, end := p.amount(j); end > j {
			a, j = b, end
		} else if p.is(j, "single") {
			j++
		}
		u := units[p.at(j).low]
		if u == noUnit {
			u = unitsPl[p.at(j).low]
		}
		if part := dayParts[p.at(j).low]; part != "" {
			u = day
		}
		if u == noUnit {
			return form{}, i
		}
		f.timex = length(a, u)
		return f, j + 1
	case "daily", "nightly":
		f.timex = "P1D"
	case "weekly":
		f.timex = "P1W"
	case "monthly":
		f.timex = "P1M"
	case "yearly", "annually":
		f.timex = "P1Y"
	case "hourly":
		f.timex = "PT1H"
	case "a", "per":
		u := units[p.at(i+1).low]
		if u != noUnit && u != weekend && (w.low == "per" || p.oneOf(i-1, "once", "twice", "times")) {
			f.timex = length(amount{low: 1, high: 1}, u)
			return f, i + 2
		}
		return form{}, i
	default:
		return form{}, i
	}
	// "the daily Dawn", "a weekly": a newspaper
	if w.upper() || p.oneOf(i+1, "-") || p.at(i+1).upper() || i > 0 && p.at(i-1).upper() && !(p.timeml && i == 1) || p.oneOf(i-1, "a", "'s") && !(p.timeml && p.at(i+1).letters()) {
		return form{}, i
	}
	return f, i + 1
}

// vague reads "recently" and "in recent times".
func (p *parser) vague(i int, prep string) (form, int) {
	f := form{kind: refForm, sign: -1}
	switch {
	case p.oneOf(i, "recently", "lately"):
		return f, i + 1
	case p.is(i, "recent", "times") || p.is(i, "recent", "memory"):
		return f, i + 2
	case p.is(i, "the", "recent", "past"):
		return f, i + 3
	case p.is(i, "the", "past") && prep == "in" && !p.at(i+2).letters() && p.at(i+2).num < 0:
		return f, i + 2
	}
	return form{}, i
}
