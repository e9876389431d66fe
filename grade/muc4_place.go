package grade

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed muc4_places.txt
var muc4PlaceLines string

// A mucPlace is a place of MUC-4's list.
type mucPlace struct {
	country string
	full    string   // as a key writes it, with its kind: "MEDELLIN (CITY)"
	above   []string // names of the areas around it that the list gives, without the country
}

// mucPlaceTable are the listed places by name; a name may be that of several.
var mucPlaceTable = sync.OnceValue(func() map[string][]mucPlace {
	out := map[string][]mucPlace{}
	seen := map[string]int{}
	for line := range strings.Lines(muc4PlaceLines) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		parts := strings.Split(line, ": ")
		last := parts[len(parts)-1]
		name, _, _ := strings.Cut(last, " (")
		var above []string
		for _, a := range parts[1 : len(parts)-1] {
			n, _, _ := strings.Cut(a, " (")
			above = append(above, n)
		}
		if k, ok := seen[parts[0]+last]; ok {
			out[name][k].above = append(out[name][k].above, above...)
			continue
		}
		seen[parts[0]+last] = len(out[name])
		out[name] = append(out[name], mucPlace{parts[0], last, above})
	}
	return out
})

// mucNationals tell a country by its people and by itself.
var mucNationals = func() map[string]string {
	out := map[string]string{}
	for line := range strings.Lines(`SALVADORAN SALVADORANS SALVADOREAN: EL SALVADOR
COLOMBIAN COLOMBIANS: COLOMBIA
PERUVIAN PERUVIANS: PERU
GUATEMALAN GUATEMALANS: GUATEMALA
HONDURAN HONDURANS: HONDURAS
CHILEAN CHILEANS: CHILE
BOLIVIAN BOLIVIANS: BOLIVIA
ECUADORAN ECUADORIAN ECUADORANS: ECUADOR
ARGENTINE ARGENTINES ARGENTINIAN: ARGENTINA
NICARAGUAN NICARAGUANS: NICARAGUA
PANAMANIAN PANAMANIANS: PANAMA
MEXICAN MEXICANS: MEXICO
VENEZUELAN VENEZUELANS: VENEZUELA
BRAZILIAN BRAZILIANS: BRAZIL
SPANISH: SPAIN`) {
		words, country, _ := strings.Cut(strings.TrimSpace(line), ": ")
		for w := range strings.FieldsSeq(words) {
			out[w] = country
		}
	}
	return out
}()

// mucCountries are countries that reports of the collection are from or about.
var mucCountries = []string{"EL SALVADOR", "COLOMBIA", "PERU", "GUATEMALA", "HONDURAS", "CHILE", "BOLIVIA", "ECUADOR", "ARGENTINA",
	"NICARAGUA", "PANAMA", "MEXICO", "VENEZUELA", "BRAZIL", "COSTA RICA", "CUBA", "SPAIN", "UNITED STATES", "PARAGUAY", "URUGUAY"}

// A mucPlaceAt is a listed place named in a text.
type mucPlaceAt struct {
	name           string
	start          int // byte
	sentence, word int
	country        string // of a country, itself
	adjective      bool   // the country's people
	before         string // the word before, in capitals
}
