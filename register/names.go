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
	upper []bool
	words int
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
	words := strings.FieldsFunc(name, func(r rune) bool { return unicode.IsSpace(r) || isJoin(r) })
	p.words = len(words)
	var key strings.Builder
	for i, w := range words {
		letters := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
				return r
			}
			return -1
		}, w)
		lower := strings.ToLower(letters)
		count := utf8.RuneCountInString(letters)
		caps := count > 1 && strings.ToUpper(letters) == letters && lower != letters
		free := lower == letters
		if !caps && (particles[lower] || i > 0 && generic[lower]) {
			free = true
		}
		exact := caps && (count <= 3 || english[lower]) || strings.IndexFunc(letters[min(1, len(letters)):], unicode.IsUpper) >= 0 && !caps
		if caps && exact && len(words) == 1 && english[lower] {
			p.shy = true
		}
		at := 0
		for _, r := range letters {
			folded := foldRune(r)
			for j := range utf8.RuneCountInString(folded) {
				need := !free && unicode.IsUpper(r) && j == 0 && (at == 0 || exact)
				p.upper = append(p.upper, need)
			}
			key.WriteString(folded)
			at++
		}
	}
	p.key = key.String()
	return p
}

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
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			key, upper, some = append(key, byte(r)), append(upper, false), true
		case r >= 'A' && r <= 'Z':
			key, upper, some = append(key, byte(r)+'a'-'A'), append(upper, true), true
		case r < utf8.RuneSelf:
			if r == ',' || r == '(' || r == ')' || r == '"' || r == ';' || r == ':' {
				return key, upper, false
			}
		case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
			for range utf8.RuneCountInString(foldRune(r)) {
				upper = append(upper, unicode.IsUpper(r))
			}
			key, some = append(key, foldRune(r)...), true
		}
	}
	return key, upper, some || isQuiet(word)
}

// fits reports whether a text with these capitals may be the name.
func (p pattern) fits(upper []bool) bool {
	if len(upper) != len(p.upper) {
		return false
	}
	for i, need := range p.upper {
		if need && !upper[i] {
			return false
		}
	}
	return true
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}
