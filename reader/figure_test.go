package reader_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline"
)

// tolls are the figures of all accounts: "12 killed civilian", with ".." where a bound is
// open.
func tolls(got *dateline.Reading) string {
	var out []string
	for _, a := range got.Accounts {
		for _, k := range a.Casualties {
			n := "?"
			switch {
			case k.Low != nil && k.High != nil && *k.Low == *k.High:
				n = fmt.Sprint(*k.Low)
			case k.Low != nil && k.High != nil:
				n = fmt.Sprintf("%d..%d", *k.Low, *k.High)
			case k.Low != nil:
				n = fmt.Sprintf("%d..", *k.Low)
			case k.High != nil:
				n = fmt.Sprintf("..%d", *k.High)
			}
			out = append(out, n+" "+string(k.Status))
		}
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func TestNoFigureThatNoReportHas(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"who is brought to a hospital is not reckoned against the dead", "Gunmen attacked a bus near Kaduna on Monday, killing 12. Thirty people were taken to hospital.", "12 killed, 30 wounded"},
		{"nor who is treated there", "A bomb exploded in a market in Maiduguri on Monday. Twelve people were killed. Forty-one people were being treated at two hospitals.", "12 killed, 41 wounded"},
		{"unless the dead are said to be of them", "Gunmen fired on a bus near Kaduna on Monday. Thirty people were taken to hospital, where two were pronounced dead.", "2 killed, 28 wounded"},
		{"who was shot is counted dead or alive", "Twenty people were shot in Lagos on Monday. Six died.", "14 wounded, 6 killed"},
		{"of an open number of dead an open number lived", "Twenty people were shot in Lagos on Monday. At least six died.", "..14 wounded, 6.. killed"},
		{"of dozens nobody knows how many", "Dozens of people were shot in Lagos on Monday. Six died.", "6 killed"},
		{"a toll that rose is no range", "The death toll from Monday's bombing in Mogadishu rose from 17 to 23.", "23 killed"},
		{"a toll that has come to a number, whoever died last", "The death toll of Monday's car bombing at a gate in Beledweyne has reached seven after two policemen died in hospital.", "7 killed"},
		{"a number over attacks that are told one by one", "Thirteen people were killed in two separate attacks in Ituri on Monday. Bandits killed nine people in Djugu and rebels killed four people in Irumu.", "4 killed, 9 killed"},
		{"no fewer than some", "No fewer than 15 people were killed by bandits in Sokoto on Monday.", "15.. killed"},
		{"others of a list", "Gunmen abducted his wife and four others in Kajuru on Monday.", "5 abducted"},
		{"people of one side apart in a list", "Gunmen killed four policemen, two traders and three soldiers in Kidal on Monday.", "2 killed, 7 killed"},
		{"those left out of a number", "All but two teachers abducted in Bamenda were released on Monday.", ""},
		{"one number of two harms is that of neither", "A bomb exploded at a market in Kabul on Monday. More than 20 people were killed or wounded.", ""},
		{"more than some are no others", "Gunmen attacked a village in Kaduna on Monday. Three people were wounded; the chief said more than 20 were hurt.", "3 wounded"},
		{"a boy in hospital is none of the two women who died", "Gunmen attacked a village in Kaduna on Monday, killing two women. A boy is in critical condition.", "1 wounded, 2 killed"},
		{"a toll that somebody's death takes to more", "Soldiers fired on a crowd in Lagos on Monday, killing four people. A fifth man died in hospital, taking the death toll to five.", "5 killed"},
		{"some of a number who are told of at length", "Two of three gunmen who attacked a hotel in Kandahar on Saturday were killed.", "2 killed"},
		{"months that are counted together", "The UN said 1,200 civilians were killed in the first six months of the year. On Sunday a roadside bomb killed six people in Ghazni.", "6 killed"},
		{"a collision of policemen", "A policeman died and two colleagues were injured in a collision with a lorry near Nakuru.", ""},
		{"things that were shot down", "The rebels launched 46 drones at Aden on Monday, of which 40 were shot down.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if s := tolls(read(head + c.text)); s != c.want {
				t.Errorf("got %q, want %q", s, c.want)
			}
		})
	}
}

func TestAFigureReckonedUpRestsOnBothWords(t *testing.T) {
	a := account(t, read(head+"A gunman shot 20 people in Lagos on Monday, killing six."), "attack")
	for _, k := range a.Casualties {
		if k.Status == dateline.Wounded && k.Words != "20 people in Lagos on Monday, killing six" {
			t.Errorf("14 wounded by the words %q, want those of the 20 and of the six", k.Words)
		}
	}
}

func TestWhatIsRememberedIsPast(t *testing.T) {
	for _, text := range []string{
		"The village on Monday marked ten years since the attack that killed 30 people.",
		"The town marked a decade on Monday since gunmen killed 69 people at a camp.",
		"Residents commemorated the massacre of 2014 on Tuesday with prayers.",
	} {
		for _, a := range read(head + text).Accounts {
			if !a.Background {
				t.Errorf("%s of %q is not background", a.Type, text)
			}
			if a.Time.Start != nil && a.Time.Start.Year == 2024 {
				t.Errorf("%s of %q took place %v", a.Type, text, a.Time.Start)
			}
		}
	}
	news := read(head + "Gunmen attacked a memorial service in Mogadishu on Monday, ten years after a truck bomb killed 500 people there. Four people were wounded.")
	for _, a := range news.Accounts {
		if old := a.Type == "attack.bombing"; a.Background != old {
			t.Errorf("%s is background: %v", a.Type, a.Background)
		}
	}
}

func TestAccidentsAndFiguresOfSpeechAreNoAttacks(t *testing.T) {
	for _, text := range []string{
		"A bus fell into a ravine in the Ayacucho region on Monday, killing 26 people and injuring 20.",
		"Flash floods struck Baghlan province on Friday, destroying 1,000 homes.",
		"The opposition launched a fierce attack on the budget on Wednesday.",
	} {
		if got := read(head + text); len(got.Accounts) > 0 {
			t.Errorf("%q tells of %s", text, types(got))
		}
	}
}

func TestAPlaceThatNobodyKnowsHasTheCountryThatTheWordsGive(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"of the province behind it", "Gunmen killed nine soldiers near the village of Tingarawa, in the Tillaberi region of Niger, on Thursday.", "[Niger Tillabéri Tingarawa]"},
		{"of the only country of the report", "The defence ministry of Niger spoke of an attack. Gunmen killed nine soldiers in the village of Tingarawa on Thursday.", "[Niger Tingarawa]"},
		{"of none where there are two", "Officials from Niger and Mali met. Gunmen killed nine soldiers in the village of Tingarawa on Thursday.", "[Tingarawa]"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, a := range read(head + c.text).Accounts {
				for _, p := range a.Places {
					if p.Name == "Tingarawa" && (fmt.Sprint(p.Path) != c.want || p.Lat != nil) {
						t.Errorf("got %v at %v, want %s without coordinates", p.Path, p.Lat, c.want)
					}
				}
			}
		})
	}
}

func TestOneGuardIsNoDeployment(t *testing.T) {
	if got := read(head + "The guard has been moved to the car park of the hospital in Cotabato."); len(got.Accounts) > 0 {
		t.Errorf("one guard is %s", types(got))
	}
	account(t, read(head+"Some 200 soldiers have been moved to Cotabato."), "security.deployment")
}

func TestWhoItBefellDidNotDoIt(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Two civilians were killed and five wounded by shelling in Bakhmut on Monday.", ""},
		{"Troops opened fire on demonstrators demanding water in Lagos on Monday, killing one.", "Troops"},
		{"More than 50 people were hurt in a bombing in Kabul on Monday, they said.", ""},
	} {
		for _, a := range read(head + c.text).Accounts {
			if got := roles(a, dateline.Perpetrator); got != c.want || a.SaidBy != nil && strings.Contains(*a.SaidBy, "people") {
				t.Errorf("%q: perpetrator %q said by %v, want %q", c.text, got, a.SaidBy, c.want)
			}
		}
	}
}

func TestHeadlinesHaveVerbs(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Egyptian police kill 19 suspected militants in desert raid", "19 killed"},
		{"Colombia: ELN frees soldier held since January", "1 released"},
		{"UN condemns killing of aid worker in Bangui", "1 killed"},
		{"Incidents\n\n* Kaduna: 23 passengers abducted from two buses at Rijana, Monday.", "23 abducted"},
	} {
		got := read(c.text)
		if s := tolls(got); s != c.want {
			t.Errorf("%q: %s, want %s", c.text, s, c.want)
		}
	}
}

func TestHeadingsAndListingsTellOfNothing(t *testing.T) {
	if got := read("Update\n\nPolice arrested two men in Hebron on Monday.\n\nClashes\n\nNone reported.\n\nArrests\n\nNone."); len(got.Accounts) != 1 {
		t.Errorf("got %s, want the arrest alone", types(got))
	}
}
