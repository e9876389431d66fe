package store

import (
	"cmp"
	"context"
	"slices"

	"dateline"
)

// A seen is an event that a label touches, as it is without what is hidden: what lists
// ask of it, as its rows would have it.
type seen struct {
	id                    dateline.EventID
	story                 dateline.StoryID
	status                dateline.Status
	countable             bool
	day                   int64
	start, end            *int64
	origins               int
	types, actors, places []string
	outlets               []string
	reports               []int64
	names                 []dateline.ReportID // of these reports
	spot                  *dateline.Spot      // nil is nowhere
}

// findEvents finds the events that labels touch: those that a labelled report tells, and
// those of its stories of which words of it made out a day or a name.
func (s *sight) findEvents(ctx context.Context, c conn) error {
	var ids []dateline.EventID
	if err := column(ctx, c, &ids, `SELECT h.event FROM labels b CROSS JOIN accounts h WHERE h.report = b.report
		UNION SELECT e.id FROM labels b CROSS JOIN story_reports m CROSS JOIN events e WHERE m.report = b.report AND e.story = m.story`); err != nil {
		return err
	}
	slices.Sort(ids)
	var all []dateline.Event
	for part := range slices.Chunk(ids, pageRows) {
		events, err := eventsOf(ctx, c, part)
		if err != nil {
			return err
		}
		all = append(all, events...)
	}
	if err := upToDate(ctx, c, pointers(all)...); err != nil {
		return err
	}
	var left []*dateline.Event
	var reports []dateline.ReportID
	for i := range all {
		e := &all[i]
		for _, a := range e.Accounts {
			if s.Hidden[a.Report] {
				s.ids["accounts"][string(a.ID)] = true
			}
		}
		if !slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool { return !s.Hidden[a.Report] }) {
			s.Gone[e.ID], s.events[e.ID], s.ids["events"][string(e.ID)] = true, nil, true
			s.touched.events = append(s.touched.events, string(e.ID))
			continue
		}
		left, reports = append(left, e), append(reports, tellersOf(e)...)
	}
	if err := s.know(ctx, c, reports); err != nil {
		return err
	}
	var names []string
	for _, id := range reports {
		names = append(names, string(id))
	}
	filed, err := filedOf(ctx, c, names)
	if err != nil {
		return err
	}
	for _, e := range left {
		if !s.Touches(e) {
			continue
		}
		s.Event(e)
		s.events[e.ID] = s.seenOf(e, filed)
		s.order = append(s.order, s.events[e.ID])
		s.touched.events = append(s.touched.events, string(e.ID))
	}
	slices.SortFunc(s.order, func(a, b *seen) int { return cmp.Or(cmp.Compare(b.day, a.day), cmp.Compare(b.id, a.id)) })
	return nil
}

// seenOf is what an event's rows would be.
func (s *sight) seenOf(e *dateline.Event, filed map[dateline.ReportID]filed) *seen {
	x := &seen{id: e.ID, story: e.Story, status: e.Status, countable: e.Countable, origins: e.Origins, names: tellersOf(e)}
	x.day, x.start, x.end = eventDays(e, filed)
	x.types, x.places = stepsOf(string(e.Type), "."), pathsOf(e.Places)
	for _, a := range actorsOf(e.Roles) {
		x.actors = append(x.actors, a.actor)
	}
	for _, id := range x.names {
		x.reports = append(x.reports, filed[id].seq)
		if o := s.Outlets[id]; o != "" && !slices.Contains(x.outlets, o) {
			x.outlets = append(x.outlets, o)
		}
	}
	if v := spotOf(e); v[0] != (*string)(nil) {
		x.spot = &dateline.Spot{Path: v[0].(string), Level: v[1].(string), Lat: float64(v[2].(int64)) / 1e6, Lon: float64(v[3].(int64)) / 1e6, RadiusKM: float64(v[4].(int64)) / 1e3}
	}
	return x
}

// wants reports whether a Query, its words and limits aside, wants an event: what an
// eventFilter asks of rows.
func (x *seen) wants(q dateline.Query) bool {
	switch {
	case len(q.Statuses) > 0:
		if !slices.Contains(q.Statuses, x.status) {
			return false
		}
	case !q.All && !x.countable:
		return false
	}
	return anyOf(q.Actors, x.actors) && anyOf(trimmed(q.Places), x.places) && anyOf(q.Types, x.types) && anyOf(q.Outlets, x.outlets) && x.overlaps(q) &&
		(q.Origins < 2 || x.origins >= q.Origins) && (q.Story == "" || q.Story == x.story) && (q.Report == "" || slices.Contains(x.names, q.Report))
}

// anyOf reports whether one of some values, where there are any, is among those of an event.
func anyOf[T ~string](asked []T, has []string) bool {
	return len(asked) == 0 || slices.ContainsFunc(asked, func(v T) bool { return slices.Contains(has, string(v)) })
}

// overlaps is filter.time.
func (x *seen) overlaps(q dateline.Query) bool {
	if q.From == nil && q.To == nil {
		return true
	}
	if x.start == nil || x.end == nil {
		return false
	}
	from, to := int64(-unbounded), int64(unbounded)
	if q.From != nil {
		from = dayOf(*q.From)
	}
	if q.To != nil {
		to = dayOf(*q.To)
	}
	return *x.start <= to && *x.end > from && (*x.start > -unbounded || *x.end <= addDays(to, openDays)) && (*x.end < unbounded || *x.start > addDays(from, -openDays))
}

// wanted are the touched events that a Query wants, in the order of lists; found are the
// reports of its words, nil where it has none.
func (s *sight) wanted(q dateline.Query, found *matches) []*seen {
	if s == nil {
		return nil
	}
	var in map[int64]bool
	if found != nil {
		in = map[int64]bool{}
		for _, seq := range found.reports() {
			in[seq] = true
		}
	}
	var out []*seen
	for _, x := range s.order {
		if x.wants(q) && (found == nil || slices.ContainsFunc(x.reports, func(seq int64) bool { return in[seq] })) {
			out = append(out, x)
		}
	}
	return out
}

// past are those of a list that come after a mark, n at most.
func past(all []*seen, after *mark, n int) []*seen {
	at := 0
	for after != nil && at < len(all) && !all[at].mark().less(after) {
		at++
	}
	return all[at:min(len(all), at+n)]
}

func (x *seen) mark() *mark { return &mark{x.day, string(x.id)} }

// less reports whether a mark comes after another in a list.
func (m *mark) less(o *mark) bool { return m.at < o.at || m.at == o.at && m.id < o.id }

// reportsTold are the reports of events, each once.
func reportsTold(all []*seen) []int64 {
	out := []int64{}
	for _, x := range all {
		out = append(out, x.reports...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// asCame are events by the last report that tells each and is not hidden, the latest first.
func asCame(s *sight, all []*seen) []*seen {
	var out []*seen
	for _, x := range all {
		y := *x
		y.day = -1
		for _, seq := range x.reports {
			if !s.is[seq] {
				y.day = max(y.day, seq)
			}
		}
		out = append(out, &y)
	}
	slices.SortFunc(out, func(a, b *seen) int { return cmp.Or(cmp.Compare(b.day, a.day), cmp.Compare(b.id, a.id)) })
	return out
}
