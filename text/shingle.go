package text

import "slices"

// The 64-bit FNV-1a hash (Fowler, Noll, Vo; RFC 9923).
const (
	fnvOffset = 14695981039346656037
	fnvPrime  = 1099511628211
)

// Shingles are the hashes (FNV-1a, 64 bits) of every run of n words, sorted,
// each once. Fewer words than n make one shingle, none make none; n below 1
// counts as 1. Words are hashed as given: fold them first.
func Shingles(words []string, n int) []uint64 {
	if len(words) == 0 {
		return nil
	}
	n = max(1, min(n, len(words)))
	out := make([]uint64, 0, len(words)-n+1)
	for i := 0; i+n <= len(words); i++ {
		h := uint64(fnvOffset)
		for _, w := range words[i : i+n] {
			for j := 0; j < len(w); j++ {
				h = (h ^ uint64(w[j])) * fnvPrime
			}
			h = (h ^ ' ') * fnvPrime
		}
		out = append(out, h)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// Resemblance is the Jaccard resemblance of two sets of shingles in percent,
// rounded down: what they share over what they have together (Broder, On the
// resemblance and containment of documents, 1997). Sets without members
// resemble nothing.
func Resemblance(a, b []uint64) (percent int) {
	both := shared(a, b)
	all := len(a) + len(b) - both
	if all == 0 {
		return 0
	}
	return both * 100 / all
}

// Containment is the share of a that b holds too, in percent, rounded down: a
// short report copied into a long one resembles it little and is wholly
// contained in it.
func Containment(a, b []uint64) (percent int) {
	if len(a) == 0 {
		return 0
	}
	return shared(a, b) * 100 / len(a)
}

// shared counts the members of two sorted sets without doubles in common.
func shared(a, b []uint64) int {
	n := 0
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			n++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	return n
}
