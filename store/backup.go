package store

import (
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"dateline"
)

// Backup writes the ledger, as it is at one moment and while others go on writing, to
// a new SQLite file, which is checked before it gets its name. Of a ledger on
// PostgreSQL too it is one file that any dateline can open: so a ledger moves from a
// server to a file, and by Restore back. (What pg_dump writes is a backup as well.)
func (l *Ledger) Backup(ctx context.Context, to string, progress func(table string, rows int64)) (err error) {
	if _, err := os.Lstat(to); !errors.Is(err, fs.ErrNotExist) {
		return dateline.Errorf(dateline.Conflict, "%s: there is a file already; name a new one for the backup", to)
	}
	if IsPostgres(to) {
		return dateline.Errorf(dateline.Invalid, "a backup is a file; to copy a ledger to a server, restore it there")
	}
	dir, err := os.MkdirTemp(filepath.Dir(to), ".dateline-backup")
	if err != nil {
		return fileError(to, err)
	}
	defer os.RemoveAll(dir)
	part := filepath.Join(dir, "ledger.db")
	if db, ok := l.db.(*sqliteDB); ok {
		err = db.copyTo(ctx, part)
	} else {
		err = l.copyToFile(ctx, part, progress)
	}
	if err != nil {
		return err
	}
	if err := quickCheck(ctx, part); err != nil {
		return err
	}
	// A link, other than a rename, fails where somebody has made the file meanwhile.
	if err := os.Link(part, to); errors.Is(err, fs.ErrExist) {
		return dateline.Errorf(dateline.Conflict, "%s: there is a file already; name a new one for the backup", to)
	} else if err != nil {
		if _, there := os.Lstat(to); !errors.Is(there, fs.ErrNotExist) {
			return fileError(to, err)
		}
		if err := os.Rename(part, to); err != nil { // a file system without links
			return fileError(to, err)
		}
	}
	return nil
}

// alone is a connection to a SQLite file beside those of the ledger, for what these
// must not or cannot do.
func alone(path string) (*sql.DB, error) {
	h, err := sql.Open("sqlite", "file:"+(&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()+"?"+url.Values{"_pragma": {"busy_timeout(20000)", "temp_store(FILE)"}}.Encode())
	if err == nil {
		h.SetMaxOpenConns(1)
	}
	return h, err
}

func (db *sqliteDB) copyTo(ctx context.Context, to string) error {
	h, err := alone(db.path)
	if err != nil {
		return db.explain(err)
	}
	defer h.Close()
	if _, err = h.ExecContext(ctx, "VACUUM INTO ?", to); err != nil {
		return db.explain(err)
	}
	// Who is logged in is in no copy: a ledger that is put back revives no session.
	made, err := alone(to)
	if err != nil {
		return err
	}
	_, err = made.ExecContext(ctx, "PRAGMA secure_delete = ON; DELETE FROM sessions; PRAGMA wal_checkpoint(TRUNCATE)")
	return errors.Join(db.explain(err), db.explain(made.Close()))
}

func (l *Ledger) copyToFile(ctx context.Context, to string, progress func(string, int64)) error {
	dst, err := Open(ctx, to, Options{Logger: l.o.Logger})
	if err != nil {
		return err
	}
	err = copyLedger(ctx, l, dst, progress)
	if err == nil {
		// All into the one file: nothing is to lie beside it.
		_, err = dst.db.exec(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	}
	return errors.Join(err, dst.Close())
}

// quickCheck has SQLite look through a file.
func quickCheck(ctx context.Context, path string) error {
	h, err := alone(path)
	if err != nil {
		return err
	}
	defer h.Close()
	var said string
	if err := h.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&said); err != nil {
		return dateline.Errorf(dateline.Internal, "%s: the copy cannot be checked: %w", path, err)
	}
	if said != "ok" {
		return dateline.Errorf(dateline.Internal, "%s: the copy is damaged: %s", path, said)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fileError(path, err)
	}
	defer f.Close()
	return f.Sync()
}
