package tagger

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed weights/ud.txt
var udDigests string

var udTexts = sync.OnceValue(func() map[string]bool { return digestsOf(udDigests) })

// Taught reports whether the weights of Default were learned from a document
// of a treebank, its words being one of those whose digests stand in ud.txt.
func Taught(document []Sentence) bool { return udTexts()[TreeDigest(document)] }

// TreeDigest is the Digest of a document's words.
func TreeDigest(document []Sentence) string {
	var b strings.Builder
	for _, s := range document {
		for _, n := range s.Tree {
			b.WriteString(n.Word)
		}
	}
	return Digest(b.String())
}

// Documents cuts sentences into runs that name the same document.
func Documents(all []Sentence) [][]Sentence {
	var out [][]Sentence
	from := 0
	for i := range all {
		if i+1 == len(all) || all[i+1].Document != all[i].Document {
			out = append(out, all[from:i+1])
			from = i + 1
		}
	}
	return out
}
