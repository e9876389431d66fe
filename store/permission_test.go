//go:build unix

package store

import (
	"context"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"dateline"
)

// openedAt is a ledger that a process of this test opens; "" in all others.
const openedAt = "DATELINE_TEST_OPEN_AT"

func TestOpensForAnotherUser(t *testing.T) {
	where := os.Getenv(openedAt)
	if where == "" {
		t.Skip("runs as a process that TestALedgerThatMayNotBeWrittenSaysSo starts")
	}
	l, err := Open(t.Context(), where, Options{})
	if err == nil {
		l.Close()
		t.Fatal("opened")
	}
	if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), "give permission") && !strings.Contains(err.Error(), "give it") {
		t.Errorf("%s error: %v", dateline.KindOf(err), err)
	}
}

func TestALedgerThatMayNotBeWrittenSaysSo(t *testing.T) {
	// Not t.TempDir: another user must get there.
	dir, err := os.MkdirTemp("", "dateline")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	self := filepath.Join(dir, "test")
	copyFile(t, self)
	for _, sub := range []string{"closed", "open"} {
		l := open(t, filepath.Join(dir, sub, "ledger.db"))
		file(t, l, filing(1))
		if err := l.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for path, mode := range map[string]os.FileMode{"": 0o755, "closed": 0o755, "closed/ledger.db": 0o666, "open": 0o777, "open/ledger.db": 0o444} {
		if err := os.Chmod(filepath.Join(dir, path), mode); err != nil {
			t.Fatal(err)
		}
	}
	if os.Getuid() != 0 {
		if err := os.Chmod(filepath.Join(dir, "closed"), 0o555); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { os.Chmod(filepath.Join(dir, "closed"), 0o755) })
	}
	for name, path := range map[string]string{"a file that is read-only": "open/ledger.db", "a directory that is read-only": "closed/ledger.db", "a new file in it": "closed/new.db", "a new directory in it": "closed/new/ledger.db"} {
		t.Run(name, func(t *testing.T) {
			cmd := exec.Command(self, "-test.run", "^TestOpensForAnotherUser$", "-test.v")
			cmd.Dir = dir
			cmd.Env = append(os.Environ(), openedAt+"="+filepath.Join(dir, path))
			if os.Getuid() == 0 { // who may do all
				cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: 65534, Gid: 65534}}
			}
			if out, err := cmd.CombinedOutput(); err != nil || !strings.Contains(string(out), "--- PASS") {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// copyFile copies this program to where another user may run it.
func copyFile(t *testing.T, to string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	in, err := os.Open(self)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_WRONLY, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(out, in); err != nil {
		t.Fatal(err)
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestACallThatIsBrokenOffLeavesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, l *Ledger) {
		var all []dateline.Filing
		for n := range 300 {
			all = append(all, filing(n))
		}
		ctx, cancel := context.WithCancel(t.Context())
		err := l.db.write(ctx, func(tx conn) error {
			if _, err := l.file(ctx, tx, all[:100]); err != nil {
				return err
			}
			cancel()
			_, err := l.file(ctx, tx, all[100:])
			return err
		})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
		if n := l.number(t, "SELECT count(*) FROM reports"); n != 0 {
			t.Errorf("%d reports", n)
		}
		if got := file(t, l, all...); got.New != 300 {
			t.Errorf("filed %+v afterwards", got)
		}
	})
}

func TestSQLiteIsSetUpToKeepWhatItIsGiven(t *testing.T) {
	for full, want := range map[bool]int{false: 1, true: 2} {
		l, err := Open(t.Context(), filepath.Join(t.TempDir(), "ledger.db"), Options{Full: full})
		if err != nil {
			t.Fatal(err)
		}
		for pragma, want := range map[string]any{"synchronous": int64(want), "foreign_keys": int64(1), "journal_mode": "wal", "busy_timeout": busyFor.Milliseconds()} {
			var got any
			db := l.db.(*sqliteDB)
			if err := db.writer.QueryRow("PRAGMA " + pragma).Scan(&got); err != nil || got != want {
				t.Errorf("%s is %v, want %v; %v", pragma, got, want, err)
			}
		}
		if _, err := l.db.(*sqliteDB).reader.Exec("DELETE FROM reports"); err == nil {
			t.Error("a connection for reading writes")
		}
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	}
}
