package store

import (
	"context"
	"errors"
	"time"

	"dateline"
)

// Scrub overwrites what purges have freed: SQLite's full-text index is merged into one
// and the file and its write-ahead log are written anew; PostgreSQL writes the tables
// anew and takes new samples of what is in them. It takes as long as copying the
// ledger, during which others wait to write, and needs as much space again. It does
// nothing where nothing was purged. A purge that was broken off before this is known:
// Status says so, and Scrub makes up for it.
func (l *Ledger) Scrub(ctx context.Context) error {
	var of string
	switch err := l.db.row(ctx, "SELECT value FROM meta WHERE name = 'unscrubbed'").Scan(&of); {
	case errors.Is(err, errNone):
		return nil
	case err != nil:
		return err
	}
	scrub := l.scrubPostgres
	if _, ok := l.db.(*sqliteDB); ok {
		scrub = l.scrubSQLite
	}
	if err := scrub(ctx); err != nil {
		return err
	}
	_, err := l.db.exec(ctx, "DELETE FROM meta WHERE name = 'unscrubbed' AND value = ?", of)
	return err
}

// scrubTries is how often the write-ahead log is tried to be emptied, scrubWait apart:
// whoever reads holds it.
const (
	scrubTries = 20
	scrubWait  = 250 * time.Millisecond
)

func (l *Ledger) scrubSQLite(ctx context.Context) error {
	db := l.db.(*sqliteDB)
	// Segments of the index hold what was taken out of later ones until they are merged.
	if err := db.write(ctx, func(tx conn) error {
		_, err := tx.exec(ctx, "INSERT INTO words (words) VALUES ('optimize')")
		return err
	}); err != nil {
		return err
	}
	h, err := alone(db.path)
	if err != nil {
		return db.explain(err)
	}
	defer h.Close()
	if _, err := h.ExecContext(ctx, "VACUUM"); err != nil {
		return db.explain(err)
	}
	for n := 1; ; n++ {
		var busy, log, done int
		if err := h.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &log, &done); err != nil {
			return db.explain(err)
		}
		if busy == 0 {
			return nil
		}
		if n == scrubTries {
			return dateline.Errorf(dateline.Unavailable, "%s: somebody goes on reading an older state of the ledger, which holds what was purged; scrub again when they are done", db.path)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(scrubWait):
		}
	}
}

func (l *Ledger) scrubPostgres(ctx context.Context) error {
	db := l.db.(*postgresDB)
	for _, table := range append([]string{"words", "river_job"}, copied...) {
		if _, err := db.exec(ctx, "VACUUM (FULL, ANALYZE) "+table); err != nil {
			return err
		}
	}
	// Samples of columns are rows of pg_statistic; the old ones go too where this user
	// may do so. Where not, the server overwrites them in its own time.
	if _, err := db.exec(ctx, "VACUUM FULL pg_catalog.pg_statistic"); err != nil && (ctx.Err() != nil || dateline.KindOf(err) == dateline.Unavailable) {
		return err
	}
	return nil
}
