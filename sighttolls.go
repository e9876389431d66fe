package dateline

import "slices"

// tolls leaves the figures that are given by accounts that are left, with what became of
// them without the others: what only a hidden figure replaced stands again.
func (c *concealing) tolls() {
	var casualties []Casualty
	var tolls []Toll
	for i, t := range c.e.Tolls {
		if i >= len(c.e.Casualties) {
			break
		}
		x := c.e.Casualties[i]
		if c.hasFigure(t) {
			best := c.toll(&t)
			if best == nil {
				continue
			}
			x = c.casualty(*best, t)
			c.anew = append(c.anew, t)
		}
		casualties, tolls = append(casualties, x), append(tolls, t)
	}
	c.e.Casualties, c.e.Tolls = casualties, tolls
}

// hasFigure reports whether what is hidden has a part in a toll.
func (c *concealing) hasFigure(t Toll) bool {
	gone := func(id AccountID) bool { return c.gone[id] }
	return slices.ContainsFunc(slices.Concat(t.For, t.Against, t.Superseded), gone) || slices.ContainsFunc(t.History, func(f Figure) bool {
		return gone(f.Account) || c.s.Last[f.Report] || slices.ContainsFunc(f.ReplacedBy, func(id ReportID) bool { return c.s.Hidden[id] })
	})
}

// toll works out a toll anew and gives its best figure; nil where no figure is left.
func (c *concealing) toll(t *Toll) *Figure {
	// Linking knows more of figures than stands in them. Where choosing as it does comes to
	// another figure while all are there, its choice holds for as long as it is there.
	own, enemys := owned(t)
	was, _ := c.choose(own)
	known := enemys || was != nil && sameFigure(was, t.Best)

	t.History = keep(t.History, func(f Figure) bool { return !c.gone[f.Account] })
	for i := range t.History {
		f := &t.History[i]
		switch {
		case f.Standing == FigureSuperseded && !c.replaced(f, t), f.Standing == FigureEcho && !c.echoed(f, t.History):
			f.Standing, f.ReplacedBy = FigureFor, nil
		default:
			f.ReplacedBy = keep(f.ReplacedBy, func(id ReportID) bool { return !c.s.Hidden[id] })
		}
	}
	own, enemys = owned(t)
	best, rule := c.choose(own)
	if best == nil {
		return nil
	}
	switch i := slices.IndexFunc(own, func(f *Figure) bool { return sameFigure(f, t.Best) }); {
	case enemys:
		rule = EnemysWord
	case !known && i >= 0 && rule != OnlyFigure && rule != AllAgree:
		best, rule = own[i], t.Rule
	}
	b := *best
	t.Best = Range{b.Low, b.High}
	c.stand(t, b)
	switch apart := func(is FigureStanding) bool {
		return slices.ContainsFunc(t.History, func(f Figure) bool { return f.Standing == is && !meet(f, b) })
	}; {
	case enemys:
	case apart(FigureEnemys):
		rule = NotEnemysWord
	case rule != OnlyFigure && rule != AllAgree:
	case apart(FigureSuperseded):
		rule = LatestOfSource
	}
	t.Rule = rule
	return &b
}

// replaced reports whether a figure that was replaced still is.
func (c *concealing) replaced(f *Figure, t *Toll) bool {
	if len(f.ReplacedBy) > 0 {
		return slices.ContainsFunc(f.ReplacedBy, func(id ReportID) bool { return !c.s.Hidden[id] })
	}
	if c.s.Last[f.Report] {
		return false
	}
	// Who wrote the toll down did not say by what: it may have been any later figure.
	return slices.ContainsFunc(t.History, func(o Figure) bool {
		return o.Account != f.Account && o.Standing != FigureEcho && !sameFigure(&o, Range{f.Low, f.High}) && !later(*f, o)
	})
}

// echoed reports whether an echo's figure is there in words of its origin's own.
func (c *concealing) echoed(f *Figure, all []Figure) bool {
	if c.echoes(f.Account) {
		return true
	}
	return slices.ContainsFunc(all, func(o Figure) bool {
		return o.Account != f.Account && o.Standing != FigureEcho && c.origin(o.Account) == c.origin(f.Account) && sameFigure(&o, Range{f.Low, f.High})
	})
}

// owned are the figures that a toll is chosen from: the first of each account that stands
// and is no echo, and none that is a belligerent's word while another speaks. It tells
// whether all are such words.
func owned(t *Toll) (out []*Figure, enemys bool) {
	at := map[AccountID]int{}
	for i := range t.History {
		f := &t.History[i]
		if f.Standing == FigureSuperseded || f.Standing == FigureEcho {
			continue
		}
		switch n, ok := at[f.Account]; {
		case !ok:
			at[f.Account] = len(out)
			out = append(out, f)
		case out[n].Standing == FigureEnemys && f.Standing != FigureEnemys:
			out[n] = f
		}
	}
	free := keep(out, func(f *Figure) bool { return f.Standing != FigureEnemys && t.Rule != EnemysWord })
	if len(free) == 0 {
		return out, true
	}
	return free, false
}

// choose takes the narrowest of the figures that most origins bear out, but for those that
// the toll has outgrown; of as many the latest, and of those of one day the lowest.
func (c *concealing) choose(pool []*Figure) (*Figure, TollRule) {
	if len(pool) == 0 {
		return nil, ""
	}
	support, clash := map[*Figure]int{}, false
	all := map[string]bool{}
	for _, f := range pool {
		bear := map[string]bool{}
		for _, o := range pool {
			if meet(*f, *o) {
				bear[c.origin(o.Account)] = true
			} else {
				clash = true
			}
		}
		support[f], all[c.origin(f.Account)] = len(bear), true
	}
	fine := keep(pool, func(f *Figure) bool {
		return !slices.ContainsFunc(pool, func(o *Figure) bool { return narrower(*o, *f) })
	})
	most := func(of []*Figure) *Figure {
		best := of[0]
		for _, f := range of[1:] {
			if support[f] > support[best] || support[f] == support[best] && later(*f, *best) {
				best = f
			}
		}
		return best
	}
	best := most(fine)
	if !clash {
		if len(all) < 2 {
			return best, OnlyFigure
		}
		return best, AllAgree
	}
	grown := keep(fine, func(x *Figure) bool {
		return !slices.ContainsFunc(pool, func(y *Figure) bool {
			return floorOf(y.Low) > floorOf(x.Low) && support[y]*2 >= support[x] && !meet(*x, *y) &&
				!slices.ContainsFunc(pool, func(z *Figure) bool { return meet(*z, *x) && !meet(*z, *y) && !later(*y, *z) })
		})
	})
	if len(grown) > 0 && !slices.Contains(grown, best) {
		return most(grown), Latest
	}
	rule := MostOrigins
	for _, f := range fine {
		if f == best || support[f] < support[best] || meet(*f, *best) {
			continue
		}
		switch {
		case later(*best, *f):
			rule = Latest
		default:
			rule = LowestFigure
			if floorOf(f.Low) < floorOf(best.Low) {
				best = f
			}
		}
	}
	return best, rule
}

// stand says how each figure and each account of a toll stands to its best figure.
func (c *concealing) stand(t *Toll, best Figure) {
	t.Low, t.High, t.For, t.Against, t.Superseded = nil, nil, nil, nil, nil
	open, above := -1, -1
	var order []AccountID
	own := map[AccountID]*Figure{}
	for i := range t.History {
		f := &t.History[i]
		if f.Standing == FigureFor || f.Standing == FigureAgainst {
			f.Standing = FigureFor
			if !meet(*f, best) {
				f.Standing = FigureAgainst
			}
		}
		if o := own[f.Account]; o == nil {
			order, own[f.Account] = append(order, f.Account), f
		} else if o.Standing == FigureSuperseded && f.Standing != FigureSuperseded || o.Standing == FigureEnemys && f.Standing != FigureSuperseded {
			own[f.Account] = f
		}
		if f.Standing == FigureSuperseded || f.Standing == FigureEcho {
			continue
		}
		if f.Low != nil && (t.Low == nil || *f.Low < *t.Low) {
			t.Low = f.Low
		}
		if f.High == nil {
			open = max(open, floorOf(f.Low))
		} else {
			above = max(above, *f.High)
		}
	}
	if above >= 0 && above >= open {
		t.High = &above
	}
	for _, id := range order {
		switch f := own[id]; {
		case f.Standing == FigureSuperseded:
			t.Superseded = append(t.Superseded, id)
		case meet(*f, best):
			t.For = append(t.For, id)
		default:
			t.Against = append(t.Against, id)
		}
	}
}

// meet reports whether a number may be meant by both figures.
func meet(a, b Figure) bool {
	return !(a.High != nil && b.Low != nil && *a.High < *b.Low) && !(b.High != nil && a.Low != nil && *b.High < *a.Low)
}

// narrower reports whether a figure lies within another and says more.
func narrower(a, b Figure) bool {
	return floorOf(a.Low) >= floorOf(b.Low) && (b.High == nil || a.High != nil && *a.High <= *b.High) && !sameFigure(&a, Range{b.Low, b.High})
}

// later reports whether a figure was published after another, as far as is known.
func later(a, b Figure) bool {
	return a.Published != nil && b.Published != nil && b.Published.Time.Before(a.Published.Time)
}

func sameFigure(f *Figure, r Range) bool { return equal(f.Low, r.Low) && equal(f.High, r.High) }

func floorOf(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

func equal(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }

// casualty is the count that a figure gives, as its account has it.
func (c *concealing) casualty(f Figure, t Toll) Casualty {
	out := Casualty{Low: f.Low, High: f.High, Qualifier: f.Qualifier, SaidBy: f.SaidBy, Words: f.Words}
	if a := c.by[f.Account]; a != nil {
		for _, x := range a.Casualties {
			if x.Status == t.Status && equal(x.Low, f.Low) && equal(x.High, f.High) && (out.Status == "" || x.Side == t.Side) {
				out = x
			}
		}
	}
	out.Status, out.Side = t.Status, t.Side
	return out
}
