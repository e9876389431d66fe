package store

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

func TestWhatWasLookedAtIsOpenAgainWhenAReportComes(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		const week = dateline.ISOWeek(202110)
		kinds(t, "", w.SetWork(ctx, dateline.Work{Country: "Norland", Week: week, State: dateline.WorkDone, By: "ben"}), "done")
		if got, err := w.Reopened(ctx, "", 0, 0); err != nil || len(got) != 0 {
			t.Fatalf("nothing came, and %+v, %v", got, err)
		}
		// The reports of the world were received when it was made; two are made to come later.
		late := time.Now().Add(time.Hour).UnixMicro()
		for _, f := range []dateline.Filing{w.radio, w.school} {
			if _, err := w.db.exec(ctx, "UPDATE reports SET received = ? WHERE id = ?", late, string(f.ID)); err != nil {
				t.Fatal(err)
			}
		}
		for _, ask := range []string{"", "Norland"} {
			got, err := w.Reopened(ctx, ask, week, week)
			if err != nil || len(got) != 1 || got[0].Country != "Norland" || got[0].Week != week || len(got[0].Reports) != 1 || got[0].Reports[0] != w.radio.ID {
				t.Errorf("%q: %+v, %v", ask, got, err)
			}
		}
		for _, sql := range [][2]string{
			{"UPDATE event_reviews SET countable = 0", "UPDATE event_reviews SET countable = 1"}, // a look back
			{"UPDATE event_reviews SET state = 'rejected'", "UPDATE event_reviews SET state = ''"},
			{"UPDATE accounts SET echo_of = 'another'", "UPDATE accounts SET echo_of = NULL"}, // a copy
		} {
			for i, want := range []int{0, 1} {
				if _, err := w.db.exec(ctx, sql[i]); err != nil {
					t.Fatal(err)
				}
				if got, err := w.Reopened(ctx, "Norland", week, week); err != nil || len(got) != want {
					t.Errorf("%s: %+v, %v", sql[i], got, err)
				}
			}
		}
		for upTo, want := range map[dateline.ISOWeek]dateline.ISOWeek{202110: 202110, 999952: 202110, 190001: 0} {
			if got, err := w.LastWeek(ctx, upTo); err != nil || got != want {
				t.Errorf("up to %s: %s, %v", upTo, got, err)
			}
		}
		for _, none := range []struct {
			country  string
			from, to dateline.ISOWeek
		}{{"Westmark", 0, 0}, {dateline.NoCountry, 0, 0}, {"", week + 1, 0}, {"", 0, week - 1}} {
			if got, err := w.Reopened(ctx, none.country, none.from, none.to); err != nil || len(got) != 0 {
				t.Errorf("%+v: %+v, %v", none, got, err)
			}
		}
		kinds(t, "", w.SetWork(ctx, dateline.Work{Country: "Norland", Week: week, State: dateline.WorkOpen, Version: 1}), "open")
		if got, err := w.Reopened(ctx, "", 0, 0); err != nil || len(got) != 0 {
			t.Errorf("what is open is not opened again: %+v, %v", got, err)
		}
	})
}

func TestTwoCodeAReportBlindToOneAnother(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		c := dateline.Coding{ID: "reports.001", Coders: [2]string{"ada", "ben"}, By: "ada", Blind: true}
		kinds(t, "", w.OpenReportCoding(ctx, c, w.old.ID), "opening")
		kinds(t, dateline.Conflict, w.OpenReportCoding(ctx, c, w.old.ID), "an id that is taken")
		kinds(t, dateline.NotFound, w.OpenReportCoding(ctx, dateline.Coding{ID: "c2", Coders: c.Coders}, "rnone"), "no report")
		kinds(t, dateline.Invalid, w.OpenReportCoding(ctx, dateline.Coding{ID: "c2", Coders: [2]string{"ada", "ada"}}, w.old.ID), "one coder")
		kinds(t, dateline.Invalid, w.OpenReportCoding(ctx, dateline.Coding{Coders: c.Coders}, w.old.ID), "no id")
		got, err := w.Coding(ctx, c.ID)
		if err != nil || !got.Blind || got.Event != "" || len(got.Refs) != 1 || got.Refs[0] != (dateline.Referent{Report: w.old.SHA256}) {
			t.Fatalf("%+v, %v", got, err)
		}
		if id, err := w.ReportOf(ctx, got.Refs[0].Report); err != nil || id != w.old.ID {
			t.Errorf("%s, %v", id, err)
		}
		_, err = w.ReportOf(ctx, "none")
		kinds(t, dateline.NotFound, err, "a hash of no report")
		x := ruling("d1", dateline.VerbCorrect, w.old, "type", `"attack.bombing"`)
		x.Set = got.SetOf("ada")
		kinds(t, "", w.DecideCoded(ctx, []dateline.Decision{x}), "a decision")
		if e := w.event(t, eOld); e.Review != nil {
			t.Errorf("it is in the record: %+v", e.Review)
		}
		if found, err := w.Verify(ctx, nil); err != nil || len(found) != 0 {
			t.Errorf("verify: %v, %v", found, err)
		}
	})
}

func TestAReleaseHoldsWhatEventsSaid(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		// One is confirmed, as linking tells it.
		for i := range w.linking.Events {
			if e := &w.linking.Events[i]; e.ID == eMarket {
				e.Review = &dateline.EventReview{State: dateline.ReviewConfirmed, Decisions: []string{"d1", "d2"}, Countable: e.Countable}
			}
		}
		w.save(t, w.linking)
		r, err := w.Freeze(ctx, dateline.Release{Name: "spring", By: "ada", Query: dateline.Query{All: true}})
		if err != nil || r.Counts == nil {
			t.Fatalf("%+v, %v", r, err)
		}
		frozen := func(ctx context.Context) string {
			t.Helper()
			var all []dateline.Event
			for after := dateline.EventID(""); ; {
				part, last, err := w.Frozen(ctx, r.ID, after, 2)
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, part...)
				if after = last; last == "" {
					return mustJSON(t, all)
				}
			}
		}
		page, err := w.Events(ctx, dateline.Query{All: true})
		if err != nil {
			t.Fatal(err)
		}
		slices.SortFunc(page.Items, func(a, b dateline.Event) int { return strings.Compare(string(a.ID), string(b.ID)) })
		reports, countable := map[dateline.ReportID]bool{}, 0
		for i := range page.Items {
			if page.Items[i].Countable {
				countable++
			}
			for _, a := range page.Items[i].Accounts {
				reports[a.Report] = true
			}
		}
		was := frozen(ctx)
		if r.Events != len(page.Items) || r.Counts.Reports != len(reports) || r.Counts.Countable != countable || countable == 0 || r.Counts.Decisions != 2 {
			t.Errorf("%d events, %+v; there are %d, %d countable, of %d reports", r.Events, *r.Counts, len(page.Items), countable, len(reports))
		}
		// The world turns, and the release stays.
		var l dateline.Linking
		story(sOld, &l, nil, happening{id: eOld, typ: "attack.bombing", status: dateline.StatusClaimed, day: "1964-05-02", place: "Norland/Tarn", told: []dateline.Filing{w.old}})
		story(sSchool, &l, []dateline.Filing{w.school})
		w.save(t, l)
		if d := cmp.Diff(was, frozen(ctx)); d != "" {
			t.Errorf("after linking: %s", d)
		}
		again, err := w.ReleaseNamed(ctx, "spring")
		if err != nil || again.Counts == nil || *again.Counts != *r.Counts {
			t.Errorf("%+v, %v", again, err)
		}
		tally, err := w.TallyRelease(ctx, r.ID, 10)
		if err != nil || tally.Changed != 1 || tally.Gone == 0 || tally.Fields["type"] != 1 || tally.Fields["roles"] != 0 || tally.More {
			t.Errorf("%+v, %v", tally, err)
		}
		if tally, err := w.TallyRelease(ctx, r.ID, 1); err != nil || !tally.More || tally.Changed+tally.Gone != 1 {
			t.Errorf("up to one: %+v, %v", tally, err)
		}
		cs, err := w.SinceRelease(ctx, r.ID, "type", "", 10)
		if err != nil || len(cs) != 1 || cs[0].Was == nil || cs[0].Now == nil || cs[0].Was.Type == cs[0].Now.Type || cs[0].Now.Type != "attack.bombing" {
			t.Errorf("%+v, %v", cs, err)
		}
		if cs, err := w.SinceRelease(ctx, r.ID, "claims", "", 10); err != nil || len(cs) != 0 {
			t.Errorf("of claims: %+v, %v", cs, err)
		}
		// What says the same is kept once.
		held := func() (n int) {
			if err := w.db.row(ctx, "SELECT count(*) FROM frozen_events").Scan(&n); err != nil {
				t.Fatal(err)
			}
			return n
		}
		before := held()
		if _, err := w.Freeze(ctx, dateline.Release{Name: "summer", Query: dateline.Query{All: true}}); err != nil || held() != before+1 {
			t.Errorf("%d are kept, and were %d, %v", held(), before, err)
		}
		// Labels and purges hold for it too.
		kinds(t, "", w.SetLabel(ctx, dateline.Label{Report: w.old.ID, Label: "sensitive"}), "labelling")
		if strings.Contains(frozen(dateline.Restrict(ctx)), string(w.old.ID)) || !strings.Contains(frozen(ctx), string(w.old.ID)) {
			t.Error("a label holds for no release, or for who may see it")
		}
		if found, err := w.Verify(ctx, nil); err != nil || len(found) != 0 {
			t.Errorf("verify: %v, %v", found, err)
		}
	})
}
