//go:build unix

package chaostest

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline/store/storetest"
)

// A siege is how much is done and how often it is broken off.
type siege struct {
	reports, kills int
	seed           uint64
}

// plan is short, or long with DATELINE_LONG. The seed follows from the time unless
// DATELINE_SEED says it.
func plan(t *testing.T) siege {
	t.Helper()
	s := siege{reports: 200, kills: 5, seed: uint64(time.Now().UnixNano())}
	if long() {
		s.reports, s.kills = 2000, 100
	}
	if v := os.Getenv("DATELINE_SEED"); v != "" {
		var err error
		if s.seed, err = strconv.ParseUint(v, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills over %d reports; DATELINE_SEED=%d", s.kills, s.reports, s.seed)
	return s
}

// calm is a plan that breaks nothing off.
func calm() siege { return siege{reports: 200} }

func long() bool { return os.Getenv("DATELINE_LONG") != "" }

// undisturbed are ledgers that nobody disturbed, by how many reports they are of: each
// made once for all that are compared with it.
var undisturbed = struct {
	sync.Mutex
	stream map[int][]byte
	holds  map[int]map[string][]string
}{stream: map[int][]byte{}, holds: map[int]map[string][]string{}}

// prepare gives what the undisturbed ledger holds, and writes the reports into w.
func prepare(t *testing.T, w *world, s siege) (name string, want map[string][]string) {
	t.Helper()
	undisturbed.Lock()
	defer undisturbed.Unlock()
	if undisturbed.holds[s.reports] == nil {
		quiet := newWorld(t)
		name := quiet.stream(s.reports)
		quiet.run(0, "add", "--quiet", "--ledger", "calm.db", name)
		sound(t, quiet.at("calm.db"), s.reports)
		var err error
		if undisturbed.stream[s.reports], err = os.ReadFile(filepath.Join(quiet.dir, name)); err != nil {
			t.Fatal(err)
		}
		undisturbed.holds[s.reports] = contents(t, quiet.at("calm.db"))
	}
	return w.write("stream.jsonl", undisturbed.stream[s.reports]), undisturbed.holds[s.reports]
}

// often are settings with which the work comes in many small steps, of which a few
// hundred reports would make few.
var often = []string{"DATELINE_WORK_BATCH=16", "DATELINE_WORK_BACKLOG=30"}

func TestAnAddThatIsKilledAgainAndAgainLosesNothing(t *testing.T) {
	t.Parallel()
	storetest.Both(t, func(t *testing.T, where string) {
		s := plan(t)
		w := newWorld(t, often...)
		name, want := prepare(t, w, s)
		add := func() *process { return w.start("add", "--ledger", where, name) }
		r := rand.New(rand.NewPCG(s.seed, 1))
		marks := s.marks(r)
		killed, reruns := 0, 0
		for done := false; killed < s.kills; {
			began := time.Now()
			p := add()
			if done {
				reruns++
				after(p, time.Duration(r.Int64N(int64(2*time.Second))))
			} else {
				reach(t, where, p, marks[killed], began)
				after(p, time.Duration(r.Int64N(int64(60*time.Millisecond))))
			}
			if p.kill() {
				killed++
				continue
			}
			if code := p.cmd.ProcessState.ExitCode(); code != 0 {
				t.Fatalf("after %d kills %s ends with %d:\n%s", killed, p, code, &p.out)
			}
			done = true
		}
		w.run(0, "add", "--ledger", where, name)
		out := w.run(0, "add", "--ledger", where, name)
		if wanted := fmt.Sprintf("0 reports new, %s known, 0 not taken; 0 linked", grouped(s.reports)); !strings.Contains(out, wanted) {
			t.Errorf("at the end add does not say %q:\n%s", wanted, out)
		}
		sound(t, where, s.reports)
		same(t, contents(t, where), want)
		t.Logf("%d kills, %d of them of an add of what was there; all %d reports are there once, read once and linked as if undisturbed", killed, reruns, s.reports)
	})
}

func TestWorkersThatAreKilledInTurnLoseNothing(t *testing.T) {
	t.Parallel()
	where := storetest.Postgres(t)
	s := plan(t)
	w := newWorld(t, append(often, "DATELINE_WORK_READERS=1", "DATELINE_STORE_CONNECTIONS=6")...)
	name, want := prepare(t, w, s)
	r := rand.New(rand.NewPCG(s.seed, 2))
	marks := s.marks(r)
	add := func() *process { return w.start("add", "--ledger", where, "--no-wait", name) }
	work := func() *process { return w.start("work", "--ledger", where) }
	adding := add()
	reach(t, where, adding, 1, time.Now()) // work wants a ledger that is there
	var workers [4]*process
	for i := range workers {
		workers[i] = work()
	}
	mind := func() {
		t.Helper()
		for _, p := range workers {
			if p.over() {
				t.Fatalf("%s ends by itself:\n%s", p, &p.out)
			}
		}
	}
	turn, adds := 0, 0
	for killed := 0; killed < s.kills; killed++ {
		mind()
		reach(t, where, workers[turn%4], marks[killed], time.Now())
		time.Sleep(time.Duration(r.Int64N(int64(60 * time.Millisecond))))
		// While there is something to take in, that falls too.
		if killed%2 == 0 && !adding.over() && adding.kill() {
			adding = add()
			adds++
			continue
		}
		if !workers[turn%4].kill() {
			t.Fatalf("a worker ends by itself:\n%s", &workers[turn%4].out)
		}
		workers[turn%4] = work()
		turn++
	}
	for tries := 0; adding.wait(t) != 0; adding = add() {
		if tries++; tries > 3 {
			t.Fatalf("%s:\n%s", adding, &adding.out)
		}
	}
	until(t, "all is linked", func() bool {
		mind()
		return number(t, where, "SELECT count(*) FROM reports WHERE linked_by <> '' AND linked_by = read_by") == s.reports &&
			number(t, where, "SELECT count(*) FROM river_job WHERE state IN ('available', 'running', 'retryable', 'scheduled')") == 0
	})
	for _, p := range workers {
		p.stop(t)
	}
	sound(t, where, s.reports)
	same(t, contents(t, where), want)
	t.Logf("%d kills of workers in turn, %d of add; all %d reports are there once, read once and linked as if undisturbed", turn, adds, s.reports)
}

// marks are at how many steps done the kills come. A report has three: it is taken
// in, read, linked.
func (s siege) marks(r *rand.Rand) []int {
	out := make([]int, s.kills)
	for i := range out {
		out[i] = r.IntN(3 * s.reports)
	}
	slices.Sort(out)
	return out
}

// reach waits until so many steps are done, or the process is over. It looks through
// a connection that is closed before the process is killed, so that the next one
// finds a file that nobody has open.
func reach(t *testing.T, where string, p *process, mark int, began time.Time) {
	t.Helper()
	var db *sql.DB
	defer func() {
		if db != nil {
			db.Close()
		}
	}()
	for steps := -1; steps < mark && !p.over(); time.Sleep(5 * time.Millisecond) {
		if time.Since(began) > patience {
			t.Fatalf("%s stays at %d steps, before %d:\n%s", p, steps, mark, &p.out)
		}
		if db == nil {
			var err error
			if db, err = look(where); err != nil {
				t.Fatal(err)
			}
		}
		// Of a ledger that is just being made nothing can be asked yet.
		ctx, stop := context.WithTimeout(t.Context(), 10*time.Second)
		if db.QueryRowContext(ctx, "SELECT count(*) + sum(CASE WHEN read_by <> '' THEN 1 ELSE 0 END) + sum(CASE WHEN linked_by <> '' THEN 1 ELSE 0 END) FROM reports").Scan(&steps) != nil {
			steps = max(steps, 0)
		}
		stop()
	}
}

// after waits a time, or until the process is over.
func after(p *process, d time.Duration) {
	select {
	case <-p.ended:
	case <-time.After(d):
	}
}

// grouped is a number as the command writes it.
func grouped(n int) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%d,%03d", n/1000, n%1000)
}
