package desk

import (
	"net/http"
	"strings"

	"dateline"
)

// nameCookie holds the name that somebody at this machine decides under.
const nameCookie = "name"

// calledBy is the name of who sits at a desk on the loopback interface: the one that
// they gave, else the system's.
func (d *Desk) calledBy(r *http.Request) string {
	if c, err := r.Cookie(nameCookie); err == nil && (dateline.User{Name: c.Value, Rank: dateline.RankCoder}).Check() == nil {
		return c.Value
	}
	return d.Local
}

// callMyself sets that name. It opens nothing: all may be done here by whoever sits here.
func (d *Desk) callMyself(r *http.Request, _ Viewer) (page, error) {
	name := strings.ToLower(strings.TrimSpace(r.PostFormValue("name")))
	if name != "" {
		if err := (dateline.User{Name: name, Rank: dateline.RankCoder}).Check(); err != nil {
			return page{}, at("name", err)
		}
	}
	to := local(r.PostFormValue("to"))
	return page{Raw: func(w http.ResponseWriter, r *http.Request) {
		age := 365 * 24 * 60 * 60
		if name == "" {
			age = -1
		}
		d.setCookie(w, nameCookie, name, age)
		d.answer(w, r, page{To: to})
	}}, nil
}
