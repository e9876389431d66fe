// Package when finds time expressions as news uses them and turns them into
// half-open intervals of local days, against a day of publication when there
// is one and as offsets from it when there is not.
package when

import "dateline"

// An Anchor is what an expression counts from.
type Anchor string

// The anchors.
const (
	Absolute    Anchor = "absolute"    // "in 2015", "17 May 2019": needs nothing
	Publication Anchor = "publication" // "on Wednesday", "last month"
	Named       Anchor = "named"       // "five days after the announcement": the event that follows in the text
	Discourse   Anchor = "discourse"   // "five days earlier", "the same day": the event told before
)

// An Expression is a time expression in a text.
type Expression struct {
	dateline.Span
	Words    string
	Timex    string // TIMEX3 value as far as the words alone give it, "XXXX-WXX-3" for Wednesday; "" when none fits
	Anchor   Anchor
	Duration bool // "for three days": a length, not a place on the calendar
	Set      bool // "every week"
	Since    bool // "since last summer": an interval still open
	form     form
}

type form struct{}
