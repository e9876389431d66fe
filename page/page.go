// Package page reads articles out of web pages: the text by paragraphs, and what the
// page says of it (title, byline, outlet, times, language, an agency's credit, the
// canonical address).
//
// Two libraries read each page, go-trafilatura and go-readability, after what is no
// article by its markup has been taken out. What both take is the article; between
// its first and last paragraph what either takes is too; a page's own data
// (JSON-LD) decide where they hold the text. The words are always the page's own, with
// the spaces and paragraphs that it has. Then the headline, bylines, dates, links to other articles,
// calls to the reader and repetitions go. go-htmldate searches a page for a date
// where neither its data nor what stands beside its headline tell it.
//
// A page is foreign. Read refuses more than 16 MB, reads the first 60,000 tags and 4 MB beside scripts, 200 elements deep, and fails as
// dateline.Invalid, with what was wrong, on what it cannot read, never otherwise.
// The bounds are of the page alone, so that one page is read alike everywhere. Text has no control
// characters but new lines; what sets the direction of writing is left in it.
package page

import (
	"errors"
	"fmt"
	"net/url"
	"slices"

	"golang.org/x/net/html"

	"dateline"
)

// Version is the Maker of what Read makes. It rises when the same page may be read
// otherwise.
const Version dateline.Maker = "page/1"

// Read reads the article of an HTML page. It heeds the document's media type (for
// the encoding), address, and time of fetching, after which nothing was published.
// An error is of kind dateline.Invalid and says what the page is: empty, no HTML, without
// an article.
func Read(doc dateline.Document) (a dateline.Article, err error) {
	defer func() {
		if x := recover(); x != nil {
			a, err = dateline.Article{}, dateline.Errorf(dateline.Invalid, "%s: the page cannot be read: %w", called(doc), fmt.Errorf("%v", x))
		}
	}()
	a, err = readPage(&doc)
	if err != nil {
		return dateline.Article{}, dateline.Errorf(dateline.Invalid, "%s: %w", called(doc), err)
	}
	return a, nil
}

// called is what an error calls a document.
func called(doc dateline.Document) string {
	if doc.Path != "" {
		return doc.Path
	}
	if doc.URL != "" {
		return doc.URL
	}
	return "page"
}

func readPage(doc *dateline.Document) (dateline.Article, error) {
	if len(doc.Data) > maxBytes {
		return dateline.Article{}, fmt.Errorf("it has %d MB; want a page of at most %d", len(doc.Data)>>20, maxBytes>>20)
	}
	data := decode(doc.Data, doc.MediaType)
	switch {
	case len(data) == 0:
		return dateline.Article{}, errors.New("it is empty; want an HTML page")
	case !markup(data):
		return dateline.Article{}, errors.New("there is no tag in it; want an HTML page")
	}
	t := tidy(data)
	root, err := parse(t)
	if err != nil {
		return dateline.Article{}, err
	}
	return read(doc, t, root)
}

// markup reports whether there is a tag in the data.
func markup(data []byte) bool {
	for i, b := range data {
		if b == '<' && i+1 < len(data) {
			if c := data[i+1] | 0x20; c >= 'a' && c <= 'z' || data[i+1] == '!' {
				return true
			}
		}
	}
	return false
}

// A reader reads one page.
type reader struct {
	doc      *dateline.Document
	head     *head
	data     []thing
	articles []thing  // of the data, the page's own first
	names    []string // of the site
	visible  []string // dates shown
	address  string
}

func read(doc *dateline.Document, t tidied, root *html.Node) (dateline.Article, error) {
	r := &reader{doc: doc, head: readHead(root), data: readData(t.scripts)}
	r.articles = r.ownArticles()
	r.names = r.siteNames()
	r.address = r.canonical()
	r.visible = visibleTimes(root)
	a := dateline.Article{Maker: Version, URL: r.address, Title: r.headline(), Outlet: r.outlet(), Byline: r.byline(root)}
	u, err := url.Parse(doc.URL)
	if err != nil {
		u = nil
	}
	titles := append([]string{a.Title, r.head.title, r.withoutSite(r.head.title)}, r.head.h1...)
	for _, n := range []string{"og:title", "twitter:title", "title", "dc.title", "headline"} {
		titles = append(titles, r.head.meta[n]...)
	}
	whole := clone(root)
	all := paragraphs(root)
	body := articleText(root, u, titles, bodies(r.data))
	if a.Text = join(body); !slices.ContainsFunc(body, (*paragraph).running) {
		return a, errors.New("there is no article on the page: no paragraph of it is running text")
	}
	a.Published, a.Modified = r.times(whole, all, body)
	a.Language = r.language(a.Text)
	a.Credit = creditLine(all, body)
	return a, nil
}

// ownArticles are the articles in a page's data: those that have the page's title,
// or else the first.
func (r *reader) ownArticles() []thing {
	var own, rest []thing
	for _, t := range r.data {
		if !t.is(articleTypes) {
			continue
		}
		h := text(t["headline"])
		if h != "" && (alike(h, r.head.title) >= 700 || alike(h, r.head.first("og:title")) >= 700) {
			own = append(own, t)
		} else {
			rest = append(rest, t)
		}
	}
	if len(own) > 0 {
		return own
	}
	if len(rest) > 0 {
		return rest[:1]
	}
	return nil
}
