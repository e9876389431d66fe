package dateline_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dateline"
)

// told is an event of so many origins who agree, and so many killed.
func told(origins, killed int) *dateline.Event {
	lat, day := 1.5, dateline.Date{Year: 2026, Month: 3, Day: 4}
	e := &dateline.Event{Occurrence: dateline.Happened, Basis: dateline.Reported, Origins: origins,
		Places: []dateline.PlaceRef{{Name: "Odale", Path: []string{"Brenn", "Odale"}, Level: "town", Lat: &lat}}, Time: dateline.Time{Start: &day},
		Agreement: map[string]dateline.Agreement{}}
	for i := range origins {
		e.Accounts = append(e.Accounts, dateline.Account{ID: dateline.AccountID(fmt.Sprint("a", i)), Confidence: 0.8})
	}
	if killed > 0 {
		e.Tolls = []dateline.Toll{{Status: dateline.Killed, Best: dateline.Range{Low: &killed, High: &killed}}}
	}
	return e
}

func TestWhatOneReporterTellsIsNotBuriedByWhatManyTell(t *testing.T) {
	rural, capital := told(1, 12), told(40, 3)
	if dateline.Worth(rural) <= dateline.Worth(capital) {
		t.Errorf("twelve killed told once: %d; three told by forty: %d", dateline.Worth(rural), dateline.Worth(capital))
	}
}

func TestAnOriginThatAgreesNeverMakesAnEventWorthMore(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := told(rapid.IntRange(1, 6).Draw(t, "origins"), rapid.IntRange(0, 300).Draw(t, "killed"))
		for _, f := range []string{"type", "place", "casualties.killed", "casualties.killed.civilian", "roles.perpetrator"} {
			if rapid.Bool().Draw(t, f) {
				e.Agreement[f] = dateline.Agreement{Relation: dateline.Differ}
			}
		}
		before := dateline.Worth(e)
		e.Origins++
		e.Accounts = append(e.Accounts, dateline.Account{ID: "more", Confidence: float64(rapid.IntRange(0, 100).Draw(t, "confidence")) / 100})
		if after := dateline.Worth(e); after > before {
			t.Fatalf("%d became %d: %+v", before, after, dateline.Weigh(e))
		}
	})
}

func TestDisagreementUncertaintyAndSeverityEachCount(t *testing.T) {
	plain := dateline.Worth(told(2, 3))
	side, contradiction := dateline.BySide, dateline.Contradiction
	for name, change := range map[string]func(*dateline.Event){
		"differ by side": func(e *dateline.Event) {
			e.Agreement["place"] = dateline.Agreement{Relation: dateline.Differ, Because: &side}
		},
		"contradict": func(e *dateline.Event) {
			e.Agreement["place"] = dateline.Agreement{Relation: dateline.Differ, Because: &contradiction}
		},
		"no place":        func(e *dateline.Event) { e.Places = nil },
		"a country alone": func(e *dateline.Event) { e.Places[0].Level = "country" },
		"no day":          func(e *dateline.Event) { e.Time = dateline.Time{} },
		"claimed":         func(e *dateline.Event) { e.Basis = dateline.Claimed },
		"one origin":      func(e *dateline.Event) { e.Origins = 1 },
		"reader unsure":   func(e *dateline.Event) { e.Accounts[0].Confidence, e.Accounts[1].Confidence = 0.3, 0.4 },
		"more killed":     func(e *dateline.Event) { *e.Tolls[0].Best.Low = 9 },
	} {
		e := told(2, 3)
		change(e)
		if got := dateline.Worth(e); got <= plain {
			t.Errorf("%s: %d, not more than %d", name, got, plain)
		}
	}
	// What is told by sides is no second disagreement.
	e := told(2, 3)
	e.Agreement["casualties.killed"] = dateline.Agreement{Relation: dateline.Differ}
	once := dateline.Worth(e)
	e.Agreement["casualties.killed.civilian"] = dateline.Agreement{Relation: dateline.Differ}
	if got := dateline.Worth(e); got != once {
		t.Errorf("told by sides: %d, once %d", got, once)
	}
	if w := dateline.Weigh(e); !slices.IsSortedFunc(w[:1], func(a, b dateline.Weight) int { return b.Points - a.Points }) || w[0].Field != "casualties.killed" {
		t.Errorf("%+v", w)
	}
}
