package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/abadojack/whatlanggo"
)

// Language is the ISO 639-1 code of the language of s, "" when nothing tells,
// and whether that is sure enough to act on. English is known by its function
// words, which make up a fifth of news and hardly occur in other languages'
// text; other languages by whatlanggo's trigrams. A headline alone is seldom
// sure. A text in another script than Latin counts as sure, though its close
// relatives may be taken for one another (Russian, Bulgarian).
func Language(s string) (iso6391 string, sure bool) {
	const most = 6000 // bytes; more changes nothing
	if len(s) > most {
		cut := most
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut]
	}
	words, english, latin := 0, 0, 0
	for w := range strings.FieldsFuncSeq(s, func(r rune) bool { return !unicode.IsLetter(r) }) {
		words++
		if unicode.Is(unicode.Latin, firstRune(w)) {
			latin++
		}
		if englishWords[strings.ToLower(w)] {
			english++
		}
	}
	if words == 0 {
		return "", false
	}
	if english*100 >= words*12 {
		return "en", words >= 12 && english >= 3
	}
	info := whatlanggo.Detect(s)
	code := info.Lang.Iso6391()
	if info.Confidence == 0 || code == "" {
		if english > 0 {
			return "en", false
		}
		return "", false // a tie between languages, or a script it does not know
	}
	if code == "en" {
		return code, words >= 12 && english >= 3 && english*100 >= words*6
	}
	if english*100 >= words*5 || words < 12 && allASCII(s) {
		return "en", false // headlines are full of names, and English ones drop their articles
	}
	return code, words >= 12 && (info.IsReliable() || latin*4 < words)
}

// englishWords are English function words that are no common words of other
// languages in Latin script.
var englishWords = set(`the of and to was that for with by from were said which has had have been after who his they their this
	it its are not but would could there where when than into over about more being because against between through during
	before under what will can our we you she he her him them these those other some only also says killed`)

func allASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
