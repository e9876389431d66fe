package store

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"dateline"
)

// A seenStory is a story that a label touches, as it is without what is hidden.
type seenStory struct {
	story   dateline.Story
	at      int64 // of its last report
	day     *int64
	shown   bool
	outlets []string
	reports []int64
}

// findStories finds the stories that labels touch: those of labelled reports, and those of
// touched events.
func (s *sight) findStories(ctx context.Context, c conn) error {
	d := c.dialect()
	var ids []string
	if err := column(ctx, c, &ids, `SELECT m.story FROM labels b CROSS JOIN story_reports m WHERE m.report = b.report
		UNION SELECT e.story FROM events e WHERE e.id`+d.in(), list(d, s.touched.events)); err != nil {
		return err
	}
	given, err := storiesOf(ctx, c, ids)
	if err != nil {
		return err
	}
	s.leave(given)
	homes, err := s.findHomes(ctx, c)
	if err != nil {
		return err
	}
	homes = slices.DeleteFunc(homes, func(id string) bool { _, known := given[dateline.StoryID(id)]; return known })
	more, err := storiesOf(ctx, c, homes)
	if err != nil {
		return err
	}
	s.leave(more)
	maps.Copy(given, more)
	for id := range given {
		s.touched.stories = append(s.touched.stories, string(id))
	}
	slices.Sort(s.touched.stories)
	if err := s.fillStories(ctx, c, given); err != nil {
		return err
	}
	for _, st := range s.stories {
		if st != nil {
			s.list = append(s.list, st)
		}
	}
	slices.SortFunc(s.list, func(a, b *seenStory) int {
		return cmp.Or(cmp.Compare(b.at, a.at), cmp.Compare(b.story.ID, a.story.ID))
	})
	return nil
}

func storiesOf(ctx context.Context, c conn, ids []string) (map[dateline.StoryID]dateline.Story, error) {
	d := c.dialect()
	out := map[dateline.StoryID]dateline.Story{}
	return out, each(ctx, c, func(row scanner) error {
		st, err := scanStory(row, nil)
		out[st.ID] = st
		return err
	}, "SELECT last_day, data FROM stories WHERE id"+d.in(), list(d, ids))
}

// leave notes what is left of stories.
func (s *sight) leave(given map[dateline.StoryID]dateline.Story) {
	for id, st := range given {
		st.Reports = slices.DeleteFunc(slices.Clone(st.Reports), func(r dateline.ReportID) bool { return s.Hidden[r] })
		if len(st.Reports) == 0 {
			s.stories[id], s.ids["stories"][string(id)] = nil, true
			continue
		}
		st.Events = slices.DeleteFunc(slices.Clone(st.Events), func(e dateline.EventID) bool { return s.Gone[e] })
		s.stories[id] = &seenStory{story: st}
	}
}

// findHomes finds a story for each report that tells an event whose own story is gone.
func (s *sight) findHomes(ctx context.Context, c conn) ([]string, error) {
	var ids []dateline.ReportID
	for _, x := range s.order {
		if s.ids["stories"][string(x.story)] {
			ids = append(ids, x.names...)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	d := c.dialect()
	var out []string
	err := each(ctx, c, func(row scanner) error {
		var story dateline.StoryID
		var id dateline.ReportID
		if err := row.Scan(&story, &id); err != nil {
			return err
		}
		if s.homes[id] == "" && !s.ids["stories"][string(story)] {
			s.homes[id], out = story, append(out, string(story))
		}
		return nil
	}, "SELECT m.story, r.id FROM reports r CROSS JOIN story_reports m WHERE r.id"+d.in()+" AND m.report = r.seq ORDER BY m.story", list(d, ids))
	for _, x := range s.order {
		e := dateline.Event{Story: x.story}
		for _, id := range x.names {
			e.Accounts = append(e.Accounts, dateline.Account{Report: id})
		}
		s.rehome(&e)
		x.story = e.Story
	}
	slices.Sort(out)
	return slices.Compact(out), err
}

// fillStories works out what follows from the reports and the events that are left.
func (s *sight) fillStories(ctx context.Context, c conn, given map[dateline.StoryID]dateline.Story) error {
	var reports []dateline.ReportID
	var names, events []string
	for id := range given {
		if st := s.stories[id]; st != nil {
			for _, r := range st.story.Reports {
				reports, names = append(reports, r), append(names, string(r))
			}
			for _, e := range st.story.Events {
				events = append(events, string(e))
			}
		}
	}
	if err := s.know(ctx, c, reports); err != nil {
		return err
	}
	filed, err := filedOf(ctx, c, names)
	if err != nil {
		return err
	}
	d := c.dialect()
	titles, tells, shown := map[dateline.ReportID]string{}, map[dateline.ReportID]int{}, map[dateline.EventID]bool{}
	if err := each(ctx, c, func(row scanner) error {
		var id dateline.ReportID
		var title, genre string
		var n int
		err := row.Scan(&id, &title, &genre, &n)
		if titles[id], tells[id] = title, n; dateline.Genre(genre) == dateline.RoundUp {
			tells[id] = 0
		}
		return err
	}, "SELECT r.id, coalesce(r.title, r.path), r.genre, (SELECT count(*) FROM accounts a WHERE a.report = r.seq) FROM reports r WHERE r.id"+d.in(), list(d, names)); err != nil {
		return err
	}
	if err := each(ctx, c, func(row scanner) error {
		var id dateline.EventID
		var n int
		err := row.Scan(&id, &n)
		shown[id] = n > 0
		return err
	}, "SELECT id, countable FROM events WHERE id"+d.in(), list(d, events)); err != nil {
		return err
	}
	for _, x := range s.order {
		shown[x.id] = x.countable
	}
	for id := range given {
		if st := s.stories[id]; st != nil {
			s.fillStory(st, filed, titles, tells, shown)
		}
	}
	// An event whose own story is gone is of another's.
	for _, x := range s.order {
		if st := s.stories[x.story]; st != nil && !slices.Contains(st.story.Events, x.id) {
			st.story.Events, st.shown = append(st.story.Events, x.id), st.shown || x.countable
		}
	}
	return nil
}

func (s *sight) fillStory(x *seenStory, filed map[dateline.ReportID]filed, titles map[dateline.ReportID]string, tells map[dateline.ReportID]int, shown map[dateline.EventID]bool) {
	st := &x.story
	origins, best := map[dateline.OriginID]bool{}, st.Reports[0]
	titled := false
	for _, id := range st.Reports {
		origins[s.Origins[id]] = true
		if o := s.Outlets[id]; o != "" && !slices.Contains(x.outlets, o) {
			x.outlets = append(x.outlets, o)
		}
		x.reports = append(x.reports, filed[id].seq)
		if tells[id] > tells[best] {
			best = id
		}
		titled = titled || titles[id] == st.Title
	}
	st.Origins, st.Outlets = len(origins), len(x.outlets)
	if !titled { // it was the headline of a report that is hidden
		st.Title = titles[best]
	}
	if s.Hidden[st.First] {
		st.First = st.Reports[0]
	}
	if s.Hidden[st.Last] {
		st.Last = st.Reports[len(st.Reports)-1]
	}
	last := filed[st.Last]
	if x.at = last.at; last.dated {
		x.day = &last.day
	}
	for _, e := range st.Events {
		x.shown = x.shown || shown[e]
	}
}

// wantedStories are the touched stories that a Query wants; told are those of which an
// event that no label touches is one that it asks for, found the reports of its words.
func (s *sight) wantedStories(q, asked dateline.Query, told map[string]bool, found *matches) []*seenStory {
	var in map[int64]bool
	if found != nil {
		in = map[int64]bool{}
		for _, seq := range found.reports() {
			in[seq] = true
		}
	}
	asks := asksEvents(asked)
	if asks {
		for _, x := range s.order {
			if x.wants(asked) {
				told[string(x.story)] = true
			}
		}
	}
	var out []*seenStory
	for _, x := range s.list {
		switch {
		case asks && !told[string(x.story.ID)], !asks && !q.All && !x.shown,
			q.Story != "" && q.Story != x.story.ID, q.Report != "" && !slices.Contains(x.story.Reports, q.Report),
			found != nil && !slices.ContainsFunc(x.reports, func(seq int64) bool { return in[seq] }),
			q.Origins > 1 && x.story.Origins < q.Origins, !anyOf(q.Outlets, x.outlets):
			continue
		}
		out = append(out, x)
	}
	return out
}

func (x *seenStory) mark() *mark { return &mark{x.at, string(x.story.ID)} }

// as is the story when the newest report of all is of a day.
func (x *seenStory) as(newest *int64) dateline.Story {
	st := x.story
	st.State = stateOf(x.day, newest)
	return st
}

// concealStory takes from a story what is hidden and reports whether nothing was; NotFound
// where nothing is left. A nil sight hides nothing.
func (s *sight) concealStory(st *dateline.Story, newest *int64) (whole bool, err error) {
	if s == nil {
		return true, nil
	}
	x, touched := s.stories[st.ID]
	switch {
	case !touched:
		return true, nil
	case x == nil:
		return false, noThing(StoryThing, string(st.ID))
	}
	whole = len(x.story.Reports) == len(st.Reports)
	*st = x.as(newest)
	return whole, nil
}

// goneOf are the IDs that a table has of what is hidden.
func (s *sight) goneOf(table string) []string { return slices.Sorted(maps.Keys(s.ids[table])) }
