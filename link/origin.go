package link

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/text"
)

// numberOrigins tells reports their origins, numbered in the order of the
// reports.
func (l *Linker) numberOrigins(reports []*source) {
	number := map[dateline.ReportID]int{}
	for _, s := range reports {
		root := l.origins.Of(s.report.ID).Root
		if _, ok := number[root]; !ok {
			number[root] = len(number) + 1
		}
		s.origin = number[root]
		s.report.Origin = dateline.OriginID("o" + strconv.Itoa(s.origin))
		s.given.Origin = s.report.Origin
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
