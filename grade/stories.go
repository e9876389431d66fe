package grade

import (
	"cmp"
	"os"
	"slices"

	"golang.org/x/tools/txtar"

	"dateline"
)

// Stories scores small stories, each a text archive (txtar) that holds report
// files and a gold.json: one archive, or all *.txtar of a directory in the order of
// their names. The gold's passages need no offsets; their words stand once in
// their report. It fails as Seeds does.
func Stories(path string, read Reader) ([]Score, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, missing(path, "a story (.txtar) or a directory of such", err)
	}
	names := []string{path}
	if info.IsDir() {
		if names, err = filesIn(path, ".txtar", "a directory of stories"); err != nil {
			return nil, err
		}
	}
	var out []Score
	for _, name := range names {
		raw, err := readExpected(name, "a story")
		if err != nil {
			return nil, err
		}
		score, err := story(name, raw, read)
		if err != nil {
			return nil, err
		}
		out = append(out, score)
	}
	return out, nil
}

func story(name string, raw []byte, read Reader) (Score, error) {
	var gold []byte
	var files []File
	for _, f := range txtar.Parse(raw).Files {
		switch {
		case f.Name == goldName && gold != nil:
			return Score{}, dateline.Errorf(dateline.Invalid, "%s holds two files named %s", name, goldName)
		case f.Name == goldName:
			gold = f.Data
		default:
			files = append(files, File{f.Name, f.Data})
		}
	}
	switch {
	case gold == nil:
		return Score{}, dateline.Errorf(dateline.Invalid, "%s holds no file named %s", name, goldName)
	case len(files) == 0:
		return Score{}, dateline.Errorf(dateline.Invalid, "%s holds no report", name)
	}
	return scoreFiles(base(name), gold, files, read)
}

// Worst are the n stories that miss most: by false events and wants missed,
// then by name. All, when n is greater than their number.
func Worst(scores []Score, n int) []Score {
	missed := func(s Score) int { return s.Tally.False + s.Tally.Wants - s.Tally.WantsMet + len(s.Misses) }
	out := slices.SortedStableFunc(slices.Values(scores), func(a, b Score) int {
		return cmp.Or(cmp.Compare(missed(b), missed(a)), cmp.Compare(a.Name, b.Name))
	})
	return out[:min(max(n, 0), len(out))]
}
