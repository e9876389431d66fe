package main

import (
	"context"
	"log/slog"
	"os"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"dateline"
	"dateline/fetch"
	"dateline/pipeline"
	"dateline/store"
)

// A workshop is a command's ledger with its configuration and its log.
type workshop struct {
	configured
	log    *slog.Logger
	ledger *store.Ledger
	beside int64       // bytes that the process needs beside reading and linking
	busy   func() bool // whether people wait for what it does beside; nil is never
}

// openLedger opens the ledger that a command names. Existing refuses to make one.
func (p program) openLedger(cmd *cobra.Command, existing bool) (*workshop, error) {
	c, err := configure(cmd, os.Environ())
	if err != nil {
		return nil, err
	}
	w := &workshop{configured: c, log: p.logger(&c.config)}
	w.ledger, err = store.Open(cmd.Context(), c.ledger, store.Options{
		Existing: existing, Full: c.store.full, Connections: c.store.connections, Logger: slog.New(quieter{w.log.Handler()}),
	})
	if existing && dateline.KindOf(err) == dateline.NotFound {
		return nil, dateline.Errorf(dateline.Invalid, "%s: there is no ledger, as nothing is collected yet; 'dateline add PATH|URL ...' makes one, --ledger names another", clean(store.Mask(c.ledger)))
	}
	if err != nil {
		return nil, err
	}
	return w, nil
}

func (w *workshop) close() {
	if err := w.ledger.Close(); err != nil {
		w.log.Warn("the ledger did not close", "error", err)
	}
}

// hush leaves only warnings and errors in the log, for commands that tell people
// what they do.
func (w *workshop) hush() { w.log = slog.New(quieter{w.log.Handler()}) }

// nothing is collected.
func nothing(context.Context) error { return nil }

// quieter is a log of warnings and errors alone, for what works within.
type quieter struct{ slog.Handler }

func (q quieter) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn && q.Handler.Enabled(ctx, l)
}

func (q quieter) WithAttrs(as []slog.Attr) slog.Handler { return quieter{q.Handler.WithAttrs(as)} }
func (q quieter) WithGroup(name string) slog.Handler    { return quieter{q.Handler.WithGroup(name)} }

// a port is a ledger as package pipeline wants it.
type port struct{ *store.Ledger }

func (p port) Turn(ctx context.Context, do func(context.Context, pipeline.Turn) error) (bool, error) {
	return p.Ledger.Turn(ctx, func(ctx context.Context, t *store.Turn) error { return do(ctx, t) })
}

// A lateReader opens what it reads by when the first report comes.
type lateReader struct{ engine func() engine }

func (r lateReader) Read(rep *dateline.Report) *dateline.Reading { return r.engine().Read(rep) }

// stages are how many workers each of some stages has.
func (w *workshop) stages(all ...dateline.Stage) map[dateline.Stage]int {
	n := map[dateline.Stage]int{dateline.StageRead: w.readers(), dateline.StageFetch: w.work.fetchers, dateline.StagePoll: w.work.pollers}
	out := map[dateline.Stage]int{dateline.StageLink: 1}
	for _, s := range all {
		out[s] = n[s]
	}
	return out
}

// newPipeline wires the rooms to a ledger.
func (p program) newPipeline(w *workshop, workers map[dateline.Stage]int, seen pipeline.Observer, given pipeline.Given) (*pipeline.Pipeline, error) {
	reading, linking := makers()
	client, err := w.client()
	if err != nil {
		return nil, err
	}
	seen = w.bound(seen)
	return pipeline.New(pipeline.Options{
		Reports: port{w.ledger}, Feeds: port{w.ledger}, Links: port{w.ledger}, Queue: port{w.ledger},
		Reader: lateReader{sync.OnceValue(p.engine)}, Version: reading, Linking: linking,
		Linker: func(ctx context.Context) pipeline.Linker {
			if b, ok := seen.(*bounded); ok {
				b.count(ctx, w.ledger)
			}
			return newLinker(ctx, w.ledger)
		},
		Get:    pipeline.ClientGet(client, seen),
		Intake: pipeline.Intake{Given: given},
		Holder: store.Holder(), Seed: w.ledger.Where(), Workers: workers,
		Tuning: pipeline.Tuning{
			Backlog: w.work.backlog, Batch: w.work.batch, ReadTime: w.work.readTime, PollMin: w.poll.min, PollMax: w.poll.max,
		},
		Observer: seen, Logger: w.log, Busy: w.busy,
	}), nil
}

// client fetches as the configuration says, in turn with all that share the ledger.
func (w *workshop) client() (*fetch.Client, error) {
	o := fetch.Options{
		UserAgent: w.fetch.userAgent, Proxy: w.fetch.proxy,
		Addresses: fetch.Addresses{Allow: w.fetch.allow, Ports: w.fetch.ports},
		Deny:      fetch.Deny{Add: w.fetch.deny, Except: w.fetch.denyExcept},
		Pace:      fetch.Pace{Delay: w.fetch.delay},
		Limits:    fetch.Limits{Bytes: w.fetch.maxBytes, Total: w.fetch.timeout},
		Hosts:     w.ledger, Log: w.log,
	}
	if o.Pace.Delay == 0 {
		o.Pace.Delay = -1 // none, where the zero value is the default
	}
	return fetch.New(o)
}

// state is how the ledger stands, for metrics.
func (w *workshop) state(ctx context.Context) (ledgerState, error) {
	s, err := w.ledger.Status(ctx)
	if err != nil {
		return ledgerState{}, err
	}
	out := ledgerState{
		jobs: map[dateline.Stage]dateline.Backlog{}, unlinked: s.Reports.Unlinked, reports: s.Reports.All, quarantine: map[dateline.Stage]int{},
		feeds: s.Feeds, silent: len(s.Silent), bytes: s.Bytes,
	}
	for stage, j := range s.Jobs {
		out.jobs[stage] = dateline.Backlog{Ready: j.Ready + j.Running, Later: j.Later}
	}
	for _, c := range s.Failures {
		out.quarantine[c.Stage] += c.Number
	}
	if s.Oldest != nil {
		out.oldest = max(time.Since(s.Oldest.Since), 0)
	}
	return out, nil
}
