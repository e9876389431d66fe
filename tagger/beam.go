package tagger

// A beam is the best partly parsed states of a sentence, and how they came
// about. It is scratch space, used for one sentence after another.
type beam struct {
	buffer
	in           seen
	states, next []state
	candidates   []candidate
	steps        [][]candidate // the states after each step, by what made them
	shared       sharing
}

// A candidate is a move from a state of the beam.
type candidate struct {
	score int64
	from  uint8 // index of the state
	class uint8 // of the move
}

func (b *beam) start(words int) {
	if b.states == nil {
		b.states, b.next = make([]state, 1, beamLimit), make([]state, 0, beamLimit)
	}
	b.states = b.states[:1]
	b.states[0].start(words)
	b.steps = b.steps[:0]
	b.shared.start()
}

// beamLimit is the largest width of a beam.
const beamLimit = 64

// advance makes the best moves of all states of the beam, as many as the beam
// is wide. Of equal scores the first counts, by state and by class.
func (p *Parser) advance(b *beam, width int) {
	b.candidates = b.candidates[:0]
	words := int16(len(b.in.words))
	for i := range b.states {
		s := &b.states[i]
		p.score(b, s)
		may := s.legal()
		for class, m := range p.moves {
			if !may[m.kind] || class == left || class == right || m.kind == left && (m.relation == p.root) != (s.front == words) {
				continue
			}
			score := s.score + int64(b.scores[class])
			if class >= kinds {
				score += int64(b.scores[m.kind])
			}
			b.offer(candidate{score, uint8(i), uint8(class)}, width)
		}
	}
	next := b.next[:len(b.candidates)]
	for i, c := range b.candidates {
		next[i].copyFrom(&b.states[c.from])
		next[i].score = c.score
		next[i].apply(p.moves[c.class])
	}
	b.states, b.next = next, b.states
	b.steps = append(b.steps, append([]candidate(nil), b.candidates...))
}

// offer keeps a candidate if it is among the best.
func (b *beam) offer(c candidate, width int) {
	n := len(b.candidates)
	if n == width {
		if c.score <= b.candidates[n-1].score {
			return
		}
		n--
		b.candidates = b.candidates[:n]
	}
	i := n
	b.candidates = append(b.candidates, c)
	for ; i > 0 && b.candidates[i-1].score < c.score; i-- {
		b.candidates[i] = b.candidates[i-1]
	}
	b.candidates[i] = c
}

// history is the classes of the moves that led to a state of the beam after
// some steps.
func (b *beam) history(steps, at int) []uint8 {
	out := make([]uint8, steps)
	for i := steps - 1; i >= 0; i-- {
		c := b.steps[i][at]
		out[i], at = c.class, int(c.from)
	}
	return out
}

// parse finds the best state for the sentence b.in.
func (p *Parser) parse(b *beam, width int) *state {
	b.start(len(b.in.words))
	for range 2 * len(b.in.words) {
		p.advance(b, width)
	}
	return &b.states[0]
}
