package link

import (
	"slices"
	"sort"
	"strings"
)

// Where recall looks: events of one family stand by province and week, each under
// the weeks in which it may have taken place. An event that looks back reads the
// weeks in which what it looks back on may stand, the nearest on either side of it
// in order of publication. What it finds must also be of the same place, or of the
// same day in the province.

const (
	// shelfMost is how many events of one shelf are looked at, on either side.
	shelfMost = 64
	// nearestMost is how many of those that fit are compared.
	nearestMost = 32
	// weeksMost bounds the weeks that an event stands under, and yearWeeks those that
	// one is looked for in.
	weeksMost = 7
	yearWeeks = 54
	// recentDays is how old news without a day may be when it is published.
	recentDays = 10
)

// A look is where and when an account has its event.
type look struct {
	area, where uint32 // family and province; family and place
	lo, hi      int32  // days, both included; noDay when there is none
	told        bool   // the account gives the days; they are not those before its report
}

// looksOf are where and when an event took place.
func looksOf(g *group) []look {
	var out []look
	for _, a := range g.accounts[:min(likestOf, len(g.accounts))] {
		for _, p := range a.places {
			path := p.ref.Path
			if len(path) < 2 {
				continue
			}
			x := look{area: hash(a.family, path[0], path[1]), where: hash(a.family, strings.Join(path, "|")), lo: noDay, hi: noDay}
			if t := a.Time; t.Start != nil && t.End != nil {
				x.lo, x.hi, x.told = dayOf(*t.Start), dayOf(*t.End)-1, true
			} else if m := a.src.report.Published; m != nil {
				x.hi = dayOf(m.Day())
				x.lo = x.hi - recentDays
			}
			if !slices.Contains(out, x) {
				out = append(out, x)
			}
		}
	}
	return out
}

// fits reports whether an event that is looked back on may be one that is found.
func (x look) fits(y look) bool {
	if x.area != y.area {
		return false
	}
	if x.told && y.told && (y.lo > x.hi+1 || x.lo > y.hi+1) {
		return false
	}
	return x.where == y.where || x.told && y.told && x.lo == x.hi && y.lo == y.hi && x.lo == y.lo
}

func week(day int32) int32 {
	if day < 0 {
		return (day - 6) / 7
	}
	return day / 7
}

// shelf is the name of a shelf: an area's week, or, of what has a time that is longer, its year.
func shelf(area uint32, kind, n int32) uint32 {
	return (area*16777619^uint32(n))*16777619 ^ uint32(kind)
}

const (
	byWeek int32 = iota
	byYear
	untold
)

func (x look) year() int32 { return int32(dateOf(int(x.lo)).Year) }

// posts are the shelves that an event stands on, reads those that it looks through.
func (x look) posts() []uint32 { return x.shelves(weeksMost) }
func (x look) reads() []uint32 {
	out := x.shelves(yearWeeks)
	if x.told && week(x.hi)-week(x.lo) < weeksMost {
		out = append(out, shelf(x.area, byYear, x.year()))
	}
	return out
}

func (x look) shelves(most int32) []uint32 {
	if x.lo == noDay {
		return []uint32{shelf(x.area, untold, 0)}
	}
	var out []uint32
	if from, to := week(x.lo), week(x.hi); to-from < most {
		for w := from; w <= to; w++ {
			out = append(out, shelf(x.area, byWeek, w))
		}
	}
	if week(x.hi)-week(x.lo) >= weeksMost {
		out = append(out, shelf(x.area, byYear, x.year()))
	}
	return out
}

// recalls is what is remembered of all events for recall.
type recalls struct {
	marks     map[uint64]*mark
	of        map[PieceID][]*mark
	shelves   map[uint32]*shelved
	bound     map[accountRef]*mark // of accounts that people decided on
	disturbed map[*mark]bool       // they may point elsewhere now
	loose     map[*mark]bool       // while they are restored: what they point to may be another's
	altered   map[PieceID]bool     // stories of which other things are remembered than were kept
	likes     likings
}

func newRecalls() *recalls {
	return &recalls{marks: map[uint64]*mark{}, of: map[PieceID][]*mark{}, shelves: map[uint32]*shelved{}, bound: map[accountRef]*mark{}, disturbed: map[*mark]bool{}, loose: map[*mark]bool{}, altered: map[PieceID]bool{}, likes: newLikings()}
}

// shelved are what stands on a shelf, in order, and who looks through it.
type shelved struct{ posts, readers []*mark }

// standing is where x stands, or would stand, among marks in order.
func standing(l []*mark, x *mark) int {
	return sort.Search(len(l), func(i int) bool { return l[i].compare(x) >= 0 })
}

func insert(l []*mark, x *mark) []*mark { return slices.Insert(l, standing(l, x), x) }

func without(l []*mark, x *mark) []*mark {
	if i := standing(l, x); i < len(l) && l[i] == x {
		return slices.Delete(l, i, i+1)
	}
	return l
}

// each are the shelves of a mark, each once.
func each(looks []look, of func(look) []uint32) []uint32 {
	if len(looks) == 1 {
		return of(looks[0])
	}
	var out []uint32
	for _, x := range looks {
		out = append(out, of(x)...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func (m *recalls) shelf(k uint32) *shelved {
	s := m.shelves[k]
	if s == nil {
		s = &shelved{}
		m.shelves[k] = s
	}
	return s
}

// put takes up a mark.
func (m *recalls) put(x *mark) {
	m.marks[x.key] = x
	m.of[x.story] = append(m.of[x.story], x)
	m.altered[x.story] = true
	for _, k := range each(x.looks, look.posts) {
		s := m.shelf(k)
		s.posts = insert(s.posts, x)
		m.disturb(s, x)
	}
	if x.backward {
		m.disturbed[x] = true
		for _, k := range each(x.looks, look.reads) {
			s := m.shelf(k)
			s.readers = insert(s.readers, x)
		}
	}
	m.bind(x)
}

// remove forgets a mark. The list of its story's is the caller's.
func (m *recalls) remove(x *mark) {
	m.bind(x)
	for _, k := range each(x.looks, look.posts) {
		m.disturb(m.shelves[k], x)
	}
	for _, y := range slices.Clone(x.from) {
		m.point(y, nil)
		m.disturbed[y] = true
		m.altered[y.story] = true
	}
	m.point(x, nil)
	m.altered[x.story] = true
	m.takeOut(x)
}

// takeOut takes a mark out of all lists but its story's.
func (m *recalls) takeOut(x *mark) {
	for _, k := range each(x.looks, look.posts) {
		s := m.shelves[k]
		s.posts = without(s.posts, x)
		m.tidy(k, s)
	}
	if x.backward {
		for _, k := range each(x.looks, look.reads) {
			if s := m.shelves[k]; s != nil {
				s.readers = without(s.readers, x)
				m.tidy(k, s)
			}
		}
	}
	delete(m.marks, x.key)
	delete(m.disturbed, x)
	m.likes.drop(x)
	if x.more != nil {
		for _, a := range x.more.decided {
			if m.bound[a] == x {
				delete(m.bound, a)
			}
		}
	}
}

func (m *recalls) tidy(k uint32, s *shelved) {
	if len(s.posts) == 0 && len(s.readers) == 0 {
		delete(m.shelves, k)
	}
}

// bind takes up the accounts of a mark that people decided on. What they decided
// joins several marks, so that all are looked at again.
func (m *recalls) bind(x *mark) {
	if x.more == nil || len(x.more.decided) == 0 {
		return
	}
	for _, a := range x.more.decided {
		m.bound[a] = x
	}
	for _, y := range m.bound {
		m.disturbed[y] = true
	}
}

// point makes a mark point to another, or to none.
func (m *recalls) point(x, to *mark) {
	if x.to != nil {
		x.to.from = slices.DeleteFunc(x.to.from, func(y *mark) bool { return y == x })
	}
	x.to, x.toKey = to, 0
	if to != nil {
		x.toKey = to.key
		to.from = append(to.from, x)
	}
}

// disturb notes who may see other events now that one comes to a shelf, on which
// it stands, or leaves it.
func (m *recalls) disturb(s *shelved, x *mark) {
	i := standing(s.posts, x)
	from, to := 0, len(s.readers)
	if i > shelfMost {
		from = standing(s.readers, s.posts[i-shelfMost-1])
	}
	if i+shelfMost+1 < len(s.posts) {
		to = standing(s.readers, s.posts[i+shelfMost+1])
	}
	for _, y := range s.readers[from:max(from, to)] {
		m.disturbed[y] = true
	}
}

// disturbance are the marks that are to be looked at again, in order.
func (m *recalls) disturbance() []*mark {
	out := inTurn(m.disturbed)
	clear(m.disturbed)
	return out
}

// nearest are the events that one may look back on: those of its shelves that fit,
// the nearest of them in order, those of its own story and background that comes
// after it left out.
func (m *recalls) nearest(x *mark) []*mark {
	seen := map[*mark]bool{x: true}
	var before, after []*mark
	try := func(y *mark, into *[]*mark) {
		if seen[y] {
			return
		}
		seen[y] = true
		if y.story != x.story && y.before(x) && slices.ContainsFunc(x.looks, func(a look) bool {
			return slices.ContainsFunc(y.looks, func(b look) bool { return a.fits(b) })
		}) {
			*into = append(*into, y)
		}
	}
	for _, k := range each(x.looks, look.reads) {
		s := m.shelves[k]
		if s == nil {
			continue
		}
		i := standing(s.posts, x)
		for _, y := range s.posts[max(0, i-shelfMost):i] {
			try(y, &before)
		}
		for _, y := range s.posts[i:min(i+shelfMost+1, len(s.posts))] {
			try(y, &after)
		}
	}
	slices.SortFunc(before, (*mark).compare)
	slices.SortFunc(after, (*mark).compare)
	before = before[max(0, len(before)-nearestMost):]
	return append(before, after[:min(nearestMost-len(before), len(after))]...)
}

// sum is a hash of marks.
func sum(ms []*mark) uint32 {
	h := uint32(2166136261)
	for _, m := range ms {
		h = (h ^ uint32(m.key)) * 16777619
		h = (h ^ uint32(m.key>>32)) * 16777619
	}
	return h
}
