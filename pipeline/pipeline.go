// Package pipeline moves reports through their stages: bytes that were given or
// fetched become Filings, Filings are read, Readings are linked. What is done
// and what is to do lies in a ledger, so that nothing is lost when a process ends
// at any moment, and several processes can work on one ledger.
//
// A stage is a handler of jobs. Each is idempotent: it looks up what its job is
// about, does its work, and hands over the result in one transaction that also
// ends the job. A job that comes twice finds its work done. What fails for a while
// is tried again, later each time; what fails for good goes to quarantine, with
// its reason, and never blocks the next.
//
// The ledger and its queue are interfaces of this package. An error of theirs that has
// a method NoSpace says that there is none for what was to be kept. Linking is the one
// stage that must go one step after the other over all processes: whoever takes a
// turn catches up with what others saved, links a batch in canonical order and
// saves it in one transaction, unless another was first.
package pipeline

import (
	"context"
	"log/slog"
	"time"

	"dateline"
)

// Reports is what intake and reading need of a ledger. What a handler saves with
// the context that it was given ends its job in the same transaction, and takes its
// subject out of quarantine.
type Reports interface {
	// File takes in reports and makes a read job for each new one. Reports that
	// are known, or come twice in fs, are counted and otherwise passed over. The
	// paths that they came by leave the quarantine of intake.
	File(ctx context.Context, fs []dateline.Filing) (dateline.Filed, error)
	// Report is a report with its text; NotFound when there is none.
	Report(ctx context.Context, id dateline.ReportID) (*dateline.Report, error)
	// SaveReading keeps a reading and marks its report as one to link. A reading
	// of this report by this maker that is there already is left as it is.
	SaveReading(ctx context.Context, r *dateline.Reading) error
	// Quarantine keeps what failed for good; one that failed at the same stage
	// before is replaced.
	Quarantine(ctx context.Context, q dateline.Quarantined) error
}

// Feeds is what polling and fetching need of a ledger.
type Feeds interface {
	// Subscribe adds feeds that are not there and reports how many those were.
	Subscribe(ctx context.Context, feeds []dateline.Feed) (int, error)
	// Due are the feeds to be polled now, those that wait longest first.
	Due(ctx context.Context, most int) ([]dateline.Feed, error)
	// Feed is a feed by its address; NotFound when there is none.
	Feed(ctx context.Context, url string) (dateline.Feed, error)
	// SavePoll keeps a feed's state and makes a fetch job for each address that
	// is not known; it reports how many those were.
	SavePoll(ctx context.Context, f dateline.Feed, found []dateline.Address) (int, error)
	// Address is a page by its address; NotFound when nobody named it.
	Address(ctx context.Context, url string) (dateline.Address, error)
	// SaveFetch keeps an address's state and files what was read out of the page:
	// nothing where it is as it was.
	SaveFetch(ctx context.Context, a dateline.Address, fs []dateline.Filing) (dateline.Filed, error)
}

// Links is what linking needs of a ledger.
type Links interface {
	// Lease takes the lease on linking for a while, or renews it, by the ledger's
	// clock; it reports false while another holder has it. For 0 the holder gives it
	// back. It is for memory's sake: what keeps linking right is the turn.
	Lease(ctx context.Context, holder string, d time.Duration) (bool, error)
	// Turn calls do, and then saves in one transaction what do gave to Save. Where
	// another process has saved a turn meanwhile, nothing is saved and the error is a
	// Conflict. It reports false, without calling do, while this process is in a turn.
	Turn(ctx context.Context, do func(context.Context, Turn) error) (bool, error)
	// Unlinked is how many reports have a reading that is not linked; one more where
	// people decided something since linking last asked.
	Unlinked(ctx context.Context) (int, error)
	// Source is a report with the reading by which it is linked.
	Source(ctx context.Context, id dateline.ReportID) (*dateline.Report, *dateline.Reading, error)
	// Fixed is the fixed part of what linking remembers of a report.
	Fixed(ctx context.Context, id dateline.ReportID) ([]byte, error)
	// Unlink forgets all that linking made, so that every report is linked again; a
	// Conflict where a turn was saved after version.
	Unlink(ctx context.Context, version int64) error
}

// A Turn is linking's turn in a ledger.
type Turn interface {
	// Version counts what linking has saved; Save raises it by one.
	Version() int64
	// Linker is by which linker the ledger was linked last; "" before the first.
	Linker(ctx context.Context) (dateline.Maker, error)
	// EachSince calls yield with what was saved after a version, part by part.
	EachSince(ctx context.Context, version int64, yield func([]dateline.Kept) error) error
	// Next are up to n reports to link in canonical order, with their readings,
	// index by index.
	Next(ctx context.Context, n int) ([]dateline.Report, []*dateline.Reading, error)
	// Decisions are all of people's, in their order.
	Decisions(ctx context.Context) ([]dateline.Decision, error)
	// Save keeps what linking changed.
	Save(ctx context.Context, l dateline.Linking) error
}

// A Queue hands out jobs.
type Queue interface {
	// Work hands jobs to do, on so many workers a stage, until ctx ends, and then
	// returns when those in hand are done: their context outlives ctx. A job is over
	// when do returns nil. A context's error gives the job back as if it had not been tried; one with a
	// method After() time.Duration has it tried again after that and counts as no
	// attempt; any other has it tried again later unless it was the last attempt.
	Work(ctx context.Context, workers map[dateline.Stage]int, do func(context.Context, dateline.Job) error) error
	// Submit adds jobs, those of a stage and a subject that wait already aside,
	// and reports how many it added.
	Submit(ctx context.Context, jobs []dateline.Job) (int, error)
	// Waiting is how many jobs there are, by stage.
	Waiting(ctx context.Context) (map[dateline.Stage]dateline.Backlog, error)
	// Sweep adds a job for every report that has no reading by reader, is not in
	// quarantine and has no job; reports read by an older reader only where asked
	// for, and then behind all others. It reports how many it added.
	Sweep(ctx context.Context, reader dateline.Maker, again bool) (int, error)
}

// A Reader makes a reading of a report. It is safe for concurrent use.
type Reader interface {
	Read(*dateline.Report) *dateline.Reading
}

// A Linker places reports among those that it knows; package link has it.
type Linker interface {
	Add(*dateline.Report, *dateline.Reading)
	Decide([]dateline.Decision) []dateline.Decision
	Restore([]dateline.Kept) error
	Settle()
	Changes() dateline.Linking
	Err() error
}

// Clock tells the time, for what people read; nothing is decided by it that the
// ledger's own clock could decide.
type Clock func() time.Time

// logger is where nothing is written when nobody gave one.
func logger(l *slog.Logger) *slog.Logger {
	if l == nil {
		return slog.New(slog.DiscardHandler)
	}
	return l
}
