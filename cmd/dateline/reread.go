package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/pipeline"
)

func (p program) rereadCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "reread [flags]",
		Short: "Read again what an older version of the reader has read",
		Long: `Has each report read again that has no reading by this version of the reader,
behind all new reports, and links it anew. Older readings stay. Reports can come
in meanwhile; stopped, it is run again to go on.

Exit status: 0 all was read, 1 something was not, 2 usage, 3 stopped.`,
		Args: cobra.NoArgs,
	}
	configFlags(cmd)
	noWait := cmd.Flags().Bool("no-wait", false, "only ask for it; 'dateline work' or 'dateline watch' does it")
	quiet := cmd.Flags().Bool("quiet", false, "no progress")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		ctx := cmd.Context()
		w, err := p.openLedger(cmd, true)
		if err != nil {
			return err
		}
		defer w.close()
		w.hush()
		g := newProgress(&pipeline.Tally{}, 0)
		line, err := p.newPipeline(w, w.stages(dateline.StageRead), g, pipeline.Given{})
		if err != nil {
			return err
		}
		n, err := line.Reread(ctx)
		if err != nil {
			return p.unfinished(err)
		}
		reading, _ := makers()
		if err := p.print(fmt.Appendf(nil, "%s to be read by %s\n", count(n, "report is", "reports are"), reading)); err != nil || *noWait {
			return err
		}
		g.wanted = n
		err = p.follow(ctx, g, *quiet, func() error { return line.Until(ctx, nothing) })
		g.mu.Lock()
		failures, lost, read, linked := g.failures, g.failed(), g.read, g.linked
		g.mu.Unlock()
		for _, f := range failures {
			p.complain("%s", about(f))
		}
		if told := p.print(fmt.Appendf(nil, "%s read, %s linked, %s not taken\n", count(read, "report", "reports"), grouped(linked), grouped(lost))); told != nil {
			return told
		}
		switch {
		case ctx.Err() != nil:
			return p.stopped(line, "or run it again")
		case err != nil:
			return p.unfinished(err)
		case lost > 0:
			return exitStatus(exitQuarantined)
		}
		return nil
	}
	return cmd
}
