package main

import (
	"context"
	"os"
	"runtime/debug"
	"sync/atomic"
	"time"

	"dateline/pipeline"
	"dateline/store"
)

// How much memory a process that reads and links is to hold, in bytes: what reading
// takes, and what linking holds of each report, with room for what is not collected
// yet. It is a bound that the collector works towards, not one that breaks the run.
const (
	heldAtAll      = 260 << 20
	heldEachReport = 900
	// A desk makes pages beside it, for some dozens of people at once: within a bound
	// that leaves them no room, collecting took four tenths of the processor.
	heldByDesk = 320 << 20
)

// bounded is an observer that bounds memory by how many reports there are to link
// among. GOMEMLIMIT and GOGC in the environment come first.
type bounded struct {
	pipeline.Observer
	reports atomic.Int64
	beside  int64 // bytes for what else the process does
}

// bound bounds the memory of this process by the ledger as it grows, where somebody
// observes what it does.
func (w *workshop) bound(seen pipeline.Observer) pipeline.Observer {
	if seen == nil || os.Getenv("GOMEMLIMIT") != "" || os.Getenv("GOGC") != "" {
		return seen
	}
	b := &bounded{Observer: seen, beside: w.beside}
	b.set()
	return b
}

// count counts the reports of a ledger among which this process begins to link.
func (b *bounded) count(ctx context.Context, l *store.Ledger) {
	ctx, stop := context.WithTimeout(ctx, askedWithin)
	defer stop()
	if s, err := l.Status(ctx); err == nil { // else by what it links itself
		b.reports.Store(int64(s.Reports.All - s.Reports.Unread - s.Reports.Unlinked))
		b.set()
	}
}

func (b *bounded) set() { debug.SetMemoryLimit(heldAtAll + b.beside + heldEachReport*b.reports.Load()) }

// Linked implements pipeline.Observer.
func (b *bounded) Linked(reports int, took time.Duration) {
	b.reports.Add(int64(reports))
	b.set()
	b.Observer.Linked(reports, took)
}
