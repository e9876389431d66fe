package grade

import (
	"slices"

	"dateline"
)

// fields compares single accounts, before they are merged, with what their
// reports tell.
func (s *streamScore) fields() {
	for _, it := range s.items {
		if it.mention == nil || it.account == nil {
			continue
		}
		d, a, gold := s.itemDoc(it), it.account, s.truth.events[it.event]
		share := func(name string, is bool) { d.Add(name, bool2float(is), 0, 1) }
		share("account_type", string(a.Type) == it.mention.Type)
		share("account_background", a.Background == it.mention.Background)
		day := a.Time.Precision == dateline.Day && a.Time.Start != nil && a.Time.End != nil
		share("account_day", isDay(a.Time, gold.Day))
		share("account_day_wrong", day && !isDay(a.Time, gold.Day))
		if told := it.mention.Place; len(told) > 0 {
			share("account_place", slices.ContainsFunc(a.Places, func(p dateline.PlaceRef) bool { return slices.Equal(p.Path, told) }))
			share("account_place_wrong", len(a.Places) > 0 && !slices.ContainsFunc(a.Places, func(p dateline.PlaceRef) bool { return leads(p.Path, told) || leads(told, p.Path) }))
		}
		if told := it.mention.Killed; told != nil {
			right, any := false, false
			for _, c := range a.Casualties {
				if c.Status == dateline.Killed && c.Low != nil {
					any = true
					right = right || *c.Low == *told
				}
			}
			share("account_killed", right)
			share("account_killed_wrong", any && !right)
		}
	}
}

// leads reports whether the names of one place begin those of another.
func leads(outer, inner []string) bool {
	return len(outer) <= len(inner) && slices.Equal(outer, inner[:len(outer)])
}
