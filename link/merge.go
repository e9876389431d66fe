package link

import "dateline"

// A joining is two accounts on which two groups were put together. Why is asked
// when the record is made: one pair an account then costs little beside the pairs
// that were compared to find it.
type joining struct {
	a, b *account
	by   dateline.MergeRule
}

// keep takes up the joining with another group, and what joined those accounts of
// the other that have come over.
func (g *group) keep(from *group, on joining) {
	var left []joining
	for _, j := range from.joined {
		switch in, also := j.a.group == g, j.b.group == g; {
		case in && also:
			g.joined = append(g.joined, j)
		case !in && !also:
			left = append(left, j)
		}
	}
	from.joined = left
	g.joined = append(g.joined, on)
}

// merges says of each account of an event but the first on which other one it
// joined, and why. The joinings are a tree, or, where a report's second account
// was left behind, several; what hangs on the first account by none of them is put
// to the account that it is most like.
func (l *linker) merges(g *group) []dateline.Merge {
	if len(g.accounts) < 2 {
		return nil
	}
	beside := make(map[*account][]joining, len(g.accounts))
	for _, j := range g.joined {
		if j.a.group == g && j.b.group == g {
			beside[j.a], beside[j.b] = append(beside[j.a], j), append(beside[j.b], joining{j.b, j.a, j.by})
		}
	}
	on := make(map[*account]joining, len(g.accounts)) // with a the account, b what it joined on
	var reached []*account
	reach := func(from joining) {
		on[from.a] = from
		queue := []*account{from.a}
		for i := 0; i < len(queue); i++ {
			for _, j := range beside[queue[i]] {
				if _, known := on[j.b]; !known {
					on[j.b] = joining{j.b, j.a, j.by}
					queue = append(queue, j.b)
				}
			}
		}
		reached = append(reached, queue...)
	}
	reach(joining{a: g.accounts[0]})
	for _, a := range g.accounts[1:] {
		if _, known := on[a]; !known {
			reach(joining{a, l.likestIn(a, reached), dateline.MergedCompany})
		}
	}
	out := make([]dateline.Merge, 0, len(g.accounts)-1)
	for _, a := range g.accounts[1:] {
		out = append(out, l.merge(on[a]))
	}
	return out
}

// likestIn is the account of a group that one is most like, of those that answer
// for it.
func (l *linker) likestIn(a *account, as []*account) *account {
	var best *account
	most := no - 1
	for _, b := range asked(as) {
		if n := l.likeness(a, b, nil); n > most {
			best, most = b, n
		}
	}
	return best
}

// merge asks two accounts again, in the order in which they stand, what spoke for
// and against them.
func (l *linker) merge(j joining) dateline.Merge {
	m := dateline.Merge{Account: j.a.self().ID, With: j.b.self().ID, By: j.by}
	take := func(points int, why dateline.Ground, field string) {
		m.Score += points
		r := dateline.Reason{Ground: why, Field: field, Points: points}
		if points > 0 {
			m.For = append(m.For, r)
		} else {
			m.Against = append(m.Against, r)
		}
	}
	a, b := j.a, j.b
	if b.compare(a) < 0 {
		a, b = b, a
	}
	if j.by == dateline.MergedCopy {
		take(mergeAt, dateline.RepeatsReport, "words")
	}
	l.likeness(a, b, take)
	return m
}
