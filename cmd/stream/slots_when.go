package main

import (
	"fmt"

	"dateline"
)

func (t *teller) date(day int) dateline.Date { return t.start.AddDays(day) }

// when writes the day of the happening as a report of its day does, or the day
// of the report ("wd", "on").
func (t *teller) when(name string) {
	today := t.minute / minutesADay
	day := t.h.day()
	switch name {
	case "wd":
		t.add(t.date(today).Weekday().String())
		return
	case "on":
		t.add("on " + t.date(today).Weekday().String())
		return
	case "when9":
		d := t.date(today)
		t.add(fmt.Sprintf("%d %s", d.Day, d.Month))
		return
	case "clock":
		t.add(one(t.dice, []string{"dawn", "midday", "dusk", "nightfall"}))
		return
	case "when0", "when2":
		if today-day < 6 {
			name = "when"
		}
	}
	d := t.date(day)
	words, precision := "", dateline.Day
	from, to := day, day+1
	_ = name
	switch ago := today - day; {
	case ago == 0:
		words = one(t.dice, []string{"on " + d.Weekday().String(), "on " + d.Weekday().String() + clockOf(t.h.minute), "earlier on " + d.Weekday().String()})
		if t.outlet.country == t.h.town.country && t.percent(40) {
			words = one(t.dice, []string{"today", "earlier today"})
		}
	case ago < 6:
		words = one(t.dice, []string{"on " + d.Weekday().String(), "on " + d.Weekday().String(), "on " + d.Weekday().String() + clockOf(t.h.minute), "late on " + d.Weekday().String()})
		if ago == 1 && t.outlet.country != nil && t.percent(30) {
			words = "yesterday"
		}
	case ago < 20 && t.percent(25):
		words, precision = "last week", dateline.Week
		monday := today - (int(t.date(today).Weekday())+6)%7
		from, to = monday-7, monday
		if day < from || day >= to {
			words, precision, from, to = fmt.Sprintf("on %d %s", d.Day, d.Month), dateline.Day, day, day+1
		}
	case ago >= 25 && t.percent(45):
		words, precision = "in "+d.Month.String(), dateline.Month
		from, to = day-d.Day+1, day-d.Day+31
		for t.date(to).Month == d.Month {
			to++
		}
		for t.date(to-1).Month != d.Month {
			to--
		}
	default:
		words = one(t.dice, []string{fmt.Sprintf("on %d %s", d.Day, d.Month), fmt.Sprintf("on %s %d", d.Month, d.Day)})
		if ago > 200 || t.percent(10) {
			words = fmt.Sprintf("on %d %s %d", d.Day, d.Month, d.Year)
		}
	}
	start, end := t.date(from), t.date(to)
	timex := start.String()
	switch precision {
	case dateline.Month:
		timex = timex[:7]
	case dateline.Week:
		year, week := start.Time().ISOWeek()
		timex = fmt.Sprintf("%04d-W%02d", year, week)
	}
	t.marked(words, mark{field: "time", kind: dateline.TimeMention, time: &dateline.Time{Start: &start, End: &end, Precision: precision, Words: ptr(words), Timex: ptr(timex)}})
}

func clockOf(minute int) string {
	switch h := minute % minutesADay / 60; {
	case h < 5:
		return " night"
	case h < 12:
		return " morning"
	case h < 18:
		return " afternoon"
	default:
		return " evening"
	}
}
