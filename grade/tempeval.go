package grade

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
	"dateline/when"
)

func tempeval() Collection {
	return Collection{
		Name:  "tempeval",
		Path:  "FILE|DIR",
		About: "Time expressions of TimeML documents: spans, types and TIMEX3 values",
		Long: `PATH is a TimeML document (.tml) or a directory that is searched for them: TimeBank,
AQUAINT and the other sets of TempEval-3 (2013). The words of the TEXT element are
read with the date of the DCT element; the TIMEX3 marks in TEXT are what is wanted.

Scores are those of TempEval-3's scorer. A mark that came matches one wanted when
they share a byte, each at most once, one of the very same bytes before others.
span_ counts such pairs, span_strict_ those of the very same bytes, type_ and value_
the pairs whose type or value is equal letter for letter. The document's own date
(DCT) counts nowhere.

The inline keys of WikiWars (.key.xml, TIMEX2) are read too: val is the value, the
type is what TIMEX3 would say of it, the document's date is DATETIME's.

--predictions is a directory of .tml files of the same names with other marks, in
the same folders, in others or in none.

TempEval-3's sets are to be had from its task page and from the repositories of
its participants; the texts of TimeBank and AQUAINT are their outlets'.`,
		Predicts: true,
		Published: []Figure{
			{"value_f1", "SUTime (platinum)", 67.4},
			{"value_f1", "CogCompTime (platinum)", 70.5},
			{"value_f1", "HeidelTime (platinum)", 77.6},
			{"value_f1", "UWTime (platinum, about)", 82.5},
		},
		Score: scoreTempeval,
	}
}

func scoreTempeval(path string, in Input) (*Sheet, error) {
	files, err := filesNamed(path, "a TimeML document (.tml) or a directory of such", ".tml", ".key.xml")
	if err != nil {
		return nil, err
	}
	var metrics []Metric
	for _, m := range []string{"span", "span_strict", "value", "type"} {
		metrics = append(metrics, PRF(m, m)...)
	}
	sheet := &Sheet{Metrics: metrics}
	var others *timexFiles
	if in.Predictions != "" {
		if others, err = timexFilesOf(in.Predictions, path); err != nil {
			return nil, err
		}
	}
	for _, f := range files {
		gold, err := readTML(f)
		if err != nil {
			return nil, err
		}
		var came []timex
		if others != nil {
			came, err = others.timexes(f, gold)
		} else {
			came, err = ownTimexes(f, gold)
		}
		if err != nil {
			return nil, err
		}
		d := &Doc{Name: filepath.Base(f)}
		compareTimexes(d, gold, came)
		sheet.Docs = append(sheet.Docs, d)
	}
	return sheet, nil
}

// ownTimexes are what the program finds.
func ownTimexes(file string, gold *tml) ([]timex, error) {
	if gold.made == "" {
		return nil, dateline.Errorf(dateline.Invalid, "%s has no creation time; expected a TIMEX3 with a value in its DCT element, such as 1998-02-13, by which its text is read", file)
	}
	pub, err := dayOf(gold.made)
	if err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s: its creation time %q (DCT) does not begin with a day YYYY-MM-DD", file, gold.made)
	}
	var out []timex
	for _, t := range when.Annotate(gold.text, pub) {
		out = append(out, timex{t.Span, string(t.Type), t.Value})
	}
	return out, nil
}

// dayOf is the day that a TIMEX3 value begins with, nil for none.
func dayOf(value string) (*dateline.Date, error) {
	if value == "" {
		return nil, nil
	}
	if len(value) >= 8 && !strings.Contains(value, "-") {
		value = value[:4] + "-" + value[4:6] + "-" + value[6:8]
	}
	day, err := dateline.ParseDate(value[:min(len(value), 10)])
	return &day, err
}

// timexFiles are the documents of another system.
type timexFiles struct {
	dir, gold string
	named     map[string][]string // by the file's own name, wherever it stands
}

func timexFilesOf(dir, gold string) (*timexFiles, error) {
	files, err := filesNamed(dir, "a directory of .tml files with another system's marks", ".tml", ".key.xml")
	if err != nil {
		return nil, err
	}
	out := &timexFiles{dir, gold, map[string][]string{}}
	for _, f := range files {
		out.named[filepath.Base(f)] = append(out.named[filepath.Base(f)], f)
	}
	return out, nil
}

// of is the file that stands for one of gold's: that in the same folder, else the only one of
// its name.
func (t *timexFiles) of(file string) (string, error) {
	within, err := filepath.Rel(t.gold, file)
	if err != nil || within == "." {
		within = filepath.Base(file)
	}
	same, named := filepath.Join(t.dir, within), t.named[filepath.Base(file)]
	switch {
	case slices.Contains(named, same):
		return same, nil
	case len(named) == 1:
		return named[0], nil
	case len(named) > 1:
		return "", dateline.Errorf(dateline.Invalid, "%s are all named as %s, and none stands where that does; expected one, or %s", strings.Join(named, ", "), file, same)
	}
	return "", missing(same, "another system's marks on "+file+", there or anywhere in "+t.dir, fs.ErrNotExist)
}

// timexes are those of the document that stands for one of gold's.
func (t *timexFiles) timexes(file string, gold *tml) ([]timex, error) {
	name, err := t.of(file)
	if err != nil {
		return nil, err
	}
	doc, err := readTML(name)
	if err != nil {
		return nil, err
	}
	if strings.TrimRight(doc.text, " \n") != strings.TrimRight(gold.text, " \n") {
		return nil, dateline.Errorf(dateline.Invalid, "%s: the words of its TEXT are not those of %s", name, file)
	}
	return doc.timexes, nil
}

// compareTimexes counts what came against what was wanted.
func compareTimexes(d *Doc, gold *tml, came []timex) {
	pairs := pairTimexes(gold.timexes, came)
	var span, strict, value, typ float64
	taken := make([]bool, len(came))
	show := func(t timex) string {
		return fmt.Sprintf("%q %s %s", strings.Join(strings.Fields(t.Span.In(gold.text)), " "), t.Type, t.Value)
	}
	for i, w := range gold.timexes {
		k := pairs[i]
		if k < 0 {
			d.Miss("span", show(w), "")
			continue
		}
		taken[k] = true
		c := came[k]
		span++
		if c.Span == w.Span {
			strict++
		} else {
			d.Miss("span_strict", show(w), show(c))
		}
		if c.Type == w.Type {
			typ++
		} else {
			d.Miss("type", show(w), show(c))
		}
		if c.Value == w.Value {
			value++
		} else {
			d.Miss("value", show(w), show(c))
		}
	}
	for k, c := range came {
		if !taken[k] {
			d.Miss("span", "", show(c))
		}
	}
	n, m := float64(len(came)), float64(len(gold.timexes))
	d.Add("span", span, n, m)
	d.Add("span_strict", strict, n, m)
	d.Add("value", value, n, m)
	d.Add("type", typ, n, m)
}

// pairTimexes gives each wanted one the index of the one that came for it, -1
// for none: one of the same bytes, else the first free one that overlaps it.
// Both lists are in the order of the text.
func pairTimexes(gold, came []timex) []int {
	pairs := make([]int, len(gold))
	free := make([]bool, len(came))
	at := map[dateline.Span]int{}
	for k, c := range came {
		free[k] = true
		at[c.Span] = k
	}
	for i, w := range gold {
		pairs[i] = -1
		if k, ok := at[w.Span]; ok && free[k] {
			pairs[i], free[k] = k, false
		}
	}
	first := 0
	for i, w := range gold {
		if pairs[i] >= 0 {
			continue
		}
		for first < len(came) && came[first].End <= w.Start {
			first++
		}
		for k := first; k < len(came) && came[k].Start < w.End; k++ {
			if free[k] && came[k].Overlaps(w.Span) {
				pairs[i], free[k] = k, false
				break
			}
		}
	}
	return pairs
}
