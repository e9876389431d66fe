package coref

import (
	"cmp"
	"container/heap"
	"slices"
)

// An edge says how like two items are, a before b. Items without one are not alike at all: 0.
type edge struct{ a, b, score int }

// agglomerate groups n items by average linkage: again and again the two groups are
// joined whose pairs are most alike on average, as long as that is least at
// least. Ties go to the earlier groups. It numbers groups in the order of their
// first items, and takes time in the order of the edges.
func agglomerate(n int, edges []edge, least int) []int {
	size := make([]int, n)
	alive := make([]bool, n)
	links := make([]map[int]int, n) // by group: sums of likeness with others
	for i := range n {
		size[i], alive[i], links[i] = 1, true, map[int]int{}
	}
	var q joins
	put := func(a, b int) {
		a, b = min(a, b), max(a, b)
		mean := floorDiv(links[a][b], size[a]*size[b])
		if mean >= least {
			q = append(q, join{mean, a, b, size[a], size[b]})
		}
	}
	for _, e := range edges {
		links[e.a][e.b] += e.score
		links[e.b][e.a] += e.score
	}
	for _, e := range edges {
		put(e.a, e.b)
	}
	heap.Init(&q)
	group := make([]int, n)
	for i := range group {
		group[i] = i
	}
	for q.Len() > 0 {
		j := heap.Pop(&q).(join)
		if !alive[j.a] || !alive[j.b] || size[j.a] != j.sizeA || size[j.b] != j.sizeB {
			continue // of groups that have been joined since
		}
		// b goes into a
		alive[j.b] = false
		group[j.b] = j.a
		size[j.a] += size[j.b]
		delete(links[j.a], j.b)
		for o, s := range links[j.b] {
			if o == j.a {
				continue
			}
			delete(links[o], j.b)
			links[j.a][o] += s
			links[o][j.a] = links[j.a][o]
		}
		links[j.b] = nil
		from := q.Len()
		for o := range links[j.a] {
			put(j.a, o)
		}
		// the heap's order is total, so it does not matter in which order they come
		added := slices.Clone(q[from:])
		q = q[:from]
		for _, x := range added {
			heap.Push(&q, x)
		}
	}
	out := make([]int, n)
	number := map[int]int{}
	for i := range out {
		r := i
		for group[r] != r {
			r = group[r]
		}
		if _, ok := number[r]; !ok {
			number[r] = len(number)
		}
		out[i] = number[r]
	}
	return out
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// A join of two groups, as they were when it was weighed.
type join struct{ mean, a, b, sizeA, sizeB int }

type joins []join

func (q joins) Len() int { return len(q) }
func (q joins) Less(i, k int) bool {
	return cmp.Or(cmp.Compare(q[k].mean, q[i].mean), cmp.Compare(q[i].a, q[k].a), cmp.Compare(q[i].b, q[k].b)) < 0
}
func (q joins) Swap(i, k int) { q[i], q[k] = q[k], q[i] }
func (q *joins) Push(x any)   { *q = append(*q, x.(join)) }
func (q *joins) Pop() any {
	old := *q
	x := old[len(old)-1]
	*q = old[:len(old)-1]
	return x
}
