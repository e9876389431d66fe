package store

import (
	"context"
	"encoding/json"
	"fmt"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"dateline"
)

// What lists go by are rows that follow from an event, a story or a reading. Verify
// works them out again with what wrote them and compares. A finding names the table
// and the thing, and no value: that may be words of a report.

// rowsSaid are rows of a table as one string each, by the thing in the column of.
func rowsSaid(ctx context.Context, tx conn, table string, columns []string, of string, from, to any) (map[string][]string, error) {
	texts := make([]string, len(columns))
	for i, c := range columns {
		texts[i] = "CAST(" + c + " AS TEXT)"
	}
	out := map[string][]string{}
	values := make([]*string, len(columns))
	into := make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	at := slices.Index(columns, of)
	err := each(ctx, tx, func(row scanner) error {
		if err := row.Scan(into...); err != nil {
			return err
		}
		args := make([]any, len(values))
		for i, v := range values {
			args[i] = v
		}
		if values[at] != nil {
			out[*values[at]] = append(out[*values[at]], rowSaid(args))
		}
		return nil
	}, "SELECT "+strings.Join(texts, ", ")+" FROM "+table+" WHERE "+of+" BETWEEN ? AND ?", from, to)
	return out, err
}

// rowSaid is a row as one string, whatever types its values have.
func rowSaid(row []any) string {
	var b strings.Builder
	for _, v := range clean(slices.Clone(row)) {
		r := reflect.ValueOf(v)
		switch {
		case r.Kind() != reflect.Pointer:
			fmt.Fprintf(&b, "%q ", fmt.Sprint(v))
		case r.IsNil():
			b.WriteString("NULL ")
		default:
			fmt.Fprintf(&b, "%q ", fmt.Sprint(r.Elem().Interface()))
		}
	}
	return b.String()
}

// sameRows compares the rows that are there with those that should be.
func (v *verifying) sameRows(of, table string, there []string, should [][]any) {
	want := make([]string, len(should))
	for i, row := range should {
		want[i] = rowSaid(row)
	}
	slices.Sort(want)
	there = slices.Sorted(slices.Values(there))
	if !slices.Equal(there, want) {
		v.found(CheckReference, of, "its rows in %s are not those that follow from it (%d are there, %d follow)", table, len(there), len(want))
	}
}

// eventTablesOf compares the rows of events with the events, and what follows from
// the rows of their accounts with those.
func (v *verifying) eventTablesOf(ctx context.Context, tx conn, events []*dateline.Event, from, to string) error {
	var ids []string
	for _, e := range events {
		for _, a := range e.Accounts {
			ids = append(ids, string(a.Report))
		}
	}
	slices.Sort(ids)
	reports, err := filedOf(ctx, tx, slices.Compact(ids))
	if err != nil {
		return err
	}
	there := map[string]map[string][]string{}
	for _, e := range events {
		for _, t := range eventRows(e, reports, 0, 0) {
			of := "event"
			if t.table == "events" { // when it was made nothing else says, its digest is looked at with its body
				of, t.columns = "id", t.columns[:len(t.columns)-2]
				t.rows[0] = t.rows[0][:len(t.columns)]
			}
			if t.table == "event_reviews" { // a decision changes the state before linking tells the event anew
				t.columns = t.columns[:len(t.columns)-1]
				t.rows[0] = t.rows[0][:len(t.columns)]
			}
			if there[t.table] == nil {
				if there[t.table], err = rowsSaid(ctx, tx, t.table, t.columns, of, from, to); err != nil {
					return err
				}
			}
			v.sameRows(string(e.ID), t.table, there[t.table][string(e.ID)], t.rows)
		}
	}
	return v.follows(ctx, tx, "event_outlets", "event", "SELECT outlet, day, event FROM event_outlets WHERE event BETWEEN ? AND ?",
		`SELECT r.outlet, e.day, e.id AS event FROM events e JOIN accounts a ON a.event = e.id JOIN reports r ON r.seq = a.report WHERE e.id BETWEEN ? AND ? AND r.outlet IS NOT NULL`, from, to)
}

// follows compares rows, of the thing in their column of, with those that another
// query gives.
func (v *verifying) follows(ctx context.Context, tx conn, table, of, there, should string, from, to string) error {
	wrong := map[string]bool{}
	for _, q := range []string{there + " EXCEPT " + should, should + " EXCEPT " + there} {
		err := each(ctx, tx, func(row scanner) error {
			var id string
			err := row.Scan(&id)
			wrong[id] = true
			return err
		}, "SELECT DISTINCT x."+of+" FROM ("+q+") x", from, to, from, to)
		if err != nil {
			return err
		}
	}
	for id := range wrong {
		v.found(CheckReference, id, "its rows in %s are not those that follow from its reports", table)
	}
	return nil
}

// storyTablesOf compares the rows of stories with the stories.
func (v *verifying) storyTablesOf(ctx context.Context, tx conn, stories []*dateline.Story, from, to string) error {
	var ids []string
	for _, st := range stories {
		ids = append(ids, string(st.Last))
	}
	reports, err := filedOf(ctx, tx, ids)
	if err != nil {
		return err
	}
	countable := map[string]int{}
	if err := each(ctx, tx, func(row scanner) error {
		var id string
		var n int
		err := row.Scan(&id, &n)
		countable[id] = n
		return err
	}, "SELECT story, count(*) FROM events WHERE countable = 1 AND story BETWEEN ? AND ? GROUP BY story", from, to); err != nil {
		return err
	}
	columns := storyColumns[:len(storyColumns)-2]
	there, err := rowsSaid(ctx, tx, "stories", columns, "id", from, to)
	if err != nil {
		return err
	}
	for _, st := range stories {
		v.sameRows(string(st.ID), "stories", there[string(st.ID)], [][]any{storyRow(st, reports[st.Last], countable[string(st.ID)])})
	}
	if err := v.follows(ctx, tx, "story_outlets", "story", "SELECT outlet, last_at, story FROM story_outlets WHERE story BETWEEN ? AND ?",
		`SELECT r.outlet, s.last_at, s.id AS story FROM stories s JOIN story_reports m ON m.story = s.id JOIN reports r ON r.seq = m.report WHERE s.id BETWEEN ? AND ? AND r.outlet IS NOT NULL`, from, to); err != nil {
		return err
	}
	var proposed []dateline.Proposal
	var states []stated
	if err := each(ctx, tx, func(row scanner) error {
		var story, name string
		var origins int
		var data []byte
		var state stated
		if err := row.Scan(&story, &name, &origins, &data, &state.state, &state.actor); err != nil {
			return err
		}
		var p dateline.Proposal
		if err := unpackJSON(data, &p); err != nil || string(p.Story) != story || cleaned(p.Name) != name || p.Origins != origins {
			v.found(CheckReference, story, "a proposal in it is not as it was saved")
			return nil
		}
		proposed, states = append(proposed, p), append(states, state)
		return nil
	}, "SELECT story, name, origins, data, state, actor FROM proposals WHERE story BETWEEN ? AND ?", from, to); err != nil {
		return err
	}
	want, err := proposalStates(ctx, tx, proposed)
	for i, p := range proposed {
		if err == nil && states[i] != want[i] {
			v.found(CheckReference, string(p.Story), "a name proposed in it is not listed as people decided of it")
		}
	}
	return err
}

// A readRows is the rows of readings of some reports.
type readRows struct {
	statements, changes map[string][]string
	data                map[int64][][]byte // of changes, in their order
}

func readRowsOf(ctx context.Context, tx conn, from, to int64) (readRows, error) {
	out := readRows{data: map[int64][][]byte{}}
	var err error
	if out.statements, err = rowsSaid(ctx, tx, "statements", statementColumns, "report", from, to); err != nil {
		return out, err
	}
	if out.changes, err = rowsSaid(ctx, tx, "changes", changeColumns, "report", from, to); err != nil {
		return out, err
	}
	return out, each(ctx, tx, func(row scanner) error {
		var seq int64
		var data []byte
		err := row.Scan(&seq, &data)
		out.data[seq] = append(out.data[seq], data)
		return err
	}, "SELECT report, data FROM changes WHERE report BETWEEN ? AND ? ORDER BY report, n", from, to)
}

// readTables compares the rows of the reading in force with it.
func (v *verifying) readTables(c *checked, r *dateline.Reading, rows readRows) {
	seq := fmt.Sprint(c.seq)
	v.sameRows(c.id, "statements", rows.statements[seq], statementRows(c.seq, r.Statements))
	v.sameRows(c.id, "changes", rows.changes[seq], changeRows(c.seq, r.Changes))
	for i, data := range rows.data[c.seq] {
		if i >= len(r.Changes) {
			break // their number is told already
		}
		body, err := unpack(data)
		if want, _ := json.Marshal(r.Changes[i]); err != nil || string(body) != string(want) {
			v.found(CheckReference, c.id, "a change in changes is not as the reading has it")
		}
	}
}

// versions looks at whether each report that has an address names the version before
// it, as File works it out, and at tombstones of what is still there.
func (v *verifying) versions(ctx context.Context) error {
	if err := each(ctx, v.l.db, func(row scanner) error {
		var id string
		err := row.Scan(&id)
		v.found(CheckReference, id, "a tombstone says that the report is purged, and it is there; purge it again")
		return err
	}, "SELECT t.id FROM tombstones t JOIN reports r ON r.id = t.id LIMIT ?", mostFindings+1); err != nil {
		return err
	}
	var of [2]string
	var all []version
	done := func() {
		slices.SortFunc(all, version.compare)
		before := ""
		for _, x := range all {
			if x.supersedes == nil && before != "" || x.supersedes != nil && *x.supersedes != before {
				v.found(CheckReference, x.id, "the report does not name the version of its article that came before it")
			}
			before = x.id
			if of[0] == "" {
				before = "" // no article
			}
		}
		all = all[:0]
	}
	err := each(ctx, v.l.db, func(row scanner) error {
		var x version
		var at [2]string
		var published, modified *string
		if err := row.Scan(&at[0], &at[1], &x.id, &published, &modified, &x.received, &x.size, &x.sha256, &x.supersedes); err != nil {
			return err
		}
		x.at = versionTime(published, modified, x.received)
		if at != of {
			done()
			of = at
		}
		all = append(all, x)
		return nil
	}, `SELECT coalesce(url, ''), coalesce(outlet, ''), id, published, modified, received, size, sha256, supersedes FROM reports
		WHERE url <> '' OR supersedes IS NOT NULL ORDER BY coalesce(url, ''), coalesce(outlet, '')`)
	done()
	return err
}

// makes finds what a migration makes or takes away that lists are slow, or the ledger
// unsafe, without.
var makes = regexp.MustCompile(`(?m)^(CREATE|DROP) (?:UNIQUE )?(INDEX|TRIGGER) (\w+)`)

// schema looks at whether the indexes and triggers of the migrations are there.
func (v *verifying) schema(ctx context.Context) error {
	d := v.l.db.dialect()
	query := "SELECT name FROM sqlite_schema WHERE type IN ('index', 'trigger')"
	if d.postgres {
		query = `SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema() AND c.relkind = 'i'
			UNION ALL SELECT t.tgname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = current_schema()`
	}
	var names []string
	if err := column(ctx, v.l.db, &names, query); err != nil {
		return err
	}
	missing := map[string]string{}
	entries, err := migrations.ReadDir("migrations")
	if err != nil {
		return dateline.Errorf(dateline.Internal, "migrations: %w", err)
	}
	for _, e := range entries {
		raw, err := migrations.ReadFile("migrations/" + e.Name())
		if err != nil {
			return dateline.Errorf(dateline.Internal, "migrations: %w", err)
		}
		for _, m := range makes.FindAllStringSubmatch(d.render(string(raw)), -1) {
			if m[1] == "DROP" {
				delete(missing, m[3])
			} else if !slices.Contains(names, m[3]) {
				missing[m[3]] = strings.ToLower(m[2])
			}
		}
	}
	for name, what := range missing {
		v.found(CheckFile, name, "the %s is not there; put a backup in its place, or make a new ledger of this one's reports", what)
	}
	return nil
}
