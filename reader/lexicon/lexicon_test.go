package lexicon

import (
	"maps"
	"slices"
	"testing"
	"testing/fstest"
)

func TestWordsAreKnownByClass(t *testing.T) {
	if n := People("gunman"); n == nil || n.Kind != "armed" {
		t.Errorf("gunman is %v", n)
	}
	if n := People("chair"); n != nil {
		t.Errorf("chair is %v", n)
	}
	for _, c := range []struct {
		name string
		got  bool
		want bool
	}{
		{"a market can be damaged", Property("market"), true},
		{"a grenade is a weapon", Weapon("grenade"), true},
		{"a grenade is no property", Property("grenade"), false},
		{"a statement is a message", Message("statement"), true},
		{"an institute is a body", Affiliation("institute"), true},
		{"police are many", MassNoun("police"), true},
		{"a policeman is one", MassNoun("policeman"), false},
		{"none is nobody", Nobody("none"), true},
		{"to deny is to say", Saying("deny") == "deny", true},
		{"to run is not", Saying("run") == "", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.got != c.want {
				t.Errorf("got %t", c.got)
			}
		})
	}
}

// A word in two classes would be of whichever is read last.
func TestNoWordIsOfTwoClasses(t *testing.T) {
	for _, file := range []string{"people.txt", "verbs.txt"} {
		class := map[string]string{}
		read := lines(files, file)
		for _, c := range slices.Sorted(maps.Keys(read)) {
			for _, w := range read[c] {
				if before, twice := class[w]; twice && before != c {
					t.Errorf("%s: %q is of %q and of %q", file, w, before, c)
				}
				class[w] = c
			}
		}
	}
}

func TestABrokenFileStopsTheProgram(t *testing.T) {
	for name, data := range map[string]string{
		"a line without a colon":          "armed gunman\n",
		"a kind of people without a side": "armed: gunman\n",
	} {
		t.Run(name, func(t *testing.T) {
			defer func() {
				if recover() == nil {
					t.Error("it is taken")
				}
			}()
			empty := &fstest.MapFile{}
			load(fstest.MapFS{"people.txt": {Data: []byte(data)}, "verbs.txt": empty, "things.txt": empty, "misc.txt": empty})
		})
	}
}
