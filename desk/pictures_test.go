package desk_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/desk"
	"dateline/desk/desktest"
	"dateline/needtest"
	"dateline/store"
)

var pictures = flag.Bool("pictures", false, "take the README's pictures of the desk anew")

// TestTheREADMEsPicturesAreOfPagesThatAreThere opens the pages that the README shows, and
// takes their pictures with -pictures.
func TestTheREADMEsPicturesAreOfPagesThatAreThere(t *testing.T) {
	l := desktest.Samples(t)
	all, err := l.Events(t.Context(), dateline.Query{})
	if err != nil {
		t.Fatal(err)
	}
	most := all.Items[0] // the event that most accounts tell
	for _, e := range all.Items {
		if len(e.Accounts) > len(most.Accounts) {
			most = e
		}
	}
	root := needtest.Root(t)
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	o := desk.Options{
		Events: l, Finder: l, Saying: l, Records: l, Views: l, Outlets: l, Work: l, Map: l, Groups: registered{Ledger: l}, Names: someNames{},
		Deciding: l, Past: l, Local: "editor", Version: "test",
	}
	organised(func() *store.Ledger { return l })(&o)
	d, err := desk.New(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	tab := desktest.Open(t, d.Handler())
	for _, shown := range []struct {
		name, path, ready string
		dark              bool
	}{
		{"today", "/", ".events", false},
		{"story", "/story/" + string(most.Story), "main .passage", false},
		{"event", "/event/" + string(most.ID) + "?why=casualties.killed", "main h1", true},
	} {
		file := filepath.Join("docs", "pictures", "desk-"+shown.name+".png")
		if !strings.Contains(string(readme), filepath.ToSlash(file)) {
			t.Errorf("the README does not show %s", file)
		}
		tab.As(desktest.Look{Width: 1280, Height: 860, Dark: shown.dark})
		tab.Go(shown.path)
		tab.Until("document.querySelector('" + shown.ready + "')")
		if !*pictures {
			if _, err := os.Stat(filepath.Join(root, file)); err != nil {
				t.Errorf("%v; -pictures takes it", err)
			}
			continue
		}
		if err := os.MkdirAll(filepath.Dir(filepath.Join(root, file)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, file), tab.Picture(false), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, w := range tab.Wrongs() {
		t.Error(w)
	}
}
