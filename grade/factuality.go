package grade

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"math"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"dateline"
	"dateline/reader"
)

// factuality is whether what words tell of took place, on a scale.
var factuality = Collection{
	Name:  "factuality",
	Path:  "FILE|DIR",
	About: "Whether what a word tells of took place, by the scale of event factuality (UW, MEANTIME)",
	Long: `FILE is a set in columns (*.conll): a token a line, seven columns parted by tabs
(number, word, score or _, part of speech, head, relation, lemma), a blank line behind
each sentence. Of a DIR every *.conll beneath it is read, those named *cross* aside, which
hold the same sentences once more. A sentence is a document.

The reader is asked about each word that has a score, the sentence put together from
its tokens as the whole report. Its answer on the scale from -3 (certainly not) to 3
(certainly so) is made of occurrence and basis so:

  happened, reported or claimed    3      planned                        2
  happened, alleged                2.5    foiled                         0.5
  happened, denied                 1      did not happen: verb negated  -2
  unknown                          1.5    did not happen otherwise      -0.5

  mae            mean absolute error over all words
  correlation    Pearson's r over all words
  mae_NAME, correlation_NAME   of the set in the folder NAME
  mae_constant   the error of answering 3 everywhere; mae_constant_NAME likewise

--predictions is a FILE or DIR of the same words with other scores in the third column.

Both sets, in this scale: https://github.com/gabrielStanovsky/unified-factuality
(Stanovsky and others 2017). Licence: none stated.`,
	Predicts: true,
	Published: []Figure{
		{"mae_uw", "Lee and others 2015, UW test", .511},
		{"correlation_uw", "Lee and others 2015, UW test", .708},
		{"mae_uw", "Stanovsky and others 2017, UW test", .42},
		{"correlation_uw", "Stanovsky and others 2017, UW test", .66},
		{"mae_meantime", "Stanovsky and others 2017, MEANTIME test", .34},
		{"correlation_meantime", "Stanovsky and others 2017, MEANTIME test", .47},
	},
	Score: scoreFactuality,
}

// A factualWord is a token and, where it has one, its score.
type factualWord struct {
	word  string
	score *float64
}

// A factualSentence is a sentence with its set.
type factualSentence struct {
	set, at string // folder; file and line of its first word
	words   []factualWord
}

func scoreFactuality(path string, in Input) (*Sheet, error) {
	gold, err := readFactuality(path)
	if err != nil {
		return nil, err
	}
	var other []factualSentence
	if in.Predictions != "" {
		if other, err = readFactuality(in.Predictions); err != nil {
			return nil, err
		}
		if err := sameWords(gold, other, in.Predictions); err != nil {
			return nil, err
		}
	}
	s := &Sheet{Metrics: factualMetrics("", "all")}
	var sets []string
	for _, g := range gold {
		if !slices.Contains(sets, g.set) {
			sets = append(sets, g.set)
		}
	}
	slices.Sort(sets)
	for _, set := range sets {
		s.Metrics = append(s.Metrics, factualMetrics("_"+set, set)...)
	}
	for _, set := range sets {
		s.Metrics = append(s.Metrics, Mean("mae_constant_"+set, "constant "+set, Plain))
	}
	s.Metrics = append(s.Metrics, Mean("mae_constant", "constant all", Plain))
	s.Docs = each(len(gold), func(i int) *Doc {
		g := gold[i]
		var came []float64
		if other != nil {
			for _, w := range other[i].words {
				if w.score != nil {
					came = append(came, *w.score)
				}
			}
		} else {
			came = judged(g, in)
		}
		return compareFactuality(g, came)
	})
	return s, nil
}

func factualMetrics(suffix, set string) []Metric {
	return []Metric{
		Mean("mae"+suffix, "error "+set, Plain),
		{"correlation" + suffix, Plain, func(ds []*Doc) float64 {
			var xs, ys []float64
			for _, d := range ds {
				xs, ys = append(xs, d.Values["gold "+set]...), append(ys, d.Values["came "+set]...)
			}
			return pearson(xs, ys)
		}},
	}
}

// judged is what the program answers of each word that has a score.
func judged(g factualSentence, in Input) []float64 {
	words := make([]string, len(g.words))
	for i, w := range g.words {
		words[i] = w.word
	}
	sentence, spans := joinWords(words)
	var qs []reader.Question
	for i, w := range g.words {
		if w.score != nil {
			qs = append(qs, reader.Question{Span: spans[i]})
		}
	}
	var out []float64
	for _, a := range in.Ask(&dateline.Report{ID: "r1", Language: "en", Text: sentence}, qs) {
		out = append(out, float64(a.Degree)/100)
	}
	return out
}

func compareFactuality(g factualSentence, came []float64) *Doc {
	d := &Doc{Name: g.at}
	k := 0
	for _, w := range g.words {
		if w.score == nil {
			continue
		}
		for _, set := range []string{"all", g.set} {
			d.Measured("error "+set, math.Abs(*w.score-came[k]))
			d.Measured("gold "+set, *w.score)
			d.Measured("came "+set, came[k])
			d.Measured("constant "+set, 3-*w.score)
		}
		if math.Abs(*w.score-came[k]) >= 1.5 {
			d.Miss("degree", fmt.Sprintf("%s %.1f", w.word, *w.score), fmt.Sprintf("%.1f", came[k]))
		}
		k++
	}
	return d
}

// pearson is the correlation of pairs, 0 when one side does not vary.
func pearson(xs, ys []float64) float64 {
	n := float64(len(xs))
	var sx, sy, sxx, syy, sxy float64
	for i := range xs {
		sx, sy = sx+xs[i], sy+ys[i]
		sxx, syy, sxy = sxx+xs[i]*xs[i], syy+ys[i]*ys[i], sxy+xs[i]*ys[i]
	}
	vx, vy := sxx-sx*sx/n, syy-sy*sy/n
	if n == 0 || vx <= 0 || vy <= 0 {
		return 0
	}
	return (sxy - sx*sy/n) / math.Sqrt(vx*vy)
}

// sameWords fails unless both have the same sentences with the same words scored.
func sameWords(gold, other []factualSentence, path string) error {
	if len(gold) != len(other) {
		return dateline.Errorf(dateline.Invalid, "%s: %d sentences; the collection has %d", path, len(other), len(gold))
	}
	for i := range gold {
		if !slices.EqualFunc(gold[i].words, other[i].words, func(a, b factualWord) bool {
			return a.word == b.word && (a.score == nil) == (b.score == nil)
		}) {
			return dateline.Errorf(dateline.Invalid, "%s: the words, or which of them have a score, are not those of %s", other[i].at, gold[i].at)
		}
	}
	return nil
}

const factualForm = "a set of event factuality in columns (*.conll) or a directory of such"

// readFactuality reads a file, or all of a directory, in order of their names.
func readFactuality(path string) ([]factualSentence, error) {
	files := []string{path}
	if isDir(path) {
		files = nil
		err := filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
			if err == nil && !e.IsDir() && strings.HasSuffix(p, ".conll") && !strings.Contains(filepath.Base(p), "cross") {
				files = append(files, p)
			}
			return err
		})
		if err != nil {
			return nil, missing(path, factualForm, err)
		}
		if len(files) == 0 {
			return nil, dateline.Errorf(dateline.NotFound, "%s: no file *.conll in it; want the sets of event factuality in columns", path)
		}
	}
	var out []factualSentence
	for _, f := range files {
		sentences, err := readFactualFile(f)
		if err != nil {
			return nil, err
		}
		out = append(out, sentences...)
	}
	return out, nil
}

func readFactualFile(path string) ([]factualSentence, error) {
	data, err := readExpected(path, factualForm)
	if err != nil {
		return nil, err
	}
	abs, err := filepath.Abs(path)
	if err != nil {
		abs = path
	}
	set := filepath.Base(filepath.Dir(abs))
	var out []factualSentence
	var words []factualWord
	scored, begin := 0, 1
	flush := func() {
		if len(words) > 0 {
			out = append(out, factualSentence{set, fmt.Sprintf("%s:%d", path, begin), words})
		}
		words = nil
	}
	lines := bufio.NewScanner(bytes.NewReader(data))
	lines.Buffer(nil, 1<<24)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimRight(lines.Text(), "\r")
		if strings.TrimSpace(line) == "" {
			flush()
			begin = n + 1
			continue
		}
		cols := strings.Split(line, "\t")
		if len(cols) != 7 {
			return nil, dateline.Errorf(dateline.Invalid, "%s:%d: %d columns parted by tabs; want seven: number, word, score or _, part of speech, head, relation, lemma", path, n, len(cols))
		}
		if cols[1] == "" {
			return nil, dateline.Errorf(dateline.Invalid, "%s:%d: no word in the second column", path, n)
		}
		w := factualWord{word: cols[1]}
		if cols[2] != "_" {
			v, err := strconv.ParseFloat(cols[2], 64)
			if err != nil || !(v >= -3 && v <= 3) {
				return nil, dateline.Errorf(dateline.Invalid, "%s:%d: %q is no score; want a number from -3 to 3, or _", path, n, cols[2])
			}
			w.score = &v
			scored++
		}
		words = append(words, w)
	}
	if err := lines.Err(); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "read %s: %w", path, err)
	}
	flush()
	if scored == 0 {
		return nil, dateline.Errorf(dateline.Invalid, "%s: no word has a score; want a set of event factuality in columns", path)
	}
	return out, nil
}
