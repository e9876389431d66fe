package main

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/edits"
	"dateline/store"
)

func (p program) showCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "show [flags] ID ...",
		Short: "Show an event, a story or a report of a ledger with all that is known of it",
		Long: `Shows what an ID is of; its first digits do where no other begins so. An event comes
with each of its fields, the accounts for and against, their words and the course of
its toll; a story with its reports, copies under what they copy, and its events;
a report with what was read in it, its versions, where it came from and what tells
of it. JSON of an event and a story has the form of 'dateline read'; of several IDs it
is one array.

Exit status: 0 shown, 1 there is no such thing, 2 usage, 3 the ledger could not be read.`,
		Example: `  dateline show e3f09a17c2
  dateline show --why e3f09a17c2
  dateline show --text r5e0c33d1
  dateline show --format json s7a90b6`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 0 {
				return dateline.Errorf(dateline.Invalid, "nothing named; give the ID of an event (e...), a story (s...) or a report (r...), as the lists show them")
			}
			return nil
		},
	}
	configFlags(cmd)
	format := cmd.Flags().String("format", "text", "text or json")
	why := cmd.Flags().Bool("why", false, "say in the text why each account is of its event")
	text := cmd.Flags().Bool("text", false, "with the texts of reports")
	color := colorFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := knownFormat(*format); err != nil {
			return err
		}
		colored, err := p.color(*color)
		if err != nil {
			return err
		}
		w, err := p.openLedger(cmd, true)
		if err != nil {
			return err
		}
		defer w.close()
		s := showing{p: p, l: w.ledger, look: view{color: colored, why: *why}, json: *format == "json", text: *text}
		if s.json { // as lists in JSON, it may be handed on
			cmd.SetContext(dateline.Restrict(cmd.Context()))
		}
		if s.json && len(args) > 1 {
			return p.asked(s.several(cmd.Context(), args))
		}
		for i, id := range args {
			if i > 0 {
				if err := p.print([]byte("\n")); err != nil {
					return err
				}
			}
			if err := p.asked(s.show(cmd.Context(), id)); err != nil {
				return err
			}
		}
		return nil
	}
	return cmd
}

// A showing is one run of show.
type showing struct {
	p          program
	l          *store.Ledger
	look       view
	json, text bool
}

func (s showing) show(ctx context.Context, prefix string) error {
	thing, id, err := s.l.Resolve(ctx, prefix)
	if err != nil {
		return err
	}
	switch thing {
	case store.StoryThing:
		told, err := s.l.Story(ctx, id)
		if err != nil {
			return err
		}
		return s.record(ctx, told, "")
	case store.ReportThing:
		return s.report(ctx, id)
	case store.AccountThing:
		if id, err = s.eventOf(ctx, id); err != nil {
			return err
		}
	}
	e, err := s.l.Event(ctx, id)
	if err != nil {
		return err
	}
	told, err := s.l.Story(ctx, string(e.Story))
	if err != nil {
		return err
	}
	told.Events = []dateline.Event{*e}
	return s.record(ctx, told, e.ID)
}

// several are things as one JSON array, or none of them.
func (s showing) several(ctx context.Context, ids []string) error {
	var out bytes.Buffer
	to := s.p
	s.p.stdout = &out
	for i, id := range ids {
		out.WriteString([]string{"[", ","}[min(i, 1)])
		if err := s.show(ctx, id); err != nil {
			return err
		}
	}
	out.WriteString("]\n")
	return to.print(out.Bytes())
}

// eventOf is the event that an account is of.
func (s showing) eventOf(ctx context.Context, account string) (string, error) {
	report, _, _ := strings.Cut(account, "-")
	sheet, err := s.l.Sheet(ctx, report)
	if err != nil {
		return "", err
	}
	for _, id := range sheet.Events {
		e, err := s.l.Event(ctx, string(id))
		if err != nil {
			return "", err
		}
		if slices.ContainsFunc(e.Accounts, func(a dateline.Account) bool { return string(a.ID) == account }) {
			return string(id), nil
		}
	}
	return "", dateline.Errorf(dateline.NotFound, "the account %s is of no event", account)
}

// record shows a story, or of it the one event that is named.
func (s showing) record(ctx context.Context, told *store.Told, only dateline.EventID) error {
	rec := dateline.Record{Version: version, Stories: []dateline.Story{told.Story}, Events: told.Events, Reports: told.Reports}
	rec.Reader, rec.Linker = makers()
	if only != "" {
		rec.Reports = slices.DeleteFunc(slices.Clone(rec.Reports), func(r dateline.Report) bool {
			return !slices.ContainsFunc(told.Events[0].Accounts, func(a dateline.Account) bool { return a.Report == r.ID })
		})
	} else {
		rec.Proposals = told.Proposals
	}
	if s.json {
		for i, r := range rec.Reports {
			full, reading, err := s.l.Source(ctx, r.ID)
			if err != nil {
				return err
			}
			rec.Reports[i].Text, rec.Reports[i].Body = full.Text, full.Body
			rec.Statements = append(rec.Statements, reading.Statements...)
			rec.Aggregates = append(rec.Aggregates, reading.Aggregates...)
			rec.Mentions = append(rec.Mentions, reading.Mentions...)
			rec.Register = append(rec.Register, reading.Changes...)
		}
		out, err := recordJSON(rec, s.text)
		if err != nil {
			return err
		}
		return s.p.print(out)
	}
	r := newRenderer(rec, label, s.look)
	if only != "" {
		r.oneEvent(told.Events[0])
	} else {
		r.oneStory()
	}
	if s.text {
		for _, rep := range rec.Reports {
			full, err := s.l.Report(ctx, rep.ID)
			if err != nil {
				return err
			}
			r.wholeText(full)
		}
	}
	return s.p.print(r.Bytes())
}

// oneEvent is an event with the reports that tell it.
func (p *renderer) oneEvent(e dateline.Event) {
	p.marks()
	p.faint = !e.Countable
	p.event(e)
	p.faint = false
	p.heading("Told by")
	for _, r := range p.rec.Reports {
		p.report(r)
	}
	s := p.rec.Stories[0]
	more := "the only event of its story"
	if n := len(s.Events) - 1; n > 0 {
		more = "one of the " + count(len(s.Events), "event", "events") + " of its story"
	}
	p.heading("Of " + string(s.ID))
	p.para(4, "", bit{s.Title, plain}, bit{"; " + more + "; " + p.course(s), plain})
}

// oneStory is a story with its reports, copies under what they copy, and its events.
func (p *renderer) oneStory() {
	s := p.rec.Stories[0]
	p.para(len(s.ID)+2, string(s.ID), bit{s.Title, bold})
	p.para(4, "", bit{join("; ", join(", ", count(len(s.Reports), "report", "reports"), count(s.Outlets, "named outlet", "named outlets"), count(s.Origins, "origin", "origins")), p.course(s)), plain})
	copies := map[dateline.OriginID][]dateline.Report{}
	var roots []dateline.Report
	for _, r := range p.rec.Reports {
		if r.Copying == dateline.OwnText || r.From == nil || !slices.ContainsFunc(p.rec.Reports, func(o dateline.Report) bool { return o.ID == *r.From }) {
			roots = append(roots, r)
		} else {
			copies[r.Origin] = append(copies[r.Origin], r)
		}
	}
	for _, r := range roots {
		p.report(r)
		if r.Origin == "" {
			continue
		}
		for _, c := range copies[r.Origin] {
			p.para(12, "      "+string(c.ID)+" ", p.reportRuns(c)...)
		}
		delete(copies, r.Origin)
	}
	if len(p.rec.Events) > 0 {
		p.blank()
		p.marks()
	}
	events := inTimeOrder(p.rec.Events, p.rec.Reports)
	for _, e := range events {
		if e.Countable {
			p.event(e)
		}
	}
	p.uncounted(events)
	p.proposals()
}

// wholeText is a report's text, paragraph by paragraph.
func (p *renderer) wholeText(r *dateline.Report) {
	p.heading("Text of " + string(r.ID))
	for i, para := range edits.Paragraphs(r) {
		if i > 0 {
			p.blank()
		}
		p.para(4, "", bit{para, plain})
	}
}
