package fetch

import (
	_ "embed"
	"net/url"
	"strings"
	"unicode/utf8"
)

//go:embed tracking.txt
var trackingText string

// A tracker is a parameter of addresses that says how a reader came, not what is
// read.
type tracker struct {
	name   string // in lower case
	prefix bool   // all names that begin so
	host   string // on that host and beneath alone; "" everywhere
}

var trackers = parseTrackers(trackingText)

// parseTrackers reads lines of name, host or "-", and reason, parted by tabs.
func parseTrackers(text string) []tracker {
	var out []tracker
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		f := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(f) != 3 {
			continue // a test holds that each line has three
		}
		t := tracker{host: strings.Trim(f[1], "-")}
		t.name, t.prefix = strings.CutSuffix(strings.ToLower(f[0]), "*")
		out = append(out, t)
	}
	return out
}

func tracks(host, name string) bool {
	name = strings.ToLower(name)
	for _, t := range trackers {
		if (name == t.name || t.prefix && strings.HasPrefix(name, t.name)) && (t.host == "" || within(host, t.host)) {
			return true
		}
	}
	return false
}

// What a path and a query hold without escapes, beside letters, digits and
// "-._~" (RFC 3986, 3.3 and 3.4).
const (
	pathKeeps  = "!$&'()*+,;=:@/"
	queryKeeps = pathKeeps + "?"
)

// Clean is the address by which a page is known: parameters that only track
// readers (tracking.txt), the fragment, a default port and dot segments gone,
// scheme, host and escapes in one spelling (RFC 3986, 6.2.2 and 6.2.3), the order
// of the other parameters kept. What is no http or https address comes back as
// it is, trimmed. Clean(Clean(s)) is Clean(s).
func Clean(address string) string {
	address = strings.TrimSpace(address)
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Opaque != "" {
		return address
	}
	host := canonicalHost(u.Hostname())
	if host == "" {
		return address
	}
	var b strings.Builder
	b.WriteString(u.Scheme + "://")
	if u.User != nil {
		b.WriteString(u.User.String() + "@")
	}
	if strings.Contains(host, ":") {
		b.WriteString("[" + host + "]")
	} else {
		b.WriteString(host)
	}
	port := strings.TrimLeft(u.Port(), "0")
	if port != "" && !(u.Scheme == "http" && port == "80") && !(u.Scheme == "https" && port == "443") {
		b.WriteString(":" + port)
	}
	b.WriteString(withoutDots(normalEscapes(u.EscapedPath(), pathKeeps)))
	if q := cleanQuery(host, u.RawQuery); q != "" {
		b.WriteString("?" + q)
	}
	return b.String()
}

func cleanQuery(host, query string) string {
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		if pair == "" {
			continue
		}
		pair = normalEscapes(pair, queryKeeps)
		name, _, _ := strings.Cut(pair, "=")
		if plain, err := url.QueryUnescape(name); err == nil {
			name = plain
		}
		if !tracks(host, name) {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

// normalEscapes writes escapes in upper case, undoes those of letters, digits and
// "-._~", and escapes what may not stand there. A "%" that escapes nothing is one
// itself.
func normalEscapes(s, keeps string) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			high, low := unhex(s[i+1]), unhex(s[i+2])
			if high >= 0 && low >= 0 {
				i += 2
				if c = byte(high<<4 | low); unreserved(c) {
					b.WriteByte(c)
				} else {
					b.Write([]byte{'%', hex[c>>4], hex[c&15]})
				}
				continue
			}
		}
		if unreserved(c) || c < utf8.RuneSelf && strings.IndexByte(keeps, c) >= 0 {
			b.WriteByte(c)
		} else {
			b.Write([]byte{'%', hex[c>>4], hex[c&15]})
		}
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

func unhex(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// withoutDots takes "." and ".." out of a path (RFC 3986, 5.2.4).
func withoutDots(path string) string {
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	segments := strings.Split(path[1:], "/")
	out := segments[:0]
	for i, s := range segments {
		last := i == len(segments)-1
		switch s {
		case ".", "..":
			if s == ".." && len(out) > 0 {
				out = out[:len(out)-1]
			}
			if last {
				out = append(out, "")
			}
		default:
			out = append(out, s)
		}
	}
	return "/" + strings.Join(out, "/")
}
