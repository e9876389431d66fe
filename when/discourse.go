package when

import (
	"fmt"
	"slices"
	"strings"
)

// value is the TIMEX3 value of a form where it stands, and the time that it names.
func (a *annotator) value(f form, tense func() Tense) (string, mention) {
	switch f.kind {
	case durationForm, setForm, refForm:
		return f.words(), mention{}
	case inForm:
		if !a.known || tense() != Future || f.amount.vague || f.amount.open || f.unit < day {
			return f.timex, mention{}
		}
		f.kind, f.timex = agoForm, ""
		return a.written(f, f.placeAgo(today{day: a.pub, known: true}))
	case pastForm, withinForm:
		return length(f.amount, f.unit), mention{}
	case termForm:
		return a.termValue(f)
	case eitherForm:
		f = f.monthFirst()
	case clockForm:
		if a.near(a.day, 3) {
			return a.day.day.date().String() + f.clock, mention{}
		}
		if a.known {
			return a.pub.date().String() + f.clock, mention{}
		}
		return f.words(), mention{}
	case shiftForm:
		if f.anchor() == Named {
			return length(f.amount, f.unit), mention{}
		}
	}
	now := today{day: a.pub, known: a.known}
	switch f.anchor() {
	case Absolute:
	case Discourse:
		return a.fromLast(f)
	default:
		if f.kind == agoForm && f.unit == year && f.amount == (amount{low: 1, high: 1}) && f.sign < 0 {
			if v := a.yearBefore(); v != "" {
				return v, mention{}
			}
		}
		if !now.known && !(a.last.ok && f.kind == dateForm) {
			return f.words(), mention{}
		}
		now.tense = tense()
	}
	d, ok := f.place(now)
	switch {
	case a.history && a.last.ok && (f.undated() || f.kind == dateForm && f.unit == season && !f.dated() && f.rel == bare):
		d, ok = f.inStory(a.last)
	case a.history && a.last.ok && f.kind == unitForm && f.unit == year && f.rel == this:
		d.days = year.containing(a.last.day, 0)
		d.point = d.lo
	case a.known && f.undated():
		d, ok = f.nearest(a.pub, now.tense)
	}
	if !ok {
		return f.words(), mention{}
	}
	return a.written(f, d)
}

// written is the value of a form placed on the calendar.
func (a *annotator) written(f form, d placed) (string, mention) {
	v := f.timexAt(d)
	m := mention{day: d.point, unit: f.grain(), ok: true}
	if f.kind == agoForm || f.kind == shiftForm {
		m.ok = !f.amount.vague && !f.amount.open
		if f.unit == decade && m.ok { // "a decade ago" is ten years
			v, m.unit = v+fmt.Sprintf("%d", d.point.date().Year%10), year
		}
	}
	return v, m
}

// aside reports whether a time is none that a history goes on from: one that counts
// from publication, or one a generation from those told of.
func (a *annotator) aside(f form, m mention) bool {
	if f.anchor() == Publication && f.kind != dateForm {
		return true
	}
	apart := m.day - a.last.day
	return a.near(a.last, 8) && (apart < -20*365 || apart > 20*365)
}

// inStory is the occurrence of a month, date or season that a history means after
// the time it named last: in the year just named, else the next one, unless that before
// lies nearer by far.
func (f form) inStory(last mention) (placed, bool) {
	y := last.day.date().Year
	if last.unit == year {
		d, ok := f.inYear(y)
		return placed{days: d, point: f.whole(d)}, ok
	}
	return f.nearest(last.day, Future)
}

// undated reports whether the form is a month or a day of one, of no said year.
func (f form) undated() bool {
	return f.kind == dateForm && !f.dated() && f.rel == bare && f.weekday == 0 && (f.month > 0 || f.feast != "") && !f.hasTo
}

// nearest is the occurrence of a month or date that lies nearest to a day. What
// speaks against the tense has to be nearer by far: a month three times, a day
// twice, since "the bid was extended to 20 November" is past and to come.
func (f form) nearest(to dayNo, tense Tense) (placed, bool) {
	var best placed
	cost, ok := 0, false
	y := to.date().Year
	for k := -1; k <= 1; k++ {
		d, there := f.inYear(y + k)
		if !there {
			continue
		}
		c := 0
		switch weight := 4; {
		case d.lo > to:
			c = int(d.lo - to)
			if tense == Past {
				if f.grain() == day {
					weight = 2
				}
				c *= weight
			}
		case d.hi <= to:
			c = int(to - d.hi + 1)
			if tense == Future {
				c *= weight
			}
		}
		if !ok || c < cost {
			best, cost, ok = placed{days: d, point: f.whole(d)}, c, true
		}
	}
	return best, ok
}

// fromLast resolves what counts from the time named last, or from publication when
// none is: "that day", "the following year", "two days later".
func (a *annotator) fromLast(f form) (string, mention) {
	base := a.last
	if f.grain() <= day {
		base = a.day
		if !a.near(base, 10) {
			base.ok = false
		}
	}
	if !base.ok {
		if !a.known || a.history {
			return f.words(), mention{}
		}
		base = mention{day: a.pub, unit: day, ok: true}
	}
	switch f.kind {
	case sameForm:
		d := f.unit.containing(base.day, f.rel.units())
		switch {
		case f.month > 0 && f.day > 0:
			n := number(base.day.date().Year, f.month, min(f.day, monthDays(base.day.date().Year, f.month)))
			d = run(n, n+1)
		case f.month > 0:
			d = month.containing(number(base.day.date().Year, f.month, 1), 0)
		case f.of > 0 && f.unit == season:
			d = seasonOf(f.of, base.day.date().Year)
		case f.unit == quarter && f.unit < base.unit:
			d = a.pubQuarter(f.rel.units())
		}
		return f.timexAt(placed{days: d, point: d.lo}), mention{day: d.lo, unit: f.grain(), ok: true}
	case weekdayForm:
		d, ok := f.place(today{day: base.day, known: true})
		if !ok {
			return f.words(), mention{}
		}
		return a.written(f, d)
	case shiftForm:
		if f.unit == year && f.sign < 0 && f.amount == (amount{low: 1, high: 1}) {
			if v := a.yearBefore(); v != "" {
				return v, mention{}
			}
		}
		if f.unit < day && base.unit == day { // hours later: of the same day for all that is said
			return base.day.date().String(), mention{}
		}
		if f.unit < base.unit && base.unit > day && !f.amount.vague {
			return f.words(), mention{} // "two days later" after a mere month
		}
		f.kind = agoForm
		d := f.placeAgo(today{day: base.day, known: true})
		return a.written(f, d)
	}
	return f.words(), mention{}
}

// yearBefore is "a year earlier" or "a year ago" where a figure is compared with
// that of a quarter or a month named just before: the same one of the year before.
func (a *annotator) yearBefore() string {
	m := a.last
	if !a.near(m, 1) || m.unit != quarter && m.unit != month {
		if m = a.quarter; !a.near(m, 4) {
			return ""
		}
	}
	m.day = m.day.addMonths(-12)
	d := m.day.date()
	if m.unit == quarter {
		return quarterValue(m.day)
	}
	return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
}

func quarterValue(n dayNo) string {
	d := n.date()
	return fmt.Sprintf("%04d-Q%d", d.Year, (int(d.Month)+2)/3)
}

// pubQuarter is the quarter k on from that of publication.
func (a *annotator) pubQuarter(k int) days { return quarter.containing(a.pub, k) }

// termValue resolves a quarter or a period of comparison.
func (a *annotator) termValue(f form) (string, mention) {
	base := a.quarter
	if !base.ok {
		if !a.known {
			return "", mention{}
		}
		base = mention{day: a.pubQuarter(-1).lo, unit: quarter, ok: true}
	}
	y := base.day.date().Year
	switch {
	case f.year > 0:
		y = f.year
	case f.ofUnit == year && a.known:
		y = a.pub.date().Year + f.ofRel.units()
	case f.rel == last:
		y = base.day.date().Year - 1
		if base.day.date().Year < a.pub.date().Year-1 && a.known {
			y = a.pub.date().Year - 1
		}
	case f.of > 0 && a.known: // the latest that has begun
		y = a.pub.date().Year
		if number(y, 3*f.of-2, 1) > a.pub {
			y--
		}
	}
	q := f.of
	if q == 0 {
		q = (int(base.day.date().Month) + 2) / 3
	}
	m := mention{day: number(y, 3*q-2, 1), unit: quarter, ok: true}
	v := quarterValue(m.day)
	if f.rel == last || f.of == 0 && (f.year > 0 || f.ofUnit == year) {
		return v, mention{} // what is compared with, not what is told of
	}
	return v, m
}

// monthFirst reads 03/04/2019 the way of American agencies.
func (f form) monthFirst() form {
	if f.sign > 0 {
		f.month, f.day = f.day, f.month
	}
	f.kind, f.sign = dateForm, 0
	return f
}

// tellsHistory reports whether a report tells of times before its publication's
// own: half of the years that it names lie two years back or more, and there are
// many of them to each day of the week and each "said", which news is told by.
func (a *annotator) tellsHistory() bool {
	var years []int
	weekly := 0
	for i := a.from; i < len(a.whole); {
		c := a.whole[i]
		j := i + 1
		switch {
		case c >= '0' && c <= '9':
			for j < len(a.whole) && a.whole[j] >= '0' && a.whole[j] <= '9' {
				j++
			}
			if y := a.whole[i:j]; len(y) == 4 && y >= "1000" && y < "2100" {
				years = append(years, int(y[0]-'0')*1000+int(y[1]-'0')*100+int(y[2]-'0')*10+int(y[3]-'0'))
			}
		case letter(c):
			for j < len(a.whole) && letter(a.whole[j]) {
				j++
			}
			if w := strings.ToLower(a.whole[i:min(j, i+10)]); weekdays[w] > 0 || tellingNews[w] {
				weekly++
			}
		}
		i = j
	}
	if len(years) < 3 || weekly*3 > len(years) {
		return false
	}
	slices.Sort(years)
	return !a.known || years[len(years)/2] <= a.pub.date().Year-2
}

var tellingNews = listed("yesterday today tonight said says told")

func letter(c byte) bool { return c|32 >= 'a' && c|32 <= 'z' }
