package coref

import (
	"math/bits"
	"slices"
	"strconv"
	"strings"
)

func itoa(n int) string { return strconv.Itoa(n) }

const (
	// openingSentences are those at a document's head that are compared: news tells
	// first what is new, and background, which near-identical happenings share, later.
	openingSentences = 10
	// nameWeight is how often a name or number counts, a common word counting once.
	nameWeight = 3
	// sameHappening is how like two groups of documents are, on average, that tell of
	// one happening; in thousandths of the cosine.
	sameHappening = 90
	// mostDocuments bounds the documents that one term may bring together; a term of
	// more tells none apart.
	mostDocuments = 200
)

// happenings numbers documents by what they tell of. Terms are weighed by
// how rare they are among the documents given; one that all have, or one only, weighs nothing.
func happenings(docs []Document) []int {
	vectors := make([][]weighed, len(docs))
	ids := map[string]int{}
	var df []int
	for i, d := range docs {
		counts := map[int]int{}
		for _, s := range d.Sentences[:min(len(d.Sentences), openingSentences)] {
			for _, w := range s {
				n := termWeight(w)
				if n == 0 {
					continue
				}
				id, ok := ids[w.Lemma]
				if !ok {
					id = len(df)
					ids[w.Lemma] = id
					df = append(df, 0)
				}
				counts[id] += n
			}
		}
		for id, n := range counts {
			df[id]++
			vectors[i] = append(vectors[i], weighed{id, n})
		}
		slices.SortFunc(vectors[i], func(a, b weighed) int { return a.term - b.term })
	}
	postings := make([][]weighed, len(df)) // by term: documents and weights
	norm := make([]int, len(docs))
	for i, v := range vectors {
		sum := 0
		for _, t := range v {
			if n := df[t.term]; n > 1 && n < len(docs) && n <= mostDocuments {
				// (1 + ln count) · ln(documents / df)
				w := (1<<10 + natural(t.n)) * (natural(len(docs)) - natural(n)) >> 10
				postings[t.term] = append(postings[t.term], weighed{i, w})
				sum += w * w
			}
		}
		norm[i] = root(sum)
	}
	dots := map[[2]int]int{}
	for _, p := range postings {
		for x := range p {
			for y := range p[:x] {
				dots[[2]int{p[y].term, p[x].term}] += p[x].n * p[y].n
			}
		}
	}
	edges := make([]edge, 0, len(dots))
	for at, dot := range dots {
		if n := norm[at[0]] * norm[at[1]]; n > 0 {
			edges = append(edges, edge{at[0], at[1], 1000 * dot / n})
		}
	}
	return agglomerate(len(docs), edges, sameHappening)
}

// A weighed term of a document, or document of a term.
type weighed struct{ term, n int }

// termWeight is how often a word counts towards what its document is about: 0
// for those that are about nothing.
func termWeight(w Word) int {
	if len(w.Lemma) < 2 || strings.Contains(hollow, " "+w.Lemma+" ") {
		return 0
	}
	switch {
	case strings.HasPrefix(w.Tag, "NNP"), w.Tag == "CD":
		return nameWeight
	case strings.HasPrefix(w.Tag, "NN"), strings.HasPrefix(w.Tag, "VB"), strings.HasPrefix(w.Tag, "JJ"):
		return 1
	}
	return 0
}

// hollow are words of content classes that tell of nothing.
const hollow = " be have do say get go make take would could " +
	"monday tuesday wednesday thursday friday saturday sunday "

// natural is ln n in units of 1/1024, for n of at least 1. It is worked out in integers, so that it is
// the same everywhere.
func natural(n int) int {
	if n < 1 {
		return 0
	}
	// log2 to 16 bits: each squaring of the mantissa gives one
	exp := bits.Len(uint(n)) - 1
	m := uint64(n) << 32 >> exp // from 1 to 2, in units of 2⁻³²
	frac := 0
	for range 16 {
		hi, lo := bits.Mul64(m, m)
		m = hi<<32 | lo>>32
		frac <<= 1
		if m >= 1<<33 {
			m >>= 1
			frac |= 1
		}
	}
	const ln2 = 45426 // ln 2 in units of 2⁻¹⁶
	return (exp<<16 + frac) * ln2 >> 22
}

// root is the whole part of a square root.
func root(n int) int {
	if n < 1 {
		return 0
	}
	x := 1 << ((bits.Len(uint(n)) + 1) / 2)
	for {
		y := (x + n/x) / 2
		if y >= x {
			return x
		}
		x = y
	}
}
