package grade

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// A tfidfBaseline groups texts as a plain program would, for comparison: one pass
// in the order of days; a text joins the group of the text before it that is most like it, or
// opens a group. Likeness is the cosine of word counts weighted by rarity, less with every day
// between the two.
type tfidfBaseline struct {
	Least    float64 // the least likeness at which a text joins, above 0 and at most 1
	HalfLife float64 // days after which likeness counts half
}

// A weighed is a text's words, in order, with weights whose squares sum to 1.
type weighed struct {
	terms   []int
	weights []float64
}

// group gives each text, with its day as a number and the days ascending, the
// number of its group. Rarity is counted over the same texts.
func (b tfidfBaseline) group(texts []string, days []int) []int {
	vectors := weigh(texts)
	of := make([]int, len(texts))
	groups := 0
	for i, v := range vectors {
		best, like := -1, b.Least
		for j := range i {
			decay := math.Exp2(-float64(days[i]-days[j]) / b.HalfLife)
			if decay < b.Least { // and no cosine is above 1
				continue
			}
			if l := cosine(v, vectors[j]) * decay; l >= like { // of equals the latest
				best, like = j, l
			}
		}
		if best < 0 {
			of[i], groups = groups, groups+1
		} else {
			of[i] = of[best]
		}
	}
	return of
}

// weigh counts each text's words, 1 + ln of how often they stand there, by their
// rarity over all texts, ln of texts over texts that have them.
func weigh(texts []string) []weighed {
	number := map[string]int{}
	var have []int // texts that have a term
	counts := make([]map[int]int, len(texts))
	for i, s := range texts {
		counts[i] = map[int]int{}
		for w := range strings.FieldsSeq(fold(s)) {
			t, ok := number[w]
			if !ok {
				t = len(number)
				number[w] = t
				have = append(have, 0)
			}
			if counts[i][t]++; counts[i][t] == 1 {
				have[t]++
			}
		}
	}
	out := make([]weighed, len(texts))
	for i, c := range counts {
		var v weighed
		for t := range c {
			v.terms = append(v.terms, t)
		}
		slices.Sort(v.terms)
		var square float64
		for _, t := range v.terms {
			w := (1 + math.Log(float64(c[t]))) * math.Log(float64(len(texts))/float64(have[t]))
			v.weights = append(v.weights, w)
			square += float64(w * w)
		}
		if square > 0 {
			for k := range v.weights {
				v.weights[k] /= math.Sqrt(square)
			}
		}
		out[i] = v
	}
	return out
}

func cosine(a, b weighed) float64 {
	var sum float64
	for i, j := 0, 0; i < len(a.terms) && j < len(b.terms); {
		switch c := cmp.Compare(a.terms[i], b.terms[j]); {
		case c < 0:
			i++
		case c > 0:
			j++
		default:
			sum += float64(a.weights[i] * b.weights[j])
			i, j = i+1, j+1
		}
	}
	return sum
}
