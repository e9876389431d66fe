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

// epoch is the day, in UTC from 1970, by which a piece is clustered.
func (p *Piece) epoch() int32 {
	if p.Order.Published == math.MaxInt64 {
		return undatedEpoch
	}
	day := p.Order.Published / (24 * 60 * 60)
	if p.Order.Published < 0 && day*24*60*60 != p.Order.Published {
		day--
	}
	return int32(max(math.MinInt32, min(day, undatedEpoch-1)))
}

// A Kid is the first piece of a cluster that became part of another's.
type Kid struct {
	ID    PieceID
	Since int32 // the epoch in which it did
}

// first is the first piece of the cluster that a piece is in.
func (l *Linker) first(id PieceID) PieceID {
	for {
		p := l.state.Piece(id)
		if p == nil || p.Into == "" {
			return id
		}
		id = p.Into
	}
}

// unite makes two clusters one, under the first piece of both.
func (l *Linker) unite(a, b PieceID, epoch int32) {
	p, q := *l.state.Piece(l.first(a)), *l.state.Piece(l.first(b))
	if p.ID == q.ID {
		return
	}
	if p.Order.Compare(q.Order) > 0 {
		p, q = q, p
	}
	l.moves(q.ID)
	p.Kids = append(slices.Clip(p.Kids), Kid{q.ID, epoch})
	q.Into = p.ID
	l.state.Put(&p)
	l.state.Put(&q)
}

// rewind undoes what has become of a piece's cluster from an epoch on. Only a
// piece that was first of a cluster then can have got kids since.
func (l *Linker) rewind(id PieceID, epoch int32) {
	stack := []PieceID{l.first(id)}
	for len(stack) > 0 {
		p := *l.state.Piece(stack[len(stack)-1])
		stack = stack[:len(stack)-1]
		i := slices.IndexFunc(p.Kids, func(k Kid) bool { return k.Since >= epoch })
		if i < 0 {
			continue
		}
		kept := slices.Clone(p.Kids[:i])
		for _, k := range p.Kids[i:] {
			if k.Since < epoch {
				kept = append(kept, k)
				continue
			}
			l.moves(k.ID)
			q := *l.state.Piece(k.ID)
			q.Into = ""
			l.state.Put(&q)
			stack = append(stack, k.ID)
		}
		p.Kids = kept
		l.state.Put(&p)
	}
}

// moves notes of which cluster a piece was, and with it all that hang on it, before
// it is put into another or taken out.
func (l *Linker) moves(id PieceID) {
	if _, noted := l.was[id]; !noted {
		l.was[id] = l.formerly(id)
	}
}

// formerly is the first piece of the cluster that a piece was in when dirty was
// last told; "" when it was in none.
func (l *Linker) formerly(id PieceID) PieceID {
	for {
		if first, noted := l.was[id]; noted {
			return first
		}
		p := l.state.Piece(id)
		switch {
		case p == nil:
			return ""
		case p.Into == "":
			return id
		}
		id = p.Into
	}
}

// soil tells dirty what has changed since it was last told: clusters, of pieces
// that moved, the one that it was in and the one that it is in.
func (l *Linker) soil() {
	for id, was := range l.was {
		now := PieceID("")
		if l.state.Piece(id) != nil {
			now = l.first(id)
		}
		if was != now {
			l.dirty[was], l.dirty[now] = true, true
		}
	}
	for id := range l.stale {
		l.dirty[l.formerly(id)] = true
		if l.state.Piece(id) != nil {
			l.dirty[l.first(id)] = true
		}
	}
	delete(l.dirty, "")
	clear(l.was)
	clear(l.stale)
}

// A round clusters the pieces of one epoch, on top of the clusters there are.
type round struct {
	*Linker
	epoch   int32
	under   map[PieceID]PieceID   // firsts, as far as looked up, by piece
	members map[PieceID][]PieceID // of clusters, as far as asked for, in canonical order
}

// cluster takes the pairs of an epoch's pieces with earlier ones in order of
// their points. Two clusters become one when, of the smaller, each piece is borne
// out by the better half of its pairs with the larger, pairs not found counted as
// missing: one likeness between two long stories does not join them. What people
// bound comes first, and what they parted stays apart. All follows from the
// clusters of the epochs before and from the edges among pieces of this and of
// those.
func (l *Linker) cluster(epoch int32, pieces []*Piece) {
	r := &round{l, epoch, map[PieceID]PieceID{}, map[PieceID][]PieceID{}}
	type pair struct {
		a, b   PieceID
		points int32
		at     int
	}
	var pairs []pair
	for i, p := range pieces {
		for _, e := range p.Edges {
			if q := l.state.Piece(e.To); e.Points >= joinAt && q.Order.Compare(p.Order) < 0 {
				pairs = append(pairs, pair{e.To, p.ID, e.Points, i})
			}
		}
		for _, b := range l.decided.stories[p.ID] {
			if q := l.state.Piece(b.to); b.merged && q != nil && q.posted && q.Order.Compare(p.Order) < 0 {
				pairs = append(pairs, pair{b.to, p.ID, boundPoints, i})
			}
		}
	}
	slices.SortFunc(pairs, func(x, y pair) int {
		return cmp.Or(cmp.Compare(y.points, x.points), cmp.Compare(x.at, y.at), cmp.Compare(x.a, y.a))
	})
	type tried struct {
		a, b PieceID
		m, n int
	}
	failed := map[tried]bool{}
	for _, p := range pairs {
		a, b := r.find(p.a), r.find(p.b)
		if a == b {
			continue
		}
		if m, n := len(r.of(a)), len(r.of(b)); m > n || m == n && a > b {
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

func (r *round) find(id PieceID) PieceID {
	if f, ok := r.under[id]; ok && f == id {
		return id
	} else if ok {
		f = r.find(f)
		r.under[id] = f
		return f
	}
	f := r.first(id)
	r.under[id], r.under[f] = f, f
	return f
}

// of are the pieces of a cluster, by its first.
func (r *round) of(first PieceID) []PieceID {
	if m, ok := r.members[first]; ok {
		return m
	}
	var all []*Piece
	stack := []PieceID{first}
	for len(stack) > 0 {
		p := r.state.Piece(stack[len(stack)-1])
		stack = stack[:len(stack)-1]
		all = append(all, p)
		for _, k := range p.Kids {
			stack = append(stack, k.ID)
		}
	}
	slices.SortFunc(all, func(a, b *Piece) int { return a.Order.Compare(b.Order) })
	m := make([]PieceID, len(all))
	for i, p := range all {
		m[i] = p.ID
	}
	r.members[first] = m
	return m
}

// borneOut reports whether the pieces of the smaller cluster a belong to b. Of many,
// those that belong best answer for all: a long story's end has little to do with
// its beginning.
func (r *round) borneOut(a, b PieceID) bool {
	asked := r.of(a)
	if len(asked) > heardMost {
		asked = append(slices.Clone(asked[:heardMost/2]), asked[len(asked)-heardMost/2:]...)
	}
	each := min(linkedMost, (len(r.of(b))+1)/2)
	var sums, heard []int
	for _, id := range asked {
		heard = heard[:0]
		for _, e := range r.state.Piece(id).Edges {
			if r.find(e.To) == b { // pieces of later epochs are in no cluster yet
				heard = append(heard, max(-edgeMost, min(int(e.Points), edgeMost)))
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

func (r *round) join(a, b PieceID) {
	m, n := r.of(a), r.of(b)
	r.unite(a, b, r.epoch)
	first := r.first(a)
	delete(r.members, a)
	delete(r.members, b)
	r.under[a], r.under[b] = first, first
	// both are in canonical order
	joined := make([]PieceID, 0, len(m)+len(n))
	for len(m) > 0 && len(n) > 0 {
		if r.state.Piece(m[0]).Order.Compare(r.state.Piece(n[0]).Order) < 0 {
			joined, m = append(joined, m[0]), m[1:]
		} else {
			joined, n = append(joined, n[0]), n[1:]
		}
	}
	r.members[first] = append(append(joined, m...), n...)
}

// keptApart reports whether a decision keeps two clusters apart.
func (r *round) keptApart(a, b PieceID) bool {
	for id, bonds := range r.decided.stories {
		for _, bond := range bonds {
			if !bond.merged && r.state.Piece(id) != nil && r.state.Piece(bond.to) != nil && r.find(id) == a && r.find(bond.to) == b {
				return true
			}
		}
	}
	return false
}
