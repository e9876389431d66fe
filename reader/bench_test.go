package reader_test

import (
	"os"
	"path/filepath"
	"testing"

	"dateline"
	"dateline/text"
)

// samples are the reports that the demonstration ships with.
func samples(tb testing.TB) []*dateline.Report {
	tb.Helper()
	paths, err := filepath.Glob(filepath.Join("..", "cmd", "dateline", "sample", "*.txt"))
	if err != nil || len(paths) == 0 {
		tb.Fatalf("no samples: %v", err)
	}
	var out []*dateline.Report
	for _, p := range paths {
		raw, err := os.ReadFile(p)
		if err != nil {
			tb.Fatal(err)
		}
		front, body, err := text.FrontMatter(string(raw))
		if err != nil {
			tb.Fatal(err)
		}
		out = append(out, &dateline.Report{ID: "r1", Title: &front.Title, Published: front.Published, Text: string(raw), Body: body, Language: "en"})
	}
	return out
}

// BenchmarkRead reads the sample reports, on one core and on all of them.
func BenchmarkRead(b *testing.B) {
	reps := samples(b)
	bytes := 0
	for _, r := range reps {
		bytes += len(r.Text)
	}
	for _, r := range reps {
		rd.Read(r) // what is built on first use is built
	}
	rates := func(b *testing.B) {
		b.SetBytes(int64(bytes / len(reps)))
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
	}
	b.Run("one core", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			rd.Read(reps[i%len(reps)])
		}
		rates(b)
	})
	b.Run("all cores", func(b *testing.B) {
		b.RunParallel(func(pb *testing.PB) {
			for i := 0; pb.Next(); i++ {
				rd.Read(reps[i%len(reps)])
			}
		})
		rates(b)
	})
}
