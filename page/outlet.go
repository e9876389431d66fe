package page

import (
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// outlet is the name of who publishes the page, "" where it does not say.
func (r *reader) outlet() string {
	for _, name := range r.names {
		if name = line(name); name != "" && len(name) < 80 && !address(name) {
			return name
		}
	}
	return ""
}

// siteNames are the names that a page gives its site, the surest first.
func (r *reader) siteNames() []string {
	var out []string
	add := func(s string) {
		if s = line(s); s != "" {
			out = append(out, s)
		}
	}
	add(r.head.first("og:site_name"))
	for _, t := range r.articles {
		add(text(t["publisher"]))
		if p, ok := t["isPartOf"].(map[string]any); ok && p["name"] != nil {
			add(text(p["name"]))
		}
	}
	for _, t := range r.data {
		if t.is(publisherTypes) {
			add(text(t["name"]))
		}
	}
	add(r.head.first("application-name", "dc.publisher", "dcterms.publisher", "apple-mobile-web-app-title", "cre"))
	if len(out) == 0 {
		add(titleSite(r.head))
	}
	return out
}

// titleSite is what the title of the document has after the heading on the page:
// the site's name, where it is short.
func titleSite(h *head) string {
	for _, heading := range h.h1 {
		rest, ok := strings.CutPrefix(h.title, heading)
		if at := parts.FindStringIndex(rest); ok && len(words(heading)) > 2 && at != nil && at[0] == 0 && len(words(rest)) <= 5 && !parts.MatchString(rest[at[1]:]) {
			return rest[at[1]:]
		}
	}
	return ""
}

var publisherTypes = wordSet(`NewsMediaOrganization WebSite`)

// address reports whether a name is an address of the web rather than a name.
func address(s string) bool {
	return !strings.Contains(s, " ") && strings.Contains(s, ".") && (strings.Contains(s, "/") || s == strings.ToLower(s))
}

// host is the name of the site in its address: "example" of www.example.co.uk.
func (r *reader) host() string {
	u, err := url.Parse(r.doc.URL)
	if err != nil || u.Hostname() == "" {
		return ""
	}
	site, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(u.Hostname()))
	if err != nil {
		return ""
	}
	return letters(strings.SplitN(site, ".", 2)[0])
}

// site is what two addresses of one site share, "" where an address has none.
func site(u *url.URL) string {
	s, err := publicsuffix.EffectiveTLDPlusOne(strings.ToLower(u.Hostname()))
	if err != nil {
		return strings.ToLower(u.Hostname())
	}
	return s
}

// canonical is the address that the page itself names for its article, if it is on
// the same site and no home page; else the address that it came from. What only
// tracks readers is gone.
func (r *reader) canonical() string {
	own, err := url.Parse(strings.TrimSpace(r.doc.URL))
	if err != nil || own.Host == "" {
		own = nil
	}
	candidates := append([]string(nil), r.head.links["canonical"]...)
	candidates = append(candidates, r.head.meta["og:url"]...)
	for _, t := range r.articles {
		candidates = append(candidates, text(t["url"]), text(t["mainEntityOfPage"]))
	}
	for _, c := range candidates {
		u, err := url.Parse(strings.TrimSpace(c))
		if err != nil {
			continue
		}
		if own != nil {
			u = own.ResolveReference(u)
		}
		if u.Host == "" || u.Scheme != "http" && u.Scheme != "https" || u.User != nil {
			continue
		}
		if home(u) && (own == nil || !home(own)) {
			continue
		}
		if own != nil && site(u) != site(own) {
			continue
		}
		return cleanAddress(u)
	}
	if own == nil || own.Scheme != "http" && own.Scheme != "https" {
		return strings.TrimSpace(r.doc.URL)
	}
	return cleanAddress(own)
}

// home reports whether an address is of a site's first page.
func home(u *url.URL) bool {
	p := strings.ToLower(strings.Trim(u.Path, "/"))
	return (p == "" || p == "index.html" || p == "index.php" || p == "home") && u.RawQuery == ""
}

// tracking are parameters that tell who sent a reader, and nothing of the article.
var tracking = regexp.MustCompile(`^(?i)(?:utm_\w+|fbclid|gclid|gclsrc|dclid|msclkid|mc_[ce]id|igshid|yclid|twclid|ttclid|wt\.\w+|_ga|_gl|cmpid|cmp|ncid|ocid|icid|ito|ftag|smid|smtyp|sref|taid|xtor|ns_\w+|mkt_tok|hsctatracking|_hs\w+|vero_\w+|oly_\w+|piano\w*|at_(?:medium|campaign|custom\d*|link\w*|bbc\w*)|s_cid|spm|share_?id|guce_\w+)$`)

// cleanAddress writes an address without what only tracks readers and without the
// place on the page.
func cleanAddress(u *url.URL) string {
	c := *u
	c.Fragment, c.RawFragment = "", ""
	c.Host = strings.ToLower(c.Host)
	if c.RawQuery != "" {
		var kept []string
		for p := range strings.SplitSeq(c.RawQuery, "&") {
			name, _, _ := strings.Cut(p, "=")
			if p != "" && !tracking.MatchString(name) {
				kept = append(kept, p)
			}
		}
		c.RawQuery = strings.Join(kept, "&")
	}
	c.ForceQuery = false
	return c.String()
}
