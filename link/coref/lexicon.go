package coref

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed classes.txt
var classesText string

// A kinship is how near the words of two mentions are to each other, from none up.
type kinship int

const (
	strange  kinship = iota
	akin             // told for each other, as cause and outcome
	synonym          // used for one another
	derived          // a verb and its noun
	sameWord         // of one lemma
)

// A lexicon is which words tell of one kind of occurrence.
type lexicon struct {
	synonyms map[string][]int // classes of a word, in order
	akin     map[string][]int
	things   map[string]bool // that tell of no event as nouns
}

var words = readClasses(classesText)

// readClasses reads classes.txt; its head says what a line means.
func readClasses(file string) lexicon {
	l := lexicon{map[string][]int{}, map[string][]int{}, map[string]bool{}}
	for n, line := range strings.Split(file, "\n") {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		if f[0] == "-" {
			for _, w := range f[1:] {
				l.things[w] = true
			}
			continue
		}
		into := l.synonyms
		if f[0] == "~" {
			into = l.akin
		}
		for _, w := range f[1:] {
			if !slices.Contains(into[w], n) {
				into[w] = append(into[w], n)
			}
		}
	}
	return l
}

func (l lexicon) has(w string) bool { return l.synonyms[w] != nil || l.akin[w] != nil }

func (l lexicon) between(a, b string) kinship {
	switch {
	case a == b:
		return sameWord
	case stem(a) == stem(b):
		return derived
	case shareSorted(l.synonyms[a], l.synonyms[b]):
		return synonym
	case shareSorted(l.akin[a], l.akin[b]):
		return akin
	}
	return strange
}

func shareSorted[T int | string](a, b []T) bool {
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch {
		case a[i] == b[k]:
			return true
		case a[i] < b[k]:
			i++
		default:
			k++
		}
	}
	return false
}

// nounsOf are nouns whose stem is not that of their verb.
var nounsOf = map[string]string{
	"admission": "admit", "attendance": "attend", "choice": "choose", "collision": "collide", "conclusion": "conclude", "death": "die",
	"decision": "decide", "defence": "defend", "defense": "defend", "denial": "deny", "departure": "depart", "destruction": "destroy",
	"division": "divide", "explosion": "explode", "failure": "fail", "flight": "fly", "gift": "give", "growth": "grow", "injury": "injure",
	"intent": "intend", "intention": "intend", "invasion": "invade", "life": "live", "loss": "lose", "marriage": "marry", "piracy": "pirate",
	"proof": "prove", "pursuit": "pursue", "sale": "sell", "seizure": "seize", "sight": "see", "speech": "speak", "success": "succeed",
	"suit": "sue", "suspicion": "suspect", "testimony": "testify", "thought": "think", "trial": "try", "withdrawal": "withdraw",
	"burial": "bury", "arrival": "arrive", "theft": "thieve", "permission": "permit", "acquisition": "acquire", "reduction": "reduce",
	"expansion": "expand", "extension": "extend", "suspension": "suspend", "response": "respond", "belief": "believe", "advice": "advise",
}

// endings make nouns of verbs and verbs of nouns; longer ones first.
var endings = []string{
	"ization", "isation", "ational", "ation", "ition", "ution", "tion", "sion", "ment", "ance", "ence", "ancy", "ency", "ture", "ion",
	"ure", "ery", "ing", "als", "ers", "ors", "al", "er", "or", "age", "ive", "ed", "ty", "th", "y", "e",
}

// stem is what a verb and the nouns made of it have in common. A phrase is its own stem.
func stem(w string) string {
	if strings.Contains(w, "_") {
		return w
	}
	if v, ok := nounsOf[w]; ok {
		w = v
	}
	s := w
	for _, e := range endings {
		if strings.HasSuffix(s, e) && len(s)-len(e) >= 4 {
			s = s[:len(s)-len(e)]
			break
		}
	}
	if len(s) > 5 && (strings.HasSuffix(s, "at") || strings.HasSuffix(s, "it")) {
		s = s[:len(s)-2]
	}
	if n := len(s); n > 4 && s[n-1] == s[n-2] {
		s = s[:n-1]
	}
	return s
}
