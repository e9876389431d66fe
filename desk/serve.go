package desk

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"dateline"
)

// maxBody is the most bytes that a form may have.
const maxBody = 256 << 10

// pageTime is how long a page may take to be made.
const pageTime = 30 * time.Second

type (
	viewerKey  struct{}
	addressKey struct{}
)

// addressOf is where a request came from, for the audit.
func addressOf(ctx context.Context) string {
	s, _ := ctx.Value(addressKey{}).(string)
	return s
}

func viewerOf(ctx context.Context) Viewer {
	v, _ := ctx.Value(viewerKey{}).(Viewer)
	return v
}

// serve puts the routes behind what holds for all of them, the outermost last.
func (d *Desk) serve() http.Handler {
	mux := http.NewServeMux()
	for _, r := range d.routed {
		mux.HandleFunc(r.pattern, d.allow(r, d.page(r)))
	}
	mux.HandleFunc("/", func(w http.ResponseWriter, req *http.Request) {
		d.fail(w, req, dateline.Errorf(dateline.NotFound, "%s", d.words.say("error.nopage")))
	})
	d.mux = mux
	var h http.Handler = mux
	h = d.known(h)
	h = d.fit(h)
	h = d.sameOrigin(h)
	h = d.limited(h)
	static := http.NewServeMux()
	static.Handle("GET /static/", d.assets)
	static.Handle("/", h)
	return d.caught(d.headed(d.addressed(static)))
}

// headed sets what every answer says to the browser.
func (d *Desk) headed(next http.Handler) http.Handler {
	policy := strings.Join([]string{
		"default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:", "connect-src 'self'", "font-src 'self'",
		"worker-src 'self' blob:", "manifest-src 'self'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'",
	}, "; ")
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		// Not no-referrer: forms would say that they come from nowhere.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
		if d.origin != nil && d.origin.Scheme == "https" {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		next.ServeHTTP(w, req)
	})
}

// addressed refuses requests that name a host which is not the desk's: a page of
// another site whose name was made to point here (DNS rebinding).
func (d *Desk) addressed(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if !d.ownHost(req.Host) {
			d.Logger.Warn("refused: unknown host", "host", req.Host, "path", req.URL.Path)
			w.Header().Set("Content-Type", "text/plain; charset=utf-8")
			w.WriteHeader(http.StatusMisdirectedRequest)
			_, _ = w.Write([]byte(d.words.say("error.host") + "\n")) // who asked may have gone
			return
		}
		next.ServeHTTP(w, req)
	})
}

func (d *Desk) ownHost(host string) bool {
	if d.origin != nil {
		return strings.EqualFold(host, d.origin.Host)
	}
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	if strings.EqualFold(name, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil && ip.IsLoopback()
}

// limited bounds what a request may hold and how long it may take.
func (d *Desk) limited(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		req.Body = http.MaxBytesReader(w, req.Body, maxBody)
		ctx := context.WithValue(req.Context(), goneKey{}, req.Context())
		ctx, cancel := context.WithTimeout(ctx, pageTime)
		defer cancel()
		req = req.WithContext(ctx)
		if err := req.ParseForm(); err != nil {
			d.fail(w, req, asked(err))
			return
		}
		if !readable(req) {
			d.fail(w, req, dateline.Errorf(dateline.Invalid, "%s", d.words.say("error.bytes")))
			return
		}
		next.ServeHTTP(w, req)
	})
}

// readable reports whether what is asked is text: no database takes what is not.
func readable(req *http.Request) bool {
	text := func(s string) bool { return utf8.ValidString(s) && !strings.ContainsRune(s, 0) }
	if !text(req.URL.Path) {
		return false
	}
	for key, values := range req.Form {
		if !text(key) || slices.ContainsFunc(values, func(v string) bool { return !text(v) }) {
			return false
		}
	}
	return true
}

// asked is an error of a request that cannot be read.
func asked(err error) error {
	if tooLarge := (*http.MaxBytesError)(nil); !errors.As(err, &tooLarge) {
		return dateline.Errorf(dateline.Invalid, "the form cannot be read: %w", err)
	}
	return err
}

// sameOrigin refuses forms that a page of another site sends.
func (d *Desk) sameOrigin(next http.Handler) http.Handler {
	guard := http.NewCrossOriginProtection()
	guard.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		d.fail(w, req, errForeign)
	}))
	return guard.Handler(next)
}

// fit refuses all while the ledger cannot be used by this program: one that a newer
// program has taken over, above all.
func (d *Desk) fit(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		if d.Usable != nil {
			_, err := d.usable.get(d.Now(), fitFor, func() (string, error) { return "", d.Usable(context.WithoutCancel(req.Context())) })
			if err != nil {
				d.fail(w, req, errUnfit{err})
				return
			}
		}
		next.ServeHTTP(w, req)
	})
}

// fitFor is for how long it is believed that a ledger can be used.
const fitFor = 10 * time.Second

// errUnfit is that the ledger is not to be used.
type errUnfit struct{ error }

func (e errUnfit) Unwrap() error { return e.error }

// caught answers a fault of a page without ending the program.
func (d *Desk) caught(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		defer func() {
			if r := recover(); r != nil {
				if r == http.ErrAbortHandler {
					panic(r)
				}
				d.Logger.Error("a page broke off", "path", req.URL.Path, "fault", r)
				d.fail(w, req, dateline.Errorf(dateline.Internal, "%v", r))
			}
		}()
		next.ServeHTTP(w, req)
	})
}
