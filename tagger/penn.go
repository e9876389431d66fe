package tagger

import "strings"

// PennTags are the parts of speech of a sentence's tokens by the Penn
// Treebank as package text has them: "to" is TO wherever it stands, marks and
// what the treebanks added to the set later have their older tags.
func (p *Parser) PennTags(tokens []string) []string {
	words, of := parts(tokens)
	d := p.scratch.Get().(*desk)
	defer p.scratch.Put(d)
	d.see(words)
	p.tagXPOS(d)
	out := make([]string, len(tokens))
	for i := range words {
		k := i
		if of != nil {
			k = of[i]
		}
		tag := p.scheme.XPOS[d.xpos[i]]
		if older, ok := olderTags[tag]; ok {
			tag = older
		}
		switch {
		case strings.EqualFold(tokens[k], "to"):
			tag = "TO"
		case out[k] != "" && (tag == "VBN" || tag == "VBG"):
			tag = "JJ" // "rebel-held", "Islamabad-based"
		}
		out[k] = tag
	}
	return out
}

var olderTags = map[string]string{
	"HYPH": ":", "NFP": ":", "-LRB-": "(", "-RRB-": ")", "ADD": "NN", "AFX": "JJ", "GW": "NN", "LS": "CD", "XX": "FW",
}
