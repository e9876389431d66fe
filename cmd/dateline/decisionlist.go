package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
)

// mostFixture is how many reports a fixture holds at most.
const mostFixture = 500

func (p program) decisionsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "decisions [flags]",
		Short: "List what people decided, or make it a test of the reader",
		Long: `Lists the decisions of a ledger in their order. As JSON it is an object a line,
which 'dateline read --decisions' takes. As a fixture it is one JSON object that
holds the texts of the reports, the decisions on them and what these come to;
--check reads the texts again with this version and says where a decision finds
nothing any more, or comes to something else. Labelled reports are left out.

Exit status: 0 listed, or all of the fixtures hold; 1 one does not; 2 usage;
3 the ledger could not be read.`,
		Example: `  dateline decisions --format json > decisions.jsonl
  dateline decisions --event e3f1c2 --format fixture > fixture.json
  dateline decisions --check fixture.json`,
	}
	configFlags(cmd)
	format := cmd.Flags().String("format", "text", "text, json (an object a line) or fixture")
	events := cmd.Flags().StringArray("event", nil, "those on this event's reports alone, by its ID; may be given several times")
	check := cmd.Flags().Bool("check", false, "the arguments are fixtures: do they hold with this reader?")
	cmd.Args = func(_ *cobra.Command, args []string) error {
		switch {
		case *check && len(args) == 0:
			return dateline.Errorf(dateline.Invalid, "--check: name the files of the fixtures")
		case !*check && len(args) > 0:
			return dateline.Errorf(dateline.Invalid, "%s: decisions are listed whole; files go with --check", shown(args[0]))
		case *format != "text" && *format != "json" && *format != "fixture":
			return dateline.Errorf(dateline.Invalid, "--format %q is none of text, json, fixture", *format)
		}
		return nil
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if *check {
			return p.checkFixtures(cmd.Context(), args)
		}
		w, err := p.openLedger(cmd, true)
		if err != nil {
			return err
		}
		defer w.close()
		ctx := dateline.Restrict(cmd.Context())
		ds, ids, err := w.decided(ctx, *events)
		if err != nil {
			return err
		}
		switch *format {
		case "text":
			return p.print(decisionText(ds))
		case "json":
			return p.print(decisionLines(ds))
		}
		f, err := p.fixtureOf(ctx, w, ds, ids)
		if err != nil {
			return err
		}
		raw, err := json.MarshalIndent(f, "", " ")
		if err != nil {
			return dateline.Errorf(dateline.Internal, "the fixture could not be written: %w", err)
		}
		return p.print(append(unescape(raw), '\n'))
	}
	return cmd
}

// decided are the decisions of the record, those on some events' reports alone where
// events are named, and the reports of those.
func (w *workshop) decided(ctx context.Context, events []string) ([]dateline.Decision, []dateline.ReportID, error) {
	if len(events) == 0 {
		ds, err := w.ledger.Decisions(ctx, 0)
		return slices.DeleteFunc(ds, func(d dateline.Decision) bool { return d.Set != "" }), nil, err
	}
	var ids []dateline.ReportID
	for _, prefix := range events {
		e, err := w.ledger.Event(ctx, prefix)
		if err != nil {
			return nil, nil, err
		}
		for _, a := range e.Accounts {
			ids = append(ids, a.Report)
		}
	}
	heads, err := w.ledger.Headings(ctx, ids)
	if err != nil {
		return nil, nil, err
	}
	var hashes []string
	for _, h := range heads {
		hashes = append(hashes, h.SHA256)
	}
	slices.Sort(hashes)
	ds, err := w.ledger.DecisionsOn(ctx, slices.Compact(hashes)...)
	return slices.DeleteFunc(ds, func(d dateline.Decision) bool { return d.Set != "" }), ids, err
}

func decisionLines(ds []dateline.Decision) []byte {
	var b bytes.Buffer
	for _, d := range ds {
		raw, err := json.Marshal(d)
		if err != nil { // of strings and numbers it does not fail
			continue
		}
		b.Write(unescape(raw))
		b.WriteByte('\n')
	}
	return b.Bytes()
}

// decisionText is a line a decision, and the reason below.
func decisionText(ds []dateline.Decision) []byte {
	force := map[string]bool{}
	for _, d := range dateline.InForce(ds) {
		force[d.ID] = true
	}
	var b bytes.Buffer
	for _, d := range ds {
		at := "no day"
		if d.At != nil {
			at = d.At.String()
		}
		_, _ = fmt.Fprintf(&b, "%s  %s  %s  %s", at, clean(d.By), d.Verb, clean(d.ID))
		if len(d.On) > 0 && d.On[0].Field != "" {
			_, _ = fmt.Fprintf(&b, "  %s", clean(d.On[0].Field))
		}
		if d.Verb == dateline.VerbUndo {
			_, _ = fmt.Fprintf(&b, "  %s", clean(d.Undoes))
		} else if !force[d.ID] {
			b.WriteString("  (taken back)")
		}
		b.WriteByte('\n')
		if d.After != nil {
			_, _ = fmt.Fprintf(&b, "    %s\n", clean(*d.After))
		}
		if why := strings.TrimSpace(d.Why); why != "" {
			_, _ = fmt.Fprintf(&b, "    %s\n", clean(why))
		}
	}
	return b.Bytes()
}
