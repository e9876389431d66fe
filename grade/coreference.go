package grade

import (
	"cmp"
	"maps"
	"slices"
)

// A Clustering says of each item (a report, a mention) in which cluster it
// lies. An item that stands there lies in one cluster, so clusters never overlap;
// what is not there is not clustered. Names of clusters mean nothing outside one Clustering.
type Clustering map[string]string

// An Agreement is how a system's clusters stand to the gold ones: two shares with
// the counts behind them, so that documents can be summed.
type Agreement struct {
	RightCame, Came     float64 // of what the system put together, how much was right
	RightWanted, Wanted float64 // of what gold puts together, how much was found
}

// Add is the sum of two Agreements: the score over both sets, when no cluster
// reaches from one into the other.
func (a Agreement) Add(b Agreement) Agreement {
	return Agreement{a.RightCame + b.RightCame, a.Came + b.Came, a.RightWanted + b.RightWanted, a.Wanted + b.Wanted}
}

// Precision is from 0 to 1, 0 when nothing came.
func (a Agreement) Precision() float64 { return ratio(a.RightCame, a.Came) }

// Recall is from 0 to 1, 0 when nothing was wanted.
func (a Agreement) Recall() float64 { return ratio(a.RightWanted, a.Wanted) }

// F1 is the harmonic mean of precision and recall, from 0 to 1.
func (a Agreement) F1() float64 {
	p, r := a.Precision(), a.Recall()
	return ratio(2*p*r, p+r)
}

// Pairwise counts pairs of items: a pair is right that lies in one cluster on
// both sides.
func Pairwise(gold, system Clustering) Agreement {
	o := overlapOf(gold, system)
	var right float64
	for _, c := range o.cells {
		right += pairs(c.n)
	}
	a := Agreement{RightCame: right, RightWanted: right}
	for _, n := range o.gold {
		a.Wanted += pairs(n)
	}
	for _, n := range o.system {
		a.Came += pairs(n)
	}
	return a
}

// BCubed is B³ (Bagga and Baldwin 1998): of each item, the share of its cluster that
// belongs with it, averaged over items. An item that one side lacks has the
// share 0 on the other, as in the reference scorer (Pradhan and others 2014).
func BCubed(gold, system Clustering) Agreement {
	o := overlapOf(gold, system)
	a := Agreement{Came: float64(len(system)), Wanted: float64(len(gold))}
	for _, c := range o.cells {
		a.RightCame += float64(c.n*c.n) / float64(o.system[c.system])
		a.RightWanted += float64(c.n*c.n) / float64(o.gold[c.gold])
	}
	return a
}

// MUC counts the links that hold clusters together (Vilain and others 1995): a
// cluster of n items has n-1, and misses one for every part beyond the first that
// the other side cuts it into. Clusters of one item have none.
func MUC(gold, system Clustering) Agreement {
	o := overlapOf(gold, system)
	var a Agreement
	for _, c := range o.cells {
		a.RightCame += float64(c.n - 1)
	}
	a.RightWanted = a.RightCame
	for _, n := range o.gold {
		a.Wanted += float64(n - 1)
	}
	for _, n := range o.system {
		a.Came += float64(n - 1)
	}
	return a
}

// CEAFe pairs each gold cluster with one of the system's at most, so that the sum
// of their likenesses is the greatest (Luo 2005, φ4: twice the common items over
// the items of both). Precision is that sum over the system's clusters, recall over gold's.
func CEAFe(gold, system Clustering) Agreement {
	o := overlapOf(gold, system)
	var sum float64
	for _, part := range o.parts() {
		sum += o.bestPairing(part)
	}
	return Agreement{sum, float64(len(o.system)), sum, float64(len(o.gold))}
}

// CoNLL is the mean F1 of MUC, B³ and CEAF-e, from 0 to 1: the figure of the
// CoNLL shared tasks of 2011 and 2012.
func CoNLL(gold, system Clustering) float64 {
	return (MUC(gold, system).F1() + BCubed(gold, system).F1() + CEAFe(gold, system).F1()) / 3
}

// Agreed counts an Agreement towards a measure of a document.
func (d *Doc) Agreed(measure string, a Agreement) {
	d.Add(measure+", came", a.RightCame, a.Came, 0)
	d.Add(measure+", wanted", a.RightWanted, 0, a.Wanted)
}

// AgreementPRF are the metrics name_precision, name_recall and name_f1 of what
// documents Agreed on in a measure, as shares.
func AgreementPRF(name, measure string) []Metric {
	of := func(ds []*Doc) Agreement {
		came, wanted := sum(ds, measure+", came"), sum(ds, measure+", wanted")
		return Agreement{came.Right, came.Came, wanted.Right, wanted.Wanted}
	}
	return []Metric{
		{name + "_precision", Share, func(ds []*Doc) float64 { return of(ds).Precision() }},
		{name + "_recall", Share, func(ds []*Doc) float64 { return of(ds).Recall() }},
		{name + "_f1", Share, func(ds []*Doc) float64 { return of(ds).F1() }},
	}
}

func pairs(n int) float64 { return float64(n) * float64(n-1) / 2 }

// An overlap is two clusterings by their sizes, clusters numbered in the order of
// their names so that sums always run the same way.
type overlap struct {
	gold, system []int // items of each cluster
	cells        []cell
}

// A cell is the n items that lie in both a gold and a system cluster; n is above 0.
type cell struct{ gold, system, n int }

func overlapOf(gold, system Clustering) overlap {
	var o overlap
	number := func(c Clustering) (map[string]int, []int) {
		at := map[string]int{}
		for _, name := range distinct(c) {
			at[name] = len(at)
		}
		sizes := make([]int, len(at))
		for _, name := range c {
			sizes[at[name]]++
		}
		return at, sizes
	}
	goldAt, goldSizes := number(gold)
	systemAt, systemSizes := number(system)
	o.gold, o.system = goldSizes, systemSizes
	common := map[[2]int]int{}
	for item, g := range gold {
		if s, ok := system[item]; ok {
			common[[2]int{goldAt[g], systemAt[s]}]++
		}
	}
	for at, n := range common {
		o.cells = append(o.cells, cell{at[0], at[1], n})
	}
	slices.SortFunc(o.cells, func(a, b cell) int { return cmp.Or(cmp.Compare(a.gold, b.gold), cmp.Compare(a.system, b.system)) })
	return o
}

// distinct are the names of the clusters, sorted.
func distinct(c Clustering) []string { return slices.Compact(slices.Sorted(maps.Values(c))) }

// parts are the cells that hang together by common clusters: the best pairing of
// all is that of each part by itself.
func (o overlap) parts() [][]cell {
	root := make([]int, len(o.gold)+len(o.system))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			root[i] = root[root[i]]
			i = root[i]
		}
		return i
	}
	for _, c := range o.cells {
		a, b := find(c.gold), find(len(o.gold)+c.system)
		root[max(a, b)] = min(a, b)
	}
	at := map[int]int{}
	var out [][]cell
	for _, c := range o.cells {
		r := find(c.gold)
		i, ok := at[r]
		if !ok {
			i = len(out)
			at[r] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], c)
	}
	return out
}

// bestPairing is the greatest sum of likenesses over pairs of the part's clusters.
func (o overlap) bestPairing(part []cell) float64 {
	like := func(c cell) float64 { return 2 * float64(c.n) / float64(o.gold[c.gold]+o.system[c.system]) }
	if len(part) == 1 {
		return like(part[0])
	}
	rows, columns := map[int]int{}, map[int]int{}
	index := func(m map[int]int, k int) {
		if _, ok := m[k]; !ok {
			m[k] = len(m)
		}
	}
	for _, c := range part {
		index(rows, c.gold)
		index(columns, c.system)
	}
	turn := len(rows) > len(columns) // the search is quadratic in rows
	if turn {
		rows, columns = columns, rows
	}
	const one = 1 << 40 // an exact likeness of 1 as an integer weight
	weights := make([][]int64, len(rows))
	likes := make([][]float64, len(rows))
	for i := range weights {
		weights[i] = make([]int64, len(columns))
		likes[i] = make([]float64, len(columns))
	}
	for _, c := range part {
		i, j := c.gold, c.system
		if turn {
			i, j = j, i
		}
		likes[rows[i]][columns[j]] = like(c)
		weights[rows[i]][columns[j]] = int64(like(c) * one)
	}
	var sum float64
	for i, j := range assign(weights) {
		if j >= 0 {
			sum += likes[i][j]
		}
	}
	return sum
}
