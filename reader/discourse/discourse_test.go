package discourse

import (
	"strings"
	"testing"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader/syntax"
	"dateline/register"
)

// build is the model of a text told as the body of a report.
func build(words string) *Model {
	p := &syntax.Parser{Gazetteer: gazetteer.Default(), Register: register.Default()}
	return Build(p, nil, nil, &dateline.Report{ID: "r1", Text: "News of the day\n\n" + words, Language: "en"})
}

// last is the last phrase of the text with these words.
func last(t *testing.T, m *Model, words string) *syntax.NounPhrase {
	t.Helper()
	var found *syntax.NounPhrase
	for _, s := range m.Sentences {
		for _, c := range s.Chunks {
			for np := c.NP; np != nil; np = np.Owner {
				if np.Words() == words {
					found = np
				}
			}
		}
	}
	if found == nil {
		t.Fatalf("no phrase %q", words)
	}
	return found
}

func TestWhoIsMeant(t *testing.T) {
	for _, c := range []struct{ name, text, phrase, want string }{
		{"the group is the group told of", "Boko Haram attacked a village in Borno. The group has fought for years.", "The group", "Boko Haram"},
		{"its is the group's", "Boko Haram attacked a village in Borno. It filmed its fighters.", "its", "Boko Haram"},
		{"the gunmen are the gunmen told of", "Masked gunmen stormed a bank. The gunmen fled.", "The gunmen", "Masked gunmen"},
		{"they are the fighters told of", "Masked gunmen stormed a bank. They fled.", "They", "Masked gunmen"},
		{"she is the person named last", "Amina Halvorsen met the governor. She left early.", "She", "Amina Halvorsen"},
		{"a surname is the person named in full", "Amina Halvorsen met the governor. Halvorsen left early.", "Halvorsen", "Amina Halvorsen"},
		{"an alias is the register's actor", "Daesh attacked a village.", "Daesh", "Islamic State"},
		{"an acronym is the body before it", "The Highland Liberation Front (HLF) attacked a village. HLF fled.", "HLF", "Highland Liberation Front"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := Referent(last(t, build(c.text), c.phrase))
			if e == nil {
				t.Fatal("nobody")
			}
			if e.Name != c.want {
				t.Errorf("got %q, want %q", e.Name, c.want)
			}
		})
	}
}

func TestKindsAndSides(t *testing.T) {
	for _, c := range []struct {
		name, text, phrase string
		kind               Kind
		side               dateline.Side
	}{
		{"soldiers are the state's fighters", "The soldiers left.", "The soldiers", Fighters, dateline.State},
		{"gunmen are of an armed group", "The gunmen left.", "The gunmen", Fighters, dateline.ArmedGroup},
		{"villagers do not fight", "The villagers left.", "The villagers", Civilian, dateline.Civilian},
		{"armed villagers do", "Armed villagers left.", "Armed villagers", Fighters, dateline.ArmedGroup},
		{"protesters are a crowd", "The protesters left.", "The protesters", Crowd, dateline.Civilian},
		{"members of a group are its fighters", "Members of Boko Haram left.", "Members", Fighters, dateline.ArmedGroup},
		{"a name with front in it is an armed group", "The Highland Liberation Front left.", "The Highland Liberation Front", Group, dateline.ArmedGroup},
		{"a market can be damaged", "The market burned.", "The market", Property, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := Referent(last(t, build(c.text), c.phrase))
			if e == nil {
				t.Fatal("nothing")
			}
			if e.Kind != c.kind || e.Side != c.side {
				t.Errorf("kind %d, side %q; want %d, %q", e.Kind, e.Side, c.kind, c.side)
			}
		})
	}
}

func TestPlacesAreChosenInContext(t *testing.T) {
	for _, c := range []struct{ name, text, place, path string }{
		{"by the province behind the comma", "A bomb exploded in Hyderabad, Sindh.", "Hyderabad", "Pakistan/Sindh/Hyderabad"},
		{"a country is itself", "A bomb exploded in Niger.", "Niger", "Niger"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, s := range build(c.text).Sentences {
				for _, n := range s.Names {
					if n.Words() == c.place {
						if !n.Placed {
							t.Fatal("no place is chosen")
						}
						if got := strings.Join(gazetteer.Default().Place(n.Place).Path, "/"); got != c.path {
							t.Errorf("got %s, want %s", got, c.path)
						}
						return
					}
				}
			}
			t.Fatalf("%s is no name", c.place)
		})
	}
}

func TestDirectionsHaveOneSpelling(t *testing.T) {
	for _, w := range []string{"south-west", "southwest", "Southwestern", "south-western"} {
		if d, ok := Direction(w); !ok || d != "south-west" {
			t.Errorf("%s is %q, %t", w, d, ok)
		}
	}
	if d, ok := Direction("left"); ok {
		t.Errorf("left is %q", d)
	}
}

func TestNilEntitiesMayBeAsked(t *testing.T) {
	var e *Entity
	if e.Armed() || e.People() || e.Is(Other, Group) || e.Actor() != nil {
		t.Error("nobody is somebody")
	}
}
