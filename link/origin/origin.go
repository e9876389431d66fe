// Package origin finds where copy comes from: which reports print one text,
// which tell another's in other words and lean on it, and which agency a
// report is credited to. Outlets are not origins: what stands in five papers
// from one agency was seen by one.
//
// An Index holds reports and decides on them one by one in canonical order:
// by moment of publication, those without one last; of one moment an agency's own
// first, and those last that say they are from elsewhere, for which a day without
// an hour is its end; then the fuller first; then by the hash of the text. Each is measured against earlier reports only, so that after Settle
// the origins follow from the set of reports and from nothing else. Four
// things make an origin:
//
//   - A version of an article, of one outlet at one address, comes from the version
//     before it, whatever its words, and in whatever order the two stand.
//   - A copy shares most of its running text with an earlier report, whichever
//     of the two is cut or has paragraphs added. Quoted speech is no text of
//     an outlet: two reporters who hear one spokesman quote the same words.
//     Reports credited to one agency need share less, since an agency writes
//     its own reports anew through a day; two that share nothing remain two
//     origins, for one agency may have been in two places.
//   - A rewrite says in other words what one other report says, and adds
//     little. It counts where the other's outlet is named as the source, or
//     where some of the text is the other's still.
//   - All else is a report's own. Where it names another outlet as a source
//     for some of it, or adds to what it took, that is told as a lean.
//
// The cost of a report is bounded: one in some of its runs of words is kept as
// a key, each key leads to the first few and the last few reports before, and
// a copy adds no keys but for what it adds itself.
package origin

import (
	"dateline"
)

// A Kind is how a report stands to the one that it comes from.
type Kind string

// The kinds, from the closest.
const (
	Exact   Kind = "exact copy"      // the same words, headline, credits and dateline aside
	Edited  Kind = "copy with edits" // cut, added to, or changed here and there
	Rewrite Kind = "rewrite"         // in other words
	Own     Kind = "own"
)

// An Origin is where a report comes from.
type Origin struct {
	Kind Kind
	// Root is the report that all reports of this origin go back to. Of a report
	// that comes from no other it is the report itself.
	Root dateline.ReportID
	// From is the report that this one is nearest to, among those it was measured
	// against; "" for a report of its own kind that leans on none.
	From dateline.ReportID
	// Shared are the words, in whole percent of this report's, that stand in
	// From's in runs of MinRun or more. SharedBack are From's that stand in
	// this one.
	Shared, SharedBack int
	Credit             *Credit   // the agency that the report is credited to
	Dateline           *Dateline // nil where there is none
	Leans              []Lean    // other outlets that it gives as its sources, in order
}

// MinRun is how many words in a row two texts must have in common before the
// words count as shared.
const MinRun = 4

// A Credit is an agency that a report is credited to.
type Credit struct {
	Agency string // "Reuters", "AFP"
	Form   string // how: dateline, byline, copyright, source, sign-off, with, outlet, interview
	dateline.Evidence
}

// A Dateline is the place and day that a report's text begins with.
type Dateline struct {
	Place string
	Date  string // in the report's words; "" where there is none
}

// A Lean is another outlet that a report names as a source.
type Lean struct {
	Outlet string // as the report calls it
	// Interview is set for what a speaker told the outlet: the speaker is the
	// source, and the outlet the one who heard it.
	Interview bool
	dateline.Evidence
	key   string
	first bool // it is given as the one who brought the news
	sure  bool // known for an outlet, not only named like a source
}
