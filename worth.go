package dateline

import "fmt"

// Worth is how much it is worth to have a person look at an event: the points of what
// Weigh finds.
func Worth(e *Event) int {
	n := 0
	for _, w := range Weigh(e) {
		n += w.Points
	}
	return n
}

// An ISOWeek is a week as ISO 8601 counts them: the year times 100 and its number, 202401.
// 0 is none.
type ISOWeek int

// WeekOf is the week of a day.
func WeekOf(d Date) ISOWeek {
	year, week := d.Time().ISOWeek()
	return ISOWeek(year*100 + week)
}

// Days are the first day of a week and the day after the last.
func (w ISOWeek) Days() (from, to Date) {
	// 4 January is in the first week.
	first := Date{Year: int(w) / 100, Month: 1, Day: 4}
	weekday := (int(first.Time().Weekday()) + 6) % 7
	from = first.AddDays(7*(int(w)%100-1) - weekday)
	return from, from.AddDays(7)
}

// String is a week as ISO 8601 writes it: "2024-W01".
func (w ISOWeek) String() string {
	if w == 0 {
		return ""
	}
	return fmt.Sprintf("%04d-W%02d", int(w)/100, int(w)%100)
}

// ParseWeek reads what String writes.
func ParseWeek(s string) (ISOWeek, error) {
	var year, week int
	if n, err := fmt.Sscanf(s, "%4d-W%2d", &year, &week); n != 2 || err != nil || week < 1 || week > 53 || len(s) != 8 {
		return 0, Errorf(Invalid, "%q is no week; 2024-W01 is one", s)
	}
	w := ISOWeek(year*100 + week)
	if from, _ := w.Days(); WeekOf(from) != w {
		return 0, Errorf(Invalid, "the year %d has no week %d", year, week)
	}
	return w, nil
}

// Country is where an event took place, by the first of its places; "" where that is
// not known: a place that no gazetteer knows, and of which nobody says what it lies in, is in
// no country.
func (e *Event) Country() string {
	for _, p := range e.Places {
		if len(p.Path) > 1 || len(p.Path) == 1 && p.Level != "unknown" {
			return p.Path[0]
		}
	}
	return ""
}

// Version tells whether people have decided anything else of an event: for who decides
// next.
func (e *Event) Version() string {
	if e.Review == nil {
		return "0"
	}
	out := ""
	for _, id := range e.Review.Decisions {
		out += fmt.Sprintf("%d:%s", len(id), id)
	}
	return shortHash(out)
}

// Seen is an event as somebody saw it who decides of it.
type Seen struct {
	Event   EventID
	Version string // of Event.Version
	Set     string // that it was seen with; see Decision.Set
}
