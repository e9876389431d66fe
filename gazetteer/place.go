package gazetteer

import (
	"slices"
	"sort"

	"dateline/text"
)

// maxPath is how many names a path holds at most.
const maxPath = 4

func (g *Gazetteer) record(id ID) int { return g.records + int(id)*recordSize }

func (g *Gazetteer) known(id ID) bool { return id >= 0 && int(id) < g.places }

func (g *Gazetteer) name(id ID) string {
	at := g.strings + int(u24at(g.data, g.record(id)))
	return g.data[at+1 : at+1+int(g.data[at])]
}

func (g *Gazetteer) level(id ID) Level { return levels[g.data[g.record(id)+19]] }

// prominence is how likely a bare name means this place, 0 to 255; the command
// that makes the file gives it.
func (g *Gazetteer) prominence(id ID) int { return int(g.data[g.record(id)+20]) }

func (g *Gazetteer) parent(id ID) (ID, bool) {
	p := u24at(g.data, g.record(id)+3)
	return ID(p), p != none24
}

// Place gives a place; the zero Place with ID -1 for an ID of no place.
func (g *Gazetteer) Place(id ID) Place {
	if !g.known(id) {
		return Place{ID: -1}
	}
	at := g.record(id)
	p := Place{
		ID: id, Name: g.name(id), Level: g.level(id), Path: g.path(id),
		Lat: float64(i24at(g.data, at+6)) / 10000, Lon: float64(i24at(g.data, at+9)) / 10000,
		RadiusKM:   float64(u16at(g.data, at+16)) / 10,
		Population: int(u32at(g.data, at+12)), GeoNames: int(u24at(g.data, at+21)),
	}
	if c := g.data[at+18]; c != noneCountry {
		p.Country = g.data[g.country+int(c)*countrySize:][:2]
	}
	return p
}

// path lists the names from the country down to the place. A district that
// bears the name of the town in it is left out, and so is what would make the
// path longer than maxPath: the levels nearest above the place go first.
func (g *Gazetteer) path(id ID) []string {
	chain := []ID{id}
	for p, ok := g.parent(id); ok; p, ok = g.parent(p) {
		same := g.level(p) == District && text.Fold(g.name(p)) == text.Fold(g.name(chain[len(chain)-1]))
		if !same {
			chain = append(chain, p)
		}
	}
	for len(chain) > maxPath {
		chain = slices.Delete(chain, 1, 2)
	}
	names := make([]string, len(chain))
	for i, p := range chain {
		names[len(chain)-1-i] = g.name(p)
	}
	return names
}

// CountryOf gives the country that a place lies in, the place itself when it
// is a country; false for a region across countries.
func (g *Gazetteer) CountryOf(id ID) (ID, bool) {
	if !g.known(id) {
		return -1, false
	}
	c := g.data[g.record(id)+18]
	if c == noneCountry {
		return -1, false
	}
	return ID(u24at(g.data, g.country+int(c)*countrySize+2)), true
}

// CountryByCode gives the country of an ISO 3166-1 alpha-2 code, upper case.
// Kosovo is filed under XK.
func (g *Gazetteer) CountryByCode(iso string) (ID, bool) {
	i := sort.Search(g.countries, func(i int) bool {
		at := g.country + i*countrySize
		return g.data[at:at+2] >= iso
	})
	at := g.country + i*countrySize
	if i == g.countries || g.data[at:at+2] != iso {
		return -1, false
	}
	return ID(u24at(g.data, at+2)), true
}

// regions calls yield with each region that lists the place as a member.
func (g *Gazetteer) regions(id ID, yield func(ID) bool) {
	i := sort.Search(g.members, func(i int) bool {
		return ID(u24at(g.data, g.member+i*memberSize)) >= id
	})
	for ; i < g.members; i++ {
		at := g.member + i*memberSize
		if ID(u24at(g.data, at)) != id || !yield(ID(u24at(g.data, at+3))) {
			return
		}
	}
}

// Parents gives the places that contain a place, nearest first: district,
// province, country, then the regions that list any of these, smaller first.
func (g *Gazetteer) Parents(id ID) []ID {
	if !g.known(id) {
		return nil
	}
	var above []ID
	for p, ok := g.parent(id); ok; p, ok = g.parent(p) {
		above = append(above, p)
	}
	var regions []ID
	queue := append([]ID{id}, above...)
	for i := 0; i < len(queue); i++ {
		if i > len(above) { // a region: climb its own parents too
			if p, ok := g.parent(queue[i]); ok && !slices.Contains(queue, p) {
				queue = append(queue, p)
				regions = append(regions, p)
			}
		}
		for r := range func(yield func(ID) bool) { g.regions(queue[i], yield) } {
			if !slices.Contains(queue, r) {
				queue = append(queue, r)
				regions = append(regions, r)
			}
		}
	}
	slices.SortFunc(regions, func(a, b ID) int {
		if d := int(u16at(g.data, g.record(a)+16)) - int(u16at(g.data, g.record(b)+16)); d != 0 {
			return d
		}
		return int(a - b)
	})
	return append(above, regions...)
}

// Contains tells whether inner lies in outer by hierarchy or by membership of
// a region. A place does not contain itself.
func (g *Gazetteer) Contains(outer, inner ID) bool {
	if !g.known(outer) || !g.known(inner) || outer == inner {
		return false
	}
	return g.within(outer, inner, 0)
}

// within climbs from inner; depth bounds a file whose regions list each other.
func (g *Gazetteer) within(outer, inner ID, depth int) bool {
	if depth > 8 {
		return false
	}
	if p, ok := g.parent(inner); ok && (p == outer || g.within(outer, p, depth+1)) {
		return true
	}
	found := false
	g.regions(inner, func(r ID) bool {
		found = r == outer || g.within(outer, r, depth+1)
		return !found
	})
	return found
}
