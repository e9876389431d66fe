package store

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

// read saves a reading of a report that is there.
func read(t testing.TB, l *Ledger, id dateline.ReportID, maker dateline.Maker) *dateline.Reading {
	t.Helper()
	r := reading(id, maker)
	if err := l.SaveReading(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	return r
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestReadingsAreKeptByVersion(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		f := filing(1)
		file(t, l, f)
		want := map[dateline.Maker]*dateline.Reading{}
		for _, maker := range []dateline.Maker{"reader/1", "reader/10", "reader/9"} {
			want[maker] = read(t, l, f.ID, maker)
			again := reading(f.ID, maker)
			again.Genre = dateline.Sport
			if err := l.SaveReading(t.Context(), again); err != nil {
				t.Errorf("saved again: %v", err)
			}
		}
		for maker, want := range want {
			got, err := l.Reading(t.Context(), f.ID, maker)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(asJSON(t, want), asJSON(t, got)); d != "" {
				t.Error(d)
			}
		}
		// The newest is to be linked, though an older one came after it.
		_, got, err := l.Source(t.Context(), f.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got.Maker != "reader/10" {
			t.Errorf("to be linked by the reading of %s", got.Maker)
		}
		if n := l.number(t, "SELECT count(*) FROM statements"); n != len(want["reader/1"].Statements) {
			t.Errorf("%d statements", n)
		}
		if _, err := l.Reading(t.Context(), f.ID, "reader/2"); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("a reading that is not there: %v", err)
		}
		if err := l.SaveReading(t.Context(), reading("r0", "reader/1")); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("a reading of no report: %v", err)
		}
	})
}

func TestReadingsNeedOneLinkJob(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		for n := range 5 {
			f := filing(n)
			file(t, l, f)
			read(t, l, f.ID, "reader/1")
		}
		if n := l.number(t, "SELECT count(*) FROM river_job WHERE queue = 'link'"); n != 1 {
			t.Errorf("%d link jobs", n)
		}
	})
}

func TestWhatIsUnreadFollowsFromTheData(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		var fs []dateline.Filing
		for n := range 6 {
			fs = append(fs, filing(n))
		}
		file(t, l, fs...)
		read(t, l, fs[0].ID, "reader/1")
		read(t, l, fs[1].ID, "reader/2")
		if err := l.Quarantine(t.Context(), dateline.Quarantined{Stage: dateline.StageRead, Subject: string(fs[2].ID), Reason: "broken", Attempts: 1}); err != nil {
			t.Fatal(err)
		}
		unread := func(maker dateline.Maker, again bool) []dateline.ReportID {
			out := []dateline.ReportID{}
			if err := l.Unread(t.Context(), maker, again, func(u Unread) error { out = append(out, u.Report); return nil }); err != nil {
				t.Fatal(err)
			}
			slices.Sort(out)
			return out
		}
		ids := func(of ...int) []dateline.ReportID {
			out := []dateline.ReportID{}
			for _, n := range of {
				out = append(out, fs[n].ID)
			}
			slices.Sort(out)
			return out
		}
		for _, c := range []struct {
			maker dateline.Maker
			again bool
			want  []dateline.ReportID
		}{
			{"reader/2", false, ids(3, 4, 5)},
			{"reader/2", true, ids(0, 3, 4, 5)},
			{"reader/3", true, ids(0, 1, 3, 4, 5)},
			{"reader/1", true, ids(3, 4, 5)},
		} {
			if d := cmp.Diff(c.want, unread(c.maker, c.again)); d != "" {
				t.Errorf("%s, again %t: %s", c.maker, c.again, d)
			}
		}
	})
}
