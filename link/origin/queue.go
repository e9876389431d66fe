package origin

import "container/heap"

// A queue gives reports in canonical order.
type queue struct{ waiting docHeap }

func (q *queue) push(d *doc) { heap.Push(&q.waiting, d) }

// next takes the first report that is still there; nil when there is none.
func (q *queue) next() *doc {
	for len(q.waiting) > 0 {
		if d := heap.Pop(&q.waiting).(*doc); !d.gone {
			return d
		}
	}
	return nil
}

type docHeap []*doc

func (h docHeap) Len() int           { return len(h) }
func (h docHeap) Less(i, j int) bool { return h[i].before(h[j]) }
func (h docHeap) Swap(i, j int)      { h[i], h[j] = h[j], h[i] }
func (h *docHeap) Push(v any)        { *h = append(*h, v.(*doc)) }
func (h *docHeap) Pop() any {
	old := *h
	d := old[len(old)-1]
	old[len(old)-1] = nil
	*h = old[:len(old)-1]
	return d
}
