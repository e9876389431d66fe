package pipeline

import (
	"context"
	"maps"
	"runtime"
	"slices"
	"sync"

	"dateline"
	"dateline/archive"
)

// The bounds of what is filed in one transaction.
const (
	filedAtOnce = 64
	bytesAtOnce = 4 << 20
)

// maxTold is how many failures a Tally keeps to tell of; all are counted, and the
// ledger keeps those that it quarantines.
const maxTold = 50

// A Tally counts what became of what was collected. Its Count may be asked for while
// collecting goes on.
type Tally struct {
	mu sync.Mutex
	c  Count
}

// A Count is what a Tally has counted.
type Count struct {
	Seen int // entries of files, pages
	dateline.Filed
	Feeds    int                // newly subscribed to
	Listed   int                // addresses newly found in feeds
	Failed   int                // quarantined, or not to be had
	Failures []dateline.Failure // the first of them
	Odd      []dateline.Failure // taken, with what is odd about them; the first of them
	Skipped  map[string]int     // by reason, passed over though nothing is wrong with them
	Read     int64              // bytes of files
}

// Count is what was counted up to now.
func (t *Tally) Count() Count {
	t.mu.Lock()
	defer t.mu.Unlock()
	c := t.c
	c.Failures, c.Odd, c.Skipped = slices.Clone(c.Failures), slices.Clone(c.Odd), maps.Clone(c.Skipped)
	return c
}

func (t *Tally) add(f func(*Count)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	f(&t.c)
}

func (t *Tally) filed(f dateline.Filed) {
	t.add(func(c *Count) {
		c.New += f.New
		c.Known += f.Known
		c.Superseded += f.Superseded
		c.Refused += f.Refused
	})
}

// Fail counts something that was not taken.
func (t *Tally) Fail(path string, why error) {
	t.add(func(c *Count) {
		c.Failed++
		if len(c.Failures) < maxTold {
			c.Failures = append(c.Failures, dateline.Failure{Path: path, Reason: why.Error()})
		}
	})
}

// Skip counts what was passed over.
func (t *Tally) Skip(s archive.Skip) {
	t.add(func(c *Count) {
		if c.Skipped == nil {
			c.Skipped = map[string]int{}
		}
		c.Skipped[s.Reason]++
	})
}

// Note keeps what is odd about something that was taken.
func (t *Tally) Note(path, what string) {
	t.add(func(c *Count) {
		if len(c.Odd) < maxTold {
			c.Odd = append(c.Odd, dateline.Failure{Path: path, Reason: what})
		}
	})
}

// A walk yields the entries of an input.
type walk func(ctx context.Context, yield func(archive.Entry) error) error

// Collect files all that a walk yields, some entries at a time. An entry that cannot be
// taken goes to quarantine and to the tally, an input that cannot be read to the
// tally. With wait it stays no further than Tuning.Backlog ahead of reading. The error
// is the ledger's or ctx's.
func (p *Pipeline) Collect(ctx context.Context, entries walk, source string, wait bool, t *Tally) error {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	line, walked := p.takeAll(ctx, entries, source)
	f := filer{p: p, t: t, wait: wait, before: t.Count().Read}
	for {
		// Whoever stops does not wait for an input that says nothing.
		var result chan taken
		var open bool
		select {
		case result, open = <-line:
		case <-ctx.Done():
			return ctx.Err()
		}
		if !open {
			break
		}
		select {
		case m := <-result:
			if err := f.put(ctx, m); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	if err := f.flush(ctx); err != nil {
		return err
	}
	if err := <-walked; err != nil && ctx.Err() == nil {
		t.Fail(source, err)
	}
	return ctx.Err()
}

// takeAll makes Filings of entries on several processors, in their order. The line is
// closed at the end of the walk, whose error is there then.
func (p *Pipeline) takeAll(ctx context.Context, entries walk, source string) (<-chan chan taken, <-chan error) {
	workers := runtime.GOMAXPROCS(0)
	line := make(chan chan taken, workers)
	walked := make(chan error, 1)
	slots := make(chan struct{}, workers)
	go func() {
		defer close(line)
		walked <- entries(ctx, func(e archive.Entry) error {
			result := make(chan taken, 1)
			select {
			case line <- result:
			case <-ctx.Done():
				return ctx.Err()
			}
			slots <- struct{}{}
			go func() {
				defer func() { <-slots }()
				result <- p.take(e, source)
			}()
			return nil
		})
	}()
	return line, walked
}

// A taken is an entry with what was made of it.
type taken struct {
	entry  archive.Entry
	filing dateline.Filing
	err    error
}

func (p *Pipeline) take(e archive.Entry, source string) taken {
	m := taken{entry: e, err: e.Err}
	if m.err == nil {
		if broke := caught("reading the page", func() { m.filing, m.err = p.o.Intake.Filing(e.Document, e.Article, source, Given{}) }); broke != nil {
			m.err = broke
		}
	}
	m.entry.Document.Data = nil // the filing has it as far as it is kept
	return m
}

// A filer files in batches.
type filer struct {
	p      *Pipeline
	t      *Tally
	wait   bool
	batch  []dateline.Filing
	bytes  int
	before int64 // bytes of the inputs before this one
}

func (f *filer) put(ctx context.Context, m taken) error {
	f.t.add(func(c *Count) {
		c.Seen++
		c.Read = f.before + m.entry.Read
	})
	if m.entry.Note != "" {
		f.t.Note(m.entry.Path, m.entry.Note)
	}
	if m.err != nil {
		f.t.Fail(m.entry.Path, m.err)
		return f.p.patiently(ctx, func() error {
			return f.p.quarantine(ctx, dateline.Quarantined{Stage: dateline.StageIntake, Subject: m.entry.Path, Attempts: 1}, m.err)
		})
	}
	f.batch = append(f.batch, m.filing)
	f.bytes += len(m.filing.Text) + len(m.filing.Raw)
	if len(f.batch) < filedAtOnce && f.bytes < bytesAtOnce {
		return nil
	}
	return f.flush(ctx)
}

func (f *filer) flush(ctx context.Context) error {
	if len(f.batch) == 0 {
		return nil
	}
	var filed dateline.Filed
	if err := f.p.patiently(ctx, func() (err error) {
		if f.wait {
			if err := f.p.room(ctx); err != nil {
				return err
			}
		}
		filed, err = f.p.o.Reports.File(ctx, f.batch)
		return err
	}); err != nil {
		return err
	}
	f.t.filed(filed)
	f.p.o.Observer.Filed(filed)
	f.batch, f.bytes = nil, 0
	return nil
}
