package main

import (
	"fmt"
	"strings"

	"dateline"
)

// mergeRules say what put an account into an event.
var mergeRules = map[dateline.MergeRule]string{
	dateline.MergedAlike:    "alike",
	dateline.MergedCopy:     "a copy",
	dateline.MergedReferral: "the one event of its kind in the story",
	dateline.MergedOutvoted: "most give another place",
	dateline.MergedRecall:   "one story looks back on the other's",
	dateline.MergedDecision: "a person decided it",
	dateline.MergedCompany:  "came with others that joined",
}

// merge writes why an account is of its event, when that is asked for.
func (p *renderer) merge(all standings, id dateline.AccountID) {
	if m, ok := all.merges[id]; ok && p.why {
		with := all.event.Accounts[all.at[m.With]].Report
		p.para(11, "", bit{"one event with " + string(with) + ", " + mergePhrase(m), dim})
	}
}

// mergePhrase is a merge in words: "alike (6): same type +3, same day +3".
func mergePhrase(m dateline.Merge) string {
	out := mergeRules[m.By]
	var why []string
	for _, r := range m.For {
		why = append(why, reasonPhrase(r))
	}
	pro := strings.Join(why, ", ")
	why = nil
	for _, r := range m.Against {
		why = append(why, reasonPhrase(r))
	}
	con := strings.Join(why, ", ")
	if con != "" {
		con = "against it " + con
	}
	if reasons := join("; ", pro, con); reasons != "" {
		out += fmt.Sprintf(" (%d): %s", m.Score, reasons)
	}
	return out
}

func reasonPhrase(r dateline.Reason) string {
	out := strings.ReplaceAll(string(r.Ground), "-", " ")
	if kind, of, ok := strings.Cut(r.Field, "."); ok && kind != "" {
		out += " (" + of + ")"
	}
	return fmt.Sprintf("%s %+d", out, r.Points)
}
