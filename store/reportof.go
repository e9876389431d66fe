package store

import (
	"context"
	"errors"

	"dateline"
)

// ReportOf is the first report whose text has a hash; NotFound when none has.
func (l *Ledger) ReportOf(ctx context.Context, hash string) (dateline.ReportID, error) {
	var id dateline.ReportID
	err := l.db.row(ctx, "SELECT id FROM reports WHERE sha256 = ? ORDER BY seq LIMIT 1", hash).Scan(&id)
	if errors.Is(err, errNone) {
		err = dateline.Errorf(dateline.NotFound, "the ledger has no report whose text has the hash %s", hash)
	}
	return id, err
}
