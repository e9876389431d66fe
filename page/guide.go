package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A guide is a text that tells which paragraphs of a page belong to its article:
// what another way of reading took from the page.
type guide map[string]int

// guideSize is how many words the runs have that a guide is compared by.
const guideSize = 3

// guideOf counts the runs of words of a text; its beginning and end count as words.
func guideOf(ws []string) guide {
	g := guide{}
	g.add(ws)
	return g
}

func (g guide) add(ws []string) {
	if len(ws) == 0 {
		return
	}
	for i := range max(1, len(ws)-guideSize+1) {
		g[strings.Join(ws[i:min(i+guideSize, len(ws))], " ")]++
	}
}

// share is which part of a paragraph stands in the guide, in thousandths. A
// paragraph of one or two words has no runs: exact says whether such ones count,
// by the lines of the guide.
func (g guide) share(ws []string) int {
	if len(ws) < guideSize {
		if g[strings.Join(ws, " ")] > 0 {
			return 1000
		}
		return 0
	}
	n, all := 0, len(ws)-guideSize+1
	for i := range all {
		if g[strings.Join(ws[i:i+guideSize], " ")] > 0 {
			n++
		}
	}
	return n * 1000 / all
}

// treeGuide is the guide of a tree: runs over the whole of it, and its short
// blocks by themselves.
func treeGuide(n *html.Node) guide {
	g := guide{}
	if n == nil {
		return g
	}
	var all []string
	var leaf func(*html.Node)
	leaf = func(n *html.Node) {
		if n.Type == html.ElementNode && n.DataAtom == 0 {
			n.DataAtom = atom.Lookup([]byte(n.Data)) // made by a library
		}
		if n.Type == html.TextNode {
			all = append(all, words(n.Data)...)
			return
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			leaf(c)
		}
	}
	leaf(n)
	g.add(all)
	for _, p := range paragraphs(n) {
		if len(p.words) < guideSize {
			g.add(p.words)
		}
	}
	return g
}
