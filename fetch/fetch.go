// Package fetch asks for news pages and feeds over HTTP, politely and without
// telling more than it must.
//
// What it promises:
//   - Nothing is asked for but the address that was given, what it redirects to,
//     and robots.txt of the hosts on that way. Links are never followed, nothing
//     that a page embeds is loaded.
//   - robots.txt is obeyed (RFC 9309). A host has one request at a time, with a
//     rest after it, over all processes that share one Hosts.
//   - No cookies, no referrer, no language, no name of this program: what is read
//     shows an interest.
//   - Only http and https, only ports 80 and 443, only addresses of the public
//     internet, each looked at as it is dialled, so also after a redirect and
//     when a name's address changes; more by Options alone.
//   - Hosts of militant media (deny.txt) are never contacted, nor their names
//     looked up.
//   - Bytes (after decompression), headers, time, silence and redirects are bounded.
//   - Logs name hosts; a path or a query is logged at debug level alone, and no
//     error's text holds one.
//
// An error is a dateline.Error of a kind, and within it a Fault (FaultOf), which
// says what went wrong as a word, and after what time to try again.
package fetch

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"time"

	"dateline"
)

// A Client fetches. It is safe for use by many goroutines.
type Client struct {
	o         Options
	agent     string // the product token of the user agent, by which robots.txt calls it
	proxy     *url.URL
	deny      denials
	ports     map[string]bool
	transport *http.Transport
	robots    *robotsCache
	log       *slog.Logger
}

// Validators are what a server gave with an earlier answer, so that it may
// answer "not modified" to the next request. The zero value asks for all.
type Validators struct {
	ETag         string
	LastModified string
	// From is the address that gave them, after redirects; "" is the address
	// asked for. They are sent to it alone, since an ETag can be a reader's mark.
	From string
}

// A Redirect is one step from an address to another.
type Redirect struct {
	From, To string
	Status   int
}

// Permanent reports whether the old address is to be forgotten (RFC 9110, 15.4.2
// and 15.4.9).
func (r Redirect) Permanent() bool {
	return r.Status == http.StatusMovedPermanently || r.Status == http.StatusPermanentRedirect
}

// A Response is what came back. With an error it holds what was known by then:
// the redirects, and the status where one was given.
type Response struct {
	// Document has the bytes, decompressed, with the address that gave them, the
	// declared media type and the time. Its Data are nil when NotModified.
	Document    dateline.Document
	Status      int
	NotModified bool
	Validators  Validators    // to be sent next time
	RetryAfter  time.Duration // how long the server asks to be left alone; 0: it does not say
	Redirects   []Redirect
	// Moved is the address to use from now on: the last one of the permanent
	// redirects that the way began with; "" when it began with none.
	Moved string
}

// Get fetches an address. It waits for the host's turn (Pace.Wait at most), and
// fails with a dateline.Error unless the server answers 2xx, or 304 to v.
//
// Kinds: invalid (refused by us or by the server: the address, the deny-list,
// robots.txt, 4xx, too large, too many redirects, not decodable), not found
// (404, 410), unavailable (it may go through later: 408, 425, 429, 5xx, network,
// names, certificates, slowness, a host that is busy; also ctx).
func (c *Client) Get(ctx context.Context, address string, v Validators) (Response, error) {
	began := time.Now()
	var r Response
	s := &session{c: c, ctx: ctx}
	err := c.get(s, address, v, &r)
	s.leave()
	c.report(ctx, address, &r, err, time.Since(began))
	return r, err
}

func (c *Client) get(s *session, address string, v Validators, r *Response) error {
	at, err := c.parse(address)
	if err != nil {
		return err
	}
	if v.From == "" {
		v.From = at.url.String()
	}
	r.Document.Path, r.Document.URL = address, at.url.String()
	for {
		if err := s.enter(at.host); err != nil {
			return err
		}
		rules, err := c.rules(s, at)
		if err != nil {
			return err
		}
		// The rules may have been on another host, whose turn ended this one.
		if err := s.enter(at.host); err != nil {
			return err
		}
		s.rest = max(s.rest, c.rest(rules.delay))
		if !rules.allow(at.url) {
			return fault(dateline.Invalid, &Fault{Reason: Robots, Host: at.host}, "%s asks in its robots.txt not to fetch this page", at.host)
		}
		var send Validators
		if v.From == at.url.String() {
			send = v
		}
		a, err := c.ask(s, at, send, c.o.Limits.Bytes, false)
		r.Status, r.RetryAfter = a.status, a.retryAfter
		r.Document.URL = at.url.String()
		if err != nil {
			return err
		}
		if a.location == "" {
			return c.conclude(at, a, send, r)
		}
		if len(r.Redirects) >= c.o.Limits.Redirects {
			return fault(dateline.Invalid, &Fault{Reason: Redirects, Host: at.host, Status: a.status}, "%s redirects more than %d times", at.host, c.o.Limits.Redirects)
		}
		next, err := c.follow(at, a.location)
		if err != nil {
			return err
		}
		step := Redirect{From: at.url.String(), To: next.url.String(), Status: a.status}
		if step.Permanent() && (len(r.Redirects) == 0 || r.Moved != "" && r.Moved == step.From) {
			r.Moved = step.To
		}
		r.Redirects = append(r.Redirects, step)
		at = next
	}
}

// conclude makes a Response of an answer that is no redirect.
func (c *Client) conclude(at target, a answer, sent Validators, r *Response) error {
	r.Validators = Validators{ETag: a.etag, LastModified: a.lastModified, From: at.url.String()}
	switch {
	case a.status == http.StatusNotModified && (sent.ETag != "" || sent.LastModified != ""):
		r.NotModified = true
		// A 304 need not repeat them (RFC 9110, 15.4.5).
		if r.Validators.ETag == "" && r.Validators.LastModified == "" {
			r.Validators.ETag, r.Validators.LastModified = sent.ETag, sent.LastModified
		}
	case a.status >= 200 && a.status < 300:
		r.Document.Data = a.data
	default:
		return statusFault(at.host, a.status, a.retryAfter)
	}
	r.Document.MediaType = a.mediaType
	r.Document.Fetched = time.Now().UTC()
	return nil
}

// Close ends connections that are kept open for the next request.
func (c *Client) Close() { c.transport.CloseIdleConnections() }

// report logs an outcome: hosts at info level, the address at debug level alone.
func (c *Client) report(ctx context.Context, address string, r *Response, err error, took time.Duration) {
	args := []any{"host", hostOf(address), "status", r.Status, "bytes", len(r.Document.Data), "redirects", len(r.Redirects), "took", took.Round(time.Millisecond)}
	if f := FaultOf(err); f != nil {
		c.log.InfoContext(ctx, "not fetched", append(args, "reason", string(f.Reason), "after", f.After)...)
	} else if err != nil {
		c.log.InfoContext(ctx, "not fetched", append(args, "reason", "stopped")...)
	} else {
		c.log.InfoContext(ctx, "fetched", append(args, "not_modified", r.NotModified)...)
	}
	c.log.DebugContext(ctx, "fetch", "address", address, "final", r.Document.URL)
}

// hostOf is the host of an address for a log line; "" when it has none.
func hostOf(address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Hostname())
}
