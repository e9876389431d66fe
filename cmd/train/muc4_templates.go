package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/cmd/train/boost"
	"dateline/grade"
	"dateline/tagger"
)

func templatesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "templates",
		Short: "Train the judges of MUC-4's templates",
		Long: `Trains what says which incidents of a report are worth a template of MUC-4, where each was
and on which day, from the 1,300 training texts and their keys (dev/). Each text's fillers are found
by what is learned from the other texts, so that they are as unsure as those of new texts; the
role filler itself is not made anew.`,
		Args: cobra.NoArgs,
	}
	data := cmd.Flags().String("data", "", "directory with grit/ and dev/")
	out := cmd.Flags().String("out", "tagger/weights/muc4.bin", "file to write")
	l := fillLesson{folds: 4, groups: 150, least: 3, say: func(format string, args ...any) { fmt.Fprintf(os.Stderr, format, args...) }}
	cmd.Flags().IntVar(&l.forests, "forests", 2, "how many forests of a role judge fillers, which are averaged")
	least := cmd.Flags().Int32("least", -900, "the score, in thousandths of log odds, above which an incident is worth a template")
	cmd.RunE = func(*cobra.Command, []string) error {
		if *data == "" {
			return errNoMUC4
		}
		bin, err := l.templates(*data, *least)
		if err != nil {
			return err
		}
		l.say("%s: %d bytes\n", *out, len(bin))
		return os.WriteFile(*out, bin, 0o644)
	}
	return cmd
}

// templates makes the file of the judges of templates.
func (l fillLesson) templates(dir string, least int32) ([]byte, error) {
	lap := l.lap()
	school, err := l.readApart(dir, lap)
	if err != nil {
		return nil, err
	}
	byID := map[string]*fillText{}
	for _, t := range school.texts {
		byID[t.id] = t
	}
	lessons, err := grade.LessonsOfMUC4(filepath.Join(dir, "dev"), func(id, whole string, sentences []tagger.FillSentence) (tagger.FillReading, error) {
		t := byID[id]
		if t == nil {
			return tagger.FillReading{}, dateline.Errorf(dateline.NotFound, "grit/train.json has no text of that name")
		}
		return t.reading(whole, sentences, school.thresholds), nil
	})
	if err != nil {
		return nil, err
	}
	lap(fmt.Sprintf("lessons: %d incidents, %d places, %d dates", len(lessons.Keep), len(lessons.Place), len(lessons.Day)))
	keep := forestsOf(lessons.Keep, boost.Options{Trees: 100, Depth: 4, Rate: 0.06, Least: 5, L2: 2, Sample: 0.6, Columns: 0.4})
	place := forestsOf(lessons.Place, boost.Options{Trees: 80, Depth: 6, Rate: 0.08, Least: 4, L2: 2, Sample: 0.6, Columns: 0.4})
	day := forestsOf(lessons.Day, boost.Options{Trees: 80, Depth: 6, Rate: 0.08, Least: 4, L2: 2, Sample: 0.6, Columns: 0.4})
	lap("trained")
	return tagger.EncodeTemplates(keep, place, day, grade.MUC4Columns, least), nil
}

// templateSlack is by how much, in tagger.ForestUnit, fillers may miss what is asked of their role.
const templateSlack = 1000

// reading is what was found in a text by what was learned from others, at its places in
// whole, where the same words stand in capitals under the report's first line.
func (t *fillText) reading(whole string, sentences []tagger.FillSentence, thresholds [tagger.FillRoles]int32) tagger.FillReading {
	there := tagger.NewFillReport(whole, sentences, func(uint64) uint64 { return 0 })
	index := map[string]int{}
	for i, w := range there.Wordings() {
		index[w] = i
	}
	out := tagger.FillReading{Relevance: t.relevance, Events: t.eventScores}
	low := thresholds
	for r := range low {
		low[r] -= templateSlack
	}
	for _, k := range t.report.Choose(t.rows, t.judged, low) {
		row := t.rows[k]
		i, ok := index[t.wordings[row.Name]]
		if !ok {
			continue
		}
		best, places := 0, t.placeScores[row.Name]
		for p := range places {
			if places[p][row.Role] > places[best][row.Role] {
				best = p
			}
		}
		at := there.Places(i)
		over := t.judged[k] - thresholds[row.Role]
		out.Fills = append(out.Fills, tagger.Fill{Role: row.Role, Span: at[min(best, len(at)-1)], At: at, Score: t.judged[k], Over: over, Sure: over > 0})
	}
	return out
}

// forestsOf trains four forests, which are averaged. What is right in part speaks for itself and against itself.
func forestsOf(rows []grade.MUC4Row, o boost.Options) []*tagger.Forest {
	var examples []boost.Example
	for _, r := range rows {
		examples = append(examples, boost.Example{Values: r.Values, Label: r.Worth >= 0.5}, boost.Example{Values: r.Values, Label: r.Worth == 1})
	}
	out := make([]*tagger.Forest, 4)
	inParallel(len(out), func(i int) {
		o := o
		o.Seed = uint64(i + 1)
		out[i] = boost.Train(examples, o)
	})
	return out
}
