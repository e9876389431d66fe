package main

import (
	"context"

	"dateline"
	"dateline/link"
	"dateline/pipeline"
	"dateline/store"
)

// newLinker opens a linker that looks up in a ledger what it holds no more.
func newLinker(ctx context.Context, l *store.Ledger) pipeline.Linker {
	return link.Open(link.Options{}, sources{ctx, l})
}

// sources are what a linker asks a ledger for. The context is that of its making: a
// linker outlives the batch that it was made for.
type sources struct {
	ctx context.Context
	l   *store.Ledger
}

func (s sources) Source(id dateline.ReportID) (*dateline.Report, *dateline.Reading, error) {
	return s.l.Source(context.WithoutCancel(s.ctx), id)
}

func (s sources) Fixed(id dateline.ReportID) ([]byte, error) {
	return s.l.Fixed(context.WithoutCancel(s.ctx), id)
}
