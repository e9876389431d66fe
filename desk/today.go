package desk

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"dateline"
)

// Events is what lists of events ask.
type Events interface {
	// Events lists what a Query wants, the newest first.
	Events(context.Context, dateline.Query) (dateline.Page[dateline.Event], error)
	// Headings are reports without their texts.
	Headings(context.Context, []dateline.ReportID) (map[dateline.ReportID]dateline.Report, error)
}

// How many events a list shows at once, and how many are looked at at once for
// those that changed, or in which sources disagree.
const (
	perPage  = 50
	lookedAt = 150
	mostTold = 6 // outlets of a row
)

// A row is an event of a list with the outlets that tell it.
type row struct {
	dateline.Event
	Outlets []string
	More    int    // outlets beside
	Note    string // why it is in the list
}

// A todayPage is the newest events, and the stories that go on.
type todayPage struct {
	Filters filters
	Rows    []row
	Show    string // "", changed, disputed
	Shows   []choice
	All     bool     // also what is not countable
	AllPath string   // the other way
	Since   []choice // of how many days, where the list is of what came
	Next    string   // path of the next part
	Looked  int      // events that were looked at, if not all
	Total   int      // -1 where it is not known
	Stories []storyRow
	Waiting int // reports that are not linked yet
	Views   []viewRow
	Saving  string // the query that would be saved; "" where views are not kept
}

// A storyRow is a story of a list.
type storyRow struct {
	dateline.Story
	When *dateline.Moment // of its last report
}

// waitingFor is for how long it is believed how many reports wait to be linked.
const waitingFor = 5 * time.Second

// today lists the newest events, those that changed, or those in which sources disagree
// most.
func (d *Desk) today(r *http.Request, who Viewer) (page, error) {
	f, q, err := d.asks(r)
	if err != nil {
		return page{}, err
	}
	out := todayPage{Filters: f, All: q.All, Show: r.FormValue("show"), Total: -1}
	for _, s := range []string{"", "came", "changed", "disputed"} {
		out.Shows = append(out.Shows, choice{with(r, "show", s), d.words.say("today.show." + cmp.Or(s, "new")), s == out.Show})
	}
	out.AllPath = with(r, "all", map[bool]string{false: "1"}[q.All])
	since := 0
	switch out.Show {
	case "":
		q.Limit, q.Brief = perPage, true
	case "came":
		q.Limit, q.Uncounted, q.Brief, q.Came = perPage, true, true, true
		since = sinceDays(r.FormValue("since"))
		for _, days := range []int{1, 7, 30} {
			out.Since = append(out.Since, choice{with(r, "since", strconv.Itoa(days)), d.words.say("today.since", days), days == since})
		}
	case "changed", "disputed":
		q.Limit, q.Uncounted, q.Brief = lookedAt, true, out.Show == "disputed"
	default:
		return page{}, dateline.Errorf(dateline.Invalid, "%q is no list; new, came, changed and disputed are", out.Show)
	}
	found, err := d.Events.Events(r.Context(), q)
	if err != nil {
		return page{}, err
	}
	out.Total = found.Total
	notes := map[dateline.EventID]string{}
	switch out.Show {
	case "came":
		if err := d.came(r.Context(), &found, since, notes); err != nil {
			return page{}, err
		}
	case "changed", "disputed":
		if found.Next != "" || q.After != "" {
			out.Looked = len(found.Items)
		}
		found.Items = d.ranked(out.Show, found.Items, notes)
		out.Total = -1
	}
	if out.Rows, err = d.rows(r.Context(), found.Items); err != nil {
		return page{}, err
	}
	for i := range out.Rows {
		out.Rows[i].Note = notes[out.Rows[i].ID]
	}
	if found.Next != "" {
		out.Next = with(r, "after", found.Next)
	}
	if !partial(r) {
		if d.Work != nil {
			if out.Waiting, err = d.unlinked.get(r.Context(), d.Now(), waitingFor, "", d.Work.Unlinked); err != nil {
				return page{}, err
			}
		}
		if out.Stories, err = d.developing(r.Context(), f, out.Rows); err != nil {
			return page{}, err
		}
		if out.Views, err = d.viewsOf(r.Context(), who); err != nil {
			return page{}, err
		}
		if d.Views != nil {
			out.Saving = with(r)
		}
	}
	return page{Title: "today.title", Template: "today", Data: out}, nil
}

// ranked are the events that changed, the latest change first, or those in which sources
// disagree, most first.
func (d *Desk) ranked(show string, all []dateline.Event, notes map[dateline.EventID]string) []dateline.Event {
	type weighed struct {
		dateline.Event
		weight int64
	}
	var out []weighed
	for _, e := range all {
		var weight int64
		if show == "changed" {
			weight, notes[e.ID] = d.change(e)
		} else {
			weight, notes[e.ID] = d.dispute(e)
		}
		if weight > 0 {
			out = append(out, weighed{e, weight})
		}
	}
	slices.SortStableFunc(out, func(a, b weighed) int { return cmp.Compare(b.weight, a.weight) })
	var events []dateline.Event
	for _, w := range out {
		events = append(events, w.Event)
	}
	return events
}

// rows are events with who tells them.
func (d *Desk) rows(ctx context.Context, es []dateline.Event) ([]row, error) {
	var ids []dateline.ReportID
	for _, e := range es {
		for _, a := range e.Accounts[:min(len(e.Accounts), 4*mostTold)] {
			ids = append(ids, a.Report)
		}
	}
	heads, err := d.Events.Headings(ctx, ids)
	if err != nil {
		return nil, err
	}
	out := make([]row, len(es))
	for i, e := range es {
		out[i].Event = e
		seen := map[string]bool{}
		for _, a := range e.Accounts {
			if o := heads[a.Report].Outlet; o != nil && !seen[*o] && len(seen) < mostTold {
				seen[*o] = true
				out[i].Outlets = append(out[i].Outlets, *o)
			}
		}
		out[i].More = max(e.Outlets-len(seen), 0)
	}
	return out, nil
}

// mostStories is how many stories stand beside the list.
const mostStories = 8

// developing are the stories that go on: the newest, or, where a list is asked for
// something, those of the events listed. Those that several origins tell come first.
func (d *Desk) developing(ctx context.Context, f filters, rows []row) ([]storyRow, error) {
	if d.Finder == nil {
		return nil, nil
	}
	var found []dateline.Story
	if f.Any {
		var ids []dateline.StoryID
		for _, e := range rows {
			ids = append(ids, e.Story)
		}
		var err error
		if found, err = d.Finder.StoriesOf(ctx, ids); err != nil {
			return nil, err
		}
	} else {
		page, err := d.Finder.Stories(ctx, dateline.Query{All: f.All, Origins: 2, Limit: 2 * mostStories, Uncounted: true})
		if err != nil {
			return nil, err
		}
		found = page.Items
		if page, err = d.Finder.Stories(ctx, dateline.Query{All: f.All, Limit: 2 * mostStories, Uncounted: true}); err != nil {
			return nil, err
		}
		found = append(found, page.Items...)
	}
	var out []storyRow
	for _, several := range []bool{true, false} {
		listed := map[dateline.StoryID]bool{}
		for _, s := range found {
			if s.State == dateline.Developing && (s.Origins > 1) == several && !listed[s.ID] && len(out) < mostStories {
				listed[s.ID] = true
				out = append(out, storyRow{Story: s})
			}
		}
	}
	return out, d.date(ctx, out)
}

// date finds when the last report of stories was published.
func (d *Desk) date(ctx context.Context, rows []storyRow) error {
	var ids []dateline.ReportID
	for _, s := range rows {
		ids = append(ids, s.Last)
	}
	heads, err := d.Events.Headings(ctx, ids)
	for i := range rows {
		rows[i].When = heads[rows[i].Last].Published
	}
	return err
}

// listen tells when the newest events are others than before. It is found out once
// for all who listen.
func (d *Desk) listen(r *http.Request, _ Viewer) (page, error) {
	return d.stream(r, d.NewsEvery, func(ctx context.Context) (string, error) {
		return d.news[dateline.Restricted(ctx)].get(d.Now(), d.NewsEvery, func() (string, error) {
			found, err := d.Events.Events(ctx, dateline.Query{Limit: perPage, Brief: true})
			if err != nil {
				return "", err
			}
			sum := sha256.New()
			for _, e := range found.Items {
				_, _ = fmt.Fprintln(sum, e.ID, len(e.Accounts)) // a hash takes all
			}
			return hex.EncodeToString(sum.Sum(nil)[:8]), nil
		})
	})
}
