package origin_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"dateline"
	"dateline/link/origin"
)

// distinct is a made-up report of about 300 words, of a day of its own number.
func distinct(rng *rand.Rand, n, day int) article {
	word := func() string { return fmt.Sprintf("w%x", int(rng.ExpFloat64()*900)) }
	var b strings.Builder
	b.WriteString("A headline\n")
	for range 16 {
		b.WriteString("The ")
		for range 16 {
			b.WriteString(word() + " ")
		}
		fmt.Fprintf(&b, "and Town%d near it. ", rng.IntN(3000))
	}
	b.WriteString("No group has claimed responsibility for the attack so far.")
	return article{id: fmt.Sprint("r", n), outlet: fmt.Sprint("Outlet ", n%97), day: fmt.Sprintf("2023-%02d-%02d", day/28%12+1, day%28+1), text: b.String()}
}

func BenchmarkIndex(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 2))
	one := distinct(rng, 0, 5)
	for _, c := range []struct {
		name string
		n    int
		make func(i int) article
	}{
		{"1000 copies", 1000, func(i int) article {
			a := one
			a.id, a.outlet = fmt.Sprint("r", i), fmt.Sprint("Outlet ", i)
			return a
		}},
		{"4000 copies, each with an edit", 4000, func(i int) article {
			a := one
			a.id, a.outlet, a.text = fmt.Sprint("r", i), fmt.Sprint("Outlet ", i), a.text+fmt.Sprintf(" This was added by desk number %d of the paper.", i)
			return a
		}},
		{"2000 distinct", 2000, func(i int) article { return distinct(rng, i, i/100) }},
		{"20000 distinct", 20000, func(i int) article { return distinct(rng, i, i/100) }},
	} {
		var reports []*dateline.Report
		var own [][]string
		for i := range c.n {
			a := c.make(i)
			reports, own = append(reports, a.report()), append(own, a.own())
		}
		for _, backward := range []bool{false, true} {
			name := c.name
			if backward {
				name += ", last first"
			}
			b.Run(name, func(b *testing.B) {
				for b.Loop() {
					x := origin.New()
					for i := range reports {
						if backward {
							i = len(reports) - 1 - i
						}
						x.Add(reports[i].ID, reports[i], own[i])
						if !backward {
							x.Settle()
						}
					}
					x.Settle()
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*c.n), "µs/report")
			})
		}
	}
}
