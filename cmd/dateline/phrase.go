package main

import (
	"fmt"
	"strconv"
	"strings"

	"dateline"
)

// datesPhrase is a half-open interval of days in words, "" when neither end is
// known.
func datesPhrase(start, end *dateline.Date) string {
	switch {
	case start == nil && end == nil:
		return ""
	case end == nil:
		return "since " + dayPhrase(*start)
	case start == nil:
		return "before " + dayPhrase(*end)
	}
	first, last := *start, end.AddDays(-1)
	wholeMonths := first.Day == 1 && end.Day == 1
	switch {
	case first == last:
		return dayPhrase(first)
	case wholeMonths && first.Month == 1 && end.Month == 1 && first.Year == last.Year:
		return strconv.Itoa(first.Year)
	case wholeMonths && first.Month == 1 && end.Month == 1:
		return fmt.Sprintf("%d to %d", first.Year, last.Year)
	case wholeMonths && first.Year == last.Year && first.Month == last.Month:
		return fmt.Sprintf("%s %d", first.Month, first.Year)
	case wholeMonths && first.Year == last.Year:
		return fmt.Sprintf("%s to %s %d", first.Month, last.Month, last.Year)
	case first.Year == last.Year && first.Month == last.Month:
		return fmt.Sprintf("%d to %s", first.Day, dayPhrase(last))
	case first.Year == last.Year:
		return fmt.Sprintf("%d %s to %s", first.Day, first.Month, dayPhrase(last))
	}
	return dayPhrase(first) + " to " + dayPhrase(last)
}

func dayPhrase(d dateline.Date) string { return fmt.Sprintf("%d %s %d", d.Day, d.Month, d.Year) }

// relativePhrase is an offset in words: "0 to 6 days before r1 was published".
func relativePhrase(r dateline.Relative) string {
	before, after, same := " before "+r.To, " after "+r.To, "the same day as "+r.To
	if report, ok := strings.CutPrefix(r.To, "publication:"); ok {
		before, after = " before "+report+" was published", " after "+report+" was published"
		same = "the day " + report + " was published"
	}
	lo, hi := r.MinDays, r.MaxDays
	switch {
	case lo == nil && hi == nil:
		return "some time" + before + " or after"
	case lo == nil && *hi < 0:
		return "at least " + days(-*hi) + before
	case lo == nil && *hi == 0:
		return "at any time" + before + ", or the same day"
	case lo == nil:
		return "at most " + days(*hi) + after + ", or earlier"
	case hi == nil && *lo > 0:
		return "at least " + days(*lo) + after
	case hi == nil && *lo == 0:
		return "at any time" + after + ", or the same day"
	case hi == nil:
		return "at most " + days(-*lo) + before + ", or later"
	case *lo == 0 && *hi == 0:
		return same
	case *lo == *hi && *hi < 0:
		return days(-*lo) + before
	case *lo == *hi:
		return days(*lo) + after
	case *hi <= 0:
		return fmt.Sprintf("%d to %s%s", -*hi, days(-*lo), before)
	case *lo >= 0:
		return fmt.Sprintf("%d to %s%s", *lo, days(*hi), after)
	}
	return "from " + days(-*lo) + before + " to " + days(*hi) + after
}

func days(n int) string { return count(n, "day", "days") }

func count(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return strconv.Itoa(n) + " " + many
}

// timePhrase is a time in words: the calendar's days or the relation, and the
// words that it rests on.
func timePhrase(t dateline.Time) string {
	known := datesPhrase(t.Start, t.End)
	if t.Relative != nil && (known == "" || !strings.HasPrefix(t.Relative.To, "publication:")) {
		known = join(", ", known, relativePhrase(*t.Relative))
	}
	if by := t.AnchoredBy; by != nil {
		known += ", as " + string(by.Report) + " says " + quoted(by.Words)
		for _, v := range by.Via {
			if id, ok := strings.CutPrefix(v, "publication:"); ok {
				known += ", by way of " + id
			}
		}
	}
	if t.Words == nil {
		return known
	}
	if known == "" {
		return quoted(*t.Words)
	}
	return quoted(*t.Words) + ": " + known
}

// rangePhrase is a casualty's number in words.
func rangePhrase(c dateline.Casualty) string {
	qualifier := ""
	if c.Qualifier != nil {
		qualifier = *c.Qualifier
	}
	switch {
	case c.Low == nil && c.High == nil && qualifier == "":
		return "an unknown number"
	case c.Low == nil && c.High == nil:
		return qualifier
	case c.Low == nil:
		return "up to " + strconv.Itoa(*c.High)
	case c.High == nil && (qualifier == "" || qualifier == "at least" || qualifier == "more than"):
		return strconv.Itoa(*c.Low) + " or more"
	case c.High == nil:
		return fmt.Sprintf("%s (%d or more)", qualifier, *c.Low)
	case *c.Low != *c.High:
		return fmt.Sprintf("%d to %d", *c.Low, *c.High)
	case qualifier != "":
		return qualifier + " " + strconv.Itoa(*c.Low)
	}
	return strconv.Itoa(*c.Low)
}

// casualtyPhrase is a count of people in words, by whose word it is.
func casualtyPhrase(c dateline.Casualty) string {
	s := rangePhrase(c) + " " + string(c.Status)
	switch c.Side {
	case dateline.State:
		s += ", state side"
	case dateline.ArmedGroup:
		s += ", armed group's side"
	case dateline.Civilian:
		s += ", civilian side"
	}
	if c.SaidBy != nil {
		s += ", said by " + *c.SaidBy
	}
	return s
}

// placePhrase is a place with the relation that the words give it: "near
// Kidal", "in the north of Mali".
func placePhrase(p dateline.PlaceRef) string {
	if isPart(p.Relation) {
		return "in the " + p.Relation + " of " + p.Name
	}
	return join(" ", p.Relation, p.Name)
}

// isPart reports whether a relation names a part of the place: "south-west".
func isPart(relation string) bool {
	for word := range strings.SplitSeq(relation, "-") {
		switch word {
		case "north", "south", "east", "west":
		default:
			return false
		}
	}
	return true
}

// placeDetail is where a place lies and how far the truth may be from its
// middle.
func placeDetail(p dateline.PlaceRef) string {
	if p.Lat == nil && len(p.Path) == 0 {
		return "not in the gazetteer"
	}
	s := strings.Join(p.Path, " > ")
	if p.Level != "" && p.Level != "unknown" {
		s = join(", ", s, p.Level)
	}
	if p.RadiusKM != nil {
		s = join(", ", s, "within "+strconv.FormatFloat(*p.RadiusKM, 'f', -1, 64)+" km")
	}
	return s
}

// claimPhrase is what is said of responsibility.
func claimPhrase(c dateline.Claim) string {
	var s string
	switch c.Kind {
	case dateline.ClaimMade:
		s = "claimed by " + c.By
	case dateline.ClaimDenied:
		s = c.By + " denies it"
	case dateline.ClaimAscribed:
		s = "others name " + c.By
	default:
		return "nobody has claimed it"
	}
	if c.InTheNameOf != nil {
		s += " in the name of " + *c.InTheNameOf
	}
	if c.Channel != nil {
		s += ", by " + *c.Channel
	}
	if c.Said != nil {
		if at := timePhrase(*c.Said); at != "" {
			s += ", " + at
		}
	}
	return s
}

// statusPhrase says why an event has its status, after the word itself.
func statusPhrase(e dateline.Event) string {
	switch e.Status {
	case dateline.StatusHappened:
		for _, c := range e.Claims {
			if c.Kind == dateline.ClaimMade {
				return "told by others than the actor, and claimed too"
			}
		}
		return "told by others than the actor"
	case dateline.StatusClaimed:
		return "only by the actor's own word"
	case dateline.StatusAlleged:
		return "only as an accusation"
	case dateline.StatusDenied:
		return "told only to be denied"
	case dateline.StatusPlanned:
		return "it lies ahead"
	case dateline.StatusFoiled:
		return "stopped before it took place"
	case dateline.StatusDidNotHappen:
		return "the reports say that it did not take place"
	case dateline.StatusUnknown:
		return "whether it took place is not known"
	case dateline.StatusBackground:
		return "outside the development that the reports are about"
	}
	return ""
}

// changePhrase is a change in the organisation of groups.
func changePhrase(c dateline.Change, group string) string {
	label := map[string]string{
		"branch": "branch", "formed": "formed", "alias": "also called", "leader": "leader", "rival": "rival",
		"ally": "ally", "split": "split", "merge": "merger", "rename": "renamed", "pledge": "pledge of allegiance",
		"defection": "defection", "banned": "banned", "dissolved": "dissolved",
	}[c.Change]
	if label == "" {
		label = c.Change
	}
	if c.Name == "" || c.Name == group {
		return group + ", " + label
	}
	return group + ", " + label + ": " + c.Name
}

// quoted puts words of a report in quotation marks, without the blanks around
// them and without the marks that they have already.
func quoted(s string) string {
	return `"` + strings.Trim(clean(s), "\"\u201c\u201d ") + `"`
}

// join joins what is not empty.
func join(sep string, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, sep)
}
