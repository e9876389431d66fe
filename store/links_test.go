package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
	"dateline/store/storetest"
)

// turn takes linking's turn, which must be free.
func turn(t testing.TB, l *Ledger, do func(context.Context, *Turn) error) {
	t.Helper()
	if had, err := l.Turn(t.Context(), do); err != nil || !had {
		t.Fatalf("had the turn: %t, %v", had, err)
	}
}

func TestReportsAreLinkedInCanonicalOrder(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		var want []dateline.ReportID
		var fs []dateline.Filing
		for _, published := range []string{"2024-01-01", "2024-01-01T09:00:00Z", "2024-01-01T09:00:00+01:00", "", "2023-12-31T23:59:59Z"} {
			f := anArticle("One", "https://one.example/"+published, "Words of "+published)
			if published != "" {
				f.Published = moment(t, published)
			}
			fs = append(fs, f)
		}
		for _, n := range []int{4, 0, 2, 1, 3} {
			want = append(want, fs[n].ID)
		}
		file(t, l, fs...)
		for _, f := range fs {
			read(t, l, f.ID, "reader/1")
		}
		unread := filing(9)
		file(t, l, unread)
		turn(t, l, func(ctx context.Context, turn *Turn) error {
			var got []dateline.ReportID
			for len(got) < len(want) {
				reports, readings, err := turn.Next(ctx, len(want))
				if err != nil {
					return err
				}
				for i, r := range reports {
					if readings[i].Report != r.ID || r.Text == "" {
						t.Errorf("%s with the reading of %s", r.ID, readings[i].Report)
					}
					got = append(got, r.ID)
				}
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Error(d)
			}
			return nil
		})
	})
}

func TestWhatLinkingSavesIsThereAndCountsItsVersion(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		a, b := filing(1), filing(2)
		file(t, l, a, b)
		read(t, l, a.ID, "reader/1")
		read(t, l, b.ID, "reader/1")
		turn(t, l, func(ctx context.Context, turn *Turn) error {
			if turn.Version() != 0 {
				t.Errorf("a new ledger is of version %d", turn.Version())
			}
			reports, _, err := turn.Next(ctx, 1)
			if err != nil {
				return err
			}
			r := reports[0]
			r.Genre, r.Origin, r.Copying, r.From = dateline.RoundUp, "o9", dateline.Rewrite, &b.ID
			r.Credit = &dateline.Credit{Agency: "Agency", Form: dateline.SignedOff, Quote: "(Agency)"}
			r.Leans = []dateline.Lean{{Outlet: "Daily"}}
			return turn.Save(ctx, dateline.Linking{Linked: []dateline.ReportID{r.ID}, Reports: []dateline.Report{r}, Kept: []dateline.Kept{
				{Report: a.ID, Fixed: []byte("fixed"), Moving: []byte("moving")}, {Report: b.ID, Fixed: []byte("b"), Moving: []byte("b1")}}})
		})
		got, err := l.Report(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got.Origin != "o9" || got.Copying != dateline.Rewrite || *got.From != b.ID || got.Credit.Agency != "Agency" || got.Leans[0].Outlet != "Daily" || got.Genre != dateline.RoundUp {
			t.Errorf("came back as %+v", got)
		}
		if n, err := l.Unlinked(t.Context()); n != 1 || err != nil {
			t.Errorf("%d unlinked, %v", n, err)
		}
		turn(t, l, func(ctx context.Context, turn *Turn) error {
			return turn.Save(ctx, dateline.Linking{Linked: []dateline.ReportID{b.ID}, Kept: []dateline.Kept{{Report: a.ID, Moving: []byte("moved")}}})
		})
		turn(t, l, func(ctx context.Context, turn *Turn) error {
			return turn.Save(ctx, dateline.Linking{Kept: []dateline.Kept{{Report: b.ID}}})
		})
		turn(t, l, func(ctx context.Context, turn *Turn) error {
			if turn.Version() != 3 {
				t.Errorf("version %d after three saves", turn.Version())
			}
			for version, want := range map[int64]map[dateline.ReportID][2]string{
				0: {a.ID: {"fixed", "moved"}, b.ID: {"", "nil"}},
				1: {a.ID: {"", "moved"}, b.ID: {"", "nil"}},
				2: {b.ID: {"", "nil"}},
				3: {},
			} {
				kept, err := turn.Since(ctx, version)
				if err != nil {
					return err
				}
				got := map[dateline.ReportID][2]string{}
				for _, k := range kept {
					moving := string(k.Moving)
					if k.Moving == nil {
						moving = "nil"
					}
					got[k.Report] = [2]string{string(k.Fixed), moving}
				}
				if d := cmp.Diff(want, got); d != "" {
					t.Errorf("since %d: %s", version, d)
				}
			}
			return nil
		})
		if fixed, err := l.Fixed(t.Context(), a.ID); string(fixed) != "fixed" || err != nil {
			t.Errorf("fixed: %q, %v", fixed, err)
		}
		if _, err := l.Fixed(t.Context(), b.ID); dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("fixed of what is forgotten: %v", err)
		}
	})
}

func TestOneAtATimeSavesATurn(t *testing.T) {
	storetest.Both(t, func(t *testing.T, where string) {
		l, other := open(t, where), open(t, where)
		save := func(ctx context.Context, turn *Turn) error { return turn.Save(ctx, dateline.Linking{}) }
		look := func(context.Context, *Turn) error { return nil }
		for _, does := range []func(context.Context, *Turn) error{save, look} {
			_, err := l.Turn(t.Context(), func(ctx context.Context, mine *Turn) error {
				if had, err := l.Turn(ctx, nil); had || err != nil {
					t.Errorf("had a turn within a turn: %t, %v", had, err)
				}
				turn(t, other, save) // nothing is locked meanwhile
				return does(ctx, mine)
			})
			if dateline.KindOf(err) != dateline.Conflict {
				t.Errorf("another saved in the middle of a turn: %v", err)
			}
		}
		turn(t, l, func(ctx context.Context, turn *Turn) error {
			if turn.Version() != 2 {
				t.Errorf("version %d; what came second was saved", turn.Version())
			}
			return turn.Save(ctx, dateline.Linking{})
		})
		if had, err := other.Hold(t.Context(), save); err != nil || !had {
			t.Errorf("a turn that holds the ledger: %t, %v", had, err)
		}
	})
}

func TestATurnThatFailsSavesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		f := filing(1)
		file(t, l, f)
		read(t, l, f.ID, "reader/1")
		fault := errors.New("fault")
		_, err := l.Turn(t.Context(), func(ctx context.Context, turn *Turn) error {
			if _, _, err := turn.Next(ctx, 9); err != nil {
				return err
			}
			if err := turn.Save(ctx, dateline.Linking{Linked: []dateline.ReportID{f.ID}, Kept: []dateline.Kept{{Report: f.ID, Fixed: []byte("x")}}}); err != nil {
				return err
			}
			return fault
		})
		if !errors.Is(err, fault) {
			t.Fatal(err)
		}
		turn(t, l, func(ctx context.Context, turn *Turn) error {
			kept, err := turn.Since(ctx, 0)
			if len(kept) > 0 || turn.Version() != 0 {
				t.Errorf("kept %d rows, version %d", len(kept), turn.Version())
			}
			return err
		})
	})
}

// A newer reading that is saved while the older one is being linked is linked next,
// and until then the report's source is the older.
func TestANewReadingIsLinkedInTheNextTurn(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		f := filing(1)
		file(t, l, f)
		read(t, l, f.ID, "reader/1")
		maker := func() dateline.Maker {
			_, r, err := l.Source(t.Context(), f.ID)
			if err != nil {
				t.Fatal(err)
			}
			return r.Maker
		}
		link := func(ctx context.Context, turn *Turn) error {
			reports, readings, err := turn.Next(ctx, 9)
			if err != nil {
				return err
			}
			if len(reports) != 1 {
				return fmt.Errorf("%d reports to link", len(reports))
			}
			if got := maker(); got != readings[0].Maker {
				t.Errorf("in the turn the source is of %s, not of %s", got, readings[0].Maker)
			}
			return turn.Save(ctx, dateline.Linking{Linked: []dateline.ReportID{f.ID}})
		}
		turn(t, l, link)
		read(t, l, f.ID, "reader/2")
		if got := maker(); got != "reader/1" {
			t.Errorf("before it is linked anew the source is of %s", got)
		}
		turn(t, l, link)
		if got := maker(); got != "reader/2" {
			t.Errorf("linked anew, the source is of %s", got)
		}
		if n, err := l.Unlinked(t.Context()); n != 0 || err != nil {
			t.Errorf("%d unlinked, %v", n, err)
		}
	})
}

func TestALeaseHasOneHolderByTheLedgersClock(t *testing.T) {
	storetest.Both(t, func(t *testing.T, where string) {
		l, other := open(t, where), open(t, where)
		lease := func(l *Ledger, holder string, d time.Duration, want bool) {
			t.Helper()
			if got, err := l.Lease(t.Context(), holder, d); got != want || err != nil {
				t.Errorf("%s for %v: %t, %v", holder, d, got, err)
			}
		}
		lease(l, "a", time.Hour, true)
		lease(other, "b", time.Hour, false)
		lease(l, "a", 50*time.Millisecond, true)
		time.Sleep(80 * time.Millisecond)
		lease(other, "b", time.Hour, true)
		lease(l, "a", time.Hour, false)
		lease(other, "b", 0, false)
		lease(l, "a", time.Hour, true)
		// The clock is turned back by a day: what was given then lies ahead.
		if _, err := l.db.exec(t.Context(), "UPDATE leases SET given = given + 86400000000, until = until + 86400000000"); err != nil {
			t.Fatal(err)
		}
		lease(other, "b", time.Hour, true)
	})
}

func TestTheLeaseOfAProcessThatEndedIsTakenOverAtOnce(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	ended := exec.Command(self, "-test.run", "^$")
	if err := ended.Run(); err != nil {
		t.Fatal(err)
	}
	onBoth(t, func(t *testing.T, l *Ledger) {
		lease := func(holder string, want bool) {
			t.Helper()
			if got, err := l.Lease(t.Context(), holder, time.Hour); got != want || err != nil {
				t.Errorf("%s: %t, %v", holder, got, err)
			}
		}
		of := func(machine string, process int) string { return machine + ":" + strconv.Itoa(process) + ":abc" }
		lease(of(machine(), ended.ProcessState.Pid()), true)
		lease(of(machine(), os.Getppid()), true)
		lease(Holder(), false) // that one lives
		for _, lives := range []string{Holder(), of("elsewhere", ended.ProcessState.Pid()), "a name of another kind"} {
			if _, err := l.db.exec(t.Context(), "UPDATE leases SET holder = ?", lives); err != nil {
				t.Fatal(err)
			}
			lease(Holder(), false)
		}
	})
}

func TestDecisionsAreOnlyEverAdded(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		d := dateline.Decision{ID: "d2", By: "x", Verb: dateline.VerbConfirm, On: []dateline.Referent{{Report: hashOf("x")}}, Why: `"quoted"`}
		e := d
		e.ID = "d1"
		for want, ds := range map[int][]dateline.Decision{2: {d, e}} {
			if got, err := l.Decide(t.Context(), ds); got != want || err != nil {
				t.Fatalf("%d added, %v", got, err)
			}
		}
		if got, err := l.Decide(t.Context(), []dateline.Decision{d}); got != 0 || err != nil {
			t.Errorf("added again: %d, %v", got, err)
		}
		other := d
		other.Why = "another"
		if _, err := l.Decide(t.Context(), []dateline.Decision{other}); dateline.KindOf(err) != dateline.Conflict {
			t.Errorf("another of the same id: %v", err)
		}
		if _, err := l.Decide(t.Context(), []dateline.Decision{{ID: "d3", Verb: "like"}}); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("no verb: %v", err)
		}
		got, err := l.Decisions(t.Context(), 0)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]dateline.Decision{d, e}, got); diff != "" {
			t.Error(diff)
		}
		if got, err := l.Decisions(t.Context(), 1); len(got) != 1 || got[0].ID != "d1" || err != nil {
			t.Errorf("after the first: %v, %v", got, err)
		}
		if got, err := l.LatestDecisions(t.Context(), 1); len(got) != 1 || got[0].ID != "d1" || err != nil {
			t.Errorf("the latest: %v, %v", got, err)
		}
		for _, query := range []string{"UPDATE decisions SET data = '{}'", "DELETE FROM decisions"} {
			if _, err := l.db.exec(t.Context(), query); err == nil {
				t.Errorf("%s went through", query)
			}
		}
		turn(t, l, func(ctx context.Context, turn *Turn) error {
			ds, err := turn.Decisions(ctx)
			if len(ds) != 2 {
				t.Errorf("the turn has %d decisions", len(ds))
			}
			return err
		})
	})
}
