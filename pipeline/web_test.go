package pipeline

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

// A site answers for addresses without a network.
type site struct {
	mu    sync.Mutex
	pages map[string]Fetched
	fails map[string]error
	asked []string
}

func (s *site) get(_ context.Context, url, etag, _ string) (Fetched, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, url)
	if err := s.fails[url]; err != nil {
		return Fetched{}, err
	}
	p, ok := s.pages[url]
	if !ok {
		return Fetched{}, dateline.Errorf(dateline.NotFound, "the host does not have it (404 Not Found)")
	}
	if etag != "" && etag == p.ETag {
		p.Same, p.Document.Data = true, nil
	}
	return p, nil
}

func (s *site) put(url, media, body string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.pages[url] = Fetched{Document: dateline.Document{Path: url, URL: url, MediaType: media, Data: []byte(body)}, ETag: fmt.Sprint(len(body))}
}

// pageOf reads a page for tests: its text is what stands in it.
func pageOf(doc dateline.Document) (dateline.Article, error) {
	_, body, found := strings.Cut(string(doc.Data), "<body>")
	if !found {
		return dateline.Article{}, dateline.Errorf(dateline.Invalid, "no article in it")
	}
	return dateline.Article{Text: body, Maker: "page/test"}, nil
}

const news = "The army said on Monday that the road to the town was closed by its men, and that it would stay so."

func item(n int, day string) string {
	return fmt.Sprintf("<item><title>Road %d closed</title><link>https://news.example/%d?utm_source=rss</link><pubDate>%s</pubDate></item>", n, n, day)
}

func rss(items ...string) string {
	return "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Latest news</title>" + strings.Join(items, "") + "</channel></rss>"
}

const feedURL = "https://news.example/feed.xml"

func aSite() *site {
	s := &site{pages: map[string]Fetched{}, fails: map[string]error{}}
	s.put(feedURL, "application/rss+xml", rss(item(1, "Mon, 06 May 2024 08:00:00 GMT"), item(2, "Mon, 06 May 2024 12:00:00 GMT"), item(3, "Tue, 07 May 2024 08:00:00 GMT")))
	for n := 1; n <= 2; n++ {
		s.put(fmt.Sprintf("https://news.example/%d", n), "text/html", fmt.Sprintf("<html><body>Page %d. %s", n, news))
	}
	return s
}

func onSite(m *memory, s *site, more ...func(*Options)) *Pipeline {
	return over(m, append([]func(*Options){func(o *Options) {
		o.Get, o.Intake.Page = s.get, pageOf
		o.Workers = map[dateline.Stage]int{dateline.StageRead: 2, dateline.StageFetch: 2}
	}}, more...)...)
}

func add(t *testing.T, p *Pipeline, tally *Tally, url, as string) {
	t.Helper()
	if err := p.Until(t.Context(), func(ctx context.Context) error { return p.AddAddress(ctx, url, as, tally) }); err != nil {
		t.Fatal(err)
	}
}

func TestAFeedThatIsAddedHasItsPagesFetchedReadAndLinked(t *testing.T) {
	m, s := newMemory(), aSite()
	var tally Tally
	add(t, onSite(m, s), &tally, feedURL, AsAnything)
	if c := tally.Count(); c.Feeds != 1 || c.Listed != 3 || c.Failed != 0 {
		t.Errorf("counted %+v", c)
	}
	var got []string
	for _, f := range m.reports {
		got = append(got, fmt.Sprintf("%s %s %s %q", *f.URL, *f.Title, f.Published, f.Source))
	}
	slices.Sort(got)
	want := []string{
		`https://news.example/1 Road 1 closed 2024-05-06T08:00:00Z "https://news.example/feed.xml"`,
		`https://news.example/2 Road 2 closed 2024-05-06T12:00:00Z "https://news.example/feed.xml"`,
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if m.links != 2 || m.bad["fetch https://news.example/3"].Kind != dateline.NotFound {
		t.Errorf("%d linked; in quarantine %v", m.links, m.bad)
	}
	f := m.feeds[feedURL]
	if f.Title != "Latest news" || f.Every != 2*time.Hour || !f.Due.After(f.Polled) {
		t.Errorf("the feed is %+v", f)
	}
	// Added again it is asked again, and brings nothing.
	var again Tally
	add(t, onSite(m, s), &again, feedURL, AsAnything)
	if c := again.Count(); c.Feeds+c.Listed+c.New != 0 || len(m.reports) != 2 {
		t.Errorf("again counted %+v", c)
	}
}

func TestAPageIsTakenAndWhatItIsCanBeSaid(t *testing.T) {
	m, s := newMemory(), aSite()
	s.put("https://news.example/named", "text/html", `<html><head><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>`+news)
	s.fails["https://news.example/slow"] = dateline.Errorf(dateline.Unavailable, "the host is slow")
	var tally Tally
	p := onSite(m, s)
	for url, as := range map[string]string{"https://news.example/named": AsAnything, "https://news.example/1?utm_medium=mail": AsPage, "https://news.example/2": AsFeed, "https://news.example/none": AsAnything, "https://news.example/slow": AsPage} {
		add(t, p, &tally, url, as)
	}
	c := tally.Count()
	if c.New != 2 || c.Failed != 1 || len(m.bad) != 3 || m.bad["fetch https://news.example/slow"].Attempts != 5 || len(c.Odd) != 1 || !strings.HasSuffix(c.Odd[0].Reason, "https://news.example/feed.xml") {
		t.Errorf("counted %+v", c)
	}
	if len(m.feeds) != 0 || m.pages["https://news.example/1"].ETag == "" {
		t.Errorf("feeds %v, pages %v", m.feeds, m.pages)
	}
}

func TestAFeedIsPolledWhenDueAndAPageAgainOnlyWhenNew(t *testing.T) {
	m, s := newMemory(), aSite()
	if _, err := m.Subscribe(t.Context(), []dateline.Feed{{URL: feedURL}, {URL: "https://gone.example/feed"}, {URL: "https://news.example/paused", Paused: true}}); err != nil {
		t.Fatal(err)
	}
	poll := func() {
		t.Helper()
		ctx, stop := context.WithCancel(t.Context())
		p := onSite(m, s, func(o *Options) { o.Workers[dateline.StagePoll] = 1 })
		done := make(chan error, 1)
		go func() { done <- p.Run(ctx, false) }()
		for {
			time.Sleep(2 * time.Millisecond)
			due, err := m.Due(ctx, 10)
			left, failed := p.Left(ctx)
			if err != nil || failed != nil {
				t.Fatal(err, failed)
			}
			if len(due) == 0 && left.Now() == 0 {
				break
			}
		}
		stop()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	poll()
	if len(m.reports) != 2 || m.feeds["https://gone.example/feed"].Failures != 1 || m.feeds["https://gone.example/feed"].Reason == "" {
		t.Errorf("%d reports, feeds %+v", len(m.reports), m.feeds)
	}
	if slices.Contains(s.asked, "https://news.example/paused") {
		t.Error("a paused feed was asked")
	}
	// The feed lists one page more, and fails no more.
	s.put("https://news.example/3", "text/html", "<html><body>Page 3. "+news)
	s.put("https://news.example/4", "text/html", "<html><body>Page 4. "+news)
	s.put(feedURL, "application/rss+xml", rss(item(1, "Mon, 06 May 2024 08:00:00 GMT"), item(4, "Wed, 08 May 2024 08:00:00 GMT")))
	s.asked = nil
	f := m.feeds[feedURL]
	f.Due = time.Time{}
	m.feeds[feedURL] = f
	poll()
	want := []string{feedURL, "https://news.example/4"}
	if d := cmp.Diff(want, s.asked); d != "" {
		t.Errorf("asked (-want +got):\n%s", d)
	}
	if len(m.reports) != 3 {
		t.Errorf("%d reports", len(m.reports))
	}
}

func TestAHostThatIsBusyIsNoFailureOfAPage(t *testing.T) {
	m, s := newMemory(), aSite()
	p := onSite(m, s)
	busy := at{dateline.Errorf(dateline.Unavailable, "busy"), time.Hour}
	s.fails["https://news.example/1"] = busy
	m.pages["https://news.example/1"] = dateline.Address{URL: "https://news.example/1"}
	job := dateline.Job{Stage: dateline.StageFetch, Subject: "https://news.example/1", Attempt: 9, Last: true, Made: time.Now()}
	if err := p.do(t.Context(), job); !isPostponed(err) || len(m.bad) != 0 {
		t.Errorf("%v; in quarantine %v", err, m.bad)
	}
	job.Made = time.Now().Add(-longest - time.Hour)
	if err := p.do(t.Context(), job); err != nil || len(m.bad) != 1 {
		t.Errorf("put off for too long: %v; in quarantine %v", err, m.bad)
	}
}

func TestFeedsAreLookedAtByTheirOwnHabit(t *testing.T) {
	at := func(hours ...int) (l Listing) {
		for _, h := range hours {
			l.Items = append(l.Items, dateline.Address{Published: &dateline.Moment{Time: time.Date(2024, 5, 1, h, 0, 0, 0, time.UTC), Clock: true}})
		}
		return l
	}
	asks := at(0, 2, 4)
	asks.Every = 3 * time.Hour
	for name, c := range map[string]struct {
		list   Listing
		before time.Duration
		want   time.Duration
	}{
		"half the usual gap":            {at(0, 4, 8, 50), 0, 2 * time.Hour},
		"no less than it asks for":      {asks, 0, 3 * time.Hour},
		"without times as before":       {Listing{Items: make([]dateline.Address, 3)}, 5 * time.Hour, 5 * time.Hour},
		"nothing known":                 {Listing{}, 0, time.Hour},
		"one item says nothing of gaps": {at(3), 0, time.Hour},
	} {
		if got := habit(c.list, c.before); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
	if backOff(time.Hour, 3, 24*time.Hour) != 8*time.Hour || backOff(time.Hour, 300, 24*time.Hour) != 24*time.Hour {
		t.Error("a feed that fails is not left alone longer and longer, up to a day")
	}
	seen := map[time.Duration]bool{}
	for i := range 100 {
		seed := fmt.Sprint("ledger https://feed.example/", i)
		d := jitter(seed, time.Hour)
		if d < 54*time.Minute || d > 66*time.Minute || d != jitter(seed, time.Hour) {
			t.Fatalf("an hour is %s", d)
		}
		seen[d] = true
	}
	if len(seen) < 50 {
		t.Errorf("100 feeds come due at %d times", len(seen))
	}
}

func TestAnIndexOfSitemapsIsFollowedOneStep(t *testing.T) {
	m, s := newMemory(), aSite()
	s.put("https://news.example/index.xml", "application/xml", `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://news.example/old.xml</loc><lastmod>2020-01-01</lastmod></sitemap><sitemap><loc>https://news.example/new.xml</loc><lastmod>2024-05-01</lastmod></sitemap></sitemapindex>`)
	s.put("https://news.example/new.xml", "application/xml", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://news.example/1</loc><lastmod>2024-05-02</lastmod></url></urlset>`)
	var tally Tally
	add(t, onSite(m, s), &tally, "https://news.example/index.xml", AsAnything)
	if c := tally.Count(); c.Feeds != 1 || c.Listed != 1 || len(m.reports) != 1 {
		t.Errorf("counted %+v, %d reports", c, len(m.reports))
	}
	if i, j := slices.Index(s.asked, "https://news.example/new.xml"), slices.Index(s.asked, "https://news.example/old.xml"); i < 0 || j < i {
		t.Errorf("asked %v; the newest part goes first", s.asked)
	}
}

func TestAnItemIsDatedByItsLastEdit(t *testing.T) {
	const atom = `<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
<entry><title>old</title><link href="https://news.example/old"/><published>2024-05-01T08:00:00Z</published><updated>2024-05-01T08:00:00Z</updated></entry>
<entry><title>edited</title><link href="https://news.example/edited?utm_source=x"/><published>2024-05-01T08:00:00Z</published><updated>2024-05-02T09:00:00Z</updated></entry>
<entry><title>undated</title><link href="https://news.example/undated"/></entry>
<entry><title>nowhere</title></entry></feed>`
	list, err := ParseListing(dateline.Document{URL: feedURL, Data: []byte(atom)})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, a := range list.Items {
		got = append(got, fmt.Sprintf("%s %v", a.URL, a.Published))
	}
	want := []string{"https://news.example/edited 2024-05-02T09:00:00Z", "https://news.example/old 2024-05-01T08:00:00Z", "https://news.example/undated <nil>"}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

func TestWhatIsOddAboutAFeedIsTold(t *testing.T) {
	m, s := newMemory(), aSite()
	var b strings.Builder
	b.WriteString("<rss version=\"2.0\"><channel><title>Many &nowhere;</title>")
	for n := range maxItems + 7 {
		fmt.Fprintf(&b, "<item><title>%d</title><link>https://news.example/many/%d</link></item>", n, n)
	}
	s.put("https://news.example/many.xml", "application/rss+xml", b.String()) // with no end
	var tally Tally
	p := onSite(m, s)
	if err := p.AddAddress(t.Context(), "https://news.example/many.xml", AsFeed, &tally); err != nil {
		t.Fatal(err)
	}
	c := tally.Count()
	if c.Listed != maxItems || len(m.pages) != maxItems {
		t.Errorf("%d listed, %d pages known", c.Listed, len(m.pages))
	}
	var odd []string
	for _, o := range c.Odd {
		odd = append(odd, o.Reason)
	}
	if want := fmt.Sprintf("lists %d pages; the newest %d are taken", maxItems+7, maxItems); !slices.Contains(odd, want) || len(odd) < 2 {
		t.Errorf("what is odd: %q", odd)
	}
}

func TestAPageThatWasNotThereIsFetchedWhenTriedAgain(t *testing.T) {
	m, s := newMemory(), aSite()
	p := onSite(m, s)
	add(t, p, &Tally{}, "https://news.example/late", AsPage)
	if len(m.bad) != 1 {
		t.Fatalf("in quarantine %v", m.bad)
	}
	s.put("https://news.example/late", "text/html", "<html><body>"+news)
	m.submit(dateline.Job{Stage: dateline.StageFetch, Subject: "https://news.example/late"})
	if err := p.Until(t.Context(), func(context.Context) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if len(m.bad) != 0 || m.links != 1 {
		t.Errorf("in quarantine %v, %d linked", m.bad, m.links)
	}
}

func TestWhatIsFetchedAndIsNoPageIsTakenForWhatItIs(t *testing.T) {
	m, s := newMemory(), aSite()
	s.put("https://news.example/plain", "text/plain; charset=utf-8", news)
	s.put("https://news.example/other.xml", "application/rss+xml", rss())
	s.put("https://news.example/picture", "image/png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
	s.put("https://news.example/mail", "message/rfc822", "From: a@news.example\r\nSubject: Road closed\r\nDate: Mon, 06 May 2024 08:00:00 +0000\r\nMessage-ID: <1@news.example>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"+news+"\r\n")
	p := onSite(m, s)
	for url := range s.pages {
		if url != feedURL && !strings.HasSuffix(url, "/1") && !strings.HasSuffix(url, "/2") {
			add(t, p, &Tally{}, url, AsPage)
		}
	}
	var got []string
	for _, f := range m.reports {
		got = append(got, *f.URL+" "+*f.Title)
	}
	slices.Sort(got)
	if d := cmp.Diff([]string{"https://news.example/mail Road closed", "https://news.example/plain " + news}, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	for _, url := range []string{"https://news.example/other.xml", "https://news.example/picture"} {
		if m.bad["fetch "+url].Kind != dateline.Invalid {
			t.Errorf("%s is not in quarantine", url)
		}
	}
}
