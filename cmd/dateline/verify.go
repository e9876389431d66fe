package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"dateline/store"
)

func (p program) verifyCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "verify [flags]",
		Short: "Read all that a ledger holds and say what is wrong with it",
		Long: `Looks at the database's own pages and indexes; at each text against its hash; that
what is read has its reading, that each quotation stands in its report at its place;
that what names another thing names one that is there, that the rows that lists go by
are those that follow from it, that nothing is left of what is gone; at the index of words, at what linking remembers, at people's decisions.
It can be run while others write. It mends nothing.

Exit status: 0 all is well, 1 something is wrong, 2 usage, 3 it could not go on.`,
		Args: cobra.NoArgs,
	}
	configFlags(cmd)
	quiet := cmd.Flags().Bool("quiet", false, "no progress")
	format := cmd.Flags().String("format", "text", "text or json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		if err := knownFormat(*format); err != nil {
			return err
		}
		w, err := p.openLedger(cmd, true)
		if err != nil {
			return err
		}
		defer w.close()
		return p.verify(cmd.Context(), w.ledger, *format == "json", *quiet)
	}
	return cmd
}

func (p program) verify(ctx context.Context, l *store.Ledger, asJSON, quiet bool) error {
	tell, done := p.steps(quiet)
	var looked int64
	found, err := l.Verify(ctx, func(n, of int64) {
		looked = n
		tell(fmt.Sprintf("%s of %s reports, events and raw documents looked at", grouped(int(n)), grouped(int(of))))
	})
	done()
	if err != nil {
		return p.unfinished(err)
	}
	if asJSON {
		err = p.printJSON(nonNil(found))
	} else {
		var out []byte
		for _, f := range found {
			out = fmt.Appendf(out, "%s\n", clean(f.String()))
		}
		end := "all is well"
		if len(found) > 0 {
			end = many(len(found), "thing is wrong", "things are wrong")
		}
		err = p.print(fmt.Appendf(out, "%s reports, events and raw documents looked at: %s\n", grouped(int(looked)), end))
	}
	if err == nil && len(found) > 0 {
		return exitStatus(exitQuarantined)
	}
	return err
}
