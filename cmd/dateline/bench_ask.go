package main

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// A question is one that people ask of a ledger.
type question struct {
	name  string
	words string
	q     dateline.Query
}

// questions are common and rare ones, of what the ledger's own newest events hold,
// so that they find something.
func questions(ctx context.Context, l *store.Ledger) ([]question, error) {
	newest, err := l.Events(ctx, dateline.Query{Limit: 100})
	if err != nil {
		return nil, err
	}
	limit := func(q dateline.Query) dateline.Query { q.Limit = 50; return q }
	out := []question{
		{"newest events", "", dateline.Query{}}, {"all events", "", dateline.Query{All: true}},
		{"attacks", "", dateline.Query{Types: []dateline.EventCode{"attack"}}},
		{"three origins or more", "", dateline.Query{Origins: 3}},
		{"planned", "", dateline.Query{Statuses: []dateline.Status{dateline.StatusPlanned}}},
		{"common word", "attack", dateline.Query{}}, {"common words", "police attack killed", dateline.Query{}},
		{"phrase", `"security forces"`, dateline.Query{}}, {"unknown word", "zyxwvut", dateline.Query{}},
	}
	for i, e := range newest.Items {
		if i%10 != 0 {
			continue
		}
		for _, p := range e.Places[:min(1, len(e.Places))] {
			out = append(out, question{"a place", "", dateline.Query{Places: []string{strings.Join(p.Path, "/")}}},
				question{"a country, attacks", "", dateline.Query{Places: []string{p.Path[0]}, Types: []dateline.EventCode{"attack"}}},
				question{"a word in a place", "killed", dateline.Query{Places: []string{p.Path[0]}}}, question{"a name", p.Name, dateline.Query{}})
		}
		for _, r := range e.Roles {
			if r.Actor != nil {
				out = append(out, question{"an actor", "", dateline.Query{Actors: []dateline.ActorID{*r.Actor}}})
				break
			}
		}
		if e.Time.Start != nil {
			from := e.Time.Start.AddDays(-30)
			out = append(out, question{"a month", "", dateline.Query{From: &from, To: e.Time.Start}}, question{"a word in a month", "bomb", dateline.Query{From: &from, To: e.Time.Start}})
		}
	}
	for i := range out {
		out[i].q = limit(out[i].q)
		out[i].q.Words = out[i].words
	}
	return out, nil
}

// askTimes is how often each question is asked.
const askTimes = 5

// ask measures searches and lists on the full ledger.
func (b *bench) ask(ctx context.Context) error {
	w, err := b.open(ctx, b.path("full"))
	if err != nil {
		return err
	}
	defer w.close()
	all, err := questions(ctx, w.ledger)
	if err != nil {
		return err
	}
	var took []time.Duration
	slowest := map[string]time.Duration{}
	for range askTimes {
		for _, x := range all {
			began := time.Now()
			if x.words != "" {
				if _, err = w.ledger.Search(ctx, x.q); err == nil {
					took = append(took, time.Since(began))
					began = time.Now()
					_, err = w.ledger.Statements(ctx, x.q, "")
				}
			} else if _, err = w.ledger.Events(ctx, x.q); err == nil {
				took = append(took, time.Since(began))
				began = time.Now()
				_, err = w.ledger.Stories(ctx, x.q)
			}
			if err != nil {
				return fmt.Errorf("%s: %w", x.name, err)
			}
			d := time.Since(began)
			took = append(took, d)
			slowest[x.name] = max(slowest[x.name], d)
		}
	}
	slices.Sort(took)
	worst := ""
	for name, d := range slowest {
		if worst == "" || d > slowest[worst] || d == slowest[worst] && name < worst {
			worst = name
		}
	}
	b.put("search and filtered lists, 95th percentile", "200 ms", "50 ms", "%d ms (median %.1f ms; slowest %q, %d ms; %d asked)",
		took[len(took)*95/100].Milliseconds(), float64(took[len(took)/2].Microseconds())/1000, worst, slowest[worst].Milliseconds(), len(took))
	return nil
}
