package link

import (
	"cmp"
	"math"
	"slices"
)

const (
	// joinAt is the points from which on a pair may bring two clusters together,
	// and that the pairs between them must then reach on average.
	joinAt = -20
	// missing is what a pair counts that was not found alike.
	missing = -200
	// edgeMost bounds what one pair counts: a hundred of the same words are no
	// more than one proof.
	edgeMost = 400
	// linkedMost is how many pairs of a piece with a cluster are asked, the best.
	linkedMost = 8
	// heardMost is how many pieces of the smaller cluster are asked, half of them
	// from either end.
	heardMost = 16
	// boundPoints stand for a person's decision.
	boundPoints = 1 << 20
)

// undatedEpoch is that of pieces without a date, which come after all others.
const undatedEpoch = math.MaxInt32 - 1

// unite makes two clusters one, under the first piece of both.
func (l *Linker) unite(a, b, epoch int32) {
	p, q := l.state.first(a), l.state.first(b)
	if p == q {
		return
	}
	if l.state.compare(p, q) > 0 {
		p, q = q, p
	}
	l.moves(l.state.id(q))
	kid := l.state.pieces.At(q)
	kid.into, kid.since = p, epoch
	l.state.kids[p] = append(l.state.kids[p], q)
	l.kept.alter(kid.report)
}

// rewind undoes what has become of a piece's cluster from an epoch on. Only a
// piece that was first of a cluster then can have got kids since.
func (l *Linker) rewind(at, epoch int32) {
	stack := []int32{l.state.first(at)}
	for len(stack) > 0 {
		p := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		kids := l.state.kids[p]
		n := 0
		for _, q := range kids {
			kid := l.state.pieces.At(q)
			if kid.since < epoch {
				kids[n] = q
				n++
				continue
			}
			l.moves(l.state.id(q))
			kid.into = -1
			l.kept.alter(kid.report)
			stack = append(stack, q)
		}
		if n < len(kids) {
			l.state.setKids(p, kids[:n])
		}
	}
}

func (st *state) setKids(p int32, kids []int32) {
	if len(kids) == 0 {
		delete(st.kids, p)
	} else {
		st.kids[p] = kids
	}
}

// A round clusters the pieces of one epoch, on top of the clusters there are.
type round struct {
	*Linker
	epoch   int32
	under   map[int32]int32   // firsts, as far as looked up, by piece
	members map[int32][]int32 // of clusters, as far as asked for, in canonical order
}

// cluster takes the pairs of an epoch's pieces with earlier ones in order of
// their points. Two clusters become one when, of the smaller, each piece is borne
// out by the better half of its pairs with the larger, pairs not found counted as
// missing: one likeness between two long stories does not join them. What people
// bound comes first, and what they parted stays apart. All follows from the
// clusters of the epochs before and from the edges among pieces of this and of
// those.
func (l *Linker) cluster(epoch int32, pieces []int32) {
	r := &round{l, epoch, map[int32]int32{}, map[int32][]int32{}}
	type pair struct {
		a, b   int32
		points int32
		at     int
	}
	var pairs []pair
	for i, p := range pieces {
		for _, e := range l.state.pieces.At(p).edges {
			if e.own() && e.points() >= joinAt {
				pairs = append(pairs, pair{e.to, p, e.points(), i})
			}
		}
		if len(l.decided.stories) == 0 {
			continue
		}
		for _, b := range l.decided.stories[l.state.id(p)] {
			if q, ok := l.state.at(b.to); ok && b.merged && l.state.pieces.At(q).posted && l.state.compare(q, p) < 0 {
				pairs = append(pairs, pair{q, p, boundPoints, i})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.points, x.points), cmp.Compare(x.at, y.at), l.state.compare(x.a, y.a))
	})
	type tried struct {
		a, b int32
		m, n int
	}
	failed := map[tried]bool{}
	for _, p := range pairs {
		a, b := r.find(p.a), r.find(p.b)
		if a == b {
			continue
		}
		if m, n := len(r.of(a)), len(r.of(b)); m > n || m == n && l.state.id(a) > l.state.id(b) {
			a, b = b, a
		}
		key := tried{a, b, len(r.of(a)), len(r.of(b))}
		if failed[key] {
			continue
		}
		if r.keptApart(a, b) || p.points < boundPoints && !r.borneOut(a, b) {
			failed[key] = true
			continue
		}
		r.join(a, b)
	}
}

func (r *round) find(id int32) int32 {
	if f, ok := r.under[id]; ok && f == id {
		return id
	} else if ok {
		f = r.find(f)
		r.under[id] = f
		return f
	}
	f := r.state.first(id)
	r.under[id], r.under[f] = f, f
	return f
}

// of are the pieces of a cluster, by its first.
func (r *round) of(first int32) []int32 {
	m, ok := r.members[first]
	if !ok {
		m = r.state.members(first)
		r.members[first] = m
	}
	return m
}

// borneOut reports whether the pieces of the smaller cluster a belong to b. Of many,
// those that belong best answer for all: a long story's end has little to do with
// its beginning.
func (r *round) borneOut(a, b int32) bool {
	asked := r.of(a)
	if len(asked) > heardMost {
		asked = append(slices.Clone(asked[:heardMost/2]), asked[len(asked)-heardMost/2:]...)
	}
	each := min(linkedMost, (len(r.of(b))+1)/2)
	var sums, heard []int
	for _, id := range asked {
		heard = heard[:0]
		for _, e := range r.state.pieces.At(id).edges {
			if r.find(e.to) == b { // pieces of later epochs are in no cluster yet
				heard = append(heard, max(-edgeMost, min(int(e.points()), edgeMost)))
			}
		}
		slices.SortFunc(heard, func(x, y int) int { return cmp.Compare(y, x) })
		sum := 0
		for i := range each {
			if i < len(heard) {
				sum += heard[i]
			} else {
				sum += missing
			}
		}
		sums = append(sums, sum)
	}
	slices.SortFunc(sums, func(x, y int) int { return cmp.Compare(y, x) })
	if len(sums) > heardMost/2 {
		sums = sums[:heardMost/2]
	}
	all := 0
	for _, s := range sums {
		all += s
	}
	return all >= joinAt*each*len(sums)
}

func (r *round) join(a, b int32) {
	m, n := r.of(a), r.of(b)
	r.unite(a, b, r.epoch)
	first := r.state.first(a)
	delete(r.members, a)
	delete(r.members, b)
	r.under[a], r.under[b] = first, first
	// both are in canonical order
	joined := make([]int32, 0, len(m)+len(n))
	for len(m) > 0 && len(n) > 0 {
		if r.state.compare(m[0], n[0]) < 0 {
			joined, m = append(joined, m[0]), m[1:]
		} else {
			joined, n = append(joined, n[0]), n[1:]
		}
	}
	r.members[first] = append(append(joined, m...), n...)
}

// keptApart reports whether a decision keeps two clusters apart.
func (r *round) keptApart(a, b int32) bool {
	for id, bonds := range r.decided.stories {
		p, ok := r.state.at(id)
		for _, bond := range bonds {
			if !ok || bond.merged {
				continue
			}
			if q, ok := r.state.at(bond.to); ok && r.find(p) == a && r.find(q) == b {
				return true
			}
		}
	}
	return false
}
