package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/codebook"
	"dateline/corpus"
)

// checkCommand finds faults in annotated reports and counts what they hold.
func checkCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "check DIR ...",
		Short: "Check annotated reports and count what they hold",
		Args:  cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var fault error
			for _, dir := range args {
				docs, err := corpus.Load(dir)
				if err == nil {
					err = knownTypes(docs)
				}
				if err != nil {
					fault = dateline.Errorf(dateline.Invalid, "annotated reports have faults")
					fmt.Fprintln(cmd.ErrOrStderr(), err)
					continue
				}
				fmt.Fprintln(cmd.OutOrStdout(), dir+":", count(docs))
			}
			return fault
		},
	}
}

func knownTypes(docs []*corpus.Document) error {
	book := codebook.Default()
	for _, d := range docs {
		for _, e := range d.Events {
			if _, ok := book.Type(e.Type); !ok {
				return dateline.Errorf(dateline.Invalid, "%s.txt:%d: %q is no type of the codebook", d.Name, e.Line, e.Type)
			}
		}
	}
	return nil
}

func count(docs []*corpus.Document) string {
	n := map[corpus.Tag]int{}
	words, events := 0, 0
	for _, d := range docs {
		words += len(strings.Fields(d.Text))
		events += len(d.Events)
		for _, m := range d.Marks {
			n[m.Tag]++
		}
	}
	s := fmt.Sprintf("%d reports, %d words, %d events", len(docs), words, events)
	for _, tag := range slices.Sorted(maps.Keys(n)) {
		s += fmt.Sprintf(", %d %s", n[tag], tag)
	}
	return s
}
