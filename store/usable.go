package store

import (
	"context"
	"strconv"

	"dateline"
)

// Usable reports whether this program may still use the ledger that it opened: Invalid
// when a newer one has brought its tables, or what stands in them, to a form that this
// does not know. Opening asks the same; this is for programs that go on for long.
func (l *Ledger) Usable(ctx context.Context) error {
	steps, err := l.db.dialect().steps()
	if err != nil {
		return err
	}
	var have int64
	if err := l.db.row(ctx, "SELECT max(version_id) FROM "+migrationsTable).Scan(&have); err != nil {
		return l.explain(err)
	}
	if last := steps[len(steps)-1].Version; have > last {
		return dateline.Errorf(dateline.Invalid, "%s: the ledger is of version %s, made by a newer dateline; this one knows up to %d: use the newer one", l.where, strconv.FormatInt(have, 10), last)
	}
	return l.understood(ctx)
}
