package main

import (
	"context"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/pipeline"
)

func (p program) workCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "work [flags]",
		Short: "Do what waits in a ledger, until stopped",
		Long: `Fetches, reads and links what waits in a ledger, and looks at no feed. Any number
of these may work on one ledger in PostgreSQL, on any number of hosts; mostly one
of them links. Stopped once, it finishes the step in hand.

Exit status: 0 stopped, or with --once all done; 2 usage; 3 the run could not go on.`,
		Args: cobra.NoArgs,
	}
	workFlags(cmd)
	once := cmd.Flags().Bool("once", false, "end when nothing is left that can be done now")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.workOn(cmd, labour{once: *once, stages: []dateline.Stage{dateline.StageRead, dateline.StageFetch}})
	}
	return cmd
}

func (p program) watchCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "watch [flags]",
		Short: "Look at the feeds of a ledger and do what comes of them, until stopped",
		Long: `Looks at each feed as often as it has something new, within the bounds of
poll.min and poll.max; fetches the pages that are new, reads and links them.
Reports that an older version of the reader has read are read again behind all
others. Stopped once, it finishes the step in hand.

Exit status: 0 stopped, 2 usage, 3 the run could not go on.`,
		Args: cobra.NoArgs,
	}
	workFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.workOn(cmd, labour{again: true, stages: []dateline.Stage{dateline.StageRead, dateline.StageFetch, dateline.StagePoll}})
	}
	return cmd
}

// A labour is what work and watch do.
type labour struct {
	once   bool // ends when nothing is left
	again  bool // reads again what an older reader has read
	stages []dateline.Stage
}

// workOn does a labour until it is done or the command is stopped.
func (p program) workOn(cmd *cobra.Command, l labour) error {
	ctx := cmd.Context()
	w, err := p.openLedger(cmd, true)
	if err != nil {
		return err
	}
	defer w.close()
	m := newMetrics()
	line, err := p.newPipeline(w, w.stages(l.stages...), m, pipeline.Given{})
	if err != nil {
		return err
	}
	m.registry.MustRegister(&stateCollector{ask: w.state})
	stop, err := w.serve(m)
	if err != nil {
		return err
	}
	defer stop()
	w.log.Info("working", "ledger", w.ledger.Where(), "readers", w.readers(), "listen", w.listen)
	if l.once {
		err = line.Until(ctx, nothing)
	} else {
		err = line.Run(ctx, l.again)
	}
	switch {
	case ctx.Err() != nil && !l.once:
		if left, err := line.Left(context.WithoutCancel(ctx)); err == nil {
			w.log.Info("stopped", "left", waiting(left))
		}
		return nil
	case ctx.Err() != nil:
		return p.stopped(line, "or run it again")
	case err != nil:
		return p.unfinished(err)
	}
	w.log.Info("done")
	return nil
}
