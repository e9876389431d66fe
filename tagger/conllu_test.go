package tagger

import (
	"os"
	"strings"
	"testing"

	"dateline"
)

// own are the sentences of testdata/own.conllu.
func own(t testing.TB) []Sentence {
	t.Helper()
	f, err := os.Open("testdata/own.conllu")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := ReadCoNLLU(f)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestATreebankIsReadWithItsDocuments(t *testing.T) {
	s := own(t)
	if len(s) != 10 || s[0].Document != "own-1" || s[9].Document != "own-2" || s[9].ID != "own-10" {
		t.Fatalf("%d sentences, from %q to %q %q", len(s), s[0].Document, s[len(s)-1].Document, s[len(s)-1].ID)
	}
	if want := (Node{"attacked", "VERB", "VBD", -1, "root"}); s[0].Tree[1] != want {
		t.Errorf("a word is %+v; want %+v", s[0].Tree[1], want)
	}
}

func TestJoinedAndEmptyWordsArePassedOver(t *testing.T) {
	const in = "1-2\tdon't\t_\t_\t_\t_\t_\t_\t_\t_\n1\tdo\tdo\tAUX\tVB\t_\t2\taux\t_\t_\n2\tn't\tnot\tPART\tRB\t_\t0\troot\t_\t_\n2.1\tgo\tgo\tVERB\tVB\t_\t_\t_\t_\t_"
	s, err := ReadCoNLLU(strings.NewReader(in))
	if err != nil || len(s) != 1 || len(s[0].Tree) != 2 {
		t.Fatalf("%+v, %v; want one sentence of two words", s, err)
	}
}

func TestWhatIsNoTreeIsRefused(t *testing.T) {
	word := func(id, head string) string { return id + "\tw\t_\tNOUN\tNN\t_\t" + head + "\tdep\t_\t_\n" }
	for name, c := range map[string]struct{ in, says string }{
		"nine fields":        {"1\tw\t_\tNOUN\tNN\t_\t0\troot\t_\n", "line 1 has 9 fields"},
		"a head in letters":  {word("1", "x"), "line 1"},
		"a number left out":  {word("1", "0") + word("3", "1"), "word 2"},
		"a head outside":     {word("1", "0") + word("2", "7"), "word 2 has head 7 of 2"},
		"cut off":            {word("1", "2") + word("2", "9"), "word 2 has head 9 of 2"},
		"two roots":          {word("1", "0") + word("2", "0"), "2 roots"},
		"a head of itself":   {word("1", "0") + word("2", "3") + word("3", "2"), "depends on itself"},
		"words in a circle ": {word("1", "2") + word("2", "1"), "depends on itself"},
	} {
		_, err := ReadCoNLLU(strings.NewReader(c.in))
		if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: error %v; want one that says %q", name, err, c.says)
		}
	}
}

func FuzzReadCoNLLU(f *testing.F) {
	f.Add("1\tw\t_\tNOUN\tNN\t_\t0\troot\t_\t_\n\n")
	f.Add("# newdoc id = a\n1-2\tw\t_\t_\t_\t_\t_\t_\t_\t_\n")
	f.Fuzz(func(t *testing.T, in string) {
		sentences, err := ReadCoNLLU(strings.NewReader(in))
		if err != nil && dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("error %v is not of kind Invalid", err)
		}
		for _, s := range sentences {
			if s.Tree.Root() < 0 {
				t.Error("a tree without a root")
			}
		}
	})
}
