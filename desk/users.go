package desk

import (
	"context"
	"net/http"
	"slices"

	"dateline"
)

// Users is what the pages of users and of one's own account ask.
type Users interface {
	Users(context.Context) ([]dateline.User, error)
	// AddUser is a Conflict when there is one of that name; ChangeUser when no admin
	// would be left, and NotFound.
	AddUser(context.Context, dateline.User) error
	ChangeUser(context.Context, dateline.User) error
	// CloseSessions logs a user out everywhere but in one session.
	CloseSessions(ctx context.Context, user, but string) (int, error)
}

var ranks = []dateline.Rank{dateline.RankViewer, dateline.RankCoder, dateline.RankLead, dateline.RankAdmin}

// A usersPage is the users.
type usersPage struct {
	Users []dateline.User
	Ranks []dateline.Rank
	Me    string
}

func (d *Desk) users(r *http.Request, who Viewer) (page, error) {
	us, err := d.Users.Users(r.Context())
	return page{Title: "users.title", Template: "users", Data: usersPage{Users: us, Ranks: ranks, Me: who.Name}}, err
}

// addUser adds one, with a password that the admin hands on.
func (d *Desk) addUser(r *http.Request, _ Viewer) (page, error) {
	u := dateline.User{Name: r.PostFormValue("name"), Rank: dateline.Rank(r.PostFormValue("rank")), Subject: r.PostFormValue("subject"), Made: d.Now()}
	if err := u.Check(); err != nil {
		return page{}, at(map[bool]string{true: "rank", false: "name"}[!slices.Contains(ranks, u.Rank)], err)
	}
	if pw := r.PostFormValue("password"); pw != "" || u.Subject == "" {
		var err error
		if u.Password, err = HashPassword(u.Name, pw); err != nil {
			return page{}, at("password", err)
		}
	}
	if err := d.Users.AddUser(r.Context(), u); err != nil {
		return page{}, at("name", err)
	}
	d.note(r, "user", u.Name, "done", "added as "+string(u.Rank))
	return page{To: "/users"}, nil
}

// changeUser gives one another rank or password, or shuts one out.
func (d *Desk) changeUser(r *http.Request, _ Viewer) (page, error) {
	u, err := d.Accounts.User(r.Context(), r.PathValue("name"))
	if err != nil {
		return page{}, err
	}
	did := ""
	switch r.PostFormValue("do") {
	case "rank":
		u.Rank = dateline.Rank(r.PostFormValue("rank"))
		did = "rank " + string(u.Rank)
	case "disable":
		u.Disabled, did = true, "disabled"
	case "enable":
		u.Disabled, did = false, "enabled"
	case "password":
		if u.Password, err = HashPassword(u.Name, r.PostFormValue("password")); err != nil {
			return page{}, at("password", err)
		}
		did = "password set"
	default:
		return page{}, dateline.Errorf(dateline.Invalid, "the form says nothing that is done to a user; send it from the page of users")
	}
	if err := d.Users.ChangeUser(r.Context(), u); err != nil {
		return page{}, err
	}
	d.note(r, "user", u.Name, "done", did)
	return page{To: "/users"}, nil
}

// A mePage is one's own account.
type mePage struct {
	User    dateline.User
	Done    bool
	Session bool
}

func (d *Desk) me(r *http.Request, who Viewer) (page, error) {
	u, err := d.Accounts.User(r.Context(), who.Name)
	return page{Title: "me.title", Template: "me", Data: mePage{User: u, Done: r.FormValue("done") != ""}}, err
}

// myPassword changes one's own password, and logs one out everywhere else.
func (d *Desk) myPassword(r *http.Request, who Viewer) (page, error) {
	u, err := d.Accounts.User(r.Context(), who.Name)
	if err != nil {
		return page{}, err
	}
	from, now := d.source(r), d.Now()
	if wait := d.throttle.wait(u.Name, from, now); wait > 0 {
		return page{}, errHeld{wait}
	}
	ok, err := matches(r.Context(), u.Password, r.PostFormValue("old"))
	if err != nil {
		return page{}, err
	}
	if !ok {
		d.throttle.failed(u.Name, from, now)
		d.note(r, "password", u.Name, "failed", "")
		return page{}, wrong("old", "%s", d.words.say("me.wrong"))
	}
	if u.Password, err = HashPassword(u.Name, r.PostFormValue("new")); err != nil {
		return page{}, at("new", err)
	}
	if err := d.Users.ChangeUser(r.Context(), u); err != nil {
		return page{}, err
	}
	d.note(r, "password", u.Name, "done", "")
	// All sessions ended with the old password; this one is opened anew.
	return page{Raw: func(w http.ResponseWriter, r *http.Request) {
		if err := d.enter(w, r, u); err != nil {
			d.fail(w, r, err)
			return
		}
		d.answer(w, r, page{To: "/me?done=1"})
	}}, nil
}

// leaveElsewhere logs one out everywhere but here.
func (d *Desk) leaveElsewhere(r *http.Request, who Viewer) (page, error) {
	but := ""
	if c, err := r.Cookie(d.sessionCookie()); err == nil {
		but = hashToken(c.Value)
	}
	if _, err := d.Users.CloseSessions(r.Context(), who.Name, but); err != nil {
		return page{}, err
	}
	d.note(r, "logout", who.Name, "done", "everywhere else")
	return page{To: "/me?done=1"}, nil
}
