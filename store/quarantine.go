package store

import (
	"context"
	"errors"
	"time"

	"dateline"
)

// Quarantine keeps what failed for good; one that failed at the same stage before is
// replaced. Where ctx is a handler's, its job ends with it.
func (l *Ledger) Quarantine(ctx context.Context, q dateline.Quarantined) error {
	h, _ := ctx.Value(inHandKey{}).(*inHand)
	err := l.db.write(ctx, func(tx conn) error {
		if err := quarantine(ctx, tx, q); err != nil || h == nil || h.done {
			return err
		}
		return l.complete(ctx, tx, h)
	})
	if h != nil && err == nil {
		h.done = true
	}
	return err
}

func quarantine(ctx context.Context, tx conn, q dateline.Quarantined) error {
	if q.Since.IsZero() {
		q.Since = time.Now()
	}
	_, err := tx.exec(ctx, `INSERT INTO quarantine (stage, subject, kind, reason, attempts, since, source) VALUES (`+marks(7)+`) ON CONFLICT (stage, subject) DO UPDATE
		SET kind = excluded.kind, reason = excluded.reason, attempts = quarantine.attempts + excluded.attempts, since = excluded.since, source = excluded.source, discarded = 0`,
		string(q.Stage), q.Subject, string(q.Kind), q.Reason, q.Attempts, q.Since.UnixMicro(), q.Source)
	return err
}

// release takes subjects out of a stage's quarantine.
func release(ctx context.Context, tx conn, stage dateline.Stage, subjects ...string) error {
	if len(subjects) == 0 {
		return nil
	}
	list, args := several(subjects)
	_, err := tx.exec(ctx, "DELETE FROM quarantine WHERE stage = ? AND subject IN ("+list+")", append([]any{string(stage)}, args...)...)
	return err
}

// Quarantined is what is in quarantine at a stage ("" for all), the oldest first,
// from the one after an ID, and limit at most; 0 is no limit.
func (l *Ledger) Quarantined(ctx context.Context, stage dateline.Stage, after int64, limit int) ([]dateline.Quarantined, error) {
	if limit <= 0 {
		limit = undatedLimit
	}
	return quarantined(ctx, l.db, "discarded = 0 AND (CAST(? AS TEXT) = '' OR stage = ?) AND seq > ? ORDER BY seq LIMIT ?", string(stage), string(stage), after, limit)
}

// undatedLimit is more than any list has.
const undatedLimit = 1 << 31

func quarantined(ctx context.Context, c conn, where string, args ...any) ([]dateline.Quarantined, error) {
	var out []dateline.Quarantined
	err := each(ctx, c, func(row scanner) error {
		var q dateline.Quarantined
		var since int64
		if err := row.Scan(&q.ID, &q.Stage, &q.Subject, &q.Kind, &q.Reason, &q.Attempts, &since, &q.Source); err != nil {
			return err
		}
		q.Since = timeOf(&since)
		out = append(out, q)
		return nil
	}, "SELECT seq, stage, subject, kind, reason, attempts, since, source FROM quarantine WHERE "+where, args...)
	return out, err
}

// A Count is how many of a kind there are.
type Count = dateline.Count

// QuarantineCounts is how many are in quarantine by stage, kind and reason, the most
// frequent first.
func (l *Ledger) QuarantineCounts(ctx context.Context) ([]Count, error) {
	var out []Count
	err := each(ctx, l.db, func(row scanner) error {
		var c Count
		if err := row.Scan(&c.Stage, &c.Kind, &c.Reason, &c.Number); err != nil {
			return err
		}
		out = append(out, c)
		return nil
	}, "SELECT stage, kind, reason, count(*) FROM quarantine WHERE discarded = 0 GROUP BY stage, kind, reason ORDER BY count(*) DESC, stage, kind, reason")
	return out, err
}

// Retry makes a job for each of what is in quarantine under these IDs, which leaves it
// when that goes well. What was given rather than fetched has no job: it is
// returned, to be given again. An ID that is not there is NotFound, and nothing is
// done.
func (l *Ledger) Retry(ctx context.Context, ids ...int64) (again []dateline.Quarantined, err error) {
	err = l.db.write(ctx, func(tx conn) error {
		again = nil
		there := map[dateline.Stage]map[string]bool{}
		for _, id := range ids {
			q, err := quarantinedOne(ctx, tx, id)
			if err != nil {
				return err
			}
			switch {
			case q.Stage == dateline.StageIntake:
				again = append(again, q)
				continue
			case q.Stage == dateline.StageLink:
				// It waits with the others for the next turn.
				if err := release(ctx, tx, q.Stage, q.Subject); err != nil {
					return err
				}
				if err := l.needLink(ctx, tx); err != nil {
					return err
				}
				continue
			}
			if there[q.Stage] == nil {
				if there[q.Stage], err = subjects(ctx, tx, q.Stage); err != nil {
					return err
				}
			}
			if there[q.Stage][q.Subject] {
				continue
			}
			there[q.Stage][q.Subject] = true
			if err := l.insertJobs(ctx, tx, []dateline.Job{{Stage: q.Stage, Subject: q.Subject}}); err != nil {
				return err
			}
		}
		return nil
	})
	return again, err
}

func quarantinedOne(ctx context.Context, c conn, id int64) (dateline.Quarantined, error) {
	found, err := quarantined(ctx, c, "seq = ?", id)
	if err != nil {
		return dateline.Quarantined{}, err
	}
	if len(found) == 0 {
		return dateline.Quarantined{}, dateline.Errorf(dateline.NotFound, "nothing is in quarantine under %d; the list says what is", id)
	}
	return found[0], nil
}

// Discard gives up what is in quarantine under these IDs: it is not listed any more, nor tried
// again by itself. An ID that is not there is NotFound, and nothing is done.
func (l *Ledger) Discard(ctx context.Context, ids ...int64) error {
	return l.db.write(ctx, func(tx conn) error {
		for _, id := range ids {
			n, err := tx.exec(ctx, "UPDATE quarantine SET discarded = 1 WHERE seq = ? AND discarded = 0", id)
			if err == nil && n == 0 {
				_, err = quarantinedOne(ctx, tx, id)
			}
			if err != nil && !errors.Is(err, errNone) {
				return err
			}
		}
		return nil
	})
}
