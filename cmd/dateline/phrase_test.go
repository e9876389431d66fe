package main

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

func day(t *testing.T, s string) *dateline.Date {
	t.Helper()
	if s == "" {
		return nil
	}
	d, err := dateline.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return &d
}

func TestIntervalsInWords(t *testing.T) {
	for _, c := range []struct{ start, end, want string }{
		{"", "", ""},
		{"2019-05-15", "2019-05-16", "15 May 2019"},
		{"2019-05-13", "2019-05-20", "13 to 19 May 2019"},
		{"2019-04-29", "2019-05-06", "29 April to 5 May 2019"},
		{"2018-12-31", "2019-01-07", "31 December 2018 to 6 January 2019"},
		{"2019-04-01", "2019-05-01", "April 2019"},
		{"2019-12-01", "2020-01-01", "December 2019"},
		{"2019-06-01", "2019-09-01", "June to August 2019"},
		{"2015-01-01", "2016-01-01", "2015"},
		{"2015-01-01", "2018-01-01", "2015 to 2017"},
		{"2018-07-01", "", "since 1 July 2018"},
		{"", "2018-07-01", "before 1 July 2018"},
	} {
		if got := datesPhrase(day(t, c.start), day(t, c.end)); got != c.want {
			t.Errorf("%s..%s is %q, want %q", c.start, c.end, got, c.want)
		}
	}
}

func TestOffsetsInWords(t *testing.T) {
	n := func(i int) *int { return &i }
	for _, c := range []struct {
		to     string
		lo, hi *int
		want   string
	}{
		{"publication:r1", n(-6), n(0), "0 to 6 days before r1 was published"},
		{"publication:r1", n(0), n(0), "the day r1 was published"},
		{"publication:r2", n(1), n(13), "1 to 13 days after r2 was published"},
		{"e3", n(-5), n(-5), "5 days before e3"},
		{"e3", n(1), n(1), "1 day after e3"},
		{"e3", n(0), n(0), "the same day as e3"},
		{"e3", n(-1), n(2), "from 1 day before e3 to 2 days after e3"},
		{"e3", nil, n(-1), "at least 1 day before e3"},
		{"e3", nil, n(0), "at any time before e3, or the same day"},
		{"e3", nil, n(4), "at most 4 days after e3, or earlier"},
		{"e3", n(1), nil, "at least 1 day after e3"},
		{"e3", n(0), nil, "at any time after e3, or the same day"},
		{"e3", n(-4), nil, "at most 4 days before e3, or later"},
		{"e3", nil, nil, "some time before e3 or after"},
	} {
		if got := relativePhrase(dateline.Relative{To: c.to, MinDays: c.lo, MaxDays: c.hi}); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestCountsInWords(t *testing.T) {
	n := func(i int) *int { return &i }
	q := func(s string) *string { return &s }
	for _, c := range []struct {
		lo, hi    *int
		qualifier *string
		want      string
	}{
		{n(3), n(3), nil, "3"},
		{n(3), n(5), nil, "3 to 5"},
		{n(21), nil, q("more than"), "21 or more"},
		{n(20), nil, q("at least"), "20 or more"},
		{n(30), n(30), q("about"), "about 30"},
		{n(24), nil, q("dozens"), "dozens (24 or more)"},
		{nil, n(9), q("up to"), "up to 9"},
		{nil, nil, nil, "an unknown number"},
		{nil, nil, q("several"), "several"},
	} {
		if got := rangePhrase(dateline.Casualty{Low: c.lo, High: c.hi, Qualifier: c.qualifier}); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestPlacesInWords(t *testing.T) {
	for want, p := range map[string]dateline.PlaceRef{
		"near Kidal":                       {Name: "Kidal", Relation: "near"},
		"in the south-west of Balochistan": {Name: "Balochistan", Relation: "south-west"},
		"south-west of Balochistan":        {Name: "Balochistan", Relation: "south-west of"},
		"Mali":                             {Name: "Mali"},
	} {
		if got := placePhrase(p); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestClaimsInWords(t *testing.T) {
	branch, channel := "Western Wing", "radio"
	for want, c := range map[string]dateline.Claim{
		"claimed by Column in the name of Western Wing, by radio": {Kind: dateline.ClaimMade, By: "Column", InTheNameOf: &branch, Channel: &channel},
		"Column denies it":      {Kind: dateline.ClaimDenied, By: "Column"},
		"others name Column":    {Kind: dateline.ClaimAscribed, By: "Column"},
		"nobody has claimed it": {Kind: dateline.NoClaim},
	} {
		if got := claimPhrase(c); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestEventsStandInTheOrderOfTheirTimesAsFarAsKnown(t *testing.T) {
	n := func(i int) *int { return &i }
	on := func(start, end string) dateline.Time { return dateline.Time{Start: day(t, start), End: day(t, end)} }
	rel := func(to string, lo, hi *int) dateline.Time {
		return dateline.Time{Relative: &dateline.Relative{To: to, MinDays: lo, MaxDays: hi}}
	}
	published, err := dateline.ParseMoment("2021-03-04")
	if err != nil {
		t.Fatal(err)
	}
	reports := []dateline.Report{{ID: "r1", Published: &published}, {ID: "r2"}}
	events := []dateline.Event{
		{ID: "unknown"},
		{ID: "after-undated", Time: rel("publication:r2", n(0), n(0))},
		{ID: "before-undated", Time: rel("publication:r2", n(-6), n(0))},
		{ID: "week-of-r1", Time: rel("publication:r1", n(-3), n(0))},
		{ID: "day-after-attack", Time: rel("attack", n(1), n(1))},
		{ID: "attack", Time: on("2021-02-27", "2021-02-28")},
		{ID: "long-ago", Time: on("1650-01-01", "1651-01-01")},
		{ID: "before-the-circle", Time: rel("circle", n(1), nil)},
		{ID: "circle", Time: rel("before-the-circle", n(1), nil)},
		{ID: "of-nothing", Time: rel("e99", n(0), n(0))},
	}
	var got []string
	for _, e := range inTimeOrder(events, reports) {
		got = append(got, string(e.ID))
	}
	want := []string{"long-ago", "attack", "day-after-attack", "week-of-r1", "before-undated", "after-undated",
		"unknown", "before-the-circle", "circle", "of-nothing"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestMarksSayHowAReportStandsToTheOthers(t *testing.T) {
	a := []dateline.AccountID{"a1", "a2", "a3"}
	agreement := map[string]dateline.Agreement{
		"type":                {Relation: dateline.Agree, For: a},
		"place":               {Relation: dateline.Finer, For: a[:2], Finest: &a[0]},
		"casualties.killed":   {Relation: dateline.Differ, For: a[:1], Against: a[1:2], Superseded: a[2:]},
		"casualties.wounded":  {Relation: dateline.Single, For: a[1:2]},
		"roles.perpetrator":   {Relation: dateline.Single, For: a[:2]},
		"casualties.abducted": {Relation: dateline.Differ, For: a[:2], Against: a[2:]},
	}
	e := dateline.Event{Agreement: agreement, Accounts: []dateline.Account{{ID: "a1"}, {ID: "a2"}, {ID: "a3"}}}
	for i, want := range []string{
		"! casualties.killed; ~ place; = type casualties.abducted; c roles.perpetrator; . casualties.wounded; ",
		"! casualties.killed; ~ place; + casualties.wounded; = type casualties.abducted; c roles.perpetrator; ",
		"! casualties.abducted; = type; < casualties.killed; . roles.perpetrator place casualties.wounded; ",
	} {
		got := ""
		for _, s := range standingsOf(e).of(e.Accounts[i].ID) {
			got += string(s.mark)
			for _, f := range s.fields {
				got += " " + f
			}
			got += "; "
		}
		if got != want {
			t.Errorf("account %d: got %q, want %q", i+1, got, want)
		}
	}
	if got := standingsOf(dateline.Event{Accounts: e.Accounts[:1]}).of(e.Accounts[0].ID); len(got) != 1 || got[0].mark != markOnly {
		t.Errorf("one account alone is marked %v", got)
	}
}
