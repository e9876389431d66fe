package main

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"dateline/needtest"
	"dateline/schema/schematest"
)

// collectedDir holds reports of our own for tests of what asks a ledger. A script runs
// elsewhere, so it is found beforehand.
var collectedDir, _ = filepath.Abs("testdata/collected")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"dateline": main})
}

// The scripts of testdata/script and testdata/gradescript run the command as a user does. Beside the
// commands of testscript they know:
//
//	exits STATUS COMMAND...  runs a command, whose exit status must be this
//	valid FILE               checks JSON against the schema of a record
//	bytes FILE STRING        writes a file from a quoted Go string
//	hole FILE SIZE           makes a sparse file of so many bytes
//	collected LEDGER NAME... adds reports of testdata/collected, copied to the script's
//	                         directory, to a ledger
//	site DIR                 serves a directory, whose address is $SITE then, and lets
//	                         fetching go there without a rest
//	until PATTERN COMMAND... runs a command again and again until its output matches
func TestScripts(t *testing.T) { runScripts(t, "testdata/script") }

// Graders read whole collections, one report after the other.
func TestScriptsOfGraders(t *testing.T) {
	needtest.Unhurried(t)
	runScripts(t, "testdata/gradescript")
}

func runScripts(t *testing.T, dir string) {
	t.Helper()
	testscript.Run(t, testscript.Params{
		Dir: dir, UpdateScripts: *update,
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits,
			"valid": func(ts *testscript.TestScript, neg bool, args []string) {
				if err := schematest.Validate([]byte(ts.ReadFile(args[0]))); (err != nil) != neg {
					ts.Fatalf("valid %s: %v", args[0], err)
				}
			},
			"bytes": func(ts *testscript.TestScript, _ bool, args []string) {
				s, err := strconv.Unquote(`"` + args[1] + `"`)
				ts.Check(err)
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), []byte(s), 0o644))
			},
			"hole": func(ts *testscript.TestScript, _ bool, args []string) {
				n, err := strconv.ParseInt(args[1], 10, 64)
				ts.Check(err)
				f, err := os.Create(ts.MkAbs(args[0]))
				ts.Check(err)
				ts.Check(errors.Join(f.Truncate(n), f.Close()))
			},
			"collected": collected,
			"site":      site,
			"until":     until,
		},
	})
}

func exits(ts *testscript.TestScript, neg bool, args []string) {
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var status *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &status) {
		got = status.ExitCode()
	} else {
		ts.Check(err)
	}
	if (got == want) == neg {
		ts.Fatalf("exit status %d, want %d (negated: %t)", got, want, neg)
	}
}

func collected(ts *testscript.TestScript, _ bool, args []string) {
	add := []string{"add", "--quiet", "--ledger", args[0]}
	for _, name := range args[1:] {
		raw, err := os.ReadFile(filepath.Join(collectedDir, name+".txt"))
		ts.Check(err)
		ts.Check(os.WriteFile(ts.MkAbs(name+".txt"), raw, 0o644))
		add = append(add, name+".txt")
	}
	ts.Check(ts.Exec("dateline", add...))
}

func site(ts *testscript.TestScript, _ bool, args []string) {
	s := httptest.NewServer(http.FileServer(http.Dir(ts.MkAbs(args[0]))))
	ts.Defer(s.Close)
	u, err := url.Parse(s.URL)
	ts.Check(err)
	ts.Setenv("SITE", s.URL)
	ts.Setenv("DATELINE_FETCH_ALLOW", "127.0.0.0/8,::1/128")
	ts.Setenv("DATELINE_FETCH_PORTS", u.Port())
	ts.Setenv("DATELINE_FETCH_DELAY", "0s")
}

func until(ts *testscript.TestScript, _ bool, args []string) {
	wanted, err := regexp.Compile("(?m)" + args[0])
	ts.Check(err)
	for end := time.Now().Add(time.Minute); ; time.Sleep(200 * time.Millisecond) {
		err := ts.Exec(args[1], args[2:]...)
		if err == nil && wanted.MatchString(ts.ReadFile("stdout")) {
			return
		}
		if time.Now().After(end) {
			ts.Fatalf("after a minute its output does not match %q: %v", args[0], err)
		}
	}
}
