// Package reader turns one Report into a Reading: the mentions it can resolve,
// what the report says of each event, who says what, and what changes in the
// organisation of groups.
//
// It reads in layers, each of which only adds to what the one below found.
// Package syntax finds names, times, quantities and phrases, and who stands to
// a verb as subject and object. Package discourse chooses places, takes phrases
// together that stand for the same entity, and gives speech its speakers. Here,
// above them, triggers of the codebook become finds with roles, counts, places
// and times; finds of one event become a draft; and drafts, judged, become
// accounts. The
// words that announce events come from the codebook, names of groups from the
// register, places from the gazetteer, times from when; package lexicon has
// closed classes and common nouns only.
package reader

import (
	"slices"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
	"dateline/reader/discourse"
	"dateline/reader/syntax"
	"dateline/register"
	"dateline/text"
	"dateline/when"
)

// Version names this reader in all it makes. It rises whenever the same report
// may be read otherwise.
const Version dateline.Maker = "reader/4"

// Options are the rooms that a Reader draws on. Nil fields stand for the
// embedded ones.
type Options struct {
	Codebook  *codebook.Codebook
	Gazetteer *gazetteer.Gazetteer
	Register  *register.Register
	// Tagger finds parts of speech. Nil stands for package text's own, which knows
	// less.
	Tagger text.Tagger
	// Attributor finds who said what. Nil stands for the reader's rules, which find
	// less.
	Attributor Attributor
	// Names finds names by what it has learned. Nil stands for lists and rules alone.
	Names NameFinder
	// Models are what is learned of events.
	Models Models
}

// An Attributor finds the attributions of a document, by spans of its text.
type Attributor = discourse.Attributor

// A NameFinder finds names by what it has learned.
type NameFinder = syntax.NameFinder

// Sourcing are the kinds of attribution that the reader heeds: those that give a
// word for what happened. An Attributor need find no others.
func Sourcing() []dateline.AttributionKind { return discourse.Sourcing() }

// A Reader reads reports. It holds no state between reports and is safe for
// concurrent use.
type Reader struct {
	codebook  *codebook.Codebook
	gazetteer *gazetteer.Gazetteer
	register  *register.Register
	triggers  *triggerIndex
	tagger    text.Tagger
	speech    Attributor
	names     NameFinder
	models    Models
}

// New makes a Reader.
func New(o Options) *Reader {
	r := &Reader{o.Codebook, o.Gazetteer, o.Register, nil, o.Tagger, o.Attributor, o.Names, o.Models}
	if r.codebook == nil {
		r.codebook = codebook.Default()
	}
	if r.gazetteer == nil {
		r.gazetteer = gazetteer.Default()
	}
	if r.register == nil {
		r.register = register.Default()
	}
	r.triggers = indexTriggers(r.codebook)
	return r
}

// Read reads one report. The same report and version give the same Reading. Time
// and memory are in proportion to the text's length.
func (rd *Reader) Read(rep *dateline.Report) *dateline.Reading {
	var parts []*dateline.Reading
	for _, w := range windows(rep) {
		parts = append(parts, rd.understand(w).result())
	}
	return join(parts)
}

// understand does all that reading is but the writing down.
func (rd *Reader) understand(rep *dateline.Report) *reading {
	r := rd.begin(rep)
	r.findTriggers()
	r.learn()
	r.finds = slices.DeleteFunc(r.finds, r.peaceful)
	r.leaveHarmless()
	r.bind()
	r.judgeMoods()
	r.corefer()
	r.settleTimes()
	r.judge()
	return r
}

// begin builds what the events of a report are looked for in.
func (rd *Reader) begin(rep *dateline.Report) *reading {
	r := &reading{Model: discourse.Build(rd.parser(), rd.speech, rd.models.Reference, rep), rd: rd, data: map[*when.Expression]*datum{}, dataOf: map[*syntax.Sentence][]*datum{}}
	if m := rep.Dated(); m != nil {
		day := m.Day()
		r.published = &day
	}
	r.recountTimes()
	return r
}

// A reading is the working state of one Read.
type reading struct {
	*discourse.Model
	rd         *Reader
	published  *dateline.Date
	finds      []*find
	unharmed   []*syntax.Sentence // which tell of harm that nobody meant or that never was
	accounts   []*draft
	aggregates []dateline.Aggregate
	changes    []dateline.Change

	byPhrase map[*syntax.NounPhrase]*find // event nouns, of the first indexed finds
	indexed  int

	inSentence map[*syntax.Sentence][]*find // while bind looks for support

	data   map[*when.Expression]*datum   // what times are counted from
	dataOf map[*syntax.Sentence][]*datum // those of times that date a find
}

// Hints are what the reader's lists of names and words know of the tokens of a
// sentence of a report, for a learned finder of names.
func (rd *Reader) Hints(report string, s text.Sentence) []uint16 {
	p := syntax.Parser{Gazetteer: rd.gazetteer, Register: rd.register}
	return p.Hints(report, s)
}

// Two bits of Hints: nouns for people, and nouns for buildings, vehicles and sites.
const (
	HintPeople   = syntax.HintPeople
	HintProperty = syntax.HintProperty
)
