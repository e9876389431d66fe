package link_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"dateline"
	"dateline/link"
	"dateline/reader"
)

// world reads small reports and links them, in the order that the program
// gives them: by day of publication, those without one last, then by text.
func world(t testing.TB, texts ...report) dateline.Record {
	t.Helper()
	texts = slices.Clone(texts)
	slices.SortFunc(texts, func(a, b report) int {
		if (a.day == "") != (b.day == "") {
			return cmpString(b.day, a.day)
		}
		if a.day != b.day {
			return cmpString(a.day, b.day)
		}
		return cmpString(a.text, b.text)
	})
	rd := reader.New(reader.Options{})
	var reports []dateline.Report
	for i, x := range texts {
		r := dateline.Report{ID: dateline.ReportID(fmt.Sprintf("r%d", i+1)), Path: x.outlet, Text: x.text, Language: "en"}
		if x.outlet != "" {
			outlet := x.outlet
			r.Outlet = &outlet
		}
		if x.day != "" {
			m, err := dateline.ParseMoment(x.day)
			if err != nil {
				t.Fatal(err)
			}
			r.Published = &m
		}
		reports = append(reports, r)
	}
	readings := make([]*dateline.Reading, len(reports))
	for i := range reports {
		readings[i] = rd.Read(&reports[i])
	}
	return link.Link(reports, readings, link.Options{})
}

func cmpString(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

type report struct{ outlet, day, text string }

var (
	jalingo = report{"Plain Wire", "2023-05-03", `Gunmen kill four in Jalingo

Gunmen killed four traders at a cattle market in Jalingo, in Nigeria's Taraba State, on Tuesday, police said.

The attackers came on motorcycles and fled before troops arrived.`}
	jalingoOwn = report{"Benue Paper", "2023-05-04", `Market closed after Jalingo attack

The cattle market in Jalingo stayed shut on Wednesday, a day after gunmen killed four traders there.

A union leader said the state government had promised guards since January.`}
	jalingoMore = report{"Benue Paper", "2023-05-05", `Toll in Jalingo rises to six

The number of people killed by gunmen at the cattle market in Jalingo on Tuesday has risen to six, the hospital said on Friday.`}
	goma = report{"Lake Radio", "2023-05-03", `Soldiers wounded near Goma

Rebels wounded three soldiers in an ambush on a convoy near Goma, in the Democratic Republic of Congo, on Tuesday, the army said.`}
)

func TestReportsOfOneAttackAreOneEventOfOneStory(t *testing.T) {
	rec := world(t, jalingo, jalingoOwn)
	if len(rec.Stories) != 1 || rec.Stories[0].Origins != 2 {
		t.Fatalf("got stories %+v, want one of two origins", rec.Stories)
	}
	e := theEvent(t, rec, "Jalingo")
	if len(e.Accounts) != 2 || e.Agreement["casualties.killed"].Relation != dateline.Agree {
		t.Errorf("got %d accounts that %s on the dead, want two that agree", len(e.Accounts), e.Agreement["casualties.killed"].Relation)
	}
}

func TestUnlikeReportsOfOneDayStayApart(t *testing.T) {
	rec := world(t, jalingo, goma)
	if len(rec.Stories) != 2 {
		t.Errorf("got %d stories, want 2", len(rec.Stories))
	}
	for _, e := range rec.Events {
		if len(e.Accounts) != 1 {
			t.Errorf("%s %s has accounts of both reports", e.ID, e.Type)
		}
	}
}

func TestATollThatRisesIsOneEventWithAHistory(t *testing.T) {
	rec := world(t, jalingo, jalingoOwn, jalingoMore)
	e := theEvent(t, rec, "Jalingo")
	killed := e.Agreement["casualties.killed"]
	if len(killed.Superseded) != 2 {
		t.Errorf("got superseded %v, want both earlier figures, since the last report says that the toll rose", killed.Superseded)
	}
}

func TestACopyIsNoSecondOrigin(t *testing.T) {
	printed := report{"Northern Post", "2023-05-03", "Four dead in market raid\n" + jalingo.text[len("Gunmen kill four in Jalingo"):]}
	rec := world(t, jalingo, printed)
	if rec.Reports[0].Origin != rec.Reports[1].Origin {
		t.Fatalf("got origins %s and %s, want one", rec.Reports[0].Origin, rec.Reports[1].Origin)
	}
	e := theEvent(t, rec, "Jalingo")
	if got := e.Agreement["casualties.killed"].Relation; got != dateline.Single {
		t.Errorf("a figure printed twice from one copy is %s, want single", got)
	}
}

func TestNoReportGivesAnEventTwoAccounts(t *testing.T) {
	rec := world(t, jalingo, jalingoOwn, jalingoMore, goma)
	for _, e := range rec.Events {
		seen := map[dateline.ReportID]bool{}
		for _, a := range e.Accounts {
			if seen[a.Report] {
				t.Errorf("%s has two accounts of %s", e.ID, a.Report)
			}
			seen[a.Report] = true
		}
	}
}

// Laws: the order in which reports come decides nothing, and linking changes
// no reading.
func TestTheOrderOfReportsDecidesNothing(t *testing.T) {
	all := []report{jalingo, jalingoOwn, jalingoMore, goma}
	want := marshal(t, world(t, all...))
	rapid.Check(t, func(rt *rapid.T) {
		if got := marshal(t, world(t, rapid.Permutation(all).Draw(rt, "order")...)); got != want {
			rt.Fatal("another order gives another record")
		}
	})
}

func TestLinkingLeavesReadingsAsTheyWere(t *testing.T) {
	rd := reader.New(reader.Options{})
	rep := dateline.Report{ID: "r1", Text: jalingo.text}
	reading := rd.Read(&rep)
	before, err := json.Marshal(reading)
	if err != nil {
		t.Fatal(err)
	}
	link.Link([]dateline.Report{rep}, []*dateline.Reading{reading}, link.Options{})
	after, err := json.Marshal(reading)
	if err != nil {
		t.Fatal(err)
	}
	if string(before) != string(after) {
		t.Error("linking changed a reading")
	}
}

func marshal(t testing.TB, rec dateline.Record) string {
	t.Helper()
	b, err := json.Marshal(rec)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// theEvent is the countable event that stands in a place.
func theEvent(t testing.TB, rec dateline.Record, place string) dateline.Event {
	t.Helper()
	for _, e := range rec.Events {
		if e.Countable && slices.ContainsFunc(e.Places, func(p dateline.PlaceRef) bool { return p.Name == place }) {
			return e
		}
	}
	t.Fatalf("no event in %s among %d", place, len(rec.Events))
	return dateline.Event{}
}

func BenchmarkLink(b *testing.B) {
	for _, n := range []int{100, 1000} {
		b.Run(fmt.Sprintf("%d reports", n), func(b *testing.B) {
			rd := reader.New(reader.Options{})
			towns := []string{"Gao", "Kidal", "Mopti", "Jos", "Bunia", "Goma", "Tumaco", "Quetta"}
			var reports []dateline.Report
			var readings []*dateline.Reading
			for i := range n {
				text := fmt.Sprintf("Gunmen killed %d people near %s on Monday, police said.\n\nA witness called it raid number %d.", i%9+1, towns[i%len(towns)], i)
				m, _ := dateline.ParseMoment(fmt.Sprintf("2023-03-%02d", i%28+1))
				reports = append(reports, dateline.Report{ID: dateline.ReportID(fmt.Sprint("r", i+1)), Text: text, Published: &m})
				readings = append(readings, rd.Read(&reports[i]))
			}
			b.ResetTimer()
			for range b.N {
				link.Link(slices.Clone(reports), readings, link.Options{})
			}
			b.ReportMetric(float64(n)*float64(b.N)/b.Elapsed().Seconds(), "reports/s")
		})
	}
}

// What tells an event is the event's account; a denial, and what someone says
// for an organisation, stay statements.
func TestStatementsThatTellAnEventAreItsAccount(t *testing.T) {
	said := func(s string) *string { return &s }
	span := func(start, end int) dateline.Span { return dateline.Span{Start: start, End: end} }
	reading := func(basis dateline.Basis) *dateline.Reading {
		a := dateline.Account{ID: "a1", Report: "r1", Type: "attack.armed", Occurrence: dateline.Happened, Basis: basis, SaidBy: said("police"),
			Evidence: []dateline.Evidence{{Field: "type", Span: span(0, 4), Quote: "text"}}}
		return &dateline.Reading{Report: "r1", Accounts: []dateline.Account{a}, Statements: []dateline.Statement{
			{Report: "r1", Speaker: "police", Span: span(0, 10)},
			{Report: "r1", Speaker: "a nurse", Affiliation: said("clinic"), Span: span(0, 10)},
			{Report: "r1", Speaker: "police", Direct: true, Span: span(2, 8)},
			{Report: "r1", Speaker: "police", Span: span(12, 20)},
		}}
	}
	reports := []dateline.Report{{ID: "r1", Text: "text of twenty bytes", Language: "en"}}
	for basis, want := range map[dateline.Basis]int{dateline.Reported: 3, dateline.Denied: 4} {
		rec := link.Link(reports, []*dateline.Reading{reading(basis)}, link.Options{})
		if len(rec.Statements) != want {
			t.Errorf("%s: %d statements, want %d: %+v", basis, len(rec.Statements), want, rec.Statements)
		}
	}
}
