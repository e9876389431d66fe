package grade

import (
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

// gvaFiles writes a small collection in gva's form, in own words.
func gvaFiles(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	rows := `{"incident": "7", "date": "March 5, 2014", "state": "Ohio", "city_or_county": "Lorain (county)", "killed": 1, "injured": 2}` + "\n"
	docs := `{"id": "a", "incident": "7", "published": "2014-03-06", "title": "One dead in Ohio", "text": "One dead in Ohio\n\nThree were shot."}
{"id": "b", "incident": "8", "published": "2014-03-06", "title": "Elsewhere", "text": "Nothing."}
`
	if err := os.WriteFile(filepath.Join(dir, "dev.incidents.jsonl"), []byte(rows), 0o644); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, "dev.docs.jsonl.gz"))
	if err != nil {
		t.Fatal(err)
	}
	z := gzip.NewWriter(f)
	if _, err := z.Write([]byte(docs)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestAReportIsScoredAgainstItsIncidentsRow(t *testing.T) {
	one, two, three := 1, 2, 3
	day := dateline.Date{Year: 2014, Month: 3, Day: 5}
	next := day.AddDays(1)
	read := func(rep *dateline.Report) *dateline.Reading {
		if strings.Count(rep.Text, *rep.Title) != 1 {
			t.Errorf("the title stands not once in %q", rep.Text)
		}
		return &dateline.Reading{Accounts: []dateline.Account{
			{Type: "security.arrest", Casualties: []dateline.Casualty{{Status: dateline.Killed, Low: &three}}},
			{Type: "attack.armed", Time: dateline.Time{Start: &day, End: &next}, Places: []dateline.PlaceRef{{Name: "Elyria", Path: []string{"United States", "Ohio", "Lorain", "Elyria"}}},
				Casualties: []dateline.Casualty{{Status: dateline.Killed, Low: &one}, {Status: dateline.Wounded, Low: &one, Side: dateline.State}, {Status: dateline.Wounded, Low: &two, Side: dateline.Civilian}}},
		}}
	}
	s, err := scoreGVA(gvaFiles(t), Input{Read: read, Each: true})
	if err != nil {
		t.Fatal(err)
	}
	got := s.Scored(gva)
	for name, want := range map[string]float64{"day": 1, "place": 1, "killed": 1, "injured": 0, "found": 1} {
		if got.Metrics[name] != want {
			t.Errorf("%s is %v, want %v", name, got.Metrics[name], want)
		}
	}
	if len(s.Docs) != 1 || len(s.Notes) != 1 {
		t.Errorf("%d documents and notes %q; one has no row and is told of", len(s.Docs), s.Notes)
	}
}

func TestAnswersOfAnotherSystemAreScoredAgainstTheRow(t *testing.T) {
	for name, c := range map[string]struct {
		lines string
		want  map[string]float64
		says  string
	}{
		"right":     {`{"id": "a", "day": "2014-03-05", "place": "Lorain", "killed": 1, "injured": 2}` + "\n" + `{"id": "b"}`, map[string]float64{"day": 1, "place": 1, "killed": 1, "injured": 1, "found": 1}, ""},
		"in part":   {`{"id": "a", "day": "2014-03-06", "killed": 1}` + "\n" + `{"id": "b"}`, map[string]float64{"day": 0, "place": 0, "killed": 1, "injured": 0, "found": 1}, ""},
		"nothing":   {`{"id": "a"}` + "\n" + `{"id": "b"}`, map[string]float64{"day": 0, "killed": 0, "found": 0}, ""},
		"one short": {`{"id": "b"}`, nil, "no line for report a"},
		"twice":     {`{"id": "a"}` + "\n" + `{"id": "a"}`, nil, ":2: id \"a\" is empty or stands there twice"},
		"no day":    {`{"id": "a", "day": "5 March"}`, nil, "expected one such as 2014-01-28"},
	} {
		s, err := scoreGVA(gvaFiles(t), Input{Each: true, Predictions: write(t, "other.jsonl", c.lines)})
		if c.says != "" || err != nil {
			if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), "other.jsonl") || !strings.Contains(err.Error(), c.says) || c.says == "" {
				t.Errorf("%s: error %v; want one that says %q", name, err, c.says)
			}
			continue
		}
		got := s.Scored(gva).Metrics
		for metric, want := range c.want {
			if got[metric] != want {
				t.Errorf("%s: %s is %v, want %v", name, metric, got[metric], want)
			}
		}
	}
}

func TestABrokenCollectionOfShootingsIsNamed(t *testing.T) {
	write := func(dir, name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		spoil func(dir string)
		want  string
	}{
		"no rows":    {func(dir string) { _ = os.Remove(filepath.Join(dir, "dev.incidents.jsonl")) }, "dev.incidents.jsonl is not there"},
		"no reports": {func(dir string) { _ = os.Remove(filepath.Join(dir, "dev.docs.jsonl.gz")) }, "dev.docs.jsonl is not there"},
		"not gzip":   {func(dir string) { write(dir, "dev.docs.jsonl.gz", "plain") }, "expected a file packed by gzip"},
		"twice": {func(dir string) {
			_ = os.Remove(filepath.Join(dir, "dev.docs.jsonl.gz"))
			write(dir, "dev.docs.jsonl", strings.Repeat(`{"id": "a", "incident": "7", "text": "Shots."}`+"\n", 2))
		}, `dev.docs.jsonl:2: id "a" stands there twice`},
		"not JSON":       {func(dir string) { write(dir, "dev.incidents.jsonl", "\nincident,date\n") }, "dev.incidents.jsonl:2: expected one JSON object a line"},
		"a foreign date": {func(dir string) { write(dir, "dev.incidents.jsonl", `{"incident":"7","date":"5.3.2014"}`) }, `expected "January 28, 2014"`},
	} {
		t.Run(name, func(t *testing.T) {
			dir := gvaFiles(t)
			c.spoil(dir)
			_, err := scoreGVA(dir, Input{})
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("the error is %v, want one that says %q", err, c.want)
			}
		})
	}
}
