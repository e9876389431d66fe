package page

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline"
)

// Bounds of what is given to a parser of HTML. They decide by the bytes alone, so
// that a page is read alike on every machine, and they hold time and memory
// whatever the page is.
const (
	maxBytes    = 16 << 20 // of a page; a longer one is refused
	maxTags     = 60_000   // start tags of a page; the rest is not read
	maxTidied   = 4 << 20  // bytes of a page without its scripts; the rest is not read
	maxDepth    = 200      // of elements in one another; deeper tags are left out, their text stays
	maxTagBytes = 8 << 10  // of a tag; a longer one keeps the attributes that are read
	maxAttrs    = 64       // of a tag that is too long
	// A tag of formatting that is not closed is opened again in each paragraph that
	// follows, so that few bytes make many elements: this is how many may come so.
	maxReopened = 60_000
	// maxScripts is how many bytes of JSON-LD are kept.
	maxScripts = 4 << 20
)

// dropped are the elements of raw text that is no text of an article. The rest of
// what is no text stays for the tree, which knows where an unclosed one ends.
var dropped = map[atom.Atom]bool{
	atom.Script: true, atom.Style: true, atom.Iframe: true, atom.Textarea: true, atom.Noembed: true, atom.Noframes: true,
}

// formatting are the elements that a parser opens again (HTML, "list of active
// formatting elements").
var formatting = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Nobr: true,
	atom.S: true, atom.Small: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// void are the elements without content.
var void = map[atom.Atom]bool{
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true, atom.Input: true,
	atom.Link: true, atom.Meta: true, atom.Source: true, atom.Track: true, atom.Wbr: true, atom.Param: true,
}

// selfClosing are the elements that one of their own kind closes, or that of another
// in their list.
var selfClosing = map[atom.Atom]bool{
	atom.P: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.Tr: true, atom.Td: true, atom.Th: true, atom.Option: true, atom.Thead: true, atom.Tbody: true, atom.Tfoot: true,
}

// A tidied page is what a parser may be given without harm.
type tidied struct {
	html    []byte
	scripts []string // the bodies of its JSON-LD
}

// tidy takes out of a page what is no text, and what makes a parser slow: scripts,
// tags beyond the bounds, formatting that is never closed.
func tidy(data []byte) tidied {
	var out tidied
	var b bytes.Buffer
	b.Grow(len(data))
	var stack []atom.Atom
	open, reopened, tags, scripts := 0, 0, 0, 0
	z := html.NewTokenizer(bytes.NewReader(data))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			break
		}
		raw := z.Raw()
		switch kind {
		case html.TextToken:
			b.Write(raw[:min(len(raw), maxTidied)])
		case html.DoctypeToken:
			b.Write(raw)
		case html.StartTagToken, html.SelfClosingTagToken:
			if tags++; tags > maxTags {
				break
			}
			raw = append([]byte(nil), raw...) // the tokenizer folds names in place
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if dropped[a] {
				if a == atom.Script && isLinkedData(z) {
					if text := scriptText(z); scripts+len(text) <= maxScripts {
						out.scripts = append(out.scripts, text)
						scripts += len(text)
					}
					continue
				}
				scriptText(z)
				continue
			}
			if kind == html.StartTagToken && !void[a] {
				if n := len(stack); selfClosing[a] && n > 0 && stack[n-1] == a {
					stack = stack[:n-1]
				}
				if len(stack) >= maxDepth {
					continue
				}
				if formatting[a] {
					if reopened > maxReopened {
						continue
					}
					open++
				} else if reopened += open; reopened > maxReopened {
					open = 0
				}
				stack = append(stack, a)
			}
			if len(raw) > maxTagBytes {
				raw = shorten(name, z)
			}
			b.Write(raw)
		case html.EndTagToken:
			raw = append([]byte(nil), raw...)
			name, _ := z.TagName()
			a := atom.Lookup(name)
			if dropped[a] {
				continue
			}
			if formatting[a] && open > 0 {
				open--
			}
			// The nearest open one closes, with what is open in it.
			for i := len(stack) - 1; i >= 0; i-- {
				if stack[i] == a {
					stack = stack[:i]
					break
				}
			}
			if len(raw) > maxTagBytes {
				raw = []byte("</" + string(name) + ">")
			}
			b.Write(raw)
		}
		if tags > maxTags || b.Len() > maxTidied {
			break
		}
	}
	out.html = b.Bytes()
	return out
}

// isLinkedData reports whether the script at hand is JSON-LD.
func isLinkedData(z *html.Tokenizer) bool {
	for range maxAttrs {
		key, val, more := z.TagAttr()
		if string(key) == "type" {
			return strings.Contains(strings.ToLower(string(val)), "ld+json")
		}
		if !more {
			break
		}
	}
	return false
}

// scriptText is the body of the element of raw text whose start tag was read.
func scriptText(z *html.Tokenizer) string {
	var b strings.Builder
	for {
		switch z.Next() {
		case html.TextToken:
			b.Write(z.Raw())
		case html.EndTagToken, html.ErrorToken:
			return b.String()
		}
	}
}

// shorten writes a tag with the attributes that are read, none of them long.
func shorten(name []byte, z *html.Tokenizer) []byte {
	b := append([]byte("<"), name...)
	for range maxAttrs {
		key, val, more := z.TagAttr()
		switch string(key) {
		case "id", "class", "role", "href", "itemprop", "itemtype", "property", "name", "content", "datetime", "lang", "rel", "style", "hidden", "aria-hidden", "title":
			if len(val) < maxTagBytes/4 {
				b = append(append(append(append(append(b, ' '), key...), '=', '"'), html.EscapeString(string(val))...), '"')
			}
		}
		if !more {
			break
		}
	}
	return append(b, '>')
}

// parse makes the tree of a page.
func parse(t tidied) (*html.Node, error) {
	root, err := html.Parse(bytes.NewReader(t.html))
	if err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "the page cannot be parsed as HTML: %w", err)
	}
	return root, nil
}
