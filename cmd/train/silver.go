package main

import (
	"encoding/csv"
	"errors"
	"io"
	"os"
	"strings"
	"unicode"

	"dateline"
	"dateline/tagger"
)

// silverTrees reads the Groningen Meaning Bank's sentences of Voice of America
// with their corrected machine tags: a CSV of sentence, word, part of speech
// and name, the sentence's number beside its first word. Where they follow
// another convention than the treebanks, a tag is left empty, and none is
// learned there: marks, and words with a hyphen, which the treebanks cut. A
// preposition "to" is IN there, the infinitive's TO.
func silverTrees(path string) ([]tagger.Tree, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, dateline.Errorf(dateline.NotFound, "the sentences of the Groningen Meaning Bank: %w", err)
	}
	defer f.Close()
	rows := csv.NewReader(f)
	rows.FieldsPerRecord = -1
	rows.LazyQuotes = true
	var out []tagger.Tree
	for first := true; ; first = false {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s: %w", path, err)
		}
		if len(row) != 4 {
			line, _ := rows.FieldPos(0)
			if line > 1 && len(out) > 0 && len(row) < 4 { // cut off in the middle of its last line
				continue
			}
			return nil, dateline.Errorf(dateline.Invalid, "%s, line %d: %d columns; sentence, word, part of speech and name are wanted", path, line, len(row))
		}
		if first && row[1] == "Word" {
			continue
		}
		if row[0] != "" || len(out) == 0 {
			out = append(out, nil)
		}
		t := &out[len(out)-1]
		tag := row[2]
		if strings.Contains(row[1], "-") || !strings.ContainsFunc(row[1], func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
			tag = ""
		}
		if n := len(*t); n > 0 && (*t)[n-1].XPOS == "TO" && tag != "VB" {
			(*t)[n-1].XPOS = "IN"
		}
		*t = append(*t, tagger.Node{Word: row[1], XPOS: tag})
	}
	return out, nil
}
