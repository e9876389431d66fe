package tagger

import (
	"testing"

	"dateline"
)

func ownJudges() []byte {
	split := &Forest{Base: 10, Trees: []DecisionTree{{{Column: 1, Value: 5, Low: 1, High: 2}, {Column: -1, Value: -100}, {Column: -1, Value: 300}}}}
	flat := &Forest{Base: 20}
	return EncodeTemplates([]*Forest{split, flat}, []*Forest{split}, []*Forest{flat}, [3]int{2, 2, 3}, 100)
}

func TestJudgesOfTemplatesAreReadAsWritten(t *testing.T) {
	judge, columns, err := OpenTemplates(ownJudges())
	if err != nil || columns != [3]int{2, 2, 3} {
		t.Fatalf("columns %v, error %v", columns, err)
	}
	// The mean of 310 and 20 is above the least of 100, that of -90 and 20 is not.
	if !judge.Keep([]int32{0, 6}) || judge.Keep([]int32{0, 5}) {
		t.Error("an incident above the least is kept, one below it is not")
	}
	if high, low, day := judge.Place([]int32{0, 6}), judge.Place([]int32{0, 5}), judge.Day([]int32{0, 0, 0}); high != 310 || low != -90 || day != 20 {
		t.Errorf("scores are %d, %d, %d; want 310, -90, 20", high, low, day)
	}
}

func TestDamagedJudgesOfTemplatesAreRefused(t *testing.T) {
	whole := ownJudges()
	for n := range whole {
		if _, _, err := OpenTemplates(whole[:n]); dateline.KindOf(err) != dateline.Invalid {
			t.Fatalf("cut to %d bytes: %v, want an invalid file", n, err)
		}
	}
	if _, _, err := OpenTemplates(append(whole, 0)); dateline.KindOf(err) != dateline.Invalid {
		t.Errorf("a byte too many: %v", err)
	}
}

func TestTheProgramsJudgesAreForRowsOfTheirColumnsOnly(t *testing.T) {
	_, columns, err := OpenTemplates(templateWeights)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := DefaultTemplates(columns[0], columns[1], columns[2]); err != nil {
		t.Error(err)
	}
	if _, err := DefaultTemplates(columns[0]+1, columns[1], columns[2]); dateline.KindOf(err) != dateline.Invalid {
		t.Errorf("other columns: %v", err)
	}
}
