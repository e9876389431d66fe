package archive

import (
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"dateline"
)

// The keys under which the dumps that are around hold an article's parts, the surest
// first: the project's own, news-please, NewsAPI, Common Crawl's news in its forms on
// dataset hubs, newspaper, trafilatura, schema.org, JSON Feed.
var (
	textKeys     = []string{"text", "maintext", "articlebody", "body", "bodytext", "articletext", "fulltext", "plaintext", "cleanedtext", "content", "contenttext", "article", "story"}
	htmlKeys     = []string{"html", "rawhtml", "pagehtml", "htmlcontent", "contenthtml", "bodyhtml"}
	titleKeys    = []string{"title", "headline", "articletitle"}
	outletKeys   = []string{"outlet", "sitename", "source", "sourcename", "publisher", "publication", "newspaper", "publishername", "feed", "sourcedomain", "hostname", "domain"}
	bylineKeys   = []string{"byline", "authors", "author", "creator", "articleauthor"}
	urlKeys      = []string{"canonicalurl", "canonical", "url", "link", "weburl", "permalink", "requestedurl", "uri", "articleurl", "sourceurl"}
	languageKeys = []string{"language", "lang", "languagecode", "inlanguage"}
	publishKeys  = []string{"published", "publishedat", "datepublished", "datepublish", "publishdate", "publisheddate", "publicationdate", "pubdate", "firstpublished", "webpublicationdate", "date", "datetime"}
	modifyKeys   = []string{"modified", "datemodified", "datemodify", "modifiedat", "updated", "updatedat", "lastmodified", "dateupdated", "lastupdated"}
	fetchKeys    = []string{"fetched", "fetchedat", "datedownload", "crawldate", "crawledat", "warcdate", "scrapedat", "scrapedate", "retrieved", "retrievedat", "downloaddate", "filedate", "timestamp"}
)

// An object is one JSON object that may hold an article.
type object struct {
	values map[string]json.RawMessage // by key, folded
	note   string
}

// newObject folds the keys, which differ in case and hyphens only. Of two that fold
// to one the first in order counts.
func newObject(values map[string]json.RawMessage) *object {
	o := &object{values: make(map[string]json.RawMessage, len(values))}
	fold := strings.NewReplacer("_", "", "-", "", " ", "", ".", "", ":", "")
	for _, key := range slices.Sorted(maps.Keys(values)) {
		k := fold.Replace(strings.ToLower(key))
		if _, twice := o.values[k]; !twice {
			o.values[k] = values[key]
		}
	}
	return o
}

// article is what the object says; html is the page that it holds in a text's stead.
func (o *object) article() (a *dateline.Article, html string) {
	a = &dateline.Article{
		Title: oneLine(o.first(titleKeys)), Outlet: oneLine(o.first(outletKeys)), Byline: oneLine(o.first(bylineKeys)),
		URL: webAddress(o.first(urlKeys)), Language: languageCode(o.first(languageKeys)), Maker: Version,
	}
	a.Text = cleanText(o.first(textKeys))
	html = o.first(htmlKeys)
	if isPage([]byte(a.Text)) { // a page under a text's name
		html, a.Text = a.Text, ""
	}
	a.Text = withoutTitle(a.Text, a.Title)
	if a.Text != "" {
		html = ""
	}
	a.Published = o.moment(publishKeys)
	a.Modified = o.moment(modifyKeys)
	return a, html
}

// first is the first of the keys that holds words.
func (o *object) first(keys []string) string {
	for _, k := range keys {
		if s := words(o.values[k], 0); strings.TrimSpace(s) != "" {
			return strings.ToValidUTF8(s, "\uFFFD")
		}
	}
	return ""
}

// words are a value as words: a string, a list of them, or the name in an object.
func words(raw json.RawMessage, depth int) string {
	if len(raw) == 0 || depth > 2 {
		return ""
	}
	switch raw[0] {
	case '"':
		var s string
		if json.Unmarshal(raw, &s) == nil {
			return s
		}
	case '[':
		var list []json.RawMessage
		if json.Unmarshal(raw, &list) != nil {
			return ""
		}
		var out []string
		sep := ", "
		for _, each := range list {
			if s := strings.TrimSpace(words(each, depth+1)); s != "" {
				out = append(out, s)
				if len(s) > 100 {
					sep = "\n\n" // paragraphs, not names
				}
			}
		}
		return strings.Join(out, sep)
	case '{':
		var named struct{ Name, Title, Rendered string }
		if json.Unmarshal(raw, &named) == nil {
			for _, s := range []string{named.Name, named.Title, named.Rendered} {
				if s != "" {
					return s
				}
			}
		}
	}
	return ""
}

// moment is the first of the keys that holds a time. One that cannot be read is noted.
func (o *object) moment(keys []string) *dateline.Moment {
	for _, k := range keys {
		raw := o.values[k]
		s := words(raw, 0)
		if s == "" && len(raw) > 0 && (raw[0] >= '0' && raw[0] <= '9') {
			s = string(raw)
		}
		if s = strings.TrimSpace(s); s == "" || strings.EqualFold(s, "none") || strings.EqualFold(s, "nan") || strings.EqualFold(s, "null") {
			continue
		}
		if m := parseMoment(s); m != nil {
			return m
		}
		o.note = "the date under " + strconv.Quote(k) + " cannot be read; write it as 2019-05-17 or 2019-05-17T08:30:00Z"
	}
	return nil
}

func (o *object) fetched() time.Time {
	note := o.note
	m := o.moment(fetchKeys)
	o.note = note // when it was fetched is no part of the article
	if m == nil {
		return time.Time{}
	}
	return m.Time.UTC()
}

// layouts are the forms of dates that dumps and PDFs write besides those of
// dateline.ParseMoment; clock says whether they have a time of day.
var layouts = []struct {
	form  string
	clock bool
}{
	{"2006-01-02 15:04:05Z07:00", true}, {"2006-01-02 15:04:05 -0700", true}, {"2006-01-02 15:04:05 -0700 MST", true}, {"2006-01-02 15:04:05 MST", true},
	{"2006-01-02T15:04:05-0700", true}, {"2006-01-02 15:04:05.999999Z07:00", true}, {"2006-01-02T15:04:05.999999", true}, {"2006-01-02T15:04Z07:00", true},
	{time.RFC1123Z, true}, {time.RFC1123, true}, {"Mon, 2 Jan 2006 15:04:05 -0700", true}, {"Mon, 2 Jan 2006 15:04:05 MST", true}, {"2 Jan 2006 15:04:05 -0700", true},
	{time.UnixDate, true}, {time.ANSIC, true}, {time.RubyDate, true},
	{"20060102T150405Z", true}, {"20060102150405", true}, {"20060102", false}, {"2006/01/02", false}, {"2006/01/02 15:04:05", true},
	{"January 2, 2006", false}, {"Jan 2, 2006", false}, {"2 January 2006", false}, {"2 Jan 2006", false}, {"02-Jan-2006", false},
	{"Monday, January 2, 2006", false}, {"Monday, 2 January 2006", false}, {"January 2, 2006 3:04 PM", true}, {"January 2, 2006, 3:04 PM", true},
}

// parseMoment reads a date in any of the forms that are around; nil for one that is
// none or lies outside 1800 to 2200. A day of no clear order (05/06/2019) is none.
func parseMoment(s string) *dateline.Moment {
	s = strings.Join(strings.Fields(s), " ")
	m, err := dateline.ParseMoment(s)
	if err != nil {
		m, err = parseLayouts(s)
	}
	if err != nil || m.Time.Year() < 1800 || m.Time.Year() > 2200 {
		return nil
	}
	return &m
}

func parseLayouts(s string) (dateline.Moment, error) {
	for _, l := range layouts {
		if t, err := time.Parse(l.form, s); err == nil {
			return dateline.Moment{Time: t, Clock: l.clock}, nil
		}
	}
	// Seconds or thousandths of them since 1970, from 1973 on.
	if n, err := strconv.ParseFloat(s, 64); err == nil && n >= 1e8 && n < 1e14 {
		if n >= 1e11 {
			n /= 1000
		}
		return dateline.Moment{Time: time.Unix(int64(n), 0).UTC(), Clock: true}, nil
	}
	return dateline.Moment{}, dateline.Errorf(dateline.Invalid, "%q is not a date", s)
}

// maxLine is how many bytes a title, a name or an address may have.
const maxLine = 2000

// oneLine makes a title or name of words.
func oneLine(s string) string {
	s = strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)), " ")
	if len(s) > maxLine {
		s = strings.ToValidUTF8(s[:maxLine], "")
	}
	return s
}

// webAddress is an address if it is one of the web.
func webAddress(s string) string {
	s = strings.TrimSpace(s)
	if isWeb(s) && len(s) <= maxLine && !strings.ContainsAny(s, " \t\r\n") {
		return s
	}
	return ""
}

// languages are names that are used in place of codes of ISO 639-1.
var languages = map[string]string{"english": "en", "eng": "en", "arabic": "ar", "ara": "ar", "french": "fr", "fra": "fr", "fre": "fr", "spanish": "es", "spa": "es",
	"german": "de", "deu": "de", "ger": "de", "russian": "ru", "rus": "ru", "urdu": "ur", "urd": "ur", "pashto": "ps", "pus": "ps", "persian": "fa", "fas": "fa"}

func languageCode(s string) string {
	s, _, _ = strings.Cut(strings.ToLower(strings.TrimSpace(strings.ReplaceAll(s, "_", "-"))), "-")
	if code := languages[s]; code != "" {
		return code
	}
	if len(s) == 2 && strings.Trim(s, "abcdefghijklmnopqrstuvwxyz") == "" {
		return s
	}
	return ""
}

// cleanText makes line ends alike and drops control characters. Where no empty line
// parts the paragraphs and the lines are no wrapped ones, each line is a paragraph.
func cleanText(s string) string {
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\u2028", "\n", "\u2029", "\n\n").Replace(s)
	s = strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r == '\uFEFF' {
			return -1
		}
		return r
	}, s)
	s = strings.TrimSpace(s)
	if !strings.Contains(s, "\n\n") && strings.Contains(s, "\n") && !wrapped(s) {
		s = strings.ReplaceAll(s, "\n", "\n\n")
	}
	return s
}

// wrapped reports whether lines look broken at a width: none is much longer than it,
// and most come near to it.
func wrapped(s string) bool {
	lines := strings.Split(s, "\n")
	longest, full := 0, 0
	for _, l := range lines {
		longest = max(longest, len(l))
	}
	for _, l := range lines {
		if len(l)*4 >= longest*3 {
			full++
		}
	}
	return longest <= 100 && full*2 >= len(lines)
}

// withoutTitle drops a first paragraph that is the title.
func withoutTitle(text, title string) string {
	first, rest, ok := strings.Cut(text, "\n")
	if ok && title != "" && oneLine(first) == title && strings.TrimSpace(rest) != "" {
		return strings.TrimLeft(rest, "\n \t")
	}
	return text
}
