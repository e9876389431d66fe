package dateline

// A Linking is what linking some reports changed in a ledger. Ids in it follow from
// content: a story's from its first report, an event's from the first account that its
// own story has of it, an account's are its report's and its own in the reading, an
// origin's is that of the report that it goes back to; so that the same reports have
// the same ids in whatever order they came. The State of a story is left empty:
// StoryStateOn tells it when the story is shown.
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
	// Register are the changes to the register that reports of Stories propose: all of
	// each of these stories, whose older ones give way. One thing that the reports of
	// several stories propose is proposed by each.
	Register []StoryChange
	Gone     []StoryID // with their events, proposals and changes
	// Warnings are of what the reports Linked gave and linking did not use, in place of
	// those reports' older ones; and, of no report, all that decisions give now.
	Warnings []Warning
	Kept     []Kept
}

// A StoryChange is a change to the register that the reports of a story propose.
type StoryChange struct {
	Story StoryID
	Change
}

// Kept is what the linker remembers of a report, in its own form.
type Kept struct {
	Report ReportID
	Fixed  []byte // written once; nil where it is as it was
	Moving []byte // nil, with a nil Fixed: the linker has forgotten the report
}
