package main

import (
	"log/slog"

	"dateline"
	"dateline/link"
	"dateline/reader"
	"dateline/tagger"
)

// newEngine wires the rooms together. Without the learned tagger the reader
// reads worse, so it is said, and goes on.
func newEngine() engine {
	options := reader.Options{}
	if parser, err := tagger.Default(); err != nil {
		slog.Warn("the learned tagger does not open; reading without it", "error", err)
	} else {
		options.Tagger = parser
	}
	return rooms{reader.New(options)}
}

type rooms struct{ *reader.Reader }

func (rooms) Link(reports []dateline.Report, readings []*dateline.Reading) dateline.Record {
	return link.Link(reports, readings, link.Options{})
}

func (rooms) Makers() (dateline.Maker, dateline.Maker) { return reader.Version, link.Version }
