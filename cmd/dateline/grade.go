package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/grade"
)

func (p program) gradeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "grade",
		Short: "Score what is read against collections with known answers",
		Long: `Scores what the program reads against collections whose answers are known.

Precision is the share of events that were wanted among those found and those
that match nothing, recall the share of the wanted that were found; "wants" are
the single things wanted of an event (type, status, a role, a place, ...).

Exit status: 0 it ran, however bad the score, 1 the collection is missing or
broken, 2 usage, 3 the run could not be finished.`,
		RunE: func(cmd *cobra.Command, args []string) error {
			var sets []string
			for _, c := range cmd.Commands() {
				if c.IsAvailableCommand() {
					sets = append(sets, c.Name())
				}
			}
			said := "say what to grade"
			if len(args) > 0 {
				said = fmt.Sprintf("%q is no set that can be graded", args[0])
			}
			return dateline.Errorf(dateline.Invalid, "%s; the sets are %s", said, strings.Join(sets, ", "))
		},
	}
	cmd.AddCommand(p.gradeSeedsCommand(), p.gradeStoriesCommand())
	for _, c := range grade.Collections() {
		cmd.AddCommand(p.gradeCollectionCommand(c))
	}
	return cmd
}

func (p program) gradeSeedsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "seeds [flags] DIR",
		Short:   "Score the reports DIR/*.txt, read together, against DIR/gold.json",
		Example: `  dateline grade seeds --published 2019-05-17 ../shared/seeds`,
		Args:    onePath("DIR"),
	}
	published := publishedFlag(cmd)
	format := cmd.Flags().String("format", "text", "text or json")
	errors := cmd.Flags().Int("errors", -1, "how many misses to spell out; -1 is all")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var opts options
		var err error
		if opts.published, err = published(); err != nil {
			return err
		}
		if err := knownFormat(*format); err != nil {
			return err
		}
		score, err := grade.Seeds(args[0], p.grader(cmd.Context(), opts))
		if err != nil {
			return p.broken(err)
		}
		if *format == "json" {
			return p.printJSON(grade.Summarise(score))
		}
		return p.print([]byte(score.Text(*errors)))
	}
	return cmd
}

func (p program) gradeStoriesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "stories [flags] PATH",
		Short: "Score small stories, a text archive each: one file or a directory of *.txtar",
		Long: `Scores small stories, each a text archive (txtar) of report files and a gold.json,
and prints a line for each and the totals. PATH is one archive or a directory.`,
		Example: `  dateline grade stories --errors 3 grade/testdata/stories`,
		Args:    onePath("PATH"),
	}
	format := cmd.Flags().String("format", "text", "text or json")
	errors := cmd.Flags().Int("errors", 0, "how many of the worst stories to spell out; -1 is all")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := knownFormat(*format); err != nil {
			return err
		}
		scores, err := grade.Stories(args[0], p.grader(cmd.Context(), options{}))
		if err != nil {
			return p.broken(err)
		}
		if *format == "json" {
			return p.printJSON(grade.Summarise(scores...))
		}
		if *errors < 0 {
			*errors = len(scores)
		}
		var b strings.Builder
		for _, s := range grade.Worst(scores, *errors) {
			b.WriteString(s.Text(-1) + "\n")
		}
		for _, s := range scores {
			b.WriteString(s.Line() + "\n")
		}
		fmt.Fprintf(&b, "\n%d stories\n%s\n", len(scores), grade.Summarise(scores...).Tally.Text())
		return p.print([]byte(b.String()))
	}
	return cmd
}

// grader is the program's own way from files to a record.
func (p program) grader(ctx context.Context, opts options) grade.Reader {
	return func(files []grade.File) (dateline.Record, error) {
		var sources []source
		for _, f := range files {
			sources = append(sources, source{f.Path,
				func() (int64, error) { return int64(len(f.Data)), nil },
				func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(f.Data)), nil },
			})
		}
		return p.read(ctx, sources, opts)
	}
}

// broken ends the command over a collection that is missing or broken. Faults
// of the run pass as they are.
func (p program) broken(err error) error {
	switch dateline.KindOf(err) {
	case dateline.Invalid, dateline.NotFound:
		p.complain("%s", clean(err.Error()))
		return exitStatus(exitQuarantined)
	}
	return err
}

func onePath(what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) != 1 {
			return dateline.Errorf(dateline.Invalid, "%d arguments; give one %s", len(args), what)
		}
		return nil
	}
}

func (p program) printJSON(v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		return dateline.Errorf(dateline.Internal, "the score could not be written as JSON: %w", err)
	}
	return p.print(b.Bytes())
}
