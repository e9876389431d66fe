package link

import (
	"slices"

	"dateline"
)

// because is why accounts do not give the same value: nil where they do. Of those
// for the value shown and those against it, echoes are left out.
func (c *comparison) because(f field, rel dateline.Relation, forIt, against, old []*account, best *account) *dateline.Difference {
	switch {
	case rel == dateline.Differ:
	case rel == dateline.Finer:
		return ptr(dateline.ByPrecision)
	case slices.ContainsFunc(old, func(a *account) bool { return f.compare(a, best) == apart }):
		return ptr(dateline.ByTime)
	default:
		return nil
	}
	if len(against) == 0 || len(forIt) == 0 {
		// the pair that differs is among the accounts that go with the value shown
		return ptr(dateline.Contradiction)
	}
	switch {
	case c.bySide(f, forIt, against):
		return ptr(dateline.BySide)
	case byStatus(forIt, against):
		return ptr(dateline.ByStatus)
	case byTime(f, forIt, against, best), f.pending != nil && !slices.ContainsFunc(against, func(a *account) bool { return !f.pending(a) }):
		return ptr(dateline.ByTime)
	case f.near != nil && !slices.ContainsFunc(against, func(a *account) bool { return !f.near(a, best) }):
		return ptr(dateline.ByPrecision)
	}
	return ptr(dateline.Contradiction)
}

func ptr[T any](v T) *T { return &v }

// bySide reports whether the camps are the words of opposed parties, or one of
// them is nothing but a belligerent's count of its enemy's.
func (c *comparison) bySide(f field, forIt, against []*account) bool {
	one := func(as []*account) party {
		p := c.partyOf(as[0], f)
		for _, a := range as[1:] {
			if c.partyOf(a, f) != p {
				return noParty
			}
		}
		return p
	}
	pro, con := one(forIt), one(against)
	if pro != noParty && con != noParty && pro != con {
		return true
	}
	enemys := func(as []*account) bool {
		return f.pick != nil && !slices.ContainsFunc(as, func(a *account) bool { return !f.pick(a).enemys })
	}
	return enemys(forIt) != enemys(against)
}

// byStatus reports whether the two camps tell the event on no common basis.
func byStatus(forIt, against []*account) bool {
	told := map[dateline.Basis]bool{}
	for _, a := range forIt {
		told[a.Basis] = true
	}
	return !slices.ContainsFunc(against, func(a *account) bool { return told[a.Basis] })
}

// byTime reports whether every account against the value was published before
// every account for it. Of two reports alone that is so of a count that grew;
// that the later is right about anything else takes a second origin.
func byTime(f field, forIt, against []*account, best *account) bool {
	origins := map[dateline.ReportID]bool{}
	for _, a := range forIt {
		origins[a.src.origin] = true
	}
	first := outermost(forIt, func(a, b int64) bool { return a < b })
	for _, p := range outermost(against, func(a, b int64) bool { return a > b }) {
		for _, q := range first {
			if !knownBefore(p, q) {
				return false
			}
		}
	}
	if len(origins) > 1 {
		return true
	}
	return f.pick != nil && !slices.ContainsFunc(against, func(a *account) bool {
		return floor(f.pick(a).Casualty) >= floor(f.pick(best).Casualty)
	})
}

// outermost are the few moments of publication that stand for those of all: the
// one that is further than all others by its day, of those with a clock and of those
// without; the one further by its clock; and none, where a report has no date.
func outermost(as []*account, further func(a, b int64) bool) []*dateline.Moment {
	var most [3]*dateline.Moment
	var at [3]int64
	none := false
	keep := func(i int, m *dateline.Moment, n int64) {
		if most[i] == nil || further(n, at[i]) {
			most[i], at[i] = m, n
		}
	}
	for _, a := range as {
		switch m := a.src.told(); {
		case m == nil:
			none = true
		case m.Clock:
			keep(0, m, m.Time.UnixMilli())
			keep(1, m, m.Day().Time().Unix())
		default:
			keep(2, m, m.Day().Time().Unix())
		}
	}
	out := slices.DeleteFunc(most[:], func(m *dateline.Moment) bool { return m == nil })
	if none {
		out = append(out, nil)
	}
	return out
}

// before reports whether a's report is known to have been published before b's.
func before(a, b *account) bool {
	if oneArticle(a.src, b.src) {
		return a.src.nth < b.src.nth
	}
	return knownBefore(a.src.told(), b.src.told())
}

// knownBefore reports whether one moment is known to be before another.
func knownBefore(p, q *dateline.Moment) bool {
	if p == nil || q == nil {
		return false
	}
	if p.Clock && q.Clock {
		return p.Time.Before(q.Time)
	}
	return p.Day().Before(q.Day())
}
