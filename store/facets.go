package store

import (
	"context"
	"errors"
	"slices"

	"dateline"
)

// Facets are the values that events can be asked for by. One step of an index leads
// from each value to the next, so that many events cost no more than few.
func (l *Ledger) Facets(ctx context.Context) (dateline.Facets, error) {
	var out dateline.Facets
	err := l.db.snapshot(ctx, func(tx conn) error {
		s, err := sightOf(ctx, tx)
		return errors.Join(err,
			facetOf(ctx, tx, &out.Places, s, "event_places", "path", func(x *seen) []string { return x.places }),
			facetOf(ctx, tx, &out.Actors, s, "event_actors", "actor", func(x *seen) []string { return x.actors }),
			facetOf(ctx, tx, &out.Types, s, "event_types", "code", func(x *seen) []string { return x.types }),
			storyOutlets(ctx, tx, &out.Outlets, s))
	})
	return out, err
}

// facetOf adds the values that events have of a column; for who may not see all, those of
// events that no label touches and those that the others have without what is hidden.
func facetOf[T ~string](ctx context.Context, tx conn, into *[]T, s *sight, table, name string, of func(*seen) []string) error {
	if s == nil {
		return column(ctx, tx, into, steps(table, name))
	}
	d := tx.dialect()
	if err := column(ctx, tx, into, "SELECT f.v FROM ("+steps(table, name)+") f WHERE EXISTS (SELECT 1 FROM "+table+" x WHERE x."+name+" = f.v AND x.event"+d.notIn()+")", list(d, s.touched.events)); err != nil {
		return err
	}
	for _, x := range s.order {
		for _, v := range of(x) {
			*into = append(*into, T(v))
		}
	}
	slices.Sort(*into)
	*into = slices.Compact(*into)
	return nil
}

// storyOutlets adds the outlets of stories, likewise.
func storyOutlets(ctx context.Context, tx conn, into *[]string, s *sight) error {
	if s == nil {
		return column(ctx, tx, into, steps("story_outlets", "outlet"))
	}
	d := tx.dialect()
	if err := column(ctx, tx, into, "SELECT f.v FROM ("+steps("story_outlets", "outlet")+") f WHERE EXISTS (SELECT 1 FROM story_outlets x WHERE x.outlet = f.v AND x.story"+d.notIn()+")", list(d, s.touched.stories)); err != nil {
		return err
	}
	for _, x := range s.list {
		*into = append(*into, x.outlets...)
	}
	slices.Sort(*into)
	*into = slices.Compact(*into)
	return nil
}

// steps is SQL for the values of the first column of an index, in order.
func steps(table, column string) string {
	return "WITH RECURSIVE o (v) AS (SELECT min(" + column + ") FROM " + table +
		" UNION ALL SELECT (SELECT min(s." + column + ") FROM " + table + " s WHERE s." + column + " > o.v) FROM o WHERE o.v IS NOT NULL)" +
		" SELECT v FROM o WHERE v IS NOT NULL"
}
