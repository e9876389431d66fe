package store

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"dateline"
)

// Counts over very many events, as a map wants them for each new question, cost a
// database as many steps along its indexes as there are events that may be meant. A
// program that answers people all day holds what is asked of events in memory, about 240
// bytes for each with the reports that tell it, and asks that.
//
// It is of one version of what linking saved, and answers transactions alone that see that
// version: every other is answered by the tables, as every program that holds no index is.
// A transaction that sees a newer one brings it up to date. What labels hide is left out
// as it is of rows: the index itself is everybody's.

// An eventIndex is what is asked of events and reports. The zero eventIndex answers nothing.
type eventIndex struct {
	on      atomic.Bool // somebody wants it
	ready   atomic.Bool
	filling sync.Mutex // held by who changes it; mu as well while it is changed

	mu      sync.RWMutex
	is      indexKey
	made    int64 // when the last of its events was saved
	sum     int64 // of all, as madeSum has it
	seq     int64 // of the last report
	slots   map[string]int32
	events  []indexed
	free    []int32
	reports []indexedReport // by seq

	actors, places, types, statuses, outlets interned[string]
	spots                                    interned[dateline.Spot]
}

// An indexKey is which state of a ledger an index is of: whatever changes an event, and
// whatever takes a report away, raises one of these.
type indexKey struct{ linked, purged int64 }

// An indexed is an event; what refers to others is a number among interned values.
type indexed struct {
	id             string // "" where no event is
	refs           []int32
	actors, places int32 // refs are first so many actors, then places, then reports by seq
	spot           int32 // noNumber is nowhere
	day            int32
	start, end     int32 // noNumber where no day is known
	origins        int32
	outlets        int32 // how many
	typ, status    int32
	countable      bool
	made           int64
}

type indexedReport struct{ day, outlet int32 } // noNumber: no such report, no outlet; dayless: it has no date

const noNumber = math.MinInt32

// An interned is values by number.
type interned[T comparable] struct {
	at  map[T]int32
	all []T
}

func (x *interned[T]) put(v T) int32 {
	if x.at == nil {
		x.at = map[T]int32{}
	}
	n, ok := x.at[v]
	if !ok {
		n = int32(len(x.all)) //nolint:gosec // there are fewer values than events
		x.at[v], x.all = n, append(x.all, v)
	}
	return n
}

// madeSum is SQL for a number that is another when an event is another: index and tables
// are compared by it. Each time an event is saved its made is later.
const madeSum = "SELECT count(*), CAST(coalesce(sum(made % 4294967291), 0) AS bigint) FROM events"

// madeModulus keeps the sum within 64 bits.
const madeModulus = 4294967291

// indexTime is how long making the index anew may take.
const indexTime = 10 * time.Minute

// mostRenewed is how many events are brought up to date by who asks; where more have
// changed the index is made anew, and meanwhile the tables answer.
const mostRenewed = 5000

// KeepIndex holds in memory from now on what counts over all events ask, and returns
// when that is there: seconds after it was called, on a large ledger. It is for programs that
// answer many questions; what is answered is the same without it.
func (l *Ledger) KeepIndex(ctx context.Context) error {
	l.index.on.Store(true)
	return l.fillIndex(ctx)
}

// fillIndex makes the index anew.
func (l *Ledger) fillIndex(ctx context.Context) error {
	x := &l.index
	// Who waits for this lock has a connection, and so has who holds it.
	return l.db.snapshot(ctx, func(tx conn) error {
		x.filling.Lock()
		defer x.filling.Unlock()
		if x.ready.Load() {
			return nil // somebody else did
		}
		key, err := indexState(ctx, tx)
		if err != nil {
			return err
		}
		fresh := &eventIndex{slots: map[string]int32{}}
		if err := fresh.addReports(ctx, tx, "1 = 1"); err != nil {
			return err
		}
		if err := fresh.add(ctx, tx, nil); err != nil {
			return err
		}
		if same, err := fresh.checks(ctx, tx); err != nil || !same {
			return errors.Join(err, dateline.Errorf(dateline.Internal, "the index of events is not what the tables are"))
		}
		x.mu.Lock()
		defer x.mu.Unlock()
		x.is, x.made, x.sum, x.seq, x.slots, x.events, x.free, x.reports = key, fresh.made, fresh.sum, fresh.seq, fresh.slots, fresh.events, nil, fresh.reports
		x.actors, x.places, x.types, x.statuses, x.outlets, x.spots = fresh.actors, fresh.places, fresh.types, fresh.statuses, fresh.outlets, fresh.spots
		x.ready.Store(true)
		return nil
	})
}

func indexState(ctx context.Context, tx conn) (k indexKey, err error) {
	err = tx.row(ctx, "SELECT (SELECT version FROM linker WHERE one = 1), (SELECT count(*) FROM tombstones)").Scan(&k.linked, &k.purged)
	return k, err
}

// indexed gives the index to who asks in a transaction, locked to be read, if it is of what
// that sees and answers the Query; nil if not. The function that it gives unlocks it.
func (l *Ledger) indexed(ctx context.Context, tx conn, q dateline.Query) (*eventIndex, func(), error) {
	x := &l.index
	// What few events meet, as those of one story do, is as soon found in the tables.
	if !x.on.Load() || q.Story != "" || q.Report != "" {
		return nil, nil, nil
	}
	key, err := indexState(ctx, tx)
	if err != nil {
		return nil, nil, err
	}
	if x.ready.Load() {
		if err := l.renewIndex(ctx, tx, key); err != nil {
			return nil, nil, err
		}
	}
	x.mu.RLock()
	if x.ready.Load() && x.is == key {
		return x, x.mu.RUnlock, nil
	}
	x.mu.RUnlock()
	return nil, nil, nil
}

// renewIndex brings the index up to date with a transaction that sees more than it has.
func (l *Ledger) renewIndex(ctx context.Context, tx conn, key indexKey) error {
	x := &l.index
	x.mu.RLock()
	is, seq := x.is, x.seq
	x.mu.RUnlock()
	var last int64
	if err := tx.row(ctx, "SELECT coalesce(max(seq), 0) FROM reports").Scan(&last); err != nil {
		return err
	}
	if is == key && seq >= last || is.linked > key.linked {
		return nil
	}
	x.filling.Lock()
	defer x.filling.Unlock()
	if !x.ready.Load() || x.is.linked > key.linked {
		return nil // meanwhile others were here
	}
	renewed, err := false, error(nil)
	if x.is.purged == key.purged {
		renewed, err = x.renew(ctx, tx, key)
	}
	if err != nil || !renewed {
		// What is there is of nothing that anybody sees.
		x.ready.Store(false)
		go func() {
			ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), indexTime)
			defer stop()
			if err := l.fillIndex(ctx); err != nil {
				l.o.Logger.WarnContext(ctx, "the index of events is not there, so that maps take longer", "error", err)
			}
		}()
	}
	return err
}

// renew takes up what was saved since; it reports whether the index is right then.
func (x *eventIndex) renew(ctx context.Context, tx conn, key indexKey) (bool, error) {
	var changed, dropped []string
	if x.is != key {
		if err := column(ctx, tx, &changed, "SELECT id FROM events WHERE made > ? LIMIT ?", x.made, mostRenewed+1); err != nil {
			return false, err
		}
		if err := column(ctx, tx, &dropped, "SELECT event FROM events_gone WHERE made > ? LIMIT ?", x.made, mostRenewed+1); err != nil {
			return false, err
		}
		if len(changed)+len(dropped) > mostRenewed {
			return false, nil
		}
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.ready.Store(false) // in case that it breaks off
	if err := x.addReports(ctx, tx, "seq > ?", x.seq); err != nil {
		return false, err
	}
	if x.is != key {
		for _, id := range slices.Concat(changed, dropped) {
			x.drop(id)
		}
		if err := x.add(ctx, tx, changed); err != nil {
			return false, err
		}
		if same, err := x.checks(ctx, tx); err != nil || !same {
			return false, err
		}
		x.is = key
	}
	x.ready.Store(true)
	return true, nil
}

// checks reports whether index and tables have the same events.
func (x *eventIndex) checks(ctx context.Context, tx conn) (bool, error) {
	var n, sum int64
	err := tx.row(ctx, madeSum).Scan(&n, &sum)
	return n == int64(len(x.slots)) && sum == x.sum, err
}

func (x *eventIndex) drop(id string) {
	at, ok := x.slots[id]
	if !ok {
		return
	}
	x.sum -= x.events[at].made % madeModulus
	x.events[at] = indexed{}
	delete(x.slots, id)
	x.free = append(x.free, at)
}

// addReports adds reports by a condition.
func (x *eventIndex) addReports(ctx context.Context, tx conn, where string, args ...any) error {
	return each(ctx, tx, func(row scanner) error {
		var seq, day int64
		var outlet *string
		if err := row.Scan(&seq, &day, &outlet); err != nil {
			return err
		}
		for int64(len(x.reports)) <= seq {
			x.reports = append(x.reports, indexedReport{noNumber, noNumber})
		}
		r := indexedReport{int32(day), noNumber} //nolint:gosec // days are bounded
		if outlet != nil {
			r.outlet = x.outlets.put(*outlet)
		}
		x.reports[seq], x.seq = r, max(x.seq, seq)
		return nil
	}, "SELECT r.seq, "+dayDated+", r.outlet FROM reports r WHERE "+where+" ORDER BY seq", args...)
}

// add adds events, which are not there, by their IDs; nil is all that there are.
func (x *eventIndex) add(ctx context.Context, tx conn, ids []string) error {
	where, args := "1 = 1", []any(nil)
	if ids != nil {
		where, args = "e.id"+tx.dialect().in(), []any{list(tx.dialect(), ids)}
	}
	var added []int32
	err := each(ctx, tx, func(row scanner) error {
		var id, typ, status string
		var path, level *string
		var countable, day, origins, outlets, made int64
		var start, end, lat, lon, radius *int64
		if err := row.Scan(&id, &typ, &status, &countable, &day, &start, &end, &origins, &outlets, &made, &path, &level, &lat, &lon, &radius); err != nil {
			return err
		}
		//nolint:gosec // days, origins and events are fewer than 32 bits hold
		e := indexed{id: id, typ: x.types.put(typ), status: x.statuses.put(status), countable: countable == 1, day: int32(day), start: noNumber, end: noNumber, spot: noNumber, origins: int32(origins), outlets: int32(outlets), made: made}
		if start != nil && end != nil {
			e.start, e.end = int32(*start), int32(*end) //nolint:gosec // likewise
		}
		if s := spotIn(path, level, lat, lon, radius); s != nil {
			e.spot = x.spots.put(*s)
		}
		at := int32(len(x.events)) //nolint:gosec // likewise
		if n := len(x.free); n > 0 {
			at, x.free = x.free[n-1], x.free[:n-1]
			x.events[at] = e
		} else {
			x.events = append(x.events, e)
		}
		x.slots[id], added = at, append(added, at)
		x.made, x.sum = max(x.made, made), x.sum+made%madeModulus
		return nil
	}, "SELECT e.id, e.type, e.status, e.countable, e.day, e.start_day, e.end_day, e.origins, e.outlets, e.made, e.spot, e.spot_level, e.lat, e.lon, e.radius FROM events e WHERE "+where, args...)
	if err != nil {
		return err
	}
	var id, value string
	var seq int64
	var unknown []int64
	for _, of := range []struct {
		table, column string
		into          any
		put           func(*indexed)
	}{
		{"event_actors", "actor", &value, func(e *indexed) { e.refs, e.actors = append(e.refs, x.actors.put(value)), e.actors+1 }},
		{"event_places", "path", &value, func(e *indexed) { e.refs, e.places = append(e.refs, x.places.put(value)), e.places+1 }},
		{"accounts", "report", &seq, func(e *indexed) {
			e.refs = append(e.refs, int32(seq)) //nolint:gosec // likewise
			if seq >= int64(len(x.reports)) || x.reports[seq].day == noNumber {
				unknown = append(unknown, seq)
			}
		}},
	} {
		err := each(ctx, tx, func(row scanner) error {
			if err := row.Scan(&id, of.into); err != nil {
				return err
			}
			of.put(&x.events[x.slots[id]])
			return nil
		}, "SELECT e.event, e."+of.column+" FROM "+of.table+" e WHERE "+strings.Replace(where, "e.id", "e.event", 1), args...)
		if err != nil {
			return err
		}
	}
	if len(unknown) > 0 { // on PostgreSQL a report may be there later than one of a higher number
		if err := x.addReports(ctx, tx, "seq"+tx.dialect().inNumbers(), list(tx.dialect(), unknown)); err != nil {
			return err
		}
	}
	for _, at := range added {
		x.events[at].refs = slices.Clone(x.events[at].refs) // without room to grow
	}
	return nil
}
