package store

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

func TestAFileThatIsNoLedgerIsLeftAsItIs(t *testing.T) {
	tables := func(statements string) func(t *testing.T, path string) {
		return func(t *testing.T, path string) {
			h, err := sql.Open("sqlite", fileURI(path))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := h.Exec(statements); err != nil {
				t.Fatal(err)
			}
			if err := h.Close(); err != nil {
				t.Fatal(err)
			}
		}
	}
	empty := func(t *testing.T, path string) {
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, c := range []struct {
		name     string
		make     func(t *testing.T, path string)
		existing bool
		says     string // "" where it may become a ledger
	}{
		{"another program's tables, to be asked", tables("CREATE TABLE notes (id INTEGER)"), true, "is no ledger"},
		{"another program's tables, to be added to", tables("CREATE TABLE notes (id INTEGER)"), false, "is no ledger"},
		{"another program's meta", tables("CREATE TABLE meta (a, b); CREATE TABLE reports (c)"), false, "is no ledger"},
		{"another program's versions", tables("CREATE TABLE schema_versions (a, b); CREATE TABLE reports (c)"), false, "is no ledger"},
		{"no tables, to be asked", tables("CREATE TABLE a (b); DROP TABLE a"), true, "is no ledger"},
		{"no tables, to be added to", tables("CREATE TABLE a (b); DROP TABLE a"), false, ""},
		{"no bytes, to be asked", empty, true, "is empty: it was cut off"},
		{"no bytes, to be added to", empty, false, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a?b#.db")
			c.make(t, path)
			before, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			l, err := Open(t.Context(), path, Options{Existing: c.existing})
			if c.says == "" {
				if err != nil {
					t.Fatal(err)
				}
				if err := l.Close(); err != nil {
					t.Error(err)
				}
				return
			}
			if err == nil {
				l.Close()
				t.Fatal("opened")
			}
			if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "migration") {
				t.Errorf("refused as %v", err)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
				t.Errorf("the file has changed (%v)", err)
			}
			if left, _ := filepath.Glob(filepath.Dir(path) + "/*"); len(left) != 1 {
				t.Errorf("beside the file are %v", left)
			}
		})
	}
}

func TestWhatIsSaidOfACutFileAsksForABackup(t *testing.T) {
	path := filepath.Join(t.TempDir(), "cut.db")
	l, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(path, 8192); err != nil {
		t.Fatal(err)
	}
	l, err = Open(t.Context(), path, Options{Existing: true})
	if err == nil {
		l.Close()
		t.Fatal("opened")
	}
	if strings.Contains(err.Error(), "run verify") || !strings.Contains(err.Error(), "backup") {
		t.Errorf("it says %v", err)
	}
}
