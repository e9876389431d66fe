package origin

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"dateline"
)

// A made-up report: sentences of rare words, and the day it was published on.
func made(id int, day int, sentences ...string) (dateline.ReportID, *dateline.Report, []string) {
	text := strings.Join(sentences, " ")
	outlet := fmt.Sprint("Outlet ", id)
	at := time.Date(2023, 1, 1, 0, 0, id%1000, 0, time.UTC).AddDate(0, 0, day)
	return dateline.ReportID(fmt.Sprint("r", id)), &dateline.Report{Text: text, SHA256: fmt.Sprintf("%08x", id), Outlet: &outlet, Published: &dateline.Moment{Time: at, Clock: true}}, sentences
}

func sentence(rng *rand.Rand) string {
	var b strings.Builder
	for range 14 {
		fmt.Fprintf(&b, "w%d ", rng.IntN(5000))
	}
	return b.String() + "end."
}

// What a report costs is bounded: so many reports are measured for it, however
// many there are, whether all are copies or all have a stock phrase.
func TestAReportIsMeasuredAgainstFew(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 4))
	var one []string
	for range 12 {
		one = append(one, sentence(rng))
	}
	for name, text := range map[string]func() []string{
		"copies":             func() []string { return one },
		"copies with edits":  func() []string { return append(one[:11:11], sentence(rng)) },
		"with stock phrases": func() []string { return append(one[:1:1], sentence(rng), sentence(rng), sentence(rng), sentence(rng)) },
	} {
		for _, backward := range []bool{false, true} {
			const n = 800
			x := New()
			for i := range n {
				day := i / 100
				if backward {
					day = -day
				}
				x.Add(made(i, day, text()...))
				if i%50 == 0 && !backward { // a new root, first of all, is measured against all its copies
					x.Settle()
				}
			}
			x.Settle()
			if x.measured > 12*n {
				t.Errorf("%s, last first %t: %d pairs measured for %d reports", name, backward, x.measured, n)
			}
		}
	}
}

// Where keys reach few reports, order decides nothing either.
func TestTheOrderOfArrivalDecidesNothingPastAKeysReach(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	var stock []string
	for range 6 {
		stock = append(stock, sentence(rng))
	}
	rapid.Check(t, func(rt *rapid.T) {
		type entry struct {
			id, day int
			text    []string
		}
		var all []entry
		for i := range rapid.IntRange(3, 16).Draw(rt, "reports") {
			e := entry{id: i, day: rapid.IntRange(0, 3).Draw(rt, "day")}
			for _, k := range rapid.SliceOfN(rapid.IntRange(0, 5), 1, 4).Draw(rt, "sentences") {
				e.text = append(e.text, stock[k])
			}
			for range rapid.IntRange(0, 4).Draw(rt, "own sentences") {
				e.text = append(e.text, sentence(rng))
			}
			all = append(all, e)
		}
		reach := rapid.IntRange(1, 3).Draw(rt, "reach")
		origins := func(order []entry, settle bool) string {
			x := New()
			x.reach = reach
			for i, e := range order {
				x.Add(made(e.id, e.day, e.text...))
				if settle && i%3 == 0 {
					x.Settle()
				}
			}
			x.Settle()
			var b strings.Builder
			for _, e := range all {
				o := x.Of(dateline.ReportID(fmt.Sprint("r", e.id)))
				fmt.Fprintln(&b, e.id, o.Kind, o.Root, o.From, o.Shared, o.SharedBack)
			}
			return b.String()
		}
		want := origins(all, false)
		if got := origins(rapid.Permutation(all).Draw(rt, "order"), true); got != want {
			rt.Fatalf("in order\n%s\nout of order\n%s", want, got)
		}
	})
}
