package origin

import (
	"container/heap"
	"slices"
)

// A queue gives reports in canonical order.
type queue struct {
	index   *Index
	waiting []int32
}

func (q *queue) push(at int32) { heap.Push(q, at) }

// next takes the first report; it reports false when there is none.
func (q *queue) next() (int32, bool) {
	if len(q.waiting) == 0 {
		return 0, false
	}
	return heap.Pop(q).(int32), true
}

// remove takes a report out of the queue.
func (q *queue) remove(at int32) {
	if i := slices.Index(q.waiting, at); i >= 0 {
		heap.Remove(q, i)
	}
}

// Len, Less, Swap, Push and Pop are for package heap.
func (q *queue) Len() int           { return len(q.waiting) }
func (q *queue) Less(i, j int) bool { return q.index.before(q.waiting[i], q.waiting[j]) }
func (q *queue) Swap(i, j int)      { q.waiting[i], q.waiting[j] = q.waiting[j], q.waiting[i] }
func (q *queue) Push(v any)         { q.waiting = append(q.waiting, v.(int32)) }
func (q *queue) Pop() any {
	at := q.waiting[len(q.waiting)-1]
	q.waiting = q.waiting[:len(q.waiting)-1]
	return at
}
