package link

import (
	"cmp"
	"slices"
	"strconv"

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

// groupsOf groups accounts of one story: pairs in order of likeness, each joined
// when nothing in the two groups contradicts and no report has two. Accounts that
// people added and copies come after all others, so that what others tell is grouped as
// if there were none. What people merged comes last: whole events become one, as whoever
// merged them saw them.
func (l *linker) groupsOf(all []*account) {
	var as, added, copies []*account
	for _, a := range all {
		a.group = &group{accounts: []*account{a}}
		switch {
		case a.src.root != nil:
			copies = append(copies, a)
		case a.Maker == dateline.Person:
			added = append(added, a)
		default:
			as = append(as, a)
		}
	}
	type pair struct{ a, b, score int }
	var pairs []pair
	for _, c := range l.candidates(as, nil) {
		if s := l.likenessOf(as[c[0]], as[c[1]]); s >= mergeAt {
			pairs = append(pairs, pair{c[0], c[1], s})
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.score, x.score), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	for _, p := range pairs {
		if g, h := as[p.a].group, as[p.b].group; g != h && l.mayJoin(g, h) {
			l.join(joining{as[p.a], as[p.b], dateline.MergedAlike})
		}
	}
	l.refer(as)
	l.outvote(as)
	for _, a := range added {
		l.adopt(as, a)
		as = append(as, a)
	}
	l.follow(as, copies)
	for _, a := range all {
		for _, b := range l.bonds.events[a] {
			if b.merged && b.to.story == a.story && b.to.group != a.group {
				l.join(joining{a, b.to, dateline.MergedDecision})
			}
		}
	}
}

// groupsIn are the groups of accounts, in order of their first account.
func groupsIn(all []*account) []*group {
	var out []*group
	for _, a := range all {
		if g := a.group; !g.listed && len(g.accounts) > 0 {
			g.listed = true
			sortAccounts(g.accounts)
			out = append(out, g)
		}
	}
	return out
}

// has reports whether an account of a report is in the group.
func (g *group) has(s *source) bool {
	if g.of == nil {
		g.of = make(map[*source]bool, len(g.accounts))
		for _, a := range g.accounts {
			g.of[a.src] = true
		}
	}
	return g.of[s]
}

// hasMany reports whether the group has the reports of more than one in so many of
// another's accounts.
func (g *group) hasMany(h *group) bool {
	n := 0
	for _, a := range h.accounts {
		if g.has(a.src) {
			n++
		}
	}
	return n*twiceMost > len(h.accounts)
}

// join puts the accounts of the smaller of two accounts' groups into the other; see
// take.
func (l *linker) join(on joining) {
	l.steps = append(l.steps, step{on.a.seat, on.b.seat, uint8(slices.Index(joinedBy, on.by))})
	g, h := on.a.group, on.b.group
	if len(g.accounts) < len(h.accounts) {
		g, h = h, g
	}
	g.take(h, on)
}

// take puts the accounts of another group into this one, but for those of reports
// that tell its event already: what is left of a report that was read as telling
// one event twice stays by itself.
func (g *group) take(h *group, on joining) {
	var left []*account
	for _, a := range h.accounts {
		if g.has(a.src) {
			left = append(left, a)
			continue
		}
		a.group = g
		g.of[a.src] = true
		g.accounts = append(g.accounts, a)
	}
	h.accounts, h.of = left, nil
	g.keep(h, on)
}

// mayJoin reports whether most accounts of the smaller of two groups are of other
// reports than the larger's and little between them contradicts. Of a group of
// very many, some answer for all.
func (l *linker) mayJoin(g, h *group) bool {
	if l.bonds.parted(g, h) {
		return false
	}
	if len(g.accounts) > len(h.accounts) {
		g, h = h, g
	}
	if h.hasMany(g) {
		return false
	}
	return l.bearOut(asked(g.accounts), asked(h.accounts))
}

// bearOut reports whether little between the accounts of two groups contradicts: one
// account read wrongly does not part many that are of one event.
func (l *linker) bearOut(as, bs []*account) bool {
	pairs, against := 0, 0
	for _, a := range as {
		for _, b := range bs {
			if a.src == b.src {
				continue
			}
			pairs++
			if l.likenessOf(a, b) < 0 {
				against++
			}
		}
	}
	return against*againstMost <= pairs
}

const (
	// againstMost is one in how many pairs between two groups may contradict.
	againstMost = 8
	// twiceMost is one in how many accounts of the smaller group may be of a report
	// that the larger has.
	twiceMost = 4
)

func asked(as []*account) []*account {
	if len(as) <= 2*askedMost {
		return as
	}
	return append(slices.Clone(as[:askedMost]), as[len(as)-askedMost:]...)
}

// candidates are pairs of accounts of different reports that share a key: a
// place, an actor or a name; of those that wanted, if given, wants.
func (l *linker) candidates(as []*account, wanted func(j, i int) bool) [][2]int {
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
				if as[j].src != a.src && seen[j] != i && (wanted == nil || wanted(j, i)) {
					seen[j] = i
					out = append(out, [2]int{j, i})
				}
			}
			if wanted == nil || wanted(i, len(as)) {
				buckets[k] = append(b, i)
			}
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
