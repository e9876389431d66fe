package store

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"dateline"
)

// A trace is a run of bytes of a purged report.
const traceBytes = 12

// traces are all runs of a report's text and title, as they are and as the index has
// them, that no other report of the world has.
func (w *world) traces(f dateline.Filing) map[string]bool {
	out := map[string]bool{}
	runs := func(s string, do func(run string)) {
		for i := 0; i+traceBytes <= len(s); i++ {
			do(s[i : i+traceBytes])
		}
	}
	forms := func(f dateline.Filing) []string {
		title := ""
		if f.Title != nil {
			title = *f.Title
		}
		return []string{f.Text, title, spaced(f.Text), spaced(title), string(f.Raw)}
	}
	for _, s := range forms(f) {
		runs(s, func(run string) { out[run] = true })
	}
	for _, o := range w.all {
		if o.ID != f.ID {
			for _, s := range forms(o) {
				runs(s, func(run string) { delete(out, run) })
			}
		}
	}
	return out
}

// holding are the places in a ledger where traces stand: bytes of its files, and
// columns of its tables, what is packed unpacked.
func (w *world) holding(t *testing.T, traces map[string]bool) []string {
	t.Helper()
	var out []string
	look := func(where string, data []byte) {
		for i := 0; i+traceBytes <= len(data); i++ {
			if run := string(data[i : i+traceBytes]); traces[run] {
				out = append(out, fmt.Sprintf("%s at %d: %q", where, i, run))
				return
			}
		}
	}
	query := "SELECT name FROM sqlite_schema WHERE type = 'table'"
	if db, ok := w.db.(*sqliteDB); ok {
		for _, end := range []string{"", "-wal", "-journal"} {
			data, err := os.ReadFile(db.path + end)
			if err == nil {
				look("the file"+end, data)
			} else if !os.IsNotExist(err) {
				t.Fatal(err)
			}
		}
	} else {
		query = "SELECT schemaname || '.' || tablename FROM pg_tables WHERE schemaname IN ('public', 'pg_catalog') AND tablename NOT IN ('pg_largeobject')"
	}
	var tables []string
	if err := column(t.Context(), w.db, &tables, query); err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		if strings.Contains(table, "words") && !w.db.dialect().postgres {
			continue // the file has it as it is
		}
		rows := "SELECT * FROM " + table
		if w.db.dialect().postgres {
			rows = "SELECT t::text FROM " + table + " t"
		}
		err := func() error {
			rs, err := w.db.query(t.Context(), rows)
			if err != nil {
				return err
			}
			defer rs.Close()
			for rs.Next() {
				if w.db.dialect().postgres {
					var s string
					if err := rs.Scan(&s); err != nil {
						return err
					}
					look(table, []byte(s))
					continue
				}
				names, err := rs.(*sqliteRows).Columns()
				if err != nil {
					return err
				}
				values, into := make([]any, len(names)), make([]any, len(names))
				for i := range values {
					into[i] = &values[i]
				}
				if err := rs.Scan(into...); err != nil {
					return err
				}
				for i, v := range values {
					look(table+"."+names[i], unpacked(v))
				}
			}
			return rs.Err()
		}()
		if err != nil {
			t.Fatal(err)
		}
	}
	if w.db.dialect().postgres {
		for _, table := range copied {
			columns, err := columnsOf(t.Context(), w.db, table)
			if err != nil {
				t.Fatal(err)
			}
			if i := slices.Index(columns, "data"); i >= 0 {
				var all []any
				if err := column(t.Context(), w.db, &all, "SELECT data FROM "+table); err != nil {
					t.Fatal(err)
				}
				for _, v := range all {
					look(table+".data", unpacked(v))
				}
			}
		}
	}
	return out
}

func unpacked(v any) []byte {
	switch v := v.(type) {
	case string:
		return []byte(v)
	case []byte:
		if raw, err := unpack(v); err == nil {
			return raw
		}
		return v
	}
	return nil
}

// secret is a world with one report more, told of by an event of a story with others,
// with raw bytes, an address, quarantine and decisions.
func secret(t *testing.T, w *world) dateline.Filing {
	t.Helper()
	f := paper("Secret Post", "Unforeseeable happenings at Quarrelsome Bridge", "2021-03-11",
		"Counterrevolutionaries bombarded the Quarrelsome Bridge, Wilhelmina Featherstonehaugh testified. Nobody’s grandmother was hurt by the disproportionateness of it.")
	url := "https://secret.example/1"
	f.URL = &url
	f.Raw = []byte("<html><body>Unforeseeable happenings. Counterrevolutionaries bombarded the Quarrelsome Bridge</body></html>")
	f.ID = dateline.NewReportID(&f.Report)
	if _, err := w.File(t.Context(), []dateline.Filing{f}); err != nil {
		t.Fatal(err)
	}
	var l dateline.Linking
	story(sMarket, &l, []dateline.Filing{w.opinion},
		happening{id: eMarket, typ: "attack.bombing", status: dateline.StatusHappened, day: "2021-03-09", place: "Norland/Odale/Fish Market", told: []dateline.Filing{w.market, w.radio, w.market2, f}},
		happening{id: eSchool, typ: "attack.armed", status: dateline.StatusHappened, place: "Norland/Quarrelsome Bridge", told: []dateline.Filing{f}})
	l.Stories[0].Title = *f.Title
	l.Proposals = []dateline.Proposal{{Name: "Counterrevolutionaries of the Bridge", Story: sMarket, Evidence: []dateline.Quotation{{Report: f.ID, Quote: f.Text[:60], Span: dateline.Span{End: 60}}}}}
	l.Kept = []dateline.Kept{{Report: f.ID, Fixed: []byte(f.Text[:40]), Moving: []byte(f.Text[40:80])}}
	w.linking.Events, w.linking.Stories = append(w.linking.Events, l.Events...), append(w.linking.Stories, l.Stories...)
	r := w.reading(f)
	r.Statements[0].Quote, r.Statements[0].Span = f.Text[:95], dateline.Span{Start: 0, End: 95}
	if err := w.SaveReading(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Turn(t.Context(), func(ctx context.Context, turn *Turn) error { return turn.Save(ctx, l) }); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Freeze(t.Context(), dateline.Release{Name: "spring", Query: dateline.Query{All: true}}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Know(t.Context(), []dateline.Address{{URL: url, Title: *f.Title}}, false); err != nil {
		t.Fatal(err)
	}
	if err := w.Quarantine(t.Context(), dateline.Quarantined{Stage: dateline.StageRead, Subject: string(f.ID), Reason: "at Counterrevolutionaries bombarded"}); err != nil {
		t.Fatal(err)
	}
	role := `[{"role": "victim", "name": "%s", "words": "%[1]s"}]`
	before, after, other := fmt.Sprintf(role, "Wilhelmina Featherstonehaugh"), fmt.Sprintf(role, "Featherstonehaugh, W."), `"attack.armed"`
	if _, err := w.Decide(t.Context(), []dateline.Decision{
		{ID: "d1", By: "ann", Verb: dateline.VerbCorrect, On: []dateline.Referent{{Report: f.SHA256, Field: "roles"}}, Before: &before, After: &after, Why: "W. F. is her name"},
		{ID: "d2", By: "ann", Verb: dateline.VerbCorrect, On: []dateline.Referent{{Report: w.market.SHA256, Field: "type"}}, After: &other, Why: "see “bombarded the Quarrelsome Bridge”"},
		{ID: "d3", By: "bob", Verb: dateline.VerbCorrect, On: []dateline.Referent{{Report: w.market.SHA256, Field: "type"}}, After: &other, Why: "as all say"},
	}); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestAPurgedReportIsNowhere(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		f := secret(t, w)
		traces := w.traces(f)
		before := w.holding(t, traces)
		places := strings.Join(before, "\n")
		for _, want := range []string{"texts", "readings", "statements", "event_bodies", "stories", "kept_fixed", "raws", "addresses", "decisions", "proposals", "quarantine", "changes"} {
			if !strings.Contains(places, want) {
				t.Errorf("before the purge nothing of it stands in %s: this test cannot fail there", want)
			}
		}
		out, err := w.Purge(t.Context(), Purging{Report: f.ID, By: "ann", Why: "an order of a court"}, func(context.Context, *Turn) (dateline.Linking, error) {
			var l dateline.Linking
			story(sMarket, &l, []dateline.Filing{w.opinion}, happening{id: eMarket, typ: "attack.bombing", status: dateline.StatusHappened, day: "2021-03-09", place: "Norland/Odale/Fish Market", told: []dateline.Filing{w.market, w.radio, w.market2}})
			l.Linked, l.Removed, l.Kept = nil, []dateline.ReportID{f.ID}, []dateline.Kept{{Report: f.ID}}
			return l, nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if out.Unscrubbed != "" || !slices.Equal(out.Redacted, []string{"d1", "d2"}) {
			t.Errorf("%+v", out)
		}
		if got := w.holding(t, traces); len(got) > 0 {
			t.Errorf("left of it:\n%s", strings.Join(got, "\n"))
		}
		if got := w.verified(t); len(got) > 0 {
			t.Errorf("verified: %v", got)
		}
		if _, err := w.Report(t.Context(), f.ID); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("still there: %v", err)
		}
		if filed, err := w.File(t.Context(), []dateline.Filing{f, w.market}); err != nil || filed.New != 0 || filed.Refused != 1 || filed.Known != 1 {
			t.Errorf("filed again: %+v, %v", filed, err)
		}
		if page, err := w.Search(t.Context(), dateline.Query{Words: "quarrelsome"}); err != nil || len(page.Items) > 0 {
			t.Errorf("%d hits, %v", len(page.Items), err)
		}
		ds, err := w.Decisions(t.Context(), 0)
		if err != nil || len(ds) != 3 || *ds[0].After != redacted || ds[2].Why != "as all say" || ds[1].After == nil || *ds[1].After != `"attack.armed"` {
			t.Errorf("decisions %s, %v", mustJSON(t, ds), err)
		}
		if err := w.db.write(t.Context(), func(tx conn) error { _, err := tx.exec(t.Context(), "DELETE FROM decisions"); return err }); err == nil {
			t.Error("after a purge decisions can be deleted")
		}
	})
}

func TestAPurgeThatCannotBeIsNoPurge(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		nothing := func(context.Context, *Turn) (dateline.Linking, error) { return dateline.Linking{}, nil }
		before := contents(t, w.Ledger)
		for name, c := range map[string]struct {
			p    Purging
			kind dateline.Kind
		}{
			"a report that is still of a story": {Purging{w.market.ID, "ann", "an order"}, dateline.Internal},
			"a report that is not there":        {Purging{"r0", "ann", "an order"}, dateline.NotFound},
			"by nobody":                         {Purging{w.market.ID, " ", "an order"}, dateline.Invalid},
			"for nothing":                       {Purging{w.market.ID, "ann", ""}, dateline.Invalid},
		} {
			if _, err := w.Purge(t.Context(), c.p, nothing); dateline.KindOf(err) != c.kind {
				t.Errorf("%s: %v", name, err)
			}
		}
		after := contents(t, w.Ledger)
		for table := range before {
			if !slices.Equal(before[table], after[table]) {
				t.Errorf("%s has changed", table)
			}
		}
	})
}

func TestAPurgeSaysWhatElseThereIs(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		url := "https://post.example/1"
		first := paper("Post", "", "2021-03-11", "The first version of an article.")
		second := paper("Post", "", "2021-03-12", "The second version of an article.")
		third := paper("Post", "", "2021-03-13", "The third version of an article.")
		copied := paper("Other Post", "", "2021-03-14", second.Text)
		for _, f := range []*dateline.Filing{&first, &second, &third} {
			f.URL = &url
			f.ID = dateline.NewReportID(&f.Report)
		}
		// The same words behind another head, and two that linking took for copies.
		headed := paper("Third Post", "", "2021-03-14", "A head\n\n"+second.Text)
		headed.Body = len("A head\n\n")
		quoted := paper("Fourth Post", "", "2021-03-15", "The second version of an article . Agencies")
		aside := paper("Fifth Post", "", "2021-03-15", "Something else that leans on it.")
		if _, err := w.File(t.Context(), []dateline.Filing{first, second, third, copied, headed, quoted, aside}); err != nil {
			t.Fatal(err)
		}
		for id, copying := range map[dateline.ReportID]dateline.Copying{quoted.ID: dateline.ExactCopy, aside.ID: dateline.Rewrite} {
			if _, err := w.db.exec(t.Context(), "UPDATE reports SET copying = ?, derives = ? WHERE id = ?", string(copying), string(second.ID), string(id)); err != nil {
				t.Fatal(err)
			}
		}
		out, err := w.Purge(t.Context(), Purging{second.ID, "ann", "an order"}, nil)
		if err != nil {
			t.Fatal(err)
		}
		versions := []dateline.ReportID{first.ID, third.ID}
		slices.Sort(versions)
		if !slices.Equal(out.Same, []dateline.ReportID{copied.ID}) || !slices.Equal(out.Versions, versions) {
			t.Errorf("%+v", out)
		}
		prints := []dateline.ReportID{headed.ID, quoted.ID}
		slices.Sort(prints)
		if !slices.Equal(out.Prints, prints) {
			t.Errorf("%v print the same words, not %v", out.Prints, prints)
		}
		if _, _, err := w.Resolve(t.Context(), string(second.ID)[:9]); dateline.KindOf(err) != dateline.NotFound || !strings.Contains(err.Error(), "was purged on") || !strings.Contains(err.Error(), "by ann: an order") {
			t.Errorf("asked for, it is said: %v", err)
		}
		sheet, err := w.Sheet(t.Context(), string(third.ID))
		if err != nil || sheet.Filing.Supersedes == nil || *sheet.Filing.Supersedes != first.ID {
			t.Errorf("the third version comes after %v, %v", sheet.Filing.Supersedes, err)
		}
	})
}

func TestAPurgeBrokenOffIsScrubbedLater(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		f := paper("Post", "", "2021-03-11", "Incomprehensibilities were told by Zachariah Quicksilver.")
		if _, err := w.File(t.Context(), []dateline.Filing{f}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Hold(t.Context(), func(ctx context.Context, turn *Turn) error {
			_, err := turn.Purge(ctx, Purging{f.ID, "ann", "an order"}, dateline.Linking{})
			return err
		}); err != nil {
			t.Fatal(err)
		}
		traces := w.traces(f)
		if db, ok := w.db.(*sqliteDB); ok {
			raw, err := os.ReadFile(db.path + "-wal")
			if err != nil || !bytes.Contains(raw, []byte("Zachariah")) {
				t.Errorf("nothing is left to scrub, %v: this test cannot fail", err)
			}
		}
		if err := w.Scrub(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := w.holding(t, traces); len(got) > 0 {
			t.Errorf("left of it:\n%s", strings.Join(got, "\n"))
		}
		var n int
		if err := w.db.row(t.Context(), "SELECT count(*) FROM meta WHERE name IN ('unscrubbed', 'purging')").Scan(&n); err != nil || n != 0 {
			t.Errorf("%d marks are left, %v", n, err)
		}
	})
}
