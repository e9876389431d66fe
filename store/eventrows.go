package store

import (
	"context"
	"slices"
	"strings"

	"dateline"
)

var eventColumns = []string{"id", "story", "type", "status", "occurrence", "basis", "background", "countable", "day", "start_day", "end_day", "long",
	"time_grain", "place", "spot", "spot_level", "lat", "lon", "radius", "killed_low", "killed_high", "wounded_low", "wounded_high", "outlets", "origins", "made", "digest"}

// A tableRows is rows of one table.
type tableRows struct {
	table   string
	columns []string
	rows    [][]any
	key     string // see insert
}

// putEvents writes the rows of the events that change.
func (s *saving) putEvents(ctx context.Context) error {
	var there []dateline.EventID
	for _, e := range s.events {
		there = append(there, e.ID)
	}
	if err := forget(ctx, s.tx, there); err != nil {
		return err
	}
	var all []tableRows
	for _, e := range s.events {
		id := string(e.ID)
		of := eventRows(e, s.filed, s.now, s.digests[id])
		of = append(of, tableRows{"event_bodies", []string{"event", "data"}, [][]any{{id, pack(s.bodies[id])}}, ""})
		if all == nil {
			all = of
			continue
		}
		for i := range of {
			all[i].rows = append(all[i].rows, of[i].rows...)
		}
	}
	for _, t := range all {
		if err := insert(ctx, s.tx, t.table, t.columns, t.rows, t.key); err != nil {
			return err
		}
	}
	return nil
}

// eventRows are the rows of an event but for its body: events first, to which the
// others refer. Verify compares what is there with them.
func eventRows(e *dateline.Event, reports map[dateline.ReportID]filed, made, digest int64) []tableRows {
	id := string(e.ID)
	day, start, end := eventDays(e, reports)
	killed, wounded := best(e, dateline.Killed), best(e, dateline.Wounded)
	long := 0
	if start != nil && *end-*start >= longDays {
		long = 1
	}
	paths := pathsOf(e.Places)
	finest := ""
	for _, p := range paths {
		if strings.Count(p, "/") > strings.Count(finest, "/") || finest == "" {
			finest = p
		}
	}
	var types, actors, places, accounts, claims [][]any
	for _, code := range stepsOf(string(e.Type), ".") {
		types = append(types, []any{code, day, id})
	}
	for _, a := range actorsOf(e.Roles) {
		actors = append(actors, []any{a.actor, day, id, strings.Join(a.roles, " ")})
	}
	for _, p := range paths {
		places = append(places, []any{p, day, id})
	}
	echo := map[dateline.AccountID]string{}
	for _, x := range e.Echoes {
		echo[x.Account] = string(x.Of)
	}
	for _, a := range e.Accounts {
		var of *string
		if x, ok := echo[a.ID]; ok {
			of = &x
		}
		accounts = append(accounts, []any{string(a.ID), id, reports[a.Report].seq, string(a.Maker), string(a.Type), a.SaidBy, of})
	}
	for n, c := range e.Claims {
		var said *int64
		if c.Said != nil && c.Said.Start != nil {
			d := dayOf(*c.Said.Start)
			said = &d
		}
		claims = append(claims, []any{id, n, string(c.Kind), c.By, c.InTheNameOf, c.Channel, said})
	}
	return []tableRows{
		{"events", eventColumns, [][]any{slices.Concat([]any{id, string(e.Story), string(e.Type), string(e.Status), string(e.Occurrence), string(e.Basis),
			flag(e.Background), flag(e.Countable), day, start, end, long, string(e.Time.Precision), finest}, spotOf(e),
			[]any{killed.Low, killed.High, wounded.Low, wounded.High, e.Outlets, e.Origins, made, digest})}, ""},
		{"event_types", []string{"code", "day", "event"}, types, ""},
		{"event_actors", []string{"actor", "day", "event", "roles"}, actors, ""},
		{"event_places", []string{"path", "day", "event"}, places, ""},
		{"accounts", []string{"id", "event", "report", "maker", "type", "said_by", "echo_of"}, accounts, "id"},
		{"claims", []string{"event", "n", "kind", "by_whom", "in_the_name_of", "channel", "said_day"}, claims, ""},
		{"event_reviews", []string{"event", "country", "week", "countable", "worth", "state"},
			[][]any{{id, e.Country(), int(weekOf(day)), flag(e.Countable), dateline.Worth(e), reviewState(e)}}, ""},
	}
}

// reviewState is how far people looked at an event; "" where nobody did.
func reviewState(e *dateline.Event) string {
	if e.Review == nil {
		return ""
	}
	return string(e.Review.State)
}

// weekOf is the week of a day, 0 where none is known.
func weekOf(day int64) dateline.ISOWeek {
	if day == dayless || day <= -unbounded || day >= unbounded {
		return 0
	}
	return dateline.WeekOf(dateline.Date{Year: 1970, Month: 1, Day: 1}.AddDays(int(day)))
}

// eventDays are the interval of an event, half-open, nil when no day of it is known, and
// the day by which lists are ordered: the first, or that of the first report that has a
// date. The day on which one without a date came is none of the event's.
func eventDays(e *dateline.Event, reports map[dateline.ReportID]filed) (day int64, start, end *int64) {
	if e.Time.Start == nil && e.Time.End == nil {
		day = dayless
		for _, a := range e.Accounts {
			if f, ok := reports[a.Report]; ok && f.dated && (day == dayless || f.day < day) {
				day = f.day
			}
		}
		return day, nil, nil
	}
	from, to := int64(-unbounded), int64(unbounded)
	if e.Time.Start != nil {
		from = dayOf(*e.Time.Start)
	}
	if e.Time.End != nil {
		to = dayOf(*e.Time.End)
	}
	return from, &from, &to
}

// best is the sum of the best figures for a harm over the sides, where there are
// several; a bound that one of them lacks is none.
func best(e *dateline.Event, harm dateline.Harm) dateline.Range {
	var out dateline.Range
	first := true
	for _, t := range e.Tolls {
		if t.Status != harm {
			continue
		}
		if first {
			out, first = dateline.Range{Low: t.Best.Low, High: t.Best.High}, false
			continue
		}
		out.Low, out.High = sum(out.Low, t.Best.Low), sum(out.High, t.Best.High)
	}
	return out
}

func sum(a, b *int) *int {
	if a == nil || b == nil {
		return nil
	}
	n := *a + *b
	return &n
}

// stepsOf are the steps of a path from the top: "a", "a.b".
func stepsOf(path, by string) []string {
	var out []string
	for i := range len(path) {
		if strings.HasPrefix(path[i:], by) && i > 0 {
			out = append(out, path[:i])
		}
	}
	if path != "" {
		out = append(out, path)
	}
	return out
}

// placePath is a place's path as one string. A name has no slash: one in it becomes
// a space.
func placePath(path []string) string {
	clean := make([]string, len(path))
	for i, p := range path {
		clean[i] = strings.ReplaceAll(p, "/", " ")
	}
	return strings.Join(clean, "/")
}

func pathsOf(places []dateline.PlaceRef) []string {
	var out []string
	for _, p := range places {
		path := p.Path
		if len(path) == 0 && p.Name != "" {
			path = []string{p.Name}
		}
		out = append(out, stepsOf(placePath(path), "/")...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// A playing is an actor with its roles in an event.
type playing struct {
	actor string
	roles []string
}

func actorsOf(roles []dateline.Role) []playing {
	var out []playing
	for _, r := range roles {
		if r.Actor == nil {
			continue
		}
		i := slices.IndexFunc(out, func(p playing) bool { return p.actor == string(*r.Actor) })
		if i < 0 {
			out, i = append(out, playing{actor: string(*r.Actor)}), len(out)
		}
		if !slices.Contains(out[i].roles, string(r.Role)) {
			out[i].roles = append(out[i].roles, string(r.Role))
		}
	}
	return out
}
