package desk_test

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
	"dateline/store"
)

// A clock is what a desk takes for now.
type clock struct {
	mu sync.Mutex
	at time.Time
}

func (c *clock) now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.at
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.at = c.at.Add(d)
}

// A place is a desk where people log in, with its ledger and its clock.
type place struct {
	t      *testing.T
	h      http.Handler
	ledger *store.Ledger
	clock  *clock
}

const password = "four words, no sense"

// passwords hashes slowly, so once.
var hashed = sync.OnceValue(func() string {
	h, err := desk.HashPassword("x-y-z", password)
	if err != nil {
		panic(err)
	}
	return h
})

// openPlace is a desk at https://desk.example with a user of each rank, whose name is
// the rank's.
func openPlace(t *testing.T, with ...func(*desk.Options)) *place {
	t.Helper()
	p := &place{t: t, ledger: desktest.Samples(t), clock: &clock{at: time.Now()}}
	for _, r := range []dateline.Rank{dateline.RankViewer, dateline.RankCoder, dateline.RankLead, dateline.RankAdmin} {
		if err := p.ledger.AddUser(t.Context(), dateline.User{Name: string(r), Rank: r, Password: hashed()}); err != nil {
			t.Fatal(err)
		}
	}
	o := desk.Options{
		Events: p.ledger, Finder: p.ledger, Saying: p.ledger, Records: p.ledger, Views: p.ledger, Outlets: p.ledger, Work: p.ledger, Accounts: p.ledger, Users: p.ledger, Audit: p.ledger, Sources: p.ledger, Origin: "https://desk.example",
		Logger: slog.New(slog.DiscardHandler), Now: p.clock.now,
	}
	for _, f := range with {
		f(&o)
	}
	d, err := desk.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	p.h = d.Handler()
	return p
}

// A browser keeps cookies.
type browser struct {
	*place
	from    string
	cookies map[string]string
}

func (p *place) browser(from string) *browser {
	return &browser{place: p, from: from, cookies: map[string]string{}}
}

// ask sends a request; a form makes it a POST.
func (b *browser) ask(path string, form url.Values, headers ...string) *httptest.ResponseRecorder {
	method, body := "GET", ""
	if form != nil {
		method, body = "POST", form.Encode()
	}
	r := httptest.NewRequest(method, "https://desk.example"+path, strings.NewReader(body))
	if form != nil {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	r.RemoteAddr = b.from + ":1234"
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	for k, v := range b.cookies {
		r.AddCookie(&http.Cookie{Name: k, Value: v})
	}
	w := httptest.NewRecorder()
	b.h.ServeHTTP(w, r)
	for _, c := range w.Result().Cookies() {
		if c.MaxAge < 0 {
			delete(b.cookies, c.Name)
		} else {
			b.cookies[c.Name] = c.Value
		}
	}
	return w
}

func (b *browser) login(name, pw string) *httptest.ResponseRecorder {
	return b.ask("/login", url.Values{"name": {name}, "password": {pw}, "to": {"/?all=1"}})
}

func (p *place) as(r dateline.Rank) *browser {
	p.t.Helper()
	b := p.browser("192.0.2.7")
	if w := b.login(string(r), password); w.Code != http.StatusSeeOther {
		p.t.Fatalf("%s: %d %s", r, w.Code, w.Body)
	}
	return b
}

// outcomes are what the audit says of an action, the latest first.
func (p *place) outcomes(action string) []string {
	p.t.Helper()
	log, err := p.ledger.AuditLog(context.Background(), "", action, 0, 1000)
	if err != nil {
		p.t.Fatal(err)
	}
	var out []string
	for _, e := range log {
		out = append(out, e.By+" "+e.Subject+" "+e.Outcome)
	}
	return out
}

func TestWhoIsNotLoggedInSeesNothingOfTheLedger(t *testing.T) {
	p := openPlace(t)
	b := p.browser("192.0.2.1")
	for _, path := range []string{"/", "/news", "/users", "/audit", "/me", "/?all=1"} {
		w := b.ask(path, nil)
		if w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), "/login?to=") {
			t.Errorf("%s: %d to %q", path, w.Code, w.Header().Get("Location"))
		}
	}
	if w := b.ask("/", nil, "HX-Request", "true"); w.Code != 401 || w.Header().Get("HX-Redirect") != "/login" {
		t.Errorf("htmx: %d, %v", w.Code, w.Header())
	}
	if w := b.ask("/users", url.Values{"name": {"eve"}, "rank": {"admin"}, "password": {password}}); w.Code != 401 {
		t.Errorf("a form: %d", w.Code)
	}
	if w := b.ask("/login", nil); w.Code != 200 || strings.Contains(w.Body.String(), `href="/users"`) || w.Header().Get("Cache-Control") != "no-store" {
		t.Errorf("the form to log in: %d, %s", w.Code, w.Header().Get("Cache-Control"))
	}
}

func TestLoggingInAndOut(t *testing.T) {
	p := openPlace(t)
	b := p.browser("192.0.2.1")
	if w := b.login("coder", "not the password"); w.Code != 401 || len(b.cookies) != 0 || !strings.Contains(w.Body.String(), `id="failed"`) {
		t.Fatalf("a wrong password: %d, %v", w.Code, b.cookies)
	}
	none := b.login("nobody", password).Body.String()
	if wrong := b.login("coder", "not the password").Body.String(); strings.ReplaceAll(none, "nobody", "coder") != wrong {
		t.Error("the page tells whether there is a user of that name")
	}
	w := b.login("Coder ", password)
	if w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/?all=1" {
		t.Fatalf("%d to %q", w.Code, w.Header().Get("Location"))
	}
	c := w.Result().Cookies()[0]
	if c.Name != "__Host-session" || !c.HttpOnly || !c.Secure || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
		t.Errorf("the cookie: %+v", c)
	}
	if w := b.ask("/", nil); w.Code != 200 || !strings.Contains(w.Body.String(), "coder") {
		t.Errorf("logged in: %d", w.Code)
	}
	token := b.cookies["__Host-session"]
	if w := b.ask("/logout", url.Values{}); w.Code != http.StatusSeeOther || len(b.cookies) != 0 {
		t.Errorf("logged out: %d, %v", w.Code, b.cookies)
	}
	b.cookies["__Host-session"] = token
	if w := b.ask("/", nil); w.Code != http.StatusSeeOther {
		t.Errorf("with the token of a session that ended: %d", w.Code)
	}
	if w := p.browser("192.0.2.8").login("My Secret Password 1", ""); w.Code != 401 {
		t.Errorf("%d", w.Code)
	}
	if got := p.outcomes("login"); strings.Join(got, ",") != "  failed,coder coder done,coder coder failed,nobody nobody failed,coder coder failed" {
		t.Errorf("the audit says %q", got)
	}
}

func TestPagesArePackedForWhoIsFarAway(t *testing.T) {
	p := openPlace(t)
	b := p.as(dateline.RankViewer)
	plain, packed := b.ask("/", nil), b.ask("/", nil, "Accept-Encoding", "gzip, br")
	z, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	n := packed.Body.Len()
	got, err := io.ReadAll(z)
	if err != nil || string(got) != plain.Body.String() || plain.Header().Get("Content-Encoding") != "" || n*2 > len(got) {
		t.Errorf("%d bytes come to %d, of %d: %v", n, len(got), plain.Body.Len(), err)
	}
}

func TestSessionsEnd(t *testing.T) {
	p := openPlace(t)
	idle, busy := p.as(dateline.RankCoder), p.as(dateline.RankLead)
	for range 23 { // 6.9 days, asking every 7 hours
		p.clock.add(7 * time.Hour)
		if w := busy.ask("/about", nil); !strings.Contains(w.Body.String(), `action="/logout"`) {
			t.Fatal("who asks again and again is logged out")
		}
	}
	if w := idle.ask("/", nil); w.Code != http.StatusSeeOther {
		t.Errorf("idle for long: %d", w.Code)
	}
	p.clock.add(8 * time.Hour)
	if w := busy.ask("/", nil); w.Code != http.StatusSeeOther {
		t.Errorf("a week old: %d", w.Code)
	}
}

func TestFailuresHoldLoginsBack(t *testing.T) {
	p := openPlace(t)
	b := p.browser("192.0.2.1")
	for range 5 {
		if w := b.login("lead", "wrong, wrong, wrong"); w.Code != 401 {
			t.Fatalf("%d", w.Code)
		}
	}
	w := b.login("lead", password)
	if w.Code != http.StatusTooManyRequests || w.Header().Get("Retry-After") == "" || len(b.cookies) != 0 {
		t.Fatalf("after five failures: %d, Retry-After %q", w.Code, w.Header().Get("Retry-After"))
	}
	if w := p.browser("192.0.2.99").login("lead", password); w.Code != http.StatusSeeOther {
		t.Errorf("from elsewhere: %d", w.Code)
	}
	p.clock.add(16 * time.Minute)
	if w := b.login("lead", password); w.Code != http.StatusSeeOther {
		t.Errorf("a quarter of an hour later: %d", w.Code)
	}
	// Over addresses of one IPv6 network, with other names each time.
	var last int
	for i := range 40 {
		last = p.browser(fmt.Sprintf("[2001:db8::%x]", i)).login(fmt.Sprintf("n%d", i), "wrong").Code
	}
	if last != http.StatusTooManyRequests {
		t.Errorf("forty failures of one network end with %d", last)
	}
}

func TestEachRankMayWhatItMay(t *testing.T) {
	p := openPlace(t)
	for rank, want := range map[dateline.Rank]int{dateline.RankViewer: 403, dateline.RankCoder: 403, dateline.RankLead: 403, dateline.RankAdmin: 200} {
		b := p.as(rank)
		for _, path := range []string{"/users", "/audit"} {
			if w := b.ask(path, nil); w.Code != want {
				t.Errorf("%s at %s: %d, want %d", rank, path, w.Code, want)
			}
		}
		if w := b.ask("/users/lead", url.Values{"do": {"rank"}, "rank": {"lead"}}); (w.Code == http.StatusSeeOther) != (want == 200) {
			t.Errorf("%s sets a rank: %d", rank, w.Code)
		}
	}
	if n := len(p.outcomes("page")); n < 6 {
		t.Errorf("%d refusals in the audit", n)
	}
}

func TestWhoIsDisabledOrHasAnotherPasswordIsOut(t *testing.T) {
	p := openPlace(t)
	admin, coder, lead := p.as(dateline.RankAdmin), p.as(dateline.RankCoder), p.as(dateline.RankLead)
	if w := admin.ask("/users/coder", url.Values{"do": {"disable"}}); w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	if w := coder.ask("/", nil); w.Code != http.StatusSeeOther {
		t.Errorf("disabled, and sees %d", w.Code)
	}
	if w := coder.login("coder", password); w.Code != 401 {
		t.Errorf("disabled, and logs in: %d", w.Code)
	}
	elsewhere := p.as(dateline.RankLead)
	for old, want := range map[string]int{"not it": 400, password: 303} {
		if w := lead.ask("/me/password", url.Values{"old": {old}, "new": {"another four words here"}}); w.Code != want {
			t.Errorf("with %q: %d, want %d: %s", old, w.Code, want, w.Body)
		}
	}
	if w := lead.ask("/", nil); w.Code != 200 {
		t.Errorf("where the password was changed: %d", w.Code)
	}
	if w := elsewhere.ask("/", nil); w.Code != http.StatusSeeOther {
		t.Errorf("elsewhere, after the password was changed: %d", w.Code)
	}
	// The only admin stays one.
	if w := admin.ask("/users/admin", url.Values{"do": {"rank"}, "rank": {"viewer"}}); w.Code != http.StatusConflict {
		t.Errorf("the last admin: %d", w.Code)
	}
}

func TestWhatIsWrongWithAUserIsSaidAndNothingDone(t *testing.T) {
	p := openPlace(t)
	admin := p.as(dateline.RankAdmin)
	for name, form := range map[string]url.Values{
		"no name":          {"name": {""}, "rank": {"coder"}, "password": {password}},
		"a name of markup": {"name": {"<b>x</b>"}, "rank": {"coder"}, "password": {password}},
		"no rank":          {"name": {"zoe"}, "rank": {"king"}, "password": {password}},
		"a short password": {"name": {"zoe"}, "rank": {"coder"}, "password": {"short"}},
		"its own name":     {"name": {"zoe"}, "rank": {"coder"}, "password": {"zoezoezoezoe"}},
		"no password":      {"name": {"zoe"}, "rank": {"coder"}, "password": {""}},
		"one that is long": {"name": {"zoe"}, "rank": {"coder"}, "password": {strings.Repeat("long ", 100)}},
	} {
		if w := admin.ask("/users", form); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
	if w := admin.ask("/users", url.Values{"name": {"coder"}, "rank": {"admin"}, "password": {password}}); w.Code != http.StatusConflict {
		t.Errorf("a name twice: %d", w.Code)
	}
	us, err := p.ledger.Users(t.Context())
	if err != nil || len(us) != 4 {
		t.Errorf("%d users, %v", len(us), err)
	}
}

func TestTheAddressIsTheProxysWordOnlyWhereItIsTrusted(t *testing.T) {
	addresses := func(with ...func(*desk.Options)) string {
		p := openPlace(t, with...)
		p.browser("10.0.0.5").ask("/login", url.Values{"name": {"lead"}, "password": {"wrong"}}, "X-Forwarded-For", "203.0.113.9, 198.51.100.4")
		log, err := p.ledger.AuditLog(t.Context(), "", "login", 0, 1)
		if err != nil || len(log) != 1 {
			t.Fatal(log, err)
		}
		return log[0].Address
	}
	if got := addresses(); got != "10.0.0.5" {
		t.Errorf("from a stranger: %s", got)
	}
	if got := addresses(func(o *desk.Options) { o.Proxies = prefixes("10.0.0.0/8") }); got != "198.51.100.4" {
		t.Errorf("from a proxy: %s", got)
	}
}

func TestADeskThatOthersReachNeedsAccounts(t *testing.T) {
	for origin, ok := range map[string]bool{"https://desk.example": false, "desk.example": false, "https://desk.example/path": false, "ftp://desk.example": false, "https://u:p@desk.example": false, "": true} {
		if _, err := desk.New(desk.Options{Origin: origin}); (err == nil) != ok {
			t.Errorf("%q: %v", origin, err)
		}
	}
}

func TestALedgerThatANewerProgramTookOverIsSaidOnThePage(t *testing.T) {
	l := desktest.Samples(t)
	c := &clock{at: time.Now()}
	taken := false
	d, err := desk.New(desk.Options{Events: l, Now: c.now, Where: "/home/me/ledger.db", Usable: func(context.Context) error {
		if taken {
			return dateline.Errorf(dateline.Invalid, "/home/me/ledger.db: the ledger is of version 9, made by a newer dateline")
		}
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	if w := get(d.Handler(), "/"); w.Code != 200 {
		t.Fatalf("%d", w.Code)
	}
	taken = true
	c.add(time.Minute)
	w := get(d.Handler(), "/")
	if w.Code != 503 || !strings.Contains(w.Body.String(), "made by a newer dateline") || strings.Contains(w.Body.String(), "/home/me") {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
