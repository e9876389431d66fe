//go:build unix

package main

import (
	"strings"
	"syscall"
	"testing"
	"time"

	"dateline"
	"dateline/corpus"
)

// benchWords is how long the reports are that reading is timed on.
const benchWords = 400

// longReports are the annotated reports that the models learn from, without
// their marks, put together and cut off where each has benchWords words.
func longReports(tb testing.TB) []*dateline.Report {
	tb.Helper()
	docs, err := corpus.Load("../train/corpus")
	if err != nil || len(docs) == 0 {
		tb.Fatalf("%d annotated reports, error %v", len(docs), err)
	}
	var out []*dateline.Report
	var body []string
	words := 0
	var title string
	for _, d := range docs {
		if words == 0 {
			title = d.Front["title"]
			body = append(body, title)
		}
		for _, p := range strings.Split(d.Text, "\n\n") {
			if words < benchWords {
				body = append(body, p)
				words += len(strings.Fields(p))
			}
		}
		if words < benchWords {
			continue
		}
		published, err := dateline.ParseMoment(d.Front["published"])
		if err != nil {
			tb.Fatal(err)
		}
		text := strings.Join(body, "\n\n")
		out = append(out, &dateline.Report{ID: "r1", Title: &title, Published: &published, Text: text, Language: "en"})
		body, words = nil, 0
	}
	return out
}

// BenchmarkRead reads reports of at least 400 words by the program's own
// engine, every learned model wired, on one core and on all of them. On a
// machine that does other things too the processor's time says more than the
// clock's: reports/cpu-s is how many a core of its own would read in a second.
func BenchmarkRead(b *testing.B) {
	reps := longReports(b)
	eng := newEngine()
	for _, r := range reps[:4] {
		eng.Read(r) // what is built on first use is built
	}
	words := 0
	for _, r := range reps {
		words += len(strings.Fields(r.Text))
	}
	timed := func(b *testing.B, run func()) {
		before := processorTime(b)
		run()
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "reports/s")
		b.ReportMetric(float64(b.N)/(processorTime(b)-before).Seconds(), "reports/cpu-s")
		b.ReportMetric(float64(words)/float64(len(reps)), "words/report")
	}
	b.Run("one core", func(b *testing.B) {
		b.ReportAllocs()
		timed(b, func() {
			for i := range b.N {
				eng.Read(reps[i%len(reps)])
			}
		})
	})
	b.Run("all cores", func(b *testing.B) {
		timed(b, func() {
			b.RunParallel(func(pb *testing.PB) {
				for i := 0; pb.Next(); i++ {
					eng.Read(reps[i%len(reps)])
				}
			})
		})
	})
}

// processorTime is what the process has used of the processors.
func processorTime(tb testing.TB) time.Duration {
	tb.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		tb.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
