package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

func silent(*dateline.Report) *dateline.Reading { return &dateline.Reading{} }

func write(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const ownGRIT = `{"docid": "OWN1-X-0001", "doctext": "the u.s. mill was blown up by the red column and by two men.", "extracts": {"PerpInd": [[["two men", 52]]], "PerpOrg": [[["red column", 34], ["column", 38]]], "Target": [[["u.s. mill", 4], ["mill", 9]]], "Victim": [], "Weapon": [[]]}}
{"docid": "OWN1-X-0002", "doctext": "nothing happened.", "extracts": {"PerpInd": [], "PerpOrg": [], "Target": [], "Victim": [], "Weapon": []}}
`

// By hand: PerpInd 1 of 1 came, 1 wanted; PerpOrg 1 right of 2 come ("column" and
// "red column" agree with the same entity, which pairs once); Target: a mention
// too many, 0 of 1; Victim 0 of 1 come, none wanted; Weapon none. 2 right, 5 come, 3 wanted.
func TestCEAFREEIsAsItsPublishedScorerHasIt(t *testing.T) {
	pred := write(t, "preds.json", `{
		"10001": {"doctext": "", "pred_extracts": {"PerpInd": [["Two men"]], "PerpOrg": [["the red column"], ["column"]], "Target": [["US mill", "factory"]], "Victim": [], "Weapon": []}},
		"OWN1-X-0002": {"pred_extracts": {"Victim": [["nobody"]]}}}`)
	sheet, err := MUC4().Score(write(t, "own.json", ownGRIT), Input{Read: silent, Predictions: pred})
	if err != nil {
		t.Fatal(err)
	}
	got := sheet.Scored(MUC4()).Metrics
	for name, want := range map[string]float64{
		"ceaf_ree_precision": 40, "ceaf_ree_recall": 66.67, "ceaf_ree_f1": 50,
		"ceaf_ree_f1_perpind": 100, "ceaf_ree_f1_perporg": 66.67, "ceaf_ree_f1_target": 0, "ceaf_ree_f1_victim": 0, "ceaf_ree_f1_weapon": 0,
	} {
		if v, ok := got[name]; !ok || v != want {
			t.Errorf("%s is %v, want %v", name, v, want)
		}
	}
}

func TestPairsAreMadeSoThatMostAgree(t *testing.T) {
	d := &Doc{}
	ScoreCEAF(d, map[string][][]string{"Target": {{"mill", "works"}, {"works"}}}, map[string][][]string{"Target": {{"works"}, {"mill"}}})
	if h := d.Hits["ceaf_ree"]; h != (Hits{2, 2, 2}) {
		t.Errorf("%v, want both pairs", h)
	}
}

func TestMentionsAreComparedWithoutCasePunctuationAndArticles(t *testing.T) {
	for in, want := range map[string]string{"The U.S. Mill": "us mill", "an \"a-b\" (c)": "ab c", "anthem  of a": "anthem of", "": ""} {
		if got := normalMention(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

func TestACollectionInAWrongFormIsRefusedByNameAndReason(t *testing.T) {
	good := write(t, "own.json", ownGRIT)
	for name, c := range map[string]struct {
		path, predictions string
		want              []string
	}{
		"no such file":         {path: "/nowhere/own.json", want: []string{"/nowhere/own.json"}},
		"not JSON":             {path: write(t, "a.json", "TST1\n"), want: []string{"a.json:1", "docid, doctext and extracts"}},
		"no extracts":          {path: write(t, "b.json", `{"docid": "a", "doctext": ""}`), want: []string{"b.json:1", "extracts"}},
		"a role is missing":    {path: write(t, "c.json", `{"docid": "a", "doctext": "", "extracts": {"PerpInd": []}}`), want: []string{"c.json:1", "PerpOrg"}},
		"a document twice":     {path: write(t, "d.json", ownGRIT+ownGRIT), want: []string{"d.json:3", "OWN1-X-0001", "line 1"}},
		"an empty file":        {path: write(t, "e.json", "\n"), want: []string{"e.json", "GRIT"}},
		"an empty directory":   {path: t.TempDir(), want: []string{"dev.json"}},
		"predictions missing":  {path: good, predictions: "/nowhere/p", want: []string{"/nowhere/p"}},
		"a document forgotten": {path: good, predictions: write(t, "p.json", `{"10001": {"pred_extracts": {}}}`), want: []string{"p.json", "OWN1-X-0002"}},
		"an unknown role":      {path: good, predictions: write(t, "q.json", `{"10001": {"pred_extracts": {"Perp": []}}}`), want: []string{"q.json", "Perp"}},
		"predictions as lines": {path: good, predictions: write(t, "r.json", ownGRIT), want: []string{"r.json", "pred_extracts"}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := MUC4().Score(c.path, Input{Read: silent, Predictions: c.predictions})
			if err == nil {
				t.Fatal("it is scored")
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%q does not say %q", err, w)
				}
			}
		})
	}
}
