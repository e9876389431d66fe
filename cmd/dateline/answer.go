package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"dateline"
)

// answered is how many things of a list are in memory at a time.
const answered = 500

// An answering writes a list in one of its formats, part after part.
type answering[T any] struct {
	name  string          // the key of the list in JSON
	one   string          // what it is of
	many  string          // the same, of several
	text  func(*paper, T) // two or three lines of a thing
	heads []string        // the columns of CSV
	row   func(T) []string
	json  func(T) any // nil where it is its own form
	// look is told of each part before it is written.
	look func([]T) error
}

// listFormat adds --format to the command of a list.
func listFormat(cmd *cobra.Command) *string {
	return cmd.Flags().String("format", "text", "text, json or csv")
}

func knownList(format string) error {
	switch format {
	case "text", "json", "csv":
		return nil
	}
	return dateline.Errorf(dateline.Invalid, "--format %q is none of text, json, csv", clean(format))
}

// writeList asks for page after page until there are as many as wanted and writes each.
func writeList[T any](p program, q inquiry, format string, color bool, a answering[T], ask func(dateline.Query) (dateline.Page[T], error)) error {
	wanted, query := q.Limit, q.Query
	shown := 0
	for first := true; ; first = false {
		query.Limit = answered
		if wanted > 0 {
			query.Limit = min(answered, wanted-shown)
		}
		page, err := ask(query)
		if err != nil {
			return err
		}
		if err := a.look(page.Items); err != nil {
			return err
		}
		var out []byte
		if first && page.Newest > 0 {
			// Whatever the form, so that who asked for all knows that these are not.
			p.complain("the words stand in many reports; only the newest %s were looked at: narrow it by --from and --to to see others", grouped(page.Newest))
		}
		if shown == 0 {
			out, err = a.begin(format, color, q, page)
			if err != nil {
				return err
			}
		}
		part, err := a.part(format, color, shown == 0, page.Items)
		if err != nil {
			return err
		}
		shown += len(page.Items)
		done := page.Next == "" || wanted > 0 && shown >= wanted
		out = append(out, part...)
		if done {
			out = append(out, a.end(format, shown, page.Next)...)
		}
		if err := p.print(out); err != nil {
			return err
		}
		if done {
			if format == "csv" && page.Next != "" {
				p.complain("there is more: --after %s, or --limit 0 for all", page.Next)
			}
			return nil
		}
		query.After = page.Next
	}
}

// begin is what stands before the first thing.
func (a answering[T]) begin(format string, color bool, q inquiry, page dateline.Page[T]) ([]byte, error) {
	switch format {
	case "json":
		var total *int
		if page.Total >= 0 {
			total = &page.Total
		}
		asked, err := plainJSON(askedOf(q.Query))
		if err != nil {
			return nil, err
		}
		n, err := plainJSON(total)
		out := fmt.Appendf(nil, "{\"asked\":%s,\n\"total\":%s,\n", asked, n)
		if page.Newest > 0 {
			out = fmt.Appendf(out, "\"newest\":%d,\n", page.Newest)
		}
		return fmt.Appendf(out, "%q:[", a.name), err
	case "csv":
		return csvRows([][]string{a.heads})
	}
	paper := paper{color: color}
	n := len(page.Items)
	head := count(n, a.one, a.many)
	switch {
	case n == 0 && q.After != "":
		head = "no more " + a.many
	case n == 0:
		head = "no " + a.one
	case page.Total > n:
		head = grouped(n) + " of " + grouped(page.Total) + " " + a.many
	case page.Total < 0 && page.Next != "":
		head = "the first " + grouped(n) + " " + a.many
	}
	if q.After != "" && n > 0 {
		head = "the next " + count(n, a.one, a.many)
	}
	if q.Limit == 0 && page.Next != "" {
		head = "all " + a.many
		if page.Newest > 0 {
			head = "all " + a.many + " of the newest " + grouped(page.Newest)
		}
	}
	if len(q.said) > 0 {
		head += ": " + strings.Join(q.said, "; ")
	}
	paper.para(0, "", bit{head, bold})
	return paper.Bytes(), nil
}

// part is some things of a list.
func (a answering[T]) part(format string, color, first bool, items []T) ([]byte, error) {
	switch format {
	case "json":
		var b bytes.Buffer
		for i, x := range items {
			if i > 0 || !first {
				b.WriteByte(',')
			}
			var form any = x
			if a.json != nil {
				form = a.json(x)
			}
			raw, err := plainJSON(form)
			if err != nil {
				return nil, err
			}
			b.WriteByte('\n')
			b.Write(raw)
		}
		return b.Bytes(), nil
	case "csv":
		var rows [][]string
		for _, x := range items {
			rows = append(rows, a.row(x))
		}
		return csvRows(rows)
	}
	paper := &paper{color: color}
	for _, x := range items {
		paper.WriteByte('\n')
		a.text(paper, x)
		paper.faint = false
	}
	return paper.Bytes(), nil
}

// end is what stands after the last thing.
func (a answering[T]) end(format string, shown int, next string) []byte {
	switch {
	case format == "json":
		raw, _ := json.Marshal(given(next)) // of a string it does not fail
		return fmt.Appendf(nil, "],\n\"next\":%s}\n", raw)
	case format == "text" && next != "":
		return fmt.Appendf(nil, "\nmore: the same with --after %s\n", next)
	}
	return nil
}

// plainJSON is a value on one line, with <, > and & as they are.
func plainJSON(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "the list could not be written as JSON: %w", err)
	}
	return unescape(raw), nil
}

// An askedJSON is what was asked for, as it was understood.
type askedJSON struct {
	Words    *string              `json:"words"`
	Types    []dateline.EventCode `json:"types"`
	Actors   []dateline.ActorID   `json:"actors"`
	Places   []string             `json:"places"`
	From     *dateline.Date       `json:"from"`
	To       *dateline.Date       `json:"to"`
	Statuses []dateline.Status    `json:"statuses"`
	Outlets  []string             `json:"outlets"`
	Origins  int                  `json:"origins"`
	All      bool                 `json:"all"`
}

func askedOf(q dateline.Query) askedJSON {
	return askedJSON{given(q.Words), nonNil(q.Types), nonNil(q.Actors), nonNil(q.Places), q.From, q.To, nonNil(q.Statuses), nonNil(q.Outlets), q.Origins, q.All}
}

// csvRows are rows as RFC 4180 has them.
func csvRows(rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.UseCRLF = true
	if err := w.WriteAll(rows); err != nil {
		return nil, dateline.Errorf(dateline.Internal, "the list could not be written as CSV: %w", err)
	}
	return b.Bytes(), nil
}

// cellOf is words for a cell: on one line, without what steers a terminal, and no
// formula. A spreadsheet takes what begins with one of = + - @ for a formula, and runs
// it; an apostrophe before it keeps it text. Columns of numbers go without.
func cellOf(s string) string {
	s = clean(s)
	if s != "" && strings.ContainsRune("=+-@", []rune(s)[0]) {
		return "'" + s
	}
	return s
}

// cellsOf are several values in one cell.
func cellsOf[T ~string](values []T) string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return cellOf(strings.Join(out, "; "))
}

// number is a whole number for a cell, "" for none.
func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}
