package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestExpressionsOfASpecificationAreScored(t *testing.T) {
	got := figures(t, recognizers(), "testdata/recognizers", Input{})
	for name, want := range map[string]float64{"span_recall": 100, "value_accuracy": 1, "value_accuracy_daterange": 1, "value_accuracy_set": 1} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v (all: %v)", name, got[name], want, got)
		}
	}
	if got["span_strict_recall"] == 100 {
		t.Errorf("a range whose ends are marked apart counts as of the same bytes: %v", got)
	}
}

func TestResultsOfAnotherSystemAreScored(t *testing.T) {
	const dir = "testdata/recognizers"
	for _, predictions := range []string{dir, filepath.Join(dir, "Model.json")} {
		got := figures(t, recognizers(), dir, Input{Predictions: predictions})
		for _, name := range []string{"span_f1", "span_strict_f1", "value_accuracy", "value_f1"} {
			if got[name] != 1 && got[name] != 100 {
				t.Errorf("gold against itself: %s is %v", name, got[name])
			}
		}
	}
	gold := write(t, "a.json", `[{"Input": "We met on 3 May 2018 and on 4 May 2018.", "Results": [
		{"Text": "3 May 2018", "Start": 10, "Type": "date", "Value": {"Timex": "2018-05-03"}}, {"Text": "4 May 2018", "Start": 28, "Type": "date", "Value": {"Timex": "2018-05-04"}}]}]`)
	other := write(t, "b.json", `[{"Input": "We met on 3 May 2018 and on 4 May 2018.", "Results": [{"Text": "on 3 May 2018", "Start": 7, "Type": "date", "Value": {"Timex": "2018-05-04"}}]}]`)
	got := figures(t, recognizers(), gold, Input{Predictions: other})
	for name, want := range map[string]float64{"span_precision": 100, "span_recall": 50, "span_strict_recall": 0, "value_accuracy": 0} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
	if _, err := recognizers().Score(dir, Input{Predictions: other}); err == nil || !strings.Contains(err.Error(), other+": its cases are not those of") {
		t.Errorf("other cases: %v", err)
	}
}

func TestAValueSaysWhatAReadingDoes(t *testing.T) {
	w := recognized{timexes: []string{"XXXX-WXX-3", "T07:30", "XXXX-12-24"}, seconds: []string{"5400"}, moments: []string{"2018-06-03"}}
	for value, want := range map[string]bool{
		"2018-11-28": true, "2018-11-27": false, // a Wednesday, a Tuesday
		"2018-11-29T07:30": true, "2018-11-29T07:31": false,
		"2018-12-24": true, "2018-12-25": false,
		"PT1H30M": true, "PT1.5H": true, "PT90M": true, "P1D": false,
		"2018-06-03": true, "2018-06": false, "": false,
	} {
		if w.says(value) != want {
			t.Errorf("says(%q) is %v", value, !want)
		}
	}
}

func TestWhatIsNoSpecificationIsRefused(t *testing.T) {
	p := filepath.Join(t.TempDir(), "a.json")
	if err := os.WriteFile(p, []byte(`{"a": 1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := recognizers().Score(p, Input{}); err == nil || !strings.Contains(err.Error(), p) {
		t.Errorf("the error is %v", err)
	}
}
