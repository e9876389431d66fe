package tagger

// The states of a beam have most of their words in common, and a state those of
// the state that it came from. So what some words tell is scored once in a
// sentence, by groups of features that look at the same words and arcs.

// The groups of features of arcs. Those before pairGroup are scored alone, pairGroup
// and those behind with some of them; a state's score is the sum of the latter.
const (
	stackGroup = iota // the stack's top, by itself
	wordsGroup        // the buffer's first words, by themselves
	headGroup         // the head of the stack's top
	leftGroup         // its dependents
	rightGroup
	deepGroup  // the stack's next words
	aheadGroup // the dependents of the buffer's first word, with the stack
	armsGroup  // the head and the dependents of the stack's top, with the buffer
	pairGroup  // the stack's top and the buffer's first; with stack and words
	frontGroup // the dependents of the buffer's first word
	topGroup   // head, left and right
	jointGroup // deep, ahead and arms
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
	var within [3]int
	parts := within[:0]
	switch g {
	case pairGroup:
		parts = append(parts, p.group(b, s, stackGroup, s.stackKey()), p.group(b, s, wordsGroup, s.wordsKey()))
	case topGroup:
		parts = append(parts, p.group(b, s, headGroup, s.headKey()), p.group(b, s, leftGroup, s.leftKey()), p.group(b, s, rightGroup, s.rightKey()))
	case jointGroup:
		parts = append(parts, p.group(b, s, deepGroup, s.deepKey()), p.group(b, s, aheadGroup, s.aheadKey()), p.group(b, s, armsGroup, s.armsKey()))
	}
	b.reset(n)
	b.groupFeatures(g, &b.in, s)
	into := b.shared.sums[at:][:n]
	p.arcs.Score(b.features, into)
	for _, part := range parts {
		for i, x := range b.shared.sums[part:][:n] {
			into[i] += x
		}
	}
	return at
}

// groupFeatures are the features of a group, without those of groups within it.
func (b *buffer) groupFeatures(g int, in *seen, s *state) {
	switch g {
	case stackGroup:
		b.stackFeatures(in, s)
	case wordsGroup:
		b.wordsFeatures(in, s)
	case headGroup:
		b.headFeatures(in, s)
	case leftGroup:
		b.leftFeatures(in, s)
	case rightGroup:
		b.rightFeatures(in, s)
	case deepGroup:
		b.deepFeatures(in, s)
	case aheadGroup:
		b.aheadFeatures(in, s)
	case armsGroup:
		b.armsFeatures(in, s)
	case pairGroup:
		b.pairFeatures(in, s)
	case frontGroup:
		b.frontFeatures(in, s)
	}
}

// arcFeatures are all features of a state.
func (b *buffer) arcFeatures(in *seen, s *state) {
	for g := stackGroup; g <= jointGroup; g++ {
		b.groupFeatures(g, in, s)
	}
}

// stackKey and the others are hashes of all that the features of a group look
// at, within a sentence.
func (s *state) stackKey() uint64 { return key(5, s.top(0)) }

func (s *state) wordsKey() uint64 { return key(6, s.front) }

func (s *state) pairKey() uint64 { return key(3, s.top(0), s.front) }

func (s *state) frontKey() uint64 {
	n := &s.links[s.front]
	return key(1, s.front, n.left, n.left2, int16(n.lefts), s.relation(n.left), s.relation(n.left2)) ^ mix(golden, n.leftLabels)
}

func (s *state) headKey() uint64 {
	s0 := s.top(0)
	if s0 == none {
		return key(2, none)
	}
	h, h2 := s.links[s0].head, int16(none)
	if h >= 0 {
		h2 = s.links[h].head
	}
	return key(2, s0, h, h2, s.relation(s0), s.relation(h))
}

func (s *state) leftKey() uint64 {
	s0 := s.top(0)
	if s0 == none {
		return key(4, none)
	}
	t := &s.links[s0]
	return key(4, s0, t.left, t.left2, int16(t.lefts), s.relation(t.left), s.relation(t.left2)) ^ mix(golden, t.leftLabels)
}

func (s *state) rightKey() uint64 {
	s0 := s.top(0)
	if s0 == none {
		return key(7, none)
	}
	t := &s.links[s0]
	return key(7, s0, t.right, t.right2, int16(t.rights), s.relation(t.right), s.relation(t.right2)) ^ mix(golden, t.rightLabels)
}

func (s *state) topKey() uint64 { return joined(8, s.headKey(), s.leftKey(), s.rightKey()) }

func (s *state) deepKey() uint64 { return key(9, s.top(0), s.top(1), s.top(2), s.front) }

func (s *state) aheadKey() uint64 {
	n := &s.links[s.front]
	return key(10, s.top(0), s.top(1), s.front, n.left, s.relation(n.left)) ^ mix(golden, n.leftLabels)
}

func (s *state) armsKey() uint64 {
	s0 := s.top(0)
	if s0 == none {
		return key(11, none)
	}
	t := &s.links[s0]
	return joined(11, key(12, s0, s.front, t.head, t.left, t.right, s.relation(s0), s.relation(t.right)), t.leftLabels, t.rightLabels)
}

func (s *state) jointKey() uint64 { return joined(13, s.deepKey(), s.aheadKey(), s.armsKey()) }

// relation is the relation of a word to its head, as keys have it.
func (s *state) relation(i int16) int16 { return int16(relationOf(s.links, i)) }

func joined(kind, a, b, c uint64) uint64 { return spread(mix(mix(mix(kind*golden, a), b), c)) }

// key hashes words of a sentence and the like.
func key(kind uint64, values ...int16) uint64 {
	h := kind * golden
	for _, v := range values {
		h = mix(h, uint64(uint16(v)))
	}
	return spread(h)
}
