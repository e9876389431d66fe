// Package cluster groups words that stand in like company (Harris 1954): their
// neighbours and what they depend on, weighed by positive pointwise mutual
// information, brought down to its strongest dimensions, and grouped by k-means
// on the sphere.
package cluster

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// A Counter counts in which company words stand.
type Counter struct {
	words    map[uint64]int
	contexts map[uint64]int
	pairs    map[[2]uint64]int
	total    int
}

// NewCounter counts nothing yet.
func NewCounter() *Counter {
	return &Counter{words: map[uint64]int{}, contexts: map[uint64]int{}, pairs: map[[2]uint64]int{}}
}

// Add counts a word, by its hash, in one context, by its hash.
func (c *Counter) Add(word, context uint64) {
	c.words[word]++
	c.contexts[context]++
	c.pairs[[2]uint64{word, context}]++
	c.total++
}

const dimensions = 64

// Groups puts words that were counted least times or more into k groups,
// numbered from 1 by the hash of their first word.
func (c *Counter) Groups(least, k int, seed uint64) map[uint64]uint8 {
	var words []uint64
	for w, n := range c.words {
		if n >= least {
			words = append(words, w)
		}
	}
	slices.Sort(words)
	place := map[uint64]int{}
	for i, w := range words {
		place[w] = i
	}
	type cell struct {
		word, context int
		value         float64
	}
	var contexts []uint64
	for x, n := range c.contexts {
		if n >= 5 {
			contexts = append(contexts, x)
		}
	}
	slices.Sort(contexts)
	column := map[uint64]int{}
	for i, x := range contexts {
		column[x] = i
	}
	var cells []cell
	smoothed := 0.0
	for _, x := range contexts {
		smoothed += math.Pow(float64(c.contexts[x]), 0.75)
	}
	for p, n := range c.pairs {
		i, ok := place[p[0]]
		j, ok2 := column[p[1]]
		if !ok || !ok2 {
			continue
		}
		pmi := math.Log(float64(n) / float64(c.words[p[0]]) * smoothed / math.Pow(float64(c.contexts[p[1]]), 0.75))
		if pmi > 0 {
			cells = append(cells, cell{i, j, pmi})
		}
	}
	slices.SortFunc(cells, func(a, b cell) int { return cmp.Or(cmp.Compare(a.word, b.word), cmp.Compare(a.context, b.context)) })
	// The strongest directions by subspace iteration (Halko, Martinsson and Tropp 2011).
	rng := rand.New(rand.NewPCG(seed, 11))
	right := matrix(len(contexts))
	for i := range right {
		for d := range right[i] {
			right[i][d] = rng.NormFloat64()
		}
	}
	left := matrix(len(words))
	for range 5 {
		orthogonal(right)
		zero(left)
		for _, x := range cells {
			axpy(left[x.word], x.value, right[x.context])
		}
		orthogonal(left)
		zero(right)
		for _, x := range cells {
			axpy(right[x.context], x.value, left[x.word])
		}
	}
	orthogonal(right)
	zero(left)
	for _, x := range cells {
		axpy(left[x.word], x.value, right[x.context])
	}
	// Strong directions are taken back to the root of their strength, so that they do not drown the others.
	for d := range dimensions {
		s := 0.0
		for i := range left {
			s += left[i][d] * left[i][d]
		}
		s = math.Sqrt(math.Sqrt(s))
		for i := range left {
			left[i][d] /= s + 1e-9
		}
	}
	for _, v := range left {
		unit(v)
	}
	return number(words, kmeans(left, k, seed))
}

func matrix(n int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, dimensions)
	}
	return m
}

func zero(m [][]float64) {
	for _, r := range m {
		clear(r)
	}
}

func axpy(to []float64, a float64, x []float64) {
	for d := range to {
		to[d] += a * x[d]
	}
}

// orthogonal makes the columns of m orthonormal (Gram and Schmidt).
func orthogonal(m [][]float64) {
	for d := range dimensions {
		for e := range d {
			dot := 0.0
			for _, r := range m {
				dot += r[d] * r[e]
			}
			for _, r := range m {
				r[d] -= dot * r[e]
			}
		}
		n := 0.0
		for _, r := range m {
			n += r[d] * r[d]
		}
		n = math.Sqrt(n) + 1e-12
		for _, r := range m {
			r[d] /= n
		}
	}
}

func unit(v []float64) {
	s := 0.0
	for _, x := range v {
		s += x * x
	}
	if s == 0 {
		return
	}
	s = math.Sqrt(s)
	for i := range v {
		v[i] /= s
	}
}

func kmeans(vectors [][]float64, k int, seed uint64) []int {
	rng := rand.New(rand.NewPCG(seed, 3))
	k = min(k, len(vectors))
	centres := make([][]float64, k)
	for i, j := range rng.Perm(len(vectors))[:k] {
		centres[i] = slices.Clone(vectors[j])
	}
	of := make([]int, len(vectors))
	for range 20 {
		for i, v := range vectors {
			best, at := -2.0, 0
			for j, c := range centres {
				s := 0.0
				for d := range v {
					s += v[d] * c[d]
				}
				if s > best {
					best, at = s, j
				}
			}
			of[i] = at
		}
		for j := range centres {
			clear(centres[j])
		}
		for i, v := range vectors {
			for d := range v {
				centres[of[i]][d] += v[d]
			}
		}
		for j := range centres {
			unit(centres[j])
		}
	}
	return of
}

func number(words []uint64, of []int) map[uint64]uint8 {
	out := map[uint64]uint8{}
	names := map[int]uint8{}
	for i, w := range words {
		n, ok := names[of[i]]
		if !ok {
			n = uint8(len(names) + 1)
			names[of[i]] = n
		}
		out[w] = n
	}
	return out
}
