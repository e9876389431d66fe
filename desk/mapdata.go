package desk

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"io"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"dateline"
)

// mapCounts is what a query comes to on the map.
type mapCounts struct {
	dateline.Spread
	volume []dateline.DayCount
}

// countedFor is for how long counts are not counted anew: a page and what its script
// fetches are of the same.
const countedFor = 15 * time.Second

// counts are the counts of a query as a viewer may know them.
func (d *Desk) counts(ctx context.Context, q dateline.Query) (*mapCounts, error) {
	q.Limit, q.After = 0, ""
	if q.Words != "" && d.Events != nil {
		// A search for words is asked as a list is, so that one for a person is noted.
		of := q
		of.Limit = perPage
		if _, err := d.Events.Events(ctx, of); err != nil {
			return nil, err
		}
	}
	key, err := json.Marshal(q)
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "a query: %w", err)
	}
	return d.counted.get(ctx, d.Now(), countedFor, string(key), func(ctx context.Context) (*mapCounts, error) { return d.count(ctx, q) })
}

func (d *Desk) count(ctx context.Context, q dateline.Query) (*mapCounts, error) {
	out := new(mapCounts)
	done := make(chan error, 1)
	go func() {
		var err error
		out.volume, err = d.Map.ReportsByDay(ctx, q)
		done <- err
	}()
	var err error
	out.Spread, err = d.Map.Spread(ctx, q)
	if failed := <-done; err == nil {
		err = failed
	}
	return out, err
}

// mapColumns are counts as the map's script reads them. Days are from 1970-01-01; of
// cells each is as many later than the one before it, and they may last some days more.
type mapColumns struct {
	Path   []string `json:"path"`
	Area   []int    `json:"area"` // 1 is an area
	Lat    []int    `json:"lat"`  // ten-thousandths of degrees
	Lon    []int    `json:"lon"`
	KM     []int    `json:"km"`
	Spot   []int    `json:"spot"`
	Day    []int    `json:"day"`
	More   []int    `json:"more"`
	Events []int    `json:"events"`
	// Undated are the events of no day, by spot; Open are those that are known to have been
	// over by a day: spot, first and last day on which they are asked for, how many.
	Undated map[int]int `json:"undated"`
	Open    [][4]int    `json:"open"`
	// Reports are counted from the day First on, on which the line of time begins.
	First   int   `json:"first"`
	Reports []int `json:"reports"`
	Of      bool  `json:"of"`
}

var epoch = dateline.Date{Year: 1970, Month: 1, Day: 1}

func (c *mapCounts) columns() mapColumns {
	out := mapColumns{Path: []string{}, Area: []int{}, Lat: []int{}, Lon: []int{}, KM: []int{}, Spot: []int{}, Day: []int{}, More: []int{}, Events: []int{}, Undated: map[int]int{}, Open: [][4]int{}, Reports: []int{}}
	for _, s := range c.Spots {
		wide := 0
		if coarse(s.Level, s.RadiusKM) {
			wide = 1
		}
		out.Path, out.Area = append(out.Path, s.Path), append(out.Area, wide)
		out.Lat, out.Lon = append(out.Lat, int(math.Round(s.Lat*1e4))), append(out.Lon, int(math.Round(s.Lon*1e4)))
		out.KM = append(out.KM, max(1, int(math.Round(s.RadiusKM))))
	}
	last := 0
	for _, x := range c.Cells {
		switch {
		case x.From == nil || x.To == nil:
			out.Undated[x.Spot] += x.Events
			continue
		case x.Day == nil:
			out.Open = append(out.Open, [4]int{x.Spot, x.From.Sub(epoch), x.To.Sub(epoch), x.Events})
			continue
		}
		day := x.Day.Sub(epoch)
		out.Spot, out.Day, out.More, out.Events = append(out.Spot, x.Spot), append(out.Day, day-last), append(out.More, x.To.Sub(*x.Day)), append(out.Events, x.Events)
		last = day
	}
	for _, n := range c.volume {
		if n.Day == nil {
			continue // the line of time has no place for them
		}
		day := n.Day.Sub(epoch)
		if len(out.Reports) == 0 {
			out.First = day
		}
		if gap := day - out.First - len(out.Reports); gap > mostGap {
			// What stands alone long before the rest is an archive's; the line of time
			// begins after it.
			out.First, out.Reports = day, out.Reports[:0]
		} else {
			out.Reports = append(out.Reports, make([]int, gap)...)
		}
		out.Reports = append(out.Reports, n.Reports)
	}
	c.begin(&out)
	return out
}

// begin has the line of time begin with the first event where that lies before the first
// report; but what stands alone long before is an archive's.
func (c *mapCounts) begin(out *mapColumns) {
	if len(out.Reports) == 0 {
		return
	}
	first := out.First
	for _, x := range slices.Backward(c.Cells) {
		if x.Day == nil {
			break
		}
		if day := x.Day.Sub(epoch); day < first && first-day <= mostGap {
			first = day
		}
	}
	out.Reports = append(make([]int, out.First-first), out.Reports...)
	out.First = first
}

// mostGap is after how many days without a report the line of time begins anew.
const mostGap = 3 * 366

// mapData gives the counts of a query to the map's script.
func (d *Desk) mapData(r *http.Request, _ Viewer) (page, error) {
	_, q, err := d.asks(r)
	if err != nil {
		return page{}, err
	}
	c, err := d.counts(r.Context(), q)
	if err != nil {
		return page{}, err
	}
	out := c.columns()
	out.Of = tellsOf(q)
	return page{Raw: func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Type", "application/json")
		h.Set("Cache-Control", map[bool]string{true: "no-cache", false: "no-store"}[d.origin == nil])
		h.Set("Vary", "Accept-Encoding")
		var to io.Writer = w
		if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
			h.Set("Content-Encoding", "gzip")
			z, _ := gzip.NewWriterLevel(w, gzip.BestSpeed) // a level that there is
			defer z.Close()
			to = z
		}
		_ = json.NewEncoder(to).Encode(out) // who asked may have gone
	}}, nil
}
