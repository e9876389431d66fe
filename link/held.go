package link

import (
	"cmp"
	"math"

	"dateline"
	"dateline/link/keep"
	"dateline/link/origin"
)

// Sources give a Linker what it holds no more of a report that was added. An error
// of theirs stays with the Linker; see Err.
type Sources interface {
	// Source is the report and the reading, as Add was given them.
	Source(id dateline.ReportID) (*dateline.Report, *dateline.Reading, error)
	// Fixed is the Fixed of what was kept of the report.
	Fixed(id dateline.ReportID) ([]byte, error)
}

// How much an Open Linker holds unless Options say otherwise, some 130 MB in all. The
// reports are those of the stories that are told again and again in these days.
const (
	sourcesHeld = 80 << 20
	piecesHeld  = 1 << 13
	bodiesHeld  = 1 << 12
)

func (o Options) bodies() int { return cmp.Or(o.HoldBodies, bodiesHeld) }

// held is what a Linker holds for the time being of what lies elsewhere.
type held struct {
	src     Sources // nil when all is held
	err     error
	sources *keep.Recent[*source]
	recent  *keep.Recent[*fixed]
	fresh   map[int32]*fixed // by report: not kept yet, so nobody else has it
	serial  uint64           // of the last source taken up
}

func newHeld(o Options, src Sources) held {
	h := held{src: src, fresh: map[int32]*fixed{}}
	if src == nil {
		h.sources, h.recent = keep.NewRecent[*source](0), keep.NewRecent[*fixed](1)
		return h
	}
	h.sources, h.recent = keep.NewWeighed(cmp.Or(o.HoldSources, sourcesHeld), (*source).size), keep.NewRecent[*fixed](cmp.Or(o.HoldPieces, piecesHeld))
	return h
}

// fixed is what of a report never changes, as grouping needs it.
type fixed struct {
	head   *origin.Head
	pieces []*content // in order of their ids
	kept   bool
}

// Err is the first error of an Open Linker's Sources, or of what was restored. From
// then on what the Linker says means nothing; whoever has it throws it away and
// restores another.
func (l *Linker) Err() error { return l.err }

func (l *Linker) fail(err error) {
	if l.err == nil {
		l.err = err
	}
}

func (h *held) forget(rep int32) {
	h.sources.Drop(rep)
	h.recent.Drop(rep)
	delete(h.fresh, rep)
}

// sourceOf is a report with its reading, as it was added; nil when it is not
// known.
func (l *Linker) sourceOf(id dateline.ReportID) *source {
	rep, ok := l.state.has(id)
	if !ok {
		return nil
	}
	s, ok := l.sources.Get(rep)
	if !ok {
		s, _ = l.taken(l.fetch(id))
		l.hold(rep, s)
	}
	return s
}

// serialMost is how many accounts of a source have serials.
const serialMost = 1 << 10

// hold holds a source for the time being.
func (l *Linker) hold(rep int32, s *source) {
	if l.src != nil {
		l.serial++
		for i, a := range s.accounts[:min(len(s.accounts), serialMost)] {
			a.serial, a.alike = l.serial*serialMost+uint64(i), map[uint64]int16{}
		}
		s.slim()
	}
	l.sources.Put(rep, s)
}

// fetch is a report with its reading, empty ones after an error.
func (l *Linker) fetch(id dateline.ReportID) (*dateline.Report, *dateline.Reading) {
	if l.src != nil && l.err == nil {
		r, reading, err := l.src.Source(id)
		if err == nil && (r == nil || reading == nil) {
			err = dateline.Errorf(dateline.NotFound, "report %s or its reading is not there, though it was linked; make the ledger's linking state anew", id)
		}
		if err == nil {
			return r, reading
		}
		l.fail(err)
	}
	return &dateline.Report{ID: id}, &dateline.Reading{Report: id}
}

// fixed is what of a report never changes, an empty one after an error.
func (l *Linker) fixed(rep int32) *fixed {
	if f := l.fresh[rep]; f != nil {
		return f
	}
	f, ok := l.recent.Get(rep)
	if !ok {
		f = l.fetchFixed(rep)
		l.recent.Put(rep, f)
	}
	return f
}

func (l *Linker) fetchFixed(rep int32) *fixed {
	if l.src != nil && l.err == nil {
		id := l.state.reportID(rep)
		raw, err := l.src.Fixed(id)
		if err == nil {
			var f *fixed
			if f, err = readFixed(raw); err == nil {
				return f
			}
			err = stale(id, err)
		}
		l.fail(err)
	}
	return &fixed{head: &origin.Head{}}
}

// content is what a piece tells, as grouping sees it.
func (l *Linker) content(at int32) *content {
	rep := l.state.pieces.At(at).report
	f := l.fixed(rep)
	for i, p := range l.state.of(rep) {
		if p == at && i < len(f.pieces) {
			return f.pieces[i]
		}
	}
	return &content{day: math.MinInt32}
}

// originShelf gives the index of origins what it needs of a report.
type originShelf Linker

// Own implements origin.Shelf.
func (o *originShelf) Own(id dateline.ReportID) (*dateline.Report, []string) {
	l := (*Linker)(o)
	rep, _ := l.state.has(id)
	if s, ok := l.sources.Get(rep); ok {
		return s.given, sentencesIn(s.given, s.reading)
	}
	r, reading := l.fetch(id)
	if l.err != nil {
		return nil, nil
	}
	return r, sentencesIn(r, reading)
}

// Head implements origin.Shelf.
func (o *originShelf) Head(id dateline.ReportID) *origin.Head {
	l := (*Linker)(o)
	rep, ok := l.state.ids.At(string(id))
	if !ok {
		return nil
	}
	return l.fixed(rep).head
}
