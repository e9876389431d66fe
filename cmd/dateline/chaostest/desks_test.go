package chaostest

import (
	"io"
	"net"
	"net/http"
	"net/url"
	"os/exec"
	"regexp"
	"strings"
	"testing"

	"dateline/store/storetest"
)

// deskOrigin is where people reach a desk, however many serve it.
const deskOrigin = "http://desk.example.org"

// A served is a desk that runs, and what a browser sends to it.
type served struct {
	*process
	t  *testing.T
	at string
}

// serveDesk starts a desk of a ledger on a port of its own.
func (w *world) serveDesk(ledger string) *served {
	w.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		w.t.Fatal(err)
	}
	at := l.Addr().String()
	if err := l.Close(); err != nil {
		w.t.Fatal(err)
	}
	d := &served{process: w.start("serve", "--ledger", ledger, "--listen", at, "--origin", deskOrigin), t: w.t, at: "http://" + at}
	until(w.t, "a desk", func() bool { return d.over() || strings.Contains(d.out.String(), "the desk is at") })
	if d.over() {
		w.t.Fatalf("no desk:\n%s", &d.out)
	}
	return d
}

// ask asks for a page, or posts a form, with a login's cookie.
func (d *served) ask(path, cookie string, form url.Values) (*http.Response, string) {
	d.t.Helper()
	method, body := http.MethodGet, ""
	if form != nil {
		method, body = http.MethodPost, form.Encode()
	}
	req, err := http.NewRequestWithContext(d.t.Context(), method, d.at+path, strings.NewReader(body))
	if err != nil {
		d.t.Fatal(err)
	}
	req.Host = strings.TrimPrefix(deskOrigin, "http://")
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	req.Header.Set("Sec-Fetch-Site", "same-origin")
	if cookie != "" {
		req.Header.Set("Cookie", cookie)
	}
	r, err := http.DefaultTransport.RoundTrip(req)
	if err != nil {
		d.t.Fatalf("%v\n%s", err, &d.out)
	}
	defer func() { _ = r.Body.Close() }()
	text, err := io.ReadAll(r.Body)
	if err != nil {
		d.t.Fatal(err)
	}
	return r, string(text)
}

// login logs a user in and gives the cookie of it.
func (d *served) login(name, password string) string {
	d.t.Helper()
	r, body := d.ask("/login", "", url.Values{"name": {name}, "password": {password}})
	for _, c := range r.Cookies() {
		if c.MaxAge > 0 {
			return c.Name + "=" + c.Value
		}
	}
	d.t.Fatalf("%s does not log in: %d\n%s", name, r.StatusCode, body)
	return ""
}

// form is the hidden part of the form of a page that decides.
func (d *served) form(path, cookie string) url.Values {
	d.t.Helper()
	r, body := d.ask(path, cookie, nil)
	out := url.Values{}
	for _, key := range []string{"token", "seen", "last"} {
		m := regexp.MustCompile(`name="` + key + `" value="([^"]*)"`).FindStringSubmatch(body)
		if m == nil {
			d.t.Fatalf("%s: %d without %s\n%s", path, r.StatusCode, key, body)
		}
		out.Set(key, m[1])
	}
	return out
}

// Two desks serve one ledger: a login at one is one at the other, what is decided at
// one is seen at the other, and who was second there sees a conflict. When the one that
// linked is killed, the other goes on.
func TestTwoDesksServeOneLedger(t *testing.T) {
	t.Parallel()
	const secret = "seven grey herons fly"
	program := whole(t, "dateline")
	ledger := storetest.NewServer(t).Database(t)
	w := newWorld(t, often...)
	w.write("one.txt", []byte("title: A bridge\npublished: 2024-03-05\n\nA bomb exploded near a bridge in Diffa on Monday, killing three people, police said.\n"))
	w.run(0, "add", "--ledger", ledger, "one.txt")
	for _, name := range []string{"ann", "ben"} {
		c := exec.Command(program, "users", "add", name, "--rank", "coder", "--ledger", ledger)
		c.Dir, c.Env, c.Stdin = w.dir, w.env, strings.NewReader(secret+"\n")
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
	}
	one, two := w.serveDesk(ledger), w.serveDesk(ledger)
	ann, ben := one.login("ann", secret), two.login("ben", secret)

	_, today := two.ask("/", ann, nil) // logged in at the other desk
	m := regexp.MustCompile(`href="(/event/[^"/?#]+)`).FindStringSubmatch(today)
	if m == nil {
		t.Fatalf("no event\n%s", today)
	}
	path := m[1] + "/decide"
	first, second := one.form(path, ann), two.form(path, ben)
	for _, f := range []url.Values{first, second} {
		f.Set("do", "confirm")
		f.Set("why", "as it stands")
	}
	if r, body := one.ask(path, ann, first); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d\n%s", r.StatusCode, body)
	}
	if r, body := two.ask(path, ben, second); r.StatusCode != http.StatusConflict || !strings.Contains(body, "ann") {
		t.Errorf("who was second is not told so: %d\n%s", r.StatusCode, body)
	}
	if n := number(t, ledger, "SELECT count(*) FROM decisions"); n != 1 {
		t.Errorf("%d decisions", n)
	}
	until(t, "what is decided at one desk in the list of the other", func() bool {
		_, body := two.ask("/", ben, nil)
		return strings.Contains(body, "confirmed")
	})
	one.kill()
	third := two.form(path, ben)
	third.Set("do", "reject")
	third.Set("why", "it was a tyre")
	if r, body := two.ask(path, ben, third); r.StatusCode != http.StatusSeeOther {
		t.Fatalf("%d\n%s", r.StatusCode, body)
	}
	until(t, "linking by the desk that is left", func() bool {
		_, body := two.ask("/", ben, nil)
		return !strings.Contains(body, m[1])
	})
	if r, _ := two.ask("/logout", ann, url.Values{}); r.StatusCode != http.StatusSeeOther {
		t.Errorf("%d", r.StatusCode)
	}
	if r, _ := two.ask("/", ann, nil); r.StatusCode != http.StatusSeeOther {
		t.Errorf("logged out, a cookie leads in: %d", r.StatusCode)
	}
	two.stop(t)
}
