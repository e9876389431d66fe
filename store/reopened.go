package store

import (
	"context"

	"dateline"
)

// LastWeek is the last week, up to one, in which there are countable events; 0 where
// there are none.
func (l *Ledger) LastWeek(ctx context.Context, upTo dateline.ISOWeek) (dateline.ISOWeek, error) {
	var week dateline.ISOWeek
	err := l.looking(ctx, func(tx conn) error {
		return each(ctx, tx, func(row scanner) error { return row.Scan(&week) },
			"SELECT week FROM event_reviews WHERE countable = 1 AND week <= ? AND week > 0 ORDER BY week DESC LIMIT 1", int(upTo))
	})
	return week, err
}

// Reopened are the reports that the ledger received, whenever they were published, after
// somebody had said of the countries and weeks of their events that they are done, that
// nothing is reported or that they are not covered: what was looked at then is not all.
// Reports that only print another's words again are none of them, nor those that tell
// nothing countable there: a look back opens no old week. Weeks are both included, 0 for
// any; country as in a WorkQuery.
func (l *Ledger) Reopened(ctx context.Context, country string, from, to dateline.ISOWeek) ([]dateline.Reopened, error) {
	where, args := "", []any{}
	and := func(cond string, arg any) { where, args = where+" AND "+cond, append(args, arg) }
	switch country {
	case "":
	case dateline.NoCountry:
		and("w.country = ?", "")
	default:
		and("w.country = ?", country)
	}
	if from != 0 {
		and("w.week >= ?", int(from))
	}
	if to != 0 {
		and("w.week <= ?", int(to))
	}
	var out []dateline.Reopened
	err := l.looking(ctx, func(tx conn) error {
		return each(ctx, tx, func(row scanner) error {
			var country string
			var week dateline.ISOWeek
			var report dateline.ReportID
			if err := row.Scan(&country, &week, &report); err != nil {
				return err
			}
			if n := len(out); n == 0 || out[n-1].Country != country || out[n-1].Week != week {
				out = append(out, dateline.Reopened{Country: country, Week: week})
			}
			last := &out[len(out)-1]
			last.Reports = append(last.Reports, report)
			return nil
		}, `SELECT DISTINCT w.country, w.week, r.id FROM worklist w JOIN event_reviews v ON v.country = w.country AND v.week = w.week
			JOIN accounts a ON a.event = v.event JOIN reports r ON r.seq = a.report
			WHERE w.state IN ('done', 'nothing-reported', 'not-covered') AND r.received > w.made AND v.countable = 1 AND v.state <> 'rejected' AND a.echo_of IS NULL`+where+` ORDER BY w.country, w.week, r.id`, args...)
	})
	return out, err
}
