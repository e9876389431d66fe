package store

import (
	"context"
	"errors"
	"strings"

	"dateline"
)

// Stories are the stories that a Query wants, those whose last report is the newest
// first. What it asks of types, actors, places, times and status one event of a story
// must meet; outlets, origins and words are of the story's reports. A story is
// countable when an event of it is.
func (l *Ledger) Stories(ctx context.Context, q dateline.Query) (dateline.Page[dateline.Story], error) {
	page := dateline.Page[dateline.Story]{Total: -1}
	if err := check(q); err != nil {
		return page, err
	}
	after, err := readMark("stories", q)
	if err != nil {
		return page, err
	}
	err = l.looking(ctx, func(tx conn) error {
		newest, err := newestDay(ctx, tx)
		if err != nil {
			return err
		}
		s, err := storySource(ctx, tx, q)
		if err != nil {
			return err
		}
		page.Newest = s.newest
		if after == nil && s.counts && !q.Uncounted {
			if err := tx.row(ctx, "SELECT count(*) FROM "+s.from+" WHERE "+s.where, s.args...).Scan(&page.Total); err != nil {
				return err
			}
			page.Total += len(s.more)
		}
		return fillPage(&page, "stories", q, after, func(after *mark, n int) ([]dateline.Story, *mark, error) {
			return storiesAfter(ctx, tx, s, after, n, newest)
		})
	})
	return page, err
}

// A storyList is a source of rows s of stories; at and id are what it is ordered by.
type storyList struct {
	source
	counts bool // counting costs no more than listing
	newest int
	more   []*seenStory // that labels touch
}

// storySource finds the way to the stories of a Query.
func storySource(ctx context.Context, tx conn, q dateline.Query) (*storyList, error) {
	d := tx.dialect()
	out := &storyList{source: source{from: "stories s", day: "s.last_at", event: "s.id"}, counts: true}
	var where []string
	and := func(cond string, args ...any) { where, out.args = append(where, cond), append(out.args, args...) }
	set := "" // a subselect of stories, to go by
	var setArgs []any
	by := func(sql string, args ...any) {
		if set == "" {
			set, setArgs = sql, args
			return
		}
		and("s.id IN ("+sql+")", args...)
	}
	seen, err := sightOf(ctx, tx)
	if err != nil {
		return nil, err
	}
	told := map[string]bool{} // stories that labels touch, by their other events
	var found *matches
	asked := dateline.Query{Types: q.Types, Actors: q.Actors, Places: q.Places, From: q.From, To: q.To, Statuses: q.Statuses, All: q.All}
	switch {
	case asksEvents(asked):
		f := eventFilter(d, asked)
		if told, err = toldOf(ctx, tx, seen, asked); err != nil {
			return nil, err
		}
		best, err := f.choose(ctx, tx)
		if err != nil {
			return nil, err
		}
		if best != nil && best.size <= few {
			src := f.along(best)
			by("SELECT DISTINCT e.story AS id FROM "+src.from+" WHERE "+src.where, src.args...)
		} else {
			where, args := f.all(-1)
			and("EXISTS (SELECT 1 FROM events e WHERE e.story = s.id"+where+")", args...)
			out.counts = false
		}
	case !q.All:
		and("s.shown = 1")
	}
	if q.Story != "" {
		and("s.id = ?", string(q.Story))
	}
	if q.Report != "" {
		by("SELECT m.story AS id FROM reports r CROSS JOIN story_reports m WHERE r.id = ? AND m.report = r.seq", string(q.Report))
	}
	if strings.TrimSpace(q.Words) != "" {
		m, err := matching(ctx, tx, q)
		if err != nil {
			return nil, err
		}
		found = m
		out.newest = m.newest
		if len(m.docs) <= few {
			by("SELECT DISTINCT m.story AS id FROM story_reports m WHERE m.report"+d.inNumbers(), list(d, m.reports()))
		} else {
			and("EXISTS (SELECT 1 FROM story_reports m WHERE m.story = s.id AND "+d.plus()+"m.report"+d.inNumbers()+")", list(d, m.reports()))
			out.counts = false
		}
	}
	if q.Origins > 1 {
		and("s.origins >= ?", q.Origins)
	}
	if len(q.Outlets) == 1 && set == "" {
		// In the order of the list.
		out.from = "story_outlets d CROSS JOIN stories s"
		where = append([]string{"d.outlet = ? AND s.id = d.story"}, where...)
		out.args = append([]any{q.Outlets[0]}, out.args...)
		out.day, out.event = "d.last_at", "d.story"
		out.counts = false
	} else if len(q.Outlets) > 0 {
		and("EXISTS (SELECT 1 FROM story_outlets o WHERE o.story = s.id AND o.outlet"+d.in()+")", list(d, q.Outlets))
		out.counts = out.counts && set != ""
	}
	if set != "" {
		out.from = "(" + set + ") d CROSS JOIN stories s"
		where = append([]string{"s.id = d.id"}, where...)
		out.args = append(setArgs, out.args...)
	}
	if seen != nil {
		and("s.id"+d.notIn(), list(d, seen.touched.stories))
		out.more = seen.wantedStories(q, asked, told, found)
	} else if len(where) == 0 {
		where = append(where, "1 = 1")
	}
	out.where = strings.Join(where, " AND ")
	return out, nil
}

// toldOf are the stories that labels touch of which an event that none touches is one
// that a Query asks for.
func toldOf(ctx context.Context, tx conn, s *sight, asked dateline.Query) (map[string]bool, error) {
	out := map[string]bool{}
	if s == nil {
		return out, nil
	}
	d := tx.dialect()
	f := eventFilter(d, asked)
	f.sight = s
	f.and("e.id"+d.notIn(), list(d, s.touched.events))
	where, args := f.all(-1)
	var ids []string
	err := column(ctx, tx, &ids, "SELECT DISTINCT e.story FROM events e WHERE e.story"+d.in()+where, append([]any{list(d, s.touched.stories)}, args...)...)
	for _, id := range ids {
		out[id] = true
	}
	return out, err
}

// StoriesOf are stories by their IDs, in the order of these, each once; what is not there
// is left out.
func (l *Ledger) StoriesOf(ctx context.Context, ids []dateline.StoryID) ([]dateline.Story, error) {
	by := map[dateline.StoryID]dateline.Story{}
	err := l.looking(ctx, func(tx conn) error {
		newest, err := newestDay(ctx, tx)
		if err != nil {
			return err
		}
		seen, err := sightOf(ctx, tx)
		if err != nil {
			return err
		}
		d := tx.dialect()
		return each(ctx, tx, func(r scanner) error {
			st, err := scanStory(r, newest)
			if err != nil {
				return err
			}
			if _, err := seen.concealStory(&st, newest); err == nil {
				by[st.ID] = st
			}
			return nil
		}, "SELECT s.last_day, s.data FROM stories s WHERE s.id"+d.in(), list(d, ids))
	})
	var out []dateline.Story
	for _, id := range ids {
		if st, ok := by[id]; ok {
			out = append(out, st)
			delete(by, id)
		}
	}
	return out, err
}

func storiesAfter(ctx context.Context, tx conn, s *storyList, after *mark, n int, newest *int64) (out []dateline.Story, last *mark, err error) {
	query, args := s.list(after, n+1)
	var marks []mark
	more := s.more
	for after != nil && len(more) > 0 && !more[0].mark().less(after) {
		more = more[1:]
	}
	before := func(m *mark) { // those that labels touch, up to a mark
		for len(more) > 0 && (m == nil || m.less(more[0].mark())) {
			out, marks, more = append(out, more[0].as(newest)), append(marks, *more[0].mark()), more[1:]
		}
	}
	err = each(ctx, tx, func(r scanner) error {
		var m mark
		st, err := scanStory(r, newest, &m.id, &m.at)
		if err != nil {
			return err
		}
		before(&m)
		out, marks = append(out, st), append(marks, m)
		return nil
	}, "SELECT b.last_day, b.data, p.event, p.day FROM ("+query+") p CROSS JOIN stories b WHERE b.id = p.event ORDER BY p.day DESC, p.event DESC", args...)
	before(nil)
	if len(out) > n {
		out, marks = out[:n+1], marks[:n+1]
	}
	if n > 0 && len(out) >= n {
		last = &marks[n-1]
	}
	return out, last, err
}

// scanStory makes a story of last_day, data and further columns.
func scanStory(r scanner, newest *int64, more ...any) (dateline.Story, error) {
	var st dateline.Story
	var day *int64
	var data []byte
	if err := r.Scan(append([]any{&day, &data}, more...)...); err != nil {
		return st, err
	}
	if err := unpackJSON(data, &st); err != nil {
		return st, err
	}
	st.State = stateOf(day, newest)
	return st, nil
}

// stateOf is whether more of a story is to be expected, by the day of its last report
// and that of the newest of all.
func stateOf(last, newest *int64) dateline.StoryState {
	if last != nil && newest != nil && *newest-*last >= dateline.QuietDays {
		return dateline.Quiet
	}
	return dateline.Developing
}

// newestDay is the day of the newest report of all that are linked and that who asks may
// see; nil when none has a date.
func newestDay(ctx context.Context, c conn) (*int64, error) {
	s, err := sightOf(ctx, c)
	if err != nil {
		return nil, err
	}
	var day *int64
	if s == nil {
		err := c.row(ctx, "SELECT max(last_day) FROM stories").Scan(&day)
		return day, err
	}
	d := c.dialect()
	err = c.row(ctx, "SELECT last_day FROM stories WHERE last_day IS NOT NULL AND id"+d.notIn()+" ORDER BY last_day DESC LIMIT 1", list(d, s.touched.stories)).Scan(&day)
	if errors.Is(err, errNone) {
		err = nil
	}
	for _, x := range s.list {
		if x.day != nil && (day == nil || *x.day > *day) {
			day = x.day
		}
	}
	return day, err
}
