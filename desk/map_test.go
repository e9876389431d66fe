package desk_test

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"math/rand"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
)

// atlas is events of a made-up country.
type atlas struct {
	spread  dateline.Spread
	volume  []dateline.DayCount
	asked   []dateline.Query
	failing error
}

func (a *atlas) Spread(_ context.Context, q dateline.Query) (dateline.Spread, error) {
	a.asked = append(a.asked, q)
	return a.spread, a.failing
}

func (a *atlas) ReportsByDay(context.Context, dateline.Query) ([]dateline.DayCount, error) {
	return a.volume, a.failing
}

func dateAt(day int) *dateline.Date {
	d := dateline.Date{Year: 2024, Month: 1, Day: 1}.AddDays(day)
	return &d
}

// smallAtlas has a town, a province, an event without a place, and one without a day.
func smallAtlas() *atlas {
	return &atlas{
		spread: dateline.Spread{Events: 9, Spots: []dateline.Spot{
			{Path: "Norland", Level: "country", Lat: 12, Lon: 8, RadiusKM: 500},
			{Path: "Norland/East/Odale", Level: "town", Lat: 12.5, Lon: 9.5, RadiusKM: 5},
		}, Cells: []dateline.Cell{{Spot: 1, Events: 1}, {Spot: dateline.Nowhere, Day: dateAt(2), From: dateAt(2), To: dateAt(2), Events: 1}, {Spot: 0, Day: dateAt(2), From: dateAt(2), To: dateAt(2), Events: 2}, {Spot: 1, Day: dateAt(40), From: dateAt(40), To: dateAt(40), Events: 5}}},
		volume: []dateline.DayCount{{Reports: 4}, {Day: dateAt(2), Reports: 7}, {Day: dateAt(41), Reports: 3}},
	}
}

func deskOf(t testing.TB, m desk.Map) http.Handler {
	t.Helper()
	d, err := desk.New(desk.Options{Map: m, Local: "editor", Logger: slog.New(slog.NewTextHandler(t.Output(), nil))})
	if err != nil {
		t.Fatal(err)
	}
	return d.Handler()
}

func TestTheMapSaysInATableWhatItShows(t *testing.T) {
	a := smallAtlas()
	body := get(deskOf(t, a), "/map?place=Norland&from=2024-01-01").Body.String()
	for _, want := range []string{"9 events", "at 2 places", "told by 14 reports", "4 reports have no date and stand on no day", "1 has no place that can be drawn", "1 has no day that is known",
		`href="/?from=2024-01-01&amp;place=Norland%2FEast%2FOdale"`, `>2024-02</a></th><td class="n">5</td>`, `<circle class="coarse"`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	if n := strings.Count(body, `class="events-at"`); n != 1 {
		t.Errorf("%d points; a country is none", n)
	}
	q := a.asked[0]
	if len(q.Places) != 1 || q.Places[0] != "Norland" || q.From == nil || q.From.String() != "2024-01-01" || q.All {
		t.Errorf("asked %+v", q)
	}
	if w := get(deskOf(t, smallAtlas()), "/map?from=soon"); w.Code != 400 || !strings.Contains(w.Body.String(), "2025-03-10") {
		t.Errorf("%d", w.Code)
	}
}

func TestCountsOfTheMapComeAsPackedColumns(t *testing.T) {
	w := get(deskOf(t, smallAtlas()), "/map/data", "Accept-Encoding", "gzip")
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err, w.Header())
	}
	var got map[string]any
	if err := json.NewDecoder(z).Decode(&got); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{"path": "[Norland Norland/East/Odale]", "area": "[1 0]", "lat": "[120000 125000]", "km": "[500 5]", "spot": "[-1 0 1]", "day": "[19725 0 38]", "events": "[1 2 5]", "undated": "map[1:1]"} {
		if s := fmt.Sprint(got[key]); s != want {
			t.Errorf("%s: %s, want %s", key, s, want)
		}
	}
	if reports := got["reports"].([]any); len(reports) != 40 || reports[0] != 7.0 || reports[39] != 3.0 || got["first"] != 19725.0 {
		t.Errorf("reports %v from %v", reports, got["first"])
	}
}

// What lies before the first report is on the line of time, what has no day of its own on
// none, and a month counts what its list has: an event that may lie in two is in both.
func TestTheLineOfTimeIsOfEventsOwnDays(t *testing.T) {
	a := smallAtlas()
	a.spread.Cells = []dateline.Cell{{Spot: 0, Events: 3}, {Spot: 1, From: dateAt(-30), To: dateAt(-10), Events: 1},
		{Spot: 1, Day: dateAt(-40), From: dateAt(-40), To: dateAt(-40), Events: 2}, {Spot: 0, Day: dateAt(20), From: dateAt(20), To: dateAt(40), Events: 4}}
	body := get(deskOf(t, a), "/map?from=2023-11-20&to=2024-02-05").Body.String()
	for _, want := range []string{"4 have no day that is known", `from=2024-01-01&amp;to=2024-01-31">2024-01</a></th><td class="n">4</td>`, `from=2024-02-01&amp;to=2024-02-05">2024-02</a></th><td class="n">4</td>`,
		`from=2023-11-20&amp;to=2023-11-30">2023-11</a></th><td class="n">2</td>`, `>2023-12</a></th><td class="n">1</td>`} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %q", want)
		}
	}
	var got map[string]any
	if err := json.Unmarshal(get(deskOf(t, a), "/map/data").Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	first := float64(dateAt(-40).Sub(dateline.Date{Year: 1970, Month: 1, Day: 1}))
	if reports := got["reports"].([]any); got["first"] != first || len(reports) != 82 || reports[42] != 7.0 {
		t.Errorf("%v reports from %v, want 82 from %v", len(reports), got["first"], first)
	}
	for key, want := range map[string]string{"more": "[0 20]", "undated": "map[0:3]", "events": "[2 4]"} {
		if s := fmt.Sprint(got[key]); s != want {
			t.Errorf("%s: %s, want %s", key, s, want)
		}
	}
	if open := got["open"].([]any); len(open) != 1 {
		t.Errorf("open: %v", open)
	}
}

func TestCountsThatFailAreAskedAgain(t *testing.T) {
	a := smallAtlas()
	a.failing = dateline.Errorf(dateline.Unavailable, "the ledger is locked")
	h := deskOf(t, a)
	if w := get(h, "/map"); w.Code != 503 {
		t.Errorf("%d", w.Code)
	}
	a.failing = nil
	if w := get(h, "/map"); w.Code != 200 {
		t.Errorf("%d", w.Code)
	}
	before := len(a.asked)
	get(h, "/map/data")
	if len(a.asked) != before {
		t.Error("what the page has counted its script has counted again")
	}
}

func TestTheMapHoldsInABrowser(t *testing.T) {
	l := desktest.Samples(t)
	d, err := desk.New(desk.Options{Events: l, Map: l, Local: "editor"})
	if err != nil {
		t.Fatal(err)
	}
	tab := desktest.Open(t, d.Handler())
	tab.Check("/map", "figure.map[data-idle]")
	tab.Check("/map?place=Nowhere")
}

func TestTheBrushFiltersTheMap(t *testing.T) {
	tab := desktest.Open(t, deskOf(t, smallAtlas()))
	tab.As(desktest.Looks[2])
	tab.Go("/map")
	tab.Do(chromedp.WaitVisible("#brush-from"))
	set := func(from, to string) {
		desktest.Eval[bool](tab, fmt.Sprintf(`(() => { for (const [id, v] of [["brush-from", %q], ["brush-to", %q]]) { const e = document.getElementById(id); e.value = v; e.dispatchEvent(new Event("change")); } return true })()`, from, to))
	}
	set("2024-02-01", "2024-02-29")
	if got := tab.Text("#sum"); !strings.Contains(got, "5 events at 1 places from 2024-02-01 to 2024-02-29; 3 reports") {
		t.Errorf("%q", got)
	}
	if got := tab.Text("#places tbody"); !strings.Contains(got, "Odale") || tab.Count("#places tbody tr") != 1 {
		t.Errorf("%q", got)
	}
	if href := desktest.Eval[string](tab, `document.querySelector("#places tbody a").getAttribute("href")`); href != "/?from=2024-02-01&to=2024-02-29&place=Norland%2FEast%2FOdale" {
		t.Errorf("%q", href)
	}
	tab.Do(chromedp.Click("#brush-clear"))
	if got := tab.Text("#sum"); !strings.Contains(got, "9 events") {
		t.Errorf("%q", got)
	}
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}

// manyAtlas is n events at places and on days that are drawn by chance.
func manyAtlas(n int) *atlas {
	r := rand.New(rand.NewSource(1))
	a := new(atlas)
	for i := range n / 10 {
		s := dateline.Spot{Path: fmt.Sprintf("Country %d/Province %d/Town %d", i%30, i%300, i), Level: "town", Lat: -30 + 65*r.Float64(), Lon: -15 + 85*r.Float64(), RadiusKM: 5}
		if i%12 == 0 {
			s.Level, s.RadiusKM = "province", 120
		}
		a.spread.Spots = append(a.spread.Spots, s)
	}
	for day := range 730 {
		seen := map[int]int{}
		for range n / 730 {
			seen[r.Intn(len(a.spread.Spots))]++
		}
		for spot := range a.spread.Spots {
			if seen[spot] > 0 {
				a.spread.Cells = append(a.spread.Cells, dateline.Cell{Spot: spot, Day: dateAt(day), From: dateAt(day), To: dateAt(day), Events: seen[spot]})
				a.spread.Events += seen[spot]
			}
		}
		a.volume = append(a.volume, dateline.DayCount{Day: dateAt(day), Reports: 50 + r.Intn(200)})
	}
	return a
}

// BenchmarkMapIdle is how long a browser takes from asking for the map of 20,000
// events until nothing on it moves any more.
func BenchmarkMapIdle(b *testing.B) {
	tab := desktest.Open(b, deskOf(b, manyAtlas(20_000)))
	tab.As(desktest.Looks[2])
	var sum time.Duration
	n := 0
	for b.Loop() {
		tab.Go("/map")
		tab.Do(chromedp.WaitVisible("figure.map[data-idle]"))
		sum += time.Duration(desktest.Eval[int](tab, `Number(document.querySelector("figure.map").dataset.idle)`)) * time.Millisecond
		n++
	}
	b.ReportMetric(float64(sum.Milliseconds())/float64(n), "ms/idle")
}

func TestAnEventsProvinceIsAnAreaAndNoPoint(t *testing.T) {
	lat, lon, km, near := 14.7, -3.5, 160.0, 5.0
	for level, c := range map[string]struct {
		km     *float64
		points int
	}{"province": {&km, 0}, "town": {&near, 1}} {
		svg, err := desk.StillMap([]dateline.PlaceRef{{Name: "Mopti", Path: []string{"Mali", "Mopti"}, Level: level, Lat: &lat, Lon: &lon, RadiusKM: c.km}, {Name: "elsewhere"}})
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(svg, `class="middle"`); n != c.points || !strings.Contains(svg, `class="land" d="M`) || !strings.Contains(svg, "data-places=") || strings.Contains(svg, "elsewhere") {
			t.Errorf("%s: %d points: %.300s", level, n, svg)
		}
	}
	if svg, err := desk.StillMap([]dateline.PlaceRef{{Name: "elsewhere"}}); err != nil || strings.TrimSpace(svg) != "" {
		t.Errorf("%q, %v", svg, err)
	}
}
