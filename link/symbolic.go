package link

import (
	"math"
	"slices"
	"strings"
	"time"

	"dateline"
)

// Times that words leave relative, placed through the story. Every event and every
// day of publication that is not known is a day between two bounds; "on Monday" in a
// report and "five days before the announcement" tie two of them together; an event
// that a dated report puts on the calendar narrows what is tied to it, and so on
// along the ties. A tie that contradicts what stands already, or a weekday that its own
// report names, is set aside, and its account keeps the days or the weekday it gives,
// so that the two are seen to differ. What is tied
// to no day stays relative: nothing is guessed.

// A span of days is when something took place, first and last day counted from
// 1970, both included.
type daySpan struct {
	first, last int
	ok          bool
}

func dateOf(n int) dateline.Date { return dateline.Date{Year: 1970, Month: 1, Day: 1}.AddDays(n) }

// ownDays are the days that an account's own words name. Those it counts from
// another event of its report are a tie, as other reports may know that event better.
func (l *linker) ownDays(a *account) daySpan {
	if b := l.anchor(a); b != nil && b.group != a.group {
		return daySpan{}
	}
	if t := a.Time; t.Start != nil && t.End != nil {
		return daySpan{int(dayOf(*t.Start)), int(dayOf(*t.End)) - 1, true}
	}
	return daySpan{}
}

// daysOf are the days that an account gives, by its own report or through the story.
func (l *linker) daysOf(a *account) daySpan {
	if s := l.ownDays(a); s.ok {
		return s
	}
	return l.placed[a]
}

// never and always bound a day of which nothing is known.
const (
	never  = math.MinInt32
	always = math.MaxInt32
)

// A node is an event or the publication of a report, as a day between two bounds.
type node struct {
	group  *group
	src    *source
	lo, hi int
	by     *account // from whose report the day comes
	via    []*node  // between that account's event, which is the first, and this one
	ties   []*tie
	moves  int
}

func (x *node) known() bool { return x.lo != never && x.hi != always }

// movesMost is how often a day may be narrowed; ties that run in a circle could
// otherwise narrow it day by day.
const movesMost = 64

// A tie holds two days together: x lies min to max days after y, and of y nil, x
// falls on a weekday.
type tie struct {
	account  *account
	x, y     *node
	min, max int
	weekday  int // 1 Monday to 7 Sunday; 0 any
	off      bool
}

// A network is the days of a set of reports and what ties them.
type network struct {
	*linker
	events map[*group]*node
	issues map[*source]*node
}

// place works out the days of all accounts whose own report does not give them.
func (l *linker) place() {
	l.placed, l.weekdays, l.network = map[*account]daySpan{}, map[*account]int{}, nil
	var open []*account
	for _, a := range l.accounts {
		if a.Time.Relative != nil && !l.ownDays(a).ok {
			open = append(open, a)
		}
	}
	if len(open) == 0 {
		return
	}
	n := &network{linker: l, events: map[*group]*node{}, issues: map[*source]*node{}}
	l.network = n
	mute := map[*group]*echoes{}
	var own []*tie
	for _, a := range open {
		if mute[a.group] == nil {
			mute[a.group] = echoesOf(a.group, pastOf(a.group))
		}
		if mute[a.group].of(a, "time") != nil {
			continue // words of the first to print them, and counted from its day
		}
		own = append(own, n.tie(a)...)
	}
	var queue []*node
	for _, t := range own {
		for _, x := range []*node{t.x, t.y} {
			if x != nil && x.known() && x.moves == 0 {
				x.moves = 1
				queue = append(queue, x)
			}
		}
	}
	n.spread(queue)
	for _, t := range own {
		if t.y == nil || l.placed[t.account].ok {
			continue
		}
		if s := t.from(t.y); s.ok && t.y.known() {
			l.placed[t.account] = onWeekday(s, weekdayOf(t.account))
		} else if w := t.y.namedWeekday(t.account.src); t.off && w > 0 && t.min == t.max {
			l.weekdays[t.account] = (w-1+t.min%7+7)%7 + 1
		}
	}
}

// tie makes the ties of one account.
func (n *network) tie(a *account) []*tie {
	rel := a.Time.Relative
	t := &tie{account: a, x: n.event(a.group), min: never, max: always}
	if rel.MinDays != nil {
		t.min = *rel.MinDays
	}
	if rel.MaxDays != nil {
		t.max = *rel.MaxDays
	}
	if published(a.Time) {
		t.y = n.issue(a.src)
	} else if b := n.anchor(a); b != nil && b.group != a.group {
		t.y = n.event(b.group)
	}
	var out []*tie
	if t.y != nil {
		t.x.ties, t.y.ties = append(t.x.ties, t), append(t.y.ties, t)
		out = append(out, t)
	}
	if d := weekdayOf(a); d > 0 {
		w := &tie{account: a, x: t.x, weekday: d}
		t.x.ties = append(t.x.ties, w)
		out = append(out, w)
	}
	return out
}

// event is the node of an event, with the days that dated reports give it: those of
// the account that most origins bear out, narrowed by all that go with it.
func (n *network) event(g *group) *node {
	if x := n.events[g]; x != nil {
		return x
	}
	x := &node{group: g, lo: never, hi: always}
	n.events[g] = x
	f := n.timeField()
	f.has = func(a *account) bool { return n.ownDays(a).ok && a.Time.Words != nil }
	_, best := n.compare(g).agree(f, nil, nil)
	if best == nil {
		return x
	}
	s := n.ownDays(best)
	x.lo, x.hi, x.by = s.first, s.last, best
	for _, a := range g.accounts {
		if t := n.ownDays(a); t.ok && t.first <= x.hi && t.last >= x.lo {
			x.lo, x.hi = max(x.lo, t.first), min(x.hi, t.last)
		}
	}
	return x
}

// issue is the node of a report's publication.
func (n *network) issue(s *source) *node {
	if x := n.issues[s]; x != nil {
		return x
	}
	x := &node{src: s, lo: never, hi: always}
	if p := s.report.Published; p != nil {
		x.lo = int(dayOf(p.Day()))
		x.hi = x.lo
	}
	n.issues[s] = x
	return x
}

// spread narrows what is tied to the days in the queue, until nothing moves.
func (n *network) spread(queue []*node) {
	for len(queue) > 0 {
		y := queue[0]
		queue = queue[1:]
		for _, t := range y.ties {
			x := t.other(y)
			if t.off || x.moves >= movesMost {
				continue
			}
			s := t.from(y)
			if !s.ok {
				continue
			}
			lo, hi := max(x.lo, s.first), min(x.hi, s.last)
			if lo > hi || x.gainsays(t, daySpan{lo, hi, true}) {
				t.off = true
				continue
			}
			if lo == x.lo && hi == x.hi {
				continue
			}
			x.lo, x.hi = lo, hi
			x.moves++
			if x != y {
				x.by = y.by
				x.via = append(slices.Clone(y.via), y)
			}
			queue = append(queue, x)
		}
	}
}

// gainsays reports whether the report that makes a tie names a weekday for the event
// that none of the days falls on which the tie would leave it.
func (x *node) gainsays(t *tie, s daySpan) bool {
	if t.y == nil || s.first == never || s.last == always {
		return false
	}
	w := x.namedWeekday(t.account.src)
	on := onWeekday(s, w)
	return w > 0 && on.first > on.last
}

// namedWeekday is the weekday on which a report has the event, 0 for none.
func (x *node) namedWeekday(s *source) int {
	for _, t := range x.ties {
		if t.y == nil && t.account.src == s {
			return t.weekday
		}
	}
	return 0
}

// counted is the time of an event that no account has a time for, where another event
// is counted from it: as many days the other way, without words, which are the other's.
// It has a day where the story gives it one.
func (n *network) counted(g *group) (dateline.Time, bool) {
	if n == nil || n.events[g] == nil {
		return dateline.Time{}, false
	}
	x := n.events[g]
	for _, t := range x.ties {
		if t.y != x || t.off || t.x.group == nil || t.min == never || t.max == always {
			continue
		}
		low, high := -t.max, -t.min
		out := dateline.Time{Precision: t.account.Time.Precision, Relative: &dateline.Relative{To: string(t.x.group.id), MinDays: &low, MaxDays: &high}}
		n.write(x, t.account.src, &out)
		return out, true
	}
	return dateline.Time{}, false
}

func (t *tie) other(y *node) *node {
	if t.y == nil || y == t.y {
		return t.x
	}
	return t.y
}

// from is where the other end of the tie lies, seen from y.
func (t *tie) from(y *node) daySpan {
	plus := func(a, b int) int {
		switch {
		case a == never || b == never:
			return never
		case a == always || b == always:
			return always
		}
		return a + b
	}
	minus := func(n int) int {
		switch n {
		case never:
			return always
		case always:
			return never
		}
		return -n
	}
	switch {
	case t.y == nil:
		if !y.known() {
			return daySpan{}
		}
		return onWeekday(daySpan{y.lo, y.hi, true}, t.weekday)
	case y == t.y:
		return daySpan{plus(y.lo, t.min), plus(y.hi, t.max), true}
	}
	return daySpan{plus(y.lo, minus(t.max)), plus(y.hi, minus(t.min)), true}
}

// weekdayOf is the weekday that an account names without a date, 1 Monday to 7
// Sunday; 0 for none.
func weekdayOf(a *account) int {
	if a.Time.Timex == nil || a.Time.Precision != dateline.Day {
		return 0
	}
	d, ok := strings.CutPrefix(*a.Time.Timex, "XXXX-WXX-")
	if !ok || len(d) == 0 || d[0] < '1' || d[0] > '7' {
		return 0
	}
	return int(d[0] - '0')
}

// onWeekday narrows days to the first and the last of them that fall on a weekday.
// Without one among them the last comes before the first.
func onWeekday(s daySpan, weekday int) daySpan {
	if weekday == 0 || !s.ok {
		return s
	}
	ahead := func(n int) int { return (weekday - isoWeekday(n) + 7) % 7 }
	s.first += ahead(s.first)
	s.last -= (7 - ahead(s.last)) % 7
	return s
}

func isoWeekday(n int) int {
	if d := dateOf(n).Weekday(); d != time.Sunday {
		return int(d)
	}
	return 7
}

// settle writes into an event's time, which is that of best, the days that the story
// gives it, and, where they are not from its own report, what they come from.
func (n *network) settle(best *account, t *dateline.Time) {
	if n == nil || n.ownDays(best).ok {
		return
	}
	n.write(n.events[best.group], best.src, t)
}

// write puts an event's days into a time whose words are a report's.
func (n *network) write(x *node, src *source, t *dateline.Time) {
	if x == nil || !x.known() || x.by == nil {
		return
	}
	start, end := dateOf(x.lo), dateOf(x.hi+1)
	t.Start, t.End, t.Precision = &start, &end, precisionOf(x.hi-x.lo+1)
	if x.by.src == src {
		return
	}
	by := &dateline.Anchoring{Account: x.by.ID, Report: x.by.Report, Words: *x.by.Time.Words}
	for _, v := range x.via {
		if v.group != nil {
			by.Via = append(by.Via, string(v.group.id))
		} else {
			by.Via = append(by.Via, "publication:"+string(v.src.report.ID))
		}
	}
	t.AnchoredBy = by
}

// precisionOf is the unit that holds so many days.
func precisionOf(days int) dateline.Precision {
	for _, u := range []struct {
		most int
		unit dateline.Precision
	}{{1, dateline.Day}, {7, dateline.Week}, {31, dateline.Month}, {92, dateline.Season}, {366, dateline.Year}} {
		if days <= u.most {
			return u.unit
		}
	}
	return dateline.Longer
}
