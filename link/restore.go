package link

import (
	"fmt"
	"slices"

	"dateline"
	"dateline/link/keep"
	"dateline/link/origin"
)

// A restoring is what is still owed after Restore: what was spoken of before it was
// restored, and what order needs.
type restoring struct {
	any     bool
	reports map[int32]bool // restored, or spoken of
	pieces  map[int32]bool // spoken of
}

// Restore takes up what was kept, by this Linker's own kind and version: what Changes
// gave, of each report the last: all that a ledger has, or what others have kept since,
// where a Fixed is nil that is as it was. It may be given part by part, in any order,
// before anything else is asked. The Linker must have kept all of its own. It goes on exactly as the one that wrote it.
func (l *Linker) Restore(all []dateline.Kept) error {
	if l.err != nil {
		return l.err
	}
	if !l.settled() || len(l.kept.altered) > 0 || len(l.kept.gone) > 0 {
		return dateline.Errorf(dateline.Internal, "what others linked cannot be taken up: this linker has changes of its own that are not kept yet; keep them first, or throw it away")
	}
	l.release()
	if err := l.restore(all); err != nil {
		l.fail(err)
		return err
	}
	return nil
}

func (l *Linker) restore(all []dateline.Kept) error {
	l.restoring.any = true
	l.decided.all, l.decided.given = nil, nil
	// what others linked may be read anew where nothing that is remembered here shows it
	clear(l.memos)
	l.recalls.likes = newLikings()
	if l.restoring.reports == nil {
		l.restoring.reports, l.restoring.pieces = map[int32]bool{}, map[int32]bool{}
	}
	gone := map[int32]bool{} // or written anew
	for _, k := range all {
		if rep, ok := l.state.has(k.Report); ok {
			l.strip(rep)
			if k.Fixed != nil || k.Moving == nil {
				gone[rep] = true
			}
		}
	}
	if len(gone) > 0 {
		l.state.under.Purge(func(at int32) bool { return gone[l.state.pieces.At(at).report] })
		l.state.posted = slices.DeleteFunc(l.state.posted, func(at int32) bool { return gone[l.state.pieces.At(at).report] })
		l.origins.Forget(gone)
		for rep := range gone {
			l.forget(rep)
			delete(l.reviewed, rep)
			l.state.reports.At(rep).there = false
			l.restoring.reports[rep] = true
			for _, at := range l.state.of(rep) {
				p := l.state.pieces.At(at)
				p.there, p.posted = false, false
				l.restoring.pieces[at] = true
			}
		}
	}
	for _, k := range all {
		if k.Moving == nil {
			if k.Fixed != nil {
				return stale(k.Report, errCut)
			}
			continue
		}
		if err := l.restoreOne(k); err != nil {
			return stale(k.Report, err)
		}
	}
	return nil
}

// strip takes from a report what its Moving says.
func (l *Linker) strip(rep int32) {
	st := l.state
	for _, at := range st.of(rep) {
		l.recalls.forget(st.id(at))
		p := st.pieces.At(at)
		var others []edge
		for _, e := range p.edges {
			if !e.own() {
				others = append(others, e)
				continue
			}
			q := st.pieces.At(e.to)
			q.edges = slices.DeleteFunc(q.edges, func(f edge) bool { return f.to == at && !f.own() })
		}
		p.edges = others
		delete(l.decided.stories, st.id(at))
		if p.into >= 0 {
			st.setKids(p.into, slices.DeleteFunc(st.kids[p.into], func(kid int32) bool { return kid == at }))
			p.into = -1
		}
	}
}

var (
	errTwice   = fmt.Errorf("it is given twice")
	errNoFixed = fmt.Errorf("the part of it that never changes is missing")
)

func (l *Linker) restoreOne(k dateline.Kept) error {
	st := l.state
	m, moving, decided, err := readMoving(k.Moving)
	if err != nil {
		return err
	}
	rep := st.report(k.Report)
	e := st.reports.At(rep)
	var f *origin.Fixed
	var contents []*content
	if k.Fixed != nil {
		h, err := readFixedHead(&keep.Code{B: k.Fixed})
		if err != nil {
			return err
		}
		if e.there {
			return errTwice
		}
		e.there, e.published, e.hash = true, h.published, h.hash
		f, contents = &h.origin, h.pieces
	} else {
		if !e.there {
			return errNoFixed
		}
		held := l.fixed(rep)
		f, contents = &origin.Fixed{Head: *held.head}, held.pieces
	}
	if len(contents) != len(moving) {
		return errCut
	}
	l.restoring.reports[rep] = true
	l.origins.Restore(rep, f, &m)
	e.copied, e.saved = false, sumOf(k.Moving)
	l.setReviewed(rep, decided)
	for i, c := range contents {
		at := st.piece(rep, c.part)
		p := st.pieces.At(at)
		was := p.there && p.posted
		p.there, p.posted = true, moving[i].posted
		e.copied = e.copied || !p.posted
		switch {
		case p.posted && !was:
			st.posted = append(st.posted, at)
			for _, key := range c.keys {
				st.under.Stage(key, at)
			}
		case was && !p.posted:
			st.posted = slices.DeleteFunc(st.posted, func(x int32) bool { return x == at })
			for _, key := range c.keys {
				st.under.Remove(key, at)
			}
		}
		l.restorePiece(at, &moving[i])
	}
	return l.err
}

func (l *Linker) restorePiece(at int32, m *movingPiece) {
	st := l.state
	l.recalls.restore(st.id(at), m.marks)
	p := st.pieces.At(at)
	if len(m.bonds) > 0 {
		bonds := make([]bond, len(m.bonds))
		for i, b := range m.bonds {
			bonds[i] = bond{pieceID(b.to.report, b.to.part), b.merged}
		}
		l.decided.stories[st.id(at)] = bonds
	}
	if m.into != nil {
		p.into, p.since = l.spokenOf(*m.into), m.since
		st.kids[p.into] = append(st.kids[p.into], at)
	}
	if len(m.edges) > 0 {
		p.edges = slices.Grow(p.edges, len(m.edges))
	}
	for _, e := range m.edges {
		to := l.spokenOf(e.to)
		p.addEdge(newEdge(to, e.points, true))
		st.pieces.At(to).addEdge(newEdge(at, e.points, false))
	}
}

// spokenOf is a piece that may be restored only later.
func (l *Linker) spokenOf(ref pieceRef) int32 {
	rep := l.state.report(ref.report)
	at := l.state.piece(rep, ref.part)
	if !l.state.pieces.At(at).there {
		l.restoring.reports[rep], l.restoring.pieces[at] = true, true
	}
	return at
}

// ready makes sure, after Restore, that nothing is missing, and lets go of what was
// kept.
func (l *Linker) ready() {
	l.release()
	if !l.restoring.any || l.err != nil {
		return
	}
	st := l.state
	sound := l.recalls.tie()
	sound = l.origins.Sound() && sound
	for at := range l.restoring.pieces {
		p := st.pieces.At(at)
		if p.there {
			continue
		}
		if len(p.edges) > 0 || len(st.kids[at]) > 0 {
			sound = false
			continue
		}
		st.drop(at)
	}
	if !sound {
		l.fail(dateline.Errorf(dateline.Invalid, "what was kept for linking speaks of reports of which nothing was kept; the ledger's linking state must be made anew"))
		return
	}
	for rep := range l.restoring.reports {
		e := st.reports.At(rep)
		switch {
		case !e.there:
			id := st.ids.ID(rep)
			*e = entry{}
			st.ids.Drop(id)
		case e.copied:
			e.under = -1
			if root, ok := st.has(l.original(dateline.ReportID(st.ids.ID(rep)))); ok {
				e.under = root
			}
		}
	}
	if !slices.IsSortedFunc(st.posted, st.compare) {
		slices.SortFunc(st.posted, st.compare)
	}
	done := make(chan struct{})
	go func() {
		l.origins.Flush()
		close(done)
	}()
	st.under.Flush()
	<-done
	l.restoring = restoring{}
}
