package store

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
	"dateline/store/storetest"
)

// patience is how long a test waits for what must come.
const patience = 60 * time.Second

// working hands jobs to do until the test has seen enough and calls stop.
func working(t testing.TB, l *Ledger, workers map[dateline.Stage]int, do func(context.Context, dateline.Job) error) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- l.Work(ctx, workers, do) }()
	stop = sync.OnceFunc(func() {
		cancel()
		select {
		case err := <-done:
			if err != nil {
				t.Error(err)
			}
		case <-time.After(patience):
			t.Error("working did not end")
		}
	})
	t.Cleanup(stop)
	return stop
}

// until waits for a condition.
func until(t testing.TB, what string, holds func() bool) {
	t.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(20 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("never came: %s", what)
		}
	}
}

var oneReader = map[dateline.Stage]int{dateline.StageRead: 1}

// A later is an error that asks for a job to come again.
type laterError time.Duration

func (laterError) Error() string          { return "later" }
func (e laterError) After() time.Duration { return time.Duration(e) }

func TestReportsGoAllTheWay(t *testing.T) {
	storetest.Both(t, func(t *testing.T, where string) {
		l, other := open(t, where), open(t, where)
		const many = 60
		var all []dateline.Filing
		for n := range many {
			all = append(all, filing(n))
		}
		file(t, l, all[:many/2]...)
		work := func(l *Ledger) func(context.Context, dateline.Job) error {
			return func(ctx context.Context, j dateline.Job) error {
				if j.Stage == dateline.StageRead {
					return l.SaveReading(ctx, reading(dateline.ReportID(j.Subject), "reader/1"))
				}
				for {
					n := 0
					had, err := l.Turn(ctx, func(ctx context.Context, turn *Turn) error {
						reports, _, err := turn.Next(ctx, 7)
						if err != nil || len(reports) == 0 {
							return err
						}
						n = len(reports)
						var out dateline.Linking
						for _, r := range reports {
							out.Linked = append(out.Linked, r.ID)
						}
						return turn.Save(ctx, out)
					})
					if dateline.KindOf(err) == dateline.Conflict {
						continue // the other was first
					}
					if err != nil || !had || n == 0 {
						return err
					}
				}
			}
		}
		workers := map[dateline.Stage]int{dateline.StageRead: 2, dateline.StageLink: 1}
		stops := []func(){working(t, l, workers, work(l)), working(t, other, workers, work(other))}
		file(t, other, all[many/2:]...)
		until(t, "all reports are linked", func() bool {
			return l.number(t, "SELECT count(*) FROM reports WHERE linked_by = 'reader/1'") == many
		})
		until(t, "no job is left", func() bool {
			left, err := l.Waiting(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			return len(left) == 0
		})
		for _, stop := range stops {
			stop()
		}
		if n := l.number(t, "SELECT count(*) FROM readings"); n != many {
			t.Errorf("%d readings of %d reports", n, many)
		}
	})
}

func TestHowAHandlerEndsDecidesWhatBecomesOfItsJob(t *testing.T) {
	boom := errors.New("boom")
	for name, c := range map[string]struct {
		do      func(ctx context.Context, l *Ledger, id dateline.ReportID) error
		state   string // afterwards
		attempt int
	}{
		"well":         {func(context.Context, *Ledger, dateline.ReportID) error { return nil }, "completed", 1},
		"with a fault": {func(context.Context, *Ledger, dateline.ReportID) error { return boom }, "retryable", 1},
		"with a panic": {func(context.Context, *Ledger, dateline.ReportID) error { panic("boom") }, "retryable", 1},
		"with bad input": {func(context.Context, *Ledger, dateline.ReportID) error {
			return dateline.Errorf(dateline.Invalid, "bad")
		}, "cancelled", 1},
		"with a wish to come again": {func(context.Context, *Ledger, dateline.ReportID) error {
			return fmt.Errorf("%w", laterError(time.Hour))
		}, "scheduled", 0},
		"with a transaction and err": {saveThenFail, "completed", 1},
		"in quarantine": {func(ctx context.Context, l *Ledger, id dateline.ReportID) error {
			return l.Quarantine(ctx, dateline.Quarantined{Stage: dateline.StageRead, Subject: string(id), Reason: "bad", Attempts: 1})
		}, "completed", 1},
	} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, l *Ledger) {
				f := filing(1)
				file(t, l, f)
				stop := working(t, l, oneReader, func(ctx context.Context, j dateline.Job) error {
					if j.Stage != dateline.StageRead || j.Subject != string(f.ID) || j.Attempt != 1 || j.Last || j.Behind {
						t.Errorf("job %+v", j)
					}
					return c.do(ctx, l, f.ID)
				})
				var state string
				var attempt int
				until(t, c.state, func() bool {
					if err := l.db.row(t.Context(), "SELECT CAST(state AS TEXT), attempt FROM river_job WHERE queue = 'read'").Scan(&state, &attempt); err != nil {
						t.Fatal(err)
					}
					return state == c.state
				})
				stop()
				if attempt != c.attempt {
					t.Errorf("%d attempts count, want %d", attempt, c.attempt)
				}
			})
		})
	}
}

func saveThenFail(ctx context.Context, l *Ledger, id dateline.ReportID) error {
	if err := l.SaveReading(ctx, reading(id, "reader/1")); err != nil {
		return err
	}
	return errors.New("after the reading was saved")
}

func TestTheStepInHandIsFinishedAndTheRestGivenBack(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		for n := range 6 {
			file(t, l, filing(n))
		}
		begun, goOn := make(chan bool, 9), make(chan bool)
		stop := working(t, l, oneReader, func(ctx context.Context, j dateline.Job) error {
			begun <- true
			<-goOn
			return l.SaveReading(ctx, reading(dateline.ReportID(j.Subject), "reader/1"))
		})
		<-begun
		ended := make(chan bool)
		go func() { stop(); close(ended) }()
		select {
		case <-ended:
			t.Error("working ended with a job in hand")
		case <-time.After(300 * time.Millisecond):
		}
		close(goOn)
		<-ended
		if n := l.number(t, "SELECT count(*) FROM readings"); n != 1 {
			t.Errorf("%d readings", n)
		}
		if n := l.number(t, "SELECT count(*) FROM river_job WHERE queue = 'read' AND state = 'available' AND attempt = 0"); n != 5 {
			t.Errorf("%d of five jobs wait untried", n)
		}
	})
}

func TestJobsOfAWorkerThatIsGoneAreHandedOutAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		for n := range 4 {
			file(t, l, filing(n))
		}
		by := func(id int, worker, attempt string) {
			t.Helper()
			json := `["` + worker + `"]`
			if l.db.dialect().postgres {
				json = `{"` + worker + `"}`
			}
			query := "UPDATE river_job SET state = 'running', attempted_at = CURRENT_TIMESTAMP, attempted_by = '" + json + "', attempt = " + attempt + " WHERE id = (SELECT id FROM river_job ORDER BY id LIMIT 1 OFFSET " + fmt.Sprint(id) + ")"
			if _, err := l.db.exec(t.Context(), query); err != nil {
				t.Fatal(err)
			}
		}
		lease := func(worker string) {
			t.Helper()
			if ok, err := l.lease(t.Context(), workerNames+worker, worker, time.Minute); !ok || err != nil {
				t.Fatal(ok, err)
			}
		}
		by(0, "elsewhere:1:aa", "1") // no lease
		here := machine() + ":999999999:bb"
		lease(here) // of a process that is not there
		by(1, here, "1")
		lease("elsewhere:1:cc") // alive, as far as can be known
		by(2, "elsewhere:1:cc", "1")
		by(3, "elsewhere:1:dd", "max_attempts")
		var mu sync.Mutex
		seen := map[string]int{}
		stop := working(t, l, oneReader, func(_ context.Context, j dateline.Job) error {
			mu.Lock()
			defer mu.Unlock()
			seen[j.Subject] = j.Attempt
			return nil
		})
		until(t, "two jobs come again", func() bool { mu.Lock(); defer mu.Unlock(); return len(seen) == 2 })
		stop()
		if d := cmp.Diff(map[string]int{string(filing(0).ID): 2, string(filing(1).ID): 2}, seen); d != "" {
			t.Error(d)
		}
		q, err := l.Quarantined(t.Context(), dateline.StageRead, 0, 0)
		if err != nil || len(q) != 1 || q[0].Subject != string(filing(3).ID) {
			t.Errorf("in quarantine: %+v, %v", q, err)
		}
	})
}

func TestAJobThatWaitsForAClockTurnedBackIsTaken(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		file(t, l, filing(1))
		ahead := "datetime('now', 'subsec', '+1 day')"
		if l.db.dialect().postgres {
			ahead = "now() + interval '1 day'"
		}
		if _, err := l.db.exec(t.Context(), "UPDATE river_job SET scheduled_at = "+ahead); err != nil {
			t.Fatal(err)
		}
		came := make(chan bool, 1)
		working(t, l, oneReader, func(context.Context, dateline.Job) error { came <- true; return nil })
		select {
		case <-came:
		case <-time.After(patience):
			t.Error("the job waits for the clock to catch up")
		}
	})
}

func TestSubmittedJobsAreNotDoubled(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		submit := func(want int, jobs ...dateline.Job) {
			t.Helper()
			if n, err := l.Submit(t.Context(), jobs); n != want || err != nil {
				t.Errorf("%d added, want %d, %v", n, want, err)
			}
		}
		poll := func(url string) dateline.Job { return dateline.Job{Stage: dateline.StagePoll, Subject: url} }
		submit(2, poll("a"), poll("b"), poll("a"))
		submit(1, poll("b"), poll("c"))
		submit(1, dateline.Job{Stage: dateline.StageFetch, Subject: "a"})
		got, err := l.Waiting(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(map[dateline.Stage]dateline.Backlog{dateline.StagePoll: {Ready: 3}, dateline.StageFetch: {Ready: 1}}, got); d != "" {
			t.Error(d)
		}
	})
}

func TestWorkThatLostItsJobIsFoundAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		for n := range 5 {
			file(t, l, filing(n))
		}
		read(t, l, filing(0).ID, "reader/1")
		if err := l.Quarantine(t.Context(), dateline.Quarantined{Stage: dateline.StageRead, Subject: string(filing(1).ID)}); err != nil {
			t.Fatal(err)
		}
		if _, err := l.db.exec(t.Context(), "DELETE FROM river_job WHERE id > (SELECT min(id) + 2 FROM river_job)"); err != nil {
			t.Fatal(err)
		}
		// Reports 3 and 4 have no job, nor has linking of report 0.
		for _, want := range []int{3, 0} {
			if n, err := l.Sweep(t.Context(), "reader/1", true); n != want || err != nil {
				t.Errorf("%d jobs added, want %d, %v", n, want, err)
			}
		}
		if n, err := l.Sweep(t.Context(), "reader/2", false); n != 0 || err != nil {
			t.Errorf("%d jobs added though nothing is read again, %v", n, err)
		}
		if _, err := l.db.exec(t.Context(), "DELETE FROM river_job"); err != nil {
			t.Fatal(err)
		}
		if n, err := l.Sweep(t.Context(), "reader/2", true); n != 5 || err != nil {
			t.Errorf("%d jobs added for a newer reader, %v", n, err)
		}
		if n := l.number(t, "SELECT count(*) FROM river_job WHERE priority = 4"); n != 1 {
			t.Errorf("%d jobs stand behind the others, want that of the report that is read already", n)
		}
	})
}
