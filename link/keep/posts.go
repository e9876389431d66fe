package keep

import (
	"encoding/binary"
	"slices"
	"sort"
)

// Posts lead from keys to the numbers that stand under them, in an order of the
// numbers that its owner knows. A number under a key costs about five bytes.
//
// Keys are spread over pages by their highest bits; a page holds its keys and
// numbers in order, as differences in as few bytes as they take. A key with many
// numbers has a list of its own.
type Posts struct {
	before  func(a, b int32) bool
	bits    uint // of a key say its page
	pages   [][]byte
	n       int // in pages
	long    map[uint32][]int32
	staged  []uint64 // to be posted, see Stage
	sorting []uint64 // scratch while they are staged
	stage   int      // how many are staged at least before they are posted unasked
	loose   bool     // some of what is posted is not in order yet
	list    []int32  // scratch
	pairs   []uint64 // scratch
}

const (
	pageMost  = 64 // numbers in a page on average; then there are twice as many pages
	longLeast = 40 // from which on a key has a list of its own
)

// NewPosts is empty. before is the order of the numbers, which stays as it is for
// as long as they are posted.
func NewPosts(before func(a, b int32) bool) *Posts {
	return &Posts{before: before, pages: make([][]byte, 1), long: map[uint32][]int32{}, stage: stagedLeast}
}

func pairOf(key uint32, at int32) uint64 { return uint64(key)<<32 | uint64(uint32(at)) }

// page is the page of a key, low what the page keeps of the key.
func (p *Posts) page(key uint32) uint32 { return uint32(uint64(key) >> (32 - p.bits)) }
func (p *Posts) low(key uint32) uint32  { return key & uint32(1<<(32-p.bits)-1) }

// Len is how many numbers stand under keys, all in all.
func (p *Posts) Len() int {
	p.flush()
	n := p.n
	for _, l := range p.long {
		n += len(l)
	}
	return n
}

// Of are the numbers under a key, in order. They hold until the next call.
func (p *Posts) Of(key uint32) []int32 {
	p.flush()
	list, _ := p.of(key)
	return list
}

// of also tells where in the page the key's numbers stand.
func (p *Posts) of(key uint32) (list []int32, in place) {
	if len(p.long) > 0 {
		if l, ok := p.long[key]; ok {
			return l, place{long: true}
		}
	}
	page := p.pages[p.page(key)]
	low := p.low(key)
	p.list = p.list[:0]
	var is uint32
	i := 0
	for i < len(page) {
		d, j := uint32(page[i]), i+1
		if d >= 0x80 {
			d, j = rest(page, j, d&0x7f)
		}
		if is+d >= low {
			break
		}
		is += d
		for i = j; page[i] >= 0x80; i++ { // the number
		}
		i++
	}
	in = place{from: i, before: is, rest: i}
	for i < len(page) {
		d, j := uint32(page[i]), i+1
		if d >= 0x80 {
			d, j = rest(page, j, d&0x7f)
		}
		if is+d != low {
			in.next, in.rest = is+d, j
			break
		}
		is = low
		at := uint32(page[j])
		if j++; at >= 0x80 {
			at, j = rest(page, j, at&0x7f)
		}
		i = j
		in.rest = i
		p.list = append(p.list, int32(at))
	}
	in.to = i
	return p.list, in
}

// rest reads what is left of a number of which the lowest seven bits are known,
// and tells where it ends.
func rest(b []byte, i int, x uint32) (uint32, int) {
	for shift := 7; i < len(b); shift += 7 {
		c := b[i]
		i++
		if x |= uint32(c&0x7f) << shift; c < 0x80 {
			break
		}
	}
	return x, i
}

// A place is where a key's numbers stand in a page.
type place struct {
	long     bool
	from, to int
	before   uint32 // the key in front of them, 0 at the page's beginning
	next     uint32 // the key behind them
	rest     int    // behind the difference of that key
}

func uvarint(b []byte) (uint32, int) {
	c := uint32(b[0])
	if c < 0x80 {
		return c, 1
	}
	return rest(b, 1, c&0x7f)
}

// Insert posts a number under a key, where it must not stand yet.
func (p *Posts) Insert(key uint32, at int32) {
	p.flush()
	list, in := p.of(key)
	i := p.Place(list, at)
	if in.long {
		p.long[key] = insert(list, i, at)
		return
	}
	list = slices.Insert(list, i, at)
	p.list = list
	if len(list) >= longLeast {
		p.n -= len(list) - 1
		p.long[key] = slices.Clone(list)
		p.rewrite(key, in, nil)
		return
	}
	p.rewrite(key, in, list)
	if p.n++; p.n > pageMost*len(p.pages) {
		p.spread(p.bits + 1)
	}
}

// insert grows a list by an eighth, not to twice its length.
func insert(list []int32, i int, at int32) []int32 {
	if len(list) == cap(list) {
		list = append(make([]int32, 0, len(list)+len(list)/8+4), list...)
	}
	return slices.Insert(list, i, at)
}

// rewrite puts a list in the place of a key's numbers.
func (p *Posts) rewrite(key uint32, in place, list []int32) {
	var small [5 * 2 * longLeast]byte
	b := small[:0]
	is, low := in.before, p.low(key)
	for _, at := range list {
		b = binary.AppendUvarint(b, uint64(low-is))
		b = binary.AppendUvarint(b, uint64(at))
		is = low
	}
	at := p.page(key)
	page := p.pages[at]
	if in.to < len(page) {
		b = binary.AppendUvarint(b, uint64(in.next-is))
	}
	n := len(page) - (in.rest - in.from) + len(b)
	if n > cap(page) {
		grown := make([]byte, 0, n+n/10+6)
		grown = append(append(append(grown, page[:in.from]...), b...), page[in.rest:]...)
		p.pages[at] = grown
		return
	}
	whole := page[:max(n, len(page))]
	copy(whole[in.from+len(b):n], page[in.rest:])
	copy(whole[in.from:], b)
	p.pages[at] = whole[:n]
}

// Remove takes a number from under a key. It reports whether it stood there.
func (p *Posts) Remove(key uint32, at int32) bool {
	p.flush()
	list, in := p.of(key)
	i := p.Place(list, at)
	if i == len(list) || list[i] != at {
		return false
	}
	list = slices.Delete(list, i, i+1)
	switch {
	case !in.long:
		p.n--
		p.rewrite(key, in, list)
	case len(list) > 0:
		p.long[key] = list
	default:
		delete(p.long, key)
	}
	return true
}

// Purge takes numbers from under all keys, in a time that goes with all that is
// posted.
func (p *Posts) Purge(gone func(at int32) bool) {
	p.flush()
	for i, page := range p.pages {
		pairs := p.decode(p.pairs[:0], page)
		n := len(pairs)
		pairs = slices.DeleteFunc(pairs, func(x uint64) bool { return gone(int32(x)) })
		if len(pairs) < n {
			p.n -= n - len(pairs)
			p.pages[i] = encode(pairs)
		}
		p.pairs = pairs
	}
	for k, l := range p.long {
		if l = slices.DeleteFunc(l, gone); len(l) == 0 {
			delete(p.long, k)
		} else {
			p.long[k] = l
		}
	}
}

// Place is where a number stands in a list in order, or would stand.
func (p *Posts) Place(list []int32, at int32) int {
	if n := len(list); n == 0 || list[n-1] != at && p.before(list[n-1], at) {
		return n // most come in order
	}
	return sort.Search(len(list), func(i int) bool { return list[i] == at || !p.before(list[i], at) })
}

// Around gives the numbers in a list that stand up to n places before one, from the
// farthest, and up to m behind it.
func (p *Posts) Around(list []int32, at int32, n, m int) (before, after []int32) {
	i := p.Place(list, at)
	j := i
	if j < len(list) && list[j] == at {
		j++
	}
	return list[max(0, i-n):i], list[j:min(len(list), j+m)]
}

// decode gives the pairs of a page, of which keys have their low bits alone.
func (p *Posts) decode(into []uint64, page []byte) []uint64 {
	var is uint32
	for i := 0; i < len(page); {
		d, n := uvarint(page[i:])
		at, m := uvarint(page[i+n:])
		is += d
		i += n + m
		into = append(into, pairOf(is, int32(at)))
	}
	return into
}

func encode(pairs []uint64) []byte {
	if len(pairs) == 0 {
		return nil
	}
	var small [8 << 10]byte
	b := small[:0]
	var is uint32
	for _, x := range pairs {
		key := uint32(x >> 32)
		b = binary.AppendUvarint(b, uint64(key-is))
		b = binary.AppendUvarint(b, x&0xffffffff)
		is = key
	}
	return append(make([]byte, 0, len(b)+len(b)/16+4), b...)
}

// spread spreads all over more pages.
func (p *Posts) spread(bits uint) {
	if bits <= p.bits {
		return
	}
	each := uint(32 - bits) // bits of a key that the new pages keep
	pages := make([][]byte, 1<<bits)
	for i, page := range p.pages {
		pairs := p.decode(p.pairs[:0], page)
		p.pairs = pairs
		for len(pairs) > 0 {
			sub := pairs[0] >> 32 >> each
			n := slices.IndexFunc(pairs, func(x uint64) bool { return x>>32>>each != sub })
			if n < 0 {
				n = len(pairs)
			}
			for j := range pairs[:n] {
				pairs[j] &= 1<<(32+each) - 1
			}
			pages[uint64(i)<<(bits-p.bits)|sub] = encode(pairs[:n])
			pairs = pairs[n:]
		}
		p.pages[i] = nil
	}
	p.pages, p.bits = pages, bits
}
