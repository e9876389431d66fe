package gazetteer

import (
	"slices"
	"strings"
	"testing"
)

// described gives a place as "Pakistan > Balochistan > Mastung (town)".
func described(g *Gazetteer, id ID) string {
	p := g.Place(id)
	return strings.Join(p.Path, " > ") + " (" + string(p.Level) + ")"
}

func TestTheFirstPlaceOfANameIsTheOneThatNewsMeans(t *testing.T) {
	g := Default()
	for _, c := range []struct{ name, want string }{
		{"Mastung", "Pakistan > Balochistan > Mastung (town)"},
		{"Quetta", "Pakistan > Balochistan > Quetta (town)"},
		{"Balochistan", "Pakistan > Balochistan (province)"},
		{"Baluchistan", "Pakistan > Balochistan (province)"},
		{"KP", "Pakistan > Khyber Pakhtunkhwa (province)"},
		{"Kunar", "Afghanistan > Kunar (province)"},
		{"Nangarhar", "Afghanistan > Nangarhar (province)"},
		{"Kunduz", "Afghanistan > Kunduz (province)"},
		{"Konduz", "Afghanistan > Kunduz (province)"},
		{"Kabul", "Afghanistan > Kabul > Kabul (town)"},
		{"Maiduguri", "Nigeria > Borno > Maiduguri (town)"},
		{"Borno", "Nigeria > Borno (province)"},
		{"Lagos", "Nigeria > Lagos > Lagos (town)"},
		{"Baghuz", "Syria > Deir ez-Zor > Abu Kamal > Baghuz (town)"},
		{"Baghouz", "Syria > Deir ez-Zor > Abu Kamal > Baghuz (town)"},
		{"Deir al-Zour", "Syria > Deir ez-Zor (province)"},
		{"Ghouta", "Syria > Rif Dimashq > Eastern Ghouta (region)"},
		{"Mosul", "Iraq > Nineveh > Mosul (town)"},
		{"Gaza", "Palestine > Gaza Strip (province)"},
		{"Gaza City", "Palestine > Gaza Strip > Gaza > Gaza City (town)"},
		{"Hebron", "Palestine > West Bank > Al Khalil > Hebron (town)"},
		{"Cabo Delgado", "Mozambique > Cabo Delgado (province)"},
		{"Mocimboa da Praia", "Mozambique > Cabo Delgado > Mocímboa da Praia (town)"},
		{"North Kivu", "Democratic Republic of the Congo > North Kivu (province)"},
		{"Sambisa Forest", "Nigeria > Borno > Sambisa Forest (feature)"},
		{"Niger", "Niger (country)"},
		{"Georgia", "Georgia (country)"},
		{"Mali", "Mali (country)"},
		{"Ivory Coast", "Ivory Coast (country)"},
		{"Cote d’Ivoire", "Ivory Coast (country)"},
		{"Burma", "Myanmar (country)"},
		{"DRC", "Democratic Republic of the Congo (country)"},
		{"U.S.", "United States (country)"},
		{"Greater Sahara", "Greater Sahara (region)"},
		{"Lake Chad basin", "Lake Chad Basin (region)"},
		{"Levant", "Levant (region)"},
		{"Donbass", "Ukraine > Donbas (region)"},
		{"Waziristan", "Pakistan > Khyber Pakhtunkhwa > Waziristan (region)"},
		{"New York", "United States > New York State > New York City (town)"},
	} {
		ids := g.Lookup(c.name)
		if len(ids) == 0 {
			t.Errorf("%s is not filed", c.name)
			continue
		}
		if got := described(g, ids[0]); got != c.want {
			t.Errorf("%s is %s, want %s", c.name, got, c.want)
		}
	}
}

func TestNamesThatAreWordsAreNotFiled(t *testing.T) {
	g := Default()
	for _, name := range []string{"Said", "March", "Police", "Hamas", "Malian", "Spanish", "Red Cross", "The City", "Of", "The", "State", "", "  ", "نيويورك", strings.Repeat("Kabul ", 99)} {
		if ids := g.Lookup(name); ids != nil {
			t.Errorf("%q gives %s", name, described(g, ids[0]))
		}
	}
}

func TestWeakNamesWantMoreThanThemselves(t *testing.T) {
	g := Default()
	for _, name := range []string{"Nice", "Reading", "Ali", "Bay", "Obama"} {
		if !g.Weak(name) {
			t.Errorf("%s is a word or a person's name, and not weak", name)
		}
	}
	for _, name := range []string{"Pakistan", "Chad", "Jordan", "Mastung", "Chibok", "Baghuz", "London", "Hebron", "No Such Place"} {
		if g.Weak(name) {
			t.Errorf("%s is weak", name)
		}
	}
}

func TestDemonymsNameTheirCountries(t *testing.T) {
	g := Default()
	for _, c := range []struct{ word, want string }{
		{"Pakistani", "PK"}, {"Pakistanis", "PK"}, {"Afghan", "AF"}, {"Afghans", "AF"}, {"Nigerien", "NE"}, {"Nigerian", "NG"},
		{"Malian", "ML"}, {"Burkinabe", "BF"}, {"Syrian", "SY"}, {"Somali", "SO"}, {"Yemeni", "YE"}, {"Israelis", "IL"},
		{"Palestinians", "PS"}, {"French", "FR"}, {"British", "GB"}, {"Britons", "GB"}, {"Americans", "US"}, {"South Sudanese", "SS"},
		{"Congolese", "CD CG"}, {"Filipinos", "PH"}, {"Chechens", "RU"}, {"Gazan", "PS"}, {"Central African", "CF"}, {"Dutch", "NL"},
		{"Saudi", "SA"}, {"Emirati", "AE"}, {"Kashmiri", ""}, {"Sahelian", ""},
	} {
		ids, ok := g.Demonym(c.word)
		var codes []string
		for _, id := range ids {
			codes = append(codes, g.Place(id).Country)
		}
		if got := strings.Join(codes, " "); !ok || got != c.want {
			t.Errorf("%s: countries %q (found %t), want %q", c.word, got, ok, c.want)
		}
	}
	for _, word := range []string{"Balochi", "pakistani", "Kurdish", "Islamic", ""} {
		if _, ok := g.Demonym(word); ok {
			t.Errorf("%q is taken for a demonym", word)
		}
	}
	if n, _ := g.MatchDemonym([]string{"South", "Sudanese", "troops"}); n != 2 {
		t.Errorf("South Sudanese troops: %d words, want 2", n)
	}
}

func TestEveryCountryIsFoundByItsCodeAndItsName(t *testing.T) {
	g := Default()
	if g.countries != 250 {
		t.Errorf("%d countries, want ISO's 249 and Kosovo", g.countries)
	}
	for i := range g.countries {
		code := g.data[g.country+i*countrySize:][:2]
		id, ok := g.CountryByCode(code)
		p := g.Place(id)
		if !ok || p.Country != code || p.Level != Country || p.RadiusKM <= 0 {
			t.Errorf("code %s gives %+v (%t)", code, p, ok)
		}
		if !slices.Contains(g.Lookup(p.Name), id) {
			t.Errorf("%s is not found by its name", p.Name)
		}
		if c, ok := g.CountryOf(id); !ok || c != id {
			t.Errorf("%s lies in %d (%t)", p.Name, c, ok)
		}
	}
	for _, code := range []string{"ZZ", "pk", "", "AAA"} {
		if id, ok := g.CountryByCode(code); ok {
			t.Errorf("code %q gives %s", code, g.Place(id).Name)
		}
	}
}

func TestOpeningReadsTheHeaderAlone(t *testing.T) {
	allocs := testing.AllocsPerRun(20, func() {
		if _, err := open(embedded); err != nil {
			t.Fatal(err)
		}
	})
	if allocs > 2 {
		t.Errorf("opening allocated %.0f times, the Gazetteer itself is one", allocs)
	}
}

func TestTheEmbeddedFileIsWhole(t *testing.T) {
	if v := u32at(embedded, 8); v != formatVersion {
		t.Fatalf("places.bin has format %d, the package reads %d: make it again with cmd/gazetteer", v, formatVersion)
	}
	if len(embedded) > 15<<20 {
		t.Errorf("places.bin has %d bytes, at most 15 MB are wanted", len(embedded))
	}
	g := Default()
	if err := g.verify(); err != nil {
		t.Error(err)
	}
	for id := range ID(g.Len()) {
		if p, ok := g.parent(id); ok && (!g.known(p) || p == id) {
			t.Fatalf("place %d has the parent %d", id, p)
		}
	}
	if p := g.Place(ID(g.Len())); p.ID != -1 || p.Name != "" {
		t.Errorf("an ID beyond the last gives %+v", p)
	}
}

func TestKeysStandInOrder(t *testing.T) {
	g := Default()
	var c cursor
	n := 0
	last := ""
	for ok := g.names.seek(&c, []byte{0}); ok; ok = c.advance() {
		if key := string(c.key[:c.size]); key <= last {
			t.Fatalf("the key %q follows %q", key, last)
		} else {
			last = key
		}
		n++
	}
	if n != g.names.keys || n < 300000 {
		t.Errorf("walked %d keys of %d", n, g.names.keys)
	}
}

// A change of text.Fold shows here: the file was made with the old one.
func TestPlacesAreFoundByTheNameTheyShow(t *testing.T) {
	g := Default()
	shown, found := 0, 0
	for id := ID(0); id < ID(g.Len()); id += 7 {
		shown++
		if slices.Contains(g.Lookup(g.name(id)), id) {
			found++
		}
	}
	if found*1000 < shown*990 {
		t.Errorf("%d of %d: text.Fold and the file disagree, make it again with cmd/gazetteer", found, shown)
	}
}

func BenchmarkLookup(b *testing.B) {
	g := Default()
	for b.Loop() {
		g.Lookup("Deir al-Zour")
	}
}

func BenchmarkMatch(b *testing.B) {
	g := Default()
	for _, c := range []struct {
		name  string
		words []string
	}{
		{"a name of three words", strings.Fields("Lake Chad basin , where the army")},
		{"a word that is no place", strings.Fields("Officials said on Monday that")},
		{"a long name", strings.Fields("Democratic Republic of the Congo has")},
	} {
		b.Run(c.name, func(b *testing.B) {
			for b.Loop() {
				g.Match(c.words)
			}
		})
	}
}
