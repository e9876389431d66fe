package register

import (
	"strings"

	"dateline"
)

// The data files write a fact on one line, its parts divided by bars:
//
//	what | from..to | source
//
// Only the first part must be there. One date without dots is when the fact
// began. A fact without a source has its entry's. Examples:
//
//	Islamic State of Iraq | 2006-10..2013-04
//	Abu Bakr al-Baghdadi | 2010..2019-10-27 | un-sc-list#QDi.299
//	merged tahrir-al-sham | 2017-01-28
//
// A source is a key of sources.yaml, and after "#" the place in that source: an
// actor's number, a reference number, a page.

// parseFact reads one line of the notation; fallback is the entry's source.
func parseFact(line, fallback string) (Fact, error) {
	parts := strings.Split(line, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	f := Fact{Name: parts[0], Source: fallback}
	if f.Name == "" || len(parts) > 3 {
		return Fact{}, dateline.Errorf(dateline.Invalid, "%q is no fact; write it as: what | from..to | source", line)
	}
	if len(parts) > 1 && parts[1] != "" {
		from, to, _ := strings.Cut(parts[1], "..")
		f.From, f.To = from, to
		for _, d := range []string{from, to} {
			if d != "" && !isDate(d) {
				return Fact{}, dateline.Errorf(dateline.Invalid, "%q in %q is no date; write it as 2014, 2014-06 or 2014-06-29", d, line)
			}
		}
		if from != "" && to != "" && from > to && !strings.HasPrefix(from, to) {
			return Fact{}, dateline.Errorf(dateline.Invalid, "%q ends before it begins", line)
		}
	}
	if len(parts) > 2 && parts[2] != "" {
		f.Source = parts[2]
	}
	return f, nil
}

// isDate reports whether s is YYYY, YYYY-MM or YYYY-MM-DD.
func isDate(s string) bool {
	const shape = "0000-00-00"
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	for i := range len(s) {
		if digit := s[i] >= '0' && s[i] <= '9'; digit != (shape[i] == '0') || !digit && s[i] != '-' {
			return false
		}
	}
	if len(s) >= 7 && (s[5:7] < "01" || s[5:7] > "12") {
		return false
	}
	if len(s) == 10 {
		_, err := dateline.ParseDate(s)
		return err == nil
	}
	return true
}

// sourceKey is the key of a source, without the place in it.
func sourceKey(source string) string {
	key, _, _ := strings.Cut(source, "#")
	return key
}

// successions are the verbs that a fact about a successor begins with.
var successions = []string{"renamed", "merged", "split", "succeeded"}
