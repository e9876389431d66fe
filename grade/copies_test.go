package grade

import (
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

const rain = `label: copy
half: blind
why: a test
-- a.txt --
---
outlet: Hill Paper
---
Rain stopped the convoy of nine lorries at the ford below Alder village on Monday, its driver said.
-- b.txt --
A headline

Rain stopped the convoy of nine lorries at the ford below Alder village on Monday, its driver said.
`

// sentences is a reader of sentences alone, one a line.
func sentences(r *dateline.Report) *dateline.Reading {
	out := &dateline.Reading{Report: r.ID, Genre: dateline.News}
	at := r.Body
	for line := range strings.Lines(r.Text[r.Body:]) {
		if s := strings.TrimSpace(line); s != "" {
			out.Sentences = append(out.Sentences, dateline.Span{Start: at, End: at + len(s)})
		}
		at += len(line)
	}
	return out
}

func TestPairsOfReportsAreScoredByTheirLabels(t *testing.T) {
	dir := folder(t, map[string]string{
		"a.txtar": rain,
		"b.txtar": strings.Replace(strings.Replace(rain, "label: copy", "label: different", 1), "half: blind", "half: open", 1),
	})
	for name, c := range map[string]struct {
		predictions string
		want        map[string]float64
	}{
		"the program's own": {"", map[string]float64{"copies_f1": 0.6667, "f1": 0.6667, "blind_f1": 1, "open_f1": 0, "different_f1": 0, "accuracy": 0.5, "baseline_f1": 0.6667}},
		"another's": {`{"id": "a", "label": "rewrite"}` + "\n" + `{"id": "b", "label": "different"}` + "\n",
			map[string]float64{"copies_f1": 0, "rewrite_f1": 0, "different_f1": 1, "accuracy": 0.5}},
	} {
		in := Input{Read: sentences}
		if c.predictions != "" {
			in.Predictions = filepath.Join(folder(t, map[string]string{"p.jsonl": c.predictions}), "p.jsonl")
		}
		s, err := scoreCopies(dir, in)
		if err != nil {
			t.Fatal(err)
		}
		got := s.Scored(copies).Metrics
		for metric, want := range c.want {
			if got[metric] != want {
				t.Errorf("%s: %s is %v, want %v", name, metric, got[metric], want)
			}
		}
	}
}

func TestWhatIsNoPairIsRefused(t *testing.T) {
	for says, text := range map[string]string{
		`label "" is none of copy, rewrite, independent, different`: strings.Replace(rain, "label: copy", "", 1),
		`half "left" is neither open nor blind`:                     strings.Replace(rain, "blind", "left", 1),
		`1 files; a pair has two, a.txt and b.txt`:                  rain[:strings.Index(rain, "-- b.txt")],
	} {
		_, err := scoreCopies(filepath.Join(folder(t, map[string]string{"a.txtar": text}), "a.txtar"), Input{Read: sentences})
		if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), says) || !strings.Contains(err.Error(), "a.txtar: ") {
			t.Errorf("error %v; want one that says %s", err, says)
		}
	}
	dir := folder(t, map[string]string{"pairs/a.txtar": rain, "two.jsonl": `{"id": "a", "label": "copy"}` + "\n" + `{"id": "a", "label": "copy"}`,
		"odd.jsonl": `{"id": "a", "label": "same"}`, "none.jsonl": "\n"})
	for file, says := range map[string]string{"two.jsonl": "stands there twice", "odd.jsonl": `the label "same"; expected one of copy`, "none.jsonl": "no line for pair a"} {
		_, err := scoreCopies(filepath.Join(dir, "pairs"), Input{Read: sentences, Predictions: filepath.Join(dir, file)})
		if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: error %v; want one that says %s", file, err, says)
		}
	}
}

func TestTheOwnPairsAreManyAndOfEveryLabel(t *testing.T) {
	pairs, err := loadPairs("")
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]int{}
	for _, p := range pairs {
		of[p.half]++
		of[p.label]++
	}
	if len(pairs) < 100 || of["blind"] < 50 {
		t.Errorf("%d pairs, %d of them blind; at least 100 and 50 wanted", len(pairs), of["blind"])
	}
	for _, l := range copyLabels {
		if of[l] < 18 {
			t.Errorf("%d pairs are labelled %s; at least 18 wanted", of[l], l)
		}
	}
}
