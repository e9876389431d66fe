package desk

import (
	"net/http"
	"slices"

	"dateline"
)

// timeFar is how many days from what the accounts say a time lies from which on it is
// asked whether it is meant: a slip in the month or the year, where a day or a week is
// what reports differ by.
const timeFar = 31

// timeSure asks whether a time is meant that lies far from what the accounts say, or,
// where none of them has a day, from when the first of them was published; nil where it
// lies near, or was asked.
func (d *Desk) timeSure(r *http.Request, f form, x *decided) (*page, error) {
	if f("field") != "time" || f("do") != "correct" {
		return nil, nil
	}
	words, err := d.wordsOf(r.Context(), f, x)
	if err != nil {
		return nil, err
	}
	t, err := timeOf(f, x.Time, words)
	if err != nil || f("sure") == d.days(t) {
		return nil, err
	}
	apart, near := -1, dateline.Time{}
	look := func(o dateline.Time) {
		if o.Start == nil && o.End == nil {
			return
		}
		if n := daysApart(t, o); apart < 0 || n < apart {
			apart, near = n, o
		}
	}
	for _, a := range x.Accounts {
		look(a.Time)
	}
	said := "sure.time.accounts"
	if apart < 0 {
		said = "sure.time.published"
		for _, a := range x.Accounts {
			if p := x.Heads[a.Report].Published; p != nil {
				day := dateline.DateOf(p.Time)
				end := day.AddDays(1)
				look(dateline.Time{Start: &day, End: &end})
			}
		}
	}
	if apart <= timeFar {
		return nil, nil
	}
	p := d.sureOf(r, x, "time", "sure")
	p.Title, p.Yes = d.words.say("sure.time"), d.words.say("sure.time.yes", d.days(t))
	p.Says = []string{d.words.say(said, d.days(t), grouped(apart), d.days(near))}
	p.Posted = append(slices.Clone(p.Posted), posted{"sure", d.days(t)})
	return &page{Title: "sure.title", Template: "sure", Data: p}, nil
}
