package keep

// A Recent holds what was used last, up to a number of things; with 0 all that it
// is given.
type Recent[T any] struct {
	most  int
	sum   int
	weigh func(T) int
	at    map[int32]*used[T]
	ring  used[T] // before is the one used longest ago, behind the one used last
}

type used[T any] struct {
	at             int32
	is             T
	weight         int
	before, behind *used[T]
}

// NewRecent holds up to most things, 0 for all.
func NewRecent[T any](most int) *Recent[T] { return NewWeighed(most, func(T) int { return 1 }) }

// NewWeighed holds things of up to most weight in all, and the last one whatever it
// weighs; 0 for all.
func NewWeighed[T any](most int, weigh func(T) int) *Recent[T] {
	r := &Recent[T]{most: most, weigh: weigh, at: map[int32]*used[T]{}}
	r.ring.before, r.ring.behind = &r.ring, &r.ring
	return r
}

func (u *used[T]) unlink() { u.before.behind, u.behind.before = u.behind, u.before }

func (r *Recent[T]) last(u *used[T]) {
	u.before, u.behind = r.ring.before, &r.ring
	u.before.behind, u.behind.before = u, u
}

// Get is the thing of a number; it reports false when it is not there, or no more.
func (r *Recent[T]) Get(at int32) (T, bool) {
	u := r.at[at]
	if u == nil {
		var none T
		return none, false
	}
	if r.most > 0 {
		u.unlink()
		r.last(u)
	}
	return u.is, true
}

// Put takes a thing in, for what was used longest ago.
func (r *Recent[T]) Put(at int32, is T) {
	r.Drop(at)
	u := &used[T]{at: at, is: is}
	if r.most > 0 {
		u.weight = r.weigh(is)
	}
	for r.sum += u.weight; r.sum > r.most && len(r.at) > 0; {
		r.Drop(r.ring.behind.at)
	}
	r.at[at] = u
	r.last(u)
}

// Drop forgets the thing of a number.
func (r *Recent[T]) Drop(at int32) {
	if u := r.at[at]; u != nil {
		u.unlink()
		r.sum -= u.weight
		delete(r.at, at)
	}
}

// Len is how many things there are.
func (r *Recent[T]) Len() int { return len(r.at) }
