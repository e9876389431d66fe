package grade

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"dateline"
	"dateline/tagger"
	"dateline/when"
)

// date is the day of an incident: what the sentences that tell of it say nearest to its
// fillers, else the sentences beside them, else the first; by default on or before the
// report's (template-doc-part1.v7, 7.3).
func (r *mucReport) date(in incident) string {
	if r.day == nil {
		return ""
	}
	at := map[int]int{} // of each sentence, where its filler stands
	for _, f := range in.fills {
		if s := r.sentenceOf(f.Span.Start); f.Role != tagger.PerpetratorGroup && at[s] == 0 {
			at[s] = f.Span.Start
		}
	}
	order := slices.Clone(in.sentences)
	slices.Sort(order)
	order = slices.Compact(order)
	for _, off := range []int{0, -1, 1} {
		for _, s := range order {
			if k := s + off; k >= 0 && k < len(r.parsed) {
				if d := r.dateIn(k, at[k]); d != "" {
					return d
				}
			}
		}
	}
	return "- " + mucDate(*r.day)
}

// longAgo is how many days before its report an incident may lie and still be news:
// two months by the task, and some days of grace.
const longAgo = 75

// dateIn is the day that a sentence names nearest to a byte, no later than the
// report's; a day is better than a longer stretch.
func (r *mucReport) dateIn(s, at int) string {
	best, near := "", 1<<30
	for _, e := range when.Find(r.parsed[s], r.shown) {
		if e.Duration || e.Set || r.ofTelling(e.Span) {
			continue
		}
		v := e.Resolve(r.day, when.Past)
		if v.Start == nil || v.End == nil || r.day.Before(*v.Start) {
			continue
		}
		d := max(e.Start-at, at-e.Start)
		if r.day.Sub(*v.Start) > longAgo {
			d += 500
		}
		words := ""
		switch low, days := strings.ToLower(e.Words), v.End.Sub(*v.Start); {
		case strings.Contains(low, "last night"):
			words = mucDate(r.day.AddDays(-1)) // the key has one day or two; one is right in part for both
		case weekdayWord.MatchString(low) && !strings.ContainsAny(low, "0123456789"):
			words = "- " + mucDate(*r.day)
		case days == 1:
			words = mucDate(*v.Start)
		case days > 1 && days <= 40:
			last := v.End.AddDays(-1)
			if r.day.Before(last) {
				last = *r.day
			}
			words = mucDate(*v.Start) + " - " + mucDate(last)
			if last == *v.Start {
				words = mucDate(last)
			}
			d += 300
		default:
			continue
		}
		if d < near {
			best, near = words, d
		}
	}
	return best
}

// ofTelling says of a time that it is when something was said, not when it happened.
func (r *mucReport) ofTelling(span dateline.Span) bool {
	before := strings.Fields(r.words[max(0, span.Start-30):span.Start])
	after := strings.Fields(r.words[span.End:min(len(r.words), span.End+30)])
	return len(before) > 0 && tellingWord[strings.Trim(before[len(before)-1], ",.")] || len(after) > 0 && tellingWord[strings.Trim(after[0], ",.")]
}

var tellingWord = func() map[string]bool {
	out := map[string]bool{}
	for w := range strings.FieldsSeq("SAID REPORTED ANNOUNCED STATED TOLD DENIED CONFIRMED ADDED REVEALED CONDEMNED ACCUSED INFORMED ISSUED DISCLOSED CLAIMED REPEATED EXPRESSED CHARGED DECLARED") {
		out[w] = true
	}
	return out
}()

var weekdayWord = regexp.MustCompile(`\b(mon|tues|wednes|thurs|fri|satur|sun)day\b`)

func mucDate(d dateline.Date) string {
	m := 3 * (int(d.Month) - 1)
	return fmt.Sprintf("%02d %s %02d", d.Day, mucMonths[m:m+3], d.Year%100)
}

// calendarDay is the day of a number that mucDates gives.
func calendarDay(n int) dateline.Date {
	return dateline.Date{Year: n / 10000, Month: time.Month(n / 100 % 100), Day: n % 100}
}
