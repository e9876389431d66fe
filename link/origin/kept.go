package origin

import (
	"maps"
	"math"
	"slices"

	"dateline"
	"dateline/link/keep"
)

// Altered are the reports that were added or decided on anew since it was last
// asked, and are there.
func (x *Index) Altered() []dateline.ReportID {
	var out []dateline.ReportID
	for _, at := range slices.Sorted(maps.Keys(x.altered)) {
		out = append(out, x.id(at))
	}
	clear(x.altered)
	return out
}

// WriteFixed writes what of a report never changes, head and all.
func (x *Index) WriteFixed(id dateline.ReportID, c *keep.Code) {
	at, _ := x.at(id)
	d, h := x.docs.At(at), x.head(at)
	c.PutHashes(h.Runs)
	c.PutHashes(h.Under)
	c.PutHashes(h.Asks)
	c.PutFlag(d.dated)
	c.PutFlag(d.clock)
	c.PutUint(uint64(d.rank))
	c.PutUint(uint64(d.day))
	c.PutInt(d.moment.sec)
	c.PutUint(uint64(d.moment.nsec))
	c.PutText(d.hash)
	c.PutUint(uint64(d.words))
	c.PutUint(d.article)
	if d.article != 0 {
		c.PutInt(d.edited)
		c.PutInt(d.received)
		c.PutUint(uint64(d.size))
	}
}

// A Fixed is what WriteFixed wrote.
type Fixed struct {
	Head
	doc doc
}

// ReadFixed reads what WriteFixed wrote.
func ReadFixed(c *keep.Code) Fixed {
	f := Fixed{Head: Head{c.Hashes(), c.Hashes(), c.Hashes()}}
	f.doc = doc{there: true, decided: nothing, dated: c.Flag(), clock: c.Flag(), rank: int8(c.Uint(fromElsewhere)), day: int32(c.Uint(1 << 30)),
		moment: instant{c.Int(), int32(c.Uint(1e9 - 1))}, hash: c.Text(), words: int32(c.Uint(1 << 30)), keys: int32(len(f.Runs))}
	if f.doc.article = c.Uint(math.MaxUint64); f.doc.article != 0 {
		f.doc.edited, f.doc.received, f.doc.size = c.Int(), c.Int(), int32(c.Uint(math.MaxInt32))
	}
	return f
}

// WriteMoving writes what a report was found to come from.
func (x *Index) WriteMoving(id dateline.ReportID, c *keep.Code) {
	at, _ := x.at(id)
	g := x.docs.At(at).decided
	c.PutUint(uint64(g.kind))
	c.PutFlag(g.whole)
	for _, to := range []int32{g.parent, g.source} {
		c.PutFlag(to >= 0)
		if to >= 0 {
			c.PutID(x.ids.ID(to))
		}
	}
	if g.parent >= 0 {
		c.PutUint(uint64(g.shared))
		c.PutUint(uint64(g.sharedBack))
		leads := x.leads(at)
		runs := x.head(at).Runs
		mask := make([]byte, (len(runs)+7)/8)
		for i, k := range runs {
			if !leads(k) {
				mask[i/8] |= 1 << (i % 8)
			}
		}
		c.PutText(string(mask))
	}
	if g.source >= 0 {
		c.PutUint(uint64(g.sourceShared))
		c.PutUint(uint64(g.sourceBack))
	}
}

// A Moving is what WriteMoving wrote.
type Moving struct {
	decided        decision
	parent, source string
	follows        string // of the runs, a bit each
}

// ReadMoving reads what WriteMoving wrote.
func ReadMoving(c *keep.Code) Moving {
	var m Moving
	m.decided = nothing
	m.decided.kind, m.decided.whole = int8(c.Uint(exact)), c.Flag()
	hasParent := c.Flag()
	if hasParent {
		m.parent = c.ID()
	}
	hasSource := c.Flag()
	if hasSource {
		m.source = c.ID()
	}
	if hasParent {
		m.decided.shared, m.decided.sharedBack = uint8(c.Uint(100)), uint8(c.Uint(100))
		m.follows = c.Text()
	}
	if hasSource {
		m.decided.sourceShared, m.decided.sourceBack = uint8(c.Uint(100)), uint8(c.Uint(100))
	}
	if m.decided.kind >= rewrite && !hasParent || m.decided.whole && !hasSource || hasParent && m.parent == "" || hasSource && m.source == "" {
		c.Bad = true
	}
	return m
}

// Restore puts a report into the index as one wrote it that had it, without asking
// who else is near. What it comes from may be restored after it; all of it must
// be by the next call of anything else. Of one that is there it changes what
// it comes from, with the head that it has; one that is written anew is to be
// Forgotten first. id is its number by the shared ids.
func (x *Index) Restore(at int32, f *Fixed, m *Moving) {
	d := x.docs.At(at)
	if d.there {
		x.withdraw(at, &f.Head)
	} else {
		*d = f.doc
		x.n++
		for _, k := range f.Under {
			x.named.Stage(k, at)
		}
		for _, k := range f.Asks {
			x.asking.Stage(k, at)
		}
		if d.article != 0 {
			x.articles.Stage(d.edition().key(), at)
		}
	}
	next := m.decided
	if m.parent != "" {
		next.parent = x.ids.Put(m.parent)
	}
	if m.source != "" {
		next.source = x.ids.Put(m.source)
	}
	d.decided = next
	for i, k := range f.Runs {
		if i/8 < len(m.follows) && m.follows[i/8]>>(i%8)&1 == 1 {
			x.follow.Stage(k, at)
		} else {
			x.runs.Stage(k, at)
		}
	}
	x.tie(at, next)
	delete(x.altered, at)
}

// Forget takes out reports that others have removed, or written anew; what hangs
// on them is restored anew too. It takes a time that goes with all there is.
func (x *Index) Forget(gone map[int32]bool) {
	in := func(at int32) bool { return gone[at] }
	for _, p := range []*keep.Posts{x.runs, x.follow, x.named, x.asking, x.articles} {
		p.Purge(in)
	}
	for at := range gone {
		if x.docs.At(at).there {
			x.untie(at)
			hang := x.hang[at]
			x.drop(at)
			if len(hang) > 0 {
				x.hang[at] = hang
			}
		}
	}
}

// Sound reports whether all that reports come from is there.
func (x *Index) Sound() bool {
	for at := range x.hang {
		if !x.docs.At(at).there {
			return false
		}
	}
	return true
}

// Settled reports whether no report waits to be decided on.
func (x *Index) Settled() bool { return len(x.late.waiting) == 0 && len(x.changed) == 0 }

// Flush posts what was restored now, not when it is asked for.
func (x *Index) Flush() {
	for _, p := range []*keep.Posts{x.runs, x.follow, x.named, x.asking, x.articles} {
		p.Flush()
	}
}
