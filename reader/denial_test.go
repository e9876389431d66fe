package reader_test

import (
	"strings"
	"testing"

	"dateline"
)

func TestWhoDeniesOrRejectsADeedStandsAmongItsClaims(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a rejected claim", "A bomb killed six people in Jalalabad on Wednesday. The Islamic State said it carried out the attack. Police rejected the group's claim.", "claim Islamic State; denial Police"},
		{"behind the attack", "Gunmen killed six people in Cotabato on Wednesday. The group Abu Sayyaf denied it was behind the attack.", "denial Abu Sayyaf"},
		{"that it had carried it out", "A blast killed six people in Cotabato on Wednesday. Abu Sayyaf denied that it had carried out the bombing.", "denial Abu Sayyaf"},
		{"a claim dismissed in its own sentence", "A blast killed six people in Cotabato on Wednesday. Abu Sayyaf claimed responsibility but the army dismissed the claim.", "claim Abu Sayyaf; denial the army"},
		{"nothing to do with it", "A blast killed six people in Cotabato on Wednesday. Abu Sayyaf said it had nothing to do with the bombing.", "denial Abu Sayyaf"},
		{"a state denies a strike", "An air strike killed six people in Taiz on Wednesday. The army denied that its jets had bombed the market.", "denial The army"},
		{"a loss of one's own is no claim", "Soldiers killed a commander of Abu Sayyaf in Jolo on Wednesday. Abu Sayyaf said that one of its fighters was killed.", ""},
		{"to reject an offer denies no deed", "A blast killed six people in Cotabato on Wednesday. Abu Sayyaf rejected an offer of talks.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var all []string
			for _, a := range read(head + c.text).Accounts {
				for _, want := range []dateline.ClaimKind{dateline.ClaimMade, dateline.ClaimDenied} {
					for _, cl := range a.Claims {
						if cl.Kind == want {
							all = append(all, string(cl.Kind)+" "+cl.By)
						}
					}
				}
			}
			if got := strings.Join(all, "; "); got != c.want {
				t.Errorf("claims %q, want %q", got, c.want)
			}
		})
	}
}

func TestANameWithABracketIsOneActor(t *testing.T) {
	got := read(head + "The Communist Party of India (Maoist) ambushed a patrol in Sukma on Tuesday, killing seven policemen.")
	a := account(t, got, "attack.ambush")
	var who []string
	for _, r := range a.Roles {
		if r.Role == dateline.Perpetrator {
			who = append(who, r.Name)
		}
	}
	if len(who) != 1 || who[0] != "Communist Party of India (Maoist)" {
		t.Errorf("perpetrators %q", who)
	}
}

func TestMetaphorsOfWarAreSport(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       dateline.Genre
	}{
		{"a beaten side", "Harriers bombed in cup tie\n\nThe Harriers were killed off 4-0 on Sunday as their strikers bombed once more. Manager Lee Farr said his side had been ambushed by a team that shot on sight. The winger is wanted by two rivals.", dateline.Sport},
		{"a bomb at a ground", "Blast at stadium\n\nA bomb killed two fans at a league match in Kano on Sunday. The striker of the home side was among the wounded. Police blamed Boko Haram. The manager said the team would not play.", dateline.News},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := read(c.text).Genre; got != c.want {
				t.Errorf("genre %s, want %s", got, c.want)
			}
		})
	}
}
