package desk

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"dateline"
)

// A page is what the frame draws.
type page struct {
	// Title is the heading and the name of the window, as a key of the words or,
	// where there is none, as it is.
	Title    string
	Template string // the name of its file in templates, without ".html"
	Data     any    // its Data
	Status   int    // 0 is 200
	// Scripts are files in static that the page loads, as modules.
	Scripts []string
	Styles  []string // likewise sheets, which come before the desk's own
	Preload []string // likewise modules that a script will ask for
	// To is where the browser is sent instead, after a form: a path of the desk.
	To string
	// Filled are values that a form of the page, which is sent to the page's path, has: of
	// who has looked something up with it and goes on.
	Filled url.Values
	// Raw writes the answer itself: a file, a stream of events.
	Raw http.HandlerFunc
}

// A drawn is what a template is given: Data is the page's.
type drawn struct {
	page
	Who      Viewer
	Nav      []navItem
	Theme    string // auto, light or dark
	Keys     string // on or off: letters of the keyboard do something
	Here     string // path and query of the page
	Paper    string // what was asked of it, for paper, which has no address; "" for nothing
	Loopback bool
	Version  string
}

// A navItem is a link of the bar.
type navItem struct {
	Key, Path string
	Letter    string // that leads there after g
	Current   bool
}

// page answers a request with what a route makes of it.
func (d *Desk) page(r route) http.HandlerFunc {
	return func(w http.ResponseWriter, req *http.Request) {
		req = ofForm(req)
		who := viewerOf(req.Context())
		err := r.asks(d, req)
		var p page
		if err == nil {
			p, err = r.page(d, req, who)
		}
		if err != nil {
			d.fail(w, req, err)
			return
		}
		d.answer(w, req, p)
	}
}

// answer draws a page, or sends the browser elsewhere.
func (d *Desk) answer(w http.ResponseWriter, req *http.Request, p page) {
	switch {
	case p.Raw != nil:
		p.Raw(w, req)
		return
	case p.To != "":
		// A path of the desk alone: what begins with // is another host.
		if !strings.HasPrefix(p.To, "/") || strings.HasPrefix(p.To, "//") || strings.ContainsAny(p.To, "\\\r\n") {
			p.To = "/"
		}
		if partial(req) && req.Method == http.MethodPost {
			// A script that sent the form goes there itself.
			w.Header().Set("HX-Redirect", p.To)
			w.WriteHeader(http.StatusNoContent)
			return
		}
		http.Redirect(w, req, p.To, http.StatusSeeOther)
		return
	}
	name := "frame"
	t := d.pages[p.Template]
	if t == nil {
		d.Logger.Error("a page names a template that is not there", "template", p.Template)
		http.Error(w, "internal error", http.StatusInternalServerError)
		return
	}
	if partial(req) && t.Lookup("part") != nil {
		name = "part"
	}
	var b bytes.Buffer
	view := drawn{page: p, Who: viewerOf(req.Context()), Nav: d.bar(req), Theme: themeOf(req), Keys: keysOf(req), Here: req.URL.RequestURI(), Paper: onPaper(req), Loopback: d.origin == nil, Version: d.Version}
	if err := t.ExecuteTemplate(&b, name, view); err != nil {
		d.Logger.Error("a page was not drawn", "path", req.URL.Path, "error", err)
		if p.Template == "error" {
			http.Error(w, "internal error", http.StatusInternalServerError)
			return
		}
		d.fail(w, req, dateline.Errorf(dateline.Internal, "%s", d.words.say("error.internal")))
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Add("Vary", "HX-Request")
	if h.Get("Cache-Control") == "" {
		// Pages of other people's desks are in no cache; on one's own they are asked for again.
		h.Set("Cache-Control", map[bool]string{true: "no-cache", false: "no-store"}[d.origin == nil])
	}
	if p.Status == 0 {
		p.Status = http.StatusOK
	}
	body := b.Bytes()
	if p.Filled != nil {
		if filled, ok := refill(body, req.URL.Path, p.Filled, refusal{}); ok {
			body = filled
		}
	}
	body = inert(body)
	// On one's own machine packing costs more than it saves. No page holds a secret that
	// its length could tell.
	if d.origin != nil && len(body) > packFrom && strings.Contains(req.Header.Get("Accept-Encoding"), "gzip") {
		h.Set("Content-Encoding", "gzip")
		body = pack(body, gzip.BestSpeed)
	}
	h.Add("Vary", "Accept-Encoding")
	w.WriteHeader(p.Status)
	_, _ = w.Write(body) // who asked may have gone
}

// onPaper is what was asked of a page, as its address has it: fields in which it is written
// are not printed.
func onPaper(req *http.Request) string {
	if req.Method != http.MethodGet || req.URL.RawQuery == "" {
		return ""
	}
	var out []string
	for _, pair := range strings.Split(req.URL.RawQuery, "&") {
		key, value, _ := strings.Cut(pair, "=")
		k, err1 := url.QueryUnescape(key)
		v, err2 := url.QueryUnescape(value)
		if err1 != nil || err2 != nil || v == "" || slices.Contains([]string{"token", "seen", "last", "done", "why", "start", "end", "edit", "item", "after", "skip"}, k) || len(out) == 12 {
			continue
		}
		out = append(out, k+": "+clip(v))
	}
	return strings.Join(out, " · ")
}

// packFrom is from how many bytes on a page is packed.
const packFrom = 2048

// inert is a page in which no character is left that is not seen and changes how
// others are shown. Passages name theirs; elsewhere, in a headline or the name of an
// outlet, a sign stands for them. Marks of direction alone are left out: names in right-to-left
// scripts have them, and without they read the same.
func inert(page []byte) []byte {
	if !bytes.ContainsFunc(page, unseen) {
		return page
	}
	return bytes.Map(func(r rune) rune {
		switch {
		case r == '\u200e' || r == '\u200f' || r == '\u061c':
			return -1
		case unseen(r):
			return utf8.RuneError
		}
		return r
	}, page)
}

// partial reports whether htmx asks for the part of a page that changes.
func partial(req *http.Request) bool {
	return req.Header.Get("HX-Request") == "true" && req.Header.Get("HX-Boosted") == "" && req.Header.Get("HX-History-Restore-Request") == ""
}

// bar is the links to the pages that a viewer may see.
func (d *Desk) bar(req *http.Request) []navItem {
	who := viewerOf(req.Context())
	var out []navItem
	for _, r := range d.routed {
		if r.nav == "" || !who.May(r.need) {
			continue
		}
		path := strings.TrimSuffix(strings.TrimPrefix(r.pattern, "GET "), "{$}")
		here := req.URL.Path == path || path != "/" && strings.HasPrefix(req.URL.Path, strings.TrimSuffix(path, "/")+"/")
		out = append(out, navItem{Key: r.nav, Path: path, Letter: r.key, Current: here})
	}
	return out
}

// A problem is what an error page shows.
type problem struct {
	Key    string // of the words: what went wrong
	Detail string // in the sentence of whoever found it
	Hint   string // key: what to do
	To     string // path to go on at; "" is the beginning
	Field  string // of the form, that it is of; "" for all of it
	// Of a form that cannot be given back: what was sent, to where, and the page it stood on.
	Sent         []posted
	Action, Back string
}

// noSpace is an error that says that there is no space for what was to be kept.
type noSpace interface {
	error
	NoSpace()
}

// mostDetail is how many bytes of what went wrong are said.
const mostDetail = 600

// fail answers with a page that says what went wrong and what to do.
func (d *Desk) fail(w http.ResponseWriter, req *http.Request, err error) {
	status, p := problemOf(err)
	// The path of the ledger is nobody's business who only reads it.
	if d.Where != "" {
		p.Detail = strings.TrimPrefix(p.Detail, d.Where+": ")
	}
	// It says what was asked for, which may be as long as an address.
	if len(p.Detail) > mostDetail {
		p.Detail = strings.ToValidUTF8(p.Detail[:mostDetail], "") + "…"
	}
	log := d.Logger.Info
	if status >= 500 {
		log = d.Logger.Error
	}
	log("refused", "method", req.Method, "path", req.URL.Path, "status", status, "who", viewerOf(req.Context()).Name, "error", err)
	if status == http.StatusServiceUnavailable {
		w.Header().Set("Retry-After", "5")
	}
	var held errHeld
	if errors.As(err, &held) {
		w.Header().Set("Retry-After", strconv.Itoa(int(held.wait/time.Second)+1))
	}
	if p.Field = fieldOf(err); givesBack(req, err) {
		d.giveBack(w, req, status, p)
		return
	}
	if status < 500 && p.Detail != "" && req.Context().Value(formKey{}) != nil {
		p.Key, p.Hint = "refused.title", "refused.kept" // the form is where it was
	}
	d.answer(w, req, page{Title: p.Key, Template: "error", Status: status, Data: p})
}

// problemOf is how an error is told.
func problemOf(err error) (int, problem) {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge, problem{Key: "error.toolarge", Hint: "error.toolarge.hint"}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return http.StatusServiceUnavailable, problem{Key: "error.slow", Hint: "error.slow.hint"}
	case errors.As(err, new(errUnfit)):
		return http.StatusServiceUnavailable, problem{Key: "error.unfit", Detail: err.Error(), Hint: "error.unfit.hint"}
	case errors.As(err, new(noSpace)):
		return http.StatusServiceUnavailable, problem{Key: "error.full", Hint: "error.full.hint"}
	case errors.As(err, new(errHeld)):
		return http.StatusTooManyRequests, problem{Key: "error.held", Hint: "error.held.hint"}
	case errors.Is(err, errCrowd):
		return http.StatusTooManyRequests, problem{Key: "error.crowd", Hint: "error.crowd.hint"}
	case errors.Is(err, errUnknown):
		return http.StatusUnauthorized, problem{Key: "error.unknown", Hint: "error.unknown.hint", To: "/login"}
	case errors.Is(err, errForeign):
		return http.StatusForbidden, problem{Key: "error.foreign", Hint: "error.foreign.hint"}
	case errors.Is(err, errForbidden):
		return http.StatusForbidden, problem{Key: "error.forbidden", Hint: "error.forbidden.hint"}
	}
	switch dateline.KindOf(err) {
	case dateline.Invalid:
		return http.StatusBadRequest, problem{Key: "error.invalid", Detail: err.Error(), Hint: "error.invalid.hint"}
	case dateline.NotFound:
		return http.StatusNotFound, problem{Key: "error.notfound", Detail: err.Error(), Hint: "error.notfound.hint"}
	case dateline.Conflict:
		return http.StatusConflict, problem{Key: "error.conflict", Detail: err.Error(), Hint: "error.conflict.hint"}
	case dateline.Unavailable:
		return http.StatusServiceUnavailable, problem{Key: "error.unavailable", Detail: err.Error(), Hint: "error.unavailable.hint"}
	}
	return http.StatusInternalServerError, problem{Key: "error.internal", Hint: "error.internal.hint"}
}

// What is refused for what it is, not for what it asks.
var (
	errForbidden = errors.New("the rank is not enough")
	errForeign   = errors.New("the form was sent from another site")
)
