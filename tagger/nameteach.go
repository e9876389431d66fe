package tagger

import "slices"

// A NameStudent is a stage that learns to find names behind stages that have
// learned before.
type NameStudent struct {
	stage   *NameStage
	learner Learner
	margin  int32
	desk    nameDesk
	gold    []uint8
}

// NewNameStudent makes a student of names of kinds. While it learns, a wrong
// label scores margin more, so that the right one must be better by as much.
func NewNameStudent(kinds []string, l Learner, margin int32) (*NameStudent, error) {
	s, err := NewNameStage(NameClasses(kinds), l)
	if err != nil {
		return nil, err
	}
	return &NameStudent{stage: s, learner: l, margin: margin}, nil
}

// Learn learns from a document whose names are known, behind the stages of
// others, and returns how many words had another label before. Names of kinds
// that it was not made for are passed over.
func (s *NameStudent) Learn(before *Names, doc [][]NameWord, gold [][]Name) (wrong int) {
	d := &s.desk
	before.run(d, doc)
	d.stage(before.stages)
	for i := range doc {
		s.gold = grow(s.gold, len(doc[i]))
		s.stage.labels.write(gold[i], s.gold)
		d.score(s.stage, i)
		for j := range doc[i] {
			scores := d.lattice.scores[j]
			for c := range scores {
				if uint8(c) != s.gold[j] {
					scores[c] += s.margin
				}
			}
		}
		d.found[i] = s.stage.search(&d.lattice, len(doc[i]), d.found[i])
		wrong += s.correct(d.found[i])
		s.learner.Tick()
	}
	return wrong
}

// correct learns the gold labels of the sentence scored last instead of those found.
func (s *NameStudent) correct(found []uint8) (wrong int) {
	if slices.Equal(found, s.gold) {
		return 0
	}
	before, goldBefore := 0, 0
	for j, f := range found {
		g := s.gold[j]
		if f != g {
			wrong++
			s.learner.Update(s.desk.features[j], int(g), 1)
			s.learner.Update(s.desk.features[j], int(f), -1)
		}
		if f != g || before != goldBefore {
			s.move(goldBefore, int(g), 1)
			s.move(before, int(f), -1)
		}
		before, goldBefore = int(f), int(g)
	}
	return wrong
}

func (s *NameStudent) move(from, to int, delta int32) {
	s.learner.Update([]uint64{moveFeature(from)}, to, delta)
	clear(s.stage.moves[from])
	s.stage.model.Score([]uint64{moveFeature(from)}, s.stage.moves[from])
}
