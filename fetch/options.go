package fetch

import (
	"crypto/x509"
	"log/slog"
	"math"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"dateline"
)

// DefaultUserAgent says "a program, no matter which". A name and an address to
// write to, as crawlers of whole sites give them (RFC 9309 leaves it to them),
// would tell every outlet, and whoever reads its logs, that somebody follows
// political violence with this very program. A browser's string would be a lie
// (RFC 9110, 10.1.5, asks not to pose as another product), grows old, and claims
// a person who needs no robots.txt.
const DefaultUserAgent = "Mozilla/5.0 (compatible)"

// Options say how a Client fetches. The zero value is the default.
type Options struct {
	UserAgent string // "": DefaultUserAgent
	// Proxy is an http://, https:// or socks5:// address, with a user and password
	// if need be; "" asks hosts directly. Variables of the environment are not
	// looked at. With a proxy names are resolved by it, not here, and the checks of
	// addresses are those of literal addresses and of local names (see Addresses).
	Proxy     string
	Addresses Addresses
	Deny      Deny
	Pace      Pace
	Limits    Limits
	Hosts     Hosts          // who has the turns; nil: this process alone
	Resolver  *net.Resolver  // nil: the system's
	RootCAs   *x509.CertPool // whose certificates are believed; nil: the system's
	Log       *slog.Logger   // nil: no log
}

// Addresses say where a Client may go beside the public internet.
type Addresses struct {
	// Allow are networks of private, loopback or other special use that may be
	// dialled all the same: 10.1.0.0/16. When there are any, local names
	// ("localhost", "news.internal") are looked up too.
	Allow []netip.Prefix
	Ports []int // ports that may be asked beside 80 and 443
	// Downgrade follows redirects from https to http, which show to anybody on the
	// way what is read.
	Downgrade bool
	// Resolve looks a name up here before a proxy is handed it, and refuses it when
	// any of its addresses would be. It shows the names to the resolver, and the
	// proxy may still find other addresses. Without a proxy it has no effect.
	Resolve bool
}

// Deny changes the list of hosts that are never contacted.
type Deny struct {
	Add []string // hosts; those beneath them are meant too
	// Except are entries of the shipped list to go without, as they stand there.
	// One that is not there is an error, and each is logged as a warning.
	Except []string
}

// Pace is how fast one host is asked.
type Pace struct {
	// Delay is the rest that a host has after each request; 0: five seconds,
	// negative: none. Five seconds is what Apache Nutch ships with, allows 17,280
	// pages a day and outlet, more than any publishes, and costs nothing where
	// many hosts are asked in turn.
	Delay time.Duration
	// MaxDelay bounds the Crawl-delay of robots.txt, which is obeyed where it is
	// longer than Delay; 0: a minute.
	MaxDelay time.Duration
	// Wait is how long Get waits for a host's turn; 0: 30 seconds, negative: not
	// at all. Then it fails as Busy.
	Wait time.Duration
	// Robots is how long a robots.txt is believed; 0: a day, the longest that
	// RFC 9309 (2.4) allows.
	Robots time.Duration
}

// Limits bound what a server may cost. Zero fields are defaults.
type Limits struct {
	Bytes       int64         // of a body, before and after decompression; 0: 10 MB
	HeaderBytes int64         // of all headers; 0: 64 KiB
	Redirects   int           // 0: 5, negative: none
	Total       time.Duration // of all requests of one turn; 0: a minute
	Connect     time.Duration // to look up, to connect, to agree on TLS, each; 0: 10 s
	FirstByte   time.Duration // until the headers are there; 0: 30 s
	// Stall is how long a body may bring less than a KiB; 0: 20 s.
	Stall time.Duration
}

const (
	mega = 1_000_000
	// stallBytes is what a body must bring within Limits.Stall: less than the
	// slowest modem, more than a server that trickles to hold its reader.
	stallBytes = 1024
	// robotsBytes is what is read of a robots.txt: at least 500 KiB are to be
	// (RFC 9309, 2.5).
	robotsBytes = 500 * 1024
)

// withDefaults fills in what is not said, and finds what cannot be meant.
func (o Options) withDefaults() (Options, error) {
	for name, d := range map[string]time.Duration{
		"max delay": o.Pace.MaxDelay, "robots": o.Pace.Robots, "total": o.Limits.Total,
		"connect": o.Limits.Connect, "first byte": o.Limits.FirstByte, "stall": o.Limits.Stall,
	} {
		if d < 0 {
			return o, dateline.Errorf(dateline.Invalid, "the time %q is negative (%s); leave it out for the default", name, d)
		}
	}
	if o.Limits.Bytes < 0 || o.Limits.HeaderBytes < 0 || o.Limits.Bytes == math.MaxInt64 {
		return o, dateline.Errorf(dateline.Invalid, "limits of bytes must be positive numbers; leave them out for the default")
	}
	if o.UserAgent == "" {
		o.UserAgent = DefaultUserAgent
	}
	if strings.ContainsFunc(o.UserAgent, func(r rune) bool { return r < ' ' || r > '~' }) {
		return o, dateline.Errorf(dateline.Invalid, "the user agent %q holds a character that no header may; write it in ASCII", o.UserAgent)
	}
	o.Pace.Delay = fill(o.Pace.Delay, 5*time.Second)
	o.Pace.MaxDelay = fill(o.Pace.MaxDelay, time.Minute)
	o.Pace.Wait = fill(o.Pace.Wait, 30*time.Second)
	o.Pace.Robots = min(fill(o.Pace.Robots, 24*time.Hour), 24*time.Hour)
	o.Limits.Bytes = fill(o.Limits.Bytes, 10*mega)
	o.Limits.HeaderBytes = fill(o.Limits.HeaderBytes, 64*1024)
	o.Limits.Redirects = fill(o.Limits.Redirects, 5)
	o.Limits.Total = fill(o.Limits.Total, time.Minute)
	o.Limits.Connect = fill(o.Limits.Connect, 10*time.Second)
	o.Limits.FirstByte = fill(o.Limits.FirstByte, 30*time.Second)
	o.Limits.Stall = fill(o.Limits.Stall, 20*time.Second)
	if o.Hosts == nil {
		o.Hosts = NewHosts()
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return o, nil
}

// fill is the value, the default for zero, and zero for what is negative.
func fill[T int | int64 | time.Duration](value, otherwise T) T {
	switch {
	case value == 0:
		return otherwise
	case value < 0:
		return 0
	}
	return value
}

// parseProxy reads Options.Proxy. Its errors do not repeat it: it may hold a
// password.
func parseProxy(s string) (*url.URL, error) {
	if s == "" {
		return nil, nil
	}
	u, err := url.Parse(s)
	if err != nil || u.Host == "" {
		return nil, dateline.Errorf(dateline.Invalid, "the proxy is not an address; write it as socks5://127.0.0.1:9050 or http://proxy.example:3128")
	}
	switch u.Scheme {
	case "http", "https", "socks5", "socks5h":
		return u, nil
	}
	return nil, dateline.Errorf(dateline.Invalid, "a proxy is asked by http, https or socks5, not by %q", u.Scheme)
}

// New makes a Client.
func New(o Options) (*Client, error) {
	o, err := o.withDefaults()
	if err != nil {
		return nil, err
	}
	c := &Client{o: o, log: o.Log, robots: newRobotsCache(), ports: map[string]bool{}}
	if c.proxy, err = parseProxy(o.Proxy); err != nil {
		return nil, err
	}
	if c.deny, err = newDenials(o.Deny, o.Log); err != nil {
		return nil, err
	}
	for _, p := range append([]int{80, 443}, o.Addresses.Ports...) {
		if p < 1 || p > math.MaxUint16 {
			return nil, dateline.Errorf(dateline.Invalid, "%d is not a port", p)
		}
		c.ports[itoa(p)] = true
	}
	c.agent = productToken(o.UserAgent)
	c.transport = c.newTransport()
	return c, nil
}
