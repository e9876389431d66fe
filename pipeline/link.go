package pipeline

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"dateline"
)

// linking is the linker of this process with what it has caught up to.
type linking struct {
	mu      sync.Mutex
	linker  Linker // nil until it is needed, and after a failure
	version int64
	decided int // decisions that it was told of
	batch   int
	leased  time.Time    // when the lease was last renewed for no work
	took    atomic.Int64 // nanoseconds of the last batch
	looked  atomic.Bool  // it is known by which linker the ledger was linked
	anew    bool         // all was forgotten, and nothing is linked since

	// broken is why linking fails again and again; nil when it does not. It is looked
	// at while a batch is linked, so mu has no part in it.
	broken atomic.Pointer[error]
}

// linkOn links what is read, while the lease is this process's, until ctx ends.
func (p *Pipeline) linkOn(ctx context.Context) {
	defer p.resign(context.WithoutCancel(ctx))
	var since time.Time // something waits to be linked
	failures := 0
	select {
	case p.wake <- struct{}{}: // what was linked by another version is seen at once
	default:
	}
	for {
		select {
		case <-ctx.Done():
			return
		case <-p.wake:
			// Batches fill while one waits a little.
			if !p.sleep(ctx, min(p.t.Tick, 100*time.Millisecond)) {
				return
			}
		case <-time.After(p.t.Tick):
		}
		var err error
		if !p.linking.looked.Load() {
			err = p.lookAtLinker(ctx)
			p.linking.looked.Store(err == nil)
		}
		waiting := false
		if err == nil {
			waiting, err = p.linkDue(ctx, &since)
		}
		if err == nil && !waiting {
			err = p.keepLease(ctx)
		}
		if err == nil && waiting {
			err = p.linkAll(ctx, &since)
		}
		switch {
		case err == nil:
			failures = 0
			p.linking.fail(nil)
		case ctx.Err() == nil:
			failures++
			p.noteFull(err)
			if failures >= hopeless && dateline.KindOf(err) != dateline.Unavailable {
				p.linking.fail(err)
			}
			p.log.Warn("linking failed and is tried again; nothing of it was kept", "error", err, "failures", failures)
			if !p.sleep(ctx, min(time.Minute, p.t.Tick<<min(failures, 10))) {
				return
			}
		}
	}
}

// linkDue reports whether there is a batch to link: a full one, one that has waited
// long enough, or one that nothing more comes to.
func (p *Pipeline) linkDue(ctx context.Context, since *time.Time) (bool, error) {
	n, err := p.o.Links.Unlinked(ctx)
	if err != nil || n == 0 {
		*since = time.Time{}
		return false, err
	}
	if since.IsZero() {
		*since = time.Now()
	}
	if n < p.t.Batch && time.Since(*since) < p.linkAfter() {
		jobs, err := p.o.Queue.Waiting(ctx)
		if err != nil || jobs[dateline.StageRead].Ready > 0 {
			return false, err
		}
	}
	return true, nil
}

// linkShare is how many times longer than the last batch took the next one fills while
// more is read: a story is told once a batch, however many of its reports are of it.
const linkShare = 4

// linkAfter is how long a batch fills while more is read.
func (p *Pipeline) linkAfter() time.Duration {
	return max(p.t.LinkAfter, min(linkShare*time.Duration(p.linking.took.Load()), time.Minute))
}

// linkAll links batch after batch until none is due, ctx ends or another
// process has the lease.
func (p *Pipeline) linkAll(ctx context.Context, since *time.Time) error {
	for due := true; due && ctx.Err() == nil; {
		mine, err := p.o.Links.Lease(ctx, p.o.Holder, p.t.Lease)
		if err != nil {
			return err
		}
		if !mine {
			p.linking.forget()
			return nil
		}
		began := p.o.Now()
		// A batch in hand is finished though the process ends.
		n, err := p.LinkBatch(context.WithoutCancel(ctx))
		p.rest(ctx, p.o.Now().Sub(began))
		switch {
		case errors.Is(err, errSmaller):
		case err != nil || n == 0:
			return err
		}
		*since = time.Time{}
		if due, err = p.linkDue(ctx, since); err != nil {
			return err
		}
	}
	return nil
}

// How long linking rests after a turn while people wait for this process: so many times
// longer than the turn took, but no longer than that, so that whatever waits to be linked is.
const (
	restShare = 3
	mostRest  = 5 * time.Second
)

// rest leaves the processors to others who wait, after a turn that took so long.
func (p *Pipeline) rest(ctx context.Context, took time.Duration) {
	if p.o.Busy != nil && p.o.Busy() {
		p.sleep(ctx, min(restShare*took, mostRest))
	}
}

// LinkBatch links the next reports in canonical order, in one turn, and
// reports how many those were: none when there is nothing to link or another
// process was first. After a failure the next call starts from what the ledger has;
// a report on which linking breaks off goes to quarantine.
func (p *Pipeline) LinkBatch(ctx context.Context) (n int, err error) {
	l := &p.linking
	l.mu.Lock()
	defer l.mu.Unlock()
	began := p.o.Now()
	var t turned
	_, err = p.o.Links.Turn(ctx, func(ctx context.Context, turn Turn) (err error) {
		t = turned{}
		broke := caught("the linker", func() { err = p.linkTurn(ctx, turn, &t) })
		return errors.Join(broke, err)
	})
	if err != nil {
		l.linker = nil
		if dateline.KindOf(err) == dateline.Conflict {
			p.log.Debug("another process linked first", "reports", len(t.batch))
			return 0, nil
		}
		if errors.Is(err, errOtherLinker) && !l.anew {
			return 0, p.unlink(ctx, t.began, err)
		}
		return 0, p.linkBroke(ctx, t.batch, err)
	}
	l.batch = min(p.t.Batch, 2*l.batch)
	if t.caughtUp {
		l.version, l.decided = t.version, t.decided
	}
	if len(t.batch) > 0 {
		l.anew = false
		took := p.o.Now().Sub(began)
		l.took.Store(int64(took))
		p.o.Observer.Linked(len(t.batch), took)
		p.o.Observer.Ended(dateline.StageLink, Done, took)
		p.log.Debug("linked", "reports", len(t.batch), "took", took)
	}
	return len(t.batch), nil
}

// turned is what a turn came to, as far as it came.
type turned struct {
	batch    []dateline.Report
	began    int64 // the ledger's version
	version  int64
	decided  int
	caughtUp bool // version and decided are what the linker knows of
}

// linkTurn does what linking does while it has the turn.
func (p *Pipeline) linkTurn(ctx context.Context, turn Turn, t *turned) error {
	l := &p.linking
	t.began = turn.Version()
	if err := p.sameLinker(ctx, turn); err != nil {
		return err
	}
	decisions, err := turn.Decisions(ctx)
	if err != nil {
		return err
	}
	var readings []*dateline.Reading
	if t.batch, readings, err = turn.Next(ctx, l.batch); err != nil {
		return err
	}
	if len(t.batch) == 0 && l.linker != nil && len(decisions) == l.decided {
		return nil
	}
	if l.linker == nil {
		l.linker, l.version, l.decided = p.o.Linker(ctx), 0, 0
	}
	if turn.Version() != l.version {
		if err := turn.EachSince(ctx, l.version, l.linker.Restore); dateline.KindOf(err) == dateline.Invalid {
			return fmt.Errorf("%w (%w)", errOtherLinker, err)
		} else if err != nil {
			return err
		}
	}
	if len(decisions) > 0 {
		l.linker.Decide(decisions)
	}
	for i := range t.batch {
		l.linker.Add(&t.batch[i], readings[i])
	}
	l.linker.Settle()
	changes := l.linker.Changes()
	if err := l.linker.Err(); dateline.KindOf(err) == dateline.Invalid {
		return fmt.Errorf("%w (%w)", errOtherLinker, err)
	} else if err != nil {
		return err
	}
	// Decisions that change nothing are noted as known too.
	if len(decisions) != l.decided || len(changes.Linked)+len(changes.Removed)+len(changes.Reports)+len(changes.Stories)+len(changes.Gone)+len(changes.Kept) > 0 {
		if err := turn.Save(ctx, changes); err != nil {
			return err
		}
	}
	t.version, t.decided, t.caughtUp = turn.Version(), len(decisions), true
	return nil
}

// linkBroke takes a batch on which linking broke off apart, until the report is
// found that it breaks on.
func (p *Pipeline) linkBroke(ctx context.Context, batch []dateline.Report, err error) error {
	var f *fault
	if !errors.As(err, &f) || len(batch) == 0 {
		return err
	}
	if len(batch) > 1 {
		p.linking.batch = len(batch) / 2
		return errSmaller
	}
	p.linking.batch = p.t.Batch
	r := batch[0]
	if failed := p.quarantine(ctx, dateline.Quarantined{Stage: dateline.StageLink, Subject: string(r.ID), Attempts: 1, Source: r.Path}, err); failed != nil {
		return failed
	}
	return errSmaller
}

// errSmaller says that linking broke off and that the next batch leaves something
// out.
var errSmaller = errors.New("linking broke off on one of several reports")

// keepLease renews the lease while this process has a linker in memory, so that no
// other builds one up when the next report comes.
func (p *Pipeline) keepLease(ctx context.Context) error {
	l := &p.linking
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.linker == nil || p.o.Now().Sub(l.leased) < p.t.Lease/3 {
		return nil
	}
	mine, err := p.o.Links.Lease(ctx, p.o.Holder, p.t.Lease)
	l.leased = p.o.Now()
	if err == nil && !mine {
		l.linker = nil
	}
	return err
}

// resign gives the lease back, so that the next process need not wait for its end.
func (p *Pipeline) resign(ctx context.Context) {
	ctx, stop := context.WithTimeout(ctx, 5*time.Second)
	defer stop()
	if _, err := p.o.Links.Lease(ctx, p.o.Holder, 0); err != nil {
		p.log.Info("the lease on linking was not given back; it ends by itself", "error", err)
	}
}

// errOtherLinker says that what linking made is of another version of the linker.
var errOtherLinker = errors.New("what linking made is of another version of the linker")

// sameLinker makes sure that the ledger was linked by the linker that this process has.
func (p *Pipeline) sameLinker(ctx context.Context, turn Turn) error {
	made, err := turn.Linker(ctx)
	switch {
	case err != nil:
		return err
	case made == "" || made == p.o.Linking:
		return nil
	case made.Newer(p.o.Linking) && !p.o.Linking.Newer(made):
		return dateline.Errorf(dateline.Internal, "the ledger was linked by %s, and this program has %s; use the newer one on all hosts", made, p.o.Linking)
	}
	return fmt.Errorf("%w: %s, and this is %s", errOtherLinker, made, p.o.Linking)
}

// lookAtLinker has all reports linked anew where another version of the linker was at
// work, though nothing new waits to be linked.
func (p *Pipeline) lookAtLinker(ctx context.Context) error {
	l := &p.linking
	l.mu.Lock()
	defer l.mu.Unlock()
	began := int64(0)
	_, err := p.o.Links.Turn(ctx, func(ctx context.Context, turn Turn) error {
		began = turn.Version()
		return p.sameLinker(ctx, turn)
	})
	if errors.Is(err, errOtherLinker) {
		err = p.unlink(ctx, began, err)
	}
	if errors.Is(err, errSmaller) || dateline.KindOf(err) == dateline.Conflict {
		return nil
	}
	return err
}

// unlink has all reports linked anew.
func (p *Pipeline) unlink(ctx context.Context, version int64, why error) error {
	p.log.Warn("all reports are linked anew", "reason", why)
	switch err := p.o.Links.Unlink(ctx, version); {
	case dateline.KindOf(err) == dateline.Conflict:
		return nil
	case err != nil:
		return err
	}
	p.linking.anew = true
	return errSmaller
}

// hopeless is after how many failures in a row, of which the ledger's being away is
// none, who waits for the end of linking is told.
const hopeless = 4

func (l *linking) fail(err error) {
	if err == nil {
		l.broken.Store(nil)
		return
	}
	l.broken.Store(&err)
}

func (l *linking) failed() error {
	if err := l.broken.Load(); err != nil {
		return *err
	}
	return nil
}

// forget gives the memory of the linker back.
func (l *linking) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.linker = nil
}
