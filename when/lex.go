package when

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// word is a run of letters, a number or a mark, with its bytes in the text.
type word struct {
	raw, low   string
	start, end int
	num        int  // value of a run of digits, -1 for all else
	comma      bool // written 2,015
	glued      bool // nothing between it and the word before
	mono       bool // in a sentence of capitals alone, or without any: case says nothing
}

// upper reports whether the case of the word shows that it is a name.
func (w word) upper() bool { return !w.mono && w.capital() }

// proper reports whether the word may be a name.
func (w word) proper() bool { return w.mono || w.capital() }

func (w word) capital() bool {
	r, _ := utf8.DecodeRuneInString(w.raw)
	return unicode.IsUpper(r)
}

func (w word) letters() bool {
	r, _ := utf8.DecodeRuneInString(w.raw)
	return unicode.IsLetter(r)
}

// marks that stand for one another in running text.
var marks = map[rune]string{'’': "'", '‘': "'", '`': "'", '–': "-", '‐': "-", '‑': "-", '−': "-"}

// lex cuts text into words. Offsets are bytes from base. Hyphens stand alone
// ("three", "-", "day"), so does a possessive ("Tuesday", "'s"); digits and
// letters that follow them are two words ("3", "pm"), letters and the digits that
// follow are one ("G20").
func lex(text string, base int) []word {
	words := make([]word, 0, len(text)/5+1)
	end := -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		if unicode.IsSpace(r) {
			i += size
			continue
		}
		w := word{num: -1, start: i, glued: end == i}
		switch {
		case r >= '0' && r <= '9':
			i, w.num, w.comma = digits(text, i)
		case unicode.IsLetter(r):
			i = letters(text, i)
		case (r == '\'' || r == '’') && possessive(text[i+size:]):
			i += size + 1
		default:
			i += size
		}
		w.end = i
		end = i
		w.raw = text[w.start:i]
		w.low = lower(w.raw)
		if m, ok := marks[r]; ok {
			w.low = m + w.low[size:]
		}
		w.start += base
		w.end += base
		words = append(words, w)
	}
	if oneCase(text) {
		for i := range words {
			words[i].mono = true
		}
	}
	return words
}

// oneCase reports whether the letters of text are all capitals or all small:
// wire copy in capitals, text that was put in small letters.
func oneCase(text string) bool {
	capitals, small := false, false
	for _, r := range text {
		switch {
		case unicode.IsUpper(r):
			capitals = true
		case unicode.IsLower(r):
			small = true
		}
		if capitals && small {
			return false
		}
	}
	return true
}

// lower is ToLower for words that may change length by it: a word that does
// keeps its case, since none of those is in the vocabulary.
func lower(s string) string {
	if l := strings.ToLower(s); len(l) == len(s) {
		return l
	}
	return s
}

func possessive(rest string) bool {
	if rest == "" || rest[0] != 's' && rest[0] != 'S' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest[1:])
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// digits reads a number from i: digits, and groups of three after commas. A
// number too long for a calendar is kept as a large one.
func digits(text string, i int) (end, value int, comma bool) {
	digit := func(j int) bool { return j < len(text) && text[j] >= '0' && text[j] <= '9' }
	for ; digit(i); i++ {
		value = min(value*10+int(text[i]-'0'), 1e9)
	}
	for i < len(text) && text[i] == ',' && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4) {
		for _, c := range []byte(text[i+1 : i+4]) {
			value = min(value*10+int(c-'0'), 1e9)
		}
		i += 4
		comma = true
	}
	return i, value, comma
}

// letters reads a word from i; an apostrophe inside it ("o'clock") belongs to
// it unless it opens a possessive.
func letters(text string, i int) int {
	for i < len(text) {
		r, size := utf8.DecodeRuneInString(text[i:])
		switch {
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r):
			i += size
		case (r == '\'' || r == '’') && !possessive(text[i+size:]):
			if n, _ := utf8.DecodeRuneInString(text[i+size:]); !unicode.IsLetter(n) {
				return i
			}
			i += size
		default:
			return i
		}
	}
	return i
}
