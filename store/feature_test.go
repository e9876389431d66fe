package store

import (
	"strings"
	"testing"

	"dateline"
	"dateline/store/storetest"
)

// Where the tables are the same and rows mean something else, an older program keeps
// away as well.
func TestALedgerOfALaterFormIsRefused(t *testing.T) {
	storetest.Both(t, func(t *testing.T, where string) {
		l, err := Open(t.Context(), where, Options{})
		if err != nil {
			t.Fatal(err)
		}
		_, err = l.db.exec(t.Context(), "UPDATE meta SET value = ? WHERE name = 'feature'", "99")
		if err := l.Close(); err != nil {
			t.Error(err)
		}
		if err != nil {
			t.Fatal(err)
		}
		l, err = Open(t.Context(), where, Options{})
		if err == nil {
			l.Close()
		}
		if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), "a newer dateline") {
			t.Errorf("a ledger of form 99 gives %v", err)
		}
	})
}

func TestHeadingsAreReportsWithoutTheirTexts(t *testing.T) {
	storetest.Both(t, func(t *testing.T, where string) {
		l, err := Open(t.Context(), where, Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer l.Close()
		a, b := paper("Coast Courier", "One", "2021-03-19", "The first."), paper("", "", "", "The second.")
		if _, err := l.File(t.Context(), []dateline.Filing{a, b}); err != nil {
			t.Fatal(err)
		}
		got, err := l.Headings(t.Context(), []dateline.ReportID{a.ID, b.ID, "rnone"})
		if err != nil || len(got) != 2 {
			t.Fatalf("%d headings, %v", len(got), err)
		}
		if r := got[a.ID]; r.Outlet == nil || *r.Outlet != "Coast Courier" || r.Text != "" || r.Published.String() != "2021-03-19" {
			t.Errorf("%+v", r)
		}
		if r := got[b.ID]; r.Outlet != nil || r.Title != nil {
			t.Errorf("%+v", r)
		}
	})
}
