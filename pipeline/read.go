package pipeline

import (
	"context"
	"time"

	"dateline"
)

// slowest is how many bytes of text a second are read at the least: a report has
// ReadTime and as long as that takes.
const slowest = 4 << 10

// mostRead bounds that: whoever has a job longer is taken for dead.
const mostRead = 9 * time.Minute

// read makes a report's reading and keeps it.
func (p *Pipeline) read(ctx context.Context, id dateline.ReportID) (source string, err error) {
	r, err := p.o.Reports.Report(ctx, id)
	if err != nil {
		return "", err
	}
	if err := Readable(r); err != nil {
		return r.Path, err
	}
	reading, err := p.readIn(ctx, r, min(p.t.ReadTime+time.Duration(len(r.Text)/slowest)*time.Second, mostRead))
	if err != nil {
		return r.Path, err
	}
	if err := p.o.Reports.SaveReading(ctx, reading); err != nil {
		return r.Path, err
	}
	p.signal()
	return r.Path, nil
}

// readIn reads a report within a time. Reading cannot be broken off: one that takes
// longer is given up on and goes on unheard, and only so many may be at it.
func (p *Pipeline) readIn(ctx context.Context, r *dateline.Report, most time.Duration) (*dateline.Reading, error) {
	select {
	case p.reading <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	type result struct {
		reading *dateline.Reading
		err     error
	}
	done := make(chan result, 1)
	go func() {
		defer func() { <-p.reading }()
		var res result
		res.err = caught("the reader", func() { res.reading = p.o.Reader.Read(r) })
		done <- res
	}()
	t := time.NewTimer(most)
	defer t.Stop()
	select {
	case res := <-done:
		return res.reading, res.err
	case <-ctx.Done():
		return nil, ctx.Err()
	case <-t.C:
		return nil, dateline.Errorf(dateline.Invalid, "not read within %s; split it, or give reading more time (work.read_time) and try again", most)
	}
}
