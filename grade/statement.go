package grade

import (
	"slices"
	"strings"

	"dateline"
)

// near reports whether a machine statement stands at a gold statement's words
// and is its speaker's.
func (s *sheet) near(g *GoldStatement, x dateline.Statement) bool {
	p := g.Evidence[0]
	return x.Report == s.ids[p.Report] && x.Overlaps(p.Span) && in(g.Speaker, x.Speaker)
}

// statement compares a gold statement with the machine's statements near it. A
// quotation may be cut in several there, so one of them suffices for each want.
func (s *sheet) statement(g *GoldStatement) StatementRow {
	p := g.Evidence[0]
	var near []dateline.Statement
	var speakers []string
	for _, x := range s.rec.Statements {
		if s.near(g, x) {
			near = append(near, x)
		}
		if x.Report == s.ids[p.Report] && x.Overlaps(p.Span) {
			speakers = append(speakers, x.Speaker)
		}
	}
	row := StatementRow{Speaker: g.Speaker, Report: p.Report, Start: p.Start, Need: g.Need}
	row.Wants = append(row.Wants, Want{"speaker", g.Speaker, strings.Join(unique(speakers), "; "), len(near) > 0},
		Want{"direct", yes(g.Direct), list(near, func(x dateline.Statement) string { return yes(x.Direct) }),
			slices.ContainsFunc(near, func(x dateline.Statement) bool { return x.Direct == g.Direct })})
	if g.Affiliation != "" {
		row.Wants = append(row.Wants, Want{"affiliation", g.Affiliation,
			list(near, func(x dateline.Statement) string { return orEmpty(x.Affiliation) }),
			slices.ContainsFunc(near, func(x dateline.Statement) bool { return in(g.Affiliation, orEmpty(x.Affiliation)) })})
	}
	return row
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
