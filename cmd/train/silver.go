package main

import (
	"strings"
	"unicode"

	"dateline/tagger"
)

// silverTrees reads the Groningen Meaning Bank's sentences of Voice of America
// with their corrected machine tags: a CSV of sentence, word, part of speech
// and name, the sentence's number beside its first word. Where they follow
// another convention than the treebanks, a tag is left empty, and none is
// learned there: marks, and words with a hyphen, which the treebanks cut. A
// preposition "to" is IN there, the infinitive's TO.
func silverTrees(path string) ([]tagger.Tree, error) {
	sentences, err := readGMB(path)
	if err != nil {
		return nil, err
	}
	out := make([]tagger.Tree, len(sentences))
	for i, rows := range sentences {
		for _, row := range rows {
			out[i] = appendSilver(out[i], row)
		}
	}
	return out, nil
}

func appendSilver(t tagger.Tree, row gmbRow) tagger.Tree {
	tag := row.Tag
	if strings.Contains(row.Word, "-") || !strings.ContainsFunc(row.Word, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		tag = ""
	}
	if n := len(t); n > 0 && t[n-1].XPOS == "TO" && tag != "VB" {
		t[n-1].XPOS = "IN"
	}
	return append(t, tagger.Node{Word: row.Word, XPOS: tag})
}
