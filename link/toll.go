package link

import (
	"cmp"
	"slices"

	"dateline"
)

// A figure is a number of an account with what comparing it takes.
type figure struct {
	dateline.Casualty
	account *account
	echo    *account // whose words it prints again
	enemys  bool     // a belligerent's count of its enemy's
	turn    turn
	telling telling
	gone    bool       // another has replaced it
	past    bool       // a later version of its article no longer gives it
	by      []*account // of one that is gone: what replaced it
}

func countField(harm dateline.Harm, side dateline.Side) field {
	name := "casualties." + string(harm)
	if side != "" {
		name += "." + string(side)
	}
	return field{name: name, of: harm, side: side}
}

// by makes a field of counts compare accounts by the figures that pick gives.
func (f field) by(pick func(*account) *figure) field {
	f.pick = pick
	f.has = func(a *account) bool { return pick(a) != nil }
	f.key = func(a *account) string { return pick(a).key() }
	if f.compare == nil {
		f.compare = func(a, b *account) verdict { return compareFigures(pick(a), pick(b)) }
	} else {
		of := f.of
		f.key = func(a *account) string { return harmKey(a, of) }
	}
	f.near = func(a, b *account) bool { return nearly(pick(a).Casualty, pick(b).Casualty, 4) }
	return f
}

// key is the same of figures that compare alike.
func (x *figure) key() string {
	if x.telling == mentioned {
		return rangeKey(x.Casualty) + "?"
	}
	return rangeKey(x.Casualty)
}

func rangeKey(c dateline.Casualty) string {
	s := ""
	if c.Low != nil {
		s = itoa(*c.Low)
	}
	s += ".."
	if c.High != nil {
		s += itoa(*c.High)
	}
	if rounded(c) {
		s += "~"
	}
	return s
}

// compareRanges compares two counts. "About thirty" allows thirty-three.
func compareRanges(c, d dateline.Casualty) verdict {
	switch {
	case sameRange(c, d) && rounded(c) == rounded(d):
		return equal
	case sameRange(c, d) && rounded(d):
		return firstFiner
	case sameRange(c, d):
		return secondFiner
	case !overlap(c, d):
		switch {
		case !nearly(c, d, 10):
			return apart
		case rounded(c) && !rounded(d):
			return secondFiner
		case rounded(d) && !rounded(c):
			return firstFiner
		}
		return equal
	case within(c, d):
		return firstFiner
	case within(d, c):
		return secondFiner
	}
	return beside
}

// rounded reports whether a count is told as rounded: "about", "some", "nearly".
func rounded(c dateline.Casualty) bool {
	if c.Qualifier == nil {
		return false
	}
	switch *c.Qualifier {
	case "about", "around", "some", "nearly", "almost", "approximately", "roughly", "close to", "an estimated", "estimated":
		return true
	}
	return false
}

// nearly reports whether two counts, one of them told as rounded, lie within a
// part of the greater, one in so many.
func nearly(c, d dateline.Casualty, part int) bool {
	if !rounded(c) && !rounded(d) || c.Low == nil || d.Low == nil {
		return false
	}
	lo, hi := min(*c.Low, *d.Low), max(*c.Low, *d.Low)
	return (hi-lo)*part <= hi
}

// within reports whether c's range lies in d's.
func within(c, d dateline.Casualty) bool {
	lo := d.Low == nil || c.Low != nil && *c.Low >= *d.Low
	hi := d.High == nil || c.High != nil && *c.High <= *d.High
	return lo && hi
}

// figures are all figures of one harm, and of one side when it is given, in order
// of publication, of versions of an article in the order of their edits. Those of
// reports without a date come last.
func (c *comparison) figures(f field) []*figure {
	out, known := c.counted[f.name]
	if !known {
		out = c.readFigures(f)
		c.counted[f.name] = out
	}
	return out
}

func (c *comparison) readFigures(f field) []*figure {
	var out []*figure
	for _, a := range c.group.accounts {
		echo := c.echoes.of(a, f.name)
		for _, x := range a.Casualties {
			if x.Status == f.of && (f.side == "" || x.Side == f.side) {
				out = append(out, &figure{Casualty: x, account: a, echo: echo, enemys: c.ofEnemy(a, x), telling: tellingOf(x)})
			}
		}
	}
	if slices.ContainsFunc(out, func(x *figure) bool { return !sameRange(x.Casualty, out[0].Casualty) }) {
		for _, x := range out { // where all give one number nothing changed
			x.turn = turnOf(x.account, f.of)
		}
	}
	slices.SortStableFunc(out, func(x, y *figure) int {
		p, q := x.account.src.told(), y.account.src.told()
		switch {
		case p == nil && q == nil:
			return cmp.Compare(x.account.src.nth, y.account.src.nth)
		case p == nil:
			return 1
		case q == nil:
			return -1
		}
		return cmp.Or(cmp.Compare(p.Time.Unix(), q.Time.Unix()), cmp.Compare(x.account.src.nth, y.account.src.nth))
	})
	for _, x := range out {
		x.past = c.outdated(x, f)
		x.gone = x.past
		if x.past {
			x.by = slices.Clone(c.past[x.account])
		}
	}
	markReplaced(out)
	return out
}

// own are the figures by which accounts are compared: the first of each account
// that is no echo, not replaced, and where the account gives another, no
// belligerent's of its enemy.
func own(figures []*figure) []*figure {
	at := map[*account]int{}
	var out []*figure
	for _, x := range figures {
		if x.echo != nil || x.gone {
			continue
		}
		i, ok := at[x.account]
		switch {
		case !ok:
			at[x.account] = len(out)
			out = append(out, x)
		case out[i].enemys && !x.enemys:
			out[i] = x
		}
	}
	return out
}

// bestOf chooses the best of the figures that are compared, and names the rule
// that chose it; all are those replaced too.
func bestOf(live, all []*figure) (*figure, dateline.TollRule) {
	pool := slices.DeleteFunc(slices.Clone(live), func(x *figure) bool { return x.enemys })
	if len(pool) == 0 {
		best, _ := choose(live)
		return best, dateline.EnemysWord
	}
	whole := pool
	if slices.ContainsFunc(pool, func(x *figure) bool { return x.telling == numbered }) {
		pool = slices.DeleteFunc(slices.Clone(pool), func(x *figure) bool { return x.telling != numbered })
	}
	best, rule := choose(pool)
	apartFrom := func(x *figure) bool { return compareFigures(x, best) == apart }
	switch {
	case slices.ContainsFunc(live, func(x *figure) bool { return x.enemys && apartFrom(x) }):
		return best, dateline.NotEnemysWord
	case rule != dateline.OnlyFigure && rule != dateline.AllAgree:
		return best, rule
	case slices.ContainsFunc(whole, apartFrom):
		return best, dateline.Counted
	case slices.ContainsFunc(all, func(x *figure) bool { return x.gone && apartFrom(x) }):
		return best, dateline.LatestOfSource
	case slices.ContainsFunc(whole, func(x *figure) bool { return x.account.src.origin != best.account.src.origin }):
		return best, dateline.AllAgree
	}
	return best, rule
}

// A bid is a number with the origins that give it.
type bid struct {
	*figure
	latest  *account // that gives it
	origins map[dateline.ReportID]bool
}

// outgrown reports whether a toll has risen past a number without anyone's saying
// so: a greater one was told after the last report of this one and of all that go
// with this one alone. It takes half as many origins as this one has, since one
// late report against many is more often wrong.
func outgrown(x *bid, bids []*bid, support map[*bid]int) bool {
	return slices.ContainsFunc(bids, func(y *bid) bool {
		if floor(y.Casualty) <= floor(x.Casualty) || support[y]*2 < support[x] || compareFigures(x.figure, y.figure) != apart {
			return false
		}
		return !slices.ContainsFunc(bids, func(z *bid) bool {
			return compareFigures(z.figure, x.figure) != apart && compareFigures(z.figure, y.figure) == apart && !before(z.latest, y.latest)
		})
	})
}

// choose takes the narrowest of the figures that most origins bear out, but for
// those that the toll has outgrown; of as many on either side, the latest; of those
// of one day, the lowest.
func choose(pool []*figure) (*figure, dateline.TollRule) {
	byRange := map[string]*bid{}
	var bids []*bid
	all := map[dateline.ReportID]bool{}
	for _, x := range pool {
		k := x.key()
		if byRange[k] == nil {
			byRange[k] = &bid{x, x.account, map[dateline.ReportID]bool{}}
			bids = append(bids, byRange[k])
		}
		byRange[k].origins[x.account.src.origin] = true
		all[x.account.src.origin] = true
		if before(byRange[k].latest, x.account) {
			byRange[k].latest = x.account
		}
	}
	support := map[*bid]int{}
	clash := false
	for _, x := range bids {
		bear := map[dateline.ReportID]bool{}
		for _, y := range bids {
			if compareFigures(x.figure, y.figure) == apart {
				clash = true
				continue
			}
			for o := range y.origins {
				bear[o] = true
			}
		}
		support[x] = len(bear)
	}
	// "at least nine" goes with nine and with eleven, and decides between neither
	fine := slices.DeleteFunc(slices.Clone(bids), func(x *bid) bool {
		return slices.ContainsFunc(bids, func(y *bid) bool { return compareFigures(y.figure, x.figure) == firstFiner })
	})
	if len(fine) == 0 {
		fine = bids
	}
	best := fine[0]
	for _, x := range fine[1:] {
		if support[x] > support[best] {
			best = x
		}
	}
	if grown := slices.DeleteFunc(slices.Clone(fine), func(x *bid) bool { return outgrown(x, bids, support) }); len(grown) > 0 && !slices.Contains(grown, best) {
		best = grown[0]
		for _, x := range grown[1:] {
			if support[x] > support[best] || support[x] == support[best] && before(best.latest, x.latest) {
				best = x
			}
		}
		return best.figure, dateline.Latest
	}
	if !clash {
		if len(all) < 2 {
			return best.figure, dateline.OnlyFigure
		}
		return best.figure, dateline.AllAgree
	}
	rule := dateline.MostOrigins
	for _, x := range fine {
		if x == best || support[x] < support[best] {
			continue
		}
		switch {
		case compareFigures(x.figure, best.figure) != apart:
		case before(best.latest, x.latest):
			best, rule = x, dateline.Latest
		case before(x.latest, best.latest):
			rule = dateline.Latest
		default:
			rule = dateline.LowestFigure
			if floor(x.Casualty) < floor(best.Casualty) {
				best = x
			}
		}
	}
	return best.figure, rule
}

// count works out one harm, of one side when it is given: how the accounts agree
// on it and what its toll is. Nil when no account counts it.
func (c *comparison) count(f field) (dateline.Agreement, *dateline.Casualty, dateline.Toll) {
	figures := c.figures(f)
	live := own(figures)
	if len(live) == 0 {
		return dateline.Agreement{}, nil, dateline.Toll{}
	}
	best, rule := bestOf(live, figures)
	stands, first := map[*account]*figure{}, map[*account]*figure{}
	for _, x := range live {
		stands[x.account] = x
	}
	for _, x := range figures {
		if first[x.account] == nil {
			first[x.account] = x
		}
	}
	gone := map[*account]bool{}
	for _, x := range figures {
		if x.gone && stands[x.account] == nil {
			gone[x.account] = true
		}
	}
	bySides := f.compare != nil
	f = f.by(func(a *account) *figure {
		if x := stands[a]; x != nil {
			return x
		}
		return first[a]
	})
	f.stands = func(a, shown *account) verdict {
		if x, y := f.pick(a).Side, f.pick(shown).Side; x != y && hasSide(x) && hasSide(y) {
			return beside // as many, of other people
		}
		return equal
	}
	if bySides {
		f.stands = nil
	}
	agr, _ := c.agree(f, gone, best.account)
	return agr, &best.Casualty, toll(figures, best, rule, agr)
}

// toll writes down what the figures amount to.
func toll(figures []*figure, best *figure, rule dateline.TollRule, agr dateline.Agreement) dateline.Toll {
	out := dateline.Toll{
		Status: best.Status, Side: best.Side, Rule: rule, Best: dateline.Range{Low: best.Low, High: best.High},
		Against: agr.Against, Superseded: agr.Superseded,
	}
	for _, x := range figures { // all that go with the best one, as exactly or not
		id := x.account.ID
		if !slices.Contains(out.For, id) && (slices.Contains(agr.For, id) || slices.Contains(agr.Coarser, id) || slices.Contains(agr.Beside, id)) {
			out.For = append(out.For, id)
		}
	}
	out.Low, out.High = bounds(figures)
	for _, x := range figures {
		h := dateline.Figure{
			Account: x.account.ID, Report: x.account.Report, Published: x.account.src.told(),
			Low: x.Low, High: x.High, Qualifier: x.Qualifier, SaidBy: x.SaidBy, Words: x.Words, Standing: dateline.FigureFor,
		}
		switch {
		case x.echo != nil:
			h.Standing = dateline.FigureEcho
		case x.gone:
			h.Standing, h.ReplacedBy = dateline.FigureSuperseded, replacing(x.by)
		case x.enemys && rule == dateline.NotEnemysWord:
			h.Standing = dateline.FigureEnemys
		case compareFigures(x, best) == apart:
			h.Standing = dateline.FigureAgainst
		}
		out.History = append(out.History, h)
	}
	return out
}

// replacing are the reports of accounts that replaced a figure, in their order.
func replacing(by []*account) []dateline.ReportID {
	by = slices.Clone(by)
	slices.SortFunc(by, (*account).compare)
	var out []dateline.ReportID
	for _, a := range by {
		if id := a.src.report.ID; !slices.Contains(out, id) && len(out) < dateline.MostReplacing {
			out = append(out, id)
		}
	}
	return out
}

// bounds are the lowest number that a standing figure allows, and the highest; nil
// where one that says "or more" lies above all bounds that are said.
func bounds(figures []*figure) (low, high *int) {
	open, above := -1, -1
	for _, x := range figures {
		if x.gone || x.echo != nil {
			continue
		}
		if x.Low != nil && (low == nil || *x.Low < *low) {
			low = x.Low
		}
		if x.High == nil {
			open = max(open, floor(x.Casualty))
		} else {
			above = max(above, *x.High)
		}
	}
	if above >= 0 && above >= open {
		high = &above
	}
	return low, high
}

// hasSide reports whether a side is said.
func hasSide(s dateline.Side) bool { return s != "" && s != dateline.UnknownSide }
