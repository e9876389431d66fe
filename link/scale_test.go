package link

import (
	"fmt"
	"testing"

	"dateline"
)

// crowd is one event of n accounts: of one origin in ten, of figures and words
// that differ, every third without a date.
func crowd(n int) (*run, *story) {
	l := New(Options{})
	st := &story{}
	g := &group{story: st}
	st.groups = []*group{g}
	for i := range n {
		said := fmt.Sprintf("Gunmen killed %d traders near stall %d of the market on Monday, a witness said.", i%17+1, i%997)
		r := &dateline.Report{ID: dateline.ReportID(fmt.Sprint("r", i+1)), Text: said, Language: "en"}
		if i%3 > 0 {
			m := dateline.Moment{Time: dateline.Date{Year: 2023, Month: 5, Day: 1}.AddDays(i * 20 / n).Time()}
			r.Published = &m
		}
		outlet := fmt.Sprint("outlet ", i%211)
		r.Outlet = &outlet
		whole := dateline.Span{Start: 0, End: len(said)}
		killed, six, zero, monday, words := i%17+1, -6, 0, "XXXX-WXX-1", "on Monday"
		a := dateline.Account{
			ID: "a1", Report: r.ID, Type: "attack.armed", Occurrence: dateline.Happened, Basis: dateline.Reported,
			Roles: []dateline.Role{{Role: dateline.Victim, Name: fmt.Sprint("traders of stall ", i%997), Words: "traders"}},
			Time: dateline.Time{Precision: dateline.Day, Words: &words, Timex: &monday,
				Relative: &dateline.Relative{To: "publication:" + string(r.ID), MinDays: &six, MaxDays: &zero}},
			Casualties: []dateline.Casualty{{Status: dateline.Killed, Side: dateline.Civilian, Low: &killed, High: &killed, Words: "traders"}},
			Evidence: []dateline.Evidence{{Field: "type", Span: whole, Quote: said}, {Field: "casualties.killed", Span: whole, Quote: said},
				{Field: "roles.victim", Span: whole, Quote: said}, {Field: "time", Span: whole, Quote: said}},
		}
		if r.Published != nil {
			start := r.Published.Day()
			for start.Weekday() != 1 {
				start = start.AddDays(-1)
			}
			end := start.AddDays(1)
			a.Time.Start, a.Time.End = &start, &end
		}
		s := l.source(r, &dateline.Reading{Report: r.ID, Sentences: []dateline.Span{whole}, Accounts: []dateline.Account{a}})
		s.origin = dateline.ReportID(fmt.Sprint("r", i/10))
		x := s.accounts[0]
		x.group, x.story = g, st
		g.accounts = append(g.accounts, x)
		st.reports, st.final = append(st.reports, s), append(st.final, x)
	}
	return l.run(byContent{}, newRecalls()), st
}

// A story of twenty thousand reports costs about ten times what one of two
// thousand costs.
func BenchmarkCompareOneEvent(b *testing.B) {
	for _, n := range []int{200, 2000, 20000} {
		b.Run(fmt.Sprintf("%d accounts", n), func(b *testing.B) {
			r, st := crowd(n)
			for b.Loop() {
				r.tell(st)
			}
			b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/float64(n), "us/account")
		})
	}
}
