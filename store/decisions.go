package store

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"dateline"
)

// Decide adds decisions, all or none. One whose ID is there is passed over when it
// is the same, and a Conflict when it is another. One that gives a value which is none,
// or adds an account whose words its report does not have, is Invalid; of reports that
// the ledger does not have anything may be decided.
func (l *Ledger) Decide(ctx context.Context, ds []dateline.Decision) (added int, err error) {
	for _, d := range ds {
		if d.ID == "" {
			return 0, dateline.Errorf(dateline.Invalid, "a decision has no id; give each one of its own")
		}
		if err := d.Check(); err != nil {
			return 0, err
		}
		for _, on := range d.On {
			if on.Field == dateline.FieldEvidence {
				continue
			}
			if _, err := d.Values(on.Field); err != nil {
				return 0, err
			}
		}
	}
	err = l.db.write(ctx, func(tx conn) error {
		added = 0
		for _, d := range ds {
			if err := checkWords(ctx, tx, d); err != nil {
				return err
			}
			b, err := json.Marshal(d)
			if err != nil {
				return dateline.Errorf(dateline.Internal, "decision %s: %w", d.ID, err)
			}
			n, err := tx.exec(ctx, "INSERT INTO decisions (id, made, data) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", d.ID, time.Now().UnixMicro(), string(b))
			if err != nil {
				return err
			}
			added += int(n)
			if n > 0 {
				continue
			}
			var there string
			if err := tx.row(ctx, "SELECT data FROM decisions WHERE id = ?", d.ID).Scan(&there); err != nil {
				return err
			}
			if there != string(b) {
				return dateline.Errorf(dateline.Conflict, "another decision has the id %s; decisions are only ever added: give this one an id of its own", d.ID)
			}
		}
		if added == 0 {
			return nil
		}
		return l.needLink(ctx, tx)
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// checkWords makes sure that an account which a decision adds, and the words given for a
// value, stand in the text of their report.
func checkWords(ctx context.Context, tx conn, d dateline.Decision) error {
	for _, on := range d.On {
		adds := d.Verb == dateline.VerbAdd && on.Field == ""
		if !adds && on.Field != dateline.FieldEvidence {
			continue
		}
		r := dateline.Report{SHA256: on.Report}
		err := tx.row(ctx, "SELECT r.id, t.text FROM reports r JOIN texts t ON t.report = r.seq WHERE r.sha256 = ? ORDER BY r.seq LIMIT 1", on.Report).Scan(&r.ID, &r.Text)
		switch {
		case errors.Is(err, errNone):
			continue
		case err != nil:
			return err
		case adds:
			if err := dateline.CheckAdded(&r, d); err != nil {
				return err
			}
		case on.Span.End > len(r.Text) || on.Span.Len() == 0:
			return dateline.Errorf(dateline.Invalid, "decision %s: the words at %s are not in report %s", d.ID, on.Span, r.ID)
		}
	}
	return nil
}

// Decisions are people's decisions in the order they were added, from the one after
// the first so many.
func (l *Ledger) Decisions(ctx context.Context, after int64) ([]dateline.Decision, error) {
	return decisions(ctx, l.db, after)
}

func decisions(ctx context.Context, c conn, after int64) ([]dateline.Decision, error) {
	var out []dateline.Decision
	err := each(ctx, c, func(row scanner) error {
		var id, data string
		if err := row.Scan(&id, &data); err != nil {
			return err
		}
		var d dateline.Decision
		if err := json.Unmarshal([]byte(data), &d); err != nil {
			return dateline.Errorf(dateline.Internal, "decision %s is damaged; run verify: %w", id, err)
		}
		out = append(out, d)
		return nil
	}, "SELECT id, data FROM decisions ORDER BY seq LIMIT 9223372036854775807 OFFSET ?", after)
	return out, err
}
