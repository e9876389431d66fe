package fetch

import (
	"net/netip"

	"dateline"
)

// A network is a range of addresses that is not the public internet.
type network struct {
	prefix netip.Prefix
	why    string
}

// special are the ranges that are refused: IANA's registries of special-purpose
// addresses (RFC 6890 and its successors) less what is globally reachable, groups,
// and one address of a cloud that answers its own machines alone. IPv6 outside
// 2000::/3, which is all that was ever given out for the internet, is refused as a
// whole by refused.
var special = []network{
	{netip.MustParsePrefix("0.0.0.0/8"), "this network (RFC 791)"},
	{netip.MustParsePrefix("10.0.0.0/8"), "private (RFC 1918)"},
	{netip.MustParsePrefix("100.64.0.0/10"), "shared by a provider's customers (RFC 6598)"},
	{netip.MustParsePrefix("127.0.0.0/8"), "loopback (RFC 1122)"},
	{netip.MustParsePrefix("169.254.0.0/16"), "link-local (RFC 3927)"},
	{netip.MustParsePrefix("172.16.0.0/12"), "private (RFC 1918)"},
	{netip.MustParsePrefix("192.0.0.0/24"), "protocol assignments (RFC 6890)"},
	{netip.MustParsePrefix("192.0.2.0/24"), "documentation (RFC 5737)"},
	{netip.MustParsePrefix("192.88.99.0/24"), "6to4 relays (RFC 7526)"},
	{netip.MustParsePrefix("192.168.0.0/16"), "private (RFC 1918)"},
	{netip.MustParsePrefix("198.18.0.0/15"), "benchmarking (RFC 2544)"},
	{netip.MustParsePrefix("198.51.100.0/24"), "documentation (RFC 5737)"},
	{netip.MustParsePrefix("203.0.113.0/24"), "documentation (RFC 5737)"},
	{netip.MustParsePrefix("224.0.0.0/4"), "multicast (RFC 5771)"},
	{netip.MustParsePrefix("240.0.0.0/4"), "reserved or broadcast (RFC 1112, RFC 8190)"},
	{netip.MustParsePrefix("168.63.129.16/32"), "Azure's own services for its machines"},

	{netip.MustParsePrefix("::/128"), "unspecified (RFC 4291)"},
	{netip.MustParsePrefix("::1/128"), "loopback (RFC 4291)"},
	{netip.MustParsePrefix("64:ff9b:1::/48"), "local translation (RFC 8215)"},
	{netip.MustParsePrefix("100::/64"), "discarded (RFC 6666)"},
	{netip.MustParsePrefix("2001::/23"), "protocol assignments, Teredo among them (RFC 2928, RFC 4380)"},
	{netip.MustParsePrefix("2001:db8::/32"), "documentation (RFC 3849)"},
	{netip.MustParsePrefix("3fff::/20"), "documentation (RFC 9637)"},
	{netip.MustParsePrefix("5f00::/16"), "segment routing (RFC 9602)"},
	{netip.MustParsePrefix("fc00::/7"), "unique local (RFC 4193)"},
	{netip.MustParsePrefix("fe80::/10"), "link-local (RFC 4291)"},
	{netip.MustParsePrefix("fec0::/10"), "site-local (RFC 3879)"},
	{netip.MustParsePrefix("ff00::/8"), "multicast (RFC 4291)"},
}

// global is what of IPv6 was given out for the internet (RFC 4291, IANA).
var global = netip.MustParsePrefix("2000::/3")

// embedding are the IPv6 forms that carry an IPv4 address, which is then looked
// at as well, and where in the sixteen bytes it stands.
var embedding = []struct {
	prefix netip.Prefix
	at     int
}{
	{netip.MustParsePrefix("::/96"), 12},           // IPv4-compatible (RFC 4291)
	{netip.MustParsePrefix("::ffff:0:0/96"), 12},   // IPv4-mapped (RFC 4291)
	{netip.MustParsePrefix("::ffff:0:0:0/96"), 12}, // IPv4-translated (RFC 2765)
	{netip.MustParsePrefix("64:ff9b::/96"), 12},    // NAT64 (RFC 6052)
	{netip.MustParsePrefix("2002::/16"), 2},        // 6to4 (RFC 3056)
}

// embedded is the IPv4 address that an IPv6 one carries.
func embedded(a netip.Addr) (netip.Addr, bool) {
	b := a.As16()
	for _, e := range embedding {
		if e.prefix.Contains(a) {
			return netip.AddrFrom4([4]byte(b[e.at : e.at+4])), true
		}
	}
	// ISATAP has its form in the last eight bytes (RFC 5214, 6.1).
	if b[8]&^2 == 0 && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe {
		return netip.AddrFrom4([4]byte(b[12:16])), true
	}
	return netip.Addr{}, false
}

// refused says why an address is not of the public internet; "" when it is.
func refused(a netip.Addr) string {
	if !a.IsValid() {
		return "no address"
	}
	if a.Zone() != "" {
		return "link-local (a zone)"
	}
	// Mapped addresses are what the system dials as IPv4.
	a = a.Unmap()
	for _, n := range special {
		if n.prefix.Contains(a) {
			return n.why
		}
	}
	if a.Is4() {
		return ""
	}
	if inner, ok := embedded(a); ok {
		if why := refused(inner); why != "" {
			return "a form of " + inner.String() + ", " + why
		}
		// NAT64's own prefix lies outside of 2000::/3 and is how networks
		// without IPv4 reach it.
		if embedding[3].prefix.Contains(a) {
			return ""
		}
	}
	if !global.Contains(a) {
		return "not given out for the internet (RFC 4291)"
	}
	return ""
}

// permit is nil for an address that may be dialled.
func (c *Client) permit(host string, a netip.Addr) error {
	why := refused(a)
	if why == "" {
		return nil
	}
	a = a.Unmap()
	for _, p := range c.o.Addresses.Allow {
		if p.Contains(a) || a.Is6() && p.Contains(innermost(a)) {
			return nil
		}
	}
	return fault(dateline.Invalid, &Fault{Reason: Private, Host: host}, "%s has the address %s, which is not of the public internet: %s; allow its network (fetch.allow) if it is meant", host, a, why)
}

// innermost is the address within, or the address.
func innermost(a netip.Addr) netip.Addr {
	if inner, ok := embedded(a); ok {
		return inner
	}
	return a
}
