package link

import (
	"slices"

	"dateline"
)

// bonds are what people decided of what belongs together: pairs merged and
// pairs split, each told of both.
type bonds struct {
	stories map[PieceID][]bond
	events  map[*account][]accountBond
	lost    []dateline.Decision // that found nothing
}

type bond struct {
	to     PieceID
	merged bool
}

type accountBond struct {
	to     *account
	merged bool
}

// Decide replays decisions over what the Linker makes, those already given set
// aside: merge and split of two reports, which is of their stories, and of two
// accounts, which is of their events. An undone decision is as one never made.
// It gives back those that find nothing they speak of, in their order; other
// verbs are not linking's and are passed over. Settle makes it count.
func (l *Linker) Decide(all []dateline.Decision) (unplaced []dateline.Decision) {
	l.touchBound() // what it held together may part
	l.bonds = bonds{stories: map[PieceID][]bond{}, events: map[*account][]accountBond{}}
	byHash := map[string][]*source{}
	for _, s := range l.reports() {
		byHash[s.report.SHA256] = append(byHash[s.report.SHA256], s)
	}
	for _, d := range dateline.InForce(all) {
		if d.Verb != dateline.VerbMerge && d.Verb != dateline.VerbSplit || len(d.On) != 2 {
			continue
		}
		merged := d.Verb == dateline.VerbMerge
		placed := false
		for _, s := range byHash[d.On[0].Report] {
			for _, t := range byHash[d.On[1].Report] {
				if d.On[0].Span == (dateline.Span{}) && d.On[1].Span == (dateline.Span{}) {
					placed = l.bindReports(s, t, merged) || placed
				} else {
					placed = l.bonds.bind(s.accountAt(d.On[0].Span), t.accountAt(d.On[1].Span), merged) || placed
				}
			}
		}
		if !placed {
			unplaced = append(unplaced, d)
		}
	}
	l.touchBound()
	l.bonds.lost = unplaced
	return unplaced
}

func (l *Linker) touchBound() {
	for id := range l.bonds.stories {
		if p := l.state.Piece(id); p != nil {
			l.touch(p.epoch())
		}
	}
}

func (l *Linker) bindReports(s, t *source, merged bool) bool {
	if s == t {
		return false
	}
	for _, a := range l.state.Of(string(s.report.ID)) {
		for _, b := range l.state.Of(string(t.report.ID)) {
			l.bonds.stories[a] = append(dropBond(l.bonds.stories[a], b), bond{b, merged})
			l.bonds.stories[b] = append(dropBond(l.bonds.stories[b], a), bond{a, merged})
		}
	}
	return true
}

func dropBond(bs []bond, to PieceID) []bond {
	return slices.DeleteFunc(bs, func(b bond) bool { return b.to == to })
}

// bind keeps the last that was decided of two accounts.
func (b *bonds) bind(x, y *account, merged bool) bool {
	if x == nil || y == nil || x == y {
		return false
	}
	drop := func(bs []accountBond, to *account) []accountBond {
		return slices.DeleteFunc(bs, func(b accountBond) bool { return b.to == to })
	}
	b.events[x] = append(drop(b.events[x], y), accountBond{y, merged})
	b.events[y] = append(drop(b.events[y], x), accountBond{x, merged})
	return true
}

// accountAt is the account whose words for its type have most in common with a
// span, nil when none has any.
func (s *source) accountAt(at dateline.Span) *account {
	var best *account
	most := 0
	for _, a := range s.accounts {
		for _, e := range a.Evidence {
			if n := min(e.End, at.End) - max(e.Start, at.Start); e.Field == "type" && n > most {
				best, most = a, n
			}
		}
	}
	return best
}

// parted reports whether a decision keeps two groups apart.
func (b *bonds) parted(g, h *group) bool {
	if len(b.events) == 0 {
		return false
	}
	for _, a := range g.accounts {
		for _, x := range b.events[a] {
			if !x.merged && x.to.group == h {
				return true
			}
		}
	}
	return false
}
