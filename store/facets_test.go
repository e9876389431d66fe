package store

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

func TestFacetsAreWhatEventsHave(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		got, err := w.Facets(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := dateline.Facets{
			Places:  []string{"Norland", "Norland/Brenn", "Norland/Odale", "Norland/Odale/Fish Market", "Norland/Tarn", "Westmark"},
			Actors:  []dateline.ActorID{"northern-front", "northern-front/coast"},
			Types:   []dateline.EventCode{"attack", "attack.ambush", "attack.armed", "attack.bombing", "battle"},
			Outlets: []string{"Harbour Times", "Radio Valley", "Valley Gazette"},
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	})
}

func TestTextsAreThoseOfReports(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		got, err := w.Texts(t.Context(), []dateline.ReportID{w.market.ID, w.old.ID, "r0"})
		want := map[dateline.ReportID]string{w.market.ID: w.market.Text, w.old.ID: w.old.Text}
		if d := cmp.Diff(want, got); d != "" || err != nil {
			t.Error(d, err)
		}
	})
}

func TestSharesAreWhatOutletsHave(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		got, err := w.Shares(t.Context(), 100)
		if err != nil {
			t.Fatal(err)
		}
		day := func(s string) *dateline.Moment {
			m, err := dateline.ParseMoment(s)
			if err != nil {
				t.Fatal(err)
			}
			return &m
		}
		want := []dateline.Share{
			// The second of its two reports of the market came two days after the first of all.
			{Outlet: "Harbour Times", Reports: 3, Events: 3, Alone: 2, Shared: 2, Delay: 48 * time.Hour, ByDay: true, Last: day("2021-03-12")},
			{Outlet: "Radio Valley", Reports: 1, Events: 1, Shared: 1, Delay: 24 * time.Hour, ByDay: true, Last: day("2021-03-11T08:00:00Z")},
			{Outlet: "Valley Gazette", Reports: 2, Events: 1, Alone: 1, Shared: 1, Delay: 72 * time.Hour, ByDay: true, Last: day("2021-03-13")},
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		if few, err := w.Shares(t.Context(), 1); err != nil || len(few) > 2 {
			t.Errorf("%v %v", few, err)
		}
	})
}

func TestStoriesAreThoseOfIDs(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		got, err := w.StoriesOf(t.Context(), []dateline.StoryID{sOld, "s0", sMarket, sOld})
		if err != nil || len(got) != 2 || got[0].ID != sOld || got[1].ID != sMarket || got[0].State != dateline.Quiet || got[1].State != dateline.Developing {
			t.Errorf("%v %v", got, err)
		}
		page, err := w.Stories(t.Context(), dateline.Query{Uncounted: true})
		if all, _ := w.Stories(t.Context(), dateline.Query{}); err != nil || page.Total != -1 || all.Total != len(page.Items) {
			t.Errorf("%d %d %v", page.Total, all.Total, err)
		}
		if events, err := w.Events(t.Context(), dateline.Query{Uncounted: true}); err != nil || events.Total != -1 {
			t.Errorf("%d %v", events.Total, err)
		}
	})
}
