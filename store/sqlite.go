package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strconv"

	sqlite "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"dateline"
)

// sqliteDB is a SQLite file. One connection writes, as River asks for with its
// driver for SQLite; others read what is committed, and none waits for another.
type sqliteDB struct {
	path   string
	writer *sql.DB
	reader *sql.DB
	seen   sights
	last   latest
}

// sqliteHeader begins every SQLite file.
var sqliteHeader = []byte("SQLite format 3\x00")

func openSQLite(ctx context.Context, path string, o Options) (database, error) {
	if err := checkFile(path, o); err != nil {
		return nil, err
	}
	if err := checkTables(ctx, path, o); err != nil {
		return nil, err
	}
	db := &sqliteDB{path: path}
	full := "NORMAL"
	if o.Full {
		full = "FULL"
	}
	open := func(connections int, pragmas ...string) (*sql.DB, error) {
		v := url.Values{"_pragma": append([]string{
			"busy_timeout(" + strconv.FormatInt(busyFor.Milliseconds(), 10) + ")", "journal_mode(WAL)", "foreign_keys(ON)", "temp_store(MEMORY)",
			"synchronous(" + full + ")", "journal_size_limit(67108864)",
		}, pragmas...)}
		if connections == 1 {
			v.Set("_txlock", "immediate")
		}
		h, err := sql.Open("sqlite", fileURI(path)+"?"+v.Encode())
		if err != nil {
			return nil, db.explain(err)
		}
		h.SetMaxOpenConns(connections)
		h.SetMaxIdleConns(connections)
		return h, nil
	}
	var err error
	if db.writer, err = open(1, "cache_size(-16000)"); err != nil {
		return nil, err
	}
	if db.reader, err = open(max(o.Connections, 2), "cache_size(-4000)", "query_only(ON)"); err != nil {
		db.writer.Close()
		return nil, err
	}
	// The first to connect makes the file and turns to WAL; a reader may not.
	if err := db.writer.PingContext(ctx); err != nil {
		db.close()
		return nil, db.explain(err)
	}
	return db, nil
}

// checkFile says what is wrong with a path before SQLite does, in fewer words than
// are needed to mend it, and makes its directory.
func checkFile(path string, o Options) error {
	if path == "" {
		return dateline.Errorf(dateline.Invalid, "the ledger has no path; give one, or postgres://host/database")
	}
	info, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		if o.Existing {
			return dateline.Errorf(dateline.NotFound, "%s: there is no ledger; make one by adding reports to it, or name another", path)
		}
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fileError(path, err)
		}
		return nil
	case err != nil:
		return fileError(path, err)
	case info.IsDir():
		return dateline.Errorf(dateline.Invalid, "%s is a directory; name a file in it for the ledger", path)
	case !info.Mode().IsRegular():
		return dateline.Errorf(dateline.Invalid, "%s is no regular file; name another for the ledger", path)
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return fileError(path, err)
	}
	defer f.Close()
	head := make([]byte, len(sqliteHeader))
	n, err := io.ReadFull(f, head)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return fileError(path, err)
	}
	switch {
	case n == 0 && o.Existing:
		return dateline.Errorf(dateline.Invalid, "%s is empty: it was cut off, or is no ledger; restore a backup, or name another", path)
	case n > 0 && !bytes.Equal(head[:n], sqliteHeader):
		return notSQLite(path)
	}
	return nil
}

// checkTables refuses a SQLite file of another program before a byte of it is
// changed: turning it to WAL already would. What cannot be read is left to opening,
// which says more.
func checkTables(ctx context.Context, path string, o Options) error {
	info, err := os.Stat(path)
	if err != nil || info.Size() == 0 {
		return nil
	}
	h, err := sql.Open("sqlite", fileURI(path)+"?mode=ro&_pragma=busy_timeout("+strconv.FormatInt(busyFor.Milliseconds(), 10)+")")
	if err != nil {
		return nil
	}
	defer h.Close()
	var tables, meta, versions int
	if err := h.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(name = 'meta'), 0), coalesce(sum(name = '`+migrationsTable+`'), 0)
		FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite\_%' ESCAPE '\'`).Scan(&tables, &meta, &versions); err != nil {
		return nil
	}
	switch {
	case versions > 0 && (meta > 0 || tables == versions): // a ledger, or the first moment of one
	case tables > 0:
		return dateline.Errorf(dateline.Invalid, "%s is no ledger: it is a SQLite file with tables of another program; name another", path)
	case o.Existing:
		return dateline.Errorf(dateline.Invalid, "%s is no ledger: it is a SQLite file without tables; restore a backup, or name another", path)
	}
	return nil
}

// fileURI is a path as SQLite takes it, for parameters to follow.
func fileURI(path string) string {
	return "file:" + (&url.URL{Path: filepath.ToSlash(path)}).EscapedPath()
}

func notSQLite(path string) error {
	return dateline.Errorf(dateline.Invalid, "%s is no ledger: it is not a SQLite file; name another", path)
}

func fileError(path string, err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return dateline.Errorf(dateline.Invalid, "%s: no permission to read and write the ledger and its directory: give it, or name another file (%w)", path, err)
	}
	return dateline.Errorf(dateline.Unavailable, "%s: the ledger cannot be opened: %w", path, err)
}

func (db *sqliteDB) dialect() *dialect { return sqliteDialect }
func (db *sqliteDB) sights() *sights   { return &db.seen }
func (db *sqliteDB) latest() *latest   { return &db.last }
func (db *sqliteDB) admin() *sql.DB    { return db.writer }
func (db *sqliteDB) close() error      { return errors.Join(db.reader.Close(), db.writer.Close()) }

// explain gives an error of SQLite its kind and says what to do.
func (db *sqliteDB) explain(err error) error {
	var known *dateline.Error
	var e *sqlite.Error
	switch {
	case err == nil || errors.Is(err, errNone) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.As(err, &known):
		return err
	case errors.Is(err, sql.ErrConnDone), err.Error() == "sql: database is closed":
		return dateline.Errorf(dateline.Unavailable, "%s: the ledger is closed: %w", db.path, err)
	case !errors.As(err, &e):
		return dateline.Errorf(dateline.Internal, "%s: %w", db.path, err)
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return dateline.Errorf(dateline.Unavailable, "%s: another process has been writing to the ledger for more than %v; try again: %w", db.path, busyFor, err)
	case sqlite3.SQLITE_FULL:
		return dateline.Errorf(dateline.Unavailable, "%s: no space is left for the ledger; make some and go on, nothing is lost: %w", db.path, noSpace{err})
	case sqlite3.SQLITE_NOTADB:
		return notSQLite(db.path)
	case sqlite3.SQLITE_CORRUPT:
		return dateline.Errorf(dateline.Internal, "%s: the ledger's file is damaged or cut off; put a backup in its place: %w", db.path, err)
	case sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN:
		return dateline.Errorf(dateline.Invalid, "%s: the ledger's file and its directory must be writable: give permission, or name another file: %w", db.path, err)
	case sqlite3.SQLITE_IOERR:
		return dateline.Errorf(dateline.Unavailable, "%s: the disk failed to read or write the ledger, or is full: %w", db.path, err)
	case sqlite3.SQLITE_INTERRUPT:
		return dateline.Errorf(dateline.Unavailable, "%s: interrupted: %w", db.path, err)
	}
	return dateline.Errorf(dateline.Internal, "%s: %w", db.path, err)
}

// sqlQuerier is *sql.DB or *sql.Tx.
type sqlQuerier interface {
	ExecContext(context.Context, string, ...any) (sql.Result, error)
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}

// sqliteConn is a conn of the standard library.
type sqliteConn struct {
	db *sqliteDB
	q  sqlQuerier
}

func (c sqliteConn) dialect() *dialect { return sqliteDialect }
func (c sqliteConn) sights() *sights   { return &c.db.seen }
func (c sqliteConn) latest() *latest   { return &c.db.last }

func (c sqliteConn) exec(ctx context.Context, query string, args ...any) (int64, error) {
	res, err := c.q.ExecContext(ctx, query, clean(args)...)
	if err != nil {
		return 0, c.db.explain(err)
	}
	return res.RowsAffected()
}

func (c sqliteConn) query(ctx context.Context, query string, args ...any) (rows, error) {
	rs, err := c.q.QueryContext(ctx, query, clean(args)...)
	if err != nil {
		return nil, c.db.explain(err)
	}
	return &sqliteRows{c.db, rs}, nil
}

func (c sqliteConn) row(ctx context.Context, query string, args ...any) scanner {
	rs, err := c.query(ctx, query, args...)
	return firstRow{rs, err}
}

type sqliteRows struct {
	db *sqliteDB
	*sql.Rows
}

func (r *sqliteRows) Scan(into ...any) error { return r.db.explain(r.Rows.Scan(into...)) }
func (r *sqliteRows) Err() error             { return r.db.explain(r.Rows.Err()) }
func (r *sqliteRows) Close()                 { _ = r.Rows.Close() } // what failed, Err says

// firstRow is the first row of a query, which it ends.
type firstRow struct {
	rows rows
	err  error
}

func (r firstRow) Scan(into ...any) error {
	if r.err != nil {
		return r.err
	}
	defer r.rows.Close()
	if !r.rows.Next() {
		if err := r.rows.Err(); err != nil {
			return err
		}
		return errNone
	}
	if err := r.rows.Scan(into...); err != nil {
		return err
	}
	r.rows.Close()
	return r.rows.Err()
}

func (db *sqliteDB) exec(ctx context.Context, query string, args ...any) (int64, error) {
	return sqliteConn{db, db.writer}.exec(ctx, query, args...)
}

func (db *sqliteDB) query(ctx context.Context, query string, args ...any) (rows, error) {
	return sqliteConn{db, db.reader}.query(ctx, query, args...)
}

func (db *sqliteDB) row(ctx context.Context, query string, args ...any) scanner {
	return sqliteConn{db, db.reader}.row(ctx, query, args...)
}

func (db *sqliteDB) write(ctx context.Context, f func(tx conn) error) error {
	return db.in(ctx, db.writer, f)
}

func (db *sqliteDB) snapshot(ctx context.Context, f func(tx conn) error) error {
	return db.in(ctx, db.reader, f)
}

func (db *sqliteDB) in(ctx context.Context, h *sql.DB, f func(tx conn) error) error {
	tx, err := h.BeginTx(ctx, nil)
	if err != nil {
		return db.explain(err)
	}
	defer tx.Rollback() // of what was not committed, also when f panics
	if err := f(sqliteConn{db, tx}); err != nil {
		return err
	}
	return db.explain(tx.Commit())
}
