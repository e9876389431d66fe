package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

// figures are the metrics of a scored sheet.
func figures(t *testing.T, c Collection, path string, in Input) map[string]float64 {
	t.Helper()
	s, err := c.Score(path, in)
	if err != nil {
		t.Fatal(err)
	}
	return s.Scored(c).Metrics
}

func TestTimexesAreScoredAsTempEval3DoesIt(t *testing.T) {
	got := figures(t, tempeval(), "testdata/tempeval/raid.tml", Input{Predictions: "testdata/tempeval/predictions"})
	// three wanted, three came; two overlap, one of them of the same bytes
	for name, want := range map[string]float64{
		"span_precision": 66.67, "span_recall": 66.67, "span_f1": 66.67,
		"span_strict_f1": 33.33, "value_f1": 33.33, "type_f1": 33.33,
	} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
}

func TestTheProgramIsScoredOnTheWordsOfTEXT(t *testing.T) {
	got := figures(t, tempeval(), "testdata/tempeval/raid.tml", Input{})
	if got["value_f1"] != 100 || got["span_strict_f1"] != 100 {
		t.Errorf("the program's own figures are %v", got)
	}
}

func TestADirectoryIsSearchedForTimeML(t *testing.T) {
	s, err := tempeval().Score("testdata/tempeval", Input{})
	if err != nil || len(s.Docs) != 2 {
		t.Errorf("%d documents, %v", len(s.Docs), err)
	}
}

func TestOneTimexMatchesOnce(t *testing.T) {
	at := func(start, end int) timex { return timex{Span: dateline.Span{Start: start, End: end}} }
	gold := []timex{at(0, 5), at(6, 10), at(20, 25)}
	came := []timex{at(0, 10), at(6, 10), at(25, 30)}
	if got := pairTimexes(gold, came); got[0] != 0 || got[1] != 1 || got[2] != -1 {
		t.Errorf("pairs are %v", got)
	}
}

func TestBadTimeMLIsRefusedByName(t *testing.T) {
	dir := t.TempDir()
	write := func(name, s string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	cases := map[string]string{
		"no TEXT element":   write("a.tml", "<TimeML><DCT/></TimeML>"),
		"no TimeML":         write("b.tml", "<TimeML><TEXT>a < b <"),
		"YYYY-MM-DD":        write("c.tml", `<TimeML><DCT><TIMEX3 value="soon">soon</TIMEX3></DCT><TEXT>a</TEXT></TimeML>`),
		"is not there":      filepath.Join(dir, "missing.tml"),
		"no file that ends": t.TempDir(),
		"no creation time":  write("d.tml", `<TimeML><DCT><TIMEX3 value="">soon</TIMEX3></DCT><TEXT>a</TEXT></TimeML>`),
	}
	for want, path := range cases {
		_, err := tempeval().Score(path, Input{})
		if err == nil || !strings.Contains(err.Error(), want) || !strings.Contains(err.Error(), filepath.Base(path)) {
			t.Errorf("%s: the error is %v, want one that names it and says %q", path, err, want)
		}
	}
	_, err := tempeval().Score("testdata/tempeval/raid.tml", Input{Predictions: dir})
	if err == nil || !strings.Contains(err.Error(), filepath.Join(dir, "raid.tml")) {
		t.Errorf("predictions that are not there: %v", err)
	}
	write("raid.tml", "<TimeML><TEXT>Other words</TEXT></TimeML>")
	if _, err = tempeval().Score("testdata/tempeval/raid.tml", Input{Predictions: dir}); err == nil || !strings.Contains(err.Error(), "are not those of") {
		t.Errorf("predictions on other words: %v", err)
	}
}
