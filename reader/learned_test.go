package reader_test

import (
	"slices"
	"strings"
	"testing"

	"dateline"
	"dateline/reader"
)

// A judge takes a word for what it is told to, and nothing else for an event,
// but leaves what the codebook says.
type judge map[string]string

func (j judge) Choose(features []string, other string) (string, int, int) {
	for word, typ := range j {
		if slices.Contains(features, "w|"+word) {
			if typ == "" {
				return "battle", -1000, -1000
			}
			return typ, 1000, 1000
		}
	}
	return "battle", -250, -250
}

func withJudge(text string, j judge) []dateline.Account {
	rd := reader.New(reader.Options{Models: reader.Models{Trigger: j}})
	return rd.Read(&dateline.Report{ID: "r1", Language: "en", Text: text}).Accounts
}

func TestALearnedWordOpensAnEventWithTheRolesOfItsType(t *testing.T) {
	got := withJudge("Hooded men clobbered a priest in Lagos on Friday.", judge{"Vclobber": "attack.beating"})
	if len(got) != 1 || got[0].Type != "attack.beating" || len(got[0].Places) != 1 {
		t.Fatalf("%+v", got)
	}
	var roles []string
	for _, r := range got[0].Roles {
		roles = append(roles, string(r.Role)+" "+r.Words)
	}
	if s := strings.Join(roles, ", "); !strings.Contains(s, "perpetrator Hooded men") || !strings.Contains(s, "a priest") {
		t.Errorf("roles %s", s)
	}
}

func TestALearnedModelDropsWhatTheCodebookTakesForAnEvent(t *testing.T) {
	text := "The army attacked the rebels in Lagos."
	if got := withJudge(text, judge{}); len(got) != 1 {
		t.Fatalf("%d events without a verdict, want 1", len(got))
	}
	if got := withJudge(text, judge{"Vattack": ""}); len(got) != 0 {
		t.Errorf("%d events, want none", len(got))
	}
}

func TestALearnedWordDoesNotRetypeAnEventThatAListedWordTells(t *testing.T) {
	got := withJudge("A bomb exploded at a market in Lagos on Friday, killing five people. The blast maimed a trader.", judge{"Vmaim": "attack.air"})
	for _, a := range got {
		if a.Type == "attack.air" {
			t.Errorf("%+v", a)
		}
	}
	if len(got) == 0 {
		t.Error("no event")
	}
}
