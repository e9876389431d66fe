// Package perceptron trains linear models by the averaged perceptron
// (Collins 2002) over hashed features, with integers only, so that the same
// examples in the same order give the same weights on any machine.
package perceptron

import "dateline/tagger"

// A Perceptron is a model that learns; it is a tagger.Learner. One goroutine
// uses it at a time.
type Perceptron struct {
	now   int64 // ticks so far
	admit uint8
	waits []uint8 // by hash, updates of features that are not in the table yet
	slots []slot
	used  int
	// The cells of a feature lie next to one another, so that scoring touches
	// little memory; a feature that needs more room moves to the end.
	values  []value
	records []record // of the values, one each
}

// A slot is the place of one feature in the table.
type slot struct {
	feature uint64
	start   uint32 // of its values
	n, room uint8  // values in use, and places; 0 places is a free slot
}

// A value is the weight of a feature for a class.
type value struct {
	weight int32
	class  uint8
}

// A record is what averaging needs to know of a value.
type record struct {
	total   int64 // sum of the weight over the ticks before since
	since   int32 // the tick of the last change
	updates int32
}

// New makes a perceptron that weighs nothing. A feature is weighed from its
// admit-th update on; those that come seldom would be learned by heart, and the
// others would not learn what they tell. Features that share a count, by
// chance, may be weighed sooner.
func New(admit int) *Perceptron {
	p := &Perceptron{now: 1, admit: uint8(admit), slots: make([]slot, 1<<16)}
	if admit > 1 {
		p.waits = make([]uint8, 1<<24)
	}
	return p
}

// find is the slot where a feature is or would be.
func (p *Perceptron) find(f uint64) *slot {
	mask := uint64(len(p.slots) - 1)
	for i := f >> 20 & mask; ; i = (i + 1) & mask {
		if s := &p.slots[i]; s.feature == f && s.room > 0 || s.room == 0 {
			return s
		}
	}
}

// Score adds to into the weights of the features for each class.
func (p *Perceptron) Score(features []uint64, into []int32) {
	for _, f := range features {
		s := p.find(f)
		for _, v := range p.values[s.start : s.start+uint32(s.n)] {
			into[v.class] += v.weight
		}
	}
}

// Update adds delta to the weight of each feature for the class.
func (p *Perceptron) Update(features []uint64, class int, delta int32) {
	for _, f := range features {
		s := p.find(f)
		if s.room == 0 {
			if p.admit > 1 {
				n := &p.waits[f>>40]
				if *n+1 < p.admit {
					*n++
					continue
				}
			}
			if p.used++; p.used*2 > len(p.slots) {
				p.grow()
				s = p.find(f)
			}
			*s = slot{feature: f}
			p.move(s, 2)
		}
		k := uint32(0)
		for n := uint32(s.n); k < n && p.values[s.start+k].class != uint8(class); k++ {
		}
		if k == uint32(s.n) {
			if s.n == s.room {
				p.move(s, min(2*int(s.room), 255))
			}
			p.values[s.start+k].class = uint8(class)
			p.records[s.start+k].since = int32(p.now)
			s.n++
		}
		v, r := &p.values[s.start+k], &p.records[s.start+k]
		r.total += int64(v.weight) * (p.now - int64(r.since))
		r.since = int32(p.now)
		r.updates++
		v.weight += delta
	}
}

// move gives a feature more room.
func (p *Perceptron) move(s *slot, room int) {
	start := len(p.values)
	p.values = append(p.values, p.values[s.start:s.start+uint32(s.n)]...)
	p.values = append(p.values, make([]value, room-int(s.n))...)
	p.records = append(p.records, p.records[s.start:s.start+uint32(s.n)]...)
	p.records = append(p.records, make([]record, room-int(s.n))...)
	s.start, s.room = uint32(start), uint8(room)
}

func (p *Perceptron) grow() {
	old := p.slots
	p.slots = make([]slot, 2*len(old))
	for _, s := range old {
		if s.room > 0 {
			*p.find(s.feature) = s
		}
	}
}

// Tick ends one example.
func (p *Perceptron) Tick() { p.now++ }

// Pruning says which weights are worth their place.
type Pruning struct {
	Updates int   // those changed less often are dropped: they are learned by heart
	Least   int32 // those nearer to zero, in sixteenths of an update, are dropped
}

// Weights are the averaged weights, in sixteenths of an update.
func (p *Perceptron) Weights(pr Pruning) []tagger.Weight {
	var out []tagger.Weight
	for _, s := range p.slots {
		for k := s.start; k < s.start+uint32(s.n); k++ {
			v, r := p.values[k], p.records[k]
			if int(r.updates) < pr.Updates {
				continue
			}
			total := 16 * (r.total + int64(v.weight)*(p.now-int64(r.since)))
			// Rounded half away from zero.
			w := int32((2*max(total, -total) + p.now) / (2 * p.now))
			if w == 0 || w < pr.Least {
				continue
			}
			if total < 0 {
				w = -w
			}
			out = append(out, tagger.Weight{Feature: s.feature, Class: v.class, Value: w})
		}
	}
	return out
}
