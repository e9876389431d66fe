package dateline

import "time"

// Told is a story with all that belongs to it.
type Told struct {
	Story     Story
	Events    []Event  // in the story's order
	Reports   []Report // in the story's order, without their texts
	Proposals []Proposal
}

// A Sheet is a report with what was read in it and what tells of it.
type Sheet struct {
	Filing  Filing   // without Raw
	Reading *Reading // by which it is linked, or the newest; nil before it is read
	Stories []StoryID
	Events  []EventID
	// SupersededBy is the next version of the same article; "" for the last.
	SupersededBy ReportID
}

// Facets are the values that the events of a ledger can be asked for by, in order.
type Facets struct {
	Places  []string // paths with all their steps: "Pakistan", "Pakistan/Balochistan"
	Actors  []ActorID
	Types   []EventCode // with all their steps
	Outlets []string
}

// A Share is what an outlet has of the newest reports and events of a ledger.
type Share struct {
	Outlet   string
	Reports  int
	Copies   int // of Reports: the words of another report, with edits or without
	Rewrites int // of Reports: another report in other words
	Events   int // countable ones that it tells
	Alone    int // of Events: those that no other outlet tells
	// Delay is the median time from the first report of a story that several reports
	// tell to this outlet's, over Shared of its reports; in whole days, ByDay, where a report
	// that it was taken from has a day alone.
	Delay  time.Duration
	ByDay  bool
	Shared int
	Last   *Moment // when its newest report with a date was published; nil where none has one
}
