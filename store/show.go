package store

import (
	"context"
	"errors"
	"strings"
	"time"

	"dateline"
)

// A Thing is what an ID of a ledger names.
type Thing string

// The things, by the first letter of their IDs.
const (
	ReportThing  Thing = "report"  // r
	StoryThing   Thing = "story"   // s
	EventThing   Thing = "event"   // e
	AccountThing Thing = "account" // of a report: r…-a1
)

// named is how many IDs an error lists that a prefix could be of.
const named = 8

// Resolve gives the whole ID that begins as prefix does, and what it is of. NotFound
// when none does; Invalid, with what it could be, when several do.
func (l *Ledger) Resolve(ctx context.Context, prefix string) (Thing, string, error) {
	return resolve(ctx, l.db, prefix)
}

func resolve(ctx context.Context, c conn, prefix string) (Thing, string, error) {
	prefix = strings.ToLower(strings.TrimSpace(prefix))
	var thing Thing
	table := ""
	switch {
	case strings.HasPrefix(prefix, "r") && strings.Contains(prefix, "-"):
		thing, table = AccountThing, "accounts"
	case strings.HasPrefix(prefix, "r"):
		thing, table = ReportThing, "reports"
	case strings.HasPrefix(prefix, "s"):
		thing, table = StoryThing, "stories"
	case strings.HasPrefix(prefix, "e"):
		thing, table = EventThing, "events"
	default:
		return "", "", dateline.Errorf(dateline.Invalid, "%q is no ID; those of reports begin with r, of stories with s, of events with e", prefix)
	}
	s, err := sightOf(ctx, c)
	if err != nil {
		return "", "", err
	}
	gone, args := "", []any{prefix, prefix + "\U0010FFFF"}
	if s != nil { // as if it were not there
		gone, args = " AND id"+c.dialect().notIn(), append(args, list(c.dialect(), s.goneOf(table)))
	}
	var ids []string
	// \U0010FFFF is beyond all that an ID holds.
	err = each(ctx, c, func(r scanner) error {
		var id string
		if err := r.Scan(&id); err != nil {
			return err
		}
		ids = append(ids, id)
		return nil
	}, "SELECT id FROM "+table+" WHERE id >= ? AND id < ?"+gone+" ORDER BY id LIMIT ?", append(args, named+1)...)
	switch {
	case err != nil:
		return "", "", err
	case len(ids) == 0:
		if err := purgedOnce(ctx, c, prefix); thing == ReportThing && err != nil {
			return "", "", err
		}
		if thing == EventThing {
			if err := goneOnce(ctx, c, prefix); err != nil {
				return "", "", err
			}
		}
		return "", "", noThing(thing, prefix)
	case ids[0] == prefix || len(ids) == 1:
		return thing, ids[0], nil
	}
	more := ""
	if len(ids) > named {
		ids, more = ids[:named], " and others"
	}
	return "", "", dateline.Errorf(dateline.Invalid, "%s could be %s%s: give more of it", prefix, strings.Join(ids, ", "), more)
}

func noThing(thing Thing, prefix string) error {
	return dateline.Errorf(dateline.NotFound, "the ledger has no %s whose ID begins with %s", thing, prefix)
}

// purgedOnce is NotFound, with when and why, where the one report whose ID begins so
// is purged.
func purgedOnce(ctx context.Context, c conn, prefix string) error {
	var said []error
	err := each(ctx, c, func(r scanner) error {
		var id, by, why string
		var at int64
		if err := r.Scan(&id, &at, &by, &why); err != nil {
			return err
		}
		said = append(said, dateline.Errorf(dateline.NotFound, "the report %s was purged on %s by %s: %s", id, time.UnixMicro(at).UTC().Format(time.DateOnly), by, why))
		return nil
	}, "SELECT id, made, by_whom, reason FROM tombstones WHERE id >= ? AND id < ? ORDER BY id LIMIT 2", prefix, prefix+"\U0010FFFF")
	if err != nil || len(said) != 1 {
		return err
	}
	return said[0]
}

// whole is the ID of a thing that begins as prefix does.
func whole(ctx context.Context, c conn, wanted Thing, prefix string) (string, error) {
	thing, id, err := resolve(ctx, c, prefix)
	if err == nil && thing != wanted {
		err = dateline.Errorf(dateline.Invalid, "%s is of the %s %s; the ID of a %s is wanted", prefix, thing, id, wanted)
	}
	return id, err
}

// Event is the event whose ID begins as prefix does.
func (l *Ledger) Event(ctx context.Context, prefix string) (*dateline.Event, error) {
	id, err := whole(ctx, l.db, EventThing, prefix)
	if err != nil {
		return nil, err
	}
	var data []byte
	err = l.db.row(ctx, "SELECT data FROM event_bodies WHERE event = ?", id).Scan(&data)
	if errors.Is(err, errNone) {
		return nil, dateline.Errorf(dateline.NotFound, "the event %s has just become another; ask again", id)
	} else if err != nil {
		return nil, err
	}
	e := new(dateline.Event)
	if err := unpackJSON(data, e); err != nil {
		return nil, err
	}
	if err := upToDate(ctx, l.db, e); err != nil {
		return nil, err
	}
	return e, reveal(ctx, l.db, e)
}

// Told is a story with all that belongs to it.
type Told = dateline.Told

// Story is the story whose ID begins as prefix does.
func (l *Ledger) Story(ctx context.Context, prefix string) (*Told, error) {
	out := new(Told)
	return out, l.looking(ctx, func(tx conn) error {
		id, err := whole(ctx, tx, StoryThing, prefix)
		if err != nil {
			return err
		}
		newest, err := newestDay(ctx, tx)
		if err != nil {
			return err
		}
		if out.Story, err = scanStory(tx.row(ctx, "SELECT last_day, data FROM stories WHERE id = ?", id), newest); err != nil {
			return err
		}
		s, err := sightOf(ctx, tx)
		if err != nil {
			return err
		}
		whole, err := s.concealStory(&out.Story, newest)
		if err != nil {
			return err
		}
		if out.Events, err = eventsOf(ctx, tx, out.Story.Events); err != nil {
			return err
		}
		if err := upToDate(ctx, tx, pointers(out.Events)...); err != nil {
			return err
		}
		if err := s.conceal(ctx, tx, pointers(out.Events)...); err != nil {
			return err
		}
		byID := map[dateline.ReportID]*dateline.Report{}
		err = each(ctx, tx, func(r scanner) error {
			rep, err := scanReport(r)
			if err == nil {
				s.report(rep)
				byID[rep.ID] = rep
			}
			return err
		}, "SELECT "+reportColumns+" FROM story_reports m JOIN reports r ON r.seq = m.report WHERE m.story = ?", id)
		if err != nil {
			return err
		}
		for _, id := range out.Story.Reports {
			if r := byID[id]; r != nil {
				out.Reports = append(out.Reports, *r)
			}
		}
		if !whole { // proposals may rest on what is hidden
			return nil
		}
		return each(ctx, tx, func(r scanner) error {
			var data []byte
			var p dateline.Proposal
			if err := r.Scan(&data); err != nil {
				return err
			}
			if err := unpackJSON(data, &p); err != nil {
				return err
			}
			out.Proposals = append(out.Proposals, p)
			return nil
		}, "SELECT data FROM proposals WHERE story = ? ORDER BY n", id)
	})
}

// eventsOf are events by their IDs, in the order of these.
func eventsOf(ctx context.Context, c conn, ids []dateline.EventID) ([]dateline.Event, error) {
	return readBodies(ctx, c, ids, wholeOf)
}

// wholeOf reads an event's body.
func wholeOf(data []byte, e *dateline.Event) error { return unpackJSON(data, e) }

func readBodies(ctx context.Context, c conn, ids []dateline.EventID, read func([]byte, *dateline.Event) error) ([]dateline.Event, error) {
	byID := map[dateline.EventID]dateline.Event{}
	err := each(ctx, c, func(r scanner) error {
		var data []byte
		var e dateline.Event
		if err := r.Scan(&data); err != nil {
			return err
		}
		if err := read(data, &e); err != nil {
			return err
		}
		byID[e.ID] = e
		return nil
	}, "SELECT data FROM event_bodies WHERE event"+c.dialect().in(), list(c.dialect(), ids))
	if err != nil {
		return nil, err
	}
	var out []dateline.Event
	for _, id := range ids {
		if e, ok := byID[id]; ok {
			out = append(out, e)
		}
	}
	return out, nil
}

func pointers[T any](all []T) []*T {
	out := make([]*T, len(all))
	for i := range all {
		out[i] = &all[i]
	}
	return out
}

// A Sheet is a report with what was read in it and what tells of it.
type Sheet = dateline.Sheet

// Sheet is the sheet of the report whose ID begins as prefix does.
func (l *Ledger) Sheet(ctx context.Context, prefix string) (*Sheet, error) {
	out := new(Sheet)
	return out, l.looking(ctx, func(tx conn) error {
		id, err := whole(ctx, tx, ReportThing, prefix)
		if err != nil {
			return err
		}
		s, err := sightOf(ctx, tx)
		if err != nil {
			return err
		}
		var seq int64
		var readBy, linkedBy string
		f := &out.Filing
		r, err := scanReport(tx.row(ctx, "SELECT "+reportColumns+`, r.seq, r.byline, r.source, r.extractor, r.media_type,
			r.read_by, r.linked_by, t.text FROM reports r JOIN texts t ON t.report = r.seq WHERE r.id = ?`, id),
			&seq, &f.Byline, &f.Source, &f.Extractor, &f.MediaType, &readBy, &linkedBy, &f.Text)
		if err != nil {
			return err
		}
		text := f.Text
		s.report(r)
		f.Report, f.Text = *r, text
		if linkedBy != "" {
			readBy = linkedBy
		}
		var data []byte
		switch err := tx.row(ctx, "SELECT data FROM readings WHERE report = ? AND maker = ?", seq, readBy).Scan(&data); {
		case err == nil:
			out.Reading = new(dateline.Reading)
			if err := unpackJSON(data, out.Reading); err != nil {
				return err
			}
		case !errors.Is(err, errNone):
			return err
		}
		if err := column(ctx, tx, &out.Stories, "SELECT story FROM story_reports WHERE report = ? ORDER BY story", seq); err != nil {
			return err
		}
		if err := column(ctx, tx, &out.Events, "SELECT event FROM accounts WHERE report = ? ORDER BY event", seq); err != nil {
			return err
		}
		var after []dateline.ReportID
		if f.URL != nil {
			if err := column(ctx, tx, &after, "SELECT id FROM reports WHERE url = ? AND supersedes = ?", *f.URL, id); err != nil {
				return err
			}
		}
		if len(after) > 0 {
			out.SupersededBy = s.after(after[0])
		}
		return nil
	})
}

// column adds the one column of a query's rows to into.
func column[T any](ctx context.Context, c conn, into *[]T, query string, args ...any) error {
	return each(ctx, c, func(r scanner) error {
		var v T
		if err := r.Scan(&v); err != nil {
			return err
		}
		*into = append(*into, v)
		return nil
	}, query, args...)
}
