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

var creditHint = regexp.MustCompile(`(?i)phot|imag|pic|illustration|graphic|screen|credit|footage|getty|epa|afp|alamy|shutter|ap/`)

// looksCredit reports whether a paragraph carries a picture's credit. A long
// paragraph that merely ends in an agency's name in brackets is none.
func looksCredit(s string) bool {
	if len(s) > 500 || len(strings.Fields(s)) > 70 {
		return false
	}
	if !strings.ContainsAny(s, "([") && !creditHint.MatchString(s) {
		return false // spares most paragraphs the long pattern
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
