package codebook_test

import (
	"os"
	"testing"

	"dateline/codebook"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := codebook.Load(os.DirFS(".")); err != nil {
			b.Fatal(err)
		}
	}
}
