package link_test

import (
	"crypto/sha256"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/link"
)

// A made report is one without a reader: its sentences, and an attack in a town.
func made(id, title, body, town string, day dateline.Date, published time.Time, killed int) told {
	text := title + "\n\n" + body
	r := dateline.Report{ID: dateline.ReportID(id), Path: id, Language: "en", Title: &title, Text: text,
		SHA256: fmt.Sprintf("%x", sha256.Sum256([]byte(text)))}
	if !published.IsZero() {
		r.Published = &dateline.Moment{Time: published, Clock: true}
	}
	reading := &dateline.Reading{Report: r.ID, Maker: "made/1", Genre: dateline.News}
	at := len(title) + 2
	for _, s := range strings.SplitAfter(body, ". ") {
		reading.Sentences = append(reading.Sentences, dateline.Span{Start: at, End: at + len(strings.TrimRight(s, " "))})
		at += len(s)
	}
	if town == "" {
		return told{r, reading}
	}
	next := day.AddDays(1)
	first := reading.Sentences[0]
	a := dateline.Account{ID: "a1", Report: r.ID, Maker: "made/1", Confidence: .9, Type: "attack.armed", Occurrence: dateline.Happened, Basis: dateline.Reported,
		Places:   []dateline.PlaceRef{{Name: town, Path: []string{"Nowhere", "Province of " + town, town}, Level: "town", Relation: "in", Words: town}},
		Time:     dateline.Time{Start: &day, End: &next, Precision: dateline.Day},
		Evidence: []dateline.Evidence{{Field: "type", Span: first, Quote: first.In(text)}}}
	if killed > 0 {
		a.Casualties = []dateline.Casualty{{Status: dateline.Killed, Side: dateline.Civilian, Low: &killed, High: &killed}}
	}
	reading.Accounts = []dateline.Account{a}
	return told{r, reading}
}

var start = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)

// vocabulary makes words that no list knows.
func vocabulary(rng *rand.Rand, n int) string {
	var b strings.Builder
	for i := range n {
		for range 2 + rng.IntN(3) {
			b.WriteByte("bdfgklmnprstvz"[rng.IntN(14)])
			b.WriteByte("aeiou"[rng.IntN(5)])
		}
		if i%12 == 11 {
			b.WriteString(". ")
		} else {
			b.WriteByte(' ')
		}
	}
	return strings.TrimSpace(b.String()) + "."
}

// ofOneStory are reports of one attack, in words of their own.
func ofOneStory(n int) []told {
	rng := rand.New(rand.NewPCG(1, 2))
	var out []told
	for i := range n {
		when := start.Add(time.Duration(i) * 20 * time.Second)
		body := fmt.Sprintf("Gunmen killed %d traders at the cattle market in Karvela, witness number %d said. %s", 4+i*6/n, i, vocabulary(rng, 40))
		out = append(out, made(fmt.Sprintf("r%d", i), "Traders killed in Karvela market", body, "Karvela", dateline.DateOf(start), when, 4+i*6/n))
	}
	return out
}

// copiesOf are n prints of one report.
func copiesOf(n int) []told {
	rng := rand.New(rand.NewPCG(3, 4))
	body := "Gunmen killed four traders at the cattle market in Karvela. " + vocabulary(rng, 120)
	var out []told
	for i := range n {
		out = append(out, made(fmt.Sprintf("r%d", i), "Traders killed", body, "Karvela", dateline.DateOf(start), start.Add(time.Duration(i)*time.Minute), 4))
	}
	return out
}

// unlike are reports that share nothing but the language.
func unlike(n, words int) []told {
	rng := rand.New(rand.NewPCG(5, 6))
	var out []told
	for i := range n {
		when := start.Add(time.Duration(i) * time.Minute)
		town := fmt.Sprintf("%s %d", strings.Trim(vocabulary(rng, 1), "."), i)
		out = append(out, made(fmt.Sprintf("r%d", i), vocabulary(rng, 4), vocabulary(rng, words), town, dateline.DateOf(when), when, 1+i%7))
	}
	return out
}

func linkAll(ts []told, settleEvery int) dateline.Record {
	l := link.New(link.Options{})
	for i, t := range ts {
		feed(l, t)
		if settleEvery > 0 && i%settleEvery == settleEvery-1 {
			l.Settle()
		}
	}
	l.Settle()
	return l.Record()
}

// BenchmarkHardStreams shows what a report costs in hard streams: the figures of one
// kind should be alike, however many reports there are.
func BenchmarkHardStreams(b *testing.B) {
	for _, c := range []struct {
		name string
		make func(int) []told
		n    []int
	}{
		{"one story", ofOneStory, []int{500, 2000, 8000}},
		{"copies of one report", copiesOf, []int{250, 1000, 4000}},
		{"unlike reports", func(n int) []told { return unlike(n, 150) }, []int{500, 2000, 8000}},
		{"reports of ten words", func(n int) []told { return unlike(n, 10) }, []int{500, 2000, 8000}},
	} {
		for _, n := range c.n {
			ts := c.make(n)
			b.Run(fmt.Sprintf("%s/%d", c.name, n), func(b *testing.B) {
				for b.Loop() {
					linkAll(ts, 1000)
				}
				b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*n), "us/report")
			})
		}
	}
}

func TestAThousandCopiesAreOneStoryOfOneOrigin(t *testing.T) {
	rec := linkAll(copiesOf(1000), 0)
	if len(rec.Stories) != 1 || rec.Stories[0].Origins != 1 || len(rec.Events) != 1 || rec.Events[0].Origins != 1 {
		t.Errorf("%d stories, %d events, %d origins; one of each is wanted", len(rec.Stories), len(rec.Events), rec.Stories[0].Origins)
	}
}

func TestALongStoryIsOneEventWhoseTollRises(t *testing.T) {
	rec := linkAll(ofOneStory(600), 100)
	if len(rec.Stories) != 1 || len(rec.Events) != 1 {
		t.Errorf("%d stories and %d events; one of each is wanted", len(rec.Stories), len(rec.Events))
	}
}

func TestReportsThatShareNothingAreNotMerged(t *testing.T) {
	for _, words := range []int{10, 150} {
		if rec := linkAll(unlike(300, words), 0); len(rec.Stories) != 300 || len(rec.Events) != 300 {
			t.Errorf("of %d words: %d stories and %d events of 300 reports that share nothing", words, len(rec.Stories), len(rec.Events))
		}
	}
}
