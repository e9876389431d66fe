package grade

import (
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	"dateline"
)

// perfect is a record in which every want of gold is met: what a reader without
// fault would make of the files. With a date of publication on every report
// when published is given.
func perfect(t testing.TB, g *Gold, files []File, published bool) dateline.Record {
	t.Helper()
	var rec dateline.Record
	ids := map[string]dateline.ReportID{}
	for i, f := range files {
		r := dateline.Report{ID: dateline.ReportID("r" + strconv.Itoa(i+1)), Path: f.Path, Text: string(f.Data), Language: "en", Genre: dateline.News}
		if published {
			r.Published = &dateline.Moment{Time: time.Date(2019, 5, 17, 0, 0, 0, 0, time.UTC)}
		}
		ids[base(f.Path)] = r.ID
		rec.Reports = append(rec.Reports, r)
	}
	for i := range g.Stories {
		s := dateline.Story{ID: dateline.StoryID("s" + strconv.Itoa(i+1)), Origins: 1}
		if i == 0 && g.Origins != nil {
			s.Origins = *g.Origins
		}
		rec.Stories = append(rec.Stories, s)
	}
	eventIDs := map[string]dateline.EventID{}
	for i, ge := range g.Events {
		eventIDs[ge.ID] = dateline.EventID("e" + strconv.Itoa(i+1))
	}
	for i := range g.Events {
		ge := &g.Events[i]
		rec.Events = append(rec.Events, perfectEvent(t, ge, ids, eventIDs, published))
		if territory := ge.Roles["territory"]; territory != "" {
			rec.Register = append(rec.Register, dateline.Change{Change: "branch", Name: territory + " Province"})
		}
	}
	for _, gs := range g.Statements {
		p := gs.Evidence[0]
		s := dateline.Statement{Report: ids[p.Report], Speaker: "Dr " + gs.Speaker, Direct: gs.Direct, Quote: p.Quote, Span: p.Span}
		if gs.Affiliation != "" {
			s.Affiliation = &gs.Affiliation
		}
		rec.Statements = append(rec.Statements, s)
	}
	return rec
}

func perfectEvent(t testing.TB, ge *GoldEvent, ids map[string]dateline.ReportID, events map[string]dateline.EventID, published bool) dateline.Event {
	e := dateline.Event{ID: events[ge.ID], Type: dateline.EventCode(ge.Type[0]), Status: dateline.StatusHappened, Agreement: map[string]dateline.Agreement{}}
	if len(ge.Status) > 0 {
		e.Status = dateline.Status(ge.Status[0])
	}
	e.Countable = e.Status.Countable()
	for _, role := range slices.Sorted(maps.Keys(ge.Roles)) {
		e.Roles = append(e.Roles, dateline.Role{Role: dateline.RoleName(role), Name: "the " + ge.Roles[role]})
	}
	if len(ge.Place) > 0 {
		e.Places = append(e.Places, dateline.PlaceRef{Name: ge.Place[0]})
	}
	for _, p := range ge.Places {
		e.Places = append(e.Places, dateline.PlaceRef{Name: p})
	}
	e.Time = perfectTime(t, ge.Time, events, published)
	for _, harm := range slices.Sorted(maps.Keys(ge.Casualties)) {
		c := ge.Casualties[harm]
		e.Casualties = append(e.Casualties, dateline.Casualty{Status: dateline.Harm(harm), Low: c[0], High: c[1]})
	}
	if c := ge.Claim; c != nil {
		e.Claims = append(e.Claims, dateline.Claim{Kind: dateline.ClaimMade, By: c.By, InTheNameOf: c.InTheNameOf})
		if c.Kind != "" {
			e.Claims[0].Kind = c.Kind
		}
	}
	for field, relation := range ge.Agreement {
		e.Agreement[field] = dateline.Agreement{Relation: dateline.Relation(relation)}
	}
	for i, r := range ge.Reports {
		a := dateline.Account{ID: dateline.AccountID(string(e.ID) + "a" + strconv.Itoa(i)), Report: ids[r]}
		if ge.SaidBy != "" {
			a.SaidBy = &ge.SaidBy
		}
		for _, p := range ge.Evidence {
			if p.Report == r {
				a.Evidence = append(a.Evidence, dateline.Evidence{Field: "type", Span: p.Span, Quote: p.Quote})
			}
		}
		e.Accounts = append(e.Accounts, a)
	}
	return e
}

func perfectTime(t testing.TB, g GoldTime, events map[string]dateline.EventID, published bool) dateline.Time {
	t.Helper()
	date := func(s string) *dateline.Date {
		d, err := dateline.ParseDate(s)
		if err != nil {
			t.Fatal(err)
		}
		return &d
	}
	switch {
	case !published && g.Undated != nil && g.Undated.To == publication:
		return dateline.Time{Relative: &dateline.Relative{To: "publication:r1"}}
	case !published && g.Undated != nil:
		u := g.Undated
		return dateline.Time{Relative: &dateline.Relative{To: string(events[u.To]), MinDays: &u.MinDays, MaxDays: &u.MaxDays}}
	case g.Dated != nil:
		return dateline.Time{Start: date(g.Dated.Start), End: date(g.Dated.End)}
	case g.DatedWithin != nil:
		return dateline.Time{Start: date(g.DatedWithin[0]), End: date(g.DatedWithin[1])}
	}
	return dateline.Time{}
}
