package store

import (
	"fmt"
	"strings"
	"time"

	"dateline"
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
