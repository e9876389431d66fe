package text

import (
	"regexp"
	"strings"
	"unicode"

	"dateline"
)

// The parts of a dateline: a place in capitals or with a capital, what it lies
// in, a day, an agency in brackets, a dash.
const (
	capsPlace  = `\p{Lu}[\p{Lu}'’.-]+(?:[ /-]\p{Lu}[\p{Lu}'’.-]*){0,4}`
	wordPlace  = `\p{Lu}[\p{L}'’-]+(?:[ /-]\p{Lu}[\p{L}'’-]+){0,3}`
	region     = `(?:, (?:\p{Lu}[\p{L}'’.-]*)(?:[ -](?:and|of|the|\p{Lu}[\p{L}'’.-]*)){0,4}?)?`
	lineMonth  = `(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|January|February|March|April|June|July|August|September|October|November|December|JAN|FEB|MAR|APR|MAY|JUN|JUL|AUG|SEPT?|OCT|NOV|DEC)`
	lineDate   = `(?:,? (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?(?:\d{1,2} ` + lineMonth + `\.?|` + lineMonth + `\.? \d{1,2})(?:,? \d{4})?|,? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)?`
	lineAgency = `\(([\p{L}][\p{L} &/.-]{1,40})\)`
	dash       = `(?:—|–|--|-|―)`
)

// The forms of a dateline, the surest first. Group 1 is the place, group 2
// the agency; each has what it lacks as an empty group.
var datelineForms = []*regexp.Regexp{
	regexp.MustCompile(`^((?:` + capsPlace + `|` + wordPlace + `)` + region + `)` + lineDate + `,? ?` + lineAgency + `,? ?(?:` + dash + `|:)[ \t]*`),
	regexp.MustCompile(`^((?:` + capsPlace + `)` + region + `)` + lineDate + `()[ \t]*(?:—|–|--|―| -)[ \t]*`),
	regexp.MustCompile(`^((?:` + capsPlace + `)` + region + `)` + lineDate + `():[ \t]+`),
	regexp.MustCompile(`^((?:` + wordPlace + `)` + region + `)` + lineDate + `()[ \t]+(?:—|–|--|-|―)[ \t]+`),
	regexp.MustCompile(`^()` + lineAgency + ` ?(?:` + dash + `)[ \t]*`),
}

var (
	colonForm, wordForm = 2, 3
	datelineAlone       = regexp.MustCompile(`^((?:` + capsPlace + `)` + region + `)` + lineDate + `(?:,? ?` + lineAgency + `)[ \t]*` + dash + `?$`)
)

// labels stand in capitals before a colon or dash without being places.
var labels = set(`UPDATE WATCH BREAKING EXCLUSIVE EXPLAINER ANALYSIS OPINION VIDEO CORRECTION LIVE NOTE READ MORE ALSO PHOTOS PICTURES FACTBOX TIMELINE
	INTERVIEW COMMENT EDITORIAL PROFILE FEATURE SPECIAL WRAPUP REPORT URGENT ALERT QUESTION ANSWER REVIEW Q A WHO ISIS ISIL IS TTP UN NATO EU AU US UK USA
	FILE EDITOR ADVERTISEMENT WARNING DEVELOPING INSIGHT PODCAST OBITUARY LETTER`)

// findDateline is the dateline at the start of s: its place and agency and
// its length in bytes, the dash and the space after it included.
func findDateline(s string) (place, agency string, n int) {
	head := s
	if len(head) > 200 {
		head = head[:200]
	}
	for i, form := range datelineForms {
		m := form.FindStringSubmatchIndex(head)
		if m == nil {
			continue
		}
		place, agency = head[m[2]:m[3]], ""
		if m[4] >= 0 {
			agency = strings.TrimSpace(head[m[4]:m[5]])
		}
		rest := s[m[1]:]
		switch {
		case labels[firstWordOf(place)] && agency == "":
			continue
		case agency != "" && !knownAgency(agency, place):
			continue
		case (i == wordForm || i == colonForm) && rest != "" && !startsSentence(rest):
			continue // "Gunmen — some in uniform — attacked"
		case i == wordForm && (starters[firstWordOf(place)] || headlineWords[strings.ToLower(firstWordOf(place))] || openWords[strings.ToLower(firstWordOf(place))]):
			continue
		case i == colonForm && strings.Count(place, " ") > 2:
			continue
		}
		return place, agency, m[1]
	}
	return "", "", 0
}

func firstWordOf(s string) string {
	if i := strings.IndexAny(s, " ,/"); i >= 0 {
		return s[:i]
	}
	return s
}

// knownAgency reports whether bracketed words before a dash can be an agency:
// a known one, or a name in capitals.
func knownAgency(name, place string) bool {
	if agencyForm.MatchString(name) {
		return true
	}
	if place == "" {
		return false
	}
	for _, w := range strings.Fields(name) {
		if r := firstRune(w); !unicode.IsUpper(r) && r != '&' {
			return false
		}
	}
	return true
}

var agencyForm = regexp.MustCompile(`(?i)^(` + agencyNames + `)([ /,-]+(` + agencyNames + `))*$`)

// startsSentence reports whether what follows a dateline starts a sentence.
func startsSentence(s string) bool {
	r := firstRune(s)
	return unicode.IsUpper(r) || unicode.IsDigit(r) || strings.ContainsRune("\"“‘'(", r)
}

// Placeline is the dateline that s, a paragraph or its first sentence, begins
// with: the place in the text's own words ("" when only an agency is named),
// the agency ("" when none is), and the bytes that both take up, the dash
// and the space behind it included. n is 0 when there is none.
func Placeline(s string) (place, agency string, n int) { return findDateline(s) }

// isDateline reports whether s begins with a dateline.
func isDateline(s string) bool {
	_, _, n := findDateline(s)
	return n > 0
}

// isDatelineOnly reports whether s is a dateline and nothing else.
func isDatelineOnly(s string) bool {
	if len(s) > 100 {
		return false
	}
	_, _, n := findDateline(s)
	return n > 0 && n == len(s) || datelineAlone.MatchString(s)
}

// Dateline is the dateline of the article: where, in the text's own words,
// and which agency ("" when none is named) at the start of the first
// paragraph of text, or on a line of its own above it. The span covers the
// dateline with its dash. ok is false when there is none; place is empty when
// only an agency is named.
func (d *Document) Dateline() (place string, agency string, span dateline.Span, ok bool) {
	for _, p := range d.Paragraphs {
		switch p.Kind {
		case Byline:
			s := p.In(d.Text)
			if m := datelineAlone.FindStringSubmatch(s); m != nil {
				return m[1], strings.TrimSpace(m[2]), p.Span, true
			}
			if place, agency, n := findDateline(s); n == len(s) && n > 0 {
				return place, agency, p.Span, true
			}
		case Body:
			place, agency, n := findDateline(p.In(d.Text))
			if n == 0 {
				return "", "", dateline.Span{}, false
			}
			return place, agency, trim(d.Text, dateline.Span{Start: p.Start, End: p.Start + n}), true
		}
	}
	return "", "", dateline.Span{}, false
}
