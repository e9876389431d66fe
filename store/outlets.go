package store

import (
	"context"
	"slices"
)

// Outlets are the names of the outlets of reports, in order. One step of the index
// leads from each to the next, so that many reports cost no more than few; those of
// which no story tells are looked for only where all is set, in every report.
func (l *Ledger) Outlets(ctx context.Context, all bool) ([]string, error) {
	var out []string
	err := l.db.snapshot(ctx, func(tx conn) error {
		s, err := sightOf(ctx, tx)
		switch {
		case err != nil:
			return err
		case !all:
			return storyOutlets(ctx, tx, &out, s)
		case s != nil:
			return column(ctx, tx, &out, "SELECT DISTINCT outlet FROM reports WHERE outlet IS NOT NULL AND seq NOT IN (SELECT report FROM labels)")
		}
		return column(ctx, tx, &out, "SELECT DISTINCT outlet FROM reports WHERE outlet IS NOT NULL")
	})
	slices.Sort(out)
	return out, err
}
