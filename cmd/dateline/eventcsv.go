package main

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// counted are the harms that have columns of their own.
var counted = []dateline.Harm{dateline.Killed, dateline.Wounded, dateline.Abducted, dateline.Released, dateline.Detained, dateline.Displaced}

// eventColumns are the columns of events as CSV; docs/asking.md says what they hold.
var eventColumns = func() []string {
	out := []string{"id", "story", "type", "label", "status", "countable", "first_day", "last_day", "precision", "time_words", "place", "relation", "path",
		"level", "lat", "lon", "radius_km", "perpetrators", "affected", "actors"}
	for _, h := range counted {
		out = append(out, string(h)+"_low", string(h)+"_high")
	}
	return append(out, "claimed_by", "differs_in", "origins", "outlets", "reports")
}()

func (r *eventRows) row(e dateline.Event) []string {
	out := []string{string(e.ID), string(e.Story), string(e.Type), cellOf(label(e.Type)), string(e.Status), strconv.FormatBool(e.Countable)}
	first, last := "", ""
	if e.Time.Start != nil {
		first = e.Time.Start.String()
	}
	if e.Time.End != nil {
		last = e.Time.End.AddDays(-1).String()
	}
	out = append(out, first, last, string(e.Time.Precision), cellOf(deref(e.Time.Words)))
	var place dateline.PlaceRef
	if len(e.Places) > 0 {
		place = e.Places[0]
	}
	out = append(out, cellOf(place.Name), cellOf(place.Relation), cellOf(strings.Join(place.Path, " > ")), place.Level,
		degrees(place.Lat), degrees(place.Lon), degrees(place.RadiusKM))
	var by, to []string
	var actors []dateline.ActorID
	for _, x := range e.Roles {
		if x.Role == dateline.Perpetrator {
			by = append(by, x.Name)
		} else {
			to = append(to, x.Name+" ("+string(x.Role)+")")
		}
		if x.Actor != nil && !slices.Contains(actors, *x.Actor) {
			actors = append(actors, *x.Actor)
		}
	}
	out = append(out, cellsOf(by), cellsOf(to), cellsOf(actors))
	for _, h := range counted {
		low, high := bounds(e, h)
		out = append(out, number(low), number(high))
	}
	var claimants []string
	for _, c := range e.Claims {
		if c.Kind == dateline.ClaimMade {
			claimants = append(claimants, c.By)
		}
	}
	var differ []string
	for _, f := range slices.SortedFunc(maps.Keys(e.Agreement), byField) {
		if e.Agreement[f].Relation == dateline.Differ {
			differ = append(differ, f)
		}
	}
	var reports []dateline.ReportID
	for _, a := range e.Accounts {
		reports = append(reports, a.Report)
	}
	return append(out, cellsOf(claimants), cellsOf(differ), strconv.Itoa(e.Origins), cellsOf(r.outlets(e)), cellsOf(reports))
}

// bounds are the best figures for a harm, summed over the sides that are told apart;
// a bound that one of them lacks is none.
func bounds(e dateline.Event, h dateline.Harm) (low, high *int) {
	first := true
	add := func(a, b *int) *int {
		if a == nil || b == nil {
			return nil
		}
		n := *a + *b
		return &n
	}
	for _, c := range e.Casualties {
		switch {
		case c.Status != h:
		case first:
			low, high, first = c.Low, c.High, false
		default:
			low, high = add(low, c.Low), add(high, c.High)
		}
	}
	return low, high
}

func degrees(f *float64) string {
	if f == nil {
		return ""
	}
	return strconv.FormatFloat(*f, 'f', -1, 64)
}
