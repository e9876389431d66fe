package desk

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"dateline"
)

// Map is what the page of place and time asks.
type Map interface {
	// Spread is where and when the events lie that a Query wants.
	Spread(context.Context, dateline.Query) (dateline.Spread, error)
	// ReportsByDay is how many reports there are a day: of all, or where the Query asks
	// something of events, of those that tell of them.
	ReportsByDay(context.Context, dateline.Query) ([]dateline.DayCount, error)
}

// placesShown is how many places the table has.
const placesShown = 40

type mapPage struct {
	F filters

	Data     string // path of the counts
	List     string // path of the list of these events
	Events   int
	Places   int
	Nowhere  int // events that no place is known of
	Undated  int // events that no day is known of
	Reports  int
	Dateless int  // of the reports, those without a date
	Of       bool // reports are those that tell of the events asked for
	Rows     []placeRow
	Spells   []spell
	Figure   *figure
	Switched string // path with the other choice of countable or all
	All      bool
}

type placeRow struct {
	Name, Within, Level, KM string
	Area                    bool
	Events                  int
	List                    string
	Lat, Lon                float64
}

// A spell is a month or a year with what it has; bars are of 100.
type spell struct {
	Name             string
	List             string
	Events, Reports  int
	EventBar, Volume int
}

// mapAndTime shows where and when events lie, beside how much is reported.
func (d *Desk) mapAndTime(r *http.Request, _ Viewer) (page, error) {
	v := r.URL.Query()
	asked, q, err := d.asks(r)
	if err != nil {
		return page{}, err
	}
	s, err := d.counts(r.Context(), q)
	if err != nil {
		return page{}, err
	}
	out := mapPage{F: asked, Data: pathWith("/map/data", v), List: pathWith("/", v), All: q.All, Events: s.Events, Of: tellsOf(q),
		Switched: pathWith("/map", v, "all", map[bool]string{true: "", false: "1"}[q.All])}
	events := make([]int, len(s.Spots))
	for _, c := range s.Cells {
		if c.Spot == dateline.Nowhere {
			out.Nowhere += c.Events
		} else {
			events[c.Spot] += c.Events
		}
		if c.Day == nil {
			out.Undated += c.Events
		}
	}
	for _, n := range s.volume {
		out.Reports += n.Reports
		if n.Day == nil {
			out.Dateless += n.Reports
		}
	}
	out.Rows, out.Places = placeRows(s.Spots, events, v)
	out.Spells = spells(s, v, q)
	if out.Figure, err = d.spread(s.Spots, events); err != nil {
		return page{}, err
	}
	return page{Title: "map.title", Template: "map", Data: out, Scripts: []string{"map.js"}, Preload: []string{"vendor/maplibre-gl/maplibre-gl.mjs", "vendor/uplot/uPlot.esm.js"}, Styles: []string{"vendor/maplibre-gl/maplibre-gl.css", "vendor/uplot/uPlot.min.css"}}, nil
}

// tellsOf reports whether a Query asks something of events, so that the reports
// counted are those that tell of them.
func tellsOf(q dateline.Query) bool {
	return q.Words != "" || len(q.Types)+len(q.Actors)+len(q.Places)+len(q.Statuses) > 0 || q.Origins > 1
}

// placeRows are the places with the most events, and how many places there are.
func placeRows(spots []dateline.Spot, events []int, v url.Values) ([]placeRow, int) {
	at := map[string]int{}
	var out []placeRow
	for i, s := range spots {
		if events[i] == 0 {
			continue
		}
		n, ok := at[s.Path]
		if !ok {
			n = len(out)
			at[s.Path] = n
			parts := strings.Split(s.Path, "/")
			slices.Reverse(parts)
			out = append(out, placeRow{Name: parts[0], Within: strings.Join(parts[1:], ", "), Level: s.Level, KM: kilometres(s.RadiusKM), Area: coarse(s.Level, s.RadiusKM),
				List: pathWith("/", v, "place", s.Path), Lat: s.Lat, Lon: s.Lon})
		}
		out[n].Events += events[i]
	}
	slices.SortStableFunc(out, func(a, b placeRow) int { return cmp.Compare(b.Events, a.Events) })
	return out[:min(len(out), placesShown)], len(out)
}

// monthsShown is how many months the table has before it goes on by years.
const monthsShown = 24

// spells are the months and, before them, the years that have something, the latest
// first, each with the events that its list has: one that may lie in several is in each.
func spells(s *mapCounts, v url.Values, q dateline.Query) []spell {
	var last dateline.Date
	for _, n := range s.volume {
		if n.Day != nil && last.Before(*n.Day) {
			last = *n.Day
		}
	}
	dated := last != dateline.Date{}
	for _, c := range s.Cells {
		if c.Day != nil && !dated && last.Before(*c.Day) {
			last = *c.Day
		}
	}
	since := dateline.DateOf(time.Date(last.Year, last.Month-monthsShown+1, 1, 0, 0, 0, 0, time.UTC))
	at := map[string]int{}
	var out []spell
	// of is the spell of a day, and the day on which the next begins.
	of := func(d dateline.Date) (*spell, dateline.Date) {
		name := d.String()[:7]
		first, next := dateline.Date{Year: d.Year, Month: d.Month, Day: 1}, dateline.DateOf(time.Date(d.Year, d.Month+1, 1, 0, 0, 0, 0, time.UTC))
		if d.Before(since) {
			name, first, next = name[:4], dateline.Date{Year: d.Year, Month: 1, Day: 1}, dateline.Date{Year: d.Year + 1, Month: 1, Day: 1}
			if since.Before(next) { // the rest of its year stands by months
				next = since
			}
		}
		i, ok := at[name]
		if !ok {
			i = len(out)
			at[name] = i
			end := next.AddDays(-1)
			if q.From != nil && first.Before(*q.From) {
				first = *q.From
			}
			if q.To != nil && q.To.Before(end) {
				end = *q.To
			}
			out = append(out, spell{Name: name, List: pathWith("/map", v, "from", first.String(), "to", end.String())})
		}
		return &out[i], next
	}
	for _, c := range s.Cells {
		if c.From == nil || c.To == nil {
			continue
		}
		from, to := *c.From, *c.To
		if q.From != nil && from.Before(*q.From) {
			from = *q.From
		}
		if q.To != nil && q.To.Before(to) {
			to = *q.To
		}
		for day := from; !to.Before(day); {
			x, next := of(day)
			x.Events += c.Events
			day = next
		}
	}
	for _, n := range s.volume {
		if n.Day != nil {
			x, _ := of(*n.Day)
			x.Reports += n.Reports
		}
	}
	most, volume := 1, 1
	for _, x := range out {
		most, volume = max(most, x.Events), max(volume, x.Reports)
	}
	for i := range out {
		out[i].EventBar, out[i].Volume = (out[i].Events*100+most-1)/most, (out[i].Reports*100+volume-1)/volume
	}
	slices.SortFunc(out, func(a, b spell) int { return strings.Compare(b.Name, a.Name) })
	return out
}
