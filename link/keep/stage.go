package keep

import "slices"

// Stage posts a number under a key as Insert does, and is quicker for very many:
// they are posted together when the posts are next asked. A number's place in the
// order must be known then.
func (p *Posts) Stage(key uint32, at int32) {
	p.staged = append(p.staged, pairOf(key, at))
	if len(p.staged) >= max(stagedLeast, p.n/2) {
		p.flush()
	}
}

// stagedLeast is how many are staged before they are posted unasked.
const stagedLeast = 1 << 18

// Flush posts what is staged now.
func (p *Posts) Flush() { p.flush() }

func (p *Posts) flush() {
	if len(p.staged) == 0 {
		return
	}
	staged := byKey(p.staged)
	p.staged = nil
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
		if !slices.IsSortedFunc(group, p.pairOrder) {
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
		if n > 0 && !p.before(list[n-1], list[n]) {
			slices.SortFunc(list, func(a, b int32) int { return p.pairOrder(uint64(uint32(a)), uint64(uint32(b))) })
		}
		p.long[key] = list
		into = into[:from]
	}
	return into
}

func (p *Posts) pairOrder(x, y uint64) int {
	a, b := int32(x), int32(y)
	switch {
	case a == b:
		return 0
	case p.before(a, b):
		return -1
	}
	return 1
}

// byKey sorts pairs by their keys, and leaves those of one key in their order.
func byKey(pairs []uint64) []uint64 {
	other := make([]uint64, len(pairs))
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
