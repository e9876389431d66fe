package grade

import (
	"testing"

	"pgregory.net/rapid"
)

func TestAssignFindsTheGreatestSum(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		rows, columns := rapid.IntRange(1, 5).Draw(t, "rows"), rapid.IntRange(0, 5).Draw(t, "columns")
		w := make([][]int64, rows)
		for i := range w {
			w[i] = rapid.SliceOfN(rapid.Int64Range(-2, 9), columns, columns).Draw(t, "weights")
		}
		pairs := assign(w)
		taken := map[int]bool{}
		var sum int64
		for i, j := range pairs {
			if j < 0 {
				continue
			}
			if taken[j] || w[i][j] <= 0 {
				t.Fatalf("pair %d, %d is taken or worth nothing", i, j)
			}
			taken[j] = true
			sum += w[i][j]
		}
		if best := greatest(w, 0, map[int]bool{}); sum != best {
			t.Fatalf("sum %d of %v, want %d", sum, pairs, best)
		}
	})
}

// greatest tries every way of pairing rows from i on.
func greatest(w [][]int64, i int, taken map[int]bool) int64 {
	if i == len(w) {
		return 0
	}
	best := greatest(w, i+1, taken)
	for j, x := range w[i] {
		if x > 0 && !taken[j] {
			taken[j] = true
			best = max(best, x+greatest(w, i+1, taken))
			delete(taken, j)
		}
	}
	return best
}

func TestMustEventsAreMatchedFirst(t *testing.T) {
	g := own(t)
	// Both rows want the same event; the should row would be whole with it.
	g.Events[0].Need, g.Events[0].SaidBy = should, ""
	rival := g.Events[0]
	rival.ID, rival.Need, rival.Status = "E9", must, []string{"claimed"}
	g.Events = append(g.Events, rival)
	rec := perfect(t, own(t), ownFiles, false)
	s := New("own", g, &rec)
	if s.Events[0].Event != nil || s.Events[3].Event == nil {
		t.Errorf("the should event took %v, the must event %v", s.Events[0].Event, s.Events[3].Event)
	}
	if n := s.Events[0].Nearest; n == nil || n.Taken != "E9" {
		t.Errorf("nearest %+v, want one that E9 has taken", n)
	}
}
