package desk

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"

	"dateline"
)

// Events is what lists of events ask.
type Events interface {
	// Events lists what a Query wants, the newest first.
	Events(context.Context, dateline.Query) (dateline.Page[dateline.Event], error)
	// Headings are reports without their texts.
	Headings(context.Context, []dateline.ReportID) (map[dateline.ReportID]dateline.Report, error)
}

// perPage is how many events a list shows at once.
const perPage = 50

// A row is an event of a list with the outlets that tell it.
type row struct {
	dateline.Event
	Outlets []string
}

// A todayPage is the newest events.
type todayPage struct {
	Rows []row
	All  bool   // also what is not countable
	Next string // path of the next part
}

// today lists the newest events.
func (d *Desk) today(r *http.Request, _ Viewer) (page, error) {
	q := dateline.Query{Limit: perPage, All: r.FormValue("all") != "", After: r.FormValue("after")}
	found, err := d.Events.Events(r.Context(), q)
	if err != nil {
		return page{}, err
	}
	out := todayPage{All: q.All}
	if out.Rows, err = d.rows(r.Context(), found.Items); err != nil {
		return page{}, err
	}
	if found.Next != "" {
		next := r.URL.Query()
		next.Set("after", found.Next)
		out.Next = "/?" + next.Encode()
	}
	return page{Title: "today.title", Template: "today", Data: out}, nil
}

// rows are events with who tells them.
func (d *Desk) rows(ctx context.Context, es []dateline.Event) ([]row, error) {
	var ids []dateline.ReportID
	for _, e := range es {
		for _, a := range e.Accounts {
			ids = append(ids, a.Report)
		}
	}
	heads, err := d.Events.Headings(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]row, len(es))
	for i, e := range es {
		out[i].Event = e
		seen := map[string]bool{}
		for _, a := range e.Accounts {
			if o := heads[a.Report].Outlet; o != nil && !seen[*o] {
				seen[*o] = true
				out[i].Outlets = append(out[i].Outlets, *o)
			}
		}
	}
	return out, nil
}

// listen tells when the newest events are others than before. It is found out once
// for all who listen.
func (d *Desk) listen(r *http.Request, _ Viewer) (page, error) {
	return d.stream(r, d.NewsEvery, func(ctx context.Context) (string, error) {
		return d.news[dateline.Restricted(ctx)].get(d.Now(), d.NewsEvery, func() (string, error) {
			found, err := d.Events.Events(ctx, dateline.Query{Limit: perPage})
			if err != nil {
				return "", err
			}
			sum := sha256.New()
			for _, e := range found.Items {
				_, _ = fmt.Fprintln(sum, e.ID, len(e.Accounts)) // a hash takes all
			}
			return hex.EncodeToString(sum.Sum(nil)[:8]), nil
		})
	})
}
