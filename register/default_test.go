package register

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The flat form that the program carries is that of the YAML files; run
// "go generate ./register" when this fails.
func TestTheCompiledRegisterIsUpToDate(t *testing.T) {
	r, err := Load(os.DirFS("data"))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := r.WriteFlat(&b); err != nil {
		t.Fatal(err)
	}
	if b.String() != compiled {
		t.Error("register.txt is not what data/*.yaml compiles to")
	}
}

func TestTheFlatFormKeepsEverything(t *testing.T) {
	var b bytes.Buffer
	if err := Default().WriteFlat(&b); err != nil {
		t.Fatal(err)
	}
	if b.String() != compiled {
		t.Error("the register read from its flat form does not write the same")
	}
}

func TestABrokenFlatFormIsRefused(t *testing.T) {
	for name, text := range map[string]string{
		"empty":                "",
		"of another version":   "dateline register 0\n",
		"fact before an actor": flatHeader + "\na\tISIS\t\t\t\tx\n",
		"line cut short":       flatHeader + "\nA\tx\tX\n",
		"unknown mark":         flatHeader + "\nA\tx\tX\trebel\t\ts\ts\t\t\nq\ta\tb\tc\td\te\n",
	} {
		if _, err := parseFlat(text); err == nil {
			t.Errorf("a flat form that is %s was read", name)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	for b.Loop() {
		if _, err := parseFlat(strings.Clone(compiled)); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLoadYAML(b *testing.B) {
	for b.Loop() {
		if _, err := Load(os.DirFS("data")); err != nil {
			b.Fatal(err)
		}
	}
}
