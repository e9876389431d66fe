package pipeline

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

// what is of a Filing that tests look at.
type what struct {
	Text, Title, Outlet, URL, Published, Language, Byline, Source, Media, Maker string
	Raw                                                                         bool
}

func whatOf(f dateline.Filing) what {
	at := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	w := what{Text: f.Text, Title: at(f.Title), Outlet: at(f.Outlet), URL: at(f.URL), Language: f.Language, Byline: f.Byline, Source: f.Source, Media: f.MediaType, Maker: string(f.Extractor), Raw: f.Raw != nil}
	if f.Published != nil {
		w.Published = f.Published.String()
	}
	return w
}

func TestEachKindOfInputBecomesAFiling(t *testing.T) {
	day, err := dateline.ParseMoment("2024-05-06")
	if err != nil {
		t.Fatal(err)
	}
	courier := "The Courier"
	in := Intake{
		Given: Given{Outlet: &courier},
		Page: func(dateline.Document) (dateline.Article, error) {
			return dateline.Article{Text: news, Title: "Road  closed", Byline: "By A", Credit: "(AFP)", URL: "https://a.example/1", Maker: "page/9"}, nil
		},
		Now: func() time.Time { return time.Unix(1e9, 0) },
	}
	for name, c := range map[string]struct {
		doc     dateline.Document
		article *dateline.Article
		given   Given
		want    what
	}{
		"plain text with front matter": {
			dateline.Document{Path: "a.txt", Data: []byte("title: Road closed\noutlet: Post\n\n" + news)}, nil, Given{},
			what{Text: "title: Road closed\noutlet: Post\n\n" + news, Title: "Road closed", Outlet: "Post", Language: "en"}},
		"plain text with what stood around it": {
			dateline.Document{Path: "a.txt", URL: "https://a.example/x", Data: []byte(news)}, &dateline.Article{Title: "Subject", Published: &day}, Given{},
			what{Text: news, Title: "Subject", Outlet: courier, URL: "https://a.example/x", Published: "2024-05-06", Language: "en"}},
		"another character set keeps its bytes": {
			dateline.Document{Path: "a.txt", MediaType: "text/plain", Data: []byte("The caf\xe9 was closed on Monday by the men of the army, who said that it would stay so.")}, nil, Given{},
			what{Text: "The café was closed on Monday by the men of the army, who said that it would stay so.", Title: "The café was closed on Monday by the men of the army, who said that it would stay so.", Outlet: courier, Language: "en", Media: "text/plain", Raw: true}},
		"a page by its type": {
			dateline.Document{Path: "a", MediaType: "text/html; charset=utf-8", Data: []byte("x")}, nil, Given{Published: &day},
			what{Text: "Road closed\n\n" + news + "\n\n(AFP)", Title: "Road closed", Outlet: courier, URL: "https://a.example/1", Published: "2024-05-06", Language: "en", Byline: "By A", Media: "text/html; charset=utf-8", Maker: "page/9", Raw: true}},
		"a page by how it begins, with what a feed says of it": {
			dateline.Document{Path: "a", Data: []byte("<!DOCTYPE html><html>")}, &dateline.Article{Title: "Of the feed", Outlet: "Feed", Published: &day}, Given{},
			what{Text: "Road closed\n\n" + news + "\n\n(AFP)", Title: "Road closed", Outlet: "Feed", URL: "https://a.example/1", Published: "2024-05-06", Language: "en", Byline: "By A", Maker: "page/9", Raw: true}},
		"an article of its own, that begins with its headline": {
			dateline.Document{Path: "a", MediaType: "application/json", Data: []byte("{}")}, &dateline.Article{Title: "Road closed", Text: "\n Road closed\n\n" + news + " (AFP)", Credit: "(AFP)", Language: "fr", Maker: "archive/9"}, Given{},
			what{Text: "Road closed\n\n" + news + " (AFP)", Title: "Road closed", Outlet: courier, Language: "en", Media: "application/json", Maker: "archive/9", Raw: true}},
		"too short to tell its language, which is declared": {
			dateline.Document{Path: "a", Data: []byte("{}")}, &dateline.Article{Text: "Kidal.", Language: "fr"}, Given{},
			what{Text: "Kidal.", Title: "Kidal.", Outlet: courier, Language: "fr", Raw: true}},
	} {
		f, err := in.Filing(c.doc, c.article, "news.warc", c.given)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		c.want.Source = "news.warc"
		if d := cmp.Diff(c.want, whatOf(f)); d != "" {
			t.Errorf("%s (-want +got):\n%s", name, d)
		}
		if f.ID != dateline.NewReportID(&f.Report) || !f.Received.Equal(time.Unix(1e9, 0)) {
			t.Errorf("%s: id %s, received %s", name, f.ID, f.Received)
		}
	}
}

func TestWhatIsNoReportIsRefusedWithAReason(t *testing.T) {
	in := Intake{Page: pageOf}
	for name, c := range map[string]struct {
		doc     dateline.Document
		article *dateline.Article
		want    string
	}{
		"nothing":                {dateline.Document{}, nil, "empty; give a file"},
		"front matter alone":     {dateline.Document{Data: []byte("---\ntitle: a\n---\n\n")}, nil, "no text after the front matter"},
		"a binary file":          {dateline.Document{Data: []byte("a\x00b\x01")}, nil, "a binary file"},
		"a page without any":     {dateline.Document{Data: []byte("<html>")}, nil, "no article in it"},
		"an article without any": {dateline.Document{Data: []byte("{}")}, &dateline.Article{Text: " \n\u00a0"}, "no article in it"},
		"an article without end": {dateline.Document{Data: []byte("{}")}, &dateline.Article{Text: strings.Repeat("a word ", 3<<20)}, "more than the"},
	} {
		if _, err := in.Filing(c.doc, c.article, "", Given{}); err == nil || !strings.HasPrefix(err.Error(), c.want) || dateline.KindOf(err) != dateline.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestTheSameVersionIsKnownFromWhereverItComes(t *testing.T) {
	in := Intake{Page: pageOf}
	article := &dateline.Article{Title: "Road closed", Text: news, URL: "https://a.example/1", Outlet: "Post"}
	one, err := in.Filing(dateline.Document{Path: "a.jsonl#1", Data: []byte("{}")}, article, "a.jsonl", Given{})
	if err != nil {
		t.Fatal(err)
	}
	two, err := in.Filing(dateline.Document{Path: "b.warc#77", URL: "https://a.example/1?utm_source=x", MediaType: "application/json", Data: []byte("{ }")}, article, "b.warc", Given{})
	if err != nil {
		t.Fatal(err)
	}
	if one.ID != two.ID {
		t.Errorf("%s and %s", one.ID, two.ID)
	}
	other := *article
	other.Text += " It was opened later."
	if three, err := in.Filing(dateline.Document{Path: "a", Data: []byte("{}")}, &other, "", Given{}); err != nil || three.ID == one.ID {
		t.Errorf("another version has the same ID (%v)", err)
	}
}
