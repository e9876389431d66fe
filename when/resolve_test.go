package when

import (
	"dateline"
	"fmt"
	"testing"
)

// friday is the day of publication in most tests: 17 May 2019, a Friday.
var friday = dateline.Date{Year: 2019, Month: 5, Day: 17}

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
		return fmt.Sprint(*n)
	}
	return fmt.Sprintf("%s..%s %s %s %s..%s", day(v.Start), day(v.End), v.Precision, v.Timex, off(v.MinDays), off(v.MaxDays))
}

// only is the one expression of a text.
func only(t *testing.T, s string) Expression {
	t.Helper()
	found := find("They came " + s + ".")
	if len(found) != 1 {
		t.Fatalf("found %q in %q", words(found), s)
	}
	return found[0]
}

func TestPastTimesInAReportOfFriday17May2019(t *testing.T) {
	for _, c := range []struct{ text, dated, undated string }{
		{"on Wednesday", "2019-05-15..2019-05-16 day 2019-05-15 -2..-2", "?..? day XXXX-WXX-3 -6..0"},
		{"on Friday", "2019-05-17..2019-05-18 day 2019-05-17 0..0", "?..? day XXXX-WXX-5 -6..0"},
		{"last Wednesday", "2019-05-15..2019-05-16 day 2019-05-15 -2..-2", "?..? day XXXX-WXX-3 -7..-1"},
		{"last Friday", "2019-05-10..2019-05-11 day 2019-05-10 -7..-7", "?..? day XXXX-WXX-5 -7..-1"},
		{"on Wednesday last week", "2019-05-08..2019-05-09 day 2019-05-08 -9..-9", "?..? day XXXX-WXX-3 -13..-1"},
		{"on Wednesday night", "2019-05-15..2019-05-16 day 2019-05-15TNI -2..-2", "?..? day XXXX-WXX-3TNI -6..0"},
		{"between Saturday and Monday", "2019-05-11..2019-05-14 day 2019-05-11/2019-05-13 -6..-4", "?..? day XXXX-WXX-6/XXXX-WXX-1 -6..0"},
		{"today", "2019-05-17..2019-05-18 day 2019-05-17 0..0", "?..? day XXXX-XX-XX 0..0"},
		{"yesterday", "2019-05-16..2019-05-17 day 2019-05-16 -1..-1", "?..? day XXXX-XX-XX -1..-1"},
		{"last night", "2019-05-16..2019-05-17 day 2019-05-16TNI -1..-1", "?..? day XXXX-XX-XXTNI -1..-1"},
		{"the day before yesterday", "2019-05-15..2019-05-16 day 2019-05-15 -2..-2", "?..? day XXXX-XX-XX -2..-2"},
		{"earlier this week", "2019-05-13..2019-05-18 week 2019-W20 -4..0", "?..? week XXXX-WXX -6..0"},
		{"this week", "2019-05-13..2019-05-18 week 2019-W20 -4..0", "?..? week XXXX-WXX -6..0"},
		{"last week", "2019-05-06..2019-05-13 week 2019-W19 -11..-5", "?..? week XXXX-WXX -13..-1"},
		{"late last week", "2019-05-09..2019-05-13 week 2019-W19 -8..-5", "?..? week XXXX-WXX -13..-1"},
		{"the week before last", "2019-04-29..2019-05-06 week 2019-W18 -18..-12", "?..? week XXXX-WXX -20..-8"},
		{"over the weekend", "2019-05-11..2019-05-13 day 2019-W19-WE -6..-5", "?..? day XXXX-WXX-WE -6..0"},
		{"last weekend", "2019-05-11..2019-05-13 day 2019-W19-WE -6..-5", "?..? day XXXX-WXX-WE -8..-1"},
		{"this month", "2019-05-01..2019-05-18 month 2019-05 -16..0", "?..? month XXXX-XX -30..0"},
		{"earlier this month", "2019-05-01..2019-05-18 month 2019-05 -16..0", "?..? month XXXX-XX -30..0"},
		{"last month", "2019-04-01..2019-05-01 month 2019-04 -46..-17", "?..? month XXXX-XX -61..-1"},
		{"late last month", "2019-04-21..2019-05-01 month 2019-04 -26..-17", "?..? month XXXX-XX -61..-1"},
		{"this year", "2019-01-01..2019-05-18 year 2019 -136..0", "?..? year XXXX -365..0"},
		{"so far this year", "2019-01-01..2019-05-18 year 2019 -136..0", "?..? year XXXX -365..0"},
		{"last year", "2018-01-01..2019-01-01 year 2018 -501..-137", "?..? year XXXX -730..-1"},
		{"late last year", "2018-09-01..2019-01-01 year 2018 -258..-137", "?..? year XXXX -730..-1"},
		{"last summer", "2018-06-01..2018-09-01 season 2018-SU -350..-259", "?..? season XXXX-SU -457..-1"},
		{"since last summer", "2018-06-01..2019-05-18 season 2018-SU -350..0", "?..? season XXXX-SU -457..0"},
		{"this spring", "2019-03-01..2019-05-18 season 2019-SP -77..0", "?..? season XXXX-SP -365..0"},
		{"last winter", "2018-12-01..2019-03-01 season 2018-WI -167..-78", "?..? season XXXX-WI -457..-1"},
		{"in March", "2019-03-01..2019-04-01 month 2019-03 -77..-47", "?..? month XXXX-03 -365..0"},
		{"in June", "2018-06-01..2018-07-01 month 2018-06 -350..-321", "?..? month XXXX-06 -365..0"},
		{"in May", "2019-05-01..2019-05-18 month 2019-05 -16..0", "?..? month XXXX-05 -365..0"},
		{"last March", "2019-03-01..2019-04-01 month 2019-03 -77..-47", "?..? month XXXX-03 -396..-1"},
		{"in March last year", "2018-03-01..2018-04-01 month 2018-03 -442..-412", "?..? month XXXX-03 -730..-1"},
		{"in late March", "2019-03-21..2019-04-01 month 2019-03 -57..-47", "?..? month XXXX-03 -365..0"},
		{"since January", "2019-01-01..2019-05-18 month 2019-01 -136..0", "?..? month XXXX-01 -365..0"},
		{"from November to January", "2018-11-01..2019-02-01 month 2018-11/2019-01 -197..-106", "?..? month XXXX-11/XXXX-01 -365..0"},
		{"on March 3", "2019-03-03..2019-03-04 day 2019-03-03 -75..-75", "?..? day XXXX-03-03 -365..0"},
		{"on 3 June", "2018-06-03..2018-06-04 day 2018-06-03 -348..-348", "?..? day XXXX-06-03 -365..0"},
		{"from 2-4 May", "2019-05-02..2019-05-05 day 2019-05-02/2019-05-04 -15..-13", "?..? day XXXX-05-02/XXXX-05-04 -365..0"},
		{"from 30 December to 2 January", "2018-12-30..2019-01-03 day 2018-12-30/2019-01-02 -138..-135", "?..? day XXXX-12-30/XXXX-01-02 -365..0"},
		{"on the 15th", "2019-05-15..2019-05-16 day 2019-05-15 -2..-2", "?..? day XXXX-XX-15 -61..0"},
		{"on the 20th", "2019-04-20..2019-04-21 day 2019-04-20 -27..-27", "?..? day XXXX-XX-20 -61..0"},
		{"on Tuesday, May 21", "2019-05-21..2019-05-22 day 2019-05-21 4..4", "?..? day XXXX-05-21 -365..365"},
		{"on New Year's Eve", "2018-12-31..2019-01-01 day 2018-12-31 -137..-137", "?..? day XXXX-12-31 -365..0"},
		{"three days ago", "2019-05-14..2019-05-15 day 2019-05-14 -3..-3", "?..? day XXXX-XX-XX -3..-3"},
		{"about 10 days ago", "2019-05-05..2019-05-10 day 2019-05-07 -12..-8", "?..? day XXXX-XX-XX -12..-8"},
		{"two weeks ago", "2019-04-30..2019-05-07 week 2019-W18 -17..-11", "?..? week XXXX-WXX -17..-11"},
		{"a month ago", "2019-04-02..2019-05-03 month 2019-04 -45..-15", "?..? month XXXX-XX -48..-13"},
		{"a year ago", "2017-11-16..2018-11-16 year 2018 -547..-183", "?..? year XXXX -550..-181"},
		{"a year ago today", "2018-05-17..2018-05-18 day 2018-05-17 -365..-365", "?..? day XXXX-XX-XX -368..-363"},
		{"several days ago", "2019-05-08..2019-05-15 week PAST_REF -9..-3", "?..? week PAST_REF -9..-3"},
		{"days ago", "2019-05-04..2019-05-16 week PAST_REF -13..-2", "?..? week PAST_REF -13..-2"},
		{"years ago", "?..2017-11-16 longer PAST_REF ?..-548", "?..? longer PAST_REF ?..-546"},
		{"more than two years ago", "?..2017-05-18 year PAST_REF ?..-730", "?..? year PAST_REF ?..-728"},
		{"less than a week ago", "2019-05-10..2019-05-18 week 2019-W20 -7..0", "?..? week XXXX-WXX -7..0"},
		{"48 hours ago", "2019-05-15..2019-05-16 day 2019-05-15 -2..-2", "?..? day XXXX-XX-XX -2..-2"},
		{"hours ago", "2019-05-16..2019-05-18 day PAST_REF -1..0", "?..? day PAST_REF -1..0"},
		{"in the past week", "2019-05-10..2019-05-18 week P1W -7..0", "?..? week P1W -7..0"},
		{"over the past three days", "2019-05-14..2019-05-18 day P3D -3..0", "?..? day P3D -3..0"},
		{"in the last six months", "2018-11-17..2019-05-18 month P6M -181..0", "?..? month P6M -185..0"},
		{"in recent days", "2019-05-04..2019-05-18 week PXD -13..0", "?..? week PXD -13..0"},
		{"recently", "?..? unknown PAST_REF ?..0", "?..? unknown PAST_REF ?..0"},
		{"since Monday", "2019-05-13..2019-05-18 day 2019-05-13 -4..0", "?..? day XXXX-WXX-1 -6..0"},
		{"until Wednesday", "?..2019-05-16 day 2019-05-15 ?..-2", "?..? day XXXX-WXX-3 ?..0"},
		{"before Wednesday", "?..2019-05-15 day 2019-05-15 ?..-3", "?..? day XXXX-WXX-3 ?..-1"},
		{"before Wednesday's vote", "?..2019-05-16 day 2019-05-15 ?..-2", "?..? day XXXX-WXX-3 ?..0"},
		{"after Wednesday", "2019-05-16..2019-05-18 day 2019-05-15 -1..0", "?..? day XXXX-WXX-3 -5..0"},
		{"after Wednesday's vote", "2019-05-15..2019-05-18 day 2019-05-15 -2..0", "?..? day XXXX-WXX-3 -6..0"},
		{"by the end of the year", "?..2020-01-01 year 2019 ?..228", "?..? year XXXX ?..365"},
		{"two days after Christmas", "2018-12-27..2018-12-28 day 2018-12-27 -141..-141", "?..? day XXXX-XX-XX -363..2"},
		{"during Ramadan", "?..? unknown XXXX-RAMADAN ?..?", "?..? unknown XXXX-RAMADAN ?..?"},
		{"Ramadan last year", "2018-01-01..2019-01-01 year 2018-RAMADAN -501..-137", "?..? year XXXX-RAMADAN -730..-1"},
		// From an event: the day of publication changes nothing.
		{"five days after the announcement", "?..? day XXXX-XX-XX 5..5", "?..? day XXXX-XX-XX 5..5"},
		{"five days earlier", "?..? day XXXX-XX-XX -5..-5", "?..? day XXXX-XX-XX -5..-5"},
		{"two days later", "?..? day XXXX-XX-XX 2..2", "?..? day XXXX-XX-XX 2..2"},
		{"a week before the vote", "?..? week XXXX-WXX -10..-4", "?..? week XXXX-WXX -10..-4"},
		{"more than a week after the vote", "?..? week FUTURE_REF 7..?", "?..? week FUTURE_REF 7..?"},
		{"hours after the raid", "?..? day FUTURE_REF 0..1", "?..? day FUTURE_REF 0..1"},
		{"weeks before the raid", "?..? month PAST_REF -59..-11", "?..? month PAST_REF -59..-11"},
		{"the previous day", "?..? day XXXX-XX-XX -1..-1", "?..? day XXXX-XX-XX -1..-1"},
		{"the same day", "?..? day XXXX-XX-XX 0..0", "?..? day XXXX-XX-XX 0..0"},
		{"the next day", "?..? day XXXX-XX-XX 1..1", "?..? day XXXX-XX-XX 1..1"},
		{"the following month", "?..? month XXXX-XX 1..61", "?..? month XXXX-XX 1..61"},
		{"the previous year", "?..? year XXXX -730..-1", "?..? year XXXX -730..-1"},
		{"later that month", "?..? month XXXX-XX 0..30", "?..? month XXXX-XX 0..30"},
		{"the following Friday", "?..? day XXXX-WXX-5 1..7", "?..? day XXXX-WXX-5 1..7"},
		{"on July 25 of that year", "?..? day XXXX-07-25 -365..365", "?..? day XXXX-07-25 -365..365"},
		{"within 24 hours", "?..? day PT24H 0..1", "?..? day PT24H 0..1"},
		{"in the days after the coup", "?..? week PXD 0..13", "?..? week PXD 0..13"},
		{"at dawn", "2019-05-17..2019-05-18 day 2019-05-17TMO 0..0", "?..? day XXXX-XX-XXTMO 0..0"},
		{"for three days", "?..? unknown P3D ?..?", "?..? unknown P3D ?..?"},
		{"every week", "?..? unknown P1W ?..?", "?..? unknown P1W ?..?"},
	} {
		t.Run(c.text, func(t *testing.T) {
			e := only(t, c.text)
			if got := show(e.Resolve(&friday, Past)); got != c.dated {
				t.Errorf("dated %s, want %s", got, c.dated)
			}
			if got := show(e.Resolve(nil, Past)); got != c.undated {
				t.Errorf("undated %s, want %s", got, c.undated)
			}
		})
	}
}

func TestAbsoluteTimesNeedNoDayOfPublication(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"in 2015", "2015-01-01..2016-01-01 year 2015"},
		{"by 2016", "?..2017-01-01 year 2016"},
		{"since 2014", "2014-01-01..? year 2014"},
		{"before 2016", "?..2016-01-01 year 2016"},
		{"after 2016", "2017-01-01..? year 2016"},
		{"early 2018", "2018-01-01..2018-05-01 year 2018"},
		{"in the 1990s", "1990-01-01..2000-01-01 longer 199"},
		{"in the mid-1990s", "1993-01-01..1997-01-01 longer 199"},
		{"in the 19th century", "1800-01-01..1900-01-01 longer 18"},
		{"between 2014 and 2016", "2014-01-01..2017-01-01 year 2014/2016"},
		{"in 2014-16", "2014-01-01..2017-01-01 year 2014/2016"},
		{"in the second half of 2018", "2018-07-01..2019-01-01 year 2018-H2"},
		{"in the first quarter of 2019", "2019-01-01..2019-04-01 season 2019-Q1"},
		{"in the spring of 2018", "2018-03-01..2018-06-01 season 2018-SP"},
		{"in the winter of 2018", "2018-12-01..2019-03-01 season 2018-WI"},
		{"in March 2018", "2018-03-01..2018-04-01 month 2018-03"},
		{"in mid-April 2018", "2018-04-11..2018-04-21 month 2018-04"},
		{"from March to May 2018", "2018-03-01..2018-06-01 month 2018-03/2018-05"},
		{"from November to January 2018", "2017-11-01..2018-02-01 month 2017-11/2018-01"},
		{"on March 3, 2019", "2019-03-03..2019-03-04 day 2019-03-03"},
		{"on 31 December 2018", "2018-12-31..2019-01-01 day 2018-12-31"},
		{"on 29 February 2020", "2020-02-29..2020-03-01 day 2020-02-29"},
		{"on Friday, 17 May 2019, at 3pm", "2019-05-17..2019-05-18 day 2019-05-17"},
		{"on 2019-03-03", "2019-03-03..2019-03-04 day 2019-03-03"},
		{"on 03/03/2019", "2019-03-03..2019-03-04 day 2019-03-03"},
		{"on 17/05/2019", "2019-05-17..2019-05-18 day 2019-05-17"},
		{"on 5/17/2019", "2019-05-17..2019-05-18 day 2019-05-17"},
		{"on 03/04/2019", "2019-03-04..2019-04-04 month 2019"},
		{"on 01/12/2019", "2019-01-12..2019-12-02 year 2019"},
		{"after 9/11", "2001-09-12..? day 2001-09-11"},
		{"on Christmas Day 2018", "2018-12-25..2018-12-26 day 2018-12-25"},
		{"at Easter 2019", "2019-04-21..2019-04-22 day 2019-04-21"},
		{"in Ramadan 2019", "2019-01-01..2020-01-01 year 2019-RAMADAN"},
	} {
		t.Run(c.text, func(t *testing.T) {
			v := find("They came " + c.text + ".")[0].Resolve(nil, Past)
			if got := show(v); got != c.want+" ?..?" {
				t.Errorf("got %s, want %s ?..?", got, c.want)
			}
		})
	}
}

func TestTheTenseSaysWhichOneIsMeant(t *testing.T) {
	for _, c := range []struct {
		text          string
		tense         Tense
		dated, spread string
	}{
		{"on Wednesday", Future, "2019-05-22..2019-05-23", "0..6"},
		{"on Friday", Future, "2019-05-17..2019-05-18", "0..6"},
		{"on Wednesday", Unknown, "2019-05-15..2019-05-16", "-6..0"},
		{"next Friday", Future, "2019-05-24..2019-05-25", "1..7"},
		{"this Sunday", Future, "2019-05-19..2019-05-20", "0..6"},
		{"this Sunday", Past, "2019-05-12..2019-05-13", "-6..0"},
		{"tomorrow", Future, "2019-05-18..2019-05-19", "1..1"},
		{"this week", Future, "2019-05-17..2019-05-20", "0..6"},
		{"this week", Unknown, "2019-05-13..2019-05-20", "-6..6"},
		{"later this month", Future, "2019-05-17..2019-06-01", "0..30"},
		{"next week", Future, "2019-05-20..2019-05-27", "1..13"},
		{"next month", Future, "2019-06-01..2019-07-01", "1..61"},
		{"next year", Future, "2020-01-01..2021-01-01", "1..730"},
		{"over the weekend", Future, "2019-05-18..2019-05-20", "0..6"},
		{"in June", Future, "2019-06-01..2019-07-01", "0..395"},
		{"in March", Future, "2020-03-01..2020-04-01", "0..395"},
		{"on 3 March", Future, "2020-03-03..2020-03-04", "0..365"},
		{"next spring", Future, "2020-03-01..2020-06-01", "1..457"},
		{"in three days", Future, "2019-05-20..2019-05-21", "3..3"},
		{"in three days", Past, "?..?", "?..?"},
		{"in two weeks' time", Future, "2019-05-28..2019-06-04", "11..17"},
		{"in the coming days", Future, "2019-05-17..2019-05-31", "0..13"},
		{"until next Friday", Past, "?..2019-05-25", "?..7"},
	} {
		t.Run(c.text+", "+string(c.tense), func(t *testing.T) {
			e := only(t, c.text)
			v := e.Resolve(&friday, c.tense)
			v.Precision, v.Timex, v.MinDays, v.MaxDays = "", "", nil, nil
			if got := show(v); got != c.dated+"   ?..?" {
				t.Errorf("dated %s, want %s", got, c.dated)
			}
			v = e.Resolve(nil, c.tense)
			v.Precision, v.Timex = "", ""
			if got := show(v); got != "?..?   "+c.spread {
				t.Errorf("undated %s, want %s", got, c.spread)
			}
		})
	}
}

func TestTurnsOfTheYearAndLeapYears(t *testing.T) {
	for _, c := range []struct{ published, text, want string }{
		{"2019-01-01", "yesterday", "2018-12-31..2019-01-01 day 2018-12-31"},
		{"2019-01-02", "last month", "2018-12-01..2019-01-01 month 2018-12"},
		{"2019-01-01", "last week", "2018-12-24..2018-12-31 week 2018-W52"},
		{"2019-01-01", "earlier this week", "2018-12-31..2019-01-02 week 2019-W01"},
		{"2019-01-03", "on Sunday", "2018-12-30..2018-12-31 day 2018-12-30"},
		{"2021-01-02", "this week", "2020-12-28..2021-01-03 week 2020-W53"},
		{"2019-01-05", "in December", "2018-12-01..2019-01-01 month 2018-12"},
		{"2019-01-05", "this winter", "2018-12-01..2019-01-06 season 2018-WI"},
		{"2019-01-05", "last winter", "2017-12-01..2018-03-01 season 2017-WI"},
		{"2019-12-31", "this year", "2019-01-01..2020-01-01 year 2019"},
		{"2019-01-01", "this year", "2019-01-01..2019-01-02 year 2019"},
		{"2020-03-01", "yesterday", "2020-02-29..2020-03-01 day 2020-02-29"},
		{"2019-03-01", "yesterday", "2019-02-28..2019-03-01 day 2019-02-28"},
		{"2020-03-15", "last month", "2020-02-01..2020-03-01 month 2020-02"},
		{"2019-05-17", "on 29 February", "2016-02-29..2016-03-01 day 2016-02-29"},
		{"1903-05-17", "on 29 February", "1896-02-29..1896-03-01 day 1896-02-29"},
		{"2020-02-29", "a year ago today", "2019-02-28..2019-03-01 day 2019-02-28"},
		{"2019-03-31", "a month ago", "2019-02-13..2019-03-16 month 2019-02"},
		{"2019-05-19", "over the weekend", "2019-05-18..2019-05-20 day 2019-W20-WE"},
		{"2019-05-18", "over the weekend", "2019-05-18..2019-05-19 day 2019-W20-WE"},
		{"2019-05-19", "last weekend", "2019-05-11..2019-05-13 day 2019-W19-WE"},
		{"2019-05-20", "last weekend", "2019-05-18..2019-05-20 day 2019-W20-WE"},
		{"2019-05-13", "earlier this week", "2019-05-13..2019-05-14 week 2019-W20"},
		{"2019-05-19", "earlier this week", "2019-05-13..2019-05-20 week 2019-W20"},
		{"2019-07-10", "last summer", "2018-06-01..2018-09-01 season 2018-SU"},
		{"2019-09-10", "last summer", "2019-06-01..2019-09-01 season 2019-SU"},
	} {
		t.Run(c.text+" in a report of "+c.published, func(t *testing.T) {
			pub, err := dateline.ParseDate(c.published)
			if err != nil {
				t.Fatal(err)
			}
			v := only(t, c.text).Resolve(&pub, Past)
			v.MinDays, v.MaxDays = nil, nil
			if got := show(v); got != c.want+" ?..?" {
				t.Errorf("got %s, want %s", got, c.want)
			}
		})
	}
}
