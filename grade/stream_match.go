package grade

import (
	"cmp"
	"slices"

	"dateline"
	"dateline/codebook"
)

// A streamItem is an account, or an event that a report tells and no account
// matches.
type streamItem struct {
	report  string
	event   string            // gold's, "" of a false account
	machine string            // the program's, "" where it found none
	mention *streamMention    // gold's
	account *dateline.Account // the program's
	half    bool              // of a told event that another account of the report matches
}

// matchStream matches the accounts of a record to what their reports tell.
func matchStream(truth *streamTruth, rec dateline.Record) []streamItem {
	type found struct {
		account *dateline.Account
		event   dateline.EventID
	}
	byReport := map[string][]found{}
	for i := range rec.Events {
		e := &rec.Events[i]
		for k := range e.Accounts {
			a := &e.Accounts[k]
			byReport[string(a.Report)] = append(byReport[string(a.Report)], found{a, e.ID})
		}
	}
	var out []streamItem
	for _, r := range rec.Reports {
		told := truth.reports[string(r.ID)]
		came := byReport[string(r.ID)]
		slices.SortStableFunc(came, func(a, b found) int { return cmp.Compare(firstByte(a.account), firstByte(b.account)) })
		type pair struct{ m, a, score int }
		var pairs []pair
		for m := range told.Events {
			for a := range came {
				if n := streamLikeness(&told.Events[m], came[a].account); n > 0 {
					pairs = append(pairs, pair{m, a, n})
				}
			}
		}
		slices.SortStableFunc(pairs, func(x, y pair) int {
			return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.m, y.m), cmp.Compare(x.a, y.a))
		})
		of, used := make([]int, len(told.Events)), make([]bool, len(came))
		for _, p := range pairs {
			if of[p.m] == 0 && !used[p.a] {
				of[p.m], used[p.a] = p.a+1, true
			}
		}
		for m := range told.Events {
			it := streamItem{report: told.ID, event: told.Events[m].Event, mention: &told.Events[m]}
			if of[m] > 0 {
				f := came[of[m]-1]
				it.machine, it.account = string(f.event), f.account
			}
			out = append(out, it)
		}
		for a, f := range came {
			if !used[a] {
				half := slices.ContainsFunc(pairs, func(p pair) bool { return p.a == a })
				out = append(out, streamItem{report: told.ID, machine: string(f.event), account: f.account, half: half})
			}
		}
	}
	return out
}

func firstByte(a *dateline.Account) int {
	if len(a.Evidence) == 0 {
		return 0
	}
	return a.Evidence[0].Start
}

// streamLikeness is 0 where an account is not of the event that is told.
func streamLikeness(m *streamMention, a *dateline.Account) int {
	book := codebook.Default()
	code := dateline.EventCode(m.Type)
	if !book.Related(a.Type, code) && !book.SameFamily(a.Type, code) {
		return 0
	}
	n := 0
	for _, e := range a.Evidence {
		if e.Field == "place" || e.Field == "time" {
			continue // a place in a sentence tells of nothing
		}
		for _, s := range m.Spans {
			n += max(0, min(e.End, s[1])-max(e.Start, s[0]))
		}
	}
	if n == 0 {
		return 0
	}
	switch {
	case a.Type == code:
		n += 10000
	case book.Related(a.Type, code):
		n += 5000
	}
	if a.Background == m.Background {
		n += 1000
	}
	return n
}
