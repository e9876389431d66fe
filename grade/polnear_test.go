package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

func TestAttributionsAreScoredAsSequenceLabellingDoesIt(t *testing.T) {
	got := figures(t, polnear(), "testdata/polnear", Input{Predictions: "testdata/polnear/predictions"})
	// harbour has two annotations, each of which counts half.
	// Sources: harbour 1 of 2 came, wanted 3 and 2; market 0 of 0, wanted 1.
	// Cues: harbour 2 of 2, wanted 3 and 2; market 1 of 1, wanted 2.
	// Contents, in parts: harbour 3 and 2 of 3, wanted 4 and 2; market 1 of 1, wanted 2.
	for name, want := range map[string]float64{
		"source_precision": 50, "source_recall": 28.57, "source_f1": 36.36,
		"cue_precision": 100, "cue_recall": 66.67, "cue_f1": 80,
		"content_precision": 87.5, "content_recall": 70, "content_f1": 77.78,
		"relaxed_source_precision": 100, "relaxed_source_recall": 57.14,
		"whole_content_precision": 83.33, "whole_content_recall": 55.56,
	} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
}

func TestTheProgramFindsTheAttributionsOfTheFixture(t *testing.T) {
	s, err := polnear().Score("testdata/polnear/dev", Input{})
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range s.Docs {
		if len(d.Misses) > 0 {
			t.Errorf("%s: %v", d.Name, d.Misses)
		}
	}
}

func TestASpanMatchesOnce(t *testing.T) {
	wanted := []run{{0, 5}, {6, 10}, {20, 25}}
	came := []run{{0, 10}, {6, 10}, {25, 30}}
	if got := pairRuns(wanted, came); got[0] != 0 || got[1] != 1 || got[2] != -1 {
		t.Errorf("pairs are %v", got)
	}
}

func TestBadStandoffIsRefusedByNameAndLine(t *testing.T) {
	dir := t.TempDir()
	for _, sub := range []string{"text", "attributions"} {
		if err := os.Mkdir(filepath.Join(dir, sub), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := polnear().Score(dir, Input{}); dateline.KindOf(err) != dateline.NotFound || !strings.Contains(err.Error(), "no *.txt") {
		t.Errorf("without articles: %v", err)
	}
	write := func(name, s string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(s), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("text/a.txt", "Ann said no.\n")
	if _, err := polnear().Score(dir, Input{}); dateline.KindOf(err) != dateline.NotFound || !strings.Contains(err.Error(), "a_*.ann") {
		t.Errorf("without annotations: %v", err)
	}
	for raw, want := range map[string]string{
		"T1\tCue 4 8\tsaid\nT2\tSource 0 99\tAnn\n":           "line 2: T2: \"0 99\" is no range of characters of a text of 13",
		"T1\tCue 4 8\ttold\n":                                 "line 1: T1 quotes \"told\" where the text has \"said\"",
		"T1 Cue 4 8 said\n":                                   "line 1: a span is ID, tab",
		"T1\tCue 4 8\tsaid\nE1\tAttribution:T1 Source:T7\n":   "line 2: no line gives span T7",
		"T1\tCue 4 8\tsaid\n\nE1\tAttribution:T1 Source T1\n": "line 3: \"Source\" is no ROLE:SPAN",
	} {
		write("attributions/a_x.ann", raw)
		_, err := polnear().Score(dir, Input{})
		if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), "a_x.ann") || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", raw, err, want)
		}
	}
}

func FuzzParseStandoff(f *testing.F) {
	for _, name := range []string{"harbour_a1", "market_a1"} {
		raw, err := os.ReadFile(filepath.Join("testdata/polnear/dev/attributions", name+".ann"))
		if err != nil {
			f.Fatal(err)
		}
		article, err := os.ReadFile(filepath.Join("testdata/polnear/dev/text", name[:len(name)-3]+".txt"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(raw), string(article))
	}
	f.Add("T1\tCue 0 1;2 3\ta b\nE1\tAttribution:T1 Cue:T1", "a b")
	f.Fuzz(func(t *testing.T, raw, text string) {
		s, err := parseStandoff(raw, text)
		if err != nil {
			if dateline.KindOf(err) != dateline.Invalid {
				t.Errorf("kind of %v", err)
			}
			return
		}
		tokens, ends := cutRuns(text)
		for _, e := range s.events {
			for _, arg := range e.args {
				for _, r := range runsOf(s.spans[arg.id].pieces, tokens, ends) {
					if r.from < 0 || r.from >= r.to || r.to > len(tokens) {
						t.Errorf("a run %v of %d tokens", r, len(tokens))
					}
				}
			}
		}
	})
}
