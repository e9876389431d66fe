package desk

import (
	"context"
	"net/http"
	"strings"

	"dateline"
)

// Views is what saved views ask.
type Views interface {
	Views(ctx context.Context, owner string) ([]dateline.View, error)
	SaveView(context.Context, dateline.View) error
	RemoveView(ctx context.Context, owner, name string) error
}

// A viewRow is a saved view with where it leads.
type viewRow struct {
	dateline.View
	To  string
	Own bool
}

// owner is whose views a viewer has: nobody's where nobody logs in.
func (d *Desk) owner(who Viewer) string {
	if d.origin == nil {
		return ""
	}
	return who.Name
}

// mostViews is how many views are listed.
const mostViews = 50

func (d *Desk) viewsOf(ctx context.Context, who Viewer) ([]viewRow, error) {
	if d.Views == nil {
		return nil, nil
	}
	all, err := d.Views.Views(ctx, d.owner(who))
	if err != nil {
		return nil, err
	}
	var out []viewRow
	for _, v := range all[:min(len(all), mostViews)] {
		to := v.Page
		if v.Query != "" {
			to += "?" + v.Query
		}
		out = append(out, viewRow{v, to, v.Owner == d.owner(who)})
	}
	return out, nil
}

// saveView keeps the page that the form names under a name.
func (d *Desk) saveView(r *http.Request, who Viewer) (page, error) {
	to := r.PostFormValue("to")
	path, query, _ := strings.Cut(to, "?")
	if path != "/" && path != "/search" {
		return page{}, dateline.Errorf(dateline.Invalid, "%q is no page whose views are kept", path)
	}
	v := dateline.View{Owner: d.owner(who), Name: strings.TrimSpace(r.PostFormValue("name")), Page: path, Query: query, Shared: r.PostFormValue("shared") != "", Made: d.Now()}
	if err := d.Views.SaveView(r.Context(), v); err != nil {
		return page{}, at("name", err)
	}
	return page{To: to}, nil
}

// removeView takes a view of one's own away.
func (d *Desk) removeView(r *http.Request, who Viewer) (page, error) {
	if err := d.Views.RemoveView(r.Context(), d.owner(who), r.PostFormValue("name")); err != nil {
		return page{}, err
	}
	return page{To: "/"}, nil
}
