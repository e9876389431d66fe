package text

import (
	"regexp"
	"strings"
)

// credits mark a picture's caption by naming who took it.
var credits = regexp.MustCompile(`(?i)^((file )?(photo|photos|photograph|photographs|picture|pictures|image|images|pic|illustration|graphic|screengrab|screenshot)( ?(credits?|by|from|courtesy|source|caption|taken|released|provided|shows?))*[ .]?(:|\|| by | courtesy | taken | released | provided | shows? ).*` +
	`|(image|picture|photo) (caption|source|copyright|credit)\b.*|(file|handout|undated) (photo|photograph|picture|image|handout|footage)\b.*|pictured\b.*|(representative|representational) (image|photo)\b.*|\[?photo\b[^.]*\]?)$` +
	`|[(\[][^)\]]{0,60}\b(photo|photos|via ap|getty|afp|reuters|epa|file|handout|shutterstock|alamy|anadolu|xinhua|screengrab)\b[^)\]]{0,60}[)\]]\.?$` +
	`|[/|,.–—-] ?(photo|photograph|picture|image|pic|credit)s?( by|:) ?[^.]{2,60}\.?$` +
	`|\b(getty images|afp photo|ap photo|reuters photo|epa-efe|afp via getty|shutterstock|alamy|ap/[a-z .]{2,30})\b[^.]{0,40}\.?$`)

// Words, or beginnings of words, one of which every credit has; in a bracket there
// are others. Looking for them spares most paragraphs the long pattern.
var (
	creditHints  = byInitial("phot", "imag", "pic", "illustration", "graphic", "screen", "credit", "footage", "getty", "epa", "afp", "alamy", "shutter", "ap/")
	bracketHints = byInitial("via ap", "reuters", "file", "handout", "anadolu", "xinhua")
)

// byInitial files small words under their first byte.
func byInitial(words ...string) *[256][]string {
	var out [256][]string
	for _, w := range words {
		out[w[0]] = append(out[w[0]], w)
	}
	return &out
}

// hints reports whether one of the words stands in s, in letters of any size.
func hints(s string, words *[256][]string) bool {
	for i := 0; i < len(s); i++ {
		for _, w := range words[s[i]|0x20] {
			if len(s)-i >= len(w) && strings.EqualFold(s[i:i+len(w)], w) {
				return true
			}
		}
	}
	return strings.Contains(s, "ſ") // which patterns take for an s
}

// mayCredit reports whether credits could match s.
func mayCredit(s string) bool {
	return hints(s, creditHints) || strings.ContainsAny(s, "([") && hints(s, bracketHints)
}

// looksCredit reports whether a paragraph carries a picture's credit. A long
// paragraph that merely ends in an agency's name in brackets is none.
func looksCredit(s string) bool {
	if len(s) > 500 || len(strings.Fields(s)) > 70 {
		return false
	}
	if !mayCredit(s) {
		return false
	}
	m := credits.FindStringIndex(s)
	if m == nil || isDateline(s) {
		return false
	}
	// A bracket such as "(Reuters)" closes agency stories too; it marks a
	// caption only where the rest is no report of speech.
	tail := strings.ToLower(s[m[0]:])
	if m[0] > 0 && (tail[0] == '(' || tail[0] == '[') && !strings.Contains(tail, "photo") && !strings.Contains(tail, "getty") && !strings.Contains(tail, "file") && !strings.Contains(tail, "handout") {
		return !saidWord.MatchString(s)
	}
	return true
}

var saidWord = regexp.MustCompile(`(?i)\b(said|told|says|announced|claimed|added|reported)\b`)

// captionWords are the words of captions that stand in no other sentence.
var captionWords = regexp.MustCompile(`(?i)(\((left|right|cent(er|re)|file|l|r|c|pictured|top|bottom|above|below|front|back|background|foreground|file (photo|picture|image))\)|, (left|right|cent(er|re)|pictured|file photo|file picture)(,|$)|\b(seen|pictured|shown|photographed) (here|in this|in an?|above|below|left|right|at|on|during)\b|\b(this|a|an) (undated |file |handout |recent |video )*(photo|photograph|picture|image|screengrab|screenshot|still|frame grab|frame)\b.*\b(shows?|released|taken|from)\b|^(above|below|left|right|top|from left)[:,] )`)

// looksCaption reports whether the words of a paragraph without a full stop
// are a caption's.
func looksCaption(s string) bool {
	return len(s) < 500 && captionWords.MatchString(s)
}
