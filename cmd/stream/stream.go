package main

import (
	"cmp"
	"container/heap"
	"slices"

	"dateline"
)

func eventCode(s string) dateline.EventCode { return dateline.EventCode(s) }

// A stream is a world whose days pass.
type stream struct {
	world      *world
	grammar    grammar
	seed       uint64
	start      dateline.Date
	density    int // reports a day
	words      int // see lengthen
	pending    queue
	stories    int
	happenings int
	planned    int // for the order of reports of one minute
	published  int
	recent     map[*country][]*happening
	put        func(*planned) error // takes reports as they are published
}

// remembered is how many happenings of a country later reports may recall.
const remembered = 60

func (s *stream) remember(h *happening) {
	c := h.town.country
	r := append(s.recent[c], h)
	if len(r) > remembered {
		r = slices.Clone(r[len(r)-remembered/2:])
	}
	s.recent[c] = r
}

// run publishes n reports.
func (s *stream) run(n int) error {
	s.recent = map[*country][]*happening{}
	for day := 0; s.published < n; day++ {
		d := forked(s.seed, 3, uint64(day))
		s.planDay(d, day)
		for len(s.pending) > 0 && s.pending[0].minute < (day+1)*minutesADay && s.published < n {
			p := heap.Pop(&s.pending).(*planned)
			s.write(p)
			s.published++
			p.id = s.published
			p.origin = p.id
			if p.source != nil {
				p.origin = p.source.origin
			}
			if err := s.put(p); err != nil {
				return err
			}
		}
	}
	return nil
}

// planDay opens a day's stories, as many as make its reports.
func (s *stream) planDay(d *dice, day int) {
	for n := 0; n < s.density; {
		switch k := d.below(1000); {
		case k < 460:
			n += s.push(s.planNoise(d, day))
		case k < 530:
			n += s.push(s.planRoundUp(d, day))
		default:
			c := s.world.countries[weighted(d, s.world.weights)]
			kind := kinds[weighted(d, kindWeights)]
			if len(c.groups) == 0 && (kind.manner == "talks" || kind.manner == "ceasefire" || kind.manner == "battle" || kind.manner == "raid") {
				continue
			}
			h := happen(d, kind, c.towns[skewed(d, len(c.towns))], day*minutesADay+d.below(minutesADay))
			many := min(size(d), max(4, s.density/2))
			n += s.push(s.plan(d, h, many))
			if d.percent(4) { // another of its kind in the same town, that day or the next
				twin := happen(d, kind, h.town, h.minute+d.between(60, 30*anHour))
				n += s.push(s.plan(d, twin, min(size(d), many+3)))
			}
		}
	}
}

func (s *stream) push(ps []*planned) int {
	for _, p := range ps {
		s.planned++
		p.order = s.planned
		heap.Push(&s.pending, p)
	}
	return len(ps)
}

var topics = []string{"sport", "weather", "politics", "economy", "accident", "crime"}

func (s *stream) planNoise(d *dice, day int) []*planned {
	c := s.world.countries[weighted(d, s.world.weights)]
	s.stories++
	first := &planned{story: &story{id: s.stories}, kind: noise, topic: one(d, topics), town: c.towns[skewed(d, len(c.towns))], outlet: s.outlet(d, c), minute: day*minutesADay + d.below(minutesADay)}
	out := []*planned{first}
	if d.percent(20) {
		first.outlet = one(d, s.world.agencies)
		for range d.between(1, 3) {
			kind := edited
			if d.percent(40) {
				kind = exact
			}
			out = append(out, &planned{story: first.story, kind: kind, topic: first.topic, town: first.town, source: first, outlet: s.outlet(d, c), minute: first.minute + d.between(10, 20*anHour)})
		}
	}
	sortPlanned(out[1:])
	return out
}

// planRoundUp takes several of the latest happenings, of one country or of all.
func (s *stream) planRoundUp(d *dice, day int) []*planned {
	minute := day*minutesADay + d.between(16*anHour, minutesADay-1)
	c := s.world.countries[weighted(d, s.world.weights)]
	from := []*country{c}
	if d.percent(65) {
		from = s.world.countries
	}
	var pool []*happening
	for _, c := range from {
		for _, h := range s.recent[c] {
			if h.minute < minute-anHour && h.minute > minute-3*minutesADay && h.story != nil && h.after == nil {
				pool = append(pool, h)
			}
		}
	}
	if len(pool) < 2 {
		return nil
	}
	shuffle(d, pool)
	pool = pool[:min(len(pool), d.between(2, 6))]
	return []*planned{{kind: roundUp, several: pool, h: pool[0], outlet: s.outlet(d, c), minute: minute}}
}

func sortPlanned(ps []*planned) {
	slices.SortStableFunc(ps, func(a, b *planned) int { return cmp.Compare(a.minute, b.minute) })
}

// A queue holds what is to be published, the earliest first.
type queue []*planned

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(q[i].minute, q[j].minute), cmp.Compare(q[i].order, q[j].order)) < 0
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*planned)) }
func (q *queue) Pop() any {
	old := *q
	p := old[len(old)-1]
	old[len(old)-1] = nil
	*q = old[:len(old)-1]
	return p
}
