package coref

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestLogarithmsAndRootsAreThoseOfFloats(t *testing.T) {
	for _, n := range []int{1, 2, 3, 7, 10, 100, 12345, 1 << 40} {
		if got, want := natural(n), 1024*math.Log(float64(n)); math.Abs(float64(got)-want) > 1 {
			t.Errorf("natural(%d) is %d, want %.2f", n, got, want)
		}
		if got, want := root(n), int(math.Sqrt(float64(n))); got != want {
			t.Errorf("root(%d) is %d, want %d", n, got, want)
		}
	}
	if root(0) != 0 || natural(0) != 0 {
		t.Error("root and natural of 0 are not 0")
	}
}

func TestGroupsAreJoinedByTheirMeanLikeness(t *testing.T) {
	for name, c := range map[string]struct {
		edges []edge
		want  []int
	}{
		"nothing alike":                       {nil, []int{0, 1, 2, 3}},
		"the most alike first":                {[]edge{{0, 1, 5}, {1, 2, 9}}, []int{0, 1, 1, 2}}, // then {0} with {1,2}: 5/2
		"a chain whose mean is high enough":   {[]edge{{0, 1, 9}, {1, 2, 9}}, []int{0, 0, 0, 1}},
		"dislike keeps apart":                 {[]edge{{0, 1, 9}, {1, 2, 9}, {0, 2, -9}}, []int{0, 0, 1, 2}},
		"two pairs, and nothing between them": {[]edge{{0, 2, 6}, {1, 3, 6}}, []int{0, 1, 0, 1}},
	} {
		if got := agglomerate(4, c.edges, 4); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestTheOrderOfEdgesDoesNotMatter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 9).Draw(t, "n")
		var edges []edge
		for a := range n {
			for b := a + 1; b < n; b++ {
				if s := rapid.IntRange(-3, 8).Draw(t, "score"); s != 0 {
					edges = append(edges, edge{a, b, s})
				}
			}
		}
		want := agglomerate(n, edges, 3)
		if got := agglomerate(n, rapid.Permutation(edges).Draw(t, "edges"), 3); !slices.Equal(got, want) {
			t.Fatalf("%v, want %v", got, want)
		}
	})
}
