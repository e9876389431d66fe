package pipeline

import (
	"context"
	"errors"
	"time"

	"dateline/fetch"
)

// ClientGet fetches by a polite client and tells seen of each answer's status.
func ClientGet(c *fetch.Client, seen Observer) func(ctx context.Context, url, etag, lastModified string) (Fetched, error) {
	return func(ctx context.Context, url, etag, lastModified string) (Fetched, error) {
		r, err := c.Get(ctx, url, fetch.Validators{ETag: etag, LastModified: lastModified})
		status := r.Status
		if f := fetch.FaultOf(err); f != nil && status == 0 {
			status = f.Status
		}
		seen.Fetched(status)
		if err != nil {
			if ctx.Err() != nil {
				return Fetched{}, ctx.Err()
			}
			return Fetched{}, postponed(err)
		}
		got := Fetched{Document: r.Document, Same: r.NotModified}
		if got.Document.Path == "" {
			got.Document.Path = url
		}
		got.Moved = r.Moved
		// Validators of another address are not sent to this one again.
		if from := r.Validators.From; from == "" || from == url || from == r.Moved {
			got.ETag, got.LastModified = r.Validators.ETag, r.Validators.LastModified
		}
		return got, nil
	}
}

// An at is an error with when to try again, which is nobody's failure: the host is
// busy, or has said when it will answer.
type at struct {
	error
	after time.Duration
}

func (e at) Unwrap() error        { return e.error }
func (e at) After() time.Duration { return e.after }

// postponed marks an error that says when to try again.
func postponed(err error) error {
	f := fetch.FaultOf(err)
	if f == nil || f.After <= 0 || !f.Said && f.Reason != fetch.Busy {
		return err
	}
	return at{err, f.After}
}

// isPostponed reports whether an error says when to try again.
func isPostponed(err error) bool {
	return errors.As(err, new(interface{ After() time.Duration }))
}
