package register

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A pattern is a name made ready for matching. Key is its letters and digits,
// folded, with no spaces or hyphens, so that "al-Shabaab", "Al Shabaab" and
// "al - Shabaab" are one. Upper says for each rune of the key whether a text
// must have a capital there.
type pattern struct {
	key   string
	upper string // 'U' where a capital must stand, else '.'
	// shy marks a short acronym that is also an English word ("IS", "US"):
	// in a text all in capitals it says nothing.
	shy bool
}

// generic nouns may stand in lower case after a name: "Pakistan army".
var generic = set(`army armies police policemen force forces group groups network movement front
	party militia militias brigade brigades battalion battalions cartel gang guard guards navy government
	troops soldiers military command coalition mission council faction factions dissidents rebels rebel
	insurgents separatists fighters agency service services corps regiment division organisation
	organization alliance federation self-defence self-defense paramilitary paramilitaries border special
	operations armed air security national gendarmerie intelligence authorities mercenaries union army's
	tribal unit units`)

// particles of names that are written either way: "Al Qaeda", "al Qaeda".
var particles = set(`al el an ar as ash at ad az ul ur us e i de del la las los el le les du des da das do dos
	of the and for in on to wa wal bin ibn y et und van von`)

// english words that an acronym in capitals must not be taken for when the
// text has them with one capital at a sentence's start.
var english = set(`is us as it am an at be by do go he if in me my no of on or so to up we aim arm art ash bad ban
	bat bit can car cat cop cut dad did eta far few fit for fan had has her him his hit jam jem led let man map mat
	may men met mob nap net new not now off old one our out own pat pet pig raf ram ran rat saf set sir six son
	spa sun tak ten the tip too top two use van war was way who why win won yet you bras mend cast fast fact fame
	rape rust mask aims past star army lost real wage unit vast`)

// patternOf reads a name as the register writes it. A word in lower case, a
// particle or a generic noun after the first word may have any case in a text;
// a word with a capital needs a capital; a word of two or three capitals, one
// that is also an English word, and one with capitals inside ("LeT"), needs
// all of them.
func patternOf(name string) pattern {
	var p pattern
	var keyBuf [96]byte
	var upperBuf [96]byte
	key, upper := keyBuf[:0], upperBuf[:0]
	first := true
	for len(name) > 0 {
		end := strings.IndexFunc(name, parts)
		if end < 0 {
			end = len(name)
		}
		w := name[:end]
		_, n := utf8.DecodeRuneInString(name[end:])
		name = name[end+n:]
		if w == "" {
			continue
		}
		kind := wordKind(w, first)
		p.shy = p.shy || kind == acronym && first && name == "" && in(english, w)
		first = false
		start := true
		for _, r := range w {
			if !isLetter(r) {
				continue
			}
			need := byte('.')
			if unicode.IsUpper(r) && (kind >= exact || kind == proper && start) {
				need = 'U'
			}
			from := len(key)
			key = appendFolded(key, r)
			for i := range utf8.RuneCount(key[from:]) {
				if i > 0 {
					need = '.'
				}
				upper = append(upper, need)
			}
			start = false
		}
	}
	p.key, p.upper = string(key), string(upper)
	return p
}

// How a word of a name must be written in a text.
const (
	free    = iota // in any case
	proper         // with a capital
	exact          // with all its capitals
	acronym        // the same, and nothing but capitals
)

// wordKind is how a word of a name must be written.
func wordKind(w string, first bool) int {
	letters, capitals, inner := 0, 0, false
	for _, r := range w {
		if !isLetter(r) {
			continue
		}
		if unicode.IsUpper(r) {
			inner = inner || letters > 0
			capitals++
		} else if unicode.IsDigit(r) {
			capitals++
		}
		letters++
	}
	switch {
	case letters > 1 && capitals == letters:
		if letters <= 3 || in(english, w) {
			return acronym
		}
		return proper
	case inner:
		return exact
	case in(particles, w) || !first && in(generic, w):
		return free
	}
	return proper
}

// isLetter reports whether r counts in a key: letters, digits, and marks,
// which fold to nothing.
func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// parts reports whether r divides the words of a name.
func parts(r rune) bool { return r == ' ' || isJoin(r) }

// isJoin reports whether r only joins the parts of a name.
func isJoin(r rune) bool {
	switch r {
	case '-', '‐', '‑', '–', '/':
		return true
	}
	return false
}

// isQuiet reports whether a token carries no letters but may stand inside a
// name: a hyphen or an apostrophe by itself.
func isQuiet(word string) bool {
	for _, r := range word {
		if !isJoin(r) && r != '\'' && r != '’' && r != '‘' && r != 'ʿ' && r != 'ʼ' && r != '`' {
			return false
		}
	}
	return word != ""
}

// isPossessive reports whether a token is the possessive ending.
func isPossessive(word string) bool {
	switch word {
	case "'s", "’s", "'S", "’S", "'", "’":
		return true
	}
	return false
}

// spell appends the folded letters and digits of a token to key, and to upper
// whether each was a capital. It fails on a token that is neither a word nor
// quiet, such as a comma or a bracket.
func spell(key []byte, upper []bool, word string) ([]byte, []bool, bool) {
	some := false
	for _, r := range word {
		switch {
		case isLetter(r):
			from := len(key)
			key = appendFolded(key, r)
			for range utf8.RuneCount(key[from:]) {
				upper = append(upper, unicode.IsUpper(r))
			}
			some = true
		case r < utf8.RuneSelf && strings.ContainsRune(`,()";:[]{}<>`, r):
			return key, upper, false
		}
	}
	return key, upper, some || isQuiet(word)
}

// fits reports whether a text with these capitals may be the name.
func (p pattern) fits(upper []bool) bool {
	if len(upper) != len(p.upper) {
		return false
	}
	for i, have := range upper {
		if !have && p.upper[i] == 'U' {
			return false
		}
	}
	return true
}

// in reports whether m has w in lower case. It makes no copy of w: the
// register folds thousands of names when it is first used.
func in(m map[string]bool, w string) bool {
	var buf [24]byte
	if len(w) > len(buf) {
		return false
	}
	for i := range len(w) {
		c := w[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		buf[i] = c
	}
	return m[string(buf[:len(w)])]
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
