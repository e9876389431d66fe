package store

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"dateline"
)

// keepOn notes which reports a decision is on: of one that undoes another, those that
// the other is on.
func keepOn(ctx context.Context, tx conn, d dateline.Decision) error {
	var seq int64
	if err := tx.row(ctx, "SELECT seq FROM decisions WHERE id = ?", d.ID).Scan(&seq); err != nil {
		return err
	}
	hashes := map[string]bool{}
	for _, on := range d.On {
		if !hashes[on.Report] {
			hashes[on.Report] = true
			if _, err := tx.exec(ctx, "INSERT INTO decision_reports (hash, decision) VALUES (?, ?)", on.Report, seq); err != nil {
				return err
			}
		}
	}
	if d.Undoes == "" {
		return nil
	}
	_, err := tx.exec(ctx, `INSERT INTO decision_reports (hash, decision) SELECT o.hash, CAST(? AS bigint) FROM decision_reports o JOIN decisions d ON d.seq = o.decision WHERE d.id = ?
		ON CONFLICT (hash, decision) DO NOTHING`, seq, d.Undoes)
	return err
}

// DecisionsOn are the decisions, of every set and undone ones too, on reports by the
// hashes of their texts, in the order they were added.
func (l *Ledger) DecisionsOn(ctx context.Context, hashes ...string) ([]dateline.Decision, error) {
	return decisionsOn(ctx, l.db, hashes)
}

func decisionsOn(ctx context.Context, c conn, hashes []string) ([]dateline.Decision, error) {
	var out []dateline.Decision
	d := c.dialect()
	err := each(ctx, c, func(row scanner) error {
		d, err := scanDecision(row)
		if err != nil {
			return err
		}
		out = append(out, d)
		return nil
	}, "SELECT d.id, d.data FROM (SELECT DISTINCT o.decision FROM decision_reports o WHERE o.hash"+d.in()+") s CROSS JOIN decisions d WHERE d.seq = s.decision ORDER BY d.seq", list(d, hashes))
	return out, err
}

// Reviewed lays over an event, as it was listed, what people decided of it up to now:
// for a set "", what the record has, though linking has yet to tell the event anew; for
// another, that set's decisions alone, over what the machine has.
func (l *Ledger) Reviewed(ctx context.Context, e *dateline.Event, set string) error {
	return l.db.snapshot(ctx, func(tx conn) error { return review(ctx, tx, []*dateline.Event{e}, set) })
}

// upToDate lays over events what was decided since linking last told them. What was
// decided before is in them: of all decisions few are looked at, and of a list few events.
func upToDate(ctx context.Context, c conn, events ...*dateline.Event) error {
	news, err := newsOn(ctx, c)
	if err != nil || len(news) == 0 {
		return err
	}
	var some []*dateline.Event
	for _, e := range events {
		if tellsOf(e, news) {
			some = append(some, e)
		}
	}
	if len(some) == 0 {
		return nil
	}
	return review(ctx, c, some, "")
}

func wholeUpToDate(ctx context.Context, c conn, events []dateline.Event) error {
	return upToDate(ctx, c, pointers(events)...)
}

// tellsOf reports whether one of some reports tells an event.
func tellsOf(e *dateline.Event, reports map[dateline.ReportID]bool) bool {
	return slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool { return reports[a.Report] })
}

// lateDecisions is how many decisions that linking knows are looked at again: on
// PostgreSQL one with a lower number may be there later than one with a higher.
const lateDecisions = 16

// latest is what newsOn found last, for all who ask until something is decided or linked.
type latest struct {
	mu  sync.Mutex
	key string
	on  map[dateline.ReportID]bool
}

// newsOn are the reports on which people decided something since linking last asked.
func newsOn(ctx context.Context, c conn) (map[dateline.ReportID]bool, error) {
	var there, last, known, linked int64
	if err := c.row(ctx, "SELECT count(*), coalesce(max(seq), 0), coalesce((SELECT CAST(value AS bigint) FROM meta WHERE name = '"+decidedName+"'), 0), (SELECT version FROM linker WHERE one = 1) FROM decisions").Scan(&there, &last, &known, &linked); err != nil || there <= known {
		return nil, err
	}
	// Nobody waits for a connection while others, who have one, wait for this lock: it is
	// not held while the database is asked.
	all := c.latest()
	key := fmt.Sprint(there, last, known, linked)
	all.mu.Lock()
	if all.key == key {
		defer all.mu.Unlock()
		return all.on, nil
	}
	all.mu.Unlock()
	if c.dialect().postgres {
		known = max(known-lateDecisions, 0)
	}
	out := map[dateline.ReportID]bool{}
	if err := each(ctx, c, func(row scanner) error {
		var id dateline.ReportID
		err := row.Scan(&id)
		out[id] = true
		return err
	}, "SELECT DISTINCT r.id FROM (SELECT d.seq FROM decisions d ORDER BY d.seq LIMIT 9223372036854775807 OFFSET ?) n CROSS JOIN decision_reports o CROSS JOIN reports r WHERE o.decision = n.seq AND r.sha256 = o.hash", known); err != nil {
		return nil, err
	}
	all.mu.Lock()
	defer all.mu.Unlock()
	all.key, all.on = key, out
	return out, nil
}

func review(ctx context.Context, c conn, events []*dateline.Event, set string) error {
	var ids []string
	for _, e := range events {
		for _, a := range e.Accounts {
			ids = append(ids, string(a.Report))
		}
	}
	slices.Sort(ids)
	ids = slices.Compact(ids)
	hashOf, decided := map[dateline.ReportID]string{}, map[dateline.ReportID]bool{}
	d := c.dialect()
	if err := each(ctx, c, func(row scanner) error {
		var id dateline.ReportID
		var hash string
		var n int
		if err := row.Scan(&id, &hash, &n); err != nil {
			return err
		}
		hashOf[id], decided[id] = hash, n > 0
		return nil
	}, "SELECT r.id, r.sha256, CASE WHEN EXISTS (SELECT 1 FROM decision_reports o WHERE o.hash = r.sha256) THEN 1 ELSE 0 END FROM reports r WHERE r.id"+d.in(), list(d, ids)); err != nil {
		return err
	}
	var hashes []string
	for id, yes := range decided {
		if yes {
			hashes = append(hashes, hashOf[id])
		}
	}
	slices.Sort(hashes)
	var ds []dateline.Decision
	if hashes = slices.Compact(hashes); len(hashes) > 0 {
		all, err := decisionsOn(ctx, c, hashes)
		if err != nil {
			return err
		}
		ds = dateline.InForceOf(all, set)
		for i := range ds {
			ds[i].Set = "" // which Amend passes over
		}
	}
	found := map[dateline.ReportID]*amended{}
	for _, e := range events {
		var placed []dateline.Placed
		seen := map[dateline.ReportID]bool{}
		for _, a := range e.Accounts {
			if !decided[a.Report] || seen[a.Report] {
				continue
			}
			seen[a.Report] = true
			if found[a.Report] == nil {
				x, err := amendedOf(ctx, c, a.Report, ds)
				if err != nil {
					return err
				}
				found[a.Report] = x
			}
			placed = append(placed, found[a.Report].of(e)...)
		}
		slices.SortStableFunc(placed, func(a, b dateline.Placed) int { return a.At - b.At })
		dateline.Replay(e, placed)
	}
	return nil
}

// amended is what decisions came to in a report.
type amended struct {
	report dateline.ReportID
	placed []dateline.Placed
	told   map[dateline.AccountID]dateline.Referent // the words that tell an account
}

func amendedOf(ctx context.Context, c conn, id dateline.ReportID, ds []dateline.Decision) (*amended, error) {
	var r dateline.Report
	var data []byte
	// A report that waits to be linked by a newer reading is told by the older one.
	err := c.row(ctx, `SELECT r.id, r.sha256, t.text, d.data FROM reports r JOIN texts t ON t.report = r.seq
		JOIN readings d ON d.report = r.seq AND d.maker = CASE WHEN r.linked_by <> '' THEN r.linked_by ELSE r.read_by END WHERE r.id = ?`, string(id)).Scan(&r.ID, &r.SHA256, &r.Text, &data)
	if err != nil {
		return nil, err
	}
	reading, err := readingOf(id, data)
	if err != nil {
		return nil, err
	}
	out := &amended{report: id, told: map[dateline.AccountID]dateline.Referent{}}
	done := dateline.Amend(&r, reading, ds)
	for _, all := range [][]dateline.Account{reading.Accounts, done.Reading.Accounts} {
		for i := range all {
			out.told[all[i].ID] = dateline.Refer("", &all[i], "")
		}
	}
	out.placed = done.Placed
	return out, nil
}

// of are the decisions on accounts of an event, by the IDs that it has for them. An
// account that linking took for another one of the report told again is that one.
func (x *amended) of(e *dateline.Event) []dateline.Placed {
	var out []dateline.Placed
	for _, p := range x.placed {
		id := dateline.AccountID(string(x.report) + "-" + string(p.Account))
		at := slices.IndexFunc(e.Accounts, func(a dateline.Account) bool { return a.ID == id })
		// One that people added is no other, though it rests on the same words.
		if told := x.told[p.Account]; at < 0 && told.Added == "" {
			at = slices.IndexFunc(e.Accounts, func(a dateline.Account) bool {
				return a.Report == x.report && a.Maker != dateline.Person && slices.ContainsFunc(a.Evidence, func(v dateline.Evidence) bool { return v.Field == "type" && v.Span == told.Span })
			})
		}
		if at >= 0 {
			p.Account = e.Accounts[at].ID
			out = append(out, p)
		}
	}
	return out
}

// restated is how many events at most show at once in the queue what was decided;
// linking sees to more.
const restated = 100

// restate has the queue show what was decided, before linking tells the events anew.
func restate(ctx context.Context, tx conn, ds []dateline.Decision) error {
	var ids []string
	for _, d := range ds {
		if d.Set == "" {
			ids = append(ids, d.ID)
		}
	}
	if len(ids) == 0 || len(ids) > restated {
		return nil
	}
	if err := restateProposals(ctx, tx, ds); err != nil {
		return err
	}
	d := tx.dialect()
	var events []string
	if err := column(ctx, tx, &events, `SELECT DISTINCT a.event FROM decisions d JOIN decision_reports o ON o.decision = d.seq JOIN reports r ON r.sha256 = o.hash JOIN accounts a ON a.report = r.seq
		WHERE d.id`+d.in()+" ORDER BY a.event LIMIT ?", list(d, ids), restated); err != nil {
		return err
	}
	all, err := eventsOf(ctx, tx, as[dateline.EventID](events))
	if err != nil {
		return err
	}
	if err := review(ctx, tx, pointers(all), ""); err != nil {
		return err
	}
	for i := range all {
		if _, err := tx.exec(ctx, "UPDATE event_reviews SET state = ? WHERE event = ?", reviewState(&all[i]), string(all[i].ID)); err != nil {
			return err
		}
	}
	return nil
}

func as[T ~string](all []string) []T {
	out := make([]T, len(all))
	for i, s := range all {
		out[i] = T(s)
	}
	return out
}
