package pipeline

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"dateline"
)

// A fault is a panic of a room, which no further attempt will mend.
type fault struct {
	what  string
	value any
}

func (f *fault) Error() string {
	return fmt.Sprintf("%s broke off, which is a fault of the program; send the report to its makers (%v)", f.what, f.value)
}

// caught calls do and turns its panic into a fault.
func caught(what string, do func()) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &fault{what, r}
		}
	}()
	do()
	return nil
}

// lasting reports whether an error will come again however often it is tried.
func lasting(err error) bool {
	var f *fault
	if errors.As(err, &f) {
		return true
	}
	switch dateline.KindOf(err) {
	case dateline.Invalid, dateline.NotFound:
		return true
	}
	return false
}

// longest is how long a job is put off again and again before it has failed.
const longest = 7 * 24 * time.Hour

// do does a job. What cannot be done, now or ever, goes to quarantine; what may be
// done later comes back as an error.
func (p *Pipeline) do(ctx context.Context, j dateline.Job) error {
	began := p.o.Now()
	source, err := p.step(ctx, j)
	how := Done
	switch {
	case err == nil:
	case ctx.Err() != nil:
		how, err = Stopped, ctx.Err()
	case lasting(err) || j.Last && !isPostponed(err) && !noSpace(err) || !j.Made.IsZero() && began.Sub(j.Made) > longest:
		how, err = Failed, p.quarantine(ctx, dateline.Quarantined{Stage: j.Stage, Subject: j.Subject, Attempts: j.Attempt, Source: source}, err)
	default:
		how = Again
		level := slog.LevelInfo
		if p.noteFull(err) {
			// That is nobody's failure and may last: the job stays as it is, after a rest.
			level, err = slog.LevelWarn, at{err, 0}
			p.sleep(ctx, p.t.Tick)
		}
		p.log.Log(ctx, level, "to be tried again", "stage", j.Stage, "subject", discreet(j.Subject), "attempt", j.Attempt, "error", err)
	}
	// A link job only calls; what is linked is told where that is done.
	if j.Stage != dateline.StageLink {
		p.o.Observer.Ended(j.Stage, how, p.o.Now().Sub(began))
	}
	return err
}

// step does what a job asks. Source is what its subject came by, as far as known.
func (p *Pipeline) step(ctx context.Context, j dateline.Job) (source string, err error) {
	broke := caught("the stage "+string(j.Stage), func() {
		switch j.Stage {
		case dateline.StagePoll:
			err = p.poll(ctx, j.Subject)
		case dateline.StageFetch:
			source, err = p.fetch(ctx, j.Subject)
		case dateline.StageRead:
			source, err = p.read(ctx, dateline.ReportID(j.Subject))
		case dateline.StageLink:
			p.signal() // linking goes by what is in the ledger
		default:
			err = dateline.Errorf(dateline.Invalid, "%q is no stage that this version knows; a newer one made the job", j.Stage)
		}
	})
	if broke != nil {
		err = broke
	}
	return source, err
}

// quarantine keeps what failed for good. Its error is that it could not.
func (p *Pipeline) quarantine(ctx context.Context, q dateline.Quarantined, why error) error {
	q.Kind, q.Reason, q.Since = dateline.KindOf(why), why.Error(), p.o.Now()
	if err := p.o.Reports.Quarantine(ctx, q); err != nil {
		return err
	}
	p.o.Observer.Quarantined(q)
	p.log.Info("quarantined", "stage", q.Stage, "subject", discreet(q.Subject), "kind", q.Kind, "reason", q.Reason)
	return nil
}

// discreet is a subject for the log: of an address the host alone, since what is read
// shows an interest.
func discreet(subject string) string {
	if u, err := url.Parse(subject); err == nil && u.Host != "" {
		return u.Scheme + "://" + u.Hostname()
	}
	return subject
}

// signal says that there may be something to link.
func (p *Pipeline) signal() {
	select {
	case p.wake <- struct{}{}:
	default:
	}
}
