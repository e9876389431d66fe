package when

import "dateline"

// Recount gives times that count from the time named last, and months and dates
// without a year, their place on the calendar where a report tells a history: "In
// March 1931 it began. In June the port fell; two days later it burned." found are
// the expressions of its sentences in order, as Find gave them, and are changed in
// place. In a report that tells the news of its day nothing is changed.
func Recount(found [][]Expression, report string, pub *dateline.Date) {
	a := annotator{whole: report}
	if pub != nil {
		a.pub, a.known = numberOf(*pub), true
	}
	if a.history = a.tellsHistory(); !a.history {
		return
	}
	for _, sentence := range found {
		a.at++
		for k := range sentence {
			e := &sentence[k]
			f := e.form
			_, m := a.value(f, func() Tense { return Past })
			if f.hasTo || !m.ok {
				continue
			}
			if f.undated() || f.anchor() == Discourse && f.part == whole {
				e.form = f.at(m)
				e.Anchor, e.Timex = e.form.anchor(), e.form.words()
			}
			a.note(f, m)
		}
	}
}

// at is the form as a date on the calendar, with the bound and the time of day that
// it had.
func (f form) at(m mention) form {
	d := m.day.date()
	g := form{kind: dateForm, year: d.Year, clock: f.clock, bound: f.bound, part: f.part, unit: m.unit, of: f.of}
	switch {
	case m.unit <= day:
		g.month, g.day, g.unit = int(d.Month), d.Day, month
	case m.unit == month:
		g.month = int(d.Month)
	case m.unit == week: // no date has a week: its days are said as a range
		end := m.day + 6
		e := end.date()
		g.month, g.day, g.unit = int(d.Month), d.Day, month
		g.hasTo, g.to = true, &form{kind: dateForm, year: e.Year, month: int(e.Month), day: e.Day, unit: month}
	case m.unit == year:
		g.unit = noUnit
	}
	return g
}
