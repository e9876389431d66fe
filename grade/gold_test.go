package grade

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
)

func TestBrokenGoldIsRefusedWithItsReason(t *testing.T) {
	for name, c := range map[string]struct{ old, new, want string }{
		"no JSON":                      {ownGold, "{", "unexpected EOF"},
		"something after its end":      {ownGold, ownGold + "{}", "something follows its end"},
		"a misspelt want":              {`"roles"`, `"rolls"`, `unknown field "rolls"`},
		"a misspelt want inside":       {`"in_the_name_of"`, `"in_name_of"`, `unknown field "in_name_of"`},
		"a need of no kind":            {`"need": "should"`, `"need": "may"`, `event E3: need is "may", neither must nor should`},
		"words that are not there":     {"a mine went off", "a mine did not go off", `stand 0 times in b.txt`},
		"words that are there twice":   {"A mine killed two herders", "mine", `stand 2 times in a.txt`},
		"a report that is not there":   {`"report": "b.txt", "quote": "a mine`, `"report": "c.txt", "quote": "a mine`, `there is no report "c.txt"`},
		"a report without evidence":    {`{"report": "b.txt", "quote": "a mine went off"}`, `{"report": "a.txt", "quote": "The River Guard"}`, "event E1 has no evidence in b.txt"},
		"offsets that are wrong":       {`"quote": "Subscribe now."`, `"start": 3, "end": 17, "quote": "Subscribe now."`, "does not hold at 3..17"},
		"offsets outside the text":     {`"quote": "Subscribe now."`, `"start": 3, "end": 1700, "quote": "Subscribe now."`, "does not hold at 3..1700"},
		"two events of one id":         {`"id": "E3"`, `"id": "E1"`, "event 3 has no id of its own"},
		"a time by an unknown event":   {`"to": "E1"`, `"to": "E7"`, "dated by E7, which is no event"},
		"a time by an unknown word":    {`"undated": "publication"`, `"undated": "soon"`, `undated "soon"`},
		"a time without its days":      {`, "max_days": -1`, ``, "undated wants to, min_days and max_days"},
		"a statement without speaker":  {`"speaker": "Ana Ruiz"`, `"speaker": ""`, "statement 1 lacks a speaker"},
		"an event without alternative": {`"type": ["group.formed"]`, `"type": []`, "event E3 lacks a type"},
	} {
		t.Run(name, func(t *testing.T) {
			raw := strings.Replace(ownGold, c.old, c.new, 1)
			_, err := ParseGold([]byte(raw), ownFiles)
			if err == nil || !strings.Contains(err.Error(), c.want) || dateline.KindOf(err) != dateline.Invalid {
				t.Errorf("error %v of kind %s, want %q", err, dateline.KindOf(err), c.want)
			}
		})
	}
}

func TestTwoReportsOfOneNameAreRefused(t *testing.T) {
	files := append([]File{{"other/a.txt", nil}}, ownFiles...)
	if _, err := ParseGold([]byte(ownGold), files); err == nil || !strings.Contains(err.Error(), "two reports are named a.txt") {
		t.Error(err)
	}
}

func TestStoriesComeFromArchives(t *testing.T) {
	dir := t.TempDir()
	archive := func(name string, parts ...string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(strings.Join(parts, "")), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	a, b := "-- a.txt --\n"+string(ownFiles[0].Data)+"\n", "-- b.txt --\n"+string(ownFiles[1].Data)+"\n"
	gold := "-- gold.json --\n" + ownGold + "\n"
	var seen [][]File
	read := func(files []File) (dateline.Record, error) {
		seen = append(seen, files)
		g, err := ParseGold([]byte(ownGold), files)
		if err != nil {
			return dateline.Record{}, err
		}
		return perfect(t, g, files, false), nil
	}
	one := archive("two.txtar", a, b, gold)
	archive("one.txtar", gold, a, b)
	archive("notes.md", "none")
	scores, err := Stories(dir, read)
	if err != nil || len(scores) != 2 || scores[0].Name != "one.txtar" || len(seen[1]) != 2 {
		t.Fatalf("%d scores of %d readings, %v", len(scores), len(seen), err)
	}
	if scores, err = Stories(one, read); err != nil || len(scores) != 1 || len(scores[0].Misses) != 0 {
		t.Errorf("one archive: %+v, %v", scores, err)
	}
	for path, want := range map[string]string{
		archive("nogold.txtar", a):                        "holds no file named gold.json",
		archive("noreport.txtar", gold):                   "holds no report",
		archive("twogold.txtar", a, b, gold, gold):        "holds two files named gold.json",
		archive("badgold.txtar", a, "-- gold.json --\n{"): "badgold.txtar: gold.json is broken",
		filepath.Join(dir, "none"):                        "is not there",
		t.TempDir():                                       "holds no *.txtar",
	} {
		if _, err := Stories(path, read); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %q", path, err, want)
		}
	}
}

func TestSeedsAreADirectory(t *testing.T) {
	dir := t.TempDir()
	write := func(name string, raw []byte) {
		if err := os.WriteFile(filepath.Join(dir, name), raw, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	read := func(files []File) (dateline.Record, error) { return perfect(t, own(t), files, false), nil }
	if _, err := Seeds(dir, read); dateline.KindOf(err) != dateline.NotFound {
		t.Errorf("an empty directory: %v", err)
	}
	write("b.txt", ownFiles[1].Data)
	write("a.txt", ownFiles[0].Data)
	if _, err := Seeds(dir, read); dateline.KindOf(err) != dateline.NotFound {
		t.Errorf("no gold: %v", err)
	}
	write("gold.json", []byte(ownGold))
	if s, err := Seeds(dir, read); err != nil || len(s.Misses) != 0 {
		t.Errorf("%q, %v", s.Misses, err)
	}
}
