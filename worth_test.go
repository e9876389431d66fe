package dateline_test

import (
	"testing"

	"pgregory.net/rapid"

	"dateline"
)

func TestAWeekIsThatOfItsDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d := dateline.Date{Year: 1999, Month: 12, Day: 20}.AddDays(rapid.IntRange(0, 20000).Draw(t, "day"))
		w := dateline.WeekOf(d)
		from, to := w.Days()
		if d.Before(from) || !d.Before(to) || to.Sub(from) != 7 {
			t.Fatalf("%s is of week %s, from %s to %s", d, w, from, to)
		}
		if again, err := dateline.ParseWeek(w.String()); err != nil || again != w {
			t.Fatalf("%s is read as %s, %v", w, again, err)
		}
	})
	for _, s := range []string{"2024-W00", "2024-W54", "2023-W53", "2024-1", "W01", "2024-W01x"} {
		if w, err := dateline.ParseWeek(s); err == nil {
			t.Errorf("%s is read as %s", s, w)
		}
	}
}

func TestWhatIsWorthLookingAt(t *testing.T) {
	_, reading := toldReport()
	with := func(change func(e *dateline.Event)) int {
		e := eventOf(reading.Accounts[0])
		change(e)
		return dateline.Worth(e)
	}
	plain := with(func(*dateline.Event) {})
	for name, change := range map[string]func(e *dateline.Event){
		"accounts contradict each other": func(e *dateline.Event) {
			because := dateline.Contradiction
			e.Agreement["time"] = dateline.Agreement{Relation: dateline.Differ, Because: &because}
		},
		"more were killed": func(e *dateline.Event) { n := 40; e.Tolls[0].Best.Low = &n },
		"it is claimed":    func(e *dateline.Event) { e.Basis = dateline.Claimed },
	} {
		if n := with(change); n <= plain {
			t.Errorf("%s: %d points, %d without", name, n, plain)
		}
	}
	if n := with(func(e *dateline.Event) { e.Outlets, e.Origins = 90, 40 }); n > plain {
		t.Errorf("told by many it is worth %d, else %d", n, plain)
	}
	if n := with(func(e *dateline.Event) {
		start := dateline.Date{Year: 2024, Month: 1, Day: 1}
		e.Time.Start = &start
	}); n >= plain {
		t.Errorf("with a day it is worth %d, without %d", n, plain)
	}
}
