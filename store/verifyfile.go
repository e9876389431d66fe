package store

import (
	"context"
	"encoding/binary"
	"io"
	"os"

	"dateline"
)

// file has the database look at itself.
func (v *verifying) file(ctx context.Context) error {
	if db, ok := v.l.db.(*sqliteDB); ok {
		return v.sqliteFile(ctx, db)
	}
	for _, c := range []struct{ query, problem string }{
		{"SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND NOT (i.indisvalid AND i.indisready)",
			"the index is not complete; REINDEX it"},
		{"SELECT conname FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname = current_schema() AND NOT convalidated", "the constraint has not been checked; VALIDATE it"},
		{"SELECT tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND tgenabled = 'D'", "the trigger is switched off; ENABLE it"},
	} {
		var names []string
		if err := column(ctx, v.l.db, &names, c.query); err != nil {
			return err
		}
		for _, name := range names {
			v.found(CheckFile, name, "%s", c.problem)
		}
	}
	return nil
}

func (v *verifying) sqliteFile(ctx context.Context, db *sqliteDB) error {
	if is, should, ok := sizes(db.path); ok && is < should {
		v.found(CheckFile, db.path, "the file is cut off: it has %d bytes of %d; put a backup in its place", is, should)
	}
	err := each(ctx, db, func(row scanner) error {
		var said string
		if err := row.Scan(&said); err != nil {
			return err
		}
		if said != "ok" {
			v.found(CheckFile, db.path, "%s; put a backup in its place", said)
		}
		return nil
	}, "PRAGMA integrity_check(100)")
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case dateline.KindOf(err) == dateline.Unavailable && v.number[CheckFile] == 0:
		return err
	case err != nil:
		v.found(CheckFile, db.path, "the file cannot be checked to its end: %v", err)
	}
	return nil
}

// sizes are how many bytes a SQLite file has and how many it says that it has; not ok
// while a part of it is in the write-ahead log.
func sizes(path string) (is, should int64, ok bool) {
	if log, err := os.Stat(path + "-wal"); err == nil && log.Size() > 0 {
		return 0, 0, false
	}
	f, err := os.Open(path)
	if err != nil {
		return 0, 0, false
	}
	defer f.Close()
	var head [32]byte
	info, err := f.Stat()
	if err != nil {
		return 0, 0, false
	}
	if _, err := io.ReadFull(f, head[:]); err != nil {
		return 0, 0, false
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	return info.Size(), page * int64(binary.BigEndian.Uint32(head[28:])), true
}
