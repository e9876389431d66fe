package link_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"dateline"
	"dateline/link"
	"dateline/needtest"
)

// A stream has two hundred reports a day of attacks that three reports tell each; one
// in four reports looks back on an attack of the days before.
func streamOf(n int) []told {
	rng := rand.New(rand.NewPCG(7, 8))
	var out []told
	var past []deed
	var words []string
	for i := range n {
		day := i / 200
		if i%3 == 0 {
			town := strings.Trim(vocabulary(rng, 1), ".")
			past = append(past, deed{"Nowhere", fmt.Sprint("Province ", rng.IntN(40)), town, dateline.DateOf(start).AddDays(day), 1 + rng.IntN(20)})
			words = append(words, strings.ReplaceAll(vocabulary(rng, 40), ".", ""))
		}
		d := past[len(past)-1]
		sentences := []string{fmt.Sprintf("Gunmen killed %d traders in %s, witness number %d said as %s", d.killed, d.town, i, words[len(words)-1])}
		told := []deed{d}
		if len(past) > 1 && rng.IntN(4) == 0 {
			back := past[max(0, len(past)-2-rng.IntN(400))]
			told = append(told, back)
			sentences = append(sentences, fmt.Sprintf("%s still mourns its dead, said resident %d", back.town, i))
		}
		x := made(fmt.Sprintf("r%06d", i), "Traders killed in "+d.town, strings.Join(sentences, ". ")+".", "", dateline.Date{}, start.AddDate(0, 0, day).Add(time.Duration(i%200)*time.Minute), 0)
		for k, d := range told {
			next, first := d.day.AddDays(1), x.reading.Sentences[k]
			x.reading.Accounts = append(x.reading.Accounts, dateline.Account{ID: dateline.AccountID(fmt.Sprint("a", k+1)), Report: x.report.ID, Maker: "made/1", Confidence: .9, Type: "attack.armed",
				Occurrence: dateline.Happened, Basis: dateline.Reported, Background: k > 0,
				Places:     []dateline.PlaceRef{{Name: d.town, Path: []string{d.country, d.province, d.town}, Level: "town", Relation: "in", Words: d.town}},
				Time:       dateline.Time{Start: &d.day, End: &next, Precision: dateline.Day},
				Casualties: []dateline.Casualty{{Status: dateline.Killed, Side: dateline.Civilian, Low: &d.killed, High: &d.killed}},
				Evidence:   []dateline.Evidence{{Field: "type", Span: first, Quote: first.In(x.report.Text)}}})
		}
		out = append(out, x)
	}
	return out
}

// inBatches gives reports to a Linker and asks for the changes after every hundred.
func inBatches(l *link.Linker, ts []told, each func(dateline.Linking)) {
	for len(ts) > 0 {
		n := min(100, len(ts))
		feed(l, ts[:n]...)
		l.Settle()
		each(l.Changes())
		ts = ts[n:]
	}
}

// A batch of a hundred reports has as many stories told anew, with as many reports,
// among four thousand as among five hundred: those that it tells of, and those that
// look back on these or on which they look back.
func TestABatchTellsAsManyStoriesWhateverThereIs(t *testing.T) {
	needtest.Unhurried(t)
	ts := streamOf(4000)
	l := link.New(link.Options{})
	var stories, reports, recalled []int
	inBatches(l, ts, func(x dateline.Linking) {
		n, merges := 0, 0
		for _, s := range x.Stories {
			n += len(s.Reports)
		}
		for _, e := range x.Events {
			for _, m := range e.Merges {
				if m.By == dateline.MergedRecall {
					merges++
				}
			}
		}
		stories, reports, recalled = append(stories, len(x.Stories)), append(reports, n), append(recalled, merges)
	})
	early, late := sum(stories[5:10]), sum(stories[35:])
	if late > early*3/2 || sum(reports[35:]) > sum(reports[5:10])*3/2 {
		t.Errorf("stories told in a batch: %v, with reports: %v; those of late batches are to be about as many as those of early ones", stories, reports)
	}
	if sum(recalled) == 0 {
		t.Error("nothing was recalled: the test says nothing of what looks back")
	}
}

func sum(ns []int) int {
	out := 0
	for _, n := range ns {
		out += n
	}
	return out
}

// BenchmarkBatch is what a hundred reports more cost, added, settled and told, by how
// many there are.
func BenchmarkBatch(b *testing.B) {
	for _, n := range []int{1000, 20000} {
		b.Run(fmt.Sprintf("after %d", n), func(b *testing.B) {
			l := link.New(link.Options{})
			ts := streamOf(n + 100*b.N)
			inBatches(l, ts[:n], func(dateline.Linking) {})
			b.ResetTimer()
			inBatches(l, ts[n:], func(dateline.Linking) {})
		})
	}
}
