package link

import (
	"slices"
	"strings"

	"dateline"
)

// People of several sides, where accounts tell them apart.

// sidesOf are the sides that accounts count a harm of, and whether some account
// tells two of them apart, or one counts soldiers and another their enemies.
func (c *comparison) sidesOf(h dateline.Harm) (sides []dateline.Side, split bool) {
	seen := map[dateline.Side]bool{}
	for _, a := range c.group.accounts {
		if c.isPast(a) || c.echoes.of(a, "casualties."+string(h)) != nil {
			continue
		}
		here := map[dateline.Side]bool{}
		for _, x := range a.Casualties {
			if x.Status == h {
				seen[x.Side], here[x.Side] = true, true
			}
		}
		split = split || len(here) > 1
	}
	// Whether the dead bore arms is argued about; soldiers are not taken for their enemies.
	split = split || seen[dateline.State] && seen[dateline.ArmedGroup]
	for _, side := range []dateline.Side{dateline.State, dateline.ArmedGroup, dateline.Civilian, dateline.UnknownSide} {
		if seen[side] {
			sides = append(sides, side)
		}
	}
	return sides, split
}

// compareHarm compares all that accounts count of a harm where some of them tell sides
// apart: one that counts one side alone says a part, and of whom no side is told is
// compared with all together.
func (c *comparison) compareHarm(h dateline.Harm) func(a, b *account) verdict {
	pair := func(x, y dateline.Casualty) verdict {
		if x.Side != y.Side && hasSide(x.Side) && hasSide(y.Side) {
			return beside
		}
		return compareFigures(&figure{Casualty: x, telling: tellingOf(x)}, &figure{Casualty: y, telling: tellingOf(y)})
	}
	return func(a, b *account) verdict {
		xs, ys := counted(a, h), counted(b, h)
		switch {
		case len(xs) == 1 && len(ys) > 1 && !hasSide(xs[0].Side):
			return partsOf(xs[0], ys, secondFiner)
		case len(ys) == 1 && len(xs) > 1 && !hasSide(ys[0].Side):
			return partsOf(ys[0], xs, firstFiner)
		}
		return compareSets(xs, ys, pair)
	}
}

// partsOf is the verdict on a figure of no side beside figures by sides: those are finer,
// unless together, and each alone, they are another number. Who attacked is often left out.
func partsOf(whole dateline.Casualty, parts []dateline.Casualty, finer verdict) verdict {
	low, high := 0, 0
	sum := dateline.Casualty{Low: &low, High: &high}
	for _, x := range parts {
		low += floor(x)
		if x.High == nil {
			sum.High = nil
		} else {
			high += *x.High
		}
	}
	if compareRanges(whole, sum) != apart || slices.ContainsFunc(parts, func(x dateline.Casualty) bool { return compareRanges(whole, x) != apart }) {
		return finer
	}
	return apart
}

// counted are an account's first figures for a harm, one of each side.
func counted(a *account, h dateline.Harm) []dateline.Casualty {
	var out []dateline.Casualty
	for _, x := range firstFigures(a) {
		if x.Status == h {
			out = append(out, x)
		}
	}
	return out
}

// harmKey is the same of accounts that count a harm alike.
func harmKey(a *account, h dateline.Harm) string {
	var b strings.Builder
	for _, x := range counted(a, h) {
		b.WriteString(string(x.Side) + rangeKey(x) + ";")
	}
	return b.String()
}
