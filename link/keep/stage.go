package keep

import "slices"

// Stage posts a number under a key as Insert does, and is quicker for very many:
// they are posted together when the posts are next asked. A number's place in the
// order must be known then.
func (p *Posts) Stage(key uint32, at int32) {
	most := max(p.stage, p.n/stagedShare)
	if cap(p.staged) < most {
		p.staged = append(make([]uint64, 0, most+most/4), p.staged...)
	}
	p.staged = append(p.staged, pairOf(key, at))
	if len(p.staged) >= most {
		p.loose = true
		p.post()
	}
}

// stagedLeast is how many are staged before they are posted unasked, stagedShare
// which part of what is posted. Each time all pages are written anew; what is staged
// takes eight bytes each, and as many again while it is sorted.
const (
	stagedLeast = 1 << 18
	stagedShare = 6
)

// Flush posts what is staged now.
func (p *Posts) Flush() { p.flush() }

// flush posts what is staged and puts what stands under each key in order.
func (p *Posts) flush() {
	if len(p.staged) > 0 {
		p.post()
	}
	p.staged, p.sorting = nil, nil
	if p.loose {
		p.loose = false
		p.arrange()
	}
}

// post posts what is staged: in order, unless all will be put in order afterwards.
func (p *Posts) post() {
	if len(p.sorting) < len(p.staged) {
		p.sorting = make([]uint64, cap(p.staged))
	}
	staged := byKey(p.staged, p.sorting[:len(p.staged)])
	p.staged = p.staged[:0]
	bits := p.bits
	for p.n+len(staged) > pageMost<<bits {
		bits++
	}
	p.spread(bits)
	var old, both []uint64
	for len(staged) > 0 {
		page := p.page(uint32(staged[0] >> 32))
		n := slices.IndexFunc(staged, func(x uint64) bool { return p.page(uint32(x>>32)) != page })
		if n < 0 {
			n = len(staged)
		}
		old = p.decode(old[:0], p.pages[page])
		p.n -= len(old)
		both = p.merge(both[:0], old, staged[:n], page)
		p.n += len(both)
		p.pages[page] = encode(both)
		staged = staged[n:]
	}
}

// arrange puts what stands under every key in order. The numbers are compared once,
// all with each other, and then by their ranks.
func (p *Posts) arrange() {
	rank := p.ranks()
	by := func(a, b int32) int { return int(rank[a]) - int(rank[b]) }
	var pairs []uint64
	for i, page := range p.pages {
		pairs = p.decode(pairs[:0], page)
		for from, to := 0, 0; from < len(pairs); from = to {
			for to = from + 1; to < len(pairs) && pairs[to]>>32 == pairs[from]>>32; to++ {
			}
			slices.SortFunc(pairs[from:to], func(x, y uint64) int { return by(int32(x), int32(y)) })
		}
		p.pages[i] = encode(pairs)
	}
	for _, l := range p.long {
		slices.SortFunc(l, by)
	}
}

// ranks are the places of all numbers in their order; of those that stand nowhere
// it says nothing.
func (p *Posts) ranks() []int32 {
	var rank []int32
	note := func(at int32) {
		if int(at) >= len(rank) {
			rank = append(rank, make([]int32, int(at)+1-len(rank))...)
		}
		rank[at] = 1
	}
	var pairs []uint64
	for _, page := range p.pages {
		pairs = p.decode(pairs[:0], page)
		for _, x := range pairs {
			note(int32(x))
		}
	}
	for _, l := range p.long {
		for _, at := range l {
			note(at)
		}
	}
	var all []int32
	for at, there := range rank {
		if there > 0 {
			all = append(all, int32(at))
		}
	}
	slices.SortFunc(all, p.order)
	for i, at := range all {
		rank[at] = int32(i)
	}
	return rank
}

// merge puts staged pairs, in order of their keys, among those of a page.
func (p *Posts) merge(into, old, staged []uint64, page uint32) []uint64 {
	for len(old) > 0 || len(staged) > 0 {
		if len(staged) == 0 {
			return append(into, old...)
		}
		low := uint64(p.low(uint32(staged[0] >> 32)))
		i := 0
		for i < len(old) && old[i]>>32 < low {
			i++
		}
		into, old = append(into, old[:i]...), old[i:]
		from := len(into)
		for len(old) > 0 && old[0]>>32 == low {
			into, old = append(into, old[0]), old[1:]
		}
		key := uint32(staged[0] >> 32)
		for len(staged) > 0 && uint32(staged[0]>>32) == key {
			into, staged = append(into, low<<32|staged[0]&0xffffffff), staged[1:]
		}
		group := into[from:]
		if !p.loose && !slices.IsSortedFunc(group, p.pairOrder) {
			slices.SortFunc(group, p.pairOrder)
		}
		list, long := p.long[key]
		if !long && len(group) < longLeast {
			continue
		}
		n := len(list)
		for _, x := range group {
			list = insert(list, len(list), int32(x))
		}
		if !p.loose && n > 0 && !p.before(list[n-1], list[n]) {
			slices.SortFunc(list, p.order)
		}
		p.long[key] = list
		into = into[:from]
	}
	return into
}

func (p *Posts) pairOrder(x, y uint64) int { return p.order(int32(x), int32(y)) }

func (p *Posts) order(a, b int32) int {
	switch {
	case a == b:
		return 0
	case p.before(a, b):
		return -1
	}
	return 1
}

// byKey sorts pairs by their keys, and leaves those of one key in their order. It
// uses another slice of their length; after four rounds they are back in their own.
func byKey(pairs, other []uint64) []uint64 {
	for shift := 32; shift < 64; shift += 8 {
		var count [257]int
		for _, x := range pairs {
			count[x>>shift&0xff+1]++
		}
		for i := range 256 {
			count[i+1] += count[i]
		}
		for _, x := range pairs {
			b := x >> shift & 0xff
			other[count[b]] = x
			count[b]++
		}
		pairs, other = other, pairs
	}
	return pairs
}
