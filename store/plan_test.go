package store

import (
	"context"
	"regexp"
	"strings"
	"testing"

	"dateline/store/storetest"
)

// watched is a database that shows each query of a snapshot before it answers.
type watched struct {
	database
	see func(c conn, query string, args []any)
}

type watchedConn struct {
	conn
	see func(c conn, query string, args []any)
}

func (w watched) snapshot(ctx context.Context, f func(tx conn) error) error {
	return w.database.snapshot(ctx, func(tx conn) error { return f(watchedConn{tx, w.see}) })
}

func (w watchedConn) query(ctx context.Context, query string, args ...any) (rows, error) {
	w.see(w.conn, query, args)
	return w.conn.query(ctx, query, args...)
}

func (w watchedConn) row(ctx context.Context, query string, args ...any) scanner {
	w.see(w.conn, query, args)
	return w.conn.row(ctx, query, args...)
}

// planOf is how a database means to answer a query, a line a step.
func planOf(t testing.TB, c conn, query string, args []any) []string {
	t.Helper()
	explain := "EXPLAIN QUERY PLAN "
	if c.dialect().postgres {
		explain = "EXPLAIN (COSTS OFF) "
	}
	var out []string
	err := each(t.Context(), c, func(row scanner) error {
		var line string
		into := []any{new(int), new(int), new(int), &line}
		if c.dialect().postgres {
			into = into[3:]
		}
		err := row.Scan(into...)
		out = append(out, strings.TrimSpace(line))
		return err
	}, explain+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// fullScan is a step that reads a table from end to end: not along an index, nor what
// the query has made itself.
var (
	sqliteScan   = regexp.MustCompile(`^SCAN (\w+)$`)
	postgresScan = regexp.MustCompile(`Seq Scan on (\w+)`)
)

// made are sources that a query makes itself: p, d and s of lists, values of a list.
var made = map[string]bool{"p": true, "d": true, "n": true, "CONSTANT": true}

func TestListsAreFoundByIndexes(t *testing.T) {
	storetest.Both(t, func(t *testing.T, where string) {
		l := open(t, where)
		m := grow(t, l, 1500)
		var plans []string
		asked := 0
		l.db = watched{l.db, func(c conn, query string, args []any) {
			if !strings.Contains(query, "set_config") {
				plans, asked = append(plans, planOf(t, c, query, args)...), asked+1
			}
		}}
		for _, list := range listsAsked(m) {
			plans = nil
			q := list.ask()
			q.Limit = 50
			if err := list.list(t.Context(), l, q); err != nil {
				t.Fatal(err)
			}
			sorts := false
			for _, step := range plans {
				sorts = sorts || strings.Contains(step, "TEMP B-TREE FOR ORDER BY")
				scan := postgresScan
				if !isPostgres(l) {
					scan = sqliteScan
				}
				if found := scan.FindStringSubmatch(step); found != nil && !made[found[1]] {
					t.Errorf("%s: %q reads a table from end to end:\n%s", list.name, step, strings.Join(plans, "\n"))
				}
			}
			switch list.name {
			case "events", "events of a type", "events of an actor", "events alleged", "events of an outlet", "stories", "stories of an outlet":
				// One condition or none: in the order of an index, however much there is.
				if sorts && !isPostgres(l) { // PostgreSQL rather sorts what is little
					t.Errorf("%s: sorted:\n%s", list.name, strings.Join(plans, "\n"))
				}
			}
		}
		if asked < 60 {
			t.Errorf("%d queries were seen; all of some thirty lists are wanted", asked)
		}
	})
}

func isPostgres(l *Ledger) bool { return l.db.dialect().postgres }

func TestAPlanThatReadsAllIsKnown(t *testing.T) {
	storetest.Both(t, func(t *testing.T, where string) {
		l := open(t, where)
		plan := planOf(t, l.db, "SELECT id FROM reports WHERE title = ?", []any{"x"})
		scan := sqliteScan
		if isPostgres(l) {
			scan = postgresScan
		}
		if len(plan) == 0 || !scan.MatchString(plan[0]) {
			t.Errorf("not known as one: %q", plan)
		}
	})
}
