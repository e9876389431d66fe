package link

import (
	"cmp"
	"maps"
	"slices"

	"dateline"
)

// A verdict is how two values of a field stand: equal, the first inside the
// second or the other way round, or in contradiction.
type verdict uint8

const (
	equal verdict = iota
	firstFiner
	secondFiner
	apart
)

// A field is one thing that accounts of an event are compared in.
type field struct {
	name    string
	has     func(*account) bool
	key     func(*account) string // accounts of one key compare alike
	compare func(a, b *account) verdict
	near    func(a, b *account) bool // of two values apart: the one may be a rounder word for the other
	of      dateline.Harm            // of casualties, and the two below
	side    dateline.Side
	pick    func(*account) *figure
}

// A comparison works out how the accounts of one event stand to each other.
type comparison struct {
	*linker
	group  *group
	echoes *echoes
	past   map[*account][]*account // see pastOf
}

func (l *linker) compare(g *group) *comparison {
	past := pastOf(g)
	return &comparison{linker: l, group: g, echoes: echoesOf(g, past), past: past}
}

// A camp is the accounts that give one value.
type camp struct {
	first   *account
	origins map[dateline.ReportID]bool
	support int // origins that bear the value out
}

// campsMost is how many values of one field are compared pair by pair, those of
// most origins first; the rest are held against the value shown alone.
const campsMost = 400

// agree works out a field over origins: values superseded and echoes set aside,
// any incompatible pair differs; else one that contains another is finer; else
// two origins or more agree; else one origin stands single. The account shown is
// the chosen one, or without a choice the finest of those that most origins bear
// out. It is nil when no account speaks of the field.
func (c *comparison) agree(f field, gone map[*account]bool, chosen *account) (dateline.Agreement, *account) {
	out := dateline.Agreement{}
	old := func(a *account) bool { return gone[a] || f.pick == nil && c.overtaken(a, f) }
	var as, live, history []*account
	echo := map[*account]*account{}
	spoken := map[*account]bool{}
	for _, a := range rootsFirst(c.group.accounts) {
		if !f.has(a) {
			continue
		}
		if root := c.echoes.of(a, f.name); root != nil {
			if !spoken[root] {
				continue // its words are the other's, whose reading gives them no such value
			}
			echo[a] = root
		}
		as, spoken[a] = append(as, a), true
		switch {
		case echo[a] != nil:
		case old(a):
			history = append(history, a)
		default:
			live = append(live, a)
		}
	}
	if len(live) == 0 && f.name == "type" {
		live = c.group.accounts[:1] // versions of two articles that copied each other: an event has a type
	}
	if len(live) == 0 {
		return out, nil
	}
	sortAccounts(as)
	slices.SortStableFunc(live, func(a, b *account) int { return cmp.Compare(c.behind(a), c.behind(b)) })
	camps := campsOf(live, f.key)
	differ, finer, origins := weigh(camps, f.compare)
	best := chosen
	if best == nil {
		best = strongest(camps, f.compare)
	}
	out.Relation = relation(differ, finer, origins)
	if out.Relation == dateline.Finer {
		id := best.ID
		out.Finest = &id
	}
	var forIt, against []*account
	for _, a := range as {
		self := a
		if echo[a] != nil {
			self = echo[a]
		}
		switch {
		case old(self):
			out.Superseded = append(out.Superseded, a.ID)
		case f.compare(self, best) == apart:
			out.Against = append(out.Against, a.ID)
			if self == a {
				against = append(against, a)
			}
		default:
			out.For = append(out.For, a.ID)
			if self == a {
				forIt = append(forIt, a)
			}
		}
	}
	out.Because = c.because(f, out.Relation, forIt, against, history, best)
	return out, best
}

func relation(differ, finer bool, origins int) dateline.Relation {
	switch {
	case differ:
		return dateline.Differ
	case origins < 2:
		return dateline.Single
	case finer:
		return dateline.Finer
	}
	return dateline.Agree
}

// campsOf are the values that accounts give, in order of the first that gives each.
func campsOf(as []*account, key func(*account) string) []*camp {
	byKey := map[string]*camp{}
	var out []*camp
	for _, a := range as {
		k := key(a)
		if byKey[k] == nil {
			byKey[k] = &camp{first: a, origins: map[dateline.ReportID]bool{}}
			out = append(out, byKey[k])
		}
		byKey[k].origins[a.src.origin] = true
	}
	return out
}

// weigh compares camps pair by pair: whether origins contradict each other,
// whether the value of one contains that of another, how many origins there are.
// It counts for each camp the origins that bear it out.
func weigh(camps []*camp, compare func(a, b *account) verdict) (differ, finer bool, origins int) {
	all := map[dateline.ReportID]bool{}
	for _, x := range camps {
		for o := range x.origins {
			all[o] = true
		}
	}
	some := camps
	if len(some) > campsMost {
		some = slices.Clone(camps)
		slices.SortStableFunc(some, func(a, b *camp) int { return cmp.Compare(len(b.origins), len(a.origins)) })
		some = some[:campsMost]
	}
	for _, x := range camps {
		x.support = len(x.origins)
	}
	for _, x := range some {
		bear := maps.Clone(x.origins)
		for _, y := range some {
			if x == y {
				continue
			}
			switch compare(x.first, y.first) {
			case apart:
				differ = differ || independent(x, y)
				continue
			case firstFiner, secondFiner:
				finer = finer || independent(x, y)
			}
			maps.Copy(bear, y.origins)
		}
		x.support = len(bear)
	}
	return differ, finer, len(all)
}

// independent reports whether two camps have origins that are not the same one.
func independent(x, y *camp) bool {
	if len(x.origins) != 1 || len(y.origins) != 1 {
		return true
	}
	for o := range x.origins {
		return !y.origins[o]
	}
	return false
}

// strongest is the value that most origins bear out, of those that contain no
// finer one: "in the province" goes with either of two towns and says which of
// them no more than "in the country" does. Of equals it is the first.
func strongest(camps []*camp, compare func(a, b *account) verdict) *account {
	var best *camp
	for _, x := range camps {
		if best != nil && x.support <= best.support || coarser(x, camps, compare) {
			continue
		}
		best = x
	}
	if best == nil { // each within the other
		best = camps[0]
	}
	return best.first
}

// coarser reports whether a value contains another one.
func coarser(x *camp, camps []*camp, compare func(a, b *account) verdict) bool {
	return slices.ContainsFunc(camps[:min(len(camps), campsMost)], func(y *camp) bool {
		return y != x && compare(x.first, y.first) == secondFiner
	})
}
