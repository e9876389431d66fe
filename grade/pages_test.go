package grade

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"dateline"
	"dateline/needtest"
)

const ownPage = `<!DOCTYPE html><html lang="en"><head><title>Ferry runs again - Post</title><meta name="pubdate" content="2024-02-03"></head><body><nav><a href="/">Home</a></nav><article><h1>Ferry runs again</h1>
<p>The ferry between the two banks ran again on Saturday, three days after the bridge was shut, the council said.</p>
<p>About four hundred people crossed before noon, more than on any day of last year, said the man at the landing stage.</p></article></body></html>`

const ownArticle = "The ferry between the two banks ran again on Saturday, three days after the bridge was shut, the council said.\n\nAbout four hundred people crossed before noon, more than on any day of last year, said the man at the landing stage."

func packed(t *testing.T, s string) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte(s)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func encoded(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestShinglesAreComparedAsTheBenchmarkDoes(t *testing.T) {
	d := &Doc{}
	// Of the five shingles wanted two came, and of the four that came two are right.
	compareShingles(d, "", "a b c d e f g h", "x b c d e f, y")
	for name, want := range map[string]float64{"precision": 2.0 / 4, "recall": 2.0 / 5, "accuracy": 0} {
		if got := d.Values[name]; len(got) != 1 || math.Abs(got[0]-want) > 1e-9 {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	d = &Doc{}
	compareShingles(d, "", "two words", "")
	if len(d.Values["precision"]) != 0 || d.Values["recall"][0] != 0 {
		t.Errorf("nothing came: precision %v, recall %v; want none and 0", d.Values["precision"], d.Values["recall"])
	}
}

func TestPagesAreScoredWithTheBaselineBeside(t *testing.T) {
	dir := folder(t, map[string]string{
		"ground-truth.json": encoded(t, map[string]any{"p1": map[string]string{"articleBody": ownArticle, "url": "https://post.example/1"}}),
		"html/p1.html.gz":   packed(t, ownPage),
	})
	got := figures(t, zyte, dir, Input{})
	for _, m := range []string{"f1", "precision", "recall", "accuracy", "trafilatura_recall"} {
		if got[m] != 1 {
			t.Errorf("zyte: %s is %v, want 1", m, got[m])
		}
	}
	other := write(t, "other.json", encoded(t, map[string]any{"version": "1", "output": map[string]any{"p1": map[string]string{"articleBody": "Something else altogether came."}}}))
	if got := figures(t, zyte, dir, Input{Predictions: other}); got["f1"] != 0 {
		t.Errorf("another text scores %v", got["f1"])
	}
	few := write(t, "few.json", `{"p2": {"articleBody": "x"}}`)
	if _, err := zyte.Score(dir, Input{Predictions: few}); dateline.KindOf(err) != dateline.Invalid || !strings.Contains(err.Error(), "no text of page p1") {
		t.Errorf("error %v", err)
	}

	dir = folder(t, map[string]string{
		"articles.json": encoded(t, map[string]any{
			"p1": map[string]string{"articleBody": ownArticle, "url": "https://post.example/1", "title": "Ferry Runs Again!", "date": "2024-02-03"},
			"p2": map[string]string{"articleBody": "x", "url": "https://post.example/2", "title": "y", "date": "NaT"},
		}),
		"html/p1.html": ownPage,
	})
	sheet, err := newspaper4k.Score(dir, Input{})
	if err != nil {
		t.Fatal(err)
	}
	if len(sheet.Docs) != 1 || len(sheet.Notes) != 1 || !strings.Contains(sheet.Notes[0], "p2") {
		t.Errorf("%d pages, notes %q; want one, and that p2 is not there", len(sheet.Docs), sheet.Notes)
	}
	for _, m := range []string{"f1", "title", "date"} {
		if got := sheet.Scored(newspaper4k).Metrics[m]; got != 1 {
			t.Errorf("newspaper4k: %s is %v, want 1", m, got)
		}
	}

	truth := func(kind, text string) string {
		return encoded(t, map[string]any{"url": "https://post.example/1", "_internal": map[string]any{"page_type": map[string]string{"primary": kind}},
			"ground_truth": map[string]any{"title": "Ferry runs again", "publish_date": "2024-02", "main_content": text, "with": []string{"four hundred  people", "nowhere"}, "without": []string{"Home"}}})
	}
	dir = folder(t, map[string]string{
		"ground-truth/0001.json": truth("article", ownArticle), "html/0001.html.gz": packed(t, ownPage),
		"ground-truth/0002.json": truth("forum", "other words"), "html/0002.html.gz": packed(t, ownPage),
		"ground-truth/0003.json": `{"_internal": {"page_type": {"primary": "article"}}, "ground_truth": {"title": "x"}}`,
	})
	got = figures(t, wcxb, dir, Input{})
	for m, want := range map[string]float64{"word_f1": 1, "word_f1_forum": 0, "word_f1_all": .5, "with": .5, "without": 1, "title": 1, "date": 1} {
		if got[m] != want {
			t.Errorf("wcxb: %s is %v, want %v", m, got[m], want)
		}
	}
}

func TestPagesInTheWrongFormAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		set   Collection
		files map[string]string
		want  string
	}{
		"zyte, no JSON":      {zyte, map[string]string{"ground-truth.json": "x"}, "ground-truth.json: want"},
		"zyte, no page":      {zyte, map[string]string{"ground-truth.json": `{"a": {}}`}, "a.html is not there"},
		"zyte, not packed":   {zyte, map[string]string{"ground-truth.json": `{"a": {}}`, "html/a.html.gz": "x"}, "want a page packed by gzip"},
		"newspaper4k, pages": {newspaper4k, map[string]string{"articles.json": `{"a": {}}`}, "no page in it"},
		"wcxb, no type":      {wcxb, map[string]string{"ground-truth/a.json": `{}`}, "no _internal.page_type.primary"},
		"wcxb, nothing":      {wcxb, map[string]string{"ground-truth/a.txt": ``}, "no file *.json"},
	} {
		if _, err := c.set.Score(folder(t, c.files), Input{}); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: error %v; want %q in it", name, err, c.want)
		}
	}
}

// The measure is right when it gives the figures that the benchmark publishes for
// the texts of other tools.
func TestTheBenchmarksOwnOutputsScoreAsPublished(t *testing.T) {
	dir := filepath.Join(needtest.Shared(t), "data", "web", "zyte")
	for tool, want := range map[string]float64{
		"AutoExtract": .970, "Diffbot": .951, "go_trafilatura": .960, "trafilatura": .958, "newspaper": .949, "readability_js": .947,
	} {
		file := filepath.Join(dir, "output", tool+".json")
		if _, err := os.Stat(file); err != nil {
			t.Error(err)
			continue
		}
		if got := figures(t, zyte, dir, Input{Predictions: file})["f1"]; math.Abs(got-want) > .00051 {
			t.Errorf("%s scores %.4f, published is %.3f", tool, got, want)
		}
	}
}

// What the pages must reach, on collections beside the repository.
func TestPagesReachTheirBars(t *testing.T) {
	needtest.Unhurried(t)
	dir := filepath.Join(needtest.Shared(t), "data", "web")
	got := figures(t, zyte, filepath.Join(dir, "zyte"), Input{})
	if got["f1"] < .975 {
		t.Errorf("zyte: f1 %.4f, want .975", got["f1"])
	}
	got = figures(t, wcxb, filepath.Join(dir, "wcxb-dev"), Input{})
	for m, floor := range map[string]float64{"word_f1": .945, "title": .87, "date": .86} {
		if got[m] < floor {
			t.Errorf("wcxb: %s %.4f, want %.3f", m, got[m], floor)
		}
	}
	got = figures(t, newspaper4k, filepath.Join(dir, "newspaper4k-dev"), Input{})
	for m, floor := range map[string]float64{"f1": got["trafilatura_f1"] + .02, "title": .91, "date": .90} {
		if got[m] < floor {
			t.Errorf("newspaper4k: %s %.4f, want %.4f", m, got[m], floor)
		}
	}
}
