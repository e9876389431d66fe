package link

import (
	"slices"

	"dateline"
	"dateline/text"
)

// A story is a set of events and reports that are one development.
type story struct {
	groups  []*group
	reports []*source
}

// findStories joins reports whose accounts merged, copies of each other, and
// reports that mention the same people, groups and towns in the same days.
// What an ordinary report tells is one development; a round-up tells as many
// as it has countries.
func (l *linker) findStories(groups []*group) []*story {
	type unitKey struct {
		src  int
		part string
	}
	unitOf := map[unitKey]int{}
	var units []unitKey
	unit := func(s *source, part string) int {
		k := unitKey{s.at, part}
		if i, ok := unitOf[k]; ok {
			return i
		}
		unitOf[k] = len(units)
		units = append(units, k)
		return len(units) - 1
	}
	for _, s := range l.reports {
		if s.reading.Genre != dateline.RoundUp || len(s.reading.Accounts) == 0 {
			unit(s, "")
		}
	}
	for _, a := range l.accounts {
		part := ""
		if a.src.reading.Genre == dateline.RoundUp {
			part = l.partOf(a)
		}
		a.unit = unit(a.src, part)
	}
	u := newUnion(len(units))
	for _, g := range groups {
		if l.joins(g) {
			for _, a := range g.accounts[1:] {
				u.join(g.accounts[0].unit, a.unit)
			}
		}
	}
	byOrigin := map[int]int{}
	for i, k := range units {
		s := l.reports[k.src]
		if k.part != "" {
			continue
		}
		if j, ok := byOrigin[s.origin]; ok {
			u.join(i, j)
		} else {
			byOrigin[s.origin] = i
		}
	}
	l.joinByNames(units2(units, func(k unitKey) (int, bool) { return k.src, k.part == "" }), u)
	// one story a root, in order of its first unit
	at := map[int]*story{}
	var out []*story
	for i, k := range units {
		root := u.find(i)
		st := at[root]
		if st == nil {
			st = &story{}
			at[root] = st
			out = append(out, st)
		}
		if s := l.reports[k.src]; !slices.Contains(st.reports, s) {
			st.reports = append(st.reports, s)
		}
	}
	for _, g := range groups {
		st := at[u.find(g.accounts[0].unit)]
		st.groups = append(st.groups, g)
	}
	return out
}

func units2[K any](ks []K, f func(K) (int, bool)) [][2]int {
	var out [][2]int
	for i, k := range ks {
		if src, whole := f(k); whole {
			out = append(out, [2]int{i, src})
		}
	}
	return out
}

// joins reports whether an event of two reports makes their developments one:
// background that both mention does not.
func (l *linker) joins(g *group) bool {
	return len(g.accounts) > 1 && slices.ContainsFunc(g.accounts, func(a *account) bool { return !a.Background })
}

// partOf names the part of a round-up that an account stands in: its country.
func (l *linker) partOf(a *account) string {
	for _, p := range a.places {
		if len(p.ref.Path) > 0 {
			return p.ref.Path[0]
		}
	}
	// without a place of its own, that of the account before it in the report
	for i := a.at - 1; i >= 0 && l.accounts[i].src == a.src; i-- {
		for _, p := range l.accounts[i].places {
			if len(p.ref.Path) > 0 {
				return p.ref.Path[0]
			}
		}
	}
	return "elsewhere"
}

// Reports share a story by their words when they mention a place or group in
// common and this many rare words, which are this much of the shorter report's.
const (
	rareShared  = 6
	rarePercent = 13
)

// namesShared is how many people, groups and towns two reports must share to
// be of one story when none of their accounts merged.
const namesShared = 4

func (l *linker) joinByNames(units [][2]int, u union) {
	byMark := map[string][]int{}
	for n, k := range units {
		for m := range l.reports[k[1]].marks {
			byMark[m] = append(byMark[m], n)
		}
	}
	for n, k := range units {
		shared := map[int]int{}
		for m := range l.reports[k[1]].marks {
			if with := byMark[m]; len(with) <= sharedMost {
				for _, o := range with {
					if o < n {
						shared[o]++
					}
				}
			}
		}
		for o, c := range shared {
			if c >= namesShared && l.sameDays(l.reports[k[1]], l.reports[units[o][1]]) && c*3 >= min(len(l.reports[k[1]].marks), len(l.reports[units[o][1]].marks)) {
				u.join(k[0], units[o][0])
			} else if l.sameDays(l.reports[k[1]], l.reports[units[o][1]]) && sharesWords(l.reports[k[1]], l.reports[units[o][1]]) {
				u.join(k[0], units[o][0])
			}
		}
	}
}

func sharesWords(a, b *source) bool {
	n := text.Shared(a.rare, b.rare)
	if n < rareShared || n*100 < min(len(a.rare), len(b.rare))*rarePercent {
		return false
	}
	for m := range a.marks {
		if b.marks[m] {
			return true
		}
	}
	return false
}

func (l *linker) sameDays(a, b *source) bool {
	p, q := a.report.Published, b.report.Published
	if p == nil || q == nil {
		return true
	}
	d := p.Day().Sub(q.Day())
	return d <= developmentDays && d >= -developmentDays
}
