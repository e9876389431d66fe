package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/needtest"
	"dateline/tagger"
)

const ownTreebank = "../tagger/testdata/own.conllu"

func TestATreebankAgainstItselfIsRight(t *testing.T) {
	s, err := scoreUD(ownTreebank, Input{Predictions: ownTreebank})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Docs) != 2 || len(s.Metrics) != 4 {
		t.Errorf("%d documents and %d metrics; want 2 and 4", len(s.Docs), len(s.Metrics))
	}
	for name, v := range s.Scored(ud).Metrics {
		if v != 1 {
			t.Errorf("%s is %v; want 1", name, v)
		}
	}
}

func TestWrongTagsAndArcsAreCounted(t *testing.T) {
	raw, err := os.ReadFile(ownTreebank)
	if err != nil {
		t.Fatal(err)
	}
	words := 0
	for line := range strings.Lines(string(raw)) {
		if line[0] >= '1' && line[0] <= '9' {
			words++
		}
	}
	// One tag, one relation, one subtype and one head of the first sentences are spoilt.
	spoilt := strings.Replace(string(raw), "\tVBD\t", "\tVBN\t", 1)
	spoilt = strings.Replace(spoilt, "\tnsubj\t", "\tobj\t", 1)
	spoilt = strings.Replace(spoilt, "\tnsubj:pass\t", "\tnsubj\t", 1)
	spoilt = strings.Replace(spoilt, "\t14\tnummod\t", "\t12\tnummod\t", 1)
	path := filepath.Join(t.TempDir(), "other.conllu")
	if err := os.WriteFile(path, []byte(spoilt), 0o644); err != nil {
		t.Fatal(err)
	}
	s, err := scoreUD(ownTreebank, Input{Predictions: path})
	if err != nil {
		t.Fatal(err)
	}
	for name, wrong := range map[string]int{"upos": 0, "xpos": 1, "uas": 1, "las": 2} {
		if got, want := sum(s.Docs, name), float64(words-wrong); got.Right != want || got.Wanted != float64(words) {
			t.Errorf("%s: %v of %v right; want %v of %d", name, got.Right, got.Wanted, want, words)
		}
	}
}

func TestTheParserIsScoredInBothCasesAndOnTokensOfText(t *testing.T) {
	s, err := scoreUD(filepath.Dir(ownTreebank), Input{})
	if err != nil {
		t.Fatal(err)
	}
	got := s.Scored(ud).Metrics
	for name, floor := range map[string]float64{"upos": .96, "xpos": .96, "uas": .89, "las": .87, "upos_upper": .96, "xpos_upper": .96, "uas_upper": .89, "las_upper": .87, "xpos_text": .95, "xpos_learned": .95, "xpos_both": .95} {
		if v, ok := got[name]; !ok || v < floor {
			t.Errorf("%s is %v; at least %v wanted", name, v, floor)
		}
	}
}

func TestDocumentsThatTheParserWasTrainedOnAreLeftOut(t *testing.T) {
	all, err := treebank(ownTreebank)
	if err != nil {
		t.Fatal(err)
	}
	docs := tagger.Documents(all)
	first := func(d []tagger.Sentence) bool { return d[0].Document == "own-1" }
	left, notes, err := untaught("own", append(docs, docs[1]), first)
	if err != nil || len(left) != 1 || left[0][0].Document != "own-2" || len(notes) != 2 ||
		!strings.HasPrefix(notes[0], "1 documents left out: the parser") || !strings.HasPrefix(notes[1], "1 documents left out: the same words") {
		t.Errorf("%d documents, notes %q, %v", len(left), notes, err)
	}
	if _, _, err := untaught("own", docs[:1], first); dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), "own: the parser was trained on all") {
		t.Errorf("error %v", err)
	}
}

func TestTheTreebankOfTrainingIsKnown(t *testing.T) {
	dir := filepath.Join(needtest.Shared(t), "data", "ud")
	if _, err := scoreUD(filepath.Join(dir, "gum"), Input{}); dateline.KindOf(err) != dateline.Invalid {
		t.Errorf("GUM: error %v; want one of kind Invalid", err)
	}
	pud, err := treebank(filepath.Join(dir, "pud"))
	if err != nil {
		t.Skip(err)
	}
	if docs, notes, err := untaught("pud", tagger.Documents(pud), tagger.Taught); err != nil || len(docs) == 0 || len(notes) > 0 {
		t.Errorf("PUD: %d documents, notes %q, %v", len(docs), notes, err)
	}
}

func TestABrokenTreebankIsNamed(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	short := write("short.conllu", "1\tw\tw\tNOUN\tNN\t_\t0\troot\t_\t_\n")
	for name, c := range map[string]struct {
		path, predictions string
		kind              dateline.Kind
		says              string
	}{
		"not there":          {filepath.Join(dir, "none"), "", dateline.NotFound, "none"},
		"no treebank":        {write("x.conllu", "Gunmen killed two."), "", dateline.Invalid, "x.conllu: line 1 has 1 fields"},
		"cut off":            {write("cut.conllu", "1\tHello\t_\tINTJ\tUH\t_\t2\tdep\t_\t_\n2\tmen\t_\tNOUN\tNNS\t_\t9\tdep\t_\t_\n"), "", dateline.Invalid, "cut.conllu: the sentence before line 4: word 2 has head 9"},
		"no sentence":        {write("empty", ""), "", dateline.Invalid, "no sentence"},
		"other sentences":    {ownTreebank, short, dateline.Invalid, "1 sentences"},
		"predictions broken": {ownTreebank, filepath.Join(dir, "none"), dateline.NotFound, "none"},
	} {
		_, err := scoreUD(c.path, Input{Predictions: c.predictions})
		if dateline.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v; want one of kind %v that says %q", name, err, c.kind, c.says)
		}
	}
}
