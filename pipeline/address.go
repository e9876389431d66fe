package pipeline

import (
	"bytes"
	"context"
	"mime"
	"strings"

	"dateline"
	"dateline/feed"
	"dateline/fetch"
)

// What an address that a person names can be.
const (
	AsAnything = "auto"
	AsFeed     = "feed"
	AsPage     = "page"
)

// AddAddress looks at an address that a person names: a feed is subscribed to, and
// the pages that it lists are to be fetched; a page is filed. As is one of AsAnything,
// AsFeed and AsPage. What is not to be had goes to quarantine, or to the tally where
// it may be had later; the error is the ledger's or ctx's.
func (p *Pipeline) AddAddress(ctx context.Context, url, as string, t *Tally) error {
	t.add(func(c *Count) { c.Seen++ })
	url = fetch.Clean(url)
	got, err := p.o.Get(ctx, url, "", "")
	if err != nil {
		return p.refused(ctx, url, as, err, t)
	}
	if as != AsPage && (as == AsFeed || listLike(got.Document)) {
		list, err := ParseListing(got.Document)
		switch {
		case err == nil:
			return p.addFeed(ctx, dateline.Feed{URL: url}, list, got, t)
		case as == AsFeed:
			return p.refused(ctx, url, as, err, t)
		}
	}
	a := dateline.Address{URL: url, ETag: got.ETag, LastModified: got.LastModified, Fetched: p.o.Now()}
	filings, err := p.filings(ctx, a, got.Document)
	if err != nil {
		return p.refused(ctx, url, as, err, t)
	}
	filed, err := p.o.Feeds.SaveFetch(ctx, a, filings)
	if err != nil {
		return err
	}
	t.filed(filed)
	p.o.Observer.Filed(filed)
	if feeds := feed.Discover(got.Document.Data, got.Document.URL); len(feeds) > 0 {
		t.Note(url, "taken as a page; it names feeds that can be added: "+strings.Join(feeds, " "))
	}
	return nil
}

// refused keeps why an address was not to be had, where it is no use to ask again.
// Otherwise it is counted, and asked for again later unless it is to be a feed, which is
// not known well enough yet to be polled.
func (p *Pipeline) refused(ctx context.Context, url, as string, why error, t *Tally) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if !lasting(why) {
		t.Fail(url, why)
		if as == AsFeed {
			return nil
		}
		_, err := p.o.Queue.Submit(ctx, []dateline.Job{{Stage: dateline.StageFetch, Subject: url}})
		return err
	}
	return p.quarantine(ctx, dateline.Quarantined{Stage: dateline.StageFetch, Subject: url, Attempts: 1}, why)
}

func (p *Pipeline) addFeed(ctx context.Context, f dateline.Feed, list Listing, got Fetched, t *Tally) error {
	if err := p.Follow(ctx, &list); err != nil {
		return p.refused(ctx, f.URL, AsFeed, err, t)
	}
	for _, odd := range list.Odd[:min(len(list.Odd), maxOdd)] {
		t.Note(f.URL, odd)
	}
	f.Added, f.Title = p.o.Now(), list.Title
	n, err := p.o.Feeds.Subscribe(ctx, []dateline.Feed{f})
	if err != nil {
		return err
	}
	if f, err = p.o.Feeds.Feed(ctx, f.URL); err != nil {
		return err
	}
	f.ETag, f.LastModified, f.Failures, f.Reason = got.ETag, got.LastModified, 0, ""
	listed, err := p.SavePoll(ctx, f, list, false)
	if err != nil {
		return err
	}
	t.add(func(c *Count) {
		c.Feeds += n
		c.Listed += listed
	})
	return nil
}

// Subscribe adds feeds that nothing is known of yet; they are polled by whoever
// polls.
func (p *Pipeline) Subscribe(ctx context.Context, feeds []dateline.Feed, t *Tally) error {
	now := p.o.Now()
	for i := range feeds {
		feeds[i].Added = now
	}
	n, err := p.o.Feeds.Subscribe(ctx, feeds)
	t.add(func(c *Count) {
		c.Seen += len(feeds)
		c.Feeds += n
	})
	return err
}

// listLike reports whether a document may be a feed or a sitemap: XML or JSON and
// no page.
func listLike(doc dateline.Document) bool {
	if isPage(doc) && !bytes.HasPrefix(bytes.TrimLeft(doc.Data, white), []byte("<?xml")) {
		return false
	}
	declared, _, _ := mime.ParseMediaType(doc.MediaType)
	if strings.HasSuffix(declared, "xml") || strings.HasSuffix(declared, "json") {
		return true
	}
	begin := bytes.TrimLeft(doc.Data[:min(len(doc.Data), 512)], white)
	for _, mark := range []string{"<?xml", "<rss", "<feed", "<rdf:RDF", "<urlset", "<sitemapindex", "{"} {
		if bytes.HasPrefix(begin, []byte(mark)) {
			return true
		}
	}
	return false
}
