package reader_test

import (
	"strings"
	"testing"

	"dateline"
)

// What a reader must never do: put words into the mouth of someone accused,
// count nobody as one, or lose a figure because its sentence has two.

func TestWhoseWordAndWhoseDeed(t *testing.T) {
	for _, c := range []struct {
		name, text, code string
		check            func(t *testing.T, a dateline.Account)
	}{
		{"the accused are no source of the accusation", "Soldiers were accused of killing 20 villagers near Gao.", "attack", func(t *testing.T, a dateline.Account) {
			if a.Basis != dateline.Alleged || a.SaidBy != nil && strings.Contains(*a.SaidBy, "oldiers") {
				t.Errorf("basis %s, said by %v", a.Basis, a.SaidBy)
			}
		}},
		{"no one is not one", "No one was killed when gunmen attacked a checkpoint near Gao on Monday.", "attack", func(t *testing.T, a dateline.Account) {
			if len(a.Casualties) > 0 {
				t.Errorf("casualties %q", toll(a))
			}
		}},
		{"killed so many and injured so many", "A bomb killed 90 people and injured 1,400 in Gao on Monday.", "attack.bombing", func(t *testing.T, a dateline.Account) {
			if got := toll(a); !strings.Contains(got, "killed 90..90") || !strings.Contains(got, "wounded 1400..1400") {
				t.Errorf("casualties %q", got)
			}
		}},
		{"a trade that nobody listed is someone", "Gunmen killed a thatcher near Gao on Sunday.", "attack", func(t *testing.T, a dateline.Account) {
			if !strings.HasPrefix(toll(a), "killed 1..1") {
				t.Errorf("casualties %q", toll(a))
			}
		}},
		{"an adjective of a state before its arms names its forces", "Turkish shelling killed three farmers near Kobani on Sunday.", "attack.shelling", func(t *testing.T, a dateline.Account) {
			if len(a.Roles) == 0 || a.Roles[0].Role != dateline.Perpetrator || a.Roles[0].Actor == nil {
				t.Errorf("roles %+v", a.Roles)
			}
		}},
		{"those who set a mine off are not its victims", "Ten soldiers were killed when rebels set off a roadside bomb near Gao.", "attack.mine", func(t *testing.T, a dateline.Account) {
			for _, r := range a.Roles {
				if r.Role == dateline.Victim && strings.Contains(r.Name, "rebels") {
					t.Errorf("roles %+v", a.Roles)
				}
			}
		}},
		{"each figure has its own speaker", "Warplanes struck a house in Gao on Monday, the army said. Three people were killed, the town's hospital said.", "attack.air", func(t *testing.T, a dateline.Account) {
			if len(a.Casualties) != 1 || a.Casualties[0].SaidBy == nil || !strings.Contains(*a.Casualties[0].SaidBy, "hospital") {
				t.Errorf("casualties %+v", a.Casualties)
			}
		}},
		{"a place that is taken is event enough", "Rutshuru was captured on Monday.", "territory.gained", func(t *testing.T, a dateline.Account) {
			if len(a.Places) != 1 || a.Places[0].Name != "Rutshuru" {
				t.Errorf("places %+v", a.Places)
			}
		}},
	} {
		t.Run(c.name, func(t *testing.T) { c.check(t, account(t, read(head+c.text), c.code)) })
	}
}

func TestAnAttemptThatGoesOnIsNotFoiled(t *testing.T) {
	if got := read(head + "Egypt was trying to broker a ceasefire in Gaza, officials said."); len(got.Accounts) > 0 {
		t.Errorf("accounts of %s", types(got))
	}
}

func TestADenialBesideAClaimIsAnEventOfItsOwn(t *testing.T) {
	got := read(head + "The army said it had killed 40 militants near Gao and denied killing civilians.")
	told, denied := 0, 0
	for _, a := range got.Accounts {
		if a.Basis == dateline.Denied {
			denied++
		} else {
			told++
		}
	}
	if told != 1 || denied != 1 {
		t.Errorf("accounts of %s: %d told and %d denied, want one each", types(got), told, denied)
	}
}

func TestALongListEndsInTime(t *testing.T) {
	got := read(head + strings.Repeat("Gunmen killed five people in Gao on Monday, ", 400))
	if len(got.Accounts) == 0 {
		t.Error("nothing read of a list without a full stop")
	}
}

func TestWhoseArmsStrikeIsWhoStrikes(t *testing.T) {
	a := account(t, read("Israel's army said its jets struck a camp near Gaza on Friday, killing three people."), "attack.air")
	if got := roles(a, "perpetrator"); got != "Israel Defense Forces" {
		t.Errorf("perpetrator is %q", got)
	}
}
