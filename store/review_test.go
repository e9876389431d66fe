package store

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

// ruling is a decision on the first words of a report.
func ruling(id string, verb dateline.Verb, f dateline.Filing, field, after string) dateline.Decision {
	d := dateline.Decision{ID: id, By: "ann", Verb: verb, On: []dateline.Referent{{Report: f.SHA256, Span: dateline.Span{Start: 0, End: 6}, Field: field}}}
	if after != "" {
		d.After = &after
	}
	return d
}

func (w *world) decide(t *testing.T, ds ...dateline.Decision) {
	t.Helper()
	if _, err := w.Decide(t.Context(), ds); err != nil {
		t.Fatal(err)
	}
}

func (w *world) event(t *testing.T, id string) *dateline.Event {
	t.Helper()
	e, err := w.Event(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func TestWhatIsDecidedShowsAtOnce(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		before := w.event(t, eOld)
		w.decide(t, ruling("d1", dateline.VerbCorrect, w.old, "type", `"attack.bombing"`))
		e := w.event(t, eOld)
		if e.Type != "attack.bombing" || e.Review == nil || e.Review.State != dateline.ReviewCorrected || e.Review.Fields["type"].By != "ann" {
			t.Errorf("%s, %+v", e.Type, e.Review)
		}
		told, err := w.Story(t.Context(), sOld)
		if err != nil || told.Events[0].Type != "attack.bombing" {
			t.Errorf("in its story: %+v, %v", told, err)
		}
		page, err := w.Events(t.Context(), dateline.Query{Story: sOld})
		if err != nil || page.Items[0].Type != "attack.bombing" {
			t.Errorf("in a list: %+v, %v", page, err)
		}
		w.decide(t, dateline.Decision{ID: "d2", Verb: dateline.VerbUndo, Undoes: "d1"})
		if d := cmp.Diff(mustJSON(t, before), mustJSON(t, w.event(t, eOld))); d != "" {
			t.Errorf("undone:\n%s", d)
		}
		ds, err := w.DecisionsOn(t.Context(), w.old.SHA256)
		if err != nil || len(ds) != 2 || ds[1].ID != "d2" {
			t.Errorf("%v, %v", ds, err)
		}
		if n, err := w.Unlinked(t.Context()); n != 1 || err != nil {
			t.Errorf("%d to link, %v", n, err)
		}
	})
}

// What linking told with a decision stands as it told it; what was decided since is laid
// over the events that it is on, and over no others.
func TestWhatLinkingKnowsOfIsNotLaidOverAnew(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.decide(t, ruling("d1", dateline.VerbCorrect, w.old, "type", `"attack.bombing"`))
		told := func() (knew []dateline.Decision) {
			t.Helper()
			if _, err := w.Turn(t.Context(), func(ctx context.Context, turn *Turn) (err error) {
				if knew, err = turn.Decisions(ctx); err != nil {
					return err
				}
				return turn.Save(ctx, dateline.Linking{})
			}); err != nil {
				t.Fatal(err)
			}
			return knew
		}
		if ds := told(); len(ds) != 1 || ds[0].ID != "d1" {
			t.Errorf("linking knows of %+v", ds)
		}
		w.decide(t, ruling("d2", dateline.VerbCorrect, w.school, "type", `"attack.mine"`))
		for id, want := range map[string]dateline.EventCode{eOld: "attack.ambush", ePlan: "attack.mine"} {
			// On PostgreSQL the last ones that linking knows of are laid over again.
			if e := w.event(t, id); e.Type != want && (id != eOld || !w.db.dialect().postgres) {
				t.Errorf("%s is of type %s, not %s", id, e.Type, want)
			}
		}
		if ds := told(); len(ds) != 2 || ds[1].ID != "d2" {
			t.Errorf("linking knows of %+v", ds)
		}
	})
}

func TestADecisionWithoutAValueIsRefused(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		for _, d := range []dateline.Decision{
			ruling("d1", dateline.VerbCorrect, w.old, "type", `7`), ruling("d1", dateline.VerbCorrect, w.old, "type", ""), ruling("d1", dateline.VerbCorrect, w.old, "speed", "7"),
			ruling("d1", dateline.VerbAdd, w.old, "", `{"type": "attack.ambush", "evidence": [{"field": "place", "start": 0, "end": 3, "quote": "Nay"}]}`),
			{ID: "d1", Verb: dateline.VerbConfirm, On: []dateline.Referent{{Report: w.old.SHA256, Span: dateline.Span{Start: 0, End: 3}}, {Report: w.old.SHA256, Span: dateline.Span{Start: 3, End: 9000}, Field: dateline.FieldEvidence}}},
		} {
			_, err := w.Decide(t.Context(), []dateline.Decision{d})
			kinds(t, dateline.Invalid, err, mustJSON(t, d))
		}
		if ds, err := w.Decisions(t.Context(), 0); err != nil || len(ds) > 0 {
			t.Errorf("%d decisions, %v", len(ds), err)
		}
	})
}

func TestTheLaterOfTwoSeesAConflict(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		seen := dateline.Seen{Event: eOld, Version: w.event(t, eOld).Version()}
		add := func(d dateline.Decision, s dateline.Seen) error {
			_, err := w.Decide(ctx, []dateline.Decision{d}, s)
			return err
		}
		kinds(t, "", add(ruling("d1", dateline.VerbCorrect, w.old, "type", `"attack.bombing"`), seen), "the first")
		kinds(t, dateline.Conflict, add(ruling("d2", dateline.VerbConfirm, w.old, "", ""), seen), "the second, who saw what was before")
		kinds(t, dateline.Conflict, add(ruling("d2", dateline.VerbConfirm, w.old, "", ""), dateline.Seen{Event: "enone", Version: "0"}), "an event that is no more")
		kinds(t, "", add(ruling("d2", dateline.VerbConfirm, w.old, "", ""), dateline.Seen{Event: eOld, Version: w.event(t, eOld).Version()}), "who looked again")
		// Of many at once one comes first.
		w.decide(t, ruling("d3", dateline.VerbConfirm, w.radio, "", ""))
		at := w.event(t, eMarket).Version()
		done := make(chan error)
		for i := range 5 {
			go func() {
				_, err := w.Decide(context.WithoutCancel(ctx), []dateline.Decision{ruling(fmt.Sprint("e", i), dateline.VerbCorrect, w.radio, "background", "true")}, dateline.Seen{Event: eMarket, Version: at})
				done <- err
			}()
		}
		went := 0
		for range 5 {
			if err := <-done; err == nil {
				went++
			} else if k := dateline.KindOf(err); k != dateline.Conflict && k != dateline.Unavailable {
				t.Errorf("%v", err)
			}
		}
		if went != 1 {
			t.Errorf("%d of five that saw one state decided", went)
		}
	})
}

// queued are the events of a part of the queue, through all its pages.
func (w *world) queued(t *testing.T, q dateline.QueueQuery, each ...func(dateline.Queued)) []string {
	t.Helper()
	var out []string
	for {
		page, err := w.ReviewQueue(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range page.Items {
			for _, f := range each {
				f(x)
			}
			out = append(out, string(x.Event))
		}
		if q.After = page.Next; q.After == "" {
			return out
		}
	}
}

// queue is likewise, of events that linking has: each line says what its event does.
func (w *world) queue(t *testing.T, q dateline.QueueQuery) []string {
	t.Helper()
	return w.queued(t, q, func(x dateline.Queued) {
		e := w.event(t, string(x.Event))
		if x.Worth != dateline.Worth(e) || x.Story != e.Story || x.Type != e.Type || x.Status != e.Status || x.Country != e.Country() || x.Origins != e.Origins {
			t.Errorf("%+v of %+v, which is worth %d", x, e, dateline.Worth(e))
		}
	})
}

func TestTheQueueIsInOrderOfWorth(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		all := w.queue(t, dateline.QueueQuery{})
		if want := []string{eMarket, eOld, eLong, eShots}; !slices.Equal(slices.Sorted(slices.Values(all)), slices.Sorted(slices.Values(want))) || all[0] != eMarket {
			t.Errorf("%v", all)
		}
		if paged := w.queue(t, dateline.QueueQuery{Limit: 1}); !slices.Equal(paged, all) {
			t.Errorf("one by one %v, at once %v", paged, all)
		}
		listed, err := w.ReviewQueue(t.Context(), dateline.QueueQuery{})
		if err != nil {
			t.Fatal(err)
		}
		for i := range listed.Items {
			if got := w.queue(t, dateline.QueueQuery{Behind: &listed.Items[i]}); !slices.Equal(got, all[i+1:]) {
				t.Errorf("behind %s: %v", all[i], got)
			}
		}
		if got := w.queue(t, dateline.QueueQuery{All: true}); len(got) != len(all)+1 {
			t.Errorf("with what is not countable: %v", got)
		}
		if got := w.queue(t, dateline.QueueQuery{Country: "Westmark"}); !slices.Equal(got, []string{eLong}) {
			t.Errorf("of a country: %v", got)
		}
		week := dateline.WeekOf(dateline.Date{Year: 2021, Month: 3, Day: 9})
		if got := w.queue(t, dateline.QueueQuery{From: week, To: week, Country: "Norland"}); !slices.Contains(got, eMarket) || slices.Contains(got, eOld) {
			t.Errorf("of a week: %v", got)
		}
		w.decide(t, ruling("d1", dateline.VerbConfirm, w.old, "", ""), ruling("d2", dateline.VerbConfirm, w.radio, "type", ""))
		if got := w.queue(t, dateline.QueueQuery{}); slices.Contains(got, eOld) || !slices.Contains(got, eMarket) {
			t.Errorf("after one is confirmed: %v", got)
		}
		if got := w.queue(t, dateline.QueueQuery{State: dateline.ReviewConfirmed}); !slices.Equal(got, []string{eOld}) {
			t.Errorf("confirmed: %v", got)
		}
		if n, err := w.Assign(t.Context(), "ben", "ada", eShots, "enone", eShots); n != 1 || err != nil {
			t.Errorf("%d assigned, %v", n, err)
		}
		if got := w.queue(t, dateline.QueueQuery{Coder: "ben"}); !slices.Equal(got, []string{eShots}) {
			t.Errorf("assigned: %v", got)
		}
		for but, want := range map[string]int{"ann": 0, "ben": 1} {
			if got, err := w.ReviewSample(t.Context(), but, "", 5); len(got) != want || err != nil {
				t.Errorf("a sample for %s: %d, %v", but, len(got), err)
			}
		}
		if found := w.verified(t); len(found) > 0 {
			t.Errorf("%v", found)
		}
	})
}

func TestAWorklistSaysWhatWasLookedAt(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		week := dateline.WeekOf(dateline.Date{Year: 2021, Month: 3, Day: 9})
		list := func(q dateline.WorkQuery) (out []string) {
			ws, err := w.Worklist(ctx, q)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range ws {
				out = append(out, fmt.Sprintf("%s %s %s %d/%d %s", x.Country, x.Week, x.State, x.Reviewed, x.Events, x.Assigned))
			}
			return out
		}
		w.decide(t, ruling("d1", dateline.VerbConfirm, w.radio, "", ""))
		if got := list(dateline.WorkQuery{From: week, To: week}); !slices.Equal(got, []string{"Norland 2021-W10 open 1/2 "}) {
			t.Errorf("%v", got)
		}
		kinds(t, dateline.Conflict, w.SetWork(ctx, dateline.Work{Country: "Norland", Week: week, State: dateline.WorkNothing}), "nothing where events are")
		kinds(t, dateline.Invalid, w.SetWork(ctx, dateline.Work{Country: "Norland", Week: week, State: "finished"}), "a state that is none")
		kinds(t, "", w.SetWork(ctx, dateline.Work{Country: "Norland", Week: week, State: dateline.WorkStarted, Assigned: "ben", By: "ada"}), "the first")
		kinds(t, dateline.Conflict, w.SetWork(ctx, dateline.Work{Country: "Norland", Week: week, State: dateline.WorkDone}), "who saw what was before")
		kinds(t, "", w.SetWork(ctx, dateline.Work{Country: "Norland", Week: week, State: dateline.WorkDone, Assigned: "ben", Version: 1}), "who looked again")
		kinds(t, "", w.SetWork(ctx, dateline.Work{Country: "Eastland", Week: week, State: dateline.WorkNothing, By: "ben"}), "a country without events")
		if got := list(dateline.WorkQuery{From: week, To: week}); !slices.Equal(got, []string{"Eastland 2021-W10 nothing-reported 0/0 ", "Norland 2021-W10 done 1/2 ben"}) {
			t.Errorf("%v", got)
		}
		if got := list(dateline.WorkQuery{Assigned: "ben", State: dateline.WorkDone}); len(got) != 1 {
			t.Errorf("ben's: %v", got)
		}
		if got := list(dateline.WorkQuery{State: dateline.WorkOpen}); len(got) != 2 {
			t.Errorf("open: %v", got)
		}
	})
}

func TestTwoCodeAnEventBlindToOneAnother(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		c := dateline.Coding{ID: "c1", Event: eOld, Coders: [2]string{"ada", "ben"}, By: "ada"}
		kinds(t, "", w.OpenCoding(ctx, c), "opening")
		kinds(t, dateline.Conflict, w.OpenCoding(ctx, c), "an id that is taken")
		kinds(t, dateline.NotFound, w.OpenCoding(ctx, dateline.Coding{ID: "c2", Event: "enone", Coders: c.Coders}), "no event")
		kinds(t, dateline.Invalid, w.OpenCoding(ctx, dateline.Coding{ID: "c2", Event: eOld, Coders: [2]string{"ada", "ada"}}), "one coder")
		for coder, code := range map[string]string{"ada": `"attack.bombing"`, "ben": `"attack.armed"`} {
			d := ruling("of "+coder, dateline.VerbCorrect, w.old, "type", code)
			d.Set = c.SetOf(coder)
			w.decide(t, d)
		}
		for coder, code := range map[string]dateline.EventCode{"ada": "attack.bombing", "ben": "attack.armed"} {
			if e, err := w.Coded(ctx, "c1", coder); err != nil || e.Type != code || len(e.Review.Decisions) != 1 {
				t.Errorf("%s: %+v, %v", coder, e, err)
			}
		}
		if e := w.event(t, eOld); e.Type != "attack.ambush" || e.Review != nil {
			t.Errorf("the record has %s, %+v", e.Type, e.Review)
		}
		if got := w.queue(t, dateline.QueueQuery{}); !slices.Contains(got, eOld) {
			t.Errorf("it is out of the queue: %v", got)
		}
		kinds(t, dateline.Conflict, w.CloseCoding(ctx, "c1", "ada"), "before both are done")
		kinds(t, dateline.Invalid, w.FinishCoding(ctx, "c1", "eve"), "who does not code it")
		kinds(t, "", w.FinishCoding(ctx, "c1", "ben"), "ben is done")
		kinds(t, "", w.FinishCoding(ctx, "c1", "ada"), "ada is done")
		kinds(t, "", w.CloseCoding(ctx, "c1", "ada"), "closing")
		kinds(t, dateline.Conflict, w.FinishCoding(ctx, "c1", "ada"), "once it is closed")
		if got, err := w.Codings(ctx, "ben", false); len(got) != 0 || err != nil {
			t.Errorf("%v, %v", got, err)
		}
		got, err := w.Codings(ctx, "ben", true)
		if err != nil || len(got) != 1 || got[0].Closed != "ada" || len(got[0].Refs) != 1 || got[0].Refs[0].Report != w.old.SHA256 {
			t.Errorf("%+v, %v", got, err)
		}
	})
}

func TestAReleaseSaysWhatChangedSince(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		r, err := w.Freeze(ctx, dateline.Release{Name: "2021-1", By: "ada"})
		if err != nil || r.Events != 4 {
			t.Fatalf("%+v, %v", r, err)
		}
		_, err = w.Freeze(ctx, dateline.Release{Name: "2021-1"})
		kinds(t, dateline.Conflict, err, "a name that is taken")
		since := func() (out []string) {
			after := dateline.EventID("")
			for {
				cs, err := w.SinceRelease(ctx, r.ID, "", after, 1)
				if err != nil {
					t.Fatal(err)
				}
				if len(cs) == 0 {
					return out
				}
				for _, c := range cs {
					out = append(out, fmt.Sprint(c.Event, " ", c.Kind, " ", c.Fields))
					after = c.Event
				}
			}
		}
		if got := since(); len(got) > 0 {
			t.Errorf("at once: %v", got)
		}
		var l dateline.Linking
		story(sOld, &l, nil, happening{id: eOld, typ: "attack.bombing", status: dateline.StatusClaimed, day: "1964-05-02", place: "Norland/Tarn", told: []dateline.Filing{w.old}})
		story(sSchool, &l, nil, happening{id: "e20000000000000a7", typ: "battle", status: dateline.StatusHappened, day: "2020-06-01", place: "Westmark", told: []dateline.Filing{w.school}})
		w.save(t, l)
		if got := since(); !slices.Equal(got, []string{eLong + " gone []", eOld + " changed [type time]"}) {
			t.Errorf("later: %v", got)
		}
		page, err := w.NewSinceRelease(ctx, r.ID, 10, "")
		if err != nil || page.Total != 1 || !slices.Equal(ids(page), []string{"e20000000000000a7"}) {
			t.Errorf("new: %v, %v", ids(page), err)
		}
		if rs, err := w.Releases(ctx); err != nil || len(rs) != 1 || rs[0].Name != "2021-1" || rs[0].Events != 4 {
			t.Errorf("%+v, %v", rs, err)
		}
		if named, err := w.ReleaseNamed(ctx, "2021-1"); err != nil || named.ID != r.ID {
			t.Errorf("%+v, %v", named, err)
		}
		w.decide(t, ruling("d1", dateline.VerbConfirm, w.radio, "", ""))
		_, err = w.Freeze(ctx, dateline.Release{Name: "2021-2"})
		kinds(t, dateline.Conflict, err, "while linking has yet to tell what was decided")
	})
}

func TestALabelledReportIsKeptFromWhoMayNotSeeIt(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		ctx := t.Context()
		viewer := dateline.Restrict(ctx)
		kinds(t, dateline.NotFound, w.SetLabel(ctx, dateline.Label{Report: "rnone", Label: "sensitive"}), "no report")
		for _, f := range []dateline.Filing{w.old, w.market} {
			kinds(t, "", w.SetLabel(ctx, dateline.Label{Report: f.ID, Label: "sensitive", By: "ada", Why: "a witness"}), "labelling")
		}
		for name, look := range map[string]func(context.Context) error{
			"a report":    func(ctx context.Context) error { _, err := w.Report(ctx, w.old.ID); return err },
			"its sheet":   func(ctx context.Context) error { _, err := w.Sheet(ctx, string(w.old.ID)); return err },
			"its bytes":   func(ctx context.Context) error { _, _, err := w.Raw(ctx, w.old.ID); return err },
			"its reading": func(ctx context.Context) error { _, err := w.Reading(ctx, w.old.ID, "reader/1"); return err },
			"its source":  func(ctx context.Context) error { _, _, err := w.Source(ctx, w.old.ID); return err },
			"its event":   func(ctx context.Context) error { _, err := w.Event(ctx, eOld); return err },
			"its story":   func(ctx context.Context) error { _, err := w.Story(ctx, sOld); return err },
		} {
			kinds(t, "", look(ctx), name+", to who may see it")
			kinds(t, dateline.NotFound, look(viewer), name)
		}
		e, err := w.Event(viewer, eMarket)
		if err != nil || len(e.Accounts) != 2 || slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool { return a.Report == w.market.ID }) || e.Origins > 2 {
			t.Errorf("an event that others tell too: %+v, %v", e, err)
		}
		told, err := w.Story(viewer, sMarket)
		if err != nil || len(told.Reports) != 3 || slices.Contains(told.Story.Events, eShots) || told.Story.First == w.market.ID || told.Story.Title == "Of "+sMarket {
			t.Errorf("their story: %+v, %v", told, err)
		}
		lists := func(ctx context.Context) []string {
			var out []string
			events, err := w.Events(ctx, dateline.Query{All: true})
			if err != nil {
				t.Fatal(err)
			}
			stories, err := w.Stories(ctx, dateline.Query{All: true})
			if err != nil {
				t.Fatal(err)
			}
			hits, err := w.Search(ctx, dateline.Query{Words: "market"})
			if err != nil {
				t.Fatal(err)
			}
			heads, err := w.Headings(ctx, []dateline.ReportID{w.old.ID, w.radio.ID})
			if err != nil {
				t.Fatal(err)
			}
			out = append(append(append(out, ids(events)...), ids(stories)...), ids(hits)...)
			return append(out, fmt.Sprint(events.Total, len(heads)))
		}
		all, some := lists(ctx), lists(viewer)
		for _, id := range []string{eOld, eShots, sOld, string(w.market.ID)} {
			if !slices.Contains(all, id) || slices.Contains(some, id) {
				t.Errorf("%s: all see %v, a viewer %v", id, all, some)
			}
		}
		if !slices.Contains(some, eMarket) || !slices.Contains(some, string(w.radio.ID)) || some[len(some)-1] != "3 1" {
			t.Errorf("a viewer sees %v", some)
		}
		if ls, err := w.Labels(ctx); err != nil || len(ls) != 2 || ls[0].By != "ada" {
			t.Errorf("%+v, %v", ls, err)
		}
		for _, f := range []dateline.Filing{w.old, w.market} {
			kinds(t, "", w.RemoveLabel(ctx, f.ID), "taking it away")
		}
		if d := cmp.Diff(all, lists(viewer)); d != "" {
			t.Errorf("without labels a viewer sees less: %s", d)
		}
	})
}

// reviewing has something in each table that review writes.
func (w *world) reviewing(t *testing.T) {
	t.Helper()
	if _, err := w.Freeze(t.Context(), dateline.Release{Name: "2021-1", By: "ada"}); err != nil {
		t.Fatal(err)
	}
	w.decide(t, ruling("d1", dateline.VerbConfirm, w.old, "", ""), ruling("d2", dateline.VerbConfirm, w.radio, "", ""), dateline.Decision{ID: "d3", Verb: dateline.VerbUndo, Undoes: "d2"},
		dateline.Decision{ID: "d4", Verb: dateline.VerbUndo, Undoes: "d3"})
	if _, err := w.Assign(t.Context(), "ben", "ada", eShots); err != nil {
		t.Fatal(err)
	}
	kinds(t, "", w.SetWork(t.Context(), dateline.Work{Country: "Norland", Week: 202110, State: dateline.WorkStarted}), "work")
	kinds(t, "", w.OpenCoding(t.Context(), dateline.Coding{ID: "c1", Event: eOld, Coders: [2]string{"ada", "ben"}}), "a coding")
	kinds(t, "", w.SetLabel(t.Context(), dateline.Label{Report: w.market2.ID, Label: "sensitive"}), "a label")
}

func TestAnOlderLedgersDecisionsAreFoundByTheirReports(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		w.reviewing(t)
		rows := func() []string {
			var out []string
			if err := column(t.Context(), w.db, &out, "SELECT o.hash || ' ' || d.id FROM decision_reports o JOIN decisions d ON d.seq = o.decision ORDER BY d.seq"); err != nil {
				t.Fatal(err)
			}
			return out
		}
		want := rows()
		if len(want) != 4 {
			t.Fatalf("%v", want)
		}
		raw, err := migrations.ReadFile("migrations/005_review.sql")
		if err != nil {
			t.Fatal(err)
		}
		_, fill, _ := strings.Cut(w.db.dialect().render(string(raw)), "INSERT INTO decision_reports")
		fill, _, _ = strings.Cut(fill, ";")
		for _, sql := range []string{"DELETE FROM decision_reports", "INSERT INTO decision_reports" + fill} {
			if _, err := w.db.exec(t.Context(), sql); err != nil {
				t.Fatal(err)
			}
		}
		if d := cmp.Diff(want, rows()); d != "" {
			t.Errorf("(-as decided +as an older ledger's):\n%s", d)
		}
		// Nor had it rows of events that are to be reviewed.
		if _, err := w.db.exec(t.Context(), "DELETE FROM event_reviews"); err != nil {
			t.Fatal(err)
		}
		tx, err := w.db.admin().BeginTx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(fillReviews(t.Context(), w.db.dialect(), tx), tx.Commit()); err != nil {
			t.Fatal(err)
		}
		if found := w.verified(t); len(found) > 0 {
			t.Errorf("verified: %v", found)
		}
	})
}
