// Package store is the Ledger: all that is kept, in one SQLite file or in a
// PostgreSQL database that many processes share. Both hold the same tables (see
// ARCHITECTURE.md), and all that this package promises holds on both: what a call
// that returned nil has stored stays, what a call that failed had begun is undone
// whole, and calls may be made from any number of goroutines and processes.
//
// The text of a report never changes. Readings are kept by the version of the reader
// that made them; decisions are only ever added. What work is left follows from the
// data (a report without a reading, a reading that is not linked); jobs only say
// that there may be some, so that losing or doubling one harms nothing.
//
// Times are kept as microseconds since 1970 UTC. Errors have the kinds of package
// dateline: Unavailable goes through when the database is back, has space or is less
// busy; Invalid and NotFound say what to do. No error holds a password.
package store

import (
	"context"
	"io"
	"log/slog"
	"sync"
	"time"
)

// A Ledger is an open ledger. Close it.
type Ledger struct {
	db       database
	where    string // masked
	o        Options
	jobs     jobs
	turns    turns
	index    eventIndex
	freezing sync.Mutex
}

// Options are how a ledger is opened. The zero Options are good.
type Options struct {
	// Existing refuses to make a ledger where there is none: no file, an empty one, or
	// one without tables. A file with another program's tables is refused either way.
	Existing bool
	// Full has SQLite wait for the disk at every commit: without it a power cut,
	// though not the end of a process, may undo the last commits whole.
	Full bool
	// Connections is how many are held at most: to read, on SQLite, where one more
	// writes; of all kinds on PostgreSQL. 0 is 8.
	Connections int
	Logger      *slog.Logger // nil logs nothing
}

// busyFor is how long a write waits for those of other processes on SQLite.
const busyFor = 20 * time.Second

func (o Options) filled() Options {
	if o.Connections <= 0 {
		o.Connections = 8
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	return o
}

// Open opens the ledger at where: a path, whose file and directory are made when
// missing, or an address postgres://user:password@host:port/database. It brings an
// older ledger's tables up to date; a newer one is refused as Invalid.
func Open(ctx context.Context, where string, o Options) (*Ledger, error) {
	if err := misspelt(where); err != nil {
		return nil, err
	}
	o = o.filled()
	open := openSQLite
	if IsPostgres(where) {
		open = openPostgres
	}
	db, err := open(ctx, where, o)
	if err != nil {
		return nil, err
	}
	l := &Ledger{db: db, where: Mask(where), o: o}
	if err := l.migrate(ctx); err != nil {
		db.close()
		return nil, err
	}
	if err := l.understood(ctx); err != nil {
		db.close()
		return nil, err
	}
	if err := l.whole(ctx); err != nil {
		db.close()
		return nil, err
	}
	if err := l.openJobs(); err != nil {
		db.close()
		return nil, err
	}
	return l, nil
}

// A noSpace is an error that means that the disk is full, so that who waits for it
// to go through can say so.
type noSpace struct{ error }

// Unwrap gives the database's own error.
func (e noSpace) Unwrap() error { return e.error }

// NoSpace marks the error.
func (noSpace) NoSpace() {}

// Close gives the connections back. Stop a Queue before.
func (l *Ledger) Close() error { return l.db.close() }

// Where is the path or address of the ledger, without its password.
func (l *Ledger) Where() string { return l.where }

// Ping asks whether the ledger answers.
func (l *Ledger) Ping(ctx context.Context) error {
	var one int
	return l.db.row(ctx, "SELECT 1").Scan(&one)
}
