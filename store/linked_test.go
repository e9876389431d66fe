package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

// linkedTables are those that linking fills.
var linkedTables = []string{"stories", "story_reports", "story_outlets", "events", "event_bodies", "event_types", "event_actors", "event_places", "event_outlets", "accounts", "claims", "proposals"}

func counts(t *testing.T, w *world) map[string]int {
	t.Helper()
	out := map[string]int{}
	for _, table := range linkedTables {
		var n int
		if err := w.db.row(t.Context(), "SELECT count(*) FROM "+table).Scan(&n); err != nil {
			t.Fatal(err)
		}
		out[table] = n
	}
	return out
}

func TestAStoryGivenAgainGivesWay(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		before := counts(t, w)
		for table, n := range before {
			if n == 0 {
				t.Errorf("nothing in %s: this test cannot fail", table)
			}
		}
		w.save(t, w.linking)
		if d := cmp.Diff(before, counts(t, w)); d != "" {
			t.Errorf("the same saved twice (-once +twice):\n%s", d)
		}
		// The market's story loses a report and an event, and another event changes.
		var l dateline.Linking
		story(sMarket, &l, nil, happening{id: eMarket, typ: "attack.bombing", status: dateline.StatusClaimed, day: "2021-03-09", place: "Norland/Odale", told: []dateline.Filing{w.market, w.radio}})
		w.save(t, l)
		for name, c := range map[string]struct {
			q    dateline.Query
			want []string
		}{
			"the event's new status":         {dateline.Query{Statuses: []dateline.Status{dateline.StatusClaimed}}, []string{eMarket, eOld}},
			"no more by its actor":           {dateline.Query{Actors: []dateline.ActorID{"northern-front/coast"}}, nil},
			"no more at its place":           {dateline.Query{Places: []string{"Norland/Odale/Fish Market"}}, nil},
			"no more the event that went":    {dateline.Query{Types: []dateline.EventCode{"attack.armed"}}, nil},
			"no more told by the report":     {dateline.Query{Report: w.market2.ID}, nil},
			"other stories are as they were": {dateline.Query{Story: sSchool, All: true}, []string{ePlan, eLong}},
		} {
			got, err := w.Events(t.Context(), c.q)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, ids(got)); d != "" {
				t.Errorf("%s (-want +got):\n%s", name, d)
			}
		}
		if got, err := w.Stories(t.Context(), dateline.Query{Report: w.opinion.ID, All: true}); err != nil || len(got.Items) != 0 {
			t.Errorf("the report that left is still of %v, %v", ids(got), err)
		}
	})
}

func TestAStoryThatIsGoneGoesWithAllOfIts(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.save(t, dateline.Linking{Gone: []dateline.StoryID{sMarket, sSchool, sOld}})
		for table, n := range counts(t, w) {
			if n != 0 {
				t.Errorf("%d rows left in %s", n, table)
			}
		}
	})
}

func TestAnEventGoesOverToAnotherStory(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		var l dateline.Linking
		story(sOld, &l, nil,
			happening{id: eOld, typ: "attack.ambush", status: dateline.StatusClaimed, day: "1964-05-01", place: "Norland/Tarn", told: []dateline.Filing{w.old}},
			happening{id: eLong, typ: "battle", status: dateline.StatusHappened, day: "2020-06-01", days: 200, place: "Westmark", told: []dateline.Filing{w.school}})
		l.Gone = []dateline.StoryID{sSchool}
		w.save(t, l)
		got, err := w.Events(t.Context(), dateline.Query{Story: sOld})
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff([]string{eLong, eOld}, ids(got)); d != "" {
			t.Errorf("(-want +got):\n%s", d)
		}
	})
}

func TestAnEventThatDidNotChangeIsNotWrittenAgain(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		made := func() (market, shots int64) {
			if err := w.db.row(t.Context(), "SELECT (SELECT made FROM events WHERE id = ?), (SELECT made FROM events WHERE id = ?)", eMarket, eShots).Scan(&market, &shots); err != nil {
				t.Fatal(err)
			}
			return market, shots
		}
		market, shots := made()
		l := w.linking
		l.Events = append([]dateline.Event{}, l.Events...)
		l.Events[1].Outlets = 7
		w.save(t, l)
		if m, s := made(); m != market || s == shots {
			t.Errorf("written at %d and %d, then at %d and %d: the second alone has changed", market, shots, m, s)
		}
	})
}

func TestALinkingOfUnknownReportsIsRefused(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		var l dateline.Linking
		story("s3000000000000000", &l, []dateline.Filing{paper("Nobody", "", "2020-01-01", "Never filed.")})
		err := w.db.write(t.Context(), func(tx conn) error { return saveStories(t.Context(), tx, l) })
		if dateline.KindOf(err) != dateline.Internal {
			t.Errorf("saved: %v", err)
		}
	})
}
