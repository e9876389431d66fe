package tagger

import (
	"reflect"
	"testing"
)

func TestATreeAnswersWhatHangsOnWhat(t *testing.T) {
	tree := own(t)[4].Tree // Residents told reporters that troops burned houses in three nearby villages .
	if got := tree.Root(); got != 1 {
		t.Errorf("the root is %d", got)
	}
	if got := tree.Children(5); !reflect.DeepEqual(got, []int{3, 4, 6, 10}) {
		t.Errorf("on the verb hang %v", got)
	}
	if got := tree.Children(5, "obl", "obj"); !reflect.DeepEqual(got, []int{6, 10}) {
		t.Errorf("objects and obliques are %v", got)
	}
	if from, to := tree.Subtree(5); from != 3 || to != 11 {
		t.Errorf("the clause is [%d, %d)", from, to)
	}
	if got := tree.Complements(1); !reflect.DeepEqual(got, []int{5}) {
		t.Errorf("complements of told are %v", got)
	}
	if got := tree.Preposition(10); got != "in" {
		t.Errorf("villages have %q", got)
	}
	if !tree.Under(8, 1) || tree.Under(1, 8) {
		t.Error("what stands under what is the wrong way round")
	}
}

func TestSubjectsAndObjectsThroughVoices(t *testing.T) {
	s := own(t)
	for _, c := range []struct {
		sentence, verb          int
		subject, agent, patient int
	}{
		{0, 1, 0, 0, 4},         // attacked
		{1, 4, 2, 8, 2},         // were wounded by
		{8, 5, 0, 0, 7},         // seized, joined by "and"
		{9, 5, 2, 2, 7},         // tried to enter
		{9, 10, 2, none, 2},     // was shot, agent unsaid
		{2, 2, 1, 1, none},      // said, without an object
		{6, 4, 3, 3, none},      // died
		{3, 6, 0, 0, 8},         // have freed
		{3, 2, 1, 1, 4},         // who hold
		{0, 11, none, none, 13}, // killing
	} {
		tree := s[c.sentence].Tree
		if got := [3]int{tree.Subject(c.verb), tree.Agent(c.verb), tree.Patient(c.verb)}; got != [3]int{c.subject, c.agent, c.patient} {
			t.Errorf("%s: subject, agent and patient of %s are %v; want %v", s[c.sentence].ID, tree[c.verb].Word, got, [3]int{c.subject, c.agent, c.patient})
		}
	}
}

func TestAnEmptyTreeHasNoRoot(t *testing.T) {
	if got := (Tree{}).Root(); got != -1 {
		t.Errorf("its root is %d", got)
	}
}
