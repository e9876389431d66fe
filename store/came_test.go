package store

import (
	"slices"
	"testing"

	"dateline"
)

func TestEventsComeAsTheirReportsCame(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		seq := map[dateline.ReportID]int64{}
		if err := each(t.Context(), w.db, func(r scanner) error {
			var id dateline.ReportID
			var n int64
			err := r.Scan(&id, &n)
			seq[id] = n
			return err
		}, "SELECT id, seq FROM reports"); err != nil {
			t.Fatal(err)
		}
		all, err := w.Events(t.Context(), dateline.Query{All: true})
		if err != nil {
			t.Fatal(err)
		}
		for _, ctx := range []struct{ restricted bool }{{false}, {true}} {
			c := t.Context()
			hidden := all.Items[0].Accounts[0].Report
			if ctx.restricted {
				if err := w.SetLabel(c, dateline.Label{Report: hidden, Label: "x", At: received}); err != nil {
					t.Fatal(err)
				}
				c = dateline.Restrict(c)
			}
			var got []dateline.EventID
			last := int64(1 << 60)
			n := 0
			for q := (dateline.Query{All: true, Came: true, Limit: 1}); ; n++ {
				page, err := w.Events(c, q)
				if err != nil {
					t.Fatal(err)
				}
				for _, e := range page.Items {
					at := int64(0)
					for _, a := range e.Accounts {
						at = max(at, seq[a.Report])
					}
					if at > last || slices.Contains(got, e.ID) {
						t.Errorf("%s of report %d after %d, %v", e.ID, at, last, got)
					}
					last, got = at, append(got, e.ID)
				}
				if q.After = page.Next; q.After == "" {
					break
				}
			}
			want, err := w.Events(c, dateline.Query{All: true})
			if err != nil || len(got) != len(want.Items) || len(got) < 2 {
				t.Errorf("%d of %d events, %v", len(got), len(want.Items), err)
			}
		}
	})
}
