package feed

import (
	"encoding/xml"
	"html"
	"strings"
	"unicode"

	nethtml "golang.org/x/net/html"
)

// markupOrText reads a long text. Where markup stands in it unescaped it is kept
// as markup; otherwise the text is what was escaped.
func (x *reader) markupOrText() (string, error) {
	var text, marked strings.Builder
	var tags bool
	err := x.each(func(t xml.Token) {
		switch t := t.(type) {
		case xml.CharData:
			if text.Len() < maxText {
				text.Write(t)
			}
			if tags && marked.Len() < maxText {
				marked.WriteString(html.EscapeString(string(t)))
			}
		case xml.StartElement:
			if !tags {
				tags = true
				marked.WriteString(html.EscapeString(text.String()))
			}
			if marked.Len() < maxText {
				openTag(&marked, t)
			}
		case xml.EndElement:
			if marked.Len() < maxText {
				marked.WriteString("</" + t.Name.Local + ">")
			}
		}
	})
	if tags {
		return cut(strings.TrimSpace(marked.String()), maxText), err
	}
	return cut(strings.TrimSpace(text.String()), maxText), err
}

func openTag(b *strings.Builder, t xml.StartElement) {
	b.WriteString("<" + t.Name.Local)
	for _, a := range t.Attr {
		if a.Name.Space == "" && a.Name.Local != "xmlns" {
			b.WriteString(" " + a.Name.Local + `="` + html.EscapeString(a.Value) + `"`)
		}
	}
	b.WriteString(">")
}

// withoutMarkup is what a person reads of a short piece of HTML, on one line.
func withoutMarkup(s string) string {
	if strings.ContainsAny(s, "<&") {
		s = readable(s)
	}
	return strings.Join(strings.Fields(printable(s)), " ")
}

// printable is a text without the control characters that a terminal would obey
// and a database refuse; references of HTML and JSON can write them.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\t' && r != '\n' && r != '\r' {
			return -1
		}
		return r
	}, s)
}

// oneLine leaves "name <mail>" alone.
func oneLine(s string) string {
	return strings.Join(strings.Fields(printable(html.UnescapeString(s))), " ")
}

func readable(s string) string {
	var b strings.Builder
	z := nethtml.NewTokenizer(strings.NewReader(s))
	var hidden bool
	for {
		switch z.Next() {
		case nethtml.ErrorToken:
			return b.String()
		case nethtml.TextToken:
			if !hidden {
				b.WriteString(html.UnescapeString(string(z.Raw())))
			}
		case nethtml.StartTagToken:
			name, _ := z.TagName()
			hidden = string(name) == "script" || string(name) == "style"
			if string(name) == "br" || string(name) == "p" {
				b.WriteByte(' ')
			}
		case nethtml.EndTagToken:
			hidden = false
		}
	}
}
