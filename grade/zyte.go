package grade

import (
	"encoding/json"
	"fmt"
	"path/filepath"

	"dateline"
)

// zyte is the article extraction benchmark.
var zyte = Collection{
	Name:  "zyte",
	Path:  "DIR",
	About: "Text of articles out of 181 pages (article extraction benchmark)",
	Long: `DIR holds ground-truth.json (by page: articleBody, url) and html/ with a page each,
NAME.html.gz. Texts are cut into words and compared by shingles of four words, each as
often as it stands:

  precision   mean over the pages of which anything came: shingles that are right
  recall      mean over the pages of which anything is wanted: shingles that came
  f1          harmonic mean of the two means
  accuracy    share of pages whose words are the same, one by one

so defined by the benchmark's own script. The same for go-trafilatura alone, with its
fallbacks and without comments, as trafilatura_...

--predictions is a FILE in the form of the benchmark's output/: a JSON object of
{"articleBody": ...} by page, or one that holds it as "output".

https://github.com/scrapinghub/article-extraction-benchmark, MIT; texts are the publishers'.`,
	Predicts: true,
	Published: []Figure{
		{"f1", "AutoExtract", .970},
		{"f1", "go-trafilatura", .960},
		{"f1", "trafilatura", .958},
		{"f1", "Diffbot", .951},
		{"f1", "newspaper4k", .949},
		{"f1", "readability.js", .947},
	},
	Score: scoreZyte,
}

type zyteItem struct {
	Body string `json:"articleBody"`
	URL  string `json:"url"`
}

const zyteForm = "ground-truth.json of the article extraction benchmark, beside html/"

func scoreZyte(path string, in Input) (*Sheet, error) {
	file := filepath.Join(path, "ground-truth.json")
	data, err := readExpected(file, zyteForm)
	if err != nil {
		return nil, err
	}
	var gold map[string]zyteItem
	if err := json.Unmarshal(data, &gold); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s: want %s: %w", file, zyteForm, err)
	}
	var others map[string]string
	if in.Predictions != "" {
		if others, err = zytePredictions(in.Predictions, gold); err != nil {
			return nil, err
		}
	}
	names := sortedKeys(gold)
	s := &Sheet{Metrics: shingleMetrics("")}
	if others == nil {
		s.Metrics = append(s.Metrics, shingleMetrics("trafilatura_")...)
	}
	pages := make([][]byte, len(names))
	for i, n := range names {
		if pages[i], err = keptPage(filepath.Join(path, "html"), n); err != nil && others == nil {
			return nil, err
		}
	}
	s.Docs = each(len(names), func(i int) *Doc {
		want := gold[names[i]]
		d := &Doc{Name: fmt.Sprintf("%s %s", names[i], want.URL)}
		if others != nil {
			compareShingles(d, "", want.Body, others[names[i]])
			textMisses(d, want.Body, others[names[i]])
			return d
		}
		came, err := ownText(want.URL, pages[i])
		if err != nil {
			d.Miss("text", "an article", err.Error())
		}
		compareShingles(d, "", want.Body, came.text)
		textMisses(d, want.Body, came.text)
		compareShingles(d, "trafilatura_", want.Body, plainText(want.URL, pages[i]).text)
		return d
	})
	return s, nil
}

// zytePredictions reads another system's texts, one for each page.
func zytePredictions(file string, gold map[string]zyteItem) (map[string]string, error) {
	const form = `a JSON object of {"articleBody": ...} by page, or one that holds it as "output"`
	data, err := readExpected(file, form)
	if err != nil {
		return nil, err
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(data, &fields); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s: want %s: %w", file, form, err)
	}
	if inner, ok := fields["output"]; ok {
		fields = nil
		if err := json.Unmarshal(inner, &fields); err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s: want %s: %w", file, form, err)
		}
	}
	out := map[string]string{}
	for _, n := range sortedKeys(gold) {
		var item zyteItem
		if raw, ok := fields[n]; !ok {
			return nil, dateline.Errorf(dateline.Invalid, "%s: no text of page %s; want %s", file, n, form)
		} else if err := json.Unmarshal(raw, &item); err != nil {
			return nil, dateline.Errorf(dateline.Invalid, "%s: page %s: want %s: %w", file, n, form, err)
		}
		out[n] = item.Body
	}
	return out, nil
}
