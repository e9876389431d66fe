package origin_test

import (
	"strings"
	"testing"

	"dateline"
	"dateline/link/origin"
)

// A report of a line or two is copied with edits as a long one is.
func TestShortCopiesAreFound(t *testing.T) {
	const base = "The Copper Road Column said its men blew up a fuel depot that the army kept in Tessalit on Friday."
	for name, c := range map[string]struct {
		a, b string
		want origin.Kind
	}{
		"the verb of saying changed": {base, "The Copper Road Column told journalists its men blew up a fuel depot that the army kept in Tessalit on Friday.", origin.Edited},
		"words taken out":            {base, "The Copper Road Column said its men blew up a fuel depot the army kept in Tessalit.", origin.Edited},
		"a word put in thrice":       {base, "The rebel Copper Road Column said that its men blew up a large fuel depot that the army kept in Tessalit on Friday.", origin.Edited},
		"words changed for others alike": {base,
			"The Copper Road Column claimed its men destroyed a fuel depot that the military kept in Tessalit on Friday.", origin.Edited},
		"a line added": {base, base + " The ministry of defence in Bamako had no comment.", origin.Edited},
		"the lead of a long one, edited": {base + " " + strings.Repeat("Residents of the oasis said the fire burned until the next morning while trucks queued for water at the only working well. ", 1) +
			"A driver who had slept beside the gate counted two explosions and saw nobody run. The column was formed by deserters and fights for a share of the salt trade.",
			"The Copper Road Column said in a message its men blew up a fuel depot that the army kept in Tessalit on Friday.", origin.Edited},
		"a form filled in anew":    {base, "The Copper Road Column said its men blew up a radio mast that the police kept in Aguelhok on Monday.", origin.Own},
		"the same told by another": {base, "A depot in Tessalit where soldiers stored diesel was destroyed in an explosion, two residents reported by telephone.", origin.Own},
		"the same group elsewhere": {base, "The Copper Road Column said its men took no part in talks with the army that began in Algiers last week.", origin.Own},
	} {
		t.Run(name, func(t *testing.T) {
			x := indexOf(article{id: "first", outlet: "Sahel Letter", day: "2023-05-06T08:00", text: "Depot blown up\n" + c.a}, article{id: "second", outlet: "Desert Post", day: "2023-05-06T11:00", text: "News from the north\n" + c.b})
			if got := x.Of("second"); got.Kind != c.want {
				t.Errorf("got %+v, want %s", got, c.want)
			}
		})
	}
}

// A headline is no part of the text, though its words may begin the text too.
func TestPassagesStopWhereTheTextDoes(t *testing.T) {
	line := "Masked men robbed the bank of Tamale on Friday, its manager said."
	var reports [2]*dateline.Report
	var own [2][]dateline.Span
	for i, front := range []string{"title: Bank robbed in Tamale\noutlet: Volta Post\nurl: http://a.example\n\n", "title: Bank robbed in Tamale\noutlet: Gold Coast Letter\nurl: http://b.example\n\n"} {
		whole := front + line
		at := strings.Index(whole, "Bank robbed")
		reports[i] = &dateline.Report{Text: whole, Body: len(front)}
		own[i] = []dateline.Span{{Start: at, End: at + len("Bank robbed in Tamale")}, {Start: len(front), End: len(whole)}}
	}
	p := origin.Compare(reports, own)
	if p.Kind != origin.Exact || len(p.Passages) != 2 {
		t.Fatalf("got %+v", p)
	}
	for i, want := range []string{"Bank robbed in Tamale", line} {
		for side, r := range reports {
			if got := p.Passages[i].Spans[side].In(r.Text); got != want {
				t.Errorf("passage %d of report %d is %q, want %q", i, side, got, want)
			}
		}
	}
}
