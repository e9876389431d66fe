package feed

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"dateline"
)

// parse reads a document that is a feed.
func parse(t *testing.T, text string) Feed {
	t.Helper()
	f, err := Parse(dateline.Document{Path: "feed", URL: "https://news.example/feeds/all", Data: []byte(text)})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func at(s string) *dateline.Moment {
	m, err := dateline.ParseMoment(s)
	if err != nil {
		panic(err)
	}
	return &m
}

var alike = cmp.Options{
	cmpopts.IgnoreUnexported(Item{}), cmpopts.EquateEmpty(),
	cmp.Comparer(func(a, b dateline.Moment) bool {
		return a.Clock == b.Clock && a.Time.Equal(b.Time) && a.Day() == b.Day()
	}),
}

func TestFormsOfFeeds(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		want Feed
	}{
		"RSS 2.0": {`<?xml version="1.0"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:c="http://purl.org/rss/1.0/modules/content/" xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0" xmlns:a="http://www.w3.org/2005/Atom">
<channel><title>The Valley &amp;amp; Plain</title><a:link rel="self" href="https://news.example/self"/><link>https://news.example/front/</link><language>en-GB</language><ttl>30</ttl>
<item><title>A <![CDATA[bridge & a road]]> reopen</title><link>/2026/bridge</link><guid isPermaLink="false">id-1</guid>
 <pubDate>Fri, 27 Nov 2026 08:05:00 +0500</pubDate><description>&lt;p&gt;Short.&lt;/p&gt;</description><c:encoded><![CDATA[<p>Long.</p>]]></c:encoded>
 <author>desk@news.example (Ana Reporter)</author><dc:creator>Not Needed</dc:creator><source url="https://agency.example/">An Agency</source></item>
<item><title>No link of its own</title><guid>https://news.example/2</guid><dc:date>2026-11-26</dc:date><dc:creator>Bo Writer</dc:creator><dc:creator>Cy Writer</dc:creator></item>
<item><link>https://count.example/r/1</link><fb:origLink>https://news.example/3</fb:origLink><description>bare <b>markup</b> &amp; more</description></item>
<item><title>Nothing to fetch</title><link>javascript:alert(1)</link></item>
</channel></rss>`, Feed{Kind: RSS, Title: "The Valley & Plain", Link: "https://news.example/front/", Language: "en-GB", Poll: 30 * time.Minute, Items: []Item{
			{URL: "https://news.example/2026/bridge", Title: "A bridge & a road reopen", GUID: "id-1", Published: at("2026-11-27T08:05:00+05:00"), Summary: "<p>Short.</p>", Content: "<p>Long.</p>", Authors: []string{"Ana Reporter"}, Outlet: "An Agency"},
			{URL: "https://news.example/2", Title: "No link of its own", GUID: "https://news.example/2", Published: at("2026-11-26"), Authors: []string{"Bo Writer", "Cy Writer"}},
			{URL: "https://news.example/3", Summary: "bare <b>markup</b> &amp; more"},
			{Title: "Nothing to fetch"},
		}}},
		"RSS 1.0": {`<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
<channel rdf:about="x"><title>T</title><link>https://news.example/</link><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency></channel>
<item rdf:about="https://news.example/1"><title>One</title></item></rdf:RDF>`,
			Feed{Kind: RSS, Title: "T", Link: "https://news.example/", Poll: 6 * time.Hour, Items: []Item{{URL: "https://news.example/1", Title: "One", GUID: "https://news.example/1"}}}},
		"Atom 1.0": {`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://news.example/a/"><title type="html">Fish &amp;amp; &lt;b&gt;Chips&lt;/b&gt;</title>
<link rel="self" href="self"/><link href="./"/><author><name>House Style</name><email>h@news.example</email></author>
<entry xml:base="b/"><title>One</title><id>urn:x:1</id><link rel="alternate" type="application/pdf" href="1.pdf"/><link rel="alternate" type="text/html" href="1"/><published>2026-11-27T08:05:00Z</published><updated>2026-11-27T09:00:00.5+01:00</updated>
 <summary>5 &lt; 6</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p class="x">A<br/>b &amp; c</p></div></content></entry>
<entry xml:lang="fr"><title>Deux</title><id>https://news.example/2</id><author><name>Ed</name></author><content src="https://elsewhere.example/"/><source><title>Another</title></source></entry></feed>`,
			Feed{Kind: Atom, Title: "Fish & Chips", Link: "https://news.example/feeds/", Language: "en", Items: []Item{
				{URL: "https://news.example/a/b/1", Title: "One", GUID: "urn:x:1", Published: at("2026-11-27T08:05:00Z"), Updated: at("2026-11-27T09:00:00+01:00"), Summary: "5 < 6", Content: `<div><p class="x">A<br></br>b &amp; c</p></div>`, Authors: []string{"House Style"}},
				{URL: "https://news.example/2", Title: "Deux", GUID: "https://news.example/2", Language: "fr", Authors: []string{"Ed"}, Outlet: "Another"},
			}}},
		"Atom 0.3": {`<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title mode="escaped">T</title><link rel="alternate" href="https://news.example/"/>
<entry><title>One</title><link rel="alternate" href="https://news.example/1"/><issued>2026-11-27T08:05Z</issued><modified>2026-11-28</modified><content mode="base64">PHA+eDwvcD4=</content></entry></feed>`,
			Feed{Kind: Atom, Title: "T", Link: "https://news.example/", Items: []Item{{URL: "https://news.example/1", Title: "One", Published: at("2026-11-27T08:05:00Z"), Updated: at("2026-11-28"), Content: "<p>x</p>"}}}},
		"JSON Feed": {`{"version":"https://jsonfeed.org/version/1.1","title":"T","home_page_url":"https://news.example/","language":"en","authors":[{"name":"All"}],
"items":[{"id":1,"url":"/1","title":"One","content_html":"<p>x</p>","summary":"a < b","date_published":"2026-11-27T08:05:00Z","authors":[{"name":"Ann"},{"name":"Bob"}]},
{"id":"https://news.example/2","content_text":"1 < 2","date_modified":"2026-11-27"},{"id":{"x":1}},"nonsense"]}`,
			Feed{Kind: JSON, Title: "T", Link: "https://news.example/", Language: "en", Warnings: []string{"2 items are of another form"}, Items: []Item{
				{URL: "https://news.example/1", Title: "One", GUID: "1", Content: "<p>x</p>", Summary: "a &lt; b", Published: at("2026-11-27T08:05:00Z"), Authors: []string{"Ann", "Bob"}},
				{URL: "https://news.example/2", GUID: "https://news.example/2", Content: "1 &lt; 2", Updated: at("2026-11-27"), Authors: []string{"All"}},
			}}},
		"a news sitemap": {`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc> https://news.example/1?a=1&amp;b=2 </loc><lastmod>2026-11-27</lastmod><n:news><n:publication><n:name>The Valley</n:name><n:language>en</n:language></n:publication><n:publication_date>2026-11-27T08:05:00+05:00</n:publication_date><n:title>One &amp; all</n:title></n:news><image:image><image:loc>https://news.example/i.jpg</image:loc><image:title>No title</image:title></image:image></url>
<url><loc>https://news.example/2</loc></url><url><lastmod>2026-11-27</lastmod></url></urlset>`,
			Feed{Kind: Sitemap, Items: []Item{
				{URL: "https://news.example/1?a=1&b=2", Title: "One & all", Published: at("2026-11-27T08:05:00+05:00"), Updated: at("2026-11-27"), Outlet: "The Valley", Language: "en"},
				{URL: "https://news.example/2"},
			}}},
		"an index": {`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://news.example/s1.xml</loc><lastmod>2026-11-27T08:05:00Z</lastmod></sitemap><sitemap><loc>/s2.xml</loc></sitemap><sitemap><loc>ftp://news.example/</loc></sitemap></sitemapindex>`,
			Feed{Kind: Index, Sitemaps: []Ref{{"https://news.example/s1.xml", at("2026-11-27T08:05:00Z")}, {"https://news.example/s2.xml", nil}}}},
		"a sitemap as a list": {"https://news.example/1\r\nhttps://news.example/2\nnonsense\n", Feed{Kind: Sitemap, Items: []Item{{URL: "https://news.example/1"}, {URL: "https://news.example/2"}}}},
		"a bogus namespace":   {`<rss xmlns="urn:x"><channel><title>T</title><item><title>One</title></item></channel></rss>`, Feed{Kind: RSS, Title: "T", Items: []Item{{Title: "One"}}}},
		"prefixes nobody declared": {`<rss><channel><item><dc:creator>Ann</dc:creator><content:encoded>x</content:encoded><media:title>m</media:title></item></channel></rss>`,
			Feed{Kind: RSS, Items: []Item{{Title: "m", Authors: []string{"Ann"}, Content: "x"}}}},
	} {
		t.Run(name, func(t *testing.T) {
			if d := cmp.Diff(c.want, parse(t, c.text), alike); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestWhatIsNotWellFormedIsReadAsFarAsItCanBe(t *testing.T) {
	item := func(n int) string {
		return fmt.Sprintf("<item><title>Title %d</title><link>https://news.example/%d</link></item>", n, n)
	}
	wrap := func(s string) string { return "<rss><channel><title>T</title>" + s + "</channel></rss>" }
	for name, c := range map[string]struct {
		text   string
		titles []string
		warns  bool
	}{
		"cut in an item":           {"<rss><channel>" + item(1) + item(2) + "<item><title>Ti", []string{"Title 1", "Title 2"}, true},
		"cut in a tag":             {"<rss><channel>" + item(1) + "<item><ti", []string{"Title 1"}, true},
		"no end":                   {"<rss><channel>" + item(1), []string{"Title 1"}, true},
		"bare ampersands":          {wrap("<item><title>A & B &nbsp; &bogus; &#233;</title></item>"), []string{"A & B &bogus; é"}, false},
		"control characters":       {wrap("<item><title>A\x00\x08B&#0;&#x1F;&#xFFFF;&#99999999999;C</title></item>"), []string{"ABC"}, false},
		"a bare less-than":         {wrap("<item><title>5 < 6 <3 a</title></item>"), []string{"5 < 6 <3 a"}, false},
		"unclosed HTML":            {wrap("<item><description><p>a<br>b</description><title>One</title></item>" + item(2)), []string{"One", "Title 2"}, false},
		"an end that nothing has":  {wrap("<item></b></p><title>One</title></item></div>" + item(2)), []string{"One", "Title 2"}, false},
		"a tag that is not closed": {wrap(item(1) + "<item <title>x</title></item>" + item(2)), []string{"Title 1", "x", "Title 2"}, false},
		"a broken declaration":     {wrap(item(1) + "<?php echo 1 > " + item(2)), []string{"Title 1"}, true},
		"a comment with dashes":    {wrap("<!-- a -- b -->" + item(1)), []string{"Title 1"}, false},
		"a section without end":    {"<rss><channel>" + item(1) + "<item><title><![CDATA[x", []string{"Title 1"}, true},
		"a document type":          {`<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>` + wrap("<item><title>x&b;y&c;</title></item>"), []string{"x&b;y&c;"}, false},
		"junk before it":           {"\ufeff \n<?xml version='1.0'?>\n<?xml-stylesheet href='x'?><!-- x -->" + wrap(item(1)), []string{"Title 1"}, false},
		"words before it":          {"Warning: something is deprecated in <b>x</b>\n<?xml version='1.0'?>" + wrap(item(1)), []string{"Title 1"}, true},
		"JSON that breaks off":     {`{"version":"https://jsonfeed.org/version/1","items":[{"title":"One"},{"title":"Tw`, []string{"One"}, true},
		"JSON that goes wrong":     {`{"version":"https://jsonfeed.org/version/1","items":[{"title":"One"},}],"title":"T"}`, []string{"One"}, true},
		"attributes without end":   {wrap("<item " + strings.Repeat("a='1' ", 20_000) + "><title " + strings.Repeat("b='2' ", 20_000) + "/><title>One</title></item>" + item(2)), []string{"One", "Title 2"}, false},
		"an attribute's less-than": {wrap(`<item><title a="x<y" b='"' c=">">One</title></item>`), []string{"One"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			f := parse(t, c.text)
			var got []string
			for _, i := range f.Items {
				got = append(got, i.Title)
			}
			if d := cmp.Diff(c.titles, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
			if (len(f.Warnings) > 0) != c.warns {
				t.Errorf("warnings %q", f.Warnings)
			}
		})
	}
}

func TestEncodings(t *testing.T) {
	utf16le := func(s string) string {
		var b bytes.Buffer
		for _, u := range utf16.Encode([]rune(s)) {
			b.Write([]byte{byte(u), byte(u >> 8)})
		}
		return b.String()
	}
	const feed = "<rss><channel><title>%s</title></channel></rss>"
	for name, c := range map[string]struct {
		data, media, want string
		warns             bool
	}{
		"UTF-8, nothing said":            {fmt.Sprintf(feed, "Čaj é 茶"), "", "Čaj é 茶", false},
		"UTF-8, said to be Latin-1":      {`<?xml version="1.0" encoding="ISO-8859-1"?>` + fmt.Sprintf(feed, "Čaj é"), "text/xml; charset=iso-8859-1", "Čaj é", false},
		"Latin-1, as declared":           {`<?xml version="1.0" encoding="ISO-8859-1"?>` + fmt.Sprintf(feed, "caf\xe9 \x93x\x94"), "", "café “x”", false},
		"Latin-1, the server says":       {fmt.Sprintf(feed, "caf\xe9"), "application/xml; charset=ISO-8859-15", "café", false},
		"Latin-1, said to be UTF-8":      {`<?xml version="1.0" encoding="UTF-8"?>` + fmt.Sprintf(feed, "caf\xe9 é"), "text/xml; charset=utf-8", "café é", true},
		"Windows-1251":                   {`<?xml version='1.0' encoding='windows-1251'?>` + fmt.Sprintf(feed, "\xcc\xe8\xf0"), "", "Мир", false},
		"UTF-16 with its mark":           {"\xff\xfe" + utf16le(`<?xml version="1.0" encoding="UTF-16"?>`+fmt.Sprintf(feed, "茶")), "", "茶", false},
		"UTF-16 without":                 {utf16le(fmt.Sprintf(feed, "茶")), "", "茶", false},
		"UTF-8 said to be UTF-16":        {`<?xml version="1.0" encoding="UTF-16"?>` + fmt.Sprintf(feed, "a"), "", "a", false},
		"Shift JIS":                      {`<?xml version="1.0" encoding="Shift_JIS"?>` + fmt.Sprintf(feed, "\x93\xfa\x96\x7b"), "", "日本", false},
		"an encoding that nobody has":    {`<?xml version="1.0" encoding="x-nonsense"?>` + fmt.Sprintf(feed, "caf\xe9"), "text/xml; charset=\"", "café", true},
		"a mark of UTF-8, then Latin-1s": {"\xef\xbb\xbf" + fmt.Sprintf(feed, "caf\xe9"), "", "café", true},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Parse(dateline.Document{MediaType: c.media, Data: []byte(c.data)})
			if err != nil || f.Title != c.want || (len(f.Warnings) > 0) != c.warns {
				t.Errorf("%q, %v, %v", f.Title, f.Warnings, err)
			}
		})
	}
}

func TestWhatIsNoFeedIsSaid(t *testing.T) {
	for name, c := range map[string]struct {
		text, says string
		feeds      []string
		page       bool
	}{
		"empty":        {" \n", "is empty", nil, false},
		"text":         {"Dear reader", "neither XML nor JSON", nil, false},
		"other XML":    {"<svg></svg>", `root is "svg"`, nil, false},
		"no element":   {"<!-- x -->", "no element", nil, false},
		"other JSON":   {`{"a":1}`, "without the version", nil, false},
		"broken JSON":  {`{"items":[`, "not well-formed", nil, false},
		"subscription": {`<opml><body/></opml>`, "OPML", nil, false},
		"a page": {`<!DOCTYPE html><html><head><base href="https://cdn.example/x/"><link rel="alternate" type="application/rss+xml" href="rss"><LINK REL="feed alternate" TYPE="application/atom+xml; charset=x" HREF="https://news.example/atom">
			<link rel="alternate" hreflang="fr" href="/fr"><link rel="stylesheet" type="text/xml" href="/x"><link rel=alternate type=application/rss+xml href=rss><link rel="alternate" type="application/rss+xml" href="javascript:x"></head><body><p>x`,
			"names https://cdn.example/x/rss, https://news.example/atom", []string{"https://cdn.example/x/rss", "https://news.example/atom"}, true},
		"a page without a root": {"<head><title>x</title></head>", "names no feed", nil, true},
		"a page of XHTML":       {`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body/></html>`, "web page", nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Parse(dateline.Document{Path: "d.xml", URL: "https://news.example/", Data: []byte(c.text)})
			if dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), "d.xml is ") {
				t.Fatalf("got %v", err)
			}
			page := new(NotAFeed)
			if errors.As(err, &page) != c.page {
				t.Fatalf("a web page: %t", !c.page)
			}
			if d := cmp.Diff(c.feeds, page.Feeds, cmpopts.EquateEmpty()); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

func TestTheNewestItemsAreKept(t *testing.T) {
	const n = 2*MaxItems + 1_000
	var b strings.Builder
	b.WriteString("<rss><channel>")
	day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
	for i := range n {
		fmt.Fprintf(&b, "<item><link>https://a.example/%d</link><pubDate>%s</pubDate></item>", i, day.Add(time.Duration(i)*time.Minute).Format(time.RFC1123Z))
	}
	f := parse(t, b.String()+"</channel></rss>")
	if len(f.Items) != MaxItems || f.Dropped != n-MaxItems || len(f.Warnings) != 1 {
		t.Fatalf("%d items, %d dropped, %q", len(f.Items), f.Dropped, f.Warnings)
	}
	if f.Items[0].URL != fmt.Sprint("https://a.example/", n-MaxItems) || f.Items[MaxItems-1].URL != fmt.Sprint("https://a.example/", n-1) {
		t.Errorf("from %s to %s", f.Items[0].URL, f.Items[MaxItems-1].URL)
	}
	f = parse(t, "<rss><channel>"+strings.Repeat("<item/>", MaxItems+5)+"</channel></rss>")
	if len(f.Items) != MaxItems || f.Dropped != 5 {
		t.Errorf("%d items, %d dropped", len(f.Items), f.Dropped)
	}
}

func TestNoControlCharacterComesThrough(t *testing.T) {
	for _, text := range []string{
		"<rss><channel><title>a&amp;#27;[31m&amp;#x9b;b\x1bc&#27;</title><item><title>&amp;#27;x</title><guid>&#7;g</guid><author>&amp;#27;y</author></item></channel></rss>",
		`<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">&amp;#27;a</title><entry><title>x</title><content mode="base64">GwBhGw==</content><author><name>&amp;#155;z</name></author></entry></feed>`,
		`{"version":"https://jsonfeed.org/version/1","title":"\u001ba","items":[{"id":"\u0000i","title":"\u009b","content_html":"\u0000<p>","authors":[{"name":"\u001bn"}]}]}`,
	} {
		got := fmt.Sprintf("%v", parse(t, text))
		if i := strings.IndexFunc(got, func(r rune) bool { return r < ' ' && r != '\n' || r >= 0x7f && r < 0xa0 }); i >= 0 {
			t.Errorf("%q", got)
		}
	}
}

func TestAnAddressThatIsTooLongIsNone(t *testing.T) {
	long := "https://a.example/" + strings.Repeat("x", maxLine)
	for _, text := range []string{
		"<rss><channel><link>" + long + "</link><item><title>T</title><link>" + long + "</link><guid>" + long + "</guid></item></channel></rss>",
		"<feed><link href='" + long + "'/><entry><title>T</title><id>" + long + "</id><link href='" + long + "'/></entry></feed>",
		`{"version":"https://jsonfeed.org/version/1","home_page_url":"` + long + `","items":[{"title":"T","id":"` + long + `","url":"` + long + `"}]}`,
	} {
		f := parse(t, text)
		if len(f.Items) != 1 || f.Items[0].URL != "" || f.Items[0].GUID != "" || f.Link != "" {
			t.Errorf("%d bytes, %d bytes", len(f.Items[0].URL), len(f.Items[0].GUID))
		}
	}
	if list, _, err := OPML([]byte("<opml><outline xmlUrl='" + long + "'/></opml>")); err != nil || len(list) != 0 {
		t.Errorf("%d subscriptions, %v", len(list), err)
	}
}

func TestAPackedSitemapIsRead(t *testing.T) {
	pack := func(s string) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write([]byte(s)); err != nil {
			t.Fatal(err)
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	data := pack("<urlset><url><loc>https://a.example/1</loc></url><url><loc>https://a.example/2</loc></url></urlset>")
	f, err := Parse(dateline.Document{MediaType: "application/gzip", Data: data})
	if err != nil || len(f.Items) != 2 || len(f.Warnings) > 0 {
		t.Errorf("%+v, %v", f, err)
	}
	f, err = Parse(dateline.Document{Data: data[:len(data)-12]})
	if err != nil || len(f.Warnings) == 0 {
		t.Errorf("cut: %+v, %v", f, err)
	}
	f, err = parseWithin(dateline.Document{Data: pack("<urlset>" + strings.Repeat(" ", 20_000))}, 10_000)
	if err != nil || len(f.Warnings) != 2 {
		t.Errorf("a bomb: %q, %v", f.Warnings, err)
	}
	if _, err = Parse(dateline.Document{Data: []byte("\x1f\x8bx")}); dateline.KindOf(err) != dateline.Invalid {
		t.Errorf("no gzip: %v", err)
	}
}

// Each document is made to cost more than its length; none may. What grows with the
// square of its length would take hours.
func TestHostileDocumentsCostNoMoreThanTheirLength(t *testing.T) {
	const size = 1 << 20
	fill := func(s string) string { return strings.Repeat(s, size/len(s)) }
	for name, text := range map[string]string{
		"elements in elements":        "<rss><channel><item>" + fill("<x:a>"),
		"entries in entries":          "<feed>" + fill("<entry>"),
		"many references":             "<rss xmlns:x='urn:x'><channel><item><x:d>" + fill("&amp;") + "</x:d><description>" + fill("&lt;") + "</description></item></channel></rss>",
		"many attributes":             "<rss " + fill("a='1' ") + "><channel/></rss>",
		"many namespaces":             "<rss " + fill("xmlns:a='1' ") + "><channel>" + strings.Repeat("<item>", 400),
		"one attribute":               "<rss a='" + fill("x") + "'>",
		"quotes without end":          "<rss>" + fill(`<a b="`),
		"quotes and spaces":           "<rss><a b=\"" + fill("\" "),
		"tags in attributes":          "<rss><a b=\"" + fill("<a<a"),
		"broken tags":                 "<rss>" + fill("<? <!x "),
		"ends that nothing has":       "<rss>" + fill("</a>"),
		"sections":                    "<rss><channel><title>" + fill("<![CDATA[]]>"),
		"sections without end":        "<rss>" + fill("<![CDATA["),
		"comments without end":        "<rss>" + fill("<!--"),
		"references without end":      "<rss>" + fill("&#1"),
		"a document type":             "<!DOCTYPE " + fill("<!ENTITY a 'b'"),
		"a long name":                 "<" + fill("a"),
		"spaces":                      "<rss><channel><title>" + fill(" "),
		"authors":                     "<rss><channel><item>" + fill("<author>a</author>"),
		"JSON in JSON":                `{"version":"https://jsonfeed.org/version/1","x":` + fill("["),
		"JSON items":                  `{"version":"https://jsonfeed.org/version/1","items":[` + fill("{},") + "{}]}",
		"JSON authors":                `{"version":"https://jsonfeed.org/version/1","items":[{"authors":[` + fill(`{"name":"a"},`) + "{}]}]}",
		"a page":                      "<html>" + fill("<link rel=alternate "),
		"links of a page":             "<html>" + fill("<link rel=alternate type=application/rss+xml href=a?>"),
		"a list":                      "https://a.example/\n" + fill("x\n"),
		"a title of markup":           "<rss><channel><title>" + fill("&lt;b&gt;") + "</title></channel></rss>",
		"sitemaps":                    "<sitemapindex>" + fill("<sitemap><loc>http://a/</loc></sitemap>"),
		"bytes that are no character": "<rss><channel><title>" + fill("\xff\xfe\x80"),
	} {
		t.Run(name, func(t *testing.T) {
			began := time.Now()
			f, err := Parse(dateline.Document{URL: "https://a.example/", Data: []byte(text)})
			if took := time.Since(began); took > time.Minute {
				t.Errorf("took %s", took)
			}
			if len(f.Items) > MaxItems || err != nil && len(err.Error()) > 10_000 {
				t.Errorf("%d items, an error of %d bytes", len(f.Items), len(fmt.Sprint(err)))
			}
			for _, i := range f.Items {
				if len(i.Title) > maxLine || len(i.Summary) > maxText || len(i.Authors) > maxMany {
					t.Fatalf("an item of %d, %d bytes and %d authors", len(i.Title), len(i.Summary), len(i.Authors))
				}
			}
			_, _, err = OPML([]byte("<opml>" + text))
			if took := time.Since(began); took > 2*time.Minute {
				t.Errorf("with OPML %s (%v)", took, err)
			}
		})
	}
}

func TestADocumentThatIsTooLongIsReadInPart(t *testing.T) {
	text := "<rss><channel><item><title>One</title></item>" + strings.Repeat(" ", 10_000) + "<item><title>Two</title></item></channel></rss>"
	f, err := parseWithin(dateline.Document{Data: []byte(text)}, 10_000)
	if err != nil || len(f.Items) != 1 || len(f.Warnings) != 2 {
		t.Errorf("%d items, %q, %v", len(f.Items), f.Warnings, err)
	}
	if _, _, err := OPML(make([]byte, MaxBytes+1)); dateline.KindOf(err) != dateline.Invalid {
		t.Errorf("got %v", err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{
		`<rss><channel><title>T</title><item><title>a &amp; <b>b</b></title><link href="x"/><pubDate>Fri, 27 Nov 2026 08:05:00 +0500</pubDate><author>a@b (c)</author></item></channel></rss>`,
		`<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/b"><entry><content type="xhtml"><div a="<">x</div></content><link href="c"/></entry></feed>`,
		`<urlset><url><loc>https://a.example/</loc><news:news><news:publication><news:name>n</news:name></news:publication></news:news></url></urlset>`,
		`<sitemapindex><sitemap><loc>/a</loc></sitemap></sitemapindex>`, `{"version":"https://jsonfeed.org/version/1","items":[{"id":1}]}`,
		"<rss><a b=\"c \"d\" e=<f>&#0;<![CDATA[x]]></g>", "<html><link rel=feed href=x>", "\xff\xfe<\x00r\x00", "https://a.example/\nx",
	} {
		f.Add([]byte(s), "text/xml; charset=iso-8859-1", "https://a.example/x")
	}
	f.Fuzz(func(t *testing.T, data []byte, media, address string) {
		d := dateline.Document{Path: "p", URL: address, MediaType: media, Data: data}
		one, err := Parse(d)
		if err != nil {
			if dateline.KindOf(err) != dateline.Invalid {
				t.Fatalf("kind %q: %v", dateline.KindOf(err), err)
			}
			return
		}
		for _, i := range one.Items {
			if i.URL != "" && absolute(nil, i.URL) == "" {
				t.Fatalf("address %q", i.URL)
			}
			for _, m := range []*dateline.Moment{i.Published, i.Updated} {
				if m != nil && !m.Usable() {
					t.Fatalf("time %s", m)
				}
			}
		}
		two, err := Parse(d)
		if diff := cmp.Diff(one, two, alike); diff != "" || err != nil {
			t.Fatalf("read twice: %v\n%s", err, diff)
		}
	})
}

func FuzzDiscover(f *testing.F) {
	f.Add([]byte(`<base href="//b"><link rel=alternate type=application/rss+xml href="a">`), "https://a.example/")
	f.Fuzz(func(t *testing.T, page []byte, base string) {
		for _, u := range Discover(page, base) {
			if absolute(nil, u) == "" {
				t.Fatalf("%q", u)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	var s strings.Builder
	s.WriteString("<rss><channel>")
	for i := range 1000 {
		fmt.Fprintf(&s, "<item><title>words of a title %d</title><link>https://a.example/%d</link><description>&lt;p&gt;%s&lt;/p&gt;</description><pubDate>Fri, 27 Nov 2026 12:05:00 GMT</pubDate></item>", i, i, strings.Repeat("word ", 60))
	}
	s.WriteString("</channel></rss>")
	data := []byte(s.String())
	b.SetBytes(int64(len(data)))
	for b.Loop() {
		if _, err := Parse(dateline.Document{Data: data}); err != nil {
			b.Fatal(err)
		}
	}
}
