package fetch

import (
	"context"
	"encoding/binary"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"dateline"
)

func TestAddressesThatAreNotOfThePublicInternet(t *testing.T) {
	for _, s := range []string{
		"0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "100.100.100.200", "127.0.0.1", "127.255.255.254",
		"169.254.0.1", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1", "192.88.99.1",
		"192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.7", "224.0.0.1", "239.255.255.255",
		"240.0.0.1", "255.255.255.255", "168.63.129.16",
		"::", "::1", "fc00::1", "fd00:ec2::254", "fdff::1", "fe80::1", "fe80::1%eth0", "febf::1", "fec0::1", "ff02::1", "ff0e::1",
		"100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:10::1", "2001:20::1", "2001:db8::1", "3fff::1", "5f00::1", "4000::1", "::2",
		"64:ff9b:1::808:808",
		// forms of addresses that are refused
		"::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::127.0.0.1", "::10.0.0.1", "::ffff:0:127.0.0.1",
		"64:ff9b::127.0.0.1", "64:ff9b::a9fe:a9fe", "2002:7f00:1::", "2002:c0a8:101::1", "2002:a9fe:a9fe::", "2a00:1450::5efe:10.0.0.1", "2a00:1450::200:5efe:127.0.0.1",
		// and of public ones that nothing is reached by
		"::8.8.8.8", "::ffff:0:8.8.8.8",
	} {
		if refused(netip.MustParseAddr(s)) == "" {
			t.Errorf("%s is let through", s)
		}
	}
	for _, s := range []string{
		"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255", "128.0.0.1", "172.15.255.255", "172.32.0.0",
		"169.253.0.1", "192.0.1.1", "192.167.0.1", "192.169.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
		"2606:4700::1111", "2a00:1450:4001::1", "2001:4860:4860::8888", "2400:cb00::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8", "2002:808:808::1",
	} {
		if why := refused(netip.MustParseAddr(s)); why != "" {
			t.Errorf("%s is refused: %s", s, why)
		}
	}
	if refused(netip.Addr{}) == "" {
		t.Error("no address is let through")
	}
}

func TestAddressesThatAreNeverAskedFor(t *testing.T) {
	c := newClient(t, Options{})
	for address, want := range map[string]Reason{
		"": Address, "news.example/a": Address, "//news.example/a": Address, "https://": Address, "https:///a": Address, "http:news.example": Address,
		"ftp://news.example/a": Address, "file:///etc/passwd": Address, "gopher://news.example": Address, "javascript:alert(1)": Address, "data:text/html,x": Address,
		"https://user@news.example.org/": Address, "https://user:word@news.example.org/": Address, "https://@news.example.org/": Address,
		"https://news.example.org:22/": Address, "http://news.example.org:8080/": Address, "http://news.example.org:0/": Address, "http://news.example.org:99999/": Address,
		"https://news..example.org/": Address, "https://.example.org/": Address, "https://exa mple.org/": Address, "https://exa<mple.org/": Address, "https://\xff\xfe.example.org/": Address, "https://a\ufffdb.example.org/": Address, "https://" + strings.Repeat("a", 64) + ".example.org/": Address,
		"http://[::1": Address, "http://[fe80::1%25eth0]/": Address, "http://[::1%25lo]/": Address, "http://%31%32%37.0.0.1/": Address,
		"https://news.example.org/" + strings.Repeat("x", maxAddress): Address,
		// every way to write 127.0.0.1
		"http://127.0.0.1/": Private, "http://127.0.0.1./": Private, "http://127.1/": Address, "http://127.0.1/": Address, "http://2130706433/": Address, "http://017700000001/": Address,
		"http://0177.0.0.1/": Address, "http://0x7f.0.0.1/": Address, "http://0x7F000001/": Address, "http://0x7f.1/": Address, "http://127.0.0.0x1/": Address, "http://127.0.0.01/": Address,
		"http://[::ffff:127.0.0.1]/": Private, "http://[::FFFF:7F00:1]/": Private, "http://[0:0:0:0:0:ffff:127.0.0.1]/": Private, "http://[::1]/": Private, "http://[0:0::0:1]/": Private,
		"http://[64:ff9b::7f00:1]/": Private, "http://[2002:7f00:1::]/": Private, "http://１２７.０.０.１/": Private, "http://127。0。0。1/": Private, "http://①②⑦.0.0.1/": Private,
		"http://1.2.3.4.5/": Address, "http://256.1.1.1/": Address, "http://0/": Address, "http://0x/": Address, "http://news.0x10/": Address, "http://news.123/": Address,
		"http://169.254.169.254/latest/meta-data/": Private, "http://0.0.0.0/": Private, "http://10.1.2.3/": Private, "http://[fd00::1]/": Private,
		"http://localhost/": Private, "http://LOCALHOST./": Private, "http://a.localhost/": Private, "http://printer/": Private, "http://router.local/": Private, "http://metadata.google.internal/": Private,
		"http://nas.home.arpa/": Private, "http://wiki.corp/": Private, "http://ｌｏｃａｌｈｏｓｔ/": Private,
		"http://examplehiddenservice.onion/": Address,
		"https://alqassam.ps/":               Denied, "https://WWW.Alqassam.PS./x": Denied, "https://user@alqassam.ps/": Denied, "http://a.b.qassam.ps:8080/": Denied, "https://ａｌｑａｓｓａｍ.ps/": Denied,
	} {
		_, err := c.Get(t.Context(), address, Validators{})
		f := FaultOf(err)
		if f == nil || f.Reason != want || dateline.KindOf(err) != dateline.Invalid || f.After != 0 {
			t.Errorf("%q: %v (%+v), want reason %q", address, err, f, want)
		}
	}
	for _, address := range []string{
		"https://news.example.org", "HTTPS://News.Example.ORG./a?b#c", "http://news.example.org:80/", "http://news.example.org:443/", "https://bücher.example/", "https://xn--bcher-kva.example/",
		"https://8.8.8.8/", "https://[2606:4700::1111]/", "https://1news.example/", "https://news_1.example.org/", "https://r3---sn.example.org/", "https://notalqassam.ps/", "https://alqassam.ps.example.org/", " https://news.example.org/ ",
	} {
		if err := c.Check(address); err != nil {
			t.Errorf("%q: %v", address, err)
		}
	}
}

func TestWhatIsRefusedMayBeAllowed(t *testing.T) {
	c := newClient(t, Options{Addresses: Addresses{Allow: []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16")}, Ports: []int{8080}}})
	for _, address := range []string{"http://10.1.2.3/", "http://[::ffff:10.1.2.3]:8080/", "http://[64:ff9b::10.1.2.3]/", "http://wiki.corp/"} {
		if err := c.Check(address); err != nil {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"http://10.2.0.1/", "http://127.0.0.1/", "http://10.1.2.3:8081/", "http://[fe80::1]/"} {
		if c.Check(address) == nil {
			t.Errorf("%s is let through", address)
		}
	}
	tor := newClient(t, Options{Proxy: "socks5://127.0.0.1:9050"})
	if err := tor.Check("http://examplehiddenservice.onion/"); err != nil {
		t.Error(err)
	}
	if tor.Check("http://127.0.0.1/") == nil || tor.Check("http://localhost/") == nil || tor.Check("http://router.local/") == nil {
		t.Error("a proxy is handed a private address")
	}
}

// names is a name server on loopback: each question for a name gets the next of
// its answers, the last one for ever.
type names struct {
	resolver *net.Resolver
	asked    atomic.Int32
}

func newNames(t *testing.T, answers map[string][]string) *names {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	n := &names{}
	turn := map[string]int{}
	go func() {
		buf := make([]byte, 1500)
		for {
			size, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:size]) != nil || len(m.Questions) != 1 {
				continue
			}
			q := m.Questions[0]
			n.asked.Add(1)
			m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
			name := strings.TrimSuffix(strings.ToLower(q.Name.String()), ".")
			all := answers[name]
			if all == nil {
				m.RCode = dnsmessage.RCodeNameError
			} else {
				a := netip.MustParseAddr(all[min(turn[name], len(all)-1)])
				head := dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class}
				switch {
				case q.Type == dnsmessage.TypeA && a.Is4():
					turn[name]++
					m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AResource{A: a.As4()}})
				case q.Type == dnsmessage.TypeAAAA && a.Is6():
					turn[name]++
					m.Answers = append(m.Answers, dnsmessage.Resource{Header: head, Body: &dnsmessage.AAAAResource{AAAA: a.As16()}})
				}
			}
			out, err := m.Pack()
			if err != nil {
				continue
			}
			conn.WriteTo(out, from) //nolint:errcheck // a lost answer is asked for again
		}
	}()
	n.resolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
	return n
}

// at is a site's address under another name.
func (s *site) at(t *testing.T, name, path string) string {
	t.Helper()
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	return "http://" + name + ":" + u.Port() + path
}

func TestTheAddressThatIsDialledIsLookedAt(t *testing.T) {
	var s *site
	s = newSite(t, map[string]http.HandlerFunc{
		"/a": text("secret"),
		"/inside": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, s.at(t, "inside.example.org", "/a"), http.StatusFound)
		},
	})
	n := newNames(t, map[string][]string{
		"news.example.org":     {"127.0.0.1"},
		"inside.example.org":   {"127.0.0.2"},
		"cloud.example.org":    {"169.254.169.254"},
		"six.example.org":      {"::1"},
		"changing.example.org": {"127.0.0.1", "127.0.0.2"},
	})
	o := local(t, s)
	o.Resolver = n.resolver
	none := o
	none.Addresses.Allow = nil
	for _, name := range []string{"news.example.org", "cloud.example.org", "six.example.org"} {
		_, err := newClient(t, none).Get(t.Context(), s.at(t, name, "/a"), Validators{})
		wantFault(t, err, dateline.Invalid, Private)
	}
	if len(s.paths()) != 0 {
		t.Fatalf("asked for %q", s.paths())
	}

	// One address of loopback stands for the public internet, another for an
	// inner network.
	o.Addresses.Allow = []netip.Prefix{netip.MustParsePrefix("127.0.0.1/32")}
	if _, err := newClient(t, o).Get(t.Context(), s.at(t, "news.example.org", "/a"), Validators{}); err != nil {
		t.Error(err)
	}
	r, err := newClient(t, o).Get(t.Context(), s.at(t, "news.example.org", "/inside"), Validators{})
	wantFault(t, err, dateline.Invalid, Private)
	if len(r.Redirects) != 1 || r.Document.Data != nil {
		t.Errorf("after a redirect: %+v", r)
	}

	// The name changes its address between robots.txt and the page.
	changing := newClient(t, o)
	changing.transport.DisableKeepAlives = true
	_, err = changing.Get(t.Context(), s.at(t, "changing.example.org", "/a"), Validators{})
	wantFault(t, err, dateline.Invalid, Private)

	_, err = newClient(t, o).Get(t.Context(), s.at(t, "nowhere.example.org", "/a"), Validators{})
	if f := wantFault(t, err, dateline.Unavailable, Name); f.After > afterName || f.After < afterName-time.Minute {
		t.Errorf("again after %s", f.After)
	}
}

func TestADeniedHostIsNotEvenLookedUp(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{
		"/a": func(w http.ResponseWriter, r *http.Request) {
			http.Redirect(w, r, "https://media.denied.example/", http.StatusFound)
		},
	})
	n := newNames(t, map[string][]string{"denied.example": {"127.0.0.1"}, "media.denied.example": {"127.0.0.1"}})
	o := local(t, s)
	o.Resolver = n.resolver
	o.Deny.Add = []string{"*.Denied.example."}
	c := newClient(t, o)
	for _, address := range []string{s.at(t, "denied.example", "/a"), s.at(t, "x.media.denied.example", "/a"), s.URL + "/a"} {
		_, err := c.Get(t.Context(), address, Validators{})
		wantFault(t, err, dateline.Invalid, Denied)
	}
	if n.asked.Load() != 0 {
		t.Errorf("%d names were looked up", n.asked.Load())
	}
	if got, want := s.paths(), []string{"/robots.txt", "/a"}; !slices.Equal(got, want) {
		t.Errorf("asked for %q, want %q", got, want)
	}
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{"http://127.0.0.1/", "http://0x7f.1/", "http://[::ffff:127.0.0.1]/", "http://a@b@127.1:80/", "http://１２７.1/", "http://127.0.0.1%2f.example.org/", "http://news.example.org\\@127.0.0.1/", "http://alqassam.ps\u3002/"} {
		f.Add(s, []byte{127, 0, 0, 1})
	}
	c, err := New(Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, address string, raw []byte) {
		if at, err := c.parse(address); err == nil {
			// What is let through is what would be asked, in the standard library's eyes.
			again, err := url.Parse(at.url.String())
			if err != nil || canonicalHost(again.Hostname()) != at.host || again.Hostname() != at.host {
				t.Fatalf("%q: %q is %q when read again (%v)", address, at.url, again, err)
			}
			if a, err := netip.ParseAddr(at.host); err == nil && refused(a) != "" || localName(at.host) || c.deny.find(at.host) != "" || again.User != nil || again.Fragment != "" {
				t.Fatalf("%q is let through as %q", address, at.url)
			}
		}
		if a, ok := netip.AddrFromSlice(raw); ok && refused(a) == "" {
			b := a.Unmap()
			if b.IsPrivate() || b.IsLoopback() || b.IsLinkLocalUnicast() || b.IsMulticast() || b.IsUnspecified() || !b.IsGlobalUnicast() {
				t.Fatalf("%s is let through", a)
			}
			if b.Is4() && binary.BigEndian.Uint32(b.AsSlice())>>22 == 100<<2|1 {
				t.Fatalf("%s is let through", a)
			}
		}
	})
}
