package fetch

import (
	"context"
	"sync"
	"time"

	"dateline"
)

// Hosts keeps the turns of hosts, so that one is asked by one at a time, however
// many ask. Times are told as durations, by the keeper's clock alone: processes
// whose clocks differ, or jump, are polite together all the same.
//
// Both calls must be safe for use by many goroutines.
type Hosts interface {
	// Reserve asks for a host's turn. 0 means that the caller has it, until
	// Release or until hold is over, whichever comes first (who has it may have
	// died). Otherwise nobody got anything, and it is how long to wait before asking
	// again: what is left of the rest, or, while another has the turn, a second
	// or what is left of its hold, whichever is less.
	Reserve(ctx context.Context, host string, hold time.Duration) (time.Duration, error)
	// Release ends a turn and gives the host a rest: nobody gets a turn before it
	// is over. A longer rest that somebody else gave stands. A release that comes
	// after hold does no harm but that rest.
	Release(ctx context.Context, host string, rest time.Duration) error
}

// heldWait is how long to wait when another has the turn.
const heldWait = time.Second

// NewHosts keeps turns in memory, for one process.
func NewHosts() Hosts {
	return &localHosts{next: map[string]turnState{}, now: time.Now}
}

type turnState struct {
	until time.Time // no turn before
	held  bool      // somebody has it until then; otherwise it rests
}

type localHosts struct {
	mu    sync.Mutex
	next  map[string]turnState
	swept time.Time
	now   func() time.Time
}

func (l *localHosts) Reserve(_ context.Context, host string, hold time.Duration) (time.Duration, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	now := l.now()
	l.sweep(now)
	if s := l.next[host]; now.Before(s.until) {
		if left := s.until.Sub(now); !s.held {
			return left, nil
		} else {
			return min(left, heldWait), nil
		}
	}
	l.next[host] = turnState{until: now.Add(hold), held: true}
	return 0, nil
}

func (l *localHosts) Release(_ context.Context, host string, rest time.Duration) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	until := l.now().Add(rest)
	if s := l.next[host]; !s.held && s.until.After(until) {
		return nil
	}
	l.next[host] = turnState{until: until}
	return nil
}

// sweep forgets what is over, once a minute, so that the map has no more than
// the hosts of that minute.
func (l *localHosts) sweep(now time.Time) {
	if now.Sub(l.swept) < time.Minute {
		return
	}
	l.swept = now
	for host, s := range l.next {
		if !now.Before(s.until) {
			delete(l.next, host)
		}
	}
}

// A session is one Get with the turn that it has: of one host at most, so that
// two of them cannot wait for each other.
type session struct {
	c      *Client
	ctx    context.Context // the caller's
	host   string          // whose turn it has; "" none
	turn   context.Context // ends with Limits.Total
	cancel context.CancelFunc
	rest   time.Duration // what the host gets afterwards
	asked  bool          // whether it was asked anything in this turn
	waited time.Duration
}

// enter takes a host's turn, unless it has it; it ends that of another.
func (s *session) enter(host string) error {
	if s.host == host && s.turn.Err() == nil {
		return nil
	}
	s.leave()
	c := s.c
	for {
		wait, err := c.o.Hosts.Reserve(s.ctx, host, c.o.Limits.Total+15*time.Second)
		if err != nil {
			if s.ctx.Err() != nil {
				return transportFault(s.ctx, host, err)
			}
			return fault(dateline.Unavailable, &Fault{Reason: Busy, Host: host, After: afterNetwork, Err: err}, "the turns of %s cannot be kept", host)
		}
		if wait <= 0 {
			s.host, s.rest, s.asked = host, c.o.Pace.Delay, false
			s.turn, s.cancel = context.WithTimeoutCause(s.ctx, c.o.Limits.Total, errTotal)
			return nil
		}
		if s.waited+wait > c.o.Pace.Wait {
			after := max(wait, c.o.Pace.Delay, heldWait)
			return fault(dateline.Unavailable, &Fault{Reason: Busy, Host: host, After: after}, "%s has its rest, or another asks it; again in %s", host, after.Round(time.Millisecond))
		}
		timer := time.NewTimer(wait)
		select {
		case <-s.ctx.Done():
			timer.Stop()
			return transportFault(s.ctx, host, s.ctx.Err())
		case <-timer.C:
			s.waited += wait
		}
	}
}

// leave ends the turn, also when the caller has been stopped.
func (s *session) leave() {
	if s.host == "" {
		return
	}
	s.cancel()
	if !s.asked {
		s.rest = 0 // a page that robots.txt forbids costs the host nothing
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(s.ctx), 5*time.Second)
	defer cancel()
	if err := s.c.o.Hosts.Release(ctx, s.host, s.rest); err != nil {
		s.c.log.WarnContext(ctx, "turn not released", "host", s.host, "error", err)
	}
	s.host = ""
}

// rest is what a host gets after a turn, with the Crawl-delay of its robots.txt.
func (c *Client) rest(crawlDelay time.Duration) time.Duration {
	return max(c.o.Pace.Delay, min(crawlDelay, c.o.Pace.MaxDelay))
}
