package grade

import (
	"fmt"
	"slices"
	"testing"
)

func TestTheBaselineGroupsByWordsAndDays(t *testing.T) {
	texts := []string{
		"A bakery burned down in Elmstead; the baker Holm is unhurt.",
		"The harbour of Varnby is closed by ice.",
		"Holm, the baker whose bakery burned in Elmstead, thanks the firemen.",
		"Ice keeps the harbour of Varnby closed.",
		"The harbour of Varnby is closed by ice.", // months later
	}
	days := []int{0, 0, 1, 2, 90}
	for halfLife, want := range map[float64][]int{7: {0, 1, 0, 1, 2}, 70: {0, 1, 0, 1, 1}} {
		if got := (tfidfBaseline{.2, halfLife}).group(texts, days); !slices.Equal(got, want) {
			t.Errorf("half-life %v: groups %v, want %v", halfLife, got, want)
		}
	}
	if got := gvaBaseline.group(nil, nil); len(got) != 0 {
		t.Errorf("groups of nothing: %v", got)
	}
}

func TestTheBaselineIsTheSameEachTime(t *testing.T) {
	var texts []string
	var days []int
	for i := range 60 {
		texts, days = append(texts, fmt.Sprintf("report %d of the fire in house %d on street %d", i, i%7, i%3)), append(days, i/4)
	}
	first := gvaBaseline.group(texts, days)
	for range 5 {
		if again := gvaBaseline.group(texts, days); !slices.Equal(first, again) {
			t.Fatalf("%v, then %v", first, again)
		}
	}
}
