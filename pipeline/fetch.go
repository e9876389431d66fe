package pipeline

import (
	"bytes"
	"context"
	"mime"
	"time"

	"dateline"
	"dateline/archive"
)

// Fetched is the answer to a request for an address.
type Fetched struct {
	// Document holds what came, under the address that it came from in the end. Its
	// Data is nil when Same is set.
	Document           dateline.Document
	Same               bool // as it was when its validators were given
	ETag, LastModified string
	// Moved is where the server says that this is for good; "" where it is.
	Moved string
}

// crowded is how long a fetch is put off while too many reports wait to be read.
const crowded = 15 * time.Second

// fetch fetches a page that a feed or a person named and files what it says.
func (p *Pipeline) fetch(ctx context.Context, url string) (source string, err error) {
	a, err := p.o.Feeds.Address(ctx, url)
	switch {
	case dateline.KindOf(err) == dateline.NotFound:
		a = dateline.Address{URL: url} // a person named it and it was not to be had then
	case err != nil:
		return "", err
	}
	source = a.Feed
	if ok, err := p.hasRoom(ctx); err != nil {
		return source, err
	} else if !ok {
		return source, at{dateline.Errorf(dateline.Unavailable, "more reports wait to be read than may"), crowded}
	}
	got, err := p.o.Get(ctx, url, a.ETag, a.LastModified)
	if err != nil {
		return source, err
	}
	a.ETag, a.LastModified, a.Fetched = got.ETag, got.LastModified, p.o.Now()
	if got.Same {
		_, err := p.o.Feeds.SaveFetch(ctx, a, nil)
		return source, err
	}
	filings, err := p.filings(ctx, a, got.Document)
	if err != nil {
		return source, err
	}
	filed, err := p.o.Feeds.SaveFetch(ctx, a, filings)
	if err == nil {
		p.o.Observer.Filed(filed)
	}
	return source, err
}

// mostOf is how many reports one address may hold: a PDF has one, a packed
// collection more.
const mostOf = 1000

// filings are what was fetched from an address: a page or plain text, or what package
// archive finds in anything else. A feed is none.
func (p *Pipeline) filings(ctx context.Context, a dateline.Address, doc dateline.Document) ([]dateline.Filing, error) {
	source := a.Feed
	if source == "" {
		source = a.URL
	}
	// What the feed says of an item stands where the page says nothing.
	said := &dateline.Article{Title: a.Title, Outlet: a.Outlet, Published: a.Published}
	media, _, _ := mime.ParseMediaType(doc.MediaType)
	switch {
	case isPage(doc) || media == "text/plain" || len(doc.Data) == 0:
		f, err := p.o.Intake.Filing(doc, said, source, Given{})
		return []dateline.Filing{f}, err
	case listLike(doc):
		return nil, dateline.Errorf(dateline.Invalid, "a feed, or other data, where a page was expected; add a feed by its own address")
	}
	var out []dateline.Filing
	var failed error
	err := archive.Walk(ctx, doc.Path, bytes.NewReader(doc.Data), archive.Options{MaxEntries: mostOf}, func(e archive.Entry) error {
		err := e.Err
		if err == nil {
			e.Document.URL, e.Document.Path = doc.URL, doc.Path
			var f dateline.Filing
			if f, err = p.o.Intake.Filing(e.Document, besides(e.Article, said), source, Given{}); err == nil {
				out = append(out, f)
			}
		}
		if failed == nil {
			failed = err
		}
		return nil
	})
	switch {
	case err != nil:
		return nil, err
	case len(out) > 0:
		return out, nil
	case failed != nil:
		return nil, failed
	}
	return nil, dateline.Errorf(dateline.Invalid, "nothing that can be read is in it (%s); give its text", media)
}

// besides is an article with what a feed says where it says nothing.
func besides(a, said *dateline.Article) *dateline.Article {
	if a == nil {
		return said
	}
	out := around(*a, said)
	return &out
}
