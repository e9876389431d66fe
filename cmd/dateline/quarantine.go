package main

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"dateline"
)

func (p program) quarantineCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "quarantine [list|show|retry|discard]",
		Short: "What could not be taken in, fetched, read or linked, and why",
		Long: `Lists what failed for good, with the stage that it failed at and the reason. What is
tried again leaves the list when that goes well; what is discarded stays out of
it until it fails again.`,
		Example: `  dateline quarantine
  dateline quarantine list --stage fetch
  dateline quarantine retry 12 13
  dateline quarantine retry --all --stage read`,
		Args: cobra.NoArgs,
	}
	list := p.quarantineList("list")
	// The bare command is the list.
	configFlags(cmd)
	format := cmd.Flags().String("format", "text", "text or json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return p.listQuarantine(cmd, "", *format) }
	cmd.AddCommand(list, p.quarantineShow(), p.quarantineRetry(), p.quarantineDiscard())
	return cmd
}

func (p program) quarantineList(name string) *cobra.Command {
	cmd := &cobra.Command{Use: name, Short: "List what is in quarantine, the oldest first", Args: cobra.NoArgs}
	configFlags(cmd)
	stage := stageFlag(cmd)
	format := cmd.Flags().String("format", "text", "text or json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := stage()
		if err != nil {
			return err
		}
		return p.listQuarantine(cmd, s, *format)
	}
	return cmd
}

// stageFlag adds --stage; the function gives its value once the command line is
// parsed.
func stageFlag(cmd *cobra.Command) func() (dateline.Stage, error) {
	flag := cmd.Flags().String("stage", "", "of this stage alone: intake, fetch, read, link")
	return func() (dateline.Stage, error) {
		switch s := dateline.Stage(*flag); s {
		case "", dateline.StageIntake, dateline.StageFetch, dateline.StageRead, dateline.StageLink:
			return s, nil
		}
		return "", dateline.Errorf(dateline.Invalid, "--stage %q is none of intake, fetch, read, link", *flag)
	}
}

func (p program) listQuarantine(cmd *cobra.Command, stage dateline.Stage, format string) error {
	if err := knownFormat(format); err != nil {
		return err
	}
	w, err := p.openLedger(cmd, true)
	if err != nil {
		return err
	}
	defer w.close()
	all, err := w.ledger.Quarantined(cmd.Context(), stage, 0, 0)
	if err != nil {
		return p.unfinished(err)
	}
	if format == "json" {
		return p.printJSON(nonNil(all))
	}
	var b bytes.Buffer
	for _, q := range all {
		fmt.Fprintf(&b, "%d  %s  %s\n    %s\n", q.ID, q.Stage, clean(q.Subject), clean(q.Reason))
	}
	if len(all) == 0 {
		b.WriteString("nothing is in quarantine\n")
	}
	return p.print(b.Bytes())
}

// ids reads what a command on entries of the quarantine names.
func ids(args []string) ([]int64, error) {
	var out []int64
	for _, a := range args {
		n, err := strconv.ParseInt(a, 10, 64)
		if err != nil || n < 1 {
			return nil, dateline.Errorf(dateline.Invalid, "%q is no number of 'dateline quarantine'", a)
		}
		out = append(out, n)
	}
	return out, nil
}

func (p program) quarantineShow() *cobra.Command {
	cmd := &cobra.Command{Use: "show NUMBER ...", Short: "Show all that is known of entries", Args: cobra.MinimumNArgs(1)}
	configFlags(cmd)
	format := cmd.Flags().String("format", "text", "text or json")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := knownFormat(*format); err != nil {
			return err
		}
		return p.onQuarantine(cmd, args, func(w *workshop, wanted []int64) error {
			shown := []dateline.Quarantined{}
			for _, id := range wanted {
				found, err := w.ledger.Quarantined(cmd.Context(), "", id-1, 1)
				if err != nil {
					return err
				}
				if len(found) == 0 || found[0].ID != id {
					return dateline.Errorf(dateline.NotFound, "%d is not in quarantine; 'dateline quarantine' lists what is", id)
				}
				shown = append(shown, found[0])
			}
			if *format == "json" {
				return p.printJSON(shown)
			}
			var b bytes.Buffer
			for _, q := range shown {
				fmt.Fprintf(&b, "%d\n    stage     %s\n    subject   %s\n", q.ID, q.Stage, clean(q.Subject))
				if q.Source != "" {
					fmt.Fprintf(&b, "    came by   %s\n", clean(q.Source))
				}
				fmt.Fprintf(&b, "    reason    %s (%s)\n    attempts  %d, the last %s\n    to go on  %s\n", clean(q.Reason), q.Kind, q.Attempts, q.Since.UTC().Format(time.RFC3339), remedy(q))
			}
			return p.print(b.Bytes())
		})
	}
	return cmd
}

// remedy says how to try again.
func remedy(q dateline.Quarantined) string {
	if q.Stage == dateline.StageIntake {
		return "mend what it came from and add that again"
	}
	return fmt.Sprintf("'dateline quarantine retry %d', then 'dateline work --once'", q.ID)
}

// onQuarantine opens the ledger for a command on entries.
func (p program) onQuarantine(cmd *cobra.Command, args []string, do func(*workshop, []int64) error) error {
	wanted, err := ids(args)
	if err != nil {
		return err
	}
	w, err := p.openLedger(cmd, true)
	if err != nil {
		return err
	}
	defer w.close()
	err = do(w, wanted)
	switch {
	case err == nil || errors.As(err, new(exitStatus)):
		return err
	case dateline.KindOf(err) == dateline.NotFound:
		p.complain("%s", clean(err.Error()))
		return exitStatus(exitQuarantined)
	}
	return p.unfinished(err)
}

// chosen adds --all and --stage to a command on entries; the function gives the
// entries that are meant.
func chosen(cmd *cobra.Command) func(*workshop, []int64) ([]int64, error) {
	all := cmd.Flags().Bool("all", false, "all of them, or all of --stage")
	stage := stageFlag(cmd)
	cmd.Args = func(_ *cobra.Command, args []string) error {
		if s, err := stage(); err != nil {
			return err
		} else if *all != (len(args) == 0) || s != "" && !*all {
			return dateline.Errorf(dateline.Invalid, "give numbers of 'dateline quarantine', or --all, with --stage if need be")
		}
		return nil
	}
	return func(w *workshop, wanted []int64) ([]int64, error) {
		if !*all {
			return wanted, nil
		}
		s, err := stage()
		if err != nil {
			return nil, err
		}
		found, err := w.ledger.Quarantined(cmd.Context(), s, 0, 0)
		for _, q := range found {
			wanted = append(wanted, q.ID)
		}
		return wanted, err
	}
}

func (p program) quarantineRetry() *cobra.Command {
	cmd := &cobra.Command{Use: "retry NUMBER ...|--all", Short: "Have entries tried again"}
	configFlags(cmd)
	which := chosen(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.onQuarantine(cmd, args, func(w *workshop, wanted []int64) error {
			wanted, err := which(w, wanted)
			if err != nil {
				return err
			}
			given, err := w.ledger.Retry(cmd.Context(), wanted...)
			if err != nil {
				return err
			}
			for _, q := range given {
				p.complain("%d: %s is not kept; mend it and add it again", q.ID, shown(q.Subject))
			}
			n := len(wanted) - len(given)
			if err := p.print(fmt.Appendf(nil, "%s tried again; 'dateline work --once' does that\n", count(n, "entry is", "entries are"))); err != nil {
				return err
			}
			if len(given) > 0 {
				return exitStatus(exitQuarantined)
			}
			return nil
		})
	}
	return cmd
}

func (p program) quarantineDiscard() *cobra.Command {
	cmd := &cobra.Command{Use: "discard NUMBER ...|--all", Short: "Take entries off the list for good"}
	configFlags(cmd)
	which := chosen(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.onQuarantine(cmd, args, func(w *workshop, wanted []int64) error {
			wanted, err := which(w, wanted)
			if err == nil {
				err = w.ledger.Discard(cmd.Context(), wanted...)
			}
			if err != nil {
				return err
			}
			return p.print(fmt.Appendf(nil, "%s discarded\n", count(len(wanted), "entry", "entries")))
		})
	}
	return cmd
}
