package tagger

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// English treebanks of Universal Dependencies part words at their hyphens
// ("south", "-", "west"), except after what is no word of its own ("anti-
// government", "e-mail"). Tokens of news are whole, so they are cut before
// they are parsed and put together afterwards.

// parts cuts tokens into words as the treebanks have them. of[i] is the token
// that word i comes from; it is nil when no token was cut.
func parts(tokens []string) (words []string, of []int) {
	for i, t := range tokens {
		cut := cuts(t)
		if cut == nil {
			if of != nil {
				words, of = append(words, t), append(of, i)
			}
			continue
		}
		if of == nil {
			words = append(words, tokens[:i]...)
			for k := range i {
				of = append(of, k)
			}
		}
		for _, w := range cut {
			words, of = append(words, w), append(of, i)
		}
	}
	if of == nil {
		return tokens, nil
	}
	return words, of
}

// cuts cuts a token at its hyphens, nil if it is one word.
func cuts(t string) []string {
	if len(t) < 3 || len(t) > 60 || !strings.ContainsAny(t, "-‑‐") || strings.ContainsAny(t, "/@_") {
		return nil
	}
	var out []string
	start := 0
	for i, r := range t {
		if r != '-' && r != '‑' && r != '‐' {
			continue
		}
		end := i + utf8.RuneLen(r)
		before, _ := utf8.DecodeLastRuneInString(t[start:i])
		after, _ := utf8.DecodeRuneInString(t[end:])
		if start == i || !wordly(before) || !wordly(after) {
			return nil
		}
		if bound[strings.ToLower(t[start:i])] || unicode.IsDigit(after) && !unicode.IsDigit(before) {
			continue // "anti-tank", "AK-47"
		}
		out = append(out, t[start:i], t[i:end])
		start = end
	}
	if out == nil {
		return nil
	}
	return append(out, t[start:])
}

func wordly(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '.' || r == '\'' }

// bound are beginnings that the treebanks leave on their word.
var bound = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq(`anti co counter cyber de e eco ex extra inter intra mega mid mini mis multi
		neo non over pan para post pre pro psycho re semi socio sub super trans ultra un under uni vice`) {
		out[w] = true
	}
	return out
}()

// whole puts the tree of words together into one of tokens. A token cut into
// several words takes the part of speech and the arc of the one nearest to
// the root, whose head is therefore of another token; a participle so joined
// ("rebel-held") is an adjective where it modifies a noun.
func whole(t Tree, of []int, tokens []string) Tree {
	out := make(Tree, len(tokens))
	for i := 0; i < len(t); {
		top, j := i, i+1
		for ; j < len(t) && of[j] == of[i]; j++ {
			if t.depth(j) < t.depth(top) {
				top = j
			}
		}
		n := t[top]
		n.Word = tokens[of[i]]
		if n.Head >= 0 {
			n.Head = of[n.Head]
		}
		if j-i > 1 && Base(n.Relation) == "amod" && (n.XPOS == "VBN" || n.XPOS == "VBG") {
			n.XPOS, n.UPOS = "JJ", "ADJ"
		}
		out[of[i]] = n
		i = j
	}
	return out
}

// depth is how many arcs lie between node i and the root.
func (t Tree) depth(i int) (n int) {
	for ; t[i].Head >= 0; i = t[i].Head {
		n++
	}
	return n
}
