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
	Independent Verdict = "independent" // one event or one story, neither from the other
	Different   Verdict = "different"   // other news
)

// A Footing is why two reports, neither of which comes from the other, are called
// independent or different.
type Footing string

// The footings. The first three are of one event.
const (
	OwnSources Footing = "own-sources"  // each tells it from its own
	PartTaken  Footing = "part-taken"   // one names the other's outlet as the source of a part
	OneOutlet  Footing = "one-outlet"   // which tells it anew
	OneStory   Footing = "one-story"    // of which they tell different events
	NoneInBoth Footing = "none-in-both" // one story, but one of them tells no event that counts
	Beside     Footing = "beside"       // both tell an event that is not the news of both
	Apart      Footing = "apart"        // other events of another story
)

// A Comparison is two reports beside each other.
type Comparison struct {
	Verdict  Verdict
	Footing  Footing // "" of copies and rewrites
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
	l := New(o)
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
		c.Verdict, c.Footing = c.ofRecord(readings)
	}
	return c
}

// freshDays is how old what a report is about can be when it is published, and
// apartDays how far apart two reports of one event can be.
const (
	freshDays = 10
	apartDays = 7
)

// ofRecord is the verdict on two reports neither of which comes from the other.
// It says what the record of the two says: one event where both tell one that is
// news in both, else one story where they are of one and no days part them.
func (c *Comparison) ofRecord(readings [2]*dateline.Reading) (Verdict, Footing) {
	a, b := &c.Record.Reports[0], &c.Record.Reports[1]
	apart := a.Published != nil && b.Published != nil && b.Published.Day().Sub(a.Published.Day()) > apartDays
	for _, i := range c.Shared {
		e := &c.Record.Events[i]
		if e.Countable && fresh(e.Time, a) && fresh(e.Time, b) && (e.Time.Start != nil || !apart && !c.Pair.Formula) {
			return Independent, c.independence()
		}
	}
	verdict, ground := Independent, OneStory
	p, q := deeds(readings[0]), deeds(readings[1])
	if !c.OneStory || c.Pair.Formula || apart || len(p) > 0 && len(q) > 0 && !withinADay(p, q) {
		verdict = Different
	}
	switch {
	case len(c.Shared) > 0:
		ground = Beside
	case !c.OneStory:
		ground = Apart
	case c.silent():
		ground = NoneInBoth
	}
	return verdict, ground
}

// independence is what two reports of one event rest on.
func (c *Comparison) independence() Footing {
	switch {
	case c.Pair.OneOutlet:
		return OneOutlet
	case c.Pair.Leaning:
		return PartTaken
	}
	return OwnSources
}

// silent reports whether one of the two tells no event that counts.
func (c *Comparison) silent() bool {
	told := map[dateline.ReportID]bool{}
	for _, e := range c.Record.Events {
		for _, a := range e.Accounts {
			told[a.Report] = told[a.Report] || e.Countable
		}
	}
	return !told[c.Record.Reports[0].ID] || !told[c.Record.Reports[1].ID]
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
