package reader_test

import (
	"strings"
	"testing"

	"dateline"
	"dateline/reader"
)

// An optimist is a model that takes every event for one that took place.
type optimist struct{}

func (optimist) Choose([]string, string) (string, int, int) { return "happened", 1000, 1000 }

// A forgetter is a model that takes nothing for background.
type forgetter struct{}

func (forgetter) Choose([]string, string) (string, int, int) { return "no", 1000, 0 }

// readOptimistically reads with models that lean to what is most often so.
func readOptimistically(words string) *dateline.Reading {
	return reader.New(reader.Options{Models: reader.Models{Occurrence: optimist{}, Background: forgetter{}}}).Read(report(words))
}

func TestWhatWasNotIsNoEventThatHappened(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a foiled plot, with whom it would have killed", "Police foiled a plot to bomb a stadium in Lima on Sunday. The suspects had planned to kill at least 90 spectators.", "attack.bombing foiled"},
		{"a foiled plan has no toll of those arrested", "Police in Oslo foiled a plan to bomb a theatre on Friday.", "attack.bombing foiled"},
		{"a planned attack that was thwarted", "Soldiers thwarted a planned attack on a hotel in Accra. The gunmen intended to kill dozens of guests.", "attack.armed foiled"},
		{"a condition against the fact, inverted", "The device would have killed hundreds had it exploded.", "attack.bombing did-not-happen"},
		{"a condition against the fact, with if", "If the bomb had gone off, it would have killed hundreds of people.", "attack.killing did-not-happen"},
		{"a threat is a threat and nothing else", "Rebels threatened to kill 20 hostages unless Lagos withdrew its troops.", "threat.made happened"},
		{"a threat by the word of others", "Rebels have threatened to execute two nurses in Gao, the governor said.", "threat.made happened"},
		{"nobody is no victim", "Nobody was killed in the attack on a barracks in Gao on Monday.", "attack.armed happened"},
		{"none of them is none", "None of the pupils was abducted and no one has been arrested.", ""},
		{"a denied deed is denied, whatever a model thinks", "The government denied that its jets had bombed a nursery in Taiz.", "attack.air happened denied"},
		{"who rejects what others say denies it", "The government rejected claims that its jets had bombed a nursery in Taiz.", "attack.air happened denied"},
		{"and so does who dismisses reports", "The army dismissed reports that its soldiers had attacked a clinic in Taiz.", "attack.armed happened denied"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := readOptimistically(head + c.text)
			var all []string
			for _, a := range got.Accounts {
				s := string(a.Type) + " " + string(a.Occurrence)
				if a.Basis != dateline.Reported {
					s += " " + string(a.Basis)
				}
				all = append(all, s)
				if len(a.Casualties) > 0 {
					t.Errorf("a toll: %s", toll(a))
				}
				for _, r := range a.Roles {
					if strings.Contains(strings.ToLower(r.Words), "no one") || strings.HasPrefix(strings.ToLower(r.Words), "no") && r.Role == dateline.Victim {
						t.Errorf("%s is %q", r.Role, r.Words)
					}
				}
				for _, p := range a.Places {
					if p.Name == "Lagos" {
						t.Error("who is asked to withdraw is not where")
					}
				}
			}
			if s := strings.Join(all, ", "); s != c.want {
				t.Errorf("read %q, want %q", s, c.want)
			}
		})
	}
}

func TestWhoOnlyDeniesAnEventIsNotWhoseWordItIs(t *testing.T) {
	a := account(t, read(head+"A hospital said that jets had bombed a nursery in Taiz on Friday. The government denied that its jets had bombed the nursery."), "attack.air")
	if a.Basis != dateline.Reported || a.SaidBy == nil || strings.Contains(*a.SaidBy, "government") {
		t.Errorf("basis %s, said by %v", a.Basis, a.SaidBy)
	}
}
