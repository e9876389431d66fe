package store

import (
	"context"
	"strings"
	"time"

	"dateline"
)

// SetLabel keeps a report from who may not see it, At now where it does not say when; a
// label that the report has gives way. NotFound when there is no such report.
func (l *Ledger) SetLabel(ctx context.Context, b dateline.Label) error {
	if strings.TrimSpace(b.Label) == "" || len(b.Label) > 100 || len(b.Why) > 2000 {
		return dateline.Errorf(dateline.Invalid, "a label has a name of up to 100 bytes, and a reason of up to 2000")
	}
	if b.At.IsZero() {
		b.At = time.Now()
	}
	n, err := l.db.exec(ctx, `INSERT INTO labels (report, label, why, by_whom, made) SELECT seq, CAST(? AS text), CAST(? AS text), CAST(? AS text), CAST(? AS bigint) FROM reports WHERE id = ?
		ON CONFLICT (report) DO UPDATE SET label = excluded.label, why = excluded.why, by_whom = excluded.by_whom, made = excluded.made`, b.Label, b.Why, b.By, b.At.UnixMicro(), string(b.Report))
	if err == nil && n == 0 {
		return noReport(b.Report)
	}
	return err
}

// RemoveLabel takes a report's label away; NotFound when it has none.
func (l *Ledger) RemoveLabel(ctx context.Context, id dateline.ReportID) error {
	n, err := l.db.exec(ctx, "DELETE FROM labels WHERE report = (SELECT seq FROM reports WHERE id = ?)", string(id))
	if err == nil && n == 0 {
		return dateline.Errorf(dateline.NotFound, "the report %s has no label", id)
	}
	return err
}

// Labels are the labels of all reports that have one, the latest first; of some reports
// where they are named.
func (l *Ledger) Labels(ctx context.Context, of ...dateline.ReportID) ([]dateline.Label, error) {
	where, args := "", []any{}
	if len(of) > 0 {
		d := l.db.dialect()
		where, args = " WHERE r.id"+d.in(), []any{list(d, of)}
	}
	var out []dateline.Label
	err := each(ctx, l.db, func(row scanner) error {
		var b dateline.Label
		var at int64
		err := row.Scan(&b.Report, &b.Label, &b.Why, &b.By, &at)
		b.At = timeOf(&at)
		out = append(out, b)
		return err
	}, "SELECT r.id, b.label, b.why, b.by_whom, b.made FROM labels b JOIN reports r ON r.seq = b.report"+where+" ORDER BY b.made DESC, r.id", args...)
	return out, err
}
