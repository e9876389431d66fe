package gazetteer

import (
	"slices"
	"strings"
)

// Lookup gives the places of a name, most prominent first; none for a name
// that is not filed. Case, diacritics, apostrophes and hyphens do not matter.
func (g *Gazetteer) Lookup(name string) []ID {
	var buf [maxName]byte
	key := appendKey(buf[:0], name)
	var c cursor
	if len(key) == 0 || len(key) > maxName || !g.names.seek(&c, key) || !c.is(key) {
		return nil
	}
	return c.ids()
}

// Weak tells whether a name on its own is poor evidence of a place: it is a
// common English word, a given name or surname or part of a group's name as
// well, or all its places are too small for a reader to know. It wants a word
// such as "in" or "near" before it, or a place of the same country beside it.
// A name that is not filed is not weak.
func (g *Gazetteer) Weak(name string) bool {
	var buf [maxName]byte
	key := appendKey(buf[:0], name)
	var c cursor
	return len(key) > 0 && len(key) <= maxName && g.names.seek(&c, key) && c.is(key) && c.flags()&flagWeak != 0
}

// Demonym gives the countries, and here and there provinces or regions, whose
// people or adjective a word is: "Pakistani", "Afghans", "Congolese" (two),
// "Kashmiri". A word of two parts is given with a space: "South Sudanese". The
// word must be capitalised.
func (g *Gazetteer) Demonym(word string) ([]ID, bool) {
	var buf [maxName]byte
	key := appendKey(buf[:0], word)
	var c cursor
	if len(key) == 0 || len(key) > maxName || !capital(word) || !g.demonyms.seek(&c, key) || !c.is(key) {
		return nil, false
	}
	return c.ids(), true
}

// Match finds the longest name of a place that starts at words[0], where words
// are the tokens of a text as they stand: "Deir", "al-Zour". It gives the
// number of tokens and the places, most prominent first; 0 when no name starts
// there. The name ends with a token, never inside one.
//
// The first token and all others except particles ("of", "al", "de") and words
// for a kind of place ("Sambisa forest") must hold a capital letter or a digit,
// and all letters of an abbreviation ("US", "CAR") must be capitals. A word of kind after the name is part of the phrase and
// counted when a place of that kind bears the name, and then only places of
// that kind are given: "Helmand province", "Borno State", "Kunduz city". After
// a name without such a place ("Israel state media") it is left alone.
func (g *Gazetteer) Match(words []string) (int, []ID) {
	var c cursor
	n := g.longest(&g.names, &c, words, g.maxWords)
	if n == 0 {
		return 0, nil
	}
	ids := c.ids()
	if n < len(words) {
		if kept := g.ofKind(ids, words[n]); len(kept) > 0 {
			return n + 1, kept
		}
	}
	return n, ids
}

// MatchDemonym is Match for demonyms: "Saudi", "South Sudanese".
func (g *Gazetteer) MatchDemonym(words []string) (int, []ID) {
	var c cursor
	n := g.longest(&g.demonyms, &c, words, 4)
	if n == 0 {
		return 0, nil
	}
	return n, c.ids()
}

// longest puts the cursor on the longest key that words begin with and gives
// its number of tokens.
func (g *Gazetteer) longest(t *table, c *cursor, words []string, limit int) int {
	if len(words) == 0 || !capital(words[0]) {
		return 0
	}
	var buf [2 * maxName]byte
	key := buf[:0]
	found := 0
	var best, walk cursor
	for i, word := range words[:min(len(words), limit)] {
		if i > 0 {
			if !capital(word) && !particle(word) && !generic[word] {
				break
			}
			key = append(key, ' ')
		}
		size := len(key)
		if len(word) > maxName {
			break
		}
		if key = appendKey(key, word); len(key) == size || len(key) > maxName {
			break
		}
		if !t.seek(&walk, key) {
			break
		}
		more := walk.begins(key)
		if walk.is(key) {
			if !particle(word) && g.written(&walk, words[:i+1]) && (walk.flags()&flagWord == 0 || g.BorneOut(walk.ids(), words[i+1:])) {
				best, found = walk, i+1
			}
			more = walk.advance() && walk.begins(key)
		}
		if !more {
			break
		}
	}
	if found > 0 {
		*c = best
	}
	return found
}

// BorneOut tells whether the tokens behind a name say that one of its places is
// meant: a comma and the state or country that holds it ("Hurricane, W.Va.").
func (g *Gazetteer) BorneOut(places []ID, behind []string) bool {
	if len(behind) < 2 || behind[0] != "," || !capital(behind[1]) {
		return false
	}
	outer := func(id ID) bool {
		l := g.level(id)
		return l != Town && l != Feature && slices.ContainsFunc(places, func(p ID) bool { return g.Contains(id, p) })
	}
	for n := 1; n <= 3 && n < len(behind); n++ {
		name := strings.Join(behind[1:n+1], " ")
		for _, form := range [...]string{name, strings.TrimSuffix(name, ".") + "."} {
			if id, ok := g.Abbreviated(form); ok && outer(id) {
				return true
			}
		}
		if slices.ContainsFunc(g.Lookup(name), outer) {
			return true
		}
	}
	return false
}

// written tells whether words are written as the name under the cursor is: an
// abbreviation in capitals; a small place not in a few capitals, which would be
// an abbreviation of something else ("ELN").
func (g *Gazetteer) written(c *cursor, words []string) bool {
	if c.flags()&flagAcronym != 0 {
		return allCapitals(words)
	}
	few := len(words) == 1 && len(words[0]) <= 4 && allCapitals(words)
	return !few || g.prominence(c.first()) >= 110
}

// kinds gives the levels that a word after a name may stand for. A region is
// said of anything above a town.
var kinds = map[string][]Level{
	"province": {Province, District}, "provinces": {Province, District},
	"state": {Province}, "states": {Province},
	"region":      {Region, Province, District},
	"governorate": {Province, District}, "wilaya": {Province}, "oblast": {Province},
	"prefecture": {Province, District}, "department": {Province, District},
	"division": {Province, District}, "emirate": {Province}, "republic": {Province},
	"county": {District, Province}, "counties": {District, Province}, "township": {District, Town}, "parish": {District, Town}, "district": {District, Province},
	"subdistrict": {District}, "sub-district": {District}, "tehsil": {District},
	"municipality": {District, Town}, "commune": {District, Town},
	"city": {Town}, "town": {Town}, "village": {Town}, "hamlet": {Town}, "settlement": {Town}, "neighbourhood": {Town},
	"neighborhood": {Town}, "suburb": {Town},
	"forest": {Feature}, "camp": {Feature, Town}, "valley": {Region, District, Feature}, "mountains": {Feature}, "island": {Feature, Province, District},
	"crossing": {Feature}, "base": {Feature}, "airport": {Feature}, "peninsula": {Region, Province},
}

// generic are the words that may end or continue a name in small letters:
// "Lake Chad basin", "Rafah crossing", "Shayrat air base".
var generic = map[string]bool{
	"air": true, "airbase": true, "airfield": true, "airport": true, "area": true, "base": true, "basin": true, "border": true, "bridge": true,
	"camp": true, "city": true, "coast": true, "corridor": true, "countryside": true, "crossing": true, "dam": true, "delta": true, "desert": true,
	"district": true, "field": true, "forest": true, "gas": true, "gorge": true, "heights": true, "hills": true, "international": true, "island": true,
	"islands": true, "mine": true, "mosque": true, "mountain": true, "mountains": true, "national": true, "nuclear": true, "oil": true, "oilfield": true,
	"park": true, "pass": true, "peninsula": true, "plain": true, "plains": true, "plant": true, "power": true, "prison": true, "province": true,
	"refugee": true, "region": true, "reserve": true, "state": true, "states": true, "strait": true, "strip": true, "triangle": true, "valley": true,
}

// ofKind keeps the places that a word of kind fits: those of the first of its
// levels that any place has.
func (g *Gazetteer) ofKind(ids []ID, word string) []ID {
	var buf [32]byte
	if len(word) > len(buf) {
		return nil
	}
	lower := buf[:0]
	for i := range len(word) {
		b := word[i]
		if 'A' <= b && b <= 'Z' {
			b += 'a' - 'A'
		}
		lower = append(lower, b)
	}
	for _, level := range kinds[string(lower)] {
		var kept []ID
		for _, id := range ids {
			if g.level(id) == level {
				kept = append(kept, id)
			}
		}
		if len(kept) > 0 {
			return kept
		}
	}
	return nil
}

// capital tells whether a token holds a capital letter or a digit, or a letter
// outside ASCII, of which the case is not looked up.
func capital(word string) bool {
	for i := range len(word) {
		if b := word[i]; 'A' <= b && b <= 'Z' || '0' <= b && b <= '9' || b >= 0xC3 {
			return true
		}
	}
	return false
}

func allCapitals(words []string) bool {
	for _, word := range words {
		for i := range len(word) {
			if b := word[i]; 'a' <= b && b <= 'z' {
				return false
			}
		}
	}
	return true
}

// particle tells whether a word may stand in lower case inside a name.
func particle(word string) bool {
	switch word {
	case "of", "the", "and", "de", "da", "do", "dos", "das", "del", "du", "des", "di", "la", "le", "les", "lo", "los", "las",
		"al", "el", "es", "ez", "ed", "as", "ar", "an", "at", "az", "ash", "e", "y", "i", "en", "on", "upon", "sur", "sous",
		"am", "ob", "der", "bei", "bin", "ibn", "ye", "wa", "-":
		return true
	}
	return false
}
