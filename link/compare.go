package link

import (
	"slices"
	"strings"

	"dateline"
	"dateline/link/origin"
)

// A Verdict is how two reports stand to each other.
type Verdict string

// The verdicts, from the closest.
const (
	Copied      Verdict = "copy"        // one text, cut, added to or edited on either side
	Rewritten   Verdict = "rewrite"     // one says in other words what the other reported, and leans on it
	Independent Verdict = "independent" // the same event, each told from its own sources
	Different   Verdict = "different"   // other events
)

// A Comparison is two reports beside each other.
type Comparison struct {
	Verdict  Verdict
	Pair     origin.Pair
	Record   dateline.Record // of the two
	Shared   []int           // events of the record that both tell, by index
	OneStory bool
	Kinship  int      // how near they are; of the nearest parts of round-ups
	Because  []Reason // what that rests on
}

// Compare sets two reports beside each other, the one published first first. It
// links them as Link does.
func Compare(reports [2]dateline.Report, readings [2]*dateline.Reading, o Options) Comparison {
	c := Comparison{Pair: origin.Compare([2]*dateline.Report{&reports[0], &reports[1]}, [2][]dateline.Span{readings[0].Sentences, readings[1].Sentences})}
	l := New(o, nil)
	for i := range reports {
		l.Add(&reports[i], readings[i])
	}
	l.Settle()
	c.Record = l.Record()
	c.Kinship, c.Because = l.nearest(reports[0].ID, reports[1].ID)
	for _, st := range c.Record.Stories {
		c.OneStory = c.OneStory || len(st.Reports) == 2
	}
	for i, e := range c.Record.Events {
		seen := map[dateline.ReportID]bool{}
		for _, a := range e.Accounts {
			seen[a.Report] = true
		}
		if len(seen) > 1 {
			c.Shared = append(c.Shared, i)
		}
	}
	switch c.Pair.Kind {
	case origin.Exact, origin.Edited:
		c.Verdict = Copied
	case origin.Rewrite:
		c.Verdict = Rewritten
	case origin.Own:
		c.Verdict = Different
		if c.oneEvent(readings) {
			c.Verdict = Independent
		}
	}
	return c
}

// freshDays is how old what a report is about can be when it is published, and
// apartDays how far apart two reports of one event can be.
const (
	freshDays = 10
	apartDays = 7
)

// oneEvent reports whether two reports, neither of which comes from the other,
// are about one event: not filled into one form, and with an event in common
// that is news in both, or a story and no days that part them. One that names the
// other's outlet as a source for a part is about the other's event.
func (c *Comparison) oneEvent(readings [2]*dateline.Reading) bool {
	if c.Pair.Formula {
		return false
	}
	if c.Pair.Leaning {
		return true
	}
	a, b := &c.Record.Reports[0], &c.Record.Reports[1]
	apart := a.Published != nil && b.Published != nil && b.Published.Day().Sub(a.Published.Day()) > apartDays
	for _, i := range c.Shared {
		if e := &c.Record.Events[i]; e.Countable && fresh(e.Time, a) && fresh(e.Time, b) && (e.Time.Start != nil || !apart) {
			return true
		}
	}
	if apart {
		return false
	}
	if p, q := deeds(readings[0]), deeds(readings[1]); len(p) > 0 && len(q) > 0 && !withinADay(p, q) {
		return false
	}
	return len(c.Record.Stories) == 1
}

// fresh reports whether a time may be that of what a report is about.
func fresh(t dateline.Time, r *dateline.Report) bool {
	return t.Start == nil || r.Published == nil || r.Published.Day().Sub(*t.Start) <= freshDays
}

// deeds are the days on which a report has people attacked, taken or fought with.
func deeds(r *dateline.Reading) []dateline.Date {
	var out []dateline.Date
	for _, a := range r.Accounts {
		kind, _, _ := strings.Cut(string(a.Type), ".")
		if a.Time.Start != nil && !a.Background && a.Occurrence == dateline.Happened && slices.Contains([]string{"attack", "battle", "abduction"}, kind) {
			out = append(out, *a.Time.Start)
		}
	}
	return out
}

// withinADay reports whether two days, one of each list, are at most one apart.
func withinADay(p, q []dateline.Date) bool {
	for _, d := range p {
		for _, e := range q {
			if n := d.Sub(e); n >= -1 && n <= 1 {
				return true
			}
		}
	}
	return false
}
