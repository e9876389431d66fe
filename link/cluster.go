package link

import (
	"cmp"
	"slices"
)

const (
	// joinAt is the points from which on a pair may bring two clusters together,
	// and that the pairs between them must reach on average.
	joinAt = -20
	// missing is what a pair counts that was not found alike.
	missing = -200
	// edgeMost bounds what one pair counts for its neighbours: a copy says
	// nothing of the others.
	edgeMost = 400
	// linkedMost is how many pairs between two clusters are asked at most.
	linkedMost = 8
	// boundPoints stand for a person's decision.
	boundPoints = 1 << 20
)

// cluster parts pieces, given in canonical order, into stories: pairs are taken
// in order of their points, and two clusters become one when the better half of
// the pairs between them, pairs not found counted as missing, speaks for it.
// One likeness between two long stories does not join them. It is a function of
// its arguments alone; the result tells for each piece the first of its story.
// What people bound comes first, and what they parted stays apart.
func cluster(pieces []*Piece, decided map[PieceID][]bond) []int {
	at := make(map[PieceID]int, len(pieces))
	for i, p := range pieces {
		at[p.ID] = i
	}
	type pair struct{ a, b, points int }
	var pairs []pair
	apart := map[int][]int{}
	for i, p := range pieces {
		for _, b := range decided[p.ID] {
			if j, ok := at[b.to]; ok && !b.merged {
				apart[i] = append(apart[i], j)
			} else if ok && j < i {
				pairs = append(pairs, pair{j, i, boundPoints})
			}
		}
	}
	near := make([]map[int]int, len(pieces))
	for i, p := range pieces {
		near[i] = make(map[int]int, len(p.Edges))
	}
	for i, p := range pieces {
		for _, e := range p.Edges {
			j, ok := at[e.To]
			if !ok || j >= i {
				continue
			}
			n := max(-edgeMost, min(int(e.Points), edgeMost))
			near[i][j], near[j][i] = n, n
			if e.Points >= joinAt {
				pairs = append(pairs, pair{j, i, int(e.Points)})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.points, x.points), cmp.Compare(x.b, y.b), cmp.Compare(x.a, y.a))
	})
	u := newUnion(len(pieces))
	members := make([][]int, len(pieces))
	for i := range pieces {
		members[i] = []int{i}
	}
	type tried struct{ a, b, m, n int }
	failed := map[tried]bool{}
	var heard []int
	for _, p := range pairs {
		a, b := u.find(p.a), u.find(p.b)
		if a == b {
			continue
		}
		if len(members[a]) > len(members[b]) {
			a, b = b, a
		}
		key := tried{a, b, len(members[a]), len(members[b])}
		if failed[key] || keptApart(apart, members[a], u, b) {
			continue
		}
		each := min(linkedMost, (len(members[b])+1)/2)
		most := each * len(members[a])
		sum := 0
		for _, x := range members[a] {
			heard = heard[:0]
			for y, n := range near[x] {
				if u.find(y) == b {
					heard = append(heard, n)
				}
			}
			slices.SortFunc(heard, func(x, y int) int { return cmp.Compare(y, x) })
			for i := range each {
				if i < len(heard) {
					sum += heard[i]
				} else {
					sum += missing
				}
			}
		}
		if sum < joinAt*most && p.points < boundPoints {
			failed[key] = true
			continue
		}
		u.join(a, b)
		first := u.find(a)
		joined := append(members[b], members[a]...)
		members[a], members[b] = nil, nil
		members[first] = joined
	}
	out := make([]int, len(pieces))
	for i := range pieces {
		out[i] = u.find(i)
	}
	return out
}

func keptApart(apart map[int][]int, members []int, u union, other int) bool {
	if len(apart) == 0 {
		return false
	}
	for _, x := range members {
		for _, y := range apart[x] {
			if u.find(y) == other {
				return true
			}
		}
	}
	return false
}
