package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/store/storetest"
)

func TestPasswordsAreMasked(t *testing.T) {
	for where, want := range map[string]string{
		"/srv/ledger.db":                                  "/srv/ledger.db",
		"postgres://u:s3cret@db.example/news":             "postgres://u:xxxxx@db.example/news",
		"postgresql://u@db.example/news":                  "postgresql://u@db.example/news",
		"postgres://u:s3@cret/x@db.example:5432/news":     "postgres://u:xxxxx@db.example:5432/news",
		"postgres://db.example/news?password=s3cret&a=b":  "postgres://db.example/news?password=xxxxx&a=b",
		"postgres://u:s3cr%zzet@db.example/news":          "postgres://xxxxx@db.example/news",
		"postgres:///news?sslpassword=s3cret":             "postgres:///news?sslpassword=xxxxx",
		"postgres://u:s3cret@a.example,b.example:1/news":  "postgres://u:xxxxx@a.example,b.example:1/news",
		"postgres://u:s3cret@db.example:port/news?user=x": "postgres://xxxxx@db.example:port/news?user=x",
	} {
		got := Mask(where)
		if strings.Contains(got, "s3") {
			t.Errorf("Mask(%q) = %q", where, got)
		}
		if strings.Contains(where, "@cret") {
			continue // where the password ends is anyone's guess: it is not shown, that is all
		}
		if got != want {
			t.Errorf("Mask(%q) = %q, want %q", where, got, want)
		}
	}
}

func TestAnErrorOfOpeningSaysWhatToDoAndNoPassword(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	text := write("notes.txt", "These are notes, and no ledger at all.")
	cut := write("cut.db", "SQLite format 3\x00 and then nothing that it should have")
	for name, c := range map[string]struct {
		where string
		o     Options
		kind  dateline.Kind
		says  string
	}{
		"no path":                 {"", Options{}, dateline.Invalid, "give one"},
		"a directory":             {dir, Options{}, dateline.Invalid, "is a directory; name a file in it"},
		"another file":            {text, Options{}, dateline.Invalid, "is not a SQLite file; name another"},
		"half a file":             {cut, Options{}, dateline.Invalid, "is not a SQLite file; name another"},
		"under a file":            {filepath.Join(text, "ledger.db"), Options{}, dateline.Unavailable, "cannot be opened"},
		"a device":                {os.DevNull, Options{}, dateline.Invalid, "no regular file"},
		"none where one must be":  {filepath.Join(dir, "none.db"), Options{Existing: true}, dateline.NotFound, "make one by adding reports"},
		"an address that is none": {"postgres://u:s3cret@db.example:port/x", Options{}, dateline.Invalid, "write it as postgres://"},
		"nobody listens":          {"postgres://u:s3cret@127.0.0.1:1/x", Options{}, dateline.Unavailable, "start it, or mend the address"},
		"no such host":            {"postgres://u:s3cret@none.invalid/x", Options{}, dateline.Unavailable, "start it, or mend the address"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := Open(t.Context(), c.where, c.o)
			if err == nil {
				l.Close()
				t.Fatal("opened")
			}
			if dateline.KindOf(err) != c.kind || !strings.Contains(err.Error(), c.says) || strings.Contains(err.Error(), "s3cret") {
				t.Errorf("%s error: %v", dateline.KindOf(err), err)
			}
		})
	}
}

func TestAServerThatLacksTheDatabaseSaysSo(t *testing.T) {
	where := storetest.Postgres(t)
	_, err := Open(t.Context(), strings.Replace(where, "@/t", "@/no_", 1), Options{})
	if dateline.KindOf(err) != dateline.NotFound || !strings.Contains(err.Error(), "createdb") {
		t.Errorf("%v", err)
	}
	_, err = Open(t.Context(), strings.Replace(where, "dateline@", "nobody_known:s3cret@", 1), Options{})
	if dateline.KindOf(err) != dateline.Invalid || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("%v", err)
	}
}

func TestAnyPathMayHoldALedger(t *testing.T) {
	for _, name := range []string{"plain.db", "with space.db", "100%.db", "what?.db", "#1.db", "new/dir/ectory.db", "ünïcode.db", "a&b=c;d.db"} {
		path := filepath.Join(t.TempDir(), name)
		l := open(t, path)
		file(t, l, filing(1))
		if _, err := os.Stat(path); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
