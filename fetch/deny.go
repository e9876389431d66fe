package fetch

import (
	_ "embed"
	"log/slog"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"

	"dateline"
)

//go:embed deny.txt
var denyText string

// A Denial is a host that is never contacted, nor any beneath it.
type Denial struct {
	Host   string
	Who    string // whose medium it is
	Source string // who says so; "options" for what the user added
}

type denials struct{ byHost map[string]Denial }

// Denials is the list that ships, in order of hosts.
func Denials() []Denial {
	var out []Denial
	for line := range strings.Lines(denyText) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		if len(f) != 3 {
			continue // a test holds that there is none
		}
		out = append(out, Denial{Host: f[0], Who: f[1], Source: f[2]})
	}
	slices.SortFunc(out, func(a, b Denial) int { return strings.Compare(a.Host, b.Host) })
	return out
}

func newDenials(o Deny, log *slog.Logger) (denials, error) {
	d := denials{byHost: map[string]Denial{}}
	for _, e := range Denials() {
		d.byHost[e.Host] = e
	}
	for _, host := range o.Except {
		e, there := d.byHost[canonicalHost(strings.TrimSpace(host))]
		if !there {
			return d, dateline.Errorf(dateline.Invalid, "%q is to be taken off the list of hosts that are never contacted and does not stand there; write it as the list has it", host)
		}
		delete(d.byHost, e.Host)
		log.Warn("a host of militant media may be contacted, as the options say", "host", e.Host, "who", e.Who)
	}
	for _, given := range o.Add {
		host := canonicalHost(strings.TrimPrefix(strings.TrimSpace(given), "*."))
		if host == "" {
			return d, dateline.Errorf(dateline.Invalid, "%q is not a host that can be denied; write it as news.example, without https:// and without a path", given)
		}
		if _, err := netip.ParseAddr(host); err != nil {
			if suffix, icann := publicsuffix.PublicSuffix(host); icann && suffix == host {
				return d, dateline.Errorf(dateline.Invalid, "to deny %q would deny a whole registry; name hosts", given)
			}
		}
		if _, there := d.byHost[host]; !there {
			d.byHost[host] = Denial{Host: host, Source: "options"}
		}
	}
	return d, nil
}

// find says whose entry denies a host; "" when none does.
func (d denials) find(host string) string {
	for at := host; at != ""; {
		if e, there := d.byHost[at]; there {
			if e.Who == "" {
				return "by the options"
			}
			return e.Who
		}
		_, rest, more := strings.Cut(at, ".")
		if !more {
			break
		}
		at = rest
	}
	return ""
}

// findWithin says whose entry denies an address that an address carries: the
// archive's, cache's or translator's copy of a denied host's page
// (archive.example/web/2026/https://host/, …?u=https%3A%2F%2Fhost%2F,
// host-example.translate.goog).
func (d denials) findWithin(u *url.URL, host string) string {
	if name, ok := strings.CutSuffix(host, ".translate.goog"); ok {
		// Hyphens stand for dots there, two of them for one.
		name = strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(name, "--", "\x00"), "-", "."), "\x00", "-")
		if who := d.find(canonicalHost(name)); who != "" {
			return who
		}
	}
	text := u.EscapedPath() + "?" + u.RawQuery
	for range 3 { // escaped, and escaped again
		plain, err := url.PathUnescape(text)
		if err != nil || plain == text {
			break
		}
		text = plain
	}
	for _, scheme := range []string{"http:/", "https:/"} {
		rest := strings.ToLower(text)
		for {
			_, after, found := strings.Cut(rest, scheme)
			if !found {
				break
			}
			rest = after
			inner := strings.TrimLeft(after, "/")
			if end := strings.IndexAny(inner, "/?#:&\\ "); end >= 0 {
				inner = inner[:end]
			}
			inner = inner[strings.LastIndexByte(inner, '@')+1:]
			if who := d.find(canonicalHost(inner)); who != "" {
				return who
			}
		}
	}
	return ""
}

// Denials is the list in force, in order of hosts.
func (c *Client) Denials() []Denial {
	out := make([]Denial, 0, len(c.deny.byHost))
	for _, e := range c.deny.byHost {
		out = append(out, e)
	}
	slices.SortFunc(out, func(a, b Denial) int { return strings.Compare(a.Host, b.Host) })
	return out
}

// Check is the error that Get would give for an address before it asks anybody
// anything: what it is no address of, whom it is not to contact. Nothing is looked
// up.
func (c *Client) Check(address string) error {
	_, err := c.parse(address)
	return err
}
