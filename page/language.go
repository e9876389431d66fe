package page

import (
	"strings"

	"github.com/abadojack/whatlanggo"
)

// language is the article's language, ISO 639-1: as found where the text is long
// enough to be sure, else as declared. Many pages declare the language of their
// template.
func (r *reader) language(body string) string {
	declared := ""
	for _, l := range []string{r.head.lang, r.head.first("content-language", "language", "dc.language", "og:locale")} {
		l = strings.ToLower(strings.TrimSpace(l))
		if i := strings.IndexAny(l, "-_,; "); i >= 0 {
			l = l[:i]
		}
		if len(l) == 2 && l[0] >= 'a' && l[0] <= 'z' && l[1] >= 'a' && l[1] <= 'z' {
			declared = l
			break
		}
	}
	info := whatlanggo.Detect(firstBytes(body, 4000))
	found := info.Lang.Iso6391()
	if found != "" && len(body) > 200 && info.IsReliable() || declared == "" && len(body) > 60 {
		return found
	}
	return declared
}
