package grade

import (
	"cmp"
	"encoding/json"
	"path/filepath"
	"slices"
	"strings"

	"dateline"
	"dateline/text"
	"dateline/when"
)

// recognizedMarks are the expressions that a system finds in a case, and whether
// the k-th says what one of gold's readings does.
type recognizedMarks struct {
	timexes []timex
	right   func(gold recognized, k int) bool
}

// ownMarks are the program's.
func ownMarks(c recognizerCase) (recognizedMarks, error) {
	var pub *dateline.Date
	if r := c.Context.Reference; r != "" {
		day, err := dateline.ParseDate(r[:min(len(r), 10)])
		if err != nil {
			return recognizedMarks{}, err
		}
		pub = &day
	}
	var came []timex
	for _, m := range when.Annotate(c.Input, pub) {
		came = append(came, timex{m.Span, string(m.Type), m.Value})
	}
	found := when.Find(text.Sentence{Span: dateline.Span{Start: 0, End: len(c.Input)}}, c.Input)
	return recognizedMarks{came, func(g recognized, k int) bool {
		return g.says(came[k].Value) || g.intervalSays(found, pub) || g.endsSaid(came)
	}}, nil
}

// marks are those of another system's results.
func (c recognizerCase) marks() recognizedMarks {
	all := c.wanted()
	slices.SortStableFunc(all, func(a, b recognized) int { return cmp.Or(a.Start-b.Start, a.End-b.End) })
	var came []timex
	for _, r := range all {
		came = append(came, timex{r.Span, r.Type, strings.Join(r.timexes, " ")})
	}
	return recognizedMarks{came, func(g recognized, k int) bool {
		r := all[k]
		return slices.ContainsFunc(r.timexes, g.says) || slices.ContainsFunc(r.moments, g.says) ||
			slices.ContainsFunc(r.days, func(d [2]string) bool { return slices.Contains(g.days, d) }) ||
			slices.ContainsFunc(r.seconds, func(s string) bool { return slices.Contains(g.seconds, s) })
	}}
}

const recognizerForm = "a specification of Recognizers-Text (.json) or a directory of such"

func readRecognizers(file string) ([]recognizerCase, error) {
	raw, err := readExpected(file, recognizerForm)
	if err != nil {
		return nil, err
	}
	var cases []recognizerCase
	if err := json.Unmarshal([]byte(strings.TrimPrefix(string(raw), "\ufeff")), &cases); err != nil {
		return nil, dateline.Errorf(dateline.Invalid, "%s is no specification of Recognizers-Text (a JSON array of Input, Context and Results was expected): %v", file, err)
	}
	return cases, nil
}

// predictedRecognizers are another system's cases for a file of the collection:
// the file of its name, where predictions are a directory.
func predictedRecognizers(predictions, path, file string, gold []recognizerCase) ([]recognizerCase, error) {
	name := predictions
	if isDir(predictions) {
		below := filepath.Base(file)
		if isDir(path) {
			if rel, err := filepath.Rel(path, file); err == nil {
				below = rel
			}
		}
		name = filepath.Join(predictions, below)
	}
	cases, err := readRecognizers(name)
	if err != nil {
		return nil, err
	}
	if !slices.EqualFunc(gold, cases, func(a, b recognizerCase) bool { return a.Input == b.Input }) {
		return nil, dateline.Errorf(dateline.Invalid, "%s: its cases are not those of %s; expected the same Input in the same order, with other Results", name, file)
	}
	return cases, nil
}
