package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"dateline"
)

const codingColumns = "id, event, first, second, done, by_whom, made, closed, refs, blind"

func scanCoding(row scanner) (dateline.Coding, error) {
	var c dateline.Coding
	var made int64
	var done, refs string
	var blind int
	if err := row.Scan(&c.ID, &c.Event, &c.Coders[0], &c.Coders[1], &done, &c.By, &made, &c.Closed, &refs, &blind); err != nil {
		return c, err
	}
	c.Made, c.Blind = timeOf(&made), blind != 0
	if err := json.Unmarshal([]byte(done), &c.Done); err != nil {
		return c, dateline.Errorf(dateline.Internal, "the coding %s is damaged: %w", c.ID, err)
	}
	if err := json.Unmarshal([]byte(refs), &c.Refs); err != nil {
		return c, dateline.Errorf(dateline.Internal, "the coding %s is damaged: %w", c.ID, err)
	}
	return c, nil
}

// OpenCoding gives an event to two users who code it blind to one another. Refs are
// the event's accounts as it is now; NotFound where there is no such event, a Conflict
// where the ID is taken.
func (l *Ledger) OpenCoding(ctx context.Context, c dateline.Coding) error {
	switch {
	case c.ID == "" || len(c.ID) > 64:
		return dateline.Errorf(dateline.Invalid, "a coding has an id of up to 64 bytes; give it one")
	case c.Coders[0] == "" || c.Coders[1] == "" || c.Coders[0] == c.Coders[1]:
		return dateline.Errorf(dateline.Invalid, "two people code an event; name two")
	}
	if c.Made.IsZero() {
		c.Made = time.Now()
	}
	return l.db.write(ctx, func(tx conn) error {
		events, err := eventsOf(ctx, tx, []dateline.EventID{c.Event})
		if err != nil {
			return err
		}
		if len(events) == 0 {
			return dateline.Errorf(dateline.NotFound, "the ledger has no event %s", c.Event)
		}
		var refs []dateline.Referent
		for i := range events[0].Accounts {
			a := &events[0].Accounts[i]
			var hash string
			if err := tx.row(ctx, "SELECT sha256 FROM reports WHERE id = ?", string(a.Report)).Scan(&hash); err != nil {
				return err
			}
			refs = append(refs, dateline.Refer(hash, a, ""))
		}
		raw, err := json.Marshal(refs)
		if err != nil {
			return dateline.Errorf(dateline.Internal, "coding %s: %w", c.ID, err)
		}
		n, err := tx.exec(ctx, "INSERT INTO codings (id, event, first, second, done, by_whom, made, closed, refs, blind) VALUES (?, ?, ?, ?, '[]', ?, ?, '', ?, ?) ON CONFLICT (id) DO NOTHING",
			c.ID, string(c.Event), c.Coders[0], c.Coders[1], c.By, c.Made.UnixMicro(), string(raw), flag(c.Blind))
		if err == nil && n == 0 {
			return dateline.Errorf(dateline.Conflict, "there is a coding %s already", c.ID)
		}
		return err
	})
}

// Coding is a coding by its ID; NotFound when there is none.
func (l *Ledger) Coding(ctx context.Context, id string) (dateline.Coding, error) {
	return coding(ctx, l.db, id, "")
}

func coding(ctx context.Context, c conn, id, lock string) (dateline.Coding, error) {
	out, err := scanCoding(c.row(ctx, "SELECT "+codingColumns+" FROM codings WHERE id = ?"+lock, id))
	if errors.Is(err, errNone) {
		err = dateline.Errorf(dateline.NotFound, "there is no coding %s", id)
	}
	return out, err
}

// Codings are the codings of a user, "" for all, the oldest first; those that somebody
// has adjudicated too where closed is set.
func (l *Ledger) Codings(ctx context.Context, coder string, closed bool) ([]dateline.Coding, error) {
	where, args := "1 = 1", []any{}
	if coder != "" {
		where, args = "(first = ? OR second = ?)", []any{coder, coder}
	}
	if !closed {
		where += " AND closed = ''"
	}
	var out []dateline.Coding
	err := each(ctx, l.db, func(row scanner) error {
		c, err := scanCoding(row)
		out = append(out, c)
		return err
	}, "SELECT "+codingColumns+" FROM codings WHERE "+where+" ORDER BY made, id", args...)
	return out, err
}

// FinishCoding notes that a coder of a coding is done with it. A Conflict once it is
// adjudicated.
func (l *Ledger) FinishCoding(ctx context.Context, id, coder string) error {
	return l.coding(ctx, id, func(c *dateline.Coding) error {
		if !slices.Contains(c.Coders[:], coder) {
			return dateline.Errorf(dateline.Invalid, "%s does not code %s", coder, id)
		}
		if !slices.Contains(c.Done, coder) {
			c.Done = append(c.Done, coder)
			slices.Sort(c.Done)
		}
		return nil
	})
}

// CloseCoding notes that somebody has adjudicated a coding: what holds is decided in the
// record. A Conflict before both coders are done.
func (l *Ledger) CloseCoding(ctx context.Context, id, by string) error {
	return l.coding(ctx, id, func(c *dateline.Coding) error {
		if len(c.Done) < 2 {
			return dateline.Errorf(dateline.Conflict, "the coding %s is adjudicated when both are done", id)
		}
		c.Closed = by
		return nil
	})
}

func (l *Ledger) coding(ctx context.Context, id string, change func(*dateline.Coding) error) error {
	return l.db.write(ctx, func(tx conn) error {
		c, err := coding(ctx, tx, id, tx.dialect().lock)
		if err != nil {
			return err
		}
		if c.Closed != "" {
			return dateline.Errorf(dateline.Conflict, "%s has adjudicated the coding %s", c.Closed, id)
		}
		if err := change(&c); err != nil {
			return err
		}
		done, err := json.Marshal(c.Done)
		if err != nil {
			return dateline.Errorf(dateline.Internal, "coding %s: %w", id, err)
		}
		_, err = tx.exec(ctx, "UPDATE codings SET done = ?, closed = ? WHERE id = ?", string(done), c.Closed, id)
		return err
	})
}

// Coded is an event of a coding as one coder left it, over what the machine has.
func (l *Ledger) Coded(ctx context.Context, id, coder string) (*dateline.Event, error) {
	c, err := l.Coding(ctx, id)
	if err != nil {
		return nil, err
	}
	e, err := l.Event(ctx, string(c.Event))
	if err != nil {
		return nil, err
	}
	return e, l.Reviewed(ctx, e, c.SetOf(coder))
}
