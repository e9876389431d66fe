package perceptron

import (
	"reflect"
	"slices"
	"testing"

	"dateline/tagger"
)

// learn teaches a perceptron the exclusive or of two things, which the joint
// feature tells, and returns its mistakes in the last round.
func learn(p *Perceptron) (mistakes int) {
	for range 20 {
		mistakes = 0
		for i := range uint64(4) {
			a, b := i&1, i>>1
			features := []uint64{tagger.Feature(0, a), tagger.Feature(1, b), tagger.Feature(2, a, b)}
			scores := make([]int32, 2)
			p.Score(features, scores)
			want := int(a ^ b)
			if got := tagger.Best(scores); got != want {
				mistakes++
				p.Update(features, want, 1)
				p.Update(features, got, -1)
			}
			p.Tick()
		}
	}
	return mistakes
}

func TestAPerceptronLearns(t *testing.T) {
	if got := learn(New(1)); got != 0 {
		t.Errorf("after twenty rounds it makes %d mistakes of 4", got)
	}
}

func TestWeightsAreAveragesOverTicks(t *testing.T) {
	p := New(1)
	p.Update([]uint64{1}, 0, 1) // for all of two ticks
	p.Tick()
	p.Update([]uint64{2}, 0, 1) // for the second
	p.Update([]uint64{2}, 1, -1)
	p.Update([]uint64{3}, 2, 1) // and back to 0
	p.Update([]uint64{3}, 2, -1)
	p.Tick()
	got := p.Weights(Pruning{})
	slices.SortFunc(got, func(a, b tagger.Weight) int {
		return int(a.Feature)*10 + int(a.Class) - int(b.Feature)*10 - int(b.Class)
	})
	want := []tagger.Weight{{Feature: 1, Class: 0, Value: 11}, {Feature: 2, Class: 0, Value: 5}, {Feature: 2, Class: 1, Value: -5}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("weights are %v; want %v", got, want)
	}
}

func TestAFeatureIsWeighedFromItsAdmission(t *testing.T) {
	p := New(3)
	f := []uint64{tagger.Feature(0, 1)}
	for n, want := range []int32{0, 0, 1, 2} {
		p.Update(f, 0, 1)
		got := make([]int32, 1)
		if p.Score(f, got); got[0] != want {
			t.Errorf("after %d updates it weighs %d; want %d", n+1, got[0], want)
		}
	}
}

func TestPruningDropsWhatWasSeldomChangedAndWhatIsSmall(t *testing.T) {
	p := New(1)
	for range 3 {
		p.Update([]uint64{1}, 0, 1)
	}
	p.Update([]uint64{2}, 0, 50)
	p.Update([]uint64{3}, 0, 2)
	p.Update([]uint64{3}, 0, -1)
	p.Tick()
	got := p.Weights(Pruning{Updates: 2, Least: 9})
	if len(got) != 1 || got[0].Feature != 1 {
		t.Errorf("what stays is %v; want feature 1 alone", got)
	}
}

func TestManyFeaturesAndClassesKeepApart(t *testing.T) {
	p := New(1)
	for f := range uint64(50000) {
		for class := range int(f%7) + 1 {
			p.Update([]uint64{tagger.Feature(0, f)}, class, int32(f)+1)
		}
	}
	for f := range uint64(50000) {
		got := make([]int32, 7)
		p.Score([]uint64{tagger.Feature(0, f)}, got)
		for class, v := range got {
			want := int32(0)
			if class <= int(f%7) {
				want = int32(f) + 1
			}
			if v != want {
				t.Fatalf("feature %d weighs %d for class %d; want %d", f, v, class, want)
			}
		}
	}
}
