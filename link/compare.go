package link

import (
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
	Verdict Verdict
	Pair    origin.Pair
	Record  dateline.Record // of the two
	Shared  []int           // events of the record that both tell, by index
}

// Compare sets two reports beside each other, the one published first first. It
// links them as Link does.
func Compare(reports [2]dateline.Report, readings [2]*dateline.Reading, o Options) Comparison {
	c := Comparison{Pair: origin.Compare([2]*dateline.Report{&reports[0], &reports[1]}, [2][]dateline.Span{readings[0].Sentences, readings[1].Sentences})}
	c.Record = Link(reports[:], readings[:], o)
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
	default:
		c.Verdict = Different
		for _, i := range c.Shared {
			if !c.Record.Events[i].Background {
				c.Verdict = Independent
			}
		}
	}
	return c
}
