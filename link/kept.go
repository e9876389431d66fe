package link

import (
	"fmt"
	"hash/fnv"
	"math"
	"slices"

	"dateline"
	"dateline/link/keep"
	"dateline/link/origin"
)

// keptVersion begins all that is kept. What another version kept is not read: a
// ledger's linking state is then made anew.
const keptVersion = 3

// stale is the error of what cannot be read.
func stale(id dateline.ReportID, why error) error {
	return dateline.Errorf(dateline.Invalid, "what was kept of report %s for linking cannot be used (%w); the ledger's linking state must be made anew", id, why)
}

// kept is what differs from what was last kept.
type kept struct {
	altered map[int32]bool
	gone    map[dateline.ReportID]bool
	given   []int32 // whose fixed part was given to be kept; it is there to be fetched when the Linker is next asked
}

func newKept() kept { return kept{altered: map[int32]bool{}, gone: map[dateline.ReportID]bool{}} }

func (k *kept) alter(rep int32) { k.altered[rep] = true }

func (k *kept) added(rep int32, id dateline.ReportID) {
	k.altered[rep] = true
	delete(k.gone, id)
}

func (k *kept) removed(rep int32, id dateline.ReportID) {
	delete(k.altered, rep)
	k.gone[id] = true
}

// toKeep is what is to be kept of all reports of which something is new or another
// than when it was last asked, in order of their ids. It is asked when all is
// settled, and kept before the Linker is asked anything else.
func (l *Linker) toKeep() []dateline.Kept {
	if l.err != nil {
		return nil
	}
	for _, id := range l.origins.Altered() {
		if rep, ok := l.state.has(id); ok {
			l.kept.alter(rep)
		}
	}
	var out []dateline.Kept
	for rep := range l.kept.altered {
		k := dateline.Kept{Report: l.state.reportID(rep), Moving: l.writeMoving(rep)}
		if f := l.fresh[rep]; f != nil && !f.kept {
			k.Fixed = l.writeFixed(rep, f)
			f.kept = true
			if l.src != nil {
				l.kept.given = append(l.kept.given, rep)
			}
		}
		e := l.state.reports.At(rep)
		if sum := sumOf(k.Moving); k.Fixed != nil || sum != e.saved {
			e.saved = sum
			out = append(out, k)
		}
	}
	for id := range l.kept.gone {
		out = append(out, dateline.Kept{Report: id})
	}
	clear(l.kept.altered)
	clear(l.kept.gone)
	slices.SortFunc(out, func(a, b dateline.Kept) int {
		switch {
		case a.Report < b.Report:
			return -1
		case a.Report > b.Report:
			return 1
		}
		return 0
	})
	return out
}

// release lets go of what is kept elsewhere now.
func (l *Linker) release() {
	for _, rep := range l.kept.given {
		if f := l.fresh[rep]; f != nil && f.kept {
			delete(l.fresh, rep)
			l.recent.Put(rep, f)
		}
	}
	l.kept.given = nil
}

func sumOf(b []byte) uint64 {
	h := fnv.New64a()
	h.Write(b)
	return h.Sum64()
}

// writeFixed writes first what restoring needs, then the rest.
func (l *Linker) writeFixed(rep int32, f *fixed) []byte {
	c := &keep.Code{B: []byte{keptVersion}}
	e := l.state.reports.At(rep)
	c.PutInt(e.published)
	c.PutText(e.hash)
	l.origins.WriteFixed(l.state.reportID(rep), c)
	c.PutUint(uint64(len(f.pieces)))
	for _, p := range f.pieces {
		c.PutText(p.part)
		c.PutHashes(p.keys)
	}
	for _, p := range f.pieces {
		p.write(c)
	}
	return c.B
}

// A fixedHead is what restoring needs of what writeFixed wrote.
type fixedHead struct {
	published int64
	hash      string
	origin    origin.Fixed
	pieces    []*content // with part and keys alone
}

func readFixedHead(c *keep.Code) (h fixedHead, err error) {
	if err := readVersion(c); err != nil {
		return h, err
	}
	h.published, h.hash = c.Int(), c.Text()
	h.origin = origin.ReadFixed(c)
	h.pieces = make([]*content, c.Count(2))
	for i := range h.pieces {
		h.pieces[i] = &content{part: c.Text(), keys: c.Hashes()}
		if i > 0 && h.pieces[i].part <= h.pieces[i-1].part || len(h.pieces) > 1 && h.pieces[i].part == "" {
			c.Bad = true
		}
	}
	if c.Bad || len(h.pieces) == 0 {
		return h, errCut
	}
	return h, nil
}

var errCut = fmt.Errorf("it is cut short or damaged")

func readVersion(c *keep.Code) error {
	if v := c.Uint(math.MaxUint32); v != keptVersion || c.Bad {
		return fmt.Errorf("it is of version %d, version %d is wanted", v, keptVersion)
	}
	return nil
}

func readFixed(raw []byte) (*fixed, error) {
	c := &keep.Code{B: raw}
	h, err := readFixedHead(c)
	if err != nil {
		return nil, err
	}
	for _, p := range h.pieces {
		p.read(c)
	}
	if c.Bad || len(c.B) > 0 {
		return nil, errCut
	}
	return &fixed{head: &h.origin.Head, pieces: h.pieces, kept: true}, nil
}

func (p *content) write(c *keep.Code) {
	c.PutInt(int64(p.day))
	for _, ts := range [][]term{p.terms, p.title, p.names} {
		hashes := make([]uint32, len(ts))
		for i, t := range ts {
			hashes[i] = t.hash
		}
		c.PutHashes(hashes)
		for _, t := range ts {
			c.PutUint(uint64(t.weight))
		}
	}
	for _, hs := range [][]uint32{p.ages, p.roads, p.towns, p.areas} {
		c.PutHashes(hs)
	}
	c.PutUint(uint64(len(p.scenes)))
	for _, s := range p.scenes {
		c.PutText(s.family)
		c.PutFlag(s.background)
		c.PutInt(int64(s.start))
		c.PutInt(int64(s.end))
		c.PutHashes(s.path)
		c.PutInt(int64(s.hurt))
		c.PutInt(int64(s.killed))
	}
}

func (p *content) read(c *keep.Code) {
	p.day = c.Int32()
	for _, into := range []*[]term{&p.terms, &p.title, &p.names} {
		hashes := c.Hashes()
		if len(hashes) == 0 {
			continue
		}
		*into = make([]term, len(hashes))
		for i, h := range hashes {
			(*into)[i] = term{h, uint16(c.Uint(math.MaxUint16))}
		}
	}
	p.ages, p.roads, p.towns, p.areas = c.Hashes(), c.Hashes(), c.Hashes(), c.Hashes()
	for range c.Count(7) {
		s := scene{family: c.Text(), background: c.Flag(), start: c.Int32(), end: c.Int32(), path: c.Hashes(), hurt: c.Int32(), killed: c.Int32()}
		p.scenes = append(p.scenes, s)
		if c.Bad {
			return
		}
	}
}

// writeMoving writes what becomes of a report: what it comes from, and its pieces'
// places. An edge stands with the later piece alone, so that a report that is like
// many earlier ones changes nothing of theirs.
func (l *Linker) writeMoving(rep int32) []byte {
	c := &keep.Code{B: []byte{keptVersion}}
	st := l.state
	l.origins.WriteMoving(st.reportID(rep), c)
	ref := func(at int32) {
		c.PutID(st.ids.ID(st.pieces.At(at).report))
		c.PutText(st.parts[at])
	}
	pieces := st.of(rep)
	c.PutUint(uint64(len(pieces)))
	for _, at := range pieces {
		p := st.pieces.At(at)
		c.PutFlag(p.posted)
		c.PutFlag(p.into >= 0)
		if p.into >= 0 {
			ref(p.into)
			c.PutInt(int64(p.since))
		}
		var own []edge
		for _, e := range p.edges {
			if e.own() {
				own = append(own, e)
			}
		}
		slices.SortFunc(own, func(x, y edge) int { return st.compare(x.to, y.to) })
		c.PutUint(uint64(len(own)))
		for _, e := range own {
			ref(e.to)
			c.PutInt(int64(e.points()))
		}
		bonds := l.bondsTo(at)
		c.PutUint(uint64(len(bonds)))
		for _, b := range bonds {
			ref(b.to)
			c.PutFlag(b.merged)
		}
		l.recalls.write(st.id(at), c)
	}
	l.reviewed[rep].write(c)
	return c.B
}

// A pieceRef names a piece of what was kept.
type pieceRef struct {
	report dateline.ReportID
	part   string
}

// A movingPiece is what writeMoving wrote of a piece.
type movingPiece struct {
	posted bool
	into   *pieceRef
	since  int32
	edges  []movingEdge
	bonds  []movingBond
	marks  []*mark
}

type movingBond struct {
	to     pieceRef
	merged bool
}

type movingEdge struct {
	to     pieceRef
	points int32
}

func readMoving(raw []byte) (m origin.Moving, pieces []movingPiece, decided reviewed, err error) {
	c := &keep.Code{B: raw}
	if err := readVersion(c); err != nil {
		return m, nil, decided, err
	}
	m = origin.ReadMoving(c)
	ref := func() pieceRef { return pieceRef{dateline.ReportID(c.ID()), c.Text()} }
	pieces = make([]movingPiece, c.Count(5))
	for i := range pieces {
		p := &pieces[i]
		p.posted = c.Flag()
		if c.Flag() {
			into := ref()
			p.into, p.since = &into, c.Int32()
		}
		p.edges = make([]movingEdge, c.Count(4))
		for j := range p.edges {
			p.edges[j] = movingEdge{ref(), c.Int32()}
			if points := p.edges[j].points; points > math.MaxInt32>>1 || points < math.MinInt32>>1 {
				c.Bad = true
			}
		}
		p.bonds = make([]movingBond, c.Count(4))
		for j := range p.bonds {
			p.bonds[j] = movingBond{ref(), c.Flag()}
		}
		p.marks = readMarks(c)
		if c.Bad {
			break
		}
	}
	decided = readReviewed(c)
	if c.Bad || len(c.B) > 0 {
		return m, nil, decided, errCut
	}
	return m, pieces, decided, nil
}

// settled reports whether Settle has nothing to do.
func (l *Linker) settled() bool {
	return l.from == math.MaxInt32 && len(l.again) == 0 && len(l.was) == 0 && len(l.stale) == 0 && l.origins.Settled()
}
