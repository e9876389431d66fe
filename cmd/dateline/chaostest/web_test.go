//go:build linux

package chaostest

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
	"unicode"
)

// A host is a server of the test's own, with what it sent and was asked.
type host struct {
	*httptest.Server
	asked, sent atomic.Int64
}

// serve serves at an address of this machine, until the test ends.
func serve(t *testing.T, at string, h http.HandlerFunc) *host {
	t.Helper()
	l, err := net.Listen("tcp", at+":0")
	if err != nil {
		t.Skipf("no server can be had at %s: %v", at, err)
	}
	s := &host{}
	s.Server = &httptest.Server{Listener: l, Config: &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.asked.Add(1)
		h(counting{w, &s.sent}, r)
	})}}
	s.Start()
	t.Cleanup(func() { s.CloseClientConnections(); s.Close() })
	return s
}

type counting struct {
	http.ResponseWriter
	sent *atomic.Int64
}

func (c counting) Write(p []byte) (int, error) {
	n, err := c.ResponseWriter.Write(p)
	c.sent.Add(int64(n))
	return n, err
}

// Flush sends what was written.
func (c counting) Flush() { c.ResponseWriter.(http.Flusher).Flush() }

// reachable are settings with which some servers of this machine are fetched from,
// without a rest and with small bounds.
func reachable(allow string, hosts ...*host) []string {
	var ports []string
	for _, h := range hosts {
		u, _ := url.Parse(h.URL)
		ports = append(ports, u.Port())
	}
	return []string{"DATELINE_FETCH_ALLOW=" + allow, "DATELINE_FETCH_PORTS=" + strings.Join(ports, ","), "DATELINE_FETCH_DELAY=0s",
		"DATELINE_FETCH_TIMEOUT=4s", "DATELINE_FETCH_MAX_BYTES=12000000"}
}

// article is a page of a web site.
func article(title, text string) string {
	return "<!DOCTYPE html><html lang=en><head><title>" + title + "</title><meta property=\"og:type\" content=article></head><body><article><h1>" + title + "</h1>" +
		strings.Repeat("<p>"+text+"</p>", 4) + "</article></body></html>"
}

const said = "The army said on Monday that the road to the town of the coast was closed by its men after three officers were wounded at a checkpoint there."

// endless are the ways in which a server does not come to an end.
func endless(w http.ResponseWriter, r *http.Request) {
	gone := r.Context().Done()
	switch r.URL.Path {
	case "/robots.txt":
		http.NotFound(w, r)
	case "/feed.xml": // of items that never end
		w.Header().Set("Content-Type", "application/rss+xml")
		_, err := io.WriteString(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Endless</title>`)
		for n := 0; err == nil; n++ {
			_, err = fmt.Fprintf(w, "<item><title>Item %d</title><link>http://%s/item/%d</link></item>\n", n, r.Host, n)
		}
	case "/huge.html": // a page of a gigabyte
		w.Header().Set("Content-Type", "text/html")
		part := []byte("<p>" + strings.Repeat(said, 200) + "</p>")
		for n := 0; n < 1<<30; n += len(part) {
			if _, err := w.Write(part); err != nil {
				return
			}
		}
	case "/trickle.html", "/trickle.xml": // a byte a second
		w.Header().Set("Content-Type", "text/html")
		for _, b := range []byte(strings.Repeat(article("Slow", said), 9)) {
			if _, err := w.Write([]byte{b}); err != nil {
				return
			}
			w.(http.Flusher).Flush()
			select {
			case <-gone:
				return
			case <-time.After(time.Second):
			}
		}
	case "/loop.html":
		n := r.URL.Query().Get("n")
		http.Redirect(w, r, "/loop.html?n=1"+n, http.StatusFound)
	case "/many.xml": // a feed of a hundred thousand
		w.Header().Set("Content-Type", "application/rss+xml")
		io.WriteString(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Many</title>`)
		for n := range 100_000 {
			fmt.Fprintf(w, "<item><title>Item %d</title><link>http://%s/item/%d</link></item>\n", n, r.Host, n)
		}
		io.WriteString(w, "</channel></rss>")
	case "/laughs.xml":
		w.Header().Set("Content-Type", "application/rss+xml")
		io.WriteString(w, laughs)
	case "/good.xml":
		w.Header().Set("Content-Type", "application/rss+xml")
		fmt.Fprintf(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>Good</title><item><title>Slow</title><link>http://%[1]s/trickle.html</link></item>
			<item><title>Good</title><link>http://%[1]s/good.html</link></item></channel></rss>`, r.Host)
	default:
		w.Header().Set("Content-Type", "text/html")
		io.WriteString(w, article("Road closed "+r.URL.Path, said))
	}
}

// laughs is a list whose entities grow to a billion words.
var laughs = func() string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">")
	for n := 1; n < 10; n++ {
		fmt.Fprintf(&b, "<!ENTITY a%d \"%s\">", n, strings.Repeat(fmt.Sprintf("&a%d;", n-1), 10))
	}
	b.WriteString("<!ENTITY f SYSTEM \"file:///etc/passwd\">]><rss version=\"2.0\"><channel><title>&a9;&f;</title><item><link>http://</item")
	return b.String()
}()

func TestServersThatNeverEndAreBoundedAndTold(t *testing.T) {
	t.Parallel()
	whole(t, "dateline")
	h := serve(t, "127.0.0.1", endless)
	w := newWorld(t, reachable("127.0.0.1/32", h)...)
	out := w.run(1, "add", "--ledger", "l.db", h.URL+"/one.html", h.URL+"/feed.xml", h.URL+"/huge.html", h.URL+"/trickle.html",
		h.URL+"/loop.html", h.URL+"/laughs.xml", h.URL+"/two.html")
	if !strings.Contains(out, "\n2 reports new, 0 known, ") {
		t.Errorf("the two good pages are not taken in:\n%s", out)
	}
	for _, bad := range []string{"/feed.xml", "/huge.html", "/trickle.html", "/loop.html", "/laughs.xml"} {
		if !strings.Contains(out, bad) {
			t.Errorf("nothing is said of %s:\n%s", bad, out)
		}
	}
	if n := h.sent.Load(); n > 200<<20 {
		t.Errorf("%d MB were taken from the server", n>>20)
	}
	if strings.Contains(out, "root:") {
		t.Errorf("a file of this machine was read:\n%s", out)
	}

	// Of very many items the first thousands are taken, and the ledger goes on.
	out = w.run(0, "add", "--no-wait", "--ledger", "l.db", h.URL+"/many.xml")
	if n := number(t, w.at("l.db"), "SELECT count(*) FROM addresses WHERE url LIKE '%/item/%'"); n == 0 || n > 10_000 || !strings.Contains(out, "/many.xml: ") {
		t.Errorf("%d of 100,000 items are to be fetched:\n%s", n, out)
	}
}

func TestAWatchGoesOnBesideServersThatNeverEnd(t *testing.T) {
	t.Parallel()
	whole(t, "dateline")
	h := serve(t, "127.0.0.1", endless)
	w := newWorld(t, reachable("127.0.0.1/32", h)...)
	list := `<?xml version="1.0"?><opml version="2.0"><body>`
	for _, name := range []string{"feed", "trickle", "laughs", "good"} {
		list += `<outline type="rss" text="` + name + `" xmlUrl="` + h.URL + "/" + name + `.xml"/>`
	}
	w.run(0, "add", "--ledger", "l.db", w.write("feeds.opml", []byte(list+"</body></opml>")))
	watch := w.start("watch", "--ledger", "l.db", "--log", "text")
	until(t, "the good page is linked and the bad feeds are known as such", func() bool {
		if watch.over() {
			t.Fatalf("watch ends by itself:\n%s", &watch.out)
		}
		return number(t, w.at("l.db"), "SELECT count(*) FROM reports WHERE linked_by <> ''") >= 1 &&
			number(t, w.at("l.db"), "SELECT count(*) FROM feeds WHERE failures > 0 AND reason <> ''") == 2 &&
			number(t, w.at("l.db"), "SELECT count(*) FROM river_job WHERE queue = 'fetch' AND state IN ('retryable', 'scheduled')") == 1
	})
	watch.stop(t)
	if out := w.run(0, "status", "--ledger", "l.db"); !strings.Contains(out, "to fetch     0 now, 1 later") {
		t.Errorf("status does not say that a page is tried again:\n%s", out)
	}
	if out := w.run(0, "feeds", "--ledger", "l.db"); strings.Count(out, "failed") < 2 {
		t.Errorf("two feeds are not told of as failing:\n%s", out)
	}
}

func TestThisMachineIsNotFetchedFrom(t *testing.T) {
	t.Parallel()
	whole(t, "dateline")
	inner := serve(t, "127.0.0.2", func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, article("Secret", said)) })
	outer := serve(t, "127.0.0.1", func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/good.html":
			io.WriteString(w, article("Road closed", said))
		default:
			http.Redirect(w, r, inner.URL+r.URL.Path, http.StatusFound)
		}
	})
	// One of them is allowed, and leads to the other.
	w := newWorld(t, reachable("127.0.0.1/32", outer, inner)...)
	out := w.run(1, "add", "--ledger", "l.db", outer.URL+"/good.html", outer.URL+"/leads.html", inner.URL+"/direct.html")
	if !strings.Contains(out, "\n1 report new, 0 known, 2 not taken; 1 linked") || inner.asked.Load() != 0 {
		t.Errorf("%d requests came to an address that is not allowed:\n%s", inner.asked.Load(), out)
	}
	// None is, by number or by a name that leads there.
	w = newWorld(t, reachable("", outer, inner)...)
	asked := outer.asked.Load()
	_, port, _ := net.SplitHostPort(outer.Listener.Addr().String())
	out = w.run(1, "add", "--ledger", "l.db", outer.URL+"/good.html", "http://localhost:"+port+"/good.html", "http://[::ffff:127.0.0.1]:"+port+"/good.html", "http://2130706433:"+port+"/good.html")
	if !strings.Contains(out, "\n0 reports new, 0 known, 4 not taken") || outer.asked.Load() != asked {
		t.Errorf("%d requests came to this machine:\n%s", outer.asked.Load()-asked, out)
	}
}

// harmless wants output that does nothing to a terminal.
func harmless(t *testing.T, out string) {
	t.Helper()
	for _, r := range out {
		if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
			t.Errorf("%q stands in the output:\n%q", r, out)
			return
		}
	}
}
