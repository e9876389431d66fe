package desk

import (
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// A place is moved on a map, or by its degrees. What is moved is the point; what the
// place there is called is chosen, of the names near it, so that an event never lies in
// one country by its point and in another by its name.

// A point is where a form says that a place lies.
type point struct{ lat, lon, km float64 }

// usualKM is how far from a point the truth may lie when nobody says.
const usualKM = 5

// strayKM is how far beyond its radius a place's point may be moved before it has to be
// said what the place is called.
const strayKM = 50

// pointOf is the point of a form; nil when it has none.
func pointOf(f form) (*point, error) {
	lat, lon, km := strings.TrimSpace(f("lat")), strings.TrimSpace(f("lon")), strings.TrimSpace(f("radius"))
	if lat == "" && lon == "" {
		return nil, nil
	}
	if km == "" {
		km = strconv.Itoa(usualKM)
	}
	var at [3]float64
	for i, s := range []string{lat, lon, km} {
		x, err := strconv.ParseFloat(s, 64)
		if most := [3]float64{90, 180, 20040}[i]; err != nil || !(math.Abs(x) <= most) || i == 2 && x < 0 {
			return nil, wrong([3]string{"lat", "lon", "radius"}[i], "“%s” is no number of degrees or kilometres; latitude and longitude are given together, as 16.27 and -0.04", clip(s))
		}
		at[i] = math.Round(x*10000) / 10000
	}
	return &point{at[0], at[1], at[2]}, nil
}

// moved is a place at the point of a form, if that has one, or with its radius.
func moved(f form, p dateline.PlaceRef) (dateline.PlaceRef, error) {
	at, err := pointOf(f)
	if err != nil {
		return p, err
	}
	if at == nil {
		if km := strings.TrimSpace(f("radius")); km != "" && p.Lat != nil {
			x, err := strconv.ParseFloat(km, 64)
			if err != nil || !(x >= 0 && x <= 20040) {
				return p, wrong("radius", "“%s” is no number of kilometres", clip(km))
			}
			p.RadiusKM = &x
		}
		return p, nil
	}
	if p.Lat != nil && p.Lon != nil && p.RadiusKM != nil {
		if away := at.from(*p.Lat, *p.Lon); float64(away) > *p.RadiusKM+strayKM {
			return p, wrong("candidate", "the point lies %d km from %s; choose what the place there is called: look the name up again and take one of those near the point", away, p.Name)
		}
	}
	p.Lat, p.Lon, p.RadiusKM = &at.lat, &at.lon, &at.km
	return p, nil
}

// from is how many kilometres a point is away, as the crow flies.
func (p point) from(lat, lon float64) int {
	const rad = math.Pi / 180
	a, b := math.Sin((lat-p.lat)*rad/2), math.Sin((lon-p.lon)*rad/2)
	h := a*a + math.Cos(lat*rad)*math.Cos(p.lat*rad)*b*b
	return int(math.Round(2 * 6371 * math.Asin(math.Sqrt(min(1, h)))))
}

// What stands before a place near a point in the form: that it is the place, or that a
// place of another name lies in it.
const byName, byParent = "near", "in"

// calledThere is a place at the point of a form that is one near it, or lies in what
// those near it lie in.
func (d *Desk) calledThere(f form, out dateline.PlaceRef, kind, path, name string) (dateline.PlaceRef, error) {
	at, err := pointOf(f)
	if err != nil {
		return out, err
	}
	if at == nil || d.Names == nil {
		return out, wrong("lat", "“%s” is chosen for a point, and the form has none; give its latitude and longitude", clip(path))
	}
	near := d.Names.Near(at.lat, at.lon, mostNear)
	is := dateline.PlaceRef{Name: name, Level: "unknown", Words: out.Words, Relation: out.Relation, Lat: &at.lat, Lon: &at.lon, RadiusKM: &at.km}
	if kind == byParent {
		for _, above := range parentsOf(near) {
			if strings.Join(above, "/") == path {
				is.Path = append(above, name)
				return is, nil
			}
		}
	}
	for _, c := range near {
		if kind == byName && strings.Join(c.Path, "/") == path {
			is.Name, is.Path, is.Level = c.Name, c.Path, c.Level
			return is, nil
		}
	}
	return out, wrong("candidate", "“%s” is no place near %g, %g; look it up again", clip(path), at.lat, at.lon)
}

// mostNear is how many names near a point are offered.
const mostNear = 6

// parentsOf are what places lie in, each once: that of the nearest first.
func parentsOf(near []dateline.PlaceRef) [][]string {
	var out [][]string
	for _, c := range near {
		for n := len(c.Path) - 1; n > 0; n-- {
			if above := slices.Clone(c.Path[:n]); !slices.ContainsFunc(out, func(o []string) bool { return slices.Equal(o, above) }) {
				out = append(out, above)
			}
		}
	}
	return out
}

// A pinView is a map on which the point of a place is moved.
type pinView struct {
	*figure
	Is     bool   // there is a point
	Given  bool   // by the form: it is where somebody moved it
	X, Y   string // of it on the paper; of its middle when there is none
	R      string // of the area within which the truth lies
	Lat    string
	Lon    string
	Mid    string // latitude, longitude of the middle, and degrees from top to bottom
	Towns  []townView
	Near   []nearView
	Called string // the name that is written in the form
	Chosen string // of the candidates
	Radius string // what the form has
}

type townView struct {
	X, Y string
	Name string
}

// A nearView is a name that a place at the point may have.
type nearView struct {
	Value     string
	Is, Level string // a place near it, from itself up to the country
	Within    string // what a place that the gazetteer does not know lies in; Is is ""
	Away      int    // km
}

// Bounds of what the map shows from top to bottom, in degrees.
const leastHigh, usualHigh, mostHigh = 0.2, 1.6, 130

// pinOf is the map of the form of a place: was is the place as it is, found are what its
// name may stand for, others are places of the event.
func (d *Desk) pinOf(f form, was dateline.PlaceRef, name string, found, others []dateline.PlaceRef) (*pinView, error) {
	given, err := pointOf(f)
	if err != nil {
		return nil, err
	}
	at, around := given, dateline.PlaceRef{}
	if at == nil {
		known := func(p dateline.PlaceRef) bool { return p.Lat != nil && p.Lon != nil && p.RadiusKM != nil }
		if name != was.Name {
			was = dateline.PlaceRef{}
		}
		for _, p := range slices.Concat([]dateline.PlaceRef{was}, found) {
			if known(p) {
				at = &point{*p.Lat, *p.Lon, *p.RadiusKM}
				break
			}
		}
		if i := slices.IndexFunc(others, known); i >= 0 {
			around = others[i]
		}
	}
	v := viewOf(world.south/2+world.north/2, world.west/2+world.east/2, world.north-world.south, pinWidth, pinHeight)
	switch {
	case at != nil:
		v = viewOf(at.lat, at.lon, min(max(usualHigh, at.km/kmPerDegree*2.8), mostHigh), pinWidth, pinHeight)
	case around.Lat != nil:
		v = viewOf(*around.Lat, *around.Lon, min(max(usualHigh, *around.RadiusKM/kmPerDegree*2.8), mostHigh), pinWidth, pinHeight)
	}
	return d.pin(v, at, given != nil, name, f)
}

const pinWidth, pinHeight = 480, 320

// pin draws the map: a part of the world, with its towns, and the point. Who gave the
// point is offered the names near it.
func (d *Desk) pin(v view, at *point, near bool, name string, f form) (*pinView, error) {
	fig, err := d.paper(v)
	if err != nil {
		return nil, err
	}
	p := &pinView{figure: fig, Is: at != nil, Given: near, X: tenths(v.width / 2), Y: tenths(v.height / 2), R: "0", Called: name, Chosen: f("candidate"), Radius: f("radius"),
		Mid: degree((v.south+v.north)/2) + " " + degree((v.west+v.east)/2) + " " + degree(v.north-v.south)}
	if d.Names != nil {
		p.Towns = townsOf(v, d.Names.Within(v.south, v.west, v.north, v.east, 200))
	}
	if at == nil {
		return p, nil
	}
	x, y := v.at(at.lat, v.turned(at.lon))
	p.X, p.Y, p.R = tenths(x), tenths(y), tenths(at.km*v.perKM())
	p.Lat, p.Lon = degree(at.lat), degree(at.lon)
	if !near || d.Names == nil {
		return p, nil
	}
	found := d.Names.Near(at.lat, at.lon, mostNear)
	for _, c := range found {
		p.Near = append(p.Near, nearView{Value: byName + ":" + strings.Join(c.Path, "/"), Is: upward(c.Path), Level: c.Level, Away: at.from(*c.Lat, *c.Lon)})
	}
	if name != "" {
		for _, above := range parentsOf(found) {
			p.Near = append(p.Near, nearView{Value: byParent + ":" + strings.Join(above, "/"), Within: upward(above)})
		}
	}
	return p, nil
}

// upward are the names of a path as people write them, the country last.
func upward(path []string) string {
	names := slices.Clone(path)
	slices.Reverse(names)
	return strings.Join(names, ", ")
}

// turned is a longitude as a view that goes over the date line has it.
func (v view) turned(lon float64) float64 {
	for _, turn := range []float64{0, 360, -360} {
		if lon+turn >= v.west && lon+turn <= v.east {
			return lon + turn
		}
	}
	return lon
}

func degree(x float64) string { return strconv.FormatFloat(math.Round(x*10000)/10000, 'f', -1, 64) }

// townsOf are the towns that a map names: the most prominent, as many as there is room for.
func townsOf(v view, all []dateline.PlaceRef) []townView {
	type box struct{ left, top, right, bottom float64 }
	var taken []box
	var out []townView
	for _, c := range all {
		if c.Lat == nil || c.Lon == nil {
			continue
		}
		x, y := v.at(*c.Lat, v.turned(*c.Lon))
		b := box{x - 4, y - 9, x + 9 + 6*float64(len([]rune(c.Name))), y + 9}
		if b.right > v.width || b.top < 0 || b.bottom > v.height || slices.ContainsFunc(taken, func(o box) bool {
			return b.left < o.right && b.right > o.left && b.top < o.bottom && b.bottom > o.top
		}) {
			continue
		}
		taken = append(taken, b)
		if out = append(out, townView{tenths(x), tenths(y), c.Name}); len(out) == 40 {
			break
		}
	}
	return out
}

// groundAt is the map of a form anew, as its script asks for it: the point at lat and
// lon, and the part of the world that mid says.
func (d *Desk) groundAt(r *http.Request, _ Viewer) (page, error) {
	if err := r.ParseForm(); err != nil {
		return page{}, asked(err)
	}
	f := form(r.FormValue)
	at, err := pointOf(f)
	if err != nil {
		return page{}, err
	}
	parts := strings.Fields(f("mid"))
	var mid [3]float64
	for i := range mid {
		x, err := 0.0, error(nil)
		if len(parts) == len(mid) {
			x, err = strconv.ParseFloat(parts[i], 64)
		}
		if most := [3]float64{90, 540, 360}[i]; len(parts) != len(mid) || err != nil || !(math.Abs(x) <= most) {
			return page{}, dateline.Errorf(dateline.Invalid, "“%s” is no part of the world; latitude and longitude of its middle, and its height in degrees, are wanted", clip(f("mid")))
		}
		mid[i] = x
	}
	high := min(max(leastHigh, mid[2]), mostHigh)
	v := viewOf(mid[0], mid[1], high, pinWidth, pinHeight)
	if at != nil {
		// A point at the edge, or beyond it, comes to the middle.
		const edge = 24
		if x, y := v.at(at.lat, v.turned(at.lon)); x < edge || y < edge || x > pinWidth-edge || y > pinHeight-edge {
			v = viewOf(at.lat, at.lon, high, pinWidth, pinHeight)
		}
	}
	p, err := d.pin(v, at, at != nil, strings.TrimSpace(f("name")), f)
	return page{Title: "pin.title", Template: "ground", Data: p}, err
}
