package store

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dateline"
)

// sketched by hand, from all of an event.
func bare(e dateline.Event) dateline.Event {
	e.Merges, e.Echoes = nil, nil
	accounts := make([]dateline.Account, len(e.Accounts))
	for i, a := range e.Accounts {
		accounts[i] = dateline.Account{ID: a.ID, Report: a.Report, Maker: a.Maker, Confidence: a.Confidence, SaidBy: a.SaidBy, Type: a.Type, Occurrence: a.Occurrence, Basis: a.Basis, Background: a.Background}
	}
	if e.Accounts != nil {
		e.Accounts = accounts
	}
	for i, t := range e.Tolls {
		t.History, t.For, t.Against, t.Superseded = nil, nil, nil, nil
		e.Tolls[i] = t
	}
	for field, a := range e.Agreement {
		a.For, a.Against, a.Superseded = nil, nil, nil
		e.Agreement[field] = a
	}
	return e
}

func TestASketchIsAnEventWithoutWhatRowsDoNotShow(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.decide(t, ruling("d1", dateline.VerbCorrect, w.old, "type", `"attack.bombing"`))
		got, err := w.Sketches(t.Context(), eOld, "enone", eMarket, ePlan)
		if err != nil || len(got) != 3 {
			t.Fatal(len(got), err)
		}
		for i, id := range []string{eOld, eMarket, ePlan} {
			want := *w.event(t, id)
			if id != eOld { // of which something is decided: it is whole
				want = bare(want)
			}
			if d := cmp.Diff(mustJSON(t, want), mustJSON(t, got[i])); d != "" {
				t.Errorf("%s (-want +got):\n%s", id, d)
			}
		}
	})
}

// texts are hard to tell the end of.
var texts = rapid.SampledFrom([]string{"", "plain", `"`, `\`, `\"`, `\\`, "{", "}]", ",:", "\u2028", "é\n\t", `{"for":["a"]}`})

func TestAnySketchIsReadAsTheWholeIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ids := rapid.SliceOfN(rapid.Map(texts, func(s string) dateline.AccountID { return dateline.AccountID(s) }), 0, 3)
		s := func() string { return texts.Draw(t, "text") }
		e := dateline.Event{ID: dateline.EventID(s()), Type: dateline.EventCode(s())}
		for range rapid.IntRange(0, 3).Draw(t, "accounts") {
			said, n := s(), 3
			a := dateline.Account{ID: dateline.AccountID(s()), Report: dateline.ReportID(s()), Confidence: .25, Evidence: []dateline.Evidence{{Field: s(), Quote: s()}}}
			a.Casualties = []dateline.Casualty{{Low: &n, Words: s()}}
			if rapid.Bool().Draw(t, "said") {
				a.SaidBy = &said
			}
			e.Accounts = append(e.Accounts, a)
			e.Tolls = append(e.Tolls, dateline.Toll{Status: dateline.Harm(s()), Best: dateline.Range{Low: &n}, For: ids.Draw(t, "for"), History: []dateline.Figure{{Words: s()}}})
			e.Echoes = append(e.Echoes, dateline.Echo{Account: a.ID})
		}
		if rapid.Bool().Draw(t, "agreement") {
			e.Agreement = map[string]dateline.Agreement{s(): {Relation: dateline.Differ, Against: ids.Draw(t, "against")}, s(): {Superseded: ids.Draw(t, "superseded")}}
		}
		data, err := packJSON(e)
		if err != nil {
			t.Fatal(err)
		}
		var whole, got dateline.Event
		if err := unpackJSON(data, &whole); err != nil {
			t.Fatal(err)
		}
		if err := sketchOf(data, &got); err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(bare(whole), got); d != "" {
			t.Fatalf("(-want +got):\n%s", d)
		}
	})
}

func FuzzPruneLeavesJSON(f *testing.F) {
	for _, s := range []string{`{"accounts":[{"id":"a","evidence":[1,{"x":"}"}]}],"tolls":[]}`, `{"agreement":{"place":{"for":[],"relation":"agree"}},"merges":{}}`, `{"id":"\\"}`, `[]`, `7`, `{"merges":[`, `{"a"`, `"`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if strings.ContainsAny(s, " \n\t\r") {
			t.Skip("what the ledger packs has no blanks")
		}
		out, end := sketched.prune(nil, []byte(s), 0)
		if json.Valid([]byte(s)) && (end != len(s) || !json.Valid(out)) {
			t.Errorf("%s becomes %s and ends at %d", s, out, end)
		}
	})
}
