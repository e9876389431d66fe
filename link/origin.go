package link

import (
	_ "embed"
	"slices"
	"strings"

	"dateline"
	"dateline/text"
)

// Reports share an origin when one is largely contained in the other: agency
// copy printed by two outlets, with its cuts and its new headline.
const (
	shingleWords = 5
	// copyPercent is how much of the shorter text stands in the longer.
	copyPercent = 55
	// sharedMost is how many reports may share a shingle before it counts as a
	// stock phrase.
	sharedMost = 40
)

func (l *linker) findOrigins() {
	byGram := map[uint64][]int32{}
	for _, s := range l.reports {
		var words []string
		for _, sp := range s.reading.Sentences {
			words = append(words, text.Words(sp.In(s.report.Text))...)
		}
		s.rare = rareWords(words)
		s.grams = text.Shingles(words, shingleWords)
		for _, g := range s.grams {
			byGram[g] = append(byGram[g], int32(s.at))
		}
	}
	l.dropFrequent()
	u := newUnion(len(l.reports))
	for _, s := range l.reports {
		shared := map[int32]int{}
		for _, g := range s.grams {
			if with := byGram[g]; len(with) <= sharedMost {
				for _, t := range with {
					if int(t) < s.at {
						shared[t]++
					}
				}
			}
		}
		for t, n := range shared {
			shorter := min(len(s.grams), len(l.reports[t].grams))
			if shorter > 0 && n*100 >= shorter*copyPercent {
				u.join(s.at, int(t))
			}
		}
	}
	number := map[int]int{}
	for _, s := range l.reports {
		root := u.find(s.at)
		if _, ok := number[root]; !ok {
			number[root] = len(number) + 1
		}
		s.origin = number[root]
		s.report.Origin = dateline.OriginID("o" + itoa(s.origin))
	}
}

//go:embed common.txt
var commonList string

var commonWords = func() map[string]bool {
	m := map[string]bool{}
	for line := range strings.Lines(commonList) {
		if !strings.HasPrefix(line, "#") {
			for _, w := range strings.Fields(line) {
				m[w] = true
			}
		}
	}
	return m
}()

// frequentShare is the part of the reports, one in so many, from which on a
// word tells them apart no more; in a handful of reports every word may.
const frequentShare = 25

// dropFrequent takes from every report's rare words those that many of the
// reports given share.
func (l *linker) dropFrequent() {
	in := map[string]int{}
	for _, s := range l.reports {
		for _, w := range s.rare {
			in[w]++
		}
	}
	most := max(4, len(l.reports)/frequentShare)
	for _, s := range l.reports {
		s.rare = slices.DeleteFunc(s.rare, func(w string) bool { return in[w] > most })
	}
}

// rareWords are the words of four letters or more that are not common in
// conflict reporting, each once, in order of the alphabet.
func rareWords(words []string) []string {
	var out []string
	for _, w := range words {
		if len(w) >= 4 && !commonWords[w] && !commonWords[strings.TrimSuffix(w, "s")] {
			out = append(out, w)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func lastWord(s string) string {
	f := text.Words(s)
	if len(f) == 0 {
		return strings.ToLower(s)
	}
	return f[len(f)-1]
}

// contentWords are the folded words of four bytes or more, each once.
func contentWords(phrases ...string) []string {
	var out []string
	for _, p := range phrases {
		for _, w := range text.Words(p) {
			if len(w) >= 4 && !slices.Contains(out, w) {
				out = append(out, w)
			}
		}
	}
	return out
}

// sharedWords counts the content words of a that b has too. Long words that
// begin alike count as one ("militant", "militants").
func sharedWords(a, b []string) int {
	n := 0
	for _, w := range a {
		if slices.ContainsFunc(b, func(v string) bool { return v == w || len(v) > 5 && len(w) > 5 && v[:5] == w[:5] }) {
			n++
		}
	}
	return n
}
