package gazetteer

import (
	"slices"
	"strings"
)

// Named gives what a name may mean where it is known to be a place's, most
// prominent first. It tries, one after another: a state's abbreviation; the
// name as it is filed and as an adjective or people ("Georgian"); the name
// without a word of kind ("Walker Co.", "Peel Region"), without "the" and
// "Republic of", without the part of it that is meant ("South Florida").
func (g *Gazetteer) Named(name string) []ID {
	for _, s := range []string{"'s", "’s", "'", "’"} {
		name = strings.TrimSuffix(name, s)
	}
	if id, ok := g.Abbreviated(name); ok {
		return []ID{id}
	}
	if other, ok := otherwise[name]; ok {
		name = other
	}
	people, _ := g.Demonym(name)
	ids := slices.Clone(people)
	for _, id := range g.Lookup(name) {
		if !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	if len(ids) > 0 {
		return ids
	}
	words := strings.Fields(name)
	if len(words) < 2 {
		return nil
	}
	last, rest := strings.TrimSuffix(words[len(words)-1], "."), strings.Join(words[:len(words)-1], " ")
	if full, short := shortKinds[last]; short {
		if ids := g.Lookup(rest + " " + full); len(ids) > 0 {
			return ids
		}
		last = full
	}
	if kept := g.ofKind(g.Lookup(rest), last); len(kept) > 0 {
		return kept
	}
	tail := strings.Join(words[1:], " ")
	switch first := strings.ToLower(words[0]); {
	case first == "republic" || first == "state" || first == "city" || first == "town" || first == "county":
		if inner, ok := strings.CutPrefix(tail, "of "); ok {
			return g.Named(inner)
		}
	case first == "the" || parts[first]:
		return g.Named(tail)
	}
	return nil
}

// otherwise are names that news uses for places and for more, which are not
// found in running text.
var otherwise = map[string]string{"EU": "Europe", "E.U.": "Europe", "European Union": "Europe", "America": "United States", "Holy See": "Vatican City"}

// shortKinds are words of kind as news shortens them.
var shortKinds = map[string]string{"Co": "County", "Twp": "Township", "Dist": "District", "Prov": "Province"}

// parts are words for a part of a place.
var parts = map[string]bool{
	"north": true, "south": true, "east": true, "west": true, "northern": true, "southern": true, "eastern": true, "western": true, "central": true,
	"northeast": true, "northwest": true, "southeast": true, "southwest": true, "upper": true, "lower": true, "downtown": true, "uptown": true,
	"greater": true, "inner": true, "rural": true, "metro": true, "metropolitan": true, "mid": true, "old": true,
}

// NamedWithin gives the longest name of a place or people within another name,
// for what is called after a place: "Walker County Sheriff's Office".
func (g *Gazetteer) NamedWithin(name string) []ID {
	words := strings.Fields(name)
	best, found := 0, []ID(nil)
	for i := range words {
		n, ids := g.Match(words[i:])
		if m, people := g.MatchDemonym(words[i:]); m > n {
			n, ids = m, people
		}
		if n > best && n < len(words) {
			best, found = n, ids
		}
	}
	return found
}
