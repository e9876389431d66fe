//go:build ignore

// Basemap makes the ground of the desk's maps out of countries-50m.json of the npm
// package world-atlas (Natural Earth, public domain; TopoJSON): land as polygons,
// borders as lines that two countries share, and the names of countries with where
// to write them. Coordinates are rounded to hundredths of a degree, a kilometre, which
// is finer than any view of these maps.
//
//	go run scripts/basemap.go countries-50m.json DIRECTORY
package main

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"log"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
)

type topology struct {
	Arcs      [][][2]int `json:"arcs"`
	Transform struct {
		Scale, Translate [2]float64
	} `json:"transform"`
	Objects struct {
		Land, Countries collection
	} `json:"objects"`
}

type collection struct {
	Geometries []geometry `json:"geometries"`
}

type geometry struct {
	Type       string          `json:"type"`
	Arcs       json.RawMessage `json:"arcs"`
	Properties struct {
		Name string `json:"name"`
	} `json:"properties"`
}

// A point is hundredths of degrees east and north.
type point [2]int

func main() {
	log.SetFlags(0)
	if len(os.Args) != 3 {
		log.Fatal("give the TopoJSON and a directory")
	}
	raw, err := os.ReadFile(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	var t topology
	if err := json.Unmarshal(raw, &t); err != nil {
		log.Fatalf("%s: %v", os.Args[1], err)
	}
	arcs := make([][]point, len(t.Arcs))
	for i, a := range t.Arcs {
		x, y := 0, 0
		for _, d := range a { // each a step from the one before
			x, y = x+d[0], y+d[1]
			p := point{hundredths(float64(x)*t.Transform.Scale[0] + t.Transform.Translate[0]), hundredths(float64(y)*t.Transform.Scale[1] + t.Transform.Translate[1])}
			if n := len(arcs[i]); n == 0 || arcs[i][n-1] != p {
				arcs[i] = append(arcs[i], p)
			}
		}
	}
	var land, borders, names bytes.Buffer
	for _, g := range t.Objects.Land.Geometries {
		for _, polygon := range polygons(g) {
			var rings [][]point
			for _, ring := range polygon {
				if line := join(arcs, ring); len(line) > 3 {
					rings = append(rings, line)
				}
			}
			if len(rings) == 0 {
				continue
			}
			for _, part := range apart(rings[0]) {
				feature(&land, "Polygon", lines(append([][]point{part}, rings[1:]...)), "")
			}
		}
	}
	of := map[int][]int{} // countries by arc
	for i, g := range t.Objects.Countries.Geometries {
		best, at := 0.0, point{}
		for _, polygon := range polygons(g) {
			for _, ring := range polygon {
				for _, a := range ring {
					if a < 0 {
						a = ^a
					}
					if !slices.Contains(of[a], i) {
						of[a] = append(of[a], i)
					}
				}
			}
			if size, middle := centre(join(arcs, polygon[0])); size > best {
				best, at = size, middle
			}
		}
		name, _ := json.Marshal(g.Properties.Name)
		feature(&names, "Point", position(at), fmt.Sprintf(`,"properties":{"name":%s,"size":%d}`, name, int(math.Sqrt(best)*10)))
	}
	var shared [][]point
	for i, a := range arcs {
		if len(of[i]) > 1 && len(a) > 1 {
			shared = append(shared, a)
		}
	}
	slices.SortStableFunc(shared, func(a, b []point) int { return cmp.Compare(len(b), len(a)) })
	for at := 0; at < len(shared); at += 40 { // apart, so that tiles take what they need
		feature(&borders, "MultiLineString", lines(shared[at:min(at+40, len(shared))]), "")
	}
	for name, b := range map[string]*bytes.Buffer{"land": &land, "borders": &borders, "names": &names} {
		out := append([]byte(`{"type":"FeatureCollection","features":[`+"\n"), bytes.TrimSuffix(b.Bytes(), []byte(",\n"))...)
		if err := os.WriteFile(filepath.Join(os.Args[2], name+".json"), append(out, "\n]}\n"...), 0o644); err != nil {
			log.Fatal(err)
		}
	}
}

func hundredths(degrees float64) int { return int(math.Round(degrees * 100)) }

// polygons are the polygons of a geometry: rings, the outer first, of arcs, of which
// one that is run backwards is the complement of its number.
func polygons(g geometry) [][][]int {
	var out [][][]int
	var err error
	switch g.Type {
	case "Polygon":
		out = make([][][]int, 1)
		err = json.Unmarshal(g.Arcs, &out[0])
	case "MultiPolygon":
		err = json.Unmarshal(g.Arcs, &out)
	}
	if err != nil {
		log.Fatal(err)
	}
	return out
}

// join is the arcs of a ring as one line.
func join(arcs [][]point, ring []int) []point {
	var out []point
	for _, a := range ring {
		var arc []point
		if a >= 0 {
			arc = arcs[a]
		} else {
			arc = slices.Clone(arcs[^a])
			slices.Reverse(arc)
		}
		if len(out) > 0 && len(arc) > 0 {
			arc = arc[1:]
		}
		out = append(out, arc...)
	}
	return out
}

// apart cuts a ring at the date line, if it crosses that. One that goes around the pole
// has its own way there and back, and is left.
func apart(ring []point) [][]point {
	const half, whole = 18000, 36000
	turned := slices.Clone(ring)
	east, west := 0, 0
	for i := range turned {
		if turned[i][1] < -8900 {
			return [][]point{ring}
		}
		if i > 0 {
			for turned[i][0]-turned[i-1][0] > half {
				turned[i][0] -= whole
			}
			for turned[i-1][0]-turned[i][0] > half {
				turned[i][0] += whole
			}
		}
		east, west = max(east, turned[i][0]), min(west, turned[i][0])
	}
	if east <= half && west >= -half {
		return [][]point{turned}
	}
	var out [][]point
	for _, shift := range []int{-whole, 0, whole} {
		moved := make([]point, len(turned))
		for i, p := range turned {
			moved[i] = point{p[0] + shift, p[1]}
		}
		for _, side := range []int{1, -1} { // what is west of 180, then what is east of -180
			moved = within(moved, side)
		}
		if len(moved) > 3 {
			out = append(out, moved)
		}
	}
	return out
}

// within is the part of a ring on one side of the date line.
func within(ring []point, side int) []point {
	var out []point
	in := func(p point) int { return 18000 - side*p[0] }
	for i, p := range ring {
		last := ring[(i+len(ring)-1)%len(ring)]
		if a, b := in(last), in(p); a < 0 != (b < 0) {
			out = append(out, point{side * 18000, last[1] + (p[1]-last[1])*a/(a-b)})
		}
		if in(p) >= 0 {
			out = append(out, p)
		}
	}
	if len(out) > 0 && out[0] != out[len(out)-1] {
		out = append(out, out[0])
	}
	return out
}

// centre is the size of a ring, in square degrees as they are at its latitude, and its middle.
func centre(ring []point) (float64, point) {
	var area, x, y float64
	for i := range ring {
		a, b := ring[i], ring[(i+1)%len(ring)]
		cross := float64(a[0])*float64(b[1]) - float64(b[0])*float64(a[1])
		area += cross
		x += (float64(a[0]) + float64(b[0])) * cross
		y += (float64(a[1]) + float64(b[1])) * cross
	}
	if area == 0 {
		return 0, point{}
	}
	at := point{int(math.Round(x / (3 * area))), int(math.Round(y / (3 * area)))}
	return math.Abs(area) / 2 / 10000 * math.Cos(float64(at[1])/100*math.Pi/180), at
}

func feature(b *bytes.Buffer, kind, coordinates, properties string) {
	if properties == "" {
		properties = `,"properties":{}`
	}
	fmt.Fprintf(b, `{"type":"Feature"%s,"geometry":{"type":%q,"coordinates":%s}},`+"\n", properties, kind, coordinates)
}

func lines(all [][]point) string {
	b := []byte("[")
	for i, line := range all {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(b, '[')
		for j, p := range line {
			if j > 0 {
				b = append(b, ',')
			}
			b = append(b, position(p)...)
		}
		b = append(b, ']')
	}
	return string(append(b, ']'))
}

func position(p point) string { return "[" + degrees(p[0]) + "," + degrees(p[1]) + "]" }

func degrees(n int) string { return strconv.FormatFloat(float64(n)/100, 'f', -1, 64) }
