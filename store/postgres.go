package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"

	"dateline"
)

// postgresDB is a database of a PostgreSQL server.
type postgresDB struct {
	where   string // masked
	secrets []string
	pool    *pgxpool.Pool
	std     *sql.DB
	seen    sights
	last    latest
}

// connectFor is how long connecting may take.
const connectFor = 10 * time.Second

func openPostgres(ctx context.Context, where string, o Options) (database, error) {
	db := &postgresDB{where: Mask(where), secrets: passwordOf(where)}
	config, err := pgxpool.ParseConfig(where)
	if err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s: no address of a PostgreSQL database; write it as postgres://user:password@host:5432/database", db.where)
	}
	config.MaxConns = int32(max(o.Connections, 4))
	if config.ConnConfig.ConnectTimeout == 0 {
		config.ConnConfig.ConnectTimeout = connectFor
	}
	if p := config.ConnConfig.Password; p != "" {
		db.secrets = append(db.secrets, p)
	}
	if db.pool, err = pgxpool.NewWithConfig(ctx, config); err != nil {
		return nil, db.explain(err)
	}
	db.std = stdlib.OpenDBFromPool(db.pool)
	if err := db.pool.Ping(ctx); err != nil {
		db.close()
		return nil, db.explain(err)
	}
	return db, nil
}

func (db *postgresDB) dialect() *dialect { return postgresDialect }
func (db *postgresDB) sights() *sights   { return &db.seen }
func (db *postgresDB) latest() *latest   { return &db.last }
func (db *postgresDB) admin() *sql.DB    { return db.std }

func (db *postgresDB) close() error {
	err := db.std.Close()
	db.pool.Close()
	return err
}

// explain gives an error of PostgreSQL its kind and says what to do.
func (db *postgresDB) explain(err error) error {
	var known *dateline.Error
	switch {
	case err == nil || errors.Is(err, errNone) || errors.Is(err, context.Canceled) || errors.As(err, &known):
		return err
	}
	kind, what := db.kind(err)
	if kind == "" {
		return err
	}
	text := err.Error()
	for _, secret := range db.secrets {
		text = strings.ReplaceAll(text, secret, masked)
	}
	if text != err.Error() {
		err = errors.New(text)
	}
	var pg *pgconn.PgError
	if errors.As(err, &pg) && pg.Code == "53100" {
		err = noSpace{err}
	}
	return dateline.Errorf(kind, "%s: %s: %w", db.where, what, err)
}

func (db *postgresDB) kind(err error) (dateline.Kind, string) {
	var pg *pgconn.PgError
	if errors.As(err, &pg) {
		switch {
		case pg.Code == "3D000":
			return dateline.NotFound, "the server has no such database; make it with createdb, or name another"
		case strings.HasPrefix(pg.Code, "28"):
			return dateline.Invalid, "the server refuses this user or password; mend the address"
		case pg.Code == "42501":
			return dateline.Invalid, "this user may not write to the database; grant it, or name another"
		case strings.HasPrefix(pg.Code, "53"):
			return dateline.Unavailable, "the server has no space, memory or connections left; nothing is lost"
		case strings.HasPrefix(pg.Code, "57P"), strings.HasPrefix(pg.Code, "08"):
			return dateline.Unavailable, "the server went away; nothing is lost"
		case strings.HasPrefix(pg.Code, "40"), pg.Code == "55P03":
			return dateline.Unavailable, "others wrote the same rows at once; try again"
		case pg.Code == "57014":
			return dateline.Unavailable, "the server broke off what took too long"
		}
		return dateline.Internal, "the server refused a statement"
	}
	var connect *pgconn.ConnectError
	var network net.Error
	switch {
	case errors.As(err, &connect):
		return dateline.Unavailable, "the server does not answer; start it, or mend the address"
	case errors.Is(err, context.DeadlineExceeded):
		return "", ""
	case errors.As(err, &network), pgconn.Timeout(err), errors.Is(err, net.ErrClosed), strings.Contains(err.Error(), "conn closed"),
		strings.Contains(err.Error(), "unexpected EOF"), strings.Contains(err.Error(), "closed pool"):
		return dateline.Unavailable, "the connection was lost; nothing is lost with it"
	}
	return dateline.Internal, "not done"
}

// pgQuerier is *pgxpool.Pool or pgx.Tx.
type pgQuerier interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

type postgresConn struct {
	db *postgresDB
	q  pgQuerier
}

func (c postgresConn) dialect() *dialect { return postgresDialect }
func (c postgresConn) sights() *sights   { return &c.db.seen }
func (c postgresConn) latest() *latest   { return &c.db.last }

func (c postgresConn) exec(ctx context.Context, query string, args ...any) (int64, error) {
	tag, err := c.q.Exec(ctx, number(query), clean(args)...)
	return tag.RowsAffected(), c.db.explain(err)
}

func (c postgresConn) query(ctx context.Context, query string, args ...any) (rows, error) {
	rs, err := c.q.Query(ctx, number(query), clean(args)...)
	if err != nil {
		return nil, c.db.explain(err)
	}
	return postgresRows{c.db, rs}, nil
}

func (c postgresConn) row(ctx context.Context, query string, args ...any) scanner {
	rs, err := c.query(ctx, query, args...)
	return firstRow{rs, err}
}

type postgresRows struct {
	db *postgresDB
	pgx.Rows
}

func (r postgresRows) Scan(into ...any) error { return r.db.explain(r.Rows.Scan(into...)) }
func (r postgresRows) Err() error             { return r.db.explain(r.Rows.Err()) }

func (db *postgresDB) exec(ctx context.Context, query string, args ...any) (int64, error) {
	return postgresConn{db, db.pool}.exec(ctx, query, args...)
}

func (db *postgresDB) query(ctx context.Context, query string, args ...any) (rows, error) {
	return postgresConn{db, db.pool}.query(ctx, query, args...)
}

func (db *postgresDB) row(ctx context.Context, query string, args ...any) scanner {
	return postgresConn{db, db.pool}.row(ctx, query, args...)
}

// tries is how often a transaction is begun anew that fell to another one.
const tries = 5

func (db *postgresDB) write(ctx context.Context, f func(tx conn) error) error {
	for n := 1; ; n++ {
		err := db.in(ctx, pgx.TxOptions{}, f)
		var pg *pgconn.PgError
		if n == tries || !errors.As(err, &pg) || (pg.Code != "40001" && pg.Code != "40P01") {
			return err
		}
	}
}

func (db *postgresDB) snapshot(ctx context.Context, f func(tx conn) error) error {
	return db.in(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}, f)
}

func (db *postgresDB) in(ctx context.Context, o pgx.TxOptions, f func(tx conn) error) error {
	tx, err := db.pool.BeginTx(ctx, o)
	if err != nil {
		return db.explain(err)
	}
	// Also when ctx is over: a connection goes back to the pool clean.
	defer func() { _ = tx.Rollback(context.WithoutCancel(ctx)) }()
	if err := f(postgresConn{db, tx}); err != nil {
		return err
	}
	if err := tx.Commit(ctx); err != nil {
		return db.explain(fmt.Errorf("commit: %w", err))
	}
	return nil
}
