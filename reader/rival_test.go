package reader_test

import (
	"fmt"
	"strings"
	"testing"

	"dateline"
)

// killed are the figures of the dead of all accounts that a reading counts, in
// order, each with its speaker.
func killed(got *dateline.Reading) string {
	var out []string
	for _, a := range got.Accounts {
		for _, c := range a.Casualties {
			if c.Low == nil {
				continue
			}
			s := fmt.Sprintf("%d %s", *c.Low, c.Status)
			if c.SaidBy != nil {
				s += " by " + *c.SaidBy
			}
			out = append(out, s)
		}
	}
	return strings.Join(out, ", ")
}

func TestATollThatChangedStandsAndWhatItWasDoesNot(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a toll that rose outlives those it rose by", "The toll from Monday's blast at a market in Toledo climbed to 15 from 12 after three of the wounded died.", "15 killed"},
		{"the number of those killed, a long way before", "The number of people killed in an attack on a bar in Toledo on Sunday has climbed to 15 after another victim died.", "15 killed"},
		{"a total since some month is of a period", "Bandits killed 36 villagers in Sokoto on Tuesday, raising the death toll to more than 100 since February.", "36 killed"},
		{"a total of the past days is another's", "Bandits killed 36 villagers in Sokoto on Tuesday. At least 71 people have been killed in the past four days in the region.", "36 killed"},
		{"a first count was replaced", "A bomb in Kano on Wednesday killed 24 people, up from an initial toll of 19.", "24 killed"},
		{"all who were hurt are no number", "A bomb in Kano on Wednesday killed 24 people. Two of the injured were flown out.", "24 killed"},
		{"some of somebody's people add up with them", "A mayor and two of his bodyguards were killed in an ambush near Gao on Tuesday.", "3 killed"},
		{"in capitals too", "A MAYOR AND TWO OF HIS BODYGUARDS WERE KILLED IN AN AMBUSH NEAR GAO ON TUESDAY.", "3 killed"},
		{"in small letters too", "a mayor and two of his bodyguards were killed in an ambush near gao on tuesday.", "3 killed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := killed(read(head + c.text)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}

func TestEachSpeakersTollIsKeptTheBestFirst(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"two sentences", "An air strike on a market in Khartoum on Tuesday killed 120 people, the minister said. The hospital said 88 people were killed.",
			"120 killed by the minister, 88 killed by The hospital"},
		{"one sentence", "A bomb in Kano on Wednesday killed 120 people, the minister said, but the hospital said 88 people were killed.",
			"120 killed by the minister, 88 killed by the hospital"},
		{"who puts the figure somewhere", "Gunmen attacked a bus in Garissa on Tuesday, killing seven passengers, residents said. Nairobi put the figure at four.",
			"7 killed by residents, 4 killed by Nairobi"},
		{"a belligerent's count of its enemies goes behind", "Rebels attacked a convoy near Gao on Tuesday. The rebels said they had killed 40 soldiers. A hospital official put the death toll at 11.",
			"11 killed by A hospital official, 40 killed by The rebels"},
		{"a part of the dead is no other toll", "A bomb killed 12 people in Kano on Wednesday, police said. Three of the victims were children, the hospital said. Doctors said two women were killed.",
			"12 killed by police"},
		{"the same number is no dispute", "A bomb killed 12 people in Kano on Wednesday, police said. Residents said that 12 people were killed.", "12 killed by police"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := killed(read(head + c.text)); got != c.want {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
