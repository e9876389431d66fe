package main

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// The page on operating lists every setting, with its default and what it is.
func TestTheReferenceOfSettingsIsWhatTheProgramHas(t *testing.T) {
	const page, begin, end = "../../docs/operating.md", "<!-- settings -->\n", "<!-- end -->"
	raw, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	var want strings.Builder
	want.WriteString("| setting | default | flag | what |\n|---|---|---|---|\n")
	c := defaults(func(k string) string { return map[string]string{"HOME": "~"}[k] })
	for _, s := range settings {
		name, value := "", s.get(&c)
		if s.flag != "" {
			name = "`--" + s.flag + "`"
		}
		if value != "" {
			value = "`" + value + "`"
		}
		fmt.Fprintf(&want, "| `%s` | %s | %s | %s |\n", s.key, value, name, s.help)
	}
	before, rest, _ := strings.Cut(string(raw), begin)
	shown, after, found := strings.Cut(rest, end)
	if !found {
		t.Fatalf("%s has no %s … %s", page, strings.TrimSpace(begin), end)
	}
	if *update {
		if err := os.WriteFile(page, []byte(before+begin+want.String()+end+after), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(want.String(), shown); d != "" {
		t.Errorf("docs/operating.md (-program +page; -update writes it anew):\n%s", d)
	}
}
