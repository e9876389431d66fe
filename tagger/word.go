package tagger

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/text"
)

// A word is what the models see of a token, hashed.
type word struct {
	form   uint64 // in small letters, digits as 0
	suffix [4]uint64
	prefix [3]uint64
	shape  uint64 // of capitals, digits and marks; plain where the sentence's capitals tell nothing
	hint   uint64 // the tag that prose's tagger, learned from other texts, gives it
	quotes uint64 // of a double quote, 1 where it opens and 2 where it closes
}

// see looks at a sentence's tokens. Where the capitals of a sentence tell
// nothing (all letters are capitals, or none is, or every longer word has
// one, as in headlines), they are not looked at, so that one model serves
// text of any case.
func see(tokens []string, into []word) []word {
	from := len(into)
	into = look(tokens, into)
	for i, h := range hints(tokens, caseless(tokens)) {
		into[from+i].hint = Hash(h)
	}
	return into
}

// look is see without the hints, which take the longest.
func look(tokens []string, into []word) []word {
	plain := caseless(tokens)
	open := uint64(0)
	for i, t := range tokens {
		form := normal(t)
		w := word{form: Hash(form)}
		runes, at := 0, len(form)
		for at > 0 && runes < len(w.suffix) {
			_, n := utf8.DecodeLastRuneInString(form[:at])
			at -= n
			w.suffix[runes] = Hash(form[at:])
			runes++
		}
		for at, runes = 0, 0; at < len(form) && runes < len(w.prefix); runes++ {
			_, n := utf8.DecodeRuneInString(form[at:])
			at += n
			w.prefix[runes] = Hash(form[:at])
		}
		w.shape = shape(t, plain, i == 0)
		if form == `"` {
			switch t {
			case "“", "„", "«", "``":
				open = 0
			case "”", "»", "''":
				open = 1
			}
			w.quotes = 1 + open
			open = 1 - open
		}
		into = append(into, w)
	}
	return into
}

// hints are the tags of prose's tagger. Where capitals tell nothing it is
// shown small letters.
func hints(tokens []string, plain bool) []string {
	shown := make([]string, len(tokens))
	for i, t := range tokens {
		if plain {
			t = strings.ToLower(t)
		}
		if m, ok := asciiMarks[t]; ok {
			t = m
		} else if strings.ContainsAny(t, "’‑‐") {
			t = asciiInside.Replace(t)
		}
		shown[i] = t
	}
	return text.ProseTags(shown)
}

var (
	asciiInside = strings.NewReplacer("’", "'", "‑", "-", "‐", "-")
	asciiMarks  = map[string]string{
		"“": `"`, "”": `"`, "„": `"`, "«": `"`, "»": `"`, "``": `"`, "''": `"`, "‘": "'", "’": "'", "`": "'",
		"—": "--", "–": "--", "―": "--", "…": "...",
	}
)

// caseless reports whether the capitals of a sentence tell nothing.
func caseless(tokens []string) bool {
	lower, upper, long, longUpper := 0, 0, 0, 0
	for i, t := range tokens {
		first := true
		for _, r := range t {
			switch {
			case unicode.IsUpper(r):
				upper++
				if first && len(t) > 3 && i > 0 {
					longUpper++
				}
			case unicode.IsLower(r):
				lower++
			default:
				continue
			}
			if first && len(t) > 3 && i > 0 {
				long++
			}
			first = false
		}
	}
	return lower == 0 || upper == 0 || long >= 4 && longUpper*10 >= long*9
}

// normal writes a token in small letters, with 0 for every digit, at most
// four in a row, and one form for each kind of quote and dash.
func normal(t string) string {
	if form, ok := marks[t]; ok {
		return form
	}
	same := true
	for i := 0; i < len(t); i++ {
		if c := t[i]; c >= 0x80 || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' {
			same = false
			break
		}
	}
	if same {
		return t
	}
	var b strings.Builder
	digits := 0
	for _, r := range t {
		switch {
		case r >= '0' && r <= '9':
			if digits++; digits > 4 {
				continue
			}
			r = '0'
		case r == '’' || r == 'ʼ':
			r, digits = '\'', 0
		case r == '‑' || r == '‐':
			r, digits = '-', 0
		default:
			r, digits = unicode.ToLower(r), 0
		}
		b.WriteRune(r)
	}
	return b.String()
}

var marks = map[string]string{
	"“": `"`, "”": `"`, "„": `"`, "«": `"`, "»": `"`, "``": `"`, "''": `"`, "‘": "'", "`": "'",
	"—": "--", "–": "--", "―": "--", "…": "...", "[": "(", "{": "(", "]": ")", "}": ")",
}

// shape hashes the kinds of a token's characters, repeated kinds once.
func shape(t string, plain, first bool) uint64 {
	h := uint64(0)
	if first {
		h = 7
	}
	last := uint64(0)
	for _, r := range t {
		var k uint64
		switch {
		case unicode.IsUpper(r):
			if k = 1; plain {
				k = 2
			}
		case unicode.IsLetter(r):
			k = 2
		case unicode.IsDigit(r):
			k = 3
		case r == '-':
			k = 4
		case r == '.':
			k = 5
		case r == '\'' || r == '’':
			k = 6
		default:
			k = 8
		}
		if k != last {
			h = mix(h, k)
		}
		last = k
	}
	if plain {
		h = mix(h, 9)
	}
	return h
}
