package grade

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/reader"
)

const ownFactuality = "0\tRebels\t_\tNNS\t1\tnsubj\trebel\n1\tfired\t3.0\tVBD\t1\tROOT\tfire\n\n" +
	"0\tThey\t_\tPRP\t2\tnsubj\tthey\n1\tmay\t_\tMD\t2\taux\tmay\n2\tflee\t1.0\tVB\t2\tROOT\tflee\n\n" +
	"0\tNobody\t_\tNN\t1\tnsubj\tnobody\n1\tdied\t-3.0\tVBD\t1\tROOT\tdie\n"

// By hand: errors 0, 2, 1, their mean 1. Gold 3, 1, -3 against 3, 3, -2:
// means 1/3 and 4/3; covariance 50/3 over the roots of 56/3 and 50/3, which is .945.
func TestFactualityIsAMeanErrorAndACorrelation(t *testing.T) {
	gold := write(t, "own.conll", ownFactuality)
	pred := write(t, "other.conll", strings.NewReplacer("\t1.0\t", "\t3.0\t", "\t-3.0\t", "\t-2.0\t").Replace(ownFactuality))
	sheet, err := factuality.Score(gold, Input{Predictions: pred})
	if err != nil {
		t.Fatal(err)
	}
	got := sheet.Scored(factuality).Metrics
	if got["mae"] != 1 || math.Abs(got["correlation"]-.9449) > .001 {
		t.Errorf("mae %v, correlation %v; want 1 and .945", got["mae"], got["correlation"])
	}
}

func TestTheReaderIsAskedOfScoredWordsOnly(t *testing.T) {
	var asked []string
	ask := func(rep *dateline.Report, qs []reader.Question) []reader.Answer {
		out := make([]reader.Answer, len(qs))
		for i, q := range qs {
			asked = append(asked, q.In(rep.Text))
			out[i].Degree = 300
		}
		return out
	}
	d := judged(factualSentence{words: []factualWord{{"\"", nil}, {"They", nil}, {"fled", new(float64)}, {"\"", nil}, {".", nil}}}, Input{Ask: ask})
	if len(d) != 1 || d[0] != 3 || len(asked) != 1 || asked[0] != "fled" {
		t.Errorf("asked of %q, answered %v", asked, d)
	}
}

func TestFactualityInTheWrongFormIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"six columns":       "0\tRebels\t_\tNNS\t1\tnsubj\n",
		"no number":         "0\tfired\tyes\tVBD\t1\tROOT\tfire\n",
		"beyond the scale":  "0\tfired\t4\tVBD\t1\tROOT\tfire\n",
		"not a number":      "0\tfired\tNaN\tVBD\t1\tROOT\tfire\n",
		"nothing scored":    "0\tfired\t_\tVBD\t1\tROOT\tfire\n",
		"an empty file":     "",
		"a word that lacks": "0\t\t_\tVBD\t1\tROOT\tfire\n",
	} {
		path := write(t, "own.conll", text)
		_, err := readFactuality(path)
		if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v; want an error that names the file", name, err)
		}
	}
	if _, err := readFactuality(t.TempDir()); dateline.KindOf(err) != dateline.NotFound {
		t.Errorf("an empty directory: %v", err)
	}
	gold := write(t, "own.conll", ownFactuality)
	for _, text := range []string{strings.Replace(ownFactuality, "fired", "shot", 1), "0\tRebels\t1\tNNS\t1\tnsubj\trebel\n"} {
		if _, err := factuality.Score(gold, Input{Predictions: write(t, "p.conll", text)}); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("predictions of other words: %v", err)
		}
	}
}

func TestTheCopyForCrossValidationIsLeftOut(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"dev.conll", "own_cross_filtered.conll"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(ownFactuality), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := readFactuality(dir); err != nil || len(got) != 3 {
		t.Errorf("%d sentences, %v; want 3", len(got), err)
	}
}

func TestWordsArePutTogetherAsTheyAreWritten(t *testing.T) {
	words := []string{"``", "We", "did", "n't", "flee", ",", "''", "he", "said", "-LRB-", "twice", "-RRB-", ".", "A", "well", "-", "known", "$", "5", "\u201c", "x", "\u201d"}
	text, spans := joinWords(words)
	if want := "\"We didn't flee,\" he said (twice). A well-known $5 \u201cx\u201d"; text != want {
		t.Errorf("%q, want %q", text, want)
	}
	for i, sp := range spans {
		if i > 12 && sp.In(text) != words[i] {
			t.Errorf("word %d is %q, want %q", i, sp.In(text), words[i])
		}
	}
}

func FuzzFactuality(f *testing.F) {
	f.Add(ownFactuality)
	f.Add("0\ta\t_\n")
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(dir, "x.conll")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Skip()
		}
		sentences, err := readFactuality(path)
		if err == nil && len(sentences) == 0 {
			t.Error("no error and nothing read")
		}
	})
}
