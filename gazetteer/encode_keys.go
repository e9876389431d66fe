package gazetteer

import (
	"encoding/binary"
	"slices"
	"strings"

	"dateline/text"
)

// A keyed is one key with its places and flags on its way into a table.
type keyed struct {
	key   string
	ids   []ID
	flags uint32
}

// nameKeys files every entry under each of its names and gives the number of
// words of the longest.
func nameKeys(entries []Entry, number []ID, words Words) ([]keyed, int) {
	short, people := abbreviations(entries), demonyms(entries)
	byKey := make(map[string]*keyed)
	longest := 0
	for i := range entries {
		e := &entries[i]
		big := e.Level == Country || e.Level == Region || e.Level == Province
		for _, name := range e.Names {
			key := text.Fold(name)
			if key == "" || len(key) > maxName || words.bars(key, e, people[key]) {
				continue
			}
			word := words.bare(key, e)
			// Where countries and provinces are abbreviated so, a town that
			// is written "Us" or "Car" would be found in every sentence.
			if short[key] && !(abbreviated(name) && big) {
				continue
			}
			k := byKey[key]
			if k == nil {
				k = &keyed{key: key, flags: flagWord}
				byKey[key] = k
				longest = max(longest, strings.Count(key, " ")+1)
			}
			k.ids = append(k.ids, number[i])
			if !word {
				k.flags &^= flagWord
			}
			if short[key] {
				k.flags |= flagAcronym
			}
		}
	}
	byID := make([]*Entry, len(entries))
	for i := range entries {
		byID[number[i]] = &entries[i]
	}
	keys := sortedKeys(byKey)
	for i := range keys {
		if k := &keys[i]; k.flags&flagWord == 0 && !words.Always[k.key] && weak(byID[k.ids[0]], words.Weak[k.key] || words.English[k.key]) {
			k.flags |= flagWeak
		}
	}
	return keys, longest
}

// bars tells whether a place is not to be filed under a key that is a word.
// A small town that bears the name of a people elsewhere ("Malian", in China)
// would be found wherever the people is spoken of.
func (w Words) bars(key string, e *Entry, people bool) bool {
	switch {
	case e.Level == Country || e.Level == Region:
		return false
	case w.Never[key]:
		return true
	case w.Always[key] || e.Level == Province || e.Prominence >= largeTown:
		return false
	}
	return people || strings.HasPrefix(key, "the ")
}

// bare tells whether a key is a word before it is this place: it is filed, and
// found only where the text bears it out ("Hurricane, W.Va.").
func (w Words) bare(key string, e *Entry) bool {
	return w.English[key] && !w.Always[key] && e.Level != Country && e.Level != Region && e.Level != Province && e.Prominence < largeTown
}

// demonyms gives the keys of the words for the people of countries and regions.
func demonyms(entries []Entry) map[string]bool {
	people := make(map[string]bool)
	for i := range entries {
		for _, name := range entries[i].Demonyms {
			people[text.Fold(name)] = true
		}
	}
	return people
}

// weak tells whether a name is poor evidence of a place, given the best place
// of that name and whether it is a word as well. Countries, regions and cities
// of more than a million and a half are known better than the word.
func weak(best *Entry, word bool) bool {
	switch best.Level {
	case Country, Region:
		return false
	case Province:
		return word
	}
	return best.Prominence < obscure || word && best.Prominence < cityOfNote
}

// abbreviations gives the keys that a country, region or province is
// abbreviated by in capitals.
func abbreviations(entries []Entry) map[string]bool {
	short := make(map[string]bool)
	for i := range entries {
		switch entries[i].Level {
		case Country, Region, Province:
			for _, name := range entries[i].Names {
				if abbreviated(name) {
					short[text.Fold(name)] = true
				}
			}
		}
	}
	return short
}

// abbreviated tells whether a name is an abbreviation in capitals: "UK", "U.S.".
func abbreviated(name string) bool {
	letters := 0
	for _, r := range name {
		switch {
		case 'A' <= r && r <= 'Z':
			letters++
		case r != '.':
			return false
		}
	}
	return letters >= 2 && letters <= 5
}

func demonymKeys(entries []Entry, number []ID) []keyed {
	byKey := make(map[string]*keyed)
	for i := range entries {
		for _, name := range entries[i].Demonyms {
			key := text.Fold(name)
			if byKey[key] == nil {
				byKey[key] = &keyed{key: key}
			}
			byKey[key].ids = append(byKey[key].ids, number[i])
		}
	}
	return sortedKeys(byKey)
}

// sortedKeys gives the keys in order, each with its places once, best first.
func sortedKeys(byKey map[string]*keyed) []keyed {
	keys := make([]keyed, 0, len(byKey))
	for _, k := range byKey {
		slices.Sort(k.ids)
		k.ids = slices.Compact(k.ids)
		keys = append(keys, *k)
	}
	slices.SortFunc(keys, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	return keys
}

func appendTable(out []byte, keys []keyed) []byte {
	blocks := (len(keys) + blockKeys - 1) / blockKeys
	out = binary.LittleEndian.AppendUint32(out, uint32(len(keys)))
	out = binary.LittleEndian.AppendUint32(out, uint32(blocks))
	heads := len(out)
	out = append(out, make([]byte, 4*blocks)...)
	before := ""
	for i, k := range keys {
		shared := 0
		if i%blockKeys == 0 {
			binary.LittleEndian.PutUint32(out[heads+4*(i/blockKeys):], uint32(len(out)))
		} else {
			for shared < min(len(before), len(k.key)) && before[shared] == k.key[shared] {
				shared++
			}
		}
		out = append(out, byte(shared), byte(len(k.key)-shared))
		out = append(out, k.key[shared:]...)
		out = binary.AppendUvarint(out, uint64(len(k.ids))<<3|uint64(k.flags))
		last := ID(0)
		for _, id := range k.ids {
			out = binary.AppendUvarint(out, uint64(id-last))
			last = id
		}
		before = k.key
	}
	return out
}
