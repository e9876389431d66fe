package store

import (
	"context"

	"dateline"
)

// ChangesOf are what reports say of the organisation of a group, the latest reports
// first, so many at most.
func (l *Ledger) ChangesOf(ctx context.Context, group dateline.ActorID, most int) ([]dateline.Change, error) {
	var out []dateline.Change
	err := l.looking(ctx, func(tx conn) error {
		where := "c.subject = ?"
		if s, err := sightOf(ctx, tx); err != nil {
			return err
		} else if s != nil {
			where += " AND c.report NOT IN (SELECT report FROM labels)"
		}
		return each(ctx, tx, func(row scanner) error {
			var data []byte
			if err := row.Scan(&data); err != nil {
				return err
			}
			var c dateline.Change
			if err := unpackJSON(data, &c); err != nil {
				return err
			}
			out = append(out, c)
			return nil
		}, "SELECT c.data FROM changes c JOIN reports r ON r.seq = c.report WHERE "+where+" ORDER BY r.day DESC, c.report DESC, c.n LIMIT ?", string(group), most)
	})
	return out, err
}
