package main

import (
	"context"
	"slices"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/link"
)

func (p program) compareCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "compare [flags] A B",
		Short: "Set two reports beside each other: copy, rewrite, or told independently",
		Long: `Reads two plain-text reports ("-" is standard input) and says how they stand to
each other: what they share word for word, whom they credit or name as their
source, and how they differ in each field of the events that both tell.

  copy         one text, however it was cut, added to or edited
  rewrite      one tells in other words what the other reported
  independent  one event or one story, neither report from the other; it is said
               which, and whether one outlet tells it twice
  different    other news

Words count as shared in runs of four or more. What is quoted from a speaker
makes no copy: two reporters may have heard him. What speaks for one story and
against it is in hundredths of a logarithm of odds; at 0 both are as likely.

Exit status: 0 both were read, 1 one was not (see standard error), 2 usage,
3 the run could not be finished.`,
		Example: `  dateline compare examples/coast-courier.txt examples/river-post.txt
  dateline compare --format json a.txt b.txt`,
		Args: func(_ *cobra.Command, args []string) error {
			switch {
			case len(args) != 2:
				return dateline.Errorf(dateline.Invalid, "%d arguments; give two reports", len(args))
			case args[0] == "-" && args[1] == "-":
				return dateline.Errorf(dateline.Invalid, "standard input is one report; give a file for the other")
			}
			return nil
		},
	}
	published := publishedFlag(cmd)
	format := cmd.Flags().String("format", "text", "text or json")
	most := cmd.Flags().Int("passages", 5, "how many shared passages to quote, the longest; -1 is all")
	color := colorFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var opts options
		var err error
		if opts.published, err = published(); err != nil {
			return err
		}
		colored, err := p.color(*color)
		if err != nil {
			return err
		}
		if err := knownFormat(*format); err != nil {
			return err
		}
		both, err := p.compare(cmd.Context(), args, opts)
		if err != nil {
			return err
		}
		both.most = *most
		if *format == "json" {
			return p.printJSON(both.json())
		}
		return p.print(both.render(label, colored))
	}
	return cmd
}

// Sides are the two reports as the command line names them: sides[0] is A.
// Within the comparison they stand in the order of a record.
type sides struct {
	link.Comparison
	at   [2]int // of A and of B, in the comparison
	most int    // passages to show; negative is all
}

// compare reads and compares the reports at two paths. Where one cannot be read
// it says why, and ends the command.
func (p program) compare(ctx context.Context, paths []string, opts options) (*sides, error) {
	var reports []dateline.Report
	var failures []dateline.Failure
	for _, s := range paths {
		one, failed, err := p.intake(ctx, p.sources([]string{s}), opts) // one by one, as the same text twice is no mistake here
		if err != nil {
			return nil, err
		}
		reports, failures = append(reports, one...), append(failures, failed...)
	}
	s := &sides{at: [2]int{0, 1}}
	if len(failures) == 0 {
		if byContent(reports[1], reports[0]) < 0 {
			slices.Reverse(reports)
			s.at = [2]int{1, 0}
		}
		reports[0].ID, reports[1].ID = "r1", "r2"
		eng := p.engine()
		var read []*dateline.Reading
		var err error
		if reports, read, failures, err = readings(ctx, eng, reports); err != nil {
			return nil, err
		}
		if len(failures) == 0 {
			s.Comparison = eng.Compare([2]dateline.Report{reports[0], reports[1]}, [2]*dateline.Reading{read[0], read[1]})
			return s, nil
		}
	}
	for _, f := range failures {
		p.complain("%s: %s", shown(f.Path), f.Reason)
	}
	return nil, exitStatus(exitQuarantined)
}
