package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"dateline"
)

// SaveReading keeps a reading, marks its report as one to link and sees to a link job,
// in one transaction that also ends the job in hand. A reading of this report by
// this maker that is there already is left as it is. A reading by an older version than
// the newest that the report has is kept and not linked.
func (l *Ledger) SaveReading(ctx context.Context, r *dateline.Reading) error {
	data, err := packJSON(r)
	if err != nil {
		return err
	}
	return l.ending(ctx, func(tx conn) error {
		var seq int64
		var readBy string
		err := tx.row(ctx, "SELECT seq, read_by FROM reports WHERE id = ?"+tx.dialect().lock, string(r.Report)).Scan(&seq, &readBy)
		if errors.Is(err, errNone) {
			return noReport(r.Report)
		} else if err != nil {
			return err
		}
		added, err := tx.exec(ctx, "INSERT INTO readings (report, maker, made, data) VALUES (?, ?, ?, ?) ON CONFLICT (report, maker) DO NOTHING", seq, string(r.Maker), time.Now().UnixMicro(), data)
		if err != nil {
			return err
		}
		if added == 0 || !r.Maker.Newer(dateline.Maker(readBy)) {
			return nil
		}
		return l.becomeRead(ctx, tx, seq, readBy, r)
	})
}

// becomeRead makes a reading the one by which its report is to be linked.
func (l *Ledger) becomeRead(ctx context.Context, tx conn, seq int64, before string, r *dateline.Reading) error {
	if _, err := tx.exec(ctx, "UPDATE reports SET read_by = ? WHERE seq = ?", string(r.Maker), seq); err != nil {
		return err
	}
	if before != "" {
		if _, err := tx.exec(ctx, "DELETE FROM statements WHERE report = ?", seq); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, "DELETE FROM changes WHERE report = ?", seq); err != nil {
			return err
		}
	}
	if err := saveChanges(ctx, tx, seq, r.Changes); err != nil {
		return err
	}
	if err := savePrivate(ctx, tx, seq, r); err != nil {
		return err
	}
	for _, row := range statementRows(seq, r.Statements) {
		if _, err := tx.exec(ctx, "INSERT INTO statements ("+strings.Join(statementColumns, ", ")+") VALUES ("+marks(len(row))+")", row...); err != nil {
			return err
		}
	}
	return l.needLink(ctx, tx)
}

var statementColumns = []string{"report", "n", "speaker", "role", "affiliation", "direct", "first", "past", "quote"}

// statementRows are statements in the columns of statementColumns.
func statementRows(seq int64, all []dateline.Statement) [][]any {
	var rows [][]any
	for n, s := range all {
		rows = append(rows, []any{seq, n, s.Speaker, s.Role, s.Affiliation, flag(s.Direct), s.Start, s.End, s.Quote})
	}
	return rows
}

// Reading is a report's reading by a maker; NotFound when there is none.
func (l *Ledger) Reading(ctx context.Context, id dateline.ReportID, maker dateline.Maker) (*dateline.Reading, error) {
	if err := mayRead(ctx, l.db, id); err != nil {
		return nil, err
	}
	var data []byte
	err := l.db.row(ctx, "SELECT d.data FROM readings d JOIN reports r ON r.seq = d.report WHERE r.id = ? AND d.maker = ?", string(id), string(maker)).Scan(&data)
	if errors.Is(err, errNone) {
		return nil, dateline.Errorf(dateline.NotFound, "the ledger has no reading of report %s by %s", id, maker)
	} else if err != nil {
		return nil, err
	}
	return readingOf(id, data)
}

func readingOf(id dateline.ReportID, data []byte) (*dateline.Reading, error) {
	var r dateline.Reading
	if err := unpackJSON(data, &r); err != nil {
		return nil, dateline.Errorf(dateline.Internal, "a reading of report %s: %w", id, err)
	}
	return &r, nil
}

// An Unread is a report that a maker has not read.
type Unread struct {
	Report dateline.ReportID
	ReadBy dateline.Maker // the older one that has; "" for none
}

// Unread calls yield for each report that has no reading by maker, nor by a later
// version of it, is not in quarantine for reading, and, where again is not set,
// has no reading at all.
func (l *Ledger) Unread(ctx context.Context, maker dateline.Maker, again bool, yield func(Unread) error) error {
	makers := []string{""}
	if again {
		makers = nil
		if err := each(ctx, l.db, func(row scanner) error {
			var by string
			if err := row.Scan(&by); err != nil {
				return err
			}
			if maker.Newer(dateline.Maker(by)) {
				makers = append(makers, by)
			}
			return nil
		}, "SELECT DISTINCT read_by FROM reports ORDER BY read_by"); err != nil {
			return err
		}
	}
	for _, by := range makers {
		after, more := int64(0), true
		for more {
			var found []Unread
			n := 0
			err := each(ctx, l.db, func(row scanner) error {
				var u Unread
				var held *int64
				if err := row.Scan(&after, &u.Report, &held); err != nil {
					return err
				}
				n++
				if u.ReadBy = dateline.Maker(by); held == nil {
					found = append(found, u)
				}
				return nil
			}, `SELECT r.seq, r.id, q.seq FROM reports r LEFT JOIN quarantine q ON q.stage = 'read' AND q.subject = r.id
				WHERE r.read_by = ? AND r.seq > ? ORDER BY r.seq LIMIT ?`, by, after, scanned)
			if err != nil {
				return err
			}
			for _, u := range found {
				if err := yield(u); err != nil {
					return err
				}
			}
			more = n == scanned
		}
	}
	return nil
}

// scanned is how many rows are read at a time where there may be very many, so
// that none of them keeps the write-ahead log of SQLite from being cut.
const scanned = 2000
