package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"os"
	"os/user"
	"strings"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"dateline"
	"dateline/link"
	"dateline/pipeline"
	"dateline/store"
)

func (p program) purgeCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "purge [flags] REPORT",
		Short: "Take a report out for legal reasons, with all that came of it",
		Long: `Takes a report out of the ledger for good: its text and bytes, what was read in it,
its part in stories and events, which are linked anew without it, the index of words,
quotations in people's decisions, freed pages of the database. A tombstone with the
reason stays, by which it is not taken in again. Other versions of the article and
other reports with the same text or words are named and stay: purge each.

It shows what will go and asks; without a terminal --yes is needed. Backups and
PostgreSQL's archives and replicas are yours to see to.

Exit status: 0 purged, 1 there is no such report, or the answer was no, 2 usage,
3 it could not be done.`,
		Example: `  dateline purge r5e0c33d1 --why "court order 12/2024"`,
		Args:    cobra.ExactArgs(1),
	}
	configFlags(cmd)
	why := cmd.Flags().String("why", "", "the reason, for the tombstone; no words of the report")
	by := cmd.Flags().String("by", "", "who orders it (default the user's name)")
	yes := cmd.Flags().Bool("yes", false, "do not ask")
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if strings.TrimSpace(*why) == "" {
			return dateline.Errorf(dateline.Invalid, "a purge says why; give --why, without words of the report")
		}
		if *by == "" {
			*by = userName()
		}
		w, err := p.openLedger(cmd, true)
		if err != nil {
			return err
		}
		defer w.close()
		ctx := cmd.Context()
		sheet, err := w.ledger.Sheet(ctx, args[0])
		if err != nil {
			return p.asked(err)
		}
		if !*yes {
			if err := p.sure(sheet); err != nil {
				return err
			}
		}
		out, err := purge(ctx, w.ledger, store.Purging{Report: sheet.Filing.ID, By: *by, Why: *why})
		if err != nil {
			return p.asked(err)
		}
		return p.print(renderPurged(sheet, out))
	}
	return cmd
}

// purge takes a report out of linking and of the ledger in one turn.
func purge(ctx context.Context, l *store.Ledger, order store.Purging) (*store.Purged, error) {
	return l.Purge(ctx, order, func(ctx context.Context, t *store.Turn) (dateline.Linking, error) {
		changes, _, err := pipeline.Forget(ctx, t, link.Open(link.Options{}, sources{ctx, l}), order.Report)
		return changes, err
	})
}

// sure shows what will go and asks.
func (p program) sure(s *store.Sheet) error {
	in, ok := p.stdin.(*os.File)
	if !ok || !term.IsTerminal(int(in.Fd())) {
		return dateline.Errorf(dateline.Invalid, "nobody is here to be asked; give --yes to purge %s", s.Filing.ID)
	}
	r := newRenderer(dateline.Record{}, label, view{})
	r.sheet(s, nil)
	question := fmt.Sprintf("%sPurge it, and what was read in it, for good? Type yes: ", r.String())
	if err := p.print([]byte(question)); err != nil {
		return err
	}
	answer, _ := bufio.NewReader(in).ReadString('\n') // no answer is a no
	if strings.TrimSpace(answer) != "yes" {
		p.complain("nothing was purged")
		return exitStatus(exitQuarantined)
	}
	return nil
}

func renderPurged(s *store.Sheet, out *store.Purged) []byte {
	var b bytes.Buffer
	told := "it told no event"
	if n := len(s.Events); n > 0 {
		told = "its accounts of " + count(n, "event", "events") + " of " + count(len(s.Stories), "story", "stories") + " are gone"
	}
	fmt.Fprintf(&b, "%s is purged; %s\n", s.Filing.ID, told)
	for _, id := range out.Versions {
		fmt.Fprintf(&b, "another version of the article is still there: %s\n", id)
	}
	for _, id := range out.Same {
		fmt.Fprintf(&b, "the same text is still there, byte for byte: %s\n", id)
	}
	for _, id := range out.Prints {
		fmt.Fprintf(&b, "another report prints the same words and is still there: %s\n", id)
	}
	for _, id := range out.Redacted {
		fmt.Fprintf(&b, "words of it were taken out of the decision %s\n", clean(id))
	}
	if out.Unscrubbed != "" {
		fmt.Fprintf(&b, "freed pages of the database are not overwritten yet (%s); the next purge does it\n", clean(out.Unscrubbed))
	}
	return b.Bytes()
}

// userName is who runs the program, as far as that is known.
func userName() string {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return u.Username
	}
	return "unknown"
}
