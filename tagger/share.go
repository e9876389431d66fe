package tagger

// The states of a beam have most of their words in common, and a state those of
// the state that it came from. So what some words tell is scored once in a
// sentence, by groups of features that look at the same words and arcs.

// The groups of features of arcs.
const (
	stackGroup = iota // the stack's top, by itself
	wordsGroup        // the buffer's first words, by themselves
	pairGroup         // both, and what stands between; with the two above
	topGroup
	frontGroup
	jointGroup
)

// sharing is the scores of groups of features, within a sentence.
type sharing struct {
	spots      []spot // open addressing; a power of two of them
	taken      int
	generation uint32
	sums       []int32 // of each class, one group after another
}

// A spot says where the scores of a group begin in sums.
type spot struct {
	key        uint64
	at         int32
	generation uint32 // another than the sharing's: the spot is free
}

// start forgets everything.
func (h *sharing) start() {
	if h.spots == nil {
		h.spots = make([]spot, 1<<10)
	}
	h.sums, h.taken = h.sums[:0], 0
	if h.generation++; h.generation == 0 {
		clear(h.spots)
		h.generation = 1
	}
}

// find is where the scores of a group with this key begin, and whether they are
// known; if not, the next that are put into sums are taken for them.
func (h *sharing) find(key uint64) (at int, ok bool) {
	if 2*h.taken >= len(h.spots) {
		h.widen()
	}
	for i := key; ; i++ {
		p := &h.spots[i&uint64(len(h.spots)-1)]
		if p.generation != h.generation {
			*p = spot{key, int32(len(h.sums)), h.generation}
			h.taken++
			return len(h.sums), false
		}
		if p.key == key {
			return int(p.at), true
		}
	}
}

func (h *sharing) widen() {
	old := h.spots
	h.spots = make([]spot, 2*len(old))
	for _, p := range old {
		if p.generation != h.generation {
			continue
		}
		i := p.key
		for h.spots[i&uint64(len(h.spots)-1)].generation == h.generation {
			i++
		}
		h.spots[i&uint64(len(h.spots)-1)] = p
	}
}

// score gives the move of every class its score in a state.
func (p *Parser) score(b *beam, s *state) {
	pair := p.group(b, s, pairGroup, s.pairKey())
	top := p.group(b, s, topGroup, s.topKey())
	front := p.group(b, s, frontGroup, s.frontKey())
	joint := p.group(b, s, jointGroup, s.jointKey())
	n := len(p.moves)
	b.reset(n)
	sums := b.shared.sums
	one, two, three, four := sums[pair:][:n], sums[top:][:n], sums[front:][:n], sums[joint:][:n]
	for i := range b.scores {
		b.scores[i] = one[i] + two[i] + three[i] + four[i]
	}
}

// group is where the scores of a group of features begin in b.shared.sums.
func (p *Parser) group(b *beam, s *state, g int, key uint64) int {
	at, ok := b.shared.find(key)
	if ok {
		return at
	}
	// Its room is taken now, before that of the groups within this one.
	n := len(p.moves)
	b.reset(n)
	b.shared.sums = append(b.shared.sums, b.scores...)
	stack, words := -1, -1
	if g == pairGroup {
		stack = p.group(b, s, stackGroup, s.stackKey())
		words = p.group(b, s, wordsGroup, s.wordsKey())
	}
	b.reset(n)
	switch g {
	case stackGroup:
		b.stackFeatures(&b.in, s)
	case wordsGroup:
		b.wordsFeatures(&b.in, s)
	case pairGroup:
		b.pairFeatures(&b.in, s)
	case topGroup:
		b.topFeatures(&b.in, s)
	case frontGroup:
		b.frontFeatures(&b.in, s)
	case jointGroup:
		b.jointFeatures(&b.in, s)
	}
	p.arcs.Score(b.features, b.scores)
	into := b.shared.sums[at:][:n]
	copy(into, b.scores)
	if g == pairGroup {
		for i, x := range b.shared.sums[stack:][:n] {
			into[i] += x
		}
		for i, x := range b.shared.sums[words:][:n] {
			into[i] += x
		}
	}
	return at
}

// arcFeatures are all features of a state.
func (b *buffer) arcFeatures(in *seen, s *state) {
	b.stackFeatures(in, s)
	b.wordsFeatures(in, s)
	b.pairFeatures(in, s)
	b.topFeatures(in, s)
	b.frontFeatures(in, s)
	b.jointFeatures(in, s)
}

// stackKey and the others are hashes of all that the features of a group look
// at, within a sentence.
func (s *state) stackKey() uint64 { return key(5, s.top(0)) }

func (s *state) wordsKey() uint64 { return key(6, s.front) }

func (s *state) pairKey() uint64 { return key(3, s.top(0), s.front) }

func (s *state) frontKey() uint64 {
	n := &s.links[s.front]
	return key(1, s.front, n.left, n.left2, int16(n.lefts), int16(relationOf(s.links, n.left)), int16(relationOf(s.links, n.left2))) ^ mix(golden, n.leftLabels)
}

func (s *state) topKey() uint64 {
	s0 := s.top(0)
	if s0 == none {
		return key(2, none)
	}
	links, t := s.links, &s.links[s0]
	h2 := int16(none)
	if t.head >= 0 {
		h2 = links[t.head].head
	}
	relation := func(i int16) int16 { return int16(relationOf(links, i)) }
	k := key(2, s0, t.head, h2, t.left, t.left2, t.right, t.right2, int16(t.lefts), int16(t.rights),
		relation(s0), relation(t.head), relation(t.left), relation(t.left2), relation(t.right), relation(t.right2))
	return k ^ mix(golden, t.leftLabels) ^ mix(key(4), t.rightLabels)
}

func (s *state) jointKey() uint64 {
	links, s0, front := s.links, s.top(0), &s.links[s.front]
	k := key(7, s0, s.top(1), s.top(2), s.front, front.left, int16(relationOf(links, front.left))) ^ mix(golden, front.leftLabels)
	if s0 == none {
		return k
	}
	t := &links[s0]
	return k ^ key(8, t.head, t.left, t.right, int16(relationOf(links, s0)), int16(relationOf(links, t.right))) ^ mix(key(9), t.leftLabels) ^ mix(key(10), t.rightLabels)
}

// key hashes words of a sentence and the like.
func key(kind uint64, values ...int16) uint64 {
	h := kind * golden
	for _, v := range values {
		h = mix(h, uint64(uint16(v)))
	}
	return spread(h)
}
