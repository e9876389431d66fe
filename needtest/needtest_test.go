package needtest

import (
	"os"
	"path/filepath"
	"testing"
)

// A spy is a test whose end is looked at: Fatalf and Skip stop its goroutine.
type spy struct {
	testing.TB
	failed, skipped bool
}

func (s *spy) Helper()               {}
func (s *spy) Fatalf(string, ...any) { s.failed = true; panic(s) }
func (s *spy) Skip(...any)           { s.skipped = true; panic(s) }

func ask(t *testing.T, need func(testing.TB) string) (got string, end *spy) {
	end = &spy{TB: t}
	defer func() {
		if r := recover(); r != nil && r != any(end) {
			panic(r)
		}
	}()
	return need(end), end
}

func TestWhatIsMissingSkipsUnlessItIsRequired(t *testing.T) {
	for name, c := range map[string]struct {
		require       string
		fails, skips  bool
		need          func(testing.TB) string
		shared, paths string
	}{
		"collections not there":                   {need: Shared, shared: "nowhere", skips: true},
		"collections not there and required":      {need: Shared, shared: "nowhere", require: "chromium, shared", fails: true},
		"collections not there, another required": {need: Shared, shared: "nowhere", require: "sharedish,chromium", skips: true},
		"no Python":                      {need: Python, paths: "nowhere", skips: true},
		"no Python and one required":     {need: Python, paths: "nowhere", require: "python", fails: true},
		"no browser":                     {need: Chromium, paths: "nowhere", skips: true},
		"no browser and one required":    {need: Chromium, paths: "nowhere", require: "chromium", fails: true},
		"collections there":              {need: Shared, shared: "here"},
		"collections there and required": {need: Shared, shared: "here", require: "shared"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for _, sub := range []string{"here/data", "here/seeds"} {
				if err := os.MkdirAll(filepath.Join(dir, sub), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			t.Setenv("DATELINE_REQUIRE", c.require)
			t.Setenv("DATELINE_SHARED", filepath.Join(dir, c.shared))
			if c.paths != "" {
				t.Setenv("PATH", filepath.Join(dir, c.paths))
			}
			got, end := ask(t, c.need)
			if end.failed != c.fails || end.skipped != c.skips {
				t.Errorf("failed %t, skipped %t; want %t, %t", end.failed, end.skipped, c.fails, c.skips)
			}
			if want := filepath.Join(dir, "here"); !c.fails && !c.skips && got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}
