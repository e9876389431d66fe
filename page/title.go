package page

import (
	"regexp"
	"strings"
)

// parts are what parts a headline from the name of its site in a title.
var parts = regexp.MustCompile(`\s+[|–—\-·•:»«/>]+\s+|\s*\|\s*|\s+[–—]\s*|:\s+|\s-\s`)

// headline is an article's title without its site's name: the heading on the page
// that the title of the document or of its data agrees with, else those.
func (r *reader) headline() string {
	var stated []string
	for _, t := range r.articles {
		stated = append(stated, text(t["headline"]))
	}
	stated = append(stated, r.head.first("og:title"), r.head.first("twitter:title"), r.head.title,
		r.head.first("title", "dc.title", "dcterms.title", "sailthru.title", "parsely-title", "headline", "citation_title"))
	best, most := "", 0
	for _, h := range r.head.h1 {
		if h = line(h); len(h) > 400 || r.isOutlet(h) {
			continue
		}
		for _, s := range stated {
			// Both ways: the name of the site is in the title too.
			if n := alike(h, s); n >= 500 && alike(s, h) >= 250 && n*len(h) > most {
				best, most = h, n*len(h)
			}
		}
	}
	if best != "" {
		return r.withoutSite(best)
	}
	for _, s := range stated {
		if t := r.withoutSite(s); t != "" && !r.isOutlet(t) {
			return withoutTail(t)
		}
	}
	for _, h := range r.head.h1 {
		if h = line(h); h != "" && len(h) <= 400 && !r.isOutlet(h) {
			return h
		}
	}
	return ""
}

// withoutTail takes off what a bar parts from the end of a title, and that is short
// beside it: a site that the page does not name elsewhere.
func withoutTail(s string) string {
	i := strings.LastIndex(s, " | ")
	if i < 0 || len(words(s[i:])) > 5 || len(words(s[:i])) < 3 {
		return s
	}
	return s[:i]
}

// alike is how much of a heading's words a title has, in thousandths.
func alike(heading, title string) int {
	h, have := words(heading), map[string]bool{}
	for _, w := range words(title) {
		have[w] = true
	}
	if len(h) == 0 {
		return 0
	}
	n := 0
	for _, w := range h {
		if have[w] {
			n++
		}
	}
	return n * 1000 / len(h)
}

// isOutlet reports whether a text is the name of the site.
func (r *reader) isOutlet(s string) bool {
	key := letters(s)
	if key == "" {
		return false
	}
	for _, name := range r.names {
		if letters(name) == key {
			return true
		}
	}
	return strings.HasPrefix(r.host(), key) && len(key) > 3
}

// withoutSite takes the site's name, and sections before it, off the end or the
// beginning of a title.
func (r *reader) withoutSite(s string) string {
	s = line(s)
	cuts := parts.FindAllStringIndex(s, -1)
	for i := len(cuts) - 1; i >= 0; i-- {
		if r.isOutlet(s[cuts[i][1]:]) {
			s = strings.TrimSpace(s[:cuts[i][0]])
			break
		}
	}
	if cuts = parts.FindAllStringIndex(s, -1); len(cuts) > 0 && r.isOutlet(s[:cuts[0][0]]) {
		s = strings.TrimSpace(s[cuts[0][1]:])
	}
	// What the heading on the page has not, the title has of the site.
	for _, h := range r.head.h1 {
		h = line(h)
		if len(h) > 12 && len(s) > len(h) && strings.HasPrefix(s, h) && parts.MatchString(s[len(h):]) && parts.FindStringIndex(s[len(h):])[0] == 0 {
			return h
		}
	}
	return s
}

// letters are the letters and digits of a text in lower case, run together.
func letters(s string) string { return strings.Join(words(s), "") }
