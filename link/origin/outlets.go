package origin

import (
	_ "embed"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"dateline/text"
)

//go:embed outlets.txt
var outletList string

// An outlet is a known one: its name as it is best known.
type outlet struct {
	name   string
	key    string
	agency bool
}

// outlets are the known ones by each folded spelling; longestOutlet is the
// number of words of the longest.
var outlets, longestOutlet = func() (map[string]*outlet, int) {
	m, longest := map[string]*outlet{}, 1
	for line := range strings.Lines(outletList) {
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		rest, agency := strings.CutPrefix(line, "agency ")
		o := &outlet{agency: agency}
		for i, name := range strings.Split(rest, "|") {
			name = strings.TrimSpace(name)
			if i == 0 {
				o.name, o.key = name, text.Fold(name)
			}
			folded := text.Words(name)
			m[strings.Join(folded, " ")] = o
			longest = max(longest, len(folded))
		}
	}
	return m, longest
}()

// firstWords begin the names of known outlets.
var firstWords = func() map[string]bool {
	m := map[string]bool{}
	for name := range outlets {
		first, _, _ := strings.Cut(name, " ")
		m[first] = true
	}
	return m
}()

// outletNouns end names of outlets: "the Lakeside Courier".
var outletNouns = setOf(`times post news tribune herald guardian gazette observer radio tv television press journal chronicle
	telegraph mail mirror courier dispatch wire broadcaster broadcasting independent examiner inquirer bulletin echo
	register reporter today daily sentinel advocate enquirer argus messenger weekly digest newspaper fm online monitor mercury standard`)

// agencyForms end or begin names of agencies, of which no list has all: "Sahel Press
// Agency", "Agence Bénino-Presse".
var agencyForms = struct {
	ends    []string
	first   map[string]bool
	further map[string]bool
}{
	ends:    []string{"press agency", "news agency", "news service", "wire service", "newswire", "press service", "presse agentur", "presseagentur"},
	first:   setOf(`agence agencia agenzia agencja`),
	further: setOf(`presse press prensa noticias stampa informations information informacion prasowa notizie`),
}

// namesAgency reports whether a folded name of an outlet is an agency's, by the list or by
// its form.
func namesAgency(key string) bool {
	if o := outlets[key]; o != nil {
		return o.agency
	}
	for _, end := range agencyForms.ends {
		if before, ok := strings.CutSuffix(key, " "+end); ok && before != "the" {
			return true
		}
	}
	first, rest, _ := strings.Cut(key, " ")
	return agencyForms.first[first] && slices.ContainsFunc(strings.Fields(rest), func(w string) bool { return agencyForms.further[w] })
}

// channels are the media of armed groups, whose words are claims and no
// reports.
var channels = setOf(`amaq nashir naba azzallaqa zallaqa kataib furqan hayat shahada voice jihad malahem`)

// keyOf is what tells outlets apart: the folded name without what is left out
// at will.
func keyOf(name string) string {
	words := text.Words(name)
	if o := outlets[strings.Join(words, " ")]; o != nil {
		return o.key
	}
	if len(words) > 1 && words[0] == "the" {
		words = words[1:]
		if o := outlets[strings.Join(words, " ")]; o != nil {
			return o.key
		}
	}
	for len(words) > 1 && (words[len(words)-1] == "newspaper" || words[len(words)-1] == "online" || words[len(words)-1] == "website" || words[len(words)-1] == "com") {
		words = words[:len(words)-1]
	}
	if o := outlets[strings.Join(words, " ")]; o != nil {
		return o.key
	}
	return strings.Join(words, " ")
}

// A naming is a place of a text where words with capitals stand together.
type naming struct {
	start, end int
	known      *outlet // where it is a known outlet
	likely     bool    // named as outlets are
	agency     string  // the agency's name, where it is one's
}

// namings are the runs of words with capitals in s; a known outlet inside a run
// stands by itself.
func namings(s string) []naming {
	var out []naming
	for i := 0; i < len(s); {
		w := wordAt(s, i)
		if w == i {
			_, n := utf8.DecodeRuneInString(s[i:])
			i += n
			continue
		}
		if !capital(s[i:]) {
			i = w
			continue
		}
		// The run: words with capitals, one space or hyphen between.
		ends := []int{w}
		for j := w; !possessor(s[i:j]) && j+1 < len(s) && (s[j] == ' ' || s[j] == '-' || s[j] == '/' || s[j] == '.') && capital(s[j+1:]); {
			j = wordAt(s, j+1)
			ends = append(ends, j)
		}
		out = append(out, split(s, i, ends)...)
		i = ends[len(ends)-1]
	}
	return out
}

// split finds the known outlets in a run, else takes it whole.
func split(s string, start int, ends []int) []naming {
	starts := []int{start}
	for _, e := range ends[:len(ends)-1] {
		starts = append(starts, e+1)
	}
	var out []naming
	for i := 0; i < len(starts); i++ {
		if first := text.Words(s[starts[i]:ends[i]]); len(first) == 0 || !firstWords[first[0]] {
			continue
		}
		for j := min(len(ends), i+longestOutlet) - 1; j >= i; j-- {
			if o := outlets[text.Fold(s[starts[i]:ends[j]])]; o != nil {
				n := naming{start: starts[i], end: ends[j], known: o, likely: true}
				if o.agency {
					n.agency = o.name
				}
				out = append(out, n)
				i = j
				break
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	if len(starts) > 1 {
		switch s[start:ends[0]] {
		case "By", "From", "Via", "Source": // a line's first word is no part of the name
			start = starts[1]
		}
	}
	words := text.Words(s[start:ends[len(ends)-1]])
	n := naming{start: start, end: ends[len(ends)-1]}
	n.likely = len(words) > 1 && outletNouns[words[len(words)-1]]
	for _, w := range words {
		if channels[w] {
			return nil
		}
	}
	if namesAgency(strings.TrimPrefix(strings.Join(words, " "), "the ")) {
		n.agency, n.likely = strings.TrimPrefix(s[n.start:n.end], "The "), true
	}
	return []naming{n}
}

// possessor reports whether a name ends in "'s": the next is a name of its own.
func possessor(s string) bool { return strings.HasSuffix(s, "'s") || strings.HasSuffix(s, "’s") }

// wordAt is where the word at i ends; i when there is none.
func wordAt(s string, i int) int {
	for j, r := range s[i:] {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !(j > 0 && (r == '\'' || r == '’')) {
			return i + j
		}
	}
	return len(s)
}

func capital(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(r)
}
