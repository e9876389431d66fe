package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"dateline"
)

// overlap is for how long before a release was made events are looked at whether they
// changed since: on PostgreSQL a turn of linking that began before may end after.
const overlap = 5 * time.Minute

// A since is an event of a release that is not as it was, as bytes.
type since struct {
	event    dateline.EventID
	was, now []byte // nil where it is held no more, and where it is gone
	fields   []string
}

// same is that it says what it said, on other grounds.
func (x since) same() bool { return x.was != nil && x.now != nil && len(x.fields) == 0 }

// sinceRelease calls f for the events of a release that are gone or were written anew
// since, in the order of their IDs, after one, until f says that it has enough.
func sinceRelease(ctx context.Context, tx conn, id int64, after dateline.EventID, f func(since) (enough bool, err error)) error {
	r, err := scanRelease(tx.row(ctx, "SELECT "+releaseColumns+" FROM releases WHERE seq = ?", id))
	if errors.Is(err, errNone) {
		return dateline.Errorf(dateline.NotFound, "there is no release %d", id)
	} else if err != nil {
		return err
	}
	for {
		var part []since
		if err := each(ctx, tx, func(row scanner) error {
			var x since
			err := row.Scan(&x.event, &x.was, &x.now)
			part = append(part, x)
			return err
		}, `WITH c AS MATERIALIZED (SELECT x.id FROM events x WHERE x.made >= ?
				UNION ALL SELECT g.event FROM events_gone g WHERE NOT EXISTS (SELECT 1 FROM events y WHERE y.id = g.event))
			SELECT f.event, z.data, b.data FROM c CROSS JOIN release_events f LEFT JOIN frozen_events z ON z.event = f.event AND z.digest = f.digest
			LEFT JOIN events e ON e.id = f.event LEFT JOIN event_bodies b ON b.event = e.id
			WHERE f.release = ? AND f.event = c.id AND f.event > ? AND (e.id IS NULL OR e.digest <> f.digest) ORDER BY f.event LIMIT ?`,
			r.Made.Add(-overlap).UnixMicro(), id, string(after), pageRows); err != nil {
			return err
		}
		for _, x := range part {
			after = x.event
			if x.was != nil && x.now != nil {
				was, err := unpack(x.was)
				if err != nil {
					return err
				}
				now, err := unpack(x.now)
				if err != nil {
					return err
				}
				if x.fields, err = dateline.ReleaseDiff(was, now); err != nil {
					return err
				}
			}
			if enough, err := f(x); err != nil || enough {
				return err
			}
		}
		if len(part) < pageRows {
			return nil
		}
	}
}

// SinceRelease are the events of a release that are gone or say something else now, in
// the order of their IDs, after one, and up to most; where a field is named, one of
// ReleaseFields, those that changed in it.
func (l *Ledger) SinceRelease(ctx context.Context, id int64, field string, after dateline.EventID, most int) ([]dateline.ReleaseChange, error) {
	var out []dateline.ReleaseChange
	err := l.looking(ctx, func(tx conn) error {
		sight, err := sightOf(ctx, tx)
		if err != nil {
			return err
		}
		return sinceRelease(ctx, tx, id, after, func(x since) (bool, error) {
			if x.same() || field != "" && !slices.Contains(x.fields, field) {
				return false, nil
			}
			c := sinceChange{dateline.ReleaseChange{Event: x.event, Kind: "changed", Fields: x.fields}}
			if x.now == nil {
				c.Kind = "gone"
			}
			for _, side := range []struct {
				data []byte
				into **dateline.Event
			}{{x.was, &c.Was}, {x.now, &c.Now}} {
				if side.data == nil {
					continue
				}
				*side.into = new(dateline.Event)
				if err := unpackJSON(side.data, *side.into); err != nil {
					return false, err
				}
			}
			if shown, err := c.conceal(ctx, tx, sight); err != nil || !shown {
				return false, err
			}
			out = append(out, c.ReleaseChange)
			return len(out) == most, nil
		})
	})
	return out, err
}

// A sinceChange is a change that who asks may not see the whole of.
type sinceChange struct{ dateline.ReleaseChange }

// conceal takes from both sides what is hidden; false where no change is left to be seen.
func (c *sinceChange) conceal(ctx context.Context, tx conn, s *sight) (bool, error) {
	if s == nil {
		return true, nil
	}
	var raws [][]byte
	for _, e := range []**dateline.Event{&c.Was, &c.Now} {
		if *e == nil {
			continue
		}
		if err := s.conceal(ctx, tx, *e); dateline.KindOf(err) == dateline.NotFound {
			*e = nil
			continue
		} else if err != nil {
			return false, err
		}
		raw, err := json.Marshal(*e)
		if err != nil {
			return false, dateline.Errorf(dateline.Internal, "event %s: %w", c.Event, err)
		}
		raws = append(raws, raw)
	}
	if len(raws) < 2 {
		return len(raws) == 1 && c.Was != nil && c.Kind == "gone", nil
	}
	var err error
	c.Fields, err = dateline.ReleaseDiff(raws[0], raws[1])
	return len(c.Fields) > 0, err
}

// lookedAt is how many events a tally looks at for each that it may count: linking may
// have written very many anew that say what they said.
const lookedAt = 4

// TallyRelease counts what SinceRelease lists, up to most events.
func (l *Ledger) TallyRelease(ctx context.Context, id int64, most int) (dateline.ReleaseTally, error) {
	t, seen := dateline.ReleaseTally{Fields: map[string]int{}}, 0
	err := l.looking(ctx, func(tx conn) error {
		return sinceRelease(ctx, tx, id, "", func(x since) (bool, error) {
			seen++
			switch {
			case t.Changed+t.Gone == most || seen > lookedAt*most:
				t.More = true
				return true, nil
			case x.same():
			case x.now == nil:
				t.Gone++
			default:
				t.Changed++
			}
			for _, f := range x.fields {
				t.Fields[f]++
			}
			return false, nil
		})
	})
	return t, err
}

// Frozen are events of a release as they were, in the order of their IDs, after one: up
// to most. What is labelled now is kept from who may not see it, and what was purged is
// there no more. Last is the ID to go on after; "" when none follow.
func (l *Ledger) Frozen(ctx context.Context, id int64, after dateline.EventID, most int) (out []dateline.Event, last dateline.EventID, err error) {
	err = l.looking(ctx, func(tx conn) error {
		n := 0
		if err := each(ctx, tx, func(row scanner) error {
			var data []byte
			if err := row.Scan(&last, &data); err != nil {
				return err
			}
			if n++; data == nil {
				return nil
			}
			var e dateline.Event
			if err := unpackJSON(data, &e); err != nil {
				return err
			}
			out = append(out, e)
			return nil
		}, `SELECT f.event, z.data FROM release_events f LEFT JOIN frozen_events z ON z.event = f.event AND z.digest = f.digest
			WHERE f.release = ? AND f.event > ? ORDER BY f.event LIMIT ?`, id, string(after), most); err != nil {
			return err
		}
		if n < most {
			last = ""
		}
		s, err := sightOf(ctx, tx)
		if err != nil || s == nil {
			return err
		}
		var seen []dateline.Event
		for i := range out {
			switch err := s.conceal(ctx, tx, &out[i]); {
			case dateline.KindOf(err) == dateline.NotFound:
			case err != nil:
				return err
			default:
				seen = append(seen, out[i])
			}
		}
		out = seen
		return nil
	})
	return out, last, err
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
	made := r.Made.Add(-overlap).UnixMicro()
	return page, l.looking(ctx, func(tx conn) error {
		f, err := queryFilter(ctx, tx, q)
		if err != nil {
			return err
		}
		f.and("e.made >= ?", made)
		f.by(road{set: "SELECT x.id AS event FROM events x WHERE x.made >= ?", args: []any{made}})
		f.and("NOT EXISTS (SELECT 1 FROM release_events z WHERE z.release = ? AND z.event = e.id)", id)
		way, err := f.choose(ctx, tx)
		if err != nil {
			return err
		}
		src := f.along(way)
		if from == nil {
			if err := tx.row(ctx, "SELECT count(*) FROM "+src.from+" WHERE "+src.where, src.args...).Scan(&page.Total); err != nil {
				return err
			}
		}
		return fillPage(&page, "release", q, from, func(after *mark, n int) ([]dateline.Event, *mark, error) {
			events, last, err := eventsAfter(ctx, tx, src, after, n, wholeOf)
			if err == nil {
				err = f.sight.conceal(ctx, tx, pointers(events)...)
			}
			return events, last, err
		})
	})
}
