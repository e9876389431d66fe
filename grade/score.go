package grade

import (
	"fmt"
	"strings"

	"dateline"
)

// Bounds of the verdict.
const (
	// maxUnmatched is how many events, none of them countable, may match nothing.
	maxUnmatched = 5
	// Of the should events, wholeOf in each outOf are to be whole, rounded up.
	wholeOf, outOf = 7, 10
)

// New scores a record against its gold. The record's reports carry their text.
func New(name string, gold *Gold, rec *dateline.Record) Score {
	s := newSheet(gold, rec)
	score := Score{Name: name, About: gold.About, Events: []EventRow{}, Statements: []StatementRow{}, Unmatched: []Unmatched{}, Checks: s.checks(), ByEye: gold.MustNot}
	taken := map[int]bool{}
	for i := range gold.Events {
		score.Events = append(score.Events, s.eventRow(i))
		taken[s.pairs[i]] = true
	}
	for j := range rec.Events {
		if e := &rec.Events[j]; !taken[j] {
			score.Unmatched = append(score.Unmatched, Unmatched{e.ID, e.Type, e.Countable, firstQuote(e)})
		}
	}
	for i := range gold.Statements {
		score.Statements = append(score.Statements, s.statement(&gold.Statements[i]))
	}
	score.Tally = score.tally()
	for _, x := range rec.Statements {
		score.Tally.Said++
		for i := range gold.Statements {
			if s.near(&gold.Statements[i], x) {
				score.Tally.SaidRightly++
				break
			}
		}
	}
	score.Misses = score.misses()
	return score
}

func (s *sheet) eventRow(i int) EventRow {
	g := &s.gold.Events[i]
	row := EventRow{ID: g.ID, Need: g.Need, Types: g.Type}
	if j := s.pairs[i]; j >= 0 {
		e := &s.rec.Events[j]
		row.Event = &e.ID
		for _, w := range s.wants(g) {
			row.Wants = append(row.Wants, w.of(e))
		}
		return row
	}
	for _, w := range s.wants(g) {
		row.Wants = append(row.Wants, Want{Name: w.name, Wanted: w.wanted})
	}
	row.Nearest = s.nearest(g)
	return row
}

// tally counts all but the machine's statements.
func (s *Score) tally() Tally {
	var t Tally
	for _, r := range s.Events {
		all, found, whole := &t.Must, &t.MustFound, &t.MustWhole
		if r.Need == should {
			all, found, whole = &t.Should, &t.ShouldFound, &t.ShouldWhole
		}
		*all++
		if r.Event != nil {
			*found++
		}
		if r.Whole() {
			*whole++
		}
		for _, w := range r.Wants {
			t.Wants++
			if w.Met {
				t.WantsMet++
			}
		}
	}
	for _, u := range s.Unmatched {
		if u.Countable {
			t.False++
		}
	}
	for _, r := range s.Statements {
		t.Statements++
		if r.Whole() {
			t.StatementsMet++
		}
	}
	for _, c := range s.Checks {
		if c.Need == must {
			t.Checks++
			if c.Met {
				t.ChecksMet++
			}
		}
	}
	return t
}

// misses are what keeps a reading from being right: a check or a row of need
// must that is not met, too few should events whole, too many events that
// match nothing, a false event.
func (s *Score) misses() []string {
	out := []string{}
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	for _, c := range s.Checks {
		if c.Need == must && !c.Met {
			say("%s: wanted %s, came %s", c.Name, c.Wanted, orNothing(c.Came))
		}
	}
	for _, r := range s.Events {
		switch {
		case r.Need != must || r.Whole():
		case r.Event == nil:
			say("%s %s: no such event", r.ID, r.Types[0])
		default:
			say("%s %s: %s", r.ID, r.Types[0], strings.Join(unmet(r.Wants), ", "))
		}
	}
	t := s.Tally
	if enough := s.shouldWanted(); t.ShouldWhole < enough {
		say("only %d of %d should events whole, %d wanted", t.ShouldWhole, t.Should, enough)
	}
	if n := len(s.Unmatched); n > maxUnmatched {
		say("%d events match nothing, at most %d may", n, maxUnmatched)
	}
	if t.False > 0 {
		say("%d countable events match nothing", t.False)
	}
	for _, r := range s.Statements {
		if r.Need == must && !r.Whole() {
			say("statement of %s at %s:%d: %s", r.Speaker, r.Report, r.Start, strings.Join(unmet(r.Wants), ", "))
		}
	}
	return out
}

func (s *Score) shouldWanted() int { return (s.Tally.Should*wholeOf + outOf - 1) / outOf }

func unmet(wants []Want) []string {
	var out []string
	for _, w := range wants {
		if !w.Met {
			out = append(out, w.Name)
		}
	}
	return out
}

func orNothing(s string) string {
	if s == "" {
		return "nothing"
	}
	return s
}
