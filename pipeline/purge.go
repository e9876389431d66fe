package pipeline

import (
	"context"

	"dateline"
)

// A Forgetter is a linker that can take a report out again; package link has it.
type Forgetter interface {
	Restore([]dateline.Kept) error
	Decide([]dateline.Decision) []dateline.Decision
	Remove(dateline.ReportID) bool
	Settle()
	Changes() dateline.Linking
	Err() error
}

// Forget is what linking changes when a report is taken out of a ledger, found in
// linking's turn by a linker that knows nothing yet; known is whether the report was
// linked. Nothing is saved: whoever purges the report saves it in the same turn, and
// the linkers of other processes then catch up as with all else.
func Forget(ctx context.Context, turn Turn, linker Forgetter, id dateline.ReportID) (changes dateline.Linking, known bool, err error) {
	if err := turn.EachSince(ctx, 0, linker.Restore); err != nil {
		return changes, false, err
	}
	decisions, err := turn.Decisions(ctx)
	if err != nil {
		return changes, false, err
	}
	if len(decisions) > 0 {
		linker.Decide(decisions)
	}
	broke := caught("the linker", func() {
		known = linker.Remove(id)
		linker.Settle()
		changes = linker.Changes()
		err = linker.Err()
	})
	if broke != nil {
		return dateline.Linking{}, known, broke
	}
	return changes, known, err
}
