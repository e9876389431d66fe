package reader_test

import (
	"fmt"
	"strings"
	"testing"

	"dateline"
)

// cast are the words of a role of all accounts.
func cast(got *dateline.Reading, role dateline.RoleName) string {
	var out []string
	for _, a := range got.Accounts {
		for _, r := range a.Roles {
			if r.Role == role {
				out = append(out, r.Words)
			}
		}
	}
	return strings.Join(out, ", ")
}

func TestWhoIsHandedOverIsNotWhoHandsOver(t *testing.T) {
	got := read(head + "FARC rebels freed four policemen on Tuesday. The Red Cross said the group handed them over near Villavicencio.")
	if v := cast(got, dateline.Victim); !strings.Contains(v, "four policemen") || len(got.Accounts) != 1 {
		t.Errorf("victims %q in %s, want the policemen alone", v, types(got))
	}
	for _, a := range got.Accounts {
		for _, r := range a.Roles {
			if r.Role == dateline.Victim && r.Actor != nil {
				t.Errorf("%s is victim of its own release", *r.Actor)
			}
		}
	}
}

func TestFightersOfANamedGroupAreTheGroup(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"rebels", "Rebels of the Farabundo Marti National Liberation Front (FMLN) ambushed an army patrol near San Vicente on Tuesday, killing four soldiers.", "fmln"},
		{"guerrillas", "Guerrillas of the National Liberation Army (ELN) kidnapped two engineers near Arauca on Tuesday.", "eln"},
		{"fighters", "Fighters of the Kurdistan Workers' Party (PKK) attacked a police post near Hakkari on Tuesday, killing two officers.", "pkk"},
		{"behind other words", "On Tuesday, insurgents of the National Liberation Army (ELN) kidnapped two engineers near Arauca.", "eln"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := culprits(read(head + c.text)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheFearedDeadAndTheMissingAreCounted(t *testing.T) {
	got := read("title: Scores dead as boat shelled\n\nBetween 30 and 35 people were feared dead after shells hit a boat off Bukavu on Thursday, up from an early count of eight. Up to 25 were missing and some 200 had been evacuated.")
	if len(got.Accounts) != 1 {
		t.Fatalf("got %s, want one account of the shelling", types(got))
	}
	var words []string
	for _, c := range got.Accounts[0].Casualties {
		words = append(words, string(c.Status)+" "+c.Words)
	}
	if w := strings.Join(words, "; "); w != "killed Between 30 and 35 people; missing Up to 25" {
		t.Errorf("got %s", w)
	}
}

func TestAttackersAmongTheDeadAreOfNoOneSide(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"counted in", "A suicide bomber struck a mosque in Kabul on Tuesday, killing five people, including the bomber, police said.", "5 unknown"},
		{"beside others", "A bomber killed herself and three others at a market in Kano on Tuesday, police said.", "4 unknown"},
		{"other people counted in", "A suicide bomber struck a mosque in Kabul on Tuesday, killing five people, including the imam, police said.", "5 civilian"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var out []string
			for _, a := range read(head + c.text).Accounts {
				for _, k := range a.Casualties {
					out = append(out, fmt.Sprint(*k.Low)+" "+string(k.Side))
				}
			}
			if got := strings.Join(out, ", "); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
