package link

import (
	"slices"
	"strconv"
	"strings"

	"dateline"
)

// What tells two events of one kind in one town on one day apart: the hour, and
// the people. Neither alone does, where all else agrees; reports err.

const (
	otherHour    = -3
	otherWeekday = -5
	otherPeople  = -3
)

// hourPair is the points that the hours of two accounts of one day, or the
// weekdays of a dated and an undated one, count.
func hourPair(a, b *account) (int, dateline.Ground) {
	s, t := a.Time.Timex, b.Time.Timex
	if s == nil || t == nil {
		return 0, dateline.OtherHour
	}
	if x, ok := hourOf(*s); ok {
		if y, ok := hourOf(*t); ok && max(x-y, y-x) >= 6 {
			return otherHour, dateline.OtherHour
		}
	}
	if d, e := toldWeekday(a), toldWeekday(b); d > 0 && e > 0 && d != e && (a.Time.Start == nil) != (b.Time.Start == nil) {
		return otherWeekday, dateline.OtherWeekday
	}
	return 0, dateline.OtherHour
}

// hours stand for the parts of a day. Night has none: it begins one day and ends
// the next.
var hours = map[string]int{"MO": 8, "MI": 12, "AF": 15, "EV": 19}

// hourOf is the hour of a TIMEX3 value, from 0 to 23.
func hourOf(timex string) (int, bool) {
	_, part, ok := strings.Cut(timex, "T")
	if !ok || strings.HasPrefix(timex, "P") {
		return 0, false
	}
	if h, ok := hours[part]; ok {
		return h, true
	}
	if len(part) >= 2 {
		if h, err := strconv.Atoi(part[:2]); err == nil && h >= 0 && h < 24 {
			return h, true
		}
	}
	return 0, false
}

// toldWeekday is the weekday of an account's day, by its date or by its words, 1
// Monday to 7 Sunday; 0 for none.
func toldWeekday(a *account) int {
	if a.Time.Start != nil && a.Time.Precision == dateline.Day {
		return isoWeekday(int(dayOf(*a.Time.Start)))
	}
	return weekdayOf(a)
}

// anyone are the words, as contentWords gives them, that fit whoever was hit.
var anyone = func() map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(`people persons person others other civilians civilian victims victim residents resident locals individuals
		women woman girls boys children child members member bodies body dead casualties least more than several many about some around
		four five nine three seven eight eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty
		fifty sixty seventy eighty ninety hundred hundreds thousand thousands dozen dozens scores score`) {
		out[w] = true
	}
	return out
}()

// otherVictims reports whether two accounts tell of other people hit: in words
// that fit not everyone and have nothing in common, and in other exact numbers.
func otherVictims(a, b *account) bool {
	x, y := victimWords(a), victimWords(b)
	if len(x) == 0 || len(y) == 0 || sharedWords(x, y) > 0 {
		return false
	}
	differ := false
	for _, c := range firstFigures(a) {
		for _, d := range firstFigures(b) {
			if c.Status != d.Status || c.Low == nil || d.Low == nil {
				continue
			}
			if overlap(c, d) {
				return false
			}
			differ = true
		}
	}
	return differ
}

func victimWords(a *account) []string {
	var out []string
	for _, r := range a.names[dateline.Victim] {
		out = append(out, specific(r.words)...)
	}
	return out
}

// specific are the words that do not fit everyone.
func specific(words []string) []string {
	return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return anyone[w] || w[0] >= '0' && w[0] <= '9' })
}
