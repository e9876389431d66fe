package link

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"dateline"
)

// truth is a set of events on days that are known to the test, and reports that
// tell some of them by words that are true of those days.
type truth struct {
	l      *linker
	groups []*group
	day    []int // of each event
	told   []*source
}

func drawTruth(t *rapid.T) truth {
	w := truth{l: &linker{rooms: Options{}.rooms()}}
	for i := range rapid.IntRange(2, 5).Draw(t, "events") {
		w.day = append(w.day, 19000+rapid.IntRange(0, 30).Draw(t, "day"))
		w.groups = append(w.groups, &group{key: uint64(i + 1), id: dateline.EventID(fmt.Sprint("e", i+1))})
	}
	for i := range rapid.IntRange(1, 5).Draw(t, "reports") {
		w.report(t, i)
	}
	return w
}

func (w *truth) report(t *rapid.T, i int) {
	issued := 19030 + rapid.IntRange(0, 10).Draw(t, "issued")
	r := &dateline.Report{ID: dateline.ReportID(fmt.Sprint("r", i+1)), Text: fmt.Sprintf("Report number %d says what it says.", i)}
	if rapid.Bool().Draw(t, "dated") {
		r.Published = &dateline.Moment{Time: dateOf(issued).Time()}
	}
	reading := &dateline.Reading{Report: r.ID}
	var events []int
	for k := range w.groups {
		if !rapid.Bool().Draw(t, "tells") {
			continue
		}
		words := "words"
		a := dateline.Account{ID: dateline.AccountID(fmt.Sprint("a", len(events)+1)), Report: r.ID, Type: "attack.armed",
			Time:     dateline.Time{Words: &words, Precision: dateline.Day},
			Evidence: []dateline.Evidence{{Field: "type", Span: dateline.Span{Start: 0, End: 6}, Quote: r.Text[:6]}}}
		to, from := "publication:"+string(r.ID), issued
		if len(events) > 0 && rapid.Bool().Draw(t, "counts from an event") {
			at := rapid.IntRange(0, len(events)-1).Draw(t, "which")
			to, from = fmt.Sprint("a", at+1), w.day[events[at]]
		}
		low := w.day[k] - from - rapid.IntRange(0, 3).Draw(t, "early")
		high := w.day[k] - from + rapid.IntRange(0, 3).Draw(t, "late")
		a.Time.Relative = &dateline.Relative{To: to, MinDays: &low, MaxDays: &high}
		if r.Published != nil && from == issued {
			start, end := dateOf(issued+low), dateOf(issued+high+1)
			a.Time.Start, a.Time.End = &start, &end
		} else if rapid.Bool().Draw(t, "weekday") {
			timex := fmt.Sprint("XXXX-WXX-", isoWeekday(w.day[k]))
			a.Time.Timex = &timex
		}
		reading.Accounts = append(reading.Accounts, a)
		events = append(events, k)
	}
	s := w.l.source(r, reading)
	s.origin = r.ID
	for n, a := range s.accounts {
		a.group = w.groups[events[n]]
		a.group.accounts = append(a.group.accounts, a)
		w.l.accounts = append(w.l.accounts, a)
	}
	w.told = append(w.told, s)
}

// Law: what is worked out of words that are true holds the day on which it was.
func TestDaysThroughTheStoryHoldTheTruth(t *testing.T) {
	placed, narrow := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		w := drawTruth(t)
		w.l.place()
		if w.l.network == nil {
			return
		}
		for i, g := range w.groups {
			x := w.l.network.events[g]
			if x == nil {
				continue
			}
			if w.day[i] < x.lo || w.day[i] > x.hi {
				t.Fatalf("%s was on %s and is placed from %d to %d", g.id, dateOf(w.day[i]), x.lo, x.hi)
			}
			for _, tie := range x.ties {
				if tie.off {
					t.Fatalf("a tie that is true was set aside at %s", g.id)
				}
			}
			if x.known() {
				placed++
				if x.hi == x.lo {
					narrow++
				}
			}
		}
		for a, s := range w.l.placed {
			for i, g := range w.groups {
				if a.group == g && s.ok && (w.day[i] < s.first || w.day[i] > s.last) {
					t.Fatalf("an account of %s gives %d to %d, and it was on %d", g.id, s.first, s.last, w.day[i])
				}
			}
		}
	})
	if placed == 0 || narrow == 0 {
		t.Errorf("%d events were placed, %d of them to the day: the law was not put to the test", placed, narrow)
	}
}

// Law: without a dated report nothing is placed.
func TestWithoutADateNothingIsPlaced(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := drawTruth(t)
		for _, a := range w.l.accounts {
			a.Time.Start, a.Time.End = nil, nil
		}
		for _, s := range w.told {
			s.report.Published = nil
		}
		w.l.place()
		for _, x := range w.l.placed {
			if x.ok {
				t.Fatalf("placed %+v", x)
			}
		}
	})
}
