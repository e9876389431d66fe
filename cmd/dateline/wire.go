package main

import (
	"log/slog"

	"dateline"
	"dateline/link"
	"dateline/reader"
	"dateline/tagger"
)

// newEngine wires the rooms together. Without a learned model the reader
// reads worse, so it is said, and goes on.
func newEngine() engine {
	options := reader.Options{}
	parser, err := tagger.Default()
	if err != nil {
		slog.Warn("the learned tagger does not open; reading without it", "error", err)
		return rooms{reader.New(options)}
	}
	options.Tagger = parser
	if speech, err := tagger.NewAttributor(parser); err != nil {
		slog.Warn("the words of attribution do not open; reading without them", "error", err)
	} else {
		options.Attributor = speech.Of(reader.Sourcing()...)
	}
	if names, err := tagger.DefaultNames(); err != nil {
		slog.Warn("the learned finder of names does not open; reading without it", "error", err)
	} else {
		options.Names = names
	}
	if e, err := tagger.DefaultEvents(); err != nil {
		slog.Warn("the learned models of events do not open; reading without them", "error", err)
	} else {
		options.Models = reader.Models{Trigger: e.Trigger, Occurrence: e.Occurrence, Background: e.Background}
	}
	if c, err := tagger.DefaultReference(); err != nil {
		slog.Warn("the learned model of reference does not open; reading without it", "error", err)
	} else {
		options.Models.Reference = c
	}
	return rooms{reader.New(options)}
}

type rooms struct{ *reader.Reader }

func (rooms) Link(reports []dateline.Report, readings []*dateline.Reading, decided []dateline.Decision) dateline.Record {
	return link.Link(reports, readings, link.Options{Decisions: decided})
}

func (rooms) Compare(reports [2]dateline.Report, readings [2]*dateline.Reading) link.Comparison {
	return link.Compare(reports, readings, link.Options{})
}

func (rooms) Makers() (dateline.Maker, dateline.Maker) { return makers() }

// makers are the versions of the reader and the linker, told without opening what
// they read by.
func makers() (reading, linking dateline.Maker) { return reader.Version, link.Version }
