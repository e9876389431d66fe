package text

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"dateline"

	"github.com/jdkato/prose/v3/segment"
)

// segmenter is prose's, built from its English model on first use.
var segmenter = sync.OnceValue(func() *segment.Segmenter {
	s, err := segment.New()
	if err != nil {
		return nil // the model is compiled in; without it the rules alone decide
	}
	return s
})

// An ending says whether a sentence ends at a full stop.
type ending int

const (
	goes  ending = iota // the sentence goes on
	ends                // the sentence ends
	doubt               // the words do not tell; prose is asked
)

// cutSentences finds the sentences of a paragraph. Clear cases are decided by
// rule; for the rest (a short capitalised word before the stop that is no
// known abbreviation) prose's trained segmenter is asked. Quotes and brackets
// that close after a full stop belong to the sentence before.
func cutSentences(whole string, para dateline.Span) []dateline.Span {
	text := para.In(whole)
	var out []dateline.Span
	var asked map[int]bool
	flat := caseless(text)
	add := func(start, end int) {
		s := trim(whole, dateline.Span{Start: para.Start + start, End: para.Start + end})
		if s.Len() > 0 {
			out = append(out, s)
		}
	}
	start := 0
	for i := 0; i < len(text); {
		n := stopLen(text[i:])
		if n == 0 {
			i++
			continue
		}
		stop := i
		for i += n; i < len(text); i += n {
			if n = stopLen(text[i:]); n == 0 {
				break
			}
		}
		end := closers(text, i)
		next := skipBlank(text, end)
		if next == len(text) {
			break
		}
		var verdict ending
		if flat {
			verdict = endsCaseless(lastWord(text[start:stop]), text[next:], text[stop:i] == ".", end > i, next > end)
		} else {
			verdict = endsAt(text, start, stop, i, end, next)
		}
		if verdict == doubt {
			if asked == nil {
				asked = proseStarts(text)
			}
			verdict = goes
			if asked[next] {
				verdict = ends
			}
		}
		if verdict == ends {
			add(start, end)
			start = end
		}
		i = end
	}
	add(start, len(text))
	return out
}

// stopLen is the length of the mark that may end a sentence at the start of s.
func stopLen(s string) int {
	switch {
	case s == "":
		return 0
	case s[0] == '.' || s[0] == '?' || s[0] == '!':
		return 1
	case strings.HasPrefix(s, "…"):
		return len("…")
	}
	return 0
}

// closers skips the closing quotes and brackets at a byte. A straight double
// quote closes when no word follows it at once.
func closers(s string, at int) int {
	for at < len(s) {
		r, n := utf8.DecodeRuneInString(s[at:])
		switch r {
		case '”', '’', ')', ']', '»', '›':
		case '"', '\'':
			if next, _ := utf8.DecodeRuneInString(s[at+n:]); at+n < len(s) && (unicode.IsLetter(next) || unicode.IsDigit(next)) {
				return at
			}
		default:
			return at
		}
		at += n
	}
	return at
}

func skipBlank(s string, at int) int {
	return len(s) - len(strings.TrimLeftFunc(s[at:], blank))
}

// endsAt decides whether the sentence that began at start ends with the stop
// at text[stop:after], whose closing quotes reach to end, when the next word
// begins at next.
func endsAt(text string, start, stop, after, end, next int) ending {
	r, _ := utf8.DecodeRuneInString(text[next:])
	opened := false
	for n := next; strings.ContainsRune("\"'“‘([«‹„", r) && n < len(text); {
		opened = true
		n += utf8.RuneLen(r)
		r, _ = utf8.DecodeRuneInString(text[n:])
	}
	word := lastWord(text[start:stop])
	plain := text[stop:after] == "."
	if next == end { // nothing between the stop and what follows
		return endsGlued(word, text[next:], r, plain, end > after, opened)
	}
	if !unicode.IsUpper(r) && !unicode.IsDigit(r) && !opened {
		if unicode.IsLetter(r) && !unicode.IsLower(r) {
			return ends // a script without capitals
		}
		if plain && end == after && len(word) > 2 && articleName(text[next:]) && !isAbbreviation(word) {
			return ends
		}
		return goes
	}
	if unicode.IsLower(r) {
		return goes
	}
	if !plain || end > after {
		return ends
	}
	return endsAfter(word, text[next:], strings.TrimSpace(text[start:stop]) == word)
}

// endsGlued decides where no space follows the stop, as in "the town.The
// army" and `”He left.”“Nobody”`.
func endsGlued(word, rest string, r rune, plain, closed, opened bool) ending {
	if closed && (unicode.IsUpper(r) || opened) {
		return ends
	}
	if !unicode.IsUpper(r) || !plain && !closed {
		if plain && opened && len(word) > 3 && !isDotted(word) {
			return ends
		}
		return goes
	}
	second, _ := utf8.DecodeRuneInString(rest[utf8.RuneLen(r):])
	if plain && unicode.IsLower(second) && len(word) > 2 && strings.ToLower(word) == word && !strings.Contains(word, ".") {
		return ends
	}
	return goes
}

// endsAfter decides at a full stop after word, the next word having a capital
// or being a number. alone is true when word is all there is so far.
func endsAfter(word, rest string, alone bool) ending {
	next := rest
	if i := strings.IndexFunc(rest, func(r rune) bool { return blank(r) || r == ',' || r == '\'' || r == '’' }); i >= 0 {
		next = rest[:i]
	}
	digit := next != "" && next[0] >= '0' && next[0] <= '9'
	fresh := starters[next] || rest != "" && strings.ContainsAny(rest[:1], "\"") || strings.HasPrefix(rest, "“")
	switch {
	case alone && isNumber(word): // "1. The group"
		return goes
	case abbrevTitle[word] || abbrevLatin[word]:
		return goes
	case abbrevNumber[word]:
		return endIf(!digit)
	case abbrevMonth[word]:
		return endIf(!digit && fresh)
	case word == "a.m" || word == "p.m":
		return endIf(!digit && !dayOrZone[strings.TrimRight(next, ".")])
	case isInitial(word) || isDotted(word) || abbrevOther[word] || abbrevState[word]:
		return endIf(fresh)
	case len(word) <= 4 && unicode.IsUpper(firstRune(word)), len(word) <= 3 && !strings.ContainsAny(word, "aeiouy0123456789"):
		return doubt
	}
	return ends
}

func endIf(b bool) ending {
	if b {
		return ends
	}
	return goes
}

var dayOrZone = set(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Wed Thu Fri Sat Sun
	GMT UTC EST EDT CET CEST BST IST PST PDT EAT WAT CAT PKT EET Eastern Pacific Central January February March April
	May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept Oct Nov Dec Local`)

// articleName reports whether s begins with a name that is written with a
// small Arabic article ("al-Shabaab") and so can open a sentence without a
// capital.
func articleName(s string) bool {
	for _, a := range []string{"al", "el", "an", "as", "ash", "ar", "at", "ad"} {
		rest, ok := strings.CutPrefix(s, a)
		if !ok {
			continue
		}
		if rest, ok = strings.CutPrefix(rest, "-"); !ok {
			rest, ok = strings.CutPrefix(rest, "‑")
		}
		if ok && unicode.IsUpper(firstRune(rest)) {
			return true
		}
	}
	return false
}

// lastWord is the word that ends at the end of s, without quotes and brackets
// before it.
func lastWord(s string) string {
	const most = 40 // no abbreviation is longer
	if len(s) > most {
		s = s[len(s)-most:]
	}
	if i := strings.LastIndexFunc(s, func(r rune) bool { return blank(r) || strings.ContainsRune("\"“‘([—–/", r) }); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		s = s[i+n:]
	}
	return s
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func isNumber(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// proseStarts is where prose has sentences begin.
func proseStarts(text string) map[int]bool {
	starts := map[int]bool{}
	if s := segmenter(); s != nil {
		for _, sent := range s.Segment(straighten(text)) {
			starts[sent.Start] = true
		}
	}
	return starts
}

// straighten writes straight quotes and hyphens for curly quotes and dashes,
// padded with spaces so that every offset stays where it was: prose's models
// were trained on straight ones.
func straighten(s string) string {
	return straightener.Replace(s)
}

var straightener = strings.NewReplacer(
	"“", "\"  ", "”", "\"  ", "„", "\"  ", "«", "\" ", "»", "\" ",
	"‘", "'  ", "’", "'  ", "—", " - ", "–", " - ", "…", ".  ", "\u00a0", "  ", "\u200b", "   ", "\ufeff", "   ")
