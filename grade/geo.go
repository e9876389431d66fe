package grade

import (
	"fmt"

	"dateline"
	"dateline/gazetteer"
	"dateline/reader"
)

// geo are the collections of places in news.
var geo = Collection{
	Name:  "geo",
	Path:  "FILE|DIR",
	About: "Places in news: which words name one, and which place they mean",
	Long: `Read in the forms that these are published in, told apart by content:

  LGL, TR-News  one XML file: articles with text and toponyms (start, end, phrase,
                gaztag with lat and lon)
  GeoVirus      one XML file: articles with text and locations (name, start, end, lat, lon)
  GeoWebNews    a directory of NUMBER.txt with NUMBER.ann beside it, in brat's form; the
                note of a toponym is its number in GeoNames or "lat, lon"

  span_*             places found by the program itself, same bytes as the gold. GeoWebNews:
                     literal toponyms (Literal, Literal_Modifier, Mixed, Coercion,
                     Embedded_Literal) against the places of the reading; elsewhere all that
                     is marked
  associative_*      GeoWebNews: the other toponyms (Metonymic, Non_Literal_Modifier, Demonym,
                     Language, Homonym, Embedded_Non_Lit) against names of places that the
                     reading takes for people, powers, organisations and adjectives
  all_*              GeoWebNews: both kinds together
  acc161             share of the gold places, given their spans, that lie within 161 km of
                     the place chosen. One that is not resolved is wrong. The outlet's
                     address may be used where the set gives it, so that this is above what
                     the words alone give: acc161_alone is the one to compare
  acc161_alone       the same without the outlet's address, from the words of the report
                     alone (LGL, TR-News and GeoWebNews give the address with each report, as a
                     reader of news has it). The published systems had the words alone, so
                     that this is what compares with theirs
  acc161_population  the same, taking the candidate with most inhabitants
  acc161_ceiling     the same, taking the best of the candidates
  median_km          the middle error; 20,038 km, half the way round, where none was chosen
  country            share of the gold places whose country is that of the place chosen

A gold place without coordinates (a street, a team) counts for spans alone. A number of
GeoNames is looked up in the gazetteer; one that it does not hold stays without
coordinates and is counted in the notes; acc161_strict, acc161_population_strict and
acc161_ceiling_strict take it as wrong.

Predictions have the gold's form: an XML file with the same articles, each predicted
toponym with the lat and lon that the system gives it, or a directory of NUMBER.ann. A
gold place without a prediction of the same span is not resolved. Every kind of
annotation in a predicted .ann that is none of the associative ones counts as literal.

Published by M. Lieberman (LGL), E. Kamalloo (TR-News) and M. Gritta (GeoVirus,
GeoWebNews) in the repositories Pragmatic-Guide-to-Geoparsing-Evaluation and EUPEG, under
GPL-3.0; the texts are the newspapers'.`,
	Predicts: true,
	Published: []Figure{
		{"acc161_population", "largest population, LGL", .70},
		{"acc161_alone", "CamCoder, LGL", .61},
		{"acc161_alone", "CamCoder, GeoVirus", .77},
		{"acc161_alone", "CLAVIN, TR-News", .73},
		{"acc161_alone", "Mordecai 3, own slice of LGL", .83},
		{"acc161_alone", "Mordecai 3, own slice of GeoWebNews", .87},
	},
	Score: scoreGeo,
}

// A PlaceReader finds and resolves the names of places in a report.
type PlaceReader interface {
	Places(*dateline.Report) []reader.Located
	Locate(*dateline.Report, []dateline.Span) []reader.Located
}

// A geoReport is a text with its gold places.
type geoReport struct {
	name   string // in messages: "article 12"
	report *dateline.Report
	places []geoPlace
}

// A geoPlace is a place that a text names.
type geoPlace struct {
	span        dateline.Span
	words       string
	associative bool // the name of a place that stands for something else
	located     bool
	lat, lon    float64
	number      int    // in GeoNames, 0 for none
	country     string // ISO code, "" when not said
}

// A geoForm is one of the published forms.
type geoForm struct {
	reports []geoReport
	kinds   bool // tells literal from associative
}

func scoreGeo(path string, in Input) (*Sheet, error) {
	g := gazetteer.Default()
	gold, err := loadGeo(path)
	if err != nil {
		return nil, err
	}
	scorer := &geoScorer{gazetteer: g, reader: in.Places, kinds: gold.kinds, geoIndex: places()}
	if scorer.reader == nil {
		scorer.reader = reader.New(reader.Options{})
	}
	missing := scorer.locate(gold.reports)
	var docs []*Doc
	if in.Predictions != "" {
		docs, err = scorer.predicted(gold, in.Predictions)
		if err != nil {
			return nil, err
		}
	} else {
		docs = each(len(gold.reports), func(i int) *Doc { return scorer.own(&gold.reports[i]) })
	}
	s := &Sheet{Docs: docs, Metrics: PRF("span", "span")}
	if gold.kinds {
		s.Metrics = append(append(s.Metrics, PRF("associative", "associative")...), PRF("all", "all")...)
	}
	for _, name := range []string{"acc161", "acc161_alone", "acc161_population", "acc161_ceiling", "acc161_strict", "acc161_population_strict", "acc161_ceiling_strict"} {
		if in.Predictions == "" || name == "acc161" || name == "acc161_strict" {
			s.Metrics = append(s.Metrics, Accuracy(name, name))
		}
	}
	s.Metrics = append(s.Metrics, Median("median_km", "km", Km), Accuracy("country", "country"))
	s.Notes = scorer.notes(gold.reports, missing)
	return s, nil
}

// notes say what the figures rest on.
func (s *geoScorer) notes(reports []geoReport, missing int) []string {
	all, located := 0, 0
	for _, r := range reports {
		for _, p := range r.places {
			all++
			if p.located {
				located++
			}
		}
	}
	notes := []string{fmt.Sprintf("%d gold places, %d of them with coordinates.", all, located)}
	if missing > 0 {
		notes = append(notes, fmt.Sprintf("%d gold places have a number of GeoNames that the gazetteer does not hold: left out of acc161 and acc161_alone, which are that much kinder, wrong in acc161_strict.", missing))
	}
	return notes
}
