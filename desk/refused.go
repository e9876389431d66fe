package desk

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"

	"dateline"
)

// A form that is refused is given back as it was sent, with what is wrong beside the field
// at fault: the page that it stood on is drawn anew and its form filled in (see refill).
// Where the form cannot be drawn any more, what was sent stands on the page of the error.
// With scripts the form stays where it is, and the message is put into it (static/desk.js).
//
// Nothing is given back to who may not send the form at all: another site, another rank,
// who is not logged in, who sends more than is read.

// An errAt is an error of one field of a form.
type errAt struct {
	error
	field string // the name of its control
}

func (e errAt) Unwrap() error { return e.error }

// at says which field of a form an error is of; one that says so already keeps it.
func at(field string, err error) error {
	if err == nil || errors.As(err, new(errAt)) {
		return err
	}
	return errAt{err, field}
}

// fieldOf is the field that an error is of, "" for the form as a whole.
func fieldOf(err error) string {
	if e := (errAt{}); errors.As(err, &e) {
		return e.field
	}
	return ""
}

type formKey struct{}

// ofForm marks the request of a form that was let through to its page.
func ofForm(req *http.Request) *http.Request {
	if req.Method != http.MethodPost {
		return req
	}
	return req.WithContext(context.WithValue(req.Context(), formKey{}, true))
}

// givesBack reports whether a form is given back with an error.
func givesBack(req *http.Request, err error) bool {
	// A script keeps the form and asks for the message alone; but what came first is seen on
	// a page of its own, and the form is sent of that.
	if req.Context().Value(formKey{}) == nil || partial(req) && dateline.KindOf(err) != dateline.Conflict {
		return false
	}
	var tooLarge *http.MaxBytesError
	return !errors.As(err, &tooLarge) && !errors.As(err, new(errHeld)) && !errors.Is(err, errForbidden) && !errors.Is(err, errForeign) && !errors.Is(err, errUnknown)
}

// fromField is the hidden field of a form given back that says on which page it stood.
const fromField = "from_page"

// giveBack answers a form that was refused with the form.
func (d *Desk) giveBack(w http.ResponseWriter, req *http.Request, status int, p problem) {
	for _, from := range d.stoodOn(req) {
		body, ok := d.drawnForm(req, from)
		if !ok {
			continue
		}
		said := refusal{Title: d.words.say("refused.title") + ": ", Said: d.saidOf(p), Kept: d.words.say("refused.kept"), Field: p.Field, To: d.words.say("refused.to"), From: from, Anew: status == http.StatusConflict}
		if body, ok = refill(body, req.URL.Path, req.PostForm, said); !ok {
			continue
		}
		h := w.Header()
		h.Set("Content-Type", "text/html; charset=utf-8")
		h.Set("Cache-Control", "no-store")
		h.Add("Vary", "HX-Request")
		w.WriteHeader(status)
		_, _ = w.Write(inert(body)) // who asked may have gone
		return
	}
	p.Sent, p.Action = sent(req.PostForm), req.URL.Path
	if back := d.stoodOn(req); len(back) > 0 {
		p.Back = back[0]
	}
	d.answer(w, req, page{Title: p.Key, Template: "error", Status: status, Data: p})
}

// saidOf is what is wrong, in a sentence or two.
func (d *Desk) saidOf(p problem) string {
	if p.Detail == "" {
		return strings.TrimSpace(d.words.say(p.Key) + ". " + d.words.say(p.Hint))
	}
	s := strings.TrimRight(p.Detail, ".") + "."
	if p.Again() {
		s += " " + d.words.say(p.Hint)
	}
	return s
}

// stoodOn are the pages on which a form may have stood, the likeliest first.
func (d *Desk) stoodOn(req *http.Request) []string {
	var out []string
	add := func(path string) {
		if path != "" && path == local(path) && len(path) < 4000 && !slices.Contains(out, path) {
			out = append(out, path)
		}
	}
	add(req.PostForm.Get(fromField))
	if u, err := url.Parse(req.Referer()); err == nil && strings.EqualFold(u.Host, req.Host) {
		u.Scheme, u.Host, u.User, u.Fragment = "", "", nil, ""
		add(u.String())
	}
	path, f := req.URL.Path, req.PostFormValue
	escaped := req.URL.EscapedPath()
	switch {
	case strings.HasPrefix(path, "/event/"):
		edit := map[string]string{"merge": "merge", "split": "split", "cut": "cut", "reject": "reject", "reject-account": "reject", "confirm": "", "": ""}
		what, ok := edit[f("do")]
		if !ok || f("field") != "" {
			what = f("field")
		}
		q, _ := url.ParseQuery(queueOf(req.PostForm))
		if what != "" {
			q.Set("edit", what)
			for _, k := range []string{"item", "report", "start", "end", "name", "account"} {
				if v := f(k); v != "" && len(v) < 500 {
					q.Set(k, v)
				}
			}
		}
		add(strings.TrimSuffix(escaped+"?"+q.Encode(), "?"))
		// Words that do not stand in the report are no words to open the form with.
		for _, k := range []string{"start", "end", "report"} {
			q.Del(k)
		}
		add(strings.TrimSuffix(escaped+"?"+q.Encode(), "?"))
	case strings.HasPrefix(path, "/report/"):
		add(escaped + "?edit=1")
	}
	add(f("to"))
	add(f("here"))
	switch {
	case strings.HasPrefix(path, "/decision/"):
		add(strings.TrimSuffix(escaped, "/undo"))
	case path == "/groups/name":
		add("/groups")
	case strings.HasPrefix(path, "/views"), path == "/name":
		add("/")
	case path == "/queue/assign":
		add("/queue")
	case strings.HasPrefix(path, "/users/"):
		add("/users")
	case strings.HasPrefix(path, "/me/"):
		add("/me")
	default:
		add(escaped)
	}
	return out
}

// drawnForm is a page of the desk as it is drawn for who sent a form; false where it is
// none.
func (d *Desk) drawnForm(req *http.Request, path string) ([]byte, bool) {
	u, err := url.Parse(path)
	if err != nil {
		return nil, false
	}
	get := req.Clone(context.WithValue(req.Context(), formKey{}, nil))
	get.Method, get.URL, get.RequestURI, get.Body, get.ContentLength = http.MethodGet, u, path, http.NoBody, 0
	get.Form, get.PostForm, get.MultipartForm, get.Pattern = nil, nil, nil, ""
	for _, k := range []string{"Content-Type", "Content-Length", "Accept-Encoding", "HX-Request"} {
		get.Header.Del(k)
	}
	if err := get.ParseForm(); err != nil {
		return nil, false
	}
	for _, r := range d.routed {
		if _, pattern := d.mux.Handler(get); pattern == r.pattern && strings.HasPrefix(pattern, "GET ") && !slices.Contains(noForm, pattern) {
			w := httptest.NewRecorder()
			d.mux.ServeHTTP(w, get)
			return w.Body.Bytes(), w.Code == http.StatusOK && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html")
		}
	}
	return nil, false
}

// noForm are the addresses that answer with no page: streams, files, leads to elsewhere.
var noForm = []string{"GET /news", "GET /map/data", "GET /queue/step", "GET /weeks/at", "GET /decide", "GET /login/other", "GET /login/back", "GET /ground"}

// mostSent is how many bytes of a value that was sent are given back.
const mostSent = 8_000

// sent is what a form said, for a page without the form; no password.
func sent(v url.Values) []posted {
	var out []posted
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if strings.Contains(name, "password") || name == "old" || name == "new" {
			continue
		}
		for _, x := range v[name] {
			if x != "" {
				out = append(out, posted{name, bounded(x)})
			}
		}
	}
	return out
}

// bounded is the beginning of what was sent that is given back.
func bounded(s string) string {
	if len(s) <= mostSent {
		return s
	}
	return strings.ToValidUTF8(s[:mostSent], "")
}

// Written are those of what was sent that somebody wrote.
func (p problem) Written() []posted {
	return slices.DeleteFunc(slices.Clone(p.Sent), func(x posted) bool {
		return slices.Contains([]string{"token", "seen", "last", "do", "field", "item", "start", "end", "report", "to", "here", "queue", "version", "unit", fromField}, x.Name)
	})
}

// Again reports whether the same may be sent once more as it is: what failed was not what
// it says.
func (p problem) Again() bool {
	return slices.Contains([]string{"error.unavailable", "error.slow", "error.full", "error.unfit"}, p.Key)
}

// wrong is an Invalid error of one field of a form.
func wrong(field, format string, args ...any) error {
	return errAt{dateline.Errorf(dateline.Invalid, format, args...), field}
}
