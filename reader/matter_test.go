package reader_test

import (
	"slices"
	"strings"
	"testing"

	"dateline"
)

// told lists the accounts of a reading: type, towns, day or year, and what is not
// plainly so; in order of the alphabet.
func told(got *dateline.Reading) string {
	var all []string
	for _, a := range got.Accounts {
		s := []string{string(a.Type)}
		for _, p := range a.Places {
			s = append(s, p.Name)
		}
		if a.Time.Start != nil {
			if a.Time.Precision == dateline.Year {
				s = append(s, a.Time.Start.String()[:4])
			} else {
				s = append(s, a.Time.Start.String())
			}
		}
		if a.Occurrence != dateline.Happened {
			s = append(s, string(a.Occurrence))
		}
		if a.Background {
			s = append(s, "background")
		}
		all = append(all, strings.Join(s, " "))
	}
	slices.Sort(all)
	return strings.Join(all, "; ")
}

func TestAnArrestAndWhatItIsOverHaveEachItsPlaceAndDay(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"in connection with, by way of a raid", "Police arrested three members of the Islamic State in a raid in Multan on Wednesday in connection with Sunday's shrine bombing in Lahore that killed nine people.", "attack.bombing Lahore 2024-03-03; security.arrest Multan 2024-03-06"},
		{"over, with the day before the noun", "Police detained two men in Seville on Thursday over Monday's bombing of a ferry in Tarifa that left six people dead.", "attack.bombing Tarifa 2024-03-04; security.arrest Sevilla 2024-03-07"},
		{"where the officers are", "Officers in Multan arrested a man on Wednesday in connection with an attack on a shrine in Lahore on Sunday.", "attack.armed Lahore 2024-03-03; security.arrest Multan 2024-03-06"},
		{"an abduction", "Police in Lagos on Wednesday arrested two men over the kidnapping of a nurse in Kano on Sunday.", "abduction.taken Kano 2024-03-03; security.arrest Lagos 2024-03-06"},
		{"a verdict", "A court in Lyon on Thursday convicted a man of a bombing in Marseille that killed five people.", "attack.bombing Marseille; security.trial Lyon 2024-03-07"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(read(head + c.text)); got != c.want {
				t.Errorf("told %q, want %q", got, c.want)
			}
		})
	}
}

func TestTheDayOfAClaimIsNotTheDayOfWhatIsClaimed(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"behind the verb", "Al-Shabaab claimed responsibility on Tuesday for an attack on a barracks in Kismayo on Sunday that killed nine soldiers.", "attack.armed Kismayo 2024-03-03"},
		{"before the verb", "The Islamic State on Monday claimed responsibility for a bombing in Kabul that killed four people on Saturday.", "attack.bombing Kabul 2024-03-02"},
		{"a claim alone gives no day", "The Islamic State claimed responsibility on Monday for a bombing in Kabul that killed four people.", "attack.bombing Kabul"},
		{"behind what is claimed the day is its own", "The Islamic State claimed responsibility for a bombing in Kabul on Monday.", "attack.bombing Kabul 2024-03-04"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(read(head + c.text)); got != c.want {
				t.Errorf("told %q, want %q", got, c.want)
			}
		})
	}
}

func TestAHeadlineWordIsWhatTheBodySaysItIs(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a foiled attack", "Truck attack\n\nPolice in Lyon foiled an attack on a courthouse on Thursday. Two men had planned to drive a truck into a crowd.", "attack.vehicle-ramming Lyon 2024-03-07 foiled"},
		{"arrested before it", "Suspects arrested before attack on Vienna market\n\nPolice in Vienna arrested two men on Tuesday.", "attack.armed Vienna planned; security.arrest Vienna 2024-03-05"},
		{"an attack after all", "Truck attack\n\nPolice in Lyon foiled an attack on a courthouse on Thursday. The truck attack killed two people.", "attack.vehicle-ramming Lyon 2024-03-07"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := told(read(c.text)); got != c.want {
				t.Errorf("told %q, want %q", got, c.want)
			}
		})
	}
}
