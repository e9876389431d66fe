package register

import (
	"slices"
	"strings"
	"testing"

	"dateline"
)

func ids(s ...dateline.ActorID) []dateline.ActorID { return s }

func TestMatch(t *testing.T) {
	tests := []struct {
		name  string
		words string // tokens, divided by spaces
		n     int
		ids   []dateline.ActorID
	}{
		{"a name of two words takes both", "Islamic State said on Friday", 2, ids("islamic-state")},
		{"the word group after it is taken where the alias has it", "Islamic State group said", 3, ids("islamic-state")},
		{"the word militants after it is not taken", "Islamic State militants said", 2, ids("islamic-state")},
		{"a long name wins over the short one it begins with", "Islamic State in Iraq and the Levant ( Isil )", 7, ids("islamic-state")},
		{"a province's long name wins over its parent's", "Islamic State West Africa Province fighters", 5, ids("islamic-state/west-africa-province")},
		{"a branch may follow a possessive", "Islamic State 's Sinai Province", 5, ids("islamic-state/sinai-province")},
		{"a possessive alone is not part of the name", "Islamic State 's fighters", 2, ids("islamic-state")},
		{"a possessive does not make the plural", "Houthi 's missile", 1, ids("houthis")},
		{"the curly possessive is no part either", "Hamas ’s leaders", 1, ids("hamas")},
		{"a hyphenated name may be one token", "al-Shabaab attacked", 1, ids("al-shabaab", "islamic-state/mozambique-province")},
		{"a hyphenated name may be three tokens", "al - Shabaab attacked", 3, ids("al-shabaab", "islamic-state/mozambique-province")},
		{"a hyphenated name may lose its hyphen", "Al Shabaab attacked", 2, ids("al-shabaab", "islamic-state/mozambique-province")},
		{"the article may have a capital", "Al-Qaeda said", 1, ids("al-qaeda")},
		{"the article may have none", "al Qaeda said", 2, ids("al-qaeda")},
		{"the name after the article needs its capital", "al qaeda said", 0, nil},
		{"an acronym of two letters stands in capitals", "IS claimed the attack", 1, ids("islamic-state")},
		{"a common word is no acronym", "is claimed", 0, nil},
		{"a common word at a sentence's start is no acronym", "Is it true", 0, nil},
		{"a shouting headline does not name the group with its verb", "IS ON HIGH ALERT", 0, nil},
		{"an acronym of three letters stands in capitals", "SDF fighters", 1, ids("special-deterrence-force", "syrian-democratic-forces")},
		{"an acronym of three letters in lower case is a word", "adf", 0, nil},
		{"a longer acronym may be written like a word", "Isil said", 1, ids("islamic-state")},
		{"a mission's acronym may be written like a word", "Minusma said", 1, ids("minusma")},
		{"an acronym that is also a word keeps its capitals", "Mend the fence", 0, nil},
		{"that acronym in capitals is the group", "MEND said", 1, ids("mend")},
		{"a common noun inside a name may be in lower case", "Pakistan army soldiers", 2, ids("pakistan-army")},
		{"or have its capital", "Pakistan Army soldiers", 2, ids("pakistan-army")},
		{"a country's possessive leads to its army", "Nigeria 's military said", 3, ids("nigerian-army")},
		{"security forces may be soldiers or police", "Egyptian security forces", 3, ids("egyptian-armed-forces", "egyptian-national-police")},
		{"a name in capitals is the name", "TALIBAN ATTACK", 1, ids("afghan-taliban", "pakistani-taliban")},
		{"the bare Taliban stays ambiguous", "Taliban fighters", 1, ids("afghan-taliban", "pakistani-taliban")},
		{"the Afghan Taliban is one", "Afghan Taliban fighters", 2, ids("afghan-taliban")},
		{"the Pakistani Taliban is the other", "Pakistani Taliban fighters", 2, ids("pakistani-taliban")},
		{"a leading article is no part of a name", "the Taliban", 0, nil},
		{"a comma ends a name", "Islamic , State", 0, nil},
		{"a bracket ends a name", "Islamic ( State", 0, nil},
		{"an accent makes no difference", "Koglwéogo militia", 1, ids("koglweogo")},
		{"nor does its lack", "Koglweogo militia", 1, ids("koglweogo")},
		{"a letter that folds to two makes no difference", "Séléka", 1, ids("seleka")},
		{"an acronym with small letters keeps its capitals", "LeT fighters", 1, ids("lashkar-e-taiba")},
		{"a verb is not that acronym", "Let us go", 0, nil},
		{"a name may begin in lower case where the register has it so", "so-called Islamic State", 3, ids("islamic-state")},
		{"the same for a government", "government of Yemen", 3, ids("yemen-government")},
		{"a name of letters and digits", "M23 rebels", 2, ids("m23")},
		{"the same with a hyphen", "M - 19 guerrillas", 3, ids("m-19")},
		{"dots in an acronym make no difference", "U.S. troops", 2, ids("united-states-armed-forces")},
		{"an apostrophe inside a name makes no difference", "Kata'ib Hezbollah said", 2, ids("kataib-hezbollah")},
		{"an unknown name has no candidates", "Manchester United won", 0, nil},
		{"a country alone is no actor", "Pakistan said", 0, nil},
		{"a common noun alone is no actor", "army", 0, nil},
		{"an Islamic state is an idea, not the group", "Islamic state of mind", 0, nil},
		{"a province in lower case is a place", "Pakistan province", 0, nil},
	}
	r := Default()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			n, got := r.Match(strings.Fields(tt.words))
			if n != tt.n || !slices.Equal(got, tt.ids) {
				t.Errorf("Match(%q) = %d, %v; want %d, %v", tt.words, n, got, tt.n, tt.ids)
			}
		})
	}
}

func TestMatchOfNothing(t *testing.T) {
	r := Default()
	for _, words := range [][]string{nil, {}, {""}, {"", "Taliban"}, {"-"}, {"'s"}, {"’"}, {"\xff\xfe"}, {"é"}} {
		if n, got := r.Match(words); n != 0 || got != nil {
			t.Errorf("Match(%q) = %d, %v; want nothing", words, n, got)
		}
	}
}

// Every name that the register holds is found in a text that has it as it is
// written, whole, and stands for its bearer.
func TestEveryNameIsMatched(t *testing.T) {
	r := Default()
	for _, a := range r.All() {
		names := []string{a.Name}
		for _, f := range a.Aliases {
			names = append(names, f.Name)
		}
		for _, name := range names {
			words := strings.Fields(trimThe(name))
			if strings.ContainsAny(name, "(&,") {
				continue // written so in lists only
			}
			if n, got := r.Match(words); n != len(words) || !slices.Contains(got, a.ID) {
				t.Errorf("Match(%q) = %d, %v; want all of it and %s", name, n, got, a.ID)
			}
			if got := r.Candidates(name); !slices.Contains(got, a.ID) {
				t.Errorf("Candidates(%q) = %v; want %s", name, got, a.ID)
			}
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	text := `Militants loyal to the Islamic State in Iraq and the Levant ( Isil ) have said that al-Shabaab fighters and
		soldiers of the Somali National Army clashed near the border on Tuesday , killing at least four people and
		wounding dozens , while the Kenya Defence Forces shelled positions held by the group in the forest`
	words := strings.Fields(text)
	r := Default()
	b.ReportAllocs()
	for b.Loop() {
		for i := range words {
			r.Match(words[i:])
		}
	}
	b.ReportMetric(float64(len(words)*b.N)/b.Elapsed().Seconds(), "tokens/s")
}

func FuzzMatch(f *testing.F) {
	for _, seed := range []string{"Islamic State 's Sinai Province", "IS ON ALERT", "al - - Shabaab", "\xff ’s é ß İ", "M23 3R 400 Mawozo"} {
		f.Add(seed)
	}
	r := Default()
	f.Fuzz(func(t *testing.T, text string) {
		words := strings.Split(text, " ")
		n, got := r.Match(words)
		if n < 0 || n > len(words) || (n == 0) != (len(got) == 0) {
			t.Fatalf("Match(%q) = %d, %v", words, n, got)
		}
		if !slices.IsSorted(got) {
			t.Fatalf("Match(%q) = %v, not sorted", words, got)
		}
		if n > 0 && len(r.Candidates(strings.Join(words[:n], " "))) == 0 {
			t.Fatalf("Match(%q) took %d, but Candidates does not know them", words, n)
		}
	})
}

func TestANameMayHoldABracket(t *testing.T) {
	for _, c := range []struct {
		words string
		want  int
	}{
		{"Communist Party of India ( Maoist ) rebels", 7},
		{"Communist Party of India ( Maoist rebels", 0},
		{"Communist Party of India ( Unknown ) rebels", 0},
		{"Boko Haram ( whose name", 2},
	} {
		if got, _ := Default().Match(strings.Fields(c.words)); got != c.want {
			t.Errorf("%q takes %d tokens, want %d", c.words, got, c.want)
		}
	}
}
