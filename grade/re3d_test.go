package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

const re3dFixture = "testdata/re3d"

// A crib finds what it is told to.
type crib struct {
	shipped map[string][]Entity // by text
	taught  map[string]bool
	lessons *[][]string
}

func (c crib) Entities(text string) []Entity { return c.shipped[text] }
func (c crib) Taught(text string) bool       { return c.taught[text] }
func (c crib) Teach(docs []Re3dDoc) (func(string) []Entity, error) {
	var ids []string
	for _, d := range docs {
		ids = append(ids, d.ID)
	}
	*c.lessons = append(*c.lessons, ids)
	return func(string) []Entity { return nil }, nil
}

func cribbing(t *testing.T, taught ...string) (crib, Input) {
	t.Helper()
	docs, err := ReadRe3d(re3dFixture)
	if err != nil {
		t.Fatal(err)
	}
	c := crib{map[string][]Entity{}, map[string]bool{}, new([][]string)}
	for _, d := range docs {
		c.shipped[d.Text] = d.Entities
		for _, id := range taught {
			c.taught[d.Text] = c.taught[d.Text] || d.ID == id
		}
	}
	return c, Input{Entities: c}
}

func TestEntitiesThatAreGoldsScoreFull(t *testing.T) {
	_, in := cribbing(t)
	got := figures(t, re3d(), re3dFixture, in)
	for _, name := range []string{"entity_f1", "entity_relaxed_f1", "entity_span_f1", "entity_f1_location"} {
		if got[name] != 100 {
			t.Errorf("%s is %v", name, got[name])
		}
	}
	// One entity of enough confidence lies inside a longer one.
	if got["entity_nested_precision"] != 100 || got["entity_nested_recall"] >= 100 {
		t.Errorf("nested: %v", got)
	}
}

func TestDoubtfulAndInnerEntitiesAreNoGold(t *testing.T) {
	docs, err := ReadRe3d(filepath.Join(re3dFixture, "Harbour Post"))
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, e := range outermost(docs[1].Entities) {
		said = append(said, e.Type+" "+e.In(docs[1].Text))
	}
	if got := strings.Join(said, "; "); got != "Person Captain Ana “Nan” Brole; Person the mayor of Selvær" {
		t.Errorf("the entities are %s", got)
	}
}

func TestADocumentIsNotScoredByWhatWasLearnedFromIt(t *testing.T) {
	c, in := cribbing(t, "H1", "R1")
	got := figures(t, re3d(), re3dFixture, in)
	if got["entity_f1"] != 0 {
		t.Errorf("entity_f1 is %v: documents known to the weights were scored by them", got["entity_f1"])
	}
	if len(*c.lessons) != 2 || (*c.lessons)[0][0] != "R1" || (*c.lessons)[1][0] != "H1" || len((*c.lessons)[1]) != 1 {
		t.Errorf("it was taught from %v; each source's own documents and those that the weights do not know are to stay out", *c.lessons)
	}
	// One source alone finds the other beside it.
	*c.lessons = nil
	figures(t, re3d(), filepath.Join(re3dFixture, "River Desk"), in)
	if len(*c.lessons) != 1 || (*c.lessons)[0][0] != "H1" {
		t.Errorf("for one source it was taught from %v", *c.lessons)
	}
}

func TestPredictionsAreScoredInTheCollectionsForm(t *testing.T) {
	dir := t.TempDir()
	p := filepath.Join(dir, "mine.json")
	// The right words under another type, and a longer phrase of the right one, in no order.
	lines := `{"documentId": "R1", "begin": 28, "end": 39, "type": "Location", "value": "near Odrin,"}
{"documentId": "R1", "begin": 0, "end": 6, "type": "Person", "value": "Rebels"}
`
	if err := os.WriteFile(p, []byte(lines), 0o600); err != nil {
		t.Fatal(err)
	}
	got := figures(t, re3d(), filepath.Join(re3dFixture, "River Desk"), Input{Predictions: p})
	for name, want := range map[string]float64{"entity_f1": 0, "entity_span_precision": 50, "entity_relaxed_precision": 50, "entity_relaxed_recall": 25} {
		if got[name] != want {
			t.Errorf("%s is %v, want %v", name, got[name], want)
		}
	}
}

func TestWhatIsNoRe3dIsRefused(t *testing.T) {
	dir := t.TempDir()
	write := func(name, s string) string {
		p := filepath.Join(dir, name)
		if err := os.WriteFile(p, []byte(s), 0o600); err != nil {
			t.Fatal(err)
		}
		return p
	}
	in := Input{Entities: crib{}}
	refuse := func(what string, wants ...string) {
		t.Helper()
		_, err := re3d().Score(dir, in)
		for _, w := range wants {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("%s: the error is %v; %q wanted in it", what, err, w)
			}
		}
	}
	refuse("an empty directory", dir, "documents.json")
	write("documents.json", `{"_id": "A", "text": "Odrin fell."}`)
	refuse("no entities", "entities.json")
	write("entities.json", `{"documentId": "B", "begin": 0, "end": 5, "type": "Location", "value": "Odrin"}`)
	refuse("another's entity", "entities.json, line 1", `"B"`)
	write("entities.json", `{"documentId": "A", "begin": 8, "end": 50, "type": "Location", "value": "Odrin"}`)
	refuse("an entity beyond the text", "entities.json, line 1", "50")
	write("documents.json", `[{"_id": "A"}]`)
	refuse("an array", "documents.json, line 1")
}

func TestOffsetsAreOfUTF16OrCodePoints(t *testing.T) {
	const s = "🕊 Odrin 🕊 Selvær"
	for _, begin := range []int{2, 3} {
		if sp, ok := bytesOf(s, begin, begin+5, "Odrin"); !ok || sp.In(s) != "Odrin" {
			t.Errorf("from %d: %q", begin, sp.In(s))
		}
	}
	if _, ok := bytesOf(s, 3, 99, "Odrin"); ok {
		t.Error("an end beyond the text is taken")
	}
}

func FuzzRe3dOffsets(f *testing.F) {
	f.Add("a 🕊 b", 2, 5, "b")
	f.Fuzz(func(t *testing.T, s string, begin, end int, value string) {
		sp, ok := bytesOf(s, begin, end, value)
		if ok && (sp.Start < 0 || sp.End > len(s) || sp.Start >= sp.End) {
			t.Errorf("%q from %d to %d is %v", s, begin, end, dateline.Span(sp))
		}
	})
}
