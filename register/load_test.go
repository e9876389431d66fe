package register

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestTheRegisterIsSound(t *testing.T) {
	if err := Default().Validate(); err != nil {
		t.Error(err)
	}
}

func TestEveryFactHasAKnownSource(t *testing.T) {
	r := Default()
	for _, a := range r.All() {
		facts := slices.Concat(a.Aliases, a.Leaders, a.Parents, a.Rivals, a.Allies, a.Successor)
		for _, f := range append(facts, Fact{Name: "entry", Source: a.Source}) {
			if s, ok := r.Source(f.Source); !ok || s.Title == "" {
				t.Errorf("%s: %q %s is from %q, which is no source", a.ID, f.Name, f.Actor, f.Source)
			}
		}
	}
}

func TestEverySourceIsUsedAndCredited(t *testing.T) {
	r := Default()
	used := map[string]bool{}
	for _, a := range r.All() {
		used[sourceKey(a.Source)] = true
		for _, f := range slices.Concat(a.Aliases, a.Leaders, a.Parents, a.Rivals, a.Allies, a.Successor) {
			used[sourceKey(f.Source)] = true
		}
	}
	credits, err := os.ReadFile("SOURCES.md")
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range r.sources {
		if !used[s.Key] {
			t.Errorf("no fact is from %s", s.Key)
		}
		if !strings.Contains(string(credits), "`"+s.Key+"`") || !strings.Contains(string(credits), s.Title) {
			t.Errorf("SOURCES.md does not credit %s", s.Key)
		}
		if c := r.Credits()[i]; !strings.Contains(c, s.Title) || !strings.Contains(c, s.Licence) {
			t.Errorf("credit %q lacks the title or licence of %s", c, s.Key)
		}
	}
}

func TestParseFact(t *testing.T) {
	tests := []struct {
		line string
		want Fact
	}{
		{"ISI", Fact{Name: "ISI", Source: "s"}},
		{"ISI | 2006-10..2013-04", Fact{Name: "ISI", From: "2006-10", To: "2013-04", Source: "s"}},
		{"ISI | 2006", Fact{Name: "ISI", From: "2006", Source: "s"}},
		{"ISI | ..2013-04-08", Fact{Name: "ISI", To: "2013-04-08", Source: "s"}},
		{"ISI | | un-sc-list#QDe.115", Fact{Name: "ISI", Source: "un-sc-list#QDe.115"}},
	}
	for _, tt := range tests {
		if got, err := parseFact(tt.line, "s"); err != nil || got != tt.want {
			t.Errorf("parseFact(%q) = %+v, %v; want %+v", tt.line, got, err, tt.want)
		}
	}
	for _, line := range []string{"", " | 2006", "ISI | soon", "ISI | 2013..2006", "ISI | 2006-13", "ISI | 2006-02-30", "ISI | 20060101", "a|b|c|d"} {
		if f, err := parseFact(line, "s"); err == nil {
			t.Errorf("parseFact(%q) = %+v; want an error", line, f)
		}
	}
}

func TestLoadRefuses(t *testing.T) {
	const sources = "sources: [{key: s, title: T, publisher: P, licence: L}]\nactors:\n"
	actor := func(id, rest string) string {
		return "  - {id: " + id + ", name: " + id + ", kind: rebel, source: s" + rest + "}\n"
	}
	tests := []struct {
		name, yaml, says string
	}{
		{"what is no YAML", "actors: [", "no file of the register"},
		{"an unknown field", sources + actor("a", ", colour: red"), "no file of the register"},
		{"two entries of one id", sources + actor("a", "") + actor("a", ""), "a is there twice"},
		{"an unknown kind", sources + "  - {id: a, name: A, kind: tribe, source: s}\n", "unknown kind"},
		{"an unknown source", sources + "  - {id: a, name: A, kind: rebel, source: x}\n", "unknown source"},
		{"a fact of an unknown source", sources + actor("a", ", aliases: [B | | x]"), "unknown source"},
		{"an unknown parent", sources + actor("a", ", parents: [b]"), "unknown parent"},
		{"an unknown rival", sources + actor("a", ", rivals: [b]"), "unknown rival"},
		{"a rival of itself", sources + actor("a", ", rivals: [a]"), "its own rival"},
		{"an unknown succession", sources + actor("b", "") + actor("a", ", successor: [ate b]"), "into another"},
		{"a bad date", sources + actor("a", ", founded: soon"), "has the date"},
		{"a bad country", sources + actor("a", ", countries: [Peru]"), "two capitals"},
		{"a bad id", sources + actor("A_b", ""), "kebab"},
		{"a branch that is none by its parents", sources + actor("a", "") + actor("a/b", ""), "no branch of a"},
		{"a cycle", sources + actor("a", ", parents: [b]") + actor("b", ", parents: [a]"), "its own ancestor"},
		{"a source without a licence", "sources: [{key: s, title: T, publisher: P}]\n", "lacks"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Load(fstest.MapFS{"a.yaml": {Data: []byte(tt.yaml)}})
			if err == nil || !strings.Contains(err.Error(), tt.says) {
				t.Errorf("Load said %v; want %q", err, tt.says)
			}
		})
	}
}

func TestAStateGivesItsGovernmentArmyAndPolice(t *testing.T) {
	r, err := Load(fstest.MapFS{"a.yaml": {Data: []byte(`
sources:
  - {key: un-members, title: T, publisher: P, licence: L}
  - {key: iiss-milbal, title: T, publisher: P, licence: L}
  - {key: interpol, title: T, publisher: P, licence: L}
  - {key: news-usage, title: T, publisher: P, licence: L}
states:
  - {name: Ruritania, code: RR, adjectives: [Ruritanian], military: {name: Royal Ruritanian Army, spellings: [RRA]}, police: {name: Ruritania Police}}
`)}})
	if err != nil {
		t.Fatal(err)
	}
	for words, want := range map[string]string{
		"Ruritanian government":      "ruritania-government",
		"Ruritania 's army":          "royal-ruritanian-army",
		"Ruritanian soldiers":        "royal-ruritanian-army",
		"RRA":                        "royal-ruritanian-army",
		"Ruritania police":           "ruritania-police",
		"Ruritanian security forces": "royal-ruritanian-army ruritania-police",
	} {
		_, got := r.Match(strings.Fields(words))
		var have []string
		for _, id := range got {
			have = append(have, string(id))
		}
		if strings.Join(have, " ") != want {
			t.Errorf("%q is %v; want %s", words, have, want)
		}
	}
	if got := r.Parents("ruritania-police"); !slices.Equal(got, ids("ruritania-government")) {
		t.Errorf("the police's parents are %v", got)
	}
}
