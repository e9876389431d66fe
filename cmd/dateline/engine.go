package main

import (
	"dateline"
	"dateline/link"
	"dateline/reader"
)

// An engine is the rooms that turn reports into a record.
type engine interface {
	// Read makes a reading of one report. It is safe for concurrent use.
	Read(*dateline.Report) *dateline.Reading
	// Ask answers questions about single words of a report, Triggers are the words
	// that tell of its events: for grading.
	Ask(*dateline.Report, []reader.Question) []reader.Answer
	Triggers(*dateline.Report) []reader.Trigger
	// Chains are the actors of a report with what stands for them: for grading too.
	Chains(*dateline.Report) []reader.Chain
	// Link makes a record of reports and their readings, index by index, with what
	// people decided replayed over it.
	Link([]dateline.Report, []*dateline.Reading, []dateline.Decision) dateline.Record
	// Compare sets two reports beside each other, in the order of a record.
	Compare([2]dateline.Report, [2]*dateline.Reading) link.Comparison
	// Makers are the versions of the reader and the linker.
	Makers() (reader, linker dateline.Maker)
}
