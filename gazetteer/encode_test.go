package gazetteer

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"dateline"
	"dateline/text"
)

// island is a small world: a country with one province and two towns.
func island() []Entry {
	return []Entry{
		{Place: Place{Name: "Atoll", Level: Country, Country: "QQ", Lat: -1.5, Lon: 179.25, RadiusKM: 12.5}, Names: []string{"Atoll", "AT"}, Demonyms: []string{"Atollian"}, Parent: -1, Prominence: 240, Regions: []int{4}},
		{Place: Place{Name: "North Shore", Level: Province, Country: "QQ", Lat: -1.4, Lon: 179.25}, Names: []string{"North Shore"}, Parent: 0, Prominence: 150},
		{Place: Place{Name: "Hárbour", Level: Town, Country: "QQ", Lat: -1.4001, Lon: 179.2499, RadiusKM: 2, Population: 40000}, Names: []string{"Hárbour", "Old Harbour"}, Parent: 1, Prominence: 122},
		{Place: Place{Name: "At", Level: Town, Country: "QQ", Population: 300}, Names: []string{"At", "Rill"}, Parent: 1, Prominence: 60},
		{Place: Place{Name: "Far Ocean", Level: Region, Lat: -2, Lon: 178}, Names: []string{"Far Ocean"}, Parent: -1, Prominence: 225},
	}
}

func TestWhatIsEncodedIsReadBack(t *testing.T) {
	data, err := Encode(island(), Words{Weak: map[string]bool{"harbour": true}})
	if err != nil {
		t.Fatal(err)
	}
	g, err := open(string(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := g.verify(); err != nil {
		t.Error(err)
	}
	town := g.Place(g.Lookup("old harbour")[0])
	want := Place{ID: town.ID, Name: "Hárbour", Level: Town, Country: "QQ", Path: []string{"Atoll", "North Shore", "Hárbour"},
		Lat: -1.4001, Lon: 179.2499, RadiusKM: 2, Population: 40000}
	if town.Lat != want.Lat || town.Lon != want.Lon || town.RadiusKM != want.RadiusKM || !slices.Equal(town.Path, want.Path) ||
		town.Name != want.Name || town.Population != want.Population || town.Country != want.Country || town.Level != want.Level {
		t.Errorf("%+v, want %+v", town, want)
	}
	if !g.Weak("Harbour") || g.Weak("Old Harbour") || !g.Weak("Rill") {
		t.Error("a listed word and a tiny town are weak, a longer name is not")
	}
	if got := g.Lookup("AT"); len(got) != 1 || g.Place(got[0]).Level != Country {
		t.Errorf("AT, a country's abbreviation, gives %v", got)
	}
	if n, _ := g.Match([]string{"At"}); n != 0 {
		t.Error("At is taken for the abbreviation")
	}
	if ocean := g.Lookup("Far Ocean")[0]; !g.Contains(ocean, town.ID) {
		t.Error("the region does not contain the town of its member")
	}
	if p := g.Place(g.Lookup("Far Ocean")[0]); p.Country != "" || len(p.Path) != 1 {
		t.Errorf("a region across countries is %+v", p)
	}
	if ids, ok := g.Demonym("Atollian"); !ok || g.Place(ids[0]).Name != "Atoll" {
		t.Errorf("Atollian gives %v", ids)
	}
}

func TestTheOrderOfEntriesDoesNotMatter(t *testing.T) {
	want, err := Encode(island(), Words{})
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		old := island()
		order := rapid.Permutation([]int{0, 1, 2, 3, 4}).Draw(t, "order")
		at := make([]int, len(order))
		for to, from := range order {
			at[from] = to
		}
		entries := make([]Entry, len(old))
		for from, e := range old {
			if e.Parent >= 0 {
				e.Parent = at[e.Parent]
			}
			for i, r := range e.Regions {
				e.Regions[i] = at[r]
			}
			entries[at[from]] = e
		}
		got, err := Encode(entries, Words{})
		if err != nil || !bytes.Equal(got, want) {
			t.Fatalf("other bytes, error %v", err)
		}
	})
}

func TestTheEncoderSaysWhatItCannotHold(t *testing.T) {
	for name, spoil := range map[string]func([]Entry){
		"an unknown level":        func(e []Entry) { e[2].Level = "hamlet" },
		"no name":                 func(e []Entry) { e[2].Name = "" },
		"a name too long":         func(e []Entry) { e[2].Name = strings.Repeat("x", 256) },
		"a latitude beyond":       func(e []Entry) { e[2].Lat = 91 },
		"a country without code":  func(e []Entry) { e[0].Country = "" },
		"two countries, one code": func(e []Entry) { e[1].Level = Country },
		"a parent beyond":         func(e []Entry) { e[2].Parent = 99 },
	} {
		entries := island()
		spoil(entries)
		if _, err := Encode(entries, Words{}); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestAFileThatIsNoneIsRefused(t *testing.T) {
	whole, err := Encode(island(), Words{})
	if err != nil {
		t.Fatal(err)
	}
	other := bytes.Clone(whole)
	other[8] = 99
	for name, data := range map[string][]byte{"nothing": nil, "other bytes": []byte(strings.Repeat("x", 200)), "a cut file": whole[:len(whole)-1], "another format": other} {
		if _, err := open(string(data)); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("%s: error %v", name, err)
		}
	}
	whole[len(whole)-1] ^= 1
	g, err := open(string(whole))
	if err != nil {
		t.Fatal(err)
	}
	if g.verify() == nil {
		t.Error("a changed byte is not noticed by verify")
	}
}

func TestTheKeyOfANameIsItsFold(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.OneOf(rapid.String(), rapid.StringMatching(`[A-Za-z '.\-éş’]{0,20}`)).Draw(t, "name")
		if got, want := string(appendKey(nil, name)), text.Fold(name); got != want {
			t.Fatalf("%q, text.Fold has %q", got, want)
		}
	})
}
