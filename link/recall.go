package link

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"slices"

	"dateline"
)

// What one story only looks back on, another may tell: the anniversary of an
// attack, a trial's account of the deed; or both look back on one thing. The event
// is then the other story's, and has this one's accounts too.
//
// Each event that is nothing but background points to the one that it is most like,
// of those of other stories that lie near it (see shelf.go), as the stories have
// them when each is grouped by itself: to news before background, and to background
// only if that comes before it. So pointers never run in a circle, and whatever
// changes in a story is felt no further than by what may point into it. What people
// merged points to the first event of those that they merged.

const (
	// recalledMost is how many events of other stories one takes in.
	recalledMost = 32
	// likestOf is how many accounts of either event recall compares.
	likestOf = 4
)

// A mark is what is remembered of an event for recall, as its own story has it.
type mark struct {
	key      uint64 // the group's
	at       int64  // publication of the first account's report, in seconds from 1970
	story    PieceID
	backward bool
	bound    bool // people merged it with what it points to
	looks    []look
	more     *markMore
	told     uint64  // a hash of all that other stories may take from it; see tells
	near     uint32  // a hash of what it was compared with
	to       *mark   // what it points to
	toKey    uint64  // its key; 0 of none
	from     []*mark // what points to it
	root     uint64  // the key of the event that it became part of; its own where of none
}

// markMore is what few events have.
type markMore struct {
	several []dateline.ReportID // reports that tell it and stand in several stories
	decided []accountRef        // accounts of it that people decided on
}

// compare orders marks: by publication, then by key.
func (m *mark) compare(o *mark) int {
	return cmp.Or(cmp.Compare(m.at, o.at), cmp.Compare(m.key, o.key))
}

// before is the order in which events are pointed to: news before background.
func (m *mark) before(o *mark) bool {
	if m.backward != o.backward {
		return o.backward
	}
	return m.compare(o) < 0
}

// shares reports whether a report tells both events.
func (m *mark) shares(o *mark) bool {
	return m.more != nil && o.more != nil && slices.ContainsFunc(m.more.several, func(id dateline.ReportID) bool {
		return slices.Contains(o.more.several, id)
	})
}

// markOf is what is remembered of a group, nil when nothing can recall it.
func (r *run) markOf(g *group) *mark {
	first := g.accounts[0]
	m := &mark{key: g.key, at: first.src.order.Published, story: g.story.first, backward: backward(g), looks: looksOf(g), root: g.key}
	more := &markMore{}
	for _, a := range g.accounts {
		if len(r.state.Of(string(a.src.report.ID))) > 1 {
			more.several = append(more.several, a.src.report.ID)
		}
		if len(r.bonded[a.ref()]) > 0 {
			more.decided = append(more.decided, a.ref())
		}
	}
	if len(more.several) > 0 || len(more.decided) > 0 {
		m.more = more
	}
	if len(m.looks) == 0 && len(more.decided) == 0 {
		return nil
	}
	m.told = r.tells(g, m)
	return m
}

// tells is a hash of all of an event that may make a difference to another story,
// but for what is read in its reports and what has become of the events from which
// its times are counted.
func (r *run) tells(g *group, m *mark) uint64 {
	h := fnv.New64a()
	fmt.Fprint(h, m.at, m.backward, m.looks)
	for _, a := range g.accounts {
		fmt.Fprint(h, " ", a.key, a.folded, a.src.origin, a.src.first, a.src.root != nil, a.src.article, a.src.nth, a.src.last, r.bonded[a.ref()], len(r.state.Of(string(a.src.report.ID))) > 1)
		if told := r.toldBy(a.src.report.ID); told != 0 {
			fmt.Fprint(h, " decided ", told)
		}
		if a.Time.Relative == nil || published(a.Time) {
			continue
		}
		if to := a.src.account(dateline.AccountID(a.Time.Relative.To)); to != nil && to.story == a.story {
			fmt.Fprint(h, " ", to.self().key, to.self().group.key)
		}
	}
	return h.Sum64()
}

// anew reports whether a report of a group came since Changes was last asked.
func (r *run) anew(g *group) bool {
	return slices.ContainsFunc(g.accounts, func(a *account) bool {
		_, came := r.linked[a.src.report.ID]
		return came
	})
}

// relate works out what recalls what, where the stories of some first pieces are
// new, another or gone. It gives back the stories whose events are other ones now.
func (r *run) relate(changed []PieceID) map[PieceID]bool {
	m, again, felt := r.recalls, map[PieceID]bool{}, map[PieceID]bool{}
	fresh, touched := map[*mark]bool{}, map[*mark]bool{}
	tell := func(x *mark) {
		again[x.story] = true
		if root := m.marks[x.root]; root != nil {
			again[root.story] = true
		}
	}
	kept := map[*mark]bool{}
	var others []*mark
	for _, first := range changed {
		if !r.isStory(first) {
			continue
		}
		again[first] = true
		for _, g := range r.story(first).own {
			x := r.markOf(g)
			if x == nil {
				continue
			}
			if old := m.marks[x.key]; old != nil && old.story == first && old.told == x.told && !r.anew(g) {
				kept[old] = true
				continue
			} else if old != nil && old.story == first {
				x.root = old.root
			}
			others = append(others, x)
			m.likes.put(x, likesOf(g))
		}
	}
	for _, first := range changed {
		for _, x := range m.of[first] {
			if kept[x] {
				continue
			}
			tell(x)
			for _, y := range append(slices.Clone(x.from), x.to) {
				if y != nil {
					touched[y] = true
				}
			}
			m.remove(x)
		}
		m.of[first] = slices.DeleteFunc(m.of[first], func(x *mark) bool { return !kept[x] })
		if len(m.of[first]) == 0 {
			delete(m.of, first)
		}
	}
	for _, x := range others {
		m.put(x)
		fresh[x], touched[x] = true, true
	}
	for _, x := range m.disturbance() {
		to, bound := r.aim(x, fresh)
		if x.to != to || x.bound != bound {
			for _, y := range []*mark{x, x.to, to} {
				if y != nil {
					touched[y] = true
				}
			}
			m.point(x, to)
		}
		x.bound = bound
		m.altered[x.story] = true
	}
	tops := map[*mark]bool{}
	for x := range touched {
		if m.marks[x.key] == x {
			tops[x.top()] = true
		}
	}
	for _, top := range inTurn(tops) {
		r.settle(top, func(x *mark, root uint64) {
			if x.root != root {
				tell(x)
				x.root = root
				m.altered[x.story], felt[x.story] = true, true
				tell(x)
			} else if fresh[x] {
				tell(x)
			}
		})
	}
	// what a story names by an event of its own that went elsewhere is told in
	// others of its events too, wherever those are told
	for first := range felt {
		for _, x := range m.of[first] {
			if root := m.marks[x.root]; root != nil {
				again[root.story] = true
			}
		}
	}
	return again
}

// inTurn are marks in their order, so that nothing hangs on that of a map.
func inTurn(set map[*mark]bool) []*mark {
	out := make([]*mark, 0, len(set))
	for x := range set {
		out = append(out, x)
	}
	slices.SortFunc(out, (*mark).compare)
	return out
}

// top is the event to which pointers lead.
func (m *mark) top() *mark {
	for m.to != nil {
		m = m.to
	}
	return m
}

// aim is what an event points to, and whether people decided it.
func (r *run) aim(x *mark, fresh map[*mark]bool) (to *mark, bound bool) {
	if to := r.boundTo(x); to != nil {
		return to, true
	}
	if !x.backward {
		return nil, false
	}
	near := r.recalls.nearest(x)
	seen := sum(near)
	if x.near == seen && !x.bound && !fresh[x] && !slices.ContainsFunc(near, func(y *mark) bool { return fresh[y] }) {
		return x.to, false
	}
	x.near = seen
	g := r.likes(x)
	l := &linker{rooms: r.rooms, bonds: &bonds{}}
	best := mergeAt - 1
	for _, y := range near { // in their order
		if to != nil && y.backward && !to.backward || x.shares(y) || r.apart(x, y) {
			continue
		}
		h := r.likes(y)
		if n, _, _ := l.likest(g.accounts, h.accounts); (n > best || n >= mergeAt && to != nil && to.backward && !y.backward) && g.mayJoin(l, h) {
			to, best = y, n
		}
	}
	return to, false
}

// settle makes events of all that leads to one: it takes in what points to it, and
// what points to that, and so on, level by level and in order; but no two of one
// story, which holds them apart, no report twice, nothing that people parted, and no more than recalledMost besides what people
// merged. What it does not take is an event by itself and takes in what points to it.
func (r *run) settle(top *mark, set func(x *mark, root uint64)) {
	roots := []*mark{top}
	for i := 0; i < len(roots); i++ {
		root := roots[i]
		set(root, root.key)
		in, level := []*mark{root}, []*mark{root}
		recalled := 0
		for len(level) > 0 {
			var next []*mark
			for _, x := range level {
				next = append(next, x.from...)
			}
			slices.SortFunc(next, (*mark).compare)
			level = nil
			for _, x := range next {
				if !x.bound && recalled == recalledMost || slices.ContainsFunc(in, func(y *mark) bool { return x.story == y.story || x.shares(y) || r.apart(x, y) }) {
					roots = append(roots, x)
					continue
				}
				if !x.bound {
					recalled++
				}
				set(x, root.key)
				in, level = append(in, x), append(level, x)
			}
		}
	}
}

// taken are the events that became part of one, nearest first.
func (m *recalls) taken(root *mark) []*mark {
	var out []*mark
	for level := []*mark{root}; len(level) > 0; {
		var next []*mark
		for _, x := range level {
			for _, y := range x.from {
				if y.root == root.key {
					next = append(next, y)
				}
			}
		}
		slices.SortFunc(next, (*mark).compare)
		out, level = append(out, next...), next
	}
	return out
}

// likest are the two accounts, one of each event, that are most like each other.
func (l *linker) likest(as, bs []*account) (best int, of, with *account) {
	best = no - 1
	for _, a := range as[:min(likestOf, len(as))] {
		for _, b := range bs[:min(likestOf, len(bs))] {
			if n := l.likeness(a, b, nil); n > best {
				best, of, with = n, a, b
			}
		}
	}
	return best, of, with
}

// backward reports whether all accounts of a group look back.
func backward(g *group) bool {
	return !slices.ContainsFunc(g.accounts, func(a *account) bool { return !a.Background })
}
