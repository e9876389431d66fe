// Command stream writes synthetic streams of reports whose truth is known: what
// happened, which reports tell of it, who copied whom. The towns, groups and forces
// are real, what happens to them is made up, and so are all outlets and people.
//
// The sentences come from a grammar of its own (grammar/*.txt), which says a
// thing in many ways and knows nothing of the reader. The same seed gives the
// same bytes. Reports come in order of publication, about --density of them a
// day; a longer stream lasts longer. Beside FILE.jsonl stands FILE.truth.jsonl.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/gazetteer"
	"dateline/register"
)

func main() {
	if err := command().Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "stream:", err)
		os.Exit(1)
	}
}

func command() *cobra.Command {
	o := options{}
	var start string
	cmd := &cobra.Command{
		Use:   "stream --out FILE.jsonl",
		Short: "Write a synthetic stream of reports whose truth is known",
		Long: `Writes FILE.jsonl, a report a line in order of publication (id, outlet, title, published, url,
text), and FILE.truth.jsonl beside it: a line for each event with its day, place and last toll, before
the first report that tells it, and a line for each report with its story, its kind (own, exact, edited, rewrite,
round-up, noise), what it copies, its origin, and each event as it tells it, with the words.

--readings FILE writes a reading of each report as well, derived from the truth with faults such as a
reader makes, so that linking can be measured without reading.`,
		Example:       `  go run ./cmd/stream --reports 10000 --seed 7 --out stream.jsonl`,
		Args:          cobra.NoArgs,
		SilenceErrors: true,
		SilenceUsage:  true,
		RunE: func(*cobra.Command, []string) error {
			var err error
			if o.start, err = dateline.ParseDate(start); err != nil {
				return err
			}
			return o.write()
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.reports, "reports", 1000, "how many reports")
	f.Uint64Var(&o.seed, "seed", 1, "what the stream follows from")
	f.IntVar(&o.density, "density", 500, "about how many reports a day")
	f.IntVar(&o.words, "words", 0, "have reports of one event go on until they have so many words")
	f.StringVar(&start, "start", "2024-01-01", "the stream's first day")
	f.StringVar(&o.out, "out", "", "the file to write, its name ending in .jsonl")
	f.StringVar(&o.readings, "readings", "", "write readings of the reports to this file")
	return cmd
}

type options struct {
	reports, density int
	words            int // that a report of an event has at least
	seed             uint64
	start            dateline.Date
	out, readings    string
}

// newStream is a stream with its world, at its first midnight.
func newStream(o options) (*stream, error) {
	w, err := newWorld(gazetteer.Default(), register.Default(), o.seed)
	if err != nil {
		return nil, err
	}
	g, err := newGrammar()
	if err != nil {
		return nil, err
	}
	return &stream{world: w, grammar: g, seed: o.seed, start: o.start, density: o.density, words: o.words}, nil
}
