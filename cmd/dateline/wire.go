package main

import (
	"dateline"
	"dateline/link"
	"dateline/reader"
)

// newEngine wires the rooms together.
func newEngine() engine { return rooms{reader.New(reader.Options{})} }

type rooms struct{ *reader.Reader }

func (rooms) Link(reports []dateline.Report, readings []*dateline.Reading) dateline.Record {
	return link.Link(reports, readings, link.Options{})
}

func (rooms) Makers() (dateline.Maker, dateline.Maker) { return reader.Version, link.Version }
