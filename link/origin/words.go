package origin

import (
	"slices"
	"strings"
	"unicode/utf8"

	"dateline/text"
)

// A word is the hash of a folded word. Its highest bits say whether it stands in
// quoted speech, and whether it is a fact: a name, a day or a number, by its
// form.
type word uint32

const (
	quoted word = 1 << 31
	fact   word = 1 << 30
	number word = 1 << 29 // of facts
	flags       = quoted | fact | number
)

func (w word) plain() uint32 { return uint32(w &^ flags) }

// A body is a report's own text, as it is compared: without headline, dateline
// and credits.
type body struct {
	words     []word
	sentences []int32  // where each sentence begins in words
	content   []uint32 // stems of its words that carry meaning, sorted, each once
	lead      []uint32 // those of the first leadWords words
	facts     []uint32 // its names and numbers, days aside, sorted, each once
	names     []uint32 // its names and long words, a sample, sorted
}

// maxQuoteWords is the length of quoted speech after which a missing closing
// mark is taken for granted.
const maxQuoteWords = 150

// newBody makes the body of a report of its own sentences.
func newBody(own []string) body {
	var b body
	if len(own) > 1 && isHeadline(own[0]) {
		own = own[1:]
	}
	inside, since := false, 0
	var names, long []uint32
	var one [1]string
	for i, s := range own {
		if i < 2 {
			if _, _, n := text.Placeline(s); n > 0 {
				s = s[n:]
			}
		}
		from := len(b.words)
		for part, speech := range segments(s, inside) {
			for _, f := range strings.Fields(part) {
				name := len(b.words) > from && isCapital(f)
				for _, w := range wordsOf(f, &one) {
					b.add(w, name, speech, &names, &long)
					if speech {
						since++
					}
				}
			}
		}
		inside = stillOpen(s, inside)
		if !inside {
			since = 0
		} else if since > maxQuoteWords {
			inside, since = false, 0
		}
		if len(b.words) > from {
			b.sentences = append(b.sentences, int32(from))
		}
	}
	b.words, b.content, b.lead, b.facts = slices.Clone(b.words), set(b.content), set(b.lead), set(b.facts)
	b.names = set(append(sample(names, maxNames), sample(long, maxNames)...))
	return b
}

// add takes a word into the body. name is whether it stands inside a sentence
// with a capital.
func (b *body) add(w string, name, speech bool, names, long *[]uint32) {
	h := word(hash(w)) &^ flags
	known := lexicon[w]
	figure := known.number
	if figure == "" && w[0] >= '0' && w[0] <= '9' {
		figure = w
	}
	switch {
	case figure != "":
		h |= fact | number
	case name:
		h |= fact
	}
	if speech {
		h |= quoted
	}
	b.words = append(b.words, h)
	switch {
	case known.calendar:
	case figure != "":
		b.facts = append(b.facts, hash(figure))
	case name && len(w) > 2 && !known.grammar:
		b.facts = append(b.facts, hash(w[:min(len(w), nameStart)]))
		if len(w) >= 4 {
			*names = append(*names, hash(w))
		}
	}
	if meaning(w, known) {
		h := hash(stem(w))
		b.content = append(b.content, h)
		if len(b.words) <= leadWords {
			b.lead = append(b.lead, h)
		}
		if len(w) >= longWord {
			*long = append(*long, h)
		}
	}
}

// wordsOf are the folded words of a field: most are letters of English alone,
// with a mark behind them.
func wordsOf(f string, one *[1]string) []string {
	end := len(f)
	for end > 0 && strings.IndexByte(".,;:!?)", f[end-1]) >= 0 {
		end--
	}
	for i := range end {
		if c := f[i] | 0x20; c < 'a' || c > 'z' {
			return text.Words(f)
		}
	}
	if end == 0 {
		return nil
	}
	one[0] = strings.ToLower(f[:end])
	return one[:]
}

// nameStart is how many letters of a name are compared, so that "Kenyan" is
// told by "Kenya".
const nameStart = 5

func set(hashes []uint32) []uint32 {
	slices.Sort(hashes)
	return slices.Clone(slices.Compact(hashes)) // many are held, and most have far fewer than there were words
}

// isCapital reports whether a field begins with a capital, behind brackets and
// marks.
func isCapital(f string) bool {
	f = strings.TrimLeft(f, "‘'([*-–—")
	return f != "" && (f[0] >= 'A' && f[0] <= 'Z' || f[0] >= 0x80 && capital(f))
}

// numbers are words for numbers, with their figures.
var numbers = map[string]string{"two": "2", "three": "3", "four": "4", "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9", "ten": "10",
	"eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16", "seventeen": "17", "eighteen": "18",
	"nineteen": "19", "twenty": "20", "thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "hundred": "100", "dozen": "12", "dozens": "12"}

// isHeadline reports whether a report's first sentence is its headline: it
// ends as none does.
func isHeadline(s string) bool {
	s = strings.TrimRight(s, " \t\r\n\u00a0")
	r, _ := utf8.DecodeLastRuneInString(s)
	return !strings.ContainsRune(".!?\"”’')…:", r)
}

// segments are the parts of a sentence between quotation marks, each with
// whether it is quoted speech.
func segments(s string, inside bool) func(func(string, bool) bool) {
	return func(yield func(string, bool) bool) {
		from := 0
		for i, r := range s {
			open, mark := quoteMark(s, i, r)
			if !mark {
				continue
			}
			if from < i && !yield(s[from:i], inside) {
				return
			}
			inside, from = open, i+utf8.RuneLen(r)
		}
		if from < len(s) {
			yield(s[from:], inside)
		}
	}
}

// stillOpen reports whether quoted speech goes on behind a sentence.
func stillOpen(s string, inside bool) bool {
	for i, r := range s {
		if open, mark := quoteMark(s, i, r); mark {
			inside = open
		}
	}
	return inside
}

// quoteMark reports whether a rune is a double quotation mark, and which. A
// straight one opens behind a space or a bracket.
func quoteMark(s string, i int, r rune) (opens, is bool) {
	switch r {
	case '“', '«', '„':
		return true, true
	case '”', '»':
		return false, true
	case '"':
		return i == 0 || strings.IndexByte(" ([\t\n", s[i-1]) >= 0, true
	}
	return false, false
}

// maxNames is how many capitalised words of a report are kept as keys, and how
// many of longWord letters or more, which are rarer than short ones.
const (
	maxNames = 12
	longWord = 8
)

// sample keeps the n smallest of hashes, each once: a like sample of like sets.
func sample(hashes []uint32, n int) []uint32 {
	slices.Sort(hashes)
	hashes = slices.Compact(hashes)
	return slices.Clone(hashes[:min(n, len(hashes))])
}

// keyWords are the words of a run that makes a key.
const keyWords = 5

// keyWindow is the number of neighbouring runs of which one is kept: the
// smallest, so that two texts that have keyWindow+keyWords-1 words in a row in
// common have a key in common (Schleimer, Wilkerson and Aiken, "Winnowing", 2003).
// The first runs are kept all, and then ever fewer, until the window is full: a
// text of two lines has few words in a row left when it has been edited, and of
// a longer one it is the beginning that is printed short.
const (
	keyWindow   = 12
	windowGrows = 6 // runs after which the window is wider by one
)

// keys are the sampled runs of a body, sorted, each once.
func (b *body) keys() []uint32 {
	runs := grams(b.words, keyWords)
	var out []uint32
	last := -1
	for i := range runs {
		end := i + min(1+i/windowGrows, keyWindow)
		if end > len(runs) {
			break
		}
		least := -1
		for j := i; j < end; j++ {
			if least < 0 || runs[j] <= runs[least] {
				least = j
			}
		}
		if least != last {
			out, last = append(out, runs[least]), least
		}
	}
	slices.Sort(out)
	return slices.Clone(slices.Compact(out))
}

// grams are the hashes of all runs of n words, in order. Fewer words make
// none.
func grams(words []word, n int) []uint32 {
	if len(words) < n {
		return nil
	}
	out := make([]uint32, len(words)-n+1)
	for i := range out {
		h := uint64(fnvOffset64)
		for _, w := range words[i : i+n] {
			h = (h ^ uint64(w.plain())) * fnvPrime64
			h ^= h >> 29
		}
		out[i] = uint32(h >> 32)
	}
	return out
}

// The FNV-1a hash (Fowler, Noll, Vo; RFC 9923).
const (
	fnvOffset32 = 2166136261
	fnvPrime32  = 16777619
	fnvOffset64 = 14695981039346656037
	fnvPrime64  = 1099511628211
)

func hash(s string) uint32 {
	h := uint32(fnvOffset32)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * fnvPrime32
	}
	// Mixed once more, since samples take the smallest.
	h ^= h >> 16
	h *= 0x85ebca6b
	return h ^ h>>13
}

// stem takes the endings off that a rewrite changes first.
func stem(w string) string {
	for _, end := range []string{"ings", "ing", "ers", "ed", "es", "er", "s", "e", "ly"} {
		if rest, ok := strings.CutSuffix(w, end); ok && len(rest) >= 4 {
			return rest
		}
	}
	return w
}

// meaning reports whether a word says something of what happened: a number, or
// a word of three letters or more that is none of grammar's or of reporting's.
func meaning(w string, known entry) bool {
	if w[0] >= '0' && w[0] <= '9' {
		return true
	}
	return len(w) >= 3 && !known.grammar && !known.calendar
}

// An entry is what is known of a word by its form.
type entry struct {
	number            string // its figure, where it is a number
	calendar, grammar bool
}

var calendar = setOf(`january february march april june july august september october november december
	monday tuesday wednesday thursday friday saturday sunday`)

// lexicon is the closed classes of words, of which grammar holds the words of
// reporting too.
var lexicon = func() map[string]entry {
	m := map[string]entry{}
	for w, n := range numbers {
		m[w] = entry{number: n}
	}
	for w := range calendar {
		m[w] = entry{calendar: true}
	}
	for w := range setOf(`the and for that with was were has had have been are not but they their them his her its who which when
		where what from this these those there than then into over after before about also all any can could did does due each
		even how may might more most much must nor now off one only other our out own per said say says saying she some such
		told too two under until upon very via will would you your while during against among between since because though
		although according added statement being both near still just later another around through without within she him
		report reports reported newspaper paper agency news quoted quoting citing cited broadcaster website`) {
		e := m[w]
		e.grammar = true
		m[w] = e
	}
	return m
}()

func setOf(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}
