package main

import (
	"bytes"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"dateline"
)

func (p program) feedsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "feeds [list|pause|resume|remove]",
		Short: "The feeds that a ledger looks at",
		Long: `Lists the feeds, each with when it last had something new, when it is looked at
next, and why it failed if it does. 'dateline add' adds one.`,
		Example: `  dateline feeds
  dateline feeds pause https://example.org/feed.xml`,
		Args: cobra.NoArgs,
	}
	configFlags(cmd)
	format := cmd.Flags().String("format", "text", "text or json")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error { return p.listFeeds(cmd, *format) }
	list := &cobra.Command{Use: "list", Short: "List the feeds", Args: cobra.NoArgs}
	configFlags(list)
	listFormat := list.Flags().String("format", "text", "text or json")
	list.RunE = func(cmd *cobra.Command, _ []string) error { return p.listFeeds(cmd, *listFormat) }
	cmd.AddCommand(list,
		p.onFeeds("pause ADDRESS ...", "Look at feeds no more until they are resumed", "paused", func(w *workshop, cmd *cobra.Command, url string) error {
			return w.ledger.Pause(cmd.Context(), url, true)
		}),
		p.onFeeds("resume ADDRESS ...", "Look at paused feeds again, at once", "resumed", func(w *workshop, cmd *cobra.Command, url string) error {
			return w.ledger.Pause(cmd.Context(), url, false)
		}),
		p.onFeeds("remove ADDRESS ...", "Take feeds away; what they brought stays", "removed", func(w *workshop, cmd *cobra.Command, url string) error {
			return w.ledger.Unsubscribe(cmd.Context(), url)
		}))
	return cmd
}

func (p program) listFeeds(cmd *cobra.Command, format string) error {
	if err := knownFormat(format); err != nil {
		return err
	}
	w, err := p.openLedger(cmd, true)
	if err != nil {
		return err
	}
	defer w.close()
	all, err := w.ledger.Feeds(cmd.Context())
	if err != nil {
		return p.unfinished(err)
	}
	if format == "json" {
		return p.printJSON(nonNil(all))
	}
	var b bytes.Buffer
	for _, f := range all {
		fmt.Fprintf(&b, "%s\n", clean(f.URL))
		if f.Title != "" {
			fmt.Fprintf(&b, "    %s\n", clean(f.Title))
		}
		switch {
		case f.Paused:
			b.WriteString("    paused\n")
		case f.Polled.IsZero():
			b.WriteString("    not looked at yet\n")
		default:
			fmt.Fprintf(&b, "    looked at %s, next %s, new %s\n", stamp(f.Polled), stamp(f.Due), stamp(f.Newest))
		}
		if f.Failures > 0 {
			fmt.Fprintf(&b, "    failed %s: %s\n", count(f.Failures, "time", "times in a row"), clean(f.Reason))
		}
	}
	if len(all) == 0 {
		b.WriteString("no feeds; 'dateline add ADDRESS' adds one\n")
	}
	return p.print(b.Bytes())
}

// stamp is a time as lists show it.
func stamp(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	return t.UTC().Format("2006-01-02 15:04 UTC")
}

// onFeeds is a command that does something with each feed that is named.
func (p program) onFeeds(use, short, done string, do func(*workshop, *cobra.Command, string) error) *cobra.Command {
	cmd := &cobra.Command{Use: use, Short: short, Args: cobra.MinimumNArgs(1)}
	configFlags(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		w, err := p.openLedger(cmd, true)
		if err != nil {
			return err
		}
		defer w.close()
		missing := false
		for _, url := range args {
			switch err := do(w, cmd, url); dateline.KindOf(err) {
			case "":
				if err := p.print(fmt.Appendf(nil, "%s %s\n", done, clean(url))); err != nil {
					return err
				}
			case dateline.NotFound:
				p.complain("%s", clean(err.Error()))
				missing = true
			default:
				return p.unfinished(err)
			}
		}
		if missing {
			return exitStatus(exitQuarantined)
		}
		return nil
	}
	return cmd
}
