package store

import (
	"context"

	"dateline"
)

// Facets are the values that events can be asked for by. One step of an index leads
// from each value to the next, so that many events cost no more than few.
func (l *Ledger) Facets(ctx context.Context) (dateline.Facets, error) {
	var out dateline.Facets
	err := l.db.snapshot(ctx, func(tx conn) error {
		if err := column(ctx, tx, &out.Places, steps("event_places", "path")); err != nil {
			return err
		}
		if err := column(ctx, tx, &out.Actors, steps("event_actors", "actor")); err != nil {
			return err
		}
		if err := column(ctx, tx, &out.Types, steps("event_types", "code")); err != nil {
			return err
		}
		return column(ctx, tx, &out.Outlets, steps("story_outlets", "outlet"))
	})
	return out, err
}

// steps is SQL for the values of the first column of an index, in order.
func steps(table, column string) string {
	return "WITH RECURSIVE o (v) AS (SELECT min(" + column + ") FROM " + table +
		" UNION ALL SELECT (SELECT min(s." + column + ") FROM " + table + " s WHERE s." + column + " > o.v) FROM o WHERE o.v IS NOT NULL)" +
		" SELECT v FROM o WHERE v IS NOT NULL"
}
