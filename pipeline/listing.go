package pipeline

import (
	"fmt"
	"slices"

	"dateline"
	"dateline/feed"
	"dateline/fetch"
)

// ParseListing reads a feed, a sitemap or an index of sitemaps.
func ParseListing(doc dateline.Document) (Listing, error) {
	f, err := feed.Parse(doc)
	if err != nil {
		return Listing{}, err
	}
	// A feed's title is not the name of its outlet: "Latest news".
	list := Listing{Title: line(f.Title), Every: f.Poll, Odd: f.Warnings}
	if f.Dropped > 0 {
		list.Odd = append(list.Odd, fmt.Sprintf("has more entries than the newest %d, which are taken; %d are left out", len(f.Items), f.Dropped))
	}
	for _, i := range f.Items {
		if i.URL == "" {
			continue
		}
		// The later time, so that a page which was edited since it was fetched is seen to
		// be. It stands for a page's own date only where that gives none.
		published := i.Published
		if later(published, i.Updated) > 0 {
			published = i.Updated
		}
		list.Items = append(list.Items, dateline.Address{URL: fetch.Clean(i.URL), Outlet: line(i.Outlet), Title: line(i.Title), Published: published})
	}
	newest(list.Items)
	for _, r := range latest(f.Sitemaps) {
		list.Lists = append(list.Lists, r.URL)
	}
	return list, nil
}

// newest sorts items by when they were published, those that do not say behind.
func newest(items []dateline.Address) {
	slices.SortStableFunc(items, func(a, b dateline.Address) int { return later(a.Published, b.Published) })
}

// latest sorts what an index refers to in the same way.
func latest(refs []feed.Ref) []feed.Ref {
	out := slices.Clone(refs)
	slices.SortStableFunc(out, func(a, b feed.Ref) int { return later(a.Updated, b.Updated) })
	return out
}

func later(a, b *dateline.Moment) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return 1
	case b == nil:
		return -1
	}
	return b.Time.Compare(a.Time)
}

// Subscriptions are the feeds of an OPML list, with what was left out of it.
func Subscriptions(data []byte) ([]dateline.Feed, []string, error) {
	list, warnings, err := feed.OPML(data)
	if err != nil {
		return nil, nil, err
	}
	var out []dateline.Feed
	for _, s := range list {
		out = append(out, dateline.Feed{URL: s.URL, Title: line(s.Title)})
	}
	return out, warnings, nil
}
