package store

import (
	"context"
	"fmt"
	"strings"

	"dateline"
)

// A list of events walks along one index in the order of the list, newest first, and
// looks at each event whether it is wanted, until it has enough. Which index, is
// chosen here rather than by the databases, which do not know how the values of one
// column go with those of another: the one of the condition that fewest events meet.
// Where these are few they are gathered and sorted, and counted too; where all
// conditions are met by many, a walk soon has its page.

// few is how many events are gathered and sorted, or counted, for a page.
const few = 5000

// A filter is a Query as conditions on rows e of events.
type filter struct {
	where []condition
	roads []road
	// sight is what labels touch; more are the events of it that the Query wants.
	sight *sight
	more  []*seen
	// found are the reports that the Query's words are in.
	found *matches
	// came is that the events come by the last report that tells each.
	came bool
}

// A condition is SQL with its arguments.
type condition struct {
	sql  string
	args []any
}

// A road is a way to the events that meet one condition: a source d, which has the
// columns event and day where its rows come in the order of lists, and is a subselect
// with event alone where they do not.
type road struct {
	table, event string // of rows in order
	where        string
	set          string // a subselect of events
	args         []any
	met          int // the condition, by its index, that all events on it meet
	size         int // of its rows, up to few+1
}

func (r *road) ordered() bool { return r.set == "" }

// and adds a condition.
func (f *filter) and(where string, args ...any) { f.where = append(f.where, condition{where, args}) }

// by adds a road to what meets the condition that was added last.
func (f *filter) by(r road) {
	r.met = len(f.where) - 1
	f.roads = append(f.roads, r)
}

// all is that every condition is met, but for one by its index, -1 for none: SQL that
// goes on from another condition.
func (f *filter) all(but int) (string, []any) {
	var b strings.Builder
	var args []any
	for i, c := range f.where {
		if i != but {
			b.WriteString(" AND " + c.sql)
			args = append(args, c.args...)
		}
	}
	return b.String(), args
}

// facet adds that one of some values stands in a table for the event.
func facet[T ~string](f *filter, d *dialect, table, column string, values []T) {
	if len(values) == 0 {
		return
	}
	if len(values) == 1 {
		f.and("EXISTS (SELECT 1 FROM "+table+" x WHERE x.event = e.id AND x."+column+" = ?)", string(values[0]))
		f.by(road{table: table, event: "event", where: "d." + column + " = ?", args: []any{string(values[0])}})
		return
	}
	f.and("EXISTS (SELECT 1 FROM "+table+" x WHERE x.event = e.id AND x."+column+""+d.in()+")", list(d, values))
	f.by(road{set: "SELECT DISTINCT x.event AS event FROM " + table + " x WHERE x." + column + d.in(), args: []any{list(d, values)}})
}

// check says what is wrong with a Query, nil when nothing is.
func check(q dateline.Query) error {
	switch {
	case q.Limit < 0:
		return dateline.Errorf(dateline.Invalid, "a limit of %d is none; leave it out for all", q.Limit)
	case q.From != nil && q.To != nil && q.To.Before(*q.From):
		return dateline.Errorf(dateline.Invalid, "nothing lies from %s to %s; swap the two", q.From, q.To)
	case q.Origins < 0:
		return dateline.Errorf(dateline.Invalid, "%d origins are none", q.Origins)
	}
	for _, s := range q.Statuses {
		switch s {
		case dateline.StatusBackground, dateline.StatusPlanned, dateline.StatusFoiled, dateline.StatusDidNotHappen, dateline.StatusHappened,
			dateline.StatusClaimed, dateline.StatusAlleged, dateline.StatusDenied, dateline.StatusUnknown:
		default:
			return dateline.Errorf(dateline.Invalid, "%q is no status; happened, claimed, alleged, denied, planned, foiled, did-not-happen, unknown and background are", s)
		}
	}
	return nil
}

// asksEvents reports whether a Query has a condition on events beside being
// countable.
func asksEvents(q dateline.Query) bool {
	return len(q.Types)+len(q.Actors)+len(q.Places)+len(q.Statuses) > 0 || q.From != nil || q.To != nil
}

// eventFilter is what a Query asks of an event; its words and limits aside.
func eventFilter(d *dialect, q dateline.Query) *filter {
	f := &filter{}
	switch {
	case len(q.Statuses) == 1:
		f.and("e.status = ?", string(q.Statuses[0]))
		f.by(road{table: "events", event: "id", where: "d.status = ?", args: []any{string(q.Statuses[0])}})
	case len(q.Statuses) > 1:
		f.and("e.status"+d.in(), list(d, q.Statuses))
		f.by(road{set: "SELECT x.id AS event FROM events x WHERE x.status" + d.in(), args: []any{list(d, q.Statuses)}})
	case !q.All:
		f.and("e.countable = 1")
	}
	facet(f, d, "event_actors", "actor", q.Actors)
	facet(f, d, "event_places", "path", trimmed(q.Places))
	facet(f, d, "event_types", "code", q.Types)
	facet(f, d, "event_outlets", "outlet", q.Outlets)
	f.time(q)
	if q.Origins > 1 {
		f.and("e.origins >= ?", q.Origins)
		f.by(road{set: "SELECT x.id AS event FROM events x WHERE x.origins >= ?", args: []any{q.Origins}})
	}
	if q.Story != "" {
		f.and("e.story = ?", string(q.Story))
		f.by(road{set: "SELECT x.id AS event FROM events x WHERE x.story = ?", args: []any{string(q.Story)}})
	}
	if q.Report != "" {
		f.and("EXISTS (SELECT 1 FROM accounts x JOIN reports r ON r.seq = x.report WHERE x.event = e.id AND r.id = ?)", string(q.Report))
		f.by(road{set: "SELECT DISTINCT x.event AS event FROM reports r CROSS JOIN accounts x WHERE r.id = ? AND x.report = r.seq", args: []any{string(q.Report)}})
	}
	return f
}

func trimmed(paths []string) []string {
	var out []string
	for _, p := range paths {
		if p = strings.Trim(p, "/ "); p != "" {
			out = append(out, p)
		}
	}
	return out
}

const openDays = dateline.OpenDays

// time wants events whose days overlap those asked for. An event of no known day is
// none of them.
func (f *filter) time(q dateline.Query) {
	if q.From == nil && q.To == nil {
		return
	}
	from, to := int64(-unbounded), int64(unbounded)
	if q.From != nil {
		from = dayOf(*q.From)
	}
	if q.To != nil {
		to = dayOf(*q.To)
	}
	// A time that is open to one side is long: the first road is without it.
	const near = "? AND (%[1]s.start_day > ? OR %[1]s.end_day <= ?) AND (%[1]s.end_day < ? OR %[1]s.start_day > ?)"
	open := []any{int64(-unbounded), addDays(to, openDays), int64(unbounded), addDays(from, -openDays)}
	f.and("e.start_day <= ? AND e.end_day > "+fmt.Sprintf(near, "e"), append([]any{to, from}, open...)...)
	f.by(road{
		set: `SELECT x.id AS event FROM events x WHERE x.long = 0 AND x.start_day > ? AND x.start_day <= ? AND x.end_day > ?
			UNION ALL SELECT x.id AS event FROM events x WHERE x.long = 1 AND x.start_day <= ? AND x.end_day > ` + fmt.Sprintf(near, "x"),
		args: append([]any{from - longDays, to, from, to, from}, open...),
	})
}

// addDays is a day so many later, unbounded where it is.
func addDays(day, n int64) int64 {
	if day == unbounded || day == -unbounded {
		return day
	}
	return day + n
}

// words wants events that a report tells in which the Query's words stand. The plus
// keeps SQLite from trying each of them as the report of each event.
func (f *filter) words(d *dialect, m *matches) {
	f.found = m
	f.and("EXISTS (SELECT 1 FROM accounts x WHERE x.event = e.id AND "+d.plus()+"x.report"+d.inNumbers()+")", list(d, m.reports()))
	f.by(road{
		set:  "SELECT DISTINCT x.event AS event FROM accounts x WHERE x.report" + d.inNumbers(),
		args: []any{list(d, m.reports())}, size: len(m.docs),
	})
}

// looking runs f in a transaction that sees one state, for lists. PostgreSQL plans
// each query anew for its own words and places, of which some are in most of the
// ledger and some in nothing, and reads no table from end to end, which it takes for
// cheaper than it is where rows are large, nor with workers, who take longer to start
// than a page takes. What lists go by is in memory, where no page is far from another.
func (l *Ledger) looking(ctx context.Context, f func(tx conn) error) error {
	return l.db.snapshot(ctx, func(tx conn) error {
		if tx.dialect().postgres {
			var set string
			if err := tx.row(ctx, "SELECT set_config('plan_cache_mode', 'force_custom_plan', true) || set_config('enable_seqscan', 'off', true) || set_config('max_parallel_workers_per_gather', '0', true) || set_config('random_page_cost', '1.1', true)").Scan(&set); err != nil {
				return err
			}
		}
		return f(tx)
	})
}

// choose is the road that fewest events lie on, nil when all lie on every road that
// there is and walking along all events is as good.
func (f *filter) choose(ctx context.Context, c conn) (*road, error) {
	var best *road
	for i := range f.roads {
		r := &f.roads[i]
		if r.size == 0 {
			inner := "SELECT 1 FROM (" + r.set + ") s"
			if r.ordered() {
				inner = "SELECT 1 FROM " + r.table + " d WHERE " + r.where
			}
			if err := c.row(ctx, "SELECT count(*) FROM ("+inner+" LIMIT ?) n", append(append([]any{}, r.args...), few+1)...).Scan(&r.size); err != nil {
				return nil, err
			}
		}
		// Of roads that are all long one in order is better.
		if best == nil || r.size < best.size || r.size > few && best.size > few && r.ordered() && !best.ordered() {
			best = r
		}
	}
	if best != nil && best.size > few && !best.ordered() {
		return nil, nil
	}
	return best, nil
}
