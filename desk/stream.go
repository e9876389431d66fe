package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

// How many streams of news are open at once: of all, and of one user, or of one address
// where nobody logs in.
const (
	mostStreams = 256
	mostOfOne   = 8
)

// streamLong is how long a stream lasts; the browser opens another.
const streamLong = 10 * time.Minute

// errCrowd is that too many streams are open.
var errCrowd = errors.New("too many streams are open")

// streams counts those that are open.
type streams struct {
	mu   sync.Mutex
	all  int
	from map[string]int
}

// take opens one for an address, unless too many are open; let go of it.
func (s *streams) take(from string) (release func(), ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.all >= mostStreams || s.from[from] >= mostOfOne {
		return nil, false
	}
	if s.from == nil {
		s.from = map[string]int{}
	}
	s.all++
	s.from[from]++
	return sync.OnceFunc(func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		s.all--
		if s.from[from]--; s.from[from] == 0 {
			delete(s.from, from)
		}
	}), true
}

// stream is a page that tells of changes for as long as the browser listens: each
// value of next that is not the one before, as an event of Server-Sent Events. Next is
// asked every so often; eight of one user and 256 in all are open, and more are refused.
func (d *Desk) stream(r *http.Request, every time.Duration, next func(context.Context) (string, error)) (page, error) {
	from := d.source(r).String()
	if who := viewerOf(r.Context()); who.Session {
		from = "user " + who.Name // an office may have one address
	}
	release, ok := d.streams.take(from)
	if !ok {
		return page{}, errCrowd
	}
	return page{Raw: func(w http.ResponseWriter, r *http.Request) {
		defer release()
		// Not the time of a page: a stream ends with whoever listens, or when it is old.
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), streamLong)
		defer cancel()
		defer context.AfterFunc(gone(r.Context()), cancel)()
		w.Header().Set("Content-Type", "text/event-stream")
		w.Header().Set("Cache-Control", "no-store")
		c := http.NewResponseController(w)
		last := ""
		for ctx.Err() == nil {
			said := ": still here\n\n"
			if now, err := next(ctx); err != nil {
				return
			} else if now != last {
				said = fmt.Sprintf("data: %s\n\n", strings.ReplaceAll(now, "\n", " "))
				last = now
			}
			_ = c.SetWriteDeadline(time.Now().Add(30 * time.Second)) // a server without deadlines is a test's
			if _, err := w.Write([]byte(said)); err != nil {
				return
			}
			if err := c.Flush(); err != nil {
				return
			}
			select {
			case <-ctx.Done():
			case <-time.After(every):
			case <-d.closing:
				return
			}
		}
	}}, nil
}

type goneKey struct{}

// gone is the context that ends when who asked is gone, whatever time a page has.
func gone(ctx context.Context) context.Context {
	if c, ok := ctx.Value(goneKey{}).(context.Context); ok {
		return c
	}
	return ctx
}

// A pulse is a value that many streams ask for and one finds out, at most so often.
type pulse struct {
	mu    sync.Mutex
	at    time.Time
	value string
	err   error
}

func (p *pulse) get(now time.Time, every time.Duration, find func() (string, error)) (string, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.at.IsZero() || now.Sub(p.at) >= every || now.Before(p.at) {
		p.value, p.err = find()
		p.at = now
	}
	return p.value, p.err
}
