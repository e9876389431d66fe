package link

import (
	"maps"
	"math"
	"slices"

	"dateline"
	"dateline/link/keep"
	"dateline/link/origin"
)

// A Linker groups a stream of reports. Add places a report at once, by what is
// known; Settle places whatever that touched as if all reports had come in
// canonical order, so that the same reports give the same stories and events
// in whatever order they came. Both cost what is near a report, not what came
// before. A Linker is for one goroutine.
type Linker struct {
	rooms
	held
	state   *state
	origins *origin.Index
	again   map[int32]bool // pieces to be compared anew: what they could be like has changed
	from    int32          // the first epoch that is to be clustered anew
	decided decided
	// What changed of the clusters since the last Settle: of pieces that moved the
	// first of the cluster that they were in, "" for none; and pieces of which more
	// than the cluster changed.
	was   map[PieceID]PieceID
	stale map[PieceID]bool
	// dirty are the firsts of the stories whose members, sources or origins Settle
	// found changed; some of them are firsts no more, or gone. Who makes the stories
	// anew clears it.
	dirty     map[PieceID]bool
	kept      kept
	restoring restoring
	// What Changes tells next, besides the stories that are dirty.
	linked  map[dateline.ReportID]bool // that came or went, and whether they were there before
	origin  map[dateline.ReportID]bool // whose origin may be another
	recalls *recalls
	memos   map[int32]memo // how stories were grouped, by their first pieces
	// reviewed is what decisions came to, by the reports on which there are any.
	reviewed map[int32]reviewed
}

// New is a Linker that holds all that it is given.
func New(o Options) *Linker { return open(o, nil) }

// Open is a Linker that holds an index of what it is given, and fetches from src
// what it needs of older reports than the last. A report that is added must be in
// src from then on, as it was given.
func Open(o Options, src Sources) *Linker { return open(o, src) }

func open(o Options, src Sources) *Linker {
	l := &Linker{rooms: o.rooms(), state: newState(), again: map[int32]bool{}, from: math.MaxInt32,
		decided: decided{stories: map[PieceID][]bond{}}, was: map[PieceID]PieceID{}, stale: map[PieceID]bool{}, dirty: map[PieceID]bool{}, kept: newKept(),
		linked: map[dateline.ReportID]bool{}, origin: map[dateline.ReportID]bool{}, recalls: newRecalls(), memos: map[int32]memo{}, reviewed: map[int32]reviewed{}}
	l.held = newHeld(o, src)
	var shelf origin.Shelf
	bodies := 0
	if src != nil {
		shelf, bodies = (*originShelf)(l), o.bodies()
	}
	l.origins = origin.Open(l.state.ids, true, shelf, bodies)
	return l
}

// Add takes up a report with its reading and places it for the time being. Its
// ID must be set; a report of an ID that is known replaces that one. Neither is
// changed, but for the report's genre, which the reading tells.
func (l *Linker) Add(r *dateline.Report, reading *dateline.Reading) {
	l.comes(r.ID)
	l.Remove(r.ID)
	s, decided := l.taken(r, reading)
	rep := l.state.report(r.ID)
	e := l.state.reports.At(rep)
	e.there, e.published, e.hash = true, s.order.Published, keep.Short(r.SHA256)
	l.decided.renew(e.hash)
	l.hold(rep, s)
	l.kept.added(rep, r.ID)
	l.setReviewed(rep, decided)
	f := &fixed{head: l.origins.Add(r.ID, r, sentencesIn(r, reading))}
	l.fresh[rep] = f
	l.soilStory(r.ID)
	e.copied = l.original(r.ID) != ""
	var all []int32
	for _, c := range l.contents(s) {
		all = append(all, l.state.piece(rep, c.part))
		f.pieces = append(f.pieces, c)
	}
	for i, at := range all {
		id := l.state.id(at)
		l.stale[id] = true
		l.moves(id)
		l.state.pieces.At(at).there = true
		if !e.copied {
			l.state.post(at, f.pieces[i].keys)
		}
	}
	if !e.copied {
		for _, at := range all {
			l.enter(at)
		}
	}
}

// sentencesIn are the article's own sentences.
func sentencesIn(r *dateline.Report, reading *dateline.Reading) []string {
	own := make([]string, len(reading.Sentences))
	for i, sp := range reading.Sentences {
		own[i] = sp.In(r.Text)
	}
	return own
}

// original is the report that another is a copy of, "" when it is none: what
// stands in both is then told once.
func (l *Linker) original(id dateline.ReportID) dateline.ReportID {
	root, _ := l.origins.Copied(id)
	return root
}

// enter compares a piece that was just posted and places it for the time being.
func (l *Linker) enter(at int32) {
	l.disturb(at)
	l.compare(at)
	best := edge{-1, math.MinInt32}
	for _, e := range l.state.pieces.At(at).edges {
		if p := e.points(); p > 0 && (best.to < 0 || p > best.points() || p == best.points() && l.state.compare(e.to, best.to) < 0) {
			best = e
		}
	}
	if best.to >= 0 {
		l.unite(best.to, at, l.state.epoch(at))
	}
}

// touch marks an epoch, and all behind it, to be clustered anew.
func (l *Linker) touch(epoch int32) { l.from = min(l.from, epoch) }

// leave takes a piece out of all comparisons.
func (l *Linker) leave(at int32) {
	p := l.state.pieces.At(at)
	if !p.posted {
		return
	}
	l.rewind(at, l.state.epoch(at))
	l.touch(l.state.epoch(at))
	l.disturb(at)
	for _, e := range p.edges {
		l.cut(e.to, at)
	}
	p.edges = nil
	delete(l.again, at)
	l.kept.alter(p.report)
	l.state.unpost(at, l.content(at).keys)
}

// Remove forgets a report: after Settle all is as if it had never come. It
// reports whether the report was known. Of an Open Linker its Sources must still
// have it.
func (l *Linker) Remove(id dateline.ReportID) bool {
	l.ready()
	rep, ok := l.state.has(id)
	if !ok {
		return false
	}
	l.comes(id)
	l.soilStory(id)
	l.decided.renew(l.state.reports.At(rep).hash)
	pieces := slices.Clone(l.state.of(rep))
	for _, at := range pieces {
		l.leave(at)
	}
	l.origins.Remove(id)
	for _, at := range pieces {
		l.moves(l.state.id(at))
		l.state.drop(at)
	}
	l.forget(rep)
	l.kept.removed(rep, id)
	delete(l.reviewed, rep)
	*l.state.reports.At(rep) = entry{}
	l.state.ids.Drop(string(id))
	return true
}

// disturb marks the pieces for which one stands, or stood, among the latest that
// a key brings together with them.
func (l *Linker) disturb(at int32) {
	for _, k := range l.content(at).keys {
		_, after := l.state.under.Around(l.state.under.Of(k), at, 0, postedMost)
		for _, q := range after {
			l.again[q] = true
		}
	}
}

// compare finds the piece's edges to earlier ones anew.
func (l *Linker) compare(at int32) {
	found := l.near(at)
	p := l.state.pieces.At(at)
	var edges []edge
	for _, e := range p.edges {
		if e.own() {
			l.cut(e.to, at)
		} else {
			edges = append(edges, e)
		}
	}
	p.edges = slices.Concat(found, edges)
	for _, e := range found {
		l.state.pieces.At(e.to).addEdge(newEdge(at, e.points(), false))
	}
	l.kept.alter(p.report)
	l.touch(l.state.epoch(at))
}

// cut takes the edge to another from a piece.
func (l *Linker) cut(from, to int32) {
	p := l.state.pieces.At(from)
	i := slices.IndexFunc(p.edges, func(e edge) bool { return e.to == to })
	if i < 0 {
		return
	}
	if p.edges[i].own() {
		l.kept.alter(p.report)
	}
	p.edges = slices.Delete(p.edges, i, i+1)
}

// Settle makes the stories a function of the reports alone: it compares anew
// what late or removed reports disturbed, and clusters anew from the day of the
// earliest piece that was touched. In a stream that comes in order that is the last
// day; the clusters of the days before stand.
func (l *Linker) Settle() {
	l.ready()
	if l.decided.all == nil && l.decided.given != nil {
		l.Decide(l.decided.given) // a report has come or gone that decisions name
	}
	for _, id := range l.origins.Settle() {
		l.origin[id] = true
		l.soilStory(id)
		if rep, ok := l.state.has(id); ok && l.state.reports.At(rep).copied != (l.original(id) != "") {
			l.state.reports.At(rep).copied = !l.state.reports.At(rep).copied
			l.repost(rep)
		}
	}
	for _, at := range slices.Sorted(maps.Keys(l.again)) {
		l.compare(at)
	}
	clear(l.again)
	defer l.soil()
	if l.from == math.MaxInt32 {
		return
	}
	pieces := l.state.since(l.from)
	for _, at := range pieces {
		l.rewind(at, l.from)
	}
	for len(pieces) > 0 {
		epoch := l.state.epoch(pieces[0])
		n := slices.IndexFunc(pieces, func(at int32) bool { return l.state.epoch(at) != epoch })
		if n < 0 {
			n = len(pieces)
		}
		l.cluster(epoch, pieces[:n])
		pieces = pieces[n:]
	}
	l.from = math.MaxInt32
}

// repost enters the pieces of a report that was taken for a copy, or takes out
// those of one that has turned out to be one.
func (l *Linker) repost(rep int32) {
	l.kept.alter(rep)
	for _, at := range l.state.of(rep) {
		if l.state.pieces.At(at).posted {
			l.leave(at)
			continue
		}
		l.state.post(at, l.content(at).keys)
		l.enter(at)
	}
}

// reports are the sources in canonical order.
func (l *Linker) reports() []*source {
	var all []int32
	for rep := range l.state.ids.All {
		if l.state.reports.At(rep).there {
			all = append(all, rep)
		}
	}
	slices.SortFunc(all, l.state.compareReports)
	out := make([]*source, len(all))
	for i, rep := range all {
		out[i] = l.sourceOf(l.state.reportID(rep))
	}
	return out
}
