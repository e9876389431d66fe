package link

import (
	"slices"

	"dateline"
)

// Versions of one article are one voice: the last says what the outlet says. What an
// earlier one says otherwise, or what the last no longer says, is history and no dispute.

// setVersion tells a run's copy of a source which version of its article it is.
func (r *run) setVersion(s *source) {
	all := r.origins.Versions(s.report.ID)
	if len(all) > 0 {
		s.article, s.nth, s.last = all[0], slices.Index(all, s.report.ID), all[len(all)-1] == s.report.ID
	}
}

// told is when a version came out: a later one when it was edited, if it says so.
func (s *source) told() *dateline.Moment {
	p, m := s.report.Published, s.report.Modified
	if s.nth > 0 && m != nil && m.Usable() && (p == nil || p.Time.Before(m.Time)) {
		return m
	}
	return p
}

// oneArticle reports whether two sources are versions of one article.
func oneArticle(s, t *source) bool { return s.article != "" && s.article == t.article }

// pastOf are the accounts of versions that another has taken the place of, each with
// the accounts that stand for it: those of the last version, none where that tells the
// event no more. An event that nobody else tells is told by the last version that does.
func pastOf(g *group) map[*account][]*account {
	if !slices.ContainsFunc(g.accounts, func(a *account) bool { return a.src.article != "" }) {
		return nil
	}
	told := slices.ContainsFunc(g.accounts, func(a *account) bool { return a.src.article == "" || a.src.last })
	latest := map[dateline.ReportID]int{}
	for _, a := range g.accounts {
		latest[a.src.article] = max(latest[a.src.article], a.src.nth)
	}
	stands := func(a *account) bool {
		return a.src.article == "" || a.src.last || !told && a.src.nth == latest[a.src.article]
	}
	standing := map[dateline.ReportID][]*account{}
	for _, a := range g.accounts {
		if stands(a) {
			standing[a.src.article] = append(standing[a.src.article], a)
		}
	}
	past := map[*account][]*account{}
	for _, a := range g.accounts {
		if !stands(a) {
			past[a] = standing[a.src.article]
		}
	}
	return past
}

// isPast reports whether an account is of a version that another has taken the place of.
func (c *comparison) isPast(a *account) bool {
	_, past := c.past[a]
	return past
}

// behind is 0 for accounts that stand, 1 for past ones: a value is shown in the words of
// the last version.
func (c *comparison) behind(a *account) int {
	if c.isPast(a) {
		return 1
	}
	return 0
}

// overtaken reports whether a later version says in a field another thing than an
// account, or nothing.
func (c *comparison) overtaken(a *account, f field) bool {
	by, past := c.past[a]
	return past && !slices.ContainsFunc(by, func(b *account) bool { return f.has(b) && f.compare(a, b) == equal })
}

// outdated reports whether no account that stands for a past one gives a figure of it.
func (c *comparison) outdated(x *figure, f field) bool {
	by, past := c.past[x.account]
	return past && !slices.ContainsFunc(by, func(b *account) bool {
		return slices.ContainsFunc(b.Casualties, func(y dateline.Casualty) bool {
			return y.Status == f.of && (f.side == "" || y.Side == f.side) && sameRange(y, x.Casualty)
		})
	})
}
