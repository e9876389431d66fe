// Package needtest is the one way in which tests ask for things that a machine
// may lack: the collections beside the repository, PostgreSQL, a browser, Python.
// Tests alone import it. A test that lacks one skips with a line that says
// what to do; where DATELINE_REQUIRE names the thing (a comma-separated list
// of shared, postgres, chromium, python), as it does in .ci/run, lacking it fails.
package needtest

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// The things that a test may need, as DATELINE_REQUIRE names them.
const (
	shared   = "shared"
	postgres = "postgres"
	chromium = "chromium"
	python   = "python"
)

// Shared is the directory that holds the collections (data) and the seed
// reports (seeds): $DATELINE_SHARED, or the directory named shared beside the
// repository. Nothing in it may be written to or copied into the tree.
func Shared(t testing.TB) string {
	t.Helper()
	dir := os.Getenv("DATELINE_SHARED")
	if dir == "" {
		dir = filepath.Join(filepath.Dir(Root(t)), "shared")
	}
	for _, sub := range []string{"data", "seeds"} {
		if info, err := os.Stat(filepath.Join(dir, sub)); err != nil || !info.IsDir() {
			lack(t, shared, "no collections: set DATELINE_SHARED to the directory that holds data and seeds")
		}
	}
	return dir
}

// Postgres is the directory of PostgreSQL's own programs (initdb, postgres),
// with which a test starts a throw-away server.
func Postgres(t testing.TB) string {
	t.Helper()
	var dirs []string
	if p, err := exec.LookPath("initdb"); err == nil {
		dirs = append(dirs, filepath.Dir(p))
	}
	// Debian keeps them out of the PATH, one directory a major version.
	debian, err := filepath.Glob("/usr/lib/postgresql/*/bin")
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(debian)
	for _, dir := range append(dirs, debian...) {
		if runnable(filepath.Join(dir, "initdb")) && runnable(filepath.Join(dir, "postgres")) {
			return dir
		}
	}
	lack(t, postgres, "no PostgreSQL server: install the package postgresql")
	return ""
}

// Chromium is the path of a Chromium that chromedp can drive.
func Chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	lack(t, chromium, "no browser: install the package chromium")
	return ""
}

// Python is the path of a Python 3, which the check beside the seed reports is
// written in.
func Python(t testing.TB) string {
	t.Helper()
	if p, err := exec.LookPath("python3"); err == nil {
		return p
	}
	lack(t, python, "no Python: install the package python3")
	return ""
}

// Root is the top of the repository: the nearest directory upwards that holds
// go.mod.
func Root(t testing.TB) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for at := dir; ; at = filepath.Dir(at) {
		if _, err := os.Stat(filepath.Join(at, "go.mod")); err == nil {
			return at
		}
		if at == filepath.Dir(at) {
			t.Fatalf("no go.mod above %s", dir)
		}
	}
}

func runnable(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular() && info.Mode()&0o111 != 0
}

// lack ends the test: as failed where the thing is required, as skipped elsewhere.
func lack(t testing.TB, thing, message string) {
	t.Helper()
	if required(os.Getenv("DATELINE_REQUIRE"), thing) {
		t.Fatalf("%s (DATELINE_REQUIRE names %s)", message, thing)
	}
	t.Skip(message)
}

func required(list, thing string) bool {
	for part := range strings.SplitSeq(list, ",") {
		if strings.TrimSpace(part) == thing {
			return true
		}
	}
	return false
}

// Unhurried skips a long test of one goroutine under -short, and under the race
// detector, which finds nothing there and takes ten times as long. .ci/run runs
// those tests without it: their names are in its step for them.
func Unhurried(t testing.TB) {
	t.Helper()
	if testing.Short() || racing {
		t.Skip("long, and of one goroutine; run without -short and without -race")
	}
}
