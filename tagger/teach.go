package tagger

import "slices"

// A Student is a parser that learns: one example after another, by the very
// code that reads.
type Student struct {
	parser           *Parser
	xpos, upos, arcs Learner
	desk             desk
	gold             state
	buffer           buffer
}

// NewStudent makes a student of three learners whose classes are those of the
// scheme.
func NewStudent(s Scheme, xpos, upos, arcs Learner) (*Student, error) {
	p, err := NewParser(s, xpos, upos, arcs)
	if err != nil {
		return nil, err
	}
	return &Student{parser: p, xpos: xpos, upos: upos, arcs: arcs}, nil
}

// A Lesson is a gold sentence to learn from, looked at once.
type Lesson struct {
	gold  Tree
	words []word
}

// NewLesson makes a lesson of a sentence.
func NewLesson(gold Tree) *Lesson { return &Lesson{gold, see(words(gold), nil)} }

// Parser is what the student has learned so far. It must not be used while
// the student learns.
func (s *Student) Parser() *Parser { return s.parser }

// LearnXPOS learns from a sentence and returns how many tags were wrong
// before. Nothing is learned of words whose XPOS is empty.
func (s *Student) LearnXPOS(l *Lesson) (wrong int) {
	d, gold := &s.desk, l.gold
	d.words = append(d.words[:0], l.words...)
	d.xpos = d.xpos[:0]
	classes := s.parser.scheme.XPOS
	for i, n := range gold {
		d.reset(len(classes))
		d.xposFeatures(d.words, d.xpos, i)
		if n.XPOS == "" {
			s.xpos.Score(d.features, d.scores)
			d.xpos = append(d.xpos, uint8(Best(d.scores)))
			continue
		}
		guess, ok := learn(s.xpos, &d.buffer, slices.Index(classes, n.XPOS))
		if !ok {
			wrong++
		}
		d.xpos = append(d.xpos, uint8(guess))
	}
	s.xpos.Tick()
	return wrong
}

// Guess is the lesson's sentence with the XPOS that the student gave it when it
// last learned XPOS, which must have been from this lesson.
func (s *Student) Guess(l *Lesson) Tree {
	t := make(Tree, len(l.gold))
	for i := range t {
		t[i].XPOS = s.parser.scheme.XPOS[s.desk.xpos[i]]
	}
	return t
}

// Tag is the lesson's sentence with the tags that the student finds.
func (s *Student) Tag(l *Lesson) Tree {
	d := &s.desk
	d.words = append(d.words[:0], l.words...)
	s.parser.tag(d)
	return s.parser.nodes(d, words(l.gold))
}

// LearnUPOS learns from a sentence, whose XPOS another student found, and
// returns how many tags were wrong before.
func (s *Student) LearnUPOS(l *Lesson, tagged Tree) (wrong int) {
	d, gold := &s.desk, l.gold
	d.words = append(d.words[:0], l.words...)
	d.xpos, d.upos = d.xpos[:0], d.upos[:0]
	for _, n := range tagged {
		d.xpos = append(d.xpos, uint8(slices.Index(s.parser.scheme.XPOS, n.XPOS)))
	}
	classes := s.parser.scheme.UPOS
	for i, n := range gold {
		d.reset(len(classes))
		d.uposFeatures(d.words, d.xpos, d.upos, i)
		guess, ok := learn(s.upos, &d.buffer, slices.Index(classes, n.UPOS))
		if !ok {
			wrong++
		}
		d.upos = append(d.upos, uint8(guess))
	}
	s.upos.Tick()
	return wrong
}

// learn guesses a class and, if it is another than wanted, learns.
func learn(l Learner, b *buffer, want int) (guess int, ok bool) {
	l.Score(b.features, b.scores)
	if guess = Best(b.scores); guess == want {
		return guess, true
	}
	l.Update(b.features, want, 1)
	l.Update(b.features, guess, -1)
	return guess, false
}

// patience is how many moves are made after the gold tree has left the beam
// without the beam outdoing it further.
const patience = 10

// LearnArcs learns from a sentence, whose tags another student found. It
// updates where the beam's best most outdoes the gold tree (Huang, Fayong and
// Guo 2012). It reports whether the parse was right before.
func (s *Student) LearnArcs(l *Lesson, tagged Tree) bool {
	p, d, gold := s.parser, &s.desk, l.gold
	d.words = append(d.words[:0], l.words...)
	d.xpos, d.upos = d.xpos[:0], d.upos[:0]
	for _, n := range tagged {
		d.xpos = append(d.xpos, uint8(slices.Index(p.scheme.XPOS, n.XPOS)))
		d.upos = append(d.upos, uint8(slices.Index(p.scheme.UPOS, n.UPOS)))
	}
	p.join(d)
	heads, relations := p.projective(gold)
	defer s.arcs.Tick()

	s.gold.start(len(gold))
	d.start(len(gold))
	var right []uint8
	at := 0 // the gold state's place in the beam, -1 when it is not there
	worst, margin, from := 0, int64(-1), 0
	for range 2 * len(gold) {
		m := s.gold.oracle(heads, relations)
		class := slices.Index(p.moves, m)
		if class < 0 {
			return true // a projective arc of a relation seen only the other way round
		}
		p.score(&d.beam, &s.gold)
		s.gold.score += int64(d.scores[class])
		if class >= kinds {
			s.gold.score += int64(d.scores[m.kind])
		}
		s.gold.apply(m)
		right = append(right, uint8(class))
		p.advance(&d.beam, beamWidth)
		if at >= 0 {
			at = slices.IndexFunc(d.candidates, func(c candidate) bool { return int(c.from) == at && int(c.class) == class })
		}
		if at != 0 && d.states[0].score-s.gold.score > margin {
			margin, worst, from = d.states[0].score-s.gold.score, len(right), 0
		}
		if at < 0 && len(right) > worst+patience {
			break
		}
	}
	if at == 0 || worst == 0 {
		return true // or the gold tree is one that the parser may not draw
	}
	s.correct(right[:worst], d.history(worst, from))
	return false
}

// correct learns the right moves instead of the wrong ones, from where they
// part.
func (s *Student) correct(right, wrong []uint8) {
	same := 0
	for right[same] == wrong[same] {
		same++
	}
	for k, path := range [][]uint8{right, wrong} {
		delta := int32(1 - 2*k)
		s.gold.start(len(s.desk.words))
		for i, class := range path {
			m := s.parser.moves[class]
			if i >= same {
				s.buffer.reset(0)
				s.buffer.arcFeatures(&s.desk.in, &s.gold)
				s.arcs.Update(s.buffer.features, int(class), delta)
				if class >= kinds {
					s.arcs.Update(s.buffer.features, int(m.kind), delta)
				}
			}
			s.gold.apply(m)
		}
	}
}

// words are the words of a tree.
func words(t Tree) []string {
	out := make([]string, len(t))
	for i, n := range t {
		out[i] = n.Word
	}
	return out
}

// projective is the tree with crossing arcs lifted to the head's head, the
// shortest first (Nivre and Nilsson 2005), as the arc-eager system can draw
// it. The root is the number of words.
func (p *Parser) projective(t Tree) (heads []int16, relations []uint8) {
	for _, n := range t {
		h := int16(n.Head)
		if n.Head < 0 {
			h = int16(len(t))
		}
		heads = append(heads, h)
		relations = append(relations, uint8(max(0, slices.Index(p.relations, n.Relation))))
	}
	for {
		lift, shortest := none, len(t)+2
		for i, h := range heads {
			from, to := min(int16(i), h), max(int16(i), h)
			if int(to-from) >= shortest || int(h) == len(t) {
				continue
			}
			for k := from + 1; k < to; k++ {
				if heads[k] < from || heads[k] > to {
					lift, shortest = i, int(to-from)
					break
				}
			}
		}
		if lift == none {
			return heads, relations
		}
		heads[lift] = heads[heads[lift]]
	}
}
