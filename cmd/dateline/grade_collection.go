package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/grade"
)

// gradeCollectionCommand scores one public collection.
func (p program) gradeCollectionCommand(c grade.Collection) *cobra.Command {
	cmd := &cobra.Command{
		Use:   c.Name + " [flags] " + c.Path,
		Short: c.About,
		Long:  c.About + ".\n\n" + c.Long,
		Args:  pathOf(c),
	}
	in := grade.Input{}
	format := cmd.Flags().String("format", "text", "text or json")
	errors := cmd.Flags().Int("errors", 0, "how many of the worst documents to spell out; -1 is all")
	if c.Predicts {
		cmd.Flags().StringVar(&in.Predictions, "predictions", "", "score this output of another system instead, in the collection's own form")
	}
	if slices.Contains(c.Flags, "each") {
		cmd.Flags().BoolVar(&in.Each, "each", false, "one report at a time")
	}
	if slices.Contains(c.Flags, "topics") {
		cmd.Flags().StringVar(&in.Topics, "topics", "", "which topics: train, val, test, all, or a list as 1-4,7; the default is val, or all where none of that is there")
	}
	if slices.Contains(c.Flags, "split") {
		cmd.Flags().StringVar(&in.Split, "split", "", "which part: dev, val or sealed; what is taken without it stands above")
	}
	if slices.Contains(c.Flags, "readings") {
		cmd.Flags().StringVar(&in.Readings, "readings", "", "link these readings of the reports, and read nothing")
	}
	if slices.Contains(c.Flags, "reports") {
		cmd.Flags().IntVar(&in.Reports, "reports", 0, "how many reports, from the first; 0 is all")
	}
	cmd.RunE = func(_ *cobra.Command, args []string) error {
		if err := knownFormat(*format); err != nil {
			return err
		}
		e := p.engine()
		in.Read, in.Link, in.Ask, in.Triggers, in.Chains = e.Read, undecided(e), e.Ask, e.Triggers, e.Chains
		in.Places, _ = e.(grade.PlaceReader)
		path := ""
		if len(args) > 0 {
			path = args[0]
		}
		sheet, err := c.Score(path, in)
		if err == nil && len(sheet.Docs) == 0 {
			err = dateline.Errorf(dateline.Invalid, "%s holds no document to score", path)
		}
		if err != nil {
			return p.broken(err)
		}
		if *format == "json" {
			return p.printJSON(sheet.Scored(c))
		}
		if *errors < 0 {
			*errors = len(sheet.Docs)
		}
		return p.print([]byte(sheet.Text(c, *errors)))
	}
	return cmd
}

// pathOf checks the arguments of a collection's command: a path, which those that
// the program holds itself do without.
func pathOf(c grade.Collection) cobra.PositionalArgs {
	if c.Own {
		return func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return dateline.Errorf(dateline.Invalid, "%d arguments; give one %s or none", len(args), strings.Trim(c.Path, "[]"))
			}
			return nil
		}
	}
	return onePath(c.Path)
}

// undecided links as an engine does, with nothing that people decided.
func undecided(e engine) func([]dateline.Report, []*dateline.Reading) dateline.Record {
	return func(reports []dateline.Report, readings []*dateline.Reading) dateline.Record {
		return e.Link(reports, readings, nil)
	}
}
