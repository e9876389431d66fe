package tagger

import (
	"testing"
)

// slate is a learner that keeps every weight, and counts nothing else.
type slate map[uint64]map[int]int32

func (s slate) Score(features []uint64, into []int32) {
	for _, f := range features {
		for c, v := range s[f] {
			into[c] += v
		}
	}
}

func (s slate) Update(features []uint64, class int, delta int32) {
	for _, f := range features {
		if s[f] == nil {
			s[f] = map[int]int32{}
		}
		s[f][class] += delta
	}
}

func (slate) Tick() {}

func pupil(t *testing.T, trees []Tree) *Student {
	t.Helper()
	s, err := NewStudent(SchemeOf(trees), slate{}, slate{}, slate{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func trees(s []Sentence) (out []Tree) {
	for _, s := range s {
		out = append(out, s.Tree)
	}
	return out
}

func TestTheOracleDrawsTheGoldTree(t *testing.T) {
	gold := trees(own(t))
	p := pupil(t, gold).Parser()
	for k, g := range gold {
		heads, relations := p.projective(g)
		var s state
		s.start(len(g))
		for range 2 * len(g) {
			m := s.oracle(heads, relations)
			if !s.legal()[m.kind] {
				t.Fatalf("sentence %d: the oracle makes an illegal move %v", k, m)
			}
			s.apply(m)
		}
		if len(s.stack) != 0 || int(s.front) != len(g) {
			t.Errorf("sentence %d is not at its end", k)
		}
		came := make(Tree, len(g))
		p.link(came, &s)
		for i := range g {
			if came[i].Head != g[i].Head || came[i].Relation != g[i].Relation {
				t.Errorf("sentence %d, word %d: %+v; want %+v", k, i, came[i], g[i])
			}
		}
	}
}

func TestCrossingArcsAreLifted(t *testing.T) {
	// "A hearing is scheduled on the issue today": "on the issue" is hearing's.
	g := Tree{{Head: 1, Relation: "det"}, {Head: 3, Relation: "nsubj"}, {Head: 3, Relation: "aux"}, {Head: -1, Relation: "root"},
		{Head: 6, Relation: "case"}, {Head: 6, Relation: "det"}, {Head: 1, Relation: "nmod"}, {Head: 3, Relation: "obl"}}
	heads, _ := pupil(t, []Tree{g}).Parser().projective(g)
	if heads[6] != 3 || heads[1] != 3 || heads[3] != 8 {
		t.Errorf("heads are %v; want the seventh word's lifted to 3, the others as they were", heads)
	}
}

func TestAStudentLearnsItsSentences(t *testing.T) {
	gold := trees(own(t))
	s := pupil(t, gold)
	for range 15 {
		for _, g := range gold {
			l := NewLesson(g)
			s.LearnXPOS(l)
			s.LearnUPOS(l, g)
			s.LearnArcs(l, g)
		}
	}
	for k, g := range gold {
		for i, n := range s.Parser().Parse(words(g)) {
			if n != g[i] {
				t.Errorf("sentence %d: learned %+v; want %+v", k, n, g[i])
			}
		}
	}
}

func TestASchemeThatIsNoneIsRefused(t *testing.T) {
	good := SchemeOf(trees(own(t)))
	for name, change := range map[string]func(*Scheme){
		"moves in another order": func(s *Scheme) { s.Moves = []string{"reduce", "shift", "left", "right", "left root"} },
		"no root":                func(s *Scheme) { s.Moves = s.Moves[:4] },
		"a move without a kind":  func(s *Scheme) { s.Moves = append(s.Moves[:4:4], "up root") },
		"no tags":                func(s *Scheme) { s.XPOS = nil },
	} {
		s := good
		change(&s)
		if _, err := NewParser(s, slate{}, slate{}, slate{}); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
