package pipeline

import (
	"bytes"
	"mime"
	"net/http"
	"strings"
	"time"

	"dateline"
	"dateline/fetch"
	"dateline/page"
	"dateline/text"
)

// An Intake makes Filings of what was given or fetched.
type Intake struct {
	// Page reads the article out of a page; nil is package page's way.
	Page func(dateline.Document) (dateline.Article, error)
	// Given holds for all that is taken in.
	Given Given
	// Now is when things are received; nil is the system's clock.
	Now Clock
}

// Filing makes one of a Document that came by source. An Article is what its
// format itself carries; without the text of one, pages are read, and anything
// else is taken for plain text. Errors are Invalid and say what to do.
func (in Intake) Filing(doc dateline.Document, a *dateline.Article, source string, g Given) (dateline.Filing, error) {
	g = g.or(in.Given)
	var f dateline.Filing
	switch {
	case a != nil && a.Text != "":
		return in.article(doc, *a, source, g)
	case len(doc.Data) == 0:
		return f, dateline.Errorf(dateline.Invalid, "empty; give a file with a report's text")
	case isPage(doc):
		read, err := in.page(doc)
		if err != nil {
			return f, err
		}
		return in.article(doc, around(read, a), source, g)
	}
	r, err := Text(doc.Path, doc.Data, g)
	if err != nil {
		return f, err
	}
	if a != nil {
		r = beside(r, *a)
	}
	if r.URL == nil {
		r.URL = given(doc.URL)
	}
	return in.file(r, doc, source), nil
}

// around puts what stood around a page where the page itself says nothing.
func around(read dateline.Article, a *dateline.Article) dateline.Article {
	if a == nil {
		return read
	}
	for _, f := range []struct {
		v *string
		d string
	}{{&read.Title, a.Title}, {&read.Byline, a.Byline}, {&read.Outlet, a.Outlet}, {&read.URL, a.URL}, {&read.Language, a.Language}, {&read.Credit, a.Credit}} {
		if *f.v == "" {
			*f.v = f.d
		}
	}
	if read.Published == nil {
		read.Published = a.Published
	}
	if read.Modified == nil {
		read.Modified = a.Modified
	}
	return read
}

// beside does the same for plain text, whose first line stands for a title only
// where nothing else does.
func beside(r *dateline.Report, a dateline.Article) *dateline.Report {
	if t := given(line(a.Title)); t != nil {
		r.Title = t
	}
	if r.Outlet == nil {
		r.Outlet = given(line(a.Outlet))
	}
	if r.URL == nil {
		r.URL = given(a.URL)
	}
	if r.Published == nil {
		r.Published = a.Published
	}
	if r.Modified == nil {
		r.Modified = a.Modified
	}
	return r
}

// article makes a Filing of what was read out of a Document. The headline and the
// line that credits an agency are part of what was published, so they are of the
// Report's text where the article's own leaves them out.
func (in Intake) article(doc dateline.Document, a dateline.Article, source string, g Given) (dateline.Filing, error) {
	body := strings.Trim(strings.ToValidUTF8(a.Text, "\uFFFD"), white)
	if body == "" {
		return dateline.Filing{}, dateline.Errorf(dateline.Invalid, "no article in it; give a page or a message that has one")
	}
	title, credit := line(a.Title), line(a.Credit)
	whole := body
	if title != "" && firstLine(body) != title {
		whole = title + "\n\n" + whole
	}
	if credit != "" && !strings.Contains(body, credit) {
		whole += "\n\n" + credit
	}
	if len(whole) > text.MaxBytes {
		return dateline.Filing{}, dateline.Errorf(dateline.Invalid, "more than the %d bytes that a report may have; give each report a file of its own", text.MaxBytes)
	}
	r := newReport(doc.Path, whole, 0, a.Language)
	r.Title, r.Outlet, r.Published, r.Modified = given(title), given(line(a.Outlet)), a.Published, a.Modified
	if r.URL = given(a.URL); r.URL == nil {
		r.URL = given(doc.URL)
	}
	r.complete(g)
	f := in.file(r.Report, doc, source)
	f.Byline, f.Extractor = line(a.Byline), a.Maker
	return f, nil
}

func (in Intake) file(r *dateline.Report, doc dateline.Document, source string) dateline.Filing {
	if r.URL != nil {
		// As those that are fetched are, so that versions of an article meet however they came.
		r.URL = given(fetch.Clean(*r.URL))
	}
	r.ID, r.Received = dateline.NewReportID(r), in.now()
	f := dateline.Filing{Report: *r, Source: source, MediaType: doc.MediaType}
	if !bytes.Equal(doc.Data, []byte(r.Text)) {
		f.Raw = doc.Data
	}
	return f
}

func (in Intake) page(doc dateline.Document) (dateline.Article, error) {
	if in.Page != nil {
		return in.Page(doc)
	}
	return page.Read(doc)
}

func (in Intake) now() time.Time {
	if in.Now != nil {
		return in.Now()
	}
	return time.Now()
}

// or puts what h says where g says nothing.
func (g Given) or(h Given) Given {
	if g.Outlet == nil {
		g.Outlet = h.Outlet
	}
	if g.Published == nil {
		g.Published = h.Published
	}
	return g
}

// line is a value of one line, in valid UTF-8.
func line(s string) string {
	return strings.Join(strings.Fields(strings.ToValidUTF8(s, "\uFFFD")), " ")
}

// isPage reports whether a Document is HTML, by what is declared or else by how
// it begins.
func isPage(doc dateline.Document) bool {
	declared, _, err := mime.ParseMediaType(doc.MediaType)
	if err != nil || declared == "" || declared == "application/octet-stream" {
		declared, _, _ = mime.ParseMediaType(http.DetectContentType(doc.Data))
	}
	return declared == "text/html" || declared == "application/xhtml+xml"
}
