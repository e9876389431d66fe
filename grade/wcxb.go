package grade

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
)

// wcxb is the Web Content eXtraction Benchmark.
var wcxb = Collection{
	Name:  "wcxb",
	Path:  "DIR",
	About: "Text, title and date of web pages by type of page (WCXB)",
	Long: `DIR holds ground-truth/ with a JSON file a page and html/ with the pages, NAME.html.gz.

  word_f1         mean over the pages of type article of F1 over words in lower case, each
                  as often as it stands, as the benchmark defines it
  word_precision, word_recall   means likewise
  with, without   share of the snippets that must be there that are, and that must not that are not
  title           share of pages whose title has the same words
  date            share of pages with a date whose day is right
  word_f1_TYPE    the same over pages of another type, and word_f1_all over all, where there are any

The same for go-trafilatura alone, with its fallbacks and without comments, as
trafilatura_...

https://github.com/murroughfoley/wcxb, CC BY 4.0; texts are the publishers'.`,
	Published: []Figure{
		{"word_f1", "rs-trafilatura, articles of the development part", .932},
		{"word_f1", "MinerU-HTML 0.6B, articles of the development part", .928},
		{"word_f1", "trafilatura, articles of the development part", .926},
		{"word_f1", "dom-smoothie, articles of the development part", .908},
		{"word_f1", "readability, articles of the development part", .825},
	},
	Score: scoreWCXB,
}

const wcxbArticle = "article"

type wcxbPage struct {
	name     string
	URL      string `json:"url"`
	Internal struct {
		Type struct {
			Primary string `json:"primary"`
		} `json:"page_type"`
	} `json:"_internal"`
	Truth struct {
		Title   string   `json:"title"`
		Date    string   `json:"publish_date"`
		Text    *string  `json:"main_content"`
		With    []string `json:"with"`
		Without []string `json:"without"`
	} `json:"ground_truth"`
	html []byte
}

func scoreWCXB(path string, _ Input) (*Sheet, error) {
	pages, bare, err := readWCXB(path)
	if err != nil {
		return nil, err
	}
	types := []string{}
	for _, p := range pages {
		if t := p.Internal.Type.Primary; !slices.Contains(types, t) {
			types = append(types, t)
		}
	}
	slices.Sort(types)
	s := &Sheet{}
	if len(bare) > 0 {
		s.Notes = append(s.Notes, fmt.Sprintf("Left out, as the truth has no text of them: %s.", strings.Join(bare, ", ")))
	}
	for _, who := range []string{"", "trafilatura_"} {
		for _, m := range []string{"word_f1", "word_precision", "word_recall", "with", "without", "title", "date"} {
			s.Metrics = append(s.Metrics, Mean(who+m, who+m, Share))
		}
		if len(types) > 1 {
			for _, t := range append(types, "all") {
				if t != wcxbArticle {
					s.Metrics = append(s.Metrics, Mean(who+"word_f1_"+t, who+"word_f1_"+t, Share))
				}
			}
		}
	}
	s.Docs = each(len(pages), func(i int) *Doc {
		p := pages[i]
		d := &Doc{Name: fmt.Sprintf("%s %s", p.name, p.URL)}
		came, err := ownText(p.URL, p.html)
		if err != nil {
			d.Miss("text", "an article", err.Error())
		}
		p.compare(d, "", came)
		textMisses(d, *p.Truth.Text, came.text)
		p.compare(d, "trafilatura_", plainText(p.URL, p.html))
		return d
	})
	return s, nil
}

// compare notes how what came stands to a page; of what is no article only the
// words are measured.
func (p *wcxbPage) compare(d *Doc, who string, came pageText) {
	w, c := textWords(strings.ToLower(*p.Truth.Text)), textWords(strings.ToLower(came.text))
	both := float64(shared(bag(w), bag(c)))
	f1 := ratio(2*both, float64(len(w)+len(c)))
	if len(w) == 0 && len(c) == 0 {
		f1 = 1
	}
	d.Measured(who+"word_f1_all", f1)
	if t := p.Internal.Type.Primary; t != wcxbArticle {
		d.Measured(who+"word_f1_"+t, f1)
		return
	}
	d.Measured(who+"word_f1", f1)
	d.Measured(who+"word_precision", ratio(both, float64(len(c))))
	d.Measured(who+"word_recall", ratio(both, float64(len(w))))
	text := strings.ToLower(strings.Join(strings.Fields(came.text), " "))
	snippets := func(measure string, list []string, wanted bool) {
		for _, x := range list {
			has := strings.Contains(text, strings.ToLower(strings.Join(strings.Fields(x), " ")))
			d.judge(who+measure, has == wanted, x, "", false)
		}
	}
	snippets("with", p.Truth.With, true)
	snippets("without", p.Truth.Without, false)
	compareTitle(d, who, p.Truth.Title, came.title)
	compareDay(d, who, p.Truth.Date, came.day)
}

// readWCXB reads the pages; bare are those without a text to compare with.
func readWCXB(path string) (out []*wcxbPage, bare []string, err error) {
	const form = "ground-truth/ of WCXB, a JSON file a page"
	dir := filepath.Join(path, "ground-truth")
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, nil, missing(dir, form, err)
	}
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".json") {
			continue
		}
		file := filepath.Join(dir, e.Name())
		data, err := readExpected(file, form)
		if err != nil {
			return nil, nil, err
		}
		p := &wcxbPage{name: stem(file, ".json")}
		if err := json.Unmarshal(data, p); err != nil {
			return nil, nil, dateline.Errorf(dateline.Invalid, "%s: want %s: %w", file, form, err)
		}
		if p.Internal.Type.Primary == "" {
			return nil, nil, dateline.Errorf(dateline.Invalid, "%s: no _internal.page_type.primary; want %s", file, form)
		}
		if p.Truth.Text == nil {
			bare = append(bare, p.name)
			continue
		}
		if p.html, err = keptPage(filepath.Join(path, "html"), p.name); err != nil {
			return nil, nil, err
		}
		out = append(out, p)
	}
	if len(out) == 0 {
		return nil, nil, dateline.Errorf(dateline.NotFound, "%s: no file *.json in it; want %s", dir, form)
	}
	return out, bare, nil
}
