package store

import (
	"context"
	"errors"
	"time"

	"dateline"
)

const userColumns = "u.name, u.rank, u.password, u.subject, u.disabled, u.made"

// A scanningUser are the columns of a user, to be scanned.
type scanningUser struct {
	user           dateline.User
	subject        *string
	disabled, made int64
}

func (s *scanningUser) into() []any {
	return []any{&s.user.Name, &s.user.Rank, &s.user.Password, &s.subject, &s.disabled, &s.made}
}

func (s *scanningUser) whole() dateline.User {
	u := s.user
	u.Disabled, u.Made = s.disabled != 0, timeOf(&s.made)
	if s.subject != nil {
		u.Subject = *s.subject
	}
	return u
}

func userWhere(ctx context.Context, c conn, where, value string) (dateline.User, error) {
	var s scanningUser
	err := c.row(ctx, "SELECT "+userColumns+" FROM users u WHERE "+where+" = ?", value).Scan(s.into()...)
	if errors.Is(err, errNone) {
		return dateline.User{}, dateline.Errorf(dateline.NotFound, "there is no user %q; add it", value)
	}
	return s.whole(), err
}

// AddUser adds a user, Made by now unless it says when; Conflict when there is one of
// that name, or one who logs in elsewhere under the same subject.
func (l *Ledger) AddUser(ctx context.Context, u dateline.User) error {
	if err := u.Check(); err != nil {
		return err
	}
	if u.Made.IsZero() {
		u.Made = time.Now()
	}
	return l.db.write(ctx, func(tx conn) error {
		if err := subjectFree(ctx, tx, u); err != nil {
			return err
		}
		n, err := tx.exec(ctx, "INSERT INTO users (name, rank, password, subject, disabled, made) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name) DO NOTHING",
			u.Name, string(u.Rank), u.Password, orNull(u.Subject), flag(u.Disabled), u.Made.UnixMicro())
		if err == nil && n == 0 {
			return dateline.Errorf(dateline.Conflict, "there is a user %s already; change that one, or give another name", u.Name)
		}
		return err
	})
}

// subjectFree makes sure that nobody else logs in elsewhere as a user does.
func subjectFree(ctx context.Context, tx conn, u dateline.User) error {
	if u.Subject == "" {
		return nil
	}
	other, err := userWhere(ctx, tx, "u.subject", u.Subject)
	switch {
	case dateline.KindOf(err) == dateline.NotFound || err == nil && other.Name == u.Name:
		return nil
	case err != nil:
		return err
	}
	return dateline.Errorf(dateline.Conflict, "who logs in elsewhere as %q is the user %s already", u.Subject, other.Name)
}

// orNull is a string, nil for none.
func orNull(s string) any {
	if s == "" {
		return nil
	}
	return s
}

// ChangeUser gives a user another rank, password, subject, and disables it or no more;
// NotFound when there is none. Who is disabled, or has another password, is logged out
// everywhere. A Conflict is what would leave no user who is an admin and not disabled
// where there was one.
func (l *Ledger) ChangeUser(ctx context.Context, u dateline.User) error {
	if err := u.Check(); err != nil {
		return err
	}
	return l.db.write(ctx, func(tx conn) error {
		// Two that each take away one of two admins come one after the other.
		var names []string
		if err := column(ctx, tx, &names, "SELECT name FROM users WHERE rank = ? AND disabled = 0 ORDER BY name"+tx.dialect().lock, string(dateline.RankAdmin)); err != nil {
			return err
		}
		was, err := userWhere(ctx, tx, "u.name", u.Name)
		if err != nil {
			return err
		}
		admin := func(u dateline.User) bool { return u.Rank == dateline.RankAdmin && !u.Disabled }
		if admin(was) && !admin(u) && len(names) == 1 {
			return dateline.Errorf(dateline.Conflict, "%s is the only admin; make somebody else one before", u.Name)
		}
		if err := subjectFree(ctx, tx, u); err != nil {
			return err
		}
		if _, err := tx.exec(ctx, "UPDATE users SET rank = ?, password = ?, subject = ?, disabled = ? WHERE name = ?",
			string(u.Rank), u.Password, orNull(u.Subject), flag(u.Disabled), u.Name); err != nil {
			return err
		}
		if u.Disabled || u.Password != was.Password {
			_, err = tx.exec(ctx, "DELETE FROM sessions WHERE owner = ?", u.Name)
		}
		return err
	})
}

// User is a user by name; NotFound when there is none.
func (l *Ledger) User(ctx context.Context, name string) (dateline.User, error) {
	return userWhere(ctx, l.db, "u.name", name)
}

// UserOf is the user who logs in elsewhere under a subject; NotFound when there is none.
func (l *Ledger) UserOf(ctx context.Context, subject string) (dateline.User, error) {
	return userWhere(ctx, l.db, "u.subject", subject)
}

// Users are all users by their names, disabled ones too.
func (l *Ledger) Users(ctx context.Context) ([]dateline.User, error) {
	var out []dateline.User
	err := each(ctx, l.db, func(row scanner) error {
		var s scanningUser
		if err := row.Scan(s.into()...); err != nil {
			return err
		}
		out = append(out, s.whole())
		return nil
	}, "SELECT "+userColumns+" FROM users u ORDER BY u.name")
	return out, err
}
