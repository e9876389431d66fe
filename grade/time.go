package grade

import (
	"fmt"
	"slices"
	"strings"

	"dateline"
)

// dated reports whether one of the reports has a date of publication, so that
// calendar days can be known.
func (s *sheet) dated(reports []string) bool {
	return slices.ContainsFunc(s.rec.Reports, func(r dateline.Report) bool {
		return r.Published != nil && slices.Contains(reports, base(r.Path))
	})
}

// timeMet reports whether a time is as wanted. Without a date of publication,
// what gold dates relatively must not have a calendar day, and what gold dates
// by the calendar alone must begin on the day wanted. With one, what gold
// dates only relatively is free.
func (s *sheet) timeMet(w GoldTime, dated bool, t dateline.Time) bool {
	start, end := day(t.Start), day(t.End)
	switch {
	case !dated && w.Undated == nil:
		return w.Dated == nil || start == w.Dated.Start
	case !dated && start != "":
		return false
	case !dated && w.Undated.To == publication:
		return t.Relative != nil && strings.HasPrefix(t.Relative.To, publication)
	case !dated:
		to, found := s.found[w.Undated.To]
		return found && t.Relative != nil && t.Relative.To == string(to) &&
			same(t.Relative.MinDays, &w.Undated.MinDays) && same(t.Relative.MaxDays, &w.Undated.MaxDays)
	case w.Dated != nil:
		return start == w.Dated.Start && end == w.Dated.End
	case w.DatedWithin != nil:
		return start != "" && end != "" && w.DatedWithin[0] <= start && end <= w.DatedWithin[1] && start < end
	}
	return true
}

func day(d *dateline.Date) string {
	if d == nil {
		return ""
	}
	return d.String()
}

func wantedTime(w GoldTime, dated bool) string {
	switch {
	case !dated && w.Undated == nil && w.Dated != nil:
		return "from " + w.Dated.Start
	case !dated && w.Undated == nil:
		return "any"
	case !dated && w.Undated.To == publication:
		return "relative to publication, no calendar day"
	case !dated:
		return fmt.Sprintf("%d..%d days from %s, no calendar day", w.Undated.MinDays, w.Undated.MaxDays, w.Undated.To)
	case w.Dated != nil:
		return w.Dated.Start + " to " + w.Dated.End
	case w.DatedWithin != nil:
		return "within " + w.DatedWithin[0] + " to " + w.DatedWithin[1]
	}
	return "any"
}

func cameTime(t dateline.Time) string {
	var out []string
	if t.Start != nil || t.End != nil {
		out = append(out, day(t.Start)+" to "+day(t.End))
	}
	if r := t.Relative; r != nil {
		out = append(out, fmt.Sprintf("%s days from %s", span(r.MinDays, r.MaxDays), r.To))
	}
	return strings.Join(out, ", ")
}
