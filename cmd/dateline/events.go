package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
)

func (p program) eventsCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "events [flags]",
		Short: "List the events of a ledger, the newest first",
		Long: `Lists events, those of the latest day first: what happened or is claimed, here and
now, in news, unless --all or --status asks for more. Flags that are given several
times take in each value; different flags narrow each other. A name that may mean
several actors or places is refused with what it may be.

Exit status: 0 listed, nothing found too, 2 usage, 3 the ledger could not be read.`,
		Example: `  dateline events --type attack --place Mali --from 2024-03
  dateline events --actor "Islamic State" --status claimed
  dateline events --all --limit 0 --format csv > events.csv`,
		Args: cobra.NoArgs,
	}
	configFlags(cmd)
	a := askFlags(cmd, "what may have happened")
	a.allFlag(cmd)
	words := cmd.Flags().String("words", "", "told by a report in which these words stand")
	format := listFormat(cmd)
	color := colorFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		return p.ask(cmd, a, *words, *format, *color, func(w *workshop, q inquiry, colored bool) error {
			rows := &eventRows{renderer: renderer{label: label}}
			return writeList(p, q, *format, colored, answering[dateline.Event]{
				name: "events", one: "event", many: "events", text: rows.text, heads: eventColumns, row: rows.row,
				look: func(es []dateline.Event) (err error) {
					var ids []dateline.ReportID
					for _, e := range es {
						for _, a := range e.Accounts {
							ids = append(ids, a.Report)
						}
					}
					rows.reports, err = w.ledger.Headings(cmd.Context(), ids)
					return err
				},
			}, func(q dateline.Query) (dateline.Page[dateline.Event], error) {
				return w.ledger.Events(cmd.Context(), q)
			})
		})
	}
	return cmd
}

// ask opens the ledger for a list, once it is known what is asked.
func (p program) ask(cmd *cobra.Command, a *narrowing, words, format, color string, do func(*workshop, inquiry, bool) error) error {
	if err := knownList(format); err != nil {
		return err
	}
	if format != "text" {
		cmd.SetContext(dateline.Restrict(cmd.Context())) // what is labelled is in no export
	}
	colored, err := p.color(color)
	if err != nil {
		return err
	}
	q, err := a.inquire()
	if err != nil {
		return err
	}
	if q.Words = words; strings.TrimSpace(words) != "" {
		q.said = append(q.said, clean(words))
	}
	w, err := p.openLedger(cmd, true)
	if err != nil {
		return err
	}
	defer w.close()
	if q.Outlets, err = outletsNamed(cmd.Context(), w.ledger, q.Outlets); err != nil {
		return p.asked(err)
	}
	q.said = append(q.said, q.Outlets...)
	return p.asked(do(w, q, colored))
}

// asked is how a command that asks a ledger ends: what is not there, and what cannot
// be had, is told; the rest is of the command line.
func (p program) asked(err error) error {
	switch dateline.KindOf(err) {
	case dateline.NotFound:
		p.complain("%s", clean(err.Error()))
		return exitStatus(exitQuarantined)
	case dateline.Unavailable, dateline.Conflict:
		return p.unfinished(err)
	}
	return err
}

// eventRows write events as lines of a list. Its reports are those of the part in
// hand.
type eventRows struct{ renderer }

func (r *eventRows) text(p *paper, e dateline.Event) {
	p.faint = !e.Countable
	where := ""
	if len(e.Places) > 0 {
		where = strings.Join(e.Places[0].Path, " > ")
		if where == "" {
			where = e.Places[0].Name
		}
	}
	p.para(len(e.ID)+2, string(e.ID), bit{whenPhrase(e.Time), cyan}, bit{join("", "; ", where), plain})
	p.para(4, "", bit{r.eventTitle(e), bold})
	tolls := tollsPhrase(e)
	if tolls != "" {
		tolls += "; "
	}
	p.para(4, "", bit{tolls, plain}, bit{string(e.Status), statusStyle(e.Status)}, bit{"; " + r.sources(e), plain})
}

// whenPhrase is when an event took place, in few words.
func whenPhrase(t dateline.Time) string {
	if s := datesPhrase(t.Start, t.End); s != "" {
		return s
	}
	if t.Relative != nil {
		return relativePhrase(*t.Relative)
	}
	return "day not known"
}

// tollsPhrase is an event's figures: "6 killed (state), 2 killed (civilian), 4 wounded".
func tollsPhrase(e dateline.Event) string {
	var out []string
	for _, c := range e.Casualties {
		s := rangePhrase(c) + " " + string(c.Status)
		told := slices.ContainsFunc(e.Casualties, func(o dateline.Casualty) bool { return o.Status == c.Status && o.Side != c.Side })
		if told && c.Side != dateline.UnknownSide && c.Side != "" {
			s += " (" + string(c.Side) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, ", ")
}

// mostOutlets is how many outlets of an event a list names.
const mostOutlets = 3

// sources are the origins of an event and who tells it.
func (r *eventRows) sources(e dateline.Event) string {
	out := count(e.Origins, "origin", "origins")
	if len(e.Accounts) != e.Origins {
		out += ", " + count(len(e.Accounts), "report", "reports")
	}
	names := r.outlets(e)
	if n := len(names) - mostOutlets; n > 1 {
		names = append(names[:mostOutlets], strconv.Itoa(n)+" more")
	}
	return join(": ", out, strings.Join(names, ", "))
}

// outlets are the names of who tells an event, each once.
func (r *eventRows) outlets(e dateline.Event) []string {
	var out []string
	for _, a := range e.Accounts {
		if o := r.reports[a.Report].Outlet; o != nil && !slices.Contains(out, *o) {
			out = append(out, *o)
		}
	}
	return out
}
