package main

import (
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
)

func (p program) searchCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "search [flags] WORDS ...",
		Short: "Find reports by their words, the most relevant first",
		Long: `Finds the reports in whose text or title all the words stand, the most relevant
first. Words in double quotes stand together. Days are those of publication; types,
actors, places, status and origins are of an event that the report tells, which
need not count.

Exit status: 0 listed, nothing found too, 2 usage, 3 the ledger could not be read.`,
		Example: `  dateline search convoy ambush
  dateline search '"peace talks" Doha' --from 2024 --outlet "Coast Courier"`,
		Args: func(_ *cobra.Command, args []string) error {
			if strings.TrimSpace(strings.Join(args, "")) == "" {
				return dateline.Errorf(dateline.Invalid, "no words; give those that stand in the reports wanted, or use 'dateline events'")
			}
			return nil
		},
	}
	configFlags(cmd)
	a := askFlags(cmd, "published")
	format := listFormat(cmd)
	color := colorFlag(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		return p.ask(cmd, a, strings.Join(args, " "), *format, *color, func(w *workshop, q inquiry, colored bool) error {
			return writeList(p, q, *format, colored, answering[dateline.Hit]{
				name: "hits", one: "report", many: "reports", text: hitText, heads: hitColumns, row: hitRow, json: hitAsJSON,
				look: func([]dateline.Hit) error { return nil },
			}, func(q dateline.Query) (dateline.Page[dateline.Hit], error) { return w.ledger.Search(cmd.Context(), q) })
		})
	}
	return cmd
}

func hitText(p *paper, h dateline.Hit) {
	p.para(len(h.Report.ID)+2, string(h.Report.ID), byline(h.Report)...)
	if h.Report.Title != nil {
		p.para(4, "", marked(*h.Report.Title, h.Title, bold)...)
	}
	runs := []bit{{"…\u00a0", dim}}
	if h.Snippet.Start <= h.Report.Body {
		runs = nil
	}
	p.para(4, "", append(append(runs, marked(h.Snippet.Text, h.Snippet.Marks, plain)...), bit{"\u00a0…", dim})...)
	if len(h.Stories) > 0 {
		ids := make([]string, len(h.Stories))
		for i, id := range h.Stories {
			ids[i] = string(id)
		}
		p.para(4, "", bit{"of " + strings.Join(ids, ", "), dim})
	}
}

// marked are words with those that were looked for set apart.
func marked(s string, spans []dateline.Span, base style) []bit {
	var out []bit
	at := 0
	for _, m := range spans {
		if m.Start < at || m.End > len(s) {
			continue
		}
		out = append(out, bit{s[at:m.Start], base}, bit{m.In(s), yellow})
		at = m.End
	}
	return append(out, bit{s[at:], base})
}

// hitColumns are the columns of a search as CSV.
var hitColumns = []string{"id", "outlet", "published", "title", "url", "score", "words", "stories"}

func hitRow(h dateline.Hit) []string {
	published := ""
	if h.Report.Published != nil {
		published = h.Report.Published.String()
	}
	return []string{string(h.Report.ID), cellOf(deref(h.Report.Outlet)), published, cellOf(deref(h.Report.Title)), cellOf(deref(h.Report.URL)), strconv.FormatInt(int64(h.Score), 10), cellOf(h.Snippet.Text), cellsOf(h.Stories)}
}

// A hitJSON is a Hit as `dateline search --format json` prints it.
type hitJSON struct {
	Report  dateline.Report    `json:"report"`
	Score   int                `json:"score"`
	Title   []dateline.Span    `json:"title_marks"`
	Snippet snippetJSON        `json:"snippet"`
	Stories []dateline.StoryID `json:"stories"`
}

type snippetJSON struct {
	dateline.Span
	Text  string          `json:"text"`
	Marks []dateline.Span `json:"marks"`
}

func hitAsJSON(h dateline.Hit) any {
	h.Report.Leans = nonNil(h.Report.Leans)
	return hitJSON{h.Report, h.Score, nonNil(h.Title), snippetJSON{h.Snippet.Span, h.Snippet.Text, nonNil(h.Snippet.Marks)}, nonNil(h.Stories)}
}

func storyAsJSON(s dateline.Story) any {
	s.Reports, s.Events = nonNil(s.Reports), nonNil(s.Events)
	return s
}
