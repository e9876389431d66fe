package grade

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"dateline"
)

// newspaper4k is the article extraction dataset of newspaper4k.
var newspaper4k = Collection{
	Name:  "newspaper4k",
	Path:  "DIR",
	About: "Text, title and day of publication out of news pages (newspaper4k)",
	Long: `DIR holds articles.json (by page: articleBody, title, date, url) and html/ with a page
each, NAME.html.gz.

  f1, precision, recall, accuracy   as of the set zyte, which newspaper4k's own script takes over
  title           share of pages whose title has the same words
  date            share of pages whose day of publication is right

The same for go-trafilatura alone, with its fallbacks and without comments, as
trafilatura_...

https://github.com/AndyTheFactory/article-extraction-dataset, Apache-2.0; texts are the publishers'.`,
	Score: scoreNewspaper4k,
}

type newspaperItem struct {
	Body  string `json:"articleBody"`
	Title string `json:"title"`
	Date  string `json:"date"`
	URL   string `json:"url"`
}

func scoreNewspaper4k(path string, _ Input) (*Sheet, error) {
	const form = "articles.json of newspaper4k's dataset, beside html/"
	file := filepath.Join(path, "articles.json")
	data, err := readExpected(file, form)
	if err != nil {
		return nil, err
	}
	var gold map[string]newspaperItem
	if err := json.Unmarshal(data, &gold); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s: want %s: %w", file, form, err)
	}
	s := &Sheet{}
	var names, gone []string
	var pages [][]byte
	for _, n := range sortedKeys(gold) {
		data, err := keptPage(filepath.Join(path, "html"), n)
		switch {
		case dateline.KindOf(err) == dateline.NotFound:
			gone = append(gone, n) // the dataset itself lacks some
		case err != nil:
			return nil, err
		default:
			names, pages = append(names, n), append(pages, data)
		}
	}
	if len(names) == 0 {
		return nil, dateline.Errorf(dateline.NotFound, "%s: no page in it; want html/ beside %s", path, form)
	}
	if len(gone) > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("Left out, as their page is not there: %s.", strings.Join(gone, ", ")))
	}
	for _, who := range []string{"", "trafilatura_"} {
		s.Metrics = append(s.Metrics, shingleMetrics(who)...)
		s.Metrics = append(s.Metrics, Mean(who+"title", who+"title", Share), Mean(who+"date", who+"date", Share))
	}
	s.Docs = each(len(names), func(i int) *Doc {
		want := gold[names[i]]
		d := &Doc{Name: fmt.Sprintf("%s %s", names[i], want.URL)}
		came, err := ownText(want.URL, pages[i])
		if err != nil {
			d.Miss("text", "an article", err.Error())
		}
		compare := func(who string, came pageText) {
			compareShingles(d, who, want.Body, came.text)
			compareTitle(d, who, want.Title, came.title)
			if want.Date != "NaT" { // as the dataset writes that it has none
				compareDay(d, who, want.Date, came.day)
			}
		}
		compare("", came)
		textMisses(d, want.Body, came.text)
		compare("trafilatura_", plainText(want.URL, pages[i]))
		return d
	})
	return s, nil
}
