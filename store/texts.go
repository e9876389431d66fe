package store

import (
	"context"

	"dateline"
)

// Texts are the texts of reports by their IDs; what is not there is left out.
func (l *Ledger) Texts(ctx context.Context, ids []dateline.ReportID) (map[dateline.ReportID]string, error) {
	out := make(map[dateline.ReportID]string, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	s, err := sightOf(ctx, l.db)
	if err != nil {
		return nil, err
	}
	d := l.db.dialect()
	return out, each(ctx, l.db, func(r scanner) error {
		var id dateline.ReportID
		var text string
		if err := r.Scan(&id, &text); err != nil {
			return err
		}
		if !s.hidden(id) {
			out[id] = text
		}
		return nil
	}, "SELECT r.id, t.text FROM reports r CROSS JOIN texts t WHERE r.id"+d.in()+" AND t.report = r.seq", list(d, ids))
}
