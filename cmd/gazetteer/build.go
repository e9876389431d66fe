package main

import (
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strings"

	"dateline/gazetteer"
	"dateline/text"
)

// A builder puts the places together. Maps point into entries.
type builder struct {
	supplement *supplement
	list       []town
	units      unitLists
	outlines   outlines
	words      gazetteer.Words

	entries   []gazetteer.Entry
	countries map[string]int // by ISO code
	provinces map[string]int // by GeoNames code
	districts map[string]int // by GeoNames code
	regions   map[string]int // by name
	towns     []int          // entry of each town of the list, -1 when merged away
	byKey     map[string][]int
	people    map[int]int // inhabitants of the towns of a province or district
}

func newBuilder(s *supplement, towns []town, units unitLists, o outlines) *builder {
	return &builder{
		supplement: s, list: towns, units: units, outlines: o,
		words:     gazetteer.Words{Weak: s.words.weak, English: s.words.english, Never: s.words.never, Always: s.words.always},
		countries: make(map[string]int), provinces: make(map[string]int), districts: make(map[string]int),
		regions: make(map[string]int), byKey: make(map[string][]int), people: make(map[int]int),
	}
}

func (b *builder) add(e gazetteer.Entry) int {
	b.entries = append(b.entries, e)
	return len(b.entries) - 1
}

// The prominence of what has no population to go by. Countries stand above
// all, then regions, then provinces by the people of their towns, up to
// provinceMost; capitals stand just above their province. A territory stands
// below the large provinces of other countries.
const (
	prominentCountry   = 240
	prominentRegion    = 225
	prominentLesser    = 150
	prominentCapital   = 222
	provinceMost       = 218
	prominentTerritory = 205
	prominentPlace     = 130 // of the supplement, which holds what the news names
	cityAboveProvince  = 3000000
)

// octaves gives eight times the binary logarithm of n, rounded down to steps
// of an eighth, 0 for 0.
func octaves(n int) int {
	if n <= 0 {
		return 0
	}
	whole := bits.Len(uint(n)) - 1
	return 8*whole + (n<<3>>whole)&7
}

func (b *builder) addCountries() error {
	for _, c := range b.supplement.countries {
		e := gazetteer.Entry{
			Place:  gazetteer.Place{Name: c.Name, Level: gazetteer.Country, Country: c.Code, Lat: c.Lat, Lon: c.Lon, RadiusKM: c.Radius, GeoNames: b.units.numbers[c.Code]},
			Names:  append([]string{c.Name}, c.Also...),
			Parent: -1, Demonyms: plurals(c.People), Prominence: prominentCountry,
		}
		if c.Of != "" {
			e.Prominence = prominentTerritory
		}
		if c.Radius == 0 {
			a, ok := b.countryArea(c.Code)
			if !ok {
				return fmt.Errorf("country %s: neither outline nor towns; give it lat, lon and radius_km", c.Code)
			}
			e.RadiusKM = a.radius()
			if c.Lat == 0 && c.Lon == 0 {
				e.Lat, e.Lon = a.lat, a.lon
			}
		}
		b.countries[c.Code] = b.add(e)
	}
	return nil
}

// countryArea takes the outline of a country, else the spread of its towns.
func (b *builder) countryArea(code string) (area, bool) {
	if o := b.outlines.countries[code]; o != nil {
		return joined(o.polygons), true
	}
	var points []int
	for i := range b.list {
		if b.list[i].country == code {
			points = append(points, i)
		}
	}
	return b.spread(points)
}

// spread gives the middle of towns and the circle that holds nine in ten.
func (b *builder) spread(towns []int) (area, bool) {
	if len(towns) == 0 {
		return area{}, false
	}
	var lat, lon float64
	for _, i := range towns {
		lat += b.list[i].lat
		lon += b.list[i].lon
	}
	n := float64(len(towns))
	lat, lon = lat/n, lon/n
	far := make([]float64, len(towns))
	for k, i := range towns {
		far[k] = kilometres(lat, lon, b.list[i].lat, b.list[i].lon)
	}
	slices.Sort(far)
	r := far[(len(far)-1)*9/10] + 5
	if len(towns) < 3 {
		r = max(r, 15)
	}
	return area{lat, lon, math.Pi * r * r}, true
}

func (b *builder) addProvinces() error {
	overrides := make(map[string]provinceNames)
	for _, p := range b.supplement.provinces {
		overrides[p.Code] = p
	}
	members := make(map[string][]int)
	for i := range b.list {
		members[b.list[i].admin1] = append(members[b.list[i].admin1], i)
	}
	found := b.assignOutlines(members)
	seats := b.townNames()
	for _, u := range b.units.first {
		code := u.Code[:2]
		country, ok := b.countries[code]
		if !ok {
			return fmt.Errorf("province %s %s: no country of that code", u.Code, u.Name)
		}
		over := overrides[u.Code]
		delete(overrides, u.Code)
		name := plain(code, bare(u.Name))
		names := []string{u.Name, bare(u.Name)}
		if over.Only {
			names = nil
		}
		if over.Name != "" {
			name = over.Name
		}
		names = append(append(names, name), over.Also...)
		e := gazetteer.Entry{Place: gazetteer.Place{Name: name, Level: gazetteer.Province, Country: code, GeoNames: b.units.numbers[u.Code]}, Parent: country, Demonyms: plurals(over.People)}
		a, known := area{}, false
		if f := found[u.Code]; f.polygons != nil {
			a, known = joined(f.polygons), true
			for _, n := range f.names {
				// Natural Earth gives some provinces the name of their seat too.
				if short := bare(n); !seats[code+text.Fold(short)] && !b.words.Weak[text.Fold(short)] {
					names = append(names, n, short)
				}
			}
		} else if o := b.outlineOf(u); o != nil {
			a, known = joined(o.polygons), true
		} else {
			a, known = b.spread(members[u.Code])
		}
		if !known {
			c := b.entries[country]
			a = area{c.Lat, c.Lon, math.Pi * c.RadiusKM * c.RadiusKM}
		}
		e.Lat, e.Lon, e.RadiusKM = a.lat, a.lon, a.radius()
		if arabic[code] {
			for _, n := range slices.Clone(names) {
				names = append(names, arabicVariants(n)...)
			}
		}
		e.Names = filed(names)
		b.provinces[u.Code] = b.add(e)
	}
	for code := range overrides {
		return fmt.Errorf("supplement/names.yaml: no province has the code %s", code)
	}
	return nil
}

// townNames gives the keys of the names that towns bear, each after the code
// of its country.
func (b *builder) townNames() map[string]bool {
	names := make(map[string]bool, len(b.list))
	for i := range b.list {
		names[b.list[i].country+text.Fold(b.list[i].ascii)] = true
	}
	for _, t := range b.supplement.towns {
		for i := range b.list {
			if b.list[i].id == t.ID && t.ID != 0 {
				for _, n := range append(t.Also, t.Name) {
					names[b.list[i].country+text.Fold(n)] = true
				}
			}
		}
	}
	return names
}

// assignOutlines finds the outlines of each province by the towns in them,
// since the codes of Natural Earth are often outdated: an outline belongs to
// the province that most of its towns lie in, and a province has outlines when
// most of its towns lie in these. Its names count when the codes agree as well.
func (b *builder) assignOutlines(members map[string][]int) map[string]outline {
	inside := make([]map[string]int, len(b.outlines.provinces))
	grid := make(map[[2]int][]int)
	for n := range b.outlines.provinces {
		inside[n] = make(map[string]int)
		o := &b.outlines.provinces[n]
		for x := int(math.Floor(o.west)); x <= int(math.Floor(o.east)); x++ {
			for y := int(math.Floor(o.south)); y <= int(math.Floor(o.nor)); y++ {
				grid[[2]int{x, y}] = append(grid[[2]int{x, y}], n)
			}
		}
	}
	for i := range b.list {
		t := &b.list[i]
		if t.admin1 == "" {
			continue
		}
		for _, n := range grid[[2]int{int(math.Floor(t.lon)), int(math.Floor(t.lat))}] {
			if b.outlines.provinces[n].holds(t.lat, t.lon) {
				inside[n][t.admin1]++
			}
		}
	}
	found := make(map[string]outline)
	covered := make(map[string]int)
	for n := range b.outlines.provinces {
		best, most, all := "", 0, 0
		for code, count := range inside[n] {
			all += count
			if count > most || count == most && code < best {
				best, most = code, count
			}
		}
		if most*10 < all*7 || most == 0 {
			continue
		}
		f, o := found[best], &b.outlines.provinces[n]
		f.polygons = append(f.polygons, o.polygons...)
		if o.code == best {
			f.names = append(f.names, o.names...)
		}
		found[best] = f
		covered[best] += most
	}
	for code := range found {
		if covered[code]*10 < len(members[code])*6 {
			delete(found, code)
		}
	}
	return found
}

// outlineOf finds the outline that bears the code and the name of a province
// though few of its towns lie in it: one whose borders were redrawn.
func (b *builder) outlineOf(u unit) *outline {
	key := text.Fold(bare(u.Name))
	for n := range b.outlines.provinces {
		o := &b.outlines.provinces[n]
		if o.code != u.Code {
			continue
		}
		for _, name := range o.names {
			if text.Fold(bare(name)) == key {
				return o
			}
		}
	}
	return nil
}

func (b *builder) addDistricts() error {
	members := make(map[string][]int)
	for i := range b.list {
		if b.list[i].admin2 != "" {
			members[b.list[i].admin2] = append(members[b.list[i].admin2], i)
		}
	}
	for _, u := range b.units.second {
		province, ok := b.provinces[u.Code[:strings.LastIndex(u.Code, ".")]]
		if !ok {
			continue // GeoNames lists districts of provinces that were merged since
		}
		code := u.Code[:2]
		name := plain(code, bare(u.Name))
		e := gazetteer.Entry{
			Place: gazetteer.Place{Name: name, Level: gazetteer.District, Country: code, GeoNames: b.units.numbers[u.Code]},
			Names: shortened(filed([]string{u.Name, bare(u.Name)})), Parent: province,
		}
		if arabic[code] {
			e.Names = append(e.Names, arabicVariants(bare(u.Name))...)
		}
		a, known := b.spread(members[u.Code])
		if !known {
			p := b.entries[province]
			a = area{p.Lat, p.Lon, math.Pi * p.RadiusKM * p.RadiusKM}
		}
		e.Lat, e.Lon, e.RadiusKM = a.lat, a.lon, min(a.radius(), b.entries[province].RadiusKM)
		if e.Name == "" || text.Fold(e.Name) == "" {
			continue
		}
		b.districts[u.Code] = b.add(e)
	}
	return nil
}
