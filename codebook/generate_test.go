package codebook_test

import (
	"bytes"
	"encoding/json"
	"os"
	"testing"

	"dateline/codebook"
)

func load(t testing.TB) *codebook.Codebook {
	t.Helper()
	c, err := codebook.Load(os.DirFS("."))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// written compares a generated file with what it should hold, or writes it
// under -update.
func written(t *testing.T, path string, want []byte) {
	t.Helper()
	if *update {
		if err := os.MkdirAll("../docs", 0o755); err != nil {
			t.Fatal(err)
		}
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
		t.Errorf("%s is not what the YAML files say; run `go test ./codebook -update`", path)
	}
}

func TestTheCompactFormIsUpToDate(t *testing.T) {
	b, err := json.MarshalIndent(load(t), "", "")
	if err != nil {
		t.Fatal(err)
	}
	written(t, "codebook.json", append(b, '\n'))
}
