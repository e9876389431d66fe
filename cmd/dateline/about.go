package main

import (
	"bytes"
	"fmt"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/codebook"
)

func (p program) codebookCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "codebook [TYPE|FAMILY]",
		Short: "Print the codebook, one event type or one family of it",
		Long: `Prints the event types: their definitions, roles, examples and counter-examples,
and the codes of other schemes that they map to.`,
		Example: `  dateline codebook
  dateline codebook attack
  dateline codebook attack.ambush`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			var out bytes.Buffer
			code := ""
			if len(args) > 0 {
				code = args[0]
			}
			if err := codebook.Default().Print(&out, code); err != nil {
				return err
			}
			return p.print(out.Bytes())
		},
	}
}

func (p program) versionCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of the program and of what makes its output",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			reader, linker := makers()
			return p.print(fmt.Appendf(nil, "dateline %s\n%s\n%s\ncodebook/%s\n", version, reader, linker, codebook.Default().Version))
		},
	}
}

func (p program) licencesCommand() *cobra.Command {
	return &cobra.Command{
		Use:     "licences",
		Aliases: []string{"licenses"},
		Short:   "Print whose data and code the program holds, and their licences",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return p.print([]byte(dateline.Notice()))
		},
	}
}
