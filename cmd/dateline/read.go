package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"github.com/spf13/cobra"

	"dateline"
)

// Options are what the command line says of every report.
type options struct {
	published *dateline.Moment // for reports that give no date
	outlet    *string          // for reports that name none
	decided   []dateline.Decision
}

func (p program) readCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "read [flags] PATH|- ...",
		Short: "Read reports and print the events they tell",
		Long: `Reads plain-text reports, one a file ("-" is standard input), and prints the
stories and events that they tell, each value with the words behind it. Nothing
is stored and no network is used.

A file may begin with a block of title:, outlet:, published:, modified: and url:
between two lines of three hyphens, or without them and ended by an empty line.

Exit status: 0 all read, 1 something was not (see standard error), 2 usage,
3 the run could not be finished.`,
		Example: `  dateline read reports/*.txt
  dateline read --published 2019-05-17 --format json a.txt b.txt
  dateline read --outlet "The Courier" - < story.txt`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return dateline.Errorf(dateline.Invalid, "no report named; give files, or - for standard input")
			}
			return nil
		},
	}
	published := publishedFlag(cmd)
	outlet := cmd.Flags().String("outlet", "", "outlet, for reports that name none")
	format := cmd.Flags().String("format", "text", "text or json")
	withText := cmd.Flags().Bool("with-text", false, "add each report's text to the JSON")
	why := cmd.Flags().Bool("why", false, "say in the text why each account is of its event")
	decisions := cmd.Flags().String("decisions", "", "file of what people decided, a JSON object a line; see docs/stories.md")
	color := colorFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		var opts options
		var err error
		if opts.published, err = published(); err != nil {
			return err
		}
		if *outlet != "" {
			opts.outlet = outlet
		}
		colored, err := p.color(*color)
		if err != nil {
			return err
		}
		if err := knownFormat(*format); err != nil {
			return err
		}
		if *withText && *format != "json" {
			return dateline.Errorf(dateline.Invalid, "--with-text goes with --format json")
		}
		if *why && *format != "text" {
			return dateline.Errorf(dateline.Invalid, "--why goes with --format text; JSON has it always, as merges")
		}
		if *decisions != "" {
			if opts.decided, err = readDecisions(*decisions); err != nil {
				return err
			}
		}
		rec, err := p.read(cmd.Context(), p.sources(args), opts)
		if err != nil {
			return err
		}
		var out []byte
		if *format == "json" {
			if out, err = recordJSON(rec, *withText); err != nil {
				return err
			}
		} else {
			out = render(rec, label, view{color: colored, why: *why})
		}
		if err := p.print(out); err != nil {
			return err
		}
		if len(rec.Quarantine) > 0 {
			return exitStatus(exitQuarantined)
		}
		return nil
	}
	return cmd
}

// publishedFlag adds --published to a command; the function gives its value
// once the command line is parsed, nil when it is not there.
func publishedFlag(cmd *cobra.Command) func() (*dateline.Moment, error) {
	flag := cmd.Flags().String("published", "", "day of publication (2019-05-17), for reports without")
	return func() (*dateline.Moment, error) {
		if !cmd.Flags().Changed("published") {
			return nil, nil
		}
		m, err := dateline.ParseMoment(*flag)
		if err != nil {
			return nil, fmt.Errorf("--published: %w", err)
		}
		if !m.Usable() {
			return nil, dateline.Errorf(dateline.Invalid, "--published: no report is from before %d or after %d, as %s is", dateline.FirstYear, dateline.LastYear, m)
		}
		return &m, nil
	}
}

func knownFormat(format string) error {
	if format != "text" && format != "json" {
		return dateline.Errorf(dateline.Invalid, "--format %q is none of text, json", format)
	}
	return nil
}

// read is the way of reports from their sources to a record. What could not be
// read stands in the record's quarantine and on standard error. The one error
// is that ctx ended.
func (p program) read(ctx context.Context, sources []source, opts options) (dateline.Record, error) {
	reports, failures, err := p.intake(ctx, sources, opts)
	if err != nil {
		return dateline.Record{}, err
	}
	eng := p.engine()
	reports, readings, broken, err := readings(ctx, eng, reports)
	if err != nil {
		return dateline.Record{}, err
	}
	failures = append(failures, broken...)
	rec := eng.Link(reports, readings, opts.decided)
	rec.Version = version
	rec.Reader, rec.Linker = eng.Makers()
	sortFailures(failures)
	rec.Quarantine = failures
	if err := p.warn(ctx, reports, &rec); err != nil {
		return dateline.Record{}, err
	}
	for _, f := range failures {
		p.complain("%s: %s", shown(f.Path), f.Reason)
	}
	return rec, nil
}

// readings reads reports on as many workers as there are processors. A report
// that breaks the reader leaves; the others keep their ids.
func readings(ctx context.Context, eng engine, reports []dateline.Report) ([]dateline.Report, []*dateline.Reading, []dateline.Failure, error) {
	out := make([]*dateline.Reading, len(reports))
	faults := make([]string, len(reports))
	err := each(ctx, len(reports), func(i int) {
		defer func() {
			if r := recover(); r != nil {
				faults[i] = fmt.Sprintf("the reader broke off, which is a fault of the program; send the report to its makers (%v)", r)
			}
		}()
		out[i] = eng.Read(&reports[i])
	})
	if err != nil {
		return nil, nil, nil, err
	}
	var failures []dateline.Failure
	n := 0
	for i, fault := range faults {
		if fault != "" {
			failures = append(failures, dateline.Failure{Path: reports[i].Path, Reason: fault})
			continue
		}
		reports[n], out[n] = reports[i], out[i]
		n++
	}
	return reports[:n], out[:n], failures, nil
}

func interrupted(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return dateline.Errorf(dateline.Internal, "interrupted: %w", err)
	}
	return nil
}

// sources are the inputs that the arguments name, each once.
func (p program) sources(args []string) []source {
	seen := map[string]bool{}
	var out []source
	for _, path := range args {
		switch {
		case seen[path]:
			p.complain("%s: named twice; read once", shown(path))
		case path == "-":
			out = append(out, stdinSource(p.stdin))
		default:
			out = append(out, fileSource(path))
		}
		seen[path] = true
	}
	return out
}

// shown is how messages name an input.
func shown(path string) string {
	if path == "-" {
		return "standard input"
	}
	return clean(path)
}

// why is the reason why a file could not be opened or read, for people.
func why(err error) string {
	switch {
	case errors.Is(err, os.ErrNotExist):
		return "no such file; check the path"
	case errors.Is(err, os.ErrPermission):
		return "reading it is not permitted; change its permissions"
	}
	var pathErr *os.PathError
	if errors.As(err, &pathErr) {
		err = pathErr.Err
	}
	return fmt.Sprintf("could not be read (%v); try again or give a copy", err)
}
