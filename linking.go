package dateline

// A Linking is what linking some reports changed in a ledger. Ids in it follow from
// content: a story's from its first report, an event's from its first account, so that
// the same reports have the same ids in whatever order they came.
type Linking struct {
	Linker  Maker
	Linked  []ReportID // that are linked now, by the reading that was given
	Removed []ReportID // that linking has forgotten
	Reports []Report   // whose origin is new or another: ID, Genre, Origin, Copying, From, Credit, Leans count
	// Stories are new or another than before, each with all of its Events and Proposals;
	// what a ledger has of events and proposals of these stories gives way.
	Stories   []Story
	Events    []Event
	Proposals []Proposal
	Gone      []StoryID // with their events and proposals
	Kept      []Kept
}

// Kept is what the linker remembers of a report, in its own form.
type Kept struct {
	Report ReportID
	Fixed  []byte // written once; nil where it is as it was
	Moving []byte // nil, with a nil Fixed: the linker has forgotten the report
}
