package store_test

import (
	"context"

	"dateline/fetch"
	"dateline/pipeline"
	"dateline/store"
)

// What others ask of a ledger, it is.
var (
	_ pipeline.Reports = (*store.Ledger)(nil)
	_ pipeline.Feeds   = (*store.Ledger)(nil)
	_ pipeline.Queue   = (*store.Ledger)(nil)
	_ pipeline.Links   = links{}
	_ pipeline.Turn    = (*store.Turn)(nil)
	_ fetch.Hosts      = (*store.Ledger)(nil)
)

// links is a ledger for a pipeline, whose Turn is an interface of its own.
type links struct{ *store.Ledger }

func (l links) Turn(ctx context.Context, do func(context.Context, pipeline.Turn) error) (bool, error) {
	return l.Ledger.Turn(ctx, func(ctx context.Context, t *store.Turn) error { return do(ctx, t) })
}
