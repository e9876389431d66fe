package reader_test

import (
	"strings"
	"testing"

	"dateline"
)

// Reports of Friday 8 March 2024 that count the day of one event from that of
// another, or name a day to come.
func TestADayIsCountedFromTheEventBesideIt(t *testing.T) {
	for _, c := range []struct{ name, text, code, day string }{
		{"a day after what another clause tells", "A roadside bomb killed two soldiers near Gao on Thursday, a day after gunmen shot dead a teacher in Kaduna.", "attack.armed", "2024-03-06"},
		{"beside the report's own", "A roadside bomb killed two soldiers near Gao on Thursday, while a day earlier gunmen had abducted three nurses in Kaduna.", "abduction", "2024-03-06"},
		{"in a sentence of its own", "A bomb killed four people in Kano on Wednesday. Police said gunmen had kidnapped nine pupils in Zamfara two days earlier.", "abduction", "2024-03-04"},
		{"the dateline is when it was filed", "SAN SALVADOR, 8 MAR 24 -- GUERRILLAS ATTACKED AN ARMY POST IN CHALATENANGO LAST NIGHT.", "attack.armed", "2024-03-07"},
		{"the feast of a plot is to come", "Police in Paris arrested four men who planned to bomb a church over the Easter weekend.", "attack.bombing", "2024-03-31"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := account(t, read(head+c.text), c.code)
			if a.Time.Start == nil || a.Time.Start.String() != c.day {
				t.Errorf("it begins %v, want %s", a.Time.Start, c.day)
			}
		})
	}
}

func TestWhatATrialIsOverIsBackground(t *testing.T) {
	got := read(head + "Two men went on trial in Tunis on Thursday over the 2015 attack on a museum that killed 20 tourists.\n\nOn Tuesday gunmen killed three policemen in Kasserine.")
	for _, a := range got.Accounts {
		if !strings.HasPrefix(string(a.Type), "attack") {
			continue
		}
		fresh := roles(a, dateline.Perpetrator) == "gunmen"
		if a.Background == fresh {
			t.Errorf("%s (%s) has background %t", a.Type, toll(a), a.Background)
		}
	}
}
