package store

import (
	"testing"
	"time"

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
		c := dateline.Coding{ID: "reports.001", Coders: [2]string{"ada", "ben"}, By: "ada"}
		kinds(t, "", w.OpenReportCoding(ctx, c, w.old.ID), "opening")
		kinds(t, dateline.Conflict, w.OpenReportCoding(ctx, c, w.old.ID), "an id that is taken")
		kinds(t, dateline.NotFound, w.OpenReportCoding(ctx, dateline.Coding{ID: "c2", Coders: c.Coders}, "rnone"), "no report")
		kinds(t, dateline.Invalid, w.OpenReportCoding(ctx, dateline.Coding{ID: "c2", Coders: [2]string{"ada", "ada"}}, w.old.ID), "one coder")
		kinds(t, dateline.Invalid, w.OpenReportCoding(ctx, dateline.Coding{Coders: c.Coders}, w.old.ID), "no id")
		got, err := w.Coding(ctx, c.ID)
		if err != nil || got.Event != "" || len(got.Refs) != 1 || got.Refs[0] != (dateline.Referent{Report: w.old.SHA256}) {
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

func TestWhatIsFrozenIsListed(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		r, err := w.Freeze(t.Context(), dateline.Release{Name: "spring", By: "ada", Query: dateline.Query{All: true}})
		if err != nil {
			t.Fatal(err)
		}
		got, err := w.Frozen(t.Context(), r.ID)
		if err != nil || len(got) != r.Events || r.Events == 0 {
			t.Fatalf("%+v of %d, %v", got, r.Events, err)
		}
		for _, f := range got {
			if want := w.event(t, string(f.Event)).ReleaseHashes(); f.Hashes != want {
				t.Errorf("%s: %s, want %s", f.Event, f.Hashes, want)
			}
		}
	})
}
