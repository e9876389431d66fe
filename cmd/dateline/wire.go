package main

import "dateline"

// newEngine wires the rooms together.
func newEngine() engine { return unwired{} }

type unwired struct{}

func (unwired) Read(r *dateline.Report) *dateline.Reading {
	return &dateline.Reading{Report: r.ID, Genre: dateline.News}
}

func (unwired) Link(reports []dateline.Report, readings []*dateline.Reading) dateline.Record {
	for i := range reports {
		reports[i].Genre = readings[i].Genre
		reports[i].Origin = dateline.OriginID("o" + string(reports[i].ID[1:]))
	}
	return dateline.Record{Reports: reports}
}

func (unwired) Makers() (reader, linker dateline.Maker) { return "reader/1", "link/1" }
