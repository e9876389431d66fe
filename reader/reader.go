// Package reader turns one Report into a Reading: the mentions it can resolve,
// what the report says of each event, who says what, and what changes in the
// organisation of groups.
//
// It reads in layers, each of which only adds to what the one below found.
// Package syntax finds names, times, quantities and phrases, and who stands to
// a verb as subject and object. Here, above it, places are chosen and phrases
// taken together that stand for the same entity; speech is given its speakers;
// triggers of the codebook become finds with roles, counts, places and times;
// finds of one event become a draft; and drafts, judged, become accounts. The
// words that announce events come from the codebook, names of groups from the
// register, places from the gazetteer, times from when; package lexicon has
// closed classes and common nouns only.
package reader

import (
	"strings"

	"dateline"
	"dateline/codebook"
	"dateline/gazetteer"
	"dateline/reader/syntax"
	"dateline/register"
	"dateline/text"
)

// Version names this reader in all it makes. It rises whenever the same report
// may be read otherwise.
const Version dateline.Maker = "reader/1"

// Options are the rooms that a Reader draws on. Nil fields stand for the
// embedded ones.
type Options struct {
	Codebook  *codebook.Codebook
	Gazetteer *gazetteer.Gazetteer
	Register  *register.Register
}

// A Reader reads reports. It holds no state between reports and is safe for
// concurrent use.
type Reader struct {
	codebook  *codebook.Codebook
	gazetteer *gazetteer.Gazetteer
	register  *register.Register
	triggers  *triggerIndex
}

// New makes a Reader.
func New(o Options) *Reader {
	r := &Reader{o.Codebook, o.Gazetteer, o.Register, nil}
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

// Read reads one report. The same report and version give the same Reading.
func (rd *Reader) Read(rep *dateline.Report) *dateline.Reading {
	r := &reading{rd: rd, rep: rep, doc: text.Parse(rep.Text, rep.Body)}
	if rep.Published != nil {
		day := rep.Published.Day()
		r.published = &day
	}
	r.frontTitle()
	p := &syntax.Parser{Gazetteer: rd.gazetteer, Register: rd.register, Phrasal: rd.triggers.particles}
	r.sentences = p.Parse(rep.Text, r.doc)
	r.speech = make([][]*utterance, len(r.sentences))
	r.quotations = r.findQuotes()
	r.genre = r.judgeGenre()
	r.resolvePlaces()
	r.resolveEntities()
	r.findSpeech()
	r.findTriggers()
	r.bind()
	r.judgeMoods()
	r.corefer()
	r.settleTimes()
	r.judge()
	return r.result()
}

// A reading is the working state of one Read.
type reading struct {
	rd         *Reader
	rep        *dateline.Report
	doc        *text.Document
	published  *dateline.Date
	genre      dateline.Genre
	sentences  []*syntax.Sentence
	entities   []*entity
	quotations []quotation
	speech     [][]*utterance // by sentence: the attributions in it
	statements []*statement
	finds      []*find
	accounts   []*draft
	aggregates []dateline.Aggregate
	changes    []dateline.Change
	home       []gazetteer.ID // places that the report as a whole is about
}

func (r *reading) quote(s dateline.Span) string { return s.In(r.rep.Text) }

// frontTitle puts a headline that stands in the front matter before the text.
func (r *reading) frontTitle() {
	if r.rep.Title == nil || r.rep.Body == 0 {
		return
	}
	at := strings.Index(r.rep.Text[:r.rep.Body], *r.rep.Title)
	if at < 0 {
		return
	}
	head := text.Parse(r.rep.Text[:at+len(*r.rep.Title)], at)
	for i := range head.Paragraphs {
		head.Paragraphs[i].Kind = text.Title
	}
	r.doc.Paragraphs = append(head.Paragraphs, r.doc.Paragraphs...)
}
