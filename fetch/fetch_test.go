package fetch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline"
)

// A site is a server on loopback that keeps what it was asked.
type site struct {
	*httptest.Server
	mu   sync.Mutex
	seen []*http.Request
}

func newSite(t *testing.T, pages map[string]http.HandlerFunc) *site {
	t.Helper()
	s := &site{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.mu.Lock()
		s.seen = append(s.seen, r)
		s.mu.Unlock()
		if page, there := pages[r.URL.Path]; there {
			page(w, r)
			return
		}
		http.NotFound(w, r)
	}))
	t.Cleanup(s.Close)
	return s
}

func (s *site) paths() (out []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, r := range s.seen {
		out = append(out, r.URL.RequestURI())
	}
	return out
}

func (s *site) port(t *testing.T) int {
	t.Helper()
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	p, err := strconv.Atoi(u.Port())
	if err != nil {
		t.Fatal(err)
	}
	return p
}

var loopback = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}

// local are options for servers on loopback, without delay.
func local(t *testing.T, sites ...*site) Options {
	t.Helper()
	o := Options{Addresses: Addresses{Allow: loopback}, Pace: Pace{Delay: -1, Wait: 5 * time.Second}}
	for _, s := range sites {
		o.Addresses.Ports = append(o.Addresses.Ports, s.port(t))
	}
	return o
}

func newClient(t *testing.T, o Options) *Client {
	t.Helper()
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.Close)
	return c
}

func text(body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, body)
	}
}

func status(code int, headers ...string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		for i := 0; i+1 < len(headers); i += 2 {
			w.Header().Set(headers[i], headers[i+1])
		}
		w.WriteHeader(code)
	}
}

// wantFault checks an error's kind and reason.
func wantFault(t *testing.T, err error, kind dateline.Kind, reason Reason) *Fault {
	t.Helper()
	f := FaultOf(err)
	if f == nil || f.Reason != reason || dateline.KindOf(err) != kind {
		t.Fatalf("got %v (%+v), want kind %q and reason %q", err, f, kind, reason)
	}
	return f
}

func TestAPageComesWithItsAddressTypeAndTime(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": text("<p>words")})
	c := newClient(t, local(t, s))
	before := time.Now().Add(-time.Second)
	r, err := c.Get(t.Context(), s.URL+"/a?x=1#part", Validators{})
	if err != nil {
		t.Fatal(err)
	}
	d := r.Document
	if string(d.Data) != "<p>words" || d.URL != s.URL+"/a?x=1" || d.Path != s.URL+"/a?x=1#part" || d.MediaType != "text/html; charset=utf-8" || d.Fetched.Before(before) || r.Status != 200 {
		t.Errorf("got %+v, status %d", d, r.Status)
	}
	if got, want := s.paths(), []string{"/robots.txt", "/a?x=1"}; !slices.Equal(got, want) {
		t.Errorf("asked for %q, want %q", got, want)
	}
}

func TestARequestTellsNothingOfWhoAsks(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) {
			http.SetCookie(w, &http.Cookie{Name: "mark", Value: "1"})
			http.Redirect(w, r, "/b", http.StatusFound)
		},
		"/b": text("b"),
	})
	c := newClient(t, local(t, s))
	for range 2 {
		if _, err := c.Get(t.Context(), s.URL+"/a", Validators{}); err != nil {
			t.Fatal(err)
		}
	}
	for _, r := range s.seen {
		for name := range r.Header {
			if !slices.Contains([]string{"User-Agent", "Accept", "Accept-Encoding"}, name) {
				t.Errorf("%s: header %s: %q", r.URL, name, r.Header[name])
			}
		}
		if got := r.UserAgent(); got != DefaultUserAgent {
			t.Errorf("user agent %q", got)
		}
		if r.ProtoMajor != 1 || r.Method != http.MethodGet {
			t.Errorf("%s by %s", r.Method, r.Proto)
		}
	}
	if len(s.seen) != 5 {
		t.Errorf("asked %d times: %q", len(s.seen), s.paths())
	}
}

func TestWhatTheServerAnswersBecomesAKind(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/404": status(404), "/410": status(410, "Retry-After", "5"), "/403": status(403), "/451": status(451),
		"/429": status(429), "/429s": status(429, "Retry-After", "7"), "/500": status(500), "/503": status(503, "Retry-After", "3600"),
		"/408": status(408), "/304": status(304), "/300": status(300), "/301": status(301),
	})
	for path, want := range map[string]struct {
		kind   dateline.Kind
		reason Reason
		after  time.Duration
		said   bool
	}{
		"/404": {dateline.NotFound, Status, 0, false}, "/410": {dateline.NotFound, Gone, 0, false},
		"/403": {dateline.Invalid, Status, 0, false}, "/451": {dateline.Invalid, Status, 0, false},
		"/429": {dateline.Unavailable, Status, afterLimited, false}, "/429s": {dateline.Unavailable, Status, 7 * time.Second, true},
		"/500": {dateline.Unavailable, Status, afterServer, false}, "/503": {dateline.Unavailable, Status, time.Hour, true},
		"/408": {dateline.Unavailable, Status, afterServer, false},
		"/304": {dateline.Invalid, Status, 0, false}, // nothing was sent that it could answer so
		"/300": {dateline.Invalid, Status, 0, false}, "/301": {dateline.Invalid, Status, 0, false},
	} {
		c := newClient(t, local(t, s))
		r, err := c.Get(t.Context(), s.URL+path, Validators{})
		f := wantFault(t, err, want.kind, want.reason)
		if f.After != want.after || f.Said != want.said || strconv.Itoa(f.Status) != strings.Trim(path, "/s") || r.Status != f.Status {
			t.Errorf("%s: %+v, status %d", path, f, r.Status)
		}
		if strings.Contains(err.Error(), path) {
			t.Errorf("the error names the path: %v", err)
		}
	}
}

func TestAHostThatAsksForFewerRequestsIsLeftAlone(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/429": status(429, "Retry-After", "600"), "/a": text("a")})
	c := newClient(t, local(t, s))
	if _, err := c.Get(t.Context(), s.URL+"/429", Validators{}); err == nil {
		t.Fatal("no error")
	}
	_, err := c.Get(t.Context(), s.URL+"/a", Validators{})
	f := wantFault(t, err, dateline.Unavailable, Busy)
	if f.After < 590*time.Second || f.After > 600*time.Second {
		t.Errorf("after %s", f.After)
	}
}

func TestAnUnchangedPageIsNotSentAgain(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/feed": func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("ETag", `"v1"`)
			w.Header().Set("Last-Modified", "Fri, 27 Nov 2026 10:00:00 GMT")
			if r.Header.Get("If-None-Match") == `"v1"` && r.Header.Get("If-Modified-Since") == "Fri, 27 Nov 2026 10:00:00 GMT" {
				w.WriteHeader(http.StatusNotModified)
				return
			}
			fmt.Fprint(w, "feed")
		},
		"/old":  func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/feed", http.StatusFound) },
		"/bare": status(304),
	})
	c := newClient(t, local(t, s))
	for _, path := range []string{"/feed", "/old"} {
		first, err := c.Get(t.Context(), s.URL+path, Validators{})
		if err != nil || first.NotModified || string(first.Document.Data) != "feed" {
			t.Fatalf("%s: %+v, %v", path, first, err)
		}
		second, err := c.Get(t.Context(), s.URL+path, first.Validators)
		if err != nil || !second.NotModified || second.Document.Data != nil || second.Status != 304 || second.Validators != first.Validators {
			t.Errorf("%s: %+v, %v", path, second, err)
		}
	}
	// A 304 may leave the validators out; they stay.
	v := Validators{ETag: `"x"`}
	r, err := c.Get(t.Context(), s.URL+"/bare", v)
	if err != nil || r.Validators.ETag != `"x"` {
		t.Errorf("%+v, %v", r, err)
	}
}

func TestAReadersMarkIsSentToTheAddressThatGaveItAlone(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/b", http.StatusFound) },
		"/b": text("b"),
	})
	c := newClient(t, local(t, s))
	if _, err := c.Get(t.Context(), s.URL+"/a", Validators{ETag: `"mark"`, From: s.URL + "/elsewhere"}); err != nil {
		t.Fatal(err)
	}
	for _, r := range s.seen {
		if r.Header.Get("If-None-Match") != "" {
			t.Errorf("%s was sent the mark", r.URL)
		}
	}
}

func TestRedirectsAreFollowedAndThePermanentOnesTold(t *testing.T) {
	to := func(path string, code int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, path, code) }
	}
	s := newSite(t, map[string]http.HandlerFunc{
		"/1": to("/2", 301), "/2": to("/3", 308), "/3": to("/4", 302), "/4": to("/end", 301), "/end": text("end"),
		"/t": to("/1", 307), "/loop": to("/loop", 301), "/bad": to("http://%zz/", 302), "/ftp": to("ftp://127.0.0.1/x", 302),
	})
	c := newClient(t, local(t, s))
	r, err := c.Get(t.Context(), s.URL+"/1", Validators{})
	if err != nil || r.Document.URL != s.URL+"/end" || r.Moved != s.URL+"/3" || len(r.Redirects) != 4 {
		t.Errorf("%+v, %v", r, err)
	}
	if want := (Redirect{From: s.URL + "/3", To: s.URL + "/4", Status: 302}); r.Redirects[2] != want || r.Redirects[2].Permanent() || !r.Redirects[0].Permanent() {
		t.Errorf("third redirect %+v", r.Redirects[2])
	}
	r, err = c.Get(t.Context(), s.URL+"/t", Validators{})
	if err != nil || r.Moved != "" || len(r.Redirects) != 5 {
		t.Errorf("a way that begins with a temporary one: %+v, %v", r, err)
	}
	r, err = c.Get(t.Context(), s.URL+"/loop", Validators{})
	wantFault(t, err, dateline.Invalid, Redirects)
	if len(r.Redirects) != 5 {
		t.Errorf("%d redirects", len(r.Redirects))
	}
	_, err = c.Get(t.Context(), s.URL+"/bad", Validators{})
	wantFault(t, err, dateline.Invalid, Redirects)
	_, err = c.Get(t.Context(), s.URL+"/ftp", Validators{})
	wantFault(t, err, dateline.Invalid, Address)

	none := local(t, s)
	none.Limits.Redirects = -1
	_, err = newClient(t, none).Get(t.Context(), s.URL+"/1", Validators{})
	wantFault(t, err, dateline.Invalid, Redirects)
}

func TestWhoeverStopsAGetGetsItsContextsError(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/silent": func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }})
	c := newClient(t, local(t, s))
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	_, err := c.Get(ctx, s.URL+"/silent", Validators{})
	if !errors.Is(err, context.DeadlineExceeded) || dateline.KindOf(err) != dateline.Unavailable {
		t.Errorf("got %v", err)
	}
	// The turn was given back.
	if _, err := c.Get(t.Context(), s.URL+"/none", Validators{}); dateline.KindOf(err) != dateline.NotFound {
		t.Errorf("got %v", err)
	}
}

func TestCertificatesAreLookedAt(t *testing.T) {
	s := &site{Server: httptest.NewTLSServer(text("secret"))}
	t.Cleanup(s.Close)
	s.Config.ErrorLog = nil
	_, err := newClient(t, local(t, s)).Get(t.Context(), s.URL, Validators{})
	wantFault(t, err, dateline.Unavailable, TLS)
	if !strings.Contains(err.Error(), "signed by nobody who is trusted here") {
		t.Errorf("got %v", err)
	}
	o := local(t, s)
	o.RootCAs = s.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
	r, err := newClient(t, o).Get(t.Context(), s.URL, Validators{})
	if err != nil || string(r.Document.Data) != "secret" {
		t.Errorf("%+v, %v", r, err)
	}
	// Its certificate is for example.com and addresses of loopback.
	_, err = newClient(t, o).Get(t.Context(), strings.Replace(s.URL, "127.0.0.1", "localhost", 1), Validators{})
	wantFault(t, err, dateline.Unavailable, TLS)
	if !strings.Contains(err.Error(), "is for other names") {
		t.Errorf("got %v", err)
	}
}

func TestLogsAndErrorsNameHostsAlone(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/private-page": text("x"), "/moved": status(302, "Location", "/private-page?q=private-word")})
	var log bytes.Buffer
	o := local(t, s)
	o.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelInfo}))
	c := newClient(t, o)
	var errs []error
	for _, address := range []string{"/private-page?q=private-word", "/moved", "/private-missing"} {
		_, err := c.Get(t.Context(), s.URL+address, Validators{})
		errs = append(errs, err)
	}
	_, err := c.Get(t.Context(), "https://private-user@127.0.0.1/private-page", Validators{})
	errs = append(errs, err)
	_, err = c.Get(t.Context(), "http://127.0.0.1:1/private-page", Validators{})
	errs = append(errs, err)
	s.Close()
	_, err = c.Get(t.Context(), s.URL+"/private-page", Validators{})
	errs = append(errs, err)
	all := log.String()
	for _, err := range errs {
		for e := err; e != nil; e = errors.Unwrap(e) {
			all += e.Error() + "\n"
		}
	}
	if strings.Contains(all, "private-") {
		t.Errorf("a path or a query is told:\n%s", all)
	}
	if n := strings.Count(log.String(), "\n"); n != len(errs) {
		t.Errorf("%d lines for %d outcomes", n, len(errs))
	}
}
