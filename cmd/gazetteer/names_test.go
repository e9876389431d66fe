package main

import (
	"slices"
	"strings"
	"testing"
)

func TestUnitsLoseTheWordOfTheirKind(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Borno State", "Borno"},
		{"Cabo Delgado Province", "Cabo Delgado"},
		{"Damascus Governorate", "Damascus"},
		{"North Wazīristān District", "North Wazīristān"},
		{"South Waziristan Agency", "South Waziristan"},
		{"Province du Séno", "Séno"},
		{"Circunscrição de Palma", "Palma"},
		{"Gorodskoy Okrug Derbent", "Derbent"},
		{"Gorodok", "Gorodok"},
		{"Eastern Province", "Eastern Province"},
		{"North Central Province", "North Central Province"},
		{"Free State", "Free State"},
		{"Kunar", "Kunar"},
	} {
		if got := bare(c.name); got != c.want {
			t.Errorf("%q becomes %q, want %q", c.name, got, c.want)
		}
	}
}

func TestAlternateNamesAreThoseAnEnglishTextMayHold(t *testing.T) {
	got := latinNames([]string{"Kunduz", "Konduz", "UND", "kun dou shi", "Кундуз", "قندوز", "al-Bab", "Gas", "Qunḏūz", "`Azza"})
	if want := []string{"Kunduz", "Konduz", "al-Bab", "Qunḏūz", "`Azza"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestArabicNamesAreFiledAsAgenciesWriteThem(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"Ar Raqqah", "raqqa"}, {"Ar Raqqah", "al raqqah"}, {"Al Fallujah", "falluja"}, {"Bayt Hanun", "beit hanun"}, {"Dayr al Balah", "deir al balah"},
	} {
		if got := arabicVariants(c.name); !slices.Contains(got, c.want) {
			t.Errorf("%s gives %q, without %q", c.name, got, c.want)
		}
	}
}

func TestDirectionsAreNoNames(t *testing.T) {
	if got := filed([]string{"South-West", "South-West Region", "Eastern", "Eastern Cape"}); !slices.Equal(got, []string{"South-West Region", "Eastern Cape"}) {
		t.Errorf("%q", got)
	}
}

func TestPluralsOfPeople(t *testing.T) {
	got := plurals([]string{"Afghan", "Japanese", "British", "French", "South African", "Frenchmen", "Swiss"})
	want := []string{"Afghan", "Afghans", "Japanese", "British", "French", "South African", "South Africans", "Frenchmen", "Swiss"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestOctavesAreEightLogarithms(t *testing.T) {
	for n, want := range map[int]int{0: 0, 1: 0, 2: 8, 3: 12, 1024: 80, 1536: 84, 1 << 20: 160} {
		if got := octaves(n); got != want {
			t.Errorf("octaves(%d) is %d, want %d", n, got, want)
		}
	}
}

func TestTheSupplementIsWhole(t *testing.T) {
	s, err := readSupplement()
	if err != nil {
		t.Fatal(err)
	}
	if len(s.countries) != 250 {
		t.Errorf("%d countries, want ISO's 249 and Kosovo", len(s.countries))
	}
	codes := make(map[string]bool)
	for _, c := range s.countries {
		if len(c.Code) != 2 || codes[c.Code] {
			t.Errorf("%s has the code %q, of two letters and its own", c.Name, c.Code)
		}
		codes[c.Code] = true
	}
	seen := make(map[string]bool)
	for _, p := range s.places {
		if at := p.Name + " in " + p.In; seen[at] {
			t.Errorf("%s is listed twice", at)
		} else {
			seen[at] = true
		}
		if p.Src == "" || p.Lat == 0 && p.Lon == 0 {
			t.Errorf("%s has no source or no position", p.Name)
		}
	}
	for _, r := range s.regions {
		if r.KM <= 0 || len(r.Src) == 0 {
			t.Errorf("%s has no radius or no source", r.Name)
		}
	}
	for w := range s.words.weak {
		if s.words.always[w] {
			t.Errorf("%q is both weak and never weak", w)
		}
	}
	for w := range s.words.always {
		if s.words.never[w] || strings.ToLower(w) != w {
			t.Errorf("%q is never filed, or not in small letters", w)
		}
	}
}

func TestTheMiddleOfASquareIsItsMiddle(t *testing.T) {
	square := ring{{10, -1}, {12, -1}, {12, 1}, {10, 1}, {10, -1}}
	a := polygonArea([]ring{square})
	if a.lat < -0.001 || a.lat > 0.001 || a.lon < 10.999 || a.lon > 11.001 || a.km2 < 49300 || a.km2 > 49600 {
		t.Errorf("%+v, want 0, 11 and 222 km squared", a)
	}
	hole := ring{{10.5, -0.5}, {11.5, -0.5}, {11.5, 0.5}, {10.5, 0.5}, {10.5, -0.5}}
	if b := polygonArea([]ring{square, hole}); b.km2 > a.km2*0.76 || b.km2 < a.km2*0.74 {
		t.Errorf("with a hole of a quarter %g of %g", b.km2, a.km2)
	}
	o := newOutline([][]ring{{square, hole}}, "", nil)
	if !o.holds(0.8, 10.2) || o.holds(0, 11) || o.holds(2, 11) {
		t.Error("the outline holds its rim, not its hole nor what lies outside")
	}
}

func TestATownIsReadFromALineOfGeoNames(t *testing.T) {
	line := "42\tĀb\tAb\tAab,Ob\t34.5\t70.25\tP\tPPLA2\tAF\t\t34\t3402\t\t\t1234\t\t800\tAsia/Kabul\t2020-01-01"
	got, err := parseTown(line)
	if err != nil || got.id != 42 || got.admin1 != "AF.34" || got.admin2 != "AF.34.3402" || got.population != 1234 || got.lat != 34.5 || len(got.alternates) != 2 {
		t.Errorf("%+v, %v", got, err)
	}
	for _, bad := range []string{"", "x\ty", strings.Replace(line, "34.5", "north", 1), strings.Replace(line, "1234", "many", 1)} {
		if _, err := parseTown(bad); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}
