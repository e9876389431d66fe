package store

import (
	"context"
	"crypto/rand"
	"database/sql"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/riverdriver/riversqlite"
	"github.com/riverqueue/river/rivermigrate"

	"dateline"
)

// Feature is the version of what rows mean where the tables are the same. A ledger
// of a lower one still opens; what must be made anew is said beside each:
//
//	1: the first
const Feature = 1

// migrations are the versions of the schema, NNN_name.sql, each run once and
// forward only. {{serial}} and {{bytes}} are a key that counts up and bytes, as each
// database writes them; what one of the two alone needs stands between --{sqlite
// or --{postgres and --}.
//
//go:embed migrations/*.sql
var migrations embed.FS

var (
	otherBlock = regexp.MustCompile(`(?ms)^--\{(\w+)\n(.*?)^--\}\n`)
	template   = regexp.MustCompile(`\{\{(\w+)\}\}`)
)

// fills work out, from what is there, what a migration's new columns hold.
var fills = map[int64]func(context.Context, *dialect, *sql.Tx) error{4: fillSpots, 5: fillReviews, 12: fillPrivate}

// render is a migration as one database writes it.
func (d *dialect) render(text string) string {
	mine := "sqlite"
	if d.postgres {
		mine = "postgres"
	}
	text = otherBlock.ReplaceAllStringFunc(text, func(block string) string {
		m := otherBlock.FindStringSubmatch(block)
		if m[1] != mine {
			return ""
		}
		return m[2]
	})
	return template.ReplaceAllStringFunc(text, func(name string) string { return d.types[strings.Trim(name, "{}")] })
}

// steps are the migrations of a dialect, for goose.
func (d *dialect) steps() ([]*goose.Migration, error) {
	entries, err := migrations.ReadDir("migrations")
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "migrations: %w", err)
	}
	var out []*goose.Migration
	for _, e := range entries {
		number, _, _ := strings.Cut(e.Name(), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, dateline.Errorf(dateline.Internal, "migration %s has no number: %w", e.Name(), err)
		}
		raw, err := migrations.ReadFile("migrations/" + e.Name())
		if err != nil {
			return nil, dateline.Errorf(dateline.Internal, "migrations: %w", err)
		}
		script := d.render(string(raw))
		out = append(out, goose.NewGoMigration(version, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
			if _, err := tx.ExecContext(ctx, script); err != nil {
				return err
			}
			if fill := fills[version]; fill != nil {
				return fill(ctx, d, tx)
			}
			return nil
		}}, nil))
	}
	return out, nil
}

// migrationsTable is where goose keeps which versions have been run.
const migrationsTable = "schema_versions"

// races is how often another process may be first with a migration on SQLite,
// where nothing but the migration's own transaction holds others off.
const races = 20

// migrate brings the tables to this program's version, whoever else tries to at
// the same time.
func (l *Ledger) migrate(ctx context.Context) error {
	if l.current(ctx) {
		return nil
	}
	unlock, err := l.lockMigrations(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	var from, to int64
	for n := 0; ; n++ {
		if from, to, err = l.migrateOnce(ctx); err == nil {
			err = l.migrateRiver(ctx)
		}
		if err == nil || n == races || l.db.dialect().postgres || dateline.KindOf(err) == dateline.Invalid || ctx.Err() != nil {
			break
		}
	}
	if err != nil {
		return err
	}
	if from < to {
		l.o.Logger.InfoContext(ctx, "ledger's tables brought up to date", "ledger", l.where, "from", from, "to", to)
	}
	return l.db.write(ctx, func(tx conn) error {
		var id [8]byte
		rand.Read(id[:])
		for name, value := range map[string]string{"ledger": hex.EncodeToString(id[:]), "feature": strconv.Itoa(Feature)} {
			if _, err := tx.exec(ctx, "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING", name, value); err != nil {
				return err
			}
		}
		_, err := tx.exec(ctx, "INSERT INTO meta (name, value) VALUES ('schema', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE meta.value <> excluded.value", strconv.FormatInt(to, 10))
		return err
	})
}

// understood refuses a ledger whose rows mean what a later program made them mean,
// though its tables are the same.
func (l *Ledger) understood(ctx context.Context) error {
	var value string
	if err := l.db.row(ctx, "SELECT value FROM meta WHERE name = 'feature'").Scan(&value); err != nil {
		return l.explain(err)
	}
	if n, err := strconv.Atoi(value); err != nil || n > Feature {
		return dateline.Errorf(dateline.Invalid, "%s: what the ledger holds is of form %s, made by a newer dateline; this one knows up to %d: use the newer one", l.where, value, Feature)
	}
	return nil
}

// current reports whether the tables are those of this program's version. It only
// reads, so that opening waits for nobody who writes.
func (l *Ledger) current(ctx context.Context) bool {
	steps, err := l.db.dialect().steps()
	if err != nil {
		return false
	}
	want := strconv.FormatInt(steps[len(steps)-1].Version, 10)
	var have, schema, river string
	// Where a table is missing this fails, and what is amiss is found out in full.
	err = l.db.row(ctx, `SELECT CAST((SELECT max(version_id) FROM `+migrationsTable+`) AS TEXT), (SELECT value FROM meta WHERE name = 'schema'),
		CAST((SELECT max(version) FROM river_migration WHERE line = 'main') AS TEXT)`).Scan(&have, &schema, &river)
	return err == nil && have == want && schema == want && river == strconv.Itoa(riverVersion)
}

// riverVersion is that of the job client's tables, as its release has it.
const riverVersion = 6

func (l *Ledger) migrateOnce(ctx context.Context) (from, to int64, err error) {
	d := l.db.dialect()
	steps, err := d.steps()
	if err != nil {
		return 0, 0, err
	}
	name := goose.DialectSQLite3
	if d.postgres {
		name = goose.DialectPostgres
	}
	p, err := goose.NewProvider(name, l.db.admin(), nil, goose.WithGoMigrations(steps...), goose.WithDisableGlobalRegistry(true),
		goose.WithTableName(migrationsTable), goose.WithLogger(goose.NopLogger()))
	if err != nil {
		return 0, 0, dateline.Errorf(dateline.Internal, "migrations: %w", err)
	}
	from, to, err = p.GetVersions(ctx)
	if err != nil {
		return 0, 0, l.explain(err)
	}
	if from > to {
		return from, to, dateline.Errorf(dateline.Invalid, "%s: the ledger is of version %d, made by a newer dateline; this one knows up to %d: use the newer one", l.where, from, to)
	}
	if from == to {
		return from, to, nil
	}
	if _, err := p.Up(ctx); err != nil {
		// What it wraps says what is wrong; how goose counts its steps, nobody asked.
		if part := new(goose.PartialError); errors.As(err, &part) {
			err = part.Err
		}
		return from, to, l.explain(fmt.Errorf("migrating from version %d to %d: %w", from, to, err))
	}
	return from, to, nil
}

// lockMigrations keeps other processes from migrating until unlock, on PostgreSQL.
func (l *Ledger) lockMigrations(ctx context.Context) (unlock func(), err error) {
	pg, ok := l.db.(*postgresDB)
	if !ok {
		return func() {}, nil
	}
	c, err := pg.pool.Acquire(ctx)
	if err != nil {
		return nil, pg.explain(err)
	}
	if _, err := c.Exec(ctx, "SELECT pg_advisory_lock($1)", migrationLock); err != nil {
		c.Release()
		return nil, pg.explain(err)
	}
	return func() {
		ctx := context.WithoutCancel(ctx)
		if _, err := c.Exec(ctx, "SELECT pg_advisory_unlock($1)", migrationLock); err != nil {
			// With the connection goes the lock.
			c.Hijack().Close(ctx)
			return
		}
		c.Release()
	}, nil
}

// migrationLock is "dateline" as a number.
const migrationLock = 0x646174656c696e65

// migrateRiver makes the tables of the job client, or brings them up to date.
func (l *Ledger) migrateRiver(ctx context.Context) (err error) {
	config := &rivermigrate.Config{Logger: l.o.Logger}
	switch db := l.db.(type) {
	case *sqliteDB:
		var m *rivermigrate.Migrator[*sql.Tx]
		if m, err = rivermigrate.New(riversqlite.New(db.writer), config); err == nil {
			_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
		}
	case *postgresDB:
		var m *rivermigrate.Migrator[pgx.Tx]
		if m, err = rivermigrate.New(riverpgxv5.New(db.pool), config); err == nil {
			_, err = m.Migrate(ctx, rivermigrate.DirectionUp, nil)
		}
	}
	return l.explain(err)
}

// explain gives an error of either database its kind.
func (l *Ledger) explain(err error) error {
	switch db := l.db.(type) {
	case *sqliteDB:
		return db.explain(err)
	case *postgresDB:
		return db.explain(err)
	}
	return err
}
