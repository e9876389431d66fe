package link

import (
	_ "embed"
	"slices"
	"strings"

	"dateline"
	"dateline/link/origin"
	"dateline/text"
)

// findOrigins says which reports share an origin, and numbers the origins in
// the order of the reports.
func (l *linker) findOrigins() {
	index := origin.New()
	for _, s := range l.reports {
		own := make([]string, len(s.reading.Sentences))
		var words []string
		for i, sp := range s.reading.Sentences {
			own[i] = sp.In(s.report.Text)
			words = append(words, text.Words(own[i])...)
		}
		s.rare = rareWords(words)
		index.Add(s.report.ID, s.report, own)
	}
	l.dropFrequent()
	index.Settle()
	number := map[dateline.ReportID]int{}
	for _, s := range l.reports {
		root := index.Of(s.report.ID).Root
		if _, ok := number[root]; !ok {
			number[root] = len(number) + 1
		}
		s.origin = number[root]
		s.report.Origin = dateline.OriginID("o" + itoa(s.origin))
	}
}

// sharedMost is how many reports may share a name before it tells no two apart.
const sharedMost = 40

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
