package dateline_test

import (
	"bytes"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"dateline"
)

// goFiles are the paths of the module's Go files.
func goFiles(t *testing.T) []string {
	t.Helper()
	var out []string
	err := filepath.WalkDir(".", func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && path != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata"):
			return fs.SkipDir
		case strings.HasSuffix(path, ".go"):
			out = append(out, path)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestFilesStayUnderFiveHundredLines(t *testing.T) {
	for _, path := range goFiles(t) {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if n := bytes.Count(raw, []byte("\n")); n >= 500 {
			t.Errorf("%s has %d lines; split it along what it does", path, n)
		}
	}
}

func TestNoPackageIsForLeftovers(t *testing.T) {
	for _, path := range goFiles(t) {
		dir := filepath.Base(filepath.Dir(path))
		if slices.Contains([]string{"util", "utils", "common", "helpers", "helper", "misc", "shared", "models", "types"}, dir) {
			t.Errorf("%s: a package is named for what it holds or promises", path)
		}
	}
}

func TestTheNoticeCreditsEveryModuleOfTheProgram(t *testing.T) {
	notice := dateline.Notice()
	for _, goos := range []string{"linux", "windows", "darwin"} {
		cmd := exec.Command("go", "list", "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}}{{end}}{{end}}", "./cmd/dateline")
		cmd.Env = append(os.Environ(), "GOOS="+goos, "CGO_ENABLED=0")
		out, err := cmd.Output()
		if err != nil {
			t.Fatal(err)
		}
		modules := slices.Compact(slices.Sorted(slices.Values(strings.Fields(string(out)))))
		if len(modules) == 0 {
			t.Fatalf("%s: no modules listed", goos)
		}
		for _, m := range modules {
			// A major version's suffix is no part of a name.
			if i := strings.LastIndex(m, "/v"); i > 0 && strings.Trim(m[i+2:], "0123456789") == "" {
				m = m[:i]
			}
			if !strings.Contains(notice, m) {
				t.Errorf("%s: NOTICE does not credit %s", goos, m)
			}
		}
	}
}

func TestTheNoticeCreditsTheSourcesOfData(t *testing.T) {
	for _, want := range []string{"GeoNames", "Natural Earth", "Uppsala Conflict Data Program", "https://creativecommons.org/licenses/by/4.0/", "English EWT", "English GUM", "https://creativecommons.org/licenses/by-sa/4.0/"} {
		if !strings.Contains(dateline.Notice(), want) {
			t.Errorf("NOTICE does not name %s", want)
		}
	}
}

// What is left out under the race detector is run without it.
func TestUnhurriedTestsAreRunByCI(t *testing.T) {
	ci, err := os.ReadFile(".ci/run")
	if err != nil {
		t.Fatal(err)
	}
	unhurried := regexp.MustCompile(`func (Test\w+)\(t \*testing\.T\) \{\n\tneedtest\.Unhurried\(t\)`)
	found := 0
	for _, path := range goFiles(t) {
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range unhurried.FindAllSubmatch(raw, -1) {
			found++
			if !regexp.MustCompile(`\b` + string(m[1]) + `\b`).Match(ci) {
				t.Errorf("%s: .ci/run does not run %s", path, m[1])
			}
		}
	}
	if found == 0 {
		t.Error("no test calls needtest.Unhurried at its beginning")
	}
}
