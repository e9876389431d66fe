package feed

import (
	"encoding/xml"
)

// readSitemap reads a sitemap (sitemaps.org), with what Google's extension says of
// news.
func (f *Feed) readSitemap(x *reader) error {
	return x.children(func(name string, _ xml.StartElement) error {
		if name != "url" {
			return x.skip()
		}
		i := Item{}
		err := x.children(func(name string, _ xml.StartElement) error {
			switch name {
			case "loc":
				return x.id(&i.URL)
			case "lastmod":
				return x.moment(&i.Updated)
			case "news:news":
				return x.children(func(name string, _ xml.StartElement) error {
					switch name {
					case "news:publication":
						return x.children(func(name string, _ xml.StartElement) error {
							switch name {
							case "news:name":
								return x.plain(&i.Outlet)
							case "news:language":
								return x.line(&i.Language)
							}
							return x.skip()
						})
					case "news:publication_date":
						return x.moment(&i.Published)
					case "news:title":
						return x.plain(&i.Title)
					}
					return x.skip()
				})
			}
			return x.skip()
		})
		if err == nil && i.URL != "" {
			f.add(i)
		}
		return err
	})
}

// readIndex reads an index of sitemaps.
func (f *Feed) readIndex(x *reader) error {
	return x.children(func(name string, _ xml.StartElement) error {
		if name != "sitemap" {
			return x.skip()
		}
		var r Ref
		err := x.children(func(name string, _ xml.StartElement) error {
			switch name {
			case "loc":
				return x.id(&r.URL)
			case "lastmod":
				return x.moment(&r.Updated)
			}
			return x.skip()
		})
		switch {
		case err != nil || r.URL == "":
		case len(f.Sitemaps) < MaxItems:
			f.Sitemaps = append(f.Sitemaps, r)
		case len(f.Sitemaps) == MaxItems:
			f.warn("it names more than %d sitemaps; the first are kept", MaxItems)
			f.Sitemaps = append(f.Sitemaps, Ref{}) // which has no address, and goes
		}
		return err
	})
}
