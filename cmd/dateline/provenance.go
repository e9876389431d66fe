package main

import (
	"slices"

	"dateline"
)

// copyings are the ways of coming from another report, in words.
var copyings = map[dateline.Copying]string{
	dateline.ExactCopy:  "the same words as ",
	dateline.EditedCopy: "an edited copy of ",
	dateline.Rewrite:    "a rewrite of ",
}

// comesFrom says where a report comes from: whose words it has, the agency that
// it is credited to, the outlets that it leans on.
func comesFrom(r dateline.Report) []string {
	var out []string
	if how := copyings[r.Copying]; how != "" && r.From != nil {
		out = append(out, how+string(*r.From))
	}
	if r.Credit != nil {
		out = append(out, "credited to "+r.Credit.Agency)
	}
	for _, l := range r.Leans {
		how := "leans on " + l.Outlet
		if l.Interview {
			how = "gives what was told to " + l.Outlet
		}
		if !slices.Contains(out, how) {
			out = append(out, how)
		}
	}
	return out
}
