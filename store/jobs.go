package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"

	"dateline"
)

// attempts is how often a job is tried in all: with the pauses of backOff, over
// some four hours.
const attempts = 10

// The order in which jobs of a stage are taken, as River counts: 1 is first.
const (
	atOnce = 1
	behind = 4
)

// jobArgs are what River keeps of a job. Each stage is a kind with a queue of
// its own, so that it has workers of its own.
type jobArgs struct {
	Stage   dateline.Stage `json:"-"`
	Subject string         `json:"subject"`
}

// Kind is the job's stage.
func (a jobArgs) Kind() string { return string(a.Stage) }

// stages are those that have jobs.
var stages = []dateline.Stage{dateline.StagePoll, dateline.StageFetch, dateline.StageRead, dateline.StageLink}

// jobs is River's client, of one database or of the other; it adds jobs.
type jobs struct {
	sqlite   *river.Client[*sql.Tx]
	postgres *river.Client[pgx.Tx]
}

func (l *Ledger) openJobs() (err error) {
	l.jobs, err = l.client(&river.Config{})
	return err
}

// client makes a client of River; without queues it only adds jobs.
func (l *Ledger) client(c *river.Config) (jobs, error) {
	c.Logger = slog.New(murmur{l.o.Logger.Handler()})
	var out jobs
	var err error
	switch db := l.db.(type) {
	case *sqliteDB:
		out.sqlite, err = river.NewClient(riversqlite.New(db.writer), c)
	case *postgresDB:
		out.postgres, err = river.NewClient(riverpgxv5.New(db.pool), c)
	}
	if err != nil {
		return out, dateline.Errorf(dateline.Internal, "jobs: %w", err)
	}
	return out, nil
}

// insertJobs adds jobs in the transaction of what they are about.
func (l *Ledger) insertJobs(ctx context.Context, tx conn, all []dateline.Job) error {
	if len(all) == 0 {
		return nil
	}
	params := make([]river.InsertManyParams, len(all))
	for i, j := range all {
		opts := &river.InsertOpts{Queue: string(j.Stage), MaxAttempts: attempts, Priority: atOnce}
		if j.Behind {
			opts.Priority = behind
		}
		params[i] = river.InsertManyParams{Args: jobArgs{j.Stage, cleaned(j.Subject)}, InsertOpts: opts}
	}
	var err error
	switch c := tx.(type) {
	case sqliteConn:
		_, err = l.jobs.sqlite.InsertManyFastTx(ctx, c.q.(*sql.Tx), params)
	case postgresConn:
		_, err = l.jobs.postgres.InsertManyFastTx(ctx, c.q.(pgx.Tx), params)
	}
	if err != nil {
		return l.explain(err)
	}
	// River takes a job with a time for one of later, which it looks at only every
	// few seconds.
	_, err = tx.exec(ctx, "UPDATE river_job SET state = 'available' WHERE state = 'scheduled' AND scheduled_at < '2001-01-01'")
	return err
}

// needLink sees to it that a link job begins after this transaction has ended.
// One that waits will do; on PostgreSQL it is held, so that it is not begun, and
// ended with nothing to do, before that.
func (l *Ledger) needLink(ctx context.Context, tx conn) error {
	hold := ""
	if tx.dialect().postgres {
		hold = " FOR SHARE SKIP LOCKED"
	}
	var id int64
	err := tx.row(ctx, "SELECT id FROM river_job WHERE state = 'available' AND queue = 'link' LIMIT 1"+hold).Scan(&id)
	if !errors.Is(err, errNone) {
		return err
	}
	return l.insertJobs(ctx, tx, []dateline.Job{{Stage: dateline.StageLink}})
}

// inHand is the job that a handler's context carries.
type inHand struct {
	job  *river.Job[jobArgs]
	done bool // it ended in a transaction that was committed
}

type inHandKey struct{}

// ending runs f in a transaction that, where ctx is a handler's, also ends its job
// and takes its subject out of quarantine.
func (l *Ledger) ending(ctx context.Context, f func(tx conn) error) error {
	return l.endingIf(ctx, func(tx conn) (bool, error) { return true, f(tx) })
}

// endingIf is ending where f reports that the job has ended.
func (l *Ledger) endingIf(ctx context.Context, f func(tx conn) (ended bool, err error)) error {
	h, _ := ctx.Value(inHandKey{}).(*inHand)
	ended := false
	err := l.db.write(ctx, func(tx conn) (err error) {
		if ended, err = f(tx); err != nil || !ended || h == nil || h.done {
			return err
		}
		if h.job.Args.Subject != "" {
			if err := release(ctx, tx, dateline.Stage(h.job.Kind), h.job.Args.Subject); err != nil {
				return err
			}
		}
		return l.complete(ctx, tx, h)
	})
	if h != nil && err == nil && ended {
		h.done = true
	}
	return err
}

func (l *Ledger) complete(ctx context.Context, tx conn, h *inHand) (err error) {
	switch c := tx.(type) {
	case sqliteConn:
		_, err = river.JobCompleteTx[*riversqlite.Driver](ctx, c.q.(*sql.Tx), h.job)
	case postgresConn:
		_, err = river.JobCompleteTx[*riverpgxv5.Driver](ctx, c.q.(pgx.Tx), h.job)
	}
	// What is done is done, also by one whose job is there no more.
	if err != nil && !errors.Is(err, river.ErrNotFound) {
		return l.explain(fmt.Errorf("ending job %d: %w", h.job.ID, err))
	}
	return nil
}

// murmur is the job client's log: what it says of its own is for those who look into
// it. What becomes of a job its handler says, and that the ledger is away whoever asks it.
type murmur struct{ slog.Handler }

func (m murmur) Enabled(ctx context.Context, _ slog.Level) bool {
	return m.Handler.Enabled(ctx, slog.LevelDebug)
}

func (m murmur) Handle(ctx context.Context, r slog.Record) error {
	r.Level = slog.LevelDebug
	return m.Handler.Handle(ctx, r)
}

func (m murmur) WithAttrs(as []slog.Attr) slog.Handler { return murmur{m.Handler.WithAttrs(as)} }
func (m murmur) WithGroup(name string) slog.Handler    { return murmur{m.Handler.WithGroup(name)} }
