package main

import (
	"maps"
	"slices"
	"strings"

	"dateline"
)

// The marks of the text output: how a report's account of an event stands to
// the other accounts of it.
const (
	markDiffers  = '!'
	markFiner    = '~'
	markAdds     = '+'
	markAgrees   = '='
	markCopy     = 'c'
	markReplaced = '<'
	markSilent   = '.'
	markOnly     = '-'
)

// legend explains the marks, in the order in which they are written.
var legend = []struct {
	mark rune
	text string
}{
	{markDiffers, "differs"},
	{markFiner, "finer or coarser"},
	{markAdds, "adds"},
	{markAgrees, "agrees"},
	{markCopy, "same words, of one origin"},
	{markReplaced, "since replaced"},
	{markSilent, "silent"},
	{markOnly, "the only report and origin"},
}

// A standing is the fields of an account that carry one mark.
type standing struct {
	mark   rune
	fields []string
}

// standings works out the marks of one account of e from e's agreement.
func standings(e dateline.Event, a dateline.Account) []standing {
	if len(e.Accounts) == 1 {
		return []standing{{mark: markOnly}}
	}
	by := map[rune][]string{}
	for _, field := range slices.SortedFunc(maps.Keys(e.Agreement), byField) {
		by[markOf(e, field, a)] = append(by[markOf(e, field, a)], field)
	}
	var out []standing
	for _, l := range legend {
		if fields := by[l.mark]; len(fields) > 0 {
			out = append(out, standing{l.mark, fields})
		}
	}
	return out
}

func markOf(e dateline.Event, field string, a dateline.Account) rune {
	g := e.Agreement[field]
	has := func(ids []dateline.AccountID) bool { return slices.Contains(ids, a.ID) }
	switch {
	case has(g.Superseded):
		return markReplaced
	case has(g.Against):
		return markDiffers
	case !has(g.For):
		return markSilent
	}
	switch g.Relation {
	case dateline.Differ:
		// The value shown is this account's; where it stands alone, the
		// dispute is as much its own.
		if len(g.For) == 1 {
			return markDiffers
		}
		return markAgrees
	case dateline.Finer:
		return markFiner
	case dateline.Agree:
		return markAgrees
	}
	if len(g.For) > 1 {
		return markCopy
	}
	return markAdds
}

// byField orders fields as the event's block shows them.
func byField(a, b string) int {
	if c := fieldRank(a) - fieldRank(b); c != 0 {
		return c
	}
	return strings.Compare(a, b)
}

func fieldRank(field string) int {
	kind, _, _ := strings.Cut(field, ".")
	return slices.Index([]string{"type", "roles", "place", "time", "casualties"}, kind)
}

// fieldName is a field in words: "casualties.killed.state" is "killed (state)".
func fieldName(field string) string {
	parts := strings.Split(field, ".")
	switch {
	case len(parts) == 3:
		return parts[1] + " (" + parts[2] + ")"
	case len(parts) == 2:
		return parts[1]
	}
	return field
}

// fieldValue is what an account says in a field, "" when it says nothing.
func fieldValue(a dateline.Account, field string, label func(dateline.EventCode) string) string {
	parts := strings.Split(field, ".")
	var values []string
	switch parts[0] {
	case "type":
		values = append(values, label(a.Type))
	case "place":
		for _, p := range a.Places {
			values = append(values, placePhrase(p))
		}
	case "time":
		values = append(values, timePhrase(a.Time))
	case "roles":
		for _, r := range a.Roles {
			if len(parts) > 1 && string(r.Role) == parts[1] {
				values = append(values, r.Name)
			}
		}
	case "casualties":
		for _, c := range a.Casualties {
			if len(parts) > 1 && string(c.Status) == parts[1] && (len(parts) == 2 || string(c.Side) == parts[2]) {
				v := rangePhrase(c)
				if c.SaidBy != nil {
					v += " by " + *c.SaidBy
				}
				values = append(values, v)
			}
		}
	}
	return join("; ", values...)
}
