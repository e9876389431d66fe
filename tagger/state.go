package tagger

// Sentences are parsed by the arc-eager system (Nivre 2003, 2008): a stack, a
// buffer, and four kinds of moves. The root stands behind the last word
// (Ballesteros and Nivre 2013), so that a sentence of n words takes exactly 2n
// moves, whatever its tree: each word goes on the stack once and off it once.

// The kinds of moves. They are the first classes of the model of arcs, too:
// a move with a relation scores its own weight and that of its kind.
const (
	shift  = iota // the first word of the buffer goes on the stack
	reduce        // the word on the stack's top, which has a head, goes
	left          // the word on the stack's top gets the buffer's first as head and goes
	right         // the buffer's first gets the stack's top as head and goes on the stack
	kinds
)

var kindNames = [kinds]string{"shift", "reduce", "left", "right"}

// none stands for no word.
const none = -1

// A link is what a state knows of a word's arcs: its head, its outermost two
// dependents on each side and how many there are.
type link struct {
	head                    int16
	left, left2             int16
	right, right2           int16
	relation                uint8 // to its head; an index of relations
	lefts, rights           uint8
	leftLabels, rightLabels uint64 // sets of relations of its dependents
}

// A state is a sentence partly parsed.
type state struct {
	stack []int16
	front int16 // the buffer's first word; the number of words for the root
	links []link
	score int64
}

func (s *state) start(words int) {
	s.stack, s.front, s.score = s.stack[:0], 0, 0
	s.links = s.links[:0]
	for range words + 1 {
		s.links = append(s.links, link{head: none, left: none, left2: none, right: none, right2: none})
	}
}

func (s *state) copyFrom(o *state) {
	s.stack = append(s.stack[:0], o.stack...)
	s.links = append(s.links[:0], o.links...)
	s.front, s.score = o.front, o.score
}

// top is the n-th word from the stack's top, none if there is none.
func (s *state) top(n int) int16 {
	if n >= len(s.stack) {
		return none
	}
	return s.stack[len(s.stack)-1-n]
}

// legal reports which kinds of moves may follow.
func (s *state) legal() (may [kinds]bool) {
	words := int16(len(s.links) - 1)
	top := s.top(0)
	may[shift] = s.front < words
	if top != none {
		may[right] = s.front < words
		headed := s.links[top].head != none
		may[left], may[reduce] = !headed, headed
	}
	return may
}

// apply makes a move, which must be legal.
func (s *state) apply(m move) {
	switch m.kind {
	case shift:
		s.stack = append(s.stack, s.front)
		s.front++
	case reduce:
		s.stack = s.stack[:len(s.stack)-1]
	case left:
		top := s.top(0)
		s.arc(s.front, top, m.relation)
		s.stack = s.stack[:len(s.stack)-1]
	case right:
		s.arc(s.top(0), s.front, m.relation)
		s.stack = append(s.stack, s.front)
		s.front++
	}
}

func (s *state) arc(head, dep int16, relation uint8) {
	d, h := &s.links[dep], &s.links[head]
	d.head, d.relation = head, relation
	label := uint64(1) << (relation & 63)
	if dep < head {
		h.left2, h.left = h.left, dep
		h.lefts = min(h.lefts+1, 5)
		h.leftLabels |= label
	} else {
		h.right2, h.right = h.right, dep
		h.rights = min(h.rights+1, 5)
		h.rightLabels |= label
	}
}

// A move is one of the parser's, and the relation of the arc it draws.
type move struct {
	kind     uint8
	relation uint8 // an index of relations; 0 for shift and reduce
}

// oracle is the move that leads to the gold tree, which must be projective,
// from a state on the way to it. heads are of words; the root is the number
// of words.
func (s *state) oracle(heads []int16, relations []uint8) move {
	words := int16(len(heads))
	top := s.top(0)
	if top == none {
		return move{kind: shift}
	}
	if s.links[top].head == none && heads[top] == s.front {
		return move{left, relations[top]}
	}
	if s.front < words && heads[s.front] == top {
		return move{right, relations[s.front]}
	}
	if s.links[top].head != none {
		if s.front == words {
			return move{kind: reduce}
		}
		for _, k := range s.stack[:len(s.stack)-1] {
			if heads[s.front] == k || heads[k] == s.front {
				return move{kind: reduce}
			}
		}
	}
	return move{kind: shift}
}
