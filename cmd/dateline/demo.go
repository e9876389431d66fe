package main

import (
	"embed"
	"io/fs"

	"github.com/spf13/cobra"

	"dateline"
)

//go:embed sample/*.txt
var samples embed.FS

// demoHead stands above the demonstration, so that nobody takes it for news.
const demoHead = "SAMPLES: made-up reports of made-up events, to show what `dateline read` prints.\n\n"

func (p program) demoCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "demo",
		Short: "Read the sample reports that the program carries",
		Long: `Reads the sample reports that the program carries, just as read does with files,
and prints what they tell. The reports and the events in them are made up.`,
		Args: cobra.NoArgs,
	}
	color := colorFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		colored, err := p.color(*color)
		if err != nil {
			return err
		}
		names, err := fs.Glob(samples, "sample/*.txt")
		if err != nil {
			return dateline.Errorf(dateline.Internal, "the samples: %w", err)
		}
		var sources []source
		for _, name := range names {
			sources = append(sources, embeddedSource(samples, name))
		}
		rec, err := p.read(cmd.Context(), sources, options{})
		if err != nil {
			return err
		}
		if err := p.print(append([]byte(demoHead), render(rec, label, view{color: colored})...)); err != nil {
			return err
		}
		if len(rec.Quarantine) > 0 {
			return exitStatus(exitQuarantined)
		}
		return nil
	}
	return cmd
}
