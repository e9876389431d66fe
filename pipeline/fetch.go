package pipeline

import (
	"context"
	"time"

	"dateline"
)

// Fetched is the answer to a request for an address.
type Fetched struct {
	// Document holds what came, under the address that it came from in the end. Its
	// Data is nil when Same is set.
	Document           dateline.Document
	Same               bool // as it was when its validators were given
	ETag, LastModified string
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
	filing, err := p.filing(a, got.Document)
	if err != nil {
		return source, err
	}
	filed, err := p.o.Feeds.SaveFetch(ctx, a, []dateline.Filing{filing})
	if err == nil {
		p.o.Observer.Filed(filed)
	}
	return source, err
}

// filing is what the page of an address says.
func (p *Pipeline) filing(a dateline.Address, doc dateline.Document) (dateline.Filing, error) {
	source := a.Feed
	if source == "" {
		source = a.URL
	}
	// What the feed says of an item stands where the page says nothing.
	return p.o.Intake.Filing(doc, &dateline.Article{Title: a.Title, Outlet: a.Outlet, Published: a.Published}, source, Given{})
}
