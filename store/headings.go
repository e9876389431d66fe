package store

import (
	"context"

	"dateline"
)

// Headings are reports without their texts, by their IDs; what is not there is left
// out.
func (l *Ledger) Headings(ctx context.Context, ids []dateline.ReportID) (map[dateline.ReportID]dateline.Report, error) {
	out := make(map[dateline.ReportID]dateline.Report, len(ids))
	if len(ids) == 0 {
		return out, nil
	}
	s, err := sightOf(ctx, l.db)
	if err != nil {
		return nil, err
	}
	d := l.db.dialect()
	return out, each(ctx, l.db, func(r scanner) error {
		rep, err := scanReport(r)
		if err == nil && !s.hidden(rep.ID) {
			s.report(rep)
			out[rep.ID] = *rep
		}
		return err
	}, "SELECT "+reportColumns+" FROM reports r WHERE r.id"+d.in(), list(d, ids))
}
