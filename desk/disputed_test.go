package desk_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/desk"
)

func TestRowsSayWhoClaimsAndWhoDenies(t *testing.T) {
	claim := func(kind dateline.ClaimKind, by string) dateline.Claim { return dateline.Claim{Kind: kind, By: by} }
	word := "Hill Guard"
	for name, c := range map[string]struct {
		e        dateline.Event
		said     []string
		disputed string // part of it; "" is no dispute
	}{
		"told by outlets alone": {dateline.Event{}, nil, ""},
		"claimed":               {dateline.Event{Claims: []dateline.Claim{claim(dateline.ClaimMade, "Lake Front")}}, []string{"claimed by Lake Front"}, ""},
		"nobody claimed it":     {dateline.Event{Claims: []dateline.Claim{claim(dateline.NoClaim, "")}}, []string{"nobody has claimed it"}, ""},
		"claimed after all":     {dateline.Event{Claims: []dateline.Claim{claim(dateline.NoClaim, ""), claim(dateline.ClaimMade, "Lake Front")}}, []string{"claimed by Lake Front"}, ""},
		"denied twice by one": {dateline.Event{Claims: []dateline.Claim{claim(dateline.ClaimDenied, "Hill Guard")},
			Accounts: []dateline.Account{{Basis: dateline.Reported, Occurrence: dateline.Happened}, {Basis: dateline.Denied, Occurrence: dateline.Happened, SaidBy: &word}}},
			[]string{"denied by Hill Guard"}, "denied by Hill Guard"},
		"denied under an article too": {dateline.Event{Claims: []dateline.Claim{claim(dateline.ClaimDenied, "Army"), claim(dateline.ClaimDenied, "the army")}}, []string{"denied by Army"}, "denied by Army"},
		"rivals":                      {dateline.Event{Claims: []dateline.Claim{claim(dateline.ClaimMade, "Lake Front"), claim(dateline.ClaimMade, "Dune Army")}}, []string{"claimed by Lake Front", "claimed by Dune Army"}, "who is behind it"},
		"laid to another":             {dateline.Event{Claims: []dateline.Claim{claim(dateline.ClaimMade, "Lake Front"), claim(dateline.ClaimAscribed, "Dune Army")}}, []string{"claimed by Lake Front"}, "who is behind it"},
		"laid to who claims it":       {dateline.Event{Claims: []dateline.Claim{claim(dateline.ClaimMade, "Lake Front"), claim(dateline.ClaimAscribed, "Lake Front")}}, []string{"claimed by Lake Front"}, ""},
		"whether it happened": {dateline.Event{Accounts: []dateline.Account{{Basis: dateline.Reported, Occurrence: dateline.Happened}, {Basis: dateline.Reported, Occurrence: dateline.DidNotHappen}}},
			nil, "whether it happened"},
	} {
		said, _, disputed, weight := desk.Rated(c.e)
		if !slices.Equal(said, c.said) || (c.disputed == "") != (disputed == "" && weight == 0) || !strings.Contains(disputed, c.disputed) {
			t.Errorf("%s: %q, disputed %q (%d)", name, said, disputed, weight)
		}
	}
}

func TestAChangeIsFromWhatEarlierReportsGave(t *testing.T) {
	figure := func(report string, day, n int, s dateline.FigureStanding) dateline.Figure {
		return dateline.Figure{Report: dateline.ReportID(report), Published: &dateline.Moment{Time: time.Date(2031, 5, day, 0, 0, 0, 0, time.UTC)}, Low: &n, High: &n, Standing: s}
	}
	const old, now, echo = dateline.FigureSuperseded, dateline.FigureFor, dateline.FigureEcho
	for name, c := range map[string]struct {
		best    int
		history []dateline.Figure
		want    string
	}{
		"by one report alone":         {9, []dateline.Figure{figure("a", 1, 4, old), figure("a", 1, 9, now)}, ""},
		"what was before stood":       {9, []dateline.Figure{figure("a", 1, 4, old), figure("b", 2, 4, old), figure("b", 2, 9, now)}, "from 4 to 9"},
		"what another said before":    {9, []dateline.Figure{figure("a", 1, 6, old), figure("b", 2, 4, old), figure("b", 2, 9, now)}, "from 6 to 9"},
		"an earlier report had both":  {9, []dateline.Figure{figure("a", 1, 6, old), figure("a", 1, 4, old), figure("b", 2, 9, now)}, "from 6 to 9"},
		"on one day":                  {9, []dateline.Figure{figure("a", 1, 6, old), figure("b", 1, 9, now)}, ""},
		"a later figure did not hold": {9, []dateline.Figure{figure("a", 1, 9, now), figure("b", 2, 6, dateline.FigureAgainst)}, ""},
		"a copy is nobody's":          {9, []dateline.Figure{figure("a", 1, 4, echo), figure("b", 2, 9, now)}, ""},
		"most gave it":                {9, []dateline.Figure{figure("a", 1, 5, old), figure("b", 2, 5, old), figure("c", 3, 7, old), figure("d", 4, 9, now)}, "from 5 to 9"},
	} {
		e := dateline.Event{Tolls: []dateline.Toll{{Status: dateline.Killed, Best: dateline.Range{Low: &c.best, High: &c.best}, History: c.history}}}
		if _, got, _, _ := desk.Rated(e); (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

// A figure of other people, or one that nobody replaced of a day that nobody knows, did
// not become the present one.
func TestNoChangeIsMadeOfOtherPeoplesFigures(t *testing.T) {
	day, n := dateline.Date{Year: 2031, Month: 5, Day: 1}, func(i int) *int { return &i }
	for name, c := range map[string]struct {
		was, now dateline.Side
		standing dateline.FigureStanding
		start    *dateline.Date
		changed  bool
	}{
		"one side, replaced":            {dateline.State, dateline.State, dateline.FigureSuperseded, nil, true},
		"one side, outgrown on one day": {dateline.State, dateline.State, dateline.FigureAgainst, &day, true},
		"a side that is not said":       {dateline.UnknownSide, dateline.State, dateline.FigureSuperseded, nil, true},
		"two sides":                     {dateline.State, dateline.ArmedGroup, dateline.FigureAgainst, &day, false},
		"two sides, replaced":           {dateline.State, dateline.ArmedGroup, dateline.FigureSuperseded, &day, false},
		"no day":                        {dateline.Civilian, dateline.Civilian, dateline.FigureAgainst, nil, false},
	} {
		e := dateline.Event{}
		x := dateline.Toll{Status: dateline.Killed, Best: dateline.Range{Low: n(21), High: n(21)}}
		for i, f := range []struct {
			n    int
			side dateline.Side
			is   dateline.FigureStanding
		}{{5, c.was, c.standing}, {21, c.now, dateline.FigureFor}} {
			id := dateline.AccountID([]string{"a1", "a2"}[i])
			x.History = append(x.History, dateline.Figure{Account: id, Report: dateline.ReportID(id), Published: &dateline.Moment{Time: time.Date(2031, 5, 2+i, 0, 0, 0, 0, time.UTC)}, Low: n(f.n), High: n(f.n), Standing: f.is})
			e.Accounts = append(e.Accounts, dateline.Account{ID: id, Time: dateline.Time{Start: c.start}, Casualties: []dateline.Casualty{{Status: dateline.Killed, Side: f.side, Low: n(f.n), High: n(f.n)}}})
		}
		e.Tolls = []dateline.Toll{x}
		if _, got, _, _ := desk.Rated(e); (got != "") != c.changed {
			t.Errorf("%s: %q", name, got)
		}
	}
}
