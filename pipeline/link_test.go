package pipeline

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"dateline"
)

// readOnly collects and reads, and links nothing.
func readOnly(t *testing.T, m *memory, texts []string) {
	t.Helper()
	m.holder = "another"
	ctx, stop := context.WithCancel(t.Context())
	p := over(m)
	err := p.Until(ctx, func(ctx context.Context) error {
		if err := p.Collect(ctx, entriesOf(texts...), "in", true, &Tally{}); err != nil {
			return err
		}
		for {
			left, err := p.Left(ctx)
			if err != nil {
				return err
			}
			if left.Jobs[dateline.StageRead].Ready == 0 {
				stop()
				return nil
			}
			time.Sleep(time.Millisecond)
		}
	})
	if ctx.Err() == nil {
		t.Fatal(err)
	}
	if m.links != 0 {
		t.Fatalf("%d linked while another had the lease", m.links)
	}
	m.holder = ""
}

func TestWhoeverHasTheTurnCatchesUpWithTheOthers(t *testing.T) {
	texts := someReports(30)
	want := undisturbed(t, texts)
	m := newMemory()
	readOnly(t, m, texts)
	// Three processes, whose linkers live on, take turns in no order.
	all := []*Pipeline{over(m), over(m), over(m)}
	for i := 0; ; i++ {
		p := all[(i*i+i/3)%3]
		if _, err := p.LinkBatch(t.Context()); err != nil && !errors.Is(err, errSmaller) {
			t.Fatal(err)
		}
		if n, err := m.Unlinked(t.Context()); err != nil {
			t.Fatal(err)
		} else if n == 0 {
			break
		}
		if i > 200 {
			t.Fatal("linking comes to no end")
		}
	}
	if d := cmp.Diff(want, m.content()); d != "" {
		t.Errorf("(-one process +three):\n%s", d)
	}
	if m.version < 3 {
		t.Errorf("all was linked in %d turns", m.version)
	}
}

func TestATurnThatIsNotSavedIsTakenAnewFromWhatTheLedgerHas(t *testing.T) {
	texts := someReports(20)
	want := undisturbed(t, texts)
	m := newMemory()
	readOnly(t, m, texts)
	p := over(m)
	n := 0
	for {
		left, err := m.Unlinked(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if left == 0 {
			break
		}
		// Every other commit fails.
		m.strike = func(name string) error {
			if name != "commit" {
				return nil
			}
			if n++; n%2 == 1 {
				return dateline.Errorf(dateline.Unavailable, "the disk is full")
			}
			return nil
		}
		before := m.links
		linked, err := p.LinkBatch(t.Context())
		if err != nil && !errors.Is(err, errSmaller) && (linked != 0 || m.links != before || p.linking.linker != nil) {
			t.Fatalf("a turn that was not saved left %d linked, and a linker that knows of it: %t", m.links-before, p.linking.linker != nil)
		}
		m.strike = nil
	}
	if d := cmp.Diff(want, m.content()); d != "" {
		t.Errorf("(-undisturbed +failing):\n%s", d)
	}
}

func TestLinkingRestsWhilePeopleWaitAndGoesOn(t *testing.T) {
	texts := someReports(20)
	want := undisturbed(t, texts)
	m := newMemory()
	var asked atomic.Int64
	p := over(m, func(o *Options) { o.Busy = func() bool { asked.Add(1); return true } })
	if err := collectAll(t.Context(), p, &Tally{}, texts); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, m.content()); d != "" {
		t.Errorf("(-undisturbed +resting):\n%s", d)
	}
	if asked.Load() < 2 {
		t.Errorf("it was asked %d times whether people wait", asked.Load())
	}
	began := time.Now()
	p.rest(t.Context(), 20*time.Millisecond)
	if took := time.Since(began); took < restShare*20*time.Millisecond {
		t.Errorf("after 20 ms it rests for %s", took)
	}
	gone, stop := context.WithCancel(t.Context())
	stop()
	p.rest(gone, time.Hour) // is over at once
	p.o.Busy = nil
	p.rest(t.Context(), time.Hour)
}

func TestTheLeaseGoesToTheNextWhenItsHolderEnds(t *testing.T) {
	m := newMemory()
	ctx, stop := context.WithCancel(t.Context())
	first := make(chan error, 1)
	go func() { first <- over(m, func(o *Options) { o.Holder = "first" }).Run(ctx, false) }()
	if err := collectAll(t.Context(), over(m, func(o *Options) { o.Holder = "second" }), &Tally{}, someReports(5)); err != nil {
		t.Fatal(err)
	}
	stop()
	if err := <-first; err != nil {
		t.Fatal(err)
	}
	if m.holder != "" {
		t.Errorf("%q has the lease though nobody works", m.holder)
	}
}
