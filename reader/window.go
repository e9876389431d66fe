package reader

import (
	"fmt"
	"strings"

	"dateline"
)

// windowBytes is how much of a text is read as one report. What is longer, a
// dump of many articles rather than a report, is read in windows of this size, so
// that time and memory stay in proportion to length: the work of finding who
// is meant grows faster than the text it is done over. The longest report of
// the collections that the reader is measured on has 60 kB.
const windowBytes = 128 << 10

// windows cuts a report into parts that are read by themselves, between
// paragraphs, else lines, else where the bound falls. Each is the report up to the part's
// end, with its body beginning at the part, so that spans count as in the whole.
func windows(rep *dateline.Report) []*dateline.Report {
	if len(rep.Text)-rep.Body <= windowBytes {
		return []*dateline.Report{rep}
	}
	var out []*dateline.Report
	for from := rep.Body; from < len(rep.Text); {
		to := min(from+windowBytes, len(rep.Text))
		if to < len(rep.Text) {
			part := rep.Text[from:to]
			switch i, j := strings.LastIndex(part, "\n\n"), strings.LastIndexAny(part, "\n "); {
			case i > 0:
				to = from + i + 2
			case j > 0:
				to = from + j + 1
			default:
				for to > from+1 && rep.Text[to]&0xC0 == 0x80 { // inside a character
					to--
				}
			}
		}
		w := *rep
		w.Text, w.Body = rep.Text[:to], from
		if from > rep.Body {
			w.Title = nil
		}
		out = append(out, &w)
		from = to
	}
	return out
}

// join makes one reading of those of a report's windows, in order.
func join(parts []*dateline.Reading) *dateline.Reading {
	out := parts[0]
	for _, p := range parts[1:] {
		shift := len(out.Accounts)
		renamed := map[string]string{}
		for i, a := range p.Accounts {
			renamed[string(a.ID)] = fmt.Sprintf("a%d", shift+i+1)
		}
		for _, a := range p.Accounts {
			a.ID = dateline.AccountID(renamed[string(a.ID)])
			if r := a.Time.Relative; r != nil && renamed[r.To] != "" {
				rel := *r
				rel.To = renamed[r.To]
				a.Time.Relative = &rel
			}
			out.Accounts = append(out.Accounts, a)
		}
		out.Sentences = append(out.Sentences, p.Sentences...)
		out.Mentions = append(out.Mentions, p.Mentions...)
		out.Statements = append(out.Statements, p.Statements...)
		out.Aggregates = append(out.Aggregates, p.Aggregates...)
		out.Changes = append(out.Changes, p.Changes...)
	}
	return out
}
