package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

// Whatever is labelled, lists, counts and maps answer who may not see it by the events and
// stories as they are shown to them, and by nothing else.
func TestListsAnswerByWhatIsShownAlone(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		viewer := dateline.Restrict(t.Context())
		for i := range w.all {
			if w.db.dialect().postgres && i > 0 {
				break // what the two write differently is in each
			}
			for _, j := range []int{i, (i + 1) % len(w.all)} {
				if i%2 == 1 && j == i && i > 1 {
					continue // by pairs alone: each is in two
				}
				hidden := map[dateline.ReportID]bool{w.all[i].ID: true, w.all[j].ID: true}
				for id := range hidden {
					kinds(t, "", w.SetLabel(t.Context(), dateline.Label{Report: id, Label: "sensitive", By: "ada"}), "labelling")
				}
				if !w.db.dialect().postgres || j != i {
					w.answersByWhatIsShown(t, viewer, hidden)
				}
				for id := range hidden {
					kinds(t, "", w.RemoveLabel(t.Context(), id), "taking it away")
				}
			}
		}
		if !w.db.dialect().postgres {
			w.answersByWhatIsShown(t, viewer, nil)
		}
	})
}

func must[T any](t *testing.T) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func (w *world) answersByWhatIsShown(t *testing.T, viewer context.Context, hidden map[dateline.ReportID]bool) {
	t.Helper()
	events, stories := must[dateline.Page[dateline.Event]](t), must[dateline.Page[dateline.Story]](t)
	all := events(w.Events(viewer, dateline.Query{All: true})).Items
	every := stories(w.Stories(viewer, dateline.Query{All: true})).Items
	var left int
	for _, e := range must[dateline.Page[dateline.Event]](t)(w.Events(t.Context(), dateline.Query{All: true})).Items {
		if slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool { return !hidden[a.Report] }) {
			left++
		}
	}
	if len(all) != left {
		t.Errorf("%d events are shown of %d that others tell", len(all), left)
	}
	outlets := func(e dateline.Event) (out []string) {
		for _, a := range e.Accounts {
			if h := must[map[dateline.ReportID]dateline.Report](t)(w.Headings(viewer, []dateline.ReportID{a.Report}))[a.Report]; h.Outlet != nil {
				out = append(out, *h.Outlet)
			}
			if hidden[a.Report] {
				t.Errorf("%s is told by a report that is hidden", e.ID)
			}
		}
		return out
	}
	values := map[string]map[string][]string{"place": {}, "actor": {}, "type": {}, "outlet": {}, "status": {}, "story": {}}
	for _, e := range all {
		add := func(key string, vs ...string) {
			for _, v := range vs {
				if at := values[key]; !slices.Contains(at[v], string(e.ID)) {
					at[v] = append(at[v], string(e.ID))
				}
			}
		}
		add("place", pathsOf(e.Places)...)
		for _, a := range actorsOf(e.Roles) {
			add("actor", a.actor)
		}
		add("type", stepsOf(string(e.Type), ".")...)
		add("outlet", outlets(e)...)
		add("status", string(e.Status))
		add("story", string(e.Story))
	}
	// All values that there ever were are asked for, also those that nobody may know of.
	known := must[dateline.Facets](t)(w.Facets(t.Context()))
	ask := map[string][]string{"place": known.Places, "outlet": known.Outlets, "story": {sMarket, sSchool, sOld}, "status": {"happened", "claimed", "foiled", "alleged", "background"}}
	for _, a := range known.Actors {
		ask["actor"] = append(ask["actor"], string(a))
	}
	for _, c := range known.Types {
		ask["type"] = append(ask["type"], string(c))
	}
	for key, vs := range ask {
		if w.db.dialect().postgres {
			vs = vs[:min(len(vs), 2)] // each takes its time there
		}
		for _, v := range vs {
			q := dateline.Query{All: true}
			switch key {
			case "place":
				q.Places = []string{v}
			case "actor":
				q.Actors = []dateline.ActorID{dateline.ActorID(v)}
			case "type":
				q.Types = []dateline.EventCode{dateline.EventCode(v)}
			case "outlet":
				q.Outlets = []string{v}
			case "status":
				q.Statuses = []dateline.Status{dateline.Status(v)}
			case "story":
				q.Story = dateline.StoryID(v)
			}
			w.sameEvents(t, viewer, fmt.Sprint(key, " ", v), q, values[key][v], all, every)
		}
	}
	facets := must[dateline.Facets](t)(w.Facets(viewer))
	offered := map[string][]string{"place": facets.Places}
	for _, a := range facets.Actors {
		offered["actor"] = append(offered["actor"], string(a))
	}
	for _, c := range facets.Types {
		offered["type"] = append(offered["type"], string(c))
	}
	for key, got := range offered {
		if want := slices.Sorted(maps.Keys(values[key])); cmp.Diff(want, got) != "" && len(want)+len(got) > 0 {
			t.Errorf("offered of %s: %s", key, cmp.Diff(want, got))
		}
	}
	reports, of := 0, map[string]bool{}
	for _, st := range every {
		told := must[*dateline.Told](t)(w.Story(viewer, string(st.ID)))
		if d := cmp.Diff(told.Story, st); d != "" {
			t.Errorf("a story of a list: %s", d)
		}
		titled := false
		for _, r := range told.Reports {
			titled = titled || r.Title != nil && *r.Title == st.Title || r.Path == st.Title
			if r.Outlet != nil {
				of[*r.Outlet] = true
			}
		}
		if slices.ContainsFunc(st.Reports, func(id dateline.ReportID) bool { return hidden[id] }) || len(told.Events) != len(st.Events) || hidden[st.First] || hidden[st.Last] || !titled && !strings.HasPrefix(st.Title, "Of ") {
			t.Errorf("%s is %+v", st.ID, st)
		}
	}
	if d := cmp.Diff(slices.Sorted(maps.Keys(of)), facets.Outlets); d != "" && len(of) > 0 {
		t.Errorf("outlets that are offered: %s", d)
	}
	for _, s := range must[[]dateline.Share](t)(w.Shares(viewer, 100)) {
		told, alone := 0, 0
		for _, e := range all {
			if by := outlets(e); e.Countable && slices.Contains(by, s.Outlet) {
				told++
				slices.Sort(by)
				if len(slices.Compact(by)) == 1 {
					alone++
				}
			}
		}
		if s.Events != told || s.Alone != alone {
			t.Errorf("%s has %d events, %d alone; %d and %d are shown", s.Outlet, s.Events, s.Alone, told, alone)
		}
	}
	for _, n := range must[[]dateline.DayCount](t)(w.ReportsByDay(viewer, dateline.Query{})) {
		reports += n.Reports
	}
	if reports != len(w.all)-len(hidden) {
		t.Errorf("%d reports by days, %d are hidden", reports, len(hidden))
	}
}

// sameEvents asks for events in every way that there is.
func (w *world) sameEvents(t *testing.T, viewer context.Context, name string, q dateline.Query, want []string, all []dateline.Event, every []dateline.Story) {
	t.Helper()
	page := must[dateline.Page[dateline.Event]](t)(w.Events(viewer, q))
	if got := ids(page); cmp.Diff(want, got) != "" && len(want)+len(got) > 0 {
		t.Errorf("%s: %v are found, %v are shown", name, got, want)
	}
	if page.Total >= 0 && page.Total != len(want) {
		t.Errorf("%s: %d are counted of %d", name, page.Total, len(want))
	}
	q.Limit = 1
	var one []string
	for {
		page := must[dateline.Page[dateline.Event]](t)(w.Events(viewer, q))
		one = append(one, ids(page)...)
		if q.After = page.Next; q.After == "" || len(one) > len(want)+1 {
			break
		}
	}
	if cmp.Diff(want, one) != "" && len(want)+len(one) > 0 {
		t.Errorf("%s, one by one: %v are found, %v are shown", name, one, want)
	}
	q.Limit, q.After = 0, ""
	if got := must[dateline.Spread](t)(w.Spread(viewer, q)); got.Events != len(want) {
		t.Errorf("%s: %d on the map, %d are shown", name, got.Events, len(want))
	}
	var tell, found []string
	for _, st := range every {
		tells := slices.ContainsFunc(st.Events, func(id dateline.EventID) bool { return slices.Contains(want, string(id)) })
		if tells && q.Story == "" && len(q.Outlets) == 0 {
			tell = append(tell, string(st.ID))
		}
	}
	if q.Story == "" && len(q.Outlets) == 0 {
		found = ids(must[dateline.Page[dateline.Story]](t)(w.Stories(viewer, q)))
		if !slices.Equal(tell, found) {
			t.Errorf("%s: the stories are %v, of those shown %v", name, found, tell)
		}
	}
	// Words of a report find what it tells, if all of it may be seen.
	for _, words := range []string{"market", "police"} {
		if len(q.Places)+len(q.Types) == 0 {
			return
		}
		q.Words = words
		for _, h := range must[dateline.Page[dateline.Hit]](t)(w.Search(viewer, q)).Items {
			told := false
			for _, e := range all {
				told = told || slices.Contains(want, string(e.ID)) && slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool { return a.Report == h.Report.ID })
			}
			if !told {
				t.Errorf("%s: %s is found by %q, and tells no event that is shown", name, h.Report.ID, words)
			}
		}
		n := 0
		for _, d := range must[[]dateline.DayCount](t)(w.ReportsByDay(viewer, q)) {
			n += d.Reports
		}
		tellers := map[dateline.ReportID]bool{}
		for _, e := range must[dateline.Page[dateline.Event]](t)(w.Events(viewer, q)).Items {
			for _, a := range e.Accounts {
				tellers[a.Report] = true
			}
		}
		if want := len(tellers); n != want {
			t.Errorf("%s and %q: %d reports by days, %d tell of what is found", name, words, n, want)
		}
	}
}
