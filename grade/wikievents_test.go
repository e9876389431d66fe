package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/reader"
)

// Two mentions of the guard are one entity; the second event is of a type that
// the codebook does not have.
const ownWiki = `{"doc_id": "own_1", "text": "A bomb killed a guard . He was 30 . Trucks left .", "tokens": ["A", "bomb", "killed", "a", "guard", ".", "He", "was", "30", ".", "Trucks", "left", "."], "entity_mentions": [{"id": "own_1-T1", "start": 4, "end": 5}, {"id": "own_1-T2", "start": 6, "end": 7}, {"id": "own_1-T3", "start": 1, "end": 2}, {"id": "own_1-T4", "start": 10, "end": 11}], "event_mentions": [{"event_type": "Life.Die.Unspecified", "trigger": {"start": 2, "end": 3}, "arguments": [{"entity_id": "own_1-T2", "role": "Victim", "text": "He"}]}, {"event_type": "Movement.Transportation.Unspecified", "trigger": {"start": 11, "end": 12}, "arguments": [{"entity_id": "own_1-T4", "role": "Vehicle", "text": "Trucks"}]}]}
`

const ownClusters = `{"doc_key": "own_1", "clusters": [["own_1-T1", "own_1-T2"], ["own_1-T3"]]}
`

func wikiDir(t *testing.T, dev, coref string) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "coref"), 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"dev.jsonl": dev, "coref/dev.jsonlines": coref} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func over(text, words string) dateline.Span {
	i := strings.Index(text, words)
	return dateline.Span{Start: i, End: i + len(words)}
}

// The reader names the guard: another mention of the victim that gold has, so
// right for coreference alone. Its own triggers are one right, one wrong.
func TestArgumentsAreMatchedByHeadAndByEntity(t *testing.T) {
	in := Input{
		Ask: func(rep *dateline.Report, qs []reader.Question) []reader.Answer {
			if len(qs) != 2 || qs[0].Type != "attack.killing" || qs[0].In(rep.Text) != "killed" {
				t.Errorf("asked %v", qs)
			}
			return []reader.Answer{{Arguments: []reader.Argument{{Role: "victim", Words: over(rep.Text, "a guard"), Head: over(rep.Text, "guard")}}}, {}}
		},
		Triggers: func(rep *dateline.Report) []reader.Trigger {
			return []reader.Trigger{
				{Question: reader.Question{Span: over(rep.Text, "killed"), Type: "attack.bombing"}, Answer: reader.Answer{Arguments: []reader.Argument{{Role: "victim", Head: over(rep.Text, "He")}}}},
				{Question: reader.Question{Span: over(rep.Text, "left"), Type: "attack.air"}},
				{Question: reader.Question{Span: over(rep.Text, "left"), Type: "group.formed"}},
			}
		},
	}
	sheet, err := wikievents.Score(wikiDir(t, ownWiki, ownClusters), in)
	if err != nil {
		t.Fatal(err)
	}
	got := sheet.Scored(wikievents).Metrics
	for name, want := range map[string]float64{
		"argument_f1": 0, "argument_coref_precision": 100, "argument_coref_recall": 50,
		"trigger_precision": 50, "trigger_recall": 100, "argument_own_recall": 50, "argument_own_precision": 100,
	} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
	if n := strings.Join(sheet.Notes, ""); !strings.Contains(n, "1 of 2 arguments") {
		t.Errorf("the note says %q", n)
	}
}

func TestGoldScoredAgainstItselfIsRight(t *testing.T) {
	dir := wikiDir(t, ownWiki, ownClusters)
	sheet, err := wikievents.Score(dir, Input{Predictions: filepath.Join(dir, "dev.jsonl")})
	if err != nil {
		t.Fatal(err)
	}
	got := sheet.Scored(wikievents).Metrics
	if got["argument_precision"] != 100 || got["trigger_f1"] != 100 {
		t.Errorf("%v", got)
	}
}

func TestTheRepackagedFormIsRead(t *testing.T) {
	path := write(t, "own.jsonl", `{"docid": "own_1-0", "tokens": ["a", "bomb", "killed", "a", "guard", "."], "event_mentions": [{"event_type": "Life.Die", "arguments": [{"role": "Victim", "text": "the guard"}], "trigger": {"start_idx": 2, "end_idx": 3, "text": "killed"}}, {"event_type": "Life.Die", "arguments": [], "trigger": {"start_idx": 0, "end_idx": 0, "text": ""}}]}`)
	in := Input{
		Ask: func(rep *dateline.Report, qs []reader.Question) []reader.Answer {
			return []reader.Answer{{Arguments: []reader.Argument{{Role: "victim", Head: over(rep.Text, "guard")}}}}
		},
		Triggers: func(*dateline.Report) []reader.Trigger { return nil },
	}
	sheet, err := wikievents.Score(path, in)
	if err != nil {
		t.Fatal(err)
	}
	if got := sheet.Scored(wikievents).Metrics["argument_f1"]; got != 100 {
		t.Errorf("argument_f1 %v, want 100", got)
	}
}

func TestWikiEventsInTheWrongFormIsRefused(t *testing.T) {
	for name, c := range map[string][2]string{
		"no JSON":                 {"a bomb\n", ownClusters},
		"a key too few":           {`{"doc_id": "own_1", "text": "x"}`, ownClusters},
		"tokens of another text":  {strings.Replace(ownWiki, `"text": "A bomb`, `"text": "The bomb`, 1), ownClusters},
		"a mention outside":       {strings.Replace(ownWiki, `"start": 10, "end": 11`, `"start": 10, "end": 99`, 1), ownClusters},
		"an argument of nothing":  {strings.Replace(ownWiki, `{"entity_id": "own_1-T4"`, `{"entity_id": "own_1-T9"`, 1), ownClusters},
		"a trigger without place": {strings.Replace(ownWiki, `{"start": 11, "end": 12}`, `{}`, 1), ownClusters},
		"entities of others":      {ownWiki, strings.Replace(ownClusters, "own_1\"", "own_2\"", 1)},
		"entities cut short":      {ownWiki, ownClusters[:30]},
		"an empty file":           {"", ownClusters},
	} {
		dir := wikiDir(t, c[0], c[1])
		if _, err := readWikievents(dir); dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), dir) {
			t.Errorf("%s: %v; want an error that names the file", name, err)
		}
	}
	if _, err := readWikievents(write(t, "alone.jsonl", ownWiki)); dateline.KindOf(err) != dateline.NotFound {
		t.Errorf("a file without its entities: %v", err)
	}
	dir := wikiDir(t, ownWiki, ownClusters)
	other := write(t, "p.jsonl", strings.ReplaceAll(ownWiki, "own_1", "own_7"))
	if _, err := wikievents.Score(dir, Input{Predictions: other}); dateline.KindOf(err) != dateline.Invalid {
		t.Errorf("predictions for another document: %v", err)
	}
}

func FuzzWikievents(f *testing.F) {
	f.Add(ownWiki)
	f.Add(`{"docid": "a", "tokens": ["a"], "event_mentions": [{"trigger": {"start_idx": 0, "end_idx": 1}}]}`)
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		path := filepath.Join(dir, "x.jsonl")
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Skip()
		}
		docs, err := readWikiFile(path, false)
		if err == nil && len(docs) == 0 {
			t.Error("no error and nothing read")
		}
	})
}
