package main

import (
	"strings"
	"testing"

	"dateline"
)

func n(v int) *int { return &v }

func publishedOn(s string) *dateline.Moment {
	m, err := dateline.ParseMoment(s)
	if err != nil {
		panic(err)
	}
	return &m
}

func TestATollInWords(t *testing.T) {
	for _, c := range []struct {
		name string
		toll dateline.Toll
		want string
	}{
		{"one figure needs no word", dateline.Toll{Best: dateline.Range{Low: n(4), High: n(4)}, Low: n(4), High: n(4), Rule: dateline.OnlyFigure}, ""},
		{"the span and the rule", dateline.Toll{Best: dateline.Range{Low: n(9), High: n(9)}, Low: n(6), High: n(9), Rule: dateline.Latest}, "6 to 9 told; the latest"},
		{"a span alone", dateline.Toll{Best: dateline.Range{Low: n(9), High: n(9)}, Low: n(6), High: n(9), Rule: dateline.AllAgree}, "6 to 9 told"},
		{"an open span", dateline.Toll{Best: dateline.Range{Low: n(9), High: n(9)}, Low: n(9), Rule: dateline.MostOrigins}, "9 or more told; by most origins"},
		{"one side's word", dateline.Toll{Best: dateline.Range{Low: n(30)}, Low: n(30), Rule: dateline.EnemysWord}, "one side's count of its enemy's, and nobody else's"},
	} {
		if got := tollPhrase(c.toll); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestTheHistoryOfATollInWords(t *testing.T) {
	x := dateline.Toll{History: []dateline.Figure{
		{Low: n(4), High: n(4), Published: publishedOn("2023-05-03"), Standing: dateline.FigureSuperseded},
		{Low: n(4), High: n(4), Published: publishedOn("2023-05-03"), Standing: dateline.FigureEcho},
		{Low: n(4), High: n(4), Published: publishedOn("2023-05-04"), Standing: dateline.FigureSuperseded},
		{Low: n(6), Published: publishedOn("2023-05-05"), Standing: dateline.FigureFor},
		{Low: n(6), High: n(6), Standing: dateline.FigureFor},
	}}
	if got, want := historyPhrase(x), "4 on 3 May 2023, 6 or more on 5 May 2023, 6 without a date"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	x.History = x.History[3:]
	if got := historyPhrase(x); got != "" {
		t.Errorf("nothing was replaced, and the history is %q", got)
	}
}

func TestWhereADayComesFromInWords(t *testing.T) {
	start := dateline.Date{Year: 2023, Month: 5, Day: 4}
	end := start.AddDays(1)
	words := "two days after"
	x := dateline.Time{Start: &start, End: &end, Words: &words, Relative: &dateline.Relative{To: "e1", MinDays: n(2), MaxDays: n(2)},
		AnchoredBy: &dateline.Anchoring{Report: "r1", Words: "on Tuesday", Via: []string{"e1", "publication:r2"}}}
	if got, want := timePhrase(x), `"two days after": 4 May 2023, 2 days after e1, as r1 says "on Tuesday", by way of r2`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestWhatTheRegisterLacksInWords(t *testing.T) {
	rec := fixture(t)
	rec.Proposals = []dateline.Proposal{{Name: "Red Kestrel Brigade", Story: "s1", Acts: []string{"claim", "attack"}, Countries: []string{"Mali"}, Origins: 2,
		Evidence: []dateline.Quotation{{Report: "r1", Quote: "the Red Kestrel Brigade"}}}}
	id := dateline.ActorID("pakistani-taliban")
	rec.Events[0].Roles = []dateline.Role{{Role: dateline.Perpetrator, Name: "Pakistani Taliban", Actor: &id, Words: "Taliban fighters",
		Resolution: &dateline.Resolution{By: dateline.ByStory, Evidence: []dateline.Quotation{{Report: "r2", Quote: "TTP"}}}}}
	out := string(render(rec, plainLabel, view{}))
	for _, want := range []string{
		"Red Kestrel Brigade: claim, attack in Mali; s1, 2 origins\n    r1  \"the Red Kestrel Brigade\"",
		"Pakistani Taliban, \"Taliban fighters\", of those so named the one",
	} {
		if !strings.Contains(out, want) {
			t.Errorf("the text lacks %q:\n%s", want, out)
		}
	}
}

// Copy is told in one line, by the report that it repeats.
func TestACopyIsALineOfItsOwn(t *testing.T) {
	rec := fixture(t)
	e := &rec.Events[0]
	e.Echoes = []dateline.Echo{{Account: e.Accounts[1].ID, Of: e.Accounts[0].ID}}
	e.Origins = 1
	out := strings.Join(strings.Fields(string(render(rec, plainLabel, view{}))), " ") // lines break where they fill
	for _, want := range []string{" c r2: the same words as r1 ", "; a single origin, in 2 reports"} {
		if !strings.Contains(out, want) {
			t.Errorf("the text lacks %q:\n%s", want, out)
		}
	}
}
