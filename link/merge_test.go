package link_test

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"

	"dateline"
	"dateline/gazetteer"
	"dateline/link"
	"dateline/reader"
)

// linkerOf is a Linker that has read small reports; ids are r1, r2 ... in their
// order here.
func linkerOf(t testing.TB, texts ...report) (*link.Linker, []dateline.Report, []*dateline.Reading) {
	t.Helper()
	rd := reader.New(reader.Options{})
	l := link.New(link.Options{})
	reports, readings := make([]dateline.Report, len(texts)), make([]*dateline.Reading, len(texts))
	for i, x := range texts {
		r := dateline.Report{ID: dateline.ReportID(fmt.Sprintf("r%d", i+1)), Path: x.outlet, Text: x.text, Language: "en", SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(x.text)))}
		if x.outlet != "" {
			r.Outlet = &x.outlet
		}
		if x.day != "" {
			m, err := dateline.ParseMoment(x.day)
			if err != nil {
				t.Fatal(err)
			}
			r.Published = &m
		}
		reports[i] = r
		readings[i] = rd.Read(&reports[i])
		l.Add(&reports[i], readings[i])
	}
	l.Settle()
	return l, reports, readings
}

// checkMerges says what is wrong with the merges of a record: every account but
// the first has one, they lead to the first, and their points add up.
func checkMerges(t testing.TB, rec dateline.Record) {
	t.Helper()
	for _, e := range rec.Events {
		if len(e.Merges) != len(e.Accounts)-1 {
			t.Errorf("%s has %d merges for %d accounts", e.ID, len(e.Merges), len(e.Accounts))
			continue
		}
		with := map[dateline.AccountID]dateline.AccountID{}
		for i, m := range e.Merges {
			with[m.Account] = m.With
			if m.Account != e.Accounts[i+1].ID {
				t.Errorf("%s: merge %d is of %s, want %s", e.ID, i, m.Account, e.Accounts[i+1].ID)
			}
			sum := 0
			for _, r := range m.For {
				sum += r.Points
				if r.Points <= 0 {
					t.Errorf("%s: %+v speaks for a merge", m.Account, r)
				}
			}
			for _, r := range m.Against {
				sum += r.Points
				if r.Points >= 0 {
					t.Errorf("%s: %+v speaks against a merge", m.Account, r)
				}
			}
			if sum != m.Score {
				t.Errorf("%s: points add up to %d, the score is %d", m.Account, sum, m.Score)
			}
			if alike := m.By == dateline.MergedAlike || m.By == dateline.MergedCopy || m.By == dateline.MergedRecall; alike && m.Score < 6 {
				t.Errorf("%s joined as %s with a score of %d", m.Account, m.By, m.Score)
			}
		}
		for _, m := range e.Merges {
			at := m.Account
			for range e.Accounts {
				if at != e.Accounts[0].ID {
					at = with[at]
				}
			}
			if at != e.Accounts[0].ID {
				t.Errorf("%s: what %s joined does not lead to %s", e.ID, m.Account, e.Accounts[0].ID)
			}
		}
	}
}

func grounds(rs []dateline.Reason) string {
	var out []string
	for _, r := range rs {
		out = append(out, string(r.Ground)+" "+r.Field)
	}
	return strings.Join(out, ", ")
}

// mergesBy are the merges of a record that a rule made.
func mergesBy(rec dateline.Record, rule dateline.MergeRule) []dateline.Merge {
	var out []dateline.Merge
	for _, e := range rec.Events {
		for _, m := range e.Merges {
			if m.By == rule {
				out = append(out, m)
			}
		}
	}
	return out
}

func TestAMergeSaysWhatSpokeForItAndAgainst(t *testing.T) {
	rec := world(t, jalingo, jalingoOwn, jalingoMore)
	checkMerges(t, rec)
	e := theEvent(t, rec, "Jalingo")
	var pro, con string
	for _, m := range e.Merges {
		pro += grounds(m.For) + ", "
		con += grounds(m.Against) + ", "
	}
	for _, want := range []string{"same-type type", "same-place place", "same-day time", "same-figure casualties.killed", "shared-words words"} {
		if !strings.Contains(pro, want) {
			t.Errorf("nothing speaks for it as %q: %s", want, pro)
		}
	}
	if !strings.Contains(con, "rising-toll casualties.killed") {
		t.Errorf("the toll that rose is not named: %s", con)
	}
}

func TestACopysAccountJoinsThatWhichItRepeats(t *testing.T) {
	printed := report{"Northern Post", "2023-05-03", "Four dead in market raid\n" + jalingo.text[len("Gunmen kill four in Jalingo"):]}
	rec := world(t, jalingo, printed)
	checkMerges(t, rec)
	if m := mergesBy(rec, dateline.MergedCopy); len(m) == 0 || !strings.Contains(grounds(m[0].For), "repeats-report words") {
		t.Errorf("got merges %+v, want one by copy", m)
	}
}

func TestWhatAPersonDecidedIsSaidAndGoesWhenUndone(t *testing.T) {
	l, reports, readings := linkerOf(t, jalingo, goma)
	if got := mergesBy(l.Record(), dateline.MergedDecision); len(got) != 0 {
		t.Fatalf("decided before anyone did: %+v", got)
	}
	on := func(i int) dateline.Referent {
		for _, e := range readings[i].Accounts[0].Evidence {
			if e.Field == "type" {
				return dateline.Referent{Report: reports[i].SHA256, Span: e.Span}
			}
		}
		t.Fatal("no evidence of a type")
		return dateline.Referent{}
	}
	made := dateline.Decision{ID: "d1", Verb: dateline.VerbMerge, On: []dateline.Referent{on(0), on(1)}}
	l.Decide([]dateline.Decision{made})
	l.Settle()
	rec := l.Record()
	checkMerges(t, rec)
	got := mergesBy(rec, dateline.MergedDecision)
	if len(got) != 1 || !strings.Contains(grounds(got[0].Against), "other-place place") || got[0].Score > dateline.RulesOut/2 {
		t.Errorf("got %+v, want one merge by decision, with the places that contradict", got)
	}
	l.Decide([]dateline.Decision{made, {ID: "d2", Verb: dateline.VerbUndo, Undoes: "d1"}})
	l.Settle()
	if got := mergesBy(l.Record(), dateline.MergedDecision); len(got) != 0 {
		t.Errorf("the undone decision left %+v", got)
	}
}

func TestAnAnniversarySaysThatItLooksBack(t *testing.T) {
	then := report{"Plain Wire", "2021-05-04", `Bomb kills nine at bus station in Maiduguri

A bomb killed nine travellers at a bus station in Maiduguri, in Nigeria's Borno State, on Monday, police said.

The blast tore the roof off a ticket hall. Nurses at the teaching hospital worked through the night, and drivers parked their lorries across the ring road so that ambulances could pass.`}
	since := report{"Benue Paper", "2023-08-17", `New garden opens behind the library

Schoolchildren planted forty saplings on Thursday in a garden that the town council has paid for. A choir sang, a baker handed out rolls and the mayor spoke of shade for readers.

A stone by the gate recalls the bomb that killed nine travellers in Maiduguri on 3 May 2021.

The library will lend out tools on Saturdays. Its director, who came from Kano in spring, hopes for a well, a tap and two benches before the dry months.`}
	rec := world(t, then, since)
	checkMerges(t, rec)
	if len(rec.Stories) != 2 {
		t.Fatalf("got %d stories, want 2", len(rec.Stories))
	}
	if got := mergesBy(rec, dateline.MergedRecall); len(got) == 0 || !strings.Contains(grounds(got[0].Against), "one-looks-back background") {
		t.Errorf("got %+v of %+v, want a merge by recall", got, rec.Events)
	}
}

func TestWhatTellsNoPlaceSaysThatItRefers(t *testing.T) {
	bare := report{"River Sheet", "2023-05-05", `Traders' union wants guards at cattle market

The cattle market stays shut, the union of traders said. Its leader spoke after an attack.

"My brother was shot dead," he said. The state government had promised guards since January.`}
	rec := world(t, jalingo, jalingoOwn, bare)
	checkMerges(t, rec)
	if got := mergesBy(rec, dateline.MergedReferral); len(got) == 0 {
		for _, e := range rec.Events {
			t.Logf("%s %s %d accounts, merges %+v", e.ID, e.Type, len(e.Accounts), e.Merges)
		}
		t.Error("no merge by referral")
	}
}

func TestTheMergesOfManyStoriesLeadToTheFirstAccount(t *testing.T) {
	rec := linkAll(library(), 0)
	checkMerges(t, rec)
	merged := 0
	for _, e := range rec.Events {
		merged += len(e.Merges)
	}
	if merged < 5 {
		t.Errorf("only %d accounts of %d reports joined an event", merged, len(library()))
	}
	long := linkAll(ofOneStory(300), 0)
	checkMerges(t, long)
	if len(long.Events) == 0 || len(long.Events[0].Merges) != 299 {
		t.Errorf("%d merges in an event of 300 accounts", len(long.Events[0].Merges))
	}
}

func TestAnOutvotedPlaceIsSaidToBe(t *testing.T) {
	place := func(name, province string) []dateline.PlaceRef {
		for _, id := range gazetteer.Default().Lookup(name) {
			if p := gazetteer.Default().Place(id); string(p.Level) == "town" && p.Lat != 0 {
				lat, lon := p.Lat, p.Lon
				return []dateline.PlaceRef{{Name: name, Path: []string{"Mali", province, name}, Level: "town", Relation: "in", Words: name, Lat: &lat, Lon: &lon}}
			}
		}
		t.Fatalf("no town %s", name)
		return nil
	}
	ts := ofOneStory(30)
	for i := range ts {
		a := &ts[i].reading.Accounts[0]
		a.Places = place("Gao", "Gao")
		if i == 7 {
			a.Places = place("Mopti", "Mopti")
		}
		killed := 4
		a.Casualties = []dateline.Casualty{{Status: dateline.Killed, Side: dateline.Civilian, Low: &killed, High: &killed}}
		a.Roles = []dateline.Role{{Role: dateline.Victim, Name: "traders", Words: "traders"}}
		for _, name := range []string{"Sule Okwonna", "Binta Adamgbe", "Hauwa Zirrikim"} { // what keeps them in one story
			ts[i].reading.Mentions = append(ts[i].reading.Mentions, dateline.Mention{Kind: dateline.PersonMention, Quote: name})
		}
	}
	rec := linkAll(ts, 0)
	checkMerges(t, rec)
	got := mergesBy(rec, dateline.MergedOutvoted)
	if len(got) != 1 || !strings.Contains(grounds(got[0].Against), "other-place place") || !strings.Contains(grounds(got[0].For), "same-figure casualties.killed") {
		t.Errorf("got %+v in %d events, want one merge of the place that 29 outvote", got, len(rec.Events))
	}
}
