//go:build unix

package store

import (
	"context"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"dateline"
	"dateline/store/storetest"
)

var databases = map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "postgres": storetest.Postgres}

// spent is the time that this process has had on processors; a server's is its own.
func spent(b *testing.B) time.Duration {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// linkAll links what is to be linked, without looking at it.
func linkAll(ctx context.Context, l *Ledger) (linked int, err error) {
	for {
		n := 0
		had, err := l.Turn(ctx, func(ctx context.Context, turn *Turn) error {
			rs, readings, err := turn.Next(ctx, 256)
			if err != nil || len(rs) == 0 {
				return err
			}
			n = len(rs)
			var out dateline.Linking
			for i, r := range rs {
				out.Linked = append(out.Linked, r.ID)
				r.Origin = dateline.OriginID(readings[i].Report)
				out.Reports = append(out.Reports, r)
				out.Kept = append(out.Kept, dateline.Kept{Report: r.ID, Fixed: make([]byte, 2000), Moving: make([]byte, 200)})
			}
			return turn.Save(ctx, out)
		})
		if linked += n; err != nil || !had || n == 0 {
			return linked, err
		}
	}
}

// pass files reports from to below to, and reads and links them with handlers that do
// nothing but commit.
func pass(b *testing.B, l *Ledger, from, to int) {
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	var all []dateline.Filing
	for i := from; i < to; i++ {
		all = append(all, filing(i))
		if len(all) == 50 || i == to-1 {
			if _, err := l.File(ctx, all); err != nil {
				b.Fatal(err)
			}
			all = nil
		}
	}
	var left atomic.Int64
	left.Store(int64(to - from))
	err := l.Work(ctx, map[dateline.Stage]int{dateline.StageRead: 2, dateline.StageLink: 1}, func(ctx context.Context, j dateline.Job) error {
		if j.Stage == dateline.StageRead {
			return l.SaveReading(ctx, reading(dateline.ReportID(j.Subject), "reader/1"))
		}
		n, err := linkAll(ctx, l)
		if left.Add(-int64(n)) == 0 {
			stop()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkLedger files, reads and links; an op is one report.
func BenchmarkLedger(b *testing.B) {
	for name, where := range databases {
		b.Run(name, func(b *testing.B) {
			l := open(b, where(b))
			b.ResetTimer()
			before := spent(b)
			pass(b, l, 0, b.N)
			b.ReportMetric(float64((spent(b)-before).Microseconds())/float64(b.N), "cpu-us/op")
		})
	}
}

// BenchmarkJobs is the job client alone: jobs that are added, handed out and ended
// in a transaction that does nothing else. An op is one job; a report has one and
// a part of one.
func BenchmarkJobs(b *testing.B) {
	for name, where := range databases {
		b.Run(name, func(b *testing.B) {
			l := open(b, where(b))
			ctx, stop := context.WithCancel(context.Background())
			defer stop()
			b.ResetTimer()
			before := spent(b)
			for i := 0; i < b.N; i += 50 {
				if err := l.db.write(ctx, func(tx conn) error {
					return l.insertJobs(ctx, tx, make50(min(50, b.N-i)))
				}); err != nil {
					b.Fatal(err)
				}
			}
			var left atomic.Int64
			left.Store(int64(b.N))
			if err := l.Work(ctx, map[dateline.Stage]int{dateline.StageRead: 2}, func(ctx context.Context, j dateline.Job) error {
				err := l.ending(ctx, func(conn) error { return nil })
				if left.Add(-1) == 0 {
					stop()
				}
				return err
			}); err != nil {
				b.Fatal(err)
			}
			b.ReportMetric(float64((spent(b)-before).Microseconds())/float64(b.N), "cpu-us/op")
		})
	}
}

func make50(n int) []dateline.Job {
	out := make([]dateline.Job, n)
	for i := range out {
		out[i] = dateline.Job{Stage: dateline.StageRead, Subject: "r0123456789abcdef"}
	}
	return out
}

// BenchmarkGrowth says whether a ledger that has much is slower: it fills one with
// 10 times b.N reports and compares the processor time of the last b.N with that of
// the first.
func BenchmarkGrowth(b *testing.B) {
	for name, where := range databases {
		b.Run(name, func(b *testing.B) {
			l := open(b, where(b))
			b.ResetTimer()
			var first, last time.Duration
			for part := range 10 {
				before := spent(b)
				pass(b, l, part*b.N, (part+1)*b.N)
				last = spent(b) - before
				if part == 0 {
					first = last
				}
			}
			b.ReportMetric(float64(first.Microseconds())/float64(b.N), "first-cpu-us/op")
			b.ReportMetric(float64(last.Microseconds())/float64(b.N), "last-cpu-us/op")
			b.ReportMetric(last.Seconds()/first.Seconds(), "times")
		})
	}
}
