package pipeline

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"time"

	"dateline"
)

// Options are what a Pipeline works with. Reports, Links, Queue, Reader, Version and
// Linker are needed; Feeds and Get only where something is fetched.
type Options struct {
	Reports Reports
	Feeds   Feeds
	Links   Links
	Queue   Queue

	Reader  Reader
	Version dateline.Maker // of the Reader
	// Linker opens a linker that knows nothing yet. It looks up what it must know
	// of a report in Links, with the context.
	Linker  func(context.Context) Linker
	Linking dateline.Maker // the version of what Linker opens
	// Get fetches an address.
	Get func(ctx context.Context, url, etag, lastModified string) (Fetched, error)
	// Parse reads a feed.
	Parse func(dateline.Document) (Listing, error)
	// Discover finds the feeds that a page names; nil finds none.
	Discover func(dateline.Document) []string
	Intake   Intake

	// Holder names this process to others, for the lease on linking.
	Holder string
	// Seed sets this ledger's feeds apart from those of others in time.
	Seed    string
	Workers map[dateline.Stage]int // 0 does none of a stage; linking has one worker
	Tuning  Tuning
	// Busy reports whether people wait for what else this process does: linking rests then
	// after each turn. nil is never.
	Busy func() bool

	Observer Observer // nil observes nothing
	Logger   *slog.Logger
	Now      Clock // nil is the system's clock
}

// Tuning are the bounds that a Pipeline keeps. Zero fields stand for those of
// DefaultTuning.
type Tuning struct {
	Backlog   int           // filing, fetching and polling wait while more read jobs wait
	Batch     int           // reports linked at once, at most
	LinkAfter time.Duration // a batch fills no longer; four times as long as the last one took, where that is more, and no longer than a minute
	ReadTime  time.Duration // for a report; long texts have more
	Tick      time.Duration // between two looks at what is to do
	Sweep     time.Duration // between two searches for work that has no job
	Lease     time.Duration
	Patience  time.Duration // collecting waits for a ledger that does not answer
	PollMin   time.Duration // between two polls of a feed
	PollMax   time.Duration
}

// DefaultTuning is for a machine of a few processors.
var DefaultTuning = Tuning{
	Backlog: 2000, Batch: 1024, LinkAfter: 5 * time.Second, ReadTime: 2 * time.Minute, Tick: time.Second,
	Sweep: 5 * time.Minute, Lease: 30 * time.Second, Patience: 2 * time.Minute, PollMin: 10 * time.Minute, PollMax: 24 * time.Hour,
}

func (t Tuning) filled() Tuning {
	d := DefaultTuning
	for _, f := range []struct{ v, d *int }{{&t.Backlog, &d.Backlog}, {&t.Batch, &d.Batch}} {
		if *f.v <= 0 {
			*f.v = *f.d
		}
	}
	for _, f := range []struct{ v, d *time.Duration }{
		{&t.LinkAfter, &d.LinkAfter}, {&t.ReadTime, &d.ReadTime}, {&t.Tick, &d.Tick}, {&t.Sweep, &d.Sweep},
		{&t.Lease, &d.Lease}, {&t.Patience, &d.Patience}, {&t.PollMin, &d.PollMin}, {&t.PollMax, &d.PollMax},
	} {
		if *f.v <= 0 {
			*f.v = *f.d
		}
	}
	return t
}

// An Observer is told what happens, from several goroutines at once.
type Observer interface {
	// Ended tells that a step of a stage is over and what it came to.
	Ended(stage dateline.Stage, how Outcome, took time.Duration)
	// Filed tells what became of Filings.
	Filed(f dateline.Filed)
	// Linked tells that so many reports were linked at once.
	Linked(reports int, took time.Duration)
	// Quarantined tells what went there.
	Quarantined(q dateline.Quarantined)
	// Fetched tells the status of an answer, 0 where none came.
	Fetched(status int)
}

// An Outcome is what a step came to.
type Outcome string

// The outcomes.
const (
	Done    Outcome = "done"
	Again   Outcome = "again"   // tried again later
	Failed  Outcome = "failed"  // quarantined
	Stopped Outcome = "stopped" // given back, since the process ends
)

// A Pipeline works on a ledger. It is for one Run or Until at a time.
type Pipeline struct {
	o       Options
	t       Tuning
	log     *slog.Logger
	linking linking
	wake    chan struct{} // something was read
	full    chan error    // the ledger had no space for what a step came to
	reading chan struct{} // a token for every report that is being read, given up on or not
}

// New is a Pipeline that does nothing yet.
func New(o Options) *Pipeline {
	if o.Observer == nil {
		o.Observer = deaf{}
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	p := &Pipeline{o: o, t: o.Tuning.filled(), log: logger(o.Logger), wake: make(chan struct{}, 1), full: make(chan error, 1)}
	// Reports that were given up on may still be at work: as many again.
	p.reading = make(chan struct{}, 2*max(1, o.Workers[dateline.StageRead]))
	p.linking.batch = p.t.Batch
	return p
}

// Run works until ctx ends and finishes what it has in hand. With again, reports
// that an older reader has read are read again, behind all others. The error is
// that the queue could not be worked on.
func (p *Pipeline) Run(ctx context.Context, again bool) error {
	if _, err := p.o.Queue.Sweep(ctx, p.o.Version, again); err != nil && ctx.Err() == nil {
		return err
	}
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	var wg sync.WaitGroup
	wg.Go(func() { p.linkOn(ctx) })
	wg.Go(func() { p.sweepOn(ctx, again) })
	if p.o.Workers[dateline.StagePoll] > 0 {
		wg.Go(func() { p.pollOn(ctx) })
	}
	err := p.o.Queue.Work(ctx, p.o.Workers, p.do)
	ended := ctx.Err() != nil
	stop()
	wg.Wait()
	if ended {
		err = dropCancelled(err)
	}
	return err
}

// Link links what is read, and what people decide, until ctx ends: all the work of a
// process that reads nothing, like one that serves pages. What a linker of another
// version linked is left as it is until something is to be linked.
func (p *Pipeline) Link(ctx context.Context) {
	p.linking.looked.Store(true)
	p.linkOn(ctx)
}

// Reread has every report read again that has no reading by this reader and is not
// in quarantine, behind all others; it reports how many those are.
func (p *Pipeline) Reread(ctx context.Context) (int, error) {
	return p.o.Queue.Sweep(ctx, p.o.Version, true)
}

// Until works while collect does, and then until nothing is left of its stages that
// could be done now. It gives the error of collect, else that of the work. When ctx ends it
// finishes what is in hand and gives ctx's error. A ledger without space is the end of
// it too, since nobody may be there to make some; Run waits for that.
func (p *Pipeline) Until(ctx context.Context, collect func(context.Context) error) error {
	inner, stop := context.WithCancel(ctx)
	defer stop()
	worked := make(chan error, 1)
	full := make(chan error, 1)
	go func() {
		var err error
		select {
		case err = <-p.full:
			stop()
		case <-inner.Done():
		}
		full <- err
	}()
	go func() {
		err := p.Run(inner, false)
		stop() // so that collecting does not wait for work that nobody does
		worked <- err
	}()
	err := collect(inner)
	if err == nil || ctx.Err() == nil {
		if idle := p.idle(inner); err == nil && inner.Err() == nil {
			err = idle
		}
	}
	stop()
	if dropCancelled(err) == nil {
		err = <-full
	}
	return errors.Join(ctx.Err(), dropCancelled(err), <-worked)
}

// noSpace reports whether an error is that the ledger had no space.
func noSpace(err error) bool { return errors.As(err, new(interface{ NoSpace() })) }

// noteFull notes that a ledger had no space, and reports whether that is so.
func (p *Pipeline) noteFull(err error) bool {
	if !noSpace(err) {
		return false
	}
	select {
	case p.full <- err:
	default:
	}
	return true
}

func dropCancelled(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// mine is how many steps of the stages that this Pipeline works on could be done now.
func (p *Pipeline) mine(l Left) int {
	n := l.Unlinked
	for stage, b := range l.Jobs {
		if stage != dateline.StageLink && p.o.Workers[stage] > 0 {
			n += b.Ready
		}
	}
	return n
}

// idle returns when nothing waits that this Pipeline could do now.
func (p *Pipeline) idle(ctx context.Context) error {
	for {
		asked := time.Now()
		left, err := p.Left(ctx)
		if err == nil && p.mine(left) == 0 && p.linking.looked.Load() {
			return nil
		}
		if err != nil && dateline.KindOf(err) != dateline.Unavailable {
			return err
		}
		if broken := p.linking.failed(); broken != nil {
			return dateline.Errorf(dateline.Internal, "linking fails again and again: %w", broken)
		}
		if !p.sleep(ctx, p.pause(asked)) {
			return ctx.Err()
		}
	}
}

// pause is how long to wait before what was asked of the ledger is asked again: little,
// but ten times what the answer took, so that asking is never what the ledger is busy
// with.
func (p *Pipeline) pause(asked time.Time) time.Duration {
	return min(max(10*time.Since(asked), min(p.t.Tick, 100*time.Millisecond)), 10*time.Second)
}

// patiently does something again while the ledger does not answer, for as long as
// Tuning.Patience.
func (p *Pipeline) patiently(ctx context.Context, do func() error) error {
	began := p.o.Now()
	for wait := p.t.Tick; ; wait = min(2*wait, 10*time.Second) {
		err := do()
		if err == nil || ctx.Err() != nil || dateline.KindOf(err) != dateline.Unavailable || p.o.Now().Sub(began)+wait > p.t.Patience {
			return err
		}
		p.log.Warn("the ledger does not answer; it is asked again", "error", err, "in", wait)
		if !p.sleep(ctx, wait) {
			return ctx.Err()
		}
	}
}

// A Left is what is to be done.
type Left struct {
	Jobs     map[dateline.Stage]dateline.Backlog
	Unlinked int
}

// Now is how many steps could be done now.
func (l Left) Now() int {
	n := l.Unlinked
	for stage, b := range l.Jobs {
		// A link job only says what Unlinked counts.
		if stage != dateline.StageLink {
			n += b.Ready
		}
	}
	return n
}

// Later is how many steps will be tried again at a later time.
func (l Left) Later() int {
	n := 0
	for stage, b := range l.Jobs {
		if stage != dateline.StageLink {
			n += b.Later
		}
	}
	return n
}

// Left is what is to be done in the ledger, whoever does it.
func (p *Pipeline) Left(ctx context.Context) (Left, error) {
	jobs, err := p.o.Queue.Waiting(ctx)
	if err != nil {
		return Left{}, err
	}
	unlinked, err := p.o.Links.Unlinked(ctx)
	return Left{jobs, unlinked}, err
}

// sweepOn looks every so often for work that has no job, since a lost job must not
// lose a report.
func (p *Pipeline) sweepOn(ctx context.Context, again bool) {
	for p.sleep(ctx, p.t.Sweep) {
		n, err := p.o.Queue.Sweep(ctx, p.o.Version, again)
		switch {
		case err != nil && ctx.Err() == nil:
			p.log.Warn("the search for work without a job failed; it is made again", "error", err)
		case n > 0:
			p.log.Info("work without a job was found", "jobs", n)
		}
	}
}

// sleep waits and reports whether ctx still holds.
func (p *Pipeline) sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// room waits until few enough read jobs wait, so that what is collected does not
// run ahead of what is read.
func (p *Pipeline) room(ctx context.Context) error {
	for {
		asked := time.Now()
		ok, err := p.hasRoom(ctx)
		if err != nil || ok {
			return err
		}
		if !p.sleep(ctx, p.pause(asked)) {
			return ctx.Err()
		}
	}
}

// hasRoom reports whether few enough read jobs wait. Those that give way do not
// count.
func (p *Pipeline) hasRoom(ctx context.Context) (bool, error) {
	jobs, err := p.o.Queue.Waiting(ctx)
	read := jobs[dateline.StageRead]
	return read.Ready-read.Behind <= p.t.Backlog, err
}

// deaf is an Observer of nothing.
type deaf struct{}

func (deaf) Ended(dateline.Stage, Outcome, time.Duration) {}
func (deaf) Filed(dateline.Filed)                         {}
func (deaf) Linked(int, time.Duration)                    {}
func (deaf) Quarantined(dateline.Quarantined)             {}
func (deaf) Fetched(int)                                  {}
