package feed

import (
	"bytes"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// feedTypes are the media types by which pages name their feeds. application/json is
// none: what JSON Feed 1.0 meant by it most pages mean the interface of their software by.
var feedTypes = []string{"application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "text/xml", "application/xml"}

// discoverMost bounds how many feeds of a page are named.
const discoverMost = 50

// Discover lists the feeds that a page's link elements name, as absolute http and
// https addresses, each once, in their order. Nothing is guessed and nothing asked
// for. base is the page's address.
func Discover(page []byte, base string) []string {
	at, err := url.Parse(base)
	if err != nil || !at.IsAbs() {
		at = nil
	}
	var out []string
	z := html.NewTokenizer(bytes.NewReader(page[:min(len(page), MaxBytes)]))
	z.SetMaxBuf(1 << 20)
	for len(out) < discoverMost {
		switch z.Next() {
		case html.ErrorToken:
			return out
		case html.StartTagToken, html.SelfClosingTagToken:
			name, more := z.TagName()
			tag := string(name)
			if tag != "link" && tag != "base" {
				continue
			}
			attrs := map[string]string{}
			for more {
				var k, v []byte
				k, v, more = z.TagAttr()
				if _, twice := attrs[string(k)]; !twice {
					attrs[string(k)] = string(v)
				}
			}
			if tag == "base" {
				if u, err := url.Parse(strings.TrimSpace(attrs["href"])); err == nil && at != nil {
					at = at.ResolveReference(u)
				}
				continue
			}
			kind, _, _ := strings.Cut(strings.ToLower(attrs["type"]), ";")
			rels := strings.Fields(strings.ToLower(attrs["rel"]))
			named := slices.Contains(rels, "alternate") && slices.Contains(feedTypes, strings.TrimSpace(kind))
			if !named && !slices.Contains(rels, "feed") {
				continue
			}
			if u := absolute(at, short(attrs["href"])); u != "" && !slices.Contains(out, u) {
				out = append(out, u)
			}
		}
	}
	return out
}
