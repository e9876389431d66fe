package feed

import (
	"encoding/xml"
	"net/mail"
	"strconv"
	"strings"
	"time"
)

// readRSS reads RSS 0.9x and 2.0, whose items stand in the channel, and 0.90 and
// 1.0, where they stand beside it.
func (f *Feed) readRSS(x *reader) error {
	return x.children(func(name string, s xml.StartElement) error {
		switch name {
		case "channel":
			return f.readChannel(x)
		case "item":
			return f.readRSSItem(x, s)
		}
		return x.skip()
	})
}

func (f *Feed) readChannel(x *reader) error {
	var fallback Feed // what other vocabularies say
	var period string
	frequency := 1
	defer func() {
		f.Title = first(f.Title, fallback.Title)
		f.Link = first(f.Link, fallback.Link)
		f.Language = first(f.Language, fallback.Language)
		if f.Poll == 0 {
			f.Poll = poll(period, frequency)
		}
	}()
	return x.children(func(name string, s xml.StartElement) (err error) {
		switch name {
		case "title":
			return x.plain(&f.Title)
		case "dc:title", "itunes:title":
			return x.plain(&fallback.Title)
		case "link":
			return x.link(s, &f.Link)
		case "atom:link":
			if rel := attr(s, "rel"); rel == "" || rel == "alternate" {
				fallback.Link = first(fallback.Link, short(attr(s, "href")))
			}
			return x.skip()
		case "language":
			return x.line(&f.Language)
		case "dc:language":
			return x.line(&fallback.Language)
		case "ttl":
			var minutes string
			err = x.line(&minutes)
			// Some write seconds, or nonsense; what is longer than a year is neither.
			if n, bad := strconv.Atoi(minutes); bad == nil && n > 0 && n < maxPoll*60 {
				f.Poll = time.Duration(n) * time.Minute
			}
			return err
		case "sy:updateperiod":
			return x.line(&period)
		case "sy:updatefrequency":
			var times string
			err = x.line(&times)
			if n, bad := strconv.Atoi(times); bad == nil && n > 0 {
				frequency = n
			}
			return err
		case "item":
			return f.readRSSItem(x, s)
		}
		return x.skip()
	})
}

// poll is the syndication module's hint: so many times a period.
func poll(period string, frequency int) time.Duration {
	hours := map[string]time.Duration{"hourly": 1, "daily": 24, "weekly": 7 * 24, "monthly": 30 * 24, "yearly": 365 * 24}[strings.ToLower(period)]
	return hours * time.Hour / time.Duration(frequency)
}

func (f *Feed) readRSSItem(x *reader, s xml.StartElement) error {
	i := Item{base: x.base(), Language: x.lang()}
	var other, atom Item
	var original, permalink, about string
	for _, a := range s.Attr {
		if a.Name.Local == "about" {
			about = short(a.Value)
		}
	}
	err := x.children(func(name string, s xml.StartElement) error {
		switch name {
		case "title":
			return x.plain(&i.Title)
		case "dc:title", "media:title", "itunes:title":
			return x.plain(&other.Title)
		case "link":
			return x.link(s, &i.URL)
		case "atom:link":
			if rel := attr(s, "rel"); rel == "" || rel == "alternate" {
				other.URL = first(other.URL, short(attr(s, "href")))
			}
			return x.skip()
		case "feedburner:origlink":
			return x.id(&original)
		case "guid":
			err := x.id(&i.GUID)
			if !strings.EqualFold(attr(s, "ispermalink"), "false") {
				permalink = i.GUID
			}
			return err
		case "dc:identifier":
			return x.id(&other.GUID)
		case "pubdate":
			return x.moment(&i.Published)
		case "dc:date", "dcterms:issued", "dcterms:created", "atom:published":
			return x.moment(&other.Published)
		case "dcterms:modified", "atom:updated":
			return x.moment(&i.Updated)
		case "description":
			return x.body(&i.Summary)
		case "dc:description", "itunes:summary", "media:description", "atom:summary":
			return x.body(&other.Summary)
		case "content:encoded", "encoded":
			return x.body(&i.Content)
		case "atom:content":
			return x.construct(s, &other.Content)
		case "xhtml:body":
			var err error
			other.Content, err = x.markup(maxText)
			return err
		case "author", "dc:creator", "dc:author", "itunes:author", "atom:author":
			if name == "author" || name == "atom:author" {
				return x.person(&i.Authors)
			}
			return x.names(&other.Authors)
		case "dc:language":
			return x.line(&i.Language)
		case "source":
			return x.plain(&i.Outlet)
		case "atom:source":
			return f.readSource(x, &atom)
		}
		return x.skip()
	})
	i.Title = first(i.Title, other.Title)
	// The proxy's address counts readers; the outlet's own is what is meant.
	i.URL = first(original, i.URL, other.URL, web(permalink), web(about))
	i.GUID = first(i.GUID, other.GUID, about)
	if i.Published == nil {
		i.Published = other.Published
	}
	i.Summary = first(i.Summary, other.Summary)
	i.Content = first(i.Content, other.Content)
	i.Outlet = first(i.Outlet, atom.Outlet)
	if len(i.Authors) == 0 {
		i.Authors = other.Authors
	}
	if err == nil {
		f.add(i)
	}
	return err
}

// first is the first text that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// web is an identifier that is an address of the web.
func web(id string) string {
	if strings.HasPrefix(id, "http://") || strings.HasPrefix(id, "https://") {
		return id
	}
	return ""
}

// line reads a short text, unless there is one already.
func (x *reader) line(to *string) error {
	s, err := x.text(maxLine)
	if *to == "" {
		*to = strings.Join(strings.Fields(s), " ")
	}
	return err
}

// id reads an address or an identifier, unless there is one already.
func (x *reader) id(to *string) error {
	s, err := x.text(2 * maxLine)
	if *to == "" {
		*to = short(s)
	}
	return err
}

// plain reads a short text that may hold markup, as RSS leaves open.
func (x *reader) plain(to *string) error {
	s, err := x.text(maxLine)
	if *to == "" {
		*to = withoutMarkup(s)
	}
	return err
}

// body reads a long text, escaped or not.
func (x *reader) body(to *string) error {
	s, err := x.markupOrText()
	if *to == "" {
		*to = s
	}
	return err
}

// link reads an address that is text, or an attribute as Atom has it.
func (x *reader) link(s xml.StartElement, to *string) error {
	text, err := x.text(2 * maxLine)
	if rel := attr(s, "rel"); text == "" && (rel == "" || rel == "alternate") {
		text = attr(s, "href")
	}
	if *to == "" {
		*to = short(text)
	}
	return err
}

// person reads an author: name and mail as RSS has them in one text, or elements
// of their own. The name counts; a mail alone is kept as it is.
func (x *reader) person(to *[]string) error {
	var name, mails string
	var bare strings.Builder
	end := len(x.open) - 1
	for {
		t, err := x.next()
		if err != nil {
			return err
		}
		if len(x.open) == end {
			break
		}
		switch t := t.(type) {
		case xml.StartElement:
			switch strings.ToLower(t.Name.Local) {
			case "name":
				err = x.line(&name)
			case "email":
				err = x.line(&mails)
			case "uri", "url", "homepage":
				err = x.skip()
			default:
				var inner string
				inner, err = x.text(maxLine)
				bare.WriteString(inner)
			}
			if err != nil {
				return err
			}
		case xml.CharData:
			if bare.Len() < maxLine {
				bare.Write(t)
			}
		}
	}
	addAuthor(to, first(name, personName(cut(bare.String(), maxLine)), mails))
	return nil
}

func (x *reader) names(to *[]string) error {
	s, err := x.text(maxLine)
	addAuthor(to, personName(s))
	return err
}

func addAuthor(to *[]string, name string) {
	if name != "" && len(*to) < maxMany {
		*to = append(*to, name)
	}
}

// personName is the name in "mail (name)" and "name <mail>", else all of it.
func personName(s string) string {
	s = oneLine(s)
	if at, rest, ok := strings.Cut(s, "("); ok && strings.Contains(at, "@") {
		if name := strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(rest), ")")); name != "" {
			return name
		}
	}
	if name, inside, ok := strings.Cut(s, "("); ok && strings.Contains(inside, "@") && strings.TrimSpace(name) != "" {
		return strings.TrimSpace(name)
	}
	if a, err := mail.ParseAddress(s); err == nil && a.Name != "" {
		return a.Name
	}
	return s
}
