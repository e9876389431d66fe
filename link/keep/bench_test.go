package keep_test

import (
	"math/rand/v2"
	"testing"

	"dateline/link/keep"
)

// BenchmarkPosts shows what it costs to ask, to post and to stage, of five million
// numbers under a million keys, and what one of them takes.
func BenchmarkPosts(b *testing.B) {
	const n, keys = 5 << 20, 1 << 20
	rng := rand.New(rand.NewPCG(1, 2))
	all := make([]uint32, keys)
	for i := range all {
		all[i] = rng.Uint32()
	}
	filled := func() *keep.Posts {
		p := keep.NewPosts(func(a, b int32) bool { return a < b })
		for i := range n {
			p.Stage(all[rng.IntN(keys)], int32(i/25))
		}
		p.Len()
		return p
	}
	b.Run("ask", func(b *testing.B) {
		p := filled()
		for b.Loop() {
			p.Of(all[rng.IntN(keys)])
		}
	})
	b.Run("post", func(b *testing.B) {
		p := filled()
		for i := 0; b.Loop(); i++ {
			p.Insert(all[rng.IntN(keys)], int32(n+i))
		}
	})
	b.Run("stage", func(b *testing.B) {
		for b.Loop() {
			filled()
		}
		b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/n, "ns/number")
	})
}
