package desk

import (
	"net/http"
	"strings"

	"dateline"
)

// about says what the desk is, by which keys it is used, and whom it owes thanks.
func (d *Desk) about(*http.Request, Viewer) (page, error) {
	return page{Title: "about.title", Template: "about", Data: dateline.Notice()}, nil
}

// themes are the looks that a viewer may choose; auto is the system's.
var themes = []string{"auto", "light", "dark"}

const themeCookie = "theme"

// themeOf is the look that a viewer chose.
func themeOf(r *http.Request) string {
	if c, err := r.Cookie(themeCookie); err == nil {
		for _, t := range themes {
			if c.Value == t {
				return t
			}
		}
	}
	return themes[0]
}

// theme keeps the look that a viewer chooses in a cookie.
func (d *Desk) theme(r *http.Request, _ Viewer) (page, error) {
	chosen, to := r.PostFormValue("theme"), "/"+strings.TrimPrefix(r.PostFormValue("to"), "/")
	for _, t := range themes {
		if t != chosen {
			continue
		}
		return page{Raw: func(w http.ResponseWriter, r *http.Request) {
			d.setCookie(w, themeCookie, t, 365*24*3600)
			d.answer(w, r, page{To: to})
		}}, nil
	}
	return page{}, dateline.Errorf(dateline.Invalid, "%q is no look; auto, light and dark are", chosen)
}

const keysCookie = "keys"

// keysOf is whether letters of the keyboard do something: WCAG 2.2 (2.1.4) has it that
// they can be switched off.
func keysOf(r *http.Request) string {
	if c, err := r.Cookie(keysCookie); err == nil && c.Value == "off" {
		return "off"
	}
	return "on"
}

// keys switches them off, or on again.
func (d *Desk) keys(r *http.Request, _ Viewer) (page, error) {
	chosen := r.PostFormValue("keys")
	if chosen != "on" && chosen != "off" {
		return page{}, dateline.Errorf(dateline.Invalid, "%q is no choice; keys are on or off", chosen)
	}
	return page{Raw: func(w http.ResponseWriter, r *http.Request) {
		d.setCookie(w, keysCookie, chosen, 365*24*3600)
		d.answer(w, r, page{To: "/about#keys"})
	}}, nil
}

// secure reports whether cookies are for encrypted connections alone.
func (d *Desk) secure() bool { return d.origin != nil && d.origin.Scheme == "https" }
