package reader_test

import (
	"strings"
	"testing"

	"dateline"
)

// apart is how many days the second account's words put it behind the first, whichever
// of the two the words are of; ok is false where neither is counted from the other.
func apart(first, second dateline.Account) (int, bool) {
	for _, x := range []struct {
		of, from dateline.Account
		sign     int
	}{{second, first, 1}, {first, second, -1}} {
		if r := x.of.Time.Relative; r != nil && r.To == string(x.from.ID) && r.MinDays != nil && r.MaxDays != nil && *r.MinDays == *r.MaxDays {
			return x.sign * *r.MinDays, true
		}
	}
	return 0, false
}

// One event is counted from another of the report, in whatever order they stand, with
// a day of publication (Friday 8 March 2024) and without.
func TestDaysBetweenTwoEventsOfAReport(t *testing.T) {
	for _, c := range []struct {
		text string
		days int // from the killing to the bomb
	}{
		{"Gunmen killed six soldiers near Kidal%s. Two days later a car bomb exploded in Gao.", 2},
		{"Gunmen killed six soldiers near Kidal%s. A car bomb exploded in Gao two days after.", 2},
		{"Gunmen killed six soldiers near Kidal%s. The following day a car bomb exploded in Gao.", 1},
		{"Gunmen killed six soldiers near Kidal%s. The next morning a car bomb exploded in Gao.", 1},
		{"Gunmen killed six soldiers near Kidal%s. A day earlier a car bomb had exploded in Gao.", -1},
		{"Gunmen killed six soldiers near Kidal%s. The day before, a car bomb exploded in Gao.", -1},
		{"Gunmen killed six soldiers near Kidal%s. The same evening a car bomb exploded in Gao.", 0},
		{"Gunmen killed six soldiers near Kidal%s and a day later a car bomb killed nine people in Gao.", 1},
		{"Gunmen killed six soldiers near Kidal%s, two days after a car bomb killed nine people in Gao.", -2},
		{"Two days after a car bomb killed nine people in Gao, gunmen killed six soldiers near Kidal%s.", -2},
		{"Three days before the bombing of a hotel in Gao, gunmen killed six soldiers near Kidal%s.", 3},
	} {
		for _, day := range []string{" on Monday", ""} {
			words := strings.Replace(c.text, "%s", day, 1)
			t.Run(words, func(t *testing.T) {
				rep := report(head + words)
				if day == "" {
					rep.Published = nil
				}
				got := rd.Read(rep)
				killing, bomb := account(t, got, "attack.killing"), account(t, got, "attack.bombing")
				if killing.Background || bomb.Background {
					t.Error("what lies days from the news is background")
				}
				n, ok := apart(killing, bomb)
				if day == "" {
					if !ok || n != c.days {
						t.Errorf("the bomb lies %d days after the killing (%t), want %d", n, ok, c.days)
					}
					return
				}
				if killing.Time.Start == nil || killing.Time.Start.String() != "2024-03-04" {
					t.Fatalf("the killing begins %v, want Monday", killing.Time.Start)
				}
				if want := killing.Time.Start.AddDays(c.days); bomb.Time.Start == nil || *bomb.Time.Start != want {
					t.Errorf("the bomb begins %v, want %s", bomb.Time.Start, want)
				}
			})
		}
	}
}

// What a clause that dates tells is not what the dated clause tells.
func TestTheClauseThatDatesHasItsOwnPeople(t *testing.T) {
	rep := report(head + "Three days before the shelling of a clinic in Gao, gunmen ambushed a convoy near Kidal and killed six soldiers.")
	rep.Published = nil
	got := rd.Read(rep)
	shelling, ambush := account(t, got, "attack.shelling"), account(t, got, "attack.ambush")
	if toll(shelling) != "" || places(shelling) == places(ambush) {
		t.Errorf("the shelling has %q, %s", toll(shelling), places(shelling))
	}
	if toll(ambush) != "killed 6..6 state" || roles(ambush, dateline.Perpetrator) != "gunmen" {
		t.Errorf("the ambush has %q by %s", toll(ambush), roles(ambush, dateline.Perpetrator))
	}
}

func TestATimeBeforeTheClauseThatDatesIsOfWhatComesBehindIt(t *testing.T) {
	got := read(head + "On Tuesday, two days after an ambush near Kidal that killed six soldiers, a car bomb killed nine people in Gao.")
	for code, day := range map[string]string{"attack.bombing": "2024-03-05", "attack.ambush": "2024-03-03"} {
		if a := account(t, got, code); a.Time.Start == nil || a.Time.Start.String() != day {
			t.Errorf("%s begins %v, want %s", code, a.Time.Start, day)
		}
	}
}

func TestTalksAreWhatAnAttackIsCountedFrom(t *testing.T) {
	for _, text := range []string{
		"Militants ambushed a convoy near Gao three days before the peace talks opened in Algiers, killing six soldiers.",
		"Three days before the peace talks opened in Algiers, militants ambushed a convoy near Gao, killing six soldiers.",
	} {
		rep := report(head + text)
		rep.Published = nil
		got := rd.Read(rep)
		ambush, talks := account(t, got, "attack.ambush"), account(t, got, "talks.held")
		if n, ok := apart(ambush, talks); !ok || n != 3 {
			t.Errorf("%s: the talks lie %d days after the ambush (%t), want 3", text, n, ok)
		}
	}
}

func TestTheDayOfTalksIsNotThatOfWhatTheyFollow(t *testing.T) {
	got := read(head + "Peace talks between the government and rebels opened in Algiers on Tuesday. The talks follow an ambush near Gao in which six soldiers were killed.")
	if a := account(t, got, "attack.ambush"); a.Time.Start != nil {
		t.Errorf("the ambush begins %s, want no day", a.Time.Start)
	}
}

// Two events that lie differently far from a third are two.
func TestEventsDifferentlyFarFromAThirdAreTwo(t *testing.T) {
	got := read(head + "Elders announced a ceasefire in Baidoa on Wednesday, four days after clan gunmen killed six militants at a roadblock.\n\nThe announcement came two days after a rocket attack on a hospital that killed three nurses.")
	killing, rocket := account(t, got, "attack.killing"), account(t, got, "attack.shelling")
	for _, x := range []struct {
		a         dateline.Account
		day, toll string
	}{{killing, "2024-03-02", "killed 6..6 armed-group"}, {rocket, "2024-03-04", "killed 3..3 civilian"}} {
		if x.a.Time.Start == nil || x.a.Time.Start.String() != x.day || toll(x.a) != x.toll {
			t.Errorf("%s begins %v with %q, want %s with %q", x.a.Type, x.a.Time.Start, toll(x.a), x.day, x.toll)
		}
	}
}

func TestWhatCameDaysLaterIsAnotherEvent(t *testing.T) {
	got := read(head + "Gunmen attacked a convoy near Gao on Monday and wounded three soldiers. Two days later gunmen attacked the market in Gao and killed four traders.")
	var days []string
	for _, a := range got.Accounts {
		if a.Time.Start != nil {
			days = append(days, a.Time.Start.String()+" "+toll(a))
		}
	}
	if want := "2024-03-04 wounded 3..3 state, 2024-03-06 killed 4..4 civilian"; strings.Join(days, ", ") != want {
		t.Errorf("got %s, want %s", strings.Join(days, ", "), want)
	}
}
