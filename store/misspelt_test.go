package store

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

func TestAnAddressOfNoDatabaseThatIsKnownIsNoPath(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, where := range []string{"Postgres://u:secret@127.0.0.1/db", "mysql://u:secret@host/x", "postgres:/u:secret@host/x", "sqlite:///x.db"} {
		l, err := Open(t.Context(), where, Options{})
		if l != nil || dateline.KindOf(err) != dateline.Invalid || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", where, err)
		}
	}
	if left, err := os.ReadDir("."); err != nil || len(left) > 0 {
		t.Errorf("made %v, %v", left, err)
	}
}

func TestARestoreBrokenOffLeavesNothing(t *testing.T) {
	w := newWorld(t, filepath.Join(t.TempDir(), "from.db"))
	backup := filepath.Join(t.TempDir(), "backup.db")
	if err := w.Backup(t.Context(), backup, nil); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	to := filepath.Join(dir, "to.db")
	ctx, stop := context.WithCancel(t.Context())
	err := Restore(ctx, backup, to, Options{}, func(table string, _ int64) {
		if table == "readings" {
			stop()
		}
	})
	if err == nil {
		t.Fatal("restored though it was broken off")
	}
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
	if err := Restore(t.Context(), backup, to, Options{}, nil); err != nil {
		t.Fatal(err)
	}
	if err := Restore(t.Context(), backup, to, Options{}, nil); dateline.KindOf(err) != dateline.Conflict {
		t.Errorf("restored over a ledger: %v", err)
	}
}

// What is half restored into a database is no ledger until that is done.
func TestALedgerThatIsBeingRestoredIsNotUsed(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		if err := l.whole(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := l.db.write(t.Context(), func(tx conn) error {
			_, err := tx.exec(t.Context(), "INSERT INTO meta (name, value) VALUES ('restoring', 'begun')")
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if err := l.whole(t.Context()); dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("half of a ledger: %v", err)
		}
	})
}
