package grade

import (
	"cmp"
	"math"
	"slices"

	"dateline"
	"dateline/reader"
)

// A Collection is a public set of texts with known answers, which lives outside the
// repository and is named by its path.
type Collection struct {
	Name      string   // what `dateline grade` calls it: "muc4"
	Path      string   // what its path names: "DIR", "FILE|DIR"
	About     string   // a line: what it measures
	Long      string   // the forms it is read in, what each measure means, the form of predictions; where it is published, under which licence
	Flags     []string // of Input, that it heeds beside Predictions: "each", "split", "topics"
	Own       bool     // whether, without a path, the program's own texts are scored
	Predicts  bool     // whether another system's output can be scored
	Published []Figure
	// Score reads the collection and scores the program, or the predictions. It
	// fails as Invalid or NotFound, naming the file and what was expected of it.
	Score func(path string, in Input) (*Sheet, error)
}

// A Figure is a score that others have published.
type Figure struct {
	Metric string  // of which of the sheet's metrics
	System string  // whose, on what, from where
	Value  float64 // in the metric's unit
}

// Input is what a collection is scored with.
type Input struct {
	Read        func(*dateline.Report) *dateline.Reading                     // the program's own reader
	Link        func([]dateline.Report, []*dateline.Reading) dateline.Record // the program's own linker
	Places      PlaceReader                                                  // geo: the same reader, for names of places; nil is one with the embedded rooms
	Ask         func(*dateline.Report, []reader.Question) []reader.Answer    // the same reader, about single words
	Triggers    func(*dateline.Report) []reader.Trigger                      // the words that it takes to tell of events
	Chains      func(*dateline.Report) []reader.Chain                        // its coreference of actors
	Entities    EntityFinder                                                 // re3d; nil is the program's own, of the embedded weights
	Predictions string                                                       // path of another system's output, in the collection's own form; "" scores the program
	Each        bool                                                         // gva: one report at a time
	Topics      string                                                       // ecbplus: a part or a list of topics
	Split       string                                                       // gva: dev, val, sealed
	Readings    string                                                       // stream: path of readings to link; "" has the reports read
	Reports     int                                                          // stream: how many of its reports, 0 for all
}

// Hits are what stands behind precision and recall: what came that was right, what
// came, what was wanted. Right may be a share of one where a measure aligns in part.
type Hits struct{ Right, Came, Wanted float64 }

// A Doc is what one document adds to the scores. Resampling draws whole Docs.
type Doc struct {
	Name   string
	Hits   map[string]Hits      // by measure: "entity"
	Values map[string][]float64 // measured item by item: kilometres of error
	Misses []Miss
}

// Add counts towards a measure.
func (d *Doc) Add(measure string, right, came, wanted float64) {
	if d.Hits == nil {
		d.Hits = map[string]Hits{}
	}
	h := d.Hits[measure]
	d.Hits[measure] = Hits{h.Right + right, h.Came + came, h.Wanted + wanted}
}

// Measured notes one measured item.
func (d *Doc) Measured(measure string, v float64) {
	if d.Values == nil {
		d.Values = map[string][]float64{}
	}
	d.Values[measure] = append(d.Values[measure], v)
}

// Miss notes what was wanted and what came; either may be empty.
func (d *Doc) Miss(measure, wanted, came string) {
	d.Misses = append(d.Misses, Miss{measure, wanted, came})
}

// A Miss is one thing that was wrong: wanted and not there, there and not wanted,
// or other than wanted.
type Miss struct {
	Measure string `json:"measure"`
	Wanted  string `json:"wanted"`
	Came    string `json:"came"`
}

// A Unit is what a metric is given in.
type Unit string

// The units.
const (
	Percent Unit = "percent"    // F1, precision, recall: 0 to 100
	Share   Unit = "share"      // 0 to 1
	Km      Unit = "kilometres" // of error
	Plain   Unit = ""           // a count, a correlation, a mean error
)

// A Metric is one figure over documents.
type Metric struct {
	Name string // in JSON: "ceaf_ree_f1"
	Unit Unit
	Of   func([]*Doc) float64
}

// A Sheet is a collection scored.
type Sheet struct {
	Docs    []*Doc
	Metrics []Metric
	Notes   []string // said below the table: the ceiling of candidates, what was left out
}

// PRF are the metrics name_precision, name_recall and name_f1 of a measure, in percent.
func PRF(name, measure string) []Metric {
	return []Metric{
		{name + "_precision", Percent, func(ds []*Doc) float64 { h := sum(ds, measure); return 100 * ratio(h.Right, h.Came) }},
		{name + "_recall", Percent, func(ds []*Doc) float64 { h := sum(ds, measure); return 100 * ratio(h.Right, h.Wanted) }},
		{name + "_f1", Percent, func(ds []*Doc) float64 { h := sum(ds, measure); return 100 * F1(h) }},
	}
}

// Accuracy is the share of what was wanted that was right.
func Accuracy(name, measure string) Metric {
	return Metric{name, Share, func(ds []*Doc) float64 { h := sum(ds, measure); return ratio(h.Right, h.Wanted) }}
}

// Mean is the mean of a measure's values.
func Mean(name, measure string, unit Unit) Metric {
	return Metric{name, unit, func(ds []*Doc) float64 {
		total, n := 0.0, 0
		for _, d := range ds {
			for _, v := range d.Values[measure] {
				total += v
				n++
			}
		}
		return ratio(total, float64(n))
	}}
}

// Median is the middle of a measure's values, of two middle ones the lower.
func Median(name, measure string, unit Unit) Metric {
	return Metric{name, unit, func(ds []*Doc) float64 {
		var all []float64
		for _, d := range ds {
			all = append(all, d.Values[measure]...)
		}
		if len(all) == 0 {
			return 0
		}
		slices.Sort(all)
		return all[(len(all)-1)/2]
	}}
}

// F1 is the harmonic mean of precision and recall, 0 to 1. Nothing wanted and
// nothing come is 0, as in the published scorers.
func F1(h Hits) float64 { return ratio(2*h.Right, h.Came+h.Wanted) }

func ratio(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}

func sum(ds []*Doc, measure string) Hits {
	var t Hits
	for _, d := range ds {
		h := d.Hits[measure]
		t.Right, t.Came, t.Wanted = t.Right+h.Right, t.Came+h.Came, t.Wanted+h.Wanted
	}
	return t
}

// Worst are the n documents with most misses, then by name.
func (s *Sheet) Worst(n int) []*Doc {
	out := slices.SortedStableFunc(slices.Values(s.Docs), func(a, b *Doc) int {
		return cmp.Or(cmp.Compare(len(b.Misses), len(a.Misses)), cmp.Compare(a.Name, b.Name))
	})
	return out[:min(max(n, 0), len(out))]
}

// round keeps what a figure can bear: two places of percent and of kilometres, four of others.
func round(v float64, unit Unit) float64 {
	scale := 1e4
	if unit == Percent || unit == Km {
		scale = 1e2
	}
	return math.Round(v*scale) / scale
}
