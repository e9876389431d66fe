//go:build unix

package chaostest

import (
	"database/sql"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite"

	"dateline/store"
)

// at is where a ledger is, seen from the test.
func (w *world) at(ledger string) string {
	if store.IsPostgres(ledger) {
		return ledger
	}
	return filepath.Join(w.dir, ledger)
}

// look opens a ledger's database without any of the program's own means.
func look(where string) (*sql.DB, error) {
	if store.IsPostgres(where) {
		return sql.Open("pgx", where)
	}
	return sql.Open("sqlite", "file:"+where+"?mode=ro&_pragma=busy_timeout(10000)")
}

// lookToWrite opens it so that it can be changed.
func lookToWrite(where string) (*sql.DB, error) {
	if store.IsPostgres(where) {
		return look(where)
	}
	return sql.Open("sqlite", "file:"+where+"?_pragma=busy_timeout(10000)")
}

// number is what a query finds.
func number(t *testing.T, where, query string) (n int) {
	t.Helper()
	db, err := look(where)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.QueryRow(query).Scan(&n); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	return n
}

// apart are tables that say how the work went and not what came of it. Which events there
// were for a while, before other reports came, follows from what was linked at once.
var apart = []string{"meta", "linker", "hosts", "leases", "feeds", "addresses", "schema_versions", "events_gone", "accounts_gone"}

// times are columns that say when something was done, or in what order, by table; ""
// is for all. What linking keeps of a report for good holds when it was received, by which
// versions of an article are ordered that give no times.
var times = map[string][]string{
	"":           {"made", "version"},
	"reports":    {"seq", "received", "linked"},
	"quarantine": {"seq", "since"},
	"kept_fixed": {"data"},
}

// contents are the rows of a ledger's tables, in an order that follows from them.
// Rows of reports go by the report's ID, whatever the number that it has.
func contents(t *testing.T, where string) map[string][]string {
	t.Helper()
	db, err := look(where)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	ids := map[int64]string{}
	query(t, db, "SELECT seq, id FROM reports", func(_ []string, v []any) { ids[v[0].(int64)] = fmt.Sprint(v[1]) })
	list := "SELECT name FROM sqlite_master WHERE type = 'table'"
	if store.IsPostgres(where) {
		list = "SELECT CAST(table_name AS text) FROM information_schema.tables WHERE table_schema = 'public'"
	}
	out := map[string][]string{}
	query(t, db, list, func(_ []string, v []any) {
		name := fmt.Sprint(v[0])
		for _, foreign := range []string{"river_", "goose_", "sqlite_", "words"} {
			if strings.HasPrefix(name, foreign) {
				return
			}
		}
		if !slices.Contains(apart, name) {
			out[name] = nil
		}
	})
	for table := range out {
		query(t, db, "SELECT * FROM "+table, func(columns []string, v []any) {
			var row []string
			for i, c := range columns {
				if slices.Contains(times[""], c) || slices.Contains(times[table], c) {
					continue
				}
				if n, ok := v[i].(int64); ok && c == "report" {
					v[i] = ids[n]
				}
				if b, ok := v[i].([]byte); ok {
					v[i] = string(b)
				}
				row = append(row, fmt.Sprintf("%s=%q", c, fmt.Sprint(v[i])))
			}
			out[table] = append(out[table], strings.Join(row, " "))
		})
		slices.Sort(out[table])
	}
	return out
}

func query(t *testing.T, db *sql.DB, q string, each func(columns []string, values []any)) {
	t.Helper()
	rows, err := db.Query(q)
	if err != nil {
		t.Fatalf("%s: %v", q, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	for rows.Next() {
		values := make([]any, len(columns))
		into := make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		each(columns, values)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
}

// same compares what two ledgers hold.
func same(t *testing.T, got, want map[string][]string) {
	t.Helper()
	if a, b := slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)); !slices.Equal(a, b) {
		t.Fatalf("other tables: %v, not %v", a, b)
	}
	for _, table := range slices.Sorted(maps.Keys(want)) {
		extra, missing := beside(got[table], want[table]), beside(want[table], got[table])
		if len(extra)+len(missing) == 0 {
			continue
		}
		t.Errorf("%s: %d rows, %d in the undisturbed ledger; %d only here, %d only there", table, len(got[table]), len(want[table]), len(extra), len(missing))
		for _, r := range extra[:min(len(extra), 3)] {
			t.Logf("only here:  %.400s", r)
		}
		for _, r := range missing[:min(len(missing), 3)] {
			t.Logf("only there: %.400s", r)
		}
	}
}

// beside are the rows of one that the other has not, as often as it has not.
func beside(one, other []string) []string {
	had := map[string]int{}
	for _, r := range other {
		had[r]++
	}
	var out []string
	for _, r := range one {
		if had[r]--; had[r] < 0 {
			out = append(out, r)
		}
	}
	return out
}

// sound wants a ledger in which nothing is left to do, nothing was given up, and in
// which verify finds nothing.
func sound(t *testing.T, where string, reports int) {
	t.Helper()
	for query, want := range map[string]int{
		"SELECT count(*) FROM reports":                            reports,
		"SELECT count(*) FROM readings":                           reports,
		"SELECT count(DISTINCT id) FROM reports":                  reports,
		"SELECT count(DISTINCT report) FROM readings":             reports,
		"SELECT count(*) FROM reports WHERE read_by = ''":         0,
		"SELECT count(*) FROM reports WHERE linked_by <> read_by": 0,
		"SELECT count(*) FROM quarantine":                         0,
		"SELECT count(*) FROM kept":                               reports,
		// A link job only says that something may be left to link.
		"SELECT count(*) FROM river_job WHERE queue <> 'link' AND state <> 'completed'":                              0,
		"SELECT count(*) FROM river_job WHERE queue = 'link' AND state NOT IN ('completed', 'available', 'running')": 0,
	} {
		if n := number(t, where, query); n != want {
			t.Errorf("%s gives %d, not %d", query, n, want)
		}
	}
	l, err := store.Open(t.Context(), where, store.Options{Existing: true})
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	findings, err := l.Verify(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range findings {
		t.Errorf("verify: %s", f)
	}
}
