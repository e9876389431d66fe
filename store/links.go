package store

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"sync"
	"time"

	"dateline"
)

// turns is what this process knows of linking's turn.
type turns struct {
	one sync.Mutex // held in a turn
	mu  sync.Mutex
	// handed are the reports that the turn has handed out, with the makers of their
	// readings: who links asks for those readings again before they are saved as linked.
	handed map[dateline.ReportID]dateline.Maker
	// decided are the decisions that the last turn looked at.
	decided decidedOnce
}

// decidedOnce are the first decisions of a ledger. There are ever more of them and each
// turn wants all, so that those which were there before are not read again.
type decidedOnce struct {
	all    []dateline.Decision
	last   int64 // the number of the last of them
	purged int64 // how many reports were: purging one takes words out of decisions
}

// A Turn is linking's turn in a ledger: one process at a time saves what it linked.
type Turn struct {
	l       *Ledger
	tx      conn // to look by; in a turn that holds the ledger, the transaction
	held    bool
	version int64
	save    func(ctx context.Context, tx conn) error // what is to be saved
	saved   bool
	decided *int // how many decisions were handed out; nil where nobody asked
}

// Turn calls do, and then saves what do gave to Save in one transaction; where ctx is a
// link job's, that ends with it when nothing is left to link. Nothing is locked while do
// works, so that others can read and write: when another process has saved a turn of
// its own meanwhile, nothing is saved and the error is a Conflict. It reports false,
// without calling do, when this process is in a turn already.
func (l *Ledger) Turn(ctx context.Context, do func(context.Context, *Turn) error) (bool, error) {
	return l.inTurn(ctx, func() error {
		t := &Turn{l: l, tx: l.db}
		began, err := linkerVersion(ctx, l.db, "")
		if err != nil {
			return err
		}
		t.version = began
		if err := do(ctx, t); err != nil {
			return err
		}
		if h, _ := ctx.Value(inHandKey{}).(*inHand); !t.saved && h == nil {
			return unmoved(ctx, l.db, began)
		}
		return l.endingIf(ctx, func(tx conn) (ended bool, err error) {
			if err := unmoved(ctx, tx, began); err != nil {
				return false, err
			}
			if t.saved {
				if err := t.save(ctx, tx); err != nil {
					return false, err
				}
			}
			n, err := toDo(ctx, tx)
			return n == 0, err
		})
	})
}

// Hold is a Turn whose transaction holds the ledger from the beginning, so that no other
// process can be first: others wait for all that do does. What do saves is saved at once.
func (l *Ledger) Hold(ctx context.Context, do func(context.Context, *Turn) error) (bool, error) {
	return l.inTurn(ctx, func() error {
		return l.db.write(ctx, func(tx conn) error {
			t := &Turn{l: l, tx: tx, held: true}
			var err error
			if t.version, err = linkerVersion(ctx, tx, tx.dialect().lock); err != nil {
				return err
			}
			return do(ctx, t)
		})
	})
}

// inTurn lets one goroutine of this process be in a turn.
func (l *Ledger) inTurn(ctx context.Context, do func() error) (bool, error) {
	if !l.turns.one.TryLock() {
		return false, nil
	}
	defer l.turns.one.Unlock()
	defer l.turns.hand(nil)
	l.turns.hand(map[dateline.ReportID]dateline.Maker{})
	err := do()
	return err == nil, err
}

func linkerVersion(ctx context.Context, c conn, lock string) (v int64, err error) {
	err = c.row(ctx, "SELECT version FROM linker WHERE one = 1"+lock).Scan(&v)
	return v, err
}

// unmoved makes sure that nobody has saved a turn since a version; in a transaction,
// nobody can until it ends.
func unmoved(ctx context.Context, c conn, version int64) error {
	now, err := linkerVersion(ctx, c, c.dialect().lock)
	if err == nil && now != version {
		err = dateline.Errorf(dateline.Conflict, "another process has linked meanwhile; link again from what it saved")
	}
	return err
}

func (t *turns) hand(m map[dateline.ReportID]dateline.Maker) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.handed = m
}

func (t *turns) readingOf(id dateline.ReportID) dateline.Maker {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.handed[id]
}

// toLink is a condition on reports r: they have a reading that is not linked, and
// linking has not failed at them.
const toLink = "r.read_by <> r.linked_by AND r.id NOT IN (SELECT subject FROM quarantine WHERE stage = 'link')"

// Unlinked is how many reports have a reading that is not linked; one more where people
// decided something since linking last asked.
func (l *Ledger) Unlinked(ctx context.Context) (int, error) { return toDo(ctx, l.db) }

// decidedName is the row of meta with how many decisions linking knew when it last saved.
const decidedName = "decided"

// toDo is how much there is to link.
func toDo(ctx context.Context, c conn) (int, error) {
	n, err := unlinked(ctx, c)
	if err != nil {
		return 0, err
	}
	if news, err := undecided(ctx, c); err != nil || !news {
		return n, err
	}
	return n + 1, nil
}

// undecided reports whether people decided something since linking last asked.
func undecided(ctx context.Context, c conn) (bool, error) {
	var news int
	err := c.row(ctx, "SELECT CASE WHEN (SELECT count(*) FROM decisions) > coalesce((SELECT CAST(value AS bigint) FROM meta WHERE name = '"+decidedName+"'), 0) THEN 1 ELSE 0 END").Scan(&news)
	return news > 0, err
}

// saveDecided keeps how many decisions linking knows.
func (t *Turn) saveDecided(ctx context.Context, tx conn) error {
	if t.decided == nil {
		return nil
	}
	_, err := tx.exec(ctx, "INSERT INTO meta (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", decidedName, strconv.Itoa(*t.decided))
	return err
}

func unlinked(ctx context.Context, c conn) (int, error) {
	var n int
	// Of an index alone, but for those that linking failed at: it is asked often, and
	// while all is read again they are very many.
	err := c.row(ctx, `SELECT (SELECT count(*) FROM reports WHERE read_by <> linked_by) -
		(SELECT count(*) FROM quarantine q JOIN reports r ON r.id = q.subject WHERE q.stage = 'link' AND r.read_by <> r.linked_by)`).Scan(&n)
	return n, err
}

// Source is a report with the reading by which it is linked, or, before it is, is
// to be.
func (l *Ledger) Source(ctx context.Context, id dateline.ReportID) (*dateline.Report, *dateline.Reading, error) {
	if err := mayRead(ctx, l.db, id); err != nil {
		return nil, nil, err
	}
	var text string
	var data []byte
	maker := string(l.turns.readingOf(id))
	r, err := scanReport(l.db.row(ctx, "SELECT "+reportColumns+`, t.text, d.data FROM reports r JOIN texts t ON t.report = r.seq
		JOIN readings d ON d.report = r.seq AND d.maker = CASE WHEN CAST(? AS TEXT) <> '' THEN CAST(? AS TEXT) WHEN r.linked_by <> '' THEN r.linked_by ELSE r.read_by END
		WHERE r.id = ?`, maker, maker, string(id)), &text, &data)
	if errors.Is(err, errNone) {
		return nil, nil, dateline.Errorf(dateline.NotFound, "the ledger has no report %s that is read", id)
	} else if err != nil {
		return nil, nil, err
	}
	r.Text = text
	s, err := sightOf(ctx, l.db)
	if err != nil {
		return nil, nil, err
	}
	s.report(r)
	reading, err := readingOf(id, data)
	return r, reading, err
}

// Fixed is the fixed part of what linking remembers of a report; NotFound where it
// remembers nothing.
func (l *Ledger) Fixed(ctx context.Context, id dateline.ReportID) ([]byte, error) {
	c := conn(l.db)
	var data []byte
	err := c.row(ctx, "SELECT data FROM kept_fixed WHERE report = ?", string(id)).Scan(&data)
	if errors.Is(err, errNone) {
		return nil, dateline.Errorf(dateline.NotFound, "linking remembers nothing of a report %s", id)
	}
	return data, err
}

// Version counts what linking has saved. It rises by one a Save.
func (t *Turn) Version() int64 { return t.version }

// Since is what was saved after a version, each report once, in the order of their
// IDs. Of a version before the first that is all: see EachSince.
func (t *Turn) Since(ctx context.Context, version int64) ([]dateline.Kept, error) {
	var out []dateline.Kept
	err := t.EachSince(ctx, version, func(k []dateline.Kept) error {
		out = append(out, k...)
		return nil
	})
	return out, err
}

// EachSince calls yield with what was saved after a version, some hundreds at a
// time. Fixed is nil where it was saved before.
func (t *Turn) EachSince(ctx context.Context, version int64, yield func([]dateline.Kept) error) error {
	after := ""
	for {
		var out []dateline.Kept
		err := each(ctx, t.tx, func(row scanner) error {
			var k dateline.Kept
			if err := row.Scan(&k.Report, &k.Moving, &k.Fixed); err != nil {
				return err
			}
			out = append(out, k)
			return nil
		}, `SELECT k.report, k.moving, f.data FROM kept k LEFT JOIN kept_fixed f ON f.report = k.report AND f.version > ?
			WHERE k.version > ? AND k.report > ? ORDER BY k.report LIMIT ?`, version, version, after, scanned)
		if err != nil || len(out) == 0 {
			return err
		}
		after = string(out[len(out)-1].Report)
		if err := yield(out); err != nil {
			return err
		}
		if len(out) < scanned {
			return nil
		}
	}
}

// Next are up to n reports to link in canonical order (when they were published,
// those without a time last, then by hash), with their readings, index by index.
func (t *Turn) Next(ctx context.Context, n int) ([]dateline.Report, []*dateline.Reading, error) {
	var reports []dateline.Report
	var readings []*dateline.Reading
	err := each(ctx, t.tx, func(row scanner) error {
		var text string
		var data []byte
		r, err := scanReport(row, &text, &data)
		if err != nil {
			return err
		}
		r.Text = text
		reading, err := readingOf(r.ID, data)
		if err != nil {
			return err
		}
		reports, readings = append(reports, *r), append(readings, reading)
		return nil
	}, "SELECT "+reportColumns+`, t.text, d.data FROM reports r JOIN texts t ON t.report = r.seq JOIN readings d ON d.report = r.seq AND d.maker = r.read_by
		WHERE `+toLink+` ORDER BY r.position, r.sha256, r.id LIMIT ?`, n)
	if err != nil {
		return nil, nil, err
	}
	t.l.turns.mu.Lock()
	defer t.l.turns.mu.Unlock()
	for i := range reports {
		t.l.turns.handed[reports[i].ID] = readings[i].Maker
	}
	return reports, readings, nil
}

// Decisions are all of people's, in their order. They are not to be changed.
func (t *Turn) Decisions(ctx context.Context) ([]dateline.Decision, error) {
	ds, err := t.l.turns.decided.upTo(ctx, t.tx)
	if n := len(ds); err == nil {
		t.decided = &n
	}
	return ds, err
}

// upTo are all decisions that there are by now; one turn at a time asks.
func (o *decidedOnce) upTo(ctx context.Context, c conn) ([]dateline.Decision, error) {
	var purged, there int64
	// On PostgreSQL one with a lower number may be there later than one with a higher.
	if err := c.row(ctx, "SELECT (SELECT count(*) FROM tombstones), (SELECT count(*) FROM decisions WHERE seq <= ?)", o.last).Scan(&purged, &there); err != nil {
		return nil, err
	}
	if purged != o.purged || there != int64(len(o.all)) {
		*o = decidedOnce{purged: purged}
	}
	all, last := o.all, o.last
	err := each(ctx, c, func(row scanner) error {
		var d dateline.Decision
		var data string
		if err := row.Scan(&last, &d.ID, &data); err != nil {
			return err
		}
		if err := readDecision(&d, data); err != nil {
			return err
		}
		all = append(all, d)
		return nil
	}, "SELECT seq, id, data FROM decisions WHERE seq > ? ORDER BY seq", o.last)
	if err != nil {
		return nil, err
	}
	o.all, o.last = all, last
	return slices.Clip(all), nil
}

// Save keeps what linking changed: the origins of reports, what linking remembers,
// stories, events and proposals. It may be called once a turn.
func (t *Turn) Save(ctx context.Context, l dateline.Linking) error {
	if t.saved {
		return dateline.Errorf(dateline.Internal, "linking saves twice in one turn")
	}
	t.saved = true
	t.version++
	t.save = func(ctx context.Context, tx conn) error { return t.write(ctx, tx, l) }
	if t.held {
		return t.save(ctx, t.tx)
	}
	return nil
}

func (t *Turn) write(ctx context.Context, tx conn, l dateline.Linking) error {
	if _, err := tx.exec(ctx, "UPDATE linker SET version = ? WHERE one = 1", t.version); err != nil {
		return err
	}
	if err := saveLinker(ctx, tx, l.Linker); err != nil {
		return err
	}
	if err := t.saveDecided(ctx, tx); err != nil {
		return err
	}
	for i := range l.Reports {
		if err := saveOrigin(ctx, tx, &l.Reports[i]); err != nil {
			return err
		}
	}
	for _, id := range l.Removed {
		if _, err := tx.exec(ctx, "UPDATE reports SET linked_by = '', linked = NULL WHERE id = ?", string(id)); err != nil {
			return err
		}
	}
	now := time.Now().UnixMicro()
	for _, id := range l.Linked {
		// Not read_by: a newer reading may have been saved since this one was handed out.
		if _, err := tx.exec(ctx, "UPDATE reports SET linked_by = coalesce(nullif(?, ''), read_by), linked = ? WHERE id = ?", string(t.l.turns.readingOf(id)), now, string(id)); err != nil {
			return err
		}
	}
	for _, k := range l.Kept {
		if err := t.keep(ctx, tx, k); err != nil {
			return err
		}
	}
	return saveStories(ctx, tx, l)
}

// saveOrigin keeps what linking found of where a report's text comes from.
func saveOrigin(ctx context.Context, tx conn, r *dateline.Report) error {
	var credit, leans *string
	for _, part := range []struct {
		there bool
		v     any
		into  **string
	}{{r.Credit != nil, r.Credit, &credit}, {len(r.Leans) > 0, r.Leans, &leans}} {
		if !part.there {
			continue
		}
		b, err := json.Marshal(part.v)
		if err != nil {
			return dateline.Errorf(dateline.Internal, "report %s: %w", r.ID, err)
		}
		s := string(b)
		*part.into = &s
	}
	var from *string
	if r.From != nil {
		s := string(*r.From)
		from = &s
	}
	_, err := tx.exec(ctx, "UPDATE reports SET genre = ?, origin = ?, copying = ?, derives = ?, credit = ?, leans = ? WHERE id = ?",
		string(r.Genre), string(r.Origin), string(r.Copying), from, credit, leans, string(r.ID))
	return err
}

// keep keeps what linking remembers of a report. That it has forgotten one is kept
// too, for those that remember it elsewhere.
func (t *Turn) keep(ctx context.Context, tx conn, k dateline.Kept) error {
	if k.Fixed != nil {
		if _, err := tx.exec(ctx, "INSERT INTO kept_fixed (report, version, data) VALUES (?, ?, ?) ON CONFLICT (report) DO UPDATE SET version = excluded.version, data = excluded.data", string(k.Report), t.version, k.Fixed); err != nil {
			return err
		}
		if k.Moving == nil {
			k.Moving = []byte{}
		}
	} else if k.Moving == nil {
		if _, err := tx.exec(ctx, "DELETE FROM kept_fixed WHERE report = ?", string(k.Report)); err != nil {
			return err
		}
	}
	_, err := tx.exec(ctx, "INSERT INTO kept (report, version, moving) VALUES (?, ?, ?) ON CONFLICT (report) DO UPDATE SET version = excluded.version, moving = excluded.moving", string(k.Report), t.version, k.Moving)
	return err
}
