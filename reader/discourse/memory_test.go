package discourse

import (
	"runtime"
	"testing"
	"weak"

	"dateline/reader/syntax"
)

func TestStatementsDoNotHoldTheModelTheyComeFrom(t *testing.T) {
	m := build("The raid was over by noon, said Amina Sule, spokeswoman for the state police.\n\n\"We found nobody there,\" she said on Monday.")
	told := m.Statements()
	roles := 0
	for _, s := range told {
		if s.Role != nil || s.Affiliation != nil {
			roles++
		}
	}
	if roles == 0 {
		t.Fatalf("no speaker with a role or an affiliation among %d statements; the test needs one", len(told))
	}
	var held []weak.Pointer[syntax.Sentence]
	for _, s := range m.Sentences {
		held = append(held, weak.Make(s))
	}
	m = nil
	runtime.GC()
	for i, s := range held {
		if s.Value() != nil {
			t.Errorf("a report's statements keep its sentence %d in memory", i)
		}
	}
	runtime.KeepAlive(told)
}
