package store

import (
	"context"
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
		}
		return fillPage(&page, "stories", q, after, func(after *mark, n int) ([]dateline.Story, *mark, error) {
			stories, last, err := storiesAfter(ctx, tx, s, after, n, newest)
			for i := range stories {
				if err == nil {
					err = revealStory(ctx, tx, &stories[i])
				}
			}
			return stories, last, err
		})
	})
	return page, err
}

// A storyList is a source of rows s of stories; at and id are what it is ordered by.
type storyList struct {
	source
	counts bool // counting costs no more than listing
	newest int
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
	asked := dateline.Query{Types: q.Types, Actors: q.Actors, Places: q.Places, From: q.From, To: q.To, Statuses: q.Statuses, All: q.All}
	switch {
	case asksEvents(asked):
		f := eventFilter(d, asked)
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
	if hidden, err := hiddenStories(ctx, tx, "s.id"); err != nil {
		return nil, err
	} else if hidden != "1 = 1" || len(where) == 0 {
		where = append(where, hidden)
		out.counts = out.counts && (hidden == "1 = 1" || set != "")
	}
	out.where = strings.Join(where, " AND ")
	return out, nil
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
		hidden, err := hiddenStories(ctx, tx, "s.id")
		if err != nil {
			return err
		}
		d := tx.dialect()
		if err := each(ctx, tx, func(r scanner) error {
			st, err := scanStory(r, newest)
			by[st.ID] = st
			return err
		}, "SELECT s.last_day, s.data FROM stories s WHERE s.id"+d.in()+" AND "+hidden, list(d, ids)); err != nil {
			return err
		}
		for id, st := range by {
			if err := revealStory(ctx, tx, &st); err != nil {
				return err
			}
			by[id] = st
		}
		return nil
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
	err = each(ctx, tx, func(r scanner) error {
		var m mark
		st, err := scanStory(r, newest, &m.id, &m.at)
		if err != nil {
			return err
		}
		out = append(out, st)
		if len(out) == n {
			last = &m
		}
		return nil
	}, "SELECT b.last_day, b.data, p.event, p.day FROM ("+query+") p CROSS JOIN stories b WHERE b.id = p.event ORDER BY p.day DESC, p.event DESC", args...)
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

// newestDay is the day of the newest report of all that are linked; nil when none
// has a date.
func newestDay(ctx context.Context, c conn) (*int64, error) {
	var day *int64
	err := c.row(ctx, "SELECT max(last_day) FROM stories").Scan(&day)
	return day, err
}
