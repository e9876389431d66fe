package grade

import (
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"dateline"
)

// A mucText is a report of the collection with its key.
type mucText struct {
	id   string
	text string
	key  []MUC4Template
}

var mucID = regexp.MustCompile(`(?m)^((?:DEV|TST\d)-MUC\d-\d{4}|OWN-MUC\d-\d{4})[ \t]*(?:\([A-Z, ]+\)[ \t]*)?\r?$`)

// mucDirs are the directories with keys that a path names: itself, or of the collection's
// directory those beneath it, but what is there to train on.
func mucDirs(path string) []string {
	if keys, _ := filepath.Glob(filepath.Join(escapeGlob(path), "key-*")); len(keys) > 0 {
		return []string{path}
	}
	var out []string
	for _, pattern := range []string{"key-*", "*-muc[34]*"} { // texts too, so that a part without its keys is missed
		found, _ := filepath.Glob(filepath.Join(escapeGlob(path), "*", pattern))
		for _, f := range found {
			if dir := filepath.Dir(f); filepath.Base(dir) != "dev" && !slices.Contains(out, dir) {
				out = append(out, dir)
			}
		}
	}
	slices.Sort(out)
	return out
}

// mucKeyName is what the key of a text is called as MUC-4 was published: key-tst1.v7
// of TST1-MUC3-0001, with another number on other versions.
func mucKeyName(id string) string {
	part, _, _ := strings.Cut(strings.ToLower(id), "-")
	return "key-" + part + ".*"
}

// loadMUC reads a directory of texts and keys as MUC-4 was published: texts one
// after another under their names, keys in files named key-*. Of texts that are
// there in capitals and mixed case, the ones in capitals are read, which were those of the test.
func loadMUC(dir string) ([]mucText, error) {
	files, err := os.ReadDir(dir)
	if err != nil {
		return nil, missing(dir, "a directory of texts and key-* files", err)
	}
	texts, held := map[string]string{}, map[string]string{} // by name: its words, its file
	var keys []string
	for _, f := range files {
		path := filepath.Join(dir, f.Name())
		switch name := f.Name(); {
		case f.IsDir() || strings.HasPrefix(name, "text-headers") || strings.HasSuffix(name, ".mixed-case") || strings.HasPrefix(name, "."):
		case strings.HasPrefix(name, "key-"):
			keys = append(keys, path)
		case strings.Contains(name, "-muc"):
			data, err := readExpected(path, "texts of MUC-4")
			if err != nil {
				return nil, err
			}
			marks := mucID.FindAllStringSubmatchIndex(string(data), -1)
			if len(marks) == 0 {
				return nil, dateline.Errorf(dateline.Invalid, "%s: no text under a name such as TST1-MUC3-0001", path)
			}
			for i, m := range marks {
				end := len(data)
				if i+1 < len(marks) {
					end = marks[i+1][0]
				}
				id := string(data[m[2]:m[3]])
				held[id] = path
				texts[id] = strings.Trim(string(data[m[1]:end]), "\n")
			}
		}
	}
	if len(texts) == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "%s: no file of texts; want one named such as tst1-muc3 beside the key-* files", dir)
	}
	if len(keys) == 0 {
		first := slices.Sorted(maps.Keys(texts))[0]
		return nil, dateline.Errorf(dateline.NotFound, "%s is not there; expected the key of the %d texts in %s: add it, or take the texts away to score without them",
			filepath.Join(dir, mucKeyName(first)), len(texts), held[first])
	}
	var out []mucText
	for _, k := range keys {
		templates, all, err := ReadMUC4Key(k)
		if err != nil {
			return nil, err
		}
		for _, id := range all {
			text, ok := texts[id]
			delete(held, id)
			if !ok || strings.TrimSpace(text) == "" {
				return nil, dateline.Errorf(dateline.Invalid, "%s has a key for %s, but no file of texts in %s holds its words; add them, or take the key away", k, id, dir)
			}
			t := mucText{id: id, text: text}
			for _, m := range templates {
				if m.Doc == id {
					t.key = append(t.key, m)
				}
			}
			out = append(out, t)
		}
	}
	if len(held) > 0 {
		first := slices.Sorted(maps.Keys(held))[0]
		return nil, dateline.Errorf(dateline.Invalid, "%s: %s has no key in the key-* files of %s, as have %d texts in all; every text wants one, if only an empty template", held[first], first, dir, len(held))
	}
	return out, nil
}
