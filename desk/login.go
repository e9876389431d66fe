package desk

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"dateline"
)

// errUnknown is that somebody has to log in first, errHeld that too many failed.
var errUnknown = errors.New("nobody is logged in")

// errHeld is that an address or a name failed too often.
type errHeld struct{ wait time.Duration }

func (e errHeld) Error() string { return fmt.Sprintf("logging in is held back for %v", e.wait) }

// A loginPage is the form.
type loginPage struct {
	Name   string
	To     string
	Failed bool
	Local  bool   // with a password of this desk
	Other  string // where else one logs in; "" is nowhere
}

// loginForm shows the form, to who is logged in too.
func (d *Desk) loginForm(r *http.Request, _ Viewer) (page, error) {
	return page{Title: "login.title", Template: "login", Data: d.loginAs("", r.FormValue("to"), false)}, nil
}

func (d *Desk) loginAs(name, to string, failed bool) loginPage {
	out := loginPage{Name: name, To: local(to), Failed: failed, Local: true}
	if d.OIDC != nil {
		out.Other = d.OIDC.Name
	}
	return out
}

// local is a path of the desk, "/" for anything else.
func local(to string) string {
	if !strings.HasPrefix(to, "/") || strings.HasPrefix(to, "//") || strings.ContainsAny(to, "\\\r\n") {
		return "/"
	}
	return to
}

// login takes a name and a password.
func (d *Desk) login(r *http.Request, _ Viewer) (page, error) {
	name, password := strings.ToLower(strings.TrimSpace(r.PostFormValue("name"))), r.PostFormValue("password")
	from, now := d.source(r), d.Now()
	// What is no name may be a password in the wrong field: it is not written down.
	if (dateline.User{Name: name, Rank: dateline.RankViewer}).Check() != nil {
		name = ""
	}
	if wait := d.throttle.wait(name, from, now); wait > 0 {
		d.noteAs(r, name, "login", name, "refused", "too many failures")
		return page{}, errHeld{wait}
	}
	u, err := d.Accounts.User(r.Context(), name)
	if err != nil && dateline.KindOf(err) != dateline.NotFound {
		return page{}, err
	}
	hash := u.Password
	if err != nil || hash == "" || u.Disabled {
		hash = decoy
	}
	ok, err := matches(r.Context(), hash, password)
	if err != nil {
		return page{}, err
	}
	if !ok || hash == decoy {
		d.throttle.failed(name, from, now)
		d.noteAs(r, name, "login", name, "failed", "")
		return page{Title: "login.title", Template: "login", Status: http.StatusUnauthorized, Data: d.loginAs(name, r.PostFormValue("to"), true)}, nil
	}
	d.throttle.succeeded(name, from)
	return d.entered(u, "password", r.PostFormValue("to")), nil
}

// entered logs a user in and leads to where it was going.
func (d *Desk) entered(u dateline.User, by, to string) page {
	to = local(to)
	return page{Raw: func(w http.ResponseWriter, r *http.Request) {
		if err := d.enter(w, r, u); err != nil {
			d.fail(w, r, err)
			return
		}
		d.noteAs(r, u.Name, "login", u.Name, "done", by)
		d.answer(w, r, page{To: to})
	}}
}

// logout ends a session.
func (d *Desk) logout(r *http.Request, who Viewer) (page, error) {
	if c, err := r.Cookie(d.sessionCookie()); err == nil {
		if err := d.Accounts.CloseSession(r.Context(), hashToken(c.Value)); err != nil {
			return page{}, err
		}
	}
	d.note(r, "logout", who.Name, "done", "")
	return page{Raw: func(w http.ResponseWriter, r *http.Request) {
		d.setCookie(w, d.sessionCookie(), "", -1)
		w.Header().Set("Clear-Site-Data", `"cache"`)
		d.answer(w, r, page{To: "/login"})
	}}, nil
}
