package store

import (
	"context"

	"dateline"
)

// Reopened are the reports that came to countries in weeks after somebody had said of
// them that they are done, that nothing is reported or that they are not covered: what
// was looked at then is not all. Weeks are both included, 0 for any; country as in a
// WorkQuery.
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
			WHERE w.state IN ('done', 'nothing-reported', 'not-covered') AND r.received > w.made`+where+` ORDER BY w.country, w.week, r.id`, args...)
	})
	return out, err
}
