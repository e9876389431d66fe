package grade

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// fold writes s as words in small letters without diacritics, one space
// between them. All punctuation parts words, apostrophes too: text.Fold, which
// knows names better, is part of what is graded, and a grader must not share
// the faults of what it grades.
func fold(s string) string {
	if s == "" {
		return ""
	}
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r), unicode.IsNumber(r):
			b.WriteRune(unicode.ToLower(r))
		default:
			b.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// in reports whether want is part of name, both folded.
func in(want, name string) bool { return strings.Contains(fold(name), fold(want)) }

func orEmpty(s *string) string {
	if s == nil {
		return ""
	}
	return *s
}
