package feed

import (
	"encoding/base64"
	"encoding/xml"
	"strings"
	"unicode/utf8"
)

// readAtom reads Atom 1.0 (RFC 4287) and 0.3.
func (f *Feed) readAtom(x *reader) error {
	f.Language = x.lang()
	var authors []string
	var links atomLinks
	defer func() {
		f.Link = links.page()
		for n := range f.Items {
			// RFC 4287, 4.2.1: an entry without an author has the feed's.
			if len(f.Items[n].Authors) == 0 {
				f.Items[n].Authors = authors
			}
		}
	}()
	return x.children(func(name string, s xml.StartElement) error {
		switch name {
		case "title", "atom:title":
			return x.heading(s, &f.Title)
		case "link", "atom:link":
			links.add(s)
			return x.skip()
		case "author", "atom:author":
			return x.person(&authors)
		case "dc:language", "language":
			return x.line(&f.Language)
		case "entry", "atom:entry":
			return f.readEntry(x)
		}
		return x.skip()
	})
}

func (f *Feed) readEntry(x *reader) error {
	i := Item{base: x.base(), Language: x.lang()}
	if i.Language == f.Language {
		i.Language = ""
	}
	var other Item
	var links atomLinks
	err := x.children(func(name string, s xml.StartElement) error {
		switch strings.TrimPrefix(name, "atom:") {
		case "title":
			return x.heading(s, &i.Title)
		case "media:group":
			return x.skip()
		case "link":
			links.add(s)
			return x.skip()
		case "id":
			return x.id(&i.GUID)
		case "published", "issued":
			return x.moment(&i.Published)
		case "created", "dc:date":
			return x.moment(&other.Published)
		case "updated", "modified":
			return x.moment(&i.Updated)
		case "summary":
			return x.construct(s, &i.Summary)
		case "content":
			if attr(s, "src") != "" {
				return x.skip() // elsewhere, and nothing is loaded
			}
			return x.construct(s, &i.Content)
		case "author":
			return x.person(&i.Authors)
		case "dc:creator":
			return x.names(&other.Authors)
		case "dc:language":
			return x.line(&i.Language)
		case "source":
			return f.readSource(x, &i)
		case "feedburner:origlink":
			return x.id(&other.URL)
		}
		return x.skip()
	})
	i.URL = first(other.URL, links.page(), web(i.GUID))
	if i.Published == nil {
		i.Published = other.Published
	}
	if len(i.Authors) == 0 {
		i.Authors = other.Authors
	}
	if err == nil {
		f.add(i)
	}
	return err
}

// readSource reads whose entry it is (RFC 4287, 4.2.11).
func (f *Feed) readSource(x *reader, i *Item) error {
	return x.children(func(name string, s xml.StartElement) error {
		if name == "title" || name == "atom:title" {
			return x.heading(s, &i.Outlet)
		}
		return x.skip()
	})
}

// atomLinks chooses between links: the page, before another form of it.
type atomLinks struct{ html, alternate string }

func (l *atomLinks) add(s xml.StartElement) {
	rel := strings.ToLower(attr(s, "rel"))
	if rel != "" && rel != "alternate" && rel != "http://www.iana.org/assignments/relation/alternate" {
		return
	}
	href, kind := short(attr(s, "href")), attr(s, "type")
	l.alternate = first(l.alternate, href)
	if kind == "" || strings.HasPrefix(kind, "text/html") || strings.HasPrefix(kind, "application/xhtml") {
		l.html = first(l.html, href)
	}
}

func (l *atomLinks) page() string { return first(l.html, l.alternate) }

// heading reads a text construct as plain text.
func (x *reader) heading(s xml.StartElement, to *string) error {
	var text string
	err := x.construct(s, &text)
	if *to == "" {
		// Of type text it is no markup (RFC 4287, 3.1.1.1), but many write some.
		*to = cut(withoutMarkup(text), maxLine)
	}
	return err
}

// construct reads a text construct or a content: text, escaped HTML, or XHTML whose
// markup is part of the document; Atom 0.3 has modes instead.
func (x *reader) construct(s xml.StartElement, to *string) (err error) {
	kind, mode := strings.ToLower(attr(s, "type")), strings.ToLower(attr(s, "mode"))
	var text string
	switch {
	case mode == "base64", encoded(kind):
		if text, err = x.text(maxText); err == nil {
			if raw, bad := base64.StdEncoding.DecodeString(strings.Join(strings.Fields(text), "")); bad == nil && utf8.Valid(raw) {
				text = cut(printable(string(raw)), maxText)
			}
		}
	case kind == "xhtml", mode == "xml" && kind != "text/plain", strings.HasSuffix(kind, "+xml"):
		text, err = x.markup(maxText)
	default:
		text, err = x.markupOrText()
	}
	if *to == "" {
		*to = text
	}
	return err
}

// encoded reports whether a type is none of text, so that base64 stands for it
// (RFC 4287, 4.1.3.3).
func encoded(kind string) bool {
	return strings.Contains(kind, "/") && !strings.HasPrefix(kind, "text/") && !strings.HasSuffix(kind, "+xml") && !strings.HasSuffix(kind, "/xml")
}
