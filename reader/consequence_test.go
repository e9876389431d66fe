package reader_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"dateline"
)

func casualtiesOf(got *dateline.Reading) string {
	var out []string
	for _, a := range got.Accounts {
		for _, k := range a.Casualties {
			if k.Status == dateline.Killed || k.Status == dateline.Wounded {
				out = append(out, fmt.Sprintf("%d %s", *k.Low, k.Status))
			}
		}
	}
	slices.SortFunc(out, func(a, b string) int { return strings.Compare(a[2:], b[2:]) })
	return strings.Join(out, ", ")
}

func TestWhatCameOfAnEventIsPartOfIt(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the dead found where shots were fired", "Gunmen fired at a house in Toledo on Tuesday. Officers found a man dead in the hall.", "1 killed"},
		{"who died days later of an attack", "A baker was shot in Toledo on Tuesday. The baker died at a hospital on Thursday.", "1 killed"},
		{"brought to a hospital", "Gunmen fired at a bar in Toledo on Friday. A cook was taken to a hospital with burns.", "1 wounded"},
		{"brought there by those who came", "Gunmen fired at a bar in Toledo on Friday. Medics rushed a cook to the hospital.", "1 wounded"},
		{"left in a condition", "A shooting in Toledo on Friday left one woman in critical condition.", "1 wounded"},
		{"a fate before its event", "A cook is dead after a shooting in Toledo on Friday.", "1 killed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := read(c.text)
			if s := casualtiesOf(got); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
			if len(got.Accounts) != 1 {
				t.Errorf("%d events (%s), want one", len(got.Accounts), types(got))
			}
		})
	}
}

func TestTheDeadFoundElsewhereAreAnotherEvent(t *testing.T) {
	got := read("Gunmen fired at a bar in Toledo on Tuesday, wounding a cook. Herders found the bodies of five men near Kidal on Sunday.")
	if len(got.Accounts) != 2 {
		t.Errorf("%d events (%s), want two", len(got.Accounts), types(got))
	}
}

func TestTheDeadOfAnAttackAreNoFindOfTheDead(t *testing.T) {
	got := read("A man was found dead in Toledo on Tuesday. Police said gunmen had shot the man in a robbery there.")
	if len(got.Accounts) != 1 || !strings.HasPrefix(string(got.Accounts[0].Type), "attack") {
		t.Errorf("%s, want one attack", types(got))
	}
}

func TestPeopleToldOneByOneAreToldApart(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"others are no part of the dead", "A cook was killed and three others were shot in Toledo on Friday.", "1 killed, 3 wounded"},
		{"others add to those hurt beside whom they are named", "Two cooks were wounded and five others were injured in a shooting in Toledo on Friday.", "7 wounded"},
		{"another is someone else", "A woman was shot dead in Toledo on Friday. Another woman was shot in the leg.", "1 killed, 1 wounded"},
		{"another told of twice is one", "A man shot another man in the leg in Toledo on Friday. Another man was shot in the leg, police said.", "1 wounded"},
		{"who kills himself is none of those he killed", "A man in Toledo shot and killed two cooks on Friday and then killed himself.", "3 killed"},
		{"ages in words", "A sixteen-year-old girl was shot in the leg in Toledo on Friday. A 17-year-old girl was shot in the arm.", "2 wounded"},
		{"an age is no number of people", "The mother of a 9 or 10 year old boy who was shot in Toledo on Friday wept.", "1 wounded"},
		{"two figures in a headline's words", "A shooting in Toledo on Friday: 1 killed 3 injured in a bar.", "1 killed, 3 wounded"},
		{"who is not hurt is not counted", "A cook was shot in the leg in Toledo on Friday. A waiter was not injured.", "1 wounded"},
		{"shots are no people", "Gunmen shot more than 20 rounds at a car in Toledo on Friday and wounded a cook.", "1 wounded"},
		{"a couple are two", "A couple were shot dead in Toledo on Friday.", "2 killed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if s := casualtiesOf(read(c.text)); s != c.want {
				t.Errorf("got %s, want %s", s, c.want)
			}
		})
	}
}
