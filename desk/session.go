package desk

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"dateline"
)

// Accounts is what logging in asks.
type Accounts interface {
	// User is a user by name, UserOf who logs in elsewhere; NotFound when there is none.
	User(context.Context, string) (dateline.User, error)
	UserOf(context.Context, string) (dateline.User, error)
	// OpenSession keeps a session; Session finds it by the hash of its token, with its
	// user as that is now; NotFound when it has ended.
	OpenSession(context.Context, dateline.Session) error
	Session(context.Context, string, time.Time) (dateline.Session, dateline.User, error)
	ExtendSession(context.Context, string, time.Time) error
	CloseSession(context.Context, string) error
}

// How long a session lasts: idle since its last request, and at all.
const (
	sessionIdle = 12 * time.Hour
	sessionLong = 7 * 24 * time.Hour
)

// sessionCookie is the name of the cookie that holds a session's token. One whose
// name begins with __Host- is taken from this host and over TLS alone.
func (d *Desk) sessionCookie() string {
	if d.secure() {
		return "__Host-session"
	}
	return "session"
}

// setCookie sets a cookie that no script reads; maxAge of -1 takes it away.
func (d *Desk) setCookie(w http.ResponseWriter, name, value string, maxAge int) {
	http.SetCookie(w, &http.Cookie{Name: name, Value: value, Path: "/", MaxAge: maxAge, HttpOnly: true, Secure: d.secure(), SameSite: http.SameSiteLaxMode})
}

// hashToken is what a ledger keeps of a token.
func hashToken(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// newToken is 256 bits that nobody guesses.
func newToken() string {
	raw := make([]byte, 32)
	_, _ = rand.Read(raw) // never fails
	return base64.RawURLEncoding.EncodeToString(raw)
}

// enter logs a user in: a new session, in a cookie.
func (d *Desk) enter(w http.ResponseWriter, r *http.Request, u dateline.User) error {
	token, now := newToken(), d.Now()
	err := d.Accounts.OpenSession(r.Context(), dateline.Session{Token: hashToken(token), User: u.Name, Made: now, Expires: now.Add(sessionIdle), Address: d.source(r).String()})
	if err != nil {
		return err
	}
	if old, err := r.Cookie(d.sessionCookie()); err == nil {
		if err := d.Accounts.CloseSession(r.Context(), hashToken(old.Value)); err != nil {
			return err
		}
	}
	d.setCookie(w, d.sessionCookie(), token, int(sessionLong/time.Second))
	return nil
}

// known finds who asks. On loopback that is whoever sits there.
func (d *Desk) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		who, err := d.who(req)
		if err != nil {
			d.fail(w, req, err)
			return
		}
		ctx := context.WithValue(req.Context(), addressKey{}, d.source(req).String())
		if !who.May(dateline.RankCoder) {
			ctx = dateline.Unnamed(dateline.Restrict(ctx)) // what is labelled is kept from viewers, and whom names are
		}
		next.ServeHTTP(w, req.WithContext(context.WithValue(ctx, viewerKey{}, who)))
	})
}

func (d *Desk) who(req *http.Request) (Viewer, error) {
	if d.origin == nil {
		return Viewer{Name: d.calledBy(req), Rank: dateline.RankAdmin}, nil
	}
	c, err := req.Cookie(d.sessionCookie())
	if err != nil || len(c.Value) != 43 {
		return Viewer{}, nil
	}
	now := d.Now()
	s, u, err := d.Accounts.Session(req.Context(), hashToken(c.Value), now)
	switch {
	case dateline.KindOf(err) == dateline.NotFound:
		return Viewer{}, nil
	case err != nil:
		return Viewer{}, err
	case now.After(s.Made.Add(sessionLong)):
		return Viewer{}, d.Accounts.CloseSession(req.Context(), s.Token)
	}
	if s.Expires.Sub(now) < sessionIdle/2 {
		// A ledger that cannot be written to is no reason to show nothing.
		if err := d.Accounts.ExtendSession(req.Context(), s.Token, now.Add(sessionIdle)); err != nil {
			d.Logger.Warn("a session was not extended", "error", err)
		}
	}
	return Viewer{Name: u.Name, Rank: u.Rank, Session: true}, nil
}

// allow refuses whoever has not the rank that a route needs; who is not logged in is
// asked to.
func (d *Desk) allow(r route, next http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		who := viewerOf(req.Context())
		switch {
		case who.May(r.need):
			next(w, req)
		case who.Name != "":
			d.note(req, "page", req.URL.Path, "refused", "")
			d.fail(w, req, errForbidden)
		case req.Header.Get("HX-Request") == "true" && req.Method == http.MethodGet:
			w.Header().Set("HX-Redirect", "/login")
			w.WriteHeader(http.StatusUnauthorized)
		case req.Method == http.MethodGet:
			http.Redirect(w, req, "/login?to="+url.QueryEscape(req.URL.RequestURI()), http.StatusSeeOther)
		default:
			d.fail(w, req, errUnknown)
		}
	}
}

// source is the address that a request comes from: of whoever a trusted proxy names,
// else of who is connected.
func (d *Desk) source(req *http.Request) netip.Addr {
	at, err := netip.ParseAddrPort(req.RemoteAddr)
	from := at.Addr().Unmap()
	if err != nil {
		return netip.IPv4Unspecified()
	}
	named := strings.Split(strings.Join(req.Header.Values("X-Forwarded-For"), ","), ",")
	for i := len(named) - 1; i >= 0 && d.trusted(from); i-- {
		a, err := netip.ParseAddr(strings.TrimSpace(named[i]))
		if err != nil {
			break
		}
		from = a.Unmap()
	}
	return from
}

func (d *Desk) trusted(a netip.Addr) bool {
	for _, p := range d.Proxies {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
