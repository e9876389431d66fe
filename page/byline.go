package page

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// byline is who wrote the article, by name alone, several parted by a comma; ""
// where the page does not say.
func (r *reader) byline(root *html.Node) string {
	var names []string
	add := func(s string) {
		for _, n := range peopleOf(s) {
			if !r.isOutlet(n) && !slices.ContainsFunc(names, func(x string) bool { return strings.EqualFold(x, n) }) {
				names = append(names, n)
			}
		}
	}
	for _, t := range r.articles {
		switch v := t["author"].(type) {
		case []any:
			for _, x := range v {
				add(authorName(x))
			}
		default:
			add(authorName(v))
		}
		if len(names) > 0 {
			break
		}
	}
	if len(names) == 0 {
		for _, key := range []string{"author", "article:author", "byl", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "citation_author", "creator", "article.author", "og:article:author"} {
			for _, v := range r.head.meta[key] {
				add(v)
			}
			if len(names) > 0 {
				break
			}
		}
	}
	if len(names) == 0 {
		for _, s := range bylines(root) {
			if add(s); len(names) > 0 {
				break
			}
		}
	}
	if len(names) > maxAuthors {
		names = names[:maxAuthors]
	}
	return strings.Join(names, ", ")
}

const maxAuthors = 12

// authorName is the name of an author in a page's data.
func authorName(v any) string {
	if m, ok := v.(map[string]any); ok {
		return text(m["name"])
	}
	return text(v)
}

// bylines are the texts of elements that name who wrote, the likeliest first.
func bylines(root *html.Node) []string {
	var sure, likely []string
	walk(root, func(n *html.Node) bool {
		if unseen[n.DataAtom] || n.DataAtom == atom.Footer || n.DataAtom == atom.Nav || named(n, remarks) {
			return false
		}
		t := ""
		switch {
		case attr(n, "rel") == "author" || strings.EqualFold(attr(n, "itemprop"), "author"):
			if t = plain(n); t != "" && len(t) < 120 {
				sure = append(sure, t)
			}
		case n.DataAtom != atom.Body && named(n, wordSet("byline bylines author authors authorname")):
			if t = plain(n); t != "" && len(t) < 160 {
				likely = append(likely, t)
			}
		}
		return true
	})
	return append(sure, likely...)
}

var (
	bylineLead = regexp.MustCompile(`^(?i)(?:(?:story|words|text|article|post(?:ed)?|written|published|reported|reporting|edited|opinion|analysis|review(?:ed)?)\s+by|by|von|por|par|di|door|av|от|автор)[:\s]+`)
	bylineTail = regexp.MustCompile(`(?i)\s*(?:[|•·–—]|\s-\s|\bpublished\b|\bupdated\b|\bposted\b|\blast\b|\bon\s+(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|\d)|\d{1,2}[/:.]\d|(?:19|20)\d\d\b|\bfollow\b|\bfor\s+\p{Lu}|\(|<).*$`)
	bylineCut  = regexp.MustCompile(`\s*(?:,|;|&|\band\b|\bund\b|\by\b|\be\b|\bet\b|\bwith\b|\n)\s*`)
	// roles are what stands beside a name and is none.
	roles = regexp.MustCompile(`(?i)^(?:.*\b(?:editors?|reporters?|writers?|correspondents?|staff|contributors?|columnists?|producers?|journalists?|director|chief|bureau|desk|team|press|news|agency|agencies|admin|administrator|author|m\.?d\.?|ph\.?d\.?|rdn?|jr\.?|usa today|associated press|reuters|afp)\b.*|.*(?:@|https?:|www\.|\.com).*)$`)
)

// peopleOf are the names in a byline.
func peopleOf(s string) []string {
	s = bylineLead.ReplaceAllString(line(s), "")
	s = bylineTail.ReplaceAllString(s, "")
	var out []string
	for _, n := range bylineCut.Split(s, -1) {
		n = strings.Trim(n, " .,:;|*-–—")
		n = bylineLead.ReplaceAllString(n, "")
		if isName(n) {
			out = append(out, n)
		}
	}
	return out
}

// isName reports whether a text may be a person's name: one to six words, no
// digits, a capital where the script has them, no word for a role.
func isName(s string) bool {
	f := strings.Fields(s)
	if len(f) == 0 || len(f) > 6 || len(s) > 60 || roles.MatchString(s) {
		return false
	}
	letters := 0
	for _, r := range s {
		if unicode.IsDigit(r) || strings.ContainsRune(`/\_{}[]<>=#$%^~`, r) {
			return false
		}
		if unicode.IsLetter(r) {
			letters++
		}
	}
	first := []rune(f[0])[0]
	return letters >= 3 && (unicode.IsUpper(first) || !unicode.IsLower(first) && unicode.IsLetter(first)) || letters >= 3 && len(f) > 1 && unicode.IsLower(first) && unicode.IsUpper([]rune(f[len(f)-1])[0])
}
