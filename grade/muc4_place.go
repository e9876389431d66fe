package grade

import (
	_ "embed"
	"regexp"
	"slices"
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

// findPlaces finds the listed places that the text names, longest names first.
func (r *mucReport) findPlaces() {
	table := mucPlaceTable()
	for s, sent := range r.parsed {
		for i := 0; i < len(sent.Tokens); i++ {
			for n := min(5, len(sent.Tokens)-i); n > 0; n-- {
				a, b := sent.Tokens[i].Start, sent.Tokens[i+n-1].End
				name := strings.Join(strings.Fields(r.words[a:b]), " ")
				at := mucPlaceAt{name: name, start: a, sentence: s, word: i}
				if i > 0 {
					at.before = strings.ToUpper(sent.Tokens[i-1].Text)
				}
				switch {
				case slices.Contains(mucCountries, name):
					at.country = name
				case mucNationals[name] != "":
					at.country, at.adjective = mucNationals[name], true
				case len(table[name]) == 0 || n == 1 && len(name) < 4:
					continue
				}
				r.places = append(r.places, at)
				i += n - 1
				break
			}
		}
	}
}

// mainCountry is the country that the report's names speak for most; its
// dateline's counts for a few.
func (r *mucReport) mainCountry(from string) string {
	count := map[string]int{}
	for _, p := range mucPlaceTable()[from] {
		count[p.country] += 3
		break
	}
	for _, p := range r.places {
		if p.country != "" {
			count[p.country] += 2
		} else if of := mucPlaceTable()[p.name]; len(of) == 1 {
			count[of[0].country]++
		}
	}
	if strings.Contains(r.words, "RADIO VENCEREMOS") || strings.Contains(r.words, "FMLN") {
		count["EL SALVADOR"] += 4
	}
	best := "EL SALVADOR"
	for _, c := range mucCountries[:9] { // an incident belongs in the database by one of these
		if count[c] > count[best] {
			best = c
		}
	}
	return best
}

// location is where an incident was, as a key writes it.
func (r *mucReport) location(in incident) string {
	order := slices.Clone(in.sentences)
	slices.Sort(order)
	order = slices.Compact(order)
	for _, off := range []int{0, -1, 1} {
		for _, s := range order {
			if l := r.locationIn(s + off); l != "" {
				return l
			}
		}
	}
	for _, s := range order {
		if c := r.countryIn(s); c != "" {
			return c
		}
	}
	for _, s := range order {
		if capital := mucCapitals[r.country]; capital != "" && inCapital.MatchString(r.sentences[s].In(r.words)) {
			return r.country + ": " + capital
		}
	}
	return r.country
}

// countryIn is the country that a sentence puts something in, "" for none.
func (r *mucReport) countryIn(s int) string {
	for _, p := range r.places {
		if p.sentence == s && p.country != "" && !p.adjective && p.before == "IN" {
			return p.country
		}
	}
	return ""
}

var inCapital = regexp.MustCompile(`\b(IN|OF|FROM) (THE|THIS|OUR) CAPITAL\b`)

var mucCapitals = map[string]string{
	"EL SALVADOR": "SAN SALVADOR (CITY)", "COLOMBIA": "BOGOTA (CITY)", "PERU": "LIMA (CITY)", "GUATEMALA": "GUATEMALA CITY (CITY)", "HONDURAS": "TEGUCIGALPA (CITY)",
	"CHILE": "SANTIAGO (CITY)", "BOLIVIA": "LA PAZ (CITY)", "ECUADOR": "QUITO (CITY)", "ARGENTINA": "BUENOS AIRES (CITY)",
}

var placePrepositions = map[string]bool{"IN": true, "AT": true, "NEAR": true, "OF": true, "FROM": true, "AROUND": true, "OUTSIDE": true, "TO": true, ",": true, "DOWNTOWN": true, "NORTHERN": true, "SOUTHERN": true, "EASTERN": true, "WESTERN": true, "CENTRAL": true}

// locationIn is the place that a sentence puts something in, in the report's
// country. Quarters and the like are named by words that are names of much
// else, and need a word that says so.
func (r *mucReport) locationIn(s int) string {
	var leaf *mucPlaceAt
	var pick mucPlace
	best := 0
	for i := range r.places {
		p := &r.places[i]
		if p.sentence != s || p.country != "" {
			continue
		}
		sense, ok := r.senseOf(p)
		if !ok {
			continue
		}
		score := 1
		switch {
		case p.before == "IN" || p.before == "AT" || p.before == "NEAR":
			score = 5
		case placePrepositions[p.before]:
			score = 3
		case minorPlace.MatchString(sense.full) && !r.kindBeside(p, sense):
			continue
		}
		if areaPlace.MatchString(sense.full) {
			score--
		}
		if score > best {
			leaf, pick, best = p, sense, score
		}
	}
	if leaf == nil {
		return ""
	}
	chain := pick.country
	area := ""
	for i := range r.places {
		p := &r.places[i]
		if p == leaf || p.country != "" || p.name == leaf.name || p.sentence != s && !(minorPlace.MatchString(pick.full) && p.sentence < s) {
			continue
		}
		sense, ok := r.senseOf(p)
		if !ok || area != "" {
			continue
		}
		d := max(p.start-leaf.start, leaf.start-p.start)
		switch {
		case minorPlace.MatchString(pick.full) && (slices.Contains(pick.above, p.name) || d < 60 && cityPlace.MatchString(sense.full)):
			area = sense.full
		case !areaPlace.MatchString(pick.full) && d < 60 && areaPlace.MatchString(sense.full):
			area = sense.full
		}
	}
	if area == "" && quarterPlace.MatchString(pick.full) {
		for _, a := range pick.above { // the quarter's city, where the report names it at all
			for _, sense := range mucPlaceTable()[a] {
				if sense.country == pick.country && cityPlace.MatchString(sense.full) && strings.Contains(r.words, a) {
					area = sense.full
				}
			}
		}
	}
	if area != "" {
		chain += ": " + area
	}
	return chain + ": " + pick.full
}

var (
	areaPlace    = regexp.MustCompile(`\((DEPARTMENT|PROVINCE|STATE|REGION|ZONE|INTENDANCY|COUNTY)`)
	cityPlace    = regexp.MustCompile(`\((CITY|TOWN|MUNICIPALITY|JURISDICTION)`)
	quarterPlace = regexp.MustCompile(`\((NEIGHBORHOOD|DISTRICT|SUBURB|UNIVERSITY|AIRPORT|SQUARE|COLONY)`)
	minorPlace   = regexp.MustCompile(`\((NEIGHBORHOOD|DISTRICT|SQUARE|SUBURB|COLONY|AREA|UNIVERSITY|FARM|AIRPORT|SCHOOL|CANTON|COMMUNITY|HAMLET|SECTOR|RIVER|MOUNTAIN|HILL|VOLCANO|JAIL|PORT|ISLAND|VILLAGE)|^[^(]*$`)
	notAPerson   = regexp.MustCompile(`(PRESIDENT|COLONEL|GENERAL|MAJOR|CAPTAIN|DR|MR|JUDGE|MINISTER|LEADER|MAYOR|SENATOR|JOSE|LUIS|CARLOS|JUAN|JORGE|ANTONIO|FRANCISCO|MANUEL|PEDRO|RAFAEL|ALFREDO|ROBERTO|MARIO|OSCAR|HECTOR|MIGUEL|MARIA)\.?\s+$`)
)

// senseOf is the listed place of the report's country that a name stands for, cities first.
func (r *mucReport) senseOf(p *mucPlaceAt) (mucPlace, bool) {
	if notAPerson.MatchString(r.words[max(0, p.start-16):p.start]) {
		return mucPlace{}, false
	}
	var best mucPlace
	score := 0
	for _, c := range mucPlaceTable()[p.name] {
		if c.country != r.country {
			continue
		}
		n := 1
		switch {
		case r.kindBeside(p, c):
			n = 5
		case cityPlace.MatchString(c.full):
			n = 4
		case areaPlace.MatchString(c.full):
			n = 3
		case !minorPlace.MatchString(c.full):
			n = 2
		}
		if n > score {
			best, score = c, n
		}
	}
	return best, score > 0
}

// kindBeside tells whether a place's kind stands beside its name.
func (r *mucReport) kindBeside(p *mucPlaceAt, of mucPlace) bool {
	_, kind, ok := strings.Cut(of.full, " (")
	if !ok {
		return false
	}
	kind = strings.TrimSuffix(kind, ")")
	after := strings.TrimLeft(r.words[p.start+len(p.name):], " \n,")
	return strings.HasPrefix(after, kind) || strings.HasSuffix(strings.TrimRight(r.words[:p.start], " \n"), kind) || strings.HasSuffix(strings.TrimRight(r.words[:p.start], " \n"), kind+" OF")
}
