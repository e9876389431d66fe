package reader_test

import (
	"strings"
	"testing"

	"dateline"
)

// claims are the claims of an account, as "kind by", parted by semicolons.
func claims(a dateline.Account) string {
	var out []string
	for _, c := range a.Claims {
		out = append(out, strings.TrimSpace(string(c.Kind)+" "+c.By))
	}
	return strings.Join(out, "; ")
}

func TestWhatIsOnlyDeniedDidNotHappenByThatWord(t *testing.T) {
	const denied = "The Kenyan army on Thursday denied that its soldiers had abducted four fishermen near Lamu.\n\n\"No fisherman was abducted by our men,\" Major Peter Oduya, a spokesman, told reporters."
	got := readOptimistically(head + denied)
	a := account(t, got, "abduction")
	if a.Occurrence != dateline.DidNotHappen {
		t.Errorf("the abduction %s, though all who speak of it deny it", a.Occurrence)
	}
	if c := claims(a); c != "denial Kenyan Army" && c != "denial Kenya Defence Forces" {
		t.Errorf("claims %q, want one denial", c)
	}
	if who := roles(a, dateline.Perpetrator); strings.Contains(who, "our") {
		t.Errorf("perpetrators %q: \"our men\" names nobody", who)
	}
	for _, c := range a.Casualties {
		if c.SaidBy != nil {
			t.Errorf("%q by the word of %s, who denies it", c.Words, *c.SaidBy)
		}
	}

	a = account(t, read(head+denied+"\n\nA fishermen's union had said that soldiers abducted the men on Monday."), "abduction")
	if a.Occurrence != dateline.Happened || a.Basis != dateline.Reported || !strings.Contains(claims(a), "denial") {
		t.Errorf("told by others it is %s, %s, with claims %q; want happened, reported, and the denial", a.Occurrence, a.Basis, claims(a))
	}
	if a.SaidBy == nil || !strings.Contains(*a.SaidBy, "union") {
		t.Errorf("by the word of %q, want that of who says it", value(a.SaidBy))
	}
}

func TestADenialThatTellsItInOtherWordsIsOfTheEventToldBefore(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a town taken and not fallen", "The rebel group M23 said on Wednesday that its fighters had captured the town of Masisi. The army denied that the town had fallen.", "denial The army"},
		{"denied by a pronoun", "Russia's defence ministry said its troops had captured the town of Siversk. The Ukrainian army denied this.", "denial Armed Forces of Ukraine"},
		{"a denial of another place is none of it", "The rebel group M23 said on Wednesday that its fighters had captured the town of Masisi. The army denied that Goma had fallen.", ""},
		{"a denial of something else is none of it", "The rebel group M23 said on Wednesday that its fighters had captured the town of Masisi. The army denied that wages were late.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := claims(account(t, read(head+c.text), "territory.gained")); !strings.EqualFold(got, c.want) {
				t.Errorf("claims %q, want %q", got, c.want)
			}
		})
	}
}

func TestNobodyIsNoActorAndNoSpeaker(t *testing.T) {
	for _, c := range []struct{ name, text, who, want string }{
		{"who has not said it", "Gunmen killed nine people in Jos on Wednesday, police said. No group has said it carried out the raid.", "Gunmen", "no-claim"},
		{"nobody is behind it", "Gunmen killed nine people in Jos on Wednesday, police said. No militia has said that it was behind the killings.", "Gunmen", "no-claim"},
		{"who has not spoken of peace claims nothing", "Gunmen killed nine people in Jos on Wednesday, police said. No group has said it wants talks.", "Gunmen", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := account(t, read(head+c.text), "attack")
			if got := roles(a, dateline.Perpetrator); got != c.who {
				t.Errorf("perpetrators %q, want %q", got, c.who)
			}
			if got := claims(a); got != c.want {
				t.Errorf("claims %q, want %q", got, c.want)
			}
			if a.SaidBy == nil || *a.SaidBy != "police" {
				t.Errorf("by the word of %q, want police", value(a.SaidBy))
			}
		})
	}
}

func TestWhatAGroupHasDoneBeforeIsNotItsDeedToday(t *testing.T) {
	a := account(t, read(head+"A bomb killed twelve people in a mosque in Kabul on Wednesday. The Islamic State group has attacked mosques before."), "attack")
	if got := roles(a, dateline.Perpetrator); got != "" {
		t.Errorf("perpetrators %q, want none: nobody says who did it", got)
	}
}

func TestTheNamedAreNotListedAgainByTheHeadlinesNoun(t *testing.T) {
	a := account(t, read("Rebels say they seized Masisi\n\nThe M23 rebel group said on Wednesday that its fighters had seized the town of Masisi in eastern Congo."), "territory.gained")
	if got := roles(a, dateline.Subject); got != "March 23 Movement" && got != "M23" {
		t.Errorf("subjects %q, want the group alone", got)
	}
}

func TestADeniedLossIsAmongTheClaimsOfTheSeizure(t *testing.T) {
	a := account(t, read(head+"The Congolese army denied on Monday that the town of Masisi in North Kivu had fallen to M23 rebels."), "territory")
	if a.Basis != dateline.Denied || !strings.HasPrefix(claims(a), "denial ") {
		t.Errorf("%s, claims %q; want it denied by the army", a.Basis, claims(a))
	}
	if got := places(a); !strings.Contains(got, "Masisi") {
		t.Errorf("places %q", got)
	}
	if got := roles(a, dateline.Territory); got != "Masisi" {
		t.Errorf("territory %q", got)
	}
}

func TestTheTownIsTheOneNamedBefore(t *testing.T) {
	got := read(head + "Rebels captured the town of Masisi on Wednesday. The army said it had pulled back its soldiers from the town.")
	if a := account(t, got, "territory.lost"); roles(a, dateline.Territory) != "Masisi" {
		t.Errorf("territory %q", roles(a, dateline.Territory))
	}
	if got := read(head + "Troops captured the village of Klishkiv on Wednesday, the ministry in Moscow said."); places(account(t, got, "territory.gained")) != "in Klishkiv" {
		t.Errorf("places %q, want the village that the gazetteer lacks", places(account(t, got, "territory.gained")))
	}
}
