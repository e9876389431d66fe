// Package feed reads what outlets publish for programs to poll: RSS 0.9x, 1.0 and
// 2.0, Atom 0.3 and 1.0, JSON Feed, XML sitemaps, news sitemaps, indexes of sitemaps,
// and OPML lists of subscriptions.
//
// What it promises: foreign bytes cost time and memory in proportion to their
// length (MaxBytes at most), whatever they hold. Elements nest without recursion,
// entities of a document type are not expanded, and MaxItems are kept. XML that
// breaks off is read as far as it goes, with a warning; what no standard allows and
// real feeds do (control characters, bare ampersands, wrong or missing encodings)
// is read as it was meant.
//
// Summaries and contents are HTML of strangers, exactly as the feed has it.
package feed

import (
	"bytes"
	"cmp"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"
	"time"

	"dateline"
)

// Bounds.
const (
	// MaxBytes is what is read of a document; a sitemap has 50 MiB at most
	// (sitemaps.org).
	MaxBytes = 64 << 20
	// MaxItems is how many items are kept, the newest. A sitemap has 50,000 at
	// most.
	MaxItems = 100_000
	// MaxDepth is how deep elements may nest; what is deeper ends the reading.
	MaxDepth = 512

	maxLine = 2_000    // bytes of a title, a name, an address
	maxText = 1 << 20  // bytes of a summary, a content
	maxMany = 100      // authors of one item
	maxPoll = 24 * 366 // hours of a hint how often to come
)

// A Kind is what a document is.
type Kind string

// The kinds.
const (
	RSS     Kind = "rss" // RDF too
	Atom    Kind = "atom"
	JSON    Kind = "json"
	Sitemap Kind = "sitemap" // with or without news
	Index   Kind = "sitemap index"
)

// A Feed is what one document lists. What it does not say is "", nil or 0.
type Feed struct {
	Kind     Kind
	Title    string
	Link     string // the page that it is the feed of
	Language string // as declared: "en-GB"
	Items    []Item // in the document's order
	Sitemaps []Ref  // of an Index
	// Poll is how long the feed asks to wait between two visits: ttl, or the
	// syndication module's period.
	Poll     time.Duration
	Dropped  int // items older than the newest MaxItems
	Warnings []string
}

// A Ref is a sitemap that an index names.
type Ref struct {
	URL     string
	Updated *dateline.Moment
}

// An Item is one entry of a Feed.
type Item struct {
	URL       string // absolute, http or https; "" when it has none
	Title     string // plain text
	GUID      string // what the feed calls it by
	Published *dateline.Moment
	Updated   *dateline.Moment
	Summary   string // HTML
	Content   string // HTML
	Authors   []string
	Language  string
	Outlet    string // whose article it is, where the feed gathers others'

	base *url.URL // xml:base where it stands
}

// NotAFeed is the cause of the error of Parse when a document is a web page.
type NotAFeed struct {
	Feeds []string // the feeds that the page names (Discover)
}

func (n *NotAFeed) Error() string { return fmt.Sprintf("a web page that names %d feeds", len(n.Feeds)) }

// Parse reads a feed or a sitemap. The error is dateline.Invalid when it is
// neither; when it is a web page its cause is a NotAFeed.
func Parse(doc dateline.Document) (Feed, error) { return parseWithin(doc, MaxBytes) }

// parseWithin reads so many bytes of a document at most.
func parseWithin(doc dateline.Document, most int) (Feed, error) {
	var f Feed
	data, packed := unpacked(doc.Data, most)
	if packed != nil {
		f.warn("it is packed and cannot be unpacked to its end (%v)", packed)
	}
	if len(data) > most {
		f.warn("it has more than %d bytes; no more are read", most)
		data = data[:most]
	}
	text, why := decode(data, doc.MediaType)
	if why != "" {
		f.warn("%s", why)
	}
	name := doc.Path
	if name == "" {
		name = "the document"
	}
	base, err := url.Parse(doc.URL)
	if err != nil || !base.IsAbs() {
		base = nil
	}
	trimmed := bytes.TrimLeft(text, " \t\r\n\ufeff")
	if n := beginning(trimmed); n > 0 {
		f.warn("%d bytes stand before the feed", n)
		trimmed = trimmed[n:]
	}
	switch {
	case len(trimmed) == 0:
		return f, dateline.Errorf(dateline.Invalid, "%s is empty; expected a feed or a sitemap", name)
	case trimmed[0] == '{':
		err = f.readJSON(trimmed)
	case trimmed[0] == '<':
		err = f.readXML(sane(trimmed))
	case listed(trimmed):
		f.readList(trimmed)
	default:
		err = errNothing
	}
	if page := new(NotAFeed); errors.As(err, &page) || err != nil && looksHTML(trimmed) {
		page.Feeds = Discover(text, doc.URL)
		message := fmt.Sprintf("%s is a web page, not a feed; it names no feed", name)
		if n := len(page.Feeds); n > 0 {
			message = fmt.Sprintf("%s is a web page, not a feed; it names %s", name, strings.Join(page.Feeds[:min(n, 3)], ", "))
		}
		return f, &dateline.Error{Kind: dateline.Invalid, Message: message, Err: page}
	}
	if err != nil {
		return f, dateline.Errorf(dateline.Invalid, "%s is no feed and no sitemap: %w; expected RSS, Atom, JSON Feed or an XML sitemap", name, err)
	}
	f.finish(base)
	return f, nil
}

// beginning is where XML begins behind what a broken server wrote first; 0 when
// there is nothing to leave out.
func beginning(text []byte) int {
	if len(text) == 0 || text[0] == '<' || text[0] == '{' {
		return 0
	}
	head := text[:min(len(text), 4096)]
	for _, mark := range []string{"<?xml ", "<rss", "<feed", "<rdf:RDF", "<urlset", "<sitemapindex"} {
		if n := bytes.Index(head, []byte(mark)); n >= 0 {
			return n
		}
	}
	return 0
}

// unpacked undoes gzip, in which many sitemaps are published, no further than a
// document is read.
func unpacked(data []byte, most int) ([]byte, error) {
	if !bytes.HasPrefix(data, []byte{0x1f, 0x8b}) {
		return data, nil
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(io.LimitReader(z, int64(most)+1))
}

var errNothing = errors.New("neither XML nor JSON")

func (f *Feed) warn(format string, args ...any) {
	f.Warnings = append(f.Warnings, fmt.Sprintf(format, args...))
}

// add keeps an item, and no more than twice MaxItems at a time.
func (f *Feed) add(i Item) {
	f.Items = append(f.Items, i)
	if len(f.Items) >= 2*MaxItems {
		f.prune()
	}
}

// prune keeps the newest MaxItems in their order. An item without a time is older
// than all that have one; of two alike the first is newer, as feeds are ordered.
func (f *Feed) prune() {
	if len(f.Items) <= MaxItems {
		return
	}
	order := make([]int, len(f.Items))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(f.Items[b].seconds(), f.Items[a].seconds()) })
	order = order[:MaxItems]
	slices.Sort(order)
	f.Dropped += len(f.Items) - MaxItems
	for to, from := range order {
		f.Items[to] = f.Items[from]
	}
	clear(f.Items[MaxItems:])
	f.Items = f.Items[:MaxItems]
}

// seconds is when an item was published or changed, for comparing.
func (i *Item) seconds() int64 {
	switch {
	case i.Published != nil:
		return i.Published.Time.Unix()
	case i.Updated != nil:
		return i.Updated.Time.Unix()
	}
	return -1 << 62
}

// finish makes addresses absolute: against xml:base, else against the feed's own
// page, as readers of RSS have always done, else against the document's address.
func (f *Feed) finish(base *url.URL) {
	f.prune()
	if f.Dropped > 0 {
		f.warn("it has %d items; the newest %d are kept", len(f.Items)+f.Dropped, MaxItems)
	}
	f.Link = absolute(base, f.Link)
	page := base
	if u, err := url.Parse(f.Link); err == nil && u.IsAbs() && f.Kind == RSS {
		page = u
	}
	for n := range f.Items {
		i := &f.Items[n]
		at := page
		if i.base != nil {
			at = i.base
			if base != nil {
				at = base.ResolveReference(at)
			}
		}
		i.URL, i.base = absolute(at, i.URL), nil
	}
	for n := range f.Sitemaps {
		f.Sitemaps[n].URL = absolute(base, f.Sitemaps[n].URL)
	}
	f.Sitemaps = slices.DeleteFunc(f.Sitemaps, func(r Ref) bool { return r.URL == "" })
}

// absolute is "" for what is no http or https address in the end.
func absolute(base *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return ""
	}
	u, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	return u.String()
}

// listed reports whether text is a sitemap as a plain list of addresses.
func listed(text []byte) bool {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	return len(line) < maxLine && absolute(nil, string(line)) != ""
}

func (f *Feed) readList(text []byte) {
	f.Kind = Sitemap
	for line := range bytes.Lines(text) {
		if len(line) < maxLine {
			if u := absolute(nil, string(line)); u != "" {
				f.add(Item{URL: u})
			}
		}
	}
}

// looksHTML reports whether a document begins as a web page.
func looksHTML(text []byte) bool {
	head := bytes.ToLower(text[:min(len(text), 2048)])
	return bytes.Contains(head, []byte("<!doctype html")) || bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<head"))
}

// readXML finds out by its root which kind of XML it is.
func (f *Feed) readXML(text []byte) error {
	x := newReader(text)
	root, err := x.root()
	if err != nil {
		return err
	}
	switch strings.ToLower(root.Name.Local) {
	case "rss", "rdf":
		f.Kind = RSS
		err = f.readRSS(x)
	case "feed":
		f.Kind = Atom
		err = f.readAtom(x)
	case "urlset":
		f.Kind = Sitemap
		err = f.readSitemap(x)
	case "sitemapindex":
		f.Kind = Index
		err = f.readIndex(x)
	case "html":
		return new(NotAFeed)
	case "opml":
		return errors.New("it is a list of subscriptions (OPML)")
	default:
		return fmt.Errorf("XML whose root is %q", cut(root.Name.Local, 40))
	}
	x.tell(f, err)
	return nil
}

// tell warns of what was not well-formed.
func (x *reader) tell(f *Feed, err error) {
	if x.faults > 0 {
		f.warn("it is not well-formed in %d places (the first: %q); what can be told apart is read", x.faults, x.fault)
	}
	switch {
	case errors.Is(err, io.EOF):
		f.warn("it breaks off; what stands before that is read")
	case err != nil:
		f.warn("the reading ends early: %v", err)
	}
}
