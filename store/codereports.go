package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"dateline"
)

// OpenReportCoding gives a report to two users who code its events blind to one another:
// a coding without an Event, whose one Ref is the report. NotFound where there is no such
// report, a Conflict where the ID is taken.
func (l *Ledger) OpenReportCoding(ctx context.Context, c dateline.Coding, report dateline.ReportID) error {
	switch {
	case c.ID == "" || len(c.ID) > 64:
		return dateline.Errorf(dateline.Invalid, "a coding has an id of up to 64 bytes; give it one")
	case c.Coders[0] == "" || c.Coders[1] == "" || c.Coders[0] == c.Coders[1]:
		return dateline.Errorf(dateline.Invalid, "two people code a report; name two")
	}
	if c.Made.IsZero() {
		c.Made = time.Now()
	}
	return l.db.write(ctx, func(tx conn) error {
		var hash string
		err := tx.row(ctx, "SELECT sha256 FROM reports WHERE id = ?", string(report)).Scan(&hash)
		if errors.Is(err, errNone) {
			return noReport(report)
		} else if err != nil {
			return err
		}
		refs, err := json.Marshal([]dateline.Referent{{Report: hash}})
		if err != nil {
			return dateline.Errorf(dateline.Internal, "coding %s: %w", c.ID, err)
		}
		n, err := tx.exec(ctx, "INSERT INTO codings (id, event, first, second, done, by_whom, made, closed, refs, blind) VALUES (?, '', ?, ?, '[]', ?, ?, '', ?, ?) ON CONFLICT (id) DO NOTHING",
			c.ID, c.Coders[0], c.Coders[1], c.By, c.Made.UnixMicro(), string(refs), flag(c.Blind))
		if err == nil && n == 0 {
			return dateline.Errorf(dateline.Conflict, "there is a coding %s already", c.ID)
		}
		return err
	})
}

// DecideCoded adds what was decided in a coding, or of one; see Decide.
func (l *Ledger) DecideCoded(ctx context.Context, ds []dateline.Decision) error {
	_, err := l.Decide(ctx, ds)
	return err
}
