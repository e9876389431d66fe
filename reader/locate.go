package reader

import (
	"dateline"
	"dateline/reader/discourse"
	"dateline/reader/syntax"
)

// A Located is a name of a place with what it may mean and what was chosen.
type Located = discourse.Located

// Locate resolves names of places at given spans of a report, as Read does with
// those that it finds, in view of the whole report. What it gives stands in the
// order of the spans. A span is known to name a place, so the best candidate is
// chosen however little speaks for it.
func (rd *Reader) Locate(rep *dateline.Report, spans []dateline.Span) []Located {
	return discourse.Locate(rd.parser(), rep, spans)
}

// Places gives the names of places that the reader finds in a report, those
// that stand for people, powers or organisations and adjectives among them.
func (rd *Reader) Places(rep *dateline.Report) []Located {
	return discourse.Build(rd.parser(), nil, nil, rep).Places()
}

func (rd *Reader) parser() *syntax.Parser {
	return &syntax.Parser{Gazetteer: rd.gazetteer, Register: rd.register, Tagger: rd.tagger, Names: rd.names, Phrasal: rd.triggers.particles}
}
