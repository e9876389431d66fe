package page

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks are the elements that begin and end a paragraph.
var blocks = map[atom.Atom]bool{
	atom.Address: true, atom.Article: true, atom.Aside: true, atom.Blockquote: true, atom.Body: true, atom.Center: true, atom.Dd: true,
	atom.Details: true, atom.Div: true, atom.Dl: true, atom.Dt: true, atom.Fieldset: true, atom.Figcaption: true, atom.Figure: true,
	atom.Footer: true, atom.Form: true, atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true,
	atom.Header: true, atom.Hr: true, atom.Li: true, atom.Main: true, atom.Nav: true, atom.Ol: true, atom.P: true, atom.Pre: true,
	atom.Section: true, atom.Summary: true, atom.Table: true, atom.Tr: true, atom.Ul: true,
}

// headings are the elements that head what follows.
var headings = map[atom.Atom]bool{atom.H1: true, atom.H2: true, atom.H3: true, atom.H4: true, atom.H5: true, atom.H6: true}

// unseen are the elements whose content is not read as text.
var unseen = map[atom.Atom]bool{
	atom.Head: true, atom.Script: true, atom.Style: true, atom.Svg: true, atom.Template: true, atom.Iframe: true, atom.Noscript: true,
	atom.Object: true, atom.Canvas: true, atom.Math: true, atom.Audio: true, atom.Video: true, atom.Textarea: true, atom.Select: true,
	atom.Noembed: true, atom.Noframes: true, atom.Button: true, atom.Datalist: true, atom.Map: true, atom.Progress: true, atom.Meter: true,
}

// A paragraph is a block of text with what its markup says of it.
type paragraph struct {
	text    string
	at      *html.Node // the element that it stands in
	links   int        // bytes of its text that are links
	strong  int        // bytes of its text that are set bold
	anchors int        // how many links
	words   []string   // folded, for comparing
}

// kind is the element that it stands in.
func (p *paragraph) kind() atom.Atom { return p.at.DataAtom }

// paragraphs are the blocks of text of a tree in order. Two line breaks in a row
// part paragraphs as an element does, one is a new line.
func paragraphs(root *html.Node) []*paragraph {
	w := paragraphWriter{at: []*html.Node{root}}
	w.write(root)
	w.flush()
	return w.out
}

type paragraphWriter struct {
	out                    []*paragraph
	b                      strings.Builder
	at                     []*html.Node // the blocks open
	breaks, cells          int          // since the last text; in this row
	links, strong, anchors int
	inLink, inStrong       int
}

func (w *paragraphWriter) flush() {
	if t := block(w.b.String()); t != "" {
		w.out = append(w.out, &paragraph{text: t, at: w.at[len(w.at)-1], links: w.links, strong: w.strong, anchors: w.anchors, words: words(t)})
	}
	w.b.Reset()
	w.breaks, w.links, w.cells, w.strong, w.anchors = 0, 0, 0, 0, 0
}

func (w *paragraphWriter) write(n *html.Node) {
	if n.Type == html.TextNode {
		w.text(n.Data)
		return
	}
	if n.Type != html.ElementNode && n.Type != html.DocumentNode || unseen[n.DataAtom] || n.Namespace != "" {
		return
	}
	switch a := n.DataAtom; {
	case a == atom.Br:
		w.breaks++
		return
	case a == atom.Td || a == atom.Th:
		if w.cells++; w.cells > 1 && strings.TrimSpace(w.b.String()) != "" {
			w.b.WriteString(" | ")
		}
	case a == atom.A:
		w.inLink++
		w.anchors++
		defer func() { w.inLink-- }()
	case a == atom.Strong || a == atom.B:
		w.inStrong++
		defer func() { w.inStrong-- }()
	case blocks[a]:
		w.flush()
		w.at = append(w.at, n)
		defer func() {
			w.flush()
			w.at = w.at[:len(w.at)-1]
		}()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		w.write(c)
	}
}

func (w *paragraphWriter) text(s string) {
	if strings.TrimSpace(s) != "" {
		switch {
		case w.breaks > 1:
			w.flush()
		case w.breaks == 1:
			w.b.WriteByte('\n')
		}
		w.breaks = 0
	}
	w.b.WriteString(strings.Map(space, s))
	if w.inLink > 0 {
		w.links += len(strings.TrimSpace(s))
	}
	if w.inStrong > 0 {
		w.strong += len(strings.TrimSpace(s))
	}
}

// space makes one kind of white space of all.
func space(r rune) rune {
	if r == '\n' || r == '\t' || r == '\r' || r == '\f' || r == '\v' {
		return ' '
	}
	return r
}

// block cleans the text of a paragraph, line by line.
func block(s string) string {
	var out []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = line(l); strings.Trim(l, "| ") != "" {
			out = append(out, l)
		}
	}
	return strings.Join(out, "\n")
}

// line is text in one line: white space is one space, what steers a terminal or
// cannot be shown is gone. Bidirectional marks stay, as they are text.
func line(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), r == '\u00AD', r == '\u200B', r == '\uFEFF', r == '\u2060':
			return -1 // a soft hyphen, a space of no width
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// words are the words of a text in lower case. Each character of a script that
// writes without spaces is a word of its own.
func words(s string) []string {
	var out []string
	s = strings.ToLower(s)
	start := -1
	end := func(i int) {
		if start >= 0 {
			out = append(out, s[start:i])
			start = -1
		}
	}
	for i, r := range s {
		switch {
		case !unicode.IsLetter(r) && !unicode.IsNumber(r):
			end(i)
		case r > 0x0E00 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
			end(i)
			out = append(out, s[i:i+utf8.RuneLen(r)])
		case start < 0:
			start = i
		}
	}
	end(len(s))
	return out
}
