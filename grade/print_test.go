package grade

import (
	"strings"
	"testing"
)

func TestAScoreInWordsSaysWhatWasWantedAndWhatCame(t *testing.T) {
	g := own(t)
	rec := perfect(t, g, ownFiles, false)
	rec.Events[0].Status = "claimed"
	rec.Events[0].Roles[1].Name = "traders\x1b[31m"
	rec.Events[1].Type = "battle"
	text := New("own", g, &rec).Text(-1)
	for _, want := range []string{
		"✗ E1   must   attack.mine is e1, 10 of 12",
		"✗ status: wanted happened; came claimed",
		"✗ role victim: wanted herders; came perpetrator the River Guard; victim traders [31m",
		"✗ E2   must   group.branch-announced: no such event, 0 of 9",
		"nearest is e2 battle; it lacks type",
		"e2   battle, false: \"the guard had opened a wing in Chad\"",
		"✓ E3   should group.formed is e3, 5 of 5",
		"  - a rule in words",
		"events      precision  66.7%  recall  66.7%  F1  66.7%  (2 of 3 found, 1 false)",
		"verdict: 3 misses",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if few := New("own", g, &rec).Text(1); strings.Count(few, "; came ") != 1 {
		t.Errorf("one miss was to be spelled out:\n%s", few)
	}
}

func TestTheWorstStoriesComeFirst(t *testing.T) {
	scores := []Score{{Name: "c"}, {Name: "b", Tally: Tally{Wants: 9, WantsMet: 8}}, {Name: "a"}, {Name: "d", Tally: Tally{False: 2}}}
	var names []string
	for _, s := range Worst(scores, 3) {
		names = append(names, s.Name)
	}
	if got := strings.Join(names, ""); got != "dba" {
		t.Error(got)
	}
	if n := len(Worst(scores, 9)) + len(Worst(scores, -1)); n != 4 {
		t.Error(n)
	}
}
