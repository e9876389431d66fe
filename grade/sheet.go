package grade

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
)

// resamples is how often documents are drawn anew for an interval.
const resamples = 1000

// A Scored is a sheet as JSON gives it.
type Scored struct {
	Set       string                `json:"set"`
	Documents int                   `json:"documents"`
	Metrics   map[string]float64    `json:"metrics"`
	Intervals map[string][2]float64 `json:"intervals"` // 95 %, by drawing documents anew
	Published []FigureRow           `json:"published"`
	Notes     []string              `json:"notes"`
}

// A FigureRow is a published figure as JSON gives it.
type FigureRow struct {
	Metric string  `json:"metric"`
	System string  `json:"system"`
	Value  float64 `json:"value"`
}

// Scored is the sheet with its intervals.
func (s *Sheet) Scored(c Collection) Scored {
	out := Scored{Set: c.Name, Documents: len(s.Docs), Metrics: map[string]float64{}, Intervals: map[string][2]float64{}, Published: []FigureRow{}, Notes: append([]string{}, s.Notes...)}
	for _, m := range s.Metrics {
		out.Metrics[m.Name] = round(m.Of(s.Docs), m.Unit)
		out.Intervals[m.Name] = s.interval(m)
	}
	for _, f := range c.Published {
		out.Published = append(out.Published, FigureRow(f))
	}
	return out
}

// interval is the 2.5th and 97.5th percentile of a metric over documents drawn
// with replacement (the percentile bootstrap). The draw is the same each time.
func (s *Sheet) interval(m Metric) [2]float64 {
	rng := rand.New(rand.NewPCG(1, uint64(len(s.Docs))))
	drawn := make([]*Doc, len(s.Docs))
	values := make([]float64, resamples)
	for i := range values {
		for j := range drawn {
			drawn[j] = s.Docs[rng.IntN(len(s.Docs))]
		}
		values[i] = m.Of(drawn)
	}
	slices.Sort(values)
	return [2]float64{round(values[resamples*25/1000], m.Unit), round(values[resamples*975/1000-1], m.Unit)}
}

// Text is the sheet for people: a row a metric, with its interval and the
// published figures beneath it, then the errors worst documents.
func (s *Sheet) Text(c Collection, errors int) string {
	scored := s.Scored(c)
	var b strings.Builder
	fmt.Fprintf(&b, "%s: %d documents\n\n%-34s %9s   %s\n", c.Name, len(s.Docs), "", "score", "95 % of resamples")
	for _, m := range s.Metrics {
		low, high := scored.Intervals[m.Name][0], scored.Intervals[m.Name][1]
		fmt.Fprintf(&b, "%-34s %9s   %s to %s%s\n", m.Name, figure(scored.Metrics[m.Name], m.Unit), figure(low, m.Unit), figure(high, m.Unit), unitName(m.Unit))
		for _, f := range c.Published {
			if f.Metric == m.Name {
				fmt.Fprintf(&b, "    %-30s %9s\n", f.System, figure(f.Value, m.Unit))
			}
		}
	}
	if len(c.Published) == 0 {
		b.WriteString("\nNo published figure is known for this set.\n")
	}
	for _, n := range s.Notes {
		fmt.Fprintf(&b, "\n%s\n", n)
	}
	for _, d := range s.Worst(errors) {
		fmt.Fprintf(&b, "\n%s: %d misses\n", d.Name, len(d.Misses))
		for _, m := range d.Misses {
			fmt.Fprintf(&b, "  %-14s wanted %s; came %s\n", m.Measure, orNothing(m.Wanted), orNothing(m.Came))
		}
	}
	return printable(b.String())
}

func figure(v float64, unit Unit) string {
	switch unit {
	case Percent, Km:
		return fmt.Sprintf("%.1f", v)
	case Share:
		return fmt.Sprintf("%.3f", v)
	}
	return fmt.Sprintf("%.3f", v)
}

func unitName(u Unit) string {
	switch u {
	case Percent:
		return " %"
	case Km:
		return " km"
	}
	return ""
}
