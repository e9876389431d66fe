package link

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// recall joins to an event of another story what a story only looks back on:
// the anniversary of an attack, a trial's account of the deed. Either looks back
// on what the other tells, or both look back on one thing.
func (l *linker) recall(stories []*story) {
	under := map[string][]*group{}
	owner := map[*group]*story{}
	for _, st := range stories {
		for _, g := range st.groups {
			owner[g] = st
		}
	}
	gone := map[*group]bool{}
	for _, st := range stories {
		for _, g := range st.groups {
			keys := recallKeys(g)
			for _, k := range keys {
				var best *group
				var on joining
				bestScore := mergeAt - 1
				l0 := under[k]
				for _, h := range l0[max(0, len(l0)-bucketMost):] {
					if gone[h] || h == g || owner[h] == st || !backward(g) && !backward(h) {
						continue
					}
					if s, a, b := l.likest(g, h); s > bestScore && l.mayJoin(g, h) {
						best, bestScore, on = h, s, joining{a, b, dateline.MergedRecall}
					}
				}
				if best != nil {
					into, from := best, g
					if backward(best) && !backward(g) {
						into, from = g, best
					}
					into.take(from, on)
					sortAccounts(into.accounts)
					gone[from] = len(from.accounts) == 0
					if gone[g] {
						break
					}
				}
			}
			if !gone[g] {
				for _, k := range keys {
					under[k] = append(under[k], g)
				}
			}
		}
	}
	for _, a := range l.accounts {
		for _, b := range l.bonds.events[a] {
			if into, from := a.group, b.to.group; b.merged && into != from {
				into.take(from, joining{a, b.to, dateline.MergedDecision})
				sortAccounts(into.accounts)
				gone[from] = len(from.accounts) == 0
			}
		}
	}
	for _, st := range stories {
		st.groups = slices.DeleteFunc(st.groups, func(g *group) bool { return gone[g] })
	}
}

// likestOf is how many accounts of either event recall compares.
const likestOf = 4

// likest are the two accounts, one of each group, that are most like each other.
func (l *linker) likest(g, h *group) (best int, of, with *account) {
	best = no
	for _, a := range g.accounts[:min(likestOf, len(g.accounts))] {
		for _, b := range h.accounts[:min(likestOf, len(h.accounts))] {
			if n := l.likeness(a, b, nil); n > best {
				best, of, with = n, a, b
			}
		}
	}
	return best, of, with
}

// backward reports whether all accounts of a group look back.
func backward(g *group) bool {
	return !slices.ContainsFunc(g.accounts, func(a *account) bool { return !a.Background })
}

// recallKeys are where and when an event took place: its province by
// day, its place by month, its place alone when the time is not told.
func recallKeys(g *group) []string {
	var out []string
	for _, a := range g.accounts[:min(likestOf, len(g.accounts))] {
		out = append(out, recallKeysOf(a)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func recallKeysOf(a *account) []string {
	var out []string
	for _, p := range a.places {
		path := p.ref.Path
		if len(path) < 2 {
			continue
		}
		where := a.family + "|" + strings.Join(path, "|")
		if t := a.Time.Start; t != nil && a.Time.Precision == dateline.Day {
			out = append(out, a.family+"|"+path[0]+"|"+path[1]+"|"+t.String())
		} else if t != nil && a.Time.Precision == dateline.Month {
			out = append(out, where+"|"+strconv.Itoa(t.Year)+"|"+strconv.Itoa(int(t.Month)))
		}
		if t := a.Time.Start; t != nil && a.Time.Precision == dateline.Day {
			out = append(out, where+"|"+strconv.Itoa(t.Year)+"|"+strconv.Itoa(int(t.Month)))
		}
		out = append(out, where)
	}
	return out
}
