package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"dateline"
)

// Worklist is how far people looked at the events of countries in weeks, the latest
// week first, by country: weeks in which there are countable events, and those of which
// somebody set a state. Ask for some weeks, or one country: it counts what it lists.
func (l *Ledger) Worklist(ctx context.Context, q dateline.WorkQuery) ([]dateline.Work, error) {
	if q.State != "" && !q.State.Known() {
		return nil, noWorkState(q.State)
	}
	where, args := "1 = 1", []any{}
	and := func(cond string, arg any) { where, args = where+" AND "+cond, append(args, arg) }
	switch q.Country {
	case "":
	case dateline.NoCountry:
		and("country = ?", "")
	default:
		and("country = ?", q.Country)
	}
	if q.From != 0 {
		and("week >= ?", int(q.From))
	}
	if q.To != 0 {
		and("week <= ?", int(q.To))
	}
	having, more := "1 = 1", []any{}
	if q.State != "" {
		having, more = having+" AND coalesce(w.state, 'open') = ?", append(more, string(q.State))
	}
	if q.Assigned != "" {
		having, more = having+" AND w.assigned = ?", append(more, q.Assigned)
	}
	all := append(append(append([]any{}, args...), args...), more...)
	limit := ""
	if q.Limit > 0 {
		limit, all = " LIMIT ?", append(all, q.Limit)
	}
	var out []dateline.Work
	err := l.looking(ctx, func(tx conn) error {
		return each(ctx, tx, func(row scanner) error {
			var w dateline.Work
			var at *int64
			if err := row.Scan(&w.Country, &w.Week, &w.Events, &w.Reviewed, &w.State, &w.Assigned, &w.Note, &w.By, &at, &w.Version); err != nil {
				return err
			}
			w.At = timeOf(at)
			out = append(out, w)
			return nil
		}, `SELECT k.country, k.week, k.events, k.reviewed, coalesce(w.state, 'open'), coalesce(w.assigned, ''), coalesce(w.note, ''), coalesce(w.by_whom, ''), w.made, coalesce(w.version, 0)
			FROM (SELECT country, week, sum(events) AS events, sum(reviewed) AS reviewed FROM (
				SELECT country, week, count(*) AS events, sum(CASE WHEN state IN (`+settled+`) THEN 1 ELSE 0 END) AS reviewed FROM event_reviews WHERE `+l.db.dialect().plus()+`countable = 1 AND `+where+` GROUP BY country, week
				UNION ALL SELECT country, week, 0, 0 FROM worklist WHERE `+where+`) both_kinds GROUP BY country, week) k
			LEFT JOIN worklist w ON w.country = k.country AND w.week = k.week WHERE `+having+` ORDER BY k.week DESC, k.country`+limit, all...)
	})
	return out, err
}

func noWorkState(s dateline.WorkState) error {
	return dateline.Errorf(dateline.Invalid, "%q is no state; open, started, done, nothing-reported and not-covered are", s)
}

// SetWork sets State, Assigned, Note and By of a country in a week. Version is that of
// the work as it was seen: a Conflict where somebody set it since. That nothing is
// reported is a Conflict too where countable events are there.
func (l *Ledger) SetWork(ctx context.Context, w dateline.Work) error {
	switch {
	case !w.State.Known():
		return noWorkState(w.State)
	case len(w.Country) > 200 || len(w.Note) > 2000:
		return dateline.Errorf(dateline.Invalid, "a country has up to 200 bytes, a note up to 2000")
	case w.Week != 0:
		if _, err := dateline.ParseWeek(w.Week.String()); err != nil {
			return err
		}
	}
	if w.Country == dateline.NoCountry {
		w.Country = ""
	}
	return l.db.write(ctx, func(tx conn) error {
		var version int
		err := tx.row(ctx, "SELECT version FROM worklist WHERE country = ? AND week = ?"+tx.dialect().lock, w.Country, int(w.Week)).Scan(&version)
		if err != nil && !errors.Is(err, errNone) {
			return err
		}
		if version != w.Version {
			return dateline.Errorf(dateline.Conflict, "somebody else has set the work on %s %s meanwhile; look at it again", cmpCountry(w.Country), w.Week)
		}
		if w.State == dateline.WorkNothing {
			var n int
			if err := tx.row(ctx, "SELECT count(*) FROM event_reviews WHERE country = ? AND week = ? AND countable = 1 AND state <> 'rejected'", w.Country, int(w.Week)).Scan(&n); err != nil {
				return err
			}
			if n > 0 {
				return dateline.Errorf(dateline.Conflict, "%d events of %s %s are there: reject them, or set another state", n, cmpCountry(w.Country), w.Week)
			}
		}
		n, err := tx.exec(ctx, `INSERT INTO worklist (country, week, state, assigned, note, by_whom, made, version) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
			ON CONFLICT (country, week) DO UPDATE SET state = excluded.state, assigned = excluded.assigned, note = excluded.note, by_whom = excluded.by_whom, made = excluded.made, version = excluded.version
			WHERE worklist.version = ?`, w.Country, int(w.Week), string(w.State), w.Assigned, w.Note, w.By, time.Now().UnixMicro(), version+1, version)
		if err == nil && n == 0 {
			return dateline.Errorf(dateline.Conflict, "somebody else has set the work on %s %s meanwhile; look at it again", cmpCountry(w.Country), w.Week)
		}
		return err
	})
}

func cmpCountry(country string) string {
	if country == "" {
		return "no country"
	}
	return country
}

// Assign has a user look at events; who has them already keeps them. It reports how
// many are new.
func (l *Ledger) Assign(ctx context.Context, coder, by string, events ...dateline.EventID) (added int, err error) {
	if strings.TrimSpace(coder) == "" {
		return 0, dateline.Errorf(dateline.Invalid, "events are assigned to a user; name one")
	}
	err = l.db.write(ctx, func(tx conn) error {
		added = 0
		for _, id := range events {
			n, err := tx.exec(ctx, "INSERT INTO assignments (event, coder, by_whom, made) SELECT id, CAST(? AS text), CAST(? AS text), CAST(? AS bigint) FROM events WHERE id = ? ON CONFLICT (coder, event) DO NOTHING",
				coder, by, time.Now().UnixMicro(), string(id))
			if err != nil {
				return err
			}
			added += int(n)
		}
		return nil
	})
	return added, err
}

// Unassign takes events from a user again, and reports of how many it had been asked.
func (l *Ledger) Unassign(ctx context.Context, coder string, events ...dateline.EventID) (int, error) {
	d := l.db.dialect()
	n, err := l.db.exec(ctx, "DELETE FROM assignments WHERE coder = ? AND event"+d.in(), coder, list(d, events))
	return int(n), err
}

// Assigned are who is to look at an event, by name.
func (l *Ledger) Assigned(ctx context.Context, event dateline.EventID) ([]string, error) {
	var out []string
	err := column(ctx, l.db, &out, "SELECT coder FROM assignments WHERE event = ? ORDER BY coder", string(event))
	return out, err
}
