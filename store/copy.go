package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"dateline"
)

// copied are the tables that are copied from ledger to ledger, those before that
// others refer to. The full-text index is made anew, the state of work follows from
// the rest, and hosts' turns, leases and who is logged in are of the day. A test holds
// this list against the schema.
var copied = []string{
	"raws", "reports", "texts", "readings", "statements", "changes", "kept", "kept_fixed", "stories", "story_reports", "story_outlets", "events", "event_bodies",
	"event_types", "event_actors", "event_places", "event_outlets", "event_reviews", "accounts", "claims", "proposals", "decisions", "tombstones", "quarantine", "feeds", "addresses",
	"users", "audit", "views", "decision_reports", "worklist", "assignments", "codings", "releases", "release_events", "frozen_events", "events_gone", "accounts_gone", "labels", "private_words",
}

// notCopied are the others.
var notCopied = []string{"meta", "linker", "words", "hosts", "leases", "sessions"}

// Restore copies the ledger at one place to another, where there is none or an empty
// one: from a backup to where it is to be used, from a file to PostgreSQL and back.
// Both must be of this program's version: one that is older is brought up to date
// first. Progress may be nil.
func Restore(ctx context.Context, from, to string, o Options, progress func(table string, rows int64)) error {
	src, err := Open(ctx, from, Options{Existing: true, Logger: o.Logger, Connections: o.Connections})
	if err != nil {
		return err
	}
	defer src.Close()
	if IsPostgres(to) {
		return restoreInto(ctx, src, to, o, progress)
	}
	if info, err := os.Stat(to); err == nil && info.Size() > 0 {
		return dateline.Errorf(dateline.Conflict, "%s is there already; name another place", to)
	}
	// A file takes its name when it is whole.
	part := to + ".part"
	err = restoreInto(ctx, src, part, o, progress)
	if err == nil {
		if failed := os.Rename(part, to); failed != nil {
			err = dateline.Errorf(dateline.Unavailable, "%s is restored and cannot be named %s: %w", part, to, failed)
		}
	}
	if err != nil {
		for _, end := range []string{"", "-wal", "-shm"} {
			_ = os.Remove(part + end) // half of a ledger, or not there
		}
	}
	return err
}

// restoringName is the row of meta that is there while a ledger is restored into a
// database.
const restoringName = "restoring"

func restoreInto(ctx context.Context, src *Ledger, to string, o Options, progress func(table string, rows int64)) error {
	dst, err := Open(ctx, to, o)
	if err != nil {
		return err
	}
	set := func(sql string) error {
		return dst.db.write(ctx, func(tx conn) error {
			_, err := tx.exec(ctx, sql, restoringName)
			return err
		})
	}
	if err = emptyLedger(ctx, dst); err == nil {
		err = set("INSERT INTO meta (name, value) VALUES (?, 'begun')")
	}
	if err == nil {
		err = copyLedger(ctx, src, dst, progress)
	}
	if err == nil {
		err = set("DELETE FROM meta WHERE name = ?")
	}
	if closed := dst.Close(); err == nil {
		err = closed
	}
	return err
}

// whole refuses a ledger that is being restored, or whose restoring was broken off.
func (l *Ledger) whole(ctx context.Context) error {
	var begun string
	err := l.db.row(ctx, "SELECT value FROM meta WHERE name = ?", restoringName).Scan(&begun)
	switch {
	case errors.Is(err, errNone):
		return nil
	case err != nil:
		return err
	}
	return dateline.Errorf(dateline.Invalid, "%s: a ledger is being restored into it, or that was broken off; if so, make the database anew and restore again", l.where)
}

// emptyLedger refuses a ledger in which there is something.
func emptyLedger(ctx context.Context, dst *Ledger) error {
	for _, table := range copied {
		var one int
		if err := dst.db.row(ctx, "SELECT count(*) FROM (SELECT 1 FROM "+table+" LIMIT 1) n").Scan(&one); err != nil {
			return err
		}
		if one > 0 {
			return dateline.Errorf(dateline.Conflict, "%s: the ledger is not empty: there is something in %s; name another place", dst.where, table)
		}
	}
	return nil
}

// copyLedger copies what is in one ledger into another, which is empty.
func copyLedger(ctx context.Context, src, dst *Ledger, progress func(table string, rows int64)) error {
	if progress == nil {
		progress = func(string, int64) {}
	}
	return src.db.snapshot(ctx, func(tx conn) error {
		for _, table := range copied {
			n, err := copyTable(ctx, tx, dst, table, progress)
			if err != nil {
				return err
			}
			var there int64
			if err := dst.db.row(ctx, "SELECT count(*) FROM "+table).Scan(&there); err != nil {
				return err
			}
			if there != n {
				return dateline.Errorf(dateline.Internal, "%s: of %d rows of %s %d arrived", dst.where, n, table, there)
			}
		}
		if err := copyIndex(ctx, tx, dst, progress); err != nil {
			return err
		}
		return copyMeta(ctx, tx, dst)
	})
}

// columnsOf are the columns of a table, in the order of their names.
func columnsOf(ctx context.Context, c conn, table string) ([]string, error) {
	var out []string
	query := "SELECT name FROM pragma_table_info(?)"
	if c.dialect().postgres {
		query = "SELECT CAST(attname AS text) FROM pg_attribute WHERE attrelid = CAST(CAST(? AS text) AS regclass) AND attnum > 0 AND NOT attisdropped"
	}
	err := column(ctx, c, &out, query, table)
	slices.Sort(out)
	return out, err
}

// copyRows is how many rows, and copyBytes how many bytes of them, one transaction
// of a copy has.
const (
	copyRows  = 1000
	copyBytes = 8 << 20
)

func copyTable(ctx context.Context, src conn, dst *Ledger, table string, progress func(string, int64)) (int64, error) {
	columns, err := columnsOf(ctx, src, table)
	if err != nil {
		return 0, err
	}
	there, err := columnsOf(ctx, dst.db, table)
	if err != nil {
		return 0, err
	}
	if !slices.Equal(columns, there) {
		return 0, dateline.Errorf(dateline.Internal, "the table %s has the columns %v here and %v there", table, columns, there)
	}
	var n int64
	var rows [][]any
	size := 0
	flush := func() error {
		err := dst.db.write(ctx, func(tx conn) error { return insert(ctx, tx, table, columns, rows, "") })
		n += int64(len(rows))
		rows, size = rows[:0], 0
		progress(table, n)
		return err
	}
	err = each(ctx, src, func(row scanner) error {
		values := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := row.Scan(into...); err != nil {
			return err
		}
		for _, v := range values {
			switch v := v.(type) {
			case string:
				size += len(v)
			case []byte:
				size += len(v)
			}
		}
		if rows = append(rows, values); len(rows) == copyRows || size > copyBytes {
			return flush()
		}
		return nil
	}, "SELECT "+strings.Join(columns, ", ")+" FROM "+table+order(columns))
	if err == nil {
		err = flush()
	}
	if err == nil && dst.db.dialect().postgres && slices.Contains(columns, "seq") {
		_, err = dst.db.exec(ctx, fmt.Sprintf("SELECT setval(pg_get_serial_sequence('%s', 'seq'), (SELECT coalesce(max(seq), 0) + 1 FROM %s), false)", table, table))
	}
	return n, err
}

// order is in which rows go over: as they came, where a table knows.
func order(columns []string) string {
	for _, c := range []string{"seq", "report", "story", "event", "id"} {
		if slices.Contains(columns, c) {
			return " ORDER BY " + c
		}
	}
	return ""
}

// copyIndex makes the full-text index of a copy.
func copyIndex(ctx context.Context, src conn, dst *Ledger, progress func(string, int64)) error {
	for after, n := int64(0), int64(0); ; {
		var docs []doc
		err := each(ctx, src, func(row scanner) error {
			var seq, day int64
			r := new(dateline.Report)
			if err := row.Scan(&seq, &day, &r.Title, &r.Body, &r.Text); err != nil {
				return err
			}
			after = seq
			docs = append(docs, doc{docOf(day, seq), r})
			return nil
		}, "SELECT r.seq, r.day, r.title, r.body, t.text FROM reports r JOIN texts t ON t.report = r.seq WHERE r.seq > ? ORDER BY r.seq LIMIT ?", after, 256)
		if err != nil {
			return err
		}
		if len(docs) == 0 {
			return nil
		}
		if err := dst.db.write(ctx, func(tx conn) error { return index(ctx, tx, docs) }); err != nil {
			return err
		}
		n += int64(len(docs))
		progress("words", n)
	}
}

// copyMeta has the copy be the same ledger as the one that it is of.
func copyMeta(ctx context.Context, src conn, dst *Ledger) error {
	var id string
	var version int64
	if err := src.row(ctx, "SELECT m.value, l.version FROM meta m CROSS JOIN linker l WHERE m.name = 'ledger'").Scan(&id, &version); err != nil {
		return err
	}
	return dst.db.write(ctx, func(tx conn) error {
		if _, err := tx.exec(ctx, "UPDATE meta SET value = ? WHERE name = 'ledger'", id); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, "UPDATE linker SET version = ? WHERE one = 1", version); err != nil {
			return err
		}
		made, err := (&Turn{tx: src}).Linker(ctx)
		if err != nil {
			return err
		}
		return saveLinker(ctx, tx, made)
	})
}
