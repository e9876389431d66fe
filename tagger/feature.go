package tagger

// A Model scores classes by features: Weights when reading, something that
// still learns when training.
type Model interface {
	// Score adds to into the weights of the features for each class.
	Score(features []uint64, into []int32)
}

// A Learner is a Model whose weights can be changed.
type Learner interface {
	Model
	// Update adds delta to the weight of each feature for the class.
	Update(features []uint64, class int, delta int32)
	// Tick ends one example. Weights are averaged over ticks.
	Tick()
}

const golden = 0x9E3779B97F4A7C15 // 2^64 divided by the golden ratio

// Hash is the hash of a word or another string that goes into a feature.
func Hash(s string) uint64 {
	h := uint64(0xCBF29CE484222325)
	for i := 0; i < len(s); i++ {
		h = (h ^ uint64(s[i])) * 0x100000001B3 // FNV-1a
	}
	return h ^ h>>29
}

// Feature is the hash of a feature: the number of its template, and the
// values that fill it, in order.
func Feature(template int, values ...uint64) uint64 {
	h := uint64(template+1) * golden
	for _, v := range values {
		h = mix(h, v)
	}
	return spread(h)
}

func mix(h, v uint64) uint64 {
	h = (h ^ v) * golden
	return h ^ h>>31
}

// spread lets every bit of a hash depend on every other: a table looks at the
// highest and the lowest.
func spread(h uint64) uint64 {
	h *= 0xD6E8FEB86659FD93
	return h ^ h>>32
}

// Best is the class with the highest score, the first of several.
func Best(scores []int32) int {
	best := 0
	for i, s := range scores {
		if s > scores[best] {
			best = i
		}
	}
	return best
}
