package grade

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
	"unicode"

	"github.com/markusmobius/go-trafilatura"

	"dateline"
	"dateline/page"
)

// What the three collections of pages share: pages as they are kept, what is read
// out of them by this program and by go-trafilatura alone, and how texts compare.

// maxKeptPage bounds a page of a collection when unpacked.
const maxKeptPage = 64 << 20

// A pageText is what was read out of a page; day is YYYY-MM-DD or "".
type pageText struct{ text, title, day string }

// keptPage reads DIR/NAME.html.gz or DIR/NAME.html.
func keptPage(dir, name string) ([]byte, error) {
	expected := "the pages of the collection, NAME.html.gz or NAME.html"
	data, err := os.ReadFile(filepath.Join(dir, name+".html.gz"))
	if err != nil {
		return readExpected(filepath.Join(dir, name+".html"), expected)
	}
	z, err := gzip.NewReader(bytes.NewReader(data))
	if err == nil {
		data, err = io.ReadAll(io.LimitReader(z, maxKeptPage))
	}
	if err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s: want a page packed by gzip: %w", filepath.Join(dir, name+".html.gz"), err)
	}
	return data, nil
}

// ownText is what this program reads out of a page, and why it reads nothing.
func ownText(address string, data []byte) (pageText, error) {
	a, err := page.Read(dateline.Document{URL: address, MediaType: "text/html; charset=utf-8", Data: data})
	if err != nil {
		return pageText{}, err
	}
	p := pageText{text: a.Text, title: a.Title}
	if a.Published != nil {
		p.day = a.Published.Day().String()
	}
	return p, nil
}

// plainText is what go-trafilatura reads out of a page by itself, with its
// fallbacks and without comments.
func plainText(address string, data []byte) pageText {
	u, err := url.Parse(address)
	if err != nil {
		u = nil
	}
	r, err := trafilatura.Extract(bytes.NewReader(data), trafilatura.Options{OriginalURL: u, EnableFallback: true, ExcludeComments: true})
	if err != nil {
		return pageText{}
	}
	p := pageText{text: r.ContentText, title: r.Metadata.Title}
	if !r.Metadata.Date.IsZero() {
		p.day = r.Metadata.Date.Format(time.DateOnly)
	}
	return p
}

// textWords cuts as the scripts of the collections do: runs of letters, digits,
// other numbers and low lines. A mark that combines parts words, as it does there.
func textWords(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// bag counts.
func bag(items []string) map[string]int {
	m := map[string]int{}
	for _, x := range items {
		m[x]++
	}
	return m
}

// shared is how many items two bags share, each as often as in both.
func shared(a, b map[string]int) int {
	n := 0
	for x, k := range a {
		n += min(k, b[x])
	}
	return n
}

// shingleSize is how many words a shingle has in the article extraction benchmark.
const shingleSize = 4

// shingles are the runs of four words; a shorter text is one of its own, no words are none.
func shingles(s string) []string {
	w := textWords(s)
	if len(w) == 0 {
		return nil
	}
	var out []string
	for i := range max(1, len(w)-shingleSize+1) {
		out = append(out, strings.Join(w[i:min(i+shingleSize, len(w))], " "))
	}
	return out
}

// compareShingles notes precision, recall and exactness of a page's text as the
// article extraction benchmark does: precision where anything came, recall where
// anything was wanted.
func compareShingles(d *Doc, prefix, wanted, came string) (f1 float64) {
	w, c := shingles(wanted), shingles(came)
	both := float64(shared(bag(w), bag(c)))
	if len(c) > 0 {
		d.Measured(prefix+"precision", both/float64(len(c)))
	}
	if len(w) > 0 {
		d.Measured(prefix+"recall", both/float64(len(w)))
	}
	exact := 0.0
	if strings.Join(textWords(wanted), " ") == strings.Join(textWords(came), " ") {
		exact = 1
	}
	d.Measured(prefix+"accuracy", exact)
	return ratio(2*both, float64(len(w)+len(c)))
}

// shingleMetrics are F1 of the mean precision and the mean recall, those two, and
// the share of pages whose words are the same.
func shingleMetrics(prefix string) []Metric {
	p, r := Mean(prefix+"precision", prefix+"precision", Share), Mean(prefix+"recall", prefix+"recall", Share)
	return []Metric{
		{prefix + "f1", Share, func(ds []*Doc) float64 { a, b := p.Of(ds), r.Of(ds); return ratio(2*a*b, a+b) }},
		p, r, Mean(prefix+"accuracy", prefix+"accuracy", Share),
	}
}

// sameTitle compares the letters and digits of two titles.
func sameTitle(a, b string) bool {
	return strings.Join(textWords(fold(a)), " ") == strings.Join(textWords(fold(b)), " ")
}

// compareTitle notes whether a title is right.
func compareTitle(d *Doc, prefix, wanted, came string) {
	if wanted == "" {
		return
	}
	d.judge(prefix+"title", sameTitle(wanted, came), wanted, came, prefix == "")
}

// compareDay notes whether a day is right: the same, or within the month where
// nothing finer is wanted.
func compareDay(d *Doc, prefix, wanted, came string) {
	if wanted == "" {
		return
	}
	d.judge(prefix+"date", strings.HasPrefix(came, wanted), wanted, came, prefix == "")
}

func (d *Doc) judge(measure string, ok bool, wanted, came string, spell bool) {
	v := 0.0
	if ok {
		v = 1
	} else if spell {
		d.Miss(measure, wanted, came)
	}
	d.Measured(measure, v)
}

// textMisses spells out what a text lacks and what it has too much, paragraph by
// paragraph: those of which less than half of the shingles are on the other side.
func textMisses(d *Doc, wanted, came string) {
	other := func(a, b, at string) {
		have := bag(shingles(b))
		for p := range strings.SplitSeq(a, "\n") {
			s := shingles(p)
			if n := shared(bag(s), have); len(s) > 0 && 2*n < len(s) {
				if at == "lacks" {
					d.Miss("text", clip(p), "")
				} else {
					d.Miss("text", "", clip(p))
				}
			}
		}
	}
	other(wanted, came, "lacks")
	other(came, wanted, "beside")
}

// clip keeps the beginning of a paragraph.
func clip(s string) string {
	const most = 160
	if r := []rune(strings.TrimSpace(s)); len(r) > most {
		return string(r[:most]) + fmt.Sprintf("… (%d more)", len(r)-most)
	}
	return strings.TrimSpace(s)
}
