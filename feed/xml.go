package feed

import (
	"bytes"
	"encoding/xml"
	"errors"
	"html"
	"io"
	"net/url"
	"strings"
	"unicode/utf8"
)

// A reader walks through XML without recursion: a handler of an element's
// children reads each by one of text, markup, children and skip.
//
// It keeps its own account of what is open, so that it survives what ends a
// stricter parser: an end tag that nothing opened is overlooked, one of an outer
// element ends the inner ones too, and behind what is no XML at all it goes on at
// the next "<".
type reader struct {
	rest   []byte // what the decoder reads
	d      *xml.Decoder
	open   []element
	ending int    // so many of open end before the next token is read
	own    string // the namespace of the root, which is the format's own
	faults int
	fault  string // the first
}

// An element is one that is open.
type element struct {
	raw   xml.Name // as written: prefix and name
	space string
	base  *url.URL // xml:base in force; nil where none
	lang  string
	binds map[string]string // prefixes that it declares; nil where none
}

// maxFaults is how often a reader goes on behind what is no XML.
const maxFaults = 1000

func newReader(text []byte) *reader {
	x := &reader{rest: text}
	x.restart()
	return x
}

func (x *reader) restart() {
	x.d = xml.NewDecoder(bytes.NewReader(x.rest))
	x.d.Strict = false
	x.d.Entity = xml.HTMLEntity
	// The text is UTF-8 by now, whatever it declares.
	x.d.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
}

// errBroken ends a reading for good.
var errBroken = errors.New("elements nest too deep, or too much of it is no XML")

// raw is the decoder's next token, behind what it cannot read.
func (x *reader) raw() (xml.Token, error) {
	for {
		t, err := x.d.RawToken()
		var syntax *xml.SyntaxError
		if err == nil || !errors.As(err, &syntax) {
			return t, err
		}
		at := min(x.d.InputOffset(), int64(len(x.rest)))
		if x.faults++; x.faults == 1 {
			x.fault = cut(syntax.Msg, 100)
		}
		if x.faults > maxFaults {
			return nil, errBroken
		}
		next := bytes.IndexByte(x.rest[max(at, 1):], '<')
		if int(max(at, 1)) >= len(x.rest) || next < 0 {
			return nil, io.EOF
		}
		x.rest = x.rest[int(max(at, 1))+next:]
		x.restart()
	}
}

// next is the next token, with namespaces resolved.
func (x *reader) next() (xml.Token, error) {
	for {
		if x.ending > 0 {
			return x.end(), nil
		}
		t, err := x.raw()
		if err != nil {
			return nil, err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if len(x.open) >= MaxDepth {
				return nil, errBroken
			}
			x.start(&t)
			return t, nil
		case xml.EndElement:
			for n := len(x.open) - 1; n >= 0; n-- {
				if x.open[n].raw == t.Name {
					x.ending = len(x.open) - n
					break
				}
			}
		default:
			return t, nil
		}
	}
}

func (x *reader) end() xml.EndElement {
	x.ending--
	last := x.open[len(x.open)-1]
	x.open = x.open[:len(x.open)-1]
	return xml.EndElement{Name: xml.Name{Space: last.space, Local: last.raw.Local}}
}

func (x *reader) start(t *xml.StartElement) {
	e := element{raw: t.Name, base: x.base(), lang: x.lang()}
	for _, a := range t.Attr {
		switch {
		case a.Name.Space == "xmlns":
			e.bind(a.Name.Local, a.Value)
		case a.Name.Space == "" && a.Name.Local == "xmlns":
			e.bind("", a.Value)
		case a.Name.Space == "xml" && a.Name.Local == "base":
			if u, err := url.Parse(strings.TrimSpace(a.Value)); err == nil {
				if e.base != nil {
					u = e.base.ResolveReference(u)
				}
				e.base = u
			}
		case a.Name.Space == "xml" && a.Name.Local == "lang":
			e.lang = cut(a.Value, 40)
		}
	}
	x.open = append(x.open, e)
	e.space = x.resolve(t.Name.Space)
	x.open[len(x.open)-1].space = e.space
	t.Name.Space = e.space
}

func (e *element) bind(prefix, space string) {
	if e.binds == nil {
		e.binds = map[string]string{}
	}
	e.binds[prefix] = strings.TrimSpace(space)
}

// resolve is a prefix's namespace; the prefix itself where nobody declared it, as
// its writer meant the usual one.
func (x *reader) resolve(prefix string) string {
	for n := len(x.open) - 1; n >= 0; n-- {
		if space, there := x.open[n].binds[prefix]; there {
			return space
		}
	}
	return prefix
}

func (x *reader) base() *url.URL {
	if len(x.open) == 0 {
		return nil
	}
	return x.open[len(x.open)-1].base
}

func (x *reader) lang() string {
	if len(x.open) == 0 {
		return ""
	}
	return x.open[len(x.open)-1].lang
}

// root goes to the first element.
func (x *reader) root() (xml.StartElement, error) {
	for {
		t, err := x.next()
		if errors.Is(err, io.EOF) {
			return xml.StartElement{}, errors.New("no element in it")
		}
		if err != nil {
			return xml.StartElement{}, err
		}
		if s, ok := t.(xml.StartElement); ok {
			x.own = strings.TrimSpace(s.Name.Space)
			return s, nil
		}
	}
}

// children calls handle for each child of the element that was opened last. The
// handler reads the child to its end.
func (x *reader) children(handle func(name string, s xml.StartElement) error) error {
	for {
		t, err := x.next()
		if err != nil {
			return err
		}
		switch t := t.(type) {
		case xml.StartElement:
			if err := handle(x.name(t.Name), t); err != nil {
				return err
			}
		case xml.EndElement:
			return nil
		}
	}
}

// skip reads the element that was opened last to its end.
func (x *reader) skip() error { return x.each(func(xml.Token) {}) }

// each calls handle for each token until the element that was opened last ends.
func (x *reader) each(handle func(xml.Token)) error {
	end := len(x.open) - 1
	for {
		t, err := x.next()
		if err != nil {
			return err
		}
		if len(x.open) == end {
			return nil
		}
		handle(t)
	}
}

// text is what stands in the element that was opened last, without tags, of at
// most so many bytes.
func (x *reader) text(most int) (string, error) {
	var b strings.Builder
	err := x.each(func(t xml.Token) {
		if c, ok := t.(xml.CharData); ok && b.Len() < most {
			b.Write(c)
		}
	})
	return cut(strings.TrimSpace(b.String()), most), err
}

// markup is what stands in the element that was opened last, as HTML.
func (x *reader) markup(most int) (string, error) {
	var b strings.Builder
	err := x.each(func(t xml.Token) {
		if b.Len() >= most {
			return
		}
		switch t := t.(type) {
		case xml.CharData:
			b.WriteString(html.EscapeString(string(t)))
		case xml.StartElement:
			openTag(&b, t)
		case xml.EndElement:
			b.WriteString("</" + t.Name.Local + ">")
		}
	})
	return cut(strings.TrimSpace(b.String()), most), err
}

// prefixes are what the vocabularies are called here, by their namespaces.
var prefixes = map[string]string{
	"http://www.w3.org/2005/Atom":                    "atom",
	"http://purl.org/atom/ns#":                       "atom",
	"http://purl.org/dc/elements/1.1/":               "dc",
	"http://purl.org/dc/terms/":                      "dcterms",
	"http://purl.org/rss/1.0/modules/content/":       "content",
	"http://purl.org/rss/1.0/modules/syndication/":   "sy",
	"http://search.yahoo.com/mrss/":                  "media",
	"http://search.yahoo.com/mrss":                   "media",
	"http://www.itunes.com/DTDs/PodCast-1.0.dtd":     "itunes",
	"http://www.itunes.com/dtds/podcast-1.0.dtd":     "itunes",
	"http://rssnamespace.org/feedburner/ext/1.0":     "feedburner",
	"http://www.w3.org/1999/xhtml":                   "xhtml",
	"http://www.w3.org/1999/02/22-rdf-syntax-ns#":    "rdf",
	"http://www.google.com/schemas/sitemap-news/0.9": "news",
	"http://www.sitemaps.org/schemas/sitemap/0.9":    "",
	"http://www.google.com/schemas/sitemap/0.84":     "",
	"http://purl.org/rss/1.0/":                       "",
	"http://channel.netscape.com/rdf/simple/0.9/":    "",
	"http://my.netscape.com/rdf/simple/0.9/":         "",
	"http://backend.userland.com/rss2":               "",
	"rss":                                            "",
}

// name is an element's name in lower case, with the prefix of its vocabulary
// unless it is the format's own.
func (x *reader) name(n xml.Name) string {
	local := strings.ToLower(n.Local)
	space := strings.TrimSpace(n.Space)
	// A root may carry any namespace; its children mean the format all the same.
	if space == x.own && x.own != "" {
		if p, known := prefixes[space]; !known || p == "" || p == "atom" || p == "rdf" {
			return local
		}
	}
	p, known := prefixes[space]
	if !known {
		p = space
	}
	if p == "" {
		return local
	}
	return p + ":" + local
}

// attr is an attribute's value; names are compared without regard to case.
func attr(s xml.StartElement, name string) string {
	for _, a := range s.Attr {
		if strings.EqualFold(a.Name.Local, name) && a.Name.Space == "" {
			return strings.TrimSpace(a.Value)
		}
	}
	return ""
}

// cut is the first bytes of a text, whole characters.
func cut(s string, most int) string {
	if len(s) <= most {
		return s
	}
	for most > 0 && !utf8.RuneStart(s[most]) {
		most--
	}
	return strings.Clone(s[:most])
}

// short is a text that stands for itself, an address or an identifier: what is
// longer than a line is none, since its beginning would be another's.
func short(s string) string {
	if s = strings.TrimSpace(s); len(s) > maxLine {
		return ""
	}
	return s
}
