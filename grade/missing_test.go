package grade

import (
	"bytes"
	"compress/gzip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

func TestAPathThatIsNotThereIsNamedWithWhatWasExpected(t *testing.T) {
	for _, c := range Collections() {
		path := filepath.Join(t.TempDir(), "nowhere")
		_, err := c.Score(path, Input{Read: silent, Each: true})
		if dateline.KindOf(err) != dateline.NotFound {
			t.Errorf("%s: error %v; want one of kind NotFound", c.Name, err)
			continue
		}
		got := err.Error()
		if strings.Count(got, path) != 1 && c.Name != "polnear" || !strings.Contains(got, " is not there; expected ") || strings.Contains(got, "no such file") {
			t.Errorf("%s: %s", c.Name, got)
		}
	}
}

func TestAFolderInPlaceOfAFileIsToldApart(t *testing.T) {
	dir := t.TempDir()
	_, err := readExpected(dir, "a story")
	if want := dir + " cannot be read (is a directory); expected a story: give the path of that"; err == nil || err.Error() != want {
		t.Errorf("error %v; want %s", err, want)
	}
}

// folder writes files, by their names in it.
func folder(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(data), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestADocumentWithoutItsOtherHalfIsNamed(t *testing.T) {
	const key = "0.  MESSAGE: ID                     TST1-MUC3-0001\n1.  MESSAGE: TEMPLATE               *\n"
	const message = "TST1-MUC3-0001\n\n   THE TOWN WAS QUIET.\n"
	for name, c := range map[string]struct {
		set   Collection
		files map[string]string
		says  []string
	}{
		"polnear": {polnear(), map[string]string{"text/a.txt": "Ann said no.\n", "attributions/a.ann": "", "attributions/b_x.ann": ""}, []string{"b_x.ann is there without"}},
		"geo":     {geo, map[string]string{"1.txt": "Quiet.\n", "1.ann": "", "2.ann": ""}, []string{"2.ann is there without 2.txt"}},
		"muc4 text without a key": {MUC4(), map[string]string{"key-own": key, "own-muc3": message + "\nTST1-MUC3-0002\n\n   SO WAS THE NEXT.\n"},
			[]string{"own-muc3: TST1-MUC3-0002 has no key", "1 texts in all"}},
		"muc4 key without words": {MUC4(), map[string]string{"key-own": key, "own-muc3": "TST1-MUC3-0001\n\n"}, []string{"key-own has a key for TST1-MUC3-0001"}},
		"layers":                 {layers, map[string]string{"a.txt": "---\npublished: 2024-03-06\n---\nThe town was quiet.\n"}, []string{"a.txt has no marks"}},
	} {
		_, err := c.set.Score(folder(t, c.files), Input{Read: silent})
		if err == nil {
			t.Errorf("%s is scored", name)
			continue
		}
		for _, says := range c.says {
			if !strings.Contains(err.Error(), says) {
				t.Errorf("%s: %v; want it to say %q", name, err, says)
			}
		}
	}
}

func TestAFileThatIsCutOffIsSaidToBe(t *testing.T) {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(strings.Repeat(`{"id": "a", "text": "The town was quiet."}`+"\n", 50))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	dir := folder(t, map[string]string{"a.jsonl.gz": b.String()[:b.Len()/2], "b.jsonl": "{}\n{\"id\": \"a"})
	for name, says := range map[string]string{"a.jsonl.gz": "the file is cut off or damaged", "b.jsonl": ":2: expected one JSON object a line; the last is cut off"} {
		err := jsonLines(filepath.Join(dir, name), "a file", func(map[string]any) error { return nil })
		if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), name) || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: error %v; want one that says %q", name, err, says)
		}
	}
}

func TestTheRepackagedFolderIsReadFromAbove(t *testing.T) {
	line := `{"docid": "own-1", "tokens": ["Gunmen", "attacked", "."], "event_mentions": []}` + "\n"
	docs, err := readWikievents(folder(t, map[string]string{"wikievents/wiki-own.jsonl": line}))
	if err != nil || len(docs) != 1 || docs[0].id != "own-1" {
		t.Errorf("%d documents, %v; want own-1", len(docs), err)
	}
}

func TestTheSheetSaysWhereNothingIsPublished(t *testing.T) {
	s := &Sheet{Docs: []*Doc{{Name: "a"}}}
	const said = "No published figure is known for this set."
	if !strings.Contains(s.Text(layers, 0), said) || strings.Contains(s.Text(ud, 0), said) {
		t.Errorf("%s\n%s", s.Text(layers, 0), s.Text(ud, 0))
	}
}
