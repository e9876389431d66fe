package grade

import (
	"strings"
	"testing"
)

func TestASheetsFiguresAreThoseOfItsCounts(t *testing.T) {
	a, b := &Doc{Name: "a"}, &Doc{Name: "b"}
	a.Add("entity", 1, 2, 4)
	b.Add("entity", 2, 2, 2)
	a.Measured("km", 10)
	b.Measured("km", 30)
	b.Measured("km", 500)
	a.Miss("entity", "Kidal", "")
	s := &Sheet{Docs: []*Doc{b, a}, Metrics: append(PRF("entity", "entity"), Accuracy("found", "entity"), Mean("km_mean", "km", Km), Median("km_median", "km", Km))}
	c := Collection{Name: "own", Published: []Figure{{"entity_f1", "another reader", 55.5}}}
	got := s.Scored(c)
	for name, want := range map[string]float64{"entity_precision": 75, "entity_recall": 50, "entity_f1": 60, "found": 0.5, "km_mean": 180, "km_median": 30} {
		if got.Metrics[name] != want {
			t.Errorf("%s is %v, want %v", name, got.Metrics[name], want)
		}
		if in := got.Intervals[name]; in[0] > want || in[1] < want {
			t.Errorf("the interval of %s, %v, does not hold %v", name, in, want)
		}
	}
	if in := got.Intervals["entity_f1"]; in != [2]float64{33.33, 100} {
		t.Errorf("two documents drawn anew give F1 from %v, want from the worse one's to the better one's", in)
	}
	text := s.Text(c, 1)
	for _, want := range []string{"entity_f1                               60.0", "another reader", "55.5", "a: 1 misses", "wanted Kidal; came nothing"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q stands not in\n%s", want, text)
		}
	}
}

func TestNothingWantedAndNothingComeIsNoScore(t *testing.T) {
	if got := F1(Hits{}); got != 0 {
		t.Errorf("F1 of nothing is %v", got)
	}
}
