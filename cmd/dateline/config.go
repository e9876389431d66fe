package main

import (
	"fmt"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// A config is how the commands on a ledger are set up. It goes no further than this
// package: each room is handed its own options.
type config struct {
	ledger string
	store  struct {
		full        bool
		connections int
	}
	log struct {
		format string // auto, text, json
		level  slog.Level
	}
	listen string // "" serves nothing
	desk   struct {
		listen, origin, certificate, key   string
		issuer, issuerName, client, secret string
		sample                             int
		proxies                            []netip.Prefix
	}
	work struct {
		readers, fetchers, pollers int
		backlog, batch             int
		readTime                   time.Duration
	}
	poll struct {
		min, max time.Duration
	}
	fetch struct {
		userAgent, proxy string
		delay, timeout   time.Duration
		maxBytes         int64
		allow            []netip.Prefix
		ports            []int
		deny, denyExcept []string
	}
}

// A setting is one value of a config, by whatever way it is given.
type setting struct {
	key  string // in a file; "work.readers" stands under "work:"
	flag string // the flag that sets it, of the commands that have it
	list bool   // of several values
	help string
	set  func(*config, string) error // a list is parted by commas
	get  func(*config) string
}

// variable is the environment variable of a setting.
func (s setting) variable() string {
	return "DATELINE_" + strings.ToUpper(strings.ReplaceAll(s.key, ".", "_"))
}

// settings are all there are, in the order in which they are told.
var settings = []setting{
	{key: "ledger", flag: "ledger", help: "path of an SQLite file, or postgres://user@host/database",
		set: func(c *config, v string) error {
			return wanted(v != "", func() { c.ledger = v }, "a path or an address")
		},
		get: func(c *config) string { return store.Mask(c.ledger) }},
	{key: "store.full", help: "SQLite waits for the disk at every commit",
		set: func(c *config, v string) error { return boolean(&c.store.full, v) },
		get: func(c *config) string { return strconv.FormatBool(c.store.full) }},
	{key: "store.connections", help: "connections to the ledger at most; 0 is 8",
		set: func(c *config, v string) error { return whole(&c.store.connections, v, 0, 1000) },
		get: func(c *config) string { return strconv.Itoa(c.store.connections) }},
	{key: "log.format", flag: "log", help: "auto (text on a terminal, else json), text, json",
		set: func(c *config, v string) error {
			return wanted(v == "auto" || v == "text" || v == "json", func() { c.log.format = v }, "auto, text or json")
		},
		get: func(c *config) string { return c.log.format }},
	{key: "log.level", help: "debug, info, warn, error",
		set: func(c *config, v string) error {
			err := c.log.level.UnmarshalText([]byte(v))
			return wanted(err == nil, func() {}, "debug, info, warn or error")
		},
		get: func(c *config) string { return strings.ToLower(c.log.level.String()) }},
	{key: "listen", flag: "listen", help: "host:port for /metrics, /healthz and /readyz; a port alone is of this host only; empty serves none",
		set: func(c *config, v string) error { return address(&c.listen, v) },
		get: func(c *config) string { return c.listen }},
	{key: "desk.listen", help: "host:port of the desk of 'dateline serve'; a port alone is of this host only",
		set: func(c *config, v string) error { return address(&c.desk.listen, v) },
		get: func(c *config) string { return c.desk.listen }},
	{key: "desk.origin", help: "address under which people reach the desk, as https://desk.example.org; needed unless it is of this host only",
		set: func(c *config, v string) error { c.desk.origin = v; return nil },
		get: func(c *config) string { return c.desk.origin }},
	{key: "desk.tls_certificate", help: "PEM file of the certificates by which the desk speaks TLS itself; empty leaves that to a proxy",
		set: func(c *config, v string) error { c.desk.certificate = v; return nil },
		get: func(c *config) string { return c.desk.certificate }},
	{key: "desk.tls_key", help: "PEM file of their key",
		set: func(c *config, v string) error { c.desk.key = v; return nil },
		get: func(c *config) string { return c.desk.key }},
	{key: "desk.proxies", list: true, help: "networks of reverse proxies before the desk, whose X-Forwarded-For is believed",
		set: func(c *config, v string) error {
			return list(&c.desk.proxies, v, netip.ParsePrefix, "a network as 10.1.0.0/16")
		},
		get: func(c *config) string { return listed(c.desk.proxies) }},
	{key: "desk.sample", help: "of a thousand events that were accepted, how many come back to somebody else",
		set: func(c *config, v string) error { return whole(&c.desk.sample, v, 0, 1000) },
		get: func(c *config) string { return strconv.Itoa(c.desk.sample) }},
	{key: "desk.oidc_issuer", help: "address of an OpenID Connect issuer where people may log in; empty is none",
		set: func(c *config, v string) error { c.desk.issuer = v; return nil },
		get: func(c *config) string { return c.desk.issuer }},
	{key: "desk.oidc_name", help: "what people call that issuer",
		set: func(c *config, v string) error { c.desk.issuerName = v; return nil },
		get: func(c *config) string { return c.desk.issuerName }},
	{key: "desk.oidc_client", help: "the desk's client ID there",
		set: func(c *config, v string) error { c.desk.client = v; return nil },
		get: func(c *config) string { return c.desk.client }},
	{key: "desk.oidc_secret", help: "the client's secret; never shown",
		set: func(c *config, v string) error { c.desk.secret = v; return nil },
		get: func(c *config) string { return concealed(c.desk.secret) }},
	{key: "work.readers", flag: "workers", help: "reports read at once; 0 is one a processor",
		set: func(c *config, v string) error { return whole(&c.work.readers, v, 0, 1000) },
		get: func(c *config) string { return strconv.Itoa(c.work.readers) }},
	{key: "work.fetchers", help: "pages fetched at once, each from another host",
		set: func(c *config, v string) error { return whole(&c.work.fetchers, v, 0, 1000) },
		get: func(c *config) string { return strconv.Itoa(c.work.fetchers) }},
	{key: "work.pollers", help: "feeds looked at at once",
		set: func(c *config, v string) error { return whole(&c.work.pollers, v, 0, 1000) },
		get: func(c *config) string { return strconv.Itoa(c.work.pollers) }},
	{key: "work.backlog", help: "collecting waits while more reports than this wait to be read",
		set: func(c *config, v string) error { return whole(&c.work.backlog, v, 1, 1_000_000) },
		get: func(c *config) string { return strconv.Itoa(c.work.backlog) }},
	{key: "work.batch", help: "reports linked in one transaction at most",
		set: func(c *config, v string) error { return whole(&c.work.batch, v, 1, 100_000) },
		get: func(c *config) string { return strconv.Itoa(c.work.batch) }},
	{key: "work.read_time", help: "time to read a report; long ones have more",
		set: func(c *config, v string) error { return duration(&c.work.readTime, v, time.Second) },
		get: func(c *config) string { return c.work.readTime.String() }},
	{key: "poll.min", help: "a feed is looked at no more often than this",
		set: func(c *config, v string) error { return duration(&c.poll.min, v, time.Minute) },
		get: func(c *config) string { return c.poll.min.String() }},
	{key: "poll.max", help: "a feed is looked at no less often than this",
		set: func(c *config, v string) error { return duration(&c.poll.max, v, time.Minute) },
		get: func(c *config) string { return c.poll.max.String() }},
	{key: "fetch.user_agent", help: "what hosts are told that asks; empty is a neutral one",
		set: func(c *config, v string) error { c.fetch.userAgent = v; return nil },
		get: func(c *config) string { return c.fetch.userAgent }},
	{key: "fetch.proxy", help: "http://, https:// or socks5:// address through which pages are fetched",
		set: func(c *config, v string) error { return proxy(&c.fetch.proxy, v) },
		get: func(c *config) string { return maskURL(c.fetch.proxy) }},
	{key: "fetch.delay", help: "rest that a host has after each request",
		set: func(c *config, v string) error { return duration(&c.fetch.delay, v, 0) },
		get: func(c *config) string { return c.fetch.delay.String() }},
	{key: "fetch.timeout", help: "time for one page with all its redirects",
		set: func(c *config, v string) error { return duration(&c.fetch.timeout, v, time.Second) },
		get: func(c *config) string { return c.fetch.timeout.String() }},
	{key: "fetch.max_bytes", help: "bytes of a page at most, unpacked",
		set: func(c *config, v string) error {
			n := 0
			err := whole(&n, v, 1, 1<<30)
			c.fetch.maxBytes = int64(n)
			return err
		},
		get: func(c *config) string { return strconv.FormatInt(c.fetch.maxBytes, 10) }},
	{key: "fetch.allow", list: true, help: "private networks that may be fetched from (10.1.0.0/16)",
		set: func(c *config, v string) error {
			return list(&c.fetch.allow, v, netip.ParsePrefix, "a network as 10.1.0.0/16")
		},
		get: func(c *config) string { return listed(c.fetch.allow) }},
	{key: "fetch.ports", list: true, help: "ports that may be asked beside 80 and 443",
		set: func(c *config, v string) error {
			return list(&c.fetch.ports, v, strconv.Atoi, "a port, from 1 to 65535")
		},
		get: func(c *config) string { return listed(c.fetch.ports) }},
	{key: "fetch.deny", list: true, help: "hosts never to be contacted, beside those that the program ships",
		set: func(c *config, v string) error { return list(&c.fetch.deny, v, same, "a host") },
		get: func(c *config) string { return listed(c.fetch.deny) }},
	{key: "fetch.deny_except", list: true, help: "hosts of the shipped list to be contacted all the same",
		set: func(c *config, v string) error { return list(&c.fetch.denyExcept, v, same, "a host") },
		get: func(c *config) string { return listed(c.fetch.denyExcept) }},
}

// defaults is a config of which nothing is said. Getenv is the environment's.
func defaults(getenv func(string) string) config {
	var c config
	c.ledger = defaultLedger(getenv)
	c.log.format = "auto"
	c.desk.listen = "127.0.0.1:8017"
	c.desk.sample = 50
	c.work.fetchers, c.work.pollers = 8, 2
	c.work.backlog, c.work.batch, c.work.readTime = 2000, 1024, 2*time.Minute
	c.poll.min, c.poll.max = 10*time.Minute, 24*time.Hour
	c.fetch.delay, c.fetch.timeout, c.fetch.maxBytes = 5*time.Second, time.Minute, 10_000_000
	return c
}

// readers is how many reports are read at once.
func (c *config) readers() int {
	if c.work.readers > 0 {
		return c.work.readers
	}
	return runtime.GOMAXPROCS(0)
}

// defaultLedger is in the user's data directory, as the XDG base directory
// specification has it.
func defaultLedger(getenv func(string) string) string {
	return filepath.Join(base(getenv, "XDG_DATA_HOME", ".local/share"), "dateline", "ledger.db")
}

// defaultFile is where a configuration is looked for when none is named.
func defaultFile(getenv func(string) string) string {
	return filepath.Join(base(getenv, "XDG_CONFIG_HOME", ".config"), "dateline", "config.yaml")
}

// base is one of the XDG base directories. One that is not absolute is to be passed
// over.
func base(getenv func(string) string, variable, otherwise string) string {
	if dir := getenv(variable); filepath.IsAbs(dir) {
		return dir
	}
	home := getenv("HOME")
	if home == "" {
		home, _ = os.UserHomeDir()
	}
	return filepath.Join(home, otherwise)
}

func wanted(ok bool, then func(), what string) error {
	if !ok {
		return fmt.Errorf("%s is wanted", what)
	}
	then()
	return nil
}

func boolean(into *bool, v string) error {
	b, err := strconv.ParseBool(v)
	return wanted(err == nil, func() { *into = b }, "true or false")
}

func whole(into *int, v string, least, most int) error {
	n, err := strconv.Atoi(strings.ReplaceAll(v, "_", ""))
	return wanted(err == nil && n >= least && n <= most, func() { *into = n }, fmt.Sprintf("a whole number from %d to %d", least, most))
}

func duration(into *time.Duration, v string, least time.Duration) error {
	d, err := time.ParseDuration(v)
	return wanted(err == nil && d >= least, func() { *into = d }, fmt.Sprintf("a time of %s or more, written as 90s, 10m or 1h30m,", least))
}

func address(into *string, v string) error {
	if _, err := strconv.Atoi(v); err == nil {
		v = net.JoinHostPort("127.0.0.1", v)
	}
	host, port, err := net.SplitHostPort(v)
	if host == "" {
		host = "127.0.0.1"
	}
	n, bad := strconv.Atoi(port)
	return wanted(v == "" || err == nil && bad == nil && n >= 0 && n <= 65535, func() {
		if v != "" {
			v = net.JoinHostPort(host, port)
		}
		*into = v
	}, "a port, or host:port,")
}

func proxy(into *string, v string) error {
	u, err := url.Parse(v)
	return wanted(v == "" || err == nil && u.Host != "", func() { *into = v }, "an address as socks5://127.0.0.1:9050")
}

func list[T any](into *[]T, v string, parse func(string) (T, error), what string) error {
	var out []T
	for part := range strings.SplitSeq(v, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		x, err := parse(part)
		if err != nil {
			return fmt.Errorf("%q: %s is wanted", part, what)
		}
		out = append(out, x)
	}
	*into = out
	return nil
}

func same(s string) (string, error) { return s, nil }

func listed[T any](values []T) string {
	var out []string
	for _, v := range values {
		out = append(out, fmt.Sprint(v))
	}
	return strings.Join(out, ", ")
}

// maskURL is an address without its password; nothing is left of one that cannot
// be read.
func maskURL(s string) string {
	u, err := url.Parse(s)
	if err != nil {
		return "xxxxx"
	}
	return u.Redacted()
}

// concealed stands for a secret.
func concealed(s string) string {
	if s == "" {
		return ""
	}
	return "xxxxx"
}

// usable says what of a config does not go together.
func (c *config) usable() error {
	if c.poll.min > c.poll.max {
		return dateline.Errorf(dateline.Invalid, "poll.min (%s) is more than poll.max (%s)", c.poll.min, c.poll.max)
	}
	return nil
}
