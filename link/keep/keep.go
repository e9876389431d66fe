// Package keep is how linking keeps much in little memory: IDs as small numbers,
// records by these numbers (Table), who stands under a key (Posts), and what was
// used last of that which lies elsewhere (Recent). None of it is safe for
// concurrent use.
package keep

import "hash/maphash"

// IDs number strings from 0 up; the numbers of those dropped are given again.
type IDs struct {
	ids   []string
	there []bool
	free  []int32
	table []int32 // by hash, open addressing; 0 is empty, n+1 stands for n
	n     int
	seed  maphash.Seed
}

// NewIDs is empty.
func NewIDs() *IDs { return &IDs{table: make([]int32, 16), seed: maphash.MakeSeed()} }

// slot is where an id stands in the table, or would stand.
func (d *IDs) slot(id string) int {
	mask := len(d.table) - 1
	i := int(maphash.String(d.seed, id)) & mask
	for d.table[i] != 0 && d.ids[d.table[i]-1] != id {
		i = (i + 1) & mask
	}
	return i
}

// At is the number of an id; it reports false when it has none.
func (d *IDs) At(id string) (int32, bool) {
	n := d.table[d.slot(id)]
	return n - 1, n != 0
}

// Put is the number of an id, a new one if it has none.
func (d *IDs) Put(id string) int32 {
	i := d.slot(id)
	if n := d.table[i]; n != 0 {
		return n - 1
	}
	var at int32
	if n := len(d.free); n > 0 {
		at, d.free = d.free[n-1], d.free[:n-1]
		d.ids[at], d.there[at] = id, true
	} else {
		at = int32(len(d.ids))
		d.ids, d.there = append(d.ids, id), append(d.there, true)
	}
	d.table[i] = at + 1
	if d.n++; d.n*4 > len(d.table)*3 {
		d.fill(len(d.table) * 2)
	}
	return at
}

func (d *IDs) fill(size int) {
	d.table = make([]int32, size)
	for at, id := range d.ids {
		if d.there[at] {
			d.table[d.slot(id)] = int32(at) + 1
		}
	}
}

// Drop forgets an id.
func (d *IDs) Drop(id string) {
	i := d.slot(id)
	if d.table[i] == 0 {
		return
	}
	at := d.table[i] - 1
	d.ids[at], d.there[at] = "", false
	d.free = append(d.free, at)
	d.n--
	d.table[i] = 0
	mask := len(d.table) - 1
	for i = (i + 1) & mask; d.table[i] != 0; i = (i + 1) & mask { // what stood behind it may stand nearer now
		n := d.table[i]
		d.table[i] = 0
		d.table[d.slot(d.ids[n-1])] = n
	}
}

// ID is the id of a number.
func (d *IDs) ID(at int32) string { return d.ids[at] }

// Len is how many ids there are, Top one more than the highest number given.
func (d *IDs) Len() int { return d.n }

// Top see Len.
func (d *IDs) Top() int32 { return int32(len(d.ids)) }

// All are the numbers given, from the lowest.
func (d *IDs) All(yield func(int32) bool) {
	for at, there := range d.there {
		if there && !yield(int32(at)) {
			return
		}
	}
}

// blockLen is how many records of a Table lie together.
const blockLen = 256

// A Table holds records by number. A record stays where it is, so that a pointer to
// it holds.
type Table[T any] struct{ blocks [][]T }

// At is the record of a number, a zero one if it was never asked for.
func (t *Table[T]) At(at int32) *T {
	b := int(at) / blockLen
	for b >= len(t.blocks) {
		t.blocks = append(t.blocks, nil)
	}
	if t.blocks[b] == nil {
		t.blocks[b] = make([]T, blockLen)
	}
	return &t.blocks[b][at%blockLen]
}
