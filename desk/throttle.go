package desk

import (
	"net/netip"
	"strings"
	"sync"
	"time"
)

// A throttle holds back who fails to log in over and over. It counts by name and
// address together, by address, and by name alone; the last much higher, as anybody
// can fail in another's name.
type throttle struct {
	mu    sync.Mutex
	fails map[string][]time.Time
}

// How many failures, within failWindow, are let be.
const (
	failWindow  = 15 * time.Minute
	failsPair   = 5
	failsSource = 30
	failsName   = 100
	mostFails   = 20_000 // keys in memory
)

// keys are what an attempt counts under, with how many are let be.
func throttleKeys(name string, from netip.Addr) map[string]int {
	source := from.Unmap()
	if source.Is6() { // who has one address of IPv6 has 2^64
		if p, err := source.Prefix(64); err == nil {
			source = p.Addr()
		}
	}
	return map[string]int{"pair " + name + " " + source.String(): failsPair, "source " + source.String(): failsSource, "name " + name: failsName}
}

// wait is how long an attempt has to wait, 0 for not at all.
func (t *throttle) wait(name string, from netip.Addr, now time.Time) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	longest := time.Duration(0)
	for key, most := range throttleKeys(name, from) {
		recent := t.recent(key, now)
		if len(recent) >= most {
			longest = max(longest, recent[len(recent)-most].Add(failWindow).Sub(now))
		}
	}
	return longest
}

// recent are the failures of a key that still count. The caller holds mu.
func (t *throttle) recent(key string, now time.Time) []time.Time {
	all := t.fails[key]
	for len(all) > 0 && !all[0].Add(failWindow).After(now) {
		all = all[1:]
	}
	if len(all) == 0 {
		delete(t.fails, key)
		return nil
	}
	t.fails[key] = all
	return all
}

// failed counts a failure.
func (t *throttle) failed(name string, from netip.Addr, now time.Time) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.fails == nil {
		t.fails = map[string][]time.Time{}
	}
	if len(t.fails) > mostFails {
		for key := range t.fails {
			t.recent(key, now) // drops what does not count any more
		}
		// Names by the thousand are an attack: they are let go first, and addresses are
		// counted on as long as there is room.
		for _, sources := range []bool{false, true} {
			for key := range t.fails {
				if len(t.fails) > mostFails/2 && strings.HasPrefix(key, "source ") == sources {
					delete(t.fails, key)
				}
			}
		}
	}
	for key, most := range throttleKeys(name, from) {
		if all := append(t.recent(key, now), now); len(all) > 2*most {
			t.fails[key] = all[len(all)-most:]
		} else {
			t.fails[key] = all
		}
	}
}

// succeeded forgets the failures of a name from an address.
func (t *throttle) succeeded(name string, from netip.Addr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for key, most := range throttleKeys(name, from) {
		if most == failsPair {
			delete(t.fails, key)
		}
	}
}
