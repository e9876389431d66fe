package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"dateline"
)

// Decide adds decisions, all or none. One whose ID is there is passed over when it
// is the same, and a Conflict when it is another. One that gives a value which is none,
// or adds an account whose words its report does not have, is Invalid; of reports that
// the ledger does not have anything may be decided.
//
// Where it is told which event they are of and of which Version that was when somebody
// looked at it, others' decisions that came meanwhile are a Conflict, and nothing is
// added. Linking tells events anew by them; Event and Story show them at once.
func (l *Ledger) Decide(ctx context.Context, ds []dateline.Decision, seen ...dateline.Seen) (added int, err error) {
	if err := checkDecisions(ds); err != nil {
		return 0, err
	}
	err = l.db.write(ctx, func(tx conn) error {
		added = 0
		for _, s := range seen {
			if err := still(ctx, tx, s); err != nil {
				return err
			}
		}
		var new []dateline.Decision
		for _, d := range ds {
			isNew, err := addDecision(ctx, tx, d)
			if err != nil {
				return err
			}
			if isNew {
				new = append(new, d)
			}
		}
		if added = len(new); added == 0 {
			return nil
		}
		if err := restate(ctx, tx, new); err != nil {
			return err
		}
		return l.needLink(ctx, tx)
	})
	if err != nil {
		return 0, err
	}
	return added, nil
}

// still makes sure that nobody has decided of an event since; in a transaction, nobody
// can until it ends.
func still(ctx context.Context, tx conn, s dateline.Seen) error {
	var id string
	err := tx.row(ctx, "SELECT id FROM events WHERE id = ?"+tx.dialect().lock, string(s.Event)).Scan(&id)
	if errors.Is(err, errNone) {
		return dateline.Errorf(dateline.Conflict, "the event %s is no more: its accounts have become parts of others; look at those", s.Event)
	} else if err != nil {
		return err
	}
	var data []byte
	if err := tx.row(ctx, "SELECT data FROM event_bodies WHERE event = ?", string(s.Event)).Scan(&data); err != nil {
		return err
	}
	e := new(dateline.Event)
	if err := unpackJSON(data, e); err != nil {
		return err
	}
	look := upToDate // as Event does
	if s.Set != "" {
		look = func(ctx context.Context, c conn, events ...*dateline.Event) error {
			return review(ctx, c, events, s.Set)
		}
	}
	if err := look(ctx, tx, e); err != nil {
		return err
	}
	if e.Version() != s.Version {
		return dateline.Errorf(dateline.Conflict, "somebody else has decided of the event %s meanwhile; look at it again", s.Event)
	}
	return nil
}

func checkDecisions(ds []dateline.Decision) error {
	for _, d := range ds {
		if d.ID == "" {
			return dateline.Errorf(dateline.Invalid, "a decision has no id; give each one of its own")
		}
		if err := d.Check(); err != nil {
			return err
		}
		for _, on := range d.On {
			if on.Aside() {
				continue
			}
			if _, err := d.Values(on.Field); err != nil {
				return err
			}
		}
	}
	return nil
}

// addDecision adds a decision and reports whether it was not there.
func addDecision(ctx context.Context, tx conn, d dateline.Decision) (bool, error) {
	if err := checkWords(ctx, tx, d); err != nil {
		return false, err
	}
	b, err := json.Marshal(d)
	if err != nil {
		return false, dateline.Errorf(dateline.Internal, "decision %s: %w", d.ID, err)
	}
	n, err := tx.exec(ctx, "INSERT INTO decisions (id, made, data) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", d.ID, time.Now().UnixMicro(), string(b))
	if err != nil {
		return false, err
	}
	if n > 0 {
		return true, keepOn(ctx, tx, d)
	}
	var there string
	if err := tx.row(ctx, "SELECT data FROM decisions WHERE id = ?", d.ID).Scan(&there); err != nil {
		return false, err
	}
	if there != string(b) {
		return false, dateline.Errorf(dateline.Conflict, "another decision has the id %s; decisions are only ever added: give this one an id of its own", d.ID)
	}
	return false, nil
}

// checkWords makes sure that an account which a decision adds, and the words given for a
// value, stand in the text of their report.
func checkWords(ctx context.Context, tx conn, d dateline.Decision) error {
	for _, on := range d.On {
		adds := d.Verb == dateline.VerbAdd && on.Field == ""
		if !adds && on.OfAccount() {
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

// Decision is the decision of an ID; NotFound when there is none.
func (l *Ledger) Decision(ctx context.Context, id string) (dateline.Decision, error) {
	d, err := scanDecision(l.db.row(ctx, "SELECT id, data FROM decisions WHERE id = ?", id))
	if errors.Is(err, errNone) {
		return d, dateline.Errorf(dateline.NotFound, "the ledger has no decision %s", id)
	}
	return d, err
}

// scanDecision reads a row of a decision's ID and data.
func scanDecision(row scanner) (d dateline.Decision, err error) {
	var data string
	if err := row.Scan(&d.ID, &data); err != nil {
		return d, err
	}
	return d, readDecision(&d, data)
}

// readDecision reads the data of a decision's row over its ID.
func readDecision(d *dateline.Decision, data string) error {
	id := d.ID
	if err := json.Unmarshal([]byte(data), d); err != nil {
		return dateline.Errorf(dateline.Internal, "decision %s is damaged; run verify: %w", id, err)
	}
	return nil
}

// LatestDecisions are the latest decisions of the record, n at most, in the order they were
// added. Those of double coding are left out; it looks at four times as many.
func (l *Ledger) LatestDecisions(ctx context.Context, n int) ([]dateline.Decision, error) {
	var out []dateline.Decision
	err := each(ctx, l.db, func(row scanner) error {
		d, err := scanDecision(row)
		if err != nil {
			return err
		}
		if d.Set == "" && len(out) < n {
			out = append(out, d)
		}
		return nil
	}, "SELECT id, data FROM decisions ORDER BY seq DESC LIMIT ?", 4*n)
	slices.Reverse(out)
	return out, err
}

func decisions(ctx context.Context, c conn, after int64) ([]dateline.Decision, error) {
	var out []dateline.Decision
	err := each(ctx, c, func(row scanner) error {
		d, err := scanDecision(row)
		if err != nil {
			return err
		}
		out = append(out, d)
		return nil
	}, "SELECT id, data FROM decisions ORDER BY seq LIMIT 9223372036854775807 OFFSET ?", after)
	return out, err
}
