package dateline

// A Warning is a value that was given and not used, or used in part, and why.
type Warning struct {
	Report *ReportID   `json:"report"` // nil: it is of no report
	What   WarningKind `json:"what"`
	Value  string      `json:"value"` // as given
	Why    string      `json:"why"`   // a sentence for people
}

// A WarningKind is what a warning is about.
type WarningKind string

// The kinds of warnings.
const (
	WarnPublished WarningKind = "published" // a day of publication that no report has
	WarnLanguage  WarningKind = "language"  // a report, or a part of one, in another language than English
	WarnText      WarningKind = "text"      // a report without a sentence
	WarnDecision  WarningKind = "decision"  // a decision that finds nothing it speaks of
)

// Years of publication outside these bounds, both included, are slips: of a pen, of
// a clock that was never set, of a parser.
const (
	FirstYear = 1900
	LastYear  = 2100
)

// Usable reports whether a report can have been published then.
func (m Moment) Usable() bool {
	year := m.Day().Year
	return FirstYear <= year && year <= LastYear
}

// Dated is the publication by which a report is read and placed: nil when it gives
// none, or one that is not Usable.
func (r *Report) Dated() *Moment {
	if r.Published == nil || !r.Published.Usable() {
		return nil
	}
	return r.Published
}
