package store

import (
	"context"
	"slices"
	"strings"
	"testing"

	"dateline"
)

// emptied is a story of the world that tells events no more.
func (w *world) emptied(t *testing.T, story string, events ...dateline.Event) {
	t.Helper()
	for _, st := range w.linking.Stories {
		if string(st.ID) != story {
			continue
		}
		st.Events = nil
		for _, e := range events {
			st.Events = append(st.Events, e.ID)
		}
		w.save(t, dateline.Linking{Stories: []dateline.Story{st}, Events: events})
	}
}

func TestARejectedEventIsFoundAndListed(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.decide(t, ruling("d1", dateline.VerbReject, w.old, "", ""))
		whole := w.event(t, eOld)
		rejected := dateline.QueueQuery{State: dateline.ReviewRejected, All: true}
		if got := w.queued(t, rejected); !slices.Equal(got, []string{eOld}) {
			t.Errorf("before linking the rejected are %v", got)
		}
		w.emptied(t, sOld)
		_, err := w.Event(t.Context(), eOld)
		if dateline.KindOf(err) != dateline.NotFound || !strings.Contains(err.Error(), "people rejected it") {
			t.Errorf("asked for it: %v", err)
		}
		g, err := w.Gone(t.Context(), eOld[:6])
		if err != nil {
			t.Fatal(err)
		}
		if mustJSON(t, g.Event) != mustJSON(t, whole) || len(g.Now) != 0 || len(g.Lost()) != 1 || g.At.IsZero() {
			t.Errorf("%+v", g)
		}
		for _, q := range []dateline.QueueQuery{rejected, {State: dateline.ReviewRejected, All: true, Country: "Norland", From: dateline.WeekOf(dateline.Date{Year: 1964, Month: 5, Day: 1}), Limit: 1}} {
			if got := w.queued(t, q); !slices.Equal(got, []string{eOld}) {
				t.Errorf("the rejected are %v", got)
			}
		}
		if got := w.queued(t, dateline.QueueQuery{State: dateline.ReviewRejected, All: true, Country: "Westmark"}); len(got) != 0 {
			t.Errorf("of another country: %v", got)
		}
		w.decide(t, dateline.Decision{ID: "d2", By: "ann", Verb: dateline.VerbUndo, Undoes: "d1"})
		if g, err := w.Gone(t.Context(), eOld); err != nil || g.Event.Review != nil {
			t.Errorf("taken back and not linked yet: %+v, %v", g, err)
		}
		w.emptied(t, sOld, w.linking.Events[4])
		if g, err := w.Gone(t.Context(), eOld); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("it is there again, and gone: %+v, %v", g, err)
		}
		if got := w.queued(t, rejected); len(got) != 0 {
			t.Errorf("taken back, the rejected are %v", got)
		}
		for _, f := range w.verified(t) {
			if f.Check == CheckOrphan {
				t.Errorf("%+v", f)
			}
		}
	})
}

func TestAnEventThatChangedItsIDLeadsOn(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		was := w.event(t, eMarket)
		one, other := *was, *was
		one.ID, one.Accounts = "e00000000000000a7", was.Accounts[:2]
		other.ID, other.Accounts = "e00000000000000a8", was.Accounts[2:]
		w.emptied(t, sMarket, w.linking.Events[1], one, other)
		g, err := w.Gone(t.Context(), eMarket)
		if err != nil || len(g.Now) != 2 || g.Now[0].Event != one.ID || len(g.Now[0].Accounts) != 2 || g.Now[1].Event != other.ID || len(g.Lost()) != 0 {
			t.Fatalf("%+v, %v", g, err)
		}
		if _, err := w.Event(t.Context(), eMarket); !strings.Contains(err.Error(), string(one.ID)+", "+string(other.ID)) {
			t.Errorf("asked for it: %v", err)
		}
		// Another reader finds the words again, under another number.
		anew := one
		anew.Accounts = slices.Clone(one.Accounts)
		for i := range anew.Accounts {
			anew.Accounts[i].Maker, anew.Accounts[i].ID = "reader/2", dateline.AccountID(string(anew.Accounts[i].Report)+"-a77")
		}
		w.emptied(t, sMarket, w.linking.Events[1], anew, other)
		if g, err := w.Gone(t.Context(), eMarket); err != nil || len(g.Now) != 2 || len(g.Now[0].Accounts) != 2 {
			t.Errorf("read again: %+v, %v", g, err)
		}
		// Who may not see a report learns nothing of it.
		if err := w.SetLabel(t.Context(), dateline.Label{Report: w.market2.ID, Label: "source at risk", Why: "asked", By: "ada"}); err != nil {
			t.Fatal(err)
		}
		g, err = w.Gone(dateline.Restrict(t.Context()), eMarket)
		if err != nil || len(g.Now) != 1 || g.Now[0].Event != one.ID || len(g.Event.Accounts) != 2 {
			t.Errorf("with a labelled report: %+v, %v", g, err)
		}
		if _, err := w.Event(dateline.Restrict(t.Context()), eMarket); strings.Contains(err.Error(), string(other.ID)) {
			t.Errorf("with a labelled report: %v", err)
		}
	})
}

func TestALedgerLinkedAnewLeadsOn(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		var version int64
		if err := w.db.row(t.Context(), "SELECT version FROM linker").Scan(&version); err != nil {
			t.Fatal(err)
		}
		w.decide(t, ruling("d1", dateline.VerbReject, w.old, "", ""))
		if err := w.Unlink(t.Context(), version); err != nil {
			t.Fatal(err)
		}
		l := w.linking
		l.Events = slices.Clone(l.Events)
		l.Events[0].ID = "e00000000000000a7"
		l.Stories = slices.Clone(l.Stories)
		l.Stories[0].Events = []dateline.EventID{l.Events[0].ID, eShots}
		l.Stories[2].Events = nil
		l.Events = l.Events[:4]
		w.save(t, l)
		if g, err := w.Gone(t.Context(), eMarket); err != nil || len(g.Now) != 1 || g.Now[0].Event != l.Events[0].ID || len(g.Now[0].Accounts) != 3 {
			t.Errorf("%+v, %v", g, err)
		}
		if _, err := w.Gone(t.Context(), eShots); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("an event that has its ID again is gone: %v", err)
		}
		if got := w.queued(t, dateline.QueueQuery{State: dateline.ReviewRejected, All: true}); !slices.Equal(got, []string{eOld}) {
			t.Errorf("the rejected are %v", got)
		}
	})
}

func TestAnAccountThatPeopleAddedIsNoFinding(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		e := w.linking.Events[4]
		e.Accounts = slices.Clone(e.Accounts)
		e.Accounts[0].Maker, e.Accounts[0].ID = dateline.Person, dateline.AccountID(w.old.ID)+"-"+dateline.AddedID("d1")
		w.emptied(t, sOld, e)
		for _, f := range w.verified(t) {
			if f.Of == eOld {
				t.Errorf("%+v", f)
			}
		}
	})
}

func TestAPurgeTakesAReportOutOfEventsThatAreGone(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.decide(t, ruling("d1", dateline.VerbReject, w.old, "", ""))
		w.emptied(t, sOld)
		var n int
		if err := w.db.row(t.Context(), "SELECT count(*) FROM events_gone WHERE event = ? AND data IS NOT NULL", eOld).Scan(&n); err != nil || n != 1 {
			t.Fatalf("%d rows keep the event, %v: this test cannot fail", n, err)
		}
		if _, err := w.Purge(t.Context(), Purging{Report: w.old.ID, By: "ann", Why: "an order"}, func(context.Context, *Turn) (dateline.Linking, error) {
			return dateline.Linking{Gone: []dateline.StoryID{sOld}, Removed: []dateline.ReportID{w.old.ID}, Kept: []dateline.Kept{{Report: w.old.ID}}}, nil
		}); err != nil {
			t.Fatal(err)
		}
		if err := w.db.row(t.Context(), "SELECT (SELECT count(*) FROM events_gone WHERE event = ? AND data IS NOT NULL) + (SELECT count(*) FROM accounts_gone WHERE event = ?)", eOld, eOld).Scan(&n); err != nil || n != 0 {
			t.Errorf("%d rows tell of it, %v", n, err)
		}
		if g, err := w.Gone(t.Context(), eOld); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("%+v, %v", g, err)
		}
	})
}
