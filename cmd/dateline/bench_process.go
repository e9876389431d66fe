package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"dateline"
	"dateline/store"
)

// watchReports is how many reports 'dateline watch' reads while its memory is
// looked at.
const watchReports = 300

// watch measures the memory of a process that watches the full ledger.
func (b *bench) watch(ctx context.Context) error {
	w, err := b.open(ctx, b.path("full"))
	if err != nil {
		return err
	}
	defer w.close()
	s, err := w.ledger.Status(ctx)
	if err != nil {
		return err
	}
	filings, err := b.slice(s.Reports.All, watchReports)
	if err != nil {
		return err
	}
	if err := b.file(ctx, w, filings); err != nil {
		return err
	}
	cmd, err := b.process(ctx, nil, "watch", "--ledger", b.path("full"))
	if err != nil {
		return err
	}
	defer end(cmd)
	if err := b.done(ctx, w.ledger); err != nil {
		return err
	}
	peak, err := highWater(cmd.Process.Pid)
	if err != nil {
		return err
	}
	b.put(fmt.Sprintf("memory of watch at %s reports", grouped(s.Reports.All)), "700 MB", "300 MB", "%d MB", peak>>20)
	return nil
}

// workers measures one and two processes that work on PostgreSQL. Each has one
// processor to itself: else one of them would use what is there for two, as
// collecting garbage and linking go on beside reading.
func (b *bench) workers(ctx context.Context) error {
	w, err := b.open(ctx, b.postgres)
	if err != nil {
		return err
	}
	defer w.close()
	var rates []float64
	for n := 1; n <= 2; n++ {
		s, err := w.ledger.Status(ctx)
		if err != nil {
			return err
		}
		filings, err := b.slice(s.Reports.All, b.reports+watchReports)
		if err != nil {
			return err
		}
		// Processes begin on a few reports, so that their start is not measured.
		if err := b.file(ctx, w, filings[:watchReports]); err != nil {
			return err
		}
		var all []*exec.Cmd
		for range n {
			cmd, err := b.process(ctx, []string{"GOMAXPROCS=1"}, "work", "--workers", "1", "--ledger", b.postgres)
			if err != nil {
				return err
			}
			defer end(cmd)
			all = append(all, cmd)
		}
		if err := b.done(ctx, w.ledger); err != nil {
			return err
		}
		began := time.Now()
		if err := b.file(ctx, w, filings[watchReports:]); err != nil {
			return err
		}
		if err := b.done(ctx, w.ledger); err != nil {
			return err
		}
		rates = append(rates, float64(b.reports)/time.Since(began).Seconds())
		for _, cmd := range all {
			end(cmd)
		}
	}
	b.put("PostgreSQL, 2 workers against 1", "1.6 times", "1.9", "%.2f times (%.1f and %.1f reports/s)", rates[1]/rates[0], rates[1], rates[0])
	return nil
}

// process starts this program again.
func (b *bench) process(ctx context.Context, env []string, args ...string) (*exec.Cmd, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, dateline.Errorf(dateline.Internal, "this program does not find itself: %w", err)
	}
	cmd := exec.CommandContext(ctx, self, args...)
	cmd.Env = append(os.Environ(), env...)
	if err := cmd.Start(); err != nil {
		return nil, dateline.Errorf(dateline.Internal, "dateline %s did not start: %w", args[0], err)
	}
	return cmd, nil
}

// end stops a process as Ctrl-C does. One that has ended is left as it is.
func end(cmd *exec.Cmd) {
	if cmd.ProcessState == nil && cmd.Process.Signal(os.Interrupt) == nil {
		_ = cmd.Wait() // it was told to stop
	}
}

// done waits until all reports are linked. It asks little until they seem to be, so as
// not to measure its asking.
func (b *bench) done(ctx context.Context, l *store.Ledger) error {
	for {
		unlinked, err := l.Unlinked(ctx)
		if err != nil {
			return err
		}
		jobs, err := l.Waiting(ctx)
		if err != nil {
			return err
		}
		if unlinked == 0 && jobs[dateline.StageRead].Ready == 0 {
			s, err := l.Status(ctx)
			if err != nil || s.Reports.Unread+s.Reports.Unlinked == 0 {
				return err
			}
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// highWater is the most memory that a process has held, in bytes.
func highWater(pid int) (int64, error) {
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, dateline.Errorf(dateline.Internal, "the memory of a process is read from /proc, as Linux has it: %w", err)
	}
	for line := range strings.Lines(string(raw)) {
		if v, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			kb, err := strconv.ParseInt(strings.Fields(v)[0], 10, 64)
			return kb << 10, err
		}
	}
	return 0, dateline.Errorf(dateline.Internal, "/proc/%d/status tells no VmHWM", pid)
}
