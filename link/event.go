package link

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/text"
)

const (
	// mergeAt is the score from which two accounts are one event.
	mergeAt = 6
	// bucketMost is how many earlier accounts of a story a key brings together
	// with one.
	bucketMost = 32
	// askedMost is how many accounts of an event are asked whether another may
	// join it, from either end.
	askedMost = 8
)

// matchEvents groups the accounts of each story into events, then finds events
// that another story recalls.
func (l *linker) matchEvents(stories []*story) []*group {
	of := map[*story][]*account{}
	for _, a := range l.accounts {
		of[a.story] = append(of[a.story], a)
	}
	for _, st := range stories {
		st.groups = l.groupsOf(of[st])
	}
	l.recall(stories)
	var out []*group
	for _, st := range stories {
		out = append(out, st.groups...)
	}
	return out
}

// groupsOf groups accounts of one story: pairs in order of likeness, each joined
// when nothing in the two groups contradicts and no report has two.
func (l *linker) groupsOf(as []*account) []*group {
	type pair struct{ a, b, score int }
	var pairs []pair
	for _, c := range l.candidates(as) {
		if s := l.likeness(as[c[0]], as[c[1]]); s >= mergeAt {
			pairs = append(pairs, pair{c[0], c[1], s})
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	for _, a := range as {
		a.group = &group{accounts: []*account{a}}
	}
	for _, a := range as {
		for _, b := range l.bonds.events[a] {
			if b.merged && b.to.story == a.story && b.to.group != a.group {
				join(a.group, b.to.group)
			}
		}
	}
	for _, p := range pairs {
		g, h := as[p.a].group, as[p.b].group
		if g != h && l.mayJoin(g, h) {
			join(g, h)
		}
	}
	var out []*group
	for _, a := range as {
		if g := a.group; !g.listed {
			g.listed = true
			sortAccounts(g.accounts)
			out = append(out, g)
		}
	}
	return out
}

// join puts the accounts of the smaller group into the other.
func join(g, h *group) {
	if len(g.accounts) < len(h.accounts) {
		g, h = h, g
	}
	g.accounts = append(g.accounts, h.accounts...)
	for _, a := range h.accounts {
		a.group = g
	}
}

// mayJoin reports whether two groups are of different reports and nothing
// between them contradicts. Of a group of very many, some answer for all.
func (l *linker) mayJoin(g, h *group) bool {
	if l.bonds.parted(g, h) {
		return false
	}
	if len(g.accounts) > len(h.accounts) {
		g, h = h, g
	}
	tells := make(map[*source]bool, len(h.accounts))
	for _, b := range h.accounts {
		tells[b.src] = true
	}
	for _, a := range g.accounts {
		if tells[a.src] {
			return false
		}
	}
	for _, a := range asked(g.accounts) {
		for _, b := range asked(h.accounts) {
			if l.likeness(a, b) <= 0 {
				return false
			}
		}
	}
	return true
}

func asked(as []*account) []*account {
	if len(as) <= 2*askedMost {
		return as
	}
	return append(slices.Clone(as[:askedMost]), as[len(as)-askedMost:]...)
}

// candidates are pairs of accounts of different reports that share a key: a
// place, an actor or a name.
func (l *linker) candidates(as []*account) [][2]int {
	buckets := map[string][]int{}
	seen := make([]int, len(as)) // the last account that each was paired with
	var out [][2]int
	for i, a := range as {
		for _, k := range keysOf(a) {
			b := buckets[k]
			if n := len(b); n > 0 && b[n-1] == i {
				continue
			}
			for _, j := range b[max(0, len(b)-bucketMost):] {
				if as[j].src != a.src && seen[j] != i {
					seen[j] = i
					out = append(out, [2]int{j, i})
				}
			}
			buckets[k] = append(b, i)
		}
	}
	return out
}

func keysOf(a *account) []string {
	var out []string
	for _, p := range a.places {
		out = append(out, p.ref.Path...)
	}
	for _, r := range a.Roles {
		if r.Actor != nil {
			out = append(out, "@"+string(*r.Actor))
		} else {
			out = append(out, "#"+text.Fold(r.Name))
		}
	}
	if a.told != 0 {
		out = append(out, "="+strconv.FormatUint(uint64(a.told), 36))
	}
	return append(out, "-"+a.family) // places and names may not have been told, or not read
}

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
			a := g.accounts[0]
			for _, k := range recallKeys(a) {
				var best *group
				bestScore := mergeAt - 1
				l0 := under[k]
				for _, h := range l0[max(0, len(l0)-bucketMost):] {
					if gone[h] || h == g || owner[h] == st || !backward(g) && !backward(h) {
						continue
					}
					if s := l.likeness(a, h.accounts[0]); s > bestScore && l.mayJoin(g, h) {
						best, bestScore = h, s
					}
				}
				if best != nil {
					into, from := best, g
					if backward(best) && !backward(g) {
						into, from = g, best
					}
					absorb(into, from)
					gone[from] = true
					if from == g {
						break
					}
				}
			}
			if !gone[g] {
				for _, k := range recallKeys(a) {
					under[k] = append(under[k], g)
				}
			}
		}
	}
	for _, a := range l.accounts {
		for _, b := range l.bonds.events[a] {
			if into, from := a.group, b.to.group; b.merged && into != from {
				absorb(into, from)
				gone[from] = true
			}
		}
	}
	for _, st := range stories {
		st.groups = slices.DeleteFunc(st.groups, func(g *group) bool { return gone[g] })
	}
}

func absorb(into, from *group) {
	for _, a := range from.accounts {
		a.group = into
	}
	into.accounts = append(into.accounts, from.accounts...)
	sortAccounts(into.accounts)
}

// backward reports whether all accounts of a group look back.
func backward(g *group) bool {
	return !slices.ContainsFunc(g.accounts, func(a *account) bool { return !a.Background })
}

// recallKeys are where and when an account's event took place: its province by
// day, its place by month, its place alone when the time is not told.
func recallKeys(a *account) []string {
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
	slices.Sort(out)
	return slices.Compact(out)
}
