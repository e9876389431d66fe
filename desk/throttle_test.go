package desk

import (
	"encoding/binary"
	"fmt"
	"net/netip"
	"testing"
	"time"
)

func TestFailuresOfManyTakeLittleMemory(t *testing.T) {
	var th throttle
	now := time.Unix(1e9, 0)
	for i := range 3 * mostFails {
		var a [16]byte
		binary.BigEndian.PutUint64(a[:], uint64(i)<<20)
		th.failed(fmt.Sprint("n", i), netip.AddrFrom16(a), now.Add(time.Duration(i)*time.Millisecond))
		if len(th.fails) > mostFails+3 {
			t.Fatalf("%d keys after %d failures", len(th.fails), i+1)
		}
	}
	// One address with a new name each time is held back all the same.
	from := netip.MustParseAddr("192.0.2.1")
	for i := range failsSource {
		th.failed(fmt.Sprint("m", i), from, now.Add(time.Hour))
	}
	if th.wait("another", from, now.Add(time.Hour)) == 0 {
		t.Error("an address that failed thirty times goes on")
	}
	if w := th.wait("another", from, now.Add(time.Hour+failWindow)); w != 0 {
		t.Errorf("a quarter of an hour later it waits %v", w)
	}
}
