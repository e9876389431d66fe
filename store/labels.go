package store

import (
	"context"
	"slices"
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

// hides reports whether labels hide anything from who asks.
func hides(ctx context.Context, c conn) (bool, error) {
	if !dateline.Restricted(ctx) {
		return false, nil
	}
	var n int
	err := c.row(ctx, "SELECT count(*) FROM (SELECT 1 FROM labels LIMIT 1) n").Scan(&n)
	return n > 0, err
}

// hiddenEvents is a condition that who asks may see the event in a column.
func hiddenEvents(ctx context.Context, c conn, column string) (string, error) {
	yes, err := hides(ctx, c)
	if !yes {
		return "1 = 1", err
	}
	return "EXISTS (SELECT 1 FROM accounts h WHERE h.event = " + column + " AND h.report NOT IN (SELECT report FROM labels))", nil
}

// hiddenStories is likewise of stories.
func hiddenStories(ctx context.Context, c conn, column string) (string, error) {
	yes, err := hides(ctx, c)
	if !yes {
		return "1 = 1", err
	}
	return "EXISTS (SELECT 1 FROM story_reports h WHERE h.story = " + column + " AND h.report NOT IN (SELECT report FROM labels))", nil
}

// labelled are those of some reports that are hidden from who asks.
func labelled(ctx context.Context, c conn, of []dateline.ReportID) (map[dateline.ReportID]bool, error) {
	out := map[dateline.ReportID]bool{}
	if yes, err := hides(ctx, c); !yes || len(of) == 0 {
		return out, err
	}
	d := c.dialect()
	var ids []dateline.ReportID
	err := column(ctx, c, &ids, "SELECT r.id FROM labels b JOIN reports r ON r.seq = b.report WHERE r.id"+d.in(), list(d, of))
	for _, id := range ids {
		out[id] = true
	}
	return out, err
}

// readable are the docs that who asks may read.
func readable(ctx context.Context, c conn, docs []int64) ([]int64, error) {
	if yes, err := hides(ctx, c); !yes {
		return docs, err
	}
	var seqs []int64
	if err := column(ctx, c, &seqs, "SELECT report FROM labels"); err != nil {
		return nil, err
	}
	hidden := map[int64]bool{}
	for _, seq := range seqs {
		hidden[seq] = true
	}
	return slices.DeleteFunc(docs, func(doc int64) bool { return hidden[doc&(docShift-1)] }), nil
}

// mayRead is NotFound for a report that is hidden from who asks, as for one that is not
// there.
func mayRead(ctx context.Context, c conn, id dateline.ReportID) error {
	hidden, err := labelled(ctx, c, []dateline.ReportID{id})
	if err == nil && hidden[id] {
		err = noReport(id)
	}
	return err
}

// reveal takes from events what is hidden from who asks; NotFound for one of which
// nothing is left.
func reveal(ctx context.Context, c conn, events ...*dateline.Event) error {
	if yes, err := hides(ctx, c); !yes {
		return err
	}
	var of []dateline.ReportID
	for _, e := range events {
		for _, a := range e.Accounts {
			of = append(of, a.Report)
		}
	}
	hidden, err := labelled(ctx, c, of)
	if err != nil || len(hidden) == 0 {
		return err
	}
	for _, e := range events {
		if !e.Without(func(id dateline.ReportID) bool { return hidden[id] }) {
			return dateline.Errorf(dateline.NotFound, "the ledger has no event %s", e.ID)
		}
	}
	return nil
}

// revealStory takes from a story what is hidden from who asks; NotFound where nothing
// is left.
func revealStory(ctx context.Context, c conn, st *dateline.Story) error {
	hidden, err := labelled(ctx, c, st.Reports)
	if err != nil || len(hidden) == 0 {
		return err
	}
	var rest []dateline.ReportID
	for _, id := range st.Reports {
		if !hidden[id] {
			rest = append(rest, id)
		}
	}
	if len(rest) == 0 {
		return dateline.Errorf(dateline.NotFound, "the ledger has no story %s", st.ID)
	}
	if hidden[st.First] {
		st.First = rest[0]
	}
	if hidden[st.Last] {
		st.Last = rest[len(rest)-1]
	}
	d := c.dialect()
	seen, err := hiddenEvents(ctx, c, "e.id")
	if err != nil {
		return err
	}
	var events []dateline.EventID
	if err := column(ctx, c, &events, "SELECT e.id FROM events e WHERE e.id"+d.in()+" AND "+seen, list(d, st.Events)); err != nil {
		return err
	}
	there := map[dateline.EventID]bool{}
	for _, id := range events {
		there[id] = true
	}
	var left []dateline.EventID
	for _, id := range st.Events {
		if there[id] {
			left = append(left, id)
		}
	}
	// The headline may be that of a report that is hidden.
	var title *string
	if err := c.row(ctx, "SELECT title FROM reports WHERE id = ?", string(st.First)).Scan(&title); err != nil {
		return err
	}
	st.Title = string(st.First)
	if title != nil {
		st.Title = *title
	}
	st.Reports, st.Events = rest, left
	st.Outlets, st.Origins = min(st.Outlets, len(rest)), min(st.Origins, len(rest))
	return nil
}
