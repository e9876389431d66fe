package link

import (
	"regexp"
	"slices"
	"strings"

	"dateline"
)

// A verdict is how two values of a field stand: equal, the first inside the
// second or the other way round, or in contradiction.
type verdict uint8

const (
	equal verdict = iota
	firstFiner
	secondFiner
	apart
)

// agreement works out a field over origins from the accounts that speak of it.
// The account shown is the finest of those that most origins bear out.
func agreement(as []*account, superseded []*account, compare func(a, b *account) verdict) (dateline.Agreement, *account) {
	var live []*account
	out := dateline.Agreement{}
	for _, a := range as {
		if slices.Contains(superseded, a) {
			out.Superseded = append(out.Superseded, a.ID)
			continue
		}
		live = append(live, a)
	}
	if len(live) == 0 {
		live = as
		out.Superseded = nil
	}
	origins := map[int]bool{}
	differ, finer := false, false
	for i, a := range live {
		origins[a.src.origin] = true
		for _, b := range live[i+1:] {
			if a.src.origin == b.src.origin {
				continue
			}
			switch compare(a, b) {
			case apart:
				differ = true
			case firstFiner, secondFiner:
				finer = true
			}
		}
	}
	// support: how many origins are compatible with each account's value
	best, bestN := live[0], -1
	for _, a := range live {
		ok := map[int]bool{}
		for _, b := range live {
			if compare(a, b) != apart {
				ok[b.src.origin] = true
			}
		}
		n := len(ok)
		if n > bestN || n == bestN && compare(a, best) == firstFiner {
			best, bestN = a, n
		}
	}
	for _, a := range live {
		if compare(a, best) == apart {
			out.Against = append(out.Against, a.ID)
		} else {
			out.For = append(out.For, a.ID)
		}
	}
	switch {
	case differ:
		out.Relation = dateline.Differ
	case len(origins) < 2:
		out.Relation = dateline.Single
	case finer:
		out.Relation = dateline.Finer
		id := best.ID
		out.Finest = &id
	default:
		out.Relation = dateline.Agree
	}
	return out, best
}

func (l *linker) compareType(a, b *account) verdict {
	switch {
	case a.Type == b.Type:
		return equal
	case !l.codebook.Related(a.Type, b.Type):
		return apart
	case a.rank >= b.rank:
		return firstFiner
	}
	return secondFiner
}

func (l *linker) comparePlace(a, b *account) verdict {
	for _, p := range a.places {
		for _, q := range b.places {
			switch {
			case p.known && q.known && p.id == q.id || !p.known && !q.known && strings.EqualFold(p.ref.Name, q.ref.Name):
				return equal
			case p.known && q.known && l.gazetteer.Contains(p.id, q.id):
				return secondFiner
			case p.known && q.known && l.gazetteer.Contains(q.id, p.id):
				return firstFiner
			}
		}
	}
	return apart
}

// finest orders precisions; unknown is coarsest.
func fineness(p dateline.Precision) int {
	return slices.Index([]dateline.Precision{dateline.UnknownTime, dateline.Longer, dateline.Year, dateline.Season, dateline.Month, dateline.Week, dateline.Day}, p)
}

// compareTime compares intervals of days when both are known, else what the
// words say: the same offset from the same event, the same expression, or a
// day inside the week that the other names.
func (l *linker) compareTime(a, b *account) verdict {
	s, t := a.Time, b.Time
	if s.Relative != nil && t.Relative != nil && !published(s) && !published(t) && same(s.Relative.MinDays, t.Relative.MinDays) && same(s.Relative.MaxDays, t.Relative.MaxDays) {
		x, y := l.anchor(a), l.anchor(b)
		if x != nil && y != nil && x.group == y.group {
			return equal
		}
	}
	if s.Start != nil && s.End != nil && t.Start != nil && t.End != nil {
		switch {
		case *s.Start == *t.Start && *s.End == *t.End:
			return equal
		case !s.Start.Before(*t.Start) && !t.End.Before(*s.End):
			return firstFiner
		case !t.Start.Before(*s.Start) && !s.End.Before(*t.End):
			return secondFiner
		case s.Start.Before(*t.End) && t.Start.Before(*s.End):
			return equal
		}
		return apart
	}
	if s.Timex != nil && t.Timex != nil && *s.Timex == *t.Timex {
		return equal
	}
	switch f, g := fineness(s.Precision), fineness(t.Precision); {
	case f > g:
		return firstFiner
	case g > f:
		return secondFiner
	}
	if s.Timex != nil && t.Timex != nil && s.Precision == dateline.Day && published(s) && published(t) && weekday(*s.Timex) && weekday(*t.Timex) {
		return apart
	}
	return equal
}

func weekday(timex string) bool { return strings.HasPrefix(timex, "XXXX-WXX-") }

func published(t dateline.Time) bool {
	return t.Relative != nil && strings.HasPrefix(t.Relative.To, "publication:")
}

func same(a, b *int) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

// anchor is the account of the same reading that a relative time counts from.
func (l *linker) anchor(a *account) *account {
	if a.Time.Relative == nil {
		return nil
	}
	for _, o := range l.accounts {
		if o.src == a.src && o.local == dateline.AccountID(a.Time.Relative.To) {
			return o
		}
	}
	return nil
}

func (l *linker) compareRole(role dateline.RoleName) func(a, b *account) verdict {
	return func(a, b *account) verdict {
		best := apart
		for _, r := range a.names[role] {
			for _, q := range b.names[role] {
				switch {
				case r.Actor != nil && q.Actor != nil && *r.Actor == *q.Actor:
					return equal
				case r.Actor != nil && q.Actor != nil && slices.Contains(l.register.Ancestors(*r.Actor), *q.Actor):
					best = firstFiner
				case r.Actor != nil && q.Actor != nil && slices.Contains(l.register.Ancestors(*q.Actor), *r.Actor):
					best = secondFiner
				case r.Actor != nil && q.Actor != nil:
				case r.folded == q.folded:
					return equal
				case sharedWords(r.words, q.words) > 0:
					if best == apart {
						best = equal
					}
				case r.Actor != nil && q.Actor == nil && best == apart:
					best = firstFiner // a name beside "gunmen"
				case q.Actor != nil && r.Actor == nil && best == apart:
					best = secondFiner
				case best == apart && role != dateline.Territory:
					best = equal // other words for the same, as far as words tell
				}
			}
		}
		return best
	}
}

// compareCount compares the counts of one harm, of one side when it is given.
func compareCount(harm dateline.Harm, side dateline.Side) func(a, b *account) verdict {
	return func(a, b *account) verdict {
		c, d := countOf(a, harm, side), countOf(b, harm, side)
		if c == nil || d == nil {
			return equal
		}
		switch {
		case same(c.Low, d.Low) && same(c.High, d.High):
			return equal
		case !overlap(*c, *d):
			return apart
		case within(*c, *d):
			return firstFiner
		case within(*d, *c):
			return secondFiner
		}
		return equal
	}
}

// within reports whether c's range lies in d's.
func within(c, d dateline.Casualty) bool {
	lo := d.Low == nil || c.Low != nil && *c.Low >= *d.Low
	hi := d.High == nil || c.High != nil && *c.High <= *d.High
	return lo && hi
}

func countOf(a *account, harm dateline.Harm, side dateline.Side) *dateline.Casualty {
	for i := range a.Casualties {
		if c := &a.Casualties[i]; c.Status == harm && (side == "" || c.Side == side) {
			return c
		}
	}
	return nil
}

// superseded are the accounts whose counts a later report replaces: one of the
// same outlet, or one that says itself that the toll has risen.
func superseded(g *group) []*account {
	var out []*account
	for _, a := range g.accounts {
		for _, b := range g.accounts {
			x, y := a.src.report, b.src.report
			if x.Published == nil || y.Published == nil || !x.Published.Time.Before(y.Published.Time) || slices.Contains(out, a) {
				continue
			}
			if x.Outlet != nil && y.Outlet != nil && *x.Outlet == *y.Outlet || b.raisesToll() {
				out = append(out, a)
			}
		}
	}
	return out
}

var rising = regexp.MustCompile(`\b(risen|rose|rises|climbed|climbs|raised|raises|raising)\b`)

// raisesToll reports whether the account's own words say that a toll rose.
func (a *account) raisesToll() bool {
	return len(a.Casualties) > 0 && slices.ContainsFunc(a.Evidence, func(e dateline.Evidence) bool {
		return strings.HasPrefix(e.Field, "casualties.") && rising.MatchString(around(a.src.report.Text, e.Span))
	})
}

// around is the line that a span stands in.
func around(text string, sp dateline.Span) string {
	from := strings.LastIndexByte(text[:sp.Start], '\n') + 1
	to := len(text)
	if n := strings.IndexByte(text[sp.End:], '\n'); n >= 0 {
		to = sp.End + n
	}
	return text[from:to]
}
