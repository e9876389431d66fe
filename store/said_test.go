package store

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

func TestStatementsAreFoundByWordsAndBySpeaker(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		role, of := "spokesman", "Odale Police"
		say := func(f dateline.Filing, speaker, quote string) {
			t.Helper()
			r := w.reading(f)
			r.Maker = "reader/2"
			r.Statements = nil
			for i := range 3 {
				r.Statements = append(r.Statements, dateline.Statement{Report: f.ID, Speaker: speaker, Quote: fmt.Sprint(quote, " ", i), Span: dateline.Span{Start: i, End: i + 4}, Role: &role, Affiliation: &of})
			}
			if err := w.SaveReading(t.Context(), r); err != nil {
				t.Fatal(err)
			}
		}
		say(w.market, "police", "two car bombs killed nine people")
		say(w.radio, "the governor's office", "a second bomb followed near a market")
		list := func(q dateline.Query, by string) (out []string) {
			t.Helper()
			for {
				page, err := w.Statements(t.Context(), q, by)
				if err != nil {
					t.Fatal(err)
				}
				for _, s := range page.Items {
					out = append(out, string(s.Report.ID)+" "+s.Statement.Quote)
				}
				if q.After = page.Next; q.After == "" {
					return out
				}
			}
		}
		radio := func(n int) string { return fmt.Sprint(string(w.radio.ID), " a second bomb followed near a market ", n) }
		market := func(n int) string { return fmt.Sprint(string(w.market.ID), " two car bombs killed nine people ", n) }
		for name, c := range map[string]struct {
			q    dateline.Query
			by   string
			want []string
		}{
			"by a word":                 {dateline.Query{Words: "bomb"}, "", []string{radio(0), radio(1), radio(2), market(0), market(1), market(2)}},
			"page by page":              {dateline.Query{Words: "bombs", Limit: 2}, "", []string{radio(0), radio(1), radio(2), market(0), market(1), market(2)}},
			"by a phrase":               {dateline.Query{Words: `"second bomb"`}, "", []string{radio(0), radio(1), radio(2)}},
			"by speaker":                {dateline.Query{Words: "bomb"}, "Governor", []string{radio(0), radio(1), radio(2)}},
			"by speaker alone":          {dateline.Query{}, "odale police", []string{market(0), market(1), market(2)}},
			"not in the report's words": {dateline.Query{Words: "explosives"}, "", nil},
			"of an outlet":              {dateline.Query{Words: "bomb", Outlets: []string{"Radio Valley"}}, "", []string{radio(0), radio(1), radio(2)}},
			"by a place":                {dateline.Query{Words: "bomb", Places: []string{"Norland/Brenn"}}, "", nil},
			"of days":                   {dateline.Query{Words: "bomb", To: date("2021-03-10")}, "", []string{market(0), market(1), market(2)}},
		} {
			if d := cmp.Diff(c.want, list(c.q, c.by)); d != "" {
				t.Errorf("%s: %s", name, d)
			}
		}
		if err := w.SetLabel(t.Context(), dateline.Label{Report: w.radio.ID, Label: "source at risk", By: "ada"}); err != nil {
			t.Fatal(err)
		}
		page, err := w.Statements(dateline.Restrict(t.Context()), dateline.Query{Words: "bomb"}, "")
		if err != nil || len(page.Items) != 3 || page.Total != 3 {
			t.Errorf("%d statements, of %d, are for who may not see labelled reports; %v", len(page.Items), page.Total, err)
		}
		for _, q := range []dateline.Query{{}, {Words: "??"}, {Words: "bomb", After: "x"}} {
			if _, err := w.Statements(t.Context(), q, ""); dateline.KindOf(err) != dateline.Invalid {
				t.Errorf("%v: %v", q, err)
			}
		}
	})
}

func TestDecisionsAreFoundByTheirReasons(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		var ds []dateline.Decision
		for i, why := range []string{"the ministry's list has them", "Ministries differ", "seen on the photographs", "the Ministry corrected it"} {
			d := ruling(fmt.Sprint("w", i), dateline.VerbCorrect, w.radio, "background", "true")
			d.Why = why
			if i == 3 {
				d.Set = "c1"
			}
			ds = append(ds, d)
		}
		if _, err := w.Decide(t.Context(), ds); err != nil {
			t.Fatal(err)
		}
		first, err := w.DecisionsSaying(t.Context(), dateline.Query{Words: "ministry", Limit: 1})
		if err != nil || len(first.Items) != 1 || first.Items[0].ID != "w1" || first.Next == "" {
			t.Fatalf("%v %v", first, err)
		}
		then, err := w.DecisionsSaying(t.Context(), dateline.Query{Words: "ministry", Limit: 1, After: first.Next})
		if err != nil || len(then.Items) != 1 || then.Items[0].ID != "w0" || then.Next != "" {
			t.Errorf("%v %v", then, err)
		}
		if none, err := w.DecisionsSaying(dateline.Restrict(t.Context()), dateline.Query{Words: "ministry"}); err != nil || len(none.Items) > 0 {
			t.Errorf("%v %v", none, err)
		}
	})
}

// saidAsked are the queries of what people said and of names, for the tests of plans and
// times.
func saidAsked(add func(name string, list func(context.Context, *Ledger, dateline.Query) error, ask func() dateline.Query), m *maker) {
	said := func(by string) func(context.Context, *Ledger, dateline.Query) error {
		return func(ctx context.Context, l *Ledger, q dateline.Query) error {
			_, err := l.Statements(ctx, q, by)
			return err
		}
	}
	attack := func() dateline.Query { return dateline.Query{Words: "attack"} }
	add("statements with attack", said(""), attack)
	add("statements with attack by somebody", said("police"), attack)
	add("statements with attack of an outlet in a country", said(""), func() dateline.Query {
		return dateline.Query{Words: "attack", Places: []string{m.country()}, Outlets: []string{"Harbour Times"}}
	})
	add("reasons with attack", func(ctx context.Context, l *Ledger, q dateline.Query) error {
		_, err := l.DecisionsSaying(ctx, q)
		return err
	}, attack)
	add("names that wait", func(ctx context.Context, l *Ledger, q dateline.Query) error {
		_, err := l.Proposals(ctx, dateline.ProposalWaits, q.Limit, 0)
		return err
	}, attack)
	add("names of a group", func(ctx context.Context, l *Ledger, q dateline.Query) error {
		_, err := l.NamesOf(ctx, "northern-front", q.Limit)
		return err
	}, attack)
	add("changes of a group", func(ctx context.Context, l *Ledger, q dateline.Query) error {
		_, err := l.ChangesOf(ctx, "northern-front", q.Limit)
		return err
	}, attack)
}
