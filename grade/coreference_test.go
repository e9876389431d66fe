package grade

import (
	"fmt"
	"math"
	"testing"
)

// clusters makes a Clustering of words: each letter is an item.
func clusters(words ...string) Clustering {
	c := Clustering{}
	for i, w := range words {
		for _, item := range w {
			c[string(item)] = fmt.Sprint(i)
		}
	}
	return c
}

func TestClustersAreScoredAsWorkedByHand(t *testing.T) {
	type prf [2]float64 // precision, recall
	for name, c := range map[string]struct {
		gold, system                Clustering
		pairwise, bcubed, muc, ceaf prf
	}{
		// The example of Pradhan and others, "Scoring coreference partitions of predicted
		// mentions" (2014), with items that one side lacks.
		"items of one side": {
			clusters("abc", "defg"), clusters("ab", "cd", "fghi"),
			prf{2. / 8, 2. / 9}, prf{4. / 8, (35. / 12) / 7}, prf{2. / 5, 2. / 5}, prf{1.3 / 3, 1.3 / 2},
		},
		"the same":     {clusters("ab", "c"), clusters("c", "ab"), prf{1, 1}, prf{1, 1}, prf{1, 1}, prf{1, 1}},
		"all in one":   {clusters("ab", "cd"), clusters("abcd"), prf{2. / 6, 1}, prf{.5, 1}, prf{2. / 3, 1}, prf{2. / 3, 1. / 3}},
		"each alone":   {clusters("ab", "cd"), clusters("a", "b", "c", "d"), prf{0, 0}, prf{1, .5}, prf{0, 0}, prf{(4. / 3) / 4, (4. / 3) / 2}},
		"nothing came": {clusters("ab"), clusters(), prf{0, 0}, prf{0, 0}, prf{0, 0}, prf{0, 0}},
		"a chain":      {clusters("abcd", "ef"), clusters("abc", "def"), prf{4. / 6, 4. / 7}, prf{(3 + 1./3 + 4./3) / 6, (9./4 + 1./4 + 2) / 6}, prf{3. / 4, 3. / 4}, prf{(6./7 + 4./5) / 2, (6./7 + 4./5) / 2}},
		// The likest pair is abcd with abcef (6/9); it would leave ef alone. The best sum
		// pairs abcd with d (2/5) and ef with abcef (4/7).
		"not greedily": {clusters("abcd", "ef"), clusters("abcef", "d"), prf{4. / 10, 4. / 7}, prf{(9./5 + 4./5 + 1) / 6, (9./4 + 1./4 + 2) / 6}, prf{3. / 4, 3. / 4}, prf{(2./5 + 4./7) / 2, (2./5 + 4./7) / 2}},
	} {
		for _, m := range []struct {
			name string
			got  Agreement
			want prf
		}{
			{"pairwise", Pairwise(c.gold, c.system), c.pairwise},
			{"B-cubed", BCubed(c.gold, c.system), c.bcubed},
			{"MUC", MUC(c.gold, c.system), c.muc},
			{"CEAF-e", CEAFe(c.gold, c.system), c.ceaf},
		} {
			if math.Abs(m.got.Precision()-m.want[0]) > 1e-9 || math.Abs(m.got.Recall()-m.want[1]) > 1e-9 {
				t.Errorf("%s, %s: precision %.4f, recall %.4f; want %.4f, %.4f", name, m.name, m.got.Precision(), m.got.Recall(), m.want[0], m.want[1])
			}
		}
	}
}

func TestTheCoNLLFigureIsTheMeanOfThree(t *testing.T) {
	gold, system := clusters("abc", "defg"), clusters("ab", "cd", "fghi")
	// MUC .4; B³ of 1/2 and 5/12, 5/11; CEAF-e of 13/30 and 13/20, .52.
	if got, want := CoNLL(gold, system), (.4+5./11+.52)/3; math.Abs(got-want) > 1e-9 {
		t.Errorf("CoNLL is %.4f, want %.4f", got, want)
	}
}

func TestAgreementsAddUpOverSetsThatShareNoCluster(t *testing.T) {
	goldA, systemA := clusters("abc"), clusters("ab", "c")
	goldB, systemB := Clustering{"x": "g", "y": "g", "z": "h"}, Clustering{"x": "s", "y": "t", "z": "t"}
	gold, system := Clustering{}, Clustering{}
	for _, m := range []struct{ from, to Clustering }{{goldA, gold}, {goldB, gold}, {systemA, system}, {systemB, system}} {
		for k, v := range m.from {
			m.to[k] = v
		}
	}
	for name, score := range map[string]func(gold, system Clustering) Agreement{"pairwise": Pairwise, "B-cubed": BCubed, "MUC": MUC, "CEAF-e": CEAFe} {
		apart, together := score(goldA, systemA).Add(score(goldB, systemB)), score(gold, system)
		if math.Abs(apart.F1()-together.F1()) > 1e-9 {
			t.Errorf("%s: %.4f apart, %.4f together", name, apart.F1(), together.F1())
		}
	}
}

func TestClusterScoresAreTheSameEachTime(t *testing.T) {
	gold, system := Clustering{}, Clustering{}
	for i := range 500 {
		item := fmt.Sprint(i)
		gold[item], system[item] = fmt.Sprint(i/3), fmt.Sprint(i*7%211)
	}
	first := [3]Agreement{BCubed(gold, system), CEAFe(gold, system), MUC(gold, system)}
	for range 20 {
		if again := [3]Agreement{BCubed(gold, system), CEAFe(gold, system), MUC(gold, system)}; again != first {
			t.Fatalf("%v, then %v", first, again)
		}
	}
}
