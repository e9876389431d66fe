package text

import (
	"cmp"
	"slices"
)

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

// Shared counts the members that two sorted sets without doubles have in
// common: shingles of two reports, or words.
func Shared[T cmp.Ordered](a, b []T) int {
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
