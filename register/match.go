package register

import (
	"sort"
	"unicode"

	"dateline"
)

// longest is the greatest number of tokens that Match looks at.
const longest = 24

// Candidates are the actors that a name may stand for, by their ids. Several
// for a name that several bear; none for a name that the register lacks. Case,
// accents, spaces, hyphens and a leading "the" make no difference here: use
// Match on running text. A candidate is no identity, and nothing may be merged
// because a name is the same.
func (r *Register) Candidates(name string) []dateline.ActorID {
	key := patternOf(trimThe(name)).key
	var ids []dateline.ActorID
	for i := r.seek(0, len(r.names), key); i < len(r.names) && r.names[i].key == key; i++ {
		ids = append(ids, r.actors[r.names[i].actor].ID)
	}
	return distinct(ids)
}

// Match finds the longest name of the register that starts at words[0], words
// being tokens of a text as they stand. It returns how many tokens the name
// takes and the candidates for it, by their ids; 0 and nil when none starts
// here. The possessive "'s" is a token of its own and ends no name; "al",
// "-", "Shabaab" are the same as "al-Shabaab".
//
// Capitals count. A short acronym ("IS", "AA", "ADF") must stand in capitals,
// a longer one at least begin with one ("Isil", "Minusca"), and so must the
// words of a name, but for particles and for common nouns inside it ("Pakistan
// army"). A leading "the" is no part of a name, nor is a word that follows it
// ("group", "militants") unless the name itself has it.
func (r *Register) Match(words []string) (int, []dateline.ActorID) {
	if len(words) == 0 || !r.mayStart(words[0]) {
		return 0, nil
	}
	var keyBuf [96]byte
	var upperBuf [96]bool
	key, upper := keyBuf[:0], upperBuf[:0]
	lo, hi := 0, len(r.names)
	found, first, last := 0, 0, 0
	bracket := 0 // tokens that close a bracket which the name has: "Communist Party of India (Maoist)"
	for n, w := range words[:min(len(words), longest)] {
		var ok bool
		if w == "(" && n > 0 && bracket == 0 {
			bracket = 1
			continue
		}
		if key, upper, ok = spell(key, upper, w); !ok || len(key) == 0 {
			break
		}
		lo, hi = r.narrow(lo, hi, key)
		if lo == hi {
			break
		}
		if isQuiet(w) || isPossessive(w) {
			continue
		}
		end := lo
		fit := false
		for end < hi && len(r.names[end].key) == len(key) {
			fit = fit || r.fits(end, upper, words[n+1:])
			end++
		}
		if fit && (bracket == 0 || n+1 < len(words) && words[n+1] == ")") {
			found, first, last = n+1+bracket, lo, end
		}
	}
	if found == 0 {
		return 0, nil
	}
	key, upper = key[:0], upper[:0]
	for _, w := range words[:found] {
		key, upper, _ = spell(key, upper, w)
	}
	var ids []dateline.ActorID
	for i := first; i < last; i++ {
		if r.fits(i, upper, words[found:]) {
			ids = append(ids, r.actors[r.names[i].actor].ID)
		}
	}
	return found, distinct(ids)
}

// fits reports whether name i fits a text's capitals, the tokens after it being rest.
func (r *Register) fits(i int, upper []bool, rest []string) bool {
	p := r.names[i].pattern
	return p.fits(upper) && !(p.shy && shouted(rest))
}

// shouted reports whether the next words are all in capitals, as in a headline
// that shouts.
func shouted(rest []string) bool {
	seen := false
	for _, w := range rest[:min(len(rest), 3)] {
		letters := 0
		for _, c := range w {
			if unicode.IsLower(c) {
				return false
			}
			if unicode.IsUpper(c) {
				letters++
			}
		}
		seen = seen || letters > 1
	}
	return seen
}

// narrow is the part of names lo..hi whose keys begin with key.
func (r *Register) narrow(lo, hi int, key []byte) (int, int) {
	k := string(key)
	lo = r.seek(lo, hi, k)
	n := sort.Search(hi-lo, func(i int) bool {
		have := r.names[lo+i].key
		return len(have) < len(k) || have[:len(k)] != k
	})
	return lo, lo + n
}

// seek is the first of names lo..hi whose key is not before key.
func (r *Register) seek(lo, hi int, key string) int {
	return lo + sort.Search(hi-lo, func(i int) bool { return r.names[lo+i].key >= key })
}

// mayStart is a quick look at the first letter of a text's token: most tokens
// begin in lower case and no name does there, but for a few first words.
func (r *Register) mayStart(word string) bool {
	c := word[:min(1, len(word))]
	if c == "" {
		return false
	}
	if c[0] >= 'a' && c[0] <= 'z' {
		if len(word) < 2 {
			return r.low[[2]byte{c[0], 0}]
		}
		return r.low[[2]byte{c[0], lowerByte(word[1])}]
	}
	return true
}

func lowerByte(c byte) byte {
	switch {
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A'
	case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		return c
	}
	return 0
}

// distinct sorts ids and drops repetitions.
func distinct(ids []dateline.ActorID) []dateline.ActorID {
	sort.Slice(ids, func(i, j int) bool { return ids[i] < ids[j] })
	out := ids[:0]
	for i, id := range ids {
		if i == 0 || id != ids[i-1] {
			out = append(out, id)
		}
	}
	return out
}

func trimThe(name string) string {
	if len(name) > 4 && (name[:4] == "the " || name[:4] == "The ") {
		return name[4:]
	}
	return name
}
