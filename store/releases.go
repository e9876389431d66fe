package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"

	"dateline"
)

// Freeze keeps, under a name, which events a Query wants now and all that each says: a
// release, Made by the ledger's clock. Conflict when the name is taken, or while linking
// has yet to tell what people decided.
//
// Events are kept as linking has written them, once for all releases in which they say
// the same, and none is read. They are those of one moment, while others go on writing:
// what is kept is written in small parts, and is a release when the last is.
func (l *Ledger) Freeze(ctx context.Context, r dateline.Release) (dateline.Release, error) {
	if strings.TrimSpace(r.Name) == "" || len(r.Name) > 100 || len(r.Note) > 4000 {
		return r, dateline.Errorf(dateline.Invalid, "a release has a name of up to 100 bytes, and a note of up to 4000")
	}
	r.Query.Limit, r.Query.After = 0, ""
	query, err := json.Marshal(r.Query)
	if err != nil {
		return r, dateline.Errorf(dateline.Internal, "release %s: %w", r.Name, err)
	}
	// One at a time: each has a connection to look by while it waits for one to write.
	l.freezing.Lock()
	defer l.freezing.Unlock()
	if r.ID, err = l.beginRelease(ctx, r, string(query)); err != nil {
		return r, err
	}
	if err = l.looking(ctx, func(tx conn) error { return l.hold(ctx, tx, &r) }); err == nil {
		err = l.db.write(ctx, func(tx conn) error {
			_, err := tx.exec(ctx, "UPDATE releases SET made = ?, events = ?, countable = ?, reports = ?, decisions = ? WHERE seq = ?",
				r.Made.UnixMicro(), r.Events, r.Counts.Countable, r.Counts.Reports, r.Counts.Decisions, r.ID)
			return err
		})
	}
	if err != nil {
		ctx := context.WithoutCancel(ctx)
		err = errors.Join(err, l.db.write(ctx, func(tx conn) error { return dropRelease(ctx, tx, r.ID) }))
	}
	return r, err
}

// beingMade is how many events a release has while they are being kept.
const beingMade = -1

// abandoned is after how long one that is being made is believed to have broken off.
const abandoned = time.Hour

// beginRelease takes a name for a release, and clears away what broke off.
func (l *Ledger) beginRelease(ctx context.Context, r dateline.Release, query string) (id int64, err error) {
	err = l.db.write(ctx, func(tx conn) error {
		var now int64
		if err := tx.row(ctx, "SELECT "+tx.dialect().now).Scan(&now); err != nil {
			return err
		}
		var old []int64
		if err := column(ctx, tx, &old, "SELECT seq FROM releases WHERE events = ? AND made < ?", beingMade, now-abandoned.Microseconds()); err != nil {
			return err
		}
		for _, seq := range old {
			if err := dropRelease(ctx, tx, seq); err != nil {
				return err
			}
		}
		n, err := tx.exec(ctx, "INSERT INTO releases (name, made, by_whom, note, query, events) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING", r.Name, now, r.By, r.Note, query, beingMade)
		if err != nil {
			return err
		}
		if n == 0 {
			return dateline.Errorf(dateline.Conflict, "there is a release %q already, or it is being frozen; give another name", r.Name)
		}
		return tx.row(ctx, "SELECT seq FROM releases WHERE name = ?", r.Name).Scan(&id)
	})
	return id, err
}

// dropRelease takes away a release that did not come to its end.
func dropRelease(ctx context.Context, tx conn, id int64) error {
	for _, query := range []string{
		`DELETE FROM frozen_events WHERE EXISTS (SELECT 1 FROM release_events f WHERE f.release = ? AND f.event = frozen_events.event AND f.digest = frozen_events.digest)
			AND NOT EXISTS (SELECT 1 FROM release_events f WHERE f.release <> ? AND f.event = frozen_events.event AND f.digest = frozen_events.digest)`,
		"DELETE FROM release_events WHERE release = ?",
		"DELETE FROM releases WHERE seq = ?",
	} {
		args := make([]any, strings.Count(query, "?"))
		for i := range args {
			args[i] = id
		}
		if _, err := tx.exec(ctx, query, args...); err != nil {
			return err
		}
	}
	return nil
}

// hold keeps the events of a release as tx sees them, and counts them.
func (l *Ledger) hold(ctx context.Context, tx conn, r *dateline.Release) error {
	if news, err := undecided(ctx, tx); err != nil {
		return err
	} else if news {
		return dateline.Errorf(dateline.Conflict, "what people decided last is not in the events yet; freeze when it is linked")
	}
	var now int64
	if err := tx.row(ctx, "SELECT "+tx.dialect().now).Scan(&now); err != nil {
		return err
	}
	src, err := sourceOf(ctx, tx, r.Query)
	if err != nil {
		return err
	}
	r.Made, r.Counts = timeOf(&now), new(dateline.ReleaseCounts)
	ids, digests, err := l.heldIDs(ctx, tx, src, r)
	if err != nil {
		return err
	}
	r.Events = len(ids)
	d := tx.dialect()
	for part := range slices.Chunk(ids, pageRows) {
		rows := make([][]any, len(part))
		for i, id := range part {
			rows[i] = []any{r.ID, id, digests[id]}
		}
		if err := l.db.write(ctx, func(w conn) error {
			if err := insert(ctx, w, "release_events", []string{"release", "event", "digest"}, rows, ""); err != nil {
				return err
			}
			// What is there still as tx sees it never leaves the database.
			if _, err := w.exec(ctx, `INSERT INTO frozen_events (event, digest, data) SELECT x.id, x.digest, b.data FROM events x JOIN event_bodies b ON b.event = x.id
				WHERE x.id`+d.in()+" AND "+sameDigest+" AND NOT EXISTS (SELECT 1 FROM frozen_events z WHERE z.event = x.id AND z.digest = x.digest)", list(d, part), r.ID); err != nil {
				return err
			}
			var changed []string
			if err := column(ctx, w, &changed, `SELECT f.event FROM release_events f WHERE f.release = ? AND f.event`+d.in()+`
				AND NOT EXISTS (SELECT 1 FROM frozen_events z WHERE z.event = f.event AND z.digest = f.digest)`, r.ID, list(d, part)); err != nil || len(changed) == 0 {
				return err
			}
			var bodies [][]any
			if err := each(ctx, tx, func(row scanner) error {
				var id string
				var data []byte
				err := row.Scan(&id, &data)
				bodies = append(bodies, []any{id, digests[id], data})
				return err
			}, "SELECT event, data FROM event_bodies WHERE event"+d.in(), list(d, changed)); err != nil {
				return err
			}
			return insert(ctx, w, "frozen_events", []string{"event", "digest", "data"}, bodies, "")
		}); err != nil {
			return err
		}
	}
	return nil
}

// sameDigest is that an event says what it says in a release.
const sameDigest = "EXISTS (SELECT 1 FROM release_events f WHERE f.release = ? AND f.event = x.id AND f.digest = x.digest)"

// heldIDs are the events of a source, in the order of their IDs, with the digests of what
// they say. It counts into a release what goes with them.
func (l *Ledger) heldIDs(ctx context.Context, tx conn, src source, r *dateline.Release) (ids []string, digests map[string]int64, err error) {
	all := "(SELECT " + src.event + " AS event FROM " + src.from + " WHERE " + src.where + ") p"
	digests = map[string]int64{}
	var decided []string
	if err := each(ctx, tx, func(row scanner) error {
		var id, state string
		var digest int64
		var countable int
		if err := row.Scan(&id, &digest, &countable, &state); err != nil {
			return err
		}
		ids, digests[id] = append(ids, id), digest
		r.Counts.Countable += countable
		if state != "" {
			decided = append(decided, id)
		}
		return nil
	}, "SELECT x.id, x.digest, x.countable, v.state FROM "+all+" JOIN events x ON x.id = p.event JOIN event_reviews v ON v.event = x.id", src.args...); err != nil {
		return nil, nil, err
	}
	slices.Sort(ids)
	if err := tx.row(ctx, "SELECT count(DISTINCT a.report) FROM "+all+" JOIN accounts a ON a.event = p.event", src.args...).Scan(&r.Counts.Reports); err != nil {
		return nil, nil, err
	}
	decisions := map[string]bool{}
	for part := range slices.Chunk(decided, pageRows) {
		if err := each(ctx, tx, func(row scanner) error {
			var data []byte
			if err := row.Scan(&data); err != nil {
				return err
			}
			var e struct{ Review *struct{ Decisions []string } }
			if err := unpackJSON(data, &e); err != nil || e.Review == nil {
				return err
			}
			for _, id := range e.Review.Decisions {
				decisions[id] = true
			}
			return nil
		}, "SELECT data FROM event_bodies WHERE event"+tx.dialect().in(), list(tx.dialect(), part)); err != nil {
			return nil, nil, err
		}
	}
	r.Counts.Decisions = len(decisions)
	return ids, digests, nil
}

const releaseColumns = "seq, name, made, by_whom, note, query, events, countable, reports, decisions"

func scanRelease(row scanner) (dateline.Release, error) {
	var r dateline.Release
	var made int64
	var query string
	var countable, reports, decisions *int
	if err := row.Scan(&r.ID, &r.Name, &made, &r.By, &r.Note, &query, &r.Events, &countable, &reports, &decisions); err != nil {
		return r, err
	}
	if countable != nil && reports != nil && decisions != nil {
		r.Counts = &dateline.ReleaseCounts{Countable: *countable, Reports: *reports, Decisions: *decisions}
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
	}, "SELECT "+releaseColumns+" FROM releases WHERE events >= 0 ORDER BY seq DESC")
	return out, err
}

// ReleaseNamed is a release by its name; NotFound when there is none.
func (l *Ledger) ReleaseNamed(ctx context.Context, name string) (dateline.Release, error) {
	r, err := scanRelease(l.db.row(ctx, "SELECT "+releaseColumns+" FROM releases WHERE name = ? AND events >= 0", name))
	if errors.Is(err, errNone) {
		err = dateline.Errorf(dateline.NotFound, "there is no release %q", name)
	}
	return r, err
}
