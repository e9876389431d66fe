package main

// A story is a development: what happened, what followed, and who reports it.
type story struct {
	id   int
	root *happening
}

// A planned report is one that will be published.
type planned struct {
	minute  int // of publication
	order   int // among those of one minute
	story   *story
	kind    string // own, exact, edited, rewrite, round-up, noise
	angle   string // what it is about: "attack", "rose", "claim", "arrest", ...
	h       *happening
	several []*happening // of a round-up
	outlet  *outlet
	source  *planned // that it copies or leans on
	topic   string   // of noise
	town    *town    // of noise
	page    *page    // once it is written
	id      int      // once it is published, from 1
	origin  int
}

// The kinds of report.
const (
	own      = "own"
	exact    = "exact"
	edited   = "edited"
	rewrite  = "rewrite"
	roundUp  = "round-up"
	noise    = "noise"
	anHour   = 60
	copyWait = 36 * anHour // how long agency copy is of use
)

// A turn is something new in a story.
type turn struct {
	minute, weight int
	angle          string
	h              *happening
}

// octaves are how many stories in so many have 1, 2-3, 4-7 ... 256-511 reports.
var octaves = []int{1000, 616, 379, 233, 144, 80, 44, 22, 9}

// size is how many reports a story has. The chance of a size falls with about
// the 1.7th power of it.
func size(d *dice) int {
	n := 1 << weighted(d, octaves)
	return n + d.below(n)
}

// plan makes a story that opens with a happening, and its reports.
func (s *stream) plan(d *dice, root *happening, n int) []*planned {
	s.stories++
	st := &story{id: s.stories, root: root}
	s.enter(root, st)
	if root.killedAtAll() && n >= 6 && d.percent(10) {
		root.miscount(d)
	}
	turns := s.turns(d, st, n)
	weights := make([]int, len(turns))
	for i, t := range turns {
		weights[i] = t.weight
	}
	out := make([]*planned, n)
	for i := range out {
		t := turns[weighted(d, weights)]
		if i == 0 {
			t = turns[0]
		}
		out[i] = &planned{story: st, angle: t.angle, h: t.h, kind: own, minute: t.minute + delay(d, n)}
		if i > 0 && d.percent(2) {
			out[i].minute += d.between(5, 20) * minutesADay
			out[i].angle = map[bool]string{true: "attack", false: t.angle}[t.angle == "rose"]
		}
	}
	sortPlanned(out)
	for i, p := range out {
		s.assign(d, p, out[:i], n)
	}
	return out
}

// delay is how long after something new a report of it appears.
func delay(d *dice, n int) int {
	switch k := d.below(100); {
	case k < 45:
		return d.between(15, 4*anHour)
	case k < 88 || n < 4:
		return d.between(4*anHour, 26*anHour)
	default:
		return d.between(26*anHour, 4*minutesADay)
	}
}

// enter gives a happening its number and a place in memory.
func (s *stream) enter(h *happening, st *story) {
	s.happenings++
	h.id, h.story = s.happenings, st
	s.remember(h)
}

// turns are what is new in a story, in whatever order; the first is its root.
func (s *stream) turns(d *dice, st *story, n int) []turn {
	root := st.root
	out := []turn{{root.minute, 60, "attack", root}}
	if n == 1 {
		return out
	}
	for i, t := range root.tolls {
		if i > 0 && t.killed > root.tolls[i-1].killed && t.minute > root.minute+4*anHour {
			out = append(out, turn{t.minute, 25, "rose", root})
		} else if i > 0 && t.killed < root.tolls[i-1].killed {
			out = append(out, turn{t.minute, 4, "correction", root})
		}
	}
	if root.claims > 0 {
		out = append(out, turn{root.claims, 20, "claim", root})
	}
	follow := func(code, manner string, from, to, weight int, make func(*happening)) {
		h := &happening{code: eventCode(code), manner: manner, minute: root.minute + d.between(from, to)*anHour, town: root.town, near: root.near, actor: root.actor, known: root.known, after: root, side: root.side, one: root.one, many: root.many}
		make(h)
		s.enter(h, st)
		out = append(out, turn{h.minute, weight, "attack", h})
	}
	dead := root.final().killed
	switch root.manner {
	case "bombing", "gun", "ambush", "assassin", "mine", "arson":
		if d.percent(30) {
			follow("security.arrest", "arrest", 14, 150, 18, func(h *happening) {
				h.harm, h.counts, h.one, h.many, h.known = "detained", d.between(2, 7), "suspect", "suspects", 0
				if d.percent(30) {
					h.town, h.near = one(d, root.town.country.towns), false
				}
			})
		}
		if dead >= 3 && d.percent(35) {
			out = append(out, turn{root.minute + d.between(20, 90)*anHour, 14, "funeral", root})
		}
		if root.actor != nil && d.percent(14) && n > 5 {
			follow("security.raid", "raid", 20, 120, 14, func(h *happening) {
				h.side, h.one, h.many, h.known = "armed-group", "fighter", "fighters", h.minute
				h.tolls = []toll{{h.minute, d.between(2, 20), 0}}
				h.town = one(d, root.town.country.towns)
			})
		}
	case "battle", "air":
		if d.percent(35) {
			follow("harm.displacement", "displaced", 20, 100, 18, func(h *happening) {
				h.harm, h.counts, h.one, h.many, h.side, h.known = "displaced", d.between(3, 90)*100, "resident", "residents", "civilian", 0
			})
		}
	case "abduction":
		if d.percent(45) {
			follow("abduction.release", "release", 30, 400, 28, func(h *happening) {
				h.harm, h.counts, h.known = "released", max(1, root.counts*d.between(50, 100)/100), 0
			})
		}
	}
	if dead >= 6 && d.percent(50) {
		out = append(out, turn{root.minute + d.between(28, 120)*minutesADay, 7, "anniversary", root})
	}
	return out
}

func (h *happening) killedAtAll() bool { return h.manner != "assassin" && h.final().killed > 2 }

// miscount has a toll too high for a day, which is then corrected.
func (h *happening) miscount(d *dice) {
	t := h.final()
	at := h.tolls[len(h.tolls)-1].minute + d.between(2, 20)*anHour
	h.tolls = append(h.tolls, toll{at, t.killed + d.between(2, 8), t.wounded}, toll{at + d.between(6, 40)*anHour, t.killed, t.wounded})
}

// assign says whose report it is, and whether it is a copy of an earlier one.
func (s *stream) assign(d *dice, p *planned, before []*planned, n int) {
	var copies, others []*planned
	for i := len(before) - 1; i >= 0 && len(copies) < 6; i-- {
		q := before[i]
		if q.kind != own || q.h != p.h || q.angle != p.angle || p.minute-q.minute > copyWait {
			continue
		}
		if q.outlet.agency && p.minute-q.minute > 10 {
			copies = append(copies, q)
		} else if p.minute-q.minute > 2*anHour {
			others = append(others, q)
		}
	}
	p.outlet = s.outlet(d, p.h.town.country)
	switch k := d.below(100); {
	case len(copies) > 0 && k < 50:
		p.source = copies[skewed(d, len(copies))]
		p.kind = edited
		if d.percent(30) {
			p.kind = exact
		}
	case len(copies)+len(others) > 0 && k < 62:
		p.source = one(d, append(others, copies...))
		p.kind = rewrite
	case n > 2 && d.percent(25):
		p.outlet = s.world.agencies[skewed(d, len(s.world.agencies))]
	}
	if p.source != nil && p.source.outlet == p.outlet {
		p.outlet = s.outlet(d, nil)
	}
	if p.source != nil && p.source.outlet == p.outlet {
		p.source, p.kind = nil, own
	}
}

// outlet is one that would report of a country.
func (s *stream) outlet(d *dice, c *country) *outlet {
	if c != nil && d.percent(45) {
		return c.outlets[skewed(d, len(c.outlets))]
	}
	return s.world.outlets[skewed(d, len(s.world.outlets))]
}
