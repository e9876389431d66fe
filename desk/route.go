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
	// key is the letter that leads there after g; "" is none.
	key string
	// is tells whether the desk was given what the page asks; nil is always.
	is func(*Desk) bool
}

// routes is the one list of pages. Those of the bar stand in its order.
func (d *Desk) routes() []route {
	all := []route{
		{pattern: "GET /{$}", need: dateline.RankViewer, page: (*Desk).today, nav: "nav.today", key: "t", is: func(d *Desk) bool { return d.Events != nil }},
		{pattern: "GET /map", need: dateline.RankViewer, page: (*Desk).mapAndTime, nav: "nav.map", is: func(d *Desk) bool { return d.Map != nil }},
		{pattern: "GET /groups", need: dateline.RankViewer, page: (*Desk).groups, nav: "nav.groups", is: func(d *Desk) bool { return d.Groups != nil }},
		{pattern: "GET /groups/{id...}", need: dateline.RankViewer, page: (*Desk).group, is: func(d *Desk) bool { return d.Groups != nil }},
		{pattern: "GET /map/data", need: dateline.RankViewer, page: (*Desk).mapData, is: func(d *Desk) bool { return d.Map != nil }},
		{pattern: "GET /news", need: dateline.RankViewer, page: (*Desk).listen, is: func(d *Desk) bool { return d.Events != nil }},
		{pattern: "GET /story/{id}", need: dateline.RankViewer, page: (*Desk).story, is: (*Desk).given},
		{pattern: "GET /event/{id}", need: dateline.RankViewer, page: (*Desk).event, is: (*Desk).given},
		{pattern: "GET /report/{id}", need: dateline.RankViewer, page: (*Desk).report, is: (*Desk).given},
		{pattern: "GET /report/{id}/diff", need: dateline.RankViewer, page: (*Desk).diff, is: (*Desk).given},
		{pattern: "GET /search", need: dateline.RankViewer, page: (*Desk).searching, nav: "nav.search", key: "s", is: func(d *Desk) bool { return d.Finder != nil && d.Events != nil }},
		{pattern: "GET /outlets", need: dateline.RankViewer, page: (*Desk).outlets, nav: "nav.outlets", key: "o", is: func(d *Desk) bool { return d.Outlets != nil }},
		{pattern: "GET /work", need: dateline.RankCoder, page: (*Desk).work, nav: "nav.work", key: "w", is: func(d *Desk) bool { return d.Work != nil }},
		{pattern: "POST /views", need: dateline.RankViewer, page: (*Desk).saveView, is: func(d *Desk) bool { return d.Views != nil }},
		{pattern: "POST /views/remove", need: dateline.RankViewer, page: (*Desk).removeView, is: func(d *Desk) bool { return d.Views != nil }},
		{pattern: "GET /labels", need: dateline.RankLead, page: (*Desk).labels, nav: "nav.labels", key: "l", is: func(d *Desk) bool { return d.Labels != nil }},
		{pattern: "POST /labels", need: dateline.RankLead, page: (*Desk).setLabel, is: func(d *Desk) bool { return d.Labels != nil }},
		{pattern: "GET /queue", need: dateline.RankCoder, page: (*Desk).queue, nav: "nav.queue", key: "q", is: queues},
		{pattern: "GET /queue/step", need: dateline.RankCoder, page: (*Desk).step, is: queues},
		{pattern: "POST /queue/assign", need: dateline.RankCoder, page: (*Desk).assign, is: func(d *Desk) bool { return queues(d) && d.Assigning != nil }},
		{pattern: "GET /weeks", need: dateline.RankCoder, page: (*Desk).weeks, nav: "nav.weeks", key: "c", is: lists},
		{pattern: "GET /weeks/at", need: dateline.RankCoder, page: (*Desk).weekAt, is: lists},
		{pattern: "GET /weeks/{country}/{week}", need: dateline.RankCoder, page: (*Desk).week, is: lists},
		{pattern: "POST /weeks/{country}/{week}", need: dateline.RankCoder, page: (*Desk).setWeek, is: lists},
		{pattern: "GET /releases", need: dateline.RankLead, page: (*Desk).releases, nav: "nav.releases", key: "r", is: freezes},
		{pattern: "POST /releases", need: dateline.RankLead, page: (*Desk).freeze, is: freezes},
		{pattern: "GET /releases/{name}", need: dateline.RankLead, page: (*Desk).release, is: freezes},
		{pattern: "GET /double", need: dateline.RankCoder, page: (*Desk).double, nav: "nav.double", key: "d", is: doubles},
		{pattern: "POST /double", need: dateline.RankLead, page: (*Desk).openDouble, is: doubles},
		{pattern: "GET /double/task/{name}", need: dateline.RankCoder, page: (*Desk).task, is: doubles},
		{pattern: "GET /double/{id}", need: dateline.RankCoder, page: (*Desk).code, is: doubles},
		{pattern: "POST /double/{id}", need: dateline.RankCoder, page: (*Desk).codeIt, is: doubles},
		{pattern: "GET /settle/{id}", need: dateline.RankLead, page: (*Desk).settleForm, is: doubles},
		{pattern: "POST /settle/{id}", need: dateline.RankLead, page: (*Desk).settle, is: doubles},
		{pattern: "GET /users", need: dateline.RankAdmin, page: (*Desk).users, nav: "nav.users", key: "u", is: shared},
		{pattern: "POST /users", need: dateline.RankAdmin, page: (*Desk).addUser, is: shared},
		{pattern: "POST /users/{name}", need: dateline.RankAdmin, page: (*Desk).changeUser, is: shared},
		{pattern: "GET /audit", need: dateline.RankAdmin, page: (*Desk).auditLog, nav: "nav.audit", key: "a", is: func(d *Desk) bool { return d.Audit != nil }},
		{pattern: "GET /me", need: dateline.RankViewer, page: (*Desk).me, is: shared},
		{pattern: "POST /me/password", need: dateline.RankViewer, page: (*Desk).myPassword, is: shared},
		{pattern: "POST /me/sessions", need: dateline.RankViewer, page: (*Desk).leaveElsewhere, is: shared},
		{pattern: "GET /login", need: everybody, page: (*Desk).loginForm, is: shared},
		{pattern: "POST /login", need: everybody, page: (*Desk).login, is: shared},
		{pattern: "POST /logout", need: everybody, page: (*Desk).logout, is: shared},
		{pattern: "GET /login/other", need: everybody, page: (*Desk).loginOther, is: func(d *Desk) bool { return shared(d) && d.OIDC != nil }},
		{pattern: "GET /login/back", need: everybody, page: (*Desk).loginBack, is: func(d *Desk) bool { return shared(d) && d.OIDC != nil }},
		{pattern: "GET /about", need: everybody, page: (*Desk).about},
		{pattern: "POST /keys", need: everybody, page: (*Desk).keys},
		{pattern: "POST /theme", need: everybody, page: (*Desk).theme},
	}
	var out []route
	for _, r := range append(all, decideRoutes...) {
		if r.is == nil || r.is(d) {
			out = append(out, r)
		}
	}
	return out
}

// shared reports whether people log in at the desk.
func shared(d *Desk) bool { return d.origin != nil }

// queues and lists report whether a team's coding is organised at the desk.
func queues(d *Desk) bool  { return d.Queue != nil && d.Events != nil }
func freezes(d *Desk) bool { return d.Releases != nil && d.Events != nil }
func doubles(d *Desk) bool { return d.Doubles != nil && d.Coded != nil }
func lists(d *Desk) bool   { return d.Worklist != nil && d.Events != nil }
