package main

import (
	"slices"

	"dateline/corpus"
	"dateline/names"
	"dateline/text"
)

// ownKinds are the kinds of names of our own reports, by their tags.
var ownKinds = []string{"per", "grp", "force", "org", "loc", "nat", "wpn", "veh", "time", "num", "money"}

// ownReports are our own annotated reports.
func ownReports(dir string, by text.Tagger, h names.Hinter) ([]*names.Document, error) {
	docs, err := corpus.Load(dir)
	if err != nil {
		return nil, err
	}
	var out []*names.Document
	for _, c := range docs {
		d := names.Prepare(c.Name, c.Text, by, h)
		d.Mark(ownSpans(c))
		out = append(out, d)
	}
	return out, nil
}

func ownSpans(c *corpus.Document) []names.Span {
	var spans []names.Span
	for _, m := range c.Marks {
		if slices.Contains(ownKinds, string(m.Tag)) {
			spans = append(spans, names.Span{Span: m.Span, Kind: string(m.Tag)})
		}
	}
	return spans
}
