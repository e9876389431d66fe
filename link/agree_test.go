package link_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline"
)

func TestOneReportIsSingleAndTwoOriginsAgree(t *testing.T) {
	alone := theEvent(t, world(t, jalingo), "Jalingo")
	if got := alone.Agreement["place"].Relation; got != dateline.Single || alone.Origins != 1 || alone.Outlets != 1 {
		t.Errorf("one report: place is %s, of %d origins and %d outlets", got, alone.Origins, alone.Outlets)
	}
	both := theEvent(t, world(t, jalingo, jalingoOwn), "Jalingo")
	if got := both.Agreement["casualties.killed"].Relation; got != dateline.Agree || both.Origins != 2 || both.Outlets != 2 {
		t.Errorf("two reports: the dead are %s, of %d origins and %d outlets", got, both.Origins, both.Outlets)
	}
}

func TestACoarserPlaceMergesAndTheFinerIsShown(t *testing.T) {
	coarse := own("Lake Radio", "2023-05-03", `Traders killed in Taraba

Four traders died in Nigeria's Taraba State on Tuesday when gunmen attacked a cattle market, a union leader said.`)
	e := theEvent(t, world(t, jalingo, coarse), "Jalingo")
	p := e.Agreement["place"]
	if len(e.Accounts) != 2 || p.Relation != dateline.Finer || p.Finest == nil || because(p) != dateline.ByPrecision {
		t.Fatalf("got %d accounts, place %+v", len(e.Accounts), p)
	}
	for _, a := range e.Accounts {
		if (a.ID == *p.Finest) != (a.Places[0].Name == "Jalingo") {
			t.Errorf("the finest is %s, and %s says %s", *p.Finest, a.ID, a.Places[0].Name)
		}
	}
}

func TestWhatAnOutletAddsToACopyIsItsOwn(t *testing.T) {
	more := report{"Northern Post", "2023-05-03", jalingo.text + `

A nurse at the state hospital said that gunmen wounded six people at the market in Jalingo on Tuesday.`}
	rec := world(t, jalingo, more)
	if rec.Reports[0].Origin != rec.Reports[1].Origin {
		t.Fatal("the copy is no copy")
	}
	e := theEvent(t, rec, "Jalingo")
	if e.Origins != 1 || e.Outlets != 2 {
		t.Errorf("%d origins and %d outlets, want 1 and 2", e.Origins, e.Outlets)
	}
	x := toll(t, e, dateline.Killed)
	if got := figures(x, dateline.FigureEcho); !slices.Equal(got, []int{4}) || e.Agreement["casualties.killed"].Relation != dateline.Single {
		t.Errorf("got echoes %v, %s", got, e.Agreement["casualties.killed"].Relation)
	}
	if got := figures(toll(t, e, dateline.Wounded), dateline.FigureFor); !slices.Equal(got, []int{6}) {
		t.Errorf("got wounded %v, want the outlet's own six", got)
	}
}

func TestManyCopiesAreOneOrigin(t *testing.T) {
	texts := []report{jalingo}
	for i := range 30 {
		texts = append(texts, report{fmt.Sprintf("Outlet %d", i), "2023-05-04", jalingo.text})
	}
	e := theEvent(t, world(t, append(texts, jalingoOwn)...), "Jalingo")
	if e.Origins != 2 || e.Outlets != 32 || len(e.Echoes) != 30 {
		t.Errorf("got %d origins, %d outlets, %d echoes", e.Origins, e.Outlets, len(e.Echoes))
	}
	for _, x := range e.Echoes {
		if x.Of != e.Accounts[0].ID {
			t.Errorf("%s echoes %s, not the first report's %s", x.Account, x.Of, e.Accounts[0].ID)
		}
	}
}

// values are the events of a record without what names reports and accounts: what
// is said, how it agrees, over how many origins.
func values(t testing.TB, rec dateline.Record) []string {
	t.Helper()
	day := map[string]string{}
	for _, r := range rec.Reports {
		day["publication:"+string(r.ID)] = r.Published.String()
	}
	var out []string
	for _, e := range rec.Events {
		if e.Time.Relative != nil {
			if d, ok := day[e.Time.Relative.To]; ok {
				e.Time.Relative.To = d
			} else {
				e.Time.Relative.To = "an event"
			}
		}
		v, err := json.Marshal([]any{e.Type, e.Status, e.Occurrence, e.Basis, e.Background, e.Countable, e.Roles, e.Places, e.Time, e.Casualties, e.Claims, e.Origins})
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		b.Write(v)
		for _, f := range slices.Sorted(maps.Keys(e.Agreement)) {
			fmt.Fprintf(&b, "\n%s %s %s", f, e.Agreement[f].Relation, because(e.Agreement[f]))
		}
		for _, x := range e.Tolls {
			fmt.Fprintf(&b, "\n%s %s..%s %s..%s %s", x.Status, show(x.Best.Low), show(x.Best.High), show(x.Low), show(x.High), x.Rule)
		}
		out = append(out, b.String())
	}
	slices.Sort(out)
	return out
}

// Law: adding a copy changes no value and no count of origins.
func TestACopyChangesNoValueAndNoCountOfOrigins(t *testing.T) {
	all := []report{jalingo, jalingoOwn, jalingoMore, goma}
	rapid.Check(t, func(rt *rapid.T) {
		some := rapid.Permutation(all).Draw(rt, "order")[:rapid.IntRange(1, len(all)).Draw(rt, "how many")]
		of := rapid.SampledFrom(some).Draw(rt, "copied")
		day, err := dateline.ParseDate(of.day)
		if err != nil {
			rt.Fatal(err)
		}
		title, body, _ := strings.Cut(of.text, "\n")
		later := rapid.IntRange(0, 3).Draw(rt, "days later")
		if later > 0 && rapid.Bool().Draw(rt, "new headline") {
			title = "News of the day" // of two that came out together neither is the copy
		}
		printed := report{
			rapid.SampledFrom([]string{"Northern Post", "Evening Sheet", ""}).Draw(rt, "outlet"),
			day.AddDays(later).String(),
			title + "\n" + body + rapid.SampledFrom([]string{"", "\n", "\n\nRead more on our site.\n"}).Draw(rt, "end"),
		}
		before, after := world(t, some...), world(t, append(slices.Clone(some), printed)...)
		if got, want := values(t, after), values(t, before); !slices.Equal(got, want) {
			rt.Fatalf("with a copy by %q on %s:\n%s\nwithout:\n%s", printed.outlet, printed.day, strings.Join(got, "\n\n"), strings.Join(want, "\n\n"))
		}
		for i, s := range before.Stories {
			if after.Stories[i].Origins != s.Origins {
				rt.Fatalf("%s has %d origins, had %d", s.ID, after.Stories[i].Origins, s.Origins)
			}
		}
	})
}
