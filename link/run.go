package link

import (
	"slices"

	"dateline"
)

// A run makes stories, some or all, out of what the Linker knows. It works on
// copies of the sources: what it finds out of an account belongs to the run, while a
// source may stay with the Linker over many runs, or be fetched anew between two.
type run struct {
	*Linker
	naming  naming
	recalls *recalls
	bonded  map[accountRef][]refBond
	copies  map[dateline.ReportID]*source
	stories map[PieceID]*story
}

func (l *Linker) run(as naming, memory *recalls) *run {
	return &run{Linker: l, naming: as, recalls: memory, bonded: l.decided.byAccount(),
		copies: map[dateline.ReportID]*source{}, stories: map[PieceID]*story{}}
}

// source is the run's copy of a report with its reading, nil when it is not known.
func (r *run) source(id dateline.ReportID) *source {
	if s := r.copies[id]; s != nil {
		return s
	}
	known := r.sourceOf(id)
	if known == nil {
		return nil
	}
	s := *known
	r.copies[id] = &s
	s.origin = r.origins.Root(id)
	s.first = s.origin == id
	r.setVersion(&s)
	s.accounts = make([]*account, len(known.accounts))
	for i, a := range known.accounts {
		x, told := *a, *a.Account
		told.ID = accountID(id, a.local)
		x.Account, x.src = &told, &s
		s.accounts[i] = &x
	}
	if root := r.original(id); root != "" {
		s.root = r.source(root)
	}
	return &s
}

// story is the story of a first piece with its accounts grouped into events, as it
// would be if there were no other.
func (r *run) story(first PieceID) *story {
	if st := r.stories[first]; st != nil {
		return st
	}
	st := &story{first: first}
	r.stories[first] = st
	own := map[PieceID]bool{}
	for _, id := range r.told(first) {
		own[id] = true
		st.reports = append(st.reports, r.source(r.reportOf(id)))
	}
	slices.SortFunc(st.reports, func(a, b *source) int { return a.order.Compare(b.order) })
	st.reports = slices.Compact(st.reports)
	for _, s := range st.reports {
		for _, a := range s.accounts {
			if own[a.piece] {
				a.story, a.seat = st, int32(len(st.accounts))
				st.accounts = append(st.accounts, a)
			}
		}
	}
	r.regroup(st, r.linker(st))
	st.own = groupsIn(st.accounts)
	for _, g := range st.own {
		g.story, g.key = st, g.accounts[0].key
	}
	return st
}

func (r *run) linker(st *story) *linker {
	return &linker{rooms: r.rooms, bonds: r.decided.among(st.reports), story: st}
}

// told are the pieces that a story consists of: those of its cluster, and of the
// copies that follow their reports.
func (l *Linker) told(first PieceID) []PieceID {
	own := l.members(first)
	out := slices.Clone(own)
	asked := map[dateline.ReportID]bool{}
	for _, id := range own {
		report := l.reportOf(id)
		if asked[report] {
			continue
		}
		asked[report] = true
		for _, c := range l.origins.After(report) {
			if l.original(c) != report {
				continue
			}
			for _, p := range l.state.Of(string(c)) {
				if l.storyOf(c, p) == first {
					out = append(out, p)
				}
			}
		}
	}
	return out
}

// gather makes a story's events final: what other stories recall of them comes to
// them, and what they recall themselves goes.
func (r *run) gather(st *story) {
	l := r.linker(st)
	for _, g := range st.own {
		if m := r.recalls.marks[g.key]; m != nil && m.root != m.key {
			g.story = nil
			continue
		} else if m != nil {
			r.takeIn(l, g, m)
		}
		st.groups = append(st.groups, g)
		st.final = append(st.final, g.accounts...)
	}
	slices.SortStableFunc(st.groups, inOrder)
	sortAccounts(st.final)
}

// takeIn puts to an event what other stories recall of it.
func (r *run) takeIn(l *linker, g *group, m *mark) {
	base := map[*mark][]*account{m: slices.Clone(g.accounts)}
	for _, x := range r.recalls.taken(m) {
		from := r.story(x.story).group(x.key)
		base[x] = slices.Clone(from.accounts)
		on := joining{by: dateline.MergedRecall}
		if x.bound {
			on.by = dateline.MergedDecision
			on.a, on.b = r.bondOf(from.accounts, g.accounts)
		}
		if on.a == nil {
			_, on.a, on.b = l.likest(from.accounts, base[x.to])
		}
		g.take(from, on)
	}
	sortAccounts(g.accounts)
}

// event is the id of the event that a group is, or has become part of.
func (r *run) event(g *group) dateline.EventID {
	key := g.key
	if m := r.recalls.marks[key]; m != nil {
		key = m.root
	}
	return r.naming.event(key)
}

// report is a report with where it comes from.
func (r *run) report(s *source) dateline.Report {
	out := *s.report
	out.Origin = r.naming.origin(s.origin)
	comesFrom(&out, r.origins.Of(out.ID), r.origins.Prior(out.ID))
	return out
}

// bondOf is a pair that people merged, of one account among as and one among bs.
func (r *run) bondOf(as, bs []*account) (a, b *account) {
	for _, a := range as {
		for _, to := range r.bonded[a.ref()] {
			if i := slices.IndexFunc(bs, func(b *account) bool { return b.ref() == to.to }); to.merged && i >= 0 {
				return a, bs[i]
			}
		}
	}
	return nil, nil
}
