package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

const ownPlover = `[{"id": "D1", "event": "DOCUMENT"},
{"id": "F1", "event": "FIGHT", "text": "Marsh rebels attacked the Lowland army.", "source": [{"actorText": "Marsh"}], "target": [{"actorText": "Lowland army"}]},
{"id": "D2", "event": "DEMAND", "text": "The union wants more pay.", "source": [{"actorText": "union"}], "target": ""}]`

func TestPloverScoresWhoDidWhatToWhom(t *testing.T) {
	read := func(rep *dateline.Report) *dateline.Reading {
		if !strings.Contains(rep.Text, "attacked") {
			return &dateline.Reading{}
		}
		return &dateline.Reading{Accounts: []dateline.Account{{Type: "attack.armed", Roles: []dateline.Role{
			{Role: dateline.Perpetrator, Name: "Marsh rebels"}, {Role: dateline.Target, Name: "the uplands"},
		}}}}
	}
	sheet, err := plover.Score(write(t, "own.txt", ownPlover), Input{Read: read})
	if err != nil {
		t.Fatal(err)
	}
	got := sheet.Scored(plover).Metrics
	for name, want := range map[string]float64{
		"found": .5, "found_covered": 1, "type_accuracy": .5, "type_accuracy_covered": 1, "actor_accuracy": .5, "target_accuracy": 0,
	} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
}

func TestRecordsOfAnotherSystemAreScored(t *testing.T) {
	gold := write(t, "own.txt", ownPlover)
	other := write(t, "other.txt", strings.NewReplacer(`"FIGHT"`, `"ASSAULT"`, `"Lowland army"`, `"uplands"`, `"DEMAND"`, `""`).Replace(ownPlover))
	got := figures(t, plover, gold, Input{Predictions: other})
	for name, want := range map[string]float64{"found": .5, "type_accuracy": .5, "actor_accuracy": .5, "target_accuracy": 0} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
	for name, v := range figures(t, plover, gold, Input{Predictions: gold}) {
		if v != 1 {
			t.Errorf("gold against itself: %s is %v", name, v)
		}
	}
	few := write(t, "few.txt", `[{"id": "F1", "event": "FIGHT", "text": "Marsh rebels attacked the Lowland army."}]`)
	if _, err := plover.Score(gold, Input{Predictions: few}); dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), "no record D2") {
		t.Errorf("error %v", err)
	}
}

func TestPloverInTheWrongFormIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"no list":    `{"id": "F1"}`,
		"no text":    `[{"id": "F1", "event": "FIGHT"}]`,
		"cut short":  ownPlover[:90],
		"no records": `[]`,
	} {
		path := write(t, "own.txt", text)
		if _, err := readPlover(path, true); dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), path) {
			t.Errorf("%s: %v; want an error that names the file", name, err)
		}
	}
	dir := t.TempDir()
	if _, err := readPlover(dir, true); dateline.KindOf(err) != dateline.NotFound {
		t.Errorf("a directory without the file: %v", err)
	}
	if err := os.Mkdir(filepath.Join(dir, "gold_standard_records"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "gold_standard_records", ploverFile), []byte(ownPlover), 0o600); err != nil {
		t.Fatal(err)
	}
	if got, err := readPlover(dir, true); err != nil || len(got) != 2 {
		t.Errorf("%d sentences, %v; want 2", len(got), err)
	}
}

func FuzzPlover(f *testing.F) {
	f.Add(ownPlover)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(dir, "x.txt")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Skip()
		}
		if got, err := readPlover(path, true); err == nil && len(got) == 0 {
			t.Error("no error and nothing read")
		}
	})
}
