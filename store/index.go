package store

import (
	"cmp"
	"context"
	"slices"
	"time"

	"dateline"
)

// The key of a report in the full-text index, its doc, is the day on which it was
// published (or, undated, came) and its seq, so that the index has the reports in the
// order of their days, and a search for what stands in very many looks at the newest.
const docShift = 1 << 32

// docOf is the key of a report in the full-text index.
func docOf(day, seq int64) int64 { return day*docShift + seq }

// seqOf is SQL for the seq of a doc. Days before 1970 are negative: & and not %.
func seqOf(doc string) string { return "(" + doc + " & 4294967295)" }

// dayFiled is the day of a report: of its publication or, where it gives none that
// can be, on which it came.
func dayFiled(r *dateline.Report, received time.Time) int64 {
	if m := r.Dated(); m != nil {
		return dayOf(m.Day())
	}
	return dayOf(dateline.DateOf(received.UTC()))
}

// dayOf is a day as its distance from 1970-01-01.
func dayOf(d dateline.Date) int64 { return int64(d.Sub(dateline.Date{Year: 1970, Month: 1, Day: 1})) }

// A doc is a report to be indexed.
type doc struct {
	key    int64
	report *dateline.Report
}

// index adds reports to the full-text index; their order is that of the index, which
// SQLite's writes at once as long as it rises.
func index(ctx context.Context, tx conn, docs []doc) error {
	slices.SortFunc(docs, func(a, b doc) int { return cmp.Compare(a.key, b.key) })
	d := tx.dialect()
	for _, x := range docs {
		if _, err := tx.exec(ctx, d.indexing, append([]any{x.key}, d.indexed(x.report)...)...); err != nil {
			return err
		}
	}
	return nil
}
