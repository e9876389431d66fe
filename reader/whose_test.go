package reader_test

import (
	"strings"
	"testing"

	"dateline"
)

// theDead are the figures of the dead of an account, parted by bars.
func theDead(a dateline.Account) string {
	var out []string
	for _, c := range a.Casualties {
		if c.Status == dateline.Killed {
			out = append(out, c.Words)
		}
	}
	return strings.Join(out, " | ")
}

func TestWhoHaveDiedUpToNowAreNotTheNews(t *testing.T) {
	for _, c := range []struct{ name, text, dead, total string }{
		{"since a year, before the figure", "A mine killed two rangers near Yala on Wednesday. Since 2004 more than 7,000 people have died in the south.", "two rangers", "more than 7,000 people"},
		{"out of all measure", "Insurgents beheaded six people in Macomia on Wednesday. More than 4,000 people have been killed and a million displaced.", "six people", "More than 4,000 people"},
		{"since something happened", "Three men were shot dead in Imphal on Wednesday. At least 160 people have been killed since the clashes broke out.", "Three men", "At least 160 people"},
		{"the news itself may be told so", "Rebels attacked a market in Bunia on Wednesday. Forty people have been killed, police said.", "Forty people", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(head + c.text)
			if len(got.Accounts) == 0 {
				t.Fatal("no account")
			}
			if dead := theDead(got.Accounts[0]); dead != c.dead {
				t.Errorf("dead %q, want %q", dead, c.dead)
			}
			total := ""
			for _, g := range got.Aggregates {
				total = g.Words
			}
			if total != c.total {
				t.Errorf("total %q, want %q", total, c.total)
			}
		})
	}
}

func TestRelativeClausesTellOfWhomTheyAreAbout(t *testing.T) {
	for _, c := range []struct{ name, text, code, victim, who string }{
		{"whom it took", "The Ranger Front freed two soldiers on Wednesday whom it had kidnapped in Arauca, the Red Cross said.", "abduction.taken", "two soldiers", ""},
		{"who stormed and were shot", "Three gunmen who stormed the hotel after the blast were shot dead by guards in Accra on Wednesday.", "attack", "Three gunmen", "guards"},
		{"the mayor of a town and others", "The mayor of Toledo and nine other people were killed in an ambush on Wednesday.", "attack", "mayor of Toledo | nine other people", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, a := range read(head + c.text).Accounts {
				if strings.HasPrefix(string(a.Type), c.code) && roles(a, dateline.Victim) == c.victim && strings.Contains(roles(a, dateline.Perpetrator), c.who) {
					return
				}
			}
			t.Errorf("no %s of %q by %q; there are %+v", c.code, c.victim, c.who, read(head+c.text).Accounts)
		})
	}
}

func TestAnAnswerIsAnEventOfItsOwn(t *testing.T) {
	got := read(head + "Seven Turkish soldiers were killed in a clash with PKK militants in northern Iraq, the ministry in Ankara said on Wednesday. Turkish jets then struck depots in Metina, it said.")
	for _, a := range got.Accounts {
		by, of := roles(a, dateline.Perpetrator), roles(a, dateline.Victim)
		if strings.Contains(by, "Turkish") && strings.Contains(of, "Turkish") {
			t.Errorf("%s by %q of %q", a.Type, by, of)
		}
		if strings.Contains(places(a), "Ankara") {
			t.Errorf("%s in %q: that is where the ministry speaks", a.Type, places(a))
		}
	}
	if len(got.Accounts) != 2 {
		t.Errorf("accounts of %s, want the clash and the strike", types(got))
	}
}

func TestANamesakeInAnotherCountryIsNotMeant(t *testing.T) {
	for _, c := range []struct {
		name, text string
		placed     bool
	}{
		{"a village that the gazetteer lacks", "Militiamen attacked the camp at Lala near Djugu in Ituri on Wednesday, killing nine people. Troops came from Rutshuru.", false},
		{"its country is named", "Gunmen killed nine people at Lala in Assam on Wednesday, police in Guwahati said.", true},
		{"nothing else is named", "Gunmen killed nine people at Lala on Wednesday.", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, p := range account(t, read(head+c.text), "attack").Places {
				if p.Words == "Lala" && (p.Lat != nil) != c.placed {
					t.Errorf("Lala is %v", p.Path)
				}
			}
		})
	}
}
