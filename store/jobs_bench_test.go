package store

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"dateline"
	"dateline/store/storetest"
)

// filing is a report of some 400 words.
func filing(n int) dateline.Filing {
	var b strings.Builder
	for i := range 80 {
		fmt.Fprintf(&b, "Item %d of report %d tells of ward%d. ", i, n, (n*31+i*7)%5000)
	}
	outlet, title, url := fmt.Sprintf("Outlet %d", n%40), fmt.Sprintf("Report %d", n), fmt.Sprintf("https://news.example/%d", n)
	at := dateline.Moment{Time: time.Date(2024, 1, 1, 0, n%100000, 0, 0, time.UTC), Clock: true}
	r := dateline.Report{Path: "bench", Outlet: &outlet, Title: &title, URL: &url, Published: &at, Language: "en", Genre: dateline.News, Text: b.String()}
	r.SHA256 = hashOf(r.Text)
	r.ID = dateline.NewReportID(&r)
	return dateline.Filing{Report: r, Source: "bench"}
}

// reading has some 6 KB as JSON.
func reading(id dateline.ReportID, maker dateline.Maker) *dateline.Reading {
	r := &dateline.Reading{Report: id, Maker: maker, Genre: dateline.News}
	for i := range 40 {
		r.Sentences = append(r.Sentences, dateline.Span{Start: i * 40, End: i*40 + 38})
	}
	for i := range 4 {
		s := dateline.Statement{Report: id, Speaker: fmt.Sprintf("Speaker %s %d", id, i), Quote: strings.Repeat("words of theirs ", 8), Span: dateline.Span{Start: i, End: i + 128}}
		r.Statements = append(r.Statements, s)
	}
	for i := range 3 {
		a := dateline.Account{ID: dateline.AccountID(fmt.Sprintf("a%d", i)), Report: id, Maker: maker, Type: "attack.bombing"}
		for j := range 8 {
			a.Evidence = append(a.Evidence, dateline.Evidence{Field: "type", Quote: fmt.Sprint("quoted words ", i, j), Span: dateline.Span{Start: j, End: j + 9}})
		}
		r.Accounts = append(r.Accounts, a)
	}
	return r
}

// BenchmarkJobs files reports, reads them and links them with handlers that do
// nothing but commit; ns/op is of one report.
func BenchmarkJobs(b *testing.B) {
	for name, where := range map[string]func(testing.TB) string{"sqlite": storetest.SQLite, "postgres": storetest.Postgres} {
		b.Run(name, func(b *testing.B) {
			l := open(b, where(b))
			ctx, stop := context.WithCancel(context.Background())
			var once sync.Once
			var left sync.WaitGroup
			left.Add(b.N)
			b.ResetTimer()
			start := time.Now()
			var all []dateline.Filing
			for i := range b.N {
				all = append(all, filing(i))
				if len(all) == 50 || i == b.N-1 {
					if _, err := l.File(ctx, all); err != nil {
						b.Fatal(err)
					}
					all = nil
				}
			}
			filed := time.Since(start)
			done := make(chan error)
			var save, link time.Duration
			var mu sync.Mutex
			go func() {
				done <- l.Work(ctx, map[dateline.Stage]int{dateline.StageRead: 2, dateline.StageLink: 1}, func(ctx context.Context, j dateline.Job) error {
					t := time.Now()
					if j.Stage == dateline.StageRead {
						defer func() { mu.Lock(); save += time.Since(t); mu.Unlock() }()
						return l.SaveReading(ctx, reading(dateline.ReportID(j.Subject), "reader/1"))
					}
					defer func() { mu.Lock(); link += time.Since(t); mu.Unlock() }()
					for {
						n := 0
						ok, err := l.Turn(ctx, func(ctx context.Context, turn *Turn) error {
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
						if err != nil {
							return err
						}
						if !ok || n == 0 {
							return nil
						}
						left.Add(-n)
					}
				})
			}()
			left.Wait()
			once.Do(stop)
			b.StopTimer()
			b.ReportMetric(float64(filed.Microseconds())/float64(b.N), "file-us/op")
			b.ReportMetric(float64(save.Microseconds())/float64(b.N), "save-us/op")
			b.ReportMetric(float64(link.Microseconds())/float64(b.N), "link-us/op")
			if err := <-done; err != nil {
				b.Fatal(err)
			}
		})
	}
}
