package main

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"

	"dateline/gazetteer"
	"dateline/text"
)

func (b *builder) addTowns() error {
	overrides := make(map[int]townNames)
	for _, t := range b.supplement.towns {
		overrides[t.ID] = t
	}
	b.towns = make([]int, len(b.list))
	for i := range b.list {
		t := &b.list[i]
		country, ok := b.countries[t.country]
		if !ok {
			return fmt.Errorf("town %d %s: no country has the code %s", t.id, t.name, t.country)
		}
		parent := country
		if p, ok := b.provinces[t.admin1]; ok {
			parent = p
			b.people[p] += peopleOf(t)
		}
		if d, ok := b.districts[t.admin2]; ok {
			parent = d
			b.people[d] += peopleOf(t)
		}
		over := overrides[t.id]
		if t.id != 0 {
			delete(overrides, t.id)
		}
		e := gazetteer.Entry{
			Place: gazetteer.Place{
				Name: shown(t.country, t.name, t.ascii), Level: gazetteer.Town, Country: t.country,
				Lat: t.lat, Lon: t.lon, RadiusKM: townRadius(t.population), Population: t.population, GeoNames: t.id,
			},
			Names: append(shortened(filed([]string{t.name, t.ascii})), over.Also...), Parent: parent, Prominence: townProminence(t),
		}
		if over.Name != "" {
			e.Name = over.Name
			e.Names = append(e.Names, over.Name)
			e.Prominence = max(e.Prominence, prominentPlace) // the supplement names it because the news does
		}
		if arabic[t.country] {
			e.Names = append(e.Names, arabicVariants(t.ascii)...)
		}
		b.towns[i] = b.add(e)
		for _, key := range keysOf(e.Names) {
			b.byKey[key] = append(b.byKey[key], b.towns[i])
		}
	}
	for id := range overrides {
		return fmt.Errorf("supplement/names.yaml: no town has the number %d", id)
	}
	return nil
}

// peopleOf counts a town's inhabitants towards its province; a quarter's are
// counted in its city.
func peopleOf(t *town) int {
	if t.code == "PPLX" {
		return 0
	}
	return t.population
}

// townRadius is a circle of about a city's extent: two kilometres, and more
// with the root of the inhabitants; five where these are not known.
func townRadius(population int) float64 {
	if population == 0 {
		return 5
	}
	return min(30, math.Round(2+math.Sqrt(float64(population))/60))
}

// townProminence goes by inhabitants. A seat of a district or province is put
// at the size that such seats have when GeoNames gives none; a quarter is
// capped, since GeoNames gives some the whole city's.
func townProminence(t *town) int {
	n := t.population
	switch t.code {
	case "PPLC":
		return prominentCapital
	case "PPLX":
		n = min(n, 50000)
	case "PPLA":
		n = max(n, 30000)
	case "PPLA2":
		n = max(n, 8000)
	case "PPLA3":
		n = max(n, 2000)
	default:
		n = max(n, 400)
	}
	p := octaves(n)
	if t.code == "PPLA" {
		p += 6
	}
	return min(p, provinceMost-1)
}

func keysOf(names []string) []string {
	var keys []string
	for _, n := range names {
		if k := text.Fold(n); k != "" && !slices.Contains(keys, k) {
			keys = append(keys, k)
		}
	}
	return keys
}

func (b *builder) addRegions() error {
	for _, r := range b.supplement.regions {
		e := gazetteer.Entry{
			Place: gazetteer.Place{Name: r.Name, Level: gazetteer.Region, Lat: r.Lat, Lon: r.Lon, RadiusKM: r.KM, GeoNames: r.Number},
			Names: append([]string{r.Name}, r.Also...), Demonyms: plurals(r.People), Parent: -1, Prominence: prominentRegion,
		}
		if r.Lesser {
			e.Prominence = prominentLesser
		}
		if r.In != "" {
			parent, err := b.unit(r.In)
			if err != nil {
				return fmt.Errorf("region %s: %w", r.Name, err)
			}
			e.Parent, e.Country = parent, b.entries[parent].Country
		}
		if _, twice := b.regions[r.Name]; twice {
			return fmt.Errorf("region %s is listed twice", r.Name)
		}
		b.regions[r.Name] = b.add(e)
	}
	return nil
}

// unit finds what a reference of the supplement means: the code of a country
// or province, "PK.03/Kurram" for a district by its name, "@Sahel" for a region.
func (b *builder) unit(ref string) (int, error) {
	if name, ok := strings.CutPrefix(ref, "@"); ok {
		if i, ok := b.regions[name]; ok {
			return i, nil
		}
		return 0, fmt.Errorf("no region is called %q", name)
	}
	code, district, nested := strings.Cut(ref, "/")
	if i, ok := b.countries[code]; ok && !nested {
		return i, nil
	}
	i, ok := b.provinces[code]
	if !ok {
		return 0, fmt.Errorf("no unit has the code %q", code)
	}
	if !nested {
		return i, nil
	}
	found, key := -1, text.Fold(district)
	for d := range b.entries {
		if e := &b.entries[d]; e.Level == gazetteer.District && e.Parent == i && text.Fold(e.Name) == key {
			found = d
			break
		}
	}
	if found < 0 {
		return 0, fmt.Errorf("%s has no district called %q", code, district)
	}
	return found, nil
}

// mergeKM is how near a place of the supplement must lie to a town of GeoNames
// of the same name to be that town.
const mergeKM = 30

func (b *builder) addPlaces() error {
	var wrong []error
	for _, p := range b.supplement.places {
		parent, err := b.unit(p.In)
		if err != nil {
			return fmt.Errorf("place %s: %w", p.Name, err)
		}
		e := gazetteer.Entry{
			Place: gazetteer.Place{
				Name: p.Name, Level: gazetteer.Level(p.Level), Country: b.entries[parent].Country,
				Lat: p.Lat, Lon: p.Lon, RadiusKM: p.KM, Population: p.Pop,
			},
			Names: append([]string{p.Name}, p.Also...), Parent: parent,
			Prominence: max(prominentPlace, min(octaves(p.Pop), provinceMost-1)),
		}
		if e.Level != gazetteer.Town && e.Level != gazetteer.Feature || p.KM <= 0 {
			return fmt.Errorf("place %s: level %q, radius %g km; it wants town or feature and a radius", p.Name, p.Level, p.KM)
		}
		if err := b.misplaced(p, parent); err != nil {
			wrong = append(wrong, err)
		}
		if !b.merge(&e) {
			b.add(e)
		}
	}
	return errors.Join(wrong...)
}

// misplaced says when the position of a place of the supplement cannot be in
// the unit it is said to be in: a slip in a digit, most often.
func (b *builder) misplaced(p extraPlace, parent int) error {
	up := &b.entries[parent]
	if o := b.outlines.countries[up.Country]; o != nil && up.Level == gazetteer.Country {
		const beyond = 3 // degrees; islands and waters off the coast
		if p.Lat > o.nor+beyond || p.Lat < o.south-beyond || p.Lon > o.east+beyond || p.Lon < o.west-beyond {
			return fmt.Errorf("place %s at %g, %g lies outside %s", p.Name, p.Lat, p.Lon, up.Name)
		}
		return nil
	}
	if d := kilometres(up.Lat, up.Lon, p.Lat, p.Lon); d > 2.2*up.RadiusKM+40 {
		return fmt.Errorf("place %s lies %.0f km from the middle of %s, whose radius is %.0f km", p.Name, d, up.Name, up.RadiusKM)
	}
	return nil
}

// merge gives the names of a town of the supplement to the town of GeoNames
// that it is, when there is one; the position of GeoNames stays.
func (b *builder) merge(e *gazetteer.Entry) bool {
	if e.Level != gazetteer.Town {
		return false
	}
	best, nearest := -1, float64(mergeKM)
	for _, key := range keysOf(e.Names) {
		for _, i := range b.byKey[key] {
			old := &b.entries[i]
			if old.Country != e.Country {
				continue
			}
			if d := kilometres(old.Lat, old.Lon, e.Lat, e.Lon); d < nearest {
				best, nearest = i, d
			}
		}
	}
	if best < 0 {
		return false
	}
	old := &b.entries[best]
	old.Name = e.Name
	old.Names = append(old.Names, e.Names...)
	old.Prominence = max(old.Prominence, e.Prominence)
	if old.Population == 0 {
		old.Population, old.RadiusKM = e.Population, e.RadiusKM
	}
	return true
}

func (b *builder) addMembers() error {
	for _, r := range b.supplement.regions {
		for _, ref := range r.Of {
			member, err := b.unit(ref)
			if err != nil {
				return fmt.Errorf("region %s: %w", r.Name, err)
			}
			b.entries[member].Regions = append(b.entries[member].Regions, b.regions[r.Name])
		}
	}
	return nil
}

// rank gives provinces and districts the prominence that follows from their
// towns, and settles which of a unit and its town of one name comes first: a
// province before its town, unless that is a capital or a very large city; a
// town before its district.
func (b *builder) rank() {
	for _, i := range b.provinces {
		b.entries[i].Prominence = min(provinceMost, max(150, 130+octaves(b.people[i])/2))
	}
	for _, i := range b.districts {
		b.entries[i].Prominence = min(125, 60+octaves(b.people[i])*3/8)
	}
	seat := make(map[int]int) // prominence of the town that gave a district its name
	for i := range b.entries {
		e := &b.entries[i]
		if e.Level != gazetteer.Town {
			continue
		}
		for p := e.Parent; p >= 0; p = b.entries[p].Parent {
			up := &b.entries[p]
			if !share(up.Names, e.Names) {
				continue
			}
			switch up.Level {
			case gazetteer.District:
				up.Prominence = min(up.Prominence, max(0, e.Prominence-1))
				if seat[p] < e.Prominence && !strings.HasSuffix(e.Name, " City") { // one spelling for both, so that a path does not say it twice
					seat[p] = e.Prominence
					up.Names = append(up.Names, up.Name, e.Name)
					up.Name = e.Name
				}
			case gazetteer.Province:
				if e.Population >= cityAboveProvince {
					e.Prominence = max(e.Prominence, up.Prominence+1)
				}
			}
		}
	}
}

// share tells whether two places have a name in common.
func share(a, b []string) bool {
	keys := keysOf(a)
	return slices.ContainsFunc(keysOf(b), func(k string) bool { return slices.Contains(keys, k) })
}

// A rivalGap is how much more prominent the bearer of a main name must be to
// keep small places from being filed under it as an alternate name.
const rivalGap = 50

// A rivalTown is the prominence, of some 75,000 people, from which the bearer of a
// main name keeps all others from it: Philadelphia is not Amman.
const rivalTown = 130

// dropWeakAlternates files the towns under GeoNames' alternate names too, but
// not under one that is a common word or the main name of a much more
// prominent place: a hamlet once called Mali is not what "Mali" means.
func (b *builder) dropWeakAlternates() {
	main := make(map[string]int)
	for i := range b.entries {
		e := &b.entries[i]
		for _, key := range keysOf(e.Names) {
			main[key] = max(main[key], e.Prominence)
		}
	}
	for i, at := range b.towns {
		e := &b.entries[at]
		if settled[e.Country] && e.Population < settledCity {
			continue
		}
		names := latinNames(b.list[i].alternates)
		if arabic[e.Country] {
			for _, n := range slices.Clone(names) {
				names = append(names, arabicVariants(n)...)
			}
		}
		own := make(map[string]bool) // the names of the units it lies in: Basilan is the island before its port
		for p := e.Parent; p >= 0; p = b.entries[p].Parent {
			for _, key := range keysOf(b.entries[p].Names) {
				own[key] = true
			}
		}
		for _, n := range names {
			if key := text.Fold(n); main[key] < min(e.Prominence+rivalGap, rivalTown) && !b.words.Weak[key] && !b.words.English[key] && !own[key] {
				e.Names = append(e.Names, n)
			}
		}
	}
}
