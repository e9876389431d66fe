package when

import (
	"dateline"
	"fmt"
	"strconv"
)

// grain is the calendar unit that a form names.
func (f form) grain() unit {
	switch f.kind {
	case dayForm, weekdayForm, eitherForm, clockForm:
		return day
	case dateForm:
		switch {
		case f.day > 0 || f.feast != "":
			return day
		case f.month > 0:
			return month
		case f.unit != noUnit:
			return f.unit
		}
		return year
	case feastForm:
		return year
	}
	return f.unit
}

// daily reports whether the form is one day or night, to which a time of day
// can belong.
func (f form) daily() bool {
	switch f.kind {
	case dayForm, weekdayForm, clockForm:
		return true
	case dateForm, sameForm:
		return f.grain() == day
	}
	return false
}

// calendar reports whether the form may begin or end a range.
func (f form) calendar() bool {
	switch f.kind {
	case dayForm, weekdayForm, dateForm:
		return !f.hasTo && f.bound == inside
	}
	return false
}

// placed reports whether "since" or "before" may stand before the form.
func (f form) placed() bool {
	switch f.kind {
	case dayForm, weekdayForm, unitForm, dateForm, eitherForm, feastForm, sameForm, clockForm:
		return true
	case agoForm:
		return !f.amount.open
	}
	return false
}

func (f form) anchor() Anchor {
	switch f.kind {
	case sameForm, clockForm:
		return Discourse
	case weekdayForm:
		if f.sign != 0 {
			return Discourse
		}
	case shiftForm, withinForm:
		switch {
		case f.to != nil:
			return f.to.anchor()
		case f.of == 1:
			return Discourse
		}
		return Named
	case dateForm, feastForm:
		if f.year != 0 {
			return Absolute
		}
	case eitherForm, durationForm, setForm, inForm:
		return Absolute
	}
	return Publication
}

// precision is the unit that the words support; that of a vague amount is the
// next unit.
func (f form) precision() dateline.Precision {
	u := f.grain()
	if f.amount.exact {
		u = day
	}
	if f.amount.vague && u >= day {
		u = map[unit]unit{day: week, week: month, fortnight: month, month: year}[u]
		if u == noUnit {
			return dateline.Longer
		}
	}
	switch {
	case f.kind == feastForm && f.year == 0 && f.ofUnit == noUnit:
		return dateline.UnknownTime
	case f.kind == eitherForm && f.day-f.month > 1:
		return dateline.Year
	case f.kind == eitherForm:
		return dateline.Month
	}
	switch u {
	case second, minute, hour, day, weekend:
		return dateline.Day
	case week, fortnight:
		return dateline.Week
	case month:
		return dateline.Month
	case season, quarter:
		return dateline.Season
	case half, year:
		return dateline.Year
	case decade, century:
		return dateline.Longer
	}
	return dateline.UnknownTime
}

// words is the TIMEX3 value that the words give by themselves.
func (f form) words() string {
	switch f.kind {
	case durationForm, setForm:
		return f.timex
	case inForm:
		return f.timex
	case feastForm:
		if f.year != 0 {
			return fmt.Sprintf("%04d-%s", f.year, f.timex)
		}
		return "XXXX-" + f.timex
	case refForm:
		if f.timex != "" {
			return f.timex
		}
		return "PAST_REF"
	case pastForm, withinForm:
		return length(f.amount, f.unit)
	case clockForm:
		return "XXXX-XX-XX" + f.clock
	case eitherForm:
		return fmt.Sprintf("%04d", f.year)
	case agoForm, shiftForm:
		if f.amount.vague || f.amount.open {
			return map[int]string{-1: "PAST_REF", 1: "FUTURE_REF"}[f.sign]
		}
		if f.to != nil && f.to.anchor() == Absolute {
			d, _ := f.place(today{})
			return f.timexAt(d)
		}
		if f.amount.exact {
			return unknown(day)
		}
		return unknown(f.unit) + f.clock
	}
	if f.hasTo {
		one, two := f, *f.to
		one.hasTo = false
		return one.words() + "/" + two.words()
	}
	if f.kind == dateForm && f.year != 0 {
		d, ok := f.place(today{})
		if !ok {
			return ""
		}
		return f.timexAt(d)
	}
	switch {
	case f.feast != "":
		return "XXXX-XX-XX" + f.clock
	case f.kind == weekdayForm:
		return "XXXX-WXX-" + strconv.Itoa(f.weekday) + f.clock
	case f.day > 0 && f.month > 0:
		return fmt.Sprintf("XXXX-%02d-%02d", f.month, f.day) + f.clock
	case f.kind == dateForm && f.day > 0:
		return fmt.Sprintf("XXXX-XX-%02d", f.day) + f.clock
	case f.month > 0:
		return fmt.Sprintf("XXXX-%02d", f.month)
	case f.of > 0:
		return "XXXX-" + f.subdivision()
	}
	return unknown(f.grain()) + f.clock
}

func (f form) subdivision() string {
	switch f.unit {
	case quarter:
		return "Q" + strconv.Itoa(f.of)
	case half:
		return "H" + strconv.Itoa(f.of)
	}
	return [...]string{"SP", "SU", "FA", "WI"}[f.of-1]
}

// unknown is the TIMEX3 value of some day, week or month.
func unknown(u unit) string {
	switch u {
	case second, minute, hour, day:
		return "XXXX-XX-XX"
	case week, fortnight:
		return "XXXX-WXX"
	case weekend:
		return "XXXX-WXX-WE"
	case month:
		return "XXXX-XX"
	case decade:
		return "XXX"
	case century:
		return "XX"
	}
	return "XXXX"
}

// timexAt is the TIMEX3 value of a form whose place is known.
func (f form) timexAt(p placed) string {
	switch f.kind {
	case pastForm, eitherForm:
		return f.words()
	case agoForm, shiftForm:
		if f.amount.vague || f.amount.open {
			return f.words()
		}
	}
	if f.hasTo {
		one, two := f, *f.to
		one.hasTo = false
		return one.timexAt(placed{point: p.point}) + "/" + two.timexAt(placed{point: p.toPoint})
	}
	d := p.point.date()
	y := fmt.Sprintf("%04d", d.Year)
	u := f.grain()
	if f.amount.exact {
		u = day
	}
	switch u {
	case second, minute, hour, day:
		return d.String() + f.clock
	case week, fortnight, weekend:
		wy, w := d.Time().ISOWeek()
		s := fmt.Sprintf("%04d-W%02d", wy, w)
		if u == weekend && f.kind == unitForm {
			s += "-WE"
		}
		return s
	case month:
		return fmt.Sprintf("%s-%02d", y, d.Month)
	case season, quarter, half:
		if f.of == 0 {
			return quarterValue(p.point)
		}
		return y + "-" + f.subdivision()
	case decade:
		return y[:3]
	case century:
		return y[:2]
	}
	if f.kind == feastForm {
		return y + "-" + f.timex
	}
	return y
}

// halves are the halves of units that smaller ones make up.
var halves = map[unit]string{minute: "30S", hour: "30M", day: "12H", year: "6M"}

// length is the TIMEX3 value of an amount of units: P3D, PT24H, PXY, P2Y6M.
func length(a amount, u unit) string {
	n := strconv.Itoa(a.high)
	factor, mark, prefix := 1, "D", "P"
	switch u {
	case second:
		mark, prefix = "S", "PT"
	case minute:
		mark, prefix = "M", "PT"
	case hour:
		mark, prefix = "H", "PT"
	case week:
		mark = "W"
	case weekend:
		factor = 2
	case fortnight:
		factor, mark = 2, "W"
	case month:
		mark = "M"
	case quarter:
		factor, mark = 3, "M"
	case year:
		mark = "Y"
	case decade:
		factor, mark = 10, "Y"
	case century:
		factor, mark = 100, "Y"
	}
	switch {
	case a.vague:
		n = "X"
	case a.plusHalf && factor > 1:
		n = strconv.Itoa(a.high*factor + factor/2)
	case a.plusHalf && halves[u] != "":
		if n == "0" {
			n = ""
		} else {
			n += mark
		}
		if u == day {
			n += "T"
		}
		return prefix + n + halves[u]
	case a.plusHalf:
		n += ".5"
	case a.fraction != "":
		n += "." + a.fraction
	case factor > 1:
		n = strconv.Itoa(a.high * factor)
	}
	return prefix + n + mark
}
