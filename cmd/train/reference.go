package main

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/corpus"
	"dateline/perceptron"
	"dateline/reader"
	"dateline/tagger"
)

func referenceCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "reference",
		Short: "Train what pronouns and descriptions stand for, from the annotated reports",
		Long: `Trains the model of reference from annotated reports (go doc ./corpus) and writes its
weights. Before that it learns from four fifths of the reports and prints how well
the last fifth is done, five times, by how far a choice leads.`,
		Args: cobra.NoArgs,
	}
	data := cmd.Flags().String("data", "cmd/train/corpus", "directory of annotated reports")
	out := cmd.Flags().String("out", "tagger/weights/reference.bin", "file to write")
	seed := cmd.Flags().Uint64("seed", 1, "for the order of examples")
	folds := cmd.Flags().Int("folds", 5, "parts to test with; 0 for no test")
	cmd.RunE = func(*cobra.Command, []string) error {
		docs, err := corpus.Load(*data)
		if err != nil {
			return err
		}
		parser, err := tagger.Default()
		if err != nil {
			return err
		}
		options := reader.Options{Tagger: parser}
		if options.Names, err = tagger.DefaultNames(); err != nil {
			return err
		}
		rd := reader.New(options)
		sets := make([][]mention, len(docs))
		for i, d := range docs {
			sets[i] = mentionsOf(rd, d)
		}
		plan := lessonPlan{name: "reference", classes: []string{"=yes"}, margin: 3, rounds: 6, hidden: 25, pruning: perceptron.Pruning{Updates: 3, Least: 2}}
		if *folds > 1 {
			if err := testReference(plan, sets, *folds, *seed); err != nil {
				return err
			}
		}
		table, err := plan.rankTable(slices.Concat(sets...), *seed)
		if err != nil {
			return err
		}
		fmt.Fprintf(os.Stderr, "reference: %d bytes\n", len(table))
		return os.WriteFile(*out, table, 0o644)
	}
	return cmd
}

// A mention is a phrase beside all that it may stand for.
type mention []shownWord

// mentionsOf are the phrases of a report that have an id, and what they may stand for.
func mentionsOf(rd *reader.Reader, d *corpus.Document) []mention {
	var out []mention
	last := -1
	for _, x := range rd.ReferenceLessons(d.Report(), func(head dateline.Span) string { return markOver(d, head) }) {
		right := ""
		if x.Same {
			right = "yes"
		}
		if x.Mention != last {
			out = append(out, nil)
			last = x.Mention
		}
		out[len(out)-1] = append(out[len(out)-1], shownWord{x.Features, right})
	}
	return out
}

// markOver is the id of the innermost mark of an entity around a span, "" for none.
func markOver(d *corpus.Document, at dateline.Span) string {
	id, least := "", 1<<30
	for _, m := range d.Marks {
		switch m.Tag {
		case corpus.Trigger, corpus.Source, corpus.Cue, corpus.Content:
			continue
		}
		if m.Start <= at.Start && at.End <= m.End && m.Len() < least {
			id, least = m.ID, m.Len()
		}
	}
	return id
}

// rankTable learns to put what a phrase stands for before all else, and before
// nothing, which scores 0; the mean of a crew, as table makes it.
func (c lessonPlan) rankTable(all []mention, seed uint64) ([]byte, error) {
	hashed := make([][][]uint64, len(all))
	for i, m := range all {
		for _, x := range m {
			var fs []uint64
			for _, f := range x.features {
				fs = append(fs, tagger.Feature(0, tagger.Hash(f)))
			}
			hashed[i] = append(hashed[i], fs)
		}
	}
	sum := map[uint64]int32{}
	for k := range uint64(crew) {
		p := perceptron.New(1)
		rng := rand.New(rand.NewPCG(seed*100+k, 7))
		order := rng.Perm(len(all))
		for range c.rounds {
			rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
			for _, i := range order {
				c.rank(p, all[i], hashed[i], rng)
			}
		}
		for _, w := range p.Weights(c.pruning) {
			sum[w.Feature] += w.Value
		}
	}
	var out []tagger.Weight
	for f, v := range sum {
		if v = v / crew; v > 1 || v < -1 {
			out = append(out, tagger.Weight{Feature: f, Value: v})
		}
	}
	return tagger.EncodeWeights(c.classes, out) // sorts them
}

// rank corrects the model by one phrase.
func (c lessonPlan) rank(p *perceptron.Perceptron, m mention, hashed [][]uint64, rng *rand.Rand) {
	kept := make([][]uint64, len(m))
	right, wrong := -1, -1
	var scores [1]int32
	reached, rival := 0, -1<<30
	for i := range m {
		for _, f := range hashed[i] {
			if rng.IntN(100) >= c.hidden {
				kept[i] = append(kept[i], f)
			}
		}
		scores[0] = 0
		p.Score(kept[i], scores[:])
		n := int(scores[0])
		if m[i].right != "" {
			right, reached = i, n
		} else if n > rival {
			wrong, rival = i, n
		}
	}
	defer p.Tick()
	if right >= 0 {
		if reached <= max(rival, 0)+c.margin {
			p.Update(kept[right], 0, 1)
			if wrong >= 0 && rival >= reached-c.margin {
				p.Update(kept[wrong], 0, -1)
			}
		}
	} else if wrong >= 0 && rival >= -c.margin {
		p.Update(kept[wrong], 0, -1)
	}
}

// testReference learns from all parts but one and counts on that, part by part.
func testReference(plan lessonPlan, sets [][]mention, folds int, seed uint64) error {
	type choice struct {
		lead        int
		right, have bool // the choice is right; there was a right one
	}
	var pronouns, others []choice
	learn := func(xs []mention) ([]byte, error) { return plan.rankTable(xs, seed) }
	err := partByPart(sets, folds, learn, func(ch *tagger.Chooser, xs []mention) {
		for _, m := range xs {
			c := choice{lead: -1 << 30}
			for _, x := range m {
				c.have = c.have || x.right != ""
				if _, lead, _ := ch.Choose(x.features, ""); lead > c.lead {
					c.lead, c.right = lead, x.right != ""
				}
			}
			switch m[0].features[0] {
			case "b|he", "b|she", "b|it", "b|they":
				pronouns = append(pronouns, c)
			default:
				others = append(others, c)
			}
		}
	})
	if err != nil {
		return err
	}
	for _, part := range []struct {
		name string
		of   []choice
	}{{"pronouns", pronouns}, {"descriptions", others}} {
		for _, least := range []int{-1 << 29, -300, -200, -150, -100, -60, -30, 0, 30, 60, 100, 150} {
			came, right, wanted := 0, 0, 0
			for _, c := range part.of {
				if c.have {
					wanted++
				}
				if c.lead > least {
					came++
					if c.right {
						right++
					}
				}
			}
			fmt.Fprintf(os.Stderr, "%s, lead > %d: precision %.3f recall %.3f (%d wanted of %d)\n", part.name, least, float64(right)/float64(max(came, 1)), float64(right)/float64(max(wanted, 1)), wanted, len(part.of))
		}
	}
	return nil
}
