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
	markBeside   = '/'
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
	{markBeside, "says something else"},
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

// Standings are how the accounts of one event stand, by account.
type standings struct {
	fields []string // in the order in which they are shown
	event  dateline.Event
	marks  map[dateline.AccountID][]rune // by field
	roots  map[dateline.AccountID]dateline.AccountID
	merges map[dateline.AccountID]dateline.Merge
	at     map[dateline.AccountID]int // in the event's accounts
}

// standingsOf reads the marks of all accounts of e off e's agreement.
func standingsOf(e dateline.Event) standings {
	s := standings{slices.SortedFunc(maps.Keys(e.Agreement), byField), e, map[dateline.AccountID][]rune{}, map[dateline.AccountID]dateline.AccountID{},
		map[dateline.AccountID]dateline.Merge{}, map[dateline.AccountID]int{}}
	for i, a := range e.Accounts {
		s.at[a.ID] = i
	}
	for _, m := range e.Merges {
		s.merges[m.Account] = m
	}
	for _, x := range e.Echoes {
		s.roots[x.Account] = x.Of
	}
	for i, field := range s.fields {
		g := e.Agreement[field]
		put := func(ids []dateline.AccountID, mark rune) {
			for _, id := range ids {
				if s.marks[id] == nil {
					s.marks[id] = slices.Repeat([]rune{markSilent}, len(s.fields))
				}
				s.marks[id][i] = mark
			}
		}
		put(g.For, s.forMark(g))
		put(g.Coarser, markFiner)
		put(g.Beside, markBeside)
		put(g.Against, markDiffers)
		put(g.Superseded, markReplaced)
	}
	return s
}

// echoOf is the account whose words another prints again, nil when it has its own.
func (s standings) echoOf(id dateline.AccountID) *dateline.Account {
	if of, ok := s.roots[id]; ok {
		return &s.event.Accounts[s.at[of]]
	}
	return nil
}

// against reports whether an account contradicts what is shown in a field.
func (s standings) against(id dateline.AccountID, field string) bool {
	i, g := slices.Index(s.fields, field), s.event.Agreement[field]
	alone := len(g.For) == 1 && g.For[0] == id
	return i >= 0 && s.marks[id] != nil && s.marks[id][i] == markDiffers && !alone
}

// of are the marks of one account.
func (s standings) of(id dateline.AccountID) []standing {
	if len(s.event.Accounts) == 1 {
		return []standing{{mark: markOnly}}
	}
	by := map[rune][]string{}
	for i, field := range s.fields {
		mark := rune(markSilent)
		if marks := s.marks[id]; marks != nil {
			mark = marks[i]
		}
		by[mark] = append(by[mark], field)
	}
	var out []standing
	for _, l := range legend {
		if fields := by[l.mark]; len(fields) > 0 {
			out = append(out, standing{l.mark, fields})
		}
	}
	return out
}

// forMark is the mark of the accounts that go with the value shown.
func (s standings) forMark(g dateline.Agreement) rune {
	switch g.Relation {
	case dateline.Differ:
		// Where the value shown stands alone, the dispute is as much its own.
		if len(g.For) == 1 {
			return markDiffers
		}
		return markAgrees
	case dateline.Besides:
		if len(g.For) == 1 && len(g.Coarser) == 0 {
			return markBeside
		}
		return markAgrees
	case dateline.Finer:
		return markFiner
	case dateline.Agree:
		return markAgrees
	}
	own := 0
	for _, id := range g.For {
		if _, echo := s.roots[id]; !echo {
			own++
		}
	}
	if own > 1 {
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
	return slices.Index([]string{"type", "roles", "place", "time", "casualties", "claims"}, kind)
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
	case "claims":
		for _, c := range a.Claims {
			values = append(values, claimPhrase(c))
		}
	}
	return join("; ", values...)
}
