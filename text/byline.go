package text

import (
	"regexp"
	"strings"
	"unicode"
)

const (
	datePattern = `((mon|tues|wednes|thurs|fri|satur|sun)day,? |(mon|tue|wed|thu|fri|sat|sun)\.?,? )?` +
		`(\d{1,2}(st|nd|rd|th)? (january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?,?( \d{4})?|` +
		`(january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.? \d{1,2}(st|nd|rd|th)?(, ?| )?(\d{4})?|` +
		`\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d+ (minutes?|mins?|hours?|hrs?|days?|weeks?) ago|today|yesterday)`
	clockPattern = `([ ,|–—·•/-]*(at )?\d{1,2}([:.]\d{2}){0,2} ?([ap]\.?m\.?)?( ?\(?[a-z]{2,4}\)?([+-]\d{1,2}(:\d{2})?)?)?|t\d{2}:\d{2}(:\d{2})?(z|[+-]\d{2}:?\d{2})?)`
	agencyNames  = `reuters|thomson reuters|afp|agence france-presse|ap|the associated press|associated press|dpa|efe|ansa|ani|pti|ians|uni|app|xinhua|tass|interfax|anadolu( agency)?|bloomberg|upi|pa( media)?|press association|kyodo( news)?|bakhtar|pajhwok|irna|isna|sana|wafa|nan|pana|apa|bbc( news)?|cnn|al jazeera|voa|voice of america|rfi|rfe/rl|dw|deutsche welle|news ?wires?|(news )?agenc(y|ies)|wire (services?|reports?)|staff|staff (and agencies|writers?|reporters?|correspondents?)|agencies|our (staff |special )?correspondents?|news (desk|agencies)|web ?desk|monitoring (desk|report)|editorial team|newsroom|online desk`
)

// bylines are the lines that say who wrote, when, and how long the read is.
var bylines = regexp.MustCompile(`(?i)^(` + strings.Join([]string{
	`((first |last |originally |date )?(published|posted|updated|modified|created|issued|released|edited)( (on|at|date|time))?|last (update|updated|modified)|date|time|dated|uploaded)[ :|–—-]*(on )?(` + datePattern + `|` + clockPattern + `).*`,
	datePattern + clockPattern + `?([ ,|–—·•/-]+(` + datePattern + clockPattern + `?|updated.*|published.*|\d+ min(ute)?s? read|` + clockPattern + `))*`,
	clockPattern + `[ ,|–—·•/-]+` + datePattern + `.{0,20}`,
	`(reading time|read time|est(imated)?\.? read(ing)?( time)?)[ :].{0,30}`, `[-–—|· ]*\d+[ -]min(ute)?s?\.?( of)? read(ing)?`,
	`[-–—(\[ ]*(` + agencyNames + `)([ ,/|&+–—-]+(and )?(` + agencyNames + `))*[-–—)\] .]*`,
	`(source|sources|agency|via|credit|author|authors|writer|reporter|correspondent)s?( ?: ?| \| ).{2,}`,
	`[(\[—–-]? ?(additional |further |with )?(reporting|writing|editing|edited|compiled|written|reported|translated|translation|production|additional research)( and (reporting|writing|editing))? (by|from|in)\b.{2,}`,
	`[(\[]?with (additional |further )?(reporting|inputs?|files|material|contributions?) (by|from)\b.{2,}`,
}, "|") + `)$`)

var contributed = regexp.MustCompile(`(?i)\b(contributed (to this|reporting)|also contributed|contributed from)\b`)

// A byline's names: "By Jane Doe", "By Jane Doe and John Roe in Kabul".
var (
	byName  = regexp.MustCompile(`^(?i:by|from|words|story|text)(?i: by)?:? (.{2,})$`)
	nameFor = regexp.MustCompile(`^\p{Lu}[\p{L}.'’-]+( (al|el|bin|ibn|de|van|von|da|du|ul|ur|\p{Lu}[\p{L}.'’-]*)){1,4}( and \p{Lu}[\p{L}.'’-]+( \p{Lu}[\p{L}.'’-]*){1,3})?` +
		`( (in|at|for) \p{Lu}[\p{L}.'’-]+( \p{Lu}[\p{L}.'’-]+){0,3}|,? (?i:(chief |senior |special |foreign |defen[cs]e |security |diplomatic |africa |asia |middle east |world |international |staff |south asia |west africa |east africa )*(correspondent|reporter|editor|writer|producer|journalist|bureau chief)).*|( [|–—-]|,) (` + `(?i:` + agencyNames + `)|\p{Lu}[\p{L} .'’]{2,40}))$`)
	plainName = regexp.MustCompile(`^\p{Lu}[\p{Ll}'’.-]+( (al|el|bin|ibn|de|van|von|da|du|ul|ur|\p{Lu}[\p{L}.'’-]*)){1,3}$`)
)

// looksByline reports whether a paragraph is a byline, a time of publication,
// an agency's credit or a note on who contributed.
func looksByline(s string) bool {
	if len(s) > 400 {
		return false
	}
	long := len(s) > 160 // only lists of names in brackets are longer
	if (!long || s[0] == '(' || s[0] == '[') && bylines.MatchString(s) {
		return true
	}
	if contributed.MatchString(s) && len(strings.Fields(s)) < 40 && !strings.Contains(s, "“") {
		return true
	}
	if m := byName.FindStringSubmatch(s); !long && m != nil && !strings.HasSuffix(s, ".") && !strings.HasSuffix(s, ":") {
		return namesOnly(m[1])
	}
	return false
}

// looksName reports whether a line between headline and text is the author's
// name: "Jane Doe in Kabul", "Jane Doe, Foreign Correspondent".
func looksName(s string) bool {
	return len(s) < 120 && (nameFor.MatchString(s) || plainName.MatchString(s))
}

// namesOnly reports whether every word has a capital but for those that stand
// between names.
func namesOnly(s string) bool {
	words := strings.Fields(s)
	if len(words) > 14 {
		return false
	}
	named := false
	for _, w := range words {
		r := firstRune(strings.Trim(w, "(),|@*"))
		switch {
		case unicode.IsUpper(r):
			named = true
		case unicode.IsLower(r):
			if !betweenNames[strings.Trim(strings.ToLower(w), ",.|")] {
				return false
			}
		}
	}
	return named || bylines.MatchString(s)
}

var betweenNames = set(`and in at for of the with al el bin ibn de van von da du ul ur our staff reporter reporters correspondent correspondents
	special writer editor foreign senior agencies agency bureau chief a an to`)
