package reader_test

import (
	"fmt"
	"strings"
	"testing"
)

func TestWhatIsCountedOverYearsIsNoEvent(t *testing.T) {
	for _, c := range []struct{ name, text, events, totals string }{
		{"years after something", "Three years after the deal, more than 190 former rebels have been killed, the mission said.", "", "191"},
		{"beside the news", "A roadside bomb killed two soldiers near Gao on Tuesday. In eight years, 44 soldiers have died in the north.", "2 killed", "44"},
		{"in that time", "The last French troops left Mali on Monday, seven years after they came. Some 48 French soldiers died in the Sahel in that time.", "", "48"},
		{"the anniversary of one event stays an event", "Gunmen killed 12 people in Kano on Tuesday, three years after the town was retaken.", "12 killed", ""},
		{"a day of its own stays", "A bomb killed 12 people in Kano on Tuesday, the first in two years.", "12 killed", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(head + c.text)
			if k := killed(got); k != c.events {
				t.Errorf("events: got %q, want %q", k, c.events)
			}
			var totals []string
			for _, a := range got.Aggregates {
				totals = append(totals, fmt.Sprint(*a.Low))
			}
			if k := strings.Join(totals, ", "); k != c.totals {
				t.Errorf("totals: got %q, want %q", k, c.totals)
			}
		})
	}
}

func TestWhatSomebodyOftenDoesIsNoEvent(t *testing.T) {
	const bomb = "A bomb killed four people at a market in Quetta on Tuesday. "
	for _, c := range []struct {
		name, text string
		accounts   int
	}{
		{"in the past", "Fighters of the Baloch Liberation Army have carried out similar attacks in Balochistan in the past.", 1},
		{"often", "Baloch fighters have often attacked police in Gwadar.", 1},
		{"once", "Baloch fighters attacked police in Gwadar on Monday.", 2},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := read(head + bomb + c.text); len(got.Accounts) != c.accounts {
				t.Errorf("got %s, want %d accounts", types(got), c.accounts)
			}
		})
	}
	if got := culprits(read(head + bomb + "Baloch fighters have often attacked police.")); got != "" {
		t.Errorf("got perpetrator %s of the bomb, want none", got)
	}
}
