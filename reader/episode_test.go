package reader_test

import (
	"testing"

	"dateline"
)

func TestStepsOfAnEpisodeAreNoEventsOfTheirOwn(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []dateline.EventCode
	}{
		{"what is burnt on the way is part of the raid", "Gunmen abducted eleven pupils from a school in Zamfara on Tuesday. They set fire to two classrooms.", []dateline.EventCode{"abduction.taken"}},
		{"a fire elsewhere is another event", "Gunmen abducted eleven pupils from a school in Zamfara on Tuesday. Youths set fire to two shops in Kano on Monday.", []dateline.EventCode{"abduction.taken", "attack.arson"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(head + c.text)
			if len(got.Accounts) != len(c.want) {
				t.Fatalf("there are %s, want %v", types(got), c.want)
			}
			for i, a := range got.Accounts {
				if a.Type != c.want[i] {
					t.Errorf("there are %s, want %v", types(got), c.want)
				}
			}
		})
	}
}

func TestWhatLiesLongBeforeTheNewsIsBackground(t *testing.T) {
	for _, c := range []struct {
		name, day string
		want      bool
	}{
		{"a month before", "on 6 February 2024", true},
		{"the day before", "on 6 March 2024", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(head + "Police arrested two men in Kano on 7 March 2024. Gunmen killed three guards in Gusau " + c.day + ".")
			if a := account(t, got, "attack.killing"); a.Background != c.want {
				t.Errorf("background %v, want %v", a.Background, c.want)
			}
		})
	}
}

func TestAnArmysWordForItsAirForceIsItsOwnClaim(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       dateline.Basis
	}{
		{"the ministry's", "The defence ministry said that the air force had bombed a camp near Djibo on Monday.", dateline.Claimed},
		{"a mayor's", "The mayor said that the air force had bombed a camp near Djibo on Monday.", dateline.Reported},
	} {
		t.Run(c.name, func(t *testing.T) {
			if a := account(t, read(head+c.text), "attack."); a.Basis != c.want {
				t.Errorf("basis %s, want %s", a.Basis, c.want)
			}
		})
	}
}
