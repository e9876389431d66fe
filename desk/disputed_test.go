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
