package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"math"
	"slices"

	"dateline"
)

// spotOf is where an event is drawn: its first place whose coordinates are known, or the
// finest of its places that lie within that one, in the columns spot, spot_level, lat, lon (millionths of a degree)
// and radius (metres): whole numbers are the same on both databases. Nulls where there
// is none.
func spotOf(e *dateline.Event) []any {
	best := -1
	for i, p := range e.Places {
		if p.Lat == nil || p.Lon == nil || p.RadiusKM == nil {
			continue
		}
		if best < 0 || *p.RadiusKM < *e.Places[best].RadiusKM && within(p.Path, e.Places[best].Path) {
			best = i
		}
	}
	if best < 0 {
		return []any{(*string)(nil), (*string)(nil), (*int64)(nil), (*int64)(nil), (*int64)(nil)}
	}
	p := e.Places[best]
	path := p.Path
	if len(path) == 0 {
		path = []string{p.Name}
	}
	whole := func(x, unit float64) int64 { return int64(math.Round(x * unit)) }
	return []any{placePath(path), p.Level, whole(*p.Lat, 1e6), whole(*p.Lon, 1e6), whole(*p.RadiusKM, 1e3)}
}

// within reports whether a place, by its path from the country down, lies in another. A
// finer place elsewhere is another's, or a name taken for one: nothing is drawn there.
func within(path, of []string) bool {
	return len(of) > 0 && len(path) > len(of) && slices.Equal(path[:len(of)], of)
}

// fillSpots writes the columns of events that were saved before there were such.
func fillSpots(ctx context.Context, d *dialect, tx *sql.Tx) error {
	query, update := "SELECT event, data FROM event_bodies WHERE event > ? ORDER BY event LIMIT ?",
		"UPDATE events SET spot = ?, spot_level = ?, lat = ?, lon = ?, radius = ? WHERE id = ?"
	if d.postgres {
		query, update = number(query), number(update)
	}
	set, err := tx.PrepareContext(ctx, update)
	if err != nil {
		return err
	}
	defer set.Close()
	for after := ""; ; {
		some, last, err := bodiesAfter(ctx, tx, query, after)
		if err != nil {
			return err
		}
		for i := range some {
			if _, err := set.ExecContext(ctx, clean(append(spotOf(&some[i]), string(some[i].ID)))...); err != nil {
				return err
			}
		}
		if last == "" {
			return nil
		}
		after = last
	}
}

// bodiesAfter are the next events, and the id of the last; "" when no more follow. One
// that cannot be read is left out: verify tells of it.
func bodiesAfter(ctx context.Context, tx *sql.Tx, query, after string) (out []dateline.Event, last string, err error) {
	rows, err := tx.QueryContext(ctx, query, after, pageRows)
	if err != nil {
		return nil, "", err
	}
	defer rows.Close()
	for rows.Next() {
		var data []byte
		if err := rows.Scan(&last, &data); err != nil {
			return nil, "", err
		}
		var e struct {
			ID     dateline.EventID
			Places []dateline.PlaceRef
		}
		if raw, err := unpack(data); err == nil && json.Unmarshal(raw, &e) == nil {
			out = append(out, dateline.Event{ID: e.ID, Places: e.Places})
		}
	}
	return out, last, rows.Err()
}
