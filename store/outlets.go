package store

import (
	"context"
	"slices"
)

// Outlets are the names of the outlets of reports, in order. One step of the index
// leads from each to the next, so that many reports cost no more than few; those of
// which no story tells are looked for only where all is set, in every report.
func (l *Ledger) Outlets(ctx context.Context, all bool) ([]string, error) {
	query := `WITH RECURSIVE o (outlet) AS (SELECT min(outlet) FROM story_outlets
		UNION ALL SELECT (SELECT min(s.outlet) FROM story_outlets s WHERE s.outlet > o.outlet) FROM o WHERE o.outlet IS NOT NULL)
		SELECT outlet FROM o WHERE outlet IS NOT NULL`
	if all {
		query = "SELECT DISTINCT outlet FROM reports WHERE outlet IS NOT NULL"
	}
	var out []string
	if err := column(ctx, l.db, &out, query); err != nil {
		return nil, err
	}
	slices.Sort(out)
	return out, nil
}
