package store

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"dateline/needtest"
)

func TestTheScriptStartsAServerForALedger(t *testing.T) {
	needtest.Postgres(t)
	script := filepath.Join(needtest.Root(t), "scripts", "postgres")
	// Not t.TempDir: a socket's path may have 107 bytes, and another user runs it.
	top, err := os.MkdirTemp("", "dateline")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(top) })
	if err := os.Chmod(top, 0o755); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(top, "pg")
	run := func(args ...string) (string, error) {
		cmd := exec.Command(script, args...)
		var errs strings.Builder
		cmd.Stderr = &errs
		out, err := cmd.Output()
		if err != nil {
			t.Log(errs.String())
		}
		return strings.TrimSpace(string(out)), err
	}
	where, err := run("start", dir)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := run("start", dir); err == nil {
		t.Error("started twice in one directory")
	}
	l, err := Open(t.Context(), where, Options{})
	if err != nil {
		t.Fatal(err)
	}
	file(t, l, filing(1))
	if err := l.Close(); err != nil {
		t.Error(err)
	}
	if _, err := run("stop", dir); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(dir); !os.IsNotExist(err) {
		t.Errorf("its directory is still there: %v", err)
	}
	if _, err := run("stop", dir); err == nil {
		t.Error("stopped what is not there")
	}
}
