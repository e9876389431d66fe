package link

import (
	"cmp"
	"math"
	"slices"
	"sort"

	"dateline"
	"dateline/link/keep"
)

// A state is what a Linker always knows of all reports and pieces: their order,
// their clusters and likenesses, and who is posted under which key. It holds no
// text and no words.
type state struct {
	ids     *keep.IDs // of reports
	reports keep.Table[entry]
	pieces  keep.Table[spot]
	top     int32 // one more than the highest number of a piece
	free    []int32
	rest    map[int32][]int32 // pieces of a round-up, by report
	parts   map[int32]string  // of round-ups, by piece
	byPart  map[PieceID]int32
	kids    map[int32][]int32 // those that became part of a piece's cluster
	posted  []int32           // all, in canonical order
	under   *keep.Posts
}

func newState() *state {
	st := &state{ids: keep.NewIDs(), rest: map[int32][]int32{}, parts: map[int32]string{}, byPart: map[PieceID]int32{}, kids: map[int32][]int32{}}
	st.under = keep.NewPosts(func(a, b int32) bool { return st.compare(a, b) < 0 })
	return st
}

// An entry is a report.
type entry struct {
	known     bool  // the rest says something
	there     bool  // it was added or restored; else something that was restored speaks of it
	copied    bool  // it repeats another report; as the Linker last knew
	under     int32 // which; likewise; -1 for none
	first     int32 // its piece, -1 when it has none or is a round-up, whose pieces stand in rest
	published int64 // see Order
	hash      string
	saved     uint64 // a hash of what was last kept of what moves
}

// A spot is a piece's place.
type spot struct {
	report int32
	into   int32 // the first piece of the cluster that this one's became part of, -1 while it is first itself
	since  int32 // the epoch in which it did
	there  bool
	posted bool
	edges  []edge // to the pieces that are like it, earlier and later ones
}

// An edge joins two pieces that are like each other. Both have it; it belongs to
// the later of the two.
type edge struct {
	to int32
	is int32
}

func newEdge(to, points int32, own bool) edge {
	if own {
		return edge{to, points<<1 | 1}
	}
	return edge{to, points << 1}
}

// addEdge grows a piece's edges by a quarter, not to twice their number.
func (p *spot) addEdge(e edge) {
	if n := len(p.edges); n == cap(p.edges) {
		p.edges = append(make([]edge, 0, n+n/4+2), p.edges...)
	}
	p.edges = append(p.edges, e)
}

// points are hundredths; see kinship.
func (e edge) points() int32 { return e.is >> 1 }

// own reports whether the edge leads from the later piece to the earlier one.
func (e edge) own() bool { return e.is&1 == 1 }

// report is the number of a report, a new one if it has none.
func (st *state) report(id dateline.ReportID) int32 {
	rep := st.ids.Put(string(id))
	if e := st.reports.At(rep); !e.known {
		*e = entry{known: true, under: -1, first: -1}
	}
	return rep
}

// has is the number of a report that is there.
func (st *state) has(id dateline.ReportID) (int32, bool) {
	rep, ok := st.ids.At(string(id))
	return rep, ok && st.reports.At(rep).there
}

func (st *state) reportID(rep int32) dateline.ReportID { return dateline.ReportID(st.ids.ID(rep)) }

// pieceID is the id of a report's part.
func pieceID(report dateline.ReportID, part string) PieceID {
	if part == "" {
		return PieceID(report)
	}
	return PieceID(string(report) + "/" + part)
}

func (st *state) id(at int32) PieceID {
	report := st.reportID(st.pieces.At(at).report)
	if len(st.parts) == 0 {
		return PieceID(report)
	}
	return pieceID(report, st.parts[at])
}

// at is the piece of an id that is there.
func (st *state) at(id PieceID) (int32, bool) {
	if rep, ok := st.ids.At(string(id)); ok {
		if e := st.reports.At(rep); e.known && e.first >= 0 {
			return e.first, st.pieces.At(e.first).there
		}
	}
	at, ok := st.byPart[id]
	return at, ok && st.pieces.At(at).there
}

// of are the pieces of a report, in order of their ids.
func (st *state) of(rep int32) []int32 {
	e := st.reports.At(rep)
	switch {
	case !e.known:
		return nil
	case e.first < 0:
		return st.rest[rep]
	case len(st.rest) > 0 && len(st.rest[rep]) > 0: // while it is restored
		return append([]int32{e.first}, st.rest[rep]...)
	}
	return []int32{e.first}
}

// piece is a report's piece, a new one if it has none of that part.
func (st *state) piece(rep int32, part string) int32 {
	if e := st.reports.At(rep); part == "" && e.first >= 0 {
		return e.first
	} else if part != "" {
		if at, ok := st.byPart[pieceID(st.reportID(rep), part)]; ok {
			return at
		}
	}
	var at int32
	if n := len(st.free); n > 0 {
		at, st.free = st.free[n-1], st.free[:n-1]
	} else {
		at = st.top
		st.top++
	}
	*st.pieces.At(at) = spot{report: rep, into: -1}
	if part == "" {
		st.reports.At(rep).first = at
		return at
	}
	st.parts[at] = part
	st.byPart[st.id(at)] = at
	of := append(st.rest[rep], at)
	slices.SortFunc(of, func(a, b int32) int { return cmp.Compare(st.id(a), st.id(b)) })
	st.rest[rep] = of
	return at
}

// drop forgets a piece that nothing leads to.
func (st *state) drop(at int32) {
	rep := st.pieces.At(at).report
	if st.reports.At(rep).first == at {
		st.reports.At(rep).first = -1
	} else {
		delete(st.byPart, st.id(at))
		delete(st.parts, at)
		if st.rest[rep] = slices.DeleteFunc(st.rest[rep], func(x int32) bool { return x == at }); len(st.rest[rep]) == 0 {
			delete(st.rest, rep)
		}
	}
	*st.pieces.At(at) = spot{into: -1}
	st.free = append(st.free, at)
}

// compare orders pieces; see Order.
func (st *state) compare(a, b int32) int {
	if a == b {
		return 0
	}
	x, y := st.pieces.At(a).report, st.pieces.At(b).report
	if x != y {
		e, f := st.reports.At(x), st.reports.At(y)
		if c := cmp.Or(cmp.Compare(e.published, f.published), cmp.Compare(e.hash, f.hash)); c != 0 {
			return c
		}
	}
	return cmp.Compare(st.id(a), st.id(b))
}

// compareReports orders reports as compare does their pieces.
func (st *state) compareReports(x, y int32) int {
	e, f := st.reports.At(x), st.reports.At(y)
	return cmp.Or(cmp.Compare(e.published, f.published), cmp.Compare(e.hash, f.hash), cmp.Compare(st.ids.ID(x), st.ids.ID(y)))
}

// epoch is the day, in UTC from 1970, by which a piece is clustered.
func (st *state) epoch(at int32) int32 {
	published := st.reports.At(st.pieces.At(at).report).published
	if published == math.MaxInt64 {
		return undatedEpoch
	}
	day := published / (24 * 60 * 60)
	if published < 0 && day*24*60*60 != published {
		day--
	}
	return int32(max(math.MinInt32, min(day, undatedEpoch-1)))
}

// place is where a piece stands among those posted, or would stand.
func (st *state) place(at int32) int {
	if n := len(st.posted); n == 0 || st.compare(st.posted[n-1], at) < 0 {
		return n // most reports come in order
	}
	return sort.Search(len(st.posted), func(i int) bool { return st.compare(st.posted[i], at) >= 0 })
}

// post puts a piece under its keys.
func (st *state) post(at int32, keys []uint32) {
	st.pieces.At(at).posted = true
	st.posted = slices.Insert(st.posted, st.place(at), at)
	for _, k := range keys {
		st.under.Insert(k, at)
	}
}

// unpost undoes post.
func (st *state) unpost(at int32, keys []uint32) {
	st.pieces.At(at).posted = false
	if i := st.place(at); i < len(st.posted) && st.posted[i] == at {
		st.posted = slices.Delete(st.posted, i, i+1)
	}
	for _, k := range keys {
		st.under.Remove(k, at)
	}
}

// since are the posted pieces of an epoch and of those behind it, in canonical
// order.
func (st *state) since(epoch int32) []int32 {
	i := sort.Search(len(st.posted), func(i int) bool { return st.epoch(st.posted[i]) >= epoch })
	return slices.Clone(st.posted[i:])
}

// first is the first piece of the cluster that a piece is in.
func (st *state) first(at int32) int32 {
	for {
		into := st.pieces.At(at).into
		if into < 0 {
			return at
		}
		at = into
	}
}

// members are the pieces of a cluster, by its first, in canonical order.
func (st *state) members(first int32) []int32 {
	out := []int32{first}
	for i := 0; i < len(out); i++ {
		out = append(out, st.kids[out[i]]...)
	}
	slices.SortFunc(out, st.compare)
	return out
}

// A Piece is what a report, or one part of a round-up, tells of one development,
// as it stands in its cluster.
type Piece struct {
	ID     PieceID
	Report dateline.ReportID
	Into   PieceID // the first piece of the cluster that its own became part of, "" while it is first itself
	posted bool    // it is in comparisons: no copy's
}

// Piece is the piece of an id, nil when there is none.
func (st *state) Piece(id PieceID) *Piece {
	at, ok := st.at(id)
	if !ok {
		return nil
	}
	p := st.pieces.At(at)
	out := &Piece{ID: id, Report: st.reportID(p.report), posted: p.posted}
	if p.into >= 0 {
		out.Into = st.id(p.into)
	}
	return out
}

// Of are the pieces of a report, in order of their ids.
func (st *state) Of(report string) []PieceID {
	rep, ok := st.has(dateline.ReportID(report))
	if !ok {
		return nil
	}
	var out []PieceID
	for _, at := range st.of(rep) {
		out = append(out, st.id(at))
	}
	return out
}
