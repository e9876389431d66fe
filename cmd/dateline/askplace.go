package main

import (
	"slices"
	"strings"

	"dateline/gazetteer"
)

// placeNamed is the paths of the place that a name or a path stands for: several for
// a region, which are those of its members. A name of several places is refused with
// what it may be. One that the gazetteer lacks is looked for as reports have it.
func placeNamed(gaz *gazetteer.Gazetteer, s string) (paths []string, name string, err error) {
	parts := strings.FieldsFunc(s, func(c rune) bool { return c == '/' || c == '>' })
	for i := range parts {
		parts[i] = strings.Join(strings.Fields(parts[i]), " ")
	}
	parts = slices.DeleteFunc(parts, func(p string) bool { return p == "" })
	if len(parts) == 0 {
		return nil, "", ambiguous("--place", s, "", []string{"  a name: Kidal", "  a path: Mali/Kidal"})
	}
	found := placesOf(gaz, parts)
	if len(found) == 0 {
		return []string{strings.Join(parts, "/")}, strings.Join(parts, " > ") + " (not in the gazetteer: as reports have it)", nil
	}
	found = meant(gaz, found, parts)
	if len(found) > 1 {
		var lines []string
		for _, id := range found {
			lines = append(lines, "  "+strings.ReplaceAll(storedPath(gaz.Place(id)), "/", " > ")+" ("+string(gaz.Place(id).Level)+")")
		}
		return nil, "", ambiguous("--place", s, " (its path)", lines)
	}
	p := gaz.Place(found[0])
	paths = []string{storedPath(p)}
	if p.Level == gazetteer.Region {
		paths = append(paths, members(gaz, p.ID)...)
	}
	return paths, strings.Join(p.Path, " > "), nil
}

// placesOf are the places of the last name of a path that lie in those before it,
// most prominent first, one of each path.
func placesOf(gaz *gazetteer.Gazetteer, parts []string) []gazetteer.ID {
	last := len(parts) - 1
	var out []gazetteer.ID
	seen := map[string]bool{}
	for _, id := range gaz.Lookup(parts[last]) {
		in := true
		for _, part := range parts[:last] {
			outer := gaz.Lookup(part)
			in = in && slices.ContainsFunc(gaz.Parents(id), func(p gazetteer.ID) bool { return slices.Contains(outer, p) })
		}
		if path := storedPath(gaz.Place(id)); in && !seen[path] {
			seen[path] = true
			out = append(out, id)
		}
	}
	return out
}

// meant leaves, of places of one name, the one whose path it is to the letter, so
// that each can be named, and takes out those that lie in another: the town of Gao in
// the region of Gao.
func meant(gaz *gazetteer.Gazetteer, found []gazetteer.ID, parts []string) []gazetteer.ID {
	for _, id := range found {
		if strings.EqualFold(storedPath(gaz.Place(id)), strings.Join(parts, "/")) {
			return []gazetteer.ID{id}
		}
	}
	return slices.DeleteFunc(slices.Clone(found), func(id gazetteer.ID) bool {
		return slices.ContainsFunc(found, func(o gazetteer.ID) bool { return gaz.Contains(o, id) })
	})
}

// storedPath is a place's path as a ledger has it: a slash in a name is a space.
func storedPath(p gazetteer.Place) string {
	out := make([]string, len(p.Path))
	for i, name := range p.Path {
		out[i] = strings.ReplaceAll(name, "/", " ")
	}
	return strings.Join(out, "/")
}

// members are the paths of the largest places that a region lists.
func members(gaz *gazetteer.Gazetteer, region gazetteer.ID) []string {
	var in []gazetteer.ID
	for id := range gazetteer.ID(gaz.Len()) {
		switch gaz.Place(id).Level {
		case gazetteer.Region, gazetteer.Country, gazetteer.Province:
			if gaz.Contains(region, id) {
				in = append(in, id)
			}
		}
	}
	var out []string
	for _, id := range in {
		p := gaz.Place(id)
		if slices.ContainsFunc(in, func(o gazetteer.ID) bool { return gaz.Contains(o, id) && gaz.Place(o).Level != gazetteer.Region }) {
			continue
		}
		out = append(out, storedPath(p))
	}
	slices.Sort(out)
	return slices.Compact(out)
}
