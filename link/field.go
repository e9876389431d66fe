package link

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// What accounts are compared in, field by field.

func (l *linker) typeField() field {
	return field{
		name: "type", compare: l.compareType,
		has: func(*account) bool { return true },
		key: func(a *account) string { return string(a.Type) },
	}
}

func (l *linker) compareType(a, b *account) verdict {
	switch {
	case a.Type == b.Type:
		return equal
	case !l.codebook.Related(a.Type, b.Type):
		return apart
	case a.rank > b.rank:
		return firstFiner
	case b.rank > a.rank:
		return secondFiner
	}
	return beside
}

func (l *linker) placeField() field {
	return field{
		name: "place", compare: l.comparePlace,
		has: func(a *account) bool { return len(a.Places) > 0 },
		key: func(a *account) string {
			var b strings.Builder
			for _, p := range a.places {
				if p.known {
					b.WriteString(itoa(int(p.id)) + ";")
				} else {
					b.WriteString("?" + strings.ToLower(p.ref.Name) + ";")
				}
			}
			return b.String()
		},
		near:   func(a, b *account) bool { return placeScore(l, a, b, nil) > 0 },
		stands: compareRelations,
	}
}

func (l *linker) comparePlace(a, b *account) verdict {
	best := apart
	for _, p := range a.places {
		for _, q := range b.places {
			switch v := l.placeVerdict(p, q); {
			case v == equal:
				return equal
			case best == apart:
				best = v
			}
		}
	}
	return best
}

// placeVerdict compares two places.
func (l *linker) placeVerdict(p, q located) verdict {
	switch {
	case samePlace(p, q):
		return equal
	case p.known && q.known && l.gazetteer.Contains(p.id, q.id):
		return secondFiner
	case p.known && q.known && l.gazetteer.Contains(q.id, p.id):
		return firstFiner
	case holdsName(p.ref.Path, q.ref.Path), holdsName(q.ref.Path, p.ref.Path):
		return beside // a town that the district around the other is named after: either may be meant
	}
	return apart
}

// holdsName reports whether a path is the beginning of a longer one.
func holdsName(path, longer []string) bool {
	return len(path) > 1 && len(path) < len(longer) && slices.Equal(path, longer[:len(path)])
}

func samePlace(p, q located) bool {
	return p.known && q.known && p.id == q.id || !p.known && !q.known && strings.EqualFold(p.ref.Name, q.ref.Name)
}

// compareRelations compares how two accounts have it lie to places that both name: "near
// the town" bears out no "in the town", though it excludes it no more than the other way
// round, and is as good a value to show. What lies north of it may not lie south.
func compareRelations(a, shown *account) verdict {
	in := func(x located) bool { return x.ref.Relation == "in" || x.ref.Relation == "" }
	for _, q := range shown.places {
		best := apart
		for _, p := range a.places {
			switch {
			case !samePlace(p, q):
			case in(p) || p.ref.Relation == q.ref.Relation:
				return equal
			case in(q) || q.ref.Relation == "near":
				best = min(best, secondFiner)
			default:
				best = min(best, beside)
			}
		}
		if best < apart {
			return best // a place is shown by the first words for it
		}
	}
	return equal
}

func (l *linker) timeField() field {
	return field{
		name: "time", compare: l.compareTime,
		has: func(a *account) bool { return a.Time.Words != nil },
		key: l.timeKey,
		near: func(a, b *account) bool {
			s, t := l.daysOf(a), l.daysOf(b)
			return s.ok && t.ok && s.first <= t.last+1 && t.first <= s.last+1 // reports of one night differ by a day
		},
	}
}

func (l *linker) timeKey(a *account) string {
	t := a.Time
	var b strings.Builder
	if d := l.daysOf(a); d.ok {
		b.WriteString(itoa(d.first) + ".." + itoa(d.last))
	}
	if t.Timex != nil {
		b.WriteString("|" + *t.Timex)
	}
	b.WriteString("|" + string(t.Precision))
	if t.Relative != nil {
		b.WriteString("|")
		if published(t) {
			b.WriteString("p")
		} else if x := l.anchor(a); x != nil {
			b.WriteString(strconv.FormatUint(x.group.key, 36))
		}
		for _, n := range []*int{t.Relative.MinDays, t.Relative.MaxDays} {
			if b.WriteString(","); n != nil {
				b.WriteString(itoa(*n))
			}
		}
	}
	return b.String()
}

// fineness orders precisions; unknown is coarsest.
func fineness(p dateline.Precision) int {
	return slices.Index([]dateline.Precision{dateline.UnknownTime, dateline.Longer, dateline.Year, dateline.Season, dateline.Month, dateline.Week, dateline.Day}, p)
}

// compareTime compares days when both are known, by an account's own report or
// through the story (see symbolic.go), else what the words say: the same offset
// from the same event, the same expression, or a day inside the week that the
// other names.
func (l *linker) compareTime(a, b *account) verdict {
	s, t := a.Time, b.Time
	if s.Relative != nil && t.Relative != nil && !published(s) && !published(t) && same(s.Relative.MinDays, t.Relative.MinDays) && same(s.Relative.MaxDays, t.Relative.MaxDays) {
		x, y := l.anchor(a), l.anchor(b)
		if x != nil && y != nil && x.group == y.group {
			return equal
		}
	}
	if p, q := l.daysOf(a), l.daysOf(b); p.ok && q.ok {
		switch {
		case p.first == q.first && p.last == q.last:
			return equal
		case p.first >= q.first && p.last <= q.last:
			return firstFiner
		case q.first >= p.first && q.last <= p.last:
			return secondFiner
		case p.first <= q.last && q.first <= p.last:
			return beside
		}
		return apart
	}
	if l.otherWeekday(a, b) || l.otherWeekday(b, a) {
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
	if s.Timex != nil && t.Timex != nil && s.Precision == dateline.Day && published(s) && published(t) && isWeekday(*s.Timex) && isWeekday(*t.Timex) {
		return apart
	}
	if s.Words != nil && t.Words != nil && strings.EqualFold(*s.Words, *t.Words) {
		return equal
	}
	return beside // "on Tuesday" in a report without a date goes with every Tuesday
}

// otherWeekday reports whether a's report has it on a weekday that none of b's days is.
func (l *linker) otherWeekday(a, b *account) bool {
	w, days := l.weekdays[a], l.daysOf(b)
	on := onWeekday(days, w)
	return w > 0 && days.ok && on.first > on.last
}

func isWeekday(timex string) bool { return strings.HasPrefix(timex, "XXXX-WXX-") }

func published(t dateline.Time) bool {
	return t.Relative != nil && strings.HasPrefix(t.Relative.To, "publication:")
}

func same(a, b *int) bool { return a == nil && b == nil || a != nil && b != nil && *a == *b }

// anchor is the account of the same reading that a relative time counts from, when
// it is of an event of the story.
func (l *linker) anchor(a *account) *account {
	if a.Time.Relative == nil || published(a.Time) {
		return nil
	}
	if o := a.src.account(dateline.AccountID(a.Time.Relative.To)); o != nil && o.story == a.story {
		if o = o.self(); o.group != nil && o.group.story == l.story {
			return o
		}
	}
	return nil
}
