package page

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// Bounds of a page's JSON-LD.
const (
	maxDataDepth = 40
	maxDataNodes = 20_000
)

// A thing is an object of JSON-LD.
type thing map[string]any

// readData are the objects of a page's JSON-LD, those within others too, in order.
func readData(scripts []string) []thing {
	var out []thing
	nodes := 0
	var collect func(v any, depth int)
	collect = func(v any, depth int) {
		if nodes++; depth > maxDataDepth || nodes > maxDataNodes {
			return
		}
		switch v := v.(type) {
		case map[string]any:
			out = append(out, v)
			for _, k := range slices.Sorted(maps.Keys(v)) {
				collect(v[k], depth+1)
			}
		case []any:
			for _, x := range v {
				collect(x, depth+1)
			}
		}
	}
	for _, s := range scripts {
		var v any
		if json.Unmarshal([]byte(mend(s)), &v) == nil {
			collect(v, 0)
		}
	}
	return out
}

// mend makes JSON of what pages write for it: comments around it, line breaks in
// strings, a semicolon or comma at the end.
func mend(s string) string {
	s = strings.TrimSpace(s)
	for _, p := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, p))
	}
	for _, p := range []string{"-->", "//]]>", "/*]]>*/", "]]>", ";"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, p))
	}
	var b strings.Builder
	quoted, escaped := false, false
	for _, r := range s {
		switch {
		case escaped:
			escaped = false
		case r == '\\':
			escaped = true
		case r == '"':
			quoted = !quoted
		case quoted && r < ' ':
			b.WriteString(map[rune]string{'\n': `\n`, '\t': `\t`}[r])
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// is reports whether a thing is of one of the types.
func (t thing) is(types map[string]bool) bool {
	switch v := t["@type"].(type) {
	case string:
		return types[v]
	case []any:
		for _, x := range v {
			if s, ok := x.(string); ok && types[s] {
				return true
			}
		}
	}
	return false
}

// articleTypes are the types of schema.org that an article has.
var articleTypes = wordSet(`Article NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle AskPublicNewsArticle
	ReviewNewsArticle BlogPosting LiveBlogPosting SocialMediaPosting DiscussionForumPosting Report SatiricalArticle ScholarlyArticle TechArticle AdvertiserContentArticle
	VideoObject Recipe Review Episode PodcastEpisode`)

// text is a value as text: a string, the name or the value of an object, the first of a list.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return line(html.UnescapeString(v))
	case map[string]any:
		for _, k := range []string{"name", "@value", "headline", "url", "@id"} {
			if s := text(v[k]); s != "" {
				return s
			}
		}
	case []any:
		for _, x := range v {
			if s := text(x); s != "" {
				return s
			}
		}
	}
	return ""
}

// bodies are the texts of articles that the data give.
func bodies(data []thing) []string {
	var out []string
	for _, t := range data {
		if s, ok := t["articleBody"].(string); ok && s != "" {
			out = append(out, stripTags(s))
		}
	}
	return out
}

// stripTags is the text of what may be HTML.
func stripTags(s string) string {
	s = html.UnescapeString(s)
	if !strings.Contains(s, "<") {
		return s
	}
	root, err := html.Parse(strings.NewReader(string(tidy([]byte(s)).html)))
	if err != nil {
		return ""
	}
	var b strings.Builder
	for _, p := range paragraphs(root) {
		b.WriteString(p.text + "\n\n")
	}
	return b.String()
}
