package store

import (
	"context"
	"errors"
	"os"
	"time"

	"dateline"
)

// A Status is how a ledger stands and how work in it goes on.
type Status = dateline.Standing

// Its parts.
type (
	Waits   = dateline.Waits
	JobsOf  = dateline.JobsOf
	Rate    = dateline.Rate
	Silence = dateline.Silence
)

// A standing is a Status that is being found out.
type standing struct{ *Status }

// When a feed is silent.
const (
	// silentTimes is how many times its usual gap a feed may have nothing new, and
	// silentLeast how long at least: news rests at the week's end.
	silentTimes = 5
	silentLeast = 3 * 24 * time.Hour
	// silentUnknown is how long a feed may have nothing new whose gap is not known yet.
	silentUnknown = 7 * 24 * time.Hour
	// failingPolls in a row are no slip.
	failingPolls = 3
)

// Status says how the ledger stands.
func (l *Ledger) Status(ctx context.Context) (*Status, error) {
	s := standing{&Status{Where: l.where}}
	s.Jobs, s.Rates, s.Reports.ByReader = map[dateline.Stage]JobsOf{}, map[dateline.Stage]Rate{}, map[dateline.Maker]int{}
	err := l.db.snapshot(ctx, func(tx conn) error {
		for _, f := range []func(context.Context, conn) error{s.meta, s.counts, s.oldest, s.jobs, s.rates, s.feeds} {
			if err := f(ctx, tx); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if s.Failures, err = l.QuarantineCounts(ctx); err != nil {
		return nil, err
	}
	for _, c := range s.Failures {
		s.Quarantined += c.Number
	}
	s.Bytes, err = l.size(ctx)
	return s.Status, err
}

// size is how many bytes the ledger has on disk.
func (l *Ledger) size(ctx context.Context) (n int64, err error) {
	db, ok := l.db.(*sqliteDB)
	if !ok {
		err = l.db.row(ctx, "SELECT pg_database_size(current_database())").Scan(&n)
		return n, err
	}
	for _, end := range []string{"", "-wal", "-shm"} {
		info, err := os.Stat(db.path + end)
		if err == nil {
			n += info.Size()
		}
	}
	return n, nil
}

func (s standing) meta(ctx context.Context, c conn) error {
	return c.row(ctx, `SELECT (SELECT value FROM meta WHERE name = 'ledger'), (SELECT CAST(value AS BIGINT) FROM meta WHERE name = 'schema'),
		(SELECT CAST(value AS BIGINT) FROM meta WHERE name = 'feature'), (SELECT count(*) FROM decisions), (SELECT count(*) FROM tombstones),
		(SELECT count(*) > 0 FROM meta WHERE name = 'unscrubbed')`).Scan(&s.Ledger, &s.Schema, &s.Feature, &s.Decisions, &s.Tombstones, &s.Unscrubbed)
}

func (s standing) counts(ctx context.Context, c conn) error {
	err := each(ctx, c, func(row scanner) error {
		var maker dateline.Maker
		var n int
		if err := row.Scan(&maker, &n); err != nil {
			return err
		}
		s.Reports.All += n
		if maker == "" {
			s.Reports.Unread = n
		} else {
			s.Reports.ByReader[maker] = n
		}
		return nil
	}, "SELECT read_by, count(*) FROM reports GROUP BY read_by")
	if err != nil {
		return err
	}
	var held int
	if err := c.row(ctx, "SELECT count(*) FROM quarantine q JOIN reports r ON r.id = q.subject WHERE q.stage = 'read' AND r.read_by = ''").Scan(&held); err != nil {
		return err
	}
	s.Reports.Unread -= held
	if s.Reports.Unlinked, err = unlinked(ctx, c); err != nil {
		return err
	}
	return c.row(ctx, "SELECT (SELECT count(*) FROM stories), (SELECT count(*) FROM events), (SELECT count(*) FROM events WHERE countable = 1)").Scan(&s.Stories, &s.Events, &s.Countable)
}

// oldest finds the report that has waited longest: by seq, in which reports come in.
func (s standing) oldest(ctx context.Context, c conn) error {
	for _, q := range []struct {
		stage dateline.Stage
		where string
	}{
		{dateline.StageRead, "r.read_by = '' AND NOT EXISTS (SELECT 1 FROM quarantine q WHERE q.stage = 'read' AND q.subject = r.id) ORDER BY r.seq LIMIT 1"},
		{dateline.StageLink, toLink + " ORDER BY r.received LIMIT 1"},
	} {
		var id dateline.ReportID
		var received int64
		switch err := c.row(ctx, "SELECT r.id, r.received FROM reports r WHERE "+q.where).Scan(&id, &received); {
		case errors.Is(err, errNone):
			continue
		case err != nil:
			return err
		}
		if since := timeOf(&received); s.Oldest == nil || since.Before(s.Oldest.Since) {
			s.Oldest = &Waits{Report: id, Stage: q.stage, Since: since}
		}
	}
	return nil
}

func (s standing) jobs(ctx context.Context, c conn) error {
	return each(ctx, c, func(row scanner) error {
		var stage dateline.Stage
		var state string
		var n int
		if err := row.Scan(&stage, &state, &n); err != nil {
			return err
		}
		j := s.Jobs[stage]
		switch state {
		case "available":
			j.Ready += n
		case "running":
			j.Running += n
		case "retryable", "scheduled", "pending":
			j.Later += n
		case "discarded":
			j.Failed += n
		default:
			return nil // done
		}
		s.Jobs[stage] = j
		return nil
	}, "SELECT queue, CAST(state AS TEXT), count(*) FROM river_job GROUP BY queue, state")
}

func (s standing) rates(ctx context.Context, c conn) error {
	now := time.Now()
	for stage, from := range map[dateline.Stage]string{dateline.StageIntake: "reports WHERE received", dateline.StageRead: "readings WHERE made", dateline.StageLink: "reports WHERE linked"} {
		var r Rate
		if err := c.row(ctx, "SELECT (SELECT count(*) FROM "+from+" > ?), (SELECT count(*) FROM "+from+" > ?)", now.Add(-time.Minute).UnixMicro(), now.Add(-time.Hour).UnixMicro()).Scan(&r.Minute, &r.Hour); err != nil {
			return err
		}
		s.Rates[stage] = r
	}
	return nil
}

// feeds finds those that went silent, and those that fail.
func (s standing) feeds(ctx context.Context, c conn) error {
	all, err := feeds(ctx, c, "ORDER BY url")
	if err != nil {
		return err
	}
	s.Feeds = len(all)
	now := time.Now()
	for _, f := range all {
		if f.Paused {
			continue
		}
		last := f.Newest
		if last.IsZero() {
			last = f.Added
		}
		usual, err := usualGap(ctx, c, f.URL)
		if err != nil {
			return err
		}
		quiet := now.Sub(last)
		switch {
		case f.Failures >= failingPolls:
			s.Silent = append(s.Silent, Silence{Feed: f, Since: last, Usual: usual, Why: "it cannot be read: " + f.Reason})
		case f.Polled.IsZero() || f.Polled.Before(last):
		case usual > 0 && quiet > max(silentTimes*usual, silentLeast), usual == 0 && quiet > silentUnknown:
			s.Silent = append(s.Silent, Silence{Feed: f, Since: last, Usual: usual, Why: "it has had nothing new for long"})
		}
	}
	return nil
}

// usualGap is how long it usually takes until a feed has something new, by its last
// hundred addresses, those of one minute together; 0 when they came at fewer than
// three times.
func usualGap(ctx context.Context, c conn, feed string) (time.Duration, error) {
	var times int64
	var first, last *int64
	err := c.row(ctx, `SELECT count(*), min(a.added), max(a.added) FROM (SELECT DISTINCT x.added / 60000000 * 60000000 AS added FROM (SELECT added FROM addresses WHERE feed = ? ORDER BY added DESC LIMIT 100) x) a`, feed).Scan(&times, &first, &last)
	if err != nil || times < 3 {
		return 0, err
	}
	return time.Duration(*last-*first) * time.Microsecond / time.Duration(times-1), nil
}
