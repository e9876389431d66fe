package link

import (
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
		for i, sp := range s.reading.Sentences {
			own[i] = sp.In(s.report.Text)
		}
		index.Add(s.report.ID, s.report, own)
	}
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
