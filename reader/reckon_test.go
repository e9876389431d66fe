package reader_test

import (
	"strings"
	"testing"

	"dateline"
)

func TestAFigureThatSomebodyPutsIsOfTheHarmToldBefore(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"of those abducted", "Gunmen abducted 90 girls from a college in Kaduna on Monday. Police put the number at 71.", "90 abducted, 71 abducted by Police"},
		{"a figure too", "Militants kidnapped 30 farmers near Kano on Monday. Elders put the figure at 52.", "30 abducted, 52 abducted by Elders"},
		{"a toll is of the dead", "A bomb in Baghdad on Monday killed 12 people and wounded 17. The ministry put the toll at 15.", "12 killed, 17 wounded, 15 killed by The ministry"},
		{"of nobody counted", "Gunmen raided a college in Kaduna on Monday. Police put the number at 71.", ""},
		{"of another size", "A bomb killed two people in Kano on Monday. The army put the number at 80.", "2 killed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := killed(read(head + c.text)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// culprits are the ids, or else the words, of the perpetrators of all accounts.
func culprits(got *dateline.Reading) string {
	var out []string
	for _, a := range got.Accounts {
		for _, r := range a.Roles {
			if r.Role == dateline.Perpetrator {
				if r.Actor != nil {
					out = append(out, string(*r.Actor))
				} else {
					out = append(out, r.Name)
				}
			}
		}
	}
	return strings.Join(out, ", ")
}

func TestAPlaceBeforeABlastIsWhereItWas(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a people's adjective", "The Somali bombings on Saturday killed 20 people, the minister said.", ""},
		{"a people's adjective and one blast", "A Kenyan bombing on Saturday killed 20 people, the minister said.", ""},
		{"a group's name stays", "An al-Shabaab bombing killed nine people in Mogadishu on Saturday.", "al-shabaab"},
		{"a toll that hits a number", "Baghdad bombing death toll hits 60", ""},
		{"what armies alone have stays", "Turkish shelling killed two people in Afrin on Saturday.", "turkish-armed-forces"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := culprits(read(head + c.text)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
