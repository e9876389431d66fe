// Package reliability tells how far people who code the same reports, blind to one
// another, come to the same: Krippendorff's alpha for each field, and by how many of
// their events they meet.
//
// Alpha is that of K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011):
// 1 less the disagreement that is there by the one that chance would bring, with values
// missing where somebody gave none. 1 is full agreement, 0 that of chance; below it
// people disagree by a rule.
package reliability

import (
	"cmp"
	"slices"
	"strconv"

	"dateline"
)

// A Distance is how far two values lie apart: 0 for the same, never negative, alike both
// ways. Alpha squares nothing.
type Distance func(a, b string) float64

// Nominal is of values that are the same or not.
func Nominal(a, b string) float64 {
	if a == b {
		return 0
	}
	return 1
}

// Interval is of numbers, by the square of their difference; what is no number is as
// far from all others as 1.
func Interval(a, b string) float64 {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	if errX != nil || errY != nil {
		return Nominal(a, b)
	}
	return (x - y) * (x - y)
}

// A Unit is what the coders, each at a place of its own, made of one thing; "" where one
// gave nothing.
type Unit []string

// Alpha is Krippendorff's alpha. It reports false where there is none: no unit has two
// values, or all values are the same, so that chance could not have differed.
func Alpha(units []Unit, apart Distance) (float64, bool) {
	var values []string // each once, in order
	count := map[string]int{}
	n, there := 0, 0.0
	for _, u := range units {
		given := slices.DeleteFunc(slices.Clone(u), func(v string) bool { return v == "" })
		if len(given) < 2 {
			continue // nobody to compare with
		}
		sum := 0.0
		for i, a := range given {
			if count[a]++; count[a] == 1 {
				values = append(values, a)
			}
			for j, b := range given {
				if i != j {
					sum += apart(a, b)
				}
			}
		}
		n += len(given)
		there += sum / float64(len(given)-1)
	}
	slices.Sort(values)
	chance := 0.0
	for _, a := range values {
		for _, b := range values {
			if a != b {
				chance += float64(count[a]*count[b]) * apart(a, b)
			}
		}
	}
	if n == 0 || chance == 0 {
		return 0, false
	}
	return 1 - float64(n-1)*there/chance, true
}

// A Coded is one event as one coder has it: where in which report its words stand, and
// its fields as text.
type Coded struct {
	Report string        // SHA-256 of the report's text
	Span   dateline.Span // of the words that the event rests on
	Values map[string]string
}

// Match pairs the events of two coders: of one report, those whose words have most in
// common first, each event once. It gives places in a and b, in order of a.
func Match(a, b []Coded) [][2]int {
	type pair struct{ i, j, common int }
	var all []pair
	for i, x := range a {
		for j, y := range b {
			if common := min(x.Span.End, y.Span.End) - max(x.Span.Start, y.Span.Start); x.Report == y.Report && common > 0 {
				all = append(all, pair{i, j, common})
			}
		}
	}
	slices.SortStableFunc(all, func(p, q pair) int { return cmp.Compare(q.common, p.common) })
	usedA, usedB := map[int]bool{}, map[int]bool{}
	var out [][2]int
	for _, p := range all {
		if !usedA[p.i] && !usedB[p.j] {
			usedA[p.i], usedB[p.j] = true, true
			out = append(out, [2]int{p.i, p.j})
		}
	}
	slices.SortFunc(out, func(p, q [2]int) int { return cmp.Compare(p[0], q[0]) })
	return out
}

// F1 is by how many of their events two coders meet, 0 to 1: twice the pairs by all
// events of both. It reports false where neither has any.
func F1(a, b []Coded) (float64, bool) {
	if len(a)+len(b) == 0 {
		return 0, false
	}
	return 2 * float64(len(Match(a, b))) / float64(len(a)+len(b)), true
}

// A Field is how far two coders agree in one field of the events that both have.
type Field struct {
	Name  string
	Units int     // events in which both gave a value
	Same  int     // of these
	Alpha float64 // if Known
	Known bool    // false where all values are the same, or none is there
}

// Fields are the fields in the order of their names. Numbers says which of them are
// numbers.
func Fields(a, b []Coded, numbers func(field string) bool) []Field {
	both := Match(a, b)
	units := map[string][]Unit{}
	for _, side := range [][]Coded{a, b} {
		for _, x := range side {
			for f := range x.Values {
				units[f] = nil
			}
		}
	}
	for f := range units {
		for _, m := range both {
			units[f] = append(units[f], Unit{a[m[0]].Values[f], b[m[1]].Values[f]})
		}
	}
	var out []Field
	for f, us := range units {
		apart := Nominal
		if numbers(f) {
			apart = Interval
		}
		x := Field{Name: f}
		for _, u := range us {
			if u[0] != "" && u[1] != "" {
				x.Units++
				if u[0] == u[1] {
					x.Same++
				}
			}
		}
		x.Alpha, x.Known = Alpha(us, apart)
		out = append(out, x)
	}
	slices.SortFunc(out, func(x, y Field) int { return cmp.Compare(x.Name, y.Name) })
	return out
}
