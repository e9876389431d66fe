package fetch

import (
	"testing"
	"time"
)

func TestRetryAfterIsSecondsOrADate(t *testing.T) {
	now := time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)
	for header, want := range map[string]time.Duration{
		"": 0, "0": 0, "120": 2 * time.Minute, " 3 ": 3 * time.Second, "-5": 0, "1.5": 0, "soon": 0, "5s": 0,
		"86400": 24 * time.Hour, "86401": 24 * time.Hour, "99999999999999999999999": 24 * time.Hour, "9223372036854775807": 24 * time.Hour,
		"Fri, 27 Nov 2026 12:05:00 GMT": 5 * time.Minute, "Friday, 27-Nov-26 12:05:00 GMT": 5 * time.Minute, "Fri Nov 27 12:05:00 2026": 5 * time.Minute,
		"Fri, 27 Nov 2026 11:00:00 GMT": 0, "Fri, 31 Dec 9999 23:59:59 GMT": 24 * time.Hour, "Mon, 01 Jan 0001 00:00:00 GMT": 0,
	} {
		if got := RetryAfter(header, now); got != want {
			t.Errorf("%q: %s, want %s", header, got, want)
		}
	}
}

func TestWhatFailsAgainIsLeftAloneLonger(t *testing.T) {
	for _, c := range []struct {
		after    time.Duration
		failures int
		want     time.Duration
	}{
		{time.Minute, 0, time.Minute}, {time.Minute, 1, time.Minute}, {time.Minute, 3, 4 * time.Minute},
		{time.Minute, 1000, afterMost}, {0, 5, 0}, {afterMost, 9, afterMost},
	} {
		if got := (&Fault{After: c.after}).Again(c.failures); got != c.want {
			t.Errorf("%s after %d failures: %s, want %s", c.after, c.failures, got, c.want)
		}
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"120", "Fri, 27 Nov 2026 12:05:00 GMT", "99999999999999999999", "-1", "Mon, 02 Jan 0000 00:00:00 GMT"} {
		f.Add(s, int64(1_700_000_000))
	}
	f.Fuzz(func(t *testing.T, header string, now int64) {
		if d := RetryAfter(header, time.Unix(now, 0)); d < 0 || d > afterMost {
			t.Errorf("%q: %s", header, d)
		}
	})
}
