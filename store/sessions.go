package store

import (
	"context"
	"errors"
	"regexp"
	"time"

	"dateline"
)

var hexHash = regexp.MustCompile(`^[0-9a-f]{64}$`)

// OpenSession keeps that a user is logged in, and forgets sessions that expired before
// this one was made. NotFound when there is no such user or it is disabled.
func (l *Ledger) OpenSession(ctx context.Context, s dateline.Session) error {
	if !hexHash.MatchString(s.Token) || !s.Expires.After(s.Made) {
		return dateline.Errorf(dateline.Internal, "a session is kept by the SHA-256 of its token and expires after it is made")
	}
	return l.db.write(ctx, func(tx conn) error {
		if _, err := tx.exec(ctx, "DELETE FROM sessions WHERE expires <= ?", s.Made.UnixMicro()); err != nil {
			return err
		}
		n, err := tx.exec(ctx, "INSERT INTO sessions (token, owner, made, expires, address) SELECT CAST(? AS text), name, CAST(? AS bigint), CAST(? AS bigint), CAST(? AS text) FROM users WHERE name = ? AND disabled = 0",
			s.Token, s.Made.UnixMicro(), s.Expires.UnixMicro(), s.Address, s.User)
		if err == nil && n == 0 {
			return dateline.Errorf(dateline.NotFound, "there is no user %q who may log in", s.User)
		}
		return err
	})
}

// Session is a session by its Token, with its user as that one is now; NotFound when
// there is none, when it has expired by now, or when the user is disabled.
func (l *Ledger) Session(ctx context.Context, token string, now time.Time) (dateline.Session, dateline.User, error) {
	s := dateline.Session{Token: token}
	var u scanningUser
	var made, expires int64
	err := l.db.row(ctx, "SELECT "+userColumns+", s.made, s.expires, s.address FROM sessions s JOIN users u ON u.name = s.owner WHERE s.token = ? AND s.expires > ? AND u.disabled = 0", token, now.UnixMicro()).
		Scan(append(u.into(), &made, &expires, &s.Address)...)
	if errors.Is(err, errNone) {
		return dateline.Session{}, dateline.User{}, dateline.Errorf(dateline.NotFound, "the session has ended; log in again")
	} else if err != nil {
		return dateline.Session{}, dateline.User{}, err
	}
	s.User, s.Made, s.Expires = u.user.Name, timeOf(&made), timeOf(&expires)
	return s, u.whole(), nil
}

// ExtendSession has a session expire at another time. One that is not there is left so.
func (l *Ledger) ExtendSession(ctx context.Context, token string, expires time.Time) error {
	_, err := l.db.exec(ctx, "UPDATE sessions SET expires = ? WHERE token = ?", expires.UnixMicro(), token)
	return err
}

// CloseSession logs out. One that is not there is left so.
func (l *Ledger) CloseSession(ctx context.Context, token string) error {
	_, err := l.db.exec(ctx, "DELETE FROM sessions WHERE token = ?", token)
	return err
}

// CloseSessions logs a user out everywhere but in one session, "" for none, and reports
// from how many.
func (l *Ledger) CloseSessions(ctx context.Context, user, but string) (int, error) {
	n, err := l.db.exec(ctx, "DELETE FROM sessions WHERE owner = ? AND token <> ?", user, but)
	return int(n), err
}
