package link

import (
	"slices"

	"dateline"
)

// follow puts the accounts of copies to the events of those that they repeat, or
// of those that they are most like.
func (l *linker) follow(as, copies []*account) {
	if len(copies) == 0 {
		return
	}
	of := map[*source][]*account{}
	for _, a := range as {
		of[a.src] = append(of[a.src], a)
	}
	both := append(slices.Clone(as), copies...)
	near := map[int][]int{}
	for _, c := range l.candidates(both, func(j, i int) bool { return j < len(as) && i >= len(as) }) {
		near[c[1]] = append(near[c[1]], c[0])
	}
	for k, c := range copies {
		var best *account
		score := mergeAt - 1
		try := func(a *account, more int) {
			if n := l.likeness(a, c, nil) + more; n > score && !a.group.has(c.src) && !l.bonds.parted(a.group, c.group) {
				best, score = a, n
			}
		}
		for _, a := range of[c.src.root] {
			try(a, mergeAt)
		}
		by := dateline.MergedCopy
		if best == nil {
			by = dateline.MergedAlike
			for _, j := range near[len(as)+k] {
				try(as[j], 0)
			}
		}
		if best != nil {
			l.join(joining{best, c, by})
		}
	}
}

// adopt puts an account that people added to the event that it is most like, if it is of
// one that is there.
func (l *linker) adopt(as []*account, added *account) {
	var best *account
	score := mergeAt - 1
	for _, c := range l.candidates(append(slices.Clone(as), added), func(j, i int) bool { return j < len(as) && i >= len(as) }) {
		a := as[c[0]]
		if n := l.likenessOf(a, added); n > score && !a.group.has(added.src) && l.mayJoin(a.group, added.group) {
			best, score = a, n
		}
	}
	if best != nil {
		l.join(joining{best, added, dateline.MergedAlike})
	}
}

// refer joins accounts that tell neither place nor time of their own, "the
// bombing", to the one event of their kind that the story is about, unless what
// they count speaks against it.
func (l *linker) refer(as []*account) {
	var told []*group // events with a place or a time, by the first account
	var bare []*group
	seen := map[*group]bool{}
	for _, a := range as {
		if g := a.group; !seen[g] {
			seen[g] = true
			if slices.ContainsFunc(g.accounts, placed) {
				told = append(told, g)
			} else if !backward(g) {
				bare = append(bare, g)
			}
		}
	}
	for _, g := range bare {
		var most *group
		n, next := 0, 0
		for _, same := range []bool{true, false} { // an event of its own type goes before one of a kin type
			for _, h := range told {
				x, y := g.accounts[0].Type, h.accounts[0].Type
				if same != (x == y) || !l.codebook.Related(x, y) || backward(h) {
					continue
				}
				if k := len(h.accounts); k > n {
					most, n, next = h, k, n
				} else {
					next = max(next, k)
				}
			}
			if most != nil {
				break
			}
		}
		if most != nil && n >= 2*next && n > len(g.accounts) && l.mayRefer(g, most) {
			a := g.accounts[max(0, slices.IndexFunc(g.accounts, func(a *account) bool { return !most.has(a.src) }))]
			l.join(joining{l.likestIn(a, most.accounts), a, dateline.MergedReferral})
		}
	}
}

// minority is how many times more accounts an event must have for a few that differ
// from it in the place alone to be of it.
const minority = 3

// outvote joins the few accounts that give another place of the same country to
// the event that many tell of the same day and type, with the same figures: a
// capital where the report was filed, a town of the same name. The place stays
// visible as one that differs.
func (l *linker) outvote(as []*account) {
	var groups, large []*group
	seen := map[*group]bool{}
	for _, a := range as {
		if g := a.group; !seen[g] {
			seen[g] = true
			groups = append(groups, g)
			if len(g.accounts) >= minority {
				large = append(large, g)
			}
		}
	}
	for _, g := range groups {
		a := g.accounts[0]
		if len(a.places) == 0 || a.Time.Start == nil || backward(g) {
			continue
		}
		var most *group
		var borneOut *account
		for _, h := range large {
			if len(h.accounts) < minority*len(g.accounts) || most != nil && len(h.accounts) <= len(most.accounts) || h.accounts[0].Type != a.Type {
				continue
			}
			bearsOut := func(b *account) bool {
				return len(b.places) > 0 && len(b.places[0].ref.Path) > 0 && len(a.places[0].ref.Path) > 0 && b.places[0].ref.Path[0] == a.places[0].ref.Path[0] &&
					timeScore(l, a, b, nil) == 3 && casualtyScore(l, a, b, nil) > 0 && (actorScore(l, a, b, nil) > 0 || actorScore(l, a, b, nil) == 0 && hurtIn(a) > 2)
			}
			voters := asked(h.accounts)
			if i := slices.IndexFunc(voters, bearsOut); i >= 0 && !l.bonds.parted(g, h) && !h.hasMany(g) {
				most, borneOut = h, voters[i]
			}
		}
		if most != nil {
			l.join(joining{borneOut, a, dateline.MergedOutvoted})
		}
	}
}

func placed(a *account) bool { return len(a.places) > 0 || a.Time.Words != nil }

// mayRefer reports whether accounts without place and time may be of an event:
// with no count that none of it bears out.
func (l *linker) mayRefer(g, h *group) bool {
	if l.bonds.parted(g, h) {
		return false
	}
	for _, a := range g.accounts {
		if len(a.Casualties) > 0 && !slices.ContainsFunc(asked(h.accounts), func(b *account) bool { return casualtyScore(l, a, b, nil) > 0 }) {
			return false
		}
	}
	return true
}

// hurtIn is how many people an account counts as killed or wounded.
func hurtIn(a *account) int {
	n := 0
	for _, c := range firstFigures(a) {
		if c.Low != nil && (c.Status == dateline.Killed || c.Status == dateline.Wounded) {
			n += *c.Low
		}
	}
	return n
}
