package link

import (
	"cmp"
	"maps"
	"slices"

	"dateline"
)

// A verdict is how two values of a field stand: equal, the first inside the
// second or the other way round, beside each other so that neither contains nor
// excludes the other, or in contradiction.
type verdict uint8

const (
	equal verdict = iota
	firstFiner
	secondFiner
	beside
	apart
)

// A field is one thing that accounts of an event are compared in.
type field struct {
	name    string
	has     func(*account) bool
	key     func(*account) string // accounts of one key compare alike
	compare func(a, b *account) verdict
	near    func(a, b *account) bool // of two values apart: the one may be a rounder word for the other
	// stands is how an account stands to the one shown beside what compare says of the two;
	// nil is just so.
	stands func(a, shown *account) verdict
	// denies reports whether an account says that the value shown is not so: its own value,
	// if it has one, is another.
	denies func(a, shown *account) bool
	// better reports whether of accounts that give one value the words of this one are shown.
	better func(*account) bool
	// late reports whether an account that says something else was right when it was written.
	late func(*account) bool
	// rank orders values: one of a lower rank is not shown.
	rank func(*account) int
	// contested reports whether accounts that stand exclude each other where of what they
	// say some is alike.
	contested func([]*account) bool
	// pending reports whether what an account says is that nothing is known yet.
	pending func(*account) bool
	// over reports whether an account was right when it was written, and is no more.
	over func(*account) bool
	of   dateline.Harm // of casualties, and the two below
	side dateline.Side
	pick func(*account) *figure
}

// A comparison works out how the accounts of one event stand to each other.
type comparison struct {
	*linker
	group   *group
	echoes  *echoes
	past    map[*account][]*account // see pastOf
	nouns   map[string]noun         // see noun
	counted map[string][]*figure    // see figures
}

func (l *linker) compare(g *group) *comparison {
	past := pastOf(g)
	return &comparison{linker: l, group: g, echoes: echoesOf(g, past), past: past, nouns: map[string]noun{}, counted: map[string][]*figure{}}
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
	old := func(a *account) bool {
		return gone[a] || f.pick == nil && c.overtaken(a, f) || f.over != nil && f.over(a)
	}
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
	w := weigh(camps, f.compare)
	best := chosen
	if best == nil {
		best = c.shown(f, camps, live)
	}
	var forIt, against []*account
	put := func(into *[]dateline.AccountID, side *[]*account, a, self *account) {
		if *into = append(*into, a.ID); self == a && side != nil {
			*side = append(*side, a)
		}
	}
	denied := c.denials(f, best)
	for _, a := range as {
		self := a
		if echo[a] != nil {
			self = echo[a]
		}
		v := f.standing(self, best)
		if self != a && f.standing(a, self) != equal {
			v = f.standing(a, best) // what a headline makes of another's words stands by itself
		}
		switch {
		case old(self), v == beside && f.late != nil && f.late(self):
			out.Superseded = append(out.Superseded, a.ID)
		case v == apart, v > firstFiner && slices.Contains(denied, self):
			put(&out.Against, &against, a, self)
		case v == beside:
			put(&out.Beside, nil, a, self)
			w.beside = w.beside || self == a && a.src.origin != best.src.origin
		case v == secondFiner:
			put(&out.Coarser, &forIt, a, self)
		default:
			put(&out.For, &forIt, a, self)
		}
	}
	for _, a := range denied {
		if !slices.Contains(as, a) {
			self := a
			if root := c.echoes.whole[a]; root != nil {
				self = root
			}
			put(&out.Against, &against, a, self)
		}
	}
	w.differ = w.differ || slices.ContainsFunc(denied, func(a *account) bool { return slices.Contains(against, a) && a.src.origin != best.src.origin })
	w.differ = w.differ || w.origins > 1 && f.contested != nil && f.contested(live)
	out.Relation = w.relation()
	id := best.ID
	out.Shown = &id
	if out.Relation == dateline.Finer {
		out.Finest = &id
	}
	out.Because = c.because(f, out.Relation, forIt, against, history, best)
	if out.Because != nil && *out.Because == dateline.Contradiction && len(denied) > 0 && !slices.ContainsFunc(against, func(a *account) bool { return !slices.Contains(denied, a) }) {
		out.Because = ptr(dateline.ByStatus)
	}
	return out, best
}

// standing is how an account stands to the one whose value is shown.
func (f field) standing(a, shown *account) verdict {
	v := f.compare(a, shown)
	if f.stands == nil || a == shown || v > secondFiner {
		return v
	}
	return max(v, f.stands(a, shown))
}

// shown is the account whose value is shown: that which most origins bear out, in the
// words of the one that says best how many.
func (c *comparison) shown(f field, camps []*camp, live []*account) *account {
	if f.rank != nil {
		top := 0
		for _, x := range camps {
			top = max(top, f.rank(x.first))
		}
		camps = slices.DeleteFunc(slices.Clone(camps), func(x *camp) bool { return f.rank(x.first) < top })
	}
	best := strongest(camps, f.compare)
	if f.better == nil || f.better(best) {
		return best
	}
	for _, a := range live {
		if f.better(a) && f.compare(a, best) == equal {
			return a
		}
	}
	return best
}

// denials are the accounts that say of what is shown that it is not so, in words of their
// own or in another's.
func (c *comparison) denials(f field, shown *account) []*account {
	if f.denies == nil {
		return nil
	}
	var out []*account
	for _, a := range c.group.accounts {
		self := a
		if root := c.echoes.whole[a]; root != nil {
			self = root
		}
		if !c.isPast(self) && self != shown && f.denies(self, shown) {
			out = append(out, a)
		}
	}
	return out
}

// A weighing is what comparing camps pair by pair comes to: whether origins contradict
// each other, whether the value of one contains that of another, whether one says what
// neither contains nor excludes another's, how many origins there are.
type weighing struct {
	differ, finer, beside bool
	origins               int
}

func (w weighing) relation() dateline.Relation {
	switch {
	case w.differ:
		return dateline.Differ
	case w.origins < 2:
		return dateline.Single
	case w.beside:
		return dateline.Besides
	case w.finer:
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

// weigh compares camps pair by pair, and counts for each the origins that bear it out.
func weigh(camps []*camp, compare func(a, b *account) verdict) weighing {
	var w weighing
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
				w.differ = w.differ || independent(x, y)
				continue
			case beside:
				w.beside = w.beside || independent(x, y)
				continue
			case firstFiner, secondFiner:
				w.finer = w.finer || independent(x, y)
			}
			maps.Copy(bear, y.origins)
		}
		x.support = len(bear)
	}
	w.origins = len(all)
	return w
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
