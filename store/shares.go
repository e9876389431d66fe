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
	delays := map[string][]delay{}
	err := l.looking(ctx, func(tx conn) error {
		seen, err := sightOf(ctx, tx)
		if err != nil {
			return err
		}
		hidden := ""
		if seen != nil {
			hidden = " AND x.seq NOT IN (SELECT report FROM labels)"
		}
		firsts, err := seen.firsts(ctx, tx)
		if err != nil {
			return err
		}
		err = each(ctx, tx, func(r scanner) error {
			var outlet, copying string
			var published, first *string
			var reports int64
			var rep dateline.Report
			var story dateline.StoryID
			if err := r.Scan(&outlet, &copying, &published, &first, &reports, &rep.ID, &rep.From, &rep.Origin, &story); err != nil {
				return err
			}
			if seen != nil {
				rep.Copying = dateline.Copying(copying)
				seen.report(&rep)
				copying = string(rep.Copying)
				if st := seen.stories[story]; st != nil {
					reports, first = int64(len(st.reports)), firsts[story]
				}
			}
			s := of(outlet)
			s.Reports++
			switch c := dateline.Copying(copying); {
			case c == dateline.ExactCopy || c == dateline.EditedCopy:
				s.Copies++
			case c == dateline.Rewrite:
				s.Rewrites++
			}
			at := dated(published)
			if at != nil && (s.Last == nil || s.Last.Time.Before(at.Time)) {
				s.Last = at
			}
			if from := dated(first); reports > 1 && at != nil && from != nil {
				delays[outlet] = append(delays[outlet], delayOf(*from, *at))
			}
			return nil
		}, `SELECT r.outlet, r.copying, r.published, f.published, s.reports, r.id, r.derives, r.origin, s.id
			FROM (SELECT x.seq, x.id, x.outlet, x.copying, x.derives, x.origin, x.published FROM reports x WHERE x.linked IS NOT NULL AND x.outlet IS NOT NULL`+hidden+` ORDER BY x.seq DESC LIMIT ?) r
			CROSS JOIN story_reports m CROSS JOIN stories s LEFT JOIN reports f ON f.id = s.first WHERE m.report = r.seq AND s.id = m.story`, newest)
		if err != nil {
			return err
		}
		f := &filter{}
		if err := f.see(ctx, tx); err != nil {
			return err
		}
		if seen != nil {
			for _, x := range seen.order[:min(newest, len(seen.order))] {
				for _, o := range x.outlets {
					if x.countable {
						s := of(o)
						s.Events++
						s.Alone += flag(len(x.outlets) == 1)
					}
				}
			}
		}
		put := func(outlet string, events, alone int) {
			s := of(outlet)
			s.Events, s.Alone = s.Events+events, s.Alone+alone
		}
		if x, done, err := l.indexed(ctx, tx, dateline.Query{}); err != nil {
			return err
		} else if x != nil {
			defer done()
			x.ask(dateline.Query{}, f).shares(newest, put)
			return nil
		}
		untouched, args := "", []any{}
		if seen != nil {
			untouched, args = " AND x.id"+tx.dialect().notIn(), append(args, list(tx.dialect(), seen.touched.events))
		}
		return each(ctx, tx, func(r scanner) error {
			var outlet string
			var events, alone int
			err := r.Scan(&outlet, &events, &alone)
			put(outlet, events, alone)
			return err
		}, `SELECT o.outlet, count(*), sum(CASE WHEN e.outlets = 1 THEN 1 ELSE 0 END)
			FROM (SELECT x.id, x.outlets FROM events x WHERE x.countable = 1`+untouched+` ORDER BY x.day DESC, x.id DESC LIMIT ?) e
			CROSS JOIN event_outlets o WHERE o.event = e.id GROUP BY o.outlet`, append(args, newest)...)
	})
	if err != nil {
		return nil, err
	}
	for outlet, all := range delays {
		slices.SortFunc(all, func(a, b delay) int {
			return cmp.Or(cmp.Compare(a.took, b.took), cmp.Compare(flag(a.byDay), flag(b.byDay)))
		})
		of(outlet).Delay, of(outlet).ByDay, of(outlet).Shared = all[len(all)/2].took, all[len(all)/2].byDay, len(all)
	}
	out := []dateline.Share{}
	for _, s := range slices.SortedFunc(maps.Values(by), func(a, b *dateline.Share) int { return cmp.Compare(a.Outlet, b.Outlet) }) {
		out = append(out, *s)
	}
	return out, nil
}

// firsts are when the first reports of stories that labels touch were published.
func (s *sight) firsts(ctx context.Context, c conn) (map[dateline.StoryID]*string, error) {
	if s == nil {
		return nil, nil
	}
	of := map[dateline.ReportID][]dateline.StoryID{}
	var ids []dateline.ReportID
	for _, x := range s.list {
		of[x.story.First], ids = append(of[x.story.First], x.story.ID), append(ids, x.story.First)
	}
	out := map[dateline.StoryID]*string{}
	d := c.dialect()
	return out, each(ctx, c, func(r scanner) error {
		var id dateline.ReportID
		var at *string
		err := r.Scan(&id, &at)
		for _, story := range of[id] {
			out[story] = at
		}
		return err
	}, "SELECT id, published FROM reports WHERE id"+d.in(), list(d, ids))
}

// A delay is how long after another a report was published, in whole days where one of
// the two gives no time of day: no figure is finer than what it is taken from.
type delay struct {
	took  time.Duration
	byDay bool
}

func delayOf(from, to dateline.Moment) delay {
	if from.Clock && to.Clock {
		return delay{max(to.Time.Sub(from.Time), 0), false}
	}
	return delay{time.Duration(max(to.Day().Sub(from.Day()), 0)) * 24 * time.Hour, true}
}

// dated is when a report says that it was published; nil where that is not usable.
func dated(published *string) *dateline.Moment {
	if published == nil {
		return nil
	}
	m, err := dateline.ParseMoment(*published)
	if err != nil || !m.Usable() {
		return nil
	}
	return &m
}
