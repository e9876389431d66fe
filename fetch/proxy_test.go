package fetch

import (
	"encoding/binary"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"dateline"
)

func TestAProxyGetsTheNameAndNothingIsLookedUpHere(t *testing.T) {
	var asked []string
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.Host+r.URL.Path+" "+r.Header.Get("Proxy-Authorization"))
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		io.WriteString(w, "by proxy") //nolint:errcheck // the test reads it
	}))
	t.Cleanup(proxy.Close)
	n := newNames(t, map[string][]string{"news.example.org": {"127.0.0.1"}})
	o := Options{Proxy: strings.Replace(proxy.URL, "//", "//user:word@", 1), Resolver: n.resolver}
	r, err := newClient(t, o).Get(t.Context(), "http://news.example.org/a", Validators{})
	if err != nil || string(r.Document.Data) != "by proxy" || n.asked.Load() != 0 {
		t.Errorf("%+v, %v; %d names looked up", r, err, n.asked.Load())
	}
	const auth = " Basic dXNlcjp3b3Jk"
	if len(asked) != 2 || asked[1] != "news.example.org/a"+auth {
		t.Errorf("the proxy was asked for %q", asked)
	}

	// Where the options ask for it, the name is looked at here first.
	o.Addresses.Resolve = true
	_, err = newClient(t, o).Get(t.Context(), "http://news.example.org/a", Validators{})
	wantFault(t, err, dateline.Invalid, Private)
	if len(asked) != 2 {
		t.Errorf("the proxy was asked for %q", asked)
	}
}

func TestSocksGetsTheNameToo(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": text("by socks")})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	var mu sync.Mutex
	var named []string
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				name, ok := socksName(conn)
				mu.Lock()
				named = append(named, name)
				mu.Unlock()
				inner, err := net.Dial("tcp", s.Listener.Addr().String())
				if !ok || err != nil {
					return
				}
				defer inner.Close()
				go io.Copy(inner, conn) //nolint:errcheck // ends with the test
				io.Copy(conn, inner)    //nolint:errcheck // ends with the test
			}()
		}
	}()
	c := newClient(t, Options{Proxy: "socks5://" + l.Addr().String()})
	r, err := c.Get(t.Context(), "http://examplehiddenservice.onion/a", Validators{})
	if err != nil || string(r.Document.Data) != "by socks" {
		t.Errorf("%+v, %v", r, err)
	}
	mu.Lock()
	defer mu.Unlock()
	if len(named) == 0 || named[0] != "examplehiddenservice.onion" {
		t.Errorf("the proxy was given %q", named)
	}
}

// socksName answers a SOCKS 5 greeting and says which name is asked for
// (RFC 1928).
func socksName(conn net.Conn) (string, bool) {
	head := make([]byte, 2)
	if _, err := io.ReadFull(conn, head); err != nil {
		return "", false
	}
	if _, err := io.ReadFull(conn, make([]byte, head[1])); err != nil {
		return "", false
	}
	if _, err := conn.Write([]byte{5, 0}); err != nil {
		return "", false
	}
	req := make([]byte, 5)
	if _, err := io.ReadFull(conn, req); err != nil || req[3] != 3 {
		return "an address", false
	}
	name := make([]byte, int(req[4])+2)
	if _, err := io.ReadFull(conn, name); err != nil || binary.BigEndian.Uint16(name[req[4]:]) != 80 {
		return "", false
	}
	_, err := conn.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	return string(name[:req[4]]), err == nil
}

func TestOptionsThatCannotBeMeantAreFound(t *testing.T) {
	for name, o := range map[string]Options{
		"a proxy of another kind":   {Proxy: "ftp://proxy.example:21"},
		"a proxy that is no such":   {Proxy: "secret-word"},
		"a user agent of two lines": {UserAgent: "a\r\nX: y"},
		"a port of no number":       {Addresses: Addresses{Ports: []int{70000}}},
		"a negative time":           {Limits: Limits{Total: -1}},
		"negative bytes":            {Limits: Limits{Bytes: -1}},
		"a denied path":             {Deny: Deny{Add: []string{"https://news.example/a"}}},
		"a denied registry":         {Deny: Deny{Add: []string{"co.uk"}}},
		"an exception of nothing":   {Deny: Deny{Except: []string{"ps"}}},
	} {
		_, err := New(o)
		if dateline.KindOf(err) != dateline.Invalid || strings.Contains(err.Error(), "secret-word") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
