package pipeline

import (
	"testing"

	"dateline"
)

func TestAnAddressIsCleanHoweverItCame(t *testing.T) {
	const clean = "https://post.example/a?id=7"
	dirty := "https://POST.example/a?utm_source=mail&id=7#top"
	text := []byte("---\ntitle: Ferry\noutlet: Post\nurl: " + dirty + "\n---\nA ferry sank off the coast on Monday, officials said.\n")
	for name, in := range map[string]struct {
		doc dateline.Document
		a   *dateline.Article
	}{
		"front matter": {dateline.Document{Path: "a.txt", Data: text}, nil},
		"an article":   {dateline.Document{Path: "a.jsonl"}, &dateline.Article{Title: "Ferry", URL: dirty, Text: "A ferry sank off the coast on Monday, officials said."}},
		"a document":   {dateline.Document{Path: "a.txt", URL: dirty, Data: []byte("A ferry sank off the coast on Monday, officials said.\n")}, nil},
	} {
		f, err := Intake{}.Filing(in.doc, in.a, "test", Given{})
		if err != nil {
			t.Fatal(err)
		}
		if f.URL == nil || *f.URL != clean {
			t.Errorf("of %s: %v", name, f.URL)
		} else if f.ID != dateline.NewReportID(&f.Report) {
			t.Errorf("of %s the ID is of another address", name)
		}
	}
}
