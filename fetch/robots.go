package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"dateline"
)

// rules are what one robots.txt says to us (RFC 9309).
type rules struct {
	lines []rule
	delay time.Duration // Crawl-delay; 0: none
}

// A rule allows or forbids the addresses that its pattern begins.
type rule struct {
	allow  bool
	parts  []string // of the pattern, between asterisks
	ends   bool     // "$": the pattern is the whole address
	octets int      // of the pattern as written: the longest decides
}

// Bounds of a robots.txt, beside robotsBytes. Beyond them a rule that forbids
// still forbids all that begins with what stands before its first asterisk.
const (
	maxRules    = 20_000
	maxPatterns = 200 // rules with more than one asterisk
)

// allow reports whether a page may be fetched. The longest pattern that matches
// decides, and of two of a length the one that allows (RFC 9309, 2.2.2).
func (r rules) allow(u *url.URL) bool {
	path := octets(u.EscapedPath())
	if u.RawQuery != "" {
		path += "?" + octets(u.RawQuery)
	}
	if path == "/robots.txt" {
		return true
	}
	allowed, longest := true, -1
	for _, l := range r.lines {
		if l.octets < longest || l.octets == longest && !l.allow {
			continue
		}
		if l.matches(path) {
			allowed, longest = l.allow, l.octets
		}
	}
	return allowed
}

func (l rule) matches(path string) bool {
	rest, ok := strings.CutPrefix(path, l.parts[0])
	if !ok {
		return false
	}
	if len(l.parts) == 1 {
		return !l.ends || rest == ""
	}
	for _, part := range l.parts[1 : len(l.parts)-1] {
		_, after, found := strings.Cut(rest, part)
		if !found {
			return false
		}
		rest = after
	}
	last := l.parts[len(l.parts)-1]
	if l.ends {
		return strings.HasSuffix(rest, last)
	}
	return strings.Contains(rest, last)
}

// octets is a path in one spelling: escapes of what needs none undone, others in
// upper case, everything beyond ASCII escaped (RFC 9309, 2.2.2).
func octets(s string) string { return normalEscapes(s, pathKeeps+"?*$") }

// productToken is what robots.txt calls a user agent: the letters that its string
// begins with.
func productToken(agent string) string {
	end := strings.IndexFunc(agent, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '_')
	})
	if end >= 0 {
		agent = agent[:end]
	}
	return strings.ToLower(agent)
}

// parseRobots reads the rules for a product token: those of all groups that name
// it, else those of the groups of "*" (RFC 9309, 2.2.1). What is no rule is
// overlooked, as the standard wants: one bad line does not open or close a site.
func parseRobots(data []byte, agent string) rules {
	var own, all rules
	var named, any bool // whom the group that is read speaks to
	var ownGroup, inHead bool
	text := strings.TrimPrefix(string(data), "\ufeff")
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	var patterns int
	for line := range strings.SplitSeq(text, "\n") {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "user-agent", "useragent":
			if !inHead {
				named, any, inHead = false, false, true
			}
			// "dateline/1.0" is an older way to write the token.
			switch token := productToken(value); {
			case value == "*":
				any = true
			case token != "" && token == agent:
				named, ownGroup = true, true
			}
		case "allow", "disallow":
			inHead = false
			if value == "" || !named && !any {
				continue
			}
			l := newRule(strings.EqualFold(strings.TrimSpace(key), "allow"), value, &patterns)
			if l == nil {
				continue
			}
			if named && len(own.lines) < maxRules {
				own.lines = append(own.lines, *l)
			}
			if any && len(all.lines) < maxRules {
				all.lines = append(all.lines, *l)
			}
		case "crawl-delay", "crawldelay":
			inHead = false
			seconds, err := strconv.ParseFloat(value, 64)
			if err != nil || !(seconds > 0) {
				continue
			}
			d := time.Duration(min(seconds, 86400) * float64(time.Second))
			if named {
				own.delay = d
			}
			if any {
				all.delay = d
			}
		}
	}
	if ownGroup {
		return own
	}
	return all
}

// newRule is nil for one that allows and is too much.
func newRule(allow bool, pattern string, patterns *int) *rule {
	if !utf8.ValidString(pattern) {
		pattern = strings.ToValidUTF8(pattern, "%FF")
	}
	if !strings.HasPrefix(pattern, "/") && !strings.HasPrefix(pattern, "*") {
		pattern = "/" + pattern
	}
	l := rule{allow: allow}
	pattern, l.ends = strings.CutSuffix(pattern, "$")
	pattern = octets(pattern)
	l.octets = len(pattern)
	l.parts = strings.Split(pattern, "*")
	if len(l.parts) > 3 {
		if *patterns++; *patterns > maxPatterns {
			if allow {
				return nil
			}
			l.parts, l.ends = l.parts[:1], false
		}
	}
	return &l
}

// An entry is what is known of one origin's robots.txt.
type entry struct {
	rules  rules
	err    *dateline.Error // it could not be read, by a Fault: nothing is fetched until then
	until  time.Time
	bytes  int
	origin string
}

// robotsCache keeps what was read, so many bytes of it at most.
type robotsCache struct {
	mu      sync.Mutex
	entries map[string]*entry
	order   []*entry // oldest first
	bytes   int
}

// robotsMemory bounds the rules that are remembered: of twenty lines, which is
// usual, those of twenty thousand origins.
const robotsMemory = 64 * mega

// size is about what rules take in memory.
func (r rules) size() int {
	n := 0
	for _, l := range r.lines {
		n += 80 + 16*len(l.parts) + l.octets
	}
	return n
}

func newRobotsCache() *robotsCache { return &robotsCache{entries: map[string]*entry{}} }

func (c *robotsCache) get(origin string) *entry {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.entries[origin]
}

func (c *robotsCache) put(e *entry) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e.bytes += 500 // of the entry itself
	c.entries[e.origin] = e
	c.order = append(c.order, e)
	c.bytes += e.bytes
	for c.bytes > robotsMemory && len(c.order) > 1 {
		old := c.order[0]
		c.order = c.order[1:]
		c.bytes -= old.bytes
		if c.entries[old.origin] == old {
			delete(c.entries, old.origin)
		}
	}
}

// rules are those of the origin of a target: remembered, or fetched in the
// session's turn.
func (c *Client) rules(s *session, at target) (rules, error) {
	origin := at.url.Scheme + "://" + at.url.Host
	known := c.robots.get(origin)
	if known == nil || !time.Now().Before(known.until) {
		fresh, err := c.fetchRobots(s, at, origin, known)
		if err != nil {
			return rules{}, err
		}
		c.robots.put(fresh)
		known = fresh
	}
	if known.err != nil {
		f := *FaultOf(known.err)
		f.After = max(time.Until(known.until), time.Second)
		return rules{}, fault(known.err.Kind, &f, "%s", known.err.Message)
	}
	return known.rules, nil
}

// fetchRobots asks for a robots.txt. 4xx is leave to fetch; what cannot be read for
// now forbids all for now, unless an older copy is there (RFC 9309, 2.3.1). 429
// is a "not now" too, which the standard leaves open.
func (c *Client) fetchRobots(s *session, of target, origin string, old *entry) (*entry, error) {
	at := of
	at.url = &url.URL{Scheme: of.url.Scheme, Host: of.url.Host, Path: "/robots.txt"}
	var err error
	var a answer
	for hop := 0; ; hop++ {
		if err = s.enter(at.host); err != nil {
			return nil, err
		}
		if a, err = c.ask(s, at, Validators{}, robotsBytes, true); err != nil || a.location == "" {
			break
		}
		// Too many redirects, and one that may not be followed, are an answer that
		// there is none (2.3.1.2).
		if hop >= c.o.Limits.Redirects {
			a = answer{status: http.StatusNotFound}
			break
		}
		next, refused := c.follow(at, a.location)
		if refused != nil {
			a = answer{status: http.StatusNotFound}
			break
		}
		at = next
	}
	if s.ctx.Err() != nil {
		return nil, transportFault(s.ctx, of.host, s.ctx.Err())
	}
	e := &entry{origin: origin, until: time.Now().Add(c.o.Pace.Robots)}
	f := FaultOf(err)
	if err == nil {
		switch {
		case a.status == http.StatusTooManyRequests, a.status >= 500:
			f = FaultOf(statusFault(of.host, a.status, a.retryAfter))
		case a.status >= 200 && a.status < 300:
			e.rules = parseRobots(a.data, c.agent)
			e.bytes = e.rules.size()
		}
	}
	switch {
	case err != nil && f == nil:
		return nil, err
	case f == nil:
	case f.Reason == Private || f.Reason == Denied || f.Reason == Address:
		return nil, err // no matter of robots.txt
	case f.Reason == Encoding || f.Reason == Large:
		// A file that cannot be read says nothing.
	case old != nil && old.err == nil:
		e.rules, e.bytes, e.until = old.rules, old.bytes, time.Now().Add(robotsAgain)
	case f.Status == 0 && errors.As(err, &e.err):
		// No name, no connection, no certificate: the page would say the same.
		e.until = time.Now().Add(f.After)
	default:
		after := max(robotsAgain, f.After)
		e.err = &dateline.Error{
			Kind:    dateline.Unavailable,
			Message: fmt.Sprintf("%s does not give its robots.txt now (%d), so nothing is fetched from it", of.host, f.Status),
			Err:     &Fault{Reason: NoRobots, Host: of.host, Status: f.Status, After: after, Err: f},
		}
		e.until = time.Now().Add(after)
	}
	return e, nil
}

// robotsAgain is how long a host is left alone that does not give its robots.txt.
const robotsAgain = 10 * time.Minute
