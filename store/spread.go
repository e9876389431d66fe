package store

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"dateline"
)

// Spread is where and when the events lie that a Query wants, whatever its Limit and
// After: each event once, at its finest place.
func (l *Ledger) Spread(ctx context.Context, q dateline.Query) (dateline.Spread, error) {
	var out dateline.Spread
	type key struct {
		held lasting
		spot int
	}
	spots, cells := map[dateline.Spot]int{}, map[key]int{}
	put := func(s *dateline.Spot, held lasting, n int) {
		k := key{held, dateline.Nowhere}
		if s != nil {
			at, ok := spots[*s]
			if !ok {
				at = len(out.Spots)
				spots[*s] = at
				out.Spots = append(out.Spots, *s)
			}
			k.spot = at
		}
		cells[k] += n
		out.Events += n
	}
	err := l.looking(ctx, func(tx conn) error {
		f, err := queryFilter(ctx, tx, q)
		if err != nil {
			return err
		}
		for _, x := range f.more {
			put(x.spot, lastingOf(x.start, x.end), 1)
		}
		if x, done, err := l.indexed(ctx, tx, q); err != nil {
			return err
		} else if x != nil {
			defer done()
			x.ask(q, f).put(put)
			return nil
		}
		r, err := f.choose(ctx, tx)
		if err != nil {
			return err
		}
		src := f.along(r)
		return each(ctx, tx, func(row scanner) error {
			var n int
			var path, level *string
			var start, end, lat, lon, radius *int64
			if err := row.Scan(&start, &end, &path, &level, &lat, &lon, &radius, &n); err != nil {
				return err
			}
			put(spotIn(path, level, lat, lon, radius), lastingOf(start, end), n)
			return nil
		}, "SELECT e.start_day, e.end_day, e.spot, e.spot_level, e.lat, e.lon, e.radius, count(*) FROM "+src.from+" WHERE "+src.where+
			" GROUP BY e.start_day, e.end_day, e.spot, e.spot_level, e.lat, e.lon, e.radius", src.args...)
	})
	if err != nil {
		return dateline.Spread{}, err
	}
	place := sortSpots(out.Spots)
	for k, n := range cells {
		if k.spot != dateline.Nowhere {
			k.spot = place[k.spot]
		}
		out.Cells = append(out.Cells, k.held.cell(k.spot, n))
	}
	slices.SortFunc(out.Cells, func(a, b dateline.Cell) int {
		return cmp.Or(compareDays(a.Day, b.Day), compareDays(a.From, b.From), compareDays(a.To, b.To), cmp.Compare(a.Spot, b.Spot))
	})
	return out, nil
}

// compareDays has no day before all others.
func compareDays(a, b *dateline.Date) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	return a.Sub(*b)
}

// A lasting is the interval of an event, half-open, as eventDays has it; from start to
// start where no day is known.
type lasting struct{ start, end int64 }

func lastingOf(start, end *int64) lasting {
	if start == nil || end == nil {
		return lasting{dayless, dayless}
	}
	return lasting{*start, *end}
}

// cell is so many events of an interval at a spot.
func (x lasting) cell(spot, n int) dateline.Cell {
	c := dateline.Cell{Spot: spot, Day: dateOf(x.start), Events: n}
	if x.start == dayless && x.end == dayless {
		return c
	}
	first, last := x.start, x.end-1
	if first <= -unbounded {
		first = x.end - openDays
	}
	if x.end >= unbounded {
		last = x.start + openDays - 1
	}
	c.From, c.To = dateOf(first), dateOf(last)
	return c
}

// spotIn is the spot that the columns of spotOf hold; nil for none.
func spotIn(path, level *string, lat, lon, radius *int64) *dateline.Spot {
	if path == nil || level == nil || lat == nil || lon == nil || radius == nil {
		return nil
	}
	return &dateline.Spot{Path: *path, Level: *level, Lat: float64(*lat) / 1e6, Lon: float64(*lon) / 1e6, RadiusKM: float64(*radius) / 1e3}
}

// sortSpots brings spots into an order of their own, whatever the database's is, and
// tells where each has gone.
func sortSpots(spots []dateline.Spot) []int {
	order := make([]int, len(spots))
	for i := range order {
		order[i] = i
	}
	was := slices.Clone(spots)
	slices.SortFunc(order, func(a, b int) int {
		x, y := was[a], was[b]
		return cmp.Or(strings.Compare(x.Path, y.Path), cmp.Compare(x.RadiusKM, y.RadiusKM), cmp.Compare(x.Lat, y.Lat), cmp.Compare(x.Lon, y.Lon), strings.Compare(x.Level, y.Level))
	})
	place := make([]int, len(order))
	for to, from := range order {
		spots[to], place[from] = was[from], to
	}
	return place
}

// dateOf undoes dayOf; nil for a day that nobody gave.
func dateOf(day int64) *dateline.Date {
	if day <= -unbounded || day >= unbounded {
		return nil
	}
	d := dateline.Date{Year: 1970, Month: 1, Day: 1}.AddDays(int(day))
	return &d
}

// dateless is of reports that give no date that can be used, dayDated the day of a report's
// publication, dayless where it has none, whatever the day on which it came.
var (
	dateless = "(r.published_at IS NULL OR r.published_at < " + strconv.FormatInt(firstSecond, 10) + " OR r.published_at >= " + strconv.FormatInt(lastSecond, 10) + ")"
	dayDated = "CASE WHEN " + dateless + " THEN " + strconv.Itoa(dayless) + " ELSE r.day END"
)

// The seconds from which and up to which a date can be used.
var (
	firstSecond = time.Date(dateline.FirstYear, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
	lastSecond  = time.Date(dateline.LastYear+1, 1, 1, 0, 0, 0, 0, time.UTC).Unix()
)

// dayCounts are counts in the order of their days, those of no day first if they are asked
// for.
func dayCounts(by map[int64]int, undated bool) []dateline.DayCount {
	var out []dateline.DayCount
	for _, day := range slices.Sorted(maps.Keys(by)) {
		if by[day] > 0 && (undated || day > dayless) {
			out = append(out, dateline.DayCount{Day: dateOf(day), Reports: by[day]})
		}
	}
	return out
}

// ReportsByDay is how many reports there are a day, in the order of the days, of those
// outlets that a Query names. If it asks something of events or words, they are the
// reports that tell of what it wants. Those without a date come first, of no day; From and
// To, which narrow the days of the reports, leave them out.
func (l *Ledger) ReportsByDay(ctx context.Context, q dateline.Query) ([]dateline.DayCount, error) {
	from, to := q.From, q.To
	q.From, q.To = nil, nil
	told := asksEvents(q) || q.Origins > 1 || q.Story != "" || q.Report != "" || strings.TrimSpace(q.Words) != ""
	var out []dateline.DayCount
	err := l.looking(ctx, func(tx conn) error {
		if err := check(dateline.Query{From: from, To: to}); err != nil {
			return err
		}
		d := tx.dialect()
		query, args := "SELECT r.day, count(*) FROM reports r WHERE 1 = 1", []any(nil)
		f, err := queryFilter(ctx, tx, q)
		if err != nil {
			return err
		}
		// On PostgreSQL reports of lower numbers may be there later than those of higher.
		if x, done, err := l.indexed(ctx, tx, q); err != nil {
			return err
		} else if x != nil && (told || !d.postgres) {
			defer done()
			out = x.ask(q, f).days(told, f.more, from, to, f.sight.labelled())
			return nil
		} else if x != nil {
			done()
		}
		if told {
			r, err := f.choose(ctx, tx)
			if err != nil {
				return err
			}
			src := f.along(r)
			query, args = "SELECT "+dayDated+", count(DISTINCT r.seq) FROM "+src.from+" CROSS JOIN accounts t CROSS JOIN reports r WHERE "+src.where+" AND t.event = e.id AND r.seq = t.report", src.args
			if len(src.more) > 0 {
				query = "SELECT " + dayDated + ", count(*) FROM reports r WHERE (r.seq IN (SELECT t.report FROM " + src.from + " CROSS JOIN accounts t WHERE " + src.where + " AND t.event = e.id) OR r.seq" + d.inNumbers() + ")"
				args = append(slices.Clone(args), list(d, reportsTold(src.more)))
			}
		}
		if len(q.Outlets) > 0 {
			query, args = query+" AND r.outlet"+d.in(), append(args, list(d, q.Outlets))
		}
		if f.sight != nil {
			query += " AND r.seq NOT IN (SELECT report FROM labels)"
		}
		if from != nil {
			query, args = query+" AND r.day >= ?", append(args, dayOf(*from))
		}
		if to != nil {
			query, args = query+" AND r.day <= ?", append(args, dayOf(*to))
		}
		by := map[int64]int{}
		read := func(query string, put func(day int64, n int)) error {
			return each(ctx, tx, func(row scanner) error {
				var day int64
				var n int
				if err := row.Scan(&day, &n); err != nil {
					return err
				}
				put(day, n)
				return nil
			}, query+" GROUP BY 1", args...)
		}
		if err := read(query, func(day int64, n int) { by[day] += n }); err != nil {
			return err
		}
		if !told {
			// All are counted along the index of days; the few without a date by that of dates.
			if err := read(query+" AND "+dateless, func(day int64, n int) { by[day], by[dayless] = by[day]-n, by[dayless]+n }); err != nil {
				return err
			}
		}
		out = dayCounts(by, from == nil && to == nil)
		return nil
	})
	return out, err
}
