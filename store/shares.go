package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"dateline"
)

// Shares is what each outlet has of the newest so many reports that are linked, and of
// the newest so many countable events, in the order of their names. Reports that name
// no outlet are left out.
func (l *Ledger) Shares(ctx context.Context, newest int) ([]dateline.Share, error) {
	by := map[string]*dateline.Share{}
	of := func(outlet string) *dateline.Share {
		if by[outlet] == nil {
			by[outlet] = &dateline.Share{Outlet: outlet}
		}
		return by[outlet]
	}
	delays := map[string][]int64{}
	err := l.looking(ctx, func(tx conn) error {
		err := each(ctx, tx, func(r scanner) error {
			var outlet, copying string
			var published, first *int64
			var reports, received int64
			if err := r.Scan(&outlet, &copying, &published, &received, &first, &reports); err != nil {
				return err
			}
			s := of(outlet)
			s.Reports++
			switch c := dateline.Copying(copying); {
			case c == dateline.ExactCopy || c == dateline.EditedCopy:
				s.Copies++
			case c == dateline.Rewrite:
				s.Rewrites++
			}
			at := timeOf(&received)
			if published != nil {
				at = time.Unix(*published, 0).UTC()
			}
			if at.After(s.Last) {
				s.Last = at
			}
			if reports > 1 && published != nil && first != nil {
				delays[outlet] = append(delays[outlet], max(*published-*first, 0))
			}
			return nil
		}, `SELECT r.outlet, r.copying, r.published_at, r.received, f.published_at, s.reports
			FROM (SELECT x.seq, x.outlet, x.copying, x.published_at, x.received FROM reports x WHERE x.linked IS NOT NULL AND x.outlet IS NOT NULL ORDER BY x.seq DESC LIMIT ?) r
			CROSS JOIN story_reports m CROSS JOIN stories s LEFT JOIN reports f ON f.id = s.first WHERE m.report = r.seq AND s.id = m.story`, newest)
		if err != nil {
			return err
		}
		return each(ctx, tx, func(r scanner) error {
			var outlet string
			var events, alone int
			if err := r.Scan(&outlet, &events, &alone); err != nil {
				return err
			}
			s := of(outlet)
			s.Events, s.Alone = events, alone
			return nil
		}, `SELECT o.outlet, count(*), sum(CASE WHEN e.outlets = 1 THEN 1 ELSE 0 END)
			FROM (SELECT x.id, x.outlets FROM events x WHERE x.countable = 1 ORDER BY x.day DESC, x.id DESC LIMIT ?) e
			CROSS JOIN event_outlets o WHERE o.event = e.id GROUP BY o.outlet`, newest)
	})
	if err != nil {
		return nil, err
	}
	for outlet, all := range delays { // seconds
		slices.Sort(all)
		of(outlet).Delay = time.Duration(all[len(all)/2]) * time.Second
		of(outlet).Shared = len(all)
	}
	out := []dateline.Share{}
	for _, s := range slices.SortedFunc(maps.Values(by), func(a, b *dateline.Share) int { return cmp.Compare(a.Outlet, b.Outlet) }) {
		out = append(out, *s)
	}
	return out, nil
}
