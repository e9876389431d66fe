package when

import (
	"dateline"
	"dateline/text"
	"fmt"
	"testing"
)

// friday is the day of publication in most tests: 17 May 2019, a Friday.
var friday = dateline.Date{Year: 2019, Month: 5, Day: 17}

// find looks for expressions in s as one sentence.
func find(s string) []Expression {
	return Find(text.Sentence{Span: dateline.Span{Start: 0, End: len(s)}}, s)
}

// show writes a value in a line: days, precision, TIMEX3 value, offsets.
func show(v Value) string {
	day := func(d *dateline.Date) string {
		if d == nil {
			return "?"
		}
		return d.String()
	}
	off := func(n *int) string {
		if n == nil {
			return "?"
		}
		return fmt.Sprintf("%+d", *n)
	}
	return fmt.Sprintf("%s..%s %s %s %s..%s", day(v.Start), day(v.End), v.Precision, v.Timex, off(v.MinDays), off(v.MaxDays))
}

func TestTheWordsOfNewsBecomeIntervals(t *testing.T) {
	for _, c := range []struct{ text, words, dated, undated string }{
		{"The statement came on Wednesday.", "on Wednesday", "2019-05-15..2019-05-16 day 2019-05-15 -2..-2", "?..? day XXXX-WXX-3 -6..+0"},
		{"It was claimed earlier this week.", "earlier this week", "2019-05-13..2019-05-18 week 2019-W20 -4..+0", "?..? week XXXX-WXX -6..+0"},
		{"It killed 20 people last month in a raid.", "last month", "2019-04-01..2019-05-01 month 2019-04 -46..-17", "?..? month XXXX-XX -61..-1"},
		{"It has been restructuring since last summer.", "since last summer", "2018-06-01..2019-05-18 season 2018-SU -350..+0", "?..? season XXXX-SU -457..+0"},
		{"It was founded in 2015 there.", "in 2015", "2015-01-01..2016-01-01 year 2015 ?..?", "2015-01-01..2016-01-01 year 2015 ?..?"},
		{"It came five days after the announcement.", "five days after", "?..? day XXXX-XX-XX +5..+5", "?..? day XXXX-XX-XX +5..+5"},
		{"Five days earlier, it named a branch.", "Five days earlier", "?..? day XXXX-XX-XX -5..-5", "?..? day XXXX-XX-XX -5..-5"},
	} {
		t.Run(c.text, func(t *testing.T) {
			found := find(c.text)
			if len(found) != 1 {
				t.Fatalf("found %d expressions, want one: %v", len(found), found)
			}
			e := found[0]
			if e.Words != c.words || e.In(c.text) != c.words {
				t.Errorf("words %q at %q, want %q", e.Words, e.In(c.text), c.words)
			}
			if got := show(e.Resolve(&friday, Past)); got != c.dated {
				t.Errorf("on 17 May 2019: %s\nwant            %s", got, c.dated)
			}
			if got := show(e.Resolve(nil, Past)); got != c.undated {
				t.Errorf("undated: %s\nwant     %s", got, c.undated)
			}
		})
	}
}
