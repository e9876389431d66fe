package store

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"dateline"
)

// events looks at every event with its accounts.
func (v *verifying) events(ctx context.Context) error {
	return inParts(ctx, v, "events", "id", "", func(ctx context.Context, from, to string) error {
		return v.l.db.snapshot(ctx, func(tx conn) error { return v.someEvents(ctx, tx, from, to) })
	})
}

// An accountRow is an account's report, as the tables have it.
type accountRow struct {
	report, text string
	read         bool
}

func (v *verifying) someEvents(ctx context.Context, tx conn, from, to string) error {
	rows := map[string]map[string]accountRow{} // of events, by account
	err := each(ctx, tx, func(row scanner) error {
		var event, id string
		var a accountRow
		var read int
		if err := row.Scan(&event, &id, &a.report, &a.text, &read); err != nil {
			return err
		}
		a.read = read > 0
		if rows[event] == nil {
			rows[event] = map[string]accountRow{}
		}
		rows[event][id] = a
		return nil
	}, `SELECT a.event, a.id, r.id, t.text, (SELECT count(*) FROM readings d WHERE d.report = a.report AND d.maker = a.maker)
		FROM accounts a CROSS JOIN reports r CROSS JOIN texts t WHERE a.event BETWEEN ? AND ? AND r.seq = a.report AND t.report = a.report`, from, to)
	if err != nil {
		return err
	}
	n := 0
	var events []*dateline.Event
	err = each(ctx, tx, func(row scanner) error {
		var id, story string
		var countable int
		var digest int64
		var data []byte
		if err := row.Scan(&id, &story, &countable, &digest, &data); err != nil {
			return err
		}
		n++
		body, err := unpack(data)
		var e dateline.Event
		if err == nil {
			err = json.Unmarshal(body, &e)
		}
		if err != nil {
			v.found(CheckReference, id, "the event cannot be read; relink the ledger")
			return nil
		}
		if digestOf(body) != digest || string(e.ID) != id || string(e.Story) != story || flag(e.Countable) != countable {
			v.found(CheckReference, id, "the event is not as it was saved")
		}
		if string(e.ID) == id {
			events = append(events, &e)
		}
		v.event(&e, rows[id])
		return nil
	}, "SELECT e.id, e.story, e.countable, e.digest, b.data FROM events e JOIN event_bodies b ON b.event = e.id WHERE e.id BETWEEN ? AND ? ORDER BY e.id", from, to)
	v.step(n)
	if err != nil {
		return err
	}
	return v.eventTablesOf(ctx, tx, events, from, to)
}

func (v *verifying) event(e *dateline.Event, rows map[string]accountRow) {
	for _, a := range e.Accounts {
		row, ok := rows[string(a.ID)]
		switch {
		case !ok || row.report != string(a.Report):
			v.found(CheckReference, string(e.ID), "the account %s is of the report %s, and the tables do not say so", a.ID, a.Report)
			continue
		case !row.read && a.Maker != dateline.Person: // whose accounts come from decisions
			v.found(CheckReference, string(e.ID), "the account %s comes from a reading by %s, which is not there", a.ID, a.Maker)
		}
		for _, x := range a.Evidence {
			if err := x.Check(row.text); err != nil {
				v.found(CheckEvidence, string(e.ID), "account %s: %v", a.ID, err)
			}
		}
	}
	if len(rows) != len(e.Accounts) {
		v.found(CheckReference, string(e.ID), "the event has %d accounts, the tables %d", len(e.Accounts), len(rows))
	}
}

// stories compares each story with the rows of its reports and events.
func (v *verifying) stories(ctx context.Context) error {
	return inParts(ctx, v, "stories", "id", "", func(ctx context.Context, from, to string) error {
		return v.l.db.snapshot(ctx, func(tx conn) error {
			reports, events := map[string][]string{}, map[string][]string{}
			for into, query := range map[*map[string][]string]string{
				&reports: "SELECT m.story, r.id FROM story_reports m JOIN reports r ON r.seq = m.report WHERE m.story BETWEEN ? AND ?",
				&events:  "SELECT story, id FROM events WHERE story BETWEEN ? AND ?",
			} {
				err := each(ctx, tx, func(row scanner) error {
					var story, id string
					if err := row.Scan(&story, &id); err != nil {
						return err
					}
					(*into)[story] = append((*into)[story], id)
					return nil
				}, query, from, to)
				if err != nil {
					return err
				}
			}
			var stories []*dateline.Story
			err := each(ctx, tx, func(row scanner) error {
				var id string
				var data []byte
				if err := row.Scan(&id, &data); err != nil {
					return err
				}
				var st dateline.Story
				if err := unpackJSON(data, &st); err != nil || string(st.ID) != id {
					v.found(CheckReference, id, "the story cannot be read; relink the ledger")
					return nil
				}
				stories = append(stories, &st)
				v.sameSet(id, "reports", reports[id], st.Reports)
				v.sameSet(id, "events", events[id], st.Events)
				return nil
			}, "SELECT id, data FROM stories WHERE id BETWEEN ? AND ?", from, to)
			if err != nil {
				return err
			}
			return v.storyTablesOf(ctx, tx, stories, from, to)
		})
	})
}

// sameSet compares the rows of a story with what it says of itself.
func (v *verifying) sameSet(story, what string, rows []string, said any) {
	want := map[string]bool{}
	switch said := said.(type) {
	case []dateline.ReportID:
		for _, id := range said {
			want[string(id)] = true
		}
	case []dateline.EventID:
		for _, id := range said {
			want[string(id)] = true
		}
	}
	for _, id := range rows {
		if !want[id] {
			v.found(CheckReference, story, "the tables have %s among the story's %s, the story has not", id, what)
		}
		delete(want, id)
	}
	if len(want) > 0 {
		v.found(CheckReference, story, "of the story's %s the tables lack %s", what, strings.Join(slices.Sorted(maps.Keys(want)), ", "))
	}
}
