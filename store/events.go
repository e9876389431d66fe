package store

import (
	"context"
	"strings"

	"dateline"
)

// source is where the rows of a list come from: FROM and WHERE, with the names of the
// columns that hold an event and its day.
type source struct {
	from, where string
	args        []any
	event, day  string
	// more are events that labels touch, which stand in no row as who asks may see them.
	more []*seen
	// marks are what list would give, where that is known already; nil where it is not.
	marks []mark
}

// asCame is the source of the events of a filter by the last report that tells each. It
// walks along the reports, the latest first: their numbers count up as they come.
func (f *filter) asCame() source {
	where, args := f.all(-1)
	return source{from: "accounts d CROSS JOIN events e", where: "e.id = d.event AND NOT EXISTS (SELECT 1 FROM accounts y WHERE y.event = d.event AND (y.report, y.id) > (d.report, d.id))" + where,
		args: args, event: "d.event", day: "d.report", more: f.more}
}

// along is the source of the events of a filter by a road; nil is along all.
func (f *filter) along(r *road) source {
	if f.came {
		return f.asCame()
	}
	if r == nil {
		where, args := f.all(-1)
		return source{from: "events e", where: "1 = 1" + where, args: args, event: "e.id", day: "e.day", more: f.more}
	}
	where, more := f.all(r.met)
	args := append(append([]any{}, r.args...), more...)
	if r.ordered() {
		return source{from: r.table + " d CROSS JOIN events e", where: r.where + " AND e.id = d." + r.event + where, args: args, event: "d." + r.event, day: "d.day", more: f.more}
	}
	return source{from: "(" + r.set + ") d CROSS JOIN events e", where: "e.id = d.event" + where, args: args, event: "e.id", day: "e.day", more: f.more}
}

// list is SQL for event and day of up to n rows after a mark.
func (s source) list(after *mark, n int) (string, []any) {
	where, args := s.where, append([]any{}, s.args...)
	if after != nil {
		where += " AND (" + s.day + ", " + s.event + ") < (?, ?)"
		args = append(args, after.at, after.id)
	}
	return "SELECT " + s.event + " AS event, " + s.day + " AS day FROM " + s.from + " WHERE " + where +
		" ORDER BY " + s.day + " DESC, " + s.event + " DESC LIMIT ?", append(args, n)
}

// Events are the events that a Query wants, those of the latest day first. The day of
// an event of which none is known is that of the first report that tells it.
func (l *Ledger) Events(ctx context.Context, q dateline.Query) (dateline.Page[dateline.Event], error) {
	page := dateline.Page[dateline.Event]{Total: -1}
	after, err := readMark("events", q)
	if err != nil {
		return page, err
	}
	err = l.looking(ctx, func(tx conn) error {
		f, err := queryFilter(ctx, tx, q)
		if err != nil {
			return err
		}
		r, err := f.choose(ctx, tx)
		if err != nil {
			return err
		}
		src := f.along(r)
		if after == nil && !q.Uncounted && (r == nil && len(f.roads) == 0 || r != nil && r.size <= few) {
			if err := tx.row(ctx, "SELECT count(*) FROM "+src.from+" WHERE "+src.where, src.args...).Scan(&page.Total); err != nil {
				return err
			}
			page.Total += len(src.more)
		}
		if f.found != nil {
			page.Newest = f.found.newest
		}
		return fillPage(&page, "events", q, after, func(after *mark, n int) ([]dateline.Event, *mark, error) {
			read, renew := wholeOf, wholeUpToDate
			if q.Brief && f.sight == nil { // else whose words are left is seen in the whole
				read, renew = sketchOf, sketchesUpToDate
			}
			src := src
			if f.came {
				if src.marks, err = l.cameBy(ctx, tx, q, f, after, n+1); err != nil {
					return nil, nil, err
				}
			}
			events, last, err := eventsAfter(ctx, tx, src, after, n, read)
			if err == nil {
				err = renew(ctx, tx, events)
			}
			if err == nil {
				err = f.sight.conceal(ctx, tx, pointers(events)...)
			}
			return events, last, err
		})
	})
	return page, err
}

// sourceOf is where the events that a Query wants are looked for.
func sourceOf(ctx context.Context, tx conn, q dateline.Query) (source, error) {
	f, err := queryFilter(ctx, tx, q)
	if err != nil {
		return source{}, err
	}
	r, err := f.choose(ctx, tx)
	if err != nil {
		return source{}, err
	}
	return f.along(r), nil
}

// queryFilter is a whole Query as a filter of events.
func queryFilter(ctx context.Context, tx conn, q dateline.Query) (*filter, error) {
	if err := check(q); err != nil {
		return nil, err
	}
	f := eventFilter(tx.dialect(), q)
	if err := f.see(ctx, tx); err != nil {
		return nil, err
	}
	if strings.TrimSpace(q.Words) != "" {
		m, err := matching(ctx, tx, q)
		if err != nil {
			return nil, err
		}
		f.words(tx.dialect(), m)
	}
	if f.more = f.sight.wanted(q, f.found); q.Came {
		f.came, f.more = true, asCame(f.sight, f.more)
	}
	return f, nil
}

// see leaves out the events that labels touch, if there are any for who asks.
func (f *filter) see(ctx context.Context, tx conn) error {
	var err error
	if f.sight, err = sightOf(ctx, tx); f.sight != nil {
		f.and("e.id"+tx.dialect().notIn(), list(tx.dialect(), f.sight.touched.events))
	}
	return err
}

// matching is the reports in which a Query's words stand, whenever they were published.
func matching(ctx context.Context, tx conn, q dateline.Query) (*matches, error) {
	p, err := phrases(q.Words)
	if err != nil {
		return nil, err
	}
	return match(ctx, tx, p, windowOf(dateline.Query{}), mostMatches)
}

// eventsAfter are up to n events, one more where there is one, and the mark of the n-th.
func eventsAfter(ctx context.Context, tx conn, src source, after *mark, n int, read func([]byte, *dateline.Event) error) (out []dateline.Event, last *mark, err error) {
	var marks []mark
	query, args := src.list(after, n+1)
	if src.marks != nil {
		out, marks, err = marked(ctx, tx, src.marks, read)
	} else {
		err = each(ctx, tx, func(r scanner) error {
			var m mark
			var data []byte
			if err := r.Scan(&m.id, &m.at, &data); err != nil {
				return err
			}
			var e dateline.Event
			if err := read(data, &e); err != nil {
				return err
			}
			out, marks = append(out, e), append(marks, m)
			return nil
		}, "SELECT p.event, p.day, b.data FROM ("+query+") p CROSS JOIN event_bodies b WHERE b.event = p.event ORDER BY p.day DESC, p.event DESC", args...)
	}
	if err == nil && len(src.more) > 0 {
		out, marks, err = amid(ctx, tx, out, marks, past(src.more, after, n+1))
	}
	if len(out) > n {
		out, marks = out[:n+1], marks[:n+1]
	}
	if n > 0 && len(out) >= n {
		last = &marks[n-1]
	}
	return out, last, err
}

// marked are the events of marks.
func marked(ctx context.Context, tx conn, marks []mark, read func([]byte, *dateline.Event) error) ([]dateline.Event, []mark, error) {
	ids := make([]dateline.EventID, len(marks))
	for i, m := range marks {
		ids[i] = dateline.EventID(m.id)
	}
	events, err := readBodies(ctx, tx, ids, read)
	if err == nil && len(events) != len(marks) {
		err = dateline.Errorf(dateline.Internal, "%d of %d events of a list have no body; run verify", len(marks)-len(events), len(marks))
	}
	return events, marks, err
}

// amid puts events that labels touch among others, in the order of lists.
func amid(ctx context.Context, tx conn, events []dateline.Event, marks []mark, more []*seen) (out []dateline.Event, at []mark, err error) {
	var ids []dateline.EventID
	for _, x := range more {
		ids = append(ids, x.id)
	}
	bodies, err := eventsOf(ctx, tx, ids)
	if err != nil {
		return nil, nil, err
	}
	for i, e := range events {
		for len(bodies) > 0 && marks[i].less(more[0].mark()) {
			out, at, bodies, more = append(out, bodies[0]), append(at, *more[0].mark()), bodies[1:], more[1:]
		}
		out, at = append(out, e), append(at, marks[i])
	}
	for i, e := range bodies {
		out, at = append(out, e), append(at, *more[i].mark())
	}
	return out, at, nil
}
