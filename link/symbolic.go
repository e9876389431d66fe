package link

import "dateline"

// A span of days is when something took place, first and last day counted from
// 1970, both included.
type daySpan struct {
	first, last int
	ok          bool
}

// daysOf is when an account says that its event took place.
func (l *linker) daysOf(a *account) daySpan {
	if t := a.Time; t.Start != nil && t.End != nil {
		return daySpan{dayNumber(*t.Start), dayNumber(*t.End) - 1, true}
	}
	return daySpan{}
}

func dayNumber(d dateline.Date) int { return d.Sub(dateline.Date{Year: 1970, Month: 1, Day: 1}) }
