package page

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/markusmobius/go-dateparser"
	"github.com/markusmobius/go-htmldate"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"dateline"
)

// Names of meta elements that tell when an article was published and modified, the
// surest first.
var (
	publishedNames = strings.Fields(`article:published_time article:published og:published_time og:article:published_time datepublished rnews:datepublished
		parsely-pub-date sailthru.date pubdate publishdate publish-date publish_date publication_date publicationdate published_date published-date publishtime publish_time
		cxenseparse:recs:publishtime dcterms.created dcterms.issued dc.date.issued dc.date.created dc.date dcterms.date dc.created citation_publication_date citation_date
		bt:pubdate article.published article_date_original articledate article.created originalpublicationdate displaydate datecreated date_published pub_date date ptime created weibo:article:create_at`)
	modifiedNames = strings.Fields(`article:modified_time article:modified og:modified_time og:updated_time datemodified dcterms.modified dc.date.modified dc.modified
		lastmod last-modified last_modified lastmodified modified modified_time updated_time moddate revised bt:moddate article.updated dateupdate cxenseparse:recs:modifiedtime`)
)

// times are when an article was published and modified, nil where the page does
// not say.
func (r *reader) times(root *html.Node, all, body []*paragraph) (published, modified *dateline.Moment) {
	american := r.american()
	read := func(values ...string) *dateline.Moment {
		for _, v := range values {
			if m, ok := parseTime(v, american); ok && !r.future(m) {
				return &m
			}
		}
		return nil
	}
	for _, t := range r.articles {
		if published == nil {
			published = read(text(t["datePublished"]), text(t["dateCreated"]), text(t["uploadDate"]))
		}
		if modified == nil {
			modified = read(text(t["dateModified"]))
		}
	}
	shown := r.shown(all, body)
	var stated *dateline.Moment
	for _, n := range publishedNames {
		if stated = read(r.head.meta[n]...); stated != nil {
			break
		}
	}
	published = finer(published, stated)
	if modified == nil {
		for _, n := range modifiedNames {
			if modified = read(r.head.meta[n]...); modified != nil {
				break
			}
		}
	}
	published = asShown(published, modified, shown)
	if published == nil {
		published = read(r.visible...)
	}
	if published == nil {
		published = urlDay(r.doc.URL)
	}
	if published == nil && r.address != "" {
		published = urlDay(r.address)
	}
	if published == nil {
		published = anywhere(all, american)
	}
	if published == nil {
		published = r.lastResort(root)
	}
	if published == nil {
		published, modified = modified, nil // the page says only when it was changed
	}
	if modified != nil && (modified.Time.Equal(published.Time) || modified.Time.Before(published.Time)) {
		modified = nil
	}
	return published, modified
}

// anywhere is the first day that a short paragraph names which leads nowhere else.
func anywhere(all []*paragraph, american bool) *dateline.Moment {
	for _, p := range all {
		if len(p.words) > 12 || p.anchors > 0 || inCard(p.at) {
			continue
		}
		if m, _, ok := spokenDay(p.text, american); ok {
			return &m
		}
	}
	return nil
}

// finer takes the one with a clock time of two that mean one day, else the first.
func finer(a, b *dateline.Moment) *dateline.Moment {
	if a == nil || b != nil && !a.Clock && b.Clock && b.Day() == a.Day() {
		return b
	}
	return a
}

// future reports whether a moment lies after the page was fetched, a day for
// zones allowed.
func (r *reader) future(m dateline.Moment) bool {
	return !r.doc.Fetched.IsZero() && m.Time.After(r.doc.Fetched.AddDate(0, 0, 1))
}

// american reports whether 3/4/2020 has the month first: the page says it is
// written as in the United States, or just English.
func (r *reader) american() bool {
	l := strings.ToLower(r.head.lang + " " + r.head.first("og:locale", "language", "content-language"))
	return strings.Contains(l, "en-us") || strings.Contains(l, "en_us") || strings.TrimSpace(l) == "en"
}

var urlDate = regexp.MustCompile(`[/_-]((?:19|20)\d\d)(?:[/_-](0?[1-9]|1[0-2]|[a-z]{3})[/_-](0?[1-9]|[12]\d|3[01])|(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01]))(?:[/_.-]|$)`)

// urlDay is the day in an address, as many outlets write it.
func urlDay(address string) *dateline.Moment {
	g := urlDate.FindStringSubmatch(strings.ToLower(address))
	if g == nil {
		return nil
	}
	if g[2] == "" {
		g[2], g[3] = g[4], g[5]
	}
	mon := g[2]
	if mon[0] > '9' {
		mon = month(mon)
	}
	if m, ok := day(g[1], mon, g[3]); ok {
		return &m
	}
	return nil
}

// lastResort asks go-htmldate, which searches the whole page.
func (r *reader) lastResort(root *html.Node) *dateline.Moment {
	last := r.doc.Fetched
	if last.IsZero() {
		last = time.Date(maxYear, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	found, err := htmldate.FromDocument(root, htmldate.Options{
		UseOriginalDate: true, URL: r.doc.URL, SkipExtensiveSearch: true,
		MinDate: time.Date(minYear, 1, 1, 0, 0, 0, 0, time.UTC), MaxDate: last,
		// A day without a year is of the year of fetching, never of the clock's.
		DateParserConfig: &dateparser.Configuration{CurrentTime: last},
	})
	if err != nil || found.IsZero() || found.DateTime.Year() >= maxYear-1 {
		return nil
	}
	m, ok := checked(dateline.Moment{Time: dateline.DateOf(found.DateTime).Time()})
	if !ok {
		return nil
	}
	return &m
}

// A shownDate is a date that the page shows beside its headline.
type shownDate struct {
	day     dateline.Moment
	hour    int // and minute of the clock time that stands with it; -1 where none does
	minute  int
	changed bool // it is said to be of a change
}

// Bounds of what stands beside a headline.
const (
	besideBefore = 14 // paragraphs before the first of the article
	besideAfter  = 3  // from it on
	besideWords  = 40 // of such a paragraph
)

var (
	changedDate = regexp.MustCompile(`(?i)\b(?:updated|modified|revised|last (?:edited|reviewed|changed)|aktualisiert|actualizad[oa]|mis à jour|atualizado|aggiornato|обновлено)\b`)
	shownClock  = regexp.MustCompile(`(?i)\b(\d{1,2})[:.h](\d{2})(?::\d{2})?\s*([ap])?\.?(?:m\b)?`)
)

// shown are the dates between an article's headline and its first paragraphs.
func (r *reader) shown(all, body []*paragraph) []shownDate {
	var out []shownDate
	from, _ := span(all, body)
	american := r.american()
	for i := max(0, from-besideBefore); i < min(len(all), from+besideAfter); i++ {
		p := all[i]
		if len(p.words) > besideWords || p.prose() && i >= from || inCaption(p.at) {
			continue
		}
		rest := p.text
		for range 3 {
			m, at, ok := spokenDay(rest, american)
			if !ok || r.future(m) {
				break
			}
			d := shownDate{day: m, hour: -1, changed: changedDate.MatchString(rest[:at])}
			if g := shownClock.FindStringSubmatch(rest); g != nil {
				d.hour, _ = strconv.Atoi(g[1])
				d.minute, _ = strconv.Atoi(g[2])
				switch strings.ToLower(g[3]) {
				case "p":
					d.hour = d.hour%12 + 12
				case "a":
					d.hour %= 12
				}
			}
			out = append(out, d)
			if at+8 >= len(rest) {
				break
			}
			rest = strings.ToValidUTF8(rest[at+8:], "")
		}
	}
	return out
}

// inCaption reports whether an element stands in what a picture is told by.
func inCaption(n *html.Node) bool {
	for k := 0; n != nil && k < 4; n, k = n.Parent, k+1 {
		if n.DataAtom == atom.Figure || n.DataAtom == atom.Figcaption || n.DataAtom != atom.Body && named(n, captions) {
			return true
		}
	}
	return false
}

// asShown is when an article was published by its data and by what the page shows
// beside the headline. Where only the day of a change is shown, that is the day
// this version is of. Where the day shown is the one before or after a time that is
// given in UTC, the page's own clock is another, and the day is the one shown.
func asShown(published, modified *dateline.Moment, shown []shownDate) *dateline.Moment {
	if len(shown) == 0 {
		return published
	}
	first := shown[0]
	for _, s := range shown {
		if published != nil && s.day.Day() == published.Day() {
			return published
		}
		if first.changed && !s.changed {
			first = s
		}
	}
	if published == nil {
		return &first.day
	}
	if modified != nil {
		for _, s := range shown {
			if !s.changed && s.day.Day() == modified.Day() {
				return modified
			}
		}
	}
	if apart := first.day.Day().Sub(published.Day()); published.Clock && (apart == 1 || apart == -1) {
		if _, offset := published.Time.Zone(); offset == 0 {
			return local(*published, first)
		}
	}
	return published
}

// local is a moment of UTC on the clock of the page, which shows another day: with
// the zone that the clock time shown tells, or the day alone.
func local(m dateline.Moment, s shownDate) *dateline.Moment {
	if s.hour >= 0 && s.hour < 24 {
		shown := s.day.Time.Add(time.Duration(s.hour*60+s.minute) * time.Minute)
		offset := shown.Sub(m.Time.Truncate(time.Minute)).Round(15 * time.Minute)
		if offset.Abs() <= 14*time.Hour {
			if t := m.Time.In(time.FixedZone("", int(offset.Seconds()))); dateline.DateOf(t) == s.day.Day() {
				return &dateline.Moment{Time: t, Clock: true}
			}
		}
	}
	return &s.day
}

// dated are words in the names of elements that hold a date.
var dated = wordSet(`date dates datetime time timestamp published publish pubdate posted dateline byline meta postmeta entrydate postdate articledate postedon infoline info updated`)

// visibleTimes are the dates that a page shows outside its links and lists, the
// likeliest first: times of elements that say so, times near the headline, texts
// of elements whose names speak of dates.
func visibleTimes(root *html.Node) []string {
	var sure, likely, other, texts []string
	walk(root, func(n *html.Node) bool {
		if n.DataAtom == atom.Nav || n.DataAtom == atom.Footer || n.DataAtom == atom.Aside || unseen[n.DataAtom] || len(texts) > 40 {
			return false
		}
		prop := strings.ToLower(attr(n, "itemprop"))
		value := firstOf(attr(n, "datetime"), attr(n, "content"))
		isTime := n.DataAtom == atom.Time
		switch {
		case prop == "datepublished" || hasAttr(n, "pubdate") && isTime:
			sure = append(sure, firstOf(value, attr(n, "title")), plain(n))
		case prop == "datemodified":
			return false
		case isTime && inCard(n):
		case isTime && named(n.Parent, wordSet("updated modified")) || isTime && named(n, wordSet("updated modified")):
			other = append(other, value)
		case isTime && value != "":
			likely = append(likely, value)
		case isTime:
			likely = append(likely, plain(n))
		case n.DataAtom != atom.Body && n.DataAtom != atom.Html && named(n, dated) && !inCard(n):
			if t := plain(n); len(t) < 200 {
				if v := firstOf(attr(n, "data-date"), attr(n, "data-timestamp"), attr(n, "datetime"), attr(n, "data-datetime")); v != "" {
					texts = append(texts, v)
				}
				texts = append(texts, t)
			}
		}
		return true
	})
	return append(append(append(sure, likely...), texts...), other...)
}

// inCard reports whether an element stands in what leads to another article, or
// in a remark of a reader.
func inCard(n *html.Node) bool {
	for k := 0; n != nil && k < 8; n, k = n.Parent, k+1 {
		switch n.DataAtom {
		case atom.A, atom.Li, atom.Aside, atom.Nav, atom.Footer:
			return true
		case atom.Article, atom.Body, atom.Main:
			return false
		}
		if named(n, remarks) || named(n, furniture) && !named(n, dated) {
			return true
		}
	}
	return false
}

func firstOf(values ...string) string {
	for _, v := range values {
		if strings.TrimSpace(v) != "" {
			return v
		}
	}
	return ""
}
