package link

import (
	"cmp"
	"math"
	"slices"

	"dateline"
	"dateline/link/origin"
)

// A Linker groups a stream of reports. Add places a report at once, by what is
// known; Settle places whatever that touched as if all reports had come in
// canonical order, so that the same reports give the same stories and events
// in whatever order they came. Both cost what is near a report, not what came
// before. A Linker is for one goroutine.
type Linker struct {
	rooms
	state   State
	origins *origin.Index
	sources map[dateline.ReportID]*source
	again   map[PieceID]bool // to be compared anew: what it could be like has changed
	from    int32            // the first epoch that is to be clustered anew
	decided decided
	// What changed of the clusters since the last Settle: of pieces that moved the
	// first of the cluster that they were in, "" for none; and pieces of which more
	// than the cluster changed.
	was   map[PieceID]PieceID
	stale map[PieceID]bool
	// dirty are the firsts of the stories whose members, sources or origins Settle
	// found changed; some of them are firsts no more, or gone. Who makes the stories
	// anew clears it.
	dirty map[PieceID]bool
}

// New is a Linker over a State; nil is a fresh Memory.
func New(o Options, st State) *Linker {
	if st == nil {
		st = NewMemory()
	}
	return &Linker{rooms: o.rooms(), state: st, origins: origin.New(), sources: map[dateline.ReportID]*source{}, again: map[PieceID]bool{}, from: math.MaxInt32,
		was: map[PieceID]PieceID{}, stale: map[PieceID]bool{}, dirty: map[PieceID]bool{}}
}

// Add takes up a report with its reading and places it for the time being. Its
// ID must be set; a report of an ID that is known replaces that one. Neither is
// changed, but for the report's genre, which the reading tells.
func (l *Linker) Add(r *dateline.Report, reading *dateline.Reading) {
	if l.sources[r.ID] != nil {
		l.Remove(r.ID)
	}
	s := l.source(r, reading)
	l.sources[r.ID] = s
	own := make([]string, len(reading.Sentences))
	for i, sp := range reading.Sentences {
		own[i] = sp.In(r.Text)
	}
	l.origins.Add(r.ID, r, own)
	l.soilStory(r.ID)
	s.copied = s.under != ""
	for _, p := range l.pieces(s) {
		l.stale[p.ID] = true
		l.moves(p.ID)
		p.posted = !s.copied
		l.state.Put(p)
		if p.posted {
			l.enter(p)
		}
	}
}

// sourceOf is a report with its reading, as it was added; nil when it is not
// known.
func (l *Linker) sourceOf(id dateline.ReportID) *source { return l.sources[id] }

// members are the pieces of a cluster, by its first, in canonical order.
func (l *Linker) members(first PieceID) []PieceID {
	var all []*Piece
	stack := []PieceID{first}
	for len(stack) > 0 {
		p := l.state.Piece(stack[len(stack)-1])
		stack = stack[:len(stack)-1]
		if p == nil {
			continue
		}
		all = append(all, p)
		for _, k := range p.Kids {
			stack = append(stack, k.ID)
		}
	}
	slices.SortFunc(all, func(a, b *Piece) int { return a.Order.Compare(b.Order) })
	out := make([]PieceID, len(all))
	for i, p := range all {
		out[i] = p.ID
	}
	return out
}

// original is the report that another is a copy of, "" when it is none: what
// stands in both is then told once.
func (l *Linker) original(id dateline.ReportID) dateline.ReportID {
	root, _ := l.origins.Copied(id)
	return root
}

// enter compares a piece that was just posted and places it for the time being.
func (l *Linker) enter(p *Piece) {
	l.disturb(p)
	l.compare(p)
	var best Edge
	for _, e := range l.state.Piece(p.ID).Edges {
		if e.Points > best.Points {
			best = e
		}
	}
	if best.To != "" {
		l.unite(best.To, p.ID, p.epoch())
	}
}

// touch marks an epoch, and all behind it, to be clustered anew.
func (l *Linker) touch(epoch int32) { l.from = min(l.from, epoch) }

// leave takes a piece out of all comparisons.
func (l *Linker) leave(p *Piece) {
	l.rewind(p.ID, p.epoch())
	l.touch(p.epoch())
	l.disturb(p)
	for _, e := range p.Edges {
		l.drop(e.To, p.ID)
	}
	delete(l.again, p.ID)
}

// Remove forgets a report: after Settle all is as if it had never come. It
// reports whether the report was known.
func (l *Linker) Remove(id dateline.ReportID) bool {
	if l.sources[id] == nil {
		return false
	}
	l.soilStory(id)
	delete(l.sources, id)
	l.origins.Remove(id)
	for _, piece := range slices.Clone(l.state.Of(string(id))) {
		l.leave(l.state.Piece(piece))
		l.moves(piece)
		l.state.Drop(piece)
	}
	return true
}

// disturb marks the pieces for which p stands, or stood, among the latest that
// a key brings together with them.
func (l *Linker) disturb(p *Piece) {
	if !p.posted {
		return
	}
	for _, k := range p.keys {
		for _, id := range l.state.After(k, p.Order, postedMost) {
			l.again[id] = true
		}
	}
}

// compare finds the piece's edges to earlier ones anew.
func (l *Linker) compare(p *Piece) {
	id := p.ID
	edges := near(l.state, p)
	for _, e := range p.Edges {
		if q := l.state.Piece(e.To); q.Order.Compare(p.Order) < 0 {
			l.drop(e.To, id)
		} else {
			edges = append(edges, e)
		}
	}
	q := *p
	q.Edges = edges
	l.state.Put(&q)
	l.touch(p.epoch())
	for _, e := range edges {
		if o := l.state.Piece(e.To); o.Order.Compare(p.Order) < 0 {
			o := *o
			o.Edges = append(slices.Clip(o.Edges), Edge{id, e.Points})
			l.state.Put(&o)
		}
	}
}

// drop takes the edge to gone from a piece.
func (l *Linker) drop(from, gone PieceID) {
	p := *l.state.Piece(from)
	p.Edges = slices.DeleteFunc(slices.Clone(p.Edges), func(e Edge) bool { return e.To == gone })
	l.state.Put(&p)
}

// Settle makes the stories a function of the reports alone: it compares anew
// what late or removed reports disturbed, and clusters anew from the day of the
// earliest piece that was touched. In a stream that comes in order that is the last
// day; the clusters of the days before stand.
func (l *Linker) Settle() {
	for _, id := range l.origins.Settle() {
		l.soilStory(id)
		if s := l.sources[id]; s != nil && s.copied != (l.original(id) != "") {
			s.copied = !s.copied
			l.repost(s)
		}
	}
	for _, id := range ids(l.again) {
		l.compare(l.state.Piece(id))
	}
	clear(l.again)
	defer l.soil()
	if l.from == math.MaxInt32 {
		return
	}
	pieces := l.state.Since(l.from)
	for _, p := range pieces {
		l.rewind(p.ID, l.from)
	}
	for len(pieces) > 0 {
		epoch := pieces[0].epoch()
		n := slices.IndexFunc(pieces, func(p *Piece) bool { return p.epoch() != epoch })
		if n < 0 {
			n = len(pieces)
		}
		l.cluster(epoch, pieces[:n])
		pieces = pieces[n:]
	}
	l.from = math.MaxInt32
}

// soilStory notes that something of a report is to change, or has: its stories by
// the original that it had are to be told anew, and by the one that it has.
func (l *Linker) soilStory(id dateline.ReportID) {
	s := l.sources[id]
	if s == nil {
		return
	}
	for _, under := range []dateline.ReportID{id, s.under, l.original(id)} {
		for _, p := range l.state.Of(string(under)) {
			l.stale[p] = true
		}
	}
	s.under = l.original(id)
}

// repost enters the pieces of a report that was taken for a copy, or takes out
// those of one that has turned out to be one.
func (l *Linker) repost(s *source) {
	for _, id := range l.state.Of(string(s.report.ID)) {
		p := *l.state.Piece(id)
		if !p.posted {
			p.posted = true
			l.state.Put(&p)
			l.enter(&p)
			continue
		}
		l.leave(&p)
		p = *l.state.Piece(id)
		p.posted, p.Edges = false, nil
		l.state.Put(&p)
	}
}

func ids(set map[PieceID]bool) []PieceID {
	out := make([]PieceID, 0, len(set))
	for id := range set {
		out = append(out, id)
	}
	slices.Sort(out)
	return out
}

// reports are the sources in canonical order.
func (l *Linker) reports() []*source {
	out := make([]*source, 0, len(l.sources))
	for _, s := range l.sources {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b *source) int {
		return cmp.Or(a.order.Compare(b.order), cmp.Compare(a.report.ID, b.report.ID))
	})
	return out
}
