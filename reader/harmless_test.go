package reader_test

import (
	"slices"
	"strings"
	"testing"

	"dateline"
)

// codesTold are the types of the accounts that count as told to have happened.
func codesTold(got *dateline.Reading) string {
	var out []string
	for _, a := range got.Accounts {
		if !a.Background && a.Basis != dateline.Denied {
			out = append(out, string(a.Type))
		}
	}
	return strings.Join(out, " ")
}

func TestHarmThatNobodyMeantOrThatNeverWas(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a deed of an exercise", "Gunmen stormed a hotel in Accra on Monday in an exercise to try out the alarm.", ""},
		{"an attack on people at an exercise", "Gunmen attacked soldiers during an exercise near Kidal on Monday.", "attack.armed"},
		{"an accident in training", "Two soldiers were killed on Monday when a round exploded during training near Kidal.", ""},
		{"a bus that fell", "Nine people were killed on Monday when a bus plunged into a ravine near Lima.", ""},
		{"a truck that crashed under fire", "Nine people were killed on Monday when a truck crashed as gunmen fired at it near Lima.", "attack.armed"},
		{"fuel that burst", "A tanker carrying petrol overturned and exploded near Ibadan on Monday, killing nine people.", ""},
		{"a truck bomb", "A truck packed with explosives blew up near Ibadan on Monday, killing nine people.", "attack.bombing"},
		{"weather with a name", "Cyclone Idai struck Beira on Monday, killing nine people.", ""},
		{"what is warned of", "The embassy warned of an attack in Kampala on Monday.", ""},
		{"a debate", "Senators ambushed the minister in a debate in Nairobi on Monday.", ""},
		{"who was said to be dead and lives", "A teacher who was said to have been killed by soldiers in Jos on Monday is alive.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if s := codesTold(read(head + c.text)); s != c.want {
				t.Errorf("read as %q, want %q", s, c.want)
			}
		})
	}
}

func TestACorrectionTakesBackWhatTheOutletSaid(t *testing.T) {
	rep, title := report(head+"The Courier newspaper said that 21 people were killed in an attack near Kidal. The attack killed 19 people, the mayor said."), "CORRECTION: attack near Kidal"
	outlet := "The Courier"
	rep.Title, rep.Outlet = &title, &outlet
	got := rd.Read(rep)
	if s := tolls(got); s != "19 killed" {
		t.Errorf("figures are %q, want those of the correction alone", s)
	}
}

func TestTheCountryIsNotWhomTheWriterSpeaksFor(t *testing.T) {
	got := read(head + "A US drone struck a house near Jalalabad on Monday, killing two, a US official said. US forces left the US base there in May. The US embassy had no comment.")
	if got.Genre != dateline.News {
		t.Errorf("a report on US forces is read as %s", got.Genre)
	}
}

func TestADayInWhatIsSaidIsThatOfTheDeed(t *testing.T) {
	for text, want := range map[string]string{
		"The forum said that on Monday gunmen had killed 11 people in Beni.": "2024-03-04",
		"The forum said on Monday that gunmen had killed 11 people in Beni.": "",
	} {
		got := ""
		if d := account(t, read(head+text), "attack").Time.Start; d != nil {
			got = d.String()
		}
		if got != want {
			t.Errorf("%q is of the day %q, want %q", text, got, want)
		}
	}
}

func TestWhoDrivesOverADeviceDidNotLayIt(t *testing.T) {
	a := account(t, read(head+"Five soldiers were killed when their vehicle hit an improvised explosive device near Djibo on Monday."), "attack.mine")
	if slices.ContainsFunc(a.Roles, func(x dateline.Role) bool { return x.Role == dateline.Perpetrator }) {
		t.Errorf("done by one of %+v", a.Roles)
	}
}

func TestACountryBeforeAThingSaysWhoseItIs(t *testing.T) {
	a := account(t, read(head+"Rebels struck the US destroyer Ohio in the Red Sea with missiles on Monday."), "attack")
	for _, p := range a.Places {
		if strings.Contains(strings.Join(p.Path, "/"), "United States") {
			t.Errorf("took place in %v", p.Path)
		}
	}
}

func TestAWordBetweenCommasIsOfTheClauseAroundIt(t *testing.T) {
	got := read(head + "Four people in Mombasa are in custody over a ferry which, the police say, they had meant to bomb on Monday.")
	if len(got.Statements) != 1 || got.Statements[0].Quote != "they had meant to bomb on Monday" {
		t.Errorf("said is %+v", got.Statements)
	}
}
