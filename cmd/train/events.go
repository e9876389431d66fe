package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/codebook"
	"dateline/corpus"
	"dateline/perceptron"
	"dateline/reader"
	"dateline/tagger"
)

// A shownWord is what a model of events learns from: features and the output
// that is right, "" for none.
type shownWord struct {
	features []string
	right    string
}

// A lessonPlan is how a chooser is trained.
type lessonPlan struct {
	name    string
	classes []string
	margin  int // in updates
	rounds  int
	hidden  int // of a hundred features, how many are hidden each time, so that no word is learned by heart
	pruning perceptron.Pruning
	// examples of one report
	of func(*corpus.Document) []shownWord
}

func eventsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "events",
		Short: "Train what tells of events, and whether they took place, from the annotated reports",
		Long: `Trains the models of event triggers from annotated reports (go doc ./corpus) and writes
their weights. Before that it learns from four fifths of the reports and prints how
well the last fifth is done, five times.`,
		Args: cobra.NoArgs,
	}
	data := cmd.Flags().String("data", "cmd/train/corpus", "directory of annotated reports")
	out := cmd.Flags().String("out", "tagger/weights/events.bin", "file to write")
	seed := cmd.Flags().Uint64("seed", 1, "for the order of examples")
	only := cmd.Flags().String("test", "", "test this model alone: trigger, occurrence or background")
	folds := cmd.Flags().Int("folds", 5, "parts to test with; 0 for no test")
	cmd.RunE = func(*cobra.Command, []string) error {
		docs, err := corpus.Load(*data)
		if err != nil {
			return err
		}
		if err := knownTypes(docs); err != nil {
			return err
		}
		var bin []byte
		parser, err := tagger.Default()
		if err != nil {
			return err
		}
		// what judges words reads as the program does, but for what is learned here
		options := reader.Options{Tagger: parser}
		if options.Attributor, err = tagger.NewAttributor(parser); err != nil {
			return err
		}
		if options.Names, err = tagger.DefaultNames(); err != nil {
			return err
		}
		for k := range 3 {
			// what judges events learns from those that the triggers learned before make
			c := plans(reader.New(options), docs)[k]
			sets := make([][]shownWord, len(docs))
			for i, d := range docs {
				sets[i] = c.of(d)
			}
			if *folds > 1 && (*only == "" || *only == c.name) {
				if err := c.test(sets, *folds, *seed); err != nil {
					return err
				}
			}
			table, err := c.table(slices.Concat(sets...), *seed)
			if err != nil {
				return err
			}
			fmt.Fprintf(os.Stderr, "%s: %d bytes\n", c.name, len(table))
			bin = append(bin, table...)
			if k == 0 {
				if options.Models.Trigger, _, err = tagger.OpenChooser(table); err != nil {
					return err
				}
			}
		}
		return os.WriteFile(*out, bin, 0o644)
	}
	return cmd
}

// plans are the models in the order of the file.
func plans(rd *reader.Reader, docs []*corpus.Document) []lessonPlan {
	vague := vagueWords(rd, docs)
	var types []string
	families := []string{"+"}
	for _, t := range codebook.Default().Types {
		types = append(types, "="+string(t.Code))
		if !slices.Contains(families, t.Family) {
			families = append(families, t.Family)
		}
	}
	few := perceptron.Pruning{Updates: 1, Least: 2}
	return []lessonPlan{
		{"trigger", append(families, types...), 3, 8, 30, perceptron.Pruning{Updates: 2, Least: 2}, func(d *corpus.Document) []shownWord { return triggerExamples(rd, vague, d) }},
		{"occurrence", []string{"=happened", "=planned", "=foiled", "=did-not-happen", "=unknown"}, 3, 8, 30, few, func(d *corpus.Document) []shownWord {
			return moodExamples(rd, d, func(e corpus.Event) string { return string(e.Occurrence) })
		}},
		{"background", []string{"=no", "=yes"}, 3, 8, 30, few, func(d *corpus.Document) []shownWord {
			return moodExamples(rd, d, func(e corpus.Event) string {
				if e.Background {
					return "yes"
				}
				return "no"
			})
		}},
	}
}

// moodExamples are the events that the reader finds, each with what is true of
// the annotated one that it shares most triggers with.
func moodExamples(rd *reader.Reader, d *corpus.Document, right func(corpus.Event) string) []shownWord {
	var out []shownWord
	for _, x := range rd.MoodExamples(d.Report()) {
		best, most := -1, 0
		for i, e := range d.Events {
			n := 0
			for _, m := range d.Of(e.ID, corpus.Trigger) {
				if slices.ContainsFunc(x.Triggers, m.Span.Overlaps) {
					n++
				}
			}
			if n > most {
				best, most = i, n
			}
		}
		if best >= 0 {
			out = append(out, shownWord{x.Features, right(d.Events[best])})
		}
	}
	return out
}

// triggerExamples are the words of a report that could tell of an event, with
// the type that the word itself tells of. Of several in one trigger the first
// stands for it, and nothing is learned of the rest.
func triggerExamples(rd *reader.Reader, vague map[string]bool, d *corpus.Document) []shownWord {
	types := map[string]dateline.EventCode{}
	for _, e := range d.Events {
		types[e.ID] = e.Type
	}
	taken := map[dateline.Span]bool{}
	var out []shownWord
	for _, x := range rd.TriggerExamples(d.Report()) {
		right, skip := "", false
		for _, m := range d.Marks {
			if m.Tag != corpus.Trigger || !m.Span.Overlaps(x.Span) {
				continue
			}
			if taken[m.Span] {
				skip = true
			} else {
				right = string(own(x, types[m.ID], vague))
			}
			taken[m.Span] = true
			break
		}
		if !skip {
			out = append(out, shownWord{x.Features, right})
		}
	}
	return out
}

// own is the type that a word tells of by itself, in an event of a type: "killed"
// tells of a killing, though the event is an ambush. That is what the codebook
// lists it for, if this can be said of the event, or the vaguest, a
// bare killing, where the word goes with attacks of all types.
func own(x reader.Example, event dateline.EventCode, vague map[string]bool) dateline.EventCode {
	book := codebook.Default()
	for _, c := range append([]dateline.EventCode{x.Told, event}, x.Known...) {
		if c == event && !slices.Contains(append(x.Known, x.Told), c) {
			continue
		}
		if c != "" && book.Related(c, event) {
			return c
		}
	}
	if vague[x.Lemma] && book.Related("attack.killing", event) {
		return "attack.killing"
	}
	return event
}

// vagueWords are the lemmas that tell of attacks of three types or more, none of
// which is most of them.
func vagueWords(rd *reader.Reader, docs []*corpus.Document) map[string]bool {
	n := map[string]map[dateline.EventCode]int{}
	for _, d := range docs {
		types := map[string]dateline.EventCode{}
		for _, e := range d.Events {
			types[e.ID] = e.Type
		}
		for _, x := range rd.TriggerExamples(d.Report()) {
			for _, m := range d.Marks {
				if m.Tag == corpus.Trigger && m.Span.Overlaps(x.Span) && codebook.Default().Related("attack.killing", types[m.ID]) {
					if n[x.Lemma] == nil {
						n[x.Lemma] = map[dateline.EventCode]int{}
					}
					n[x.Lemma][types[m.ID]]++
				}
			}
		}
	}
	out := map[string]bool{}
	for lemma, of := range n {
		total, most := 0, 0
		for _, k := range of {
			total, most = total+k, max(most, k)
		}
		out[lemma] = len(of) >= 3 && 2*most <= total
	}
	return out
}

// learn trains a chooser.
func (c lessonPlan) learn(xs []shownWord, seed uint64) (*perceptron.Perceptron, error) {
	p := perceptron.New(1)
	ch, err := tagger.NewChooser(c.classes, p)
	if err != nil {
		return nil, err
	}
	rng := rand.New(rand.NewPCG(seed, 7))
	order := rng.Perm(len(xs))
	var kept []string
	for range c.rounds {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			kept = kept[:0]
			for _, f := range xs[i].features {
				if rng.IntN(100) >= c.hidden {
					kept = append(kept, f)
				}
			}
			ch.Learn(kept, xs[i].right, c.margin)
		}
	}
	return p, nil
}

// crew is how many models are learned, each from another order of examples with
// other features hidden; the mean of them varies less than one.
const crew = 8

func (c lessonPlan) table(xs []shownWord, seed uint64) ([]byte, error) {
	type key struct {
		feature uint64
		class   uint8
	}
	all := map[key]int32{}
	for k := range uint64(crew) {
		p, err := c.learn(xs, seed*100+k)
		if err != nil {
			return nil, err
		}
		for _, w := range p.Weights(c.pruning) {
			all[key{w.Feature, w.Class}] += w.Value
		}
	}
	out := make([]tagger.Weight, 0, len(all))
	for k, v := range all {
		if v = v / crew; v > 1 || v < -1 {
			out = append(out, tagger.Weight{Feature: k.feature, Class: k.class, Value: v})
		}
	}
	return tagger.EncodeWeights(c.classes, out) // sorts them
}

// partByPart learns from all parts but one, folds times, and asks what was learned
// of the sets left out.
func partByPart[T any](sets [][]T, folds int, learn func([]T) ([]byte, error), ask func(*tagger.Chooser, []T)) error {
	for k := range folds {
		var train []T
		for i, xs := range sets {
			if i%folds != k {
				train = append(train, xs...)
			}
		}
		bin, err := learn(train)
		if err != nil {
			return err
		}
		ch, _, err := tagger.OpenChooser(bin)
		if err != nil {
			return err
		}
		for i, xs := range sets {
			if i%folds == k {
				ask(ch, xs)
			}
		}
	}
	return nil
}

// test learns from all parts but one and counts on that, part by part.
func (c lessonPlan) test(sets [][]shownWord, folds int, seed uint64) error {
	type shown struct {
		lead  int
		right string
		best  string
	}
	var all []shown
	learn := func(xs []shownWord) ([]byte, error) { return c.table(xs, seed) }
	err := partByPart(sets, folds, learn, func(ch *tagger.Chooser, xs []shownWord) {
		for _, x := range xs {
			best, lead, _ := ch.Choose(x.features, "")
			all = append(all, shown{lead, x.right, best})
		}
	})
	if err != nil {
		return err
	}
	if c.name != "trigger" {
		right := 0
		for _, s := range all {
			if s.best == s.right {
				right++
			}
		}
		fmt.Fprintf(os.Stderr, "%s: %.3f of %d right; the rules %.3f\n", c.name, float64(right)/float64(max(len(all), 1)), len(all), c.ruled(sets))
		return nil
	}
	wanted := 0
	for _, s := range all {
		if s.right != "" {
			wanted++
		}
	}
	for _, least := range []int{-500, -400, -300, -200, -100, 0, 100} {
		came, hit, exact := 0, 0, 0
		for _, s := range all {
			if s.lead <= least {
				continue
			}
			came++
			if s.right != "" {
				hit++
				if s.right == s.best {
					exact++
				}
			}
		}
		fmt.Fprintf(os.Stderr, "%s lead > %3d: precision %.3f recall %.3f, of those found exact %.3f (%d wanted of %d)\n", c.name, least, float64(hit)/float64(max(came, 1)), float64(hit)/float64(max(wanted, 1)), float64(exact)/float64(max(hit, 1)), wanted, len(all))
	}
	return nil
}

// ruled is the share of examples whose rules, which are among their features,
// say what is right.
func (c lessonPlan) ruled(sets [][]shownWord) float64 {
	name := map[string]string{"occurrence": "Ro|", "background": "Rg|"}[c.name]
	n, right := 0, 0
	for _, x := range slices.Concat(sets...) {
		n++
		want := x.right
		if c.name == "background" {
			want = map[string]string{"yes": "true", "no": "false"}[x.right]
		}
		if slices.Contains(x.features, name+want) {
			right++
		}
	}
	return float64(right) / float64(max(n, 1))
}
