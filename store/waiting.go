package store

import "context"

// UnlinkedDecisions are the IDs of decisions that linking did not know of when it last saved, the
// latest so many at most: what they say of which accounts belong together is not shown yet.
func (l *Ledger) UnlinkedDecisions(ctx context.Context, most int) ([]string, error) {
	var out []string
	err := l.db.snapshot(ctx, func(tx conn) error {
		out = nil
		news, err := undecided(ctx, tx)
		if err != nil || !news {
			return err
		}
		var n int
		if err := tx.row(ctx, "SELECT count(*) - coalesce((SELECT CAST(value AS bigint) FROM meta WHERE name = '"+decidedName+"'), 0) FROM decisions").Scan(&n); err != nil {
			return err
		}
		return column(ctx, tx, &out, "SELECT id FROM decisions ORDER BY seq DESC LIMIT ?", min(n, most))
	})
	return out, err
}
