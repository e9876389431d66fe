package text

import (
	"strings"
	"unicode"
)

// caseless reports whether the capitals of s tell nothing: it is all in
// capitals, as telex copy is, or all in small letters, as some collections are.
// A few words alone tell nothing either way.
func caseless(s string) bool {
	upper, lower := 0, 0
	for _, r := range s {
		switch {
		case unicode.IsUpper(r):
			upper++
		case unicode.IsLower(r):
			lower++
		}
		if upper > 0 && lower > 0 {
			return false
		}
	}
	return upper+lower >= 20
}

// endsCaseless decides at a stop after word where capitals tell nothing: rest
// is what follows, apart from word by a blank or not. Abbreviations are known in either case.
func endsCaseless(word, rest string, plain, closed, apart bool) ending {
	if !apart {
		return goes
	}
	if !plain || closed {
		return ends
	}
	low := strings.ToLower(word)
	next := strings.ToLower(strings.TrimLeft(rest, "\"'([“‘"))
	if i := strings.IndexFunc(next, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); i >= 0 {
		next = next[:i]
	}
	digit := next != "" && next[0] >= '0' && next[0] <= '9'
	switch {
	case shortTitles[low] || abbrevLatin[low]:
		return goes
	case shortNumbers[low] && digit:
		return goes
	case isDotted(low) || len(low) == 1 && unicode.IsLetter(rune(low[0])) || shortOthers[low]:
		return endIf(lowStarters[next])
	}
	return ends
}

// The same sets in small letters, without those that are words of their own ("sec",
// "no", "sat", "sun", "min", "art" end sentences; "no. 4" does not).
var (
	shortTitles  = folded(abbrevTitle, "hon", "fr", "ens", "rep", "reps", "min", "det", "const", "ste", "sh", "pres", "dep", "gens", "md")
	shortNumbers = folded(abbrevNumber, "art", "para", "ca", "c", "ch")
	shortOthers  = folded(abbrevOther, "al", "is", "sat", "sun", "pt", "ft", "min", "mins", "co")
	lowStarters  = folded(starters)
)

func folded(words map[string]bool, but ...string) map[string]bool {
	out := map[string]bool{}
	for w := range words {
		out[strings.ToLower(w)] = true
	}
	for _, w := range but {
		delete(out, w)
	}
	return out
}
