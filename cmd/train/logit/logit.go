// Package logit trains linear models that say of each class apart how likely it
// is (logistic regression, one against the rest) over sparse binary features.
//
// It is FTRL-Proximal (McMahan et al., "Ad Click Prediction", KDD 2013), which
// leaves most weights at nothing. The same examples in the same order give the
// same weights.
package logit

import (
	"math"
	"math/rand/v2"
	"sync"
)

// An Example is a set of features and which classes hold of it, a bit a class.
type Example struct {
	Features []uint32
	Labels   uint32
	Skip     uint32 // classes that it tells nothing of, a bit a class
}

// Options say how to learn.
type Options struct {
	Classes int
	Rounds  int     // how often each example is seen
	Rate    float64 // of learning, alpha
	L1, L2  float64
	Seed    uint64
}

// Train returns the weights of features 0 to n-1, class by class. Classes are
// learned side by side and share nothing.
func Train(examples []Example, n int, o Options) [][]float32 {
	out := make([][]float32, o.Classes)
	var wait sync.WaitGroup
	for c := range out {
		wait.Go(func() { out[c] = trainClass(examples, n, c, o) })
	}
	wait.Wait()
	return out
}

func trainClass(examples []Example, n, class int, o Options) []float32 {
	z, g, w := make([]float32, n), make([]float32, n), make([]float32, n)
	l1, l2, rate := float32(o.L1), float32(o.L2), float32(o.Rate)
	for round := range o.Rounds {
		for _, k := range rand.New(rand.NewPCG(o.Seed, uint64(round))).Perm(len(examples)) {
			e := &examples[k]
			if e.Skip>>class&1 == 1 {
				continue
			}
			score := float32(0)
			for _, f := range e.Features {
				score += w[f]
			}
			y := e.Labels >> class & 1
			if y == 0 && score < -7 { // as good as known
				continue
			}
			d := float32(1/(1+math.Exp(-float64(score)))) - float32(y)
			d2 := d * d
			for _, f := range e.Features {
				root := sqrt(g[f] + d2)
				z[f] += d - (root-sqrt(g[f]))/rate*w[f]
				g[f] += d2
				switch v := z[f]; {
				case v > l1:
					w[f] = -(v - l1) / ((1+root)/rate + l2)
				case v < -l1:
					w[f] = -(v + l1) / ((1+root)/rate + l2)
				default:
					w[f] = 0
				}
			}
		}
	}
	return w
}

func sqrt(x float32) float32 { return float32(math.Sqrt(float64(x))) }

// Score is the sum of a class's weights over features.
func Score(weights []float32, features []uint32) float32 {
	s := float32(0)
	for _, f := range features {
		s += weights[f]
	}
	return s
}
