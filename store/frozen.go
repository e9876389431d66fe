package store

import (
	"context"

	"dateline"
)

// Frozen are the events of a release, in the order of their IDs, with the hashes that
// ReleaseHashes made of each.
func (l *Ledger) Frozen(ctx context.Context, id int64) ([]dateline.FrozenEvent, error) {
	var out []dateline.FrozenEvent
	err := each(ctx, l.db, func(row scanner) error {
		var f dateline.FrozenEvent
		err := row.Scan(&f.Event, &f.Hashes)
		out = append(out, f)
		return err
	}, "SELECT event, fields FROM release_events WHERE release = ? ORDER BY event", id)
	return out, err
}
