package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

// smallStream writes three reports of two events in neighbouring towns, the second a
// copy of the first, the third by itself, and a fourth of nothing.
func smallStream(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name string, lines ...string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("small.jsonl",
		`{"id":"r1","outlet":"Kestrel Wire","title":"Blast","published":"2024-03-05T09:00:00Z","text":"Blast\n\nA bomb killed four people in Ruwenda on Monday. Police fear more."}`,
		`{"id":"r2","outlet":"Ferry Post","title":"Blast","published":"2024-03-05T10:00:00Z","text":"Blast\n\nA bomb killed four people in Ruwenda on Monday. Police fear more."}`,
		`{"id":"r3","outlet":"Cedar Post","title":"Guns","published":"2024-03-05T11:00:00Z","text":"Guns\n\nGunmen killed two people in Osholo on Monday. It was quiet later."}`,
		`{"id":"r4","outlet":"Cedar Post","title":"Rain","published":"2024-03-05T12:00:00Z","text":"Rain\n\nRain is expected."}`)
	told := `"type":"attack.bombing","place":["Land","Ruwenda"],"background":false,"killed":4,"wounded":null,"spans":[[7,52]]`
	write("small.truth.jsonl",
		`{"event":{"id":"e1","story":"s1","type":"attack.bombing","day":"2024-03-04","place":["Land","Ruwenda"],"killed":4}}`,
		`{"report":{"id":"r1","story":"s1","kind":"own","copy_of":null,"origin":"r1","events":[{"event":"e1",`+told+`}]}}`,
		`{"report":{"id":"r2","story":"s1","kind":"exact","copy_of":"r1","origin":"r1","events":[{"event":"e1",`+told+`}]}}`,
		`{"event":{"id":"e2","story":"s2","type":"attack.armed","day":"2024-03-04","place":["Land","Osholo"],"killed":2}}`,
		`{"report":{"id":"r3","story":"s2","kind":"own","copy_of":null,"origin":"r3","events":[{"event":"e2","type":"attack.armed","place":["Land","Osholo"],"background":false,"killed":2,"wounded":null,"spans":[[6,50]]}]}}`,
		`{"report":{"id":"r4","story":"s3","kind":"noise","copy_of":null,"origin":"r4","events":[]}}`)
	return filepath.Join(dir, "small.jsonl")
}

// record puts the accounts of a small stream into events as machine says, by report.
func smallRecord(t *testing.T, path string, event, story map[string]string) (*streamTruth, dateline.Record) {
	t.Helper()
	reports, truth, err := loadStream(path, 0)
	if err != nil {
		t.Fatal(err)
	}
	day := dateline.Date{Year: 2024, Month: 3, Day: 4}
	next := day.AddDays(1)
	four := 4
	var rec dateline.Record
	events, stories := map[string]int{}, map[string]int{}
	for _, r := range reports {
		id := string(r.ID)
		out := *r
		out.Origin = "o1"
		rec.Reports = append(rec.Reports, out)
		if _, ok := stories[story[id]]; !ok {
			stories[story[id]] = len(rec.Stories)
			rec.Stories = append(rec.Stories, dateline.Story{ID: dateline.StoryID(story[id])})
		}
		st := &rec.Stories[stories[story[id]]]
		st.Reports = append(st.Reports, r.ID)
		name, ok := event[id]
		if !ok {
			continue
		}
		a := dateline.Account{Report: r.ID, Type: "attack.killing", Evidence: []dateline.Evidence{{Field: "type", Span: dateline.Span{Start: 7, End: 30}}},
			Time: dateline.Time{Start: &day, End: &next}, Places: []dateline.PlaceRef{{Name: "Ruwenda", Path: []string{"Land", "Ruwenda"}}}}
		if _, ok := events[name]; !ok {
			events[name] = len(rec.Events)
			rec.Events = append(rec.Events, dateline.Event{ID: dateline.EventID(name), Time: a.Time, Places: a.Places,
				Tolls: []dateline.Toll{{Status: dateline.Killed, Best: dateline.Range{Low: &four, High: &four}}}})
		}
		e := &rec.Events[events[name]]
		e.Accounts = append(e.Accounts, a)
	}
	return truth, rec
}

func TestAStreamIsScoredAgainstItsTruth(t *testing.T) {
	for name, c := range map[string]struct {
		event, story map[string]string
		want         map[string]float64
	}{
		"right": {
			map[string]string{"r1": "e9", "r2": "e9", "r3": "e8"}, map[string]string{"r1": "s1", "r2": "s1", "r3": "s2", "r4": "s3"},
			map[string]float64{"told": 1, "account": 1, "event_pairwise_f1": 100, "story_pairwise_f1": 100, "story_bcubed_f1": 100, "origin_exact": 1, "origin_pairwise_recall": 100, "day": 1, "place": 1},
		},
		"one event of all": {
			map[string]string{"r1": "e9", "r2": "e9", "r3": "e9"}, map[string]string{"r1": "s1", "r2": "s1", "r3": "s1", "r4": "s1"},
			map[string]float64{"event_pairwise_precision": 33.33, "event_pairwise_recall": 100, "story_pairwise_precision": 16.67, "story_bcubed_precision": 37.5},
		},
		"an account of nothing in the event": {
			map[string]string{"r1": "e9", "r2": "e9", "r4": "e9"}, map[string]string{"r1": "s1", "r2": "s1", "r3": "s2", "r4": "s3"},
			map[string]float64{"told": 2.0 / 3, "account": 2.0 / 3, "event_pairwise_precision": 33.33, "event_pairwise_recall": 100, "event_linked_precision": 33.33},
		},
		"one account missed": {
			map[string]string{"r1": "e9"}, map[string]string{"r1": "s1", "r2": "s2", "r3": "s3", "r4": "s4"},
			map[string]float64{"told": 1.0 / 3, "event_pairwise_recall": 0, "event_whole_recall": 0, "story_bcubed_recall": 75},
		},
	} {
		truth, rec := smallRecord(t, smallStream(t), c.event, c.story)
		s := &Sheet{Docs: streamDocs(truth, rec), Metrics: streamMetrics}
		got := s.Scored(stream).Metrics
		for metric, want := range c.want {
			if diff := got[metric] - want; diff > 0.01 || diff < -0.01 {
				t.Errorf("%s: %s is %v, want %v", name, metric, got[metric], want)
			}
		}
	}
}

func TestAStreamIsReadAndLinked(t *testing.T) {
	path := smallStream(t)
	read := func(r *dateline.Report) *dateline.Reading {
		return &dateline.Reading{Report: r.ID, Maker: "test/1", Genre: dateline.News, Sentences: []dateline.Span{{Start: 7, End: len(r.Text)}}}
	}
	s, err := scoreStream(path, Input{Read: read, Reports: 3})
	if err != nil {
		t.Fatal(err)
	}
	got := s.Scored(stream).Metrics
	if got["told"] != 0 || got["origin_exact"] != 1 || got["reports_per_second"] <= 0 {
		t.Errorf("told %v, origins of exact copies %v, %v reports a second; want 0, 1 and a speed", got["told"], got["origin_exact"], got["reports_per_second"])
	}
}

func TestABrokenStreamIsNamed(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(stem string)
		want  string
	}{
		"no truth":     {func(stem string) { _ = os.Remove(stem + ".truth.jsonl") }, "small.truth.jsonl is not there"},
		"empty truth":  {func(stem string) { _ = os.WriteFile(stem+".truth.jsonl", nil, 0o644) }, "knows 0 of the 4 reports"},
		"another run":  {func(stem string) { _ = os.WriteFile(stem+".truth.jsonl", []byte(`{"report":{"id":"r7"}}`), 0o644) }, "not of one run"},
		"foreign line": {func(stem string) { _ = os.WriteFile(stem+".truth.jsonl", []byte(`{"id":"r1"}`), 0o644) }, "truth.jsonl:1: neither an event nor a report"},
		"no text":      {func(stem string) { _ = os.WriteFile(stem+".jsonl", []byte(`{"id":"r1"}`), 0o644) }, "small.jsonl:1: a report without id or text"},
	} {
		path := smallStream(t)
		c.spoil(strings.TrimSuffix(path, ".jsonl"))
		_, err := scoreStream(path, Input{})
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: the error is %v, want one that says %q", name, err, c.want)
		}
	}
	path := smallStream(t)
	readings := filepath.Join(filepath.Dir(path), "readings.jsonl")
	for content, want := range map[string]string{
		`{"Report":"r2"}`: "a reading of r2, where one of r1 was expected",
		`{"Report":"r1"}`: "holds 1 readings for 4 reports",
		`{"Report":"r1","Accounts":[{"evidence":[{"field":"type","start":0,"end":3,"quote":"Xla"}]}]}`: "readings.jsonl:1",
	} {
		if err := os.WriteFile(readings, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		if _, err := scoreStream(path, Input{Readings: readings}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("readings %s: the error is %v, want one that says %q", content, err, want)
		}
	}
}
