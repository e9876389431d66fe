package reader_test

import (
	"strings"
	"testing"

	"dateline"
)

// These are words that the codebook lists, or that a model takes for violence,
// where what stands around them says that there was none.
func TestHarmThatNobodyMeansIsNoViolence(t *testing.T) {
	takesAll := judge{"Ndead": "attack.killing", "Nfire": "attack.bombing", "Naccident": "attack.killing", "Vdie": "attack.killing", "Vkill": "attack.killing", "Nattack": "attack.armed"}
	for _, text := range []string{
		"The old senator died of a heart attack in Lima on Monday.",
		"Two pilgrims died from cholera in Sanaa.",
		"Floods killed 30 villagers in Gao on Monday.",
		"A fire at a hostel killed six lodgers in Gao.",
		"An earthquake shook Quetta on Friday, killing 30 people.",
		"A bus accident killed 12 travellers near Gao.",
		"The bus overturned near Gao and rolled down a bank, killing the driver.",
		"Nine miners were killed in a landslide near Gao.",
		"The Lisbon accords were dead, the minister said.",
		"The explosion in Gao was caused by a gas leak and not a bomb.",
		"The fire in Gao was not arson.",
		"A gas explosion killed four people in Gao on Monday.",
		"A boiler exploded in Gao, injuring three lodgers.",
	} {
		for _, a := range withJudge(head+text, takesAll) {
			t.Errorf("%q opens %s by %v", text, a.Type, a.Evidence)
		}
	}
}

func TestViolenceIsStillViolenceBesideAMishap(t *testing.T) {
	for text, want := range map[string]dateline.EventCode{
		"Rebel artillery fire killed six lodgers in Gao.":                          "attack",
		"Gunmen killed nine miners near a landslide in Gao on Monday.":             "attack.killing",
		"Three people were killed by gunmen in Gao.":                               "attack.killing",
		"The explosion in Gao on Monday was caused by a bomb, killing six people.": "attack.bombing",
		"Two policemen died of gunshot wounds after an attack by rebels in Gao.":   "attack.armed",
	} {
		got := read(head + text)
		if len(got.Accounts) == 0 || !strings.HasPrefix(string(got.Accounts[0].Type), string(want)) {
			t.Errorf("%q opens %s, want %s", text, types(got), want)
		}
	}
}

func TestSportAndScreenAreNoViolence(t *testing.T) {
	for _, text := range []string{
		"The captain struck the crossbar twice on Saturday.",
		"The champion captured two pawns and attacked the rook in Oslo.",
		"Shooting of the film began in Accra on Monday.",
		"In the drama, rebels kill a priest in a village near Quito.",
	} {
		for _, a := range read(head + text).Accounts {
			t.Errorf("%q opens %s", text, a.Type)
		}
	}
	match := read("United lose at home\n\nThe captain struck the bar twice in the second half before United were ambushed by City on Saturday. The striker attacked the left and fired over the crossbar. City lead the league.")
	if match.Genre != dateline.Sport {
		t.Errorf("genre %s, want sport", match.Genre)
	}
	bomb := read("Bomb at a match\n\nA bomb killed the goalkeeper and two strikers in the second half of a league match in Kano on Saturday. Gunmen shot at the referee.")
	if bomb.Genre == dateline.Sport || len(bomb.Accounts) == 0 {
		t.Errorf("genre %s, %d events, want news with one", bomb.Genre, len(bomb.Accounts))
	}
}

func TestAPartOfTheCaptivesIsReleasedFromNoPrison(t *testing.T) {
	a := account(t, read(head+"Gunmen freed nine of the 30 pupils on Monday."), "")
	if a.Type != "abduction.release" || toll(a) != "released 9..9 unknown" && toll(a) != "released 9..9 civilian" {
		t.Errorf("%s %s", a.Type, toll(a))
	}
	if got := withJudge(head+"Gunmen liberated eight women on Monday.", judge{"Vliberate": "attack.prison-break"}); len(got) > 0 && got[0].Type == "attack.prison-break" {
		t.Error("a prison break without a prison")
	}
}

func TestANounForTalksAloneDoesNotTellHowTheyEnded(t *testing.T) {
	for _, c := range []struct {
		text string
		j    judge
	}{
		{"Envoys left for the Geneva talks on Monday.", judge{"Ntalk": "talks.failed", "Ntalks": "talks.failed"}},
		{"The attackers lunged during the night.", judge{"Vlunge": "talks.agreement"}},
	} {
		for _, a := range withJudge(head+c.text, c.j) {
			t.Errorf("%q opens %s", c.text, a.Type)
		}
	}
}

func TestAParticipleInAHeadlineIsPassive(t *testing.T) {
	for _, title := range []string{"Eleven police killed in Kano ambush", "Eleven police wounded in Kano ambush", "Eleven police killed by gunmen"} {
		for _, a := range read(title + "\n\nThe governor spoke on Monday.").Accounts {
			if got := roles(a, dateline.Perpetrator); got != "" && got != "gunmen" {
				t.Errorf("%q: perpetrator %q", title, got)
			}
			if got := roles(a, dateline.Victim); got != "Eleven police" {
				t.Errorf("%q: victim %q", title, got)
			}
		}
	}
}
