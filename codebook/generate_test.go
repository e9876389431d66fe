package codebook

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"reflect"
	"testing"
)

var update = flag.Bool("update", false, "write codebook.json and docs/codebook.md from the YAML files")

// compare holds a generated file against what it should be, or writes it
// under -update.
func compare(t *testing.T, path string, want []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, want, 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	have, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(have, want) {
		t.Errorf("%s is not what the YAML files say; run `go test ./codebook -update` and commit it", path)
	}
}

func TestTheCompactFormIsUpToDate(t *testing.T) {
	head, files, err := parse(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(compactFile{head, files}); err != nil {
		t.Fatal(err)
	}
	// A line a type, so that a change shows as one.
	compare(t, "codebook.json", bytes.ReplaceAll(b.Bytes(), []byte(`{"code"`), []byte("\n{\"code\"")))
}

func TestTheCodebookCarriedIsTheCodebookInTheFiles(t *testing.T) {
	if *update {
		t.Skip("the form compiled in is the one before the update")
	}
	loaded, err := Load(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	carried := Default()
	if loaded.Version != carried.Version || !reflect.DeepEqual(loaded.Families, carried.Families) || len(loaded.Types) != len(carried.Types) {
		t.Fatal("the version, the families or the number of types differ")
	}
	for i, want := range loaded.Types {
		if !reflect.DeepEqual(carried.Types[i], want) {
			t.Errorf("%s differs from its file", want.Code)
		}
	}
}

func BenchmarkStart(b *testing.B) {
	for b.Loop() {
		var f compactFile
		if err := json.Unmarshal(compact, &f); err != nil {
			b.Fatal(err)
		}
		assemble(f.headFile, f.Files)
	}
}
