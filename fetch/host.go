package fetch

import (
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"

	"dateline"
)

func itoa(n int) string { return strconv.Itoa(n) }

// canonicalHost is the one spelling of a host: lower case, punycode for what is
// not ASCII, no dot at the end, IPv6 as RFC 5952 has it. "" is no host: an empty
// label, a zone, or an IPv4 address in any form but four decimal numbers. Those
// forms (0x7f.1, 0177.0.0.1, 2130706433) are what the C library and browsers read
// as addresses; no outlet writes its own so, and who does means to hide it.
func canonicalHost(host string) string {
	if strings.Contains(host, ":") {
		a, err := netip.ParseAddr(host)
		if err != nil || a.Zone() != "" {
			return ""
		}
		return a.String()
	}
	if !ascii(host) {
		if strings.ContainsRune(host, utf8.RuneError) {
			return "" // bytes that are no text
		}
		mapped, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return ""
		}
		host = mapped
	}
	host = strings.TrimSuffix(strings.ToLower(host), ".")
	if len(host) > 253 {
		return ""
	}
	labels := strings.Split(host, ".")
	for _, label := range labels {
		if label == "" || len(label) > 63 || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			return ""
		}
	}
	if numeric(labels[len(labels)-1]) {
		a, err := netip.ParseAddr(host)
		if err != nil {
			return ""
		}
		return a.String()
	}
	return host
}

// numeric reports whether a last label makes a host an IPv4 address in the eyes
// of a browser (WHATWG URL, "ends in a number").
func numeric(label string) bool {
	if hex, ok := strings.CutPrefix(label, "0x"); ok {
		return strings.Trim(hex, "0123456789abcdef") == ""
	}
	return strings.Trim(label, "0123456789") == ""
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// localNames are endings that the public name system does not have: they are of
// the network that one is in (RFC 6761, 6762, 8375, 9476; ICANN's "internal").
var localNames = []string{"localhost", "local", "internal", "home.arpa", "lan", "home", "corp", "intranet", "localdomain", "alt", "arpa"}

// localName reports whether a name can only be of a private network.
func localName(host string) bool {
	if _, err := netip.ParseAddr(host); err == nil {
		return false
	}
	if !strings.Contains(host, ".") {
		return true
	}
	for _, end := range localNames {
		if within(host, end) {
			return true
		}
	}
	return false
}

// within reports whether a host is a domain or stands beneath it.
func within(host, domain string) bool {
	return host == domain || strings.HasSuffix(host, "."+domain)
}

// A target is an address that may be asked.
type target struct {
	url  *url.URL
	host string // canonical
}

// maxAddress is the longest address in bytes that is asked for, as long as servers
// take one (RFC 9110, 4.1, asks for 8,000).
const maxAddress = 8192

// parse reads an address and refuses what is never asked for, before anything
// is looked up.
func (c *Client) parse(address string) (target, error) {
	refuse := func(reason Reason, host, format string, args ...any) (target, error) {
		return target{}, fault(dateline.Invalid, &Fault{Reason: reason, Host: host}, format, args...)
	}
	if len(address) > maxAddress {
		return refuse(Address, "", "the address has %d bytes; at most %d are asked for", len(address), maxAddress)
	}
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return refuse(Address, "", "this is not an address; write it as https://news.example/path")
	}
	// Parse keeps an upper-case scheme's letters in lower case already.
	if u.Scheme != "http" && u.Scheme != "https" {
		return refuse(Address, "", "only http and https are fetched, not %q", u.Scheme)
	}
	host := canonicalHost(u.Hostname())
	if host == "" || u.Opaque != "" {
		return refuse(Address, "", "the address has no host that is written as hosts are")
	}
	if entry := c.deny.find(host); entry != "" {
		return refuse(Denied, host, "%s is on the list of hosts that are never contacted (%s)", host, entry)
	}
	if entry := c.deny.findWithin(u, host); entry != "" {
		return refuse(Denied, host, "the address is %s's copy of a page of a host that is never contacted (%s)", host, entry)
	}
	if u.User != nil {
		return refuse(Address, host, "the address of %s holds a user or a password; nothing is fetched as somebody", host)
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	if !c.ports[port] {
		return refuse(Address, host, "port %s of %s is not asked; allow it (fetch.ports) if it is meant", port, host)
	}
	if a, err := netip.ParseAddr(host); err == nil {
		if err := c.permit(host, a); err != nil {
			return target{}, err
		}
	}
	if localName(host) && len(c.o.Addresses.Allow) == 0 {
		return refuse(Private, host, "%s is a name of a private network; allow its network (fetch.allow) if it is meant", host)
	}
	if within(host, "onion") && (c.proxy == nil || !strings.HasPrefix(c.proxy.Scheme, "socks5")) {
		return refuse(Address, host, "%s is reached by a socks5 proxy of Tor alone", host)
	}
	clean := *u
	clean.Fragment, clean.RawFragment = "", ""
	clean.Host = host
	if strings.Contains(host, ":") {
		clean.Host = "[" + host + "]"
	}
	if p := u.Port(); p != "" && !(u.Scheme == "http" && p == "80") && !(u.Scheme == "https" && p == "443") {
		clean.Host += ":" + p
	}
	if clean.Path == "" {
		clean.Path = "/"
	}
	return target{url: &clean, host: host}, nil
}

// follow is where a redirect leads.
func (c *Client) follow(from target, location string) (target, error) {
	to, err := from.url.Parse(location)
	if err != nil || len(location) > maxAddress {
		return target{}, fault(dateline.Invalid, &Fault{Reason: Redirects, Host: from.host}, "%s redirects to something that is not an address", from.host)
	}
	if from.url.Scheme == "https" && to.Scheme == "http" && !c.o.Addresses.Downgrade {
		return target{}, fault(dateline.Invalid, &Fault{Reason: Redirects, Host: from.host},
			"%s redirects from https to http, which shows to anybody on the way what is read", from.host)
	}
	next, err := c.parse(to.String())
	if err != nil {
		return target{}, err
	}
	return next, nil
}
