package edits

import (
	"slices"
	"strings"
	"testing"

	"dateline"
)

func TestWordsThatChangedStandApart(t *testing.T) {
	got := Words("the blast killed three people on Monday", "the blast killed at least five people on Monday")
	want := []Change{{Same, "the blast killed"}, {Removed, "three"}, {Added, "at least five"}, {Same, "people on Monday"}}
	if !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
}

func TestParagraphsStandBesideWhatTheyBecame(t *testing.T) {
	a := Paragraphs(&dateline.Report{Text: "head\n\nOne stays as it is.\n\nTwo were hurt in the town.", Body: 6})
	b := Paragraphs(&dateline.Report{Text: "One stays as it is.\n\nFour were hurt in the town.\n\nThis is new."})
	got := Passages(a, b)
	if len(got) != 3 || got[0].Changed() || !got[1].Changed() || got[1][0] != (Change{Removed, "Two"}) || !slices.Equal(got[2], Passage{{Added, "This is new."}}) {
		t.Errorf("%v", got)
	}
}

// Whatever the two are, what is kept and left out makes the one, what is kept and
// added the other.
func FuzzWordChanges(f *testing.F) {
	f.Add("a b c d", "a c d e", 8)
	f.Add("x x y x", "y x x", 2)
	f.Add("", "z", 0)
	f.Fuzz(func(t *testing.T, a, b string, most int) {
		x, y := strings.Fields(a), strings.Fields(b)
		if len(x)+len(y) > 400 {
			return
		}
		var gotA, gotB []string
		for _, e := range edits(x, y, min(max(most, 0), 1000)) {
			if e.op != Added {
				gotA = append(gotA, x[e.a:e.a+e.n]...)
			}
			if e.op != Removed {
				gotB = append(gotB, y[e.b:e.b+e.n]...)
			}
		}
		if !slices.Equal(gotA, x) || !slices.Equal(gotB, y) {
			t.Errorf("from %q to %q: %q and %q", x, y, gotA, gotB)
		}
	})
}
