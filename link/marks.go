package link

import (
	"math"
	"slices"

	"dateline"
	"dateline/link/keep"
)

// What recall remembers of a story is kept with the story's first piece, since what
// changes it most often changes that piece's cluster too. Making it anew instead would
// take every reading of a ledger.

// write writes the marks of a story.
func (m *recalls) write(story PieceID, c *keep.Code) {
	marks := slices.SortedFunc(slices.Values(m.of[story]), (*mark).compare)
	c.PutUint(uint64(len(marks)))
	for _, x := range marks {
		c.PutUint(x.key)
		c.PutInt(x.at)
		c.PutFlag(x.backward)
		c.PutFlag(x.bound)
		c.PutUint(x.told)
		c.PutUint(uint64(x.near))
		c.PutUint(x.toKey)
		c.PutUint(x.root)
		c.PutUint(uint64(len(x.looks)))
		for _, l := range x.looks {
			c.PutUint(uint64(l.area))
			c.PutUint(uint64(l.where))
			c.PutInt(int64(l.lo))
			c.PutInt(int64(l.hi))
			c.PutFlag(l.told)
		}
		more := x.more
		if more == nil {
			more = &markMore{}
		}
		c.PutUint(uint64(len(more.several)))
		for _, id := range more.several {
			c.PutID(string(id))
		}
		c.PutUint(uint64(len(more.decided)))
		for _, a := range more.decided {
			c.PutID(string(a.report))
			c.PutText(string(a.local))
		}
	}
}

// readMarks reads what write wrote.
func readMarks(c *keep.Code) []*mark {
	out := make([]*mark, 0, c.Count(10))
	for range cap(out) {
		x := &mark{key: c.Uint(math.MaxUint64), at: c.Int(), backward: c.Flag(), bound: c.Flag(), told: c.Uint(math.MaxUint64), near: uint32(c.Uint(math.MaxUint32)), toKey: c.Uint(math.MaxUint64), root: c.Uint(math.MaxUint64)}
		for range c.Count(5) {
			x.looks = append(x.looks, look{uint32(c.Uint(math.MaxUint32)), uint32(c.Uint(math.MaxUint32)), c.Int32(), c.Int32(), c.Flag()})
		}
		more := &markMore{}
		for range c.Count(1) {
			more.several = append(more.several, dateline.ReportID(c.ID()))
		}
		for range c.Count(2) {
			more.decided = append(more.decided, accountRef{dateline.ReportID(c.ID()), dateline.AccountID(c.Text())})
		}
		if len(more.several)+len(more.decided) > 0 {
			x.more = more
		}
		if c.Bad {
			return nil
		}
		out = append(out, x)
	}
	return out
}

// restore takes up the marks of a story as another linker has them. Tie ends it.
func (m *recalls) restore(story PieceID, marks []*mark) {
	for _, x := range marks {
		x.story = story
		m.put(x)
		m.loose[x] = true
	}
}

// forget forgets the marks of a story, of which others are to be restored or none.
func (m *recalls) forget(story PieceID) {
	for _, x := range m.of[story] {
		for _, y := range x.from {
			y.to, m.loose[y] = nil, true
		}
		x.from = nil
		if to := x.to; to != nil {
			to.from = slices.DeleteFunc(to.from, func(y *mark) bool { return y == x })
			x.to = nil
		}
		m.takeOut(x)
	}
	delete(m.of, story)
}

// tie lets restored marks point to what they pointed to. It reports false where that
// is missing.
func (m *recalls) tie() bool {
	sound := true
	for x := range m.loose {
		if m.marks[x.key] != x || x.toKey == 0 || x.to != nil {
			continue
		}
		to := m.marks[x.toKey]
		if to == nil {
			sound = false
			continue
		}
		m.point(x, to)
	}
	clear(m.loose)
	clear(m.disturbed)
	clear(m.altered)
	return sound
}
