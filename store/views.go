package store

import (
	"context"
	"strings"
	"time"
	"unicode/utf8"

	"dateline"
)

// The most that a view may be.
const (
	viewName  = 100  // characters of its name
	viewQuery = 8000 // bytes of its page and of its query
)

// SaveView keeps a view, Made now unless it says when; one of its owner's of that name
// gives way.
func (l *Ledger) SaveView(ctx context.Context, v dateline.View) error {
	if n := utf8.RuneCountInString(v.Name); strings.TrimSpace(v.Name) == "" || n > viewName {
		return dateline.Errorf(dateline.Invalid, "a view has a name of 1 to %d characters; this has %d", viewName, n)
	}
	if !strings.HasPrefix(v.Page, "/") || strings.HasPrefix(v.Page, "//") || len(v.Page) > viewQuery || len(v.Query) > viewQuery {
		return dateline.Errorf(dateline.Invalid, "a view is of a page of the desk, whose path begins with one slash, and of up to %d bytes", viewQuery)
	}
	if v.Made.IsZero() {
		v.Made = time.Now()
	}
	_, err := l.db.exec(ctx, `INSERT INTO views (owner, name, page, query, shared, made) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (owner, name) DO UPDATE SET page = excluded.page, query = excluded.query, shared = excluded.shared, made = excluded.made`,
		v.Owner, v.Name, v.Page, v.Query, flag(v.Shared), v.Made.UnixMicro())
	return err
}

// Views are the views that a user sees, by their names: its own and those that others
// share.
func (l *Ledger) Views(ctx context.Context, owner string) ([]dateline.View, error) {
	var out []dateline.View
	err := each(ctx, l.db, func(row scanner) error {
		var v dateline.View
		var shared, made int64
		err := row.Scan(&v.Owner, &v.Name, &v.Page, &v.Query, &shared, &made)
		v.Shared, v.Made = shared != 0, timeOf(&made)
		out = append(out, v)
		return err
	}, "SELECT owner, name, page, query, shared, made FROM views WHERE owner = ? OR shared = 1 ORDER BY name, owner", owner)
	return out, err
}

// RemoveView takes a user's own view away; NotFound when there is none.
func (l *Ledger) RemoveView(ctx context.Context, owner, name string) error {
	n, err := l.db.exec(ctx, "DELETE FROM views WHERE owner = ? AND name = ?", owner, name)
	if err == nil && n == 0 {
		return dateline.Errorf(dateline.NotFound, "%q is no view of yours", name)
	}
	return err
}
