package page

import (
	"net/url"
	"strings"

	"github.com/go-shiori/go-readability"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// keptShare is which part of a paragraph a guide must hold for it to be kept, in
// thousandths.
const keptShare = 600

// articleText are the paragraphs of a page's article. It changes the tree.
func articleText(root *html.Node, address *url.URL, titles []string, bodies []string) []*paragraph {
	prune(root)
	ps := paragraphs(root)
	c := choice{ps: ps, one: make([]bool, len(ps)), two: make([]bool, len(ps))}
	opt := trafilatura.Options{OriginalURL: address, ExcludeComments: true, HtmlDateMode: trafilatura.Disabled}
	if r, err := trafilatura.ExtractDocument(clone(root), opt); err == nil {
		c.mark(c.one, treeGuide(r.ContentNode))
	}
	if r, err := readability.FromDocument(clone(root), address); err == nil && r.Node != nil {
		c.mark(c.two, treeGuide(r.Node))
	}
	keep := c.decide()
	keep = whole(ps, anchored(ps, keep, bodies))
	var out []*paragraph
	for i, p := range ps {
		if keep[i] {
			out = append(out, p)
		}
	}
	return trim(out, titles)
}

func join(ps []*paragraph) string {
	var b []string
	for _, p := range ps {
		b = append(b, p.text)
	}
	return strings.Join(b, "\n\n")
}

// A choice is between what two ways of reading take for the article: one keeps
// to what it knows as text, two takes a whole part of the page.
type choice struct {
	ps       []*paragraph
	one, two []bool
}

func (c *choice) mark(marks []bool, g guide) {
	for i, p := range c.ps {
		marks[i] = g.share(p.words) >= keptShare
	}
}

// coreWords is how many words a paragraph has at least that both take and that
// tells where the article begins and ends.
const coreWords = 12

// decide takes what both take, and between the first and the last such paragraph
// what either takes; beyond them nothing, unless the first way found only a small
// part of what the second did.
func (c *choice) decide() []bool {
	w1, w2, first, last := 0, 0, -1, -1
	inOne := map[*html.Node]bool{} // elements that hold what the first takes
	like := map[string]bool{}      // what its paragraphs stand in
	for i, p := range c.ps {
		if c.one[i] {
			w1 += len(p.words)
			if p.prose() {
				like[standing(p.at)] = true
			}
			for n := p.at; n != nil; n = n.Parent {
				inOne[n] = true
			}
		}
		if c.two[i] {
			w2 += len(p.words)
		}
		if c.one[i] && c.two[i] && len(p.words) >= coreWords {
			if first < 0 {
				first = i
			}
			last = i
		}
	}
	switch {
	case first < 0 && w2 >= w1:
		return c.two
	case first < 0, w2*100 < w1*55:
		return c.one
	}
	wide := w2*2 > w1*3 && w1 < 500
	beside := 0 // words beyond the core that stand in elements like those of what the first takes
	beyond := 0
	for i, p := range c.ps {
		if c.two[i] && !c.one[i] && (i < first || i > last) {
			beyond += len(p.words)
			if p.prose() && like[standing(p.at)] {
				beside += len(p.words)
			}
		}
	}
	wide = wide || w2*2 > w1*3 && beside*2 > beyond
	out := make([]bool, len(c.ps))
	for i, p := range c.ps {
		inside := first <= i && i <= last
		switch {
		case c.one[i] && c.two[i]:
			out[i] = true
		case c.two[i] && otherArticle(p.at, inOne):
		case inside:
			out[i] = c.two[i] || c.one[i] && p.kind() != atom.Li
		case c.one[i]:
			out[i] = i > last && p.kind() == atom.Tr // the second leaves many tables out
		case c.two[i]:
			out[i] = wide || first-2 <= i && i < first && p.prose() && !inHead(p) && !inCaption(p.at) || p.kind() == atom.Li && !p.linked()
		}
	}
	return out
}

// whole keeps the other items of a list or rows of a table of which half of the
// words are kept, links aside.
func whole(ps []*paragraph, keep []bool) []bool {
	all, kept := map[*html.Node]int{}, map[*html.Node]int{}
	group := make([]*html.Node, len(ps))
	for i, p := range ps {
		for n, k := p.at, 0; n != nil && k < 4; n, k = n.Parent, k+1 {
			if a := n.DataAtom; a == atom.Ul || a == atom.Ol || a == atom.Dl || a == atom.Table {
				group[i] = n
				all[n] += len(p.words)
				if keep[i] {
					kept[n] += len(p.words)
				}
				break
			}
		}
	}
	for i, p := range ps {
		if g := group[i]; g != nil && !keep[i] && !p.linked() && kept[g]*2 >= all[g] {
			keep[i] = true
		}
	}
	return keep
}

// standing is what a paragraph stands in: the kind of its element, the kind and class of
// the one around it.
func standing(n *html.Node) string {
	if n.Parent == nil {
		return n.Data
	}
	return n.Data + " " + n.Parent.Data + " " + attr(n.Parent, "class")
}

// otherArticle reports whether an element stands in an article of its own, in
// which the first way took nothing.
func otherArticle(n *html.Node, inOne map[*html.Node]bool) bool {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Article {
			return !inOne[n]
		}
	}
	return false
}

// Bounds for trusting the text that a page gives of its article in its data.
const (
	anchorShare = 50 // percent of the words kept that it must hold
	anchorWords = 8  // words of the paragraphs that it decides on
)

// anchored keeps what stands in the text that a page's data give of the article,
// and only that, where they hold most of what was kept: data that hold less are a
// summary or of something else. Short paragraphs stay as they were.
func anchored(ps []*paragraph, keep []bool, bodies []string) []bool {
	g := guide{}
	for _, b := range bodies {
		g.add(words(b))
	}
	if len(g) == 0 {
		return keep
	}
	all, held := 0, 0
	in := make([]bool, len(ps))
	for i, p := range ps {
		in[i] = g.share(p.words) >= keptShare
		if keep[i] && p.prose() {
			all += len(p.words)
			if in[i] {
				held += len(p.words)
			}
		}
	}
	if held*100 < all*anchorShare || all == 0 {
		return keep
	}
	out := make([]bool, len(ps))
	for i, p := range ps {
		out[i] = keep[i]
		if len(p.words) >= anchorWords {
			out[i] = in[i]
		}
	}
	return out
}
