package desk

import (
	"net/http"

	"dateline"
)

// A route is one page: the pattern of net/http that it answers, and whom.
type route struct {
	pattern string
	need    dateline.Rank // the least rank that sees it; everybody is for who is not logged in too
	page    func(*Desk, *http.Request, Viewer) (page, error)
	// nav is the key of its word in the bar of the desk; "" is a page that is not there.
	nav string
	// is tells whether the desk was given what the page asks; nil is always.
	is func(*Desk) bool
}

// routes is the one list of pages. Those of the bar stand in its order.
func (d *Desk) routes() []route {
	all := []route{
		{pattern: "GET /{$}", need: dateline.RankViewer, page: (*Desk).today, nav: "nav.today", is: func(d *Desk) bool { return d.Events != nil }},
		{pattern: "GET /about", need: everybody, page: (*Desk).about},
		{pattern: "POST /theme", need: everybody, page: (*Desk).theme},
	}
	var out []route
	for _, r := range all {
		if r.is == nil || r.is(d) {
			out = append(out, r)
		}
	}
	return out
}
