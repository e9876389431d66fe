package link

import (
	"slices"
	"strings"

	"dateline"
	"dateline/link/origin"
	"dateline/text"
)

// comesFrom tells a report where it comes from. An agency's own is not credited
// to it, nor is what somebody told one. Prior is the version before it, "" for none.
func comesFrom(r *dateline.Report, o origin.Origin, prior dateline.ReportID) {
	r.Supersedes = nil
	if prior != "" {
		r.Supersedes = &prior
	}
	r.Copying, r.From, r.Credit, r.Leans = dateline.Copying(o.Kind), nil, nil, []dateline.Lean{}
	if o.Root == r.ID && o.Kind != origin.Own { // of two that lead to each other
		r.Copying = dateline.OwnText
	} else if o.From != "" {
		r.From = &o.From
	}
	if c := o.Credit; c != nil && c.Form != "outlet" && c.Form != "interview" && !ownName(r, c.Agency) {
		r.Credit = &dateline.Credit{Agency: c.Agency, Form: dateline.CreditForm(c.Form), Span: c.Span, Quote: c.Quote}
	}
	for _, n := range o.Leans {
		r.Leans = append(r.Leans, dateline.Lean{Outlet: n.Outlet, Interview: n.Interview, Span: n.Span, Quote: n.Quote})
	}
}

// ownName reports whether a report's outlet is called by an agency's name, with a
// desk or a place behind it or without.
func ownName(r *dateline.Report, agency string) bool {
	return r.Outlet != nil && strings.HasPrefix(text.Fold(*r.Outlet)+" ", text.Fold(agency)+" ")
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
		for _, v := range b {
			if v == w || len(v) > 5 && len(w) > 5 && v[0] == w[0] && v[:5] == w[:5] {
				n++
				break
			}
		}
	}
	return n
}
