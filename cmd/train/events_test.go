package main

import (
	"testing"

	"dateline"
	"dateline/reader"
)

func TestAWordIsTaughtWithTheTypeThatItTellsOfByItself(t *testing.T) {
	vague := map[string]bool{"hurt": true}
	for name, c := range map[string]struct {
		x     reader.Example
		event dateline.EventCode
		want  dateline.EventCode
	}{
		"killed in an ambush":         {reader.Example{Lemma: "kill", Told: "attack.killing", Known: []dateline.EventCode{"attack.killing"}}, "attack.ambush", "attack.killing"},
		"a word listed for the type":  {reader.Example{Lemma: "ambush", Known: []dateline.EventCode{"attack.armed", "attack.ambush"}}, "attack.ambush", "attack.ambush"},
		"a listed word of no kin":     {reader.Example{Lemma: "talk", Known: []dateline.EventCode{"talks.held"}}, "attack.ambush", "attack.ambush"},
		"hurt, in attacks of all":     {reader.Example{Lemma: "hurt"}, "attack.mine", "attack.killing"},
		"a word that nobody lists":    {reader.Example{Lemma: "torch"}, "attack.arson", "attack.arson"},
		"hurt, where it is no attack": {reader.Example{Lemma: "hurt"}, "aid.blocked", "aid.blocked"},
	} {
		if got := own(c.x, c.event, vague); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

func TestExamplesOfOnePlanGiveTheSameTable(t *testing.T) {
	c := lessonPlan{name: "trigger", classes: []string{"+", "=protest", "=riot"}, margin: 2, rounds: 3, hidden: 30}
	xs := []shownWord{{[]string{"march", "crowd"}, "protest"}, {[]string{"loot", "crowd"}, "riot"}, {[]string{"clock"}, ""}}
	a, err := c.table(xs, 1)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := c.table(xs, 1)
	if string(a) != string(b) {
		t.Error("the same examples and seed gave other bytes")
	}
}
