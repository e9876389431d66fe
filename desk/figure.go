package desk

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"

	"dateline"
)

// A figure is a still map: it needs no script, and prints.
type figure struct {
	Width, Height int
	Box           string // west, south, east, north in degrees
	Land, Borders string // d of paths
	Names         []label
	Areas         []area
	Scale         scaleBar
	Label         string // what it shows, in words
	Places        string // of one event: its places as JSON, for who moves them
}

type label struct {
	X, Y int
	Text string
}

// An area is a circle within which the truth lies. Point says that it is fine enough
// for its middle to be drawn.
type area struct {
	X, Y, R string // units of the paper
	Point   bool
	Coarse  bool
	Name    string
	KM      string
	Events  int
}

// A scaleBar is how long so many kilometres are.
type scaleBar struct {
	Length, Y, KM int
}

// coarseKM is from which radius on a place is an area on maps and no point: about a
// district.
const coarseKM = 30

// coarse reports whether a place is drawn as an area: a country, a province and what
// is as wide.
func coarse(level string, km float64) bool {
	switch level {
	case "region", "country", "province", "district":
		return true
	}
	return km >= coarseKM
}

// areas draws the places of an event with the areas of their uncertainty; nil where
// none has coordinates.
func (d *Desk) areas(places []dateline.PlaceRef) (*figure, error) {
	places = slices.DeleteFunc(slices.Clone(places), func(p dateline.PlaceRef) bool { return p.Lat == nil || p.Lon == nil || p.RadiusKM == nil })
	if len(places) == 0 {
		return nil, nil
	}
	// All of them are to be seen, with something around.
	west, south, east, north := 999.0, 999.0, -999.0, -999.0
	for _, p := range places {
		high := *p.RadiusKM / kmPerDegree
		wide := high / math.Max(.2, math.Cos(*p.Lat*math.Pi/180))
		west, east = min(west, *p.Lon-wide), max(east, *p.Lon+wide)
		south, north = min(south, *p.Lat-high), max(north, *p.Lat+high)
	}
	const width, height = 480, 320
	v := fitted(west, south, east, north, 7, width, height)
	f, err := d.paper(v)
	if err != nil {
		return nil, err
	}
	var said []string
	for _, p := range places {
		x, y := v.at(*p.Lat, *p.Lon)
		a := area{X: tenths(x), Y: tenths(y), R: tenths(max(*p.RadiusKM*v.perKM(), 2)), Coarse: coarse(p.Level, *p.RadiusKM), Name: p.Name, KM: kilometres(*p.RadiusKM)}
		a.Point = !a.Coarse
		f.Areas = append(f.Areas, a)
		said = append(said, d.words.say("map.within", a.KM, p.Name))
	}
	f.Label = strings.Join(said, "; ")
	raw, err := json.Marshal(places)
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "places: %w", err)
	}
	f.Places = string(raw)
	return f, nil
}

// fitted is a view that holds a box with room around, and is no narrower than so many
// degrees.
func fitted(west, south, east, north, least, width, height float64) view {
	lat := (south + north) / 2
	high := max((north-south)*1.4, (east-west)*1.4*height/width*math.Cos(lat*math.Pi/180), least)
	return viewOf(lat, (west+east)/2, min(high, 130), width, height)
}

// paper is a map on which nothing is drawn yet.
func (d *Desk) paper(v view) (*figure, error) {
	g, err := groundOf()
	if err != nil {
		return nil, err
	}
	f := &figure{Width: int(v.width), Height: int(v.height), Box: fmt.Sprintf("%.3f %.3f %.3f %.3f", v.west, v.south, v.east, v.north)}
	f.Land, f.Borders = g.shapes(v)
	// A name stands where its country is large enough to hold it.
	perDegree := v.height / (v.north - v.south)
	for _, turn := range v.turns() {
		for _, n := range g.names {
			x, y := v.at(float64(n.at[1])/100, float64(n.at[0])/100+turn)
			half := float64(len(n.name)) * 3.2
			if x < half+4 || x > v.width-half-4 || y < 14 || y > v.height-8 || float64(n.size)/10*perDegree < half*1.6 {
				continue
			}
			f.Names = append(f.Names, label{int(x), int(y), n.name})
		}
	}
	for _, km := range []int{2000, 1000, 500, 200, 100, 50, 20, 10} {
		if long := float64(km) * v.perKM(); long <= v.width/4 {
			f.Scale = scaleBar{int(long), int(v.height) - 12, km}
			break
		}
	}
	return f, nil
}

func tenths(x float64) string { return fmt.Sprintf("%.1f", x) }

// kilometres is a radius as people say it.
func kilometres(km float64) string {
	if km < 10 && km != math.Trunc(km) {
		return fmt.Sprintf("%.1f", km)
	}
	return grouped(int(math.Round(km)))
}

// spread draws where events lie, many of them as few: points that touch are one. No
// more areas are drawn than can be told apart.
func (d *Desk) spread(spots []dateline.Spot, events []int) (*figure, error) {
	west, south, east, north := 999.0, 999.0, -999.0, -999.0
	total := 0
	for i, s := range spots {
		if events[i] == 0 {
			continue
		}
		west, east, south, north = min(west, s.Lon), max(east, s.Lon), min(south, s.Lat), max(north, s.Lat)
		total += events[i]
	}
	v := world
	if total > 0 && east-west < 120 {
		v = fitted(west, south, east, north, 8, world.width, world.height)
	}
	f, err := d.paper(v)
	if err != nil {
		return nil, err
	}
	type cluster struct {
		x, y   float64
		events int
		name   string
	}
	const cell = 9
	points := map[[2]int]*cluster{}
	var wide []area
	for i, s := range spots {
		n := events[i]
		x, y := v.at(s.Lat, s.Lon)
		if n == 0 || x < 0 || y < 0 || x > v.width || y > v.height {
			continue
		}
		if coarse(s.Level, s.RadiusKM) {
			wide = append(wide, area{X: tenths(x), Y: tenths(y), R: tenths(max(s.RadiusKM*v.perKM(), 2)), Coarse: true, Name: lastOf(s.Path), KM: kilometres(s.RadiusKM), Events: n})
			continue
		}
		at := [2]int{int(x / cell), int(y / cell)}
		c := points[at]
		if c == nil {
			c = &cluster{name: lastOf(s.Path)}
			points[at] = c
		} else {
			c.name = ""
		}
		c.x, c.y, c.events = c.x+x*float64(n), c.y+y*float64(n), c.events+n
	}
	slices.SortStableFunc(wide, func(a, b area) int { return b.Events - a.Events })
	f.Areas = wide[:min(len(wide), 120)]
	var fine []area
	for _, c := range points {
		n := float64(c.events)
		fine = append(fine, area{X: tenths(c.x / n), Y: tenths(c.y / n), R: tenths(1.5 + min(12, math.Sqrt(n)*.55)), Point: true, Name: c.name, Events: c.events})
	}
	slices.SortFunc(fine, func(a, b area) int {
		if a.Events != b.Events {
			return b.Events - a.Events
		}
		return strings.Compare(a.X+" "+a.Y, b.X+" "+b.Y)
	})
	f.Areas = append(f.Areas, fine[:min(len(fine), 700)]...)
	f.Label = d.words.say("map.still", total)
	return f, nil
}

// lastOf is the name of a place by its path.
func lastOf(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }
