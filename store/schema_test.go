package store

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"dateline/needtest"
)

func TestTheTablesAreThoseThatArchitectureNames(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join(needtest.Root(t), "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, section, found := strings.Cut(string(raw), "## What the ledger holds\n")
	if !found {
		t.Fatal("ARCHITECTURE.md has no section on what the ledger holds")
	}
	section, _, _ = strings.Cut(section, "\n## ")
	var want []string
	for _, m := range regexp.MustCompile("(?m)^\\| `(\\w+)` \\|").FindAllStringSubmatch(section, -1) {
		want = append(want, m[1])
	}
	slices.Sort(want)
	onBoth(t, func(t *testing.T, l *Ledger) {
		query := "SELECT name FROM sqlite_schema WHERE type = 'table'"
		if l.db.dialect().postgres {
			query = "SELECT table_name FROM information_schema.tables WHERE table_schema = current_schema()"
		}
		var got []string
		if err := each(t.Context(), l.db, func(row scanner) error {
			var name string
			err := row.Scan(&name)
			switch {
			case name == migrationsTable, strings.HasPrefix(name, "river_"), strings.HasPrefix(name, "sqlite_"):
			case strings.HasPrefix(name, "words_"): // SQLite's own of words
			default:
				got = append(got, name)
			}
			return err
		}, query); err != nil {
			t.Fatal(err)
		}
		slices.Sort(got)
		if d := cmp.Diff(want, got); d != "" {
			t.Errorf("ARCHITECTURE.md's tables and the ledger's: %s", d)
		}
	})
}
