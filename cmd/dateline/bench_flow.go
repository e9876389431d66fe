package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"time"

	"dateline"
	"dateline/grade"
	"dateline/pipeline"
	"dateline/store"
)

// open opens one of the bench's ledgers with what the configuration says.
func (b *bench) open(ctx context.Context, where string) (*workshop, error) {
	w := &workshop{configured: configured{config: defaults(func(string) string { return "" })}}
	w.config.ledger = where
	w.log = b.p.logger(&w.config)
	w.hush()
	var err error
	w.ledger, err = store.Open(ctx, where, store.Options{Connections: w.store.connections, Logger: w.log})
	return w, err
}

// empty measures an empty ledger; it gives the seconds a report.
func (b *bench) empty(ctx context.Context) (float64, error) {
	w, err := b.open(ctx, b.path(fmt.Sprintf("empty-%d", time.Now().UnixNano())))
	if err != nil {
		return 0, err
	}
	defer w.close()
	each, err := b.through(ctx, w, b.size, b.reports)
	if err == nil {
		b.put("whole pipeline on SQLite, everything committed", "40 reports/s", "100", "%.1f reports/s", 1/each)
	}
	return each, err
}

// full fills a ledger, unless it is full, and measures on top of it.
func (b *bench) full(ctx context.Context, empty float64) error {
	w, err := b.open(ctx, b.path("full"))
	if err != nil {
		return err
	}
	defer w.close()
	if err := b.fill(ctx, w); err != nil {
		return err
	}
	s, err := w.ledger.Status(ctx)
	if err != nil {
		return err
	}
	each, err := b.through(ctx, w, s.Reports.All, b.reports)
	if err != nil {
		return err
	}
	b.put(fmt.Sprintf("the same at %s reports", grouped(s.Reports.All)), "", "", "%.1f reports/s", 1/each)
	if empty > 0 {
		b.put(fmt.Sprintf("times slower at %s reports", grouped(s.Reports.All)), "1.3", "1.1", "%.2f", each/empty)
	}
	b.put("size of that ledger", "", "", "%d MB", s.Bytes>>20)
	return nil
}

// warmReports are read and linked before time is taken: what is opened once is open
// then, and linking has caught up with the ledger.
const warmReports = 20

// through files, reads and links n reports of the stream behind the first from, and
// gives the seconds a report.
func (b *bench) through(ctx context.Context, w *workshop, from, n int) (float64, error) {
	all, err := b.slice(from, warmReports+n)
	if err != nil {
		return 0, err
	}
	warm, filings := all[:warmReports], all[warmReports:]
	p := b.p
	eng := p.engine()
	eng.Read(&filings[0].Report) // opens what is opened once
	p.engine = func() engine { return eng }
	line, err := p.newPipeline(w, w.stages(dateline.StageRead), nil, pipeline.Given{})
	if err != nil {
		return 0, err
	}
	put := func(some []dateline.Filing) error {
		return line.Until(ctx, func(ctx context.Context) error { return b.file(ctx, w, some) })
	}
	s, err := w.ledger.Status(ctx)
	if err != nil {
		return 0, err
	}
	have, began := s.Reports.All, time.Now()
	if err := put(warm); err != nil {
		return 0, err
	}
	if have > 0 {
		b.put(fmt.Sprintf("start of linking at %s reports", grouped(from)), "", "", "%.1f s, with %d reports", time.Since(began).Seconds(), warmReports)
	}
	began = time.Now()
	err = put(filings)
	return time.Since(began).Seconds() / float64(n), err
}

// fileAtOnce is how many reports are filed in one transaction.
const fileAtOnce = 100

func (b *bench) file(ctx context.Context, w *workshop, all []dateline.Filing) error {
	for some := range slices.Chunk(all, fileAtOnce) {
		if _, err := w.ledger.File(ctx, some); err != nil {
			return err
		}
	}
	return nil
}

var errEnough = errors.New("enough")

// slice are n reports of the stream behind the first from.
func (b *bench) slice(from, n int) ([]dateline.Filing, error) {
	var out []dateline.Filing
	at := 0
	err := grade.StreamReports(b.stream, func(r *dateline.Report) error {
		if at++; at > from {
			out = append(out, filing(r))
		}
		if len(out) == n {
			return errEnough
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	if len(out) < n {
		return nil, dateline.Errorf(dateline.Invalid, "%s has %d reports; %d are wanted: make a longer one with go run ./cmd/stream", clean(b.stream), at, from+n)
	}
	return out, nil
}

func filing(r *dateline.Report) dateline.Filing {
	r.ID, r.Received = dateline.NewReportID(r), time.Now()
	return dateline.Filing{Report: *r, Source: "stream", MediaType: "text/plain"}
}

// A known is an engine whose readings are given beforehand.
type known struct {
	engine
	mu       sync.Mutex
	readings map[dateline.ReportID]*dateline.Reading
}

func (k *known) Read(r *dateline.Report) *dateline.Reading {
	k.mu.Lock()
	defer k.mu.Unlock()
	out := k.readings[r.ID]
	delete(k.readings, r.ID)
	if out == nil { // its job comes a second time
		return k.engine.Read(r)
	}
	return out
}

func (k *known) put(r *dateline.Reading) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.readings[r.Report] = r
}

func (k *known) waiting() int {
	k.mu.Lock()
	defer k.mu.Unlock()
	return len(k.readings)
}

// fillBatch is how many reports are linked at once while a ledger is filled.
const fillBatch = 4096

// fill brings a ledger to its size with readings that are given.
func (b *bench) fill(ctx context.Context, w *workshop) error {
	s, err := w.ledger.Status(ctx)
	if err != nil || s.Reports.All >= b.size {
		return err
	}
	if b.readings == "" {
		return dateline.Errorf(dateline.Invalid, "the ledger has %d of %d reports; give their readings with --readings, or a smaller --size", s.Reports.All, b.size)
	}
	// A story that many reports of a batch are about is told once for all of them.
	w.work.batch = fillBatch
	p := b.p
	k := &known{engine: p.engine(), readings: map[dateline.ReportID]*dateline.Reading{}}
	p.engine = func() engine { return k }
	line, err := p.newPipeline(w, w.stages(dateline.StageRead), nil, pipeline.Given{})
	if err != nil {
		return err
	}
	began, have := time.Now(), s.Reports.All
	err = line.Until(ctx, func(ctx context.Context) error {
		readings, stop := b.given(ctx)
		defer stop()
		var batch []dateline.Filing
		at := 0
		err := grade.StreamReports(b.stream, func(r *dateline.Report) error {
			reading, err := readings(r.ID)
			if at++; err != nil || at <= have {
				return err
			}
			f := filing(r)
			k.put(told(reading, f.ID))
			batch = append(batch, f)
			if len(batch) < fileAtOnce && at < b.size {
				return nil
			}
			for k.waiting() > 20*fileAtOnce && ctx.Err() == nil {
				time.Sleep(10 * time.Millisecond)
			}
			if _, err := w.ledger.File(ctx, batch); err != nil {
				return err
			}
			batch = batch[:0]
			if at%10000 == 0 {
				b.p.complain("filled to %s reports, %.0f a second", grouped(at), float64(at-have)/time.Since(began).Seconds())
			}
			if at >= b.size {
				return errEnough
			}
			return nil
		})
		if errors.Is(err, errEnough) {
			return nil
		}
		return err
	})
	return err
}

// given hands out the readings of the stream one after the other.
func (b *bench) given(ctx context.Context) (next func(dateline.ReportID) (*dateline.Reading, error), stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	ch := make(chan *dateline.Reading, fileAtOnce)
	var failed error
	go func() {
		defer close(ch)
		failed = grade.StreamReadings(b.readings, func(r *dateline.Reading) error {
			select {
			case ch <- r:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		})
	}()
	return func(id dateline.ReportID) (*dateline.Reading, error) {
		r, ok := <-ch
		switch {
		case !ok && failed != nil:
			return nil, failed
		case !ok || r.Report != id:
			return nil, dateline.Errorf(dateline.Invalid, "%s is not of the run that wrote %s", clean(b.readings), clean(b.stream))
		}
		return r, nil
	}, cancel
}

// told is a reading as this program's reader would have made it of the report of an
// id.
func told(r *dateline.Reading, id dateline.ReportID) *dateline.Reading {
	r.Report, r.Maker = id, mustRead()
	for i := range r.Mentions {
		r.Mentions[i].Report = id
	}
	for i := range r.Accounts {
		r.Accounts[i].Report, r.Accounts[i].Maker = id, r.Maker
	}
	for i := range r.Statements {
		r.Statements[i].Report = id
	}
	for i := range r.Aggregates {
		r.Aggregates[i].Report = id
	}
	for i := range r.Changes {
		for j := range r.Changes[i].Evidence {
			r.Changes[i].Evidence[j].Report = id
		}
	}
	return r
}

func mustRead() dateline.Maker { reading, _ := makers(); return reading }
