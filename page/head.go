package page

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A head is what a page says of itself in its meta elements, links and title.
type head struct {
	meta  map[string][]string // by name, property or itemprop, in lower case, in document order
	links map[string][]string // href by rel
	title string              // of <title>
	h1    []string
	lang  string // of <html>
}

func readHead(root *html.Node) *head {
	h := &head{meta: map[string][]string{}, links: map[string][]string{}}
	walk(root, func(n *html.Node) bool {
		switch n.DataAtom {
		case atom.Html:
			if h.lang = attr(n, "lang"); h.lang == "" {
				h.lang = attr(n, "xml:lang")
			}
		case atom.Meta:
			value := line(html.UnescapeString(attr(n, "content"))) // some escape twice
			if value == "" {
				break
			}
			for _, key := range []string{"property", "name", "itemprop", "http-equiv"} {
				for _, k := range strings.Fields(strings.ToLower(attr(n, key))) {
					h.meta[k] = append(h.meta[k], value)
				}
			}
		case atom.Link:
			for _, rel := range strings.Fields(strings.ToLower(attr(n, "rel"))) {
				if href := strings.TrimSpace(attr(n, "href")); href != "" {
					h.links[rel] = append(h.links[rel], href)
				}
			}
		case atom.Title:
			if h.title == "" && n.Namespace == "" {
				h.title = plain(n)
			}
			return false
		case atom.H1:
			if t := plain(n); t != "" {
				h.h1 = append(h.h1, t)
			}
			return false
		}
		return n.DataAtom != atom.Svg
	})
	return h
}

// first is the first value of the first of the names that has one.
func (h *head) first(names ...string) string {
	for _, n := range names {
		for _, v := range h.meta[n] {
			if v != "" {
				return v
			}
		}
	}
	return ""
}
