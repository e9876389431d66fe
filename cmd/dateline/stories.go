package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
)

func (p program) storiesCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "stories [flags]",
		Short: "List the stories of a ledger, those told last first",
		Long: `Lists stories, those whose last report is the newest first. Types, actors, places,
days and status are of an event of the story; outlets, origins and words are of its
reports. A story without an event that counts is listed with --all.

Exit status: 0 listed, nothing found too, 2 usage, 3 the ledger could not be read.`,
		Example: `  dateline stories --place "Burkina Faso" --origins 3
  dateline stories --words '"peace talks"' --format json`,
		Args: cobra.NoArgs,
	}
	configFlags(cmd)
	a := askFlags(cmd, "with an event that may have happened")
	a.allFlag(cmd)
	words := cmd.Flags().String("words", "", "with a report in which these words stand")
	format := listFormat(cmd)
	color := colorFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.ask(cmd, a, *words, *format, *color, func(w *workshop, q inquiry, colored bool) error {
			rows := &storyRows{}
			return writeList(p, q, *format, colored, answering[dateline.Story]{
				name: "stories", one: "story", many: "stories", text: rows.text, heads: storyColumns, row: rows.row, json: storyAsJSON,
				look: func(all []dateline.Story) (err error) {
					var ids []dateline.ReportID
					for _, s := range all {
						ids = append(ids, s.First, s.Last)
						ids = append(ids, s.Reports...)
					}
					rows.reports, err = w.ledger.Headings(cmd.Context(), ids)
					return err
				},
			}, func(q dateline.Query) (dateline.Page[dateline.Story], error) {
				return w.ledger.Stories(cmd.Context(), q)
			})
		})
	}
	return cmd
}

// storyRows write stories as lines of a list. Its reports are those of the part in
// hand.
type storyRows struct {
	reports map[dateline.ReportID]dateline.Report
}

func (r *storyRows) text(p *paper, s dateline.Story) {
	p.para(len(s.ID)+2, string(s.ID), bit{r.told(s), cyan}, bit{"; " + string(s.State), plain})
	p.para(4, "", bit{s.Title, bold})
	line := join(", ", count(len(s.Reports), "report", "reports"), count(s.Origins, "origin", "origins"), count(len(s.Events), "event", "events"))
	names := r.outlets(s)
	if n := len(names) - mostOutlets; n > 1 {
		names = append(names[:mostOutlets], strconv.Itoa(n)+" more")
	}
	p.para(4, "", bit{join(": ", line, strings.Join(names, ", ")), plain})
}

// told is from when to when reports tell a story.
func (r *storyRows) told(s dateline.Story) string {
	first, last := r.days(s)
	if first == nil && last == nil {
		return "without a date"
	}
	if first == nil {
		first = last
	}
	if last == nil {
		last = first
	}
	end := last.AddDays(1)
	return datesPhrase(first, &end)
}

// days are when a story was told first and last, nil where that is not known.
func (r *storyRows) days(s dateline.Story) (first, last *dateline.Date) {
	day := func(id dateline.ReportID) *dateline.Date {
		m := r.reports[id].Published
		if m == nil {
			return nil
		}
		d := m.Day()
		return &d
	}
	return day(s.First), day(s.Last)
}

func (r *storyRows) outlets(s dateline.Story) []string {
	var out []string
	for _, id := range s.Reports {
		if o := r.reports[id].Outlet; o != nil && !slices.Contains(out, *o) {
			out = append(out, *o)
		}
	}
	return out
}

// storyColumns are the columns of stories as CSV.
var storyColumns = []string{"id", "title", "state", "first_told", "last_told", "origins", "outlets", "reports", "events"}

func (r *storyRows) row(s dateline.Story) []string {
	first, last := "", ""
	a, b := r.days(s)
	if a != nil {
		first = a.String()
	}
	if b != nil {
		last = b.String()
	}
	return []string{string(s.ID), cellOf(s.Title), string(s.State), first, last, strconv.Itoa(s.Origins), cellsOf(r.outlets(s)), cellsOf(s.Reports), cellsOf(s.Events)}
}
