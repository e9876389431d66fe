package fetch

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"dateline"
)

func TestTurnsOfAHost(t *testing.T) {
	now := time.Unix(0, 0)
	h := NewHosts().(*localHosts)
	h.now = func() time.Time { return now }
	reserve := func(host string, want time.Duration) {
		t.Helper()
		if got, err := h.Reserve(t.Context(), host, time.Minute); err != nil || got != want {
			t.Errorf("at %s: wait %s, want %s (%v)", now.Sub(time.Unix(0, 0)), got, want, err)
		}
	}
	release := func(host string, rest time.Duration) {
		t.Helper()
		if err := h.Release(t.Context(), host, rest); err != nil {
			t.Error(err)
		}
	}
	reserve("a", 0)
	reserve("b", 0) // another host
	reserve("a", heldWait)
	now = now.Add(59500 * time.Millisecond)
	reserve("a", 500*time.Millisecond) // its hold is nearly over
	release("a", 5*time.Second)
	reserve("a", 5*time.Second)
	now = now.Add(5 * time.Second)
	reserve("a", 0)
	now = now.Add(time.Minute) // who had it died
	reserve("a", 0)
	release("a", time.Hour)
	release("a", time.Second) // the one that had died comes back: the longer rest stands
	reserve("a", time.Hour)
	now = now.Add(2 * time.Hour)
	reserve("c", 0)
	if len(h.next) != 1 {
		t.Errorf("%d hosts remembered", len(h.next))
	}
}

func TestAHostIsAskedByOneAtATimeWithARestBetween(t *testing.T) {
	var busy, most atomic.Int32
	var mu sync.Mutex
	var ends, begins []time.Time
	s := newSite(t, map[string]http.HandlerFunc{"/a": func(w http.ResponseWriter, _ *http.Request) {
		mu.Lock()
		begins = append(begins, time.Now())
		mu.Unlock()
		if n := busy.Add(1); n > most.Load() {
			most.Store(n)
		}
		time.Sleep(20 * time.Millisecond)
		busy.Add(-1)
		mu.Lock()
		ends = append(ends, time.Now())
		mu.Unlock()
	}})
	o := local(t, s)
	o.Hosts = NewHosts()
	o.Pace.Delay, o.Pace.Wait = 50*time.Millisecond, time.Minute
	// Two clients with one Hosts, as two processes with one table.
	clients := []*Client{newClient(t, o), newClient(t, o)}
	var all sync.WaitGroup
	for i := range 4 {
		all.Go(func() {
			if _, err := clients[i%2].Get(t.Context(), s.URL+"/a", Validators{}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if most.Load() != 1 {
		t.Errorf("%d requests at once", most.Load())
	}
	for i := 1; i < len(begins); i++ {
		if rest := begins[i].Sub(ends[i-1]); rest < 45*time.Millisecond {
			t.Errorf("rest %d was %s", i, rest)
		}
	}
}

func TestCrawlDelayIsObeyedUpToABound(t *testing.T) {
	o := Options{}
	o.Pace.MaxDelay = 20 * time.Second
	c := newClient(t, o)
	for crawl, want := range map[time.Duration]time.Duration{0: 5 * time.Second, time.Second: 5 * time.Second, 12 * time.Second: 12 * time.Second, time.Hour: 20 * time.Second} {
		if got := c.rest(crawl); got != want {
			t.Errorf("crawl delay %s: rest %s, want %s", crawl, got, want)
		}
	}

	s := newSite(t, map[string]http.HandlerFunc{"/robots.txt": text("User-agent: *\nCrawl-delay: 30"), "/a": text("a")})
	l := local(t, s)
	if _, err := newClient(t, l).Get(t.Context(), s.URL+"/a", Validators{}); err != nil {
		t.Fatal(err)
	}
	l.Hosts = NewHosts()
	slow := newClient(t, l)
	if _, err := slow.Get(t.Context(), s.URL+"/a", Validators{}); err != nil {
		t.Fatal(err)
	}
	_, err := slow.Get(t.Context(), s.URL+"/a", Validators{})
	if f := wantFault(t, err, dateline.Unavailable, Busy); f.After < 10*time.Second || f.After > 30*time.Second {
		t.Errorf("again after %s", f.After)
	}
}

// broken is a table that cannot be reached.
type broken struct{ err error }

func (b broken) Reserve(context.Context, string, time.Duration) (time.Duration, error) {
	return 0, b.err
}
func (b broken) Release(context.Context, string, time.Duration) error { return b.err }

func TestWithoutATurnNothingIsAsked(t *testing.T) {
	s := newSite(t, map[string]http.HandlerFunc{"/a": text("a")})
	o := local(t, s)
	why := errors.New("no database")
	o.Hosts = broken{why}
	_, err := newClient(t, o).Get(t.Context(), s.URL+"/a", Validators{})
	wantFault(t, err, dateline.Unavailable, Busy)
	if !errors.Is(err, why) || len(s.paths()) != 0 {
		t.Errorf("%v; asked for %q", err, s.paths())
	}

	held := NewHosts()
	if _, err := held.Reserve(t.Context(), "127.0.0.1", time.Hour); err != nil {
		t.Fatal(err)
	}
	o.Hosts, o.Pace.Wait = held, -1
	_, err = newClient(t, o).Get(t.Context(), s.URL+"/a", Validators{})
	if f := wantFault(t, err, dateline.Unavailable, Busy); f.After <= 0 {
		t.Errorf("again after %s", f.After)
	}
	o.Pace.Wait = time.Hour
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if _, err = newClient(t, o).Get(ctx, s.URL+"/a", Validators{}); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("stopped while it waits: %v", err)
	}
}
