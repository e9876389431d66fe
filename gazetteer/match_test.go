package gazetteer

import (
	"strings"
	"testing"
)

func TestMatchTakesTheLongestNameThatIsWrittenAsOne(t *testing.T) {
	g := Default()
	for _, c := range []struct {
		text, taken, want string // want the first place, "" for none
	}{
		{"Helmand province on Sunday", "Helmand province", "Afghanistan > Helmand (province)"},
		{"Borno State police", "Borno State", "Nigeria > Borno (province)"},
		{"Kunduz city fell", "Kunduz city", "Afghanistan > Kunduz > Kunduz (town)"},
		{"Mastung district", "Mastung district", "Pakistan > Balochistan > Mastung (district)"},
		{"Israel state media", "Israel", "Israel (country)"},
		{"Niger state", "Niger state", "Nigeria > Niger State (province)"},
		{"Niger army", "Niger", "Niger (country)"},
		{"Deir al-Zour countryside", "Deir al-Zour", "Syria > Deir ez-Zor (province)"},
		{"Deir ez-Zor", "Deir ez-Zor", "Syria > Deir ez-Zor (province)"},
		{"al-Bab was shelled", "al-Bab", "Syria > Aleppo > Al-Bab (town)"},
		{"Democratic Republic of the Congo and Uganda", "Democratic Republic of the Congo", "Democratic Republic of the Congo (country)"},
		{"Democratic Republic of Congo", "Democratic Republic of Congo", "Democratic Republic of the Congo (country)"},
		{"U.S. forces", "U.S.", "United States (country)"},
		{"US forces", "US", "United States (country)"},
		{"Us and them", "", ""},
		{"CAR soldiers", "CAR", "Central African Republic (country)"},
		{"Car bomb", "", ""},
		{"Lake Chad basin", "Lake Chad basin", "Lake Chad Basin (region)"},
		{"Lake Chad shore", "Lake Chad", "Lake Chad (region)"},
		{"Sambisa forest", "Sambisa forest", "Nigeria > Borno > Sambisa Forest (feature)"},
		{"Rafah crossing", "Rafah crossing", "Palestine > Gaza Strip > Rafah Crossing (feature)"},
		{"Rafah on Monday", "Rafah", "Palestine > Gaza Strip > Rafah (town)"},
		{"Horn of Africa", "Horn of Africa", "Horn of Africa (region)"},
		{"Middle East", "Middle East", "Middle East (region)"},
		{"South-west Balochistan", "", ""},
		{"balochistan", "", ""},
		{"KHYBER PAKHTUNKHWA", "KHYBER PAKHTUNKHWA", "Pakistan > Khyber Pakhtunkhwa (province)"},
		{"Mocímboa da Praia", "Mocímboa da Praia", "Mozambique > Cabo Delgado > Mocímboa da Praia (town)"},
		{"Washington , D.C.", "Washington", "United States > District of Columbia > Washington (town)"},
		{"Boko Haram fighters", "", ""},
		{"Officials said", "", ""},
		{"ELN rebels", "", ""},
		{"GOMA , DR Congo", "GOMA", "Democratic Republic of the Congo > North Kivu > Goma (town)"},
		{"", "", ""},
	} {
		words := strings.Fields(c.text)
		n, ids := g.Match(words)
		got := ""
		if n > 0 {
			got = described(g, ids[0])
		}
		if taken := strings.Join(words[:n], " "); taken != c.taken || got != c.want {
			t.Errorf("%q: %q is %s, want %q as %s", c.text, taken, got, c.taken, c.want)
		}
	}
}

func TestAWordThatIsNoPlaceCostsNoMemory(t *testing.T) {
	g := Default()
	words := strings.Fields("Officials said that")
	if n := testing.AllocsPerRun(50, func() { g.Match(words) }); n > 0 {
		t.Errorf("%.0f allocations", n)
	}
}

func FuzzMatchTakesNoMoreThanThereIs(f *testing.F) {
	for _, s := range []string{"Deir ez-Zor province", "U.S.", "Côte d’Ivoire", "a\x00b", "\xff\xfe Kabul", strings.Repeat("New York ", 200)} {
		f.Add(s)
	}
	g := Default()
	f.Fuzz(func(t *testing.T, s string) {
		words := strings.Fields(s)
		n, ids := g.Match(words)
		if n < 0 || n > len(words) || (n == 0) != (len(ids) == 0) {
			t.Errorf("%q: %d tokens, %d places", s, n, len(ids))
		}
		g.Lookup(s)
		g.Weak(s)
		g.Demonym(s)
	})
}
