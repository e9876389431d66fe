package desk

import (
	"encoding/json"
	"io/fs"
	"math"
	"strconv"
	"sync"

	"dateline"
)

// The ground of maps: land, borders, names of countries, made by scripts/basemap.go
// from Natural Earth (public domain), 1:50 million. Borders are those that Natural
// Earth draws, of who holds the ground in fact.

// A ground is in hundredths of a degree.
type ground struct {
	land    [][][]spot // polygons of rings
	borders [][]spot
	names   []named
}

// A spot is east and north.
type spot [2]int16

type named struct {
	name string
	at   spot
	size int // ten times the root of its square degrees
}

// groundOf reads the ground once.
var groundOf = sync.OnceValues(func() (*ground, error) {
	g := new(ground)
	for _, file := range []string{"land", "borders", "names"} {
		raw, err := fs.ReadFile(static, "static/map/"+file+".json")
		if err == nil {
			err = g.take(raw)
		}
		if err != nil {
			return nil, dateline.Errorf(dateline.Internal, "desk/static/map/%s.json: %w", file, err)
		}
	}
	return g, nil
})

func (g *ground) take(raw []byte) error {
	var all struct {
		Features []struct {
			Properties struct {
				Name string
				Size int
			}
			Geometry struct {
				Type        string
				Coordinates json.RawMessage
			}
		}
	}
	if err := json.Unmarshal(raw, &all); err != nil {
		return err
	}
	for _, f := range all.Features {
		if f.Geometry.Type == "Point" {
			var at [2]float64
			if err := json.Unmarshal(f.Geometry.Coordinates, &at); err != nil {
				return err
			}
			g.names = append(g.names, named{f.Properties.Name, spotAt(at), f.Properties.Size})
			continue
		}
		var lines [][][2]float64
		if err := json.Unmarshal(f.Geometry.Coordinates, &lines); err != nil {
			return err
		}
		var made [][]spot
		for _, l := range lines {
			line := make([]spot, len(l))
			for i, p := range l {
				line[i] = spotAt(p)
			}
			made = append(made, line)
		}
		if f.Geometry.Type == "Polygon" {
			g.land = append(g.land, made)
		} else {
			g.borders = append(g.borders, made...)
		}
	}
	return nil
}

func spotAt(p [2]float64) spot {
	return spot{int16(math.Round(p[0] * 100)), int16(math.Round(p[1] * 100))}
}

// A view is a part of the world on paper: degrees of longitude are as long as those of
// latitude at its middle, which holds distances well enough in a region.
type view struct {
	west, south, east, north float64 // degrees; east may be beyond 180
	width, height            float64 // of the paper
}

// viewOf is a view of at least so many degrees around a middle, as high as wide is to
// height.
func viewOf(lat, lon, degrees, width, height float64) view {
	lat = max(-75, min(75, lat))
	high := degrees
	wide := high * width / height / math.Cos(lat*math.Pi/180)
	return view{lon - wide/2, lat - high/2, lon + wide/2, lat + high/2, width, height}
}

// world is all of it but the ice at its ends.
var world = view{-170, -56, 190, 76, 900, 396}

// at is where a point lies on the paper.
func (v view) at(lat, lon float64) (x, y float64) {
	return (lon - v.west) / (v.east - v.west) * v.width, (v.north - lat) / (v.north - v.south) * v.height
}

// perKM is how long a kilometre is on the paper.
func (v view) perKM() float64 { return v.height / (v.north - v.south) / kmPerDegree }

const kmPerDegree = 111.2

// turns are by how many degrees the ground is to be moved so that all of a view is
// covered, where it goes beyond the date line.
func (v view) turns() []float64 {
	out := []float64{0}
	if v.west < -180 {
		out = append(out, -360)
	}
	if v.east > 180 {
		out = append(out, 360)
	}
	return out
}

// shapes are the ground in a view, as the d of SVG's paths.
func (g *ground) shapes(v view) (land, borders string) {
	var a, b []byte
	for _, turn := range v.turns() {
		for _, polygon := range g.land {
			for _, ring := range polygon {
				a = appendPath(a, cutAt(v.on(ring, turn), v), true, v.step())
			}
		}
		for _, line := range g.borders {
			for _, piece := range inside(v.on(line, turn), v) {
				b = appendPath(b, piece, false, v.step())
			}
		}
	}
	return string(a), string(b)
}

// A dot is a point on the paper.
type dot struct{ x, y float64 }

// on is a line on the paper; nil where none of it is near.
func (v view) on(line []spot, turn float64) []dot {
	var west, south, east, north int16 = math.MaxInt16, math.MaxInt16, math.MinInt16, math.MinInt16
	for _, p := range line {
		west, east, south, north = min(west, p[0]), max(east, p[0]), min(south, p[1]), max(north, p[1])
	}
	near := float64(west)/100+turn <= v.east && float64(east)/100+turn >= v.west && float64(south)/100 <= v.north && float64(north)/100 >= v.south
	if !near {
		return nil
	}
	out := make([]dot, len(line))
	for i, p := range line {
		out[i].x, out[i].y = v.at(float64(p[1])/100, float64(p[0])/100+turn)
	}
	return out
}

// margin is how far beyond the paper lines go, so that their ends are not seen.
const margin = 3

// cutAt is a ring cut at the paper's edges (Sutherland and Hodgman).
func cutAt(ring []dot, v view) []dot {
	for side := range 4 {
		if len(ring) == 0 {
			return nil
		}
		beyond := func(p dot) float64 { // positive inside
			switch side {
			case 0:
				return p.x + margin
			case 1:
				return v.width + margin - p.x
			case 2:
				return p.y + margin
			}
			return v.height + margin - p.y
		}
		var out []dot
		last := ring[len(ring)-1]
		for _, p := range ring {
			a, b := beyond(last), beyond(p)
			if a < 0 != (b < 0) {
				t := a / (a - b)
				out = append(out, dot{last.x + (p.x-last.x)*t, last.y + (p.y-last.y)*t})
			}
			if b >= 0 {
				out = append(out, p)
			}
			last = p
		}
		ring = out
	}
	return ring
}

// inside are the pieces of a line of which one end or the other is on the paper.
func inside(line []dot, v view) (out [][]dot) {
	in := func(p dot) bool {
		return p.x > -margin && p.x < v.width+margin && p.y > -margin && p.y < v.height+margin
	}
	for i := 0; i+1 < len(line); i++ {
		if !in(line[i]) && !in(line[i+1]) {
			continue
		}
		if n := len(out); i > 0 && n > 0 && out[n-1][len(out[n-1])-1] == line[i] {
			out[n-1] = append(out[n-1], line[i+1])
			continue
		}
		out = append(out, []dot{line[i], line[i+1]})
	}
	return out
}

// step is how many halves of a unit a line's steps are whole numbers of: what is far
// away is drawn coarser, so that a page stays small.
func (v view) step() int {
	if v.north-v.south > 60 {
		return 3
	}
	return 1
}

// appendPath writes a line in steps of so many halves of a unit; what is smaller is
// left out.
func appendPath(b []byte, line []dot, closed bool, step int) []byte {
	var last [2]int
	n, mark := 0, len(b)
	for i, p := range line {
		at := [2]int{int(math.Round(p.x*2/float64(step))) * step, int(math.Round(p.y*2/float64(step))) * step}
		switch {
		case i == 0:
			b = append(b, "M"+half(at[0])+" "+half(at[1])+"l"...)
		case at == last:
			continue
		default:
			if n > 0 {
				b = append(b, ' ')
			}
			b = append(b, half(at[0]-last[0])+" "+half(at[1]-last[1])...)
			n++
		}
		last = at
	}
	if n < 2 && closed || n < 1 {
		return b[:mark] // nothing to see
	}
	if closed {
		b = append(b, 'z')
	}
	return b
}

// half is a number of halves.
func half(n int) string {
	if n%2 == 0 {
		return strconv.Itoa(n / 2)
	}
	return strconv.FormatFloat(float64(n)/2, 'f', -1, 64)
}
