// Package boost trains forests of small decision trees over whole numbers, tree
// after tree, each on what those before leave unexplained (gradient boosting
// of the logistic loss, with Newton's steps as in Chen and Guestrin, "XGBoost",
// KDD 2016).
package boost

import (
	"math"
	"math/rand/v2"
	"slices"

	"dateline/tagger"
)

// An Example is a row of numbers and whether it holds.
type Example struct {
	Values []int32
	Label  bool
}

// Options say how to learn.
type Options struct {
	Trees, Depth int
	Rate         float64 // how much of each tree counts
	Least        float64 // the least curvature in a leaf, about a quarter of the examples
	L2           float64
	Sample       float64 // share of examples that each tree sees
	Columns      float64 // share of columns that each tree sees
	Seed         uint64
}

const bins = 64

// Train makes a forest. Scores are log odds in tagger.ForestUnit.
func Train(examples []Example, o Options) *tagger.Forest {
	if len(examples) == 0 {
		return &tagger.Forest{}
	}
	columns := len(examples[0].Values)
	cuts := make([][]int32, columns)
	binned := make([][]uint8, columns)
	for c := range columns {
		cuts[c] = cutsOf(examples, c)
		binned[c] = make([]uint8, len(examples))
		for i, e := range examples {
			b, _ := slices.BinarySearch(cuts[c], e.Values[c])
			binned[c][i] = uint8(b) // values up to and with cuts[b]
		}
	}
	positive := 0.0
	for _, e := range examples {
		if e.Label {
			positive++
		}
	}
	base := math.Log((positive + 1) / (float64(len(examples)) - positive + 1))
	f := &tagger.Forest{Base: int32(math.Round(base * tagger.ForestUnit))}
	score := make([]float64, len(examples))
	for i := range score {
		score[i] = base
	}
	rng := rand.New(rand.NewPCG(o.Seed, 7))
	grad, curv := make([]float64, len(examples)), make([]float64, len(examples))
	for range o.Trees {
		for i, e := range examples {
			p := 1 / (1 + math.Exp(-score[i]))
			y := 0.0
			if e.Label {
				y = 1
			}
			grad[i], curv[i] = p-y, max(p*(1-p), 1e-6)
		}
		var rows []int
		for i := range examples {
			if rng.Float64() < o.Sample {
				rows = append(rows, i)
			}
		}
		var cols []int
		for c := range columns {
			if len(cuts[c]) > 0 && rng.Float64() < o.Columns {
				cols = append(cols, c)
			}
		}
		g := grower{o: o, cuts: cuts, binned: binned, grad: grad, curv: curv, cols: cols}
		tree := g.grow(rows)
		f.Trees = append(f.Trees, tree)
		for i, e := range examples {
			score[i] += float64(tree.Score(e.Values)) / tagger.ForestUnit
		}
	}
	return f
}

// cutsOf are values between which a column's numbers may be parted, about as
// many examples between one and the next.
func cutsOf(examples []Example, c int) []int32 {
	values := make([]int32, len(examples))
	for i, e := range examples {
		values[i] = e.Values[c]
	}
	slices.Sort(values)
	var out []int32
	distinct := slices.Compact(slices.Clone(values))
	if len(distinct) <= bins {
		return distinct[:len(distinct)-1]
	}
	for b := 1; b < bins; b++ {
		v := values[b*len(values)/bins]
		if len(out) == 0 || v > out[len(out)-1] {
			out = append(out, v)
		}
	}
	return out
}

type grower struct {
	o          Options
	cuts       [][]int32
	binned     [][]uint8
	grad, curv []float64
	cols       []int
	tree       tagger.DecisionTree
}

func (g *grower) grow(rows []int) tagger.DecisionTree {
	g.node(rows, g.o.Depth)
	return g.tree
}

type split struct {
	gain   float64
	column int
	bin    int
}

// node adds a node for some examples and returns its number.
func (g *grower) node(rows []int, depth int) int {
	sg, sh := 0.0, 0.0
	for _, i := range rows {
		sg += g.grad[i]
		sh += g.curv[i]
	}
	me := len(g.tree)
	g.tree = append(g.tree, tagger.DecisionNode{Column: -1, Value: int32(math.Round(-sg / (sh + g.o.L2) * g.o.Rate * tagger.ForestUnit))})
	if depth == 0 || sh < 2*g.o.Least {
		return me
	}
	best := split{}
	var hg, hh [bins + 1]float64
	for _, c := range g.cols {
		clear(hg[:])
		clear(hh[:])
		b := g.binned[c]
		for _, i := range rows {
			hg[b[i]] += g.grad[i]
			hh[b[i]] += g.curv[i]
		}
		lg, lh := 0.0, 0.0
		for k := range g.cuts[c] {
			lg += hg[k]
			lh += hh[k]
			if lh < g.o.Least || sh-lh < g.o.Least {
				continue
			}
			gain := lg*lg/(lh+g.o.L2) + (sg-lg)*(sg-lg)/(sh-lh+g.o.L2) - sg*sg/(sh+g.o.L2)
			if gain > best.gain+1e-9 {
				best = split{gain, c, k}
			}
		}
	}
	if best.gain <= 1e-6 {
		return me
	}
	var low, high []int
	for _, i := range rows {
		if int(g.binned[best.column][i]) <= best.bin {
			low = append(low, i)
		} else {
			high = append(high, i)
		}
	}
	g.tree[me] = tagger.DecisionNode{Column: int16(best.column), Value: g.cuts[best.column][best.bin]}
	l := g.node(low, depth-1)
	h := g.node(high, depth-1)
	g.tree[me].Low, g.tree[me].High = int16(l), int16(h)
	return me
}
