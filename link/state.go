package link

import (
	"slices"
	"sort"
)

// A State keeps what linking remembers: pieces, and under which keys they are
// posted. A Linker holds none of it itself, so a database can serve as well as
// memory. Pieces that a State hands out are changed by nobody; Put replaces.
type State interface {
	// Put keeps a piece under its ID and, if it is posted, under its keys.
	Put(p *Piece)
	// Drop forgets a piece.
	Drop(id PieceID)
	// Piece is the piece of an id, nil when there is none.
	Piece(id PieceID) *Piece
	// Before are the last pieces, at most most, posted under key before at,
	// latest first; After the first ones behind it, earliest first.
	Before(key uint32, at Order, most int) []PieceID
	After(key uint32, at Order, most int) []PieceID
	// Since are the posted pieces of an epoch and of those behind it, in canonical
	// order.
	Since(epoch int32) []*Piece
	// Of are the pieces of a report, in order of their ids.
	Of(report string) []PieceID
}

// Memory is the State that lives in the process. It is for one goroutine.
type Memory struct {
	pieces map[PieceID]*Piece
	under  map[uint32][]*Order // in canonical order
	of     map[string][]PieceID
	posted []*Order // all, in canonical order
}

// NewMemory is an empty Memory.
func NewMemory() *Memory {
	return &Memory{pieces: map[PieceID]*Piece{}, under: map[uint32][]*Order{}, of: map[string][]PieceID{}}
}

// place is where at stands, or would stand, among the pieces under a key.
func (m *Memory) place(key uint32, at Order) int { return place(m.under[key], at) }

func place(l []*Order, at Order) int {
	if n := len(l); n == 0 || l[n-1].Compare(at) < 0 {
		return n // most reports come in order
	}
	return sort.Search(len(l), func(i int) bool { return l[i].Compare(at) >= 0 })
}

// Put implements State.
func (m *Memory) Put(p *Piece) {
	old := m.pieces[p.ID]
	m.pieces[p.ID] = p
	if old == nil {
		of := m.of[string(p.Report)]
		i, _ := slices.BinarySearch(of, p.ID)
		m.of[string(p.Report)] = slices.Insert(of, i, p.ID)
	} else if old.posted && (!p.posted || !slices.Equal(old.keys, p.keys)) {
		m.unpost(old)
	} else if old.posted {
		return // posted as before
	}
	if p.posted {
		at := p.Order
		m.posted = slices.Insert(m.posted, place(m.posted, at), &at)
		for _, k := range p.keys {
			m.under[k] = slices.Insert(m.under[k], m.place(k, at), &at)
		}
	}
}

func (m *Memory) unpost(p *Piece) {
	if i := place(m.posted, p.Order); i < len(m.posted) && m.posted[i].ID == p.ID {
		m.posted = slices.Delete(m.posted, i, i+1)
	}
	for _, k := range p.keys {
		i := m.place(k, p.Order)
		if l := m.under[k]; i < len(l) && l[i].ID == p.ID {
			if len(l) == 1 {
				delete(m.under, k)
			} else {
				m.under[k] = slices.Delete(l, i, i+1)
			}
		}
	}
}

// Drop implements State.
func (m *Memory) Drop(id PieceID) {
	p := m.pieces[id]
	if p == nil {
		return
	}
	if p.posted {
		m.unpost(p)
	}
	delete(m.pieces, id)
	of := slices.DeleteFunc(m.of[string(p.Report)], func(o PieceID) bool { return o == id })
	if len(of) == 0 {
		delete(m.of, string(p.Report))
	} else {
		m.of[string(p.Report)] = of
	}
}

// Piece implements State.
func (m *Memory) Piece(id PieceID) *Piece { return m.pieces[id] }

// Since implements State.
func (m *Memory) Since(epoch int32) []*Piece {
	i := sort.Search(len(m.posted), func(i int) bool { return m.pieces[m.posted[i].ID].epoch() >= epoch })
	out := make([]*Piece, 0, len(m.posted)-i)
	for _, o := range m.posted[i:] {
		out = append(out, m.pieces[o.ID])
	}
	return out
}

// Of implements State.
func (m *Memory) Of(report string) []PieceID { return m.of[report] }

// Before implements State.
func (m *Memory) Before(key uint32, at Order, most int) []PieceID {
	l := m.under[key]
	i := m.place(key, at)
	out := make([]PieceID, 0, min(most, i))
	for i--; i >= 0 && len(out) < most; i-- {
		out = append(out, l[i].ID)
	}
	return out
}

// After implements State.
func (m *Memory) After(key uint32, at Order, most int) []PieceID {
	l := m.under[key]
	var out []PieceID
	for i := m.place(key, at); i < len(l) && len(out) < most; i++ {
		if *l[i] != at {
			out = append(out, l[i].ID)
		}
	}
	return out
}
