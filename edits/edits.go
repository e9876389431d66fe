// Package edits finds what became of the words of a text from one version to the next.
package edits

import (
	"slices"
	"strings"

	"dateline"
)

// A Change is words that stand in one version and not in the other, or in both.
type Change struct {
	Op    string `json:"op"` // same, removed, added
	Words string `json:"words"`
}

// What becomes of words.
const (
	Same    = "same"
	Removed = "removed"
	Added   = "added"
)

// mostEdits is how many words may differ before two passages count as altogether
// others: what is found costs their square.
const mostEdits = 1200

// An edit is a step on the way from one sequence to another: so many of a are kept
// (then b has them too), left out, or so many of b added.
type edit struct {
	op   string
	a, b int // where it begins
	n    int
}

// edits is the shortest way from a to b by Myers (An O(ND) difference algorithm and
// its variations, 1986); all of a out and all of b in where it is longer than most.
func edits(a, b []string, most int) []edit {
	from := 0
	for from < len(a) && from < len(b) && a[from] == b[from] {
		from++
	}
	toA, toB := len(a), len(b)
	for toA > from && toB > from && a[toA-1] == b[toB-1] {
		toA, toB = toA-1, toB-1
	}
	var out []edit
	if from > 0 {
		out = append(out, edit{Same, 0, 0, from})
	}
	for _, e := range middle(a[from:toA], b[from:toB], most) {
		e.a, e.b = e.a+from, e.b+from
		out = append(out, e)
	}
	if n := len(a) - toA; n > 0 {
		out = append(out, edit{Same, toA, toB, n})
	}
	return out
}

func middle(a, b []string, most int) []edit {
	n, m := len(a), len(b)
	top := min(n+m, most)
	reach := make([]int, 2*top+3) // the furthest in a on each diagonal
	at := func(k int) int { return k + top + 1 }
	var steps [][]int
	for d := 0; d <= top; d++ {
		steps = append(steps, slices.Clone(reach[at(-d)-1:at(d)+2]))
		for k := -d; k <= d; k += 2 {
			x := 0
			if d > 0 {
				if k == -d || k != d && reach[at(k-1)] < reach[at(k+1)] {
					x = reach[at(k+1)]
				} else {
					x = reach[at(k-1)] + 1
				}
			}
			y := x - k
			for x < n && y < m && a[x] == b[y] {
				x, y = x+1, y+1
			}
			reach[at(k)] = x
			if x >= n && y >= m {
				return walkBack(steps, d, n, m)
			}
		}
	}
	var out []edit
	if n > 0 {
		out = append(out, edit{Removed, 0, 0, n})
	}
	if m > 0 {
		out = append(out, edit{Added, n, 0, m})
	}
	return out
}

// walkBack finds the steps from how far each number of edits reached.
func walkBack(steps [][]int, d, x, y int) []edit {
	var out []edit
	put := func(op string, a, b int) {
		if k := len(out) - 1; k >= 0 && out[k].op == op {
			out[k].a, out[k].b, out[k].n = a, b, out[k].n+1
			return
		}
		out = append(out, edit{op, a, b, 1})
	}
	for ; d > 0; d-- {
		before := steps[d] // of diagonals -d-1 to d+1
		k := x - y
		get := func(k int) int { return before[k+d+1] }
		down := k == -d || k != d && get(k-1) < get(k+1)
		px := get(k - 1)
		pk := k - 1
		if down {
			px, pk = get(k+1), k+1
		}
		py := px - pk
		for x > px && y > py && (down && y > py+1 || !down && x > px+1) {
			x, y = x-1, y-1
			put(Same, x, y)
		}
		if down {
			y--
			put(Added, x, y)
		} else {
			x--
			put(Removed, x, y)
		}
	}
	for x > 0 && y > 0 {
		x, y = x-1, y-1
		put(Same, x, y)
	}
	slices.Reverse(out)
	return out
}

// sameAtLeast is how many words in a row between two changes stand for themselves:
// fewer are a chance, and read better as part of the change.
const sameAtLeast = 2

// Words are the words that became others from a to b.
func Words(a, b string) []Change {
	x, y := strings.Fields(a), strings.Fields(b)
	var out []Change
	var gone, come []string
	flush := func() {
		if len(gone) > 0 {
			out = append(out, Change{Removed, strings.Join(gone, " ")})
		}
		if len(come) > 0 {
			out = append(out, Change{Added, strings.Join(come, " ")})
		}
		gone, come = nil, nil
	}
	all := edits(x, y, mostEdits)
	for i, e := range all {
		switch e.op {
		case Removed:
			gone = append(gone, x[e.a:e.a+e.n]...)
		case Added:
			come = append(come, y[e.b:e.b+e.n]...)
		default:
			same := x[e.a : e.a+e.n]
			if e.n < sameAtLeast && i > 0 && i < len(all)-1 && len(gone) > 0 && len(come) > 0 {
				gone, come = append(gone, same...), append(come, same...)
				continue
			}
			flush()
			out = append(out, Change{Same, strings.Join(same, " ")})
		}
	}
	flush()
	return out
}

// A Passage is a paragraph of one version or both, with the words that changed.
type Passage []Change

// Changed reports whether a word of it changed.
func (p Passage) Changed() bool { return len(p) != 1 || p[0].Op != Same }

// Passages set the paragraphs of two texts beside each other: those that stand in
// both, and between them those that became others, word by word.
func Passages(a, b []string) []Passage {
	var out []Passage
	var gone, come []string
	flush := func() {
		for _, pair := range paired(gone, come) {
			if c := Words(pair[0], pair[1]); len(c) > 0 {
				out = append(out, c)
			}
		}
		gone, come = nil, nil
	}
	for _, e := range edits(a, b, mostEdits) {
		switch e.op {
		case Removed:
			gone = append(gone, a[e.a:e.a+e.n]...)
		case Added:
			come = append(come, b[e.b:e.b+e.n]...)
		default:
			flush()
			for _, p := range a[e.a : e.a+e.n] {
				out = append(out, Passage{{Same, p}})
			}
		}
	}
	flush()
	return out
}

// paired sets paragraphs that went beside those that came in their place: each with
// the next that has a third of its words, in order.
func paired(gone, come []string) [][2]string {
	var out [][2]string
	next := 0
	for _, g := range gone {
		at := -1
		for i := next; i < len(come); i++ {
			if alike(g, come[i]) {
				at = i
				break
			}
		}
		if at < 0 {
			out = append(out, [2]string{g, ""})
			continue
		}
		for ; next < at; next++ {
			out = append(out, [2]string{"", come[next]})
		}
		out = append(out, [2]string{g, come[at]})
		next = at + 1
	}
	for ; next < len(come); next++ {
		out = append(out, [2]string{"", come[next]})
	}
	return out
}

// alike reports whether two paragraphs share a third of the words of the longer.
func alike(a, b string) bool {
	have := map[string]int{}
	x, y := strings.Fields(a), strings.Fields(b)
	for _, w := range x {
		have[w]++
	}
	both := 0
	for _, w := range y {
		if have[w] > 0 {
			have[w]--
			both++
		}
	}
	return 3*both >= max(len(x), len(y))
}

// Paragraphs are those of a report's own text, each with single blanks.
func Paragraphs(r *dateline.Report) []string {
	var out []string
	var para []string
	for _, line := range append(strings.Split(r.Text[min(r.Body, len(r.Text)):], "\n"), "") {
		words := strings.Fields(line)
		if len(words) == 0 && len(para) > 0 {
			out, para = append(out, strings.Join(para, " ")), nil
		}
		para = append(para, words...)
	}
	return out
}
