package coref

import (
	"cmp"
	"maps"
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
	// exactHappenings is how many documents are compared each with each. Later ones join
	// what is there: of each term at most nearHappenings are looked at, those that it was met in
	// last, and of each of these at most latestDocuments, the last.
	exactHappenings = 400
	nearHappenings  = 20
	latestDocuments = 5
)

// A portrait is a document by its terms, in order, and its length as a vector.
type portrait struct {
	terms  []weighed
	length int
}

// happenings numbers documents by what they tell of. Terms are weighed by how rare they
// are among the documents given.
func happenings(docs []Document) []int {
	ps := portraits(docs)
	exact := min(len(docs), exactHappenings)
	var edges []edge
	for i := range exact {
		for k := range i {
			if s := alike(ps[k], ps[i]); s > 0 {
				edges = append(edges, edge{k, i, s})
			}
		}
	}
	of := agglomerate(exact, edges, sameHappening)
	var members [][]int       // by happening: the latest documents
	posted := map[int][]int{} // by term: the latest happenings
	put := func(i, n int) {
		if n == len(members) {
			members = append(members, nil)
		}
		members[n] = latest(members[n], i, latestDocuments)
		for _, t := range ps[i].terms {
			posted[t.term] = latest(posted[t.term], n, nearHappenings)
		}
	}
	for i, n := range of {
		put(i, n)
	}
	for i := exact; i < len(docs); i++ {
		shared := map[int]int{}
		for _, t := range ps[i].terms {
			for _, n := range posted[t.term] {
				shared[n] += t.n
			}
		}
		near := slices.SortedFunc(maps.Keys(shared), func(a, b int) int { return cmp.Or(cmp.Compare(shared[b], shared[a]), cmp.Compare(a, b)) })
		best, bestMean := len(members), sameHappening-1
		for _, n := range near[:min(len(near), nearHappenings)] {
			sum := 0
			for _, k := range members[n] {
				sum += alike(ps[k], ps[i])
			}
			if mean := sum / len(members[n]); mean > bestMean {
				best, bestMean = n, mean
			}
		}
		of = append(of, best)
		put(i, best)
	}
	return of
}

// latest adds x to a list of the last most different ones.
func latest(list []int, x, most int) []int {
	if i := slices.Index(list, x); i >= 0 {
		list = slices.Delete(list, i, i+1)
	}
	if list = append(list, x); len(list) > most {
		list = list[1:]
	}
	return list
}

// portraits weigh the terms of documents: (1 + ln count) · ln((documents+1) / documents with it).
// A term that one document has alone is in no portrait, and adds the less to the length the
// more documents there are: most words of a document are its own among many, and tell
// it from the others among few.
func portraits(docs []Document) []portrait {
	ids := map[string]int{}
	var with []int
	counts := make([]map[int]int, len(docs))
	for i, d := range docs {
		counts[i] = map[int]int{}
		for _, s := range d.Sentences[:min(len(d.Sentences), openingSentences)] {
			for _, w := range s {
				n := termWeight(w)
				if n == 0 {
					continue
				}
				id, ok := ids[w.Lemma]
				if !ok {
					id = len(with)
					ids[w.Lemma] = id
					with = append(with, 0)
				}
				counts[i][id] += n
			}
		}
		for id := range counts[i] {
			with[id]++
		}
	}
	out := make([]portrait, len(docs))
	for i := range docs {
		sum, alone := 0, 0
		for id, n := range counts[i] {
			w := (1<<10 + natural(n)) * (natural(len(docs)+1) - natural(with[id])) >> 10
			if with[id] == 1 {
				alone += w * w
				continue
			}
			sum += w * w
			out[i].terms = append(out[i].terms, weighed{id, w})
		}
		out[i].length = root(sum + alone*aloneCounts/len(docs))
		slices.SortFunc(out[i].terms, func(a, b weighed) int { return cmp.Compare(a.term, b.term) })
	}
	return out
}

// aloneCounts is among how many documents a word that one has alone counts whole.
const aloneCounts = 1

// alike is the cosine of two documents, in thousandths.
func alike(a, b portrait) int {
	if a.length == 0 || b.length == 0 {
		return 0
	}
	return 1000 * dot(a.terms, b.terms) / (a.length * b.length)
}

// dot is the product of two vectors whose terms are in order.
func dot(a, b []weighed) int {
	sum := 0
	for i, k := 0, 0; i < len(a) && k < len(b); {
		switch x, y := a[i], b[k]; {
		case x.term == y.term:
			sum += x.n * y.n
			i++
			k++
		case x.term < y.term:
			i++
		default:
			k++
		}
	}
	return sum
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
