// Package when finds time expressions as news uses them and turns them into
// half-open intervals of local days, against a day of publication when there
// is one and as offsets from it when there is not.
//
// Find cuts a sentence into words of its own and needs no tags. Resolve knows
// these conventions:
//
//   - Weeks run from Monday to Sunday (ISO 8601), weekends are Saturday and
//     Sunday.
//   - Seasons are those of the northern hemisphere by whole months: spring
//     March to May, summer June to August, autumn September to November, winter
//     December to February. A winter bears the year of its December.
//   - A bare weekday, month, date or season is the latest one begun on or
//     before the day of publication, that day included ("on Wednesday" in a report
//     of a Wednesday may be that day); the next one, from that day on, when the
//     tense is Future. "Last Wednesday" is the latest before the day of
//     publication, "last summer" and "last March" the latest that are over.
//   - "Early", "mid" and "late" take a third of a month (days 1-10, 11-20, from
//     21 on) and of a year (four months each); Monday to Wednesday, Tuesday to
//     Thursday and Thursday to Sunday of a week.
//   - An amount of weeks, months or years away is the point it names, half a unit
//     either way: "two weeks ago" is 11 to 17 days ago. Days are exact.
//   - TIMEX3 values follow TimeML's guidelines, with two additions: a range is
//     written as two values with a slash ("2018-03/2018-05"), a feast of the moon
//     by its name ("2019-RAMADAN").
//   - In a sentence of one case, all capitals or all small, case tells no name from
//     a time.
//
// Annotate marks a whole report as TimeML does, for comparison with other taggers.
// It differs in these points, since what it marks is the words and not the interval:
// the ends of a range and an amount before an event are marks of their own; now, the
// past, quarters of business and bare lengths are marked; a month or date without a
// year is the one nearest to publication, weighed by the tense; what counts from
// another time counts from that named last. In a report that tells a history a month
// is the next one after the time named last; Recount does so for what Find found.
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

// An Expression is a time expression in a text. Its span takes in the
// preposition ("since last summer", "on Wednesday") and, when the anchor is
// Named, ends before the words that name the event ("five days after").
type Expression struct {
	dateline.Span
	Words    string
	Core     dateline.Span // the span without a leading preposition, as TimeML marks it
	Timex    string        // TIMEX3 value as far as the words alone give it, "XXXX-WXX-3" for Wednesday; "" when none fits
	Anchor   Anchor
	Duration bool // "for three days": a length, not a place on the calendar
	Set      bool // "every week"
	Since    bool // "since last summer": an interval still open
	form     form
}

// A Tense is that of the clause an expression stands in; it says which
// Wednesday is meant.
type Tense string

// The tenses. Unknown is resolved as Past where one occurrence has to be
// chosen, since news tells mostly of what has been, but nothing is then cut off at
// the day of publication.
const (
	Past    Tense = "past"
	Future  Tense = "future"
	Unknown Tense = "unknown"
)

// A Value is when an expression says that something took place.
type Value struct {
	Start, End *dateline.Date // half-open local days; nil when unknown or open
	Precision  dateline.Precision
	Timex      string // TIMEX3 value: 2019-05-15, 2019-W20, 2019-04, 2018-SU, 2015, P3D, PAST_REF; XXXX-WXX-3 when unanchored
	// MinDays and MaxDays are the first and the last day on which it may lie,
	// counted from the anchor's day: that of publication, or for Named and Discourse
	// that of the event. Nil is open. When the day of publication is known they are
	// the interval's own; without it they bound the interval for any such day.
	// Both are nil for Absolute, Duration and Set.
	MinDays, MaxDays *int
}

// kind is how a form is resolved.
type kind int

const (
	noForm      kind = iota
	dayForm          // lo..hi days from publication: today, last night
	weekdayForm      // Wednesday, with rel and, for "Wednesday last week", of
	unitForm         // this, last, next week, month, year, weekend, decade, century
	dateForm         // a day of a month, a month, a season, a year, half or quarter, a decade, a century
	eitherForm       // 03/04/2019: day and month, or month and day
	agoForm          // n units from publication, sign is the direction
	pastForm         // the n units up to (sign -1) or from (sign 1) publication
	shiftForm        // n units from an event, or from the form in to
	withinForm       // inside n units after (sign 1) or before (-1) an event
	sameForm         // that day, the following month: rel units from an event's
	inForm           // in three days: a day to come, or a length
	durationForm
	setForm
	refForm   // recently
	clockForm // at dawn
	feastForm // a movable feast
	termForm  // the quarter, the same period last year: of those named before
)

// rel is the adjective before a unit, a weekday or a month.
type rel int

const (
	bare rel = iota
	last
	this
	next
	previous // the week before last
)

type part int

const (
	whole part = iota
	early
	mid
	late
	earlier // up to publication
	later   // from publication on
)

// bound is what a preposition makes of an interval.
type bound int

const (
	inside bound = iota
	since
	until  // until, by, up to: not after its end
	before // not after its beginning
	after  // from its end on
	from   // from its beginning on: after something that was on that day
)

type unit int

const (
	noUnit unit = iota
	second
	minute
	hour
	day
	weekend
	week
	fortnight
	month
	quarter
	season
	half
	year
	decade
	century
)

// amount is a number of units, as a range when the words are vague.
type amount struct {
	low, high int
	open      bool   // no upper bound: "more than three"
	plusHalf  bool   // "and a half"
	vague     bool   // "several"
	about     bool   // "about", "nearly"
	limit     bool   // "more than", "less than": no half unit either way
	exact     bool   // to the day
	fraction  string // the decimals of "3.2"
}

// form is what the words say, before they meet a calendar.
type form struct {
	kind             kind
	year, month, day int // 0 is unsaid; year of a decade or century is its first
	weekday          int // 1 Monday to 7 Sunday
	of               int // season 1 spring to 4 winter, half or quarter 1 to 4
	unit             unit
	amount           amount
	sign             int // -1 back, 1 forward
	lo, hi           int // days, for dayForm
	rel              rel // of the unit, weekday, month
	ofUnit           unit
	ofRel            rel // "March last year", "Wednesday of last week"
	part             part
	bound            bound
	hasTo            bool
	to               *form  // the end of a range, or what a shift counts from
	timex            string // fixed: a set's, a length's, a feast's name
	feast            string // a feast that moves by rule
	cut              int    // the word after an amount's unit, where TimeML ends a length that counts from an event
	clock            string // "TMO", "T15:00"
}
