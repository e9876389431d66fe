package corpus

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

const sample = `---
title: Six soldiers killed in ambush
published: 2024-03-06
---
{says:q1|{grp#g1|Gunmen} {ev@e1|ambushed} {ref#v1|{num=6..|at least six} soldiers}
near {loc#p1=ML|Kidal} {time#t1=2024-03-05|on Tuesday}}, {src:q1|{force#s1|the army}} {cue:q1|said}.
===
e1 attack.ambush happened reported; perpetrator #g1; victim #v1; place #p1; time #t1; killed 6.. state #v1 by #s1; claim #g1 as #s1
`

func TestMarksStandOnTheirWords(t *testing.T) {
	d, faults := Parse("sample", sample)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if want := "Gunmen ambushed at least six soldiers\nnear Kidal on Tuesday, the army said."; d.Text != want {
		t.Errorf("text is %q, want %q", d.Text, want)
	}
	var got []string
	for _, m := range d.Marks {
		got = append(got, string(m.Tag)+" "+m.ID+" "+m.Value+" "+d.Words(m))
	}
	want := []string{
		"says q1  Gunmen ambushed at least six soldiers\nnear Kidal on Tuesday",
		"grp g1  Gunmen", "ev e1  ambushed", "ref v1  at least six soldiers", "num  6.. at least six",
		"loc p1 ML Kidal", "time t1 2024-03-05 on Tuesday", "src q1  the army", "force s1  the army", "cue q1  said",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	six := 6
	wantEvent := []Event{{
		ID: "e1", Type: "attack.ambush", Occurrence: dateline.Happened, Basis: dateline.Reported, Line: 8,
		Parts: []Part{{"perpetrator", "g1", ""}, {"victim", "v1", ""}, {"place", "p1", ""}, {"time", "t1", ""}, {"claim", "g1", "s1"}},
		Tolls: []Toll{{Harm: dateline.Killed, Side: dateline.State, Low: &six, ID: "v1", By: "s1"}},
	}}
	if diff := cmp.Diff(wantEvent, d.Events); diff != "" {
		t.Error(diff)
	}
	if rep := d.Report(); rep.Published.Day().String() != "2024-03-06" || *rep.Title != "Six soldiers killed in ambush" {
		t.Errorf("the report is %+v", rep)
	}
}

func TestFaultsNameTheirLineAndWhatToDo(t *testing.T) {
	for in, want := range map[string]string{
		"a\n{grp#g1|Gunmen":                     "2: a mark that is never closed",
		"{grop|Gunmen}":                         `1: "grop" is no tag`,
		"Gunmen} fled":                          "1: a closing brace that closes nothing",
		"{grp Gunmen}":                          "1: a brace without a bar",
		"{ev|fled}":                             "1: a trigger names its event",
		"{ev@e1|fled}":                          "1: event e1 has no line",
		"{num=six|six} men":                     `1: "six" is no number`,
		"{grp|Gun}men":                          `1: "Gun" is cut out of a word`,
		"{grp|Gunmen }":                         "1: white space at the edge",
		"a | b":                                 "1: a bar outside",
		"{ev@e1|fled}\n===\ne1 battle happened": "3: \"e1 battle happened\": begin with",
		"{ev@e1|fled}\n===\ne1 battle maybe reported":                                   `3: "maybe" is no occurrence`,
		"{ev@e1|fled}\n===\ne1 battle happened reported; by":                            `3: "by" is no part of an event`,
		"{ev@e1|fled}\n===\ne1 battle happened reported; place #p1":                     "3: #p1 stands nowhere in the text",
		"{ev@e1|fled}\n===\ne1 battle happened reported; killed 3":                      "write HARM RANGE SIDE",
		"{ev@e1|fled}\n===\n\ne2 battle happened reported\ne2 battle happened reported": "5: event e2 has two lines",
	} {
		_, faults := Parse("x", in)
		if all := strings.Join(faults, "\n"); !strings.Contains(all, want) {
			t.Errorf("%q: faults are %q, want one that holds %q", in, all, want)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add(sample)
	f.Fuzz(func(t *testing.T, s string) {
		d, faults := Parse("x", s)
		if len(faults) > 0 {
			return
		}
		for _, m := range d.Marks {
			if m.Start < 0 || m.End > len(d.Text) || m.Start >= m.End {
				t.Fatalf("%+v lies outside a text of %d bytes", m, len(d.Text))
			}
		}
	})
}
