package store

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"os"
	"strconv"
	"strings"
	"sync"
	"time"

	"dateline"
)

// A process that ends without a word leaves jobs that nobody works at. Each Work
// holds a lease while it lives; jobs whose worker has none are handed out again. On
// the same machine a process that is gone is seen at once.

const (
	workerLease = time.Minute
	workerRenew = 10 * time.Second
	workerNames = "worker:" // then the ID
)

var (
	// ours are the workers of this process.
	ours sync.Map
	// machine tells apart the places where process numbers mean the same.
	machine = sync.OnceValue(func() string {
		host, err := os.Hostname()
		if err != nil {
			host = "unknown"
		}
		// Containers may share a name and have numbers of their own.
		if space, err := os.Readlink("/proc/self/ns/pid"); err == nil {
			host += "-" + strings.Trim(strings.TrimPrefix(space, "pid:"), "[]")
		}
		return strings.ReplaceAll(host[:min(len(host), 60)], ":", "-")
	})
)

// newWorker makes a worker; its ID is machine:process:chance.
func newWorker() *worker {
	var chance [6]byte
	rand.Read(chance[:])
	return &worker{id: machine() + ":" + strconv.Itoa(os.Getpid()) + ":" + hex.EncodeToString(chance[:]), hands: map[int64]bool{}}
}

// A worker is one Work.
type worker struct {
	id    string
	mu    sync.Mutex
	hands map[int64]bool // jobs in hand, by ID
}

func (w *worker) take(job int64, has bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if has {
		w.hands[job] = true
	} else {
		delete(w.hands, job)
	}
}

func (w *worker) has(job int64) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.hands[job]
}

// gone reports whether a worker's process has certainly ended.
func gone(worker string) bool {
	part := strings.Split(worker, ":")
	if len(part) != 3 || part[0] != machine() {
		return false
	}
	pid, err := strconv.Atoi(part[1])
	if err != nil {
		return false
	}
	if pid == os.Getpid() {
		_, here := ours.Load(worker)
		return !here
	}
	return !running(pid)
}

// Holder names this process to others, once anew each time, so that those on the same
// machine see when it has ended.
func Holder() string { return newWorker().id }

// foreign reports whether a worker is not of this process.
func foreign(worker string) bool {
	part := strings.Split(worker, ":")
	return len(part) == 3 && part[1] != strconv.Itoa(os.Getpid())
}

// live keeps the lease of a worker and looks for those that ended, until ctx does.
func (l *Ledger) live(ctx context.Context, w *worker) {
	tick := time.NewTicker(workerRenew)
	defer tick.Stop()
	for {
		if _, err := l.lease(ctx, workerNames+w.id, w.id, workerLease); err != nil && ctx.Err() == nil {
			l.o.Logger.WarnContext(ctx, "a worker's lease was not renewed; others may do its jobs too", "error", err)
		}
		if err := l.turnBack(ctx); err != nil && ctx.Err() == nil {
			l.o.Logger.WarnContext(ctx, "jobs that wait for a clock that was turned back were not looked for", "error", err)
		}
		if n, err := l.reclaim(ctx, w); err != nil && ctx.Err() == nil {
			l.o.Logger.WarnContext(ctx, "jobs of workers that ended were not looked for", "error", err)
		} else if n > 0 {
			l.o.Logger.InfoContext(ctx, "jobs of workers that ended are handed out again", "jobs", n)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// reclaim hands out again the jobs in hand of workers that ended, and w's own that it
// has no more, whose end was lost while the database was away; it reports how many.
// One that was in hand at as many ends as it has attempts goes to quarantine.
func (l *Ledger) reclaim(ctx context.Context, w *worker) (int, error) {
	d := l.db.dialect()
	old := "attempted_at < datetime('now', 'subsec', '-60 seconds')"
	worker := "json_extract(CAST(attempted_by AS TEXT), '$[#-1]')"
	if d.postgres {
		worker = "attempted_by[array_upper(attempted_by, 1)]"
		old = "attempted_at < clock_timestamp() - interval '60 seconds'"
	}
	alive := map[string]bool{}
	if err := each(ctx, l.db, func(row scanner) error {
		var id string
		if err := row.Scan(&id); err != nil {
			return err
		}
		alive[id] = !gone(id)
		return nil
	}, "SELECT holder FROM leases WHERE name LIKE '"+workerNames+"%' AND until > "+d.now+" AND NOT ("+turnedBack("leases", d.now)+")"); err != nil {
		return 0, err
	}
	type lost struct {
		id            int64
		stage         dateline.Stage
		args          []byte
		attempt, most int
	}
	var all []lost
	if err := each(ctx, l.db, func(row scanner) error {
		var j lost
		var by *string
		var isOld bool
		if err := row.Scan(&j.id, &j.stage, &j.args, &j.attempt, &j.most, &by, &isOld); err != nil {
			return err
		}
		switch {
		case by == nil:
		case !alive[*by], *by == w.id && isOld && !w.has(j.id):
			all = append(all, j)
		}
		return nil
	}, "SELECT id, queue, args, attempt, max_attempts, "+worker+", "+old+" FROM river_job WHERE state = 'running'"); err != nil || len(all) == 0 {
		return 0, err
	}
	n := 0
	err := l.db.write(ctx, func(tx conn) error {
		n = 0
		for _, j := range all {
			if j.attempt < j.most {
				changed, err := tx.exec(ctx, "UPDATE river_job SET state = 'available' WHERE id = ? AND state = 'running' AND attempt = ?", j.id, j.attempt)
				if err != nil {
					return err
				}
				n += int(changed)
				continue
			}
			var args jobArgs
			if err := json.Unmarshal(j.args, &args); err != nil {
				return dateline.Errorf(dateline.Internal, "job %d is damaged: %w", j.id, err)
			}
			changed, err := tx.exec(ctx, "UPDATE river_job SET state = 'discarded', finalized_at = CURRENT_TIMESTAMP WHERE id = ? AND state = 'running' AND attempt = ?", j.id, j.attempt)
			if err != nil {
				return err
			}
			if changed == 0 {
				continue
			}
			if err := quarantine(ctx, tx, dateline.Quarantined{Stage: j.stage, Subject: args.Subject, Kind: dateline.Internal, Attempts: j.attempt,
				Reason: "the process that worked at it ended each time, perhaps for want of memory"}); err != nil {
				return err
			}
		}
		_, err := tx.exec(ctx, "DELETE FROM leases WHERE name LIKE '"+workerNames+"%' AND until <= "+d.now)
		return err
	})
	return n, err
}

// turnBack lets jobs be taken that could be taken at once before the ledger's
// clock was turned back, and would wait until it has caught up.
func (l *Ledger) turnBack(ctx context.Context) error {
	ahead, now := "scheduled_at > datetime('now', 'subsec', '+15 seconds')", "datetime('now', 'subsec')"
	if l.db.dialect().postgres {
		ahead, now = "scheduled_at > clock_timestamp() + interval '15 seconds'", "clock_timestamp()"
	}
	var id int64
	err := l.db.row(ctx, "SELECT id FROM river_job WHERE state = 'available' AND "+ahead+" LIMIT 1").Scan(&id)
	if errors.Is(err, errNone) {
		return nil
	} else if err != nil {
		return err
	}
	_, err = l.db.exec(ctx, "UPDATE river_job SET scheduled_at = "+now+" WHERE state = 'available' AND "+ahead)
	return err
}
