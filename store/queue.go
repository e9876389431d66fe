package store

import (
	"context"
	"encoding/json"
	"errors"
	"runtime/debug"
	"sync"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"dateline"
)

// How jobs are handed out.
const (
	// jobTimeout is how long a handler may take, and stuckAfter when a job is given
	// to another because nothing was heard of it, whoever had it being alive.
	jobTimeout = 10 * time.Minute
	stuckAfter = 15 * time.Minute
	// doneFor is how long a job that ended stays, for people who look.
	doneFor = time.Minute
	failed  = 7 * 24 * time.Hour
	// fetchEvery is the least time between two fetches of jobs, and ahead how many are
	// fetched a worker: a fetch costs as much for ten as for one. Reports are read so
	// fast that four would be done before jobs are looked for again.
	fetchEvery = 20 * time.Millisecond
	ahead      = 4
	readAhead  = 12
	// pollEvery is how often jobs are looked for that nobody told of. SQLite tells
	// of none.
	pollEvery         = time.Second
	pollEveryOnSQLite = 100 * time.Millisecond
)

// backOff is how long a job waits after a failure: 10 s, then three times as long
// each time, up to an hour.
type backOff struct{}

const (
	shortestPause = 10 * time.Second // River's scheduler looks every 5 s
	longestPause  = time.Hour
)

// NextRetry is when a job that failed is tried again.
func (backOff) NextRetry(job *rivertype.JobRow) time.Time {
	pause := shortestPause
	for range min(len(job.Errors), attempts) {
		pause *= 3
	}
	return time.Now().Add(min(pause, longestPause))
}

// handler runs the jobs of a stage.
type handler struct {
	river.WorkerDefaults[jobArgs]
	l      *Ledger
	do     func(context.Context, dateline.Job) error
	w      *worker
	slots  chan struct{} // as many as jobs may be in hand at once
	ending <-chan struct{}
}

// Work is called by River with each job that was fetched.
func (w *handler) Work(ctx context.Context, job *river.Job[jobArgs]) error {
	w.w.take(job.ID, true)
	defer w.w.take(job.ID, false)
	select {
	case w.slots <- struct{}{}:
		defer func() { <-w.slots }()
	case <-w.ending:
	case <-ctx.Done():
	}
	select {
	case <-w.ending: // what was fetched and not begun is given back
		return river.JobSnooze(0)
	default:
	}
	h := &inHand{job: job}
	err := w.run(context.WithValue(ctx, inHandKey{}, h), dateline.Job{
		ID: job.ID, Stage: dateline.Stage(job.Kind), Subject: job.Args.Subject, Attempt: job.Attempt,
		Last: job.Attempt >= job.MaxAttempts, Made: job.CreatedAt, Behind: job.Priority == behind,
	})
	var again interface{ After() time.Duration }
	switch {
	case err == nil, h.done:
		return nil
	case errors.Is(err, context.Canceled):
		return river.JobSnooze(0)
	case errors.As(err, &again):
		return river.JobSnooze(max(again.After(), 0))
	case dateline.KindOf(err) == dateline.Invalid:
		return river.JobCancel(err)
	}
	return err
}

// run calls do; a panic in it is an error, and on the last attempt the end of the
// job: nobody else would say so.
func (w *handler) run(ctx context.Context, job dateline.Job) (err error) {
	defer func() {
		r := recover()
		if r == nil {
			return
		}
		err = dateline.Errorf(dateline.Internal, "a fault of ours in %s of %q: %v", job.Stage, job.Subject, r)
		w.l.o.Logger.ErrorContext(ctx, "a handler panicked", "stage", job.Stage, "subject", job.Subject, "panic", r, "stack", string(debug.Stack()))
		if job.Last {
			q := dateline.Quarantined{Stage: job.Stage, Subject: job.Subject, Kind: dateline.Internal, Reason: err.Error(), Attempts: job.Attempt}
			err = errors.Join(err, w.l.Quarantine(ctx, q))
		}
	}()
	return w.do(ctx, job)
}

// Work hands jobs to do, on so many workers a stage, until ctx ends, and then returns
// when those in hand are done. A job is over when do returns nil, or earlier, with the
// transaction of a method of the Ledger that says so; it fails for good when do
// returns an Invalid error. An error of ctx gives the job back as if it had not been
// tried; one with a method After() time.Duration has it tried again after that and counts
// as no attempt; any other has it tried again later unless it was the last attempt.
func (l *Ledger) Work(ctx context.Context, workers map[dateline.Stage]int, do func(context.Context, dateline.Job) error) error {
	worker := newWorker()
	c := &river.Config{
		ID:                          worker.id,
		CompletedJobRetentionPeriod: doneFor, CancelledJobRetentionPeriod: failed, DiscardedJobRetentionPeriod: failed,
		FetchCooldown: fetchEvery, FetchPollInterval: pollEvery,
		JobTimeout: jobTimeout, RescueStuckJobsAfter: stuckAfter, RetryPolicy: backOff{},
		Queues: map[string]river.QueueConfig{}, Workers: river.NewWorkers(),
	}
	if !l.db.dialect().postgres {
		c.FetchPollInterval = pollEveryOnSQLite
	}
	for _, stage := range stages {
		n := workers[stage]
		if n <= 0 {
			continue
		}
		each := ahead
		if stage == dateline.StageRead {
			each = readAhead
		}
		c.Queues[string(stage)] = river.QueueConfig{MaxWorkers: n * each}
		river.AddWorkerArgs(c.Workers, jobArgs{Stage: stage}, &handler{l: l, do: do, w: worker, slots: make(chan struct{}, n), ending: ctx.Done()})
	}
	if len(c.Queues) == 0 {
		return dateline.Errorf(dateline.Internal, "no stage has a worker")
	}
	client, err := l.client(c)
	if err != nil {
		return err
	}
	ours.Store(worker.id, true)
	defer ours.Delete(worker.id)
	if _, err := l.lease(ctx, workerNames+worker.id, worker.id, workerLease); err != nil {
		return err
	}
	alive, die := context.WithCancel(context.WithoutCancel(ctx))
	var living sync.WaitGroup
	living.Go(func() { l.live(alive, worker) })
	defer func() {
		die()
		living.Wait()
		// Jobs that it leaves are handed out again at once.
		if _, err := l.lease(context.WithoutCancel(ctx), workerNames+worker.id, worker.id, 0); err != nil {
			l.o.Logger.Warn("a worker's lease runs on for a minute", "error", err)
		}
	}()
	// Jobs in hand are not cut off when ctx ends.
	going := context.WithoutCancel(ctx)
	if client.sqlite != nil {
		err = client.sqlite.Start(going)
	} else {
		err = client.postgres.Start(going)
	}
	if err != nil {
		return l.explain(err)
	}
	<-ctx.Done()
	if client.sqlite != nil {
		err = client.sqlite.Stop(going)
	} else {
		err = client.postgres.Stop(going)
	}
	return l.explain(err)
}

// unfinished are the states of a job that waits or is in hand.
const unfinished = "('available', 'running', 'retryable', 'scheduled', 'pending')"

// Waiting is how many jobs there are, by stage.
func (l *Ledger) Waiting(ctx context.Context) (map[dateline.Stage]dateline.Backlog, error) {
	out := map[dateline.Stage]dateline.Backlog{}
	err := each(ctx, l.db, func(row scanner) error {
		var stage, state string
		var n, priority int
		if err := row.Scan(&stage, &state, &priority, &n); err != nil {
			return err
		}
		b := out[dateline.Stage(stage)]
		if state == "available" || state == "running" {
			b.Ready += n
			if priority == behind {
				b.Behind += n
			}
		} else {
			b.Later += n
		}
		out[dateline.Stage(stage)] = b
		return nil
	}, "SELECT queue, CAST(state AS TEXT), priority, count(*) FROM river_job WHERE state IN "+unfinished+" GROUP BY queue, state, priority")
	return out, err
}

// subjects are the subjects of a stage's jobs that wait or are in hand.
func subjects(ctx context.Context, c conn, stage dateline.Stage) (map[string]bool, error) {
	out := map[string]bool{}
	err := each(ctx, c, func(row scanner) error {
		var raw []byte
		var args jobArgs
		if err := row.Scan(&raw); err != nil {
			return err
		}
		if err := json.Unmarshal(raw, &args); err != nil {
			return dateline.Errorf(dateline.Internal, "a job for %s is damaged: %w", stage, err)
		}
		out[args.Subject] = true
		return nil
	}, "SELECT args FROM river_job WHERE state IN "+unfinished+" AND queue = ?", string(stage))
	return out, err
}

// Submit adds jobs, those of a stage and a subject that wait already aside, and
// reports how many it added.
func (l *Ledger) Submit(ctx context.Context, all []dateline.Job) (int, error) {
	added := 0
	err := l.db.write(ctx, func(tx conn) error {
		var wanted []dateline.Job
		there := map[dateline.Stage]map[string]bool{}
		for _, j := range all {
			if there[j.Stage] == nil {
				var err error
				if there[j.Stage], err = subjects(ctx, tx, j.Stage); err != nil {
					return err
				}
			}
			if !there[j.Stage][j.Subject] {
				there[j.Stage][j.Subject] = true
				wanted = append(wanted, j)
			}
		}
		added = len(wanted)
		return l.insertJobs(ctx, tx, wanted)
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}
