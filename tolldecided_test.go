package dateline_test

import (
	"slices"
	"testing"

	"dateline"
)

func TestAFigureThatIsDecidedKeepsWhatEachReportGave(t *testing.T) {
	r, reading := toldReport()
	e := eventOf(reading.Accounts...)
	n := func(i int) *int { return &i }
	as := e.Accounts
	was := dateline.Toll{Status: dateline.Killed, Side: dateline.Civilian, Best: dateline.Range{Low: n(21), High: n(21)}, Low: n(9), High: n(21), Rule: dateline.Latest,
		For: []dateline.AccountID{as[0].ID}, Against: []dateline.AccountID{as[1].ID}, Superseded: []dateline.AccountID{as[2].ID},
		History: []dateline.Figure{{Account: as[0].ID, Low: n(21), High: n(21), Standing: dateline.FigureFor}, {Account: as[1].ID, Low: n(12), Standing: dateline.FigureAgainst}, {Account: as[2].ID, Low: n(9), High: n(9), Standing: dateline.FigureSuperseded}}}
	e.Casualties = []dateline.Casualty{{Status: dateline.Killed, Side: dateline.Civilian, Low: n(21), High: n(21), Words: "21 people"}}
	e.Tolls = []dateline.Toll{was}
	untouched := asJSON(t, e)

	words := func(start int) dateline.Referent {
		return dateline.Referent{Report: r.SHA256, Span: dateline.Span{Start: start, End: start + 3}, Field: dateline.FieldEvidence}
	}
	first := decide("d1", dateline.VerbCorrect, dateline.Refer(r.SHA256, &as[0], "casualties"), `[{"status":"killed","side":"unknown","low":19,"high":19,"words":"19 people"}]`)
	first.On = append(first.On, words(0))
	second := decide("d2", dateline.VerbAdd, dateline.Refer(r.SHA256, &as[0], "casualties"), `[{"status":"killed","side":"unknown","low":19,"high":19,"words":"19 people"},{"status":"wounded","side":"unknown","low":2,"high":2,"words":"two"}]`)
	second.On = append(second.On, words(5))
	for _, ds := range [][]dateline.Decision{{first}, {first, second}} {
		dateline.Replay(e, dateline.Amend(r, reading, ds).Placed)
		if len(e.Tolls) != len(ds) || e.Tolls[0].Rule != dateline.TollDecided || *e.Tolls[0].Best.Low != 19 || len(e.Tolls[0].History) != 3 {
			t.Fatalf("%d decisions: %+v", len(ds), e.Tolls)
		}
		var stand []dateline.FigureStanding
		for _, f := range e.Tolls[0].History {
			stand = append(stand, f.Standing)
		}
		if want := []dateline.FigureStanding{dateline.FigureAgainst, dateline.FigureFor, dateline.FigureSuperseded}; !slices.Equal(stand, want) {
			t.Errorf("they stand %v", stand)
		}
		if x := e.Tolls[0]; !slices.Equal(x.For, []dateline.AccountID{as[1].ID}) || !slices.Equal(x.Against, []dateline.AccountID{as[0].ID}) || !slices.Equal(x.Superseded, was.Superseded) {
			t.Errorf("for %v, against %v, replaced %v", x.For, x.Against, x.Superseded)
		}
		if f := e.Review.Fields["casualties"]; len(f.Evidence) != len(ds) {
			t.Errorf("the words of %d decisions are %+v", len(ds), f.Evidence)
		}
	}
	dateline.Replay(e, nil)
	if got := asJSON(t, e); got != untouched {
		t.Errorf("all undone:\n%s\nuntouched:\n%s", got, untouched)
	}
}
