package store

import (
	"context"
	"errors"
	"time"
)

// Leases and hosts' turns are kept by the database's own clock, so that processes
// whose clocks differ agree on them. One that was given later than that clock says
// now is over: the clock was turned back.

// turnedBack is a condition on a row that has given.
func turnedBack(table, now string) string { return table + ".given > " + now + " + 1000000" }

// Lease takes the lease on linking for a while, or renews it; it reports false while
// another holder has it. For 0 the holder gives it back. It is for memory's sake: what
// keeps linking right is the turn. Of a holder that Holder named and whose process on
// this machine has ended, the lease is taken over at once.
func (l *Ledger) Lease(ctx context.Context, holder string, d time.Duration) (bool, error) {
	mine, err := l.lease(ctx, "link", holder, d)
	if mine || err != nil || d <= 0 {
		return mine, err
	}
	var by string
	err = l.db.row(ctx, "SELECT holder FROM leases WHERE name = 'link'").Scan(&by)
	switch {
	case errors.Is(err, errNone): // it was just given back
	case err != nil:
		return false, err
	case !foreign(by) || !gone(by):
		return false, nil
	default:
		if _, err := l.lease(ctx, "link", by, 0); err != nil {
			return false, err
		}
	}
	return l.lease(ctx, "link", holder, d)
}

func (l *Ledger) lease(ctx context.Context, name, holder string, d time.Duration) (bool, error) {
	if d <= 0 {
		_, err := l.db.exec(ctx, "DELETE FROM leases WHERE name = ? AND holder = ?", name, holder)
		return false, err
	}
	now := l.db.dialect().now
	n, err := l.db.exec(ctx, `INSERT INTO leases (name, holder, given, until) VALUES (?, ?, `+now+`, `+now+` + ?) ON CONFLICT (name) DO UPDATE
		SET holder = excluded.holder, given = excluded.given, until = excluded.until
		WHERE leases.holder = excluded.holder OR leases.until <= `+now+` OR `+turnedBack("leases", now),
		name, holder, d.Microseconds())
	return n > 0, err
}

// anotherTurn is how long to wait when another has a host's turn.
const anotherTurn = time.Second

// Reserve asks for a host's turn. 0 means that the caller has it, until Release or
// until hold is over, whichever comes first. Otherwise nobody got anything, and it
// is how long to wait before asking again.
func (l *Ledger) Reserve(ctx context.Context, host string, hold time.Duration) (time.Duration, error) {
	now := l.db.dialect().now
	for {
		n, err := l.db.exec(ctx, `INSERT INTO hosts (host, held, given, until) VALUES (?, 1, `+now+`, `+now+` + ?) ON CONFLICT (host) DO UPDATE
			SET held = 1, given = excluded.given, until = excluded.until WHERE hosts.until <= `+now+` OR `+turnedBack("hosts", now), host, hold.Microseconds())
		if err != nil || n > 0 {
			return 0, err
		}
		var left, held int64
		err = l.db.row(ctx, "SELECT until - "+now+", held FROM hosts WHERE host = ?", host).Scan(&left, &held)
		if err != nil && !errors.Is(err, errNone) {
			return 0, err
		}
		if err != nil || left <= 0 {
			continue // it has just ended
		}
		wait := time.Duration(left) * time.Microsecond
		if held != 0 {
			wait = min(wait, anotherTurn)
		}
		return wait, nil
	}
}

// Release ends a turn and gives the host a rest: nobody gets a turn before it is
// over. A longer rest that somebody else gave stands.
func (l *Ledger) Release(ctx context.Context, host string, rest time.Duration) error {
	now := l.db.dialect().now
	_, err := l.db.exec(ctx, `INSERT INTO hosts (host, held, given, until) VALUES (?, 0, `+now+`, `+now+` + ?) ON CONFLICT (host) DO UPDATE
		SET held = 0, given = excluded.given, until = excluded.until WHERE hosts.held = 1 OR hosts.until < excluded.until`, host, max(rest, 0).Microseconds())
	return err
}
