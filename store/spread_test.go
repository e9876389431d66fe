package store

import (
	"context"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"dateline"
)

// at is a place with its coordinates.
func at(level string, lat, lon, km float64, path ...string) dateline.PlaceRef {
	return dateline.PlaceRef{Name: path[len(path)-1], Path: path, Level: level, Words: path[len(path)-1], Lat: &lat, Lon: &lon, RadiusKM: &km}
}

// placed has coordinates for some of the world's events.
func placed(t *testing.T, w *world) {
	t.Helper()
	l := w.linking
	l.Events = slices.Clone(l.Events)
	for i := range l.Events {
		switch e := &l.Events[i]; string(e.ID) {
		case eMarket: // the finer of the two, though it comes second
			e.Places = []dateline.PlaceRef{at("country", 10, 20, 400, "Norland"), at("town", 10.123456, 20.5, 5, "Norland", "Odale")}
		case eShots: // the finer one lies elsewhere
			e.Places = []dateline.PlaceRef{at("town", 10.123456, 20.5, 5, "Norland", "Odale"), at("village", -40.5, -170.5, 1, "Farland", "Odale")}
		case eLong:
			e.Places = []dateline.PlaceRef{at("country", -40, -170, 300, "Westmark")}
		}
	}
	w.save(t, l)
}

var (
	odale    = dateline.Spot{Path: "Norland/Odale", Level: "town", Lat: 10.123456, Lon: 20.5, RadiusKM: 5}
	westmark = dateline.Spot{Path: "Westmark", Level: "country", Lat: -40, Lon: -170, RadiusKM: 300}
)

func TestASpreadCountsEachEventOnceWhereItIsFinest(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		placed(t, w)
		for name, c := range map[string]struct {
			q    dateline.Query
			want dateline.Spread
		}{
			"all that is countable": {dateline.Query{Limit: 1}, dateline.Spread{Spots: []dateline.Spot{odale, westmark}, Events: 4, Cells: []dateline.Cell{
				{Spot: 0, Events: 1}, {Spot: dateline.Nowhere, Day: date("1964-05-01"), From: date("1964-05-01"), To: date("1964-05-01"), Events: 1}, {Spot: 1, Day: date("2020-06-01"), From: date("2020-06-01"), To: date("2020-12-17"), Events: 1}, {Spot: 0, Day: date("2021-03-09"), From: date("2021-03-09"), To: date("2021-03-09"), Events: 1}}}},
			"a status":           {dateline.Query{Statuses: []dateline.Status{dateline.StatusFoiled}}, dateline.Spread{Events: 1, Cells: []dateline.Cell{{Spot: dateline.Nowhere, Day: date("2021-01-31"), From: date("2021-01-31"), To: date("2021-01-31"), Events: 1}}}},
			"a place":            {dateline.Query{Places: []string{"Westmark"}}, dateline.Spread{Spots: []dateline.Spot{westmark}, Events: 1, Cells: []dateline.Cell{{Spot: 0, Day: date("2020-06-01"), From: date("2020-06-01"), To: date("2020-12-17"), Events: 1}}}},
			"words and an actor": {dateline.Query{Words: "market", Actors: []dateline.ActorID{"northern-front"}}, dateline.Spread{Spots: []dateline.Spot{odale}, Events: 1, Cells: []dateline.Cell{{Spot: 0, Day: date("2021-03-09"), From: date("2021-03-09"), To: date("2021-03-09"), Events: 1}}}},
			"actors":             {dateline.Query{Actors: []dateline.ActorID{"northern-front/coast", "northern-front"}}, dateline.Spread{Spots: []dateline.Spot{odale, westmark}, Events: 2, Cells: []dateline.Cell{{Spot: 1, Day: date("2020-06-01"), From: date("2020-06-01"), To: date("2020-12-17"), Events: 1}, {Spot: 0, Day: date("2021-03-09"), From: date("2021-03-09"), To: date("2021-03-09"), Events: 1}}}},
			"nothing":            {dateline.Query{Actors: []dateline.ActorID{"nobody"}}, dateline.Spread{}},
		} {
			got, err := w.Spread(t.Context(), c.q)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, got); d != "" {
				t.Errorf("%s (-want +got):\n%s", name, d)
			}
		}
		if found, err := w.Verify(t.Context(), nil); err != nil || len(found) > 0 {
			t.Error(err, found)
		}
	})
}

// What is drawn of days is what their lists have, whatever is asked: of cells and of
// labelled events alike.
func TestASpreadHasOfDaysWhatListsHave(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		placed(t, w)
		facets, err := w.Facets(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		asked := 0
		ask := func(ctx context.Context) func(*rapid.T) {
			return func(rt *rapid.T) {
				q := someQuery(rt, facets)
				from, to := q.From, q.To
				q.From, q.To = nil, nil
				whole, err := w.Spread(ctx, q)
				if err != nil {
					rt.Fatal(err)
				}
				drawn := 0
				for _, c := range whole.Cells {
					if c.On(from, to) {
						drawn += c.Events
					}
					if c.Day == nil && c.From == nil && c.On(date("0001-01-01"), nil) {
						rt.Error("an event of no day is on one")
					}
				}
				q.From, q.To = from, to
				list, err := w.Events(ctx, q)
				if err != nil {
					rt.Fatal(err)
				}
				if drawn != list.Total {
					rt.Errorf("%d are drawn from %v to %v, and %d listed, of %s", drawn, from, to, list.Total, question(q))
				}
				if list.Total > 0 && from != nil {
					asked++
				}
			}
		}
		for _, index := range []bool{false, true} {
			if index {
				if err := w.KeepIndex(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			rapid.Check(t, ask(t.Context()))
			kinds(t, "", w.SetLabel(t.Context(), dateline.Label{Report: w.radio.ID, Label: "sensitive", By: "ada"}), "labelling")
			rapid.Check(t, ask(dateline.Restrict(t.Context())))
			kinds(t, "", w.RemoveLabel(t.Context(), w.radio.ID), "taking it away")
		}
		if asked == 0 {
			t.Error("no list of days had anything")
		}
	})
}

func TestEventsOfOlderLedgersAreGivenTheirSpots(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		placed(t, w)
		want, err := w.Spread(t.Context(), dateline.Query{All: true})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.db.exec(t.Context(), "UPDATE events SET spot = NULL, spot_level = NULL, lat = NULL, lon = NULL, radius = NULL"); err != nil {
			t.Fatal(err)
		}
		if bare, err := w.Spread(t.Context(), dateline.Query{All: true}); err != nil || len(bare.Spots) > 0 {
			t.Fatal(err, bare)
		}
		tx, err := w.db.admin().BeginTx(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		if err := fillSpots(t.Context(), w.db.dialect(), tx); err != nil {
			t.Fatal(err)
		}
		if err := tx.Commit(); err != nil {
			t.Fatal(err)
		}
		got, err := w.Spread(t.Context(), dateline.Query{All: true})
		if d := cmp.Diff(want, got); err != nil || d != "" {
			t.Error(err, d)
		}
	})
}

func TestReportsAreCountedByDay(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		count := func(n int, day string) dateline.DayCount { return dateline.DayCount{Day: date(day), Reports: n} }
		for name, c := range map[string]struct {
			q    dateline.Query
			want []dateline.DayCount
		}{
			"all, the undated on no day":    {dateline.Query{}, []dateline.DayCount{{Reports: 1}, count(1, "1964-05-02"), count(1, "2021-02-01"), count(1, "2021-03-10"), count(1, "2021-03-11"), count(1, "2021-03-12"), count(1, "2021-03-13")}},
			"of an outlet":                  {dateline.Query{Outlets: []string{"Harbour Times"}}, []dateline.DayCount{count(1, "1964-05-02"), count(1, "2021-03-10"), count(1, "2021-03-12")}},
			"of some days":                  {dateline.Query{From: date("2021-03-10"), To: date("2021-03-11")}, []dateline.DayCount{count(1, "2021-03-10"), count(1, "2021-03-11")}},
			"that tell of a place":          {dateline.Query{Places: []string{"Norland/Odale"}}, []dateline.DayCount{count(1, "2021-03-10"), count(1, "2021-03-11"), count(1, "2021-03-12")}},
			"of an outlet that tell of one": {dateline.Query{Places: []string{"Norland/Odale"}, Outlets: []string{"Radio Valley"}}, []dateline.DayCount{count(1, "2021-03-11")}},
			"that tell of what has words":   {dateline.Query{Words: "governor"}, []dateline.DayCount{count(1, "2021-03-10"), count(1, "2021-03-11"), count(1, "2021-03-12")}},
		} {
			got, err := w.ReportsByDay(t.Context(), c.q)
			if d := cmp.Diff(c.want, got); err != nil || d != "" {
				t.Errorf("%s: %v (-want +got):\n%s", name, err, d)
			}
		}
		if _, err := w.ReportsByDay(t.Context(), dateline.Query{From: date("2021-03-10"), To: date("2021-03-09")}); dateline.KindOf(err) != dateline.Invalid {
			t.Error(err)
		}
	})
}

func TestProposalsAreListedByOrigins(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		l := w.linking
		l.Proposals = []dateline.Proposal{{Name: "B", Story: sMarket, Origins: 1}, {Name: "A", Story: sSchool, Origins: 1}, {Name: "C", Story: sOld, Origins: 3}}
		w.save(t, l)
		list := func(limit, skip int) (names []string) {
			got, err := w.Proposals(t.Context(), dateline.ProposalWaits, limit, skip)
			if err != nil || got.Total != 3 {
				t.Fatal(err, got.Total)
			}
			for _, p := range got.Items {
				names = append(names, p.Name)
			}
			return names
		}
		if d := cmp.Diff([][]string{{"C", "A"}, {"B"}, nil}, [][]string{list(2, 0), list(2, 2), list(2, 4)}); d != "" {
			t.Error(d)
		}
	})
}

func TestWhatIsDecidedOfANameHoldsAcrossLinking(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		quote := dateline.Quotation{Report: w.radio.ID, Span: dateline.Span{Start: 0, End: 9}, Quote: w.radio.Text[:9]}
		l := w.linking
		l.Proposals = []dateline.Proposal{{Name: "Sons of the Quay", Story: sMarket, Origins: 2, Evidence: []dateline.Quotation{quote}}, {Name: "Quay Boys", Story: sMarket, Origins: 1, Evidence: []dateline.Quotation{quote}}}
		w.save(t, l)
		names := func(state dateline.ProposalState) (out []string) {
			t.Helper()
			got, err := w.Proposals(t.Context(), state, 10, 0)
			if err != nil || got.Total != len(got.Items) {
				t.Fatal(err, got.Total)
			}
			for _, p := range got.Items {
				out = append(out, p.Name)
			}
			return out
		}
		front := dateline.ActorID("northern-front")
		on := func(id string, verb dateline.Verb, n dateline.Naming) dateline.Decision {
			after := n.JSON()
			return dateline.Decision{ID: id, By: "ben", Verb: verb, On: []dateline.Referent{{Report: w.radio.SHA256, Span: quote.Span, Field: dateline.FieldGroup}}, After: &after, Why: "so it is"}
		}
		decide := func(ds ...dateline.Decision) {
			t.Helper()
			if _, err := w.Decide(t.Context(), ds); err != nil {
				t.Fatal(err)
			}
		}
		want := func(when string, waits, group, none []string) {
			t.Helper()
			if d := cmp.Diff([][]string{waits, group, none}, [][]string{names(dateline.ProposalWaits), names(dateline.ProposalGroup), names(dateline.ProposalNone)}); d != "" {
				t.Errorf("%s: %s", when, d)
			}
		}
		decide(on("n1", dateline.VerbAdd, dateline.Naming{Name: "sons of the quay", Actor: &front}), on("n2", dateline.VerbReject, dateline.Naming{Name: "Quay Boys"}))
		want("decided", nil, []string{"Sons of the Quay"}, []string{"Quay Boys"})
		if of, err := w.NamesOf(t.Context(), front, 5); err != nil || len(of) != 1 || of[0].Name != "Sons of the Quay" {
			t.Errorf("names of the front: %v %v", of, err)
		}
		w.save(t, l)
		want("linked anew", nil, []string{"Sons of the Quay"}, []string{"Quay Boys"})
		decide(dateline.Decision{ID: "n3", By: "ben", Verb: dateline.VerbUndo, Undoes: "n1", Why: "no"})
		want("one taken back", []string{"Sons of the Quay"}, nil, []string{"Quay Boys"})
		for id, d := range map[string]dateline.Decision{"without a name": on("n4", dateline.VerbAdd, dateline.Naming{}), "of another verb": on("n5", dateline.VerbConfirm, dateline.Naming{Name: "Quay Boys"}), "none, and whose": on("n6", dateline.VerbReject, dateline.Naming{Name: "x", Actor: &front})} {
			if _, err := w.Decide(t.Context(), []dateline.Decision{d}); dateline.KindOf(err) != dateline.Invalid {
				t.Errorf("%s: %v", id, err)
			}
		}
		if sound, err := w.Verify(t.Context(), nil); err != nil || len(sound) > 0 {
			t.Errorf("%v %v", sound, err)
		}
		if _, err := w.db.exec(t.Context(), "UPDATE proposals SET state = 'group' WHERE name = 'Quay Boys'"); err != nil {
			t.Fatal(err)
		}
		if sound, err := w.Verify(t.Context(), nil); err != nil || len(sound) != 1 {
			t.Errorf("%v %v", sound, err)
		}
	})
}

// mapAsked are the queries of the map, for the tests of plans and times.
func mapAsked(add func(name string, list func(context.Context, *Ledger, dateline.Query) error, ask func() dateline.Query), m *maker) {
	spread := func(ctx context.Context, l *Ledger, q dateline.Query) error { _, err := l.Spread(ctx, q); return err }
	volume := func(ctx context.Context, l *Ledger, q dateline.Query) error {
		_, err := l.ReportsByDay(ctx, q)
		return err
	}
	all := func() dateline.Query { return dateline.Query{} }
	country := func() dateline.Query { return dateline.Query{Places: []string{m.country()}} }
	add("map", spread, all)
	add("map of a country", spread, country)
	add("reports by day", volume, all)
	add("reports by day of a country", volume, country)
}
