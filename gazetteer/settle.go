package gazetteer

import (
	"slices"

	"dateline/text"
)

// A Toponym is one use of a place's name in a text.
type Toponym struct {
	Name   string // as written; uses of one name mean one place unless the text says otherwise
	Places []ID   // what it may mean, most prominent first
	Power  bool   // it stands for a power, as in "Kabul said"
	Inside int    // the use that is named as what contains it, as "Texas" in "Paris, Texas"; -1 for none
}

// A Hint is a place that a text points to without naming it as a place: the
// country of an adjective or a force, the home of the outlet.
type Hint struct {
	Place  ID
	Weight int // votes: a name that can mean one place only has 64
}

// A Choice is what a Toponym means.
type Choice struct {
	Place  ID
	Placed bool // false: no candidate, or the best two are as good and neither contains the other
	Known  bool // the place is one that a bare name may mean, or the text bears it out
	Points int  // of the best: its prominence and what the text lends to it
}

// The points that decide between the places of a name. They are whole numbers;
// prominence gives up to 255, eight for each doubling of a town's inhabitants.
const (
	countryPoints  = 80  // all other names lie in the candidate's country
	provincePoints = 130 // likewise province
	districtPoints = 80  // likewise district
	aroundPoints   = 30  // it contains a place of the text, and is no country or region
	saidPoints     = 130 // the text says elsewhere, by what contains it, that the name means the candidate
	powerPoints    = 140 // the name stands for a power, and the candidate is a country or capital
	otherName      = 70  // the text has another name for the candidate, a province or district
	aloneVotes     = 64  // of a name with one candidate
	fullVotes      = 64  // votes from which shares count in full
	rounds         = 4
	mostCandidates = 60 // of a name, that are weighed one by one
)

// What makes a bare name known, and a name weak.
const (
	obscure    = 98  // below this prominence, about 5,000 people, a place has no standing of its own
	largeTown  = 140 // from this prominence, about 180,000 people, a town is found though its name is an English word
	topTown    = 222 // of capitals
	cityOfNote = 165 // from this prominence, about 1,600,000 people, a town is known better than the word it is
)

// nearPoints are given for the nearest other place of the text.
var nearPoints = []struct{ km, points int }{{15, 52}, {40, 44}, {80, 34}, {161, 24}, {400, 8}}

// A sense is a name with all its uses that mean one place.
type sense struct {
	name       string
	uses       int
	candidates []candidate
	best       int
	fixed      bool // said by what contains it
	power      bool // every use stands for a power
}

type candidate struct {
	id                          ID
	country, province, district ID // -1 for none; the candidate itself where it is one
	level                       Level
	prominence                  int
	points                      int
	support                     int
	said                        bool
}

// Settle chooses for every name of a text among its places, all in view of each
// other: what contains a name where the text says so ("Paris, Texas"), one
// place for one name, the countries, provinces and districts that the names
// share, nearness, and how large a place is. Choices stand in the order of the
// names.
func (g *Gazetteer) Settle(names []Toponym, hints []Hint) []Choice {
	senses, of := g.senses(names)
	for round := range rounds {
		g.weigh(senses, hints, round)
	}
	out := make([]Choice, len(names))
	for i, at := range of {
		if at < 0 {
			out[i].Place = -1
			continue
		}
		out[i] = g.chosen(&senses[at])
	}
	return out
}

// senses gathers the uses of each name. A use whose container is said is a
// sense of its own with the candidates that lie there.
func (g *Gazetteer) senses(names []Toponym) ([]sense, []int) {
	type key struct {
		name string
		said ID
	}
	var list []sense
	at := make(map[key]int)
	of := make([]int, len(names))
	keys := make([]string, len(names))
	within := make([][]ID, len(names))
	for i := range names {
		keys[i] = text.Fold(names[i].Name)
	}
	for i := len(names) - 1; i >= 0; i-- { // from behind, so that of "A, B, C" the last decides
		outer := names[i].Inside
		if outer < 0 || outer >= len(names) || outer == i {
			continue
		}
		held := names[outer].Places
		if within[outer] != nil {
			held = within[outer]
		}
		for _, id := range names[i].Places {
			if slices.ContainsFunc(held, func(o ID) bool { return g.Contains(o, id) }) {
				within[i] = append(within[i], id)
			}
		}
	}
	said := make(map[string][]ID)
	for i := range names {
		if within[i] != nil {
			said[keys[i]] = append(said[keys[i]], within[i][0])
		}
	}
	for i := range names {
		of[i] = -1
		places, k := names[i].Places, key{keys[i], -1}
		if within[i] != nil {
			places, k.said = within[i], within[i][0]
		}
		if len(places) == 0 {
			continue
		}
		n, ok := at[k]
		if !ok {
			n = len(list)
			at[k] = n
			list = append(list, sense{name: keys[i], fixed: within[i] != nil, power: true})
			for _, id := range places {
				if s := &list[n]; g.known(id) && len(s.candidates) < mostCandidates {
					c := g.candidate(id)
					c.said = within[i] == nil && slices.Contains(said[keys[i]], id)
					s.candidates = append(s.candidates, c)
				}
			}
		} else {
			list[n].narrow(places)
		}
		list[n].uses++
		list[n].power = list[n].power && names[i].Power
		of[i] = n
	}
	return list, of
}

// narrow leaves what a further use of the name allows too: "the city of Gao" says
// what a bare "Gao" means.
func (s *sense) narrow(places []ID) {
	var kept []candidate
	for _, c := range s.candidates {
		if slices.Contains(places, c.id) {
			kept = append(kept, c)
		}
	}
	if len(kept) > 0 {
		s.candidates = kept
	}
}

func (g *Gazetteer) candidate(id ID) candidate {
	c := candidate{id: id, country: -1, province: -1, district: -1, level: g.level(id), prominence: g.prominence(id)}
	for p, ok := id, true; ok; p, ok = g.parent(p) {
		switch g.level(p) {
		case Country:
			c.country = p
		case Province:
			c.province = p
		case District:
			c.district = p
		}
	}
	if c.country < 0 {
		if p, ok := g.CountryOf(id); ok {
			c.country = p
		}
	}
	return c
}

// votes are what names say of where a text is.
type votes struct {
	by    map[ID]int
	total int
}

// weigh gives each candidate its points from what the other names say.
func (g *Gazetteer) weigh(senses []sense, hints []Hint, round int) {
	all := votes{by: make(map[ID]int)}
	own := make([]map[ID]int, len(senses))
	totals := make([]int, len(senses))
	for i := range senses {
		own[i] = make(map[ID]int)
		totals[i] = senses[i].vote(own[i], round)
		for id, n := range own[i] {
			all.by[id] += n
		}
		all.total += totals[i]
	}
	for _, h := range hints {
		c := g.candidate(h.Place)
		for _, unit := range c.units() {
			all.by[unit] += h.Weight
		}
		if c.country >= 0 {
			all.total += h.Weight
		}
	}
	for i := range senses {
		s := &senses[i]
		share := func(unit ID) int { // in 64ths
			total := all.total - totals[i]
			if unit < 0 || total <= 0 {
				return 0
			}
			return 64 * (all.by[unit] - own[i][unit]) / max(total, fullVotes)
		}
		for k := range s.candidates {
			c := &s.candidates[k]
			c.support = (countryPoints*share(c.country) + provincePoints*share(c.province) + districtPoints*share(c.district)) / 64
			if round > 0 {
				c.support += g.nearness(senses, i, c)
			}
			if s.power && (c.level == Country || c.level == Town && c.prominence >= topTown) {
				c.support += powerPoints
			}
			if c.said {
				c.support += saidPoints
			}
			if round > 0 && (c.level == Province || c.level == District) && calledOtherwise(senses, i, c.id) {
				c.support -= otherName
			}
			c.points = c.prominence + c.support
		}
		s.best = 0
		for k := range s.candidates {
			c, best := &s.candidates[k], &s.candidates[s.best]
			if c.points > best.points || c.points == best.points && c.id < best.id {
				s.best = k
			}
		}
	}
}

// calledOtherwise tells whether the text has another name for a place: where
// "Kaduna State" is spoken of, "Kaduna" is the town.
func calledOtherwise(senses []sense, self int, id ID) bool {
	for i := range senses {
		if s := &senses[i]; i != self && s.name != senses[self].name && len(s.candidates) > 0 && s.candidates[s.best].id == id {
			return true
		}
	}
	return false
}

// units are the places that a candidate votes for.
func (c *candidate) units() []ID {
	var out []ID
	for _, id := range []ID{c.country, c.province, c.district} {
		if id >= 0 {
			out = append(out, id)
		}
	}
	return out
}

// vote spreads the votes of a name over its candidates, the likelier the more,
// and gives their number.
func (s *sense) vote(into map[ID]int, round int) int {
	if len(s.candidates) == 0 {
		return 0
	}
	best, step := 0, 24
	if round > 0 {
		step = 12
	}
	for _, c := range s.candidates {
		p := c.points
		if round == 0 {
			p = c.prominence
		}
		best = max(best, p)
	}
	weights, sum := make([]int, len(s.candidates)), 0
	for k, c := range s.candidates {
		p := c.points
		if round == 0 {
			p = c.prominence
		}
		weights[k] = 1024 >> min(20, (best-p)/step)
		sum += weights[k]
	}
	votes := aloneVotes + aloneVotes/4*min(s.uses-1, 4)
	total := 0
	for k := range s.candidates {
		n := votes * weights[k] / sum
		c := &s.candidates[k]
		if c.country >= 0 {
			total += n
		}
		for _, unit := range c.units() {
			into[unit] += n
		}
	}
	return total
}

// nearness gives points for the nearest place that another name means so far,
// and for one that lies in the candidate.
func (g *Gazetteer) nearness(senses []sense, self int, c *candidate) int {
	if c.level == Country || c.level == Region {
		return 0
	}
	best, around := 0, 0
	for i := range senses {
		s := &senses[i]
		if i == self || len(s.candidates) == 0 || s.name == senses[self].name {
			continue
		}
		other := &s.candidates[s.best]
		if other.level == Country || other.level == Region || other.id == c.id {
			continue
		}
		if other.province == c.id || other.district == c.id {
			around = aroundPoints
		}
		if other.level == Province {
			continue
		}
		if !g.mayBeNear(c.id, other.id) {
			continue
		}
		km := g.Distance(c.id, other.id)
		for _, n := range nearPoints {
			if km <= n.km {
				best = max(best, n.points)
				break
			}
		}
	}
	return best + around
}

// mayBeNear leaves out, cheaply, what lies further than any of nearPoints reaches:
// four degrees of latitude, or twelve of longitude short of the polar circles.
func (g *Gazetteer) mayBeNear(a, b ID) bool {
	i, j := g.record(a), g.record(b)
	lat := i24at(g.data, i+6)
	if d := lat - i24at(g.data, j+6); d > 40000 || d < -40000 {
		return false
	}
	if lat > 660000 || lat < -660000 {
		return true
	}
	d := i24at(g.data, i+9) - i24at(g.data, j+9)
	return d < 120000 && d > -120000 || d > 2*halfTurn-120000 || d < 120000-2*halfTurn
}

// chosen is the best candidate of a sense. Of two as good the one that
// contains the other is taken, as the coarser reading.
func (g *Gazetteer) chosen(s *sense) Choice {
	best := &s.candidates[s.best]
	for k := range s.candidates {
		c := &s.candidates[k]
		switch {
		case c.points < best.points || c.id == best.id || g.Contains(best.id, c.id):
		case g.Contains(c.id, best.id):
			best = c
		default:
			return Choice{Place: best.id, Points: best.points}
		}
	}
	return Choice{Place: best.id, Placed: true, Points: best.points, Known: s.fixed || best.support > 0 || best.prominence >= obscure && !g.Weak(g.name(best.id))}
}

// Path is a place's names from the country down, for people: "Mali > Gao".
func (g *Gazetteer) Path(id ID) string {
	if !g.known(id) {
		return ""
	}
	out := ""
	for i, n := range g.path(id) {
		if i > 0 {
			out += " > "
		}
		out += n
	}
	return out
}
