package reader_test

import (
	"strings"
	"sync"
	"testing"

	"dateline"
	"dateline/reader"
	"dateline/tagger"
)

var wholeReader = sync.OnceValues(func() (*reader.Reader, error) {
	parser, err := tagger.Default()
	if err != nil {
		return nil, err
	}
	return reader.New(reader.Options{Tagger: parser}), nil
})

// whole is a reader with the learned parts of speech.
func whole(t *testing.T) *reader.Reader {
	t.Helper()
	r, err := wholeReader()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestSpokesmenSpeakForABody(t *testing.T) {
	a := account(t, read(head+"Gunmen shot dead 14 passengers near Ormara on Thursday, officials said. A spokesman for the Baloch Liberation Army said that it had carried out the attack."), "attack")
	if got := claims(a); got != "claim Balochistan Liberation Army" {
		t.Errorf("claims %q", got)
	}
	if got := roles(a, dateline.Perpetrator); !strings.Contains(got, "Balochistan Liberation Army") || strings.Contains(got, "spokesman") {
		t.Errorf("perpetrators %q", got)
	}
	a = account(t, read(head+"A bomb killed six people in Cotabato on Wednesday. Abu Sayyaf spokesman Omar Tahil denied that the group had carried out the bombing."), "attack")
	if got := claims(a); got != "denial Abu Sayyaf" {
		t.Errorf("claims %q", got)
	}
}

func TestADenialOfALinkIsOfNoDeed(t *testing.T) {
	a := account(t, read(head+"Two peacekeepers died in an ambush near Bria on Friday. Officials say the movement is loyal to Jean Sako, who has denied any link with it."), "attack")
	if got := claims(a); got != "" {
		t.Errorf("claims %q", got)
	}
}

func TestWhoTheNumbersAreOf(t *testing.T) {
	for _, c := range []struct {
		name, text string
		words      string
		side       dateline.Side
	}{
		{"some of the attackers", "A policeman was shot dead near Mitrovica on Sunday when 30 gunmen attacked a patrol. Three of the attackers were killed.", "Three", dateline.ArmedGroup},
		{"members of a militia", "Three members of a tribal militia were killed near Baqubah on Sunday when gunmen ambushed them.", "Three members", dateline.ArmedGroup},
		{"the ellipsis of a list", "Two policemen were killed and four guards of the bank injured on Sunday when a bomb went off in Kano.", "four guards", dateline.State},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, a := range whole(t).Read(report(head + c.text)).Accounts {
				for _, x := range a.Casualties {
					if x.Words == c.words {
						if x.Side != c.side {
							t.Errorf("%q are of the side %s, want %s", x.Words, x.Side, c.side)
						}
						return
					}
				}
			}
			t.Errorf("no figure %q", c.words)
		})
	}
	for _, a := range read(head + "The air force shot down 40 of 46 drones overnight, and debris of one killed a woman in Izmail.").Accounts {
		for _, x := range a.Casualties {
			if x.Words == "40" {
				t.Errorf("drones among the %s", x.Status)
			}
		}
	}
}

func TestAHeadlineIsRetoldOnce(t *testing.T) {
	a := account(t, read("Baloch separatists kill 14 bus passengers\n\nGunmen stopped several buses near Ormara, checked papers and killed 14 passengers on Thursday, officials said.\n\nLast week a suicide bomber killed 20 people in Quetta."), "attack.killing")
	if got := theDead(a); got != "14 passengers" {
		t.Errorf("dead %q", got)
	}
	a = account(t, read("Militants kill three tribal fighters\n\nThree members of a tribal militia were killed in an ambush near Baqubah on Sunday."), "attack")
	if got := roles(a, dateline.Victim); got != "Three members of a tribal militia" {
		t.Errorf("victims %q", got)
	}
	a = account(t, read("Turkey detains 40 in raids\n\nTurkish police detained 40 people in Izmir on Friday, the minister said."), "security")
	if got := roles(a, dateline.Perpetrator); strings.Contains(got, "|") || got == "Turkey" {
		t.Errorf("who detained them: %q", got)
	}
}

func TestWhatIsNotYetIsNoEvent(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"until", "The government will not talk until the ELN frees its hostages."},
		{"to secure it", "In the video the pastor appeals to the governor to secure his release."},
		{"attacks that will stop", "The ELN will stop attacks on the armed forces."},
		{"an alliance that somebody leads", "Jimmy Cherubin, who leads an alliance of gangs, spoke to reporters."},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, a := range read(head + c.text).Accounts {
				if a.Occurrence == dateline.Happened || a.Occurrence == dateline.Foiled {
					t.Errorf("%s %s", a.Type, a.Occurrence)
				}
			}
		})
	}
}

func TestMonthlyReviewsAreRoundUps(t *testing.T) {
	for _, title := range []string{"Burkina Faso: month in review", "Situation report 12: Ituri", "Weekly incident summary"} {
		if got := read(title + "\n\nGunmen killed two men in Djibo on 3 March.").Genre; got != dateline.RoundUp {
			t.Errorf("%q is %s", title, got)
		}
	}
}

func TestWhoStrikesBackDoesSomethingElse(t *testing.T) {
	got := read(head + "Fourteen gendarmes were killed when armed men attacked a convoy near Dori on Tuesday. The army said that jets of the air force had struck the assailants as they withdrew and killed about twenty of them.")
	for _, a := range got.Accounts {
		if d := theDead(a); strings.Contains(d, "Fourteen") && strings.Contains(d, "twenty") {
			t.Errorf("%s has the dead of both: %q", a.Type, d)
		}
	}
	if len(got.Accounts) != 2 {
		t.Errorf("accounts of %s", types(got))
	}
}

func TestWhomSomethingDidNotBefallIsNoVictim(t *testing.T) {
	a := account(t, read(head+"Rebels freed five passengers in Paro on Tuesday. They would not release the pilot, a spokesman said."), "abduction.release")
	if got := roles(a, dateline.Victim); got != "five passengers" {
		t.Errorf("released %q", got)
	}
	for _, a := range read(head + "Armed men abducted 79 pupils in Bamenda on Monday. All but two teachers were released on Wednesday.").Accounts {
		for _, c := range a.Casualties {
			if c.Status == dateline.Released {
				t.Errorf("released %q: those two were not", c.Words)
			}
		}
	}
	a = account(t, read(head+"Jets of the coalition struck the prison three times on Friday, killing sixty people in Saada."), "attack")
	if got := roles(a, dateline.Target); strings.Contains(got, "times") {
		t.Errorf("targets %q", got)
	}
}

func TestADenialIsOfWhatWasToldBefore(t *testing.T) {
	got := read(head + "Armed men abducted 79 pupils in Bamenda on Monday. The government blamed separatist fighters. Separatists denied it and accused the army of staging the abduction.")
	for _, a := range got.Accounts {
		if by := roles(a, dateline.Perpetrator); strings.Contains(by, "army") && strings.Contains(claims(a), "denial") {
			t.Errorf("what they say of the army has their denial: %q", claims(a))
		}
	}
	if c := claims(got.Accounts[0]); !strings.Contains(c, "denial") {
		t.Errorf("claims %q", c)
	}
}
