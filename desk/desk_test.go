package desk_test

import (
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
)

// open is a desk on the samples, on loopback.
func open(t *testing.T) http.Handler {
	t.Helper()
	l := desktest.Samples(t)
	d, err := desk.New(desk.Options{Events: l, Finder: l, Saying: l, Records: l, Views: l, Outlets: l, Work: l, Local: "editor", Version: "test"})
	if err != nil {
		t.Fatal(err)
	}
	return d.Handler()
}

// get asks a page of a desk on loopback.
func get(h http.Handler, path string, headers ...string) *httptest.ResponseRecorder {
	r := httptest.NewRequest("GET", "http://127.0.0.1:8017"+path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		}
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func TestPagesHoldInABrowser(t *testing.T) {
	tab := desktest.Open(t, open(t))
	for _, path := range []string{"/", "/?all=1", "/about"} {
		tab.Check(path)
	}
}

func TestAHostThatIsNotTheDesksIsRefused(t *testing.T) {
	h := open(t)
	for host, want := range map[string]int{
		"127.0.0.1:8017": 200, "localhost:8017": 200, "[::1]:8017": 200, "localhost": 200,
		"evil.example:8017": 421, "127.0.0.1.evil.example": 421, "10.0.0.1:8017": 421, "": 421,
	} {
		if w := get(h, "/about", "Host", host); w.Code != want {
			t.Errorf("host %q: %d, want %d", host, w.Code, want)
		}
	}
}

func TestAFormOfAnotherSiteChangesNothing(t *testing.T) {
	h := open(t)
	for site, want := range map[string]int{"same-origin": 303, "none": 303, "cross-site": 403, "same-site": 403} {
		r := httptest.NewRequest("POST", "http://127.0.0.1:8017/theme", strings.NewReader("theme=dark&to=/about"))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Sec-Fetch-Site", site)
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != want || (want == 403) != (w.Header().Get("Set-Cookie") == "") {
			t.Errorf("%s: %d, cookie %q; want %d", site, w.Code, w.Header().Get("Set-Cookie"), want)
		}
	}
}

func TestABodyThatIsTooLargeIsRefused(t *testing.T) {
	r := httptest.NewRequest("POST", "http://127.0.0.1:8017/theme", strings.NewReader("theme=dark&to="+strings.Repeat("x", 1<<20)))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	w := httptest.NewRecorder()
	open(t).ServeHTTP(w, r)
	if w.Code != http.StatusRequestEntityTooLarge || !strings.Contains(w.Body.String(), "too much at once") {
		t.Errorf("%d: %s", w.Code, w.Body)
	}
}

func TestARedirectStaysAtTheDesk(t *testing.T) {
	h := open(t)
	for _, to := range []string{"https://evil.example/", "//evil.example/", "/\\evil.example", "///evil.example"} {
		r := httptest.NewRequest("POST", "http://127.0.0.1:8017/theme", strings.NewReader("theme=dark&to="+to))
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if got, err := url.Parse(w.Header().Get("Location")); err != nil || got.Host != "" || got.Scheme != "" || !strings.HasPrefix(got.Path, "/") || strings.HasPrefix(got.Path, "//") {
			t.Errorf("%q leads to %v", to, got)
		}
	}
}

func TestWhatIsNotThereIsSaidOnAPage(t *testing.T) {
	h := open(t)
	for _, path := range []string{"/nothing", "/../../etc/passwd", "/static/../desk.go", "/static/0/desk.css", "/theme"} {
		w := get(h, path)
		if w.Code != 404 && w.Code != 405 && w.Code/100 != 3 {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
	if w := get(h, "/nothing"); !strings.Contains(w.Body.String(), "no page of that address") {
		t.Errorf("%d: %s", w.Code, w.Body)
	}
}

func TestHTMXIsGivenThePartAlone(t *testing.T) {
	h := open(t)
	whole, part := get(h, "/").Body.String(), get(h, "/", "HX-Request", "true").Body.String()
	if !strings.Contains(whole, "<html") || strings.Contains(part, "<html") || !strings.Contains(part, `class="events"`) {
		t.Errorf("whole %d bytes, part %d bytes", len(whole), len(part))
	}
}

func TestPagesOfAccountsHoldInABrowser(t *testing.T) {
	l := desktest.Samples(t)
	hash, err := desk.HashPassword("amina", "four words, no sense")
	if err != nil {
		t.Fatal(err)
	}
	if err := l.AddUser(t.Context(), dateline.User{Name: "amina", Rank: dateline.RankAdmin, Password: hash}); err != nil {
		t.Fatal(err)
	}
	var h http.Handler
	tab := desktest.Open(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { h.ServeHTTP(w, r) }))
	d, err := desk.New(desk.Options{Events: l, Accounts: l, Users: l, Audit: l, Sources: l, Origin: tab.Base})
	if err != nil {
		t.Fatal(err)
	}
	h = d.Handler()
	tab.Check("/login")
	tab.Go("/users")
	tab.Do(chromedp.SendKeys("#name", "amina"), chromedp.SendKeys("#password", "four words, no sense"+kb.Enter), chromedp.WaitVisible("table.users"))
	for _, path := range []string{"/users", "/audit", "/me"} {
		tab.Check(path)
	}
	tab.CheckPart("/", "header") // of who is logged in; the page itself is checked elsewhere
	tab.Do(chromedp.Click(".leave button"), chromedp.WaitVisible("#password"))
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}

func TestTheDeskIsUsedByKeys(t *testing.T) {
	tab := desktest.Open(t, open(t))
	tab.As(desktest.Looks[2])
	tab.Go("/about")
	item := "document.activeElement.closest('[data-item]')"
	tab.Press("g", "t")
	tab.Until("location.pathname === '/' && document.querySelector('[data-item]')")
	tab.Press("j")
	tab.Until(item + " === document.querySelectorAll('[data-item]')[0]")
	tab.Press("j")
	tab.Until(item + " === document.querySelectorAll('[data-item]')[1]")
	tab.Press("k")
	tab.Until(item + " === document.querySelectorAll('[data-item]')[0]")
	tab.Press("?")
	tab.Until("location.pathname === '/about'")
	tab.Do(chromedp.Click(`form[action="/keys"] button`))
	tab.Until("document.documentElement.dataset.keys === 'off'")
	tab.Press("g", "t")
	if at := desktest.Eval[string](tab, "location.pathname"); at != "/about" {
		t.Errorf("switched off, keys lead to %s", at)
	}
}

func TestTheDeskIsReadWithoutScripts(t *testing.T) {
	tab := desktest.Open(t, open(t))
	tab.Scripts(false)
	tab.Go("/about")
	tab.Do(chromedp.Click(".wordmark"), chromedp.WaitVisible(".events"))
	tab.Do(chromedp.Click(".switch a"), chromedp.WaitVisible(".event.faint"))
	tab.Do(chromedp.Click(`button[value="dark"]`), chromedp.WaitVisible(`html[data-theme="dark"] .event.faint`))
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}

func TestOnPaperThereIsWhatIsRead(t *testing.T) {
	h, l := deciding(t)
	e := told(t, events(t, l))
	event := "/event/" + string(e.ID)
	tab := desktest.Open(t, h)
	tab.Go("/")
	tab.Do(chromedp.Click(`button[value="dark"]`), chromedp.WaitVisible(`html[data-theme="dark"]`))
	tab.On("print")
	everywhere := map[string]bool{".bar nav": false, ".theme": false, ".skip": false, ".foot": false, "h1": true}
	for path, more := range map[string]map[string]bool{
		"/":                           {".events": true, ".filters": false, "#q": false},
		event:                         {".fieldrow": true, ".fieldrow details .testimonies q": true, "summary": false, ".accounts q": true, ".decidebar": false, ".still-map": true},
		event + "/decide?edit=places": {".values": true, "#edit": false, ".values a": false, ".passage": true},
		"/story/" + string(e.Story):   {".matrix": true, ".matrix thead a, .matrix thead label": true, ".sides .passage": true, ".under button": false},
		"/report/" + string(e.Accounts[0].Report): {".passage": true, ".layers": false, ".facts-list": true},
	} {
		tab.Go(path)
		tab.Shot("paper-" + path)
		maps.Copy(more, everywhere)
		for selector, want := range more {
			if n := tab.Count(selector); n == 0 && want {
				t.Errorf("%s has no %s", path, selector)
			} else if got := n > 0 && desktest.Eval[bool](tab, "document.querySelector('"+selector+"').checkVisibility()"); got != want {
				t.Errorf("%s: %s is printed: %t", path, selector, got)
			}
		}
		if paper := desktest.Eval[string](tab, `getComputedStyle(document.documentElement).getPropertyValue("--raised")`); paper != "#ffffff" {
			t.Errorf("%s: who reads in the dark prints on %s", path, paper)
		}
	}
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}

func TestANewEventIsOffered(t *testing.T) {
	l := desktest.Samples(t)
	now := &clock{at: time.Now()}
	more := &growing{listed: l}
	d, err := desk.New(desk.Options{Events: more, Now: now.now, NewsEvery: 20 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	tab := desktest.Open(t, d.Handler())
	t.Cleanup(d.Close)
	tab.Go("/")
	tab.Until("document.querySelectorAll('[data-item]').length > 10")
	if tab.Count(".live") != 0 {
		t.Error("news, and nothing changed")
	}
	tab.Until("document.querySelector('[data-heard]')") // the first word of the stream is what the page shows
	more.grown.Store(true)
	now.add(time.Minute)
	tab.Until("document.querySelector('.live')")
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}

// growing has one event fewer until it has grown.
type growing struct {
	listed
	grown atomic.Bool
}

type listed = desk.Events

func (g *growing) Events(ctx context.Context, q dateline.Query) (dateline.Page[dateline.Event], error) {
	found, err := g.listed.Events(ctx, q)
	if err == nil && !g.grown.Load() {
		found.Items = found.Items[1:]
	}
	return found, err
}
