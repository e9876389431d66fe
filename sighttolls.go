package dateline

import "slices"

// tolls leaves the figures that are given by accounts that are left; where the best was
// another's, the latest of those that stand is.
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
		}
		casualties, tolls = append(casualties, x), append(tolls, t)
	}
	c.e.Casualties, c.e.Tolls = casualties, tolls
}

// hasFigure reports whether an account that is gone has a part in a toll.
func (c *concealing) hasFigure(t Toll) bool {
	gone := func(id AccountID) bool { return c.gone[id] }
	return slices.ContainsFunc(slices.Concat(t.For, t.Against, t.Superseded), gone) || slices.ContainsFunc(t.History, func(f Figure) bool { return gone(f.Account) })
}

// toll works out a toll anew and gives its best figure; nil where no figure is left.
func (c *concealing) toll(t *Toll) *Figure {
	t.History = keep(t.History, func(f Figure) bool { return !c.gone[f.Account] })
	var standing []*Figure
	for i := range t.History {
		f := &t.History[i]
		if f.Standing == FigureEcho && !c.echoes(f.Account) {
			f.Standing = FigureAgainst // it stands for the one that it echoed
		}
		if f.Standing == FigureFor || f.Standing == FigureAgainst {
			standing = append(standing, f)
		}
	}
	rule := t.Rule
	if n := len(t.History); len(standing) == 0 && n > 0 {
		// The last that gave way to one that is gone: a later report's, or, where nobody
		// else counts, one side's word.
		i := n - 1
		for i > 0 && t.History[i].Standing != FigureSuperseded {
			i--
		}
		if t.History[i].Standing == FigureEnemys {
			rule = EnemysWord
		} else {
			rule = Latest
		}
		standing = []*Figure{&t.History[i]}
	}
	if len(standing) == 0 {
		return nil
	}
	best := slices.IndexFunc(standing, func(f *Figure) bool { return equal(f.Low, t.Best.Low) && equal(f.High, t.Best.High) })
	if best < 0 {
		best = len(standing) - 1
		if rule != EnemysWord {
			rule = Latest
		}
	}
	b := standing[best]
	t.Best, t.Low, t.High = Range{b.Low, b.High}, b.Low, b.High
	origins, agree := map[string]bool{}, true
	t.For, t.Against = nil, nil
	for _, f := range standing {
		origins[c.origin(f.Account)] = true
		f.Standing = FigureFor
		if !meet(*f, *b) {
			f.Standing, agree = FigureAgainst, false
		}
		if t.Low != nil && (f.Low == nil || *f.Low < *t.Low) {
			t.Low = f.Low
		}
		if t.High != nil && (f.High == nil || *f.High > *t.High) {
			t.High = f.High
		}
		into := &t.For
		if f.Standing == FigureAgainst {
			into = &t.Against
		}
		if !slices.Contains(*into, f.Account) {
			*into = append(*into, f.Account)
		}
	}
	t.Superseded = keep(c.left(t.Superseded), func(id AccountID) bool { return !slices.Contains(t.For, id) && !slices.Contains(t.Against, id) })
	switch {
	case rule == EnemysWord:
	case len(origins) == 1:
		rule = OnlyFigure
	case agree:
		rule = AllAgree
	case rule == AllAgree || rule == OnlyFigure || rule == NotEnemysWord:
		rule = Latest
	}
	t.Rule = rule
	return b
}

// meet reports whether a number may be meant by both figures.
func meet(a, b Figure) bool {
	return !(a.High != nil && b.Low != nil && *a.High < *b.Low) && !(b.High != nil && a.Low != nil && *b.High < *a.Low)
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
