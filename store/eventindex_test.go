package store

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dateline"
	"dateline/store/storetest"
)

// pick draws some of what there is, and what there is not.
func pick[T ~string](t *rapid.T, name string, all []T) []T {
	return rapid.SliceOfNDistinct(rapid.SampledFrom(append(slices.Clone(all), "none")), 0, 3, rapid.ID[T]).Draw(t, name)
}

// someQuery draws what may be asked of counts.
func someQuery(t *rapid.T, f dateline.Facets) dateline.Query {
	q := dateline.Query{All: rapid.Bool().Draw(t, "all"), Origins: rapid.IntRange(0, 3).Draw(t, "origins")}
	// Most questions are of one thing or two.
	part := func(name string) bool { return rapid.IntRange(0, 3).Draw(t, name) == 0 }
	if part("of types") {
		q.Types = pick(t, "types", f.Types)
	}
	if part("of actors") {
		q.Actors = pick(t, "actors", f.Actors)
	}
	if part("of places") {
		q.Places = pick(t, "places", append(f.Places, " ", "/Norland/"))
	}
	if part("of outlets") {
		q.Outlets = pick(t, "outlets", f.Outlets)
	}
	if part("of statuses") {
		q.Statuses = rapid.SliceOfNDistinct(rapid.SampledFrom([]dateline.Status{dateline.StatusHappened, dateline.StatusClaimed, dateline.StatusFoiled, dateline.StatusDenied}), 0, 3, rapid.ID[dateline.Status]).Draw(t, "statuses")
	}
	day := func(name string) *dateline.Date {
		if !part(name) {
			return nil
		}
		d := dateline.Date{Year: 1963, Month: 12, Day: 1}.AddDays(rapid.IntRange(0, 60*366).Draw(t, name+" day"))
		if rapid.Bool().Draw(t, name+" near") {
			d = dateline.Date{Year: 2021, Month: 1, Day: 1}.AddDays(rapid.IntRange(0, 100).Draw(t, name+" near day"))
		}
		return &d
	}
	if q.From, q.To = day("from"), day("to"); q.From != nil && q.To != nil && q.To.Before(*q.From) {
		q.From, q.To = q.To, q.From
	}
	if part("of words") {
		q.Words = rapid.SampledFrom([]string{"market", "the", "school", "nowhere"}).Draw(t, "words")
	}
	return q
}

// unindexed is a ledger over the same database without an index.
func (w *world) unindexed() *Ledger { return &Ledger{db: w.db, where: w.where, o: w.o} }

func question(q dateline.Query) string {
	raw, _ := json.Marshal(q) // of strings, numbers and days it does not fail
	return string(raw)
}

// sameAsTables asks index and tables the same.
func (w *world) sameAsTables(t interface {
	Helper()
	Errorf(string, ...any)
	Fatal(...any)
}, ctx context.Context, q dateline.Query) {
	t.Helper()
	plain := w.unindexed()
	same := func(what string, ask func(*Ledger) (any, error)) (got any) {
		t.Helper()
		got, err := ask(w.Ledger)
		want, failed := ask(plain)
		if err != nil || failed != nil {
			t.Fatal(err, failed)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("%s: %s (-tables +index):\n%s", question(q), what, d)
		}
		return got
	}
	same("spread", func(l *Ledger) (any, error) { return l.Spread(ctx, q) })
	same("reports by day", func(l *Ledger) (any, error) { return l.ReportsByDay(ctx, q) })
	same("shares", func(l *Ledger) (any, error) { return l.Shares(ctx, 2) })
	q.Came, q.Limit = true, 2
	for pages := 0; pages < 9; pages++ {
		came := same("as they came", func(l *Ledger) (any, error) { return l.Events(ctx, q) })
		if q.After = came.(dateline.Page[dateline.Event]).Next; q.After == "" {
			break
		}
	}
}

func TestTheIndexAnswersAsTheTablesDo(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		placed(t, w)
		if err := w.KeepIndex(t.Context()); err != nil {
			t.Fatal(err)
		}
		known, err := w.Facets(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, label := range w.all[:2] {
			n := 0
			rapid.Check(t, func(rt *rapid.T) {
				if n++; n > 12 && w.db.dialect().postgres {
					return // each takes its time there
				}
				q := someQuery(rt, known)
				for _, ctx := range []context.Context{t.Context(), dateline.Restrict(t.Context())} {
					w.sameAsTables(rt, ctx, q)
				}
			})
			if err := w.SetLabel(t.Context(), dateline.Label{Report: label.ID, Label: "sensitive", By: "ada"}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestTheIndexFollowsWhatIsLinked(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		if err := w.KeepIndex(t.Context()); err != nil {
			t.Fatal(err)
		}
		held := func(what string) {
			t.Helper()
			for _, q := range []dateline.Query{{All: true}, {Places: []string{"Norland"}}, {Outlets: []string{"Radio Valley"}, All: true}} {
				w.sameAsTables(t, t.Context(), q)
			}
			if !w.index.ready.Load() {
				t.Errorf("%s: the index is not there", what)
			}
		}
		held("at first")
		placed(t, w) // events change
		held("after events changed")
		f := paper("Radio Valley", "Another", "2021-04-01", "Yet another report came.")
		if _, err := w.File(t.Context(), []dateline.Filing{f}); err != nil {
			t.Fatal(err)
		}
		held("after a report came")
		l := w.linking
		l.Events = slices.DeleteFunc(slices.Clone(l.Events), func(e dateline.Event) bool { return e.ID == eShots })
		w.save(t, l) // one is no more
		held("after an event went")
		if n := len(w.index.slots); n != len(l.Events) {
			t.Errorf("%d events are in the index, %d in the ledger", n, len(l.Events))
		}
		w.save(t, w.linking) // and comes back
		held("after it came back")
	})
}

// What a transaction sees that began before others saved is answered by the tables.
func TestTheIndexAnswersNoneWhoSeesAnotherState(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		if err := w.KeepIndex(t.Context()); err != nil {
			t.Fatal(err)
		}
		err := w.db.snapshot(t.Context(), func(tx conn) error {
			key, err := indexState(t.Context(), tx)
			if err != nil {
				return err
			}
			placed(t, w)
			if _, err := w.Spread(t.Context(), dateline.Query{}); err != nil { // brings it up to date
				return err
			}
			if w.index.is == key {
				t.Error("the index is of the state before")
			}
			x, done, err := w.indexed(t.Context(), tx, dateline.Query{})
			if x != nil {
				done()
				t.Error("the index answers who sees the state before")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestTheIndexIsAskedWhileItChanges(t *testing.T) {
	w := newWorld(t, storetest.SQLite(t))
	if err := w.KeepIndex(t.Context()); err != nil {
		t.Fatal(err)
	}
	with, without := w.linking, w.linking
	without.Events = slices.DeleteFunc(slices.Clone(with.Events), func(e dateline.Event) bool { return e.ID == eShots })
	var all sync.WaitGroup
	done := make(chan struct{})
	for range 4 {
		all.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				s, err := w.Spread(t.Context(), dateline.Query{All: true})
				if err != nil || s.Events != len(with.Events) && s.Events != len(without.Events) {
					t.Errorf("%d events, %v", s.Events, err)
					return
				}
				if page, err := w.Events(t.Context(), dateline.Query{All: true, Came: true}); err != nil || len(page.Items) < len(without.Events) {
					t.Errorf("%d events as they came, %v", len(page.Items), err)
					return
				}
			}
		})
	}
	for range 20 {
		w.save(t, without)
		w.save(t, with)
	}
	close(done)
	all.Wait()
	w.sameAsTables(t, t.Context(), dateline.Query{All: true})
}

// As many ask at once as would hold all connections, and others besides, while people decide
// and linking saves: nobody waits for a connection that those have who wait for them.
func TestNobodyWaitsForWhoeverWaitsForThem(t *testing.T) {
	where := storetest.SQLite(t)
	w := newWorld(t, where)
	l, err := Open(t.Context(), where, Options{Connections: 2})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := l.KeepIndex(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := w.SetLabel(t.Context(), dateline.Label{Report: w.market.ID, Label: "sensitive", By: "ada"}); err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	var all sync.WaitGroup
	done := make(chan struct{})
	for i := range 12 {
		ctx := ctx
		if i%3 == 0 {
			ctx = dateline.Restrict(ctx)
		}
		all.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				_, err := l.Events(ctx, dateline.Query{All: true, Brief: i%2 == 0})
				_, second := l.Event(ctx, eOld)
				_, third := l.Spread(ctx, dateline.Query{All: true})
				if err := errors.Join(err, second, third); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	for i := range 30 {
		w.decide(t, ruling(fmt.Sprint("d", i), dateline.VerbConfirm, w.old, "", ""))
		w.save(t, w.linking)
		if i%10 == 9 {
			l.index.ready.Store(false)
			all.Go(func() {
				if err := l.fillIndex(ctx); err != nil {
					t.Error(err)
				}
			})
		}
	}
	close(done)
	all.Wait()
	if ctx.Err() != nil {
		t.Error("it took a minute")
	}
}
