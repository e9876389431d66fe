package store

import (
	"context"
	"errors"

	"dateline"
)

// linkerName is the row of meta with the linker that saved the last turn.
const linkerName = "linker"

// Linker is by which linker the ledger was linked last; "" before the first.
func (t *Turn) Linker(ctx context.Context) (dateline.Maker, error) {
	var made string
	err := t.tx.row(ctx, "SELECT value FROM meta WHERE name = ?", linkerName).Scan(&made)
	if errors.Is(err, errNone) {
		err = nil
	}
	return dateline.Maker(made), err
}

func saveLinker(ctx context.Context, tx conn, made dateline.Maker) error {
	if made == "" {
		return nil
	}
	_, err := tx.exec(ctx, "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value WHERE meta.value <> excluded.value", linkerName, string(made))
	return err
}

// linksMade hold what linking made, each before those that it refers to.
var linksMade = []string{"claims", "accounts", "event_reviews", "event_outlets", "event_places", "event_actors", "event_types", "event_bodies", "events", "proposals", "story_outlets", "story_reports", "stories"}

// Unlink forgets, in one transaction, all that linking made: stories, events, origins
// and what the linker remembers. Every report that is read is then to be linked again,
// by its reading: when the linker is another than the one that was at work. Linkers of
// other processes find that all was forgotten. Decisions stay. It is a Conflict, and
// nothing is done, when a turn was saved after version.
func (l *Ledger) Unlink(ctx context.Context, version int64) error {
	return l.db.write(ctx, func(tx conn) error {
		if err := unmoved(ctx, tx, version); err != nil {
			return err
		}
		version := version + 1
		if err := leaveAll(ctx, tx); err != nil {
			return err
		}
		for _, table := range linksMade {
			if _, err := tx.exec(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		if _, err := tx.exec(ctx, "DELETE FROM kept_fixed"); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, "UPDATE kept SET moving = NULL, version = ?", version); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, "UPDATE reports SET linked_by = '', linked = NULL, origin = '', copying = '', derives = NULL, credit = NULL, leans = NULL WHERE linked_by <> ''"); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, "DELETE FROM meta WHERE name = ?", linkerName); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, "UPDATE linker SET version = ? WHERE one = 1", version); err != nil {
			return err
		}
		return l.needLink(ctx, tx)
	})
}
