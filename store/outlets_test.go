package store

import (
	"slices"
	"testing"
)

func TestOutletsAreThoseOfReports(t *testing.T) {
	both(t, func(t *testing.T, w *world) {
		lone := paper("Alone Gazette", "", "2021-03-14", "Of no story yet.")
		if _, err := w.File(t.Context(), append(w.all[:0:0], lone)); err != nil {
			t.Fatal(err)
		}
		told := []string{"Harbour Times", "Radio Valley", "Valley Gazette"}
		for all, want := range map[bool][]string{false: told, true: append([]string{"Alone Gazette"}, told...)} {
			got, err := w.Outlets(t.Context(), all)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%v, not %v (%v)", got, want, err)
			}
		}
	})
}
