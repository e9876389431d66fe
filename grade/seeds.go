package grade

import (
	"os"
	"path/filepath"
	"strings"

	"dateline"
)

// Seeds scores the reports DIR/*.txt, read together, against DIR/gold.json. It
// fails, with the kind Invalid or NotFound, when there are none or the gold is
// broken, and where read does.
func Seeds(dir string, read Reader) (Score, error) {
	names, err := filesIn(dir, ".txt", "a directory of reports (*.txt) and "+goldName)
	if err != nil {
		return Score{}, err
	}
	var files []File
	for _, name := range names {
		raw, err := readExpected(name, "a report")
		if err != nil {
			return Score{}, err
		}
		files = append(files, File{name, raw})
	}
	raw, err := readExpected(filepath.Join(dir, goldName), "the answers to the reports beside it")
	if err != nil {
		return Score{}, err
	}
	return scoreFiles(dir, raw, files, read)
}

const goldName = "gold.json"

func scoreFiles(name string, gold []byte, files []File, read Reader) (Score, error) {
	g, err := ParseGold(gold, files)
	if err != nil {
		return Score{}, dateline.Errorf(dateline.Invalid, "%s: %w", name, err)
	}
	rec, err := read(files)
	if err != nil {
		return Score{}, err
	}
	return New(name, g, &rec), nil
}

// filesIn are the files of a directory whose names end in suffix, sorted. There
// is one at least.
func filesIn(dir, suffix, expected string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, missing(dir, expected, err)
	}
	var out []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), suffix) {
			out = append(out, filepath.Join(dir, e.Name()))
		}
	}
	if len(out) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s holds no *%s; expected %s", dir, suffix, expected)
	}
	return out, nil
}
