package store

import (
	"testing"
	"time"

	"dateline"
)

// No delay is finer than the times of the reports that it was taken from, and a report
// without a date that can be used gives none.
func TestADelayIsAsFineAsTheReportsTimes(t *testing.T) {
	at := func(s string) *dateline.Moment { return dated(&s) }
	for _, c := range []struct {
		from, to string
		took     time.Duration
		byDay    bool
	}{
		{"2021-03-10T08:00:00Z", "2021-03-10T08:30:00Z", 30 * time.Minute, false},
		{"2021-03-10T23:50:00Z", "2021-03-11", 24 * time.Hour, true},
		{"2021-03-10", "2021-03-10T23:59:00Z", 0, true},
		{"2021-03-10", "2021-03-12", 48 * time.Hour, true},
		{"2021-03-12", "2021-03-10", 0, true},
	} {
		if got := delayOf(*at(c.from), *at(c.to)); got != (delay{c.took, c.byDay}) {
			t.Errorf("from %s to %s: %v", c.from, c.to, got)
		}
	}
	if dated(nil) != nil || at("9999-01-01") != nil || at("soon") != nil {
		t.Error("a date that cannot be used is one")
	}
}
