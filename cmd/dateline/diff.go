package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/edits"
	"dateline/link"
	"dateline/store"
)

func (p program) diffCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "diff [flags] REPORT [REPORT]",
		Short: "Show what was edited between the versions of an article",
		Long: `Shows what became of an article's headline, times and text from one version to the
next, word by word, and what the edit changed in what is told: events that came or
went, figures and other fields that became others. Of one report that is the step
from the version before it; of the first version, and with --all, every step. Two
reports are set beside each other, of one article or not.

Words left out stand in [-...-], words that came in {+...+}.

Exit status: 0 shown, also when nothing changed, 1 there is no such report, 2 usage,
3 the ledger could not be read.`,
		Example: `  dateline diff r5e0c33d1
  dateline diff --all --format json r5e0c33d1
  dateline diff r5e0c33d1 r90ab12ef`,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 && len(args) != 2 {
				return dateline.Errorf(dateline.Invalid, "%d arguments; give the ID of a report, or of two", len(args))
			}
			return nil
		},
	}
	configFlags(cmd)
	all := cmd.Flags().Bool("all", false, "every step from the first version to the last")
	format := cmd.Flags().String("format", "text", "text or json")
	color := colorFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if err := knownFormat(*format); err != nil {
			return err
		}
		if *all && len(args) == 2 {
			return dateline.Errorf(dateline.Invalid, "--all goes with one report")
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
		versions, err := versionsToDiff(cmd.Context(), w.ledger, args, *all)
		if err != nil {
			return p.asked(err)
		}
		steps := []*difference{}
		for i := 1; i < len(versions); i++ {
			steps = append(steps, differ(versions[i-1], versions[i]))
		}
		if *format == "json" {
			return p.printJSON(struct {
				Steps []*difference `json:"steps"`
			}{steps})
		}
		if len(steps) == 0 {
			return p.print(fmt.Appendf(nil, "%s is the only version of its article\n", versions[0].Filing.ID))
		}
		out := &paper{color: colored}
		for i, d := range steps {
			if i > 0 {
				out.blank()
				out.rule("=")
			}
			d.render(out)
		}
		return p.print(out.Bytes())
	}
	return cmd
}

// versionsToDiff are the versions to be set beside each other, one to the next.
func versionsToDiff(ctx context.Context, l *store.Ledger, args []string, all bool) ([]*store.Sheet, error) {
	var given []*store.Sheet
	for _, id := range args {
		s, err := l.Sheet(ctx, id)
		if err != nil {
			return nil, err
		}
		given = append(given, s)
	}
	if len(given) == 2 && given[0].Filing.ID == given[1].Filing.ID {
		return nil, dateline.Errorf(dateline.Invalid, "both are the report %s; give another", given[0].Filing.ID)
	}
	if len(given) == 2 {
		return given, nil
	}
	if s := given[0]; !all && s.Filing.Supersedes != nil {
		before, err := l.Sheet(ctx, string(*s.Filing.Supersedes))
		if err == nil {
			return []*store.Sheet{before, s}, nil
		} else if dateline.KindOf(err) != dateline.NotFound {
			return nil, err
		}
	}
	return versionsOf(ctx, l, given[0])
}

// A difference is what `dateline diff --format json` prints of two versions.
type difference struct {
	From     versionJSON     `json:"from"`
	To       versionJSON     `json:"to"`
	Headline []edits.Change  `json:"headline"`
	Times    []timeJSON      `json:"times"`
	Text     []edits.Passage `json:"text"` // paragraphs that changed
	Kept     int             `json:"paragraphs_kept"`
	Told     *toldJSON       `json:"told"` // null where one of the two is not read yet

	a, b *store.Sheet
	all  []edits.Passage
}

type timeJSON struct {
	Of   string  `json:"of"` // published, modified
	From *string `json:"from"`
	To   *string `json:"to"`
}

// A toldJSON is how what is told changed.
type toldJSON struct {
	Came    []dateline.Account `json:"came"`
	Went    []dateline.Account `json:"went"`
	Changed []retoldJSON       `json:"changed"`
}

type retoldJSON struct {
	Type   dateline.EventCode `json:"type"`
	Fields []becameJSON       `json:"fields"`
}

type becameJSON struct {
	Field string  `json:"field"`
	From  *string `json:"from"`
	To    *string `json:"to"`
}

func differ(a, b *store.Sheet) *difference {
	d := &difference{From: versionOf(a), To: versionOf(b), Headline: nonNil(edits.Words(deref(a.Filing.Title), deref(b.Filing.Title))), Times: []timeJSON{}, Text: []edits.Passage{}, a: a, b: b}
	for _, t := range []struct {
		of       string
		from, to *dateline.Moment
	}{{"published", a.Filing.Published, b.Filing.Published}, {"modified", a.Filing.Modified, b.Filing.Modified}} {
		from, to := momentOf(t.from), momentOf(t.to)
		if deref(from) != deref(to) {
			d.Times = append(d.Times, timeJSON{t.of, from, to})
		}
	}
	d.all = edits.Passages(edits.Paragraphs(&a.Filing.Report), edits.Paragraphs(&b.Filing.Report))
	for _, p := range d.all {
		if p.Changed() {
			d.Text = append(d.Text, p)
		} else {
			d.Kept++
		}
	}
	if a.Reading != nil && b.Reading != nil {
		d.Told = retold(a, b)
	}
	return d
}

func versionOf(s *store.Sheet) versionJSON {
	f := s.Filing
	return versionJSON{f.ID, f.Title, f.Published, f.Modified, f.Received.UTC()}
}

func momentOf(m *dateline.Moment) *string {
	if m == nil {
		return nil
	}
	s := m.String()
	return &s
}

// retold is how what is told changed from one version to another: their events are
// matched as those of two reports are.
func retold(a, b *store.Sheet) *toldJSON {
	reports := [2]dateline.Report{a.Filing.Report, b.Filing.Report}
	readings := [2]*dateline.Reading{a.Reading, b.Reading}
	s := &sides{at: [2]int{0, 1}}
	if byContent(reports[1], reports[0]) < 0 {
		reports[0], reports[1] = reports[1], reports[0]
		readings[0], readings[1] = readings[1], readings[0]
		s.at = [2]int{1, 0}
	}
	s.Comparison = link.Compare(reports, readings, link.Options{})
	out := &toldJSON{Came: nonNil(s.only(1)), Went: nonNil(s.only(0)), Changed: []retoldJSON{}}
	for _, i := range s.Shared {
		e := s.Record.Events[i]
		x := retoldJSON{Type: e.Type}
		for _, f := range s.fields(e) {
			if deref(f.A) != deref(f.B) {
				x.Fields = append(x.Fields, becameJSON{f.Field, f.A, f.B})
			}
		}
		if len(x.Fields) > 0 {
			out.Changed = append(out.Changed, x)
		}
	}
	return out
}
