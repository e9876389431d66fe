package grade

import (
	"fmt"
	"math"
	"slices"
	"sync"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader"
)

// nearKM is a hundred miles, within which the literature counts a place as found.
const nearKM = 161

// lostKM is the error of a place that was not resolved: half the way round the Earth.
const lostKM = 20038

type geoScorer struct {
	gazetteer *gazetteer.Gazetteer
	reader    PlaceReader
	kinds     bool
	geoIndex
}

// A geoIndex is what the scores ask of the whole gazetteer.
type geoIndex struct {
	numbers map[int]gazetteer.ID // places by their number in GeoNames
	people  []int                // inhabitants, of a country or unit those of its towns
}

// places are looked through once.
var places = sync.OnceValue(func() geoIndex {
	g := gazetteer.Default()
	x := geoIndex{map[int]gazetteer.ID{}, make([]int, g.Len())}
	for id := range gazetteer.ID(g.Len()) {
		p := g.Place(id)
		if p.GeoNames != 0 {
			x.numbers[p.GeoNames] = id
		}
		x.people[id] += p.Population
		if p.Population == 0 || p.Level != gazetteer.Town {
			continue
		}
		for _, up := range g.Parents(id) {
			if l := g.Place(up).Level; l != gazetteer.Town && l != gazetteer.Feature {
				x.people[up] += p.Population
			}
		}
	}
	return x
})

// locate gives the gold its coordinates by number, and counts those that have none.
func (s *geoScorer) locate(reports []geoReport) (missing int) {
	for i := range reports {
		for k := range reports[i].places {
			p := &reports[i].places[k]
			id, known := s.numbers[p.number]
			if known && p.country == "" {
				p.country = s.gazetteer.Place(id).Country
			}
			switch {
			case p.located || p.number == 0:
			case known:
				at := s.gazetteer.Place(id)
				p.located, p.lat, p.lon = true, at.Lat, at.Lon
			default:
				missing++
			}
		}
	}
	return missing
}

// own scores the program on one report.
func (s *geoScorer) own(r *geoReport) *Doc {
	d := &Doc{Name: r.name}
	var found []geoPlace
	for _, l := range s.reader.Places(r.report) {
		found = append(found, geoPlace{span: l.Span, words: l.Span.In(r.report.Text), associative: l.Associative})
	}
	s.spans(d, r.places, found)
	var spans []dateline.Span
	for _, p := range r.places {
		spans = append(spans, p.span)
	}
	alone := *r.report
	alone.URL, alone.Outlet = nil, nil
	with, without := s.reader.Locate(r.report, spans), s.reader.Locate(&alone, spans)
	for i, p := range r.places {
		if !s.counted(d, p) {
			continue
		}
		best, largest := -1.0, gazetteer.ID(-1)
		for _, id := range with[i].Candidates {
			if km := s.km(p, id); best < 0 || km < best {
				best = km
			}
			if largest < 0 || s.people[id] > s.people[largest] {
				largest = id
			}
		}
		s.judge(d, "acc161_alone", p, chosen(without[i]))
		km := s.judge(d, "acc161_population", p, largest)
		d.Add("acc161_population_strict", one(km <= nearKM), 1, 1)
		for _, measure := range []string{"acc161_ceiling", "acc161_ceiling_strict"} {
			d.Add(measure, one(best >= 0 && best <= nearKM), 1, 1)
		}
		id := chosen(with[i])
		km = s.judge(d, "acc161", p, id)
		d.Add("acc161_strict", one(km <= nearKM), 1, 1)
		d.Measured("km", km)
		if p.country != "" {
			d.Add("country", one(id >= 0 && s.gazetteer.Place(id).Country == p.country), 1, 1)
		}
		if km > nearKM {
			note := "not among the candidates"
			if best >= 0 && best <= nearKM {
				note = "among the candidates"
			}
			came := "nothing"
			if id >= 0 {
				came = s.gazetteer.Path(id)
			}
			d.Miss("acc161", fmt.Sprintf("%q at %.2f, %.2f, %s", p.words, p.lat, p.lon, note), came)
		}
	}
	return d
}

// counted tells whether a gold place can be measured, and books the one whose
// coordinates are not known.
func (s *geoScorer) counted(d *Doc, p geoPlace) bool {
	if !p.located && p.number != 0 {
		for _, measure := range []string{"acc161_strict", "acc161_population_strict", "acc161_ceiling_strict"} {
			d.Add(measure, 0, 1, 1)
		}
	}
	return p.located
}

func (s *geoScorer) judge(d *Doc, measure string, p geoPlace, id gazetteer.ID) float64 {
	km := float64(lostKM)
	if id >= 0 {
		km = s.km(p, id)
	}
	d.Add(measure, one(km <= nearKM), 1, 1)
	return km
}

func (s *geoScorer) km(p geoPlace, id gazetteer.ID) float64 {
	at := s.gazetteer.Place(id)
	return kilometres(p.lat, p.lon, at.Lat, at.Lon)
}

func chosen(l reader.Located) gazetteer.ID {
	if !l.Placed {
		return -1
	}
	return l.Place
}

func one(right bool) float64 {
	if right {
		return 1
	}
	return 0
}

// spans compares what was found with the gold, kind by kind where the
// collection tells the kinds apart.
func (s *geoScorer) spans(d *Doc, gold, found []geoPlace) {
	s.compare(d, "span", only(gold, false, !s.kinds), only(found, false, !s.kinds))
	if s.kinds {
		s.compare(d, "associative", only(gold, true, false), only(found, true, false))
		s.compare(d, "all", only(gold, false, true), only(found, false, true))
	}
}

// only keeps the places of one kind, or of both.
func only(ps []geoPlace, associative, both bool) []geoPlace {
	var out []geoPlace
	for _, p := range ps {
		if both || p.associative == associative {
			out = append(out, p)
		}
	}
	return out
}

func (s *geoScorer) compare(d *Doc, measure string, gold, found []geoPlace) {
	right := 0
	for _, p := range found {
		if slices.ContainsFunc(gold, func(q geoPlace) bool { return q.span == p.span }) {
			right++
		} else if measure != "all" {
			d.Miss(measure, "", fmt.Sprintf("%q at byte %d", p.words, p.span.Start))
		}
	}
	for _, p := range gold {
		if measure != "all" && !slices.ContainsFunc(found, func(q geoPlace) bool { return q.span == p.span }) {
			d.Miss(measure, fmt.Sprintf("%q at byte %d", p.words, p.span.Start), "")
		}
	}
	d.Add(measure, float64(right), float64(len(found)), float64(len(gold)))
}

// predicted scores another system's output.
func (s *geoScorer) predicted(gold *geoForm, path string) ([]*Doc, error) {
	given, err := loadGeoPredictions(path, gold)
	if err != nil {
		return nil, err
	}
	s.locate(given)
	docs := make([]*Doc, len(gold.reports))
	for i := range gold.reports {
		d, r := &Doc{Name: gold.reports[i].name}, &gold.reports[i]
		s.spans(d, r.places, given[i].places)
		for _, p := range r.places {
			if !s.counted(d, p) {
				continue
			}
			km := float64(lostKM)
			at := slices.IndexFunc(given[i].places, func(q geoPlace) bool { return q.span == p.span && q.located })
			if at >= 0 {
				q := given[i].places[at]
				km = kilometres(p.lat, p.lon, q.lat, q.lon)
				if p.country != "" {
					d.Add("country", one(q.country == p.country), 1, 1)
				}
			} else if p.country != "" {
				d.Add("country", 0, 1, 1)
			}
			d.Add("acc161", one(km <= nearKM), 1, 1)
			d.Add("acc161_strict", one(km <= nearKM), 1, 1)
			d.Measured("km", km)
			if km > nearKM {
				d.Miss("acc161", fmt.Sprintf("%q at %.2f, %.2f", p.words, p.lat, p.lon), fmt.Sprintf("%.0f km off", km))
			}
		}
		docs[i] = d
	}
	return docs, nil
}

// kilometres is the great circle between two points, by the haversine formula.
func kilometres(lat1, lon1, lat2, lon2 float64) float64 {
	const rad = math.Pi / 180
	u, v := math.Sin((lat2-lat1)*rad/2), math.Sin((lon2-lon1)*rad/2)
	h := float64(u*u) + float64(math.Cos(lat1*rad)*math.Cos(lat2*rad)*float64(v*v))
	return 2 * 6371.0088 * math.Asin(math.Sqrt(min(1, h)))
}
