package main

import (
	_ "embed"
	"strconv"
	"strings"

	"dateline"
	"dateline/gazetteer"
	"dateline/register"
)

//go:embed countries.txt
var countryList string

//go:embed names.txt
var nameList string

// A world is where streams play: real countries, towns and groups. What
// happens in it is made up.
type world struct {
	gazetteer *gazetteer.Gazetteer
	countries []*country
	weights   []int
	outlets   []*outlet // in no country or in one
	agencies  []*outlet
}

type country struct {
	id        gazetteer.ID
	code      string
	place     gazetteer.Place
	name      string // as the gazetteer has it
	said      string // as running text has it: "the Philippines"
	adjective string
	area      string // what provinces are called
	capital   *town  // of the country, or its largest town
	towns     []*town
	groups    []*group
	first     []string
	last      []string
	outlets   []*outlet
}

type town struct {
	place    gazetteer.Place
	province gazetteer.Place // Level "" when the gazetteer holds none
	country  *country
}

type group struct {
	id    dateline.ActorID
	name  string   // preferred
	names []string // under which reports tell of it
}

// newWorld draws the towns of each country that streams play in.
func newWorld(g *gazetteer.Gazetteer, r *register.Register, seed uint64) (*world, error) {
	w := &world{gazetteer: g}
	people := map[string][2][]string{}
	for _, f := range rows(nameList) {
		people[f[0]] = [2][]string{strings.Fields(f[1]), strings.Fields(f[2])}
	}
	byCode := map[string]*country{}
	for _, f := range rows(countryList) {
		weight, err := strconv.Atoi(f[1])
		id, ok := g.CountryByCode(f[0])
		if err != nil || !ok {
			return nil, dateline.Errorf(dateline.Internal, "countries.txt: %q is no country with a weight", f[0])
		}
		c := &country{id: id, code: f[0], place: g.Place(id), name: g.Place(id).Name, adjective: f[2], area: f[3], first: people[f[4]][0], last: people[f[4]][1]}
		c.said = c.name
		for _, the := range []string{"Philippines", "Democratic Republic", "Central African Republic", "Republic of"} {
			if strings.HasPrefix(c.name, the) {
				c.said = "the " + c.name
			}
		}
		for _, id := range strings.Fields(f[5]) {
			if id == "-" {
				continue
			}
			a, ok := r.Actor(dateline.ActorID(id))
			if !ok {
				return nil, dateline.Errorf(dateline.Internal, "countries.txt: the register has no group %q", id)
			}
			c.groups = append(c.groups, groupOf(r, a))
		}
		byCode[c.code] = c
		w.countries = append(w.countries, c)
		w.weights = append(w.weights, weight)
	}
	w.settle(byCode, seed)
	for _, c := range w.countries {
		if len(c.towns) < 8 {
			return nil, dateline.Errorf(dateline.Internal, "the gazetteer has %d towns of %s; a stream wants 8", len(c.towns), c.name)
		}
	}
	w.found(seed)
	return w, nil
}

// townsMost is how many towns of a country are in the news.
const townsMost = 90

// settle gives every country its towns: large, middling and small ones, whose
// names are words of plain letters that mean them first.
func (w *world) settle(byCode map[string]*country, seed uint64) {
	sizes := map[string]*[3][]*town{}
	for i := range w.gazetteer.Len() {
		p := w.gazetteer.Place(gazetteer.ID(i))
		c := byCode[p.Country]
		if c == nil || p.Level != gazetteer.Town || p.GeoNames == 0 || !plain(p.Name) || w.gazetteer.Weak(p.Name) {
			continue
		}
		if sizes[c.code] == nil {
			sizes[c.code] = new([3][]*town)
		}
		t := &town{place: p, country: c}
		for _, up := range w.gazetteer.Parents(p.ID) {
			if q := w.gazetteer.Place(up); q.Level == gazetteer.Province && plain(q.Name) {
				t.province = q
			}
		}
		size := 2
		switch {
		case p.Population >= 200000:
			size = 0
		case p.Population >= 20000:
			size = 1
		}
		sizes[c.code][size] = append(sizes[c.code][size], t)
	}
	for _, c := range w.countries {
		d := forked(seed, 1, hashed(c.code))
		by := sizes[c.code]
		if by == nil {
			continue
		}
		for _, ts := range by {
			for _, t := range ts {
				if c.capital == nil || t.place.Population > c.capital.place.Population {
					c.capital = t
				}
			}
			shuffle(d, ts)
		}
		for len(c.towns) < townsMost && len(by[0])+len(by[1])+len(by[2]) > 0 {
			size := weighted(d, []int{3, 4, 3})
			if n := len(by[size]); n > 0 {
				c.towns = append(c.towns, by[size][n-1])
				by[size] = by[size][:n-1]
			}
		}
	}
}

// plain tells whether a name is made of letters, spaces, hyphens and
// apostrophes, and begins with a capital.
func plain(s string) bool {
	for i, r := range s {
		switch {
		case r >= 'A' && r <= 'Z', i > 0 && (r >= 'a' && r <= 'z' || r == ' ' || r == '-' || r == '\''):
		default:
			return false
		}
	}
	return len(s) > 2 && len(s) < 28
}

// groupOf takes the names of a group that are in use and mean it, short ones
// as news has them.
func groupOf(r *register.Register, a register.Actor) *group {
	g := &group{id: a.ID, name: a.Name, names: []string{a.Name}}
	for _, f := range a.Aliases {
		c := r.Candidates(f.Name)
		if f.To == "" && len(f.Name) < 40 && len(f.Name) > 2 && len(c) == 1 && c[0] == a.ID && len(g.names) < 4 && capitals(f.Name) {
			g.names = append(g.names, f.Name)
		}
	}
	return g
}

func capitals(s string) bool {
	for _, r := range s {
		if r > 126 || r == '(' {
			return false
		}
	}
	return s[0] >= 'A' && s[0] <= 'Z'
}

// rows are the fields of a table's lines.
func rows(table string) [][]string {
	var out [][]string
	for line := range strings.Lines(table) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			out = append(out, strings.Split(line, "|"))
		}
	}
	return out
}

// person is a made-up name. Three surnames in four are blends of two of the list,
// so that namesakes are as rare as they are.
func (c *country) person(d *dice) string {
	last := one(d, c.last)
	if d.percent(75) {
		other := one(d, c.last)
		last = last[:min(len(last), d.between(2, 4))] + other[max(0, len(other)-d.between(3, 5)):]
		last = last[:1] + strings.ToLower(last[1:])
	}
	return one(d, c.first) + " " + last
}
