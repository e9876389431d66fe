// Command train makes the learned weights that package tagger embeds, and checks
// the annotated reports that some of them are learned from.
//
// It fetches nothing: collections are named by their directories, and the
// project's own annotated reports stand in cmd/train/corpus. The same data and
// seed give the same bytes.
package main

import (
	"fmt"
	"os"

	"github.com/spf13/cobra"
)

func main() {
	root := &cobra.Command{
		Use:           "train",
		Short:         "Make the learned weights that Dateline embeds",
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.AddCommand(checkCommand(), eventsCommand(), referenceCommand(), udCommand(), muc4Command(), namesCommand(), termsCommand())
	if err := root.Execute(); err != nil {
		fmt.Fprintln(os.Stderr, "train:", err)
		os.Exit(1)
	}
}
