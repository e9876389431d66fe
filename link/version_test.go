package link_test

import (
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/link"
	"dateline/reader"
)

// edition is a version of an article of the Plain Wire.
type edition struct{ modified, text string }

// article links versions of one article, published on one day, and other reports.
func article(t testing.TB, day string, editions []edition, others ...report) (dateline.Record, map[string]dateline.ReportID) {
	t.Helper()
	rd := reader.New(reader.Options{})
	l := link.New(link.Options{})
	ids := map[string]dateline.ReportID{}
	outlet, url := "Plain Wire", "https://plain.example/market"
	moment := func(s string) *dateline.Moment {
		if s == "" {
			return nil
		}
		m, err := dateline.ParseMoment(s)
		if err != nil {
			t.Fatal(err)
		}
		return &m
	}
	add := func(r dateline.Report) {
		r.ID = dateline.ReportID("r" + string(rune('1'+len(ids))))
		ids[r.Path] = r.ID
		l.Add(&r, rd.Read(&r))
	}
	for i := len(editions) - 1; i >= 0; i-- { // the order of arrival is nothing
		add(dateline.Report{Path: "version " + string(rune('1'+i)), Outlet: &outlet, URL: &url, Published: moment(day), Modified: moment(editions[i].modified), Text: editions[i].text, Language: "en"})
	}
	for _, x := range others {
		add(dateline.Report{Path: x.outlet, Outlet: &x.outlet, Published: moment(x.day), Text: x.text, Language: "en"})
	}
	l.Settle()
	return l.Record(), ids
}

var (
	fourDead = edition{"", jalingo.text}
	sixDead  = edition{"2023-05-03T19:00", `Six dead in Jalingo market attack

Six traders were killed when gunmen attacked a cattle market in Jalingo, in Nigeria's Taraba State, on Tuesday, the hospital said.

Eleven people were wounded, three of them badly, and relatives slept on its floor.`}
	noToll = edition{"2023-05-03T21:00", `Traders killed in Jalingo market attack

Gunmen killed traders at a cattle market in Jalingo, in Nigeria's Taraba State, on Tuesday, police said.

The attackers came on motorcycles and fled before troops arrived.`}
)

func TestALaterVersionTakesThePlaceOfTheEarlier(t *testing.T) {
	rec, ids := article(t, "2023-05-03T08:00", []edition{fourDead, sixDead})
	e := theEvent(t, rec, "Jalingo")
	if e.Origins != 1 || e.Outlets != 1 || len(e.Accounts) != 2 {
		t.Errorf("%d origins, %d outlets, %d accounts", e.Origins, e.Outlets, len(e.Accounts))
	}
	x := toll(t, e, dateline.Killed)
	want(t, x, 6, 6, dateline.LatestOfSource)
	if got := figures(x, dateline.FigureSuperseded); !slices.Equal(got, []int{4}) || len(x.History) != 2 || x.History[0].Report != ids["version 1"] {
		t.Errorf("superseded are %v of %+v", got, x.History)
	}
	for field, a := range e.Agreement {
		if a.Relation != dateline.Single {
			t.Errorf("%s: %s, of one article", field, a.Relation)
		}
	}
	for _, r := range rec.Reports {
		later := r.ID == ids["version 2"]
		if later != (r.Supersedes != nil && *r.Supersedes == ids["version 1"]) || later != (r.From != nil) || later == (r.Copying == dateline.OwnText) || r.Origin != rec.Reports[0].Origin {
			t.Errorf("%s: %s of %v, supersedes %v, origin %s", r.Path, r.Copying, r.From, r.Supersedes, r.Origin)
		}
	}
}

// Where the later version is the one with the lower figure, it is right too; and beside
// another outlet it is one voice.
func TestAVersionMayLowerAToll(t *testing.T) {
	lowered := edition{"2023-05-03T22:00", strings.NewReplacer("Six", "Three", "on Tuesday", "on Tuesday evening").Replace(sixDead.text)}
	rec, _ := article(t, "2023-05-03T08:00", []edition{fourDead, sixDead, lowered})
	x := toll(t, theEvent(t, rec, "Jalingo"), dateline.Killed)
	want(t, x, 3, 3, dateline.LatestOfSource)
	if got := figures(x, dateline.FigureSuperseded); !slices.Equal(got, []int{4, 6}) {
		t.Errorf("superseded are %v", got)
	}

	rec, _ = article(t, "2023-05-03T08:00", []edition{fourDead, sixDead, lowered}, own("Benue Paper", "2023-05-03", strings.Replace(jalingoOwn.text, "four", "three", 1)))
	e := theEvent(t, rec, "Jalingo")
	if a := e.Agreement["casualties.killed"]; e.Origins != 2 || e.Outlets != 2 || a.Relation != dateline.Agree {
		t.Errorf("%d origins, %d outlets, %+v", e.Origins, e.Outlets, a)
	}
}

// What the last version no longer says nobody says.
func TestWhatAVersionLeavesOutIsHistory(t *testing.T) {
	rec, ids := article(t, "2023-05-03T08:00", []edition{fourDead, noToll}, own("Benue Paper", "2023-05-04", strings.Replace(jalingoOwn.text, "four", "five", 1)))
	e := theEvent(t, rec, "Jalingo")
	x := toll(t, e, dateline.Killed)
	if *x.Best.Low != 5 || e.Agreement["casualties.killed"].Relation == dateline.Differ {
		t.Errorf("%+v, %+v", x, e.Agreement["casualties.killed"])
	}
	for _, f := range x.History {
		if (f.Report == ids["version 1"]) != (f.Standing == dateline.FigureSuperseded) {
			t.Errorf("%s of %s is %s", f.Words, f.Report, f.Standing)
		}
	}
}

// An event that the last version tells no more is told by the last one that did.
func TestAWithdrawnEventKeepsItsValues(t *testing.T) {
	rec, _ := article(t, "2023-05-03T08:00", []edition{fourDead, sixDead, {"2023-05-04", "Council meets\n\nThe district council met in a school hall on Wednesday and spoke of the roof of its own."}})
	e := theEvent(t, rec, "Jalingo")
	want(t, toll(t, e, dateline.Killed), 6, 6, dateline.LatestOfSource)
	if e.Type == "" || e.Status != dateline.StatusHappened {
		t.Errorf("%s %s", e.Type, e.Status)
	}
}
