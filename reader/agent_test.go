package reader_test

import (
	"slices"
	"testing"

	"dateline"
	"dateline/reader"
)

func TestWhoActsByTheirWeaponsAndUnitsDidIt(t *testing.T) {
	rd := reader.New(reader.Options{})
	for _, c := range []struct{ name, text, want string }{
		{"jets of a force", "Jets of the Nigerian army bombed a market in Maiduguri on Monday, killing six traders.", "the Nigerian army"},
		{"at the hands of", "Six traders died at the hands of Boko Haram in Maiduguri on Monday.", "Boko Haram"},
		{"a noun that no list has", "Hooded strangers shot two traders in Maiduguri on Monday.", "Hooded strangers"},
		{"a gang named by nothing", "Gangs murdered six traders in Maiduguri on Monday.", "Gangs"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := rd.Read(&dateline.Report{ID: "r1", Text: "News of the day\n\n" + c.text, Language: "en"})
			for _, a := range got.Accounts {
				if slices.ContainsFunc(a.Roles, func(r dateline.Role) bool { return r.Role == dateline.Perpetrator && r.Words == c.want }) {
					return
				}
			}
			t.Errorf("no account has %q as perpetrator: %+v", c.want, got.Accounts)
		})
	}
}

func TestADescriptionBearsTheNameThatItsAppositionHas(t *testing.T) {
	rd := reader.New(reader.Options{})
	got := rd.Read(&dateline.Report{ID: "r1", Text: "News of the day\n\nGunmen shot dead a judge, Amina Halvorsen, in Maiduguri on Monday.", Language: "en"})
	for _, a := range got.Accounts {
		for _, r := range a.Roles {
			if r.Role == dateline.Victim && r.Name == "Amina Halvorsen" && r.Words == "a judge" {
				return
			}
		}
	}
	t.Errorf("the judge has no name: %+v", got.Accounts)
}
