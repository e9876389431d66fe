package desk

import (
	"context"
	"errors"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"dateline"
)

// asking counts how often a value is found out; it gives how often so far.
type asking struct {
	mu    sync.Mutex
	times int
	takes time.Duration
	fails error
}

func (a *asking) find(context.Context) (int, error) {
	a.mu.Lock()
	a.times++
	n, fails := a.times, a.fails
	a.mu.Unlock()
	time.Sleep(a.takes)
	return n, fails
}

func TestWhatIsKept(t *testing.T) {
	const fresh = 15 * time.Second
	type look struct {
		after      time.Duration // the look before
		restricted bool
		forget     bool
		fails      error
		want       int
		waits      time.Duration
	}
	broken := errors.New("broken")
	for name, looks := range map[string][]look{
		"what is fresh is not found out again":           {{want: 1, waits: time.Second}, {after: 10 * time.Second, want: 1}},
		"what is older is given and found out behind it": {{want: 1, waits: time.Second}, {after: 20 * time.Second, want: 1}, {after: 2 * time.Second, want: 2}},
		"what is old is waited for":                      {{want: 1, waits: time.Second}, {after: 3 * time.Minute, want: 2, waits: time.Second}},
		"who may see less is given what is found for it": {{want: 1, waits: time.Second}, {restricted: true, want: 2, waits: time.Second}, {want: 1}},
		"what is forgotten is found out":                 {{want: 1, waits: time.Second}, {forget: true, want: 2, waits: time.Second}},
		"an error is not kept":                           {{fails: broken, waits: time.Second}, {want: 2, waits: time.Second}},
		"an error behind who asked is told to the next":  {{want: 1, waits: time.Second}, {after: 20 * time.Second, fails: broken, want: 1}, {after: 2 * time.Second, want: 3, waits: time.Second}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var k kept[int]
				a := asking{takes: time.Second}
				for i, l := range looks {
					time.Sleep(l.after)
					if l.forget {
						k.forget()
					}
					ctx := t.Context()
					if l.restricted {
						ctx = dateline.Restrict(ctx)
					}
					a.mu.Lock()
					a.fails = l.fails
					a.mu.Unlock()
					began := time.Now()
					got, err := k.get(ctx, began, fresh, "", a.find)
					if l.want > 0 && got != l.want || (err != nil) != (l.want == 0) || time.Since(began) != l.waits {
						t.Errorf("look %d: %d, %v after %s; want %d after %s", i, got, err, time.Since(began), l.want, l.waits)
					}
				}
			})
		})
	}
}

func TestManyWhoAskCostOneLook(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var k kept[int]
		a := asking{takes: time.Second}
		gone, cancel := context.WithCancel(t.Context())
		for i := range 20 {
			go func() {
				ctx := t.Context()
				if i == 0 {
					ctx = gone // who asked first goes; the others have the value
				}
				if got, err := k.get(ctx, time.Now(), time.Minute, "", a.find); (got != 1 || err != nil) && i > 0 {
					t.Errorf("%d: %d, %v", i, got, err)
				}
			}()
		}
		synctest.Wait()
		cancel()
		time.Sleep(2 * time.Second)
		a.mu.Lock()
		defer a.mu.Unlock()
		if a.times != 1 {
			t.Errorf("found out %d times", a.times)
		}
	})
}
