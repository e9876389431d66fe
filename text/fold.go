package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Fold writes s as words that can be compared: small letters without
// diacritics, one space between words. Hyphens and all other punctuation part
// words; apostrophes and their like (also the marks of ayn and hamza) are
// dropped, a possessive ending with them; the dots of an acronym and the
// commas of a number are dropped too.
//
//	"Al-Shabaab", "al Shabaab", "al‑Shabaab’s"  →  "al shabaab"
//	"Sana'a", "Shi’ite", "U.S.-led", "1,200"     →  "sanaa", "shiite", "us led", "1200"
//
// Spellings stay apart: "Shabab" is not "Shabaab".
func Fold(s string) string {
	return strings.Join(Words(s), " ")
}

// Words are the folded words of s, as Fold writes them, in order.
func Words(s string) []string {
	if !allASCII(s) {
		s = norm.NFKD.String(foldedLetters.Replace(s))
	}
	out := make([]string, 0, len(s)/6+1)
	word := make([]byte, 0, 32)
	flush := func() {
		if len(word) > 0 {
			out = append(out, string(word))
			word = word[:0]
		}
	}
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			switch {
			case c >= 'a' && c <= 'z' || c >= '0' && c <= '9':
				word = append(word, c)
			case c >= 'A' && c <= 'Z':
				word = append(word, c|0x20)
			case c == '\'' || c == '`':
				if len(word) > 0 && possessive(s[i+1:]) {
					flush()
					i += 2
					continue
				}
			case c == '.' && dotInside(s, i), c == ',' && between(s, i, isDigit):
				if c == '.' && between(s, i, isDigit) {
					word = append(word, c)
				}
			default:
				flush()
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\u00ad' || r == '\u200d' || r == '\u200c': // an accent, a soft hyphen, joiners
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			word = utf8.AppendRune(word, unicode.ToLower(r))
		default:
			flush()
		}
		i += n
	}
	flush()
	return out
}

// foldedLetters are letters that Unicode does not decompose, and the marks
// that stand for an apostrophe.
var foldedLetters = strings.NewReplacer(
	"ł", "l", "Ł", "l", "ø", "o", "Ø", "o", "đ", "d", "Đ", "d", "ð", "d", "Ð", "d", "þ", "th", "Þ", "th", "ħ", "h", "Ħ", "h",
	"ß", "ss", "æ", "ae", "Æ", "ae", "œ", "oe", "Œ", "oe", "ı", "i", "İ", "i", "ə", "a", "Ə", "a", "ŋ", "n",
	"’", "'", "‘", "'", "ʼ", "'", "ʻ", "'", "ʿ", "'", "ʾ", "'", "′", "'", "´", "'", "＇", "'", "ʹ", "'", "ˈ", "'", "ʽ", "'")

// possessive reports whether what follows an apostrophe is an s that ends the
// word.
func possessive(rest string) bool {
	if rest == "" || rest[0]|0x20 != 's' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(rest[1:])
	return len(rest) == 1 || !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '\''
}

// dotInside reports whether the dot at a byte is an acronym's or a number's.
func dotInside(s string, i int) bool {
	if between(s, i, isDigit) {
		return true
	}
	// "U.S." and "a.m.": a single letter before, and one after or a dot before that.
	single := i > 0 && isASCIILetter(s[i-1]) && (i == 1 || !isASCIILetter(s[i-2]) && !isDigit(s[i-2]))
	if !single {
		return false
	}
	if i+2 < len(s) && isASCIILetter(s[i+1]) && !isASCIILetter(s[i+2]) || i+2 == len(s) && isASCIILetter(s[i+1]) {
		return true
	}
	return false
}

func between(s string, i int, f func(byte) bool) bool {
	return i > 0 && i+1 < len(s) && f(s[i-1]) && f(s[i+1])
}

func isDigit(c byte) bool       { return c >= '0' && c <= '9' }
func isASCIILetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
