package when

import (
	"dateline"
	"time"
)

// dayNo counts days so that arithmetic is that of integers; 1 January 1970 is 0.
type dayNo int

func number(y, m, d int) dayNo {
	return dayNo(time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC).Unix() / secondsADay)
}

const secondsADay = 24 * 60 * 60

func numberOf(d dateline.Date) dayNo { return number(d.Year, int(d.Month), d.Day) }

func (n dayNo) date() dateline.Date {
	return dateline.DateOf(time.Unix(int64(n)*secondsADay, 0).UTC())
}

// weekday is 1 on Monday to 7 on Sunday.
func (n dayNo) weekday() int { return (int(n)%7+7+3)%7 + 1 }

// monday is the first day of n's week.
func (n dayNo) monday() dayNo { return n - dayNo(n.weekday()-1) }

// addMonths moves n by k months, to the last day of a shorter month.
func (n dayNo) addMonths(k int) dayNo {
	d := n.date()
	t := d.Year*12 + int(d.Month) - 1 + k
	y, m := t/12, t%12+1
	return number(y, m, min(d.Day, monthDays(y, m)))
}

// monthDays is the length of a month; of February in an unknown year (0), 29.
func monthDays(y, m int) int {
	switch m {
	case 2:
		if y%4 == 0 && (y%100 != 0 || y%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}

// days is a half-open run of days. A bound that is not set is open.
type days struct {
	lo, hi       dayNo
	hasLo, hasHi bool
}

func run(lo, hi dayNo) days { return days{lo, hi, true, true} }

// years counts those of a unit in years.
func (u unit) years() int {
	switch u {
	case decade:
		return 10
	case century:
		return 100
	}
	return 1
}

// containing is the calendar unit that n lies in, k units on.
func (u unit) containing(n dayNo, k int) days {
	switch u {
	case weekend:
		m := n.monday() + dayNo(7*k)
		return run(m+5, m+7)
	case week:
		m := n.monday() + dayNo(7*k)
		return run(m, m+7)
	case quarter:
		d := n.date()
		first := number(d.Year, (int(d.Month)-1)/3*3+1, 1)
		return run(first.addMonths(3*k), first.addMonths(3*k+3))
	case month:
		d := n.date()
		first := number(d.Year, int(d.Month), 1)
		return run(first.addMonths(k), first.addMonths(k+1))
	case year, decade, century:
		w := u.years()
		y := n.date().Year/w*w + k*w
		return run(number(y, 1, 1), number(y+w, 1, 1))
	}
	return run(n+dayNo(k), n+dayNo(k)+1)
}

// seasonOf is a season of a year; winter begins in December of it.
func seasonOf(s, y int) days {
	first := number(y, s*3, 1)
	return run(first, first.addMonths(3))
}

// third cuts an interval down to its early, middle or late part.
func (d days) third(p part, u unit) days {
	y := d.lo.date()
	switch u {
	case week:
		switch p {
		case early:
			return run(d.lo, d.lo+3)
		case mid:
			return run(d.lo+1, d.lo+4)
		case late:
			return run(d.lo+3, d.hi)
		}
	case month:
		switch p {
		case early:
			return run(d.lo, d.lo+10)
		case mid:
			return run(d.lo+10, d.lo+20)
		case late:
			return run(d.lo+20, d.hi)
		}
	case season, quarter:
		return d.months(p, y, 1)
	case half:
		return d.months(p, y, 2)
	case year:
		return d.months(p, y, 4)
	case decade, century:
		w := 3 * u.years() / 10
		switch p {
		case early:
			return run(d.lo, number(y.Year+w+u.years()/10, 1, 1))
		case mid:
			return run(number(y.Year+w, 1, 1), number(y.Year+2*w+u.years()/10, 1, 1))
		case late:
			return run(number(y.Year+2*w, 1, 1), d.hi)
		}
	}
	return d
}

// months is the first, second or last third of d, w months each.
func (d days) months(p part, _ dateline.Date, w int) days {
	switch p {
	case early:
		return run(d.lo, d.lo.addMonths(w))
	case mid:
		return run(d.lo.addMonths(w), d.lo.addMonths(2*w))
	case late:
		return run(d.lo.addMonths(2*w), d.hi)
	}
	return d
}
