package discourse

import (
	"strings"
	"testing"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/syntax"
	"dateline/register"
)

// choosing is a Referrer that is for candidates with one feature, against all others.
type choosing string

func (c choosing) Choose(features []string, _ string) (string, int, int) {
	for _, f := range features {
		if strings.HasPrefix(f, string(c)) {
			return "yes", 500, 500
		}
	}
	return "yes", -500, -500
}

func TestTwoPhrasesOfOneAreOneByName(t *testing.T) {
	for _, c := range []struct{ name, text, phrase, want string }{
		{"a description before its name", "Gunmen shot a judge, Amina Halvorsen, in the capital.", "a judge", "Amina Halvorsen"},
		{"a description behind its name", "Amina Halvorsen, a judge, was shot.", "a judge", "Amina Halvorsen"},
		{"an age between", "Amina Halvorsen, 44, a judge, was shot.", "a judge", "Amina Halvorsen"},
		{"a predicate", "A teacher was shot. The victim was Amina Halvorsen.", "The victim", "Amina Halvorsen"},
		{"who identifies somebody", "Police identified the victim as Amina Halvorsen.", "the victim", "Amina Halvorsen"},
		{"two in a list are two", "A judge, Amina Halvorsen and a driver were shot.", "A judge", ""},
		{"many are not one", "Several judges, Amina Halvorsen said, were shot.", "Several judges", ""},
		{"many attackers are no commander", "Gunmen fired on a patrol. \"It was quiet,\" said Colonel Amina Halvorsen, the police commander.", "Gunmen", ""},
		{"nor one of a group", "Gunmen fired on a bus. The commander, Amina Halvorsen, fled.", "Gunmen", ""},
		{"a body is no person", "The ministry, Amina Halvorsen said, was warned.", "The ministry", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := build(c.text)
			if got := m.ProperName(Referent(last(t, m, c.phrase)).Root()); got != c.want {
				t.Errorf("%q goes by %q, want %q", c.phrase, got, c.want)
			}
		})
	}
}

func TestTwoGroupsAreThoseThatASentenceNamesTogether(t *testing.T) {
	const pair = "The Highland Liberation Front and the Coastal Liberation Army have merged."
	for _, c := range []struct{ name, text, phrase string }{
		{"told of before", pair + " The two groups signed a text.", "The two groups"},
		{"named behind", "Two rebel groups have merged. " + pair, "Two rebel groups"},
	} {
		t.Run(c.name, func(t *testing.T) {
			m := build(c.text)
			e := Referent(last(t, m, c.phrase))
			if e == nil || len(e.Both) != 2 || e.Both[0].Name != "Highland Liberation Front" || e.Both[1].Name != "Coastal Liberation Army" {
				t.Errorf("%q stands for %+v", c.phrase, e)
			}
		})
	}
	m := build(pair + " The three groups signed a text.")
	if e := Referent(last(t, m, "The three groups")); e != nil && len(e.Both) > 0 {
		t.Errorf("three groups are two: %+v", e)
	}
}

func TestAReferrerDecidesOverTheRules(t *testing.T) {
	const text = "Masked gunmen stormed a bank and took two clerks. They were freed on Monday."
	p := &syntax.Parser{Gazetteer: gazetteer.Default(), Register: register.Default()}
	rep := &dateline.Report{ID: "r1", Text: "News of the day\n\n" + text, Language: "en"}
	for _, c := range []struct {
		by   choosing
		want string
	}{
		{"lp|they|O", "two clerks"}, // whom it was done to last
		{"lp|they|S", "Masked gunmen"},
		{"no such feature", "Masked gunmen"}, // the rules' own
	} {
		m := Build(p, nil, c.by, rep)
		if got := Referent(last(t, m, "They")); got == nil || got.Name != c.want {
			t.Errorf("by %q they are %+v, want %q", c.by, got, c.want)
		}
	}
}

func TestLessonsAreOfWhatATeacherKnows(t *testing.T) {
	const text = "Masked gunmen stormed a bank. They fled."
	p := &syntax.Parser{Gazetteer: gazetteer.Default(), Register: register.Default()}
	rep := &dateline.Report{ID: "r1", Text: text, Language: "en"}
	ids := map[string]string{"gunmen": "g1", "They": "g1"}
	right := 0
	lessons := Lessons(p, rep, func(head dateline.Span) string { return ids[head.In(text)] })
	for _, l := range lessons {
		if l.Same {
			right++
		}
	}
	if right != 1 {
		t.Errorf("%d of %d lessons are right, want one: %v", right, len(lessons), lessons)
	}
	if got := Lessons(p, rep, func(dateline.Span) string { return "" }); len(got) > 0 {
		t.Errorf("a teacher who knows nothing teaches %v", got)
	}
}
