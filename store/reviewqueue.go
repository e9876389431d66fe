package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"slices"
	"strings"

	"dateline"
)

// settled are the states of what need not be looked at again.
const settled = "'confirmed', 'corrected', 'added', 'rejected'"

// ReviewQueue are events to be reviewed, those first whose Worth is highest. Of those that
// people rejected linking has most no more; see Gone. Page.Total is -1.
func (l *Ledger) ReviewQueue(ctx context.Context, q dateline.QueueQuery) (dateline.Page[dateline.Queued], error) {
	page := dateline.Page[dateline.Queued]{Total: -1}
	if q.Limit <= 0 {
		q.Limit = 50
	}
	asked := dateline.Query{After: q.After, Words: strings.Join([]string{q.Country, q.From.String(), q.To.String(), string(q.State), q.Coder}, "\x00"), All: q.All}
	after, err := readMark("review", asked)
	if err != nil {
		return page, err
	}
	if q.Behind != nil && after == nil {
		after = &mark{int64(q.Behind.Worth), string(q.Behind.Event)}
	}
	err = l.looking(ctx, func(tx conn) error {
		where, args := "1 = 1", []any{}
		and := func(cond string, more ...any) { where, args = where+" AND "+cond, append(args, more...) }
		// The states are listed, each a walk along the index in the order of the queue.
		states := []any{"", string(dateline.ReviewProposed)}
		if q.State != "" {
			states = []any{string(q.State)}
		}
		if !q.All {
			and("v.countable = 1")
		}
		switch q.Country {
		case "":
		case dateline.NoCountry:
			and("v.country = ''")
		default:
			and("v.country = ?", q.Country)
		}
		if q.From != 0 {
			and("v.week >= ?", int(q.From))
		}
		if q.To != 0 {
			and("v.week <= ?", int(q.To))
		}
		if q.Coder != "" {
			and("EXISTS (SELECT 1 FROM assignments g WHERE g.coder = ? AND g.event = v.event)", q.Coder)
		}
		seen, err := sightOf(ctx, tx)
		if err != nil {
			return err
		}
		if seen != nil { // the queue is for who sees all
			and("v.event"+tx.dialect().notIn(), list(tx.dialect(), seen.touched.events))
		}
		if after != nil {
			and("(v.worth, v.event) < (?, ?)", after.at, after.id)
		}
		var parts []string
		var all []any
		for _, s := range states {
			parts = append(parts, "SELECT * FROM (SELECT v.event, v.worth, v.state, v.week, v.country FROM event_reviews v WHERE v.state = ? AND "+where+" ORDER BY v.worth DESC, v.event DESC LIMIT ?) p"+string(rune('a'+len(parts))))
			all = append(append(append(all, s), args...), q.Limit+1)
		}
		var found []dateline.Queued
		if err := each(ctx, tx, func(r scanner) error {
			var x dateline.Queued
			var day int64
			if err := r.Scan(&x.Event, &x.Worth, &x.State, &x.Week, &x.Country, &x.Story, &x.Type, &x.Status, &day, &x.Place, &x.Killed.Low, &x.Killed.High, &x.Origins); err != nil {
				return err
			}
			x.Day = dateOf(day)
			found = append(found, x)
			return nil
		}, "SELECT q.event, q.worth, q.state, q.week, q.country, e.story, e.type, e.status, e.day, e.place, e.killed_low, e.killed_high, e.origins FROM ("+strings.Join(parts, " UNION ALL ")+
			") q CROSS JOIN events e WHERE e.id = q.event ORDER BY q.worth DESC, q.event DESC LIMIT ?", append(all, q.Limit+1)...); err != nil {
			return err
		}
		if q.State == dateline.ReviewRejected {
			gone, err := rejectedOnce(ctx, tx, where, args, q.Limit+1)
			if err != nil {
				return err
			}
			found = append(found, gone...)
			slices.SortFunc(found, func(a, b dateline.Queued) int {
				return cmp.Or(b.Worth-a.Worth, strings.Compare(string(b.Event), string(a.Event)))
			})
		}
		if page.Items = found; len(found) > q.Limit {
			page.Items = found[:q.Limit]
			last := page.Items[q.Limit-1]
			page.Next = (&mark{int64(last.Worth), string(last.Event)}).write("review", asked)
		}
		return nil
	})
	return page, err
}

// rejectedOnce are events that people rejected and that linking has no more, by the
// conditions of the queue; those of which an account is told again aside.
func rejectedOnce(ctx context.Context, tx conn, where string, args []any, n int) ([]dateline.Queued, error) {
	seen, err := sightOf(ctx, tx)
	if err != nil || seen != nil {
		return nil, err // its accounts are no rows that the condition of labels knows
	}
	var out []dateline.Queued
	err = each(ctx, tx, func(r scanner) error {
		x := dateline.Queued{State: dateline.ReviewRejected}
		var data []byte
		if err := r.Scan(&x.Event, &x.Worth, &x.Week, &x.Country, &data); err != nil {
			return err
		}
		var e dateline.Event
		if data != nil {
			if err := unpackJSON(data, &e); err != nil {
				return err
			}
		}
		x.Story, x.Type, x.Status, x.Origins = e.Story, e.Type, e.Status, e.Origins
		if e.Time.Start != nil {
			x.Day = e.Time.Start
		}
		killed := best(&e, dateline.Killed)
		x.Killed.Low, x.Killed.High = killed.Low, killed.High
		if len(e.Places) > 0 {
			x.Place = placePath(e.Places[0].Path)
		}
		out = append(out, x)
		return nil
	}, `SELECT v.event, v.worth, v.week, v.country, v.data FROM events_gone v WHERE v.state = 'rejected' AND `+where+`
		AND NOT EXISTS (SELECT 1 FROM events e WHERE e.id = v.event)
		AND NOT EXISTS (SELECT 1 FROM accounts_gone g JOIN accounts a ON a.id = g.account WHERE g.event = v.event) ORDER BY v.worth DESC, v.event DESC LIMIT ?`, append(append([]any{}, args...), n)...)
	return out, err
}

// ReviewSample are so many of the events that somebody other than a user confirmed or
// corrected, to be looked at again: those whose IDs, which are hashes, come next after
// one.
func (l *Ledger) ReviewSample(ctx context.Context, but string, after dateline.EventID, n int) ([]dateline.Event, error) {
	var out []dateline.Event
	err := l.looking(ctx, func(tx conn) error {
		for len(out) < n {
			var ids []dateline.EventID
			seen, err := sightOf(ctx, tx)
			if err != nil {
				return err
			}
			hidden, args := "", []any{string(after)}
			if seen != nil {
				hidden, args = " AND v.event"+tx.dialect().notIn(), append(args, list(tx.dialect(), seen.touched.events))
			}
			if err := column(ctx, tx, &ids, "SELECT v.event FROM event_reviews v WHERE v.event > ? AND v.state IN ('confirmed', 'corrected')"+hidden+" ORDER BY v.event LIMIT ?", append(args, 2*n+8)...); err != nil {
				return err
			}
			if len(ids) == 0 {
				return nil
			}
			after = ids[len(ids)-1]
			events, err := eventsOf(ctx, tx, ids)
			if err != nil {
				return err
			}
			if err := upToDate(ctx, tx, pointers(events)...); err != nil {
				return err
			}
			for _, e := range events {
				by, err := deciders(ctx, tx, &e)
				if err != nil {
					return err
				}
				if len(out) < n && !by[but] {
					out = append(out, e)
				}
			}
		}
		return nil
	})
	if err == nil {
		err = l.db.snapshot(ctx, func(tx conn) error { return reveal(ctx, tx, pointers(out)...) })
	}
	return out, err
}

// deciders are who decided what holds of an event.
func deciders(ctx context.Context, c conn, e *dateline.Event) (map[string]bool, error) {
	out := map[string]bool{}
	if e.Review == nil {
		return out, nil
	}
	d := c.dialect()
	by := "json_extract(data, '$.by')"
	if d.postgres {
		by = "CAST(data AS jsonb) ->> 'by'"
	}
	var names []string
	err := column(ctx, c, &names, "SELECT coalesce("+by+", '') FROM decisions WHERE id"+d.in(), list(d, e.Review.Decisions))
	for _, name := range names {
		out[name] = true
	}
	return out, err
}

// fillReviews writes the rows of events that were saved before there were such.
func fillReviews(ctx context.Context, d *dialect, tx *sql.Tx) error {
	query, put := "SELECT e.id, e.day, b.data FROM events e JOIN event_bodies b ON b.event = e.id WHERE e.id > ? ORDER BY e.id LIMIT ?",
		"INSERT INTO event_reviews (event, country, week, countable, worth, state) VALUES (?, ?, ?, ?, ?, ?)"
	if d.postgres {
		query, put = number(query), number(put)
	}
	insert, err := tx.PrepareContext(ctx, put)
	if err != nil {
		return err
	}
	defer insert.Close()
	for after := ""; ; {
		some, err := reviewsAfter(ctx, tx, query, after)
		if err != nil || len(some) == 0 {
			return err
		}
		for _, row := range some {
			if _, err := insert.ExecContext(ctx, clean(row)...); err != nil {
				return err
			}
		}
		after = some[len(some)-1][0].(string)
	}
}

// reviewsAfter are rows of the next events. One that cannot be read is worth nothing:
// verify tells of it.
func reviewsAfter(ctx context.Context, tx *sql.Tx, query, after string) (out [][]any, err error) {
	rows, err := tx.QueryContext(ctx, query, after, pageRows)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id string
		var day int64
		var data []byte
		if err := rows.Scan(&id, &day, &data); err != nil {
			return nil, err
		}
		var e dateline.Event
		if raw, err := unpack(data); err == nil {
			_ = json.Unmarshal(raw, &e)
		}
		out = append(out, []any{id, e.Country(), int(weekOf(day)), flag(e.Countable), dateline.Worth(&e), reviewState(&e)})
	}
	return out, rows.Err()
}
