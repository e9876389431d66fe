package link

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"dateline"
)

// Whether one camp was published before another is asked of a few that stand for
// all; it must be what all pairs say.
func TestAFewMomentsStandForAllPairs(t *testing.T) {
	zones := []*time.Location{time.UTC, time.FixedZone("east", 14*3600), time.FixedZone("west", -12*3600)}
	camp := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) *account {
		r := &dateline.Report{}
		if rapid.IntRange(0, 20).Draw(t, "undated") > 0 {
			clock := rapid.Bool().Draw(t, "clock")
			at := time.Date(2023, 5, 1, rapid.IntRange(0, 120).Draw(t, "hour"), 0, 0, 0, rapid.SampledFrom(zones).Draw(t, "zone"))
			r.Published = &dateline.Moment{Time: at, Clock: clock}
		}
		return &account{src: &source{report: r}}
	}), 1, 3)
	rapid.Check(t, func(t *rapid.T) {
		a, b := camp.Draw(t, "against"), camp.Draw(t, "for")
		want := true
		for _, x := range a {
			for _, y := range b {
				want = want && before(x, y)
			}
		}
		got := true
		for _, p := range outermost(a, func(a, b int64) bool { return a > b }) {
			for _, q := range outermost(b, func(a, b int64) bool { return a < b }) {
				got = got && knownBefore(p, q)
			}
		}
		if got != want {
			t.Fatalf("got %t, want %t", got, want)
		}
	})
}
