package dateline

// A Merge is why an account is of its event: the account of the event that it
// joined on, and what spoke for and against the two being of one occurrence.
type Merge struct {
	Account AccountID `json:"account"`
	With    AccountID `json:"with"`
	By      MergeRule `json:"by"`
	Score   int       `json:"score"` // the sum of the points of For and Against
	For     []Reason  `json:"for"`
	Against []Reason  `json:"against"`
}

// A MergeRule is what put an account into an event.
type MergeRule string

// The merge rules.
const (
	MergedAlike    MergeRule = "alike"    // the two accounts are enough alike; no score of this rule is lower than the mark
	MergedCopy     MergeRule = "copy"     // its report repeats the other's
	MergedReferral MergeRule = "referral" // it tells neither place nor time, and the story is about one event of its kind
	MergedOutvoted MergeRule = "outvoted" // its place is another, which many accounts of the same day, type and figures outvote
	MergedRecall   MergeRule = "recall"   // one story looks back on what the other tells, and the two are enough alike
	MergedDecision MergeRule = "decision" // a person decided it
	MergedCompany  MergeRule = "company"  // it came with accounts that joined, and is most like this one of those
)

// A Reason is something that counts for two accounts being of one event, with
// points above 0, or against it, with points below.
type Reason struct {
	Ground Ground `json:"ground"`
	Field  string `json:"field"` // as in an Event's Agreement; or occurrence, background, words
	Points int    `json:"points"`
}

// RulesOut are the points of a contradiction: with it, no likeness merges.
const RulesOut = -1000

// A Ground is what two accounts have in common or against each other.
type Ground string

// The grounds, by field.
const (
	// type
	SameType  Ground = "same-type"
	KinType   Ground = "kin-type"      // of one family, or one that tells the other's
	OtherType Ground = "other-type"    // rules out
	OnlyKind  Ground = "only-the-kind" // a type and a time in common, and nothing that is the event's own

	// place
	SamePlace     Ground = "same-place"
	PlaceWithin   Ground = "place-within"  // one lies in the other, which is smaller than a country
	SameCountry   Ground = "same-country"  // and no finer place on either side
	CountryHolds  Ground = "country-holds" // one lies in the other, a country
	NearPlace     Ground = "near-place"    // two towns near each other
	UnlocatedName Ground = "unlocated"     // other names, one of which the gazetteer does not know
	OtherPlace    Ground = "other-place"   // rules out

	// time
	SameDay         Ground = "same-day"
	OverlappingTime Ground = "overlapping-time"
	SameTimeWords   Ground = "same-time-words" // without days on either side
	NeighbouringDay Ground = "neighbouring-day"
	PublishedApart  Ground = "published-apart" // days are not told, and the reports are long apart
	OtherTime       Ground = "other-time"      // rules out
	OtherHour       Ground = "other-hour"      // morning and evening of one day
	OtherWeekday    Ground = "other-weekday"   // where one has no date

	// roles
	SameActor     Ground = "same-actor"
	RelatedActor  Ground = "related-actor" // parent and branch, or a part of it
	SameName      Ground = "same-name"     // of someone whom no register has
	LikeName      Ground = "like-name"     // with a word in common
	OtherActor    Ground = "other-actor"
	OtherPeople   Ground = "other-people" // victims in other words and in another number
	SameTerritory Ground = "same-territory"

	// casualties
	SameFigure  Ground = "same-figure"
	FiguresMeet Ground = "figures-meet" // a number that both ranges allow
	RisingToll  Ground = "rising-toll"  // the later report's figure is the higher
	OtherFigure Ground = "other-figure"
	FarFigure   Ground = "far-figure" // four and thirty-seven
	OtherSide   Ground = "other-side" // people of two sides

	// occurrence, background, words
	OtherOccurrence Ground = "other-occurrence" // one is planned or foiled
	OneLooksBack    Ground = "one-looks-back"
	SameSentence    Ground = "same-sentence"
	SharedWords     Ground = "shared-words"
	RepeatsReport   Ground = "repeats-report"
)
