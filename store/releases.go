package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"

	"dateline"
)

// Freeze keeps, under a name, which events a Query wants now and what each says, as
// hashes: a release, Made by the ledger's clock. Conflict when the name is taken, or while linking has yet to tell
// what people decided.
func (l *Ledger) Freeze(ctx context.Context, r dateline.Release) (dateline.Release, error) {
	if strings.TrimSpace(r.Name) == "" || len(r.Name) > 100 || len(r.Note) > 4000 {
		return r, dateline.Errorf(dateline.Invalid, "a release has a name of up to 100 bytes, and a note of up to 4000")
	}
	r.Query.Limit, r.Query.After = 0, ""
	query, err := json.Marshal(r.Query)
	if err != nil {
		return r, dateline.Errorf(dateline.Internal, "release %s: %w", r.Name, err)
	}
	// What is frozen is read as it is at one moment while others go on writing; kept it
	// is at once.
	var rows [][]any
	var now int64
	if err := l.looking(ctx, func(tx conn) error {
		if news, err := undecided(ctx, tx); err != nil {
			return err
		} else if news {
			return dateline.Errorf(dateline.Conflict, "what people decided last is not in the events yet; freeze when it is linked")
		}
		if err := tx.row(ctx, "SELECT "+tx.dialect().now).Scan(&now); err != nil {
			return err
		}
		rows, err = frozen(ctx, tx, r.Query)
		return err
	}); err != nil {
		return r, err
	}
	r.Made, r.Events = timeOf(&now), len(rows)
	err = l.db.write(ctx, func(tx conn) error {
		n, err := tx.exec(ctx, "INSERT INTO releases (name, made, by_whom, note, query, events) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING", r.Name, now, r.By, r.Note, string(query), len(rows))
		if err != nil {
			return err
		}
		if n == 0 {
			return dateline.Errorf(dateline.Conflict, "there is a release %q already; give another name", r.Name)
		}
		if err := tx.row(ctx, "SELECT seq FROM releases WHERE name = ?", r.Name).Scan(&r.ID); err != nil {
			return err
		}
		for _, row := range rows {
			row[0] = r.ID
		}
		return insert(ctx, tx, "release_events", []string{"release", "event", "digest", "fields"}, rows, "")
	})
	return r, err
}

// frozen are rows of release_events, for what a Query wants, without their release.
func frozen(ctx context.Context, tx conn, q dateline.Query) ([][]any, error) {
	src, err := sourceOf(ctx, tx, q)
	if err != nil {
		return nil, err
	}
	d := tx.dialect()
	var out [][]any
	for after := (*mark)(nil); ; {
		events, last, err := eventsAfter(ctx, tx, src, after, pageRows)
		if err != nil {
			return nil, err
		}
		more := len(events) > pageRows
		events = events[:min(len(events), pageRows)]
		ids := make([]string, len(events))
		for i := range events {
			ids[i] = string(events[i].ID)
		}
		digests := map[string]int64{}
		if err := each(ctx, tx, func(row scanner) error {
			var id string
			var digest int64
			err := row.Scan(&id, &digest)
			digests[id] = digest
			return err
		}, "SELECT id, digest FROM events WHERE id"+d.in(), list(d, ids)); err != nil {
			return nil, err
		}
		for i := range events {
			out = append(out, []any{nil, ids[i], digests[ids[i]], events[i].ReleaseHashes()})
		}
		if !more {
			return out, nil
		}
		after = last
	}
}

const releaseColumns = "seq, name, made, by_whom, note, query, events"

func scanRelease(row scanner) (dateline.Release, error) {
	var r dateline.Release
	var made int64
	var query string
	if err := row.Scan(&r.ID, &r.Name, &made, &r.By, &r.Note, &query, &r.Events); err != nil {
		return r, err
	}
	r.Made = timeOf(&made)
	if err := json.Unmarshal([]byte(query), &r.Query); err != nil {
		return r, dateline.Errorf(dateline.Internal, "the release %s is damaged: %w", r.Name, err)
	}
	return r, nil
}

// Releases are all releases, the latest first.
func (l *Ledger) Releases(ctx context.Context) ([]dateline.Release, error) {
	var out []dateline.Release
	err := each(ctx, l.db, func(row scanner) error {
		r, err := scanRelease(row)
		out = append(out, r)
		return err
	}, "SELECT "+releaseColumns+" FROM releases ORDER BY seq DESC")
	return out, err
}

// ReleaseNamed is a release by its name; NotFound when there is none.
func (l *Ledger) ReleaseNamed(ctx context.Context, name string) (dateline.Release, error) {
	r, err := scanRelease(l.db.row(ctx, "SELECT "+releaseColumns+" FROM releases WHERE name = ?", name))
	if errors.Is(err, errNone) {
		err = dateline.Errorf(dateline.NotFound, "there is no release %q", name)
	}
	return r, err
}

// SinceRelease are the events of a release that are gone or say something else now, in
// the order of their IDs, after one, and up to most.
func (l *Ledger) SinceRelease(ctx context.Context, id int64, after dateline.EventID, most int) ([]dateline.ReleaseChange, error) {
	var out []dateline.ReleaseChange
	err := l.looking(ctx, func(tx conn) error {
		for len(out) < most {
			n := 0
			if err := each(ctx, tx, func(row scanner) error {
				n++
				var c dateline.ReleaseChange
				var was string
				var data []byte
				if err := row.Scan(&c.Event, &was, &data); err != nil {
					return err
				}
				if after = c.Event; len(out) == most {
					return nil
				}
				if data == nil {
					c.Kind = "gone"
					out = append(out, c)
					return nil
				}
				var e dateline.Event
				if err := unpackJSON(data, &e); err != nil {
					return err
				}
				c.Kind = "changed"
				if c.Fields = changedFields(was, e.ReleaseHashes()); len(c.Fields) > 0 {
					out = append(out, c)
				}
				return nil
			}, `WITH c AS MATERIALIZED (SELECT x.id FROM events x WHERE x.made >= (SELECT made FROM releases WHERE seq = ?)
					UNION ALL SELECT g.event FROM events_gone g WHERE NOT EXISTS (SELECT 1 FROM events y WHERE y.id = g.event))
				SELECT f.event, f.fields, b.data FROM c CROSS JOIN release_events f LEFT JOIN events e ON e.id = f.event LEFT JOIN event_bodies b ON b.event = e.id
				WHERE f.release = ? AND f.event = c.id AND f.event > ? AND (e.id IS NULL OR e.digest <> f.digest) ORDER BY f.event LIMIT ?`, id, id, string(after), most); err != nil {
				return err
			}
			if n < most {
				return nil
			}
		}
		return nil
	})
	return out, err
}

// changedFields are those of ReleaseFields whose hashes are others.
func changedFields(was, now string) []string {
	var out []string
	for i, f := range dateline.ReleaseFields {
		if from, to := 8*i, 8*i+8; to > len(was) || to > len(now) || was[from:to] != now[from:to] {
			out = append(out, f)
		}
	}
	return slices.Clip(out)
}

// NewSinceRelease are events that a release's Query wants now and that are not in it, as
// Events has them: up to limit, after what Page.Next said.
func (l *Ledger) NewSinceRelease(ctx context.Context, id int64, limit int, after string) (dateline.Page[dateline.Event], error) {
	page := dateline.Page[dateline.Event]{Total: -1}
	r, err := scanRelease(l.db.row(ctx, "SELECT "+releaseColumns+" FROM releases WHERE seq = ?", id))
	if errors.Is(err, errNone) {
		return page, dateline.Errorf(dateline.NotFound, "there is no release %d", id)
	} else if err != nil {
		return page, err
	}
	q := r.Query
	q.Limit, q.After = limit, after
	from, err := readMark("release", q)
	if err != nil {
		return page, err
	}
	return page, l.looking(ctx, func(tx conn) error {
		f, err := queryFilter(ctx, tx, q)
		if err != nil {
			return err
		}
		f.and("e.made >= ?", r.Made.UnixMicro())
		f.by(road{set: "SELECT x.id AS event FROM events x WHERE x.made >= ?", args: []any{r.Made.UnixMicro()}})
		f.and("NOT EXISTS (SELECT 1 FROM release_events z WHERE z.release = ? AND z.event = e.id)", id)
		way, err := f.choose(ctx, tx)
		if err != nil {
			return err
		}
		src := f.along(way)
		return fillPage(&page, "release", q, from, func(after *mark, n int) ([]dateline.Event, *mark, error) {
			events, last, err := eventsAfter(ctx, tx, src, after, n)
			if err == nil {
				err = f.sight.conceal(ctx, tx, pointers(events)...)
			}
			return events, last, err
		})
	})
}
