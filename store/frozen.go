package store

import (
	"bytes"
	"context"
	"encoding/json"

	"dateline"
)

// A frozenRow is what an event of a release said.
type frozenRow struct {
	event  string
	digest int64
	data   []byte
}

// eachFrozen calls f for all that events of releases said, part by part: f may change
// what it is given.
func eachFrozen(ctx context.Context, tx conn, f func(frozenRow) error) error {
	last := frozenRow{digest: -1 << 63}
	for {
		var part []frozenRow
		if err := each(ctx, tx, func(row scanner) error {
			var x frozenRow
			err := row.Scan(&x.event, &x.digest, &x.data)
			part = append(part, x)
			return err
		}, "SELECT event, digest, data FROM frozen_events WHERE (event, digest) > (?, ?) ORDER BY event, digest LIMIT ?", last.event, last.digest, verifyRows); err != nil {
			return err
		}
		for _, x := range part {
			last = x
			if err := f(x); err != nil {
				return err
			}
		}
		if len(part) < verifyRows {
			return nil
		}
	}
}

// frozen takes the report out of what events of releases said. One of which nothing is
// left, or in which its words would stay, is held no more.
func (g *purge) frozen(ctx context.Context) error {
	quotes := quoter(g.text, runOf)
	return eachFrozen(ctx, g.tx, func(x frozenRow) error {
		body, err := unpack(x.data)
		if err != nil {
			return err
		}
		if !bytes.Contains(body, []byte(g.Report)) {
			return nil
		}
		var e dateline.Event
		if err := json.Unmarshal(body, &e); err != nil {
			return dateline.Errorf(dateline.Internal, "the event %s of a release is damaged; run verify: %w", x.event, err)
		}
		without := sight{Sight: dateline.Sight{Hidden: map[dateline.ReportID]bool{g.Report: true}, Hashes: map[string]bool{g.sha: len(g.out.Same) == 0},
			Origins: map[dateline.ReportID]dateline.OriginID{}, Outlets: map[dateline.ReportID]string{}}}
		if err := without.know(ctx, g.tx, tellersOf(&e)); err != nil {
			return err
		}
		rest := without.Event(&e)
		if rest {
			of := e
			of.Accounts = nil
			raw, err := json.Marshal(of)
			if err != nil {
				return dateline.Errorf(dateline.Internal, "event %s: %w", x.event, err)
			}
			rest = !quotes(string(raw)) && !bytes.Contains(raw, []byte(g.Report))
		}
		if rest {
			if body, err = json.Marshal(e); err != nil {
				return dateline.Errorf(dateline.Internal, "event %s: %w", x.event, err)
			}
			digest := digestOf(body)
			if _, err := g.tx.exec(ctx, "INSERT INTO frozen_events (event, digest, data) VALUES (?, ?, ?) ON CONFLICT (event, digest) DO NOTHING", x.event, digest, pack(body)); err != nil {
				return err
			}
			if _, err := g.tx.exec(ctx, "UPDATE release_events SET digest = ? WHERE event = ? AND digest = ?", digest, x.event, x.digest); err != nil {
				return err
			}
		}
		_, err = g.tx.exec(ctx, "DELETE FROM frozen_events WHERE event = ? AND digest = ?", x.event, x.digest)
		return err
	})
}

// frozen looks at whether what events of releases said is as it was kept, and is of one.
func (v *verifying) frozen(ctx context.Context) error {
	err := eachFrozen(ctx, v.l.db, func(x frozenRow) error {
		body, err := unpack(x.data)
		var e dateline.Event
		if err == nil {
			err = json.Unmarshal(body, &e)
		}
		if err != nil || digestOf(body) != x.digest || string(e.ID) != x.event {
			v.found(CheckReference, x.event, "the event is not as a release has frozen it; put a backup in its place")
		}
		return nil
	})
	if err != nil {
		return err
	}
	return each(ctx, v.l.db, func(row scanner) error {
		var id string
		err := row.Scan(&id)
		v.found(CheckOrphan, id, "an event is kept for a release, and is of none")
		return err
	}, "SELECT DISTINCT z.event FROM frozen_events z WHERE NOT EXISTS (SELECT 1 FROM release_events f WHERE f.event = z.event AND f.digest = z.digest) LIMIT ?", mostFindings+1)
}
